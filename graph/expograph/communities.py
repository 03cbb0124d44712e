"""Finds communities: groups of things that are tied among one another more than by chance.

The method is Louvain's (Blondel and others, 2008): every thing moves to the community of its
neighbours in which modularity gains the most, until none wants to move; then communities are taken
for things, and so on. Of the things of one level only those are asked again whose neighbours have
moved, which makes it several times as fast as networkx's, to the same modularity.
"""

import random
from collections import deque
from collections.abc import Mapping, Sequence

LEAST_GAIN = 1e-9

Neighbours = Sequence[Mapping[int, float]]
"""For the number of each thing the numbers of those it is tied to, and how strongly."""


def communities(neighbours: Neighbours, seed: int) -> list[list[int]]:
    """Return the communities of things that are tied both ways round, none to itself.

    >>> communities([{1: 2}, {0: 2}, {3: 1}, {2: 1}, {}], seed=1)
    [[0, 1], [2, 3], [4]]
    """
    members = [[thing] for thing in range(len(neighbours))]
    degrees = [float(sum(own.values())) for own in neighbours]
    chance = random.Random(seed)
    while True:
        homes = _settled(neighbours, degrees, chance)
        found = len(set(homes))
        if found == len(members):
            return members
        number = {home: place for place, home in enumerate(dict.fromkeys(homes))}
        homes = [number[home] for home in homes]
        neighbours = _merged(neighbours, homes, found)
        members = _gathered(members, homes, found)
        sums = [0.0] * found
        for home, degree in zip(homes, degrees, strict=True):
            sums[home] += degree
        degrees = sums


def _settled(neighbours: Neighbours, degrees: list[float], chance: random.Random) -> list[int]:
    """Return for each thing the community in which it wants to be, once all others have moved."""
    homes, sums = list(range(len(degrees))), degrees.copy()
    whole = sum(degrees) or 1.0
    order = list(homes)
    chance.shuffle(order)
    asked, waiting = deque(order), [True] * len(order)
    while asked:
        thing = asked.popleft()
        waiting[thing] = False
        here, degree = homes[thing], degrees[thing]
        links = {here: 0.0}
        for other, weight in neighbours[thing].items():
            home = homes[other]
            links[home] = links.get(home, 0.0) + weight
        sums[here] -= degree
        share = degree / whole
        best, most = here, links[here] - sums[here] * share + LEAST_GAIN
        for home, weight in links.items():
            gain = weight - sums[home] * share
            if gain > most:
                best, most = home, gain
        sums[best] += degree
        if best != here:
            homes[thing] = best
            for other in neighbours[thing]:
                if not waiting[other] and homes[other] != best:
                    waiting[other] = True
                    asked.append(other)
    return homes


def _merged(neighbours: Neighbours, homes: list[int], count: int) -> Neighbours:
    """Return the ties between communities: the sum of those between their things."""
    merged: list[dict[int, float]] = [{} for _ in range(count)]
    for thing, own in enumerate(neighbours):
        home = homes[thing]
        ties = merged[home]
        for other, weight in own.items():
            there = homes[other]
            if there != home:
                ties[there] = ties.get(there, 0.0) + weight
    return merged


def _gathered(members: list[list[int]], homes: list[int], count: int) -> list[list[int]]:
    gathered: list[list[int]] = [[] for _ in range(count)]
    for home, group in zip(homes, members, strict=True):
        gathered[home] += group
    return gathered
