"""Reads CSV tables: rows with their cells, line and exact text, and every mistake by its place.

Encoding and dialect are found, not assumed; a line that is not UTF-8 among others that are is read
as Windows-1252. A row that cannot be read is left out and named; a file of which no row could be
trusted is refused as a whole.
"""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from expograph.claims import Mistake
from expograph.errors import InputError, listed, nearest
from expograph.read.encodings import MARKS

CELL_LIMIT = 131_072
LINE_LIMIT = 16_000_000
FILE_LIMIT = 128_000_000
BLANKS = " \r\n\u00a0"
"""What is dropped around a cell; a tab stays, since spreadsheets take some cells for formulas."""

_SHARED_CELLS = 20_000
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LINE = re.compile(r"[^\r\n]++(?:\r\n?|\n)?|\r\n?|\n")
_QUOTED = re.compile(r'"[^"]*"')
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_OF_BYTES = re.compile(rb"[^\r\n]++(?:\r\n?|\n)?|\r\n?|\n")
_LONGER_THAN_A_BYTE = re.compile(rb"[\xc2\xc3][\x80-\xbf]|[\xe0-\xf4][\x80-\xbf]{2}")
"""What a line of Windows-1252 hardly holds: letters and dashes as UTF-8 writes them."""
_MOST_LINES = 5
_LEFT_OUT = "; the row was left out"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the line on which it begins, its exact text, and its cells in order.

    ``places`` says where the cell of each column stands; the rows of a table share it.
    """

    line: int
    text: str
    cells: tuple[str, ...]
    places: Mapping[str, int]

    def cell(self, column: str) -> str:
        """Return the text of a cell, without blanks around it; "" where there is no such cell."""
        place = self.places.get(column)
        return "" if place is None or place >= len(self.cells) else self.cells[place]


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it stands in its file, with what had to be left out of it.

    ``line`` is that of the column names. ``unread`` are the rows that could not be read, as far as
    they go, each with its mistake.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    mistakes: tuple[Mistake, ...]
    line: int = 1
    unread: tuple[tuple[TableRow, Mistake], ...] = ()


def read_table(path: Path) -> Table:
    """Return the table in a CSV file.

    Raises ``InputError`` when the file is missing, is no text, has no header or a column twice,
    or when a quote never closes.
    """
    try:
        if not path.is_file():
            problem = "is no file" if path.exists() else "there is no such file"
            raise InputError(f"{path.name}: {problem}; a table is a CSV file")
        size = path.stat().st_size
        if size > FILE_LIMIT:
            raise InputError(
                f"{path.name}: {size:,} bytes are more than a table may have ({FILE_LIMIT:,}); "
                "leave out what the graph does not need"
            )
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read ({error.strerror})") from None
    return parse_table(path.name, content)


def parse_table(file: str, content: bytes) -> Table:
    """Return the table in the bytes of a CSV file called ``file``; see ``read_table``."""
    text, mistakes = _decoded(file, content)
    delimiter = _delimiter(text)
    records = _records(file, text, delimiter)
    line, _, header = next(records, (0, "", []))
    columns = tuple(name.strip() for name in header)
    _check_header(file, line, columns)
    places = {name: place for place, name in enumerate(columns)}
    shared: dict[str, str] = {}
    rows, unread = [], []
    for number, raw, cells in records:
        kept = tuple([_shared(cell.strip(BLANKS), shared) for cell in cells])
        row = TableRow(number, raw, kept, places)
        if (problem := _problem(columns, raw, cells, delimiter)) is None:
            rows.append(row)
        else:
            unread.append((row, left_out(file, number, *problem)))
    mistakes += [mistake for _, mistake in unread]
    return Table(file, columns, tuple(rows), tuple(mistakes), line, tuple(unread))


def left_out(file: str, line: int, column: str, problem: str) -> Mistake:
    """Return a mistake for which a row is left out."""
    return Mistake(file, line, column, problem + _LEFT_OUT)


def none_readable(table: Table, wrong: Iterable[Mistake]) -> str:
    """Return what is said of a table of which each row has a mistake of its own; "" of others.

    ``wrong`` are the mistakes of the rows that could be read. A table of a single row is not so.
    """
    rows = [*table.rows, *(row for row, _ in table.unread)]
    mistakes: dict[int, Mistake] = {}
    for mistake in (*(mistake for _, mistake in table.unread), *wrong):
        mistakes.setdefault(mistake.line, mistake)
    if len(rows) < 2 or any(row.line not in mistakes for row in rows):
        return ""
    first = mistakes[min(row.line for row in rows)]
    place = f"line {first.line}" + (f", column {first.column}" if first.column else "")
    sizes = {len(row.cells) for row in rows}
    way_on = ""
    if len(sizes) == 1 and sizes != {len(table.columns)}:
        way_on = "; all rows have as many, so it may be the header that lacks or has one too many"
    return (
        f"{table.file}: none of its {len(rows):,} rows can be read, the first ({place}) because "
        f"{first.problem.removesuffix(_LEFT_OUT)}{way_on}"
    )


def unknown_columns(table: Table, known: Sequence[str]) -> Iterator[Mistake]:
    """Yield the columns of a table that are none of the known ones, with what may be meant."""
    for column in table.columns:
        if column not in known:
            near = listed(nearest(column, known)) or f"one of {', '.join(known)}"
            problem = f"the table has no such column; did you mean {near}? It was left out"
            yield Mistake(table.file, table.line, column, problem)


def _shared(cell: str, known: dict[str, str]) -> str:
    """Return the same string for the same text, as far as is worth remembering."""
    if len(known) < _SHARED_CELLS:
        return known.setdefault(cell, cell)
    return known.get(cell, cell)


class _Lines:
    """The lines of a text, handed out one by one; remembers those of the record being read."""

    def __init__(self, file: str, text: str) -> None:
        self._file, self._text = file, text
        self._number = 0
        self._taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for match in _LINE.finditer(self._text):
            self._number += 1
            length = match.end() - match.start()
            if length > LINE_LIMIT:
                raise InputError(
                    f"{self._file}, line {self._number}: the line has {length:,} characters, "
                    f"more than the limit of {LINE_LIMIT:,}; is this a table?"
                )
            line = match.group()
            self._taken.append(line)
            yield line

    def record(self) -> tuple[int, str]:
        """Return first line and exact text of the record just read, and forget it."""
        first, raw = self._number - len(self._taken) + 1, "".join(self._taken).rstrip("\r\n")
        self._taken.clear()
        return first, raw


def _records(file: str, text: str, delimiter: str) -> Iterator[tuple[int, str, list[str]]]:
    """Yield the records that hold anything, each with its first line and its exact text."""
    csv.field_size_limit(FILE_LIMIT)
    lines = _Lines(file, text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            first, _ = lines.record()
            raise InputError(f"{file}, line {first}: {_explained(error)}") from None
        first, raw = lines.record()
        if "".join(cells).strip():
            yield first, raw, cells


def _explained(error: csv.Error) -> str:
    if "unexpected end of data" in str(error):
        return "the quote that opens here never closes; close it, or write it twice inside a cell"
    return f"no CSV ({error}); inside a quoted cell a quote is written twice"


def _check_header(file: str, line: int, columns: tuple[str, ...]) -> None:
    if not columns:
        raise InputError(f"{file}: the file is empty; a table begins with a line of column names")
    for number, name in enumerate(columns):
        if not name or not name.isprintable() or len(name) > 100:
            raise InputError(
                f"{file}, line {line}: column {number + 1} has no readable name; a table is a text "
                "in UTF-8 that begins with a line of column names"
            )
        if name in columns[:number]:
            raise InputError(
                f"{file}, line {line}: there are two columns called {name!r}; rename one"
            )


def _problem(
    columns: tuple[str, ...], raw: str, cells: list[str], delimiter: str
) -> tuple[str, str] | None:
    """Return the column and what is wrong with a row, or None."""
    if len(cells) != len(columns):
        name = _DELIMITERS[delimiter]
        way_on = (
            f"a cell with a {name} in it stands in quotes"
            if len(cells) > len(columns)
            else f"an empty cell needs its {name} too"
        )
        number = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
        return "", f"the row has {number} where the header has {len(columns)}; {way_on}"
    if len(raw) <= CELL_LIMIT and raw.isprintable():
        return None
    for column, cell in zip(columns, cells, strict=True):
        if len(cell) > CELL_LIMIT:
            return column, f"a cell of {len(cell):,} characters, more than {CELL_LIMIT:,}"
        if control := _CONTROL.search(cell):
            return column, f"the control character U+{ord(control[0]):04X} in a cell; remove it"
    return None


def _decoded(file: str, content: bytes) -> tuple[str, list[Mistake]]:
    mark = next((mark for mark in MARKS if content.startswith(mark)), b"")
    encoding = MARKS.get(mark, "utf-8")
    try:
        return content.decode(encoding), []
    except UnicodeDecodeError as error:
        if mark not in (b"", codecs.BOM_UTF8):
            line = content[: error.start].decode(encoding, "ignore").count("\n") + 1
            raise InputError(
                f"{file}, line {line}: no {encoding.upper()}, as the file begins; "
                "save the table as UTF-8"
            ) from None
    lines, odd = [], []
    for number, match in enumerate(_LINE_OF_BYTES.finditer(content, len(mark)), 1):
        try:
            lines.append(match[0].decode())
        except UnicodeDecodeError:
            lines.append(_windows(file, number, match[0]))
            odd.append(number)
    return "".join(lines), [_not_utf8(file, odd)]


def _windows(file: str, number: int, line: bytes) -> str:
    """Return a line of Windows-1252; one that is partly UTF-8 is not."""
    try:
        if not _LONGER_THAN_A_BYTE.search(line):
            return line.decode("cp1252")
    except UnicodeDecodeError:
        pass
    raise InputError(
        f"{file}, line {number}: the line is neither UTF-8 nor Windows-1252; "
        "save the table as UTF-8"
    )


def _not_utf8(file: str, lines: Sequence[int]) -> Mistake:
    """Return the warning about lines that were read as Windows-1252; of many it counts the rest."""
    first, *others = lines
    also = ""
    if len(lines) > _MOST_LINES:
        also = f", and neither are {len(others):,} more lines"
    elif others:
        numbers = " and ".join(filter(None, [", ".join(map(str, others[:-1])), str(others[-1])]))
        also = f", and neither {'is line' if len(others) == 1 else 'are lines'} {numbers}"
    return Mistake(
        file, first, "", f"not UTF-8{also}; read as Windows-1252 (save the table as UTF-8)"
    )


def _delimiter(text: str) -> str:
    """Return the character that stands most often between the column names."""
    header = next((line[0] for line in _LINE.finditer(text) if not line[0].isspace()), "")
    bare = _QUOTED.sub("", header)
    return max(_DELIMITERS, key=bare.count)
