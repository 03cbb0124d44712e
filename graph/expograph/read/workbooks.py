"""Opens XLSX workbooks: the rows of one sheet as text, with its merged cells.

The only module that knows openpyxl. Sizes and document types are looked at before anything is
unpacked for good; values are read, formulas never.
"""

import datetime
import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from expograph.claims import Mistake
from expograph.errors import InputError, UnknownName, listed, nearest
from expograph.read.headers import Span

UNPACKED_LIMIT = 250_000_000
STRINGS_LIMIT = 64_000_000
RATIO_LIMIT = 150
SMALL = 5_000_000
"""Below this size a file may be packed as tightly as it likes."""
MEMBER_LIMIT = 10_000
CELL_COUNT_LIMIT = 20_000_000
COLUMN_LIMIT = 500
LAST_ROW = 1_048_576
MERGED_LIMIT = 20_000

_PART = 1_000_000
_OVERLAP = 4_000
_MERGED = re.compile(
    rb"<(?:\w{1,20}:)?mergeCell\s[^<>]{0,200}?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"
)
_UNCALCULATED = re.compile(
    rb"<(?:\w{1,20}:)?c\s([^<>]{0,200}+)>\s*<(?:\w{1,20}:)?f(?:\s[^<>]{0,200}+)?"
    rb"(?:/>|>[^<]{0,9000}+</(?:\w{1,20}:)?f>)\s*(?:<(?:\w{1,20}:)?v\s*/>|<v></v>)?"
    rb"\s*</(?:\w{1,20}:)?c>"
)
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3}\d{1,7})")
_ESCAPED = re.compile(r"_x00(?:0[9AaDd]|1[0-9A-Fa-f])_")
_PACKED = {
    "word/": "a Word document (DOCX)",
    "ppt/": "a presentation (PPTX)",
    "xl/workbook.bin": "a binary Excel workbook (XLSB)",
    "Index/": "a Numbers or Pages document",
}
_WAY_ON = "open it in a spreadsheet program and save it as XLSX or CSV"
_BROKEN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, OSError,
    RuntimeError, SyntaxError, TypeError, ValueError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What openpyxl and zipfile raise for a damaged workbook; only their calls are guarded so."""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One sheet: its name, the rows in which anything stands, and its merged cells.

    ``others`` are the names of other sheets that hold rows, hidden ones included.
    """

    name: str
    numbers: list[int]
    rows: list[tuple[str, ...]]
    merged: tuple[Span, ...]
    others: tuple[str, ...]
    mistakes: tuple[Mistake, ...]


def read_workbook(file: str, content: bytes, sheet: str, row_limit: int) -> Worksheet:
    """Return the sheet of this name, or the visible one with the most rows.

    Raises ``InputError`` for what is no sound workbook or too big, ``UnknownName`` where no sheet
    is called so.
    """
    with _archive(file, content) as archive:
        _check_size(file, archive)
        _check_kind(file, archive)
        _check_types(file, archive)
        return _chosen(file, content, archive, sheet, row_limit)


