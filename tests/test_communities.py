"""Tests of what is found to be a community."""

import random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.communities import communities

PAIRS = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=60)


def neighbours(graph: nx.Graph) -> list[dict[int, float]]:
    """Return who is tied to whom, once each, in the order of their numbers."""
    return [dict.fromkeys(sorted(graph[node]), 1.0) for node in sorted(graph)]


@given(PAIRS)
def test_every_thing_is_in_one_community_with_something_that_it_can_reach(
    pairs: list[tuple[int, int]],
) -> None:
    graph = nx.Graph()
    graph.add_nodes_from(range(15))
    graph.add_edges_from(pair for pair in pairs if pair[0] != pair[1])
    found = communities(neighbours(graph), seed=1)
    assert sorted(thing for group in found for thing in group) == list(range(15))
    parts = list(nx.connected_components(graph))
    assert all(any(set(group) <= part for part in parts) for group in found)


def test_cliques_on_a_ring_are_communities() -> None:
    found = communities(neighbours(nx.ring_of_cliques(8, 6)), seed=1)
    assert sorted(map(sorted, found)) == [list(range(6 * n, 6 * n + 6)) for n in range(8)]


@pytest.mark.parametrize("seed", range(4))
def test_communities_are_as_good_as_those_of_networkx(seed: int) -> None:
    sizes = [random.Random(seed).randint(10, 60) for _ in range(12)]
    graph = nx.random_partition_graph(sizes, 0.25, 0.01, seed=seed)
    ours = nx.community.modularity(graph, communities(neighbours(graph), seed=1))
    theirs = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1))
    assert ours > theirs - 0.01


def test_nothing_has_no_communities() -> None:
    assert communities([], seed=1) == []
