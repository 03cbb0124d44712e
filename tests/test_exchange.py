"""Graphs go to rdflib and come back with the same statements."""

from collections.abc import Iterator

import pyoxigraph
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Dataset, Literal, URIRef
from rdflib.compare import isomorphic

from expograph.exchange import dataset_of, engine_of
from expograph.store.engine import Engine

IRIS = st.sampled_from(["urn:a", "urn:b", "https://example.org/é#x"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WELL_FORMED = {
    "integer": ["0", "7", "-12", "24000"], "decimal": ["1.50", "57.04800"], "gYear": ["2019"],
    "date": ["2019-11-19"], "gYearMonth": ["2019-11"], "boolean": ["true"], "string": ["", "x y"],
}  # fmt: skip
TYPED = [(said, kind) for kind, forms in WELL_FORMED.items() for said in forms]
LITERALS = st.one_of(
    TEXTS.map(pyoxigraph.Literal),
    TEXTS.map(lambda said: pyoxigraph.Literal(said, language="ca")),
    st.sampled_from(TYPED).map(
        lambda typed: pyoxigraph.Literal(
            typed[0],
            datatype=pyoxigraph.NamedNode(f"http://www.w3.org/2001/XMLSchema#{typed[1]}"),
        )
    ),
)
QUADS = st.builds(
    lambda s, p, o, g: f"<{s}> <{p}> {o} <{g}> .",
    IRIS, IRIS, st.one_of(IRIS.map(pyoxigraph.NamedNode), LITERALS), IRIS,
)  # fmt: skip


def engine_with(lines: list[str]) -> Engine:
    """Return an engine in memory that holds some lines of N-Quads."""
    engine = Engine.in_memory()
    engine.load(lines)
    return engine


@settings(deadline=None)
@given(st.lists(QUADS, max_size=8))
def test_what_goes_to_rdflib_comes_back_the_same(lines: list[str]) -> None:
    engine = engine_with(lines)
    assert set(engine_of(dataset_of(engine)).lines()) == set(engine.lines())


def test_the_built_in_graph_goes_there_and_back(engine: Engine) -> None:
    truths = engine.rows("SELECT ?s ?p ?o { GRAPH g:truths { ?s ?p ?o } }")
    lines = [f"{s} {p} {o} <urn:g> ." for s, p, o in truths.rows]
    part = engine_with(lines)
    dataset = dataset_of(part)
    assert len(dataset) == len(part) == len(lines) > 10_000
    assert set(engine_of(dataset).lines()) == set(part.lines())


def test_the_default_graph_is_the_union_of_all() -> None:
    lines = ['<urn:a> <urn:p> "x" <urn:g> .', '<urn:b> <urn:p> "y" <urn:h> .']
    dataset = dataset_of(engine_with(lines))
    assert {str(o) for o in dataset.objects(None, URIRef("urn:p"))} == {"x", "y"}
    assert len(list(dataset.query("SELECT * { ?s ?p ?o }"))) == 2
    assert {str(graph.identifier) for graph in dataset.graphs() if len(graph)} >= {"urn:g", "urn:h"}


def test_nodes_without_a_name_stay_one_across_graphs() -> None:
    lines = ["_:a <urn:p> _:b <urn:g> .", '_:b <urn:q> "x" <urn:h> .']
    engine = engine_with(lines)
    back = engine_of(dataset_of(engine))
    path = "SELECT * { GRAPH <urn:g> { ?a <urn:p> ?b } GRAPH <urn:h> { ?b <urn:q> ?x } }"
    assert len(back.rows(path).rows) == len(engine.rows(path).rows) == 1


def test_a_dataset_of_somebody_elses_is_taken_in_whole() -> None:
    dataset = Dataset()
    graph = dataset.graph(URIRef("urn:g"))
    node = BNode()
    for triple in _statements(node):
        graph.add(triple)
    engine = engine_of(dataset)
    assert isomorphic(dataset_of(engine).graph(URIRef("urn:g")), graph)
    assert len(engine) == 3


def _statements(node: BNode) -> Iterator[tuple[BNode, URIRef, Literal]]:
    for said in ("one\u2028line\x85of\x0btext", "two\r\nlines", 'tab\tand "quotes" and \\'):
        yield node, URIRef("urn:p"), Literal(said, lang="en")
