"""Finds the organisations that bridge otherwise separate communities, and says why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from expograph.answers import Answer, Literal, NamedNode
from expograph.identifiers import kind_of
from expograph.ways import numbered, ways

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from expograph.answers import Bound

_WORK = 500_000
"""How many ties the search for shortest ways may look at: on a large network it sets out from some
nodes only, and the share of ways is an estimate."""
_SMALLEST = 3
"""How many agents make a community."""


@dataclass(slots=True)
class _Communities:
    """A network by numbers: names, neighbours, and the communities that were found in it."""

    names: list[str]
    near: list[set[int]]
    is_agent: list[bool]
    of: list[int]
    agents: list[int]
    between: dict[tuple[int, int], set[int]]
    ways: Mapping[int, float]


def bridges(answer: Answer, bound: Bound) -> Answer:
    """Return the organisations that tie communities to each other, the busiest bridge first.

    A row names a neighbour on each side, and says in words what the organisation ties together,
    who else does, and how many would be cut off without it.
    """
    pairs = {(row["thing"], row["agent"]) for row in answer.texts()}
    known = _communities(
        {pair for pair in pairs if not {kind_of(each) for each in pair} & {"country", "series"}}
    )
    found = []
    for at, name in enumerate(known.names):
        if kind_of(name) == "organisation" and (bridge := _bridge(at, known)):
            found.append((-round(1000 * known.ways[at]), -bridge.communities, name, bridge))
    columns = ("organisation", "one_side", "other_side", "communities", "ways", "because")
    return Answer(
        columns,
        [
            (
                NamedNode(name), NamedNode(known.names[bridge.one]),
                NamedNode(known.names[bridge.other]), Literal(bridge.communities),
                Literal(-ways), Literal(bridge.because),
            )
            for ways, _, name, bridge in sorted(found)
        ],
    )  # fmt: skip


def _communities(pairs: Collection[tuple[str, str]]) -> _Communities:
    """Find the communities of a network, and the share of shortest ways that lead over each."""
    import networkx

    names = sorted({each for pair in pairs for each in pair})
    number = {name: at for at, name in enumerate(names)}
    ties = sorted({(number[min(pair)], number[max(pair)]) for pair in pairs})
    near: list[set[int]] = [set() for _ in names]
    for one, other in ties:
        near[one].add(other)
        near[other].add(one)
    network = numbered(len(names), ties)
    is_agent = [kind_of(name) not in ("event", "award") for name in names]
    of, agents = [0] * len(names), []
    found = networkx.community.louvain_communities(network, seed=1) if ties else []
    for place, members in enumerate(sorted(found, key=min)):
        agents.append(sum(is_agent[each] for each in members))
        for each in members:
            of[each] = place
    between: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for at, met in enumerate(near):
        if is_agent[at]:
            for pair in combinations(sorted({of[each] for each in met}), 2):
                between[pair].add(at)
    return _Communities(names, near, is_agent, of, agents, between, ways(network, _WORK))


class _Bridge(NamedTuple):
    """A neighbour on either side of an organisation, how many communities it touches, and why."""

    one: int
    other: int
    communities: int
    because: str


def _bridge(at: int, known: _Communities) -> _Bridge | None:
    """Return the most telling bridge that an organisation makes: large sides, few others."""
    ends: dict[int, int] = {}
    for each in sorted(known.near[at], key=lambda n: (known.is_agent[n], -len(known.near[n]), n)):
        ends.setdefault(known.of[each], each)
    touched = [place for place in sorted(ends) if known.agents[place] >= _SMALLEST]
    if len(touched) < 2:
        return None

    def telling(pair: tuple[int, int]) -> float:
        return min(known.agents[place] for place in pair) / len(known.between[pair])

    pair = max(combinations(touched, 2), key=telling)
    others = sum(_ties_both(each, pair, known, but=at) for each in known.between[pair] - {at})
    one, other = sorted(pair, key=lambda place: -known.agents[place])
    same = "so does one other" if others == 1 else f"so do {others} others"
    because = (
        f"ties {known.agents[one]} agents around the one to {known.agents[other]} around the "
        f"other; {same if others else 'nobody else does'}"
    )
    if cut := _cut_off(at, known):
        because += f"; without it {cut} would be cut off from the rest"
    return _Bridge(ends[one], ends[other], len(touched), because)


def _ties_both(at: int, pair: tuple[int, int], known: _Communities, but: int) -> bool:
    """Tell whether a node has ties to two communities, but for its tie to the one asked about."""
    return {known.of[each] for each in known.near[at] - {but}}.issuperset(pair)


def _cut_off(at: int, known: _Communities) -> int:
    """Count the agents who would lose touch with the greatest part if this node were gone."""
    seen, sizes = {at}, [0]
    for start in sorted(known.near[at]):
        left, size = [start] if start not in seen else [], 0
        seen.add(start)
        while left:
            each = left.pop()
            size += known.is_agent[each]
            met = known.near[each] - seen
            seen |= met
            left.extend(met)
        sizes.append(size)
    return sum(sizes) - max(sizes)
