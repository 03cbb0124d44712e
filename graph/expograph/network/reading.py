"""Reads the rows of our tables with names in the place of identifiers, as people would tell them.

Only what the graph knows is put in: the name of the thing that a cell refers to, the word for a
role. The cells of other people's lists stay as they are.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from expograph.questions.evidence import Evidence
from expograph.read.schema import CONCEPT, ID, REF, SCHEMAS, Column
from expograph.vocabulary import BASE, NS

_TABLE = f"{BASE}source/table/"
Call = Callable[[str], str]
"""Returns how the thing or term with an IRI is called, or nothing."""


class _Cell(NamedTuple):
    """How a cell is read: under which head, referring to what, and in which column its kind is."""

    head: str
    kind: str = ""
    kind_in: int = -1
    is_left_out: bool = False


def readable(evidence: Evidence, call: Call) -> str:
    """Return a quote as it stands, and a row cell by cell with names where ``call`` knows them."""
    if evidence.is_quote:
        return evidence.words
    if not evidence.read.startswith(_TABLE):
        return evidence.readable
    cells = next(csv.reader([evidence.words]), [])
    known = _cells(evidence.read.removeprefix(_TABLE), evidence.columns)
    if len(cells) != len(known):
        return evidence.readable
    return " · ".join(_told(known, cells, call))


def _told(known: Sequence[_Cell], cells: Sequence[str], call: Call) -> Iterator[str]:
    for cell, said in zip(known, cells, strict=True):
        if said and not cell.is_left_out:
            kind = cells[cell.kind_in] if cell.kind_in >= 0 else cell.kind
            yield f"{cell.head}: {_named(said, kind, call) if kind else said}"


def _named(said: str, kind: str, call: Call) -> str:
    """Return what a cell refers to by name; several are separated by semicolons."""
    return "; ".join(_name(each.strip(), kind, call) for each in said.split(";"))


def _name(key: str, kind: str, call: Call) -> str:
    if kind == "term":
        return call(f"{NS}{key}") or key
    if kind == "typed":
        kind, _, key = key.rpartition(":")
    return call(f"{BASE}id/{kind}/{key}") or key


@cache
def _cells(table: str, columns: str) -> tuple[_Cell, ...]:
    """Return how the cells of a table are read, by its line of column names."""
    names = next(csv.reader([columns]), [])
    schema = next((each for each in SCHEMAS if each.table == table), None)
    own = {column.name: column for column in schema.columns} if schema else {}
    return tuple(_cell(name, names, own) for name in names)


def _cell(name: str, names: Sequence[str], own: Mapping[str, Column]) -> _Cell:
    head, column = name.replace("_", " "), own.get(name)
    if column is None:
        return _Cell(head, is_left_out=name == "source")
    is_kind = column.holds == CONCEPT and name.endswith("_type") and name[:-5] in own
    if name == "source" or is_kind or (column.holds == ID and "name" in own):
        return _Cell(head, is_left_out=True)
    if column.holds == CONCEPT and column.target.startswith("@"):
        return _Cell(head, "term")
    if column.holds != REF:
        return _Cell(head)
    if column.target.startswith("@"):
        kind_in = column.target[1:]
        return _Cell(head, kind_in=names.index(kind_in)) if kind_in in names else _Cell(head)
    return _Cell(head, column.target)
