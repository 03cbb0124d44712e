"""Merges the things that people found to be the same; the thing that is kept gains their names.

Things as read in documents were led to things of the graph before; a decision may name either.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from expograph.claims import Claim, Decision, Ref
from expograph.identifiers import claim_iri, iri, thing
from expograph.resolve.decided import Applied, address, idle, place, said


def merge(decisions: Iterable[Decision], applied: Applied) -> None:
    """Merge the things that people found to be the same; a later decision on two of them stands."""
    identity = dict(applied.merged)
    known = {iri(each.subject) for each in applied.claims} | {*identity.values()}
    latest: dict[frozenset[str], Decision] = {}
    for decision in decisions:
        one, other = address(decision.subject), address(decision.object)
        if problem := _cannot_be_paired(decision, one, other, known):
            applied.idle.append(idle(decision, problem))
            continue
        before = latest.get(pair := frozenset((one, other)))
        if before and before.kind != decision.kind:
            applied.idle.append(idle(before, f"line {place(decision).line} is later"))
        latest[pair] = decision
    for decision in latest.values():
        if decision.kind == "same":
            one, other = address(decision.subject), address(decision.object)
            if _root(one, applied.merged) != _root(other, applied.merged):
                applied.merged[_root(other, applied.merged)] = _root(one, applied.merged)
            if not {one, other} & identity.keys():
                applied.claims.append(
                    said(decision, thing(one), "owl:sameAs", Ref("outside", other))
                )
    applied.merged = {each: _root(each, applied.merged) for each in applied.merged}
    _rename([each for each in latest.values() if each.kind == "same"], applied, identity)
    for (one, *others), decision in latest.items():
        roots = {applied.merged.get(each, each) for each in (one, *others)}
        if decision.kind == "not the same" and len(roots) == 1:
            applied.idle.append(idle(decision, "other decisions make the two the same"))


def _rename(decisions: Iterable[Decision], applied: Applied, identity: Mapping[str, str]) -> None:
    """Let the preferred name of a merged thing be another name of the thing that is kept.

    ``identity`` leads from things as read in documents to those that bear their names.
    """

    def named(address: str) -> str:
        return identity.get(address, address)

    names: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in applied.claims:
        if claim.predicate == "skos:prefLabel":
            names[named(iri(claim.subject))].append(claim)
    for decision in decisions:
        pair = {named(address(decision.subject)), named(address(decision.object))}
        for lost in sorted(pair & applied.merged.keys()):
            kept = applied.merged[lost]
            if names[kept]:
                applied.rejected |= {claim_iri(claim) for claim in names[lost]}
                applied.claims += [
                    said(decision, thing(kept), "skos:altLabel", claim.object)
                    for claim in names[lost]
                    if claim.object not in {own.object for own in names[kept]}
                ]


def _cannot_be_paired(decision: Decision, one: str, other: str, known: set[str]) -> str:
    for column, written, there in (
        ("subject", decision.subject, one in known),
        ("object", decision.object, other in known),
    ):
        if not there:
            return f"there is no {written!r} (column {column})"
    if one == other:
        return "both are one thing already"
    if decision.kind == "same" and thing(one).kind != thing(other).kind:
        return f"a thing cannot be {thing(one).kind} and {thing(other).kind}"
    return ""


def _root(address: str, merged: Mapping[str, str]) -> str:
    while address in merged:
        address = merged[address]
    return address
