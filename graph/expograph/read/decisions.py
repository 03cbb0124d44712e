"""Reads what people have decided from a table; a row that decides nothing is left out and named."""

import re
from collections.abc import Iterator

from expograph.claims import Decision, Mistake
from expograph.dates import read_date
from expograph.errors import InputError, listed
from expograph.identifiers import term_name
from expograph.names import digest
from expograph.read.tables import Table, TableRow, left_out, none_readable, unknown_columns
from expograph.vocabulary import term

KINDS = ("same", "not the same", "unsure", "reject", "confirm", "correct", "forget")
COLUMNS = ("kind", "subject", "predicate", "object", "value", "source", "who", "when", "why")

_NEEDED = {
    **dict.fromkeys(KINDS, ("subject", "who", "when")),
    **dict.fromkeys(KINDS[:3], ("subject", "object", "who", "when")),
    "correct": ("subject", "value", "who", "when"),
}


def read_decisions(table: Table) -> tuple[list[Decision], list[Mistake]]:
    """Return the decisions in a table, and the rows that are none.

    Raises ``InputError`` when a column is missing without which there is no decision, and when none
    of several rows is one.
    """
    missing = [each for each in ("kind", *_NEEDED["reject"]) if each not in table.columns]
    if missing:
        raise InputError(
            f"{table.file}, line {table.line}: there is no column {listed(missing)}; "
            f"decisions have {', '.join(COLUMNS)}"
        )
    decisions, wrong = [], []
    for row in table.rows:
        problems = [*_problems(row)]
        wrong += [left_out(table.file, row.line, *problem) for problem in problems]
        if not problems:
            cells = {column: row.cell(column) for column in COLUMNS}
            cells["predicate"] = _predicate(cells["predicate"])
            place = f"{table.file}\x1f{row.line}\x1f{row.text}"
            decisions.append(Decision(**cells, place=place))
    if problem := none_readable(table, wrong):
        raise InputError(problem)
    return decisions, [*table.mistakes, *unknown_columns(table, COLUMNS), *wrong]


def _problems(row: TableRow) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a row of decisions, each with its column."""
    kind, subject, predicate = (row.cell(name) for name in ("kind", "subject", "predicate"))
    if kind not in KINDS:
        yield "kind", f"{kind!r} is none of {listed(KINDS)}"
        return
    for column in _NEEDED[kind]:
        if not row.cell(column):
            yield column, f"the cell is empty, and {kind!r} needs it"
    if kind == "forget" and subject and not re.fullmatch("[0-9a-f]{32}", subject):
        yield (
            "subject",
            f"a person is named by a digest here; for this name write {digest(subject)}",
        )
    for column, read in (("predicate", _property), ("when", _day)):
        try:
            if row.cell(column):
                read(row.cell(column))
        except ValueError as error:
            yield column, str(error)
    if kind == "correct" and _predicate(predicate) == "rdf:type":
        yield "predicate", "of which kind a thing is stands in its table; mend it there"


def _predicate(written: str) -> str:
    """Return the name under which a property is written in claims."""
    return term_name(written).removeprefix(":")


def _property(written: str) -> str:
    """Return the IRI of a property; a ``ValueError`` says that there is none."""
    return term(_predicate(written))


def _day(written: str) -> str:
    """Return a day, month or year as it sorts; a ``ValueError`` says that it is none, or how."""
    day = read_date(written)
    if day != written:
        raise ValueError(f"{written!r} is not how a day is written here; write {day}")
    return day
