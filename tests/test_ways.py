"""The shortest ways that lead over a thing are counted as networkx counts them."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.ways import numbered, ways

Ties = list[tuple[int, int]]


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), min_size=1))
def test_from_all_nodes_it_is_the_betweenness_of_networkx(ties: Ties) -> None:
    network = numbered(12, ties)
    assert ways(network, work=10_000) == pytest.approx(nx.betweenness_centrality(network))


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), min_size=20))
def test_from_some_nodes_a_way_counts_for_none_that_it_sets_out_from(ties: Ties) -> None:
    network = numbered(12, [*ties, (0, 1)])
    every = ways(network, work=10_000)
    some = ways(network, work=1, least=11)
    assert all(0 <= share <= 1 for share in some.values())
    assert {node for node, share in some.items() if share} <= {n for n, s in every.items() if s}


def test_an_estimate_finds_the_middle_of_a_star() -> None:
    star = numbered(40, [(0, each) for each in range(1, 40)])
    shares = ways(star, work=1, least=5)
    assert shares[0] == pytest.approx(1)
    assert not any(shares[each] for each in range(1, 40))


@pytest.mark.parametrize("ties", [[], [(0, 0)], [(0, 1)]])
def test_over_nothing_leads_a_way_where_there_is_none_between(ties: Ties) -> None:
    assert ways(numbered(2, ties), work=10) == {0: 0, 1: 0}
