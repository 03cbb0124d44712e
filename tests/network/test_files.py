"""Networks go to other programs with the words behind each tie."""

import json
from io import BytesIO

import networkx as nx
import pytest

from expograph.network.files import written


@pytest.fixture
def network() -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.add_node("urn:a", label='A & "B" <c>', kind="Organisation", aliases=["Á", "b\x07"])
    graph.add_node("urn:b", label="日本", kind="Event", aliases=[])
    evidence = [{"text": "they said so", "where": "line 1", "source": "A page"}]
    for key in ("hasExhibitor-0", "organisedBy-0"):
        graph.add_edge("urn:b", "urn:a", key, relation=key[:-2], weight=2, evidence=evidence)
    return graph


@pytest.mark.parametrize("form", ["graphml", "gexf", "json"])
def test_what_is_written_can_be_read_again_with_parallel_ties_and_names(
    network: nx.MultiDiGraph, form: str
) -> None:
    content = written(network, form)
    if form == "json":
        again = nx.node_link_graph(json.loads(content), edges="edges")
    else:
        read = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[form]
        again = read(BytesIO(content))
    assert again.number_of_edges() == 2
    assert again.nodes["urn:b"]["label"] == "日本"
    assert "they said so" in str([known["evidence"] for *_, known in again.edges(data=True)])


@pytest.mark.parametrize("form", ["graphml", "gexf", "json"])
def test_the_same_network_gives_the_same_bytes(network: nx.MultiDiGraph, form: str) -> None:
    assert written(network, form) == written(network.copy(), form)
