"""Opens lists of the user's, CSV or XLSX, into plain rows under their column names.

How a file is written is found, not assumed: encoding, separator, where the header is, which sheet
holds the list. A row that cannot be read is left out and named; see ``expograph.read.tables`` for
the built-in tables, which are read more strictly.
"""

import csv
import io
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from expograph.claims import Mistake
from expograph.errors import InputError
from expograph.read import encodings, tables
from expograph.read.headers import LOOKED_AT, Header, Lines, Span, find_header
from expograph.read.tables import TableRow, left_out
from expograph.read.workbooks import column_letters, read_workbook

FILE_LIMIT = 64_000_000
ROW_LIMIT = 150_000

_WORKBOOKS = (".xlsx", ".xlsm")
_TEXTS = (".csv", ".tsv", ".tab", ".txt")
_SEPARATORS = ",;\t|"
_SAID = re.compile(r"\A\s*sep=([,;\t|])[ ,;\t|]*(?=\n|\Z)", re.IGNORECASE)
"""The line with which Excel tells itself the separator."""
_QUOTED = re.compile(r'"[^"]*"')
_LINES_COUNTED = 50
_FILLED_LIMIT = 2_000_000
_WAY_ON = "save it as XLSX or CSV"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as it stands in its file: column names, rows, and what had to be left out.

    ``name`` is that of the sheet in a workbook; ``line`` where the header begins; ``unnamed`` the
    columns that have no name of their own ("column C"); ``others`` further sheets with rows.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    mistakes: tuple[Mistake, ...] = ()
    name: str = ""
    line: int = 1
    unnamed: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """The column names as a line of CSV, in the order of the cells in the rows' texts."""
        return as_line(self.columns)


def read_sheet(path: Path, *, sheet: str = "") -> Sheet:
    """Return the list in a CSV file or workbook; ``sheet`` names one of several in a workbook.

    Raises ``InputError`` when the file is missing, too big, neither CSV nor XLSX, damaged, or has
    no header with rows below; ``UnknownName`` when it has no sheet of that name.
    """
    file = path.name
    try:
        if not path.is_file():
            problem = "is no file" if path.exists() else "there is no such file"
            raise InputError(f"{file}: {problem}; a list is a CSV or XLSX file")
        if (size := path.stat().st_size) > FILE_LIMIT:
            raise InputError(
                f"{file}: {size:,} bytes are more than a list may have ({FILE_LIMIT:,}); divide it"
            )
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror})") from None
    return parse_sheet(file, content, sheet=sheet)


def parse_sheet(file: str, content: bytes, *, sheet: str = "") -> Sheet:
    """Return the list in the bytes of a file called ``file``; see ``read_sheet``."""
    ending = Path(file).suffix.lower()
    if not content.strip():
        raise InputError(f"{file}: the file is empty; a list begins with a line of column names")
    if content.startswith(b"PK") and ending in _WORKBOOKS:
        return _of_workbook(file, content, sheet)
    if kind := _kind(content, ending):
        raise InputError(f"{file}: this is {kind}; {_WAY_ON}")
    if sheet:
        raise InputError(f"{file}: a CSV file has no sheets; leave out --sheet")
    return _of_text(file, content)


def as_line(cells: Iterable[str]) -> str:
    """Return cells as one line of CSV.

    >>> as_line(["Acme, Ltd", "Lyon"])
    '"Acme, Ltd",Lyon'
    """
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()


def _kind(content: bytes, ending: str) -> str:
    """Return what a file is that is no list, or not the one that its name says; "" of others."""
    start = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(b"PK"):
        return f"a workbook or another ZIP archive, though its name ends in {ending or 'nothing'}"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "an old Excel workbook (XLS), or one with a password"
    if kind := encodings.kind_of(content):
        return kind
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        return "a web page"
    if start.startswith((b"<?xml", b"<workbook")):
        return "an XML file"
    if ending in _WORKBOOKS:
        return "no workbook, though its name says so; perhaps a CSV file"
    return "" if ending in _TEXTS else "neither CSV nor XLSX by its name"


# CSV


def _of_text(file: str, content: bytes) -> Sheet:
    """Return the list in a text whose cells are parted by one of the usual separators."""
    decoded = encodings.decode(file, content)
    text, delimiter = _separated(decoded.text)
    if (number := text.count("\n")) > 2 * ROW_LIMIT:
        raise InputError(f"{file}: {number:,} lines; a list may have {ROW_LIMIT:,} rows, divide it")
    records = [*tables._records(file, text, delimiter)]
    if not records:
        raise InputError(f"{file}: the file is empty; a list begins with a line of column names")
    if len(records) > ROW_LIMIT:
        raise InputError(f"{file}: more than {ROW_LIMIT:,} rows; divide the list")
    first = records[:LOOKED_AT]
    header = find_header(file, Lines([line for line, *_ in first], [cells for *_, cells in first]))
    return _assembled(file, header, _text_rows(header, records, delimiter), decoded.mistakes)


def _separated(text: str) -> tuple[str, str]:
    """Return a text and the character that parts its cells.

    It is the one that stands equally often in the most lines.
    """
    if said := _SAID.match(text):
        return text[said.end() :], said[1]
    lines = [_QUOTED.sub("", line) for line in _first_lines(text)]

    def agreement(separator: str) -> tuple[int, int]:
        counts = Counter(filter(None, (line.count(separator) for line in lines)))
        number, lines_alike = max(
            counts.items(), key=lambda each: (each[1], each[0]), default=(0, 0)
        )
        return lines_alike, number

    return text, max(_SEPARATORS, key=agreement)


