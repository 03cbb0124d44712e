"""Reads the text of one cell as the things and values for which it stands.

What a cell cannot be is a ``ValueError`` that says why, and the way on.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from expograph.claims import Ref, Value
from expograph.dates import precision, read_date
from expograph.errors import listed, nearest, offer
from expograph.names import plain, slug
from expograph.read import schema as s
from expograph.read.schema import MEASURES, Column
from expograph.read.tables import TableRow
from expograph.vocabulary import KINDS_OF_AGENT

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ID_LIMIT = 200
_OUTSIDE = {
    "http://www.wikidata.org/entity/": ("Q[1-9][0-9]*", "Wikidata", "Q1492"),
    "https://sws.geonames.org/": ("[0-9]+", "GeoNames", "3128760"),
}
_COMPARISONS = 150_000
"""How many names are looked at for "did you mean", over all mistakes of a run."""


class Unknown(ValueError):
    """A reference to a thing that no row defines.

    ``kind`` is that of the thing, where its table says what there is; ``left_out`` tells whether
    its row is there and could not be read.
    """

    def __init__(self, problem: str, key: str, kind: str = "", left_out: bool = False) -> None:
        """``problem`` is what is said of it, ``key`` what is written in the cell."""
        self.key, self.kind, self.left_out = key, kind, left_out
        super().__init__(problem)


@dataclass(slots=True)
class Known:
    """What cells may refer to: ids by kind, names of venues and projects, and the roles.

    ``ids`` hold for each id the key of the thing; ``venues`` for each plain name the city and key
    of those that bear it; ``projects`` for each plain name the project's key; ``lost`` the places
    of rows that could not be read, by kind and by id or plain name. What was offered for a name
    that is not known is kept in ``offers``.
    """

    ids: dict[str, dict[str, str]]
    roles: Mapping[str, tuple[str, ...]]
    venues: dict[str, dict[str, str]] = field(default_factory=dict)
    projects: dict[str, str] = field(default_factory=dict)
    lost: dict[tuple[str, str], str] = field(default_factory=dict)
    offers: dict[tuple[str, str], str] = field(default_factory=dict)
    compared: int = 0

    def find(self, kind: str, key: str) -> str | None:
        """Return the key under which a thing is known, or None."""
        return self.ids.get(kind, {}).get(key)

    def unknown(self, kind: str, text: str, key: str) -> Unknown:
        """Return what is said of a text that refers to nothing known; ``key`` is as in ``lost``."""
        if place := self.lost.get((kind, key)):
            return Unknown(f"{text!r} was left out ({place})", text, kind, left_out=True)
        problem = f"there is no {kind} {text!r}{self.offer(kind, text) or _way_on(kind)}"
        return Unknown(problem, text, kind)

    def offer(self, kind: str, text: str) -> str:
        """Return the question whether something like it was meant, or nothing."""
        if (kind, text) not in self.offers:
            self.offers[kind, text] = self._offer(kind, text)
        return self.offers[kind, text]

    def _offer(self, kind: str, text: str) -> str:
        for other in KINDS_OF_AGENT if kind in KINDS_OF_AGENT else ():
            if self.find(other, text) is not None:
                return f"; there is a {other} of this id"
        known = self.ids.get(kind, {})
        self.compared += len(known)
        if self.compared > _COMPARISONS or len(text) > _ID_LIMIT:
            return ""
        return offer(nearest(text, known))


def read_cell(text: str, column: Column, row: TableRow, known: Known) -> Ref | Value:
    """Return the thing or value that a text in this column of this row stands for.

    >>> read_cell("14.10.2021", Column("since", s.DATE), TableRow(2, "", (), {}), Known({}, {}))
    Value(text='2021-10-14', datatype='date', language='')
    """
    if column.name == "value":
        measure = row.cell("measure")
        column = Column(measure, MEASURES.get(measure, ("", s.TEXT))[1])
    reader = _READERS.get(column.holds)
    return reader(text, column, row, known) if reader else _PLAIN.get(column.holds, Value)(text)


def _reference(text: str, column: Column, row: TableRow, known: Known) -> Ref:
    kind, key = column.target, text
    if kind == "typed":
        kind, colon, key = text.partition(":")
        if not colon or kind not in KINDS_OF_AGENT:
            raise ValueError(f"{text!r} should be kind:id, such as organisation:{slug(text)}")
    elif kind.startswith("@"):
        said = kind.removeprefix("@")
        kind = row.cell(said)
        if kind not in KINDS_OF_AGENT:
            raise ValueError(f"{text!r} needs its kind in column {said}: {listed(KINDS_OF_AGENT)}")
    found = known.find(kind, key)
    if found is None:
        raise known.unknown(kind, key, key)
    return Ref(kind, found)


def _way_on(kind: str) -> str:
    table = next((schema.table for schema in s.SCHEMAS if schema.defines == kind), "")
    return f"; add it to {table}.csv" if table else ""


def _concept(text: str, column: Column, row: TableRow, known: Known) -> Ref:
    scheme = column.target.removeprefix("@")
    is_role = column.target.startswith("@")
    choices = known.roles[scheme] if is_role else scheme.split()
    if text not in choices:
        raise ValueError(f"{text!r} is none of {', '.join(choices)}")
    return Ref("role" if is_role else "kind" if column.name == "kind" else "concept", text)


def _venue(text: str, column: Column, row: TableRow, known: Known) -> Ref:
    """The venue that is called so; of several, the one in the city of the row."""
    by_city = known.venues.get(plain(text), {})
    if len(by_city) == 1:
        return Ref("venue", next(iter(by_city.values())))
    if not by_city:
        raise known.unknown("venue", text, plain(text))
    if row.cell("city") not in by_city:
        cities = listed(sorted(by_city))
        raise ValueError(f"there are several venues {text!r}; say in column city which: {cities}")
    return Ref("venue", by_city[row.cell("city")])


def _through(text: str, column: Column, row: TableRow, known: Known) -> Ref | Value:
    """A project or series that carries a tie, or the phrase that describes it."""
    for kind in ("project", "series"):
        if (found := known.find(kind, text)) is not None:
            return Ref(kind, found)
    if "-" in text and _ID.fullmatch(text):
        offer = known.offer("project", text) or known.offer("series", text)
        if offer:
            raise Unknown(f"there is no project or series {text!r}{offer}", text)
    return Value(text)


def _project(text: str, column: Column, row: TableRow, known: Known) -> Ref:
    """The project that is called so; a new one takes its slug, and on a collision the event's."""
    found, minted = known.projects.get(plain(text)), slug(text)
    if found is None and known.find("project", minted) is not None:
        minted = f"{minted}-{slug(row.cell('event'))}"
    return Ref("project", found or minted)


