"""Gathers what stands behind ties: the claims that state them, in which words, roles and dates.

All is asked for at once, and what was asked for once is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from expograph import resources
from expograph.answers import text
from expograph.identifiers import local_name, term_name
from expograph.independence import independent
from expograph.network.ties import Rows, Tie
from expograph.questions.evidence import Evidence, Source, Statement, ways
from expograph.questions.library import bind

if TYPE_CHECKING:
    from expograph.answers import Term

_MOST = 400
"""Of more subjects, all claims of their relations are read in one go."""

Qualifiers = Mapping[str, tuple[str, ...]]
_Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one statement: its pieces of evidence, and what each claim adds to it."""

    evidence: tuple[Evidence, ...] = ()
    claims: tuple[Qualifiers, ...] = ()


def qualifiers(told: Iterable[Told]) -> dict[str, list[str]]:
    """Return all that claims say of each qualifier, such as "role", in order."""
    said: dict[str, set[str]] = {}
    for each in told:
        for claim in each.claims:
            for name, values in claim.items():
                said.setdefault(name, set()).update(values)
    return {name: sorted(values) for name, values in said.items()}


@dataclass(slots=True)
class Teller:
    """Tells what stands behind statements, by asking ``rows`` once for each."""

    rows: Rows
    _known: dict[Statement, Told] = field(default_factory=dict)

    def learn(self, ties: Iterable[Tie]) -> None:
        """Ask for all statements of ties that are not known yet; ``told`` then answers quickly."""
        asked = dict.fromkeys(each for tie in ties for each in tie.statements)
        new = [each for each in asked if each not in self._known]
        if new:
            self._known.update(_told(new, self.rows))

    def told(self, tie: Tie) -> list[Told]:
        """Return what is told of each statement of a tie."""
        self.learn((tie,))
        return [self._known[statement] for statement in tie.statements]

    def sources(self, tie: Tie) -> int:
        """Count the independent sources behind a tie."""
        pieces = (piece for told in self.told(tie) for piece in told.evidence)
        return independent({source.iri for source in piece.sources} for piece in pieces)


def _told(statements: Sequence[Statement], rows: Rows) -> dict[Statement, Told]:
    """Return what is told of statements; of symmetric ones, whichever way round it is written."""
    asked: defaultdict[Statement, list[Statement]] = defaultdict(list)
    for statement in statements:
        for way in ways(statement):
            asked[way].append(statement)
    found = _claims(asked, rows)
    premises = _premises(asked, rows)
    known = _with_premises(found, premises, rows)
    evidence = _pieces(known, rows)
    added = _qualifiers(asked, rows)
    claims: dict[Statement, list[str]] = {statement: [] for statement in statements}
    for claim in sorted(found):
        for statement in asked[found[claim].statement]:
            claims[statement].append(claim)
    return {
        statement: Told(
            tuple(_behind(each, evidence, premises)),
            tuple(added.get(claim, {}) for claim in each),
        )
        for statement, each in claims.items()
    }


@dataclass(slots=True)
class _Claim:
    """A claim: what it states, the words or the row, and the pages that it cites."""

    statement: Statement
    said: _Row
    cited: set[str]


def _claims(asked: Mapping[Statement, object], rows: Rows) -> dict[str, _Claim]:
    """Return the accepted claims that state what is asked about, by their IRIs."""
    if not (about := _about(asked)):
        relations = sorted({predicate for _, predicate, _ in asked})
        query = bind(resources.query("internal/all-claims"), {"relation": relations})
    else:
        query = bind(resources.query("internal/tie-claims"), {"about": about, "claim": []})
    return _read(rows(query).rows, asked)


def _read(
    found: Iterable[Sequence[Term | None]], asked: Mapping[Statement, object] | None
) -> dict[str, _Claim]:
    claims: dict[str, _Claim] = {}
    for subject, predicate, thing, *said, page in found:
        claim = claims.get(iri := text(said[0]))
        if claim is None:
            statement = (str(subject), str(predicate), str(thing))
            if asked is not None and statement not in asked:
                continue
            told = dict(zip(_SAID, map(text, said), strict=True))
            claim = claims[iri] = _Claim(statement, told, set())
        if page is not None:
            claim.cited.add(text(page))
    return claims


