"""Tests of where things are placed."""

import math
import random

import networkx as nx
import pytest

from expograph.page.layout import Disc, lay_out, radius


def some_network(things: int, ties: int, seed: int = 3) -> nx.MultiDiGraph:
    """Return a network in which a few things have most of the ties."""
    choice = random.Random(seed)
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(f"thing/{number:04}" for number in range(things))
    names = sorted(graph)
    for _ in range(ties):
        hub = names[min(int(choice.expovariate(20 / things)), things - 1)]
        graph.add_edge(hub, choice.choice(names))
    return graph


def overlapping(discs: list[Disc]) -> list[tuple[Disc, Disc]]:
    """Return the pairs of discs that share a point."""
    return [
        (one, other)
        for index, one in enumerate(discs)
        for other in discs[:index]
        if math.dist((one.x, one.y), (other.x, other.y)) < one.radius + other.radius
    ]


@pytest.mark.parametrize(("things", "ties"), [(1, 0), (2, 1), (40, 0), (60, 90), (500, 1500)])
def test_no_thing_lies_over_another(things: int, ties: int) -> None:
    layout = lay_out(some_network(things, ties))
    assert len(layout.things) == things
    assert not overlapping(list(layout.things.values()))


def test_communities_do_not_lie_over_one_another_and_hold_their_things() -> None:
    layout = lay_out(some_network(300, 500))
    assert len(layout.communities) > 2
    assert not overlapping(layout.communities)
    for name, thing in layout.things.items():
        home = layout.communities[layout.community[name]]
        assert math.dist((home.x, home.y), (thing.x, thing.y)) <= home.radius + 0.2


def test_the_order_of_adding_does_not_matter() -> None:
    graph = some_network(120, 300)
    other = nx.MultiDiGraph()
    other.add_nodes_from(reversed(list(graph)))
    other.add_edges_from(reversed(list(graph.edges())))
    assert lay_out(graph) == lay_out(other)


def test_a_thing_with_more_ties_is_larger() -> None:
    graph = nx.MultiDiGraph([("hub", f"leaf/{number}") for number in range(9)])
    things = lay_out(graph).things
    assert things["hub"].radius == pytest.approx(radius(9), abs=0.01)
    assert things["hub"].radius > things["leaf/0"].radius


def test_what_is_tied_stays_together() -> None:
    cliques = [nx.complete_graph([f"{group}/{n}" for n in range(12)]) for group in "abc"]
    layout = lay_out(nx.MultiDiGraph(nx.compose_all(cliques)))
    assert {len({layout.community[n] for n in clique}) for clique in cliques} == {1}
    assert len(layout.communities) == 3


def test_nothing_is_drawn_of_nothing() -> None:
    layout = lay_out(nx.MultiDiGraph())
    assert (layout.things, layout.communities) == ({}, [])


def test_a_thing_tied_to_itself_has_its_place() -> None:
    assert len(lay_out(nx.MultiDiGraph([("one", "one")])).things) == 1


def test_many_parts_that_nothing_ties_lie_apart_and_close_to_one_another() -> None:
    graph = nx.MultiDiGraph()
    for number in range(1500):
        graph.add_edge(f"one/{number}", f"other/{number}")
    layout = lay_out(graph)
    discs = layout.communities
    widest = max(math.hypot(disc.x, disc.y) + disc.radius for disc in discs)
    assert len(discs) == 1500
    assert sum(disc.radius**2 for disc in discs) > 0.3 * widest**2
    assert not overlapping(layout.communities)