def _first_lines(text: str) -> list[str]:
    found: list[str] = []
    for match in re.finditer(r"[^\n]+", text):
        if match.end() - match.start() > tables.LINE_LIMIT or len(found) == _LINES_COUNTED:
            break
        found.append(match[0])
    return found


_Read = tuple[int, str, tuple[str, ...], tuple[str, str] | None]
"""A row: its line, its text, its cells, and in which column what is wrong with it."""


def _text_rows(
    header: Header, records: Sequence[tuple[int, str, list[str]]], delimiter: str
) -> Iterator[_Read]:
    """Yield the rows below the header; empty cells at the end of a row do not count.

    In a list of one column nothing parts the cells, and a comma belongs to the name.
    """
    names = header.names
    least = max((place + 1 for place, name in enumerate(names) if name), default=0)
    for line, raw, cells in records[header.rows_from :]:
        bare = [cell.strip(tables.BLANKS) for cell in cells]
        while len(bare) > len(names) and not bare[-1]:
            bare.pop()
        if least <= len(bare) < len(names):
            bare += [""] * (len(names) - len(bare))
        if len(names) == 1 < len(bare):
            bare = [raw.strip(tables.BLANKS)]
        text = raw if delimiter == "," else as_line(bare)
        yield line, text, tuple(bare), tables._problem(names, raw, bare, delimiter)


# XLSX


def _of_workbook(file: str, content: bytes, wanted: str) -> Sheet:
    """Return the list in one sheet of a workbook."""
    sheet = read_workbook(file, content, wanted, ROW_LIMIT)
    if not sheet.rows:
        raise InputError(f"{file}, sheet {sheet.name!r}: the sheet has no rows")
    first = Lines(sheet.numbers[:LOOKED_AT], sheet.rows[:LOOKED_AT], sheet.merged[:1000])
    header = find_header(file, first)
    width = max(len(header.names), max(map(len, sheet.rows)))
    wide = Header(header.names + ("",) * (width - len(header.names)), header.line, header.rows_from)
    rows = _filled_down(file, sheet.numbers, sheet.rows, sheet.merged, header.rows_from)
    across = {span.top for span in sheet.merged if span.right > span.left}
    return _assembled(
        file,
        wide,
        _sheet_rows(
            sheet.numbers[header.rows_from :], rows, across, _column_names(file, wide, True)
        ),
        sheet.mistakes,
        sheet.name,
        sheet.others,
    )


def _filled_down(
    file: str,
    numbers: Sequence[int],
    rows: Sequence[tuple[str, ...]],
    merged: Iterable[Span],
    first: int,
) -> list[list[str]]:
    """Return the rows below the header; what stands in a merged cell stands in each of its rows."""
    filled, visited = [list(row) for row in rows[first:]], 0
    below = numbers[first:]
    for span in merged:
        places = range(bisect_left(below, span.top), bisect_right(below, span.bottom))
        visited += len(places)
        if visited > _FILLED_LIMIT:
            raise InputError(f"{file}: its merged cells overlap; take the merging out")
        if len(places) < 2 or below[places[0]] != span.top or len(filled[places[0]]) <= span.left:
            continue
        for place in places[1:]:
            row = filled[place]
            row += [""] * (span.left + 1 - len(row))
            row[span.left] = row[span.left] or filled[places[0]][span.left]
    return filled


def _sheet_rows(
    numbers: Sequence[int], rows: Sequence[list[str]], across: set[int], names: tuple[str, ...]
) -> Iterator[_Read]:
    """Yield the rows of a sheet; a title that is merged across columns is none."""
    for number, row in zip(numbers, rows, strict=True):
        cells = tuple(row) + ("",) * (len(names) - len(row))
        text = as_line(cells)
        wrong = tables._problem(names, text, list(cells), ",")
        if number in across and sum(map(bool, row)) == 1:
            title = "".join(row)[:60]
            wrong = "", f"{title!r} is merged across columns, a title and no row of the list"
        yield number, text, cells, wrong


# Both


def _assembled(
    file: str,
    header: Header,
    rows: Iterable[_Read],
    mistakes: Sequence[Mistake],
    name: str = "",
    others: tuple[str, ...] = (),
) -> Sheet:
    """Return the sheet, with a name for each column and the rows that can be read."""
    columns = _column_names(file, header, bool(name))
    places = {column: place for place, column in enumerate(columns)}
    shared: dict[str, str] = {}
    kept, wrong, repeated = [], [], tuple(header.names)
    for line, text, cells, problem in rows:
        if problem:
            wrong.append(left_out(file, line, problem[0], problem[1]))
        elif cells != repeated:
            same = tuple([tables._shared(cell, shared) for cell in cells])
            kept.append(TableRow(line, text, same, places))
    if not kept and not wrong:
        place = f"sheet {name!r}, row" if name else "line"
        raise InputError(f"{file}, {place} {header.line}: there are no rows below this header")
    unnamed = frozenset(c for c, own in zip(columns, header.names, strict=True) if not own)
    return Sheet(
        file, columns, tuple(kept), (*mistakes, *wrong), name, header.line, unnamed, others
    )


def _column_names(file: str, header: Header, is_workbook: bool) -> tuple[str, ...]:
    """Return the name of each column, its place where it has none; two of one name are refused."""
    names: dict[str, int] = {}
    for place, own in enumerate(header.names):
        letters = column_letters(place) if is_workbook else str(place + 1)
        name = own or f"column {letters}"
        if name in names:
            raise InputError(
                f"{file}, line {header.line}: there are two columns called {name!r}; rename one"
            )
        names[name] = place
    return tuple(names)
