"""Measures which things of a network are hubs, with the most ties, and which are bridges."""

from collections.abc import Mapping

import networkx as nx

from expograph.communities import communities
from expograph.ways import numbered, ways

_WORK = 250_000
_LEAST = 6
"""How many ties the search for shortest ways may look at, and from how many things it sets out at
least: above some 600 things it is an estimate, and takes no more than a second at 10,000."""
_SEED = 7

Measured = list[dict[str, object]]


def hubs_and_bridges(graph: nx.MultiDiGraph, most: int = 10) -> dict[str, Measured]:
    """Return the ``hubs`` and the ``bridges`` of a network, best first, at most so many of each.

    A hub is told with its ties, its partners, and in how many communities they are. A bridge is
    told with the share of all shortest ways between two others that lead over it, and into how many
    parts its part of the network falls without it (1: it stays together).
    """
    names = sorted(graph)
    number = {name: at for at, name in enumerate(names)}
    simple = numbered(len(names), ((number[one], number[other]) for one, other in graph.edges()))
    return {
        "hubs": _hubs(graph, simple, names, most),
        "bridges": _bridges(simple, names, most),
    }


def _hubs(graph: nx.MultiDiGraph, simple: nx.Graph, names: list[str], most: int) -> Measured:
    neighbours = [dict.fromkeys(sorted(simple[node]), 1.0) for node in sorted(simple)]
    of = {node: at for at, group in enumerate(communities(neighbours, _SEED)) for node in group}
    ties: Mapping[str, int] = dict(graph.degree())
    order = sorted(simple, key=lambda node: (-simple.degree(node), -ties[names[node]], node))
    return [
        {
            "thing": names[node], "ties": ties[names[node]], "partners": simple.degree(node),
            "communities": len({of[other] for other in simple[node]}),
        }
        for node in order[:most] if simple.degree(node) > 1
    ]  # fmt: skip


def _bridges(simple: nx.Graph, names: list[str], most: int) -> Measured:
    shares = ways(simple, _WORK, _LEAST)
    order = sorted(simple, key=lambda node: (-shares[node], node))[:most]
    parts = dict.fromkeys(order, 0)
    for block in nx.biconnected_components(simple):
        for node in parts.keys() & block:
            parts[node] += 1
    return [
        {"thing": names[node], "share": round(shares[node], 4), "parts": parts[node]}
        for node in order if shares[node] > 0
    ]  # fmt: skip
