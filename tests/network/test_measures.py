"""Hubs have the most partners; over bridges lead the most shortest ways."""

from typing import Any

import networkx as nx
import pytest

from expograph import ways
from expograph.network.measures import hubs_and_bridges


def test_the_one_who_ties_two_circles_is_the_bridge_and_what_falls_apart_is_counted() -> None:
    graph = nx.MultiDiGraph()
    for name in "abcd":
        graph.add_edges_from((f"{name}{one}", f"{name}{other}") for one, other in PAIRS)
        graph.add_edge("middle", f"{name}0")
    bridges = hubs_and_bridges(graph)["bridges"]
    assert bridges[0]["thing"] == "middle"
    assert bridges[0]["parts"] == 4
    share = bridges[0]["share"]
    assert isinstance(share, float)
    assert 0.5 < share <= 1


PAIRS = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]


def test_a_hub_counts_ties_partners_and_communities_apart() -> None:
    graph = nx.MultiDiGraph([("hub", "a"), ("hub", "a"), ("b", "hub"), ("c", "hub"), ("c", "d")])
    first = hubs_and_bridges(graph)["hubs"][0]
    assert (first["thing"], first["ties"], first["partners"]) == ("hub", 4, 3)


def test_the_same_network_is_measured_the_same_in_whichever_order_it_comes() -> None:
    edges = list(nx.barabasi_albert_graph(800, 3, seed=2).edges())
    one = nx.MultiDiGraph([(str(a), str(b)) for a, b in edges])
    other = nx.MultiDiGraph([(str(a), str(b)) for a, b in reversed(edges)])
    assert hubs_and_bridges(one) == hubs_and_bridges(other)


def test_nothing_is_measured_where_there_is_nothing() -> None:
    assert hubs_and_bridges(nx.MultiDiGraph()) == {"hubs": [], "bridges": []}
    loop = nx.MultiDiGraph([("a", "a")])
    assert hubs_and_bridges(loop) == {"hubs": [], "bridges": []}


def test_on_a_large_network_the_search_sets_out_from_a_few_things_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edges = nx.barabasi_albert_graph(3_000, 4, seed=3).edges()
    graph = nx.MultiDiGraph([(str(one), str(other)) for one, other in edges])
    set_out_from = []

    def watched(start: int, *rest: Any) -> None:
        set_out_from.append(start)
        add_ways_from(start, *rest)

    add_ways_from = ways._add_ways_from
    monkeypatch.setattr(ways, "_add_ways_from", watched)
    assert len(hubs_and_bridges(graph)["bridges"]) == 10
    assert 6 <= len(set_out_from) <= 250_000 // len(edges)
