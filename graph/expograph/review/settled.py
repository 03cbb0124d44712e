"""Tells what people have decided already, so that nobody is asked twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from expograph.identifiers import term_name
from expograph.resolve.decided import address, order
from expograph.review.sides import written
from expograph.vocabulary import BASE, SYMMETRIC

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from expograph.claims import Decision

SAMENESS = ("same", "not the same", "unsure")
VERDICTS = ("reject", "confirm", "correct")


class Settled:
    """Knows which pairs of things and which statements have been decided about."""

    def __init__(self, decisions: Iterable[Decision], *, again: bool = False) -> None:
        """``again``: what somebody was unsure of counts as open."""
        latest: dict[frozenset[str], str] = {}
        self._verdicts: defaultdict[str, list[Decision]] = defaultdict(list)
        self._kept: dict[str, str] = {}
        for decision in sorted(decisions, key=_order):
            if decision.kind in SAMENESS:
                pair = frozenset({address(decision.subject), address(decision.object)})
                latest[pair] = decision.kind
            elif decision.kind in VERDICTS:
                self._verdicts[address(decision.subject)].append(decision)
        for pair, kind in latest.items():
            one, *others = sorted(map(self._root, pair))
            if kind == "same" and others:
                self._kept[others[0]] = one
        self._pairs = {
            frozenset(map(self._root, pair))
            for pair, kind in latest.items()
            if not (again and kind == "unsure")
        }

    def _root(self, name: str) -> str:
        while name in self._kept:
            name = self._kept[name]
        return name

    @property
    def names_of_things_read(self) -> bool:
        """Tell whether any decision is about a name as it was read."""
        return any("@" in name for pair in self._pairs for name in pair)

    def pair(self, one: str, other: str) -> bool:
        """Tell whether it has been decided if these two are the same; both as decisions name them.

        What was decided of a thing holds for whatever is the same.
        """
        return frozenset(self._root(address(each)) for each in (one, other)) in self._pairs

    def verdicts(
        self,
        subjects: Collection[str],
        predicate: str,
        things: Collection[str],
        source: str,
        claims: Iterable[str],
    ) -> set[str]:
        """Return the kinds of what has been decided about a statement of one thing read.

        ``subjects`` and ``things`` are the IRIs by which its ends may be named, or the text of a
        value; ``claims`` the IRIs of its claims.
        """
        found = {each.kind for claim in claims for each in self._verdicts.get(claim, [])}
        ways = [(subjects, things)]
        if term_name(predicate) in SYMMETRIC:
            ways.append((things, subjects))
        return found | {
            decision.kind
            for starts, ends in ways
            for start in starts
            for decision in self._verdicts.get(start, [])
            if _is_about(decision, predicate, ends, source)
        }


def _order(decision: Decision) -> tuple[str, str, int]:
    """Return what sorts decisions; one that was just made is the last of its day."""
    return order(decision) if decision.place else (decision.when, "\uffff", 0)


def _is_about(decision: Decision, predicate: str, things: Collection[str], source: str) -> bool:
    """Tell whether a decision about the subject of a statement is about the statement."""
    value = "" if decision.kind == "correct" else decision.value
    return (
        decision.predicate in ("", term_name(predicate))
        and decision.source.removeprefix(f"{BASE}source/") in ("", source)
        and all(
            any(_names(each, thing) for thing in things)
            for each in (decision.object, value)
            if each
        )
    )


def _names(said: str, thing: str) -> bool:
    return said == thing or address(said) == thing or said.removeprefix(":") == written(thing)
