"""Networks go to other programs with the words behind each tie."""

import csv
import json
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import networkx as nx
import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from expograph.errors import UsageError
from expograph.formats import separated_rows
from expograph.network.files import FORMATS, written
from expograph.texts import portable
from expograph.vocabulary import NS

BASE = "https://w3id.org/expograph/id/"
CONGRESS, CLEAN, MIXMOVE, PAVILION = (
    f"{BASE}{name}"
    for name in (
        "event/congress",
        "organisation/clean",
        "organisation/mixmove",
        "project/nordic-pavilion",
    )
)
PREFIXES = f"""PREFIX : <{NS}> PREFIX rdf: <{RDF}> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dcterms: <{DCTERMS}> """
ANY_TEXT = st.text(st.characters(), max_size=12)
"""Control characters and halves of characters among them."""


def piece(text: str, **more: Any) -> dict[str, Any]:
    """Return one piece of evidence, changed by ``more``."""
    return {
        "text": text, "is_quote": True, "where": "document/en-000, characters 1–9",
        "reference": "", "source": "A post", "publisher": "MIXMOVE", "published": "2019-12-03",
        "address": "https://example.org/post", "language": "en", **more,
    }  # fmt: skip


ROW = piece(
    "event: congress · agent: mixmove",
    is_quote=False,
    where="table/participations, line 12",
    source="one or more of: A post; A list",
    sources=[
        ["A post", "MIXMOVE", "2019-12-03", "https://example.org/post", "en"],
        ["A list", "", "2019", "https://example.org/list", ""],
    ],
)


@pytest.fixture
def network() -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.graph.update(
        choice=[["event", "Congress 2019"], ["since", "2015"]],
        state="Graph built 2026-11-25 from 418 sources",
        relations={
            "hasExhibitor": {"forth": {"en": "had exhibitor", "de": "mit Aussteller"}},
            "partnerOf": {"forth": {"en": "partner of"}, "symmetric": True},
        },
        roles={"exhibitor": {"en": "exhibitor", "de": "Aussteller"}},
        themes={f"{BASE}theme/mobility": {"en": "Mobility", "ca": "Mobilitat"}},
    )
    graph.add_node(
        CONGRESS, label="Congress 2019", labels={"en": "Congress 2019", "ca": "Congrés 2019"},
        kind="Event", date="2019-11-19", until="2019-11", status="held", country="ES",
        places=["Barcelona"], themes=[f"{BASE}theme/mobility"],
        identifiers=[["Wikidata", "Q1", "https://www.wikidata.org/entity/Q1"]],
        contested=[
            {"property": "startDate", "words": {"en": "first day"}, "values": [
                {"value": "2019-11-19", "sources": 2, "titles": ["A post"]},
                {"value": "2019-11-20", "sources": 1, "titles": []},
            ]}
        ],
    )  # fmt: skip
    graph.add_node(CLEAN, label='CLEAN & "Co" <b>', kind="Organisation", aliases=["Clean", "C|"])
    graph.add_node(MIXMOVE, label="=MIXMOVE()", kind="Organisation")
    shown = {"relation": "hasExhibitor", "weight": 2, "roles": ["exhibitor"], "date": "2019-11-19"}
    graph.add_edge(CONGRESS, MIXMOVE, "hasExhibitor-0", evidence=[piece("they, too"), ROW], **shown)
    graph.add_edge(CONGRESS, CLEAN, "hasExhibitor-0", evidence=[piece("with CLEAN")], **shown)
    graph.add_edge(
        CLEAN, MIXMOVE, "partnerOf-0", relation="partnerOf", weight=1, since="2018",
        through=PAVILION, through_label="Nordic Pavilion", reasons=["one pavilion"], evidence=[ROW],
    )  # fmt: skip
    graph.add_edge(
        CLEAN, MIXMOVE, "partnerOf-1", relation="partnerOf", weight=1, evidence=[piece("agreed")]
    )
    return graph


