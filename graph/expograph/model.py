"""Makes the graph of claims: identity, weighing and N-Quads, in that order."""

from collections.abc import Collection, Iterable, Iterator, Mapping

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
from expograph.weigh import Stated, Weighed

Truth = tuple[str, str, str]
FUNCTIONAL_NODES = frozenset(f"<{term(name)}>" for name in FUNCTIONAL)


def identified(claims: Iterable[Claim], merged: Mapping[str, str]) -> list[Stated]:
    """Give each claim its IRI, and its parts their IRIs after identity; sorted, each once.

    Of claims that are the same, the surest is kept, then the one with the first evidence: what
    counts is that the thing read says so.
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
            if _before(stated[name].claim, claim):
                continue
        subject = resolved(claim.subject)
        thing = resolved(claim.object) if isinstance(claim.object, Ref) else node(claim.object)
        if claim.predicate == "owl:sameAs" and thing == subject:
            thing = node(claim.object)
        if claim.predicate in SYMMETRIC and thing[:-1] < subject[:-1]:
            subject, thing = thing, subject
        predicate = predicates.setdefault(claim.predicate, f"<{term(claim.predicate)}>")
        qualifiers = tuple(
            (qualifier, resolved(value) if isinstance(value, Ref) else node(value))
            for qualifier, value in claim.qualifiers
        )
        may_be = tuple(sorted({resolved(each) for each in claim.may_be} - {subject}))
        stated[name] = Stated(name, subject, predicate, thing, claim, qualifiers, may_be)
    return [stated[name] for name in sorted(stated)]


def graph_lines(
    stated: Iterable[Stated], outcome: Weighed, known: Collection[Truth] = ()
) -> Iterator[str]:
    """Yield the lines of claims, of their standings, and of the truths that they come to.

    ``known`` are truths that stand already; they are not written again.
    """
    for each in stated:
        yield from claim_lines(
            each.iri, each.subject, each.predicate, each.object, each.claim, each.qualifiers,
            each.may_be,
        )  # fmt: skip
        yield standing_line(each.iri, outcome.standings[each.iri])
    for truth in outcome.truths:
        if truth not in known:
            yield truth_line(*truth)
    for pair in outcome.contested:
        yield contested_line(*pair)


def described(sources: Iterable[Source]) -> list[str]:
    """Return the lines of the graph of sources."""
    unique = {source.key: source for source in sources}
    return [line for key in sorted(unique) for line in source_lines(unique[key])]


def _before(one: Claim, other: Claim) -> bool:
    """Tell whether of two claims that say the same this is the one to keep."""
    ranks = [(-float(each.confidence), each.evidence, each.reference) for each in (one, other)]
    return ranks[0] <= ranks[1]


def _said(claim: Claim) -> tuple[object, ...]:
    return (
        claim.read_from, claim.subject, claim.predicate, claim.object, claim.qualifiers,
        claim.name_as_read, claim.method,
    )  # fmt: skip


def _check_same(one: Claim, other: Claim) -> None:
    """Two claims with one IRI must say the same; else the digests met by accident."""
    if _said(one) != _said(other):
        raise ExpographError(f"two claims share the IRI {claim_iri(one)}:\n{one}\n{other}")
