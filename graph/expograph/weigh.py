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

PROSE_THRESHOLD = 0.5
"""Prose alone makes a truth from this confidence on."""

_DATES = frozenset(PRECISION.values())


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim after identity: its IRI, and subject, predicate and object in N-Triples form."""

    iri: str
    subject: str
    predicate: str
    object: str
    claim: Claim


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

    The law: each truth rests on at least one accepted claim, and each claim has one standing.
    """
    outcome = Weighed()
    single: defaultdict[tuple[str, str], list[Stated]] = defaultdict(list)
    for stated in claims:
        if stated.iri in scales.rejected:
            outcome.standings[stated.iri] = "rejected"
        elif stated.predicate in scales.functional:
            single[stated.subject, stated.predicate].append(stated)
        elif _is_doubtful(stated.claim) and stated.iri not in scales.confirmed:
            outcome.standings[stated.iri] = "outvoted"
        else:
            outcome.standings[stated.iri] = "accepted"
            outcome.truths.add((stated.subject, stated.predicate, stated.object))
    _settle_doubtful(outcome, claims)
    for group in single.values():
        _decide(group, scales, outcome)
    return outcome


def _is_doubtful(claim: Claim) -> bool:
    return isinstance(claim.evidence, Quote) and float(claim.confidence) < PROSE_THRESHOLD


def _settle_doubtful(outcome: Weighed, claims: Iterable[Stated]) -> None:
    """A doubtful sentence that says what is true on other grounds is accepted with it."""
    for stated in claims:
        triple = (stated.subject, stated.predicate, stated.object)
        if outcome.standings.get(stated.iri) == "outvoted" and triple in outcome.truths:
            outcome.standings[stated.iri] = "accepted"


def _decide(group: list[Stated], scales: Scales, outcome: Weighed) -> None:
    """Choose one value of a single-valued property, and give each claim its standing."""
    results = [each for each in group if not _is_forecast(each.claim)]
    sound = [each for each in results or group if not _is_doubtful(each.claim)]
    if not sound:
        outcome.standings.update((each.iri, "outvoted") for each in group)
        return
    if len(group) == 1:
        winner = group[0]
    else:
        winner = _finest(max(sound, key=lambda each: _weight(each, sound, scales)), sound, scales)
    outcome.truths.add((winner.subject, winner.predicate, winner.object))
    for each in group:
        standing = _standing(each, winner, bool(results))
        outcome.standings[each.iri] = standing
        if standing == "outvoted" and not _is_doubtful(each.claim):
            outcome.contested.add((each.subject, each.predicate))


def _standing(each: Stated, winner: Stated, have_result: bool) -> str:
    if _agree(each, winner):
        return "accepted"
    forecast = _is_forecast(each.claim)
    return "superseded" if forecast or not have_result else "outvoted"


def _weight(each: Stated, group: list[Stated], scales: Scales) -> tuple[object, ...]:
    """Return what speaks for a claim, the weightiest first; the value itself breaks a tie."""
    agreeing = [other.claim for other in group if _agree(each, other)]
    return (
        each.claim.method == "decision" or each.iri in scales.confirmed,
        scales.own_table.get(each.claim.subject.kind) == each.claim.read_from,
        independent_sources(agreeing, scales.same_work),
        max((_newest(claim, scales) for claim in agreeing), default=""),
        each.object,
        each.iri,
    )


def _finest(best: Stated, group: list[Stated], scales: Scales) -> Stated:
    """Return the most precise claim that does not contradict the best one."""
    if not isinstance(best.claim.object, Value) or best.claim.object.datatype not in _DATES:
        return best
    finer = [each for each in group if _agree(each, best)]
    return max(finer, key=lambda each: (len(each.object), _weight(each, group, scales)))


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
    if ("bound", Ref("concept", "at-least")) not in bounded.qualifiers:
        return False
    return int(exact.object[0]) >= int(bounded.object[0])


def _is_forecast(claim: Claim) -> bool:
    return ("status", Ref("concept", "announced")) in claim.qualifiers


def _newest(claim: Claim, scales: Scales) -> str:
    return max((scales.published.get(page, "") for page in _pages(claim, {})), default="")


def _pages(claim: Claim, same_work: Mapping[str, str]) -> tuple[str, ...]:
    if isinstance(claim.evidence, Row):
        return claim.evidence.cited or (claim.read_from,)
    return (same_work.get(claim.read_from, claim.read_from),)


def independent_sources(claims: Iterable[Claim], same_work: Mapping[str, str]) -> int:
    """Count the independent sources behind claims that agree.

    The pages of one row are read as "one or more of these": they count once, and not at all when
    one of them is counted already. A document that is a cited page counts with it.
    """
    groups = {frozenset(_pages(claim, same_work)) for claim in claims}
    alone = {page for group in groups if len(group) == 1 for page in group}
    return len(alone) + sum(1 for group in groups if len(group) > 1 and not group & alone)
