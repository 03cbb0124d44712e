"""Counts the shortest ways in a network of numbered nodes: which share of them leads over each.

The same ties give the same answer, in whichever order they come. This is Brandes' algorithm, as
networkx has it, on lists in place of dictionaries, which takes half as long.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx


def numbered(size: int, ties: Iterable[tuple[int, int]]) -> networkx.Graph:
    """Return the undirected network of ``size`` nodes, 0 first, that simple ties make."""
    import networkx

    network = networkx.Graph()
    network.add_nodes_from(range(size))
    network.add_edges_from(sorted({(min(tie), max(tie)) for tie in ties if tie[0] != tie[1]}))
    return network


def ways(network: networkx.Graph, work: int, least: int = 50) -> Mapping[int, float]:
    """Return which share of the shortest ways between others leads over each node.

    On a network on which that would take more than ``work`` looks at a tie, it sets out from some
    nodes only, at least ``least``, and the share is an estimate.
    """
    size, ties = len(network), network.number_of_edges()
    number = min(size, max(least, work // ties)) if ties else 0
    if size < 3 or number < 2:
        return dict.fromkeys(network, 0.0)
    near = [list(network[node]) for node in range(size)]
    starts = Random(1).sample(range(size), number) if number < size else range(size)
    shares = [0.0] * size
    for start in starts:
        _add_ways_from(start, near, shares)
    own = set(starts)  # a way that sets out from a node does not lead over it
    return {
        node: share / ((number - (node in own)) * (size - 2)) for node, share in enumerate(shares)
    }


def _add_ways_from(start: int, near: Sequence[Sequence[int]], shares: list[float]) -> None:
    """Add to each node's share that of the shortest ways from one node which leads over it."""
    distance, count = [-1] * len(near), [0] * len(near)
    distance[start], count[start] = 0, 1
    order = [start]
    for node in order:
        further, ways_here = distance[node] + 1, count[node]
        for other in near[node]:
            known = distance[other]
            if known < 0:
                distance[other], count[other] = further, ways_here
                order.append(other)
            elif known == further:
                count[other] += ways_here
    over = [0.0] * len(near)
    for node in reversed(order[1:]):
        nearer, part = distance[node] - 1, (1 + over[node]) / count[node]
        for other in near[node]:
            if distance[other] == nearer:
                over[other] += count[other] * part
        shares[node] += over[node]
