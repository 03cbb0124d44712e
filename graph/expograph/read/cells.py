"""Understands the cells of a table: each becomes things and values, or a mistake with its place.

All mistakes of all tables are found in one run. A row with a mistake is left out, and so is a row
that refers to one that was left out; each is named.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from expograph.claims import Mistake, Ref, Value
from expograph.dates import precision, read_date
from expograph.errors import InputError, listed, nearest
from expograph.identifiers import source_key
from expograph.names import plain, slug
from expograph.read import schema as s
from expograph.read.schema import MEASURES, SCHEMAS, Column, Schema
from expograph.read.tables import Table, TableRow

Cell = tuple[Ref | Value, ...]
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OUTSIDE = {"http://www.wikidata.org/entity/": r"Q[1-9]\d*", "https://sws.geonames.org/": r"\d+"}
_AGENTS = ("organisation", "city", "country", "person", "project")


@dataclass(frozen=True, slots=True)
class Known:
    """What cells may refer to: ids by kind, and the roles and themes of the ontology."""

    ids: Mapping[str, Mapping[str, str]]
    roles: Mapping[str, tuple[str, ...]]

    def find(self, kind: str, key: str) -> str | None:
        """Return the key under which a thing is known, or None."""
        return self.ids.get(kind, {}).get(key)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of which every cell was understood."""

    schema: Schema
    file: str
    row: TableRow
    cells: Mapping[str, Cell]
    cited: tuple[str, ...]

    @property
    def key(self) -> str:
        """What tells this row from all others of its table."""
        return "\x1e".join(self.row.cells.get(column, "") for column in self.schema.key)

    def one(self, column: str) -> Ref | Value | None:
        """Return the only thing or value in a cell, or None when the cell is empty."""
        cell = self.cells.get(column, ())
        return cell[0] if cell else None


def understand(
    tables: Iterable[Table], themes: Iterable[str], roles: Mapping[str, tuple[str, ...]]
) -> tuple[list[ReadRow], list[Mistake]]:
    """Return the rows of all tables with their cells understood, and every mistake.

    ``themes`` are the identifiers of the theme list; ``roles`` the roles by scheme
    ("participation", "partnership"). Raises ``InputError`` that names each table that cannot be
    used at all: one of an unknown name, or without a column that it needs.
    """
    given = {table.file.removesuffix(".csv"): table for table in tables}
    mistakes = [mistake for table in given.values() for mistake in table.mistakes]
    _check_columns(given)
    pending = [(schema, given[schema.table]) for schema in SCHEMAS if schema.table in given]
    rows = [(schema, table.file, row) for schema, table in pending for row in table.rows]
    rows = _without_repetitions(rows, mistakes)
    everything = _known(rows, themes, roles)
    while True:
        known = _known(rows, themes, roles)
        read, found = _read_all(rows, known, everything)
        mistakes.extend(found)
        if len(read) == len(rows):
            return read, sorted(mistakes, key=lambda m: (m.file, m.line, m.column))
        rows = [(each.schema, each.file, each.row) for each in read]


_Rows = list[tuple[Schema, str, TableRow]]


def _check_columns(given: Mapping[str, Table]) -> None:
    problems = []
    schemas = {schema.table: schema for schema in SCHEMAS}
    for name, table in given.items():
        if name == "decisions":
            continue
        if name not in schemas:
            near = listed(nearest(name, schemas) or sorted(schemas))
            problems.append(f"{table.file}: no table is called so; did you mean {near}?")
            continue
        for column in schemas[name].columns:
            if column.required and column.name not in table.columns:
                problems.append(
                    f"{table.file}, line 1: there is no column {column.name!r}; "
                    f"the table has {', '.join(table.columns)}"
                )
    if problems:
        raise InputError("\n".join(problems))


