"""Which queries never reach the engine: those that ask other servers, and those too deep for it."""

import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.errors import QueryError
from expograph.store.engine import Engine
from expograph.store.guard import DEEPEST, refuse_dangerous


class Server:
    """A port of this machine that counts who comes."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"<http://127.0.0.1:{self.socket.getsockname()[1]}/sparql>"
        self.visits = 0
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        while True:
            try:
                visitor, _ = self.socket.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that nobody should visit."""
    here = Server()
    yield here
    assert here.visits == 0
    here.socket.close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE {} { ?s ?p ?o } }",
        "SELECT * { service{}{ ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT {} { ?s ?p ?o } }",
        "SELECT * { SeRvIcEsilent{} { ?s ?p ?o } }",
        "SELECT * { SERVICE # 'aside'\n {} { ?s ?p ?o } }",
        "SELECT * { ?a ?b 1SERVICE {} { ?s ?p ?o } }",
        "SELECT * { OPTIONAL { ?a ?b ?c }SERVICE {} { ?s ?p ?o } }",
        "SELECT * { VALUES ?x { {} } SERVICE ?x { ?s ?p ?o } }",
        "PREFIX x: {} SELECT * { SERVICEx:{ ?s ?p ?o } }",
        # what looks like an IRI may be two signs of comparison, or one and a comment
        "PREFIX x: {} SELECT * { FILTER(?a<?b)SERVICEx:#>\n{ ?s ?p ?o } }",
        "PREFIX x: {} SELECT * { FILTER(?a<'b>')SERVICE x:{ ?s ?p ?o } #'\n }",
        "PREFIX x: {} SELECT * { FILTER(?a<x:a#>'''\n)SERVICE x:{ ?s ?p ?o } #'''\n }",
        "PREFIX x: {} SELECT * { ?s ?p x:it\\'s . SERVICE x: { ?a ?b ?c } #'\n }",
        "ASK { FILTER EXISTS { SERVICE {} { ?s ?p ?o } } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE {} { ?s ?p ?o } }",
        "SELECT * { { SELECT * { SERVICE {} { ?s ?p ?o } } } }",
        "SELECT * { \\u0053ERVICE {} { ?s ?p ?o } }",
        "LOAD {}",
        "INSERT DATA { <urn:a> <urn:b> {} }",
    ],
)
def test_no_query_makes_us_visit_another_server(server: Server, query: str) -> None:
    with pytest.raises(QueryError):
        Engine.in_memory().ask(query.replace("{}", server.address))


@pytest.mark.parametrize("clause", ["FROM {}", "FROM NAMED {}"])
def test_a_dataset_is_named_and_never_fetched(server: Server, clause: str) -> None:
    query = f"SELECT * {clause.replace('{}', server.address)} WHERE {{ ?s ?p ?o }}"
    assert Engine.in_memory().rows(query).rows == []


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?s WHERE { ?s ?p "SERVICE <http://example.org/> LOAD FROM" } # SERVICE',
        "SELECT ?service { ?service ?p ?o }",
        "SELECT * { ?s a <https://example.org/service/SERVICE#service> }",
        "PREFIX service: <urn:service:> SELECT * { service:a service:b ?SERVICE }",
        "PREFIX sd: <urn:x#> SELECT * { ?s a sd:Service ; sd:it\\'s 'service' }",
        "SELECT * { ?s ?p 'a service' } # SERVICE <http://127.0.0.1/> { }",
    ],
)
def test_the_word_may_stand_in_texts_names_and_comments(query: str) -> None:
    assert Engine.in_memory().rows(query).rows == []


def test_what_is_refused_is_said() -> None:
    with pytest.raises(QueryError, match="another server"):
        Engine.in_memory().ask("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{{'{' * 3000}{'}' * 3000}}}",
        f"SELECT * {{ FILTER({'(' * 9000}1{')' * 9000}) }}",
        f"SELECT * {{ FILTER({'!' * 30000}1) }}",
        f"SELECT * {{ FILTER({'STR(' * 3000}1{')' * 3000}) }}",
        f"SELECT * {{ {'FILTER NOT EXISTS {' * 3000}{'}' * 3000} }}",
        f"SELECT * {{ {'OPTIONAL { ?s ?p ?o } ' * 9000} }}",
        f"SELECT * {{ {' UNION '.join(['{ ?s ?p ?o }'] * 9000)} }}",
        f"SELECT * {{ {'MINUS { ?s ?p ?o } ' * 9000} }}",
        f"SELECT * {{ {'[ <a:b> ' * 3000}{']' * 3000} <a:b> 1 }}",
        f"SELECT * {{ {'(' * 3000}{')' * 3000} <a:b> 1 }}",
        f"SELECT * {{ ?s {'(' * 20000}<a:b>{')' * 20000} ?o }}",
        f"SELECT * {{ ?s ?p {'<<( ?a ?b ' * 9000} ?c {')>> ' * 9000} }}",
        "SELECT * { " + "".join(f"BIND(1 AS ?x{number}) " for number in range(9000)) + "}",
        f"SELECT * {{ FILTER({'||'.join(['?x'] * 30000)}) }}",
        f"SELECT * {{ FILTER({'+'.join(['1'] * 30000)}) }}",
        f"SELECT * {{ ?s {'|'.join(['<a:b>'] * 30000)} ?o }}",
        "PREFIX : <urn:x#> SELECT * { :s :p :o " + "~ :i {| :p :o " * 40,
        # brackets in texts and comments do not make the others fewer
        "SELECT * {" + "{ #}\n" * 3000 + "}" * 3001,
    ],
)
def test_a_query_that_would_end_the_process_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match=r"brackets are nested|too long"):
        Engine.in_memory().ask(query)


def test_a_long_query_that_is_not_deep_is_answered() -> None:
    pairs = " ".join(f'("({{[{number}" <urn:x:{number}>)' for number in range(5000))
    answer = Engine.in_memory().rows(f"SELECT * {{ VALUES (?a ?b) {{ {pairs} }} }}")
    assert len(answer.rows) == 5000


@given(st.integers(1, DEEPEST - 1))
def test_a_query_may_be_nested(depth: int) -> None:
    assert Engine.in_memory().rows(f"SELECT * {'{' * depth}{'}' * depth}").rows == [()]


@given(st.text())
def test_what_is_no_query_is_answered_in_a_sentence(text: str) -> None:
    with pytest.raises(QueryError):
        Engine.in_memory().ask(f"SELECT nothing {text}")


@given(st.text(alphabet="{}()[]<>'\"#\\ \n?x.|!", max_size=300))
def test_the_guard_itself_refuses_no_short_text(text: str) -> None:
    if max(map(text.count, "{([<")) <= DEEPEST:
        refuse_dangerous(text)
