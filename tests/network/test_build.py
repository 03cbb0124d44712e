"""Networks hold the ties of the graph that were asked for, each with its evidence."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from expograph import pipeline
from expograph.network import build as networks
from expograph.network.build import Choice, Teller, Tie, Ties, TieWithoutEvidence
from expograph.store import open_store
from expograph.store.engine import Engine

BASE = "https://w3id.org/expograph/id/"
CONGRESS = f"{BASE}event/scewc-2019"
PAVILION = f"{BASE}project/nordic-pavilion-2019"
MIXMOVE = f"{BASE}organisation/mixmove"
FIRA = f"{BASE}organisation/fira-de-barcelona"

Facts = Callable[[str], list[dict[str, str]]]
Asked = Callable[..., list[dict[str, str]]]


@pytest.fixture(scope="module")
def ties(engine: Engine) -> Ties:
    return networks.read_ties(engine.rows)


@pytest.fixture(scope="module")
def whole(engine: Engine, ties: Ties) -> nx.MultiDiGraph:
    return networks.network_of(networks.choose(ties, Choice()), engine.rows)


@pytest.fixture(scope="module")
def near(engine: Engine, ties: Ties) -> nx.MultiDiGraph:
    return networks.network_of(networks.choose(ties, Choice(of=MIXMOVE, hops=1)), engine.rows)


def tie_of(network: nx.MultiDiGraph, start: str, end: str, relation: str) -> dict[str, Any]:
    found = network.get_edge_data(start, end).values()
    return dict(next(known for known in found if known["relation"] == relation))


def test_every_tie_of_the_whole_graph_has_evidence_and_a_source_that_is_counted(
    whole: nx.MultiDiGraph,
) -> None:
    assert whole.number_of_edges() > 3500
    known = [known for *_, known in whole.edges(data=True)]
    assert all(each["evidence"] and each["weight"] >= 1 for each in known)
    assert all(each["weight"] <= len(each["evidence"]) for each in known)


def test_an_edition_tells_its_series_by_name(near: nx.MultiDiGraph) -> None:
    assert near.nodes[CONGRESS]["series"] == ["Smart City Expo World Congress"]
    assert near.nodes[MIXMOVE]["series"] == []


def test_all_parallel_ties_are_there(whole: nx.MultiDiGraph, ties: Ties) -> None:
    assert whole.number_of_edges() == len(ties.ties)


def test_a_tie_that_nobody_states_is_never_drawn(engine: Engine, ties: Ties) -> None:
    made_up = (f"<{MIXMOVE}>", "<https://w3id.org/expograph/ns#partnerOf>", f"<{FIRA}>")
    tie = Tie(MIXMOVE, "partnerOf", FIRA, (made_up,))
    with pytest.raises(TieWithoutEvidence, match="mixmove"):
        networks.network_of(replace(ties, ties=(tie,)), engine.rows)


def test_few_statements_are_told_as_when_all_are_read(
    engine: Engine, ties: Ties, whole: nx.MultiDiGraph
) -> None:
    few = networks.choose(ties, Choice(of=MIXMOVE, hops=2))
    network = networks.network_of(few, engine.rows)
    for start, end, key, known in network.edges(keys=True, data=True):
        assert known == whole.edges[start, end, key]


def test_the_surroundings_of_mixmove_are_its_pavilion_the_congress_and_its_salesman(
    near: nx.MultiDiGraph,
) -> None:
    staff = {node for node in near if near.nodes[node]["kind"] == "Person"}
    assert set(near) - staff == {MIXMOVE, PAVILION, CONGRESS}
    assert f"{BASE}person/allard-peeters" in staff
    ties_of_both = near.get_edge_data(PAVILION, MIXMOVE).values()
    assert {tie["relation"] for tie in ties_of_both} == {"hasExhibitor", "hasSpeaker"}


def test_a_tie_shows_the_row_that_says_so_with_names_in_place_of_identifiers(
    near: nx.MultiDiGraph,
) -> None:
    known = tie_of(near, PAVILION, MIXMOVE, "hasExhibitor")
    (evidence,) = known["evidence"]
    assert evidence["text"] == (
        "event: Smart City Expo World Congress 2019 · agent: MIXMOVE · role: exhibitor · "
        "pavilion: Nordic Pavilion 2019"
    )
    assert evidence["where"] == "table/participations, line 1090"
    assert (evidence["publisher"], evidence["published"]) == ("MIXMOVE", "2019-12-03")
    assert known["roles"] == ["exhibitor"]
    assert known["weight"] == 1


def test_a_tie_that_a_rule_concluded_shows_its_premises(near: nx.MultiDiGraph) -> None:
    texts = [
        evidence["text"] for evidence in tie_of(near, CONGRESS, MIXMOVE, "hasExhibitor")["evidence"]
    ]
    assert any("agent: MIXMOVE" in text and "Nordic Pavilion 2019" in text for text in texts)


def test_a_row_that_cites_several_pages_lists_them_all(whole: nx.MultiDiGraph) -> None:
    several = [
        piece
        for *_, known in whole.edges(data=True)
        for piece in known["evidence"]
        if "sources" in piece
    ]
    assert several
    for piece in several:
        assert len(piece["sources"]) > 1
        title, publisher, published, address, language = piece["sources"][0]
        assert piece["publisher"] == publisher
        assert piece["published"] == published
        assert piece["address"] == address
        assert piece["language"] == language
        assert title in piece["source"]


def test_words_come_in_every_language_that_the_ontology_has(near: nx.MultiDiGraph) -> None:
    words = near.graph["relations"]["hasExhibitor"]
    assert words["back"]["en"] == "exhibited at"
    assert words["forth"].keys() == words["back"].keys() >= {"en", "de"}
    assert not words["symmetric"]
    assert set(near.graph["relations"]) == {tie["relation"] for *_, tie in near.edges(data=True)}
    exhibitor = near.graph["roles"]["exhibitor"]
    assert exhibitor.keys() == {"en", "de", "es", "fr", "ca", "pt", "it"}
    assert near.graph["state"].startswith("Graph of ")


def test_a_thing_is_told_with_where_it_is_and_how_others_know_it(whole: nx.MultiDiGraph) -> None:
    congress, city = whole.nodes[CONGRESS], whole.nodes[f"{BASE}city/barcelona"]
    assert (congress["date"], congress["until"]) == ("2019-11-19", "2019-11-21")
    assert congress["places"] == ["Fira de Barcelona Gran Via", "Barcelona", "Spain"]
    assert congress["country"] == city["country"] == "ES"
    assert ["Wikidata", "Q1492", "https://www.wikidata.org/wiki/Q1492"] in city["identifiers"]
    assert ["GeoNames", "3128760", "https://www.geonames.org/3128760"] in city["identifiers"]
    website = ["website", "https://www.firabarcelona.com", "https://www.firabarcelona.com"]
    assert website in whole.nodes[FIRA]["identifiers"]
    themes = whole.nodes[f"{BASE}event/scewc-2021"]["themes"]
    assert whole.graph["themes"][f"{BASE}theme/mobility"]["de"] == "Mobilität"
    assert set(themes) <= set(whole.graph["themes"])


def test_a_thing_on_which_sources_disagree_shows_all_values(
    whole: nx.MultiDiGraph, asked: Asked
) -> None:
    contested = {
        each["property"]: each for each in whole.nodes[f"{BASE}event/scewc-2021"]["contested"]
    }
    stated = asked("contested", about="scewc-2021")
    assert set(contested) == {row["property"] for row in stated}
    for name, each in contested.items():
        values = {value["value"] for value in each["values"]}
        assert values == {row["value"] for row in stated if row["property"] == name}
        assert [value["accepted"] for value in each["values"]].count(True) == 1
        assert each["values"][0]["accepted"]
        assert all(value["sources"] >= 1 and value["titles"] for value in each["values"])
    assert contested["endDate"]["words"]["de"] == "Ende"


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


TABLES: Mapping[str, str | None] = {
    "events": """id,name,start_date,city,country,venue,source
