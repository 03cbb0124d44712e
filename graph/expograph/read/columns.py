"""Guesses what the columns of a list hold, by the words above them or by what is in their cells.

What the user says with ``--map`` goes before the guess.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from expograph import world
from expograph.errors import UnknownName, UsageError, listed, nearest
from expograph.names import plain
from expograph.read.headers import field_of, listed_words, readings, word_group
from expograph.read.sheets import Sheet

FIELDS: Mapping[str, str] = {
    "name": "the company, organisation, city … that the row is about",
    "kind": "its kind: company, public body, university …",
    "city": "the city of its seat",
    "country": "the country of its seat",
    "website": "its website",
    "person": "a person who speaks or works there",
    "first_name": "the first name of that person",
    "last_name": "the last name of that person",
    "position": "the position of that person",
    "event": "the event in which it has a part",
    "role": "in which role it has that part",
    "themes": "the themes that it works on",
    "pavilion": "the joint pavilion on which it shows",
    "start": "the first day, of an event or project",
    "end": "the last day, of an event or project",
}
"""What a column may hold, in the order in which it is printed."""

NOT_TAKEN = ("private", "other")
"""Groups of header words that are known and are not taken unless the user says so."""

_ALIASES = {"theme": "themes", "firstname": "first_name", "lastname": "last_name"}
_PAIR = re.compile(r'\s*([^=,"]*?)\s*=\s*(?:"((?:[^"]|"")*+)"|([^,"]*+))\s*(?:,|\Z)')
_FORM = 'write field=Column, as in --map name=Company --map city=Town,website="Web, if any"'
_SAMPLE = 200
_ENOUGH = 0.6
_DISTINCT = 0.8
_WEB = re.compile(r"(?i)(?:https?://|www\.)\S+|(?:[\w-]+\.)+[a-z]{2,24}(?:/\S*)?")
_NAME = re.compile(r"[^@]{2,120}")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what: the header of each field that was found, and why it was taken.

    ``passed_over`` are headers that are known and were not taken, each with the reason.
    """

    of_field: Mapping[str, str]
    why: Mapping[str, str]
    passed_over: Mapping[str, str]

    def __contains__(self, field: str) -> bool:
        """Tell whether a column holds this field."""
        return field in self.of_field

    def column(self, field: str) -> str:
        """Return the header of the column that holds a field, or ""."""
        return self.of_field.get(field, "")

    def field(self, column: str) -> str:
        """Return the field for which a column was taken, or ""."""
        return next((field for field, own in self.of_field.items() if own == column), "")


def guess(sheet: Sheet, *, role: str = "") -> Columns:
    """Return what the columns of a sheet hold, as far as their headers or cells tell.

    ``role`` is the one that the user gave: beside a company, a column "Name" is that of a person
    where people speak or a column says which position they hold.
    """
    taken: dict[str, str] = {}
    why: dict[str, str] = {}
    for group, column in (*_by_header(sheet, 0), *_by_header(sheet, 1)):
        _take(taken, why, field_of(group), column, "its header says so")
    passed_over = _names_of_people(sheet, taken, why, role)
    for field, column, reason in _by_content(sheet, {*taken.values(), *passed_over}):
        _take(taken, why, field, column, reason)
    return _ordered(taken, why, passed_over)


def mapped(sheet: Sheet, written: str | Iterable[str], *, role: str = "") -> Columns:
    """Return the columns as the user says, and the others as they are guessed.

    ``written`` is what stands after ``--map``, once or several times: ``name=Company,city=Town``. A
    header with a comma stands in quotes; a field with nothing after it is not taken. Raises
    ``UnknownName`` for a field or column that there is not, ``UsageError`` for what is no pair.
    """
    said: dict[str, str] = {}
    for field, column in _pairs([written] if isinstance(written, str) else written):
        if field in said:
            raise UsageError(f"--map: {field!r} stands there twice; {_FORM}")
        said[field] = _header(sheet, column) if column else ""
    found = guess(sheet, role=role)
    chosen = {*filter(None, said.values())}
    taken = {field: own for field, own in found.of_field.items() if own not in chosen} | said
    taken = {field: own for field, own in taken.items() if own}
    why = {field: "you said so" if field in said else found.why[field] for field in taken}
    left = {own: reason for own, reason in found.passed_over.items() if own not in chosen}
    return _ordered(taken, why, left)


_NO_COUNTRIES = ("EU", "EZ", "UN", "ZZ")
"""Codes of what CLDR lists beside countries."""


