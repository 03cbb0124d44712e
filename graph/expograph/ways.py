"""Counts the shortest ways in a network of numbered nodes: which share of them leads over each.

networkx does the work; the same ties give the same answer, in whichever order they come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    import networkx

    ties = network.number_of_edges()
    if not ties:
        return dict.fromkeys(network, 0.0)
    starts = min(len(network), max(least, work // ties))
    shares: Mapping[int, float] = networkx.betweenness_centrality(network, k=starts, seed=1)
    return shares
