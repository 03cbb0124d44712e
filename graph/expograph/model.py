"""Makes the graph of claims: identity, weighing and N-Quads, in that order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from expograph.claims import Claim, Ref, Source
from expograph.errors import ExpographError
from expograph.identifiers import claim_iri, iri
from expograph.nquads import (
    claim_lines,
    contested_line,
    node,
    source_lines,
    standing_line,
    truth_line,
)
from expograph.vocabulary import FUNCTIONAL, SYMMETRIC, term
from expograph.weigh import Scales, Stated, Weighed, weigh

FUNCTIONAL_NODES = frozenset(f"<{term(name)}>" for name in FUNCTIONAL)


@dataclass(frozen=True, slots=True)
class Modelled:
    """Claims as lines of N-Quads, with what came out of their weighing."""

    lines: list[str]
    outcome: Weighed
    claims: int


def identified(claims: Iterable[Claim], merged: Mapping[str, str]) -> list[Stated]:
    """Give each claim its IRI, and its parts their IRIs after identity; sorted, each once.

    Of claims that are the same, the first is kept: what counts is that the thing read says so.
    Symmetric ties are turned into the order of the IRIs.
    """
    known: dict[Ref, str] = {}

    def resolved(part: Ref) -> str:
        if part not in known:
            address = iri(part)
            known[part] = f"<{merged.get(address, address)}>"
        return known[part]

    stated: dict[str, Stated] = {}
    predicates = {name: f"<{term(name)}>" for name in SYMMETRIC}
    for claim in claims:
        name = claim_iri(claim)
        if name in stated:
            _check_same(stated[name].claim, claim)
            continue
        subject = resolved(claim.subject)
        thing = resolved(claim.object) if isinstance(claim.object, Ref) else node(claim.object)
        if claim.predicate == "owl:sameAs" and thing == subject:
            thing = node(claim.object)
        if claim.predicate in SYMMETRIC and thing < subject:
            subject, thing = thing, subject
        predicate = predicates.setdefault(claim.predicate, f"<{term(claim.predicate)}>")
        stated[name] = Stated(name, subject, predicate, thing, claim)
    return [stated[name] for name in sorted(stated)]


def modelled(stated: list[Stated], scales: Scales, before: Weighed | None = None) -> Modelled:
    """Weigh claims and return their lines, those of their standings and of new truths.

    ``before`` is what earlier claims came to: a truth that stands already is not written again.
    """
    outcome = weigh(stated, scales)
    lines = []
    for each in stated:
        qualifiers = [(name, node(value)) for name, value in each.claim.qualifiers]
        lines += claim_lines(
            each.iri, each.subject, each.predicate, each.object, each.claim, qualifiers
        )
        lines.append(standing_line(each.iri, outcome.standings[each.iri]))
    known = before.truths if before else set()
    lines += [truth_line(*truth) for truth in outcome.truths - known]
    lines += [contested_line(*pair) for pair in outcome.contested]
    return Modelled(lines, outcome, len(stated))


def described(sources: Iterable[Source]) -> list[str]:
    """Return the lines of the graph of sources."""
    unique = {source.key: source for source in sources}
    return [line for key in sorted(unique) for line in source_lines(unique[key])]


def _check_same(one: Claim, other: Claim) -> None:
    """Two claims with one IRI must say the same; else the digests met by accident."""
    if replace(one, evidence=other.evidence) != replace(other, confidence=one.confidence):
        raise ExpographError(f"two claims share the IRI {claim_iri(one)}:\n{one}\n{other}")
