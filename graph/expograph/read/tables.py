"""Reads CSV tables: rows with their cells, line and exact text, and every mistake by its place.

Encoding and dialect are found, not assumed. A row that cannot be read is left out and named; a
file of which no row could be trusted is refused as a whole.
"""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from expograph.claims import Mistake
from expograph.errors import InputError

CELL_LIMIT = 131_072
LINE_LIMIT = 16_000_000


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the line on which it begins, its exact text, and its cells by column."""

    line: int
    text: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it stands in its file, with what had to be left out of it."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    mistakes: tuple[Mistake, ...]


def read_table(path: Path) -> Table:
    """Return the table in a CSV file.

    Raises ``InputError`` when the file is missing, is no text, has no header or a column twice,
    or when a quote never closes.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read ({error.strerror})") from None
    return parse_table(path.name, content)


def parse_table(file: str, content: bytes) -> Table:
    """Return the table in the bytes of a CSV file called ``file``; see ``read_table``."""
    text, mistakes = _decoded(file, content)
    lines = _Lines(file, text)
    delimiter = _delimiter(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    records = _records(file, reader, lines)
    line, _, header = next(records, (0, "", []))
    columns = tuple(name.strip() for name in header)
    _check_header(file, line, columns)
    rows = []
    for line, raw, cells in records:
        problem = _problem(columns, cells)
        if problem:
            mistakes.append(Mistake(file, line, problem[0], f"{problem[1]}; the row was left out"))
        else:
            stripped = (cell.strip() for cell in cells)
            rows.append(TableRow(line, raw, dict(zip(columns, stripped, strict=True))))
    return Table(file, columns, tuple(rows), tuple(mistakes))


class _Lines:
    """The lines of a text, handed out one by one; remembers those of the record being read."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.number, self.taken = file, 0, [""]
        self._stream = StringIO(text, newline="")

    def __iter__(self) -> Iterator[str]:
        for line in self._stream:
            self.number += 1
            if len(line) > LINE_LIMIT:
                raise InputError(
                    f"{self.file}, line {self.number}: the line has {len(line):,} characters, "
                    f"more than the limit of {LINE_LIMIT:,}; is this a table?"
                )
            self.taken.append(line)
            yield line

    def record(self) -> tuple[int, str]:
        """Return first line and exact text of the record just read, and forget it."""
        first, raw = self.number - len(self.taken) + 1, "".join(self.taken).rstrip("\r\n")
        self.taken.clear()
        return first, raw


def _records(
    file: str, reader: Iterator[list[str]], lines: _Lines
) -> Iterator[tuple[int, str, list[str]]]:
    csv.field_size_limit(sys.maxsize)
    lines.taken.clear()
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            first, _ = lines.record()
            raise InputError(f"{file}, line {first}: {_explained(error)}") from None
        first, raw = lines.record()
        if any(cell.strip() for cell in cells):
            yield first, raw, cells


def _explained(error: csv.Error) -> str:
    if "unexpected end of data" in str(error):
        return "the quote that opens here never closes; close it, or write it twice inside a cell"
    return f"no CSV ({error}); inside a quoted cell a quote is written twice"


def _check_header(file: str, line: int, columns: tuple[str, ...]) -> None:
    if not columns:
        raise InputError(f"{file}: the file is empty; a table begins with a line of column names")
    for number, name in enumerate(columns):
        if name in columns[:number]:
            raise InputError(f"{file}, line {line}: there are two columns called {name!r}")
        if not name or not name.isprintable():
            raise InputError(f"{file}, line {line}: column {number + 1} has no readable name")


def _problem(columns: tuple[str, ...], cells: list[str]) -> tuple[str, str] | None:
    """Return the column and what is wrong with a row, or None."""
    if len(cells) != len(columns):
        return "", f"{len(cells)} cells where the header has {len(columns)}"
    for column, cell in zip(columns, cells, strict=True):
        if len(cell) > CELL_LIMIT:
            return column, f"a cell of {len(cell):,} characters, more than {CELL_LIMIT:,}"
        if not cell.isprintable() and (control := _control(cell)):
            return column, f"the control character U+{ord(control):04X} in a cell"
    return None


def _control(cell: str) -> str:
    """Return the first character that no cell should hold; tabs and line ends may stay."""
    return next((c for c in cell if (c < " " and c not in "\t\r\n") or "\x7f" <= c <= "\x9f"), "")


def _decoded(file: str, content: bytes) -> tuple[str, list[Mistake]]:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace"), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    text = content.decode("cp1252", "replace")
    if "\ufffd" in text:
        raise InputError(f"{file}, line {line}: neither UTF-8 nor Windows-1252; save it as UTF-8")
    warning = "not UTF-8 from here on; the file was read as Windows-1252 (save it as UTF-8)"
    return text, [Mistake(file, line, "", warning)]


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(",;\t|", key=header.count)
