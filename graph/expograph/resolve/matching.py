"""Matches what readings name with what is known: kind after kind, again with what was settled.

Each reading is matched by itself, so that the order in which they were added does not matter.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from expograph.claims import Decision, Ref
from expograph.identifiers import claim_iri, thing
from expograph.names import plain
from expograph.resolve import statements
from expograph.resolve.as_read import AsRead
from expograph.resolve.atlas import Atlas
from expograph.resolve.judge import Judgement, judge
from expograph.resolve.known import Known, Thing
from expograph.resolve.mint import ONLY_ONCE, ORDER
from expograph.resolve.propose import Seen
from expograph.resolve.rulings import Rulings, rejection
from expograph.resolve.statements import Outcome

_ROUNDS = 3
"""How often what was left open is looked at again, with what was settled since."""


@dataclass(slots=True)
class Matching:
    """What is known and what people ruled, and what has come of each thing as read so far."""

    known: Known
    rulings: Rulings
    atlas: Atlas
    judged: dict[Ref, Judgement] = field(default_factory=dict)
    followed: list[Decision] = field(default_factory=list)

    def match(self, read: AsRead) -> None:
        """Judge all things of a reading, those that are left open again."""
        self._settle(read)
        for _ in range(_ROUNDS):
            before = self.matched(read)
            for kind in ORDER:
                self._judge(read, kind)
            if self.matched(read) == before:
                return

    def matched(self, read: AsRead) -> dict[Ref, Ref]:
        """Return the known things that things of a reading were found to be."""
        return {
            ref: match
            for ref in read.entities
            if ref in self.judged and (match := self.judged[ref].match)
        }

    def _settle(self, read: AsRead) -> None:
        """Let stand what the user or a person's decision says."""
        for ref, entity in read.entities.items():
            if entity.known:
                self.judged[ref] = Judgement(thing_of(entity.known), "named so by the user", 1.0)
            elif ref in self.rulings.same and self.rulings.same[ref][0] in self.known.things:
                meant, reason = self.rulings.same[ref]
                self.judged[ref] = Judgement(meant, reason, 1.0)

    def _judge(self, read: AsRead, kind: str) -> None:
        """Judge the things of one kind that are still open, and settle what is sure."""
        matched = self.matched(read)
        beside = frozenset(matched.values())
        found: dict[Ref, Judgement] = {}
        for ref in read.entities:
            if ref.kind == kind and ref not in matched and self._is_open(ref):
                seen = self._seen(read.things[ref], matched, beside)
                found[ref] = judge(seen, self.known, self.rulings.apart.get(ref, ()))
        if kind in ONLY_ONCE:
            found = _only_once(found, beside, self.known)
        for ref, judgement in found.items():
            self.judged[ref] = self._unless_rejected(read, ref, judgement)

    def _is_open(self, ref: Ref) -> bool:
        """Tell whether it was not judged yet, or had candidates that more context may decide on."""
        return ref not in self.judged or self.judged[ref].weight > 0

    def _seen(self, own: Thing, matched: Mapping[Ref, Ref], beside: frozenset[Ref]) -> Seen:
        ties: defaultdict[str, set[Ref]] = defaultdict(set)
        for predicate, others in own.ties.items():
            ties[predicate] = {matched.get(other, other) for other in others}
        settled = Thing(own.ref, own.names, ties, own.values)
        seen = Seen(settled, tuple(self.known.forms(settled)), beside)
        match own.ref.kind:
            case "city":
                return replace(seen, places=self.atlas.places(own))
            case "country" if not self.known.called("country", plain(own.label)):
                return replace(seen, codes=self.atlas.codes(own))
            case "organisation":
                return replace(seen, offices=self.atlas.offices(own))
        return seen

    def _unless_rejected(self, read: AsRead, ref: Ref, judgement: Judgement) -> Judgement:
        """A match of which a person rejected the mention is none."""
        if judgement.match is None or not self.rulings.rejected:
            return judgement
        trial = Outcome(judgement.match, False, judgement.reason, 1.0)
        mentions = [claim_iri(claim) for claim in statements.mentions(read, ref, trial)]
        source = read.reading.source.key
        decision = rejection(self.rulings, ref, judgement.match, source, mentions)
        if decision is None:
            return judgement
        self.followed.append(decision)
        meant = self.known.label(judgement.match)
        return Judgement(None, f"{decision.who} decided on {decision.when} that it is not {meant}")


def thing_of(named: str) -> Ref:
    """Return the thing that a user names by its kind and key or by its IRI.

    >>> thing_of("event/scewc-2019")
    Ref(kind='event', key='scewc-2019')
    """
    if "://" in named:
        return thing(named)
    kind, _, key = named.partition("/")
    return Ref(kind, key)


def _only_once(
    found: Mapping[Ref, Judgement], settled: Collection[Ref], known: Known
) -> dict[Ref, Judgement]:
    """Let of several in one reading that were taken for one thing the likeliest be it alone."""
    rivals: defaultdict[Ref, list[float]] = defaultdict(list)
    for judgement in found.values():
        if judgement.match:
            rivals[judgement.match].append(judgement.weight)

    def stands(judgement: Judgement) -> bool:
        if judgement.match is None:
            return True
        weights = rivals[judgement.match]
        best = judgement.weight == max(weights) and weights.count(judgement.weight) == 1
        return best and judgement.match not in settled

    return {
        ref: judgement if stands(judgement) else _second(judgement, known)
        for ref, judgement in found.items()
    }


def _second(judgement: Judgement, known: Known) -> Judgement:
    may_be: Iterable[Ref] = filter(None, [judgement.match])
    label = known.label(judgement.match) if judgement.match else ""
    reason = f"may be {label}, but the text has another that fits as well or better"
    return Judgement(None, f"{reason}: {judgement.reason}", judgement.weight, tuple(may_be))
