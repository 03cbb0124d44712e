"""Networks hold the ties of the graph that were asked for, each with its evidence."""

from collections.abc import Callable

import networkx as nx
import pytest

from expograph.network import build as networks
from expograph.network.build import Choice, Ties
from expograph.store.engine import Engine

BASE = "https://w3id.org/expograph/id/"
CONGRESS = f"{BASE}event/scewc-2019"
PAVILION = f"{BASE}project/nordic-pavilion-2019"
MIXMOVE = f"{BASE}organisation/mixmove"

Facts = Callable[[str], list[dict[str, str]]]
Asked = Callable[..., list[dict[str, str]]]


@pytest.fixture(scope="module")
def ties(engine: Engine) -> Ties:
    return networks.read_ties(engine.rows)


def ends(network: nx.MultiDiGraph, relation: str) -> set[tuple[str, str]]:
    return {
        (start.removeprefix(BASE), end.removeprefix(BASE))
        for start, end, known in network.edges(data=True)
        if known["relation"] == relation
    }


def test_every_tie_of_the_whole_graph_has_evidence(engine: Engine, ties: Ties) -> None:
    network = networks.network_of(networks.choose(ties, Choice()), engine.rows)
    assert network.number_of_edges() > 3000
    without = [ends for *ends, known in network.edges(data=True) if not known["evidence"]]
    assert not without


def test_the_surroundings_of_mixmove_are_its_pavilion_the_congress_and_its_salesman(
    engine: Engine, ties: Ties
) -> None:
    network = networks.network_of(networks.choose(ties, Choice(of=MIXMOVE, hops=1)), engine.rows)
    staff = {node for node in network if network.nodes[node]["kind"] == "Person"}
    assert set(network) - staff == {MIXMOVE, PAVILION, CONGRESS}
    assert f"{BASE}person/allard-peeters" in staff
    ties_of_both = network.get_edge_data(PAVILION, MIXMOVE).values()
    assert {tie["relation"] for tie in ties_of_both} == {"hasExhibitor", "hasSpeaker"}


def test_a_tie_shows_the_row_that_says_so_with_its_source(engine: Engine, ties: Ties) -> None:
    network = networks.network_of(networks.choose(ties, Choice(of=MIXMOVE, hops=1)), engine.rows)
    known = next(
        known
        for known in network.get_edge_data(PAVILION, MIXMOVE).values()
        if known["relation"] == "hasExhibitor"
    )
    (evidence,) = known["evidence"]
    assert evidence["text"].startswith(
        "event: scewc-2019 · agent: mixmove · agent type: organisation"
    )
    assert evidence["where"] == "table/participations, line 1090"
    assert (evidence["publisher"], evidence["published"]) == ("MIXMOVE", "2019-12-03")
    assert known["roles"] == ["exhibitor"]
    assert known["weight"] == 1


def test_an_event_is_shown_with_all_who_had_a_part_in_it(
    engine: Engine, ties: Ties, facts: Facts
) -> None:
    network = networks.network_of(networks.choose(ties, Choice(event=CONGRESS)), engine.rows)
    parts = {
        f"{row['agent_type']}/{row['agent']}"
        for row in facts("participations")
        if row["event"] == "scewc-2019"
    }
    assert parts <= {node.removeprefix(BASE) for node in network}


def test_a_theme_keeps_only_what_is_on_it_and_what_is_tied_to_that(ties: Ties) -> None:
    theme = f"{BASE}theme/water"
    chosen = networks.choose(ties, Choice(theme=theme))
    on_it = {iri for iri, thing in chosen.things.items() if theme in thing.themes}
    assert on_it
    near = {
        end for tie in ties.ties for end in (tie.start, tie.end) if {tie.start, tie.end} & on_it
    }
    assert set(chosen.things) <= near | on_it


def test_two_choices_leave_what_both_leave(ties: Ties) -> None:
    city, series = Choice(city=f"{BASE}city/barcelona"), Choice(series=f"{BASE}series/scewc")
    both = networks.choose(ties, Choice(city=city.city, series=series.series))
    assert set(both.things) <= set(networks.choose(ties, city).things)
    assert set(both.things) <= set(networks.choose(ties, series).things)


@pytest.mark.parametrize("of", ["clean", "mixmove", "business-finland", "fira-de-barcelona"])
def test_the_picture_of_partnerships_has_the_partners_that_the_question_finds(
    ties: Ties, asked: Asked, of: str
) -> None:
    actor = f"{BASE}organisation/{of}"
    partners = networks.partnerships(ties)
    drawn = {
        ({tie.start, tie.end} - {actor}).pop().removeprefix(BASE)
        for tie in partners.ties
        if actor in (tie.start, tie.end) and tie.relation == "partnerOf"
    }
    assert drawn == {row["partner"] for row in asked("partners", of=of)}


def test_a_partnership_rests_on_the_statements_of_both_sides(engine: Engine, ties: Ties) -> None:
    partners = networks.choose(networks.partnerships(ties), Choice(of=MIXMOVE, hops=1))
    network = networks.network_of(partners, engine.rows)
    clean = f"{BASE}organisation/clean"
    (known,) = network.get_edge_data(clean, MIXMOVE).values()
    assert known["through"] == "Nordic Pavilion 2019"
    texts = [evidence["text"] for evidence in known["evidence"]]
    assert any("agent: mixmove" in each for each in texts)
    assert any("agent: clean" in each for each in texts)


def test_the_partnerships_of_an_event_are_those_of_its_pavilions_and_organisers(
    ties: Ties,
) -> None:
    chosen = networks.partnerships_of(ties, Choice(event=CONGRESS))
    by_pavilion = {tie for tie in chosen.ties if tie.through == PAVILION}
    assert {"host and exhibitor of one pavilion"} in [set(tie.how) for tie in by_pavilion]
    assert all(tie.how or tie.relation == "partnerOf" for tie in chosen.ties)
    assert not any(tie.relation == "twinnedWith" for tie in chosen.ties)
