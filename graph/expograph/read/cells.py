"""Understands the rows of all tables together: each becomes things and values, or a mistake.

All mistakes of all tables are found in one run. A row with a mistake is left out, and so is a row
that refers to one that was left out; each is named. Where a table is missing to which rows refer,
or one has no row without a mistake, nothing is taken.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from expograph.claims import Mistake, Ref, Value
from expograph.errors import InputError, nearest, offer
from expograph.identifiers import source_key
from expograph.names import plain, slug
from expograph.read.schema import SCHEMAS, Column, Schema
from expograph.read.tables import Table, TableRow, left_out, none_readable, unknown_columns
from expograph.read.values import Known, Unknown, read_cell

Cell = tuple[Ref | Value, ...]
Refused = tuple[str, str]
"""The name of a table whose file cannot be taken in, and why."""
_LONGEST_PROBLEM = 500
_MOST_VALUES = 1_000
_PARENTS = {"organisation": "parent", "series": "parent", "event": "parent_event"}
"""The column that leads from a thing to another of its own kind."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of which every cell was understood, and the thing that it defines, if any."""

    schema: Schema
    file: str
    row: TableRow
    thing: Ref | None
    cells: Mapping[str, Cell]

    @property
    def key(self) -> str:
        """What tells this row from all others of its table."""
        return "\x1e".join(map(self.row.cell, self.schema.key))

    @property
    def cited(self) -> tuple[str, ...]:
        """The keys of the pages that this row cites."""
        return tuple(each.key for each in self.cells.get("source", ()) if isinstance(each, Ref))

    def one(self, column: str) -> Ref | Value | None:
        """Return the only thing or value in a cell, or None when the cell is empty."""
        cell = self.cells.get(column, ())
        return cell[0] if cell else None

    def mistake(self, column: str, problem: str) -> Mistake:
        """Return a mistake in a cell of this row, for which the row is left out."""
        return _left_out(self.file, self.row, column, problem)


def understand(
    tables: Iterable[Table],
    themes: Iterable[str],
    roles: Mapping[str, tuple[str, ...]],
    refused: Sequence[Refused],
) -> tuple[list[ReadRow], list[Mistake], list[Mistake]]:
    """Return the rows of all tables with their cells understood, every mistake, and what follows.

    ``themes`` are the identifiers of the theme list; ``roles`` the roles by scheme
    ("participation", "partnership"); ``refused`` says which files are no tables. The last are the
    mistakes of rows left out only because they refer to rows that were. Raises ``InputError`` that
    names each table that cannot be used at all: one that was refused, of an unknown name, without a
    column that it needs or without a row that can be read; or one that is missing though rows refer
    to it.
    """
    given = {table.file.removesuffix(".csv"): table for table in tables}
    usable = {name: table for name, table in given.items() if not [*unusable([table])]}
    rows, wrong = _without_repetitions(
        [
            (schema, usable[schema.table].file, row)
            for schema in SCHEMAS
            if schema.table in usable
            for row in usable[schema.table].rows
        ]
    )
    known = Known({"theme": {theme: theme for theme in themes}}, roles, lost=_lost(usable))
    read, more, unknown = _read(rows, _defined(rows, known), known)
    wrong += [*more, *_misplaced(read), *_circles(read)]
    there = {*given, *(name for name, _ in refused)}
    own: defaultdict[str, list[Mistake]] = defaultdict(list)
    for mistake in wrong:
        own[mistake.file].append(mistake)
    if problems := [
        *(problem for _, problem in refused),
        *unusable(given.values()),
        *_missing(unknown, there),
        *filter(None, (none_readable(table, own[table.file]) for table in usable.values())),
    ]:
        raise InputError("\n".join(problems))
    sound, dangling = _without_broken(read, [*wrong, *(mistake for _, mistake in unknown)])
    wrong += [mistake for error, mistake in unknown if not error.left_out]
    entailed = [*dangling, *(mistake for error, mistake in unknown if error.left_out)]
    broken = {(mistake.file, mistake.line) for mistake in wrong}
    wrong += [each for each in entailed if (each.file, each.line) in broken]
    for schema in SCHEMAS:
        if table := given.get(schema.table):
            wrong += table.mistakes
            wrong += unknown_columns(table, [column.name for column in schema.columns])
    return sound, in_order(wrong), in_order({*entailed} - {*wrong})


_Rows = list[tuple[Schema, str, TableRow]]


def unusable(tables: Iterable[Table]) -> Iterator[str]:
    """Yield why tables cannot be used at all: an unknown name, or a column that is missing."""
    schemas = {schema.table: schema for schema in SCHEMAS}
    for table in tables:
        name = table.file.removesuffix(".csv")
        if name not in schemas:
            names = [*schemas, "decisions"]
            near = nearest(name, names) or sorted(names)
            yield f"{table.file}: no table is called so{offer(near)}"
            continue
        for column in schemas[name].columns:
            if column.required and column.name not in table.columns:
                columns = ", ".join(table.columns[:30])
                place = f"{table.file}, line {table.line}"
                yield f"{place}: there is no column {column.name!r}; the table has {columns}"