@cache
def country_names() -> Mapping[str, str]:
    """Return the English name of each country by its plain names in seven languages, and codes.

    >>> country_names()["deutschland"], country_names()["uk"], country_names()["esp"]
    ('Germany', 'United Kingdom', 'Spain')
    """
    english = {
        code: name for code, name in world.countries("en").items() if code not in _NO_COUNTRIES
    }
    names = {code.lower(): name for code, name in english.items()}
    for code, own in world.former_codes().items():
        if own in english and code.isalpha():
            names.setdefault(code.lower(), english[own])
    for language in world.LANGUAGES:
        for code, name in world.countries(language).items():
            if code in english:
                names.setdefault(plain(name), english[code])
    return names


def _take(taken: dict[str, str], why: dict[str, str], field: str, column: str, reason: str) -> None:
    if field not in taken and column not in taken.values():
        taken[field], why[field] = column, reason


def _by_header(sheet: Sheet, part: int) -> Iterator[tuple[str, str]]:
    """Yield the groups that headers name, surely (0) or in a part (1), companies before names."""
    found = [
        (group, column)
        for column in sheet.columns
        if column not in sheet.unnamed
        for group in readings(column)[part]
        if group not in NOT_TAKEN
    ]
    return iter(sorted(found, key=lambda each: each[0] != "company"))


def _names_of_people(
    sheet: Sheet, taken: dict[str, str], why: dict[str, str], role: str
) -> dict[str, str]:
    """Take a bare "Name" beside a company for a person; return the headers that are passed over."""
    passed_over: dict[str, str] = {}
    for column in sheet.columns:
        groups = [*readings(column)[0]]
        if column in taken.values() or not groups or column in sheet.unnamed:
            continue
        if groups[0] == "name" and not {"person", "first_name", "last_name"} & {*taken}:
            if "position" in taken or role == "speaker":
                _take(taken, why, "person", column, "a name beside a company")
            else:
                passed_over[column] = "perhaps a person; taken only with --map"
        elif groups[0] == "private":
            passed_over[column] = "a contact; taken only with --map"
        else:
            passed_over[column] = "says nothing for the graph"
    return passed_over


def _by_content(sheet: Sheet, known: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what columns hold whose headers say nothing, by the cells at the beginning."""
    known = {*known}
    left = {
        column: cells
        for column in sheet.columns
        if column not in known and not any(readings(column))
        if (cells := [cell for row in sheet.rows[:_SAMPLE] if (cell := row.cell(column))])
    }
    for column, cells in left.items():
        for field, holds, reason in _CONTENTS:
            if sum(map(holds, cells)) >= _ENOUGH * len(cells):
                yield field, column, reason
                break
        else:
            if len({*cells}) >= _DISTINCT * len(cells) and all(map(_may_be_name, cells)):
                yield "name", column, "its cells may be names, and no header says where names are"


def _is_country(cell: str) -> bool:
    return plain(cell) in country_names()


def _may_be_name(cell: str) -> bool:
    return bool(_NAME.fullmatch(cell)) and any(map(str.isalpha, cell)) and not _WEB.fullmatch(cell)


_CONTENTS: tuple[tuple[str, Callable[[str], bool], str], ...] = (
    ("website", lambda cell: bool(_WEB.fullmatch(cell)), "its cells are web addresses"),
    ("kind", lambda cell: plain(cell) in listed_words("kinds"), "its cells are kinds"),
    ("country", _is_country, "its cells are countries"),
)


def _ordered(
    taken: Mapping[str, str], why: Mapping[str, str], passed_over: Mapping[str, str]
) -> Columns:
    fields = [field for field in FIELDS if field in taken]
    return Columns(
        {field: taken[field] for field in fields}, {field: why[field] for field in fields},
        passed_over,
    )  # fmt: skip


def _pairs(written: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in written:
        place = 0
        while place < len(text.rstrip().rstrip(",")):
            match = _PAIR.match(text, place)
            if match is None or not match[1]:
                raise UsageError(f"--map: {text[place:].strip()!r} is no pair; {_FORM}")
            quoted, bare = match[2], match[3]
            yield _field(match[1]), bare.strip() if quoted is None else quoted.replace('""', '"')
            place = match.end()


def _field(written: str) -> str:
    field = plain(written).replace(" ", "_")
    field = _ALIASES.get(field, field)
    if field not in FIELDS:
        group = field_of(word_group(written))
        near = [group] if group in FIELDS else nearest(field, FIELDS)
        raise UnknownName("field", written, near, f"(a column may hold {listed(FIELDS)})")
    return field


def _header(sheet: Sheet, written: str) -> str:
    """Return the header that the user means, letter by letter or but for case and accents."""
    if written in sheet.columns:
        return written
    alike = [column for column in sheet.columns if plain(column) == plain(written)]
    if len(alike) == 1:
        return alike[0]
    names = [column for column in sheet.columns if column not in sheet.unnamed]
    raise UnknownName(
        "column", written, alike or nearest(written, names),
        f"({sheet.file} has {listed(names[:40])}; {_FORM})",
    )  # fmt: skip