def column_letters(place: int) -> str:
    """Return the letters of a column, counted from 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _broken(file: str, error: BaseException) -> InputError:
    reason = " ".join(str(error).split())[:120] or type(error).__name__
    return InputError(f"{file}: the workbook is damaged ({reason}); {_WAY_ON}")


def _archive(file: str, content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN:
        raise InputError(
            f"{file}: the workbook is cut off or damaged (no ZIP archive that can be opened); "
            "fetch or save it again"
        ) from None


def _check_size(file: str, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MEMBER_LIMIT:
        raise InputError(f"{file}: {len(members):,} files in one workbook; {_WAY_ON}")
    if any(member.flag_bits & 1 for member in members):
        raise InputError(f"{file}: the workbook is encrypted; save it without a password")
    strings = max(
        (m.file_size for m in members if "sharedstrings" in m.filename.lower()), default=0
    )
    if unpacked > UNPACKED_LIMIT or strings > STRINGS_LIMIT:
        raise InputError(
            f"{file}: it unpacks to {unpacked:,} bytes, more than a workbook may have "
            f"({UNPACKED_LIMIT:,}, {STRINGS_LIMIT:,} of them text); save the list by itself as CSV"
        )
    if unpacked > SMALL and unpacked > RATIO_LIMIT * max(packed, 1):
        raise InputError(
            f"{file}: {packed:,} bytes that unpack to {unpacked:,} are no list; {_WAY_ON}"
        )


def _check_kind(file: str, archive: zipfile.ZipFile) -> None:
    """Refuse what is packed like a workbook and is none."""
    names = archive.namelist()
    if "mimetype" in names:
        try:
            kind = archive.read("mimetype")[:100].decode("ascii", "replace")
        except _BROKEN as error:
            raise _broken(file, error) from None
        if "opendocument" in kind:
            raise InputError(f"{file}: this is an OpenDocument file (ODS and the like); {_WAY_ON}")
    if any(name.startswith("xl/") for name in names) and "xl/workbook.bin" not in names:
        return
    kinds = (kind for start, kind in _PACKED.items() if any(n.startswith(start) for n in names))
    raise InputError(f"{file}: this is {next(kinds, 'a ZIP archive')}, no XLSX workbook; {_WAY_ON}")


def _check_types(file: str, archive: zipfile.ZipFile) -> None:
    """Refuse a workbook in which a part declares a document type, as bombs of entities do."""
    for member in archive.infolist():
        if not member.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        for part in _parts(file, archive, member.filename):
            if b"<!DOCTYPE" in part or b"<!DOCTYPE" in part.replace(b"\0", b""):
                raise InputError(
                    f"{file}, {member.filename}: it declares a document type, as no workbook does; "
                    f"its entities are not read; {_WAY_ON}"
                )


def _parts(file: str, archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """Yield the bytes of a member in parts that overlap."""
    tail = b""
    try:
        with archive.open(member) as opened:
            while part := opened.read(_PART):
                yield tail + part
                tail = part[-_OVERLAP:]
    except _BROKEN as error:
        raise _broken(file, error) from None


def _chosen(
    file: str, content: bytes, archive: zipfile.ZipFile, wanted: str, row_limit: int
) -> Worksheet:
    """Return the sheet that was asked for or the fullest; the others by name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = _opened(file, io.BytesIO(content))
        sheets = {each.title: each for each in book.worksheets}
        if wanted:
            name = _named(file, wanted, sheets)
            rows = _rows(file, name, sheets[name], row_limit)
            others = [other for other in sheets if other != name]
        else:
            name, rows, others = _fullest(file, sheets, row_limit)
        member = str(getattr(sheets[name], "_worksheet_path", ""))
        book.close()
    merged, uncalculated = _looked_through(file, archive, member)
    mistakes = (*rows.mistakes(file), *_not_calculated(file, uncalculated))
    return Worksheet(name, rows.numbers, rows.rows, merged, tuple(others), mistakes)


def _opened(file: str, content: BinaryIO) -> Any:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(content, read_only=True, data_only=True, keep_links=False)
    except (*_BROKEN, InvalidFileException) as error:
        raise _broken(file, error) from None


def _named(file: str, wanted: str, sheets: dict[str, Any]) -> str:
    folded = {name.casefold(): name for name in reversed(sheets)}
    name = wanted if wanted in sheets else folded.get(wanted.casefold())
    if name is None:
        way_on = f"(the sheets of {file} are {listed(sheets) or 'none'})"
        raise UnknownName("sheet", wanted, nearest(wanted, sheets), way_on)
    return name


def _fullest(file: str, sheets: dict[str, Any], row_limit: int) -> tuple[str, "_Rows", list[str]]:
    best, rows, others = "", _Rows(), []
    hidden = [name for name, each in sheets.items() if each.sheet_state != "visible"]
    for name in sheets:
        if name in hidden:
            continue
        found = _rows(file, name, sheets[name], row_limit)
        if found.rows:
            others.append(name)
        if len(found.rows) > len(rows.rows):
            best, rows = name, found
    if not best:
        also = f"; {listed(hidden)} is hidden, take it with --sheet" if hidden else ""
        raise InputError(f"{file}: no sheet has any rows{also}")
    return best, rows, [name for name in others if name != best] + hidden