_SAID = ("claim", "read", "row", "line", "quote", "start", "end", "reference")


def _about(asked: Iterable[Statement]) -> list[str]:
    """Return the subjects and predicates of statements, or none if all are to be read."""
    pairs = list(dict.fromkeys((subject, predicate) for subject, predicate, _ in asked))
    return [f"({' '.join(pair)})" for pair in pairs] if len(pairs) <= _MOST else []


def _rows_about(
    what: str, asked: Iterable[Statement], rows: Rows
) -> Iterable[Sequence[Term | None]]:
    """Return what is said of the claims about statements; of many, what is said of all claims."""
    if about := _about(asked):
        return rows(bind(resources.query(f"internal/tie-{what}"), {"about": about})).rows
    return rows(resources.query(f"internal/all-{what}")).rows


def _premises(asked: Iterable[Statement], rows: Rows) -> dict[str, list[str]]:
    """Return for each claim that a rule made the claims from which it follows."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for claim, premise in _rows_about("premises", asked, rows):
        found[text(claim)].append(text(premise))
    return {claim: sorted(each) for claim, each in found.items()}


def _with_premises(
    found: Mapping[str, _Claim], premises: Mapping[str, Sequence[str]], rows: Rows
) -> dict[str, _Claim]:
    """Return claims together with those from which they follow."""
    wanted = {each for claim in found for each in premises.get(claim, ())}
    known = dict(found)
    missing = [f"<{claim}>" for claim in sorted(wanted - known.keys())]
    for start in range(0, len(missing), _MOST):
        values = {"about": [], "claim": missing[start : start + _MOST]}
        query = bind(resources.query("internal/tie-claims"), values)
        known.update(_read(rows(query).rows, None))
    return known


def _pieces(claims: Mapping[str, _Claim], rows: Rows) -> dict[str, Evidence]:
    """Return the evidence of claims that have words or a row."""
    read = {claim.said["read"] for claim in claims.values()}
    known = _sources({page for claim in claims.values() for page in claim.cited} | read, rows)
    pieces = {}
    for iri, claim in claims.items():
        said = claim.said
        if said["row"] or said["quote"]:
            table, columns, work = known[said["read"]]
            pages = sorted(claim.cited) or [work or table.iri]
            sources = tuple(known[page][0] for page in pages if page in known)
            pieces[iri] = Evidence.of(said, columns, sources)
    return pieces


def _sources(iris: Iterable[str], rows: Rows) -> dict[str, tuple[Source, str, str]]:
    """Return sources, each with its columns, if it is a table, and the page it is a copy of."""
    wanted = {f"<{iri}>" for iri in iris}
    known: dict[str, tuple[Source, str, str]] = {}
    while wanted:
        query = bind(resources.query("internal/tie-sources"), {"source": sorted(wanted)})
        for row in rows(query).texts():
            *said, columns, work = row.values()
            known[row["source"]] = (Source(*said), columns, work)
        wanted = {f"<{work}>" for _, _, work in known.values() if work and work not in known}
    return known


def _qualifiers(asked: Iterable[Statement], rows: Rows) -> dict[str, Qualifiers]:
    """Return for each claim its role, dates, status, position and what it goes through."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim, qualifier, said in _rows_about("qualifiers", asked, rows):
        found[text(claim)][local_name(text(qualifier))].append(term_name(text(said)))
    return {
        claim: {name: tuple(sorted(values)) for name, values in each.items()}
        for claim, each in found.items()
    }


def _behind(
    claims: Iterable[str], evidence: Mapping[str, Evidence], premises: Mapping[str, Sequence[str]]
) -> Iterator[Evidence]:
    """Yield the evidence of claims, and of the premises of those that a rule made."""
    for claim in claims:
        for each in (claim, *premises.get(claim, ())):
            if each in evidence:
                yield evidence[each]