def other_way_round(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return the same network, put together in another order."""
    other = nx.MultiDiGraph(**graph.graph)
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    return other


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def graph_in(form: str, content: bytes) -> nx.MultiDiGraph:
    """Return what networkx understands of a file."""
    if form == "graphml":
        return nx.read_graphml(BytesIO(content), force_multigraph=True)
    return nx.read_gexf(BytesIO(content), version="1.3")


def triples_in(form: str, content: bytes) -> Graph:
    """Return what rdflib understands of a file."""
    return Graph().parse(data=content, format={"ttl": "turtle", "jsonld": "json-ld"}[form])


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_network_gives_the_same_bytes_however_it_was_put_together(
    network: nx.MultiDiGraph, form: str
) -> None:
    content = written(network, form, title="T")
    assert content == written(other_way_round(network), form, title="T")


@pytest.mark.parametrize("form", FORMATS)
def test_every_file_says_title_choice_state_and_words_behind_ties(
    network: nx.MultiDiGraph, form: str
) -> None:
    content = written(network, form, title="Who shows what").decode("utf-8")
    if form == "json":
        assert json.loads(content)["graph"]["choice"][0] == ["event", "Congress 2019"]
    else:
        assert "event: Congress 2019; since: 2015" in content
    assert "Who shows what" in content
    assert "Graph built 2026-11-25 from 418 sources" in content
    assert "with CLEAN" in content


def test_a_format_that_is_not_known_is_answered_with_those_that_are() -> None:
    with pytest.raises(UsageError, match=r"'dot'; choose 'csv'.* or 'ttl'"):
        written(nx.MultiDiGraph(), "dot")


@pytest.mark.parametrize("form", FORMATS)
def test_a_network_without_anything_can_be_written(form: str) -> None:
    assert written(nx.MultiDiGraph(), form)


def test_the_table_has_a_row_for_each_piece_of_evidence(network: nx.MultiDiGraph) -> None:
    table = rows(written(network, "csv", title="T"))
    assert len(table) == 5
    said = [(r["from"], r["relation"], r["to"], r["evidence"], r["tie"]) for r in table]
    assert ("Congress 2019", "had exhibitor", "'=MIXMOVE()", "they, too", "2") in said
    listed = next(r for r in table if r["evidence_kind"] == "row" and r["tie"] == "2")
    assert listed["source"] == "A post | A list"
    assert listed["address"] == "https://example.org/post | https://example.org/list"
    assert listed["independent_sources"] == "2"
    assert {r["state"] for r in table} == {"Graph built 2026-11-25 from 418 sources"}
    assert {r["through_iri"] for r in table} == {"", PAVILION}


def test_relations_are_told_in_the_language_asked_for(network: nx.MultiDiGraph) -> None:
    told = {row["relation"] for row in rows(written(network, "csv", language="de"))}
    assert told == {"mit Aussteller", "partner of"}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_drawing_programs_get_every_parallel_tie_under_a_number_of_its_own(
    network: nx.MultiDiGraph, form: str
) -> None:
    content = written(network, form)
    again = graph_in(form, content)
    assert sorted(again.edges()) == sorted(network.edges())
    ids = [edge.get("id") for edge in etree.fromstring(content).iter("{*}edge")]
    assert len(set(ids)) == len(ids) == 4
    assert again.nodes[CLEAN]["label"] == 'CLEAN & "Co" <b>'
    assert again.nodes[CONGRESS]["label_ca"] == "Congrés 2019"
    assert again.nodes[CONGRESS]["themes"] == "Mobility"
    assert "2019-11-20 (sources: 1)" in again.nodes[CONGRESS]["contested"]
    known = next(iter(again.get_edge_data(CONGRESS, CLEAN).values()))
    assert known["evidence"].startswith("“with CLEAN” [document/en-000, characters 1–9; A post,")
    assert float(known["weight"]) == 2
    (one, _) = again.get_edge_data(CLEAN, MIXMOVE).values()
    assert one["symmetric"] in (True, "true")


def test_graphml_has_each_key_once_so_that_things_and_ties_may_have_a_word_in_common(
    network: nx.MultiDiGraph,
) -> None:
    keys = [*etree.fromstring(written(network, "graphml")).iter("{*}key")]
    ids, named = [key.get("id") for key in keys], [key.get("attr.name") for key in keys]
    assert len(set(ids)) == len(ids) > len(set(named))


def test_gexf_does_not_say_on_which_day_it_was_written(network: nx.MultiDiGraph) -> None:
    assert b"lastmodifieddate" not in written(network, "gexf")


def test_json_holds_everything_and_networkx_reads_it(network: nx.MultiDiGraph) -> None:
    again = nx.node_link_graph(json.loads(written(network, "json")), edges="edges")
    assert nx.utils.graphs_equal(again, nx.MultiDiGraph(network, title=""))


@pytest.mark.parametrize("form", ["ttl", "jsonld"])
def test_rdf_says_things_and_ties_in_our_vocabulary(network: nx.MultiDiGraph, form: str) -> None:
    graph = triples_in(form, written(network, form, title="T"))
    congress, mixmove = URIRef(CONGRESS), URIRef(MIXMOVE)
    assert (congress, RDF.type, URIRef(f"{NS}Event")) in graph
    assert (congress, SKOS.prefLabel, Literal("Congrés 2019", lang="ca")) in graph
    assert (congress, URIRef(f"{NS}hasExhibitor"), mixmove) in graph
    assert (URIRef(CLEAN), URIRef(f"{NS}partnerOf"), mixmove) in graph
    assert (congress, URIRef(f"{NS}contested"), URIRef(f"{NS}startDate")) in graph
    labels = set(graph.objects(URIRef(f"{BASE}theme/mobility"), SKOS.prefLabel))
    assert labels == {Literal("Mobility", lang="en"), Literal("Mobilitat", lang="ca")}
    assert (URIRef(PAVILION), SKOS.prefLabel, Literal("Nordic Pavilion")) in graph


@pytest.mark.parametrize("form", ["ttl", "jsonld"])
def test_rdf_leads_from_a_tie_to_the_words_and_the_sources(
    network: nx.MultiDiGraph, form: str
) -> None:
    graph = triples_in(form, written(network, form))
    found = graph.query(
        PREFIXES
        + """SELECT ?said ?where ?title WHERE {
            ?tie rdf:subject ?one ; rdf:predicate :hasExhibitor ; rdf:object ?other ;
                :role :exhibitor ; prov:wasDerivedFrom ?piece .
            ?piece oa:exact|:row ?said ; dcterms:bibliographicCitation ?where ;
                prov:hadPrimarySource/:title ?title }"""
    )
    told = {tuple(map(str, row)) for row in found if isinstance(row, tuple)}
    assert ("with CLEAN", "document/en-000, characters 1–9", "A post") in told
    assert {title for *_, title in told} == {"A post", "A list"}
    made = graph.query(PREFIXES + "ASK { ?t rdf:predicate :partnerOf ; :through ?p ; :since ?d }")
    assert made.askAnswer


def test_a_relation_that_is_no_term_of_ours_is_not_put_among_our_terms() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("urn:a", "urn:b", "0", relation="took part in", evidence=[piece("so")])
    content = written(graph, "ttl").decode()
    assert "network/word/took%20part%20in" in content
    assert f"{NS}took" not in content


@st.composite
def strange_networks(draw: Callable[..., Any]) -> nx.MultiDiGraph:
    """Return a network of any texts whatever, halves of characters among them."""
    graph = nx.MultiDiGraph(
        choice=[["event", draw(ANY_TEXT)]], state=draw(ANY_TEXT), roles={"r": {"en": "role"}}
    )
    names = draw(st.lists(ANY_TEXT.map(portable).filter(bool), min_size=2, max_size=4, unique=True))
    for name in names:
        graph.add_node(name, label=draw(ANY_TEXT), kind="City", aliases=[draw(ANY_TEXT)])
    for number in range(draw(st.integers(1, 4))):
        ends = [draw(st.sampled_from(names)) for _ in "ab"]
        evidence = [piece(draw(ANY_TEXT), source=draw(ANY_TEXT), address=draw(ANY_TEXT))]
        graph.add_edge(*ends, f"t-{number}", relation="twinnedWith", weight=1, evidence=evidence)
    return graph


@given(strange_networks())
def test_the_table_reads_back_whatever_the_texts_are(graph: nx.MultiDiGraph) -> None:
    table = rows(written(graph, "csv", title="\ud800"))
    said = [[portable(known["evidence"][0]["text"])] for *_, known in graph.edges(data=True)]
    harmless = rows(separated_rows(["text", "end"], [[*each, "."] for each in said]).encode())
    assert sorted(row["evidence"] for row in table) == sorted(row["text"] for row in harmless)
    assert {row["network"] for row in table} == {"\ufffd"}


@given(strange_networks())
def test_graphml_and_gexf_read_back_whatever_the_texts_are(graph: nx.MultiDiGraph) -> None:
    for form in ("graphml", "gexf"):
        again = graph_in(form, written(graph, form, title="\x00\ud800"))
        assert sorted(again.edges()) == sorted(graph.edges())
        for name, known in graph.nodes(data=True):
            assert again.nodes[name]["label"] == (portable(known["label"]) or name)


@given(strange_networks())
def test_json_reads_back_whatever_the_texts_are(graph: nx.MultiDiGraph) -> None:
    again = nx.node_link_graph(json.loads(written(graph, "json", title="\ud800")), edges="edges")
    assert sorted(again.edges(keys=True)) == sorted(graph.edges(keys=True))


@given(strange_networks())
def test_rdf_reads_back_whatever_the_texts_are(graph: nx.MultiDiGraph) -> None:
    said = {portable(k["evidence"][0]["text"]) for *_, k in graph.edges(data=True)} - {""}
    content = written(graph, "ttl", title="\ud800")
    kinds = {"ttl": pyoxigraph.RdfFormat.TURTLE, "jsonld": pyoxigraph.RdfFormat.JSON_LD}
    read = [set(pyoxigraph.parse(written(graph, f), format=kinds[f])) for f in ("ttl", "jsonld")]
    assert read[0] == read[1]
    told = {str(text) for text in triples_in("ttl", content).objects(None, OA_EXACT)}
    assert told == said


OA_EXACT = URIRef("http://www.w3.org/ns/oa#exact")