fair-2019,Fair 2019,2019-11-19,barcelona,spain,,page
""",
    "participations": """event,agent,agent_type,role,pavilion,source
fair-2019,mixmove,organisation,exhibitor,,page
fair-2019,clean,organisation,exhibitor,,page;other
""",
    "partnerships": None,
    "figures": None,
    "awards": None,
}


def test_a_page_is_counted_once_however_many_rows_cite_it(
    world: Callable[..., list[Path]], tmp_path: Path
) -> None:
    pipeline.build(tmp_path / "store", pipeline.read_material(world(**TABLES)))
    engine = open_store(tmp_path / "store")
    ties = networks.read_ties(engine.rows)
    network = networks.network_of(ties, engine.rows)
    fair = f"{BASE}event/fair-2019"
    clean = tie_of(network, fair, f"{BASE}organisation/clean", "hasExhibitor")
    assert clean["weight"] == 1
    assert [each[0] for each in clean["evidence"][0]["sources"]] == ["Another page", "A page"]
    assert network.nodes[fair]["country"] == "ES"


def test_what_was_asked_for_once_is_not_asked_again(engine: Engine, ties: Ties) -> None:
    asked = []

    def rows(query: str) -> object:
        asked.append(query)
        return engine.rows(query)

    teller = Teller(rows)  # type: ignore[arg-type]
    some = networks.choose(ties, Choice(of=MIXMOVE, hops=1)).ties
    teller.learn(some)
    before = len(asked)
    assert all(teller.sources(tie) >= 1 for tie in some)
    assert len(asked) == before
