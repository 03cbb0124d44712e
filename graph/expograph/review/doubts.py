"""Finds what the machine is unsure of, from the graph; what most hangs on comes first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from expograph import resources
from expograph.answers import text
from expograph.questions.library import bind
from expograph.review.pairs import possible_duplicates, weak_matches
from expograph.review.settled import Settled
from expograph.review.sides import KINDS, PAIRS, Doubt, node
from expograph.review.statements import contested_values, weak_claims

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from expograph.answers import Rows
    from expograph.claims import Decision

_FINDERS = dict(
    zip(KINDS, (possible_duplicates, weak_matches, contested_values, weak_claims), strict=True)
)


def doubts(
    rows: Rows,
    decisions: Iterable[Decision] = (),
    kinds: Collection[str] = KINDS,
    *,
    again: bool = False,
) -> list[Doubt]:
    """Return what is in doubt and was not decided, in order of effect.

    The effect is how many statements of the graph would move or vanish. ``again`` asks once more
    what somebody was unsure of. While it is open what a name means, it is not asked for what else
    the thing that was made of it may be.
    """
    settled = Settled(decisions, again=again)
    wanted = {kind for kind in KINDS if kind in kinds}
    needed = wanted | {"matches"} if "duplicates" in wanted else wanted
    found = {kind: list(_FINDERS[kind](rows, settled)) for kind in needed}
    read = {text(each.sides[-1].term) for each in found.get("matches", [])}
    every = [
        each
        for kind in wanted
        for each in found[kind]
        if kind != PAIRS[0] or not each.things & read
    ]
    return sorted(_sized(every, rows), key=lambda each: each.order)


def _sized(every: Sequence[Doubt], rows: Rows) -> Iterator[Doubt]:
    """Yield doubts with how many statements the graph holds of the thing that each is about."""
    things = [node(thing) for thing in sorted({each.thing for each in every})]
    if things:
        answer = rows(bind(resources.query("internal/weights"), {"thing": things}))
        sizes = {row["thing"]: int(row["number"]) for row in answer.texts()}
        yield from (replace(each, size=sizes.get(each.thing, 0)) for each in every)
