"""Finds the line of column names in a list of the user's, and what the words in it stand for.

The words are in ``columns.toml``. A header may have two lines, the upper one with the titles of
groups of columns; what stands above it, such as the title of the list, is passed over.
"""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from expograph.errors import InputError
from expograph.names import plain

LOOKED_AT = 30
"""How many lines are looked at to find the header."""
NAME_LIMIT = 300

_FIELD_OF_WORDS = {"company": "name"}
_INNER = re.compile(r"\s*(?:[/|,;:()\[\]]|\s[-–—]\s)\s*")
_JOINED = " / "
_ADDRESS = re.compile(r"(?i)https?://|www\.|[^\s@]+@[^\s@]+\.[a-z]{2,}")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Span(NamedTuple):
    """A merged cell: the first and last line and column that it covers, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Lines:
    """The first lines of a list: the number of each, and its cells."""

    numbers: Sequence[int]
    cells: Sequence[Sequence[str]]
    merged: Collection[Span] = ()

    def filled(self, place: int) -> set[int]:
        """Return the columns of a line in which something stands."""
        return {column for column, cell in enumerate(self.cells[place]) if cell.strip()}

    def known(self, place: int) -> int:
        """Return how many cells of a line are words that stand above columns."""
        return sum(1 for cell in self.cells[place] if word_group(cell))


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, "" for one without; its first line; how many lines are above rows.

    ``rows_from`` is the place of the first row among the lines that were looked at.
    """

    names: tuple[str, ...]
    line: int
    rows_from: int