def in_order(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Return mistakes by file and line, each once."""
    return sorted({*mistakes}, key=attrgetter("file", "line", "column", "problem"))


def _missing(unknown: Iterable[tuple[Unknown, Mistake]], there: Collection[str]) -> Iterator[str]:
    """Yield the tables that are not there and to which rows refer, each with one of those."""
    tables = {schema.defines: schema.table for schema in SCHEMAS if schema.defines}
    named = {*there}
    for error, where in unknown:
        table = tables.get(error.kind)
        if table and table not in named:
            named.add(table)
            key = _shortened(error.key)
            place = f"line {where.line}, column {where.column}: {key!r}"
            yield f"{table}.csv is missing, and {where.file} refers to it ({place})"


def _left_out(file: str, row: TableRow, column: str, problem: str) -> Mistake:
    return left_out(file, row.line, column, _shortened(problem))


def _shortened(text: str) -> str:
    half = _LONGEST_PROBLEM // 2
    return text if len(text) <= _LONGEST_PROBLEM else f"{text[:half]} … {text[-half:]}"


def _without_repetitions(rows: _Rows) -> tuple[_Rows, list[Mistake]]:
    first: dict[tuple[str, ...], TableRow] = {}
    kept, wrong = [], []
    for schema, file, row in rows:
        cells = [row.cell(column) for column in schema.key]
        before = first.setdefault((schema.table, *_compared(schema, cells)), row)
        if before is row or not cells[0]:
            kept.append((schema, file, row))
        elif _adds_a_source(schema, before, row):
            problem = (
                f"says the same as line {before.line}; add its source there, after a semicolon"
            )
            wrong.append(_left_out(file, row, "source", problem))
        else:
            what = f"{schema.defines} {cells[0]!r}" if schema.defines else "row"
            problem = f"the same {what} as in line {before.line}; remove one of the two"
            wrong.append(_left_out(file, row, schema.key[0], problem))
    return kept, wrong


def _adds_a_source(schema: Schema, before: TableRow, row: TableRow) -> bool:
    """Tell whether a row says nothing but what one before it says, and cites another source."""
    cited = [{key.strip() for key in each.cell("source").split(";")} for each in (before, row)]
    return not cited[1] <= cited[0] and all(
        row.cell(column.name) in ("", before.cell(column.name))
        for column in schema.columns
        if column.name != "source"
    )


def _compared(schema: Schema, cells: list[str]) -> list[str]:
    """Return what must differ from row to row: what becomes of the key in an IRI."""
    if schema.defines == "source":
        return [source_key(cells[0])]
    return [slug(cells[0]), *cells[1:]] if schema.defines == "venue" else cells


def _lost(tables: Mapping[str, Table]) -> dict[tuple[str, str], str]:
    """Return the places of rows that could not be read, by what they define."""
    places: dict[tuple[str, str], str] = {}
    for schema in SCHEMAS:
        table = tables.get(schema.table)
        for row, mistake in table.unread if table and schema.defines else ():
            keys = _names(row) if schema.defines == "venue" else [row.cell("id")]
            for key in keys:
                places.setdefault((schema.defines, key), f"{mistake.file}, line {mistake.line}")
    return places


def _defined(rows: _Rows, known: Known) -> list[Ref | None]:
    """Return the thing that each row defines, if any, and make all of them known."""
    namesakes = Counter(slug(row.cell("name")) for each, _, row in rows if each.defines == "venue")
    things: list[Ref | None] = []
    for schema, _, row in rows:
        written = row.cell("name" if schema.defines == "venue" else "id")
        key = written
        if schema.defines == "source":
            key = source_key(written)
        elif schema.defines == "venue":
            key = _venue_key(row, namesakes)
            for name in _names(row):
                known.venues.setdefault(name, {}).setdefault(row.cell("city"), key)
        elif schema.defines == "project":
            for name in _names(row):
                known.projects.setdefault(name, key)
        if schema.defines:
            known.ids.setdefault(schema.defines, {})[written] = key
        things.append(Ref(schema.defines, key) if schema.defines else None)
    return things


def _venue_key(row: TableRow, namesakes: Mapping[str, int]) -> str:
    """Return the slug of a venue's name; of venues that are called the same, with the city."""
    key, city = slug(row.cell("name")), row.cell("city")
    return f"{key}-{city}" if city and namesakes[key] > 1 else key


def _names(row: TableRow) -> Iterator[str]:
    for name in (row.cell("name"), *row.cell("aliases").split(";")):
        if name := plain(name):
            yield name


def _read(
    rows: _Rows, things: list[Ref | None], known: Known
) -> tuple[list[ReadRow], list[Mistake], list[tuple[Unknown, Mistake]]]:
    """Return the rows, the mistakes in them, and those that lie in what they refer to."""
    read, wrong, unknown = [], [], []
    for (schema, file, row), thing in zip(rows, things, strict=True):
        cells, problems = _read_row(schema, row, known)
        read.append(ReadRow(schema, file, row, thing, cells))
        for column, problem in problems:
            mistake = _left_out(file, row, column, str(problem))
            if isinstance(problem, Unknown):
                unknown.append((problem, mistake))
            else:
                wrong.append(mistake)
    return read, wrong, unknown


def _read_row(
    schema: Schema, row: TableRow, known: Known
) -> tuple[dict[str, Cell], list[tuple[str, str | ValueError]]]:
    cells: dict[str, Cell] = {}
    problems: list[tuple[str, str | ValueError]] = []
    for column in schema.columns:
        cells[column.name], wrong = _read_column(column, row, known)
        problems += [(column.name, problem) for problem in wrong]
    problems += _reversed_dates(cells)
    return cells, problems


def _read_column(
    column: Column, row: TableRow, known: Known
) -> tuple[Cell, Sequence[str | ValueError]]:
    """Return what a row has in a column, and what of it cannot be understood."""
    text = row.cell(column.name)
    parts = [part.strip() for part in text.split(";")] if column.many else [text]
    parts = [part for part in parts if part]
    if column.required and not parts:
        return (), ["the cell is empty, and a value is needed here"]
    if len(parts) > _MOST_VALUES:
        return (), [f"{len(parts):,} values, more than {_MOST_VALUES:,} in one cell"]
    values, problems = [], []
    for part in parts:
        try:
            values.append(read_cell(part, column, row, known))
        except ValueError as error:
            problems.append(error)
    return tuple(values), problems


def _reversed_dates(cells: Mapping[str, Cell]) -> Iterator[tuple[str, str]]:
    for first, last in (("start_date", "end_date"), ("start", "end")):
        begin, end = cells.get(first), cells.get(last)
        if begin and end and end[0][0][: len(begin[0][0])] < begin[0][0][: len(end[0][0])]:
            yield last, f"{end[0][0]!r} lies before the {first} {begin[0][0]!r}; mend one of them"


def _misplaced(rows: Iterable[ReadRow]) -> Iterator[Mistake]:
    """Yield the rows whose country is not that of their city."""
    rows = list(rows)
    seats = {row.thing: row for row in rows if row.schema.defines == "city"}
    for row in rows:
        city, country = row.one("city"), row.one("country")
        seat = seats.get(city) if isinstance(city, Ref) else None
        if country and seat and seat.one("country") not in (None, country):
            yield row.mistake(
                "country",
                f"{row.row.cell('country')!r} contradicts the city {row.row.cell('city')!r}, which "
                f"is in {seat.row.cell('country')!r} ({seat.file}, line {seat.row.line}); "
                "mend one of them",
            )


def _circles(rows: Iterable[ReadRow]) -> Iterator[Mistake]:
    """Yield the rows of things that are, by way of others, their own parents."""
    parents: dict[object, tuple[object, ReadRow]] = {}
    for row in rows:
        if parent := row.one(_PARENTS.get(row.schema.defines, "")):
            parents[row.thing] = (parent, row)
    finished: set[object] = set()
    for start in parents:
        path: dict[object, ReadRow] = {}
        thing = start
        while thing in parents and thing not in finished:
            finished.add(thing)
            path[thing] = parents[thing][1]
            thing = parents[thing][0]
        if thing in path:
            circle = [*path.values()][[*path].index(thing) :]
            way = " in ".join(repr(row.row.cell("id")) for row in (*circle[:9], circle[0]))
            for row in circle:
                column = _PARENTS[row.schema.defines]
                yield row.mistake(column, f"this leads round in a circle ({way}); empty the cell")


def _without_broken(
    rows: list[ReadRow], wrong: Iterable[Mistake]
) -> tuple[list[ReadRow], list[Mistake]]:
    """Return the rows that can stay, and a mistake for each cell that refers to one that cannot."""
    named = {(mistake.file, mistake.line, mistake.column) for mistake in wrong}
    broken = {(file, line) for file, line, _ in named}
    referring: defaultdict[object, list[ReadRow]] = defaultdict(list)
    for row in rows:
        for each in {each for cell in row.cells.values() for each in cell}:
            referring[each].append(row)
    gone = {row.thing: row for row in rows if row.thing and (row.file, row.row.line) in broken}
    waiting = list(gone)
    for thing in waiting:
        for row in referring[thing]:
            if row.thing and row.thing not in gone:
                gone[row.thing] = row
                waiting.append(row.thing)
    dangling = [
        row.mistake(
            column, f"{each[-1]!r} was left out ({gone[each].file}, line {gone[each].row.line})"
        )
        for row in rows
        for column, cell in row.cells.items()
        for each in cell
        if isinstance(each, Ref) and each in gone and (row.file, row.row.line, column) not in named
    ]
    out = broken | {(mistake.file, mistake.line) for mistake in dangling}
    return [row for row in rows if (row.file, row.row.line) not in out], dangling