def _without_repetitions(rows: _Rows, mistakes: list[Mistake]) -> _Rows:
    first: dict[tuple[str, ...], int] = {}
    kept = []
    for schema, file, row in rows:
        cells = [row.cells.get(column, "") for column in schema.key]
        key = (schema.table, *(map(source_key, cells) if schema.defines == "source" else cells))
        if key in first:
            problem = f"the same row as line {first[key]}; the row was left out"
            mistakes.append(Mistake(file, row.line, schema.key[0], problem))
        else:
            first[key] = row.line
            kept.append((schema, file, row))
    return kept


def _known(rows: _Rows, themes: Iterable[str], roles: Mapping[str, tuple[str, ...]]) -> Known:
    ids: dict[str, dict[str, str]] = {"theme": {theme: theme for theme in themes}}
    for schema, _, row in rows:
        if not schema.defines:
            continue
        key = row.cells.get("id", "")
        if schema.defines == "venue":
            _add_names(ids.setdefault("venue", {}), row, slug(row.cells["name"]))
            continue
        minted = source_key(key) if schema.defines == "source" else key
        ids.setdefault(schema.defines, {})[key] = minted
        if schema.defines == "project":
            _add_names(ids.setdefault("project name", {}), row, key)
    return Known(ids, roles)


def _add_names(names: dict[str, str], row: TableRow, key: str) -> None:
    for name in [row.cells.get("name", ""), *row.cells.get("aliases", "").split(";")]:
        if plain(name):
            names.setdefault(plain(name), key)


def _read_all(rows: _Rows, known: Known, everything: Known) -> tuple[list[ReadRow], list[Mistake]]:
    read, mistakes = [], []
    for schema, file, row in rows:
        cells, problems = _read_row(schema, row, known, everything)
        if problems:
            mistakes += [
                Mistake(file, row.line, column, f"{problem}; the row was left out")
                for column, problem in problems
            ]
        else:
            cited = tuple(each.key for each in cells.get("source", ()) if isinstance(each, Ref))
            read.append(ReadRow(schema, file, row, cells, cited))
    return read, mistakes


def _read_row(
    schema: Schema, row: TableRow, known: Known, everything: Known
) -> tuple[dict[str, Cell], list[tuple[str, str]]]:
    cells: dict[str, Cell] = {}
    problems: list[tuple[str, str]] = []
    for column in schema.columns:
        text = row.cells.get(column.name, "")
        if not text:
            if column.required:
                problems.append((column.name, "the cell is empty, and the table needs it"))
            continue
        try:
            parts = [part.strip() for part in text.split(";")] if column.many else [text]
            reading = _read_part(column, row, known, everything)
            cells[column.name] = tuple(reading(part) for part in parts if part)
        except ValueError as error:
            problems.append((column.name, str(error)))
    problems += _contradictions(cells)
    return cells, problems


def _read_part(
    column: Column, row: TableRow, known: Known, everything: Known
) -> Callable[[str], Ref | Value]:
    """Return the function that reads one value of a column in this row."""
    if column.name == "value":
        return lambda text: _measured(text, row, known, everything)
    readers: dict[str, Callable[[str], Ref | Value]] = {
        s.REF: lambda text: _reference(text, column.target, row, known, everything),
        s.CONCEPT: lambda text: _concept(text, column, known),
        s.VENUE: lambda text: _venue(text, known),
        s.SAME: lambda text: _outside(text, column.target),
        s.THROUGH: lambda text: _through(text, known),
        s.PROJECT: lambda text: _project(text, row, known),
        s.DATE: _date, s.INTEGER: _integer, s.DECIMAL: _decimal, s.ADDRESS: _address, s.ID: _id,
    }  # fmt: skip
    return readers.get(column.holds, Value)