def _outside(text: str, column: Column, row: TableRow, known: Known) -> Ref:
    pattern, name, example = _OUTSIDE[column.target]
    if not re.fullmatch(pattern, text):
        raise ValueError(f"{text!r} is no identifier of {name}, such as {example}")
    return Ref("outside", column.target + text)


def _date(text: str) -> Value:
    iso = read_date(text)
    return Value(iso, precision(iso))


def _integer(text: str) -> Value:
    if not re.fullmatch(r"[0-9]{1,12}", text):
        bare = re.sub(r"(?<=[0-9])[ ,.'’\u00a0\u202f](?=[0-9]{3}(?![0-9]))", "", text)
        way_on = f"; write {bare}" if re.fullmatch(r"[0-9]{1,12}", bare) else ", such as 1010"
        raise ValueError(f"{text!r} is no plain whole number{way_on}")
    return Value(str(int(text)), "integer")


def _decimal(text: str) -> Value:
    if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", text):
        raise ValueError(f"{text!r} is no plain number, such as 41.38879")
    return Value(text, "decimal")


def _address(text: str) -> Value:
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text):
        raise ValueError(f"{text!r} is no web address; it begins with https:// or http://")
    return Value(text, "anyURI")


def _id(text: str) -> Value:
    if not _ID.fullmatch(text) or len(text) > _ID_LIMIT:
        raise ValueError(f"{text!r} is no identifier; write {slug(text)[:_ID_LIMIT].strip('-')!r}")
    return Value(text)


_READERS: dict[str, Callable[[str, Column, TableRow, Known], Ref | Value]] = {
    s.REF: _reference, s.CONCEPT: _concept, s.VENUE: _venue, s.THROUGH: _through,
    s.PROJECT: _project, s.SAME: _outside,
}  # fmt: skip
_PLAIN: dict[str, Callable[[str], Value]] = {
    s.DATE: _date, s.INTEGER: _integer, s.DECIMAL: _decimal, s.ADDRESS: _address, s.ID: _id,
}  # fmt: skip
