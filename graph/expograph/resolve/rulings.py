"""Reads from people's decisions which things read are a known thing, and which are not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from expograph.claims import Decision, Ref
from expograph.identifiers import iri, thing
from expograph.resolve.decided import address, order

_PAIRS = ("same", "not the same", "unsure")
READ_AT = "@"
"""What stands between the name of a thing as read and where it was read."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people decided: which thing is meant, which are not, which mentions are wrong.

    ``same`` leads from a thing as read to the known thing that it is, with who said so;
    ``apart`` to the things that it is not; ``rejected`` from the IRI of a mention, or from a thing
    and where it was read, to the decision.
    """

    same: dict[Ref, tuple[Ref, str]] = field(default_factory=dict)
    apart: defaultdict[Ref, set[Ref]] = field(default_factory=lambda: defaultdict(set))
    rejected: dict[tuple[str, str], Decision] = field(default_factory=dict)


def rulings(decisions: Iterable[Decision]) -> Rulings:
    """Return what decisions say of things as read; the later of two stands."""
    found = Rulings()
    latest: dict[frozenset[Ref], Decision] = {}
    for decision in sorted(decisions, key=order):
        if decision.kind in _PAIRS:
            pair = frozenset(thing(address(each)) for each in (decision.subject, decision.object))
            if len(pair) == 2:
                latest[pair] = decision
        elif decision.kind in ("reject", "confirm"):
            _rule_on_mention(decision, found)
    for (one, other), decision in latest.items():
        _rule_on_pair(one, other, decision, found)
    return found


def _rule_on_pair(one: Ref, other: Ref, decision: Decision, found: Rulings) -> None:
    if decision.kind != "same":
        found.apart[one].add(other)
        found.apart[other].add(one)
        return
    for read, known in ((one, other), (other, one)):
        if READ_AT in read.key and READ_AT not in known.key and read.kind == known.kind:
            found.same[read] = (known, f"{decision.who} decided so on {decision.when}")


def _rule_on_mention(decision: Decision, found: Rulings) -> None:
    """A rejected mention is named by its IRI, or by its thing and where that was read."""
    named = address(decision.subject)
    key = (named, "")
    if "/claim/" not in named:
        if decision.predicate != "rdf:type" or not decision.source:
            return
        key = (named, thing(decision.source).key if "://" in decision.source else decision.source)
    if decision.kind == "reject":
        found.rejected[key] = decision
    else:
        found.rejected.pop(key, None)


def rejection(
    found: Rulings, read: Ref, meant: Ref, source: str, mentions: Iterable[str]
) -> Decision | None:
    """Return the decision that a mention does not mean this thing, if there is one."""
    keys = [(iri(each), source) for each in (meant, read)] + [(each, "") for each in mentions]
    return next((found.rejected[key] for key in keys if key in found.rejected), None)
