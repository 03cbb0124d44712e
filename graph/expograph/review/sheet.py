"""Writes doubts as a spreadsheet to be filled in, and takes the answers back from it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from expograph.answers import Literal, NamedNode, text
from expograph.claims import Mistake
from expograph.errors import InputError, UsageError, listed
from expograph.review.deciding import Signed, answers, decided, understood
from expograph.review.sides import KINDS, Doubt, Side
from expograph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from expograph.answers import Rows, Term
    from expograph.claims import Decision
    from expograph.read.tables import Table, TableRow
    from expograph.review.wording import Told

_FILLED_IN = ("decision", "value", "why")
_SHOWN = ("answers", "kind", "effect", "question", "because")
_KEY = "doubt"
_LIKE_A_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_PREFIXED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")


def sheet(doubts: Sequence[Doubt], words: Sequence[Told]) -> str:
    """Return doubts, each with its words, as CSV with the columns decision, value and why empty.

    The column ``doubt`` is how a doubt is known again; the others are to be read. No cell is taken
    for a formula.
    """
    most = max((len(each.sides) for each in doubts), default=0)
    columns = [*_FILLED_IN, *_SHOWN, *(f"side_{n}" for n in range(1, most + 1)), "evidence", _KEY]
    lines = [columns]
    for doubt, said in zip(doubts, words, strict=True):
        sides = [each.name for each in said.sides] + [""] * (most - len(said.sides))
        shown = (" / ".join(answers(doubt)), doubt.kind, str(doubt.effect), said.question)
        lines.append(["", "", "", *shown, said.because, *sides, _evidence(said), _key(doubt)])
    return "".join(",".join(_quoted(_harmless(cell)) for cell in line) + "\r\n" for line in lines)


def _evidence(said: Told) -> str:
    return "\n".join(
        line
        for number, side in enumerate(said.sides, 1)
        for line in (f"{number}  {side.name}", *side.known, *side.evidence)
    )


def _harmless(cell: str) -> str:
    """Return a cell with an apostrophe in front where it would be taken for a formula.

    One that begins so already gets one more, so that ``_unharmed`` gives back what was written.
    """
    return f"'{cell}" if _LIKE_A_FORMULA.match(cell) else cell


def _unharmed(cell: str) -> str:
    """Return what a cell says, without the apostrophe that kept it from being a formula.

    >>> _unharmed(_harmless("=1+1")), _unharmed(_harmless("'=1")), _unharmed("'s-Hertogenbosch")
    ('=1+1', "'=1", "'s-Hertogenbosch")
    """
    return cell[1:] if _PREFIXED.match(cell) else cell


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(',;"\r\n') else cell


def _key(doubt: Doubt) -> str:
    """Return the parts of a doubt that a decision names, as a text no spreadsheet rewrites."""
    parts = [doubt.kind, doubt.thing, doubt.named, doubt.predicate, doubt.source]
    sides = [[*_parts(side.term), *side.written] for side in doubt.sides]
    return json.dumps([*parts, *sides], ensure_ascii=False)


def _parts(term: Term) -> list[str]:
    if isinstance(term, Literal):
        return [term.value, term.datatype.value, term.language or ""]
    return [text(term), "", ""]


def _known_again(key: str) -> Doubt:
    """Return the doubt of a row; a ``UsageError`` when its key is not as it was written."""
    try:
        kind, thing, named, predicate, source, *sides = json.loads(key)
        if kind not in KINDS or not sides or not all(isinstance(each, list) for each in sides):
            raise ValueError
        made = tuple(_side(*side) for side in sides)
        NamedNode(thing)
    except (ValueError, TypeError, RecursionError):
        raise UsageError(
            "it does not say any more what is in doubt; leave the column as it is"
        ) from None
    return Doubt(kind, thing, named, made, predicate, source)


def _side(said: str, datatype: str, language: str, *names: str) -> Side:
    if not names:
        raise ValueError
    if not datatype:
        return Side(NamedNode(said), names)
    if language:
        return Side(Literal(said, language=language), names)
    plain = datatype == f"{PREFIXES['xsd']}string"
    return Side(Literal(said) if plain else Literal(said, datatype=NamedNode(datatype)), names)


def taken_back(table: Table, rows: Rows, signed: Signed) -> tuple[list[Decision], list[Mistake]]:
    """Return the decisions of a filled-in sheet, and what is wrong with its rows, by the line.

    Rows without a decision are passed over. Raises ``InputError`` when it is no such sheet.
    """
    if missing := [each for each in ("decision", _KEY) if each not in table.columns]:
        raise InputError(
            f"{table.file}, line {table.line}: there is no column {listed(missing)}; such a sheet "
            "is made by `expograph review --export FILE`"
        )
    decisions: list[Decision] = []
    mistakes = list(table.mistakes)
    for row in table.rows:
        try:
            decisions += _decided(row, rows, signed)
        except _WrongCell as wrong:
            mistakes.append(Mistake(table.file, row.line, wrong.column, f"{wrong}"))
    return decisions, mistakes


class _WrongCell(Exception):
    def __init__(self, column: str, problem: UsageError) -> None:
        super().__init__(str(problem))
        self.column = column


def _decided(row: TableRow, rows: Rows, signed: Signed) -> Iterable[Decision]:
    said, value, why = (_unharmed(row.cell(column)) for column in _FILLED_IN)
    if not said:
        return []
    column = _KEY
    try:
        doubt = _known_again(_unharmed(row.cell(_KEY)))
        column = "decision"
        reply = understood(said, doubt)
        if reply.kind == "correct":
            column, reply = "value", reply._replace(rest=value or reply.rest)
        elif reply.kind == "forget":
            column = "why"
        return decided(doubt, reply, signed._replace(why=why or signed.why), rows)
    except UsageError as problem:
        raise _WrongCell(column, problem) from None
