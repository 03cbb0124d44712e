"""Reads what people have decided, and applies it to the claims and things that it is about.

``same``, ``not the same`` and ``unsure`` speak of two things; ``reject``, ``confirm`` and
``correct`` of a claim or of a value; ``forget`` of a person, by a digest of the name, so that the
file does not keep it. Decisions come last and survive every rebuild. The later of two that
contradict each other stands; one that comes to nothing is reported.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from expograph.claims import Claim, Decision, Mistake, Ref
from expograph.errors import InputError, listed, nearest
from expograph.identifiers import claim_iri, term_name
from expograph.read.tables import Table, TableRow
from expograph.resolve.decided import READ_FROM, Applied, idle, moment, order
from expograph.resolve.forgetting import digest, forget, people
from expograph.resolve.merging import merge
from expograph.resolve.verdicts import NO_CLAIM, Verdicts
from expograph.vocabulary import term

__all__ = ["COLUMNS", "READ_FROM", "Applied", "apply", "apply_to_inferred", "read_decisions"]

KINDS = ("same", "not the same", "unsure", "reject", "confirm", "correct", "forget")
COLUMNS = ("kind", "subject", "predicate", "object", "value", "source", "who", "when", "why")

_PAIRS = KINDS[:3]
_NEEDED = {
    **dict.fromkeys(KINDS, ("subject", "who", "when")),
    **dict.fromkeys(_PAIRS, ("subject", "object", "who", "when")),
    "correct": ("subject", "value", "who", "when"),
}


def read_decisions(table: Table) -> tuple[list[Decision], list[Mistake]]:
    """Return the decisions in a table, and the rows that are none.

    Raises ``InputError`` when a column is missing without which there is no decision.
    """
    missing = [each for each in ("kind", *_NEEDED["reject"]) if each not in table.columns]
    if missing:
        raise InputError(
            f"{table.file}, line {table.line}: there is no column {listed(missing)}; "
            f"decisions have {', '.join(COLUMNS)}"
        )
    decisions, mistakes = [], [*table.mistakes, *_unknown_columns(table)]
    for row in table.rows:
        problems = [*_problems(row)]
        mistakes += [
            Mistake(table.file, row.line, column, f"{problem}; the row was left out")
            for column, problem in problems
        ]
        if not problems:
            cells = {column: row.cell(column) for column in COLUMNS}
            cells["predicate"] = _predicate(cells["predicate"])
            place = f"{table.file}\x1f{row.line}\x1f{row.text}"
            decisions.append(Decision(**cells, place=place))
    return decisions, mistakes


def _unknown_columns(table: Table) -> Iterator[Mistake]:
    for column in table.columns:
        if column not in COLUMNS:
            near = listed(nearest(column, COLUMNS)) or f"one of {', '.join(COLUMNS)}"
            problem = f"the table has no such column; did you mean {near}? It was left out"
            yield Mistake(table.file, table.line, column, problem)


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
    for column, read in (("predicate", _property), ("when", moment)):
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


def apply(decisions: Sequence[Decision], claims: Iterable[Claim]) -> Applied:
    """Apply decisions to claims as read.

    A merge keeps the subject's IRI and states ``owl:sameAs``; a correction adds a claim whose
    evidence is the decision's row.
    """
    applied = Applied(list(claims))
    if decisions:
        applied.claims.sort(key=claim_iri)
        ordered = sorted(decisions, key=order)
        merge([each for each in ordered if each.kind in _PAIRS], applied)
        Verdicts(applied).follow(each for each in ordered if each.kind not in (*_PAIRS, "forget"))
        _forget([each for each in ordered if each.kind == "forget"], applied)
        applied.idle.sort(key=lambda mistake: (mistake.file, mistake.line))
    return applied


def apply_to_inferred(
    decisions: Sequence[Decision], applied: Applied, inferred: Iterable[Claim]
) -> None:
    """Let what was decided about claims hold for the claims of rules, too."""
    verdicts = Verdicts(Applied(list(inferred), applied.merged))
    judged = [each for each in sorted(decisions, key=order) if each.kind in ("reject", "confirm")]
    verdicts.follow(judged)
    found = {idle(each, NO_CLAIM) for each in judged} - {*verdicts.applied.idle}
    applied.idle = [each for each in applied.idle if each not in found]
    applied.rejected |= verdicts.applied.rejected
    applied.confirmed |= verdicts.applied.confirmed


def _forget(decisions: Iterable[Decision], applied: Applied) -> None:
    gone: set[Ref] = set()
    for decision in decisions:
        found = people(decision.subject, applied.claims, applied.merged)
        if not found:
            applied.idle.append(idle(decision, "there is nobody of that name"))
        gone |= found
    if gone:
        applied.claims, applied.forgotten = forget(gone, applied.claims)
