"""Finds which things that readings name are known already, and makes claims of what they say.

Names propose candidates (``propose``), comparisons say what speaks for each and why (``compare``,
``editions``), a judgement is made (``judge``) and kept within each reading (``matching``), and what
is new gets its name (``mint``). Here the judgements are applied.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from expograph.claims import Claim, Decision, Ref
from expograph.identifiers import iri
from expograph.readings import Fact, Reading
from expograph.resolve import statements
from expograph.resolve.as_read import AsRead, as_read, source_id
from expograph.resolve.atlas import atlas
from expograph.resolve.branches import branches
from expograph.resolve.known import Known
from expograph.resolve.matching import Matching
from expograph.resolve.mint import New, mint
from expograph.resolve.places import PlaceNames, WorldPlaces, dominant
from expograph.resolve.rulings import rulings
from expograph.resolve.statements import Outcome

_SUREST, _NEW, _UNSURE = 0.99, 0.9, 0.6
"""How sure a match is at most, and how sure a new thing: that it is none of those known."""


@dataclass(frozen=True, slots=True)
class Identified:
    """The claims of readings, and which thing of the graph each thing as read is.

    ``merged`` leads from the IRIs of things as read to those of the graph; ``followed`` are the
    decisions about mentions that are carried out by this, and need not be applied to the claims.
    """

    claims: list[Claim]
    merged: dict[str, str]
    followed: tuple[Decision, ...] = ()


def identify(
    readings: Sequence[Reading],
    claims: Iterable[Claim],
    decisions: Sequence[Decision] = (),
    *,
    world: PlaceNames | None = None,
) -> Identified:
    """Return what readings say as claims about known and new things.

    ``claims`` are those of the tables; ``decisions`` what people found to be the same or not. The
    order of all of them does not matter. ``world`` knows the names of places.
    """
    if not readings:
        return Identified([], {})
    read = [as_read(each) for each in sorted(readings, key=lambda each: each.source.key)]
    known = Known(claims)
    matching = Matching(known, rulings(decisions), atlas(read, known, world or WorldPlaces()))
    for each in read:
        matching.match(each)
    outcomes = _outcomes(matching, read)
    merged = {iri(ref): iri(outcome.meant) for ref, outcome in outcomes.items()}
    said = list(statements.labels(read, outcomes))
    for each in read:
        above = branches(each, outcomes, known)
        merged |= {iri(branch.read): iri(branch.meant) for branch in above.values()}
        said += _said(each, outcomes, {fact: branch.read for fact, branch in above.items()})
    return Identified(said, merged, tuple(dict.fromkeys(matching.followed)))


def _said(
    read: AsRead, outcomes: Mapping[Ref, Outcome], parents: Mapping[Fact, Ref]
) -> Iterator[Claim]:
    for ref in read.entities:
        if ref in outcomes:
            yield from statements.mentions(read, ref, outcomes[ref])
    yield from statements.facts(read, parents)


def _outcomes(matching: Matching, readings: Iterable[AsRead]) -> dict[Ref, Outcome]:
    """Return what each thing as read came out as; what is new and does nothing is left out."""
    final: dict[Ref, Ref] = {}
    new: dict[Ref, New] = {}
    for read in readings:
        final.update(matching.matched(read))
        busy = {key for fact in read.reading.facts for key in (fact.subject, fact.object)}
        for ref, entity in read.entities.items():
            if ref not in final and entity.key in busy:
                new[ref] = _new(matching, read, ref)
    minted = mint(new.values(), matching.known.things.keys(), final)
    return {ref: _outcome(matching, ref, minted[ref], new.get(ref)) for ref in minted}


def _new(matching: Matching, read: AsRead, ref: Ref) -> New:
    own, names = read.things[ref], matching.atlas.names
    unsure = bool(matching.judged[ref].may_be)
    called, within = "", ""
    if ref.kind == "city" and not unsure and (place := dominant(matching.atlas.places(own))):
        called, within = place.name, names.country_name(place.country)
    elif ref.kind == "country" and len(codes := matching.atlas.codes(own)) == 1:
        called = names.country_name(min(codes))
    apart = frozenset(matching.rulings.apart.get(ref, ()))
    return New(own, source_id(read.reading), unsure, called, within, apart)


def _outcome(matching: Matching, ref: Ref, meant: Ref, new: New | None) -> Outcome:
    judgement = matching.judged[ref]
    if new is None:
        weight = min(_SUREST, judgement.weight)
        return Outcome(meant, False, judgement.reason, weight)
    reasons = [
        f"decided not to be {matching.known.label(other)}"
        for other in sorted(new.apart & matching.known.things.keys())
    ]
    if new.called:
        whence = f" in {new.within}, by GeoNames" if new.within else ", by CLDR"
        reasons.append(new.called + whence)
    sure = _UNSURE if judgement.may_be else _NEW
    reason = "; ".join([*reasons, judgement.reason])
    return Outcome(meant, True, reason, sure, judgement.may_be)