def _reference(text: str, target: str, row: TableRow, known: Known, everything: Known) -> Ref:
    kind, key = target, text
    if target == "typed":
        kind, colon, key = text.partition(":")
        if not colon or kind not in _AGENTS:
            raise ValueError(f"{text!r} should be kind:id, such as organisation:{slug(text)}")
    elif target.startswith("@"):
        kind = row.cells.get(target[1:], "")
        if not kind:
            raise ValueError(f"{text!r} needs its kind in column {target[1:]}: {listed(_AGENTS)}")
    found = known.find(kind, key)
    if found is not None:
        return Ref(kind, found)
    if everything.find(kind, key) is not None:
        raise ValueError(f"{text!r} is a row that was left out")
    near = nearest(key, known.ids.get(kind, {}))
    offer = f"; did you mean {listed(near)}?" if near else ""
    raise ValueError(f"there is no {kind} {key!r}{offer}")


def _concept(text: str, column: Column, known: Known) -> Ref:
    scheme = column.target.removeprefix("@")
    choices = known.roles[scheme] if column.target.startswith("@") else scheme.split()
    if text not in choices:
        raise ValueError(f"{text!r} is none of {', '.join(choices)}")
    kind = "role" if column.target.startswith("@") else {"kind": "kind"}.get(column.name, "concept")
    return Ref(kind, text)


def _venue(text: str, known: Known) -> Ref:
    found = known.find("venue", plain(text))
    if found is None:
        near = nearest(plain(text), known.ids.get("venue", {}))
        offer = f"; did you mean {listed(near)}?" if near else "; add it to venues.csv"
        raise ValueError(f"there is no venue {text!r}{offer}")
    return Ref("venue", found)


def _through(text: str, known: Known) -> Ref | Value:
    """A project or series that carries a tie, or the phrase that describes it."""
    for kind in ("project", "series"):
        if (found := known.find(kind, text)) is not None:
            return Ref(kind, found)
    return Value(text)


def _project(text: str, row: TableRow, known: Known) -> Ref:
    """The project that is called so; a new one takes its slug, and on a collision the event's."""
    found, minted = known.find("project name", plain(text)), slug(text)
    if found is None and known.find("project", minted) is not None:
        minted = f"{minted}-{slug(row.cells.get('event', ''))}"
    return Ref("project", found or minted)


def _measured(text: str, row: TableRow, known: Known, everything: Known) -> Ref | Value:
    measure = row.cells.get("measure", "")
    if measure not in MEASURES:
        return Value(text)
    column = Column(measure, MEASURES[measure][1])
    return _read_part(column, row, known, everything)(text)


def _outside(text: str, base: str) -> Ref:
    if not re.fullmatch(_OUTSIDE[base], text):
        raise ValueError(f"{text!r} is no identifier of {base}")
    return Ref("outside", base + text)


def _date(text: str) -> Value:
    iso = read_date(text)
    return Value(iso, precision(iso))


def _integer(text: str) -> Value:
    if not re.fullmatch(r"\d{1,12}", text):
        raise ValueError(f"{text!r} is no plain whole number, such as 1010")
    return Value(str(int(text)), "integer")


def _decimal(text: str) -> Value:
    if not re.fullmatch(r"-?\d{1,12}(\.\d{1,12})?", text):
        raise ValueError(f"{text!r} is no plain number, such as 41.38879")
    return Value(text, "decimal")


def _address(text: str) -> Value:
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text):
        raise ValueError(f"{text!r} is no web address; it begins with https:// or http://")
    return Value(text, "anyURI")


def _id(text: str) -> Value:
    if not _ID.fullmatch(text):
        raise ValueError(f"{text!r} is no identifier; write {slug(text)!r}")
    return Value(text)


def _contradictions(cells: Mapping[str, Cell]) -> list[tuple[str, str]]:
    """Return what two cells of one row say against each other."""
    problems = []
    for first, last in (("start_date", "end_date"), ("start", "end")):
        begin, end = cells.get(first), cells.get(last)
        if begin and end and end[0][0][: len(begin[0][0])] < begin[0][0][: len(end[0][0])]:
            problems.append((last, f"{end[0][0]} lies before the {first} {begin[0][0]}"))
    return problems