@cache
def words() -> Mapping[str, Mapping[str, Any]]:
    """Return the tables of ``columns.toml``."""
    with Path(__file__).with_name("columns.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def listed_words(table: str) -> Mapping[str, str]:
    """Return what each word of a table of ``columns.toml`` stands for, the word in plain form.

    >>> listed_words("kinds")["hochschule"]
    'university'
    """
    found: dict[str, str] = {}
    for name, said in words()[table].items():
        lists = said.values() if isinstance(said, Mapping) else [said]
        for word in (each for words_of in lists for each in words_of):
            found.setdefault(plain(word), name)
    return found


@cache
def cell_words(what: str) -> frozenset[str]:
    """Return what stands in cells that are "empty" or "broken", without upper case.

    >>> "n/a" in cell_words("empty"), "#ref!" in cell_words("broken")
    (True, True)
    """
    return frozenset(word.casefold() for word in words()["cells"][what])


def word_group(header: str) -> str:
    """Return the group of ``columns.toml`` to which a header belongs as a whole, or "".

    >>> word_group("Firmenname:"), word_group("E-Mail"), word_group("Acme")
    ('company', 'private', '')
    """
    return "" if len(header) > NAME_LIMIT else listed_words("headers").get(plain(header), "")


def readings(header: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the groups to which a header belongs surely, and those that a part of it names.

    Sure is the header as a whole, or the last part of one that is joined from two lines or says
    the same in two languages.

    >>> readings("Address / Country")
    (('country',), ('other',))
    >>> readings("Firma (with its seat)")
    ((), ('company',))
    """
    whole = word_group(header)
    parts = [part for part in _INNER.split(header) if part]
    groups = [word_group(part) for part in parts]
    if whole or len(parts) < 2:
        return ((whole,) if whole else ()), ()
    last = header.rpartition(_JOINED)[2] if _JOINED in header else parts[-1]
    sure = word_group(last)
    others = tuple(dict.fromkeys(each for each in groups if each and each != sure))
    return ((sure,) if sure else ()), others


def field_of(group: str) -> str:
    """Return the field that a group of words stands for."""
    return _FIELD_OF_WORDS.get(group, group)


def find_header(file: str, lines: Lines) -> Header:
    """Return the header among the first lines of a list.

    Raises ``InputError`` when what should be the header is a row, or has no readable names.
    """
    place = _place(lines)
    first, last = _both_lines(lines, place)
    names = _joined(lines, first, last) if last > first else [*lines.cells[place]]
    line = lines.numbers[first]
    return Header(tuple(_name(file, line, name) for name in names), line, last + 1)


def _place(lines: Lines) -> int:
    """Return where most words stand that are column names, or else where the columns begin.

    Two such words make a header, and so does one alone in the first line of a list of names.
    """
    places = range(len(lines.cells))
    widths = sorted(len(lines.filled(place)) for place in places)
    usual = widths[len(widths) // 2]
    shaped = next(place for place in places if len(lines.filled(place)) * 2 > usual)
    most = max(places, key=lambda place: (lines.known(place), -place))
    if lines.known(most) > max(1, lines.known(shaped)):
        return most
    return 0 if lines.known(0) and len(lines.filled(0)) == 1 and not lines.known(shaped) else shaped


def _both_lines(lines: Lines, place: int) -> tuple[int, int]:
    """Return the first and last line of the header of which one line is known."""
    if place and _groups(lines, place - 1, place):
        return place - 1, place
    if place + 1 < len(lines.cells) and _groups(lines, place, place + 1):
        under = lines.filled(place + 1) - lines.filled(place)
        if any(word_group(lines.cells[place + 1][column]) for column in under) or _reaches(
            lines, place, place + 1
        ):
            return place, place + 1
    return place, place


def _spans(lines: Lines, place: int) -> list[Span]:
    return [span for span in lines.merged if span.top == lines.numbers[place]]


def _reaches(lines: Lines, upper: int, lower: int) -> bool:
    """Tell whether a merged cell covers both lines and no more."""
    number = lines.numbers[lower]
    return any(span.bottom == number and span.left == span.right for span in _spans(lines, upper))


def _groups(lines: Lines, upper: int, lower: int) -> bool:
    """Tell whether a line has titles of groups of the columns that are named below it."""
    above, below = lines.filled(upper), lines.filled(lower)
    if lines.numbers[lower] != lines.numbers[upper] + 1 or not above or not below:
        return False
    wide = [s for s in _spans(lines, upper) if s.right > s.left and s.bottom == s.top]
    whole = {column for span in wide for column in range(span.left, span.right + 1)}
    if _reaches(lines, upper, lower) or (wide and not (below <= whole and len(above) == 1)):
        return True
    titled = any(lines.cells[upper][column].rstrip().endswith(":") for column in above)
    covers = any(
        column + 1 in below and column + 1 not in above and column < max(below) for column in above
    )
    alone = len(above) == 1 and min(above) == min(above | below)
    return covers and not titled and not alone and not wide


def _joined(lines: Lines, upper: int, lower: int) -> list[str]:
    """Return the names of columns with the title of their group before them."""
    top = _spread(lines, upper, lower)
    bottom = [cell.strip() for cell in lines.cells[lower]]
    width = max(len(top), len(bottom))
    pairs = zip(top + [""] * (width - len(top)), bottom + [""] * (width - len(bottom)), strict=True)
    return [
        above if above == below else _JOINED.join(filter(None, (above, below)))
        for above, below in pairs
    ]


def _spread(lines: Lines, upper: int, lower: int) -> list[str]:
    """Return the titles of a line, each over all the columns of its group."""
    below, spans = lines.filled(lower), _spans(lines, upper)
    width = max(len(lines.cells[upper]), max(below) + 1)
    top = [cell.strip() for cell in lines.cells[upper]] + [""] * width
    if spans:
        for span in spans:
            for column in range(span.left + 1, min(span.right + 1, width)):
                top[column] = top[column] or top[span.left]
    else:
        for column in range(1, width):
            if column in below and not top[column]:
                top[column] = top[column - 1]
    return top[:width]


def _name(file: str, line: int, cell: str) -> str:
    """Return a column name on one line."""
    name = " ".join(_UNSEEN.sub("", cell).split())
    if not name.isprintable():
        raise InputError(
            f"{file}, line {line}: a column has no readable name ({name[:40]!a}); "
            "a list begins with a line of column names"
        )
    if _ADDRESS.match(name):
        raise InputError(
            f"{file}, line {line}: {name[:60]!r} is no column name but belongs to a row; "
            "put a line of column names on top"
        )
    return name if len(name) <= NAME_LIMIT else name[:NAME_LIMIT].rstrip() + " …"
