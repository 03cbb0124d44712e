"""Weighs claims against each other: which become truths, and how each claim came out.

Only single-valued properties are decided: a person's decision, then the cell of the table that
defines the thing, then a result over a forecast, then more independent sources, then the newer.
All else is accepted side by side. Nothing is averaged and nothing overwritten.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from expograph.claims import Claim, Quote, Ref, Row, Value
from expograph.dates import PRECISION, agree
from expograph.independence import independent

PROSE_THRESHOLD = 0.5
"""Prose alone makes a truth from this confidence on."""

_DATES = frozenset(PRECISION.values())
_AT_LEAST = ("bound", Ref("concept", "at-least"))


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim after identity: its IRI, and its parts and qualifiers in N-Triples form.

    ``may_be`` are other things that a name may stand for.
    """

    iri: str
    subject: str
    predicate: str
    object: str
    claim: Claim
    qualifiers: tuple[tuple[str, str], ...] = ()
    may_be: tuple[str, ...] = ()


@dataclass(slots=True)
class Weighed:
    """What came out: plain triples, the standing of each claim, and what is contested."""

    truths: set[tuple[str, str, str]] = field(default_factory=set)
    standings: dict[str, str] = field(default_factory=dict)
    contested: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Scales:
    """What the weighing needs to know besides the claims.

    ``functional`` are the single-valued predicates, in N-Triples form; ``published`` the date of
    each source; ``same_work`` the cited page that a document is; ``own_table`` the thing read
    that defines each kind of thing; ``rejected`` and ``confirmed`` the claims that a person
    decided about.
    """

    functional: frozenset[str]
    published: Mapping[str, str] = field(default_factory=dict)
    same_work: Mapping[str, str] = field(default_factory=dict)
    own_table: Mapping[str, str] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()


def weigh(claims: Iterable[Stated], scales: Scales) -> Weighed:
    """Return what the claims come to.

    The law: each truth rests on at least one accepted claim, and each claim has one standing. A
    tie of two things that were found to be one is none.
    """
    outcome = Weighed()
    single: defaultdict[tuple[str, str], list[Stated]] = defaultdict(list)
    doubtful = []
    for stated in claims:
        if stated.iri in scales.rejected:
            outcome.standings[stated.iri] = "rejected"
        elif stated.subject == stated.object:
            outcome.standings[stated.iri] = "outvoted"
        elif stated.predicate in scales.functional:
            single[stated.subject, stated.predicate].append(stated)
        elif _is_doubtful(stated, scales):
            doubtful.append(stated)
        else:
            outcome.standings[stated.iri] = "accepted"
            outcome.truths.add((stated.subject, stated.predicate, stated.object))
    for stated in doubtful:
        is_true = (stated.subject, stated.predicate, stated.object) in outcome.truths
        outcome.standings[stated.iri] = "accepted" if is_true else "outvoted"
    for group in single.values():
        _decide(group, scales, outcome)
    return outcome


def _is_decided(stated: Stated, scales: Scales) -> bool:
    return stated.claim.method == "decision" or stated.iri in scales.confirmed


def _is_doubtful(stated: Stated, scales: Scales) -> bool:
    """Tell whether a claim is prose that makes no truth alone."""
    prose = isinstance(stated.claim.evidence, Quote)
    unsure = prose and float(stated.claim.confidence) < PROSE_THRESHOLD
    return unsure and not _is_decided(stated, scales)


def _is_forecast(stated: Stated, scales: Scales) -> bool:
    announced = ("status", Ref("concept", "announced")) in stated.claim.qualifiers
    return announced and not _is_decided(stated, scales)


def _is_scoped(stated: Stated, scales: Scales) -> bool:
    scoped = any(term == "scope" for term, _ in stated.claim.qualifiers)
    return scoped and not _is_decided(stated, scales)


def _decide(group: list[Stated], scales: Scales, outcome: Weighed) -> None:
    """Choose one value of a single-valued property, and give each claim its standing.

    A figure of another scope (all co-located congresses together, foreign visitors only) is
    accepted beside: it contradicts nothing and is not what the property says.
    """
    scoped = {each.iri for each in group if _is_scoped(each, scales)}
    outcome.standings.update((iri, "accepted") for iri in scoped)
    group = [each for each in group if each.iri not in scoped]
    sound = [each for each in group if not _is_doubtful(each, scales)]
    candidates = [each for each in sound if not _is_forecast(each, scales)] or sound
    winner = _winner(candidates, scales) if candidates else None
    if winner:
        outcome.truths.add((winner.subject, winner.predicate, winner.object))
    for each in group:
        if winner and _agree(each, winner):
            outcome.standings[each.iri] = "accepted"
        elif winner and _is_forecast(each, scales):
            outcome.standings[each.iri] = "superseded"
        else:
            outcome.standings[each.iri] = "outvoted"
            if not _is_doubtful(each, scales):
                outcome.contested.add((each.subject, each.predicate))


def _winner(candidates: list[Stated], scales: Scales) -> Stated:
    """Return the weightiest claim, or one that says the same more precisely."""
    weights = {each.iri: _weight(each, candidates, scales) for each in candidates}
    best = max(candidates, key=lambda each: weights[each.iri])
    finer = [each for each in candidates if _agree(each, best)]
    return max(finer, key=lambda each: (_fineness(each), weights[each.iri]))


def _weight(each: Stated, group: list[Stated], scales: Scales) -> tuple[object, ...]:
    """Return what speaks for a claim, the weightiest first; the value itself breaks a tie."""
    agreeing = [other.claim for other in group if _agree(each, other)]
    return (
        _is_decided(each, scales),
        scales.own_table.get(each.claim.subject.kind) == each.claim.read_from,
        independent_sources(agreeing, scales.same_work),
        max(_newest(claim, scales) for claim in agreeing),
        each.object,
        each.iri,
    )


def _fineness(stated: Stated) -> int:
    """Tell how precise a claim is: a day before a month, an exact number before a bound."""
    value = stated.claim.object
    if isinstance(value, Value) and value.datatype in _DATES:
        return len(value.text)
    return 0 if _AT_LEAST in stated.claim.qualifiers else 1


def _agree(one: Stated, other: Stated) -> bool:
    """Tell whether two claims can both be right: equal, one more precise, or within a bound."""
    if one.object == other.object:
        return True
    a, b = one.claim.object, other.claim.object
    if not isinstance(a, Value) or not isinstance(b, Value):
        return False
    if a.datatype in _DATES and b.datatype in _DATES:
        return agree(a.text, b.text)
    if a.datatype == b.datatype == "integer":
        return _within(one.claim, other.claim) or _within(other.claim, one.claim)
    return a.datatype == b.datatype == "string" and a.text == b.text


def _within(bounded: Claim, exact: Claim) -> bool:
    if _AT_LEAST not in bounded.qualifiers:
        return False
    return int(exact.object[0]) >= int(bounded.object[0])


def _newest(claim: Claim, scales: Scales) -> str:
    pages = (claim.read_from, *_pages(claim, scales.same_work))
    return max(scales.published.get(page, "") for page in pages)


def _pages(claim: Claim, same_work: Mapping[str, str]) -> tuple[str, ...]:
    if isinstance(claim.evidence, Row) and claim.evidence.cited:
        return claim.evidence.cited
    return (same_work.get(claim.read_from, claim.read_from),)


def independent_sources(claims: Iterable[Claim], same_work: Mapping[str, str]) -> int:
    """Count the independent sources behind claims that agree.

    A document that is a cited page counts with it.
    """
    return independent({frozenset(_pages(claim, same_work)) for claim in claims})
