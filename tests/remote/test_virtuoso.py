"""What a real Virtuoso holds after a publication, and that it answers as the embedded engine."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from expograph import ask, remote, resources
from expograph.answers import Answer, Literal, Triples, Verdict
from expograph.errors import EndpointError, QueryError
from expograph.network import build as networks
from expograph.network.build import Choice
from expograph.questions import library

if TYPE_CHECKING:
    from tests.remote.conftest import Loaded, Virtuoso

    from expograph.answers import Term

pytestmark = pytest.mark.virtuoso

GRAPH = "https://w3id.org/expograph/graph/"
ALL = """
SELECT ?g ?s ?p ?o WHERE {
  GRAPH ?g { ?s ?p ?o }
  FILTER(STRSTARTS(STR(?g), "https://w3id.org/expograph/") && !ISBLANK(?s) && !ISBLANK(?o))
}
"""
EXAMPLES = Path(__file__).parents[3] / "shared" / "example" / "queries"


def said(term: Term | None) -> tuple[str, ...]:
    """Return a term as it is compared: text, language, type; all integers are of one type."""
    if isinstance(term, Literal):
        kind = term.datatype.value.rpartition("#")[2]
        return term.value, term.language or "", "integer" if kind == "int" else kind
    return () if term is None else (str(term),)


def rows(answer: object) -> Counter[tuple[tuple[str, ...], ...]]:
    """Return the rows of a SELECT as a multiset."""
    assert isinstance(answer, Answer)
    return Counter(tuple(said(term) for term in row) for row in answer.rows)


def assert_alike(query: str, loaded: Loaded, virtuoso: Virtuoso) -> None:
    """Ask both engines and compare columns and rows."""
    here, there = loaded.engine.ask(query), virtuoso.holding(loaded.quads_file).ask(query)
    if isinstance(here, Answer):
        assert isinstance(there, Answer)
        assert there.columns == here.columns
        ours, theirs = rows(here), rows(there)
        assert not ours - theirs, "rows that Virtuoso does not give"
        assert not theirs - ours, "rows that only Virtuoso gives"
    elif isinstance(here, Triples):
        assert isinstance(there, Triples)
        assert set(map(str, there.triples)) == set(map(str, here.triples))
    else:
        assert there == here


def test_the_example_is_published_and_counted(example: Loaded, virtuoso: Virtuoso) -> None:
    published = virtuoso.publish(example.quads_file)
    assert published.quads == len(example.engine)
    assert rows(remote.Endpoint(virtuoso.sparql).ask(ALL)) == rows(example.engine.ask(ALL))


@pytest.mark.parametrize("name", [path.stem for path in sorted(EXAMPLES.glob("*.rq"))])
def test_every_query_of_the_example_answers_alike(
    name: str, example: Loaded, virtuoso: Virtuoso
) -> None:
    assert_alike((EXAMPLES / f"{name}.rq").read_text(encoding="utf-8"), example, virtuoso)


def test_the_built_in_graph_is_published_and_counted(built_in: Loaded, virtuoso: Virtuoso) -> None:
    assert virtuoso.publish(built_in.quads_file).quads == len(built_in.engine)


@pytest.mark.parametrize("graph", ["g:truths", "g:themes", "tab:figures", "tab:projects"])
def test_every_statement_comes_back_as_it_was(
    graph: str, built_in: Loaded, virtuoso: Virtuoso
) -> None:
    assert_alike(f"SELECT ?s ?p ?o WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}", built_in, virtuoso)


def test_publishing_twice_changes_nothing(built_in: Loaded, virtuoso: Virtuoso) -> None:
    first = virtuoso.publish(built_in.quads_file)
    assert virtuoso.publish(built_in.quads_file) == remote.Published(first.graphs, first.quads)


@pytest.mark.parametrize("name", library.names())
def test_every_library_query_answers_alike(name: str, built_in: Loaded, virtuoso: Virtuoso) -> None:
    assert_alike(library.question(name).text, built_in, virtuoso)


@pytest.mark.parametrize(
    "name", [n for n in library.names() if any(p.optional for p in library.question(n).parameters)]
)
def test_every_library_query_answers_alike_without_what_is_optional(
    name: str, built_in: Loaded, virtuoso: Virtuoso
) -> None:
    question = library.question(name)
    unbound: dict[str, list[str]] = {p.name: [] for p in question.parameters if p.optional}
    assert_alike(library.bind(question.text, unbound), built_in, virtuoso)


@pytest.mark.parametrize(
    "name", [name for name, _ in resources.files("queries", ".rq", below="internal")]
)
def test_every_internal_query_answers_alike(
    name: str, built_in: Loaded, virtuoso: Virtuoso
) -> None:
    assert_alike(resources.query(f"internal/{name}"), built_in, virtuoso)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ev:scewc-2019 a :Event }",
        "ASK { ev:scewc-2019 a :City }",
        "CONSTRUCT { ?e skos:prefLabel ?l } WHERE { ?e a :Event ; skos:prefLabel ?l }",
        "CONSTRUCT { ?e :none ?l } WHERE { ?e :none ?l }",
    ],
)
def test_questions_and_triples_come_back_alike(
    query: str, built_in: Loaded, virtuoso: Virtuoso
) -> None:
    assert_alike(query, built_in, virtuoso)


def test_a_question_of_thousands_of_words_is_answered(built_in: Loaded, virtuoso: Virtuoso) -> None:
    things = built_in.engine.rows("SELECT DISTINCT ?s WHERE { ?s skos:prefLabel ?l }")
    named = " ".join(str(row[0]) for row in things.rows)
    assert len(named) > 50_000
    query = f"SELECT ?s ?l WHERE {{ VALUES ?s {{ {named} }} ?s skos:prefLabel ?l }}"
    assert_alike(query, built_in, virtuoso)


def test_every_character_and_type_comes_back(tmp_path: Path, virtuoso: Virtuoso) -> None:
    from expograph.store.engine import Engine

    xsd = "http://www.w3.org/2001/XMLSchema#"
    literals = [
        '"a \\"b\\" \\\\ \\n \\t \\r c"', '"Zürich 東京 Москва 🏙 İ"', f'"{"long " * 2000}"', '""',
        '"Straße"@de', '"北京"@zh-hant', f'"2019"^^<{xsd}gYear>', f'"2019-11"^^<{xsd}gYearMonth>',
        f'"2019-11-19"^^<{xsd}date>', f'"0.90"^^<{xsd}decimal>', f'"0010"^^<{xsd}integer>',
        f'"https://x.org/?a=b&c=<d>"^^<{xsd}anyURI>', '"<b>not \\u0026 html</b>"', '" spaces "',
    ]  # fmt: skip
    lines = sorted(
        f"<https://x.org/%C3%A9/{n}?q=1#é> <urn:p> {literal} <{GRAPH}hard> ."
        for n, literal in enumerate(literals)
    )
    file = tmp_path / "graph.nq"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    engine = Engine.in_memory()
    engine.load(lines)
    assert rows(virtuoso.holding(file).ask(ALL)) == rows(engine.ask(ALL))


def test_graphs_of_a_former_publication_are_dropped_and_told(
    tmp_path: Path, virtuoso: Virtuoso
) -> None:
    file = tmp_path / "graph.nq"
    lines = [f"<urn:a> <urn:b> <urn:c> <{GRAPH}{name}> .\n" for name in ("new", "old")]
    file.write_text("".join(lines), encoding="utf-8")
    virtuoso.publish(file)
    file.write_text(lines[0], encoding="utf-8")
    assert virtuoso.publish(file) == remote.Published(1, 1, (f"{GRAPH}old",))
    endpoint = remote.Endpoint(virtuoso.sparql)
    assert endpoint.ask(f"ASK {{ GRAPH <{GRAPH}old> {{ ?s ?p ?o }} }}") == Verdict(False)


def test_a_publication_is_counted_without_an_endpoint_too(
    tmp_path: Path, virtuoso: Virtuoso
) -> None:
    file = tmp_path / "graph.nq"
    file.write_text(f"<urn:a> <urn:b> _:x <{GRAPH}new> .\n", encoding="utf-8")
    virtuoso.holds = None
    published = remote.publish(file, virtuoso.graph_store, user="dba", password="kept for a test")
    assert published == remote.Published(1, 1)


def test_a_wrong_password_is_told_before_anything_is_sent(
    built_in: Loaded, virtuoso: Virtuoso
) -> None:
    with pytest.raises(EndpointError, match=r"does not let 'dba' do this .*is the password right"):
        virtuoso.publish(built_in.quads_file, password="guessed")


def test_a_publication_without_a_password_is_told(tmp_path: Path, virtuoso: Virtuoso) -> None:
    file = tmp_path / "graph.nq"
    file.write_text(f"<urn:a> <urn:b> <urn:c> <{GRAPH}new> .\n", encoding="utf-8")
    for address in (virtuoso.graph_store, virtuoso.graph_store.removesuffix("-auth")):
        with pytest.raises(EndpointError, match="without a user and a password"):
            remote.publish(file, address)


def test_a_mistake_in_a_query_is_told_in_the_servers_words(virtuoso: Virtuoso) -> None:
    with pytest.raises(QueryError, match=r"does not accept the query: Virtuoso .* syntax error"):
        remote.Endpoint(virtuoso.sparql).ask("SELECT ?s { ?s a ")


def test_an_address_beside_the_endpoint_is_told(virtuoso: Virtuoso) -> None:
    with pytest.raises(EndpointError, match="is the address spelt right"):
        remote.Endpoint(f"{virtuoso.sparql}-not").ask("ASK { }")


@pytest.mark.parametrize("event", ["https://w3id.org/expograph/id/event/scewc-2019", ""])
def test_the_network_of_an_event_or_of_all_is_the_same_with_its_evidence(
    built_in: Loaded, virtuoso: Virtuoso, event: str
) -> None:
    congress = Choice(event=event)
    pictures = []
    for rows_of in (built_in.engine.rows, virtuoso.holding(built_in.quads_file).rows):
        chosen = networks.choose(networks.read_ties(rows_of), congress)
        pictures.append(nx.node_link_data(networks.network_of(chosen, rows_of), edges="edges"))
    here, there = pictures
    assert here["nodes"] == there["nodes"]
    assert here["edges"] == there["edges"]
    assert len(here["edges"]) > 50


def test_the_command_line_asks_a_server_as_it_asks_the_store(
    built_in: Loaded, virtuoso: Virtuoso, capsys: pytest.CaptureFixture[str]
) -> None:
    virtuoso.holding(built_in.quads_file)
    store = str(built_in.quads_file.parents[2])
    asked = ["partners", "--of", "Mixmove", "--evidence"]
    assert ask.run([*asked, "--store", store]) == 0
    here = capsys.readouterr().out
    assert ask.run([*asked, "--endpoint", virtuoso.sparql]) == 0
    assert capsys.readouterr().out == here