@dataclass(slots=True)
class _Rows:
    """The rows of a sheet in which anything stands, and the first that reaches too far."""

    numbers: list[int] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    too_far: int = 0

    def mistakes(self, file: str) -> list[Mistake]:
        """Return what has to be said of cells that were left out."""
        last = column_letters(COLUMN_LIMIT - 1)
        problem = f"cells beyond column {last} are not read; move what belongs to the list"
        return [Mistake(file, self.too_far, "", problem)] if self.too_far else []


def _rows(file: str, name: str, sheet: Any, row_limit: int) -> _Rows:
    """Return the rows of a sheet in which anything stands."""
    found, count = _Rows(), 0
    shared: dict[str, str] = {}
    sheet.reset_dimensions()
    for number, values in enumerate(_values(file, sheet), 1):
        count += len(values)
        if number > LAST_ROW or count > CELL_COUNT_LIMIT:
            raise InputError(
                f"{file}, sheet {name!r}, row {number:,}: the sheet is too wide or too long for a "
                "list; copy the list into a sheet of its own"
            )
        if len(values) > COLUMN_LIMIT and any(each is not None for each in values[COLUMN_LIMIT:]):
            found.too_far = found.too_far or number
        cells = [shared.setdefault(text, text) for text in map(_text, values[:COLUMN_LIMIT])]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            found.numbers.append(number)
            found.rows.append(tuple(cells))
        if len(found.rows) > row_limit:
            raise InputError(
                f"{file}, sheet {name!r}: more than {row_limit:,} rows; divide the list"
            )
        if len(shared) > _PART:
            shared.clear()
    return found


def _values(file: str, sheet: Any) -> Iterator[tuple[object, ...]]:
    """Yield the values of a sheet row by row; what openpyxl stumbles over is an ``InputError``."""
    rows = iter(sheet.iter_rows(values_only=True))
    while True:
        try:
            row = next(rows, None)
        except _BROKEN as error:
            raise _broken(file, error) from None
        if row is None:
            return
        yield row


def _text(value: object) -> str:
    """Return what a spreadsheet program shows for a value: dates as ISO, whole numbers bare.

    >>> _text(2030.0), _text(datetime.datetime(2019, 11, 19)), _text(True)
    ('2030', '2019-11-19', 'TRUE')
    """
    match value:
        case None:
            return ""
        case str():
            return _ESCAPED.sub(" ", value).strip(" \r\n\u00a0")
        case bool():
            return str(value).upper()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime.datetime():
            return str(value.date() if value.time() == datetime.time() else value)
        case _:
            return str(value)


def _looked_through(
    file: str, archive: zipfile.ZipFile, member: str
) -> tuple[tuple[Span, ...], list[str]]:
    """Return the merged cells of a sheet, and the cells whose formula has no value.

    Reading only the values, openpyxl tells neither.
    """
    spans: dict[Span, None] = {}
    uncalculated: dict[str, None] = {}
    for part in _parts(file, archive, member) if member in archive.namelist() else ():
        for left, top, right, bottom in _MERGED.findall(part):
            spans[Span(int(top), _column(left), int(bottom), _column(right))] = None
        for attributes in _UNCALCULATED.findall(part):
            if place := _PLACE.search(attributes):
                uncalculated[place[1].decode()] = None
        if len(spans) > MERGED_LIMIT:
            raise InputError(
                f"{file}: more than {MERGED_LIMIT:,} merged cells; take the merging out, "
                "so that each row stands for itself"
            )
    sound = (span for span in spans if span.top <= span.bottom and span.left <= span.right)
    return tuple(sorted(sound)), [*uncalculated]


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _not_calculated(file: str, places: list[str]) -> tuple[Mistake, ...]:
    """Return what has to be said of formulas that no program has calculated."""
    if not places:
        return ()
    also = f" and {len(places) - 1:,} more" if len(places) > 1 else ""
    line = int(re.sub(r"\D", "", places[0]))
    problem = (
        f"the formula in {places[0]}{also} has no value; open the workbook in a spreadsheet "
        "program, save it and add it again"
    )
    return (Mistake(file, line, re.sub(r"\d", "", places[0]), problem),)
