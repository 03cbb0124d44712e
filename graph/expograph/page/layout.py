"""Places the things of a network: communities in discs of their own, no thing over another.

Positions are found here, before the page is written, so that it opens at rest. Communities are
Louvain's (with a fixed seed); a community that falls apart into smaller ones becomes a disc of
discs. Whatever is tied strongly is put close, the best tied thing of a disc in its middle.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from expograph.communities import communities

SEED = 7
SMALLEST_TO_SPLIT = 24
FEW = 60
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

Point = tuple[float, float]
Square = tuple[int, int]
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
    return [dict(sorted(own.items())) for own in pairs], [radius(degree) for degree in degrees]


def _communities(pairs: Pairs, nodes: list[int]) -> list[list[int]]:
    """Return the communities among ``nodes``, the largest first, loners together at the end."""
    number = {node: place for place, node in enumerate(nodes)}
    inside = [
        {number[other]: weight for other, weight in pairs[node].items() if other in number}
        for node in nodes
    ]
    found = [[nodes[place] for place in group] for group in communities(inside, SEED)]
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
    floor = _Floor(2 * radii[nodes[-1]] + gap, gap)
    placed: list[Disc] = []
    area = 0.0
    for index, node in enumerate(nodes):
        area += (2 * radii[node] + gap) ** 2
        distance = 0.0 if index == 0 else math.sqrt(area / math.pi) * 0.9 - radii[node]
        placed.append(_free_place(floor, radii[node], distance, index * GOLDEN_ANGLE))
        floor.add(placed[-1])
    places = {node: (disc.x, disc.y) for node, disc in zip(nodes, placed, strict=True)}
    return _Cluster(max(math.hypot(d.x, d.y) + d.radius for d in placed) + gap / 2, places)


def _free_place(floor: "_Floor", size: float, distance: float, angle: float) -> Disc:
    """Return the first free place in the direction ``angle``, from ``distance`` outwards."""
    across, down = math.cos(angle), math.sin(angle)
    while not floor.is_free(distance * across, distance * down, size):
        distance += 1.0
    return Disc(distance * across, distance * down, size)


def _packed(clusters: list[_Cluster], ties: dict[tuple[int, int], float], gap: float) -> list[Disc]:
    """Return a place for each cluster: the largest first, each near those it is tied to.

    Of many clusters, those tied to no other lie in a spiral around what is there.
    """
    order = sorted(range(len(clusters)), key=lambda index: (-clusters[index].radius, index))
    square = 2 * sum(cluster.radius for cluster in clusters) / max(len(clusters), 1)
    floor = _Floor(square, gap * 0.99)
    placed: dict[int, Disc] = {}
    tied = {index for index, other in ties if index != other}
    area = 0.0
    for number, index in enumerate(order):
        size = clusters[index].radius
        area += (2 * size + gap) ** 2
        if index not in tied and number > FEW:
            distance = math.sqrt(area / math.pi) * 0.9 - size
            placed[index] = _free_place(floor, size, distance, number * GOLDEN_ANGLE)
        else:
            pulls = [(disc, ties.get((index, other), 0.0)) for other, disc in placed.items()]
            placed[index] = _best_place(size, pulls, gap, floor)
        floor.add(placed[index])
    return [placed[index] for index in range(len(clusters))]


def _best_place(size: float, pulls: list[tuple[Disc, float]], gap: float, floor: "_Floor") -> Disc:
    """Return the free place beside one of the discs from which all pulls are shortest."""
    if not pulls:
        return Disc(0.0, 0.0, size)
    total = sum(pull for _, pull in pulls) or 1.0
    strong = [((disc.x, disc.y), pull / total) for disc, pull in pulls if pull]
    centre = (sum(x * pull for (x, _), pull in strong), sum(y * pull for (_, y), pull in strong))

    def cost(place: Point) -> float:
        pulled = sum([pull * math.dist(place, middle) for middle, pull in strong])
        return round(pulled + 2.0 * math.hypot(*place), 6)

    def least(place: Point) -> float:
        """Return what the cost is at least: all pulls together, as if from their centre."""
        return (math.dist(place, centre) if strong else 0.0) + 2.0 * math.hypot(*place)

    best, chosen = math.inf, (0.0, 0.0)
    around = _around([disc for disc, _ in pulls], size, gap)
    for bound, place in sorted((least(place), place) for place in around):
        if bound > best + 1e-5:
            break
        if floor.is_free(*place, size):
            best, chosen = min((best, chosen), (cost(place), place))
    return Disc(*chosen, size)


def _around(discs: list[Disc], size: float, gap: float) -> Iterable[Point]:
    """Yield places beside each disc, in directions all around it."""
    directions = max(8, min(36, 1800 // len(discs)))
    for disc in discs:
        reach = disc.radius + size + gap
        for step in range(directions):
            angle = 2 * math.pi * step / directions
            yield disc.x + reach * math.cos(angle), disc.y + reach * math.sin(angle)


class _Floor:
    """Where discs lie, in squares, so that only those nearby are looked at for a free place."""

    def __init__(self, square: float, gap: float) -> None:
        self._square, self._gap = square, gap
        self._discs: dict[Square, list[Disc]] = defaultdict(list)

    def add(self, disc: Disc) -> None:
        """Lay a disc onto every square that it may touch with its gap."""
        for square in self._squares(disc.x, disc.y, disc.radius + self._gap):
            self._discs[square].append(disc)

    def is_free(self, x: float, y: float, size: float) -> bool:
        """Return whether a disc of this size would keep the gap to all others."""
        discs, room = self._discs, size + self._gap
        for square in self._squares(x, y, size):
            for disc in discs.get(square, ()):
                reach, across, down = disc.radius + room, x - disc.x, y - disc.y
                if across * across + down * down < reach * reach:
                    return False
        return True

    def _squares(self, x: float, y: float, reach: float) -> list[Square]:
        square = self._square
        rows = range(math.floor((y - reach) / square), math.floor((y + reach) / square) + 1)
        columns = range(math.floor((x - reach) / square), math.floor((x + reach) / square) + 1)
        return [(column, row) for row in rows for column in columns]


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
