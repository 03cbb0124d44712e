"""Chooses what of a network is wanted: what is near a thing, belongs to another, is of a time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from expograph.network.ties import WHERE_AND_WHAT, Thing, Tie, Ties

Count = Callable[[Tie], int]
_PASSED_BY = ("Country", "Theme")
"""No way leads on through these, since nearly everything is tied to one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the network is wanted; what is left empty does not restrict.

    ``of`` and ``hops``: whatever is at most so many ties away from a thing; ``event``, ``series``,
    ``theme``, ``city``: what belongs to it, and whatever is tied to that; ``relations``: ties of
    these kinds; ``sources``: ties that rest on at least so many independent sources.
    """

    of: str = ""
    hops: int = 2
    event: str = ""
    series: str = ""
    theme: str = ""
    city: str = ""
    relations: frozenset[str] = field(default_factory=frozenset)
    sources: int = 0


def choose(ties: Ties, choice: Choice, sources: Count | None = None) -> Ties:
    """Return the things that were chosen and all ties between them; things without a tie go.

    ``sources`` counts the sources of a tie; it is asked only where ``choice.sources`` restricts.
    """
    wanted = [t for t in ties.ties if not choice.relations or t.relation in choice.relations]
    if choice.sources > 1 and sources is not None:
        wanted = [tie for tie in wanted if sources(tie) >= choice.sources]
    kept: set[str] | None = None
    for chosen in _circles(ties, wanted, choice):
        kept = chosen if kept is None else kept & chosen
    inside = [tie for tie in wanted if kept is None or (tie.start in kept and tie.end in kept)]
    return only(ties, inside)


def only(ties: Ties, wanted: Iterable[Tie]) -> Ties:
    """Return some of the ties, with their things and those through which they lead."""
    kept = tuple(wanted)
    named = {part for tie in kept for part in (tie.start, tie.end, *tie.through)}
    return Ties({iri: ties.things[iri] for iri in sorted(named)}, kept, ties.known)


def _circles(ties: Ties, wanted: Sequence[Tie], choice: Choice) -> Iterator[set[str]]:
    """Yield for each part of a choice the things that it leaves."""
    things = ties.things.values()
    if choice.of:
        yield _around({choice.of}, wanted, ties.things, choice.hops)
    if choice.event:
        belonging = {t.iri for t in things if choice.event in t.shown}
        stands = {t.start for t in wanted if t.end == choice.event and t.relation == "subEventOf"}
        yield _around({choice.event} | belonging | stands, wanted, ties.things, 1)
    if choice.series:
        editions = {t.iri for t in things if choice.series in t.series}
        yield _around({choice.series} | editions, wanted, ties.things, 1)
    if choice.theme:
        on_it = {t.iri for t in things if choice.theme in t.themes}
        yield _around({choice.theme} | on_it, wanted, ties.things, 1)
    if choice.city:
        there = {t.iri for t in things if choice.city in t.places}
        yield _around({choice.city} | there, wanted, ties.things, 1)


def _around(
    centre: set[str], ties: Iterable[Tie], things: Mapping[str, Thing], hops: int
) -> set[str]:
    """Return what is at most ``hops`` ties away from any thing of the centre.

    Where something is and what it is about is reached, but no way leads on from there.
    """
    near, back = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for tie in ties:
        near[tie.start].add(tie.end)
        (back if tie.relation in WHERE_AND_WHAT else near)[tie.end].add(tie.start)
    reached, edge = set(centre), set(centre)
    for hop in range(hops):
        ways = [near, back] if hop == 0 else [near]
        edge = {other for way in ways for thing in edge for other in way[thing]} - reached
        reached |= edge
        edge = {thing for thing in edge if things[thing].kind not in _PASSED_BY}
    return reached


@dataclass(frozen=True, slots=True)
class Chains:
    """The ties of the shortest chains, how many there are, and whether some were left out."""

    ties: Ties
    number: int
    longer: bool


def between(ties: Ties, one: str, other: str, most: int = 20) -> Chains:
    """Return the shortest chains of ties between two things, at most so many of them.

    No chain leads through a country or theme, nor through the city of an event or another thing's
    whereabouts, unless it ends there. Of many, those through things with few other ties are
    kept: they tell more. Without a chain, ``ties`` has no ties.
    """
    from itertools import islice, pairwise

    import networkx

    ends = {one, other}
    graph = networkx.Graph()
    graph.add_nodes_from(sorted(ends))
    for tie in ties.ties:
        places = {tie.start, tie.end} - ends if tie.relation not in WHERE_AND_WHAT else {tie.end}
        passed_by = any(ties.things[place].kind in _PASSED_BY for place in places - ends)
        if not passed_by and (tie.relation not in WHERE_AND_WHAT or tie.end in ends):
            graph.add_edge(tie.start, tie.end)
    if one == other or not networkx.has_path(graph, one, other):
        return Chains(only(ties, ()), 0, False)
    found = list(islice(networkx.all_shortest_paths(graph, one, other), 50 * most))
    found.sort(key=lambda path: (sum(graph.degree(each) for each in path[1:-1]), path))
    steps = {frozenset(step) for path in found[:most] for step in pairwise(path)}
    kept = [tie for tie in ties.ties if frozenset((tie.start, tie.end)) in steps]
    return Chains(only(ties, kept), min(len(found), most), len(found) > most)
