"""Places the things of a network: communities in discs of their own, no thing over another.

Positions are found here, before the page is written, so that it opens at rest. Communities are
Louvain's (networkx, fixed seed); a community that falls apart into smaller ones becomes a disc of
discs. Whatever is tied strongly is put close, the best tied thing of a disc in its middle.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

SEED = 7
SMALLEST_TO_SPLIT = 24
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

Point = tuple[float, float]
Pairs = list[dict[int, int]]
"""For the number of each thing the numbers of those it is tied to, and how often."""


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle of the picture."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is: a disc for every thing, its community's number, the communities."""

    things: dict[str, Disc]
    community: dict[str, int]
    communities: list[Disc]


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Things placed around (0, 0), and the radius of the circle that holds them."""

    radius: float
    places: dict[int, Point]


def radius(ties: int) -> float:
    """Return how large a thing with so many ties is drawn.

    >>> radius(1) < radius(100) < 15
    True
    """
    return 2.5 + 1.1 * math.sqrt(ties)


def _gap(things: int) -> float:
    """Return the room between two of so many things: the fewer they are, the more."""
    return max(3.2, 250 / math.sqrt(max(things, 1)) - 6)


def lay_out(graph: nx.MultiDiGraph) -> Layout:
    """Return a place for every thing of ``graph``.

    The same things and ties give the same places, in whichever order they were added.
    """
    names = sorted(graph)
    pairs, radii = _pairs(graph, names)
    groups = _communities(pairs, list(range(len(names))))
    gap = _gap(len(names))
    clusters = [_arranged(pairs, group, radii, gap) for group in groups]
    discs = _packed(clusters, _ties_between(pairs, groups), 2 * gap)
    things, community = {}, {}
    for number, (cluster, disc) in enumerate(zip(clusters, discs, strict=True)):
        for node, (x, y) in cluster.places.items():
            place = Disc(round(x + disc.x, 1), round(y + disc.y, 1), round(radii[node], 2))
            things[names[node]], community[names[node]] = place, number
    return Layout(things, community, [_rounded(disc) for disc in discs])


def _rounded(disc: Disc) -> Disc:
    return Disc(round(disc.x, 1), round(disc.y, 1), round(disc.radius, 1))


def _pairs(graph: nx.MultiDiGraph, names: list[str]) -> tuple[Pairs, list[float]]:
    """Return who is tied to whom and how often, by the numbers of ``names``, and their radii."""
    number = {name: index for index, name in enumerate(names)}
    pairs: Pairs = [{} for _ in names]
    degrees = [0] * len(names)
    for source, targets in graph.adjacency():
        one = number[source]
        for target, ties in targets.items():
            other, count = number[target], len(ties)
            degrees[one] += count
            degrees[other] += count
            if one != other:
                pairs[one][other] = pairs[other][one] = pairs[one].get(other, 0) + count
    return pairs, [radius(degree) for degree in degrees]


def _communities(pairs: Pairs, nodes: list[int]) -> list[list[int]]:
    """Return the communities among ``nodes``, the largest first, loners together at the end."""
    ordered, inside = nx.Graph(), set(nodes)
    ordered.add_nodes_from(sorted(nodes))
    ordered.add_weighted_edges_from(
        (one, other, pairs[one][other])
        for one in sorted(nodes)
        for other in sorted(pairs[one])
        if one < other and other in inside
    )
    found = nx.community.louvain_communities(ordered, weight="weight", seed=SEED)
    groups = sorted((sorted(group) for group in found), key=lambda g: (-len(g), g))
    loners = [group[0] for group in groups if len(group) == 1]
    return [group for group in groups if len(group) > 1] + ([loners] if loners else [])


def _arranged(pairs: Pairs, group: list[int], radii: list[float], gap: float) -> _Cluster:
    """Return one community as a disc: of discs, where it falls apart, or of things."""
    parts = _communities(pairs, group) if len(group) >= SMALLEST_TO_SPLIT else [group]
    clusters = [_sunflower(part, radii, gap) for part in parts]
    discs = _packed(clusters, _ties_between(pairs, parts), gap * 0.5)
    middle = _enclosing(discs)
    places = {
        node: (x + disc.x - middle.x, y + disc.y - middle.y)
        for cluster, disc in zip(clusters, discs, strict=True)
        for node, (x, y) in cluster.places.items()
    }
    return _Cluster(middle.radius, places)


def _sunflower(group: list[int], radii: list[float], gap: float) -> _Cluster:
    """Return things in a spiral as in a sunflower, the largest in the middle, none touching."""
    nodes = sorted(group, key=lambda node: (-radii[node], node))
    placed: list[Disc] = []
    area = 0.0
    for index, node in enumerate(nodes):
        area += (2 * radii[node] + gap) ** 2
        distance = 0.0 if index == 0 else math.sqrt(area / math.pi) * 0.9 - radii[node]
        placed.append(_free_place(placed, radii[node], distance, index * GOLDEN_ANGLE, gap))
    places = {node: (disc.x, disc.y) for node, disc in zip(nodes, placed, strict=True)}
    return _Cluster(max(math.hypot(d.x, d.y) + d.radius for d in placed) + gap / 2, places)


def _free_place(placed: list[Disc], size: float, distance: float, angle: float, gap: float) -> Disc:
    """Return the first free place in the direction ``angle``, from ``distance`` outwards."""
    while True:
        disc = Disc(distance * math.cos(angle), distance * math.sin(angle), size)
        if not _touches(disc, placed, gap):
            return disc
        distance += 1.0


def _packed(clusters: list[_Cluster], ties: dict[tuple[int, int], float], gap: float) -> list[Disc]:
    """Return a place for each cluster: the largest first, each near those it is tied to."""
    order = sorted(range(len(clusters)), key=lambda index: (-clusters[index].radius, index))
    placed: dict[int, Disc] = {}
    for index in order:
        pulls = [(disc, ties.get((index, other), 0.0)) for other, disc in placed.items()]
        placed[index] = _best_place(clusters[index].radius, pulls, gap)
    return [placed[index] for index in range(len(clusters))]


def _best_place(size: float, pulls: list[tuple[Disc, float]], gap: float) -> Disc:
    """Return the free place beside one of the discs from which all pulls are shortest."""
    if not pulls:
        return Disc(0.0, 0.0, size)
    discs = [disc for disc, _ in pulls]
    strong = [(disc, pull) for disc, pull in pulls if pull]
    total = sum(pull for _, pull in strong) or 1.0

    def cost(point: Point) -> float:
        pulled = sum(pull * math.dist(point, (d.x, d.y)) for d, pull in strong) / total
        return round(pulled + 2.0 * math.hypot(*point), 6)

    candidates = sorted((cost(point), point) for point in _around(discs, size, gap))
    places = (Disc(x, y, size) for _, (x, y) in candidates)
    return next(place for place in places if not _touches(place, discs, gap * 0.99))


def _around(discs: list[Disc], size: float, gap: float) -> Iterable[Point]:
    """Yield places beside each disc, in directions all around it."""
    directions = max(8, min(36, 1800 // len(discs)))
    for disc in discs:
        reach = disc.radius + size + gap
        for step in range(directions):
            angle = 2 * math.pi * step / directions
            yield disc.x + reach * math.cos(angle), disc.y + reach * math.sin(angle)


def _touches(disc: Disc, others: Iterable[Disc], gap: float) -> bool:
    for other in others:
        reach = disc.radius + other.radius + gap
        across, down = disc.x - other.x, disc.y - other.y
        if across * across + down * down < reach * reach:
            return True
    return False


def _enclosing(discs: list[Disc]) -> Disc:
    """Return a small circle around all ``discs``: its middle steps towards whatever is farthest."""
    x = sum(disc.x for disc in discs) / len(discs)
    y = sum(disc.y for disc in discs) / len(discs)
    for step in range(1, 60):
        far = max(discs, key=lambda disc: math.dist((x, y), (disc.x, disc.y)) + disc.radius)
        x, y = x + (far.x - x) / (step + 1), y + (far.y - y) / (step + 1)
    return Disc(x, y, max(math.dist((x, y), (d.x, d.y)) + d.radius for d in discs))


def _ties_between(pairs: Pairs, groups: list[list[int]]) -> dict[tuple[int, int], float]:
    """Return the weight of the ties between each two of ``groups``, both ways round."""
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for node, group in group_of.items():
        for other, weight in pairs[node].items():
            if other in group_of:
                weights[group, group_of[other]] += weight
    return weights
