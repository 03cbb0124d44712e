"""What an endpoint asks for, and the sentence for each server that does not answer as it should."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from expograph import remote
from expograph.answers import Triples, Verdict
from expograph.errors import EndpointError, QueryError, UsageError
from expograph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from tests.remote.conftest import Canned

Serving = Callable[..., "Canned"]

JSON = {"Content-Type": "application/sparql-results+json"}
HTML = {"Content-Type": "text/html; charset=utf-8"}
YES = b'{"head": {}, "boolean": true}'


def test_a_question_is_posted_with_our_name_and_the_prefixes_that_it_needs(
    serving: Serving,
) -> None:
    server = serving(headers=JSON, body=YES)
    query = "#+ summary: Is it?\nASK { ev:scewc-2019 a :Event }"
    assert remote.Endpoint(server.address).ask(query) == Verdict(True)
    (asked,) = server.asked
    sent = parse_qs(asked.body.decode())["query"][0]
    assert asked.method == "POST"
    assert asked.headers["User-Agent"].startswith("expograph/")
    assert asked.headers["User-Agent"].endswith("(+https://w3id.org/expograph)")
    assert sent == f"PREFIX : <{PREFIXES['']}> PREFIX ev: <{PREFIXES['ev']}> {query}"


@pytest.mark.parametrize(
    ("query", "added"),
    [
        ("ASK { ?s a :Event }", [""]),
        ("PREFIX : <urn:x#> ASK { ?s a :Event ; rdf:value ?o }", ["rdf"]),
        ("prefix og: <urn:x#>\nASK { og:a og:b og:c }", []),
        ("# skos:prefLabel\nASK { <urn:og:x> ?p 'ev:x', \"ci:x\\\"ci:y\", '''co:\n''' }", []),
        ("ASK { ?s ?p ?o FILTER(?o<?p && ?s > th:x) }", ["th"]),
        ("ASK { ?s ^skos:broader|skos:narrower ?o }", ["skos"]),
    ],
)
def test_only_prefixes_that_are_used_and_not_declared_are_added(
    query: str, added: list[str]
) -> None:
    expected = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in added)
    assert remote.with_prefixes(query) == expected + query


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("#+ summary: Whom to ask\n#+ describe: all\nconstruct { } where { }", "CONSTRUCT"),
        ("BASE <http://x.org/#select> PREFIX ask: <urn:ask#> describe ask:x", "DESCRIBE"),
    ],
)
def test_the_form_of_a_query_is_not_looked_for_in_comments_and_prefixes(
    query: str, form: str
) -> None:
    assert remote.query_form(query) == form


@pytest.mark.parametrize("text", ["", "who?", "INSERT DATA { <urn:a> <urn:b> <urn:SELECT> }"])
def test_what_is_no_query_is_not_sent(text: str, serving: Serving) -> None:
    server = serving(headers=JSON, body=YES)
    with pytest.raises(QueryError, match="this is no SPARQL query"):
        remote.Endpoint(server.address).ask(text)
    assert not server.asked


def test_rows_come_back_as_terms(serving: Serving) -> None:
    body = b"""{"head": {"vars": ["x", "y", "z"]}, "results": {"bindings": [
      {"x": {"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#gYear",
             "value": "2019"},
       "y": {"type": "bnode", "value": "nodeID://b10092"}}]}}"""
    answer = remote.Endpoint(serving(headers=JSON, body=body).address).rows("SELECT * { ?s ?p ?o }")
    assert answer.columns == ("x", "y", "z")
    assert [str(term) for term in answer.rows[0]] == [
        '"2019"^^<http://www.w3.org/2001/XMLSchema#gYear>',
        "_:b10092",
        "None",
    ]


def test_triples_come_back_as_triples(serving: Serving) -> None:
    server = serving(headers={"Content-Type": "text/turtle"}, body=b"<urn:a> <urn:b> 'c'@de, 1 .")
    answer = remote.Endpoint(server.address).ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(answer, Triples)
    assert len(answer.triples) == 2
    assert "application/n-triples" in server.asked[0].headers["Accept"]


def test_rows_are_only_what_a_select_gives(serving: Serving) -> None:
    server = serving(headers=JSON, body=YES)
    with pytest.raises(QueryError, match="a SELECT query was expected"):
        remote.Endpoint(server.address).rows("ASK { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"headers": HTML, "body": b"<html>Welcome</html>"}, "answered with a web page; name the"),
        ({"headers": JSON, "body": b'{"head":'}, "what are no SPARQL results in JSON"),
        ({"headers": JSON, "body": b"\xff\xfe"}, "what are no SPARQL results in JSON"),
        ({"headers": JSON, "body": b""}, "what are no SPARQL results in JSON"),
        ({"headers": JSON, "body": YES, "length": 99}, "broke off"),
        ({"status": 401}, "without a user and a password"),
        ({"status": 403, "body": b"not you\n"}, r"without a user and a password \(not you\)"),
        ({"status": 404, "headers": HTML, "body": b"<html>"}, "is not there .status 404."),
        ({"status": 500, "body": b"\n the disk is full \nat 0x0"}, "status 500: the disk is full$"),
        ({"status": 503}, "status 503: 503 Service Unavailable"),
        (
            {"status": 500, "headers": HTML, "body": b"<html><h1>!</h1><pre>a &lt; b\n</pre>"},
            "status 500: a < b$",
        ),
        (
            {"headers": {**JSON, "X-SPARQL-MaxRows": "100"}, "body": YES},
            "no more than 100 rows, and there may be more",
        ),
    ],
)
def test_a_server_that_does_not_answer_as_it_should_is_told_in_a_sentence(
    answer: dict[str, object], sentence: str, serving: Serving
) -> None:
    server = serving(**answer)
    with pytest.raises(EndpointError, match=sentence) as caught:
        remote.Endpoint(server.address).ask("SELECT * { ?s ?p ?o }")
    assert str(caught.value).startswith(server.address)


def test_triples_that_are_none_are_told_in_a_sentence(serving: Serving) -> None:
    server = serving(headers={"Content-Type": "text/turtle"}, body=b"<urn:a> what?")
    with pytest.raises(EndpointError, match="what are no triples"):
        remote.Endpoint(server.address).ask("DESCRIBE <urn:a>")


def test_a_query_that_the_server_does_not_accept_is_a_mistake_in_the_query(
    serving: Serving,
) -> None:
    server = serving(status=400, body=b"line 1: syntax error at '}'\n\nSPARQL query:\n")
    with pytest.raises(
        QueryError, match=r"does not accept the query: line 1: syntax error at '}'$"
    ):
        remote.Endpoint(server.address).ask("SELECT * { ?s ?p }")


def test_a_port_where_nothing_listens_is_told_in_a_sentence() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/sparql"
        with pytest.raises(EndpointError, match=f"{address} cannot be reached: nothing listens"):
            remote.Endpoint(address).ask("ASK { }")


def test_a_host_that_does_not_exist_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(EndpointError, match=r"no host called 'no\.such\.invalid'"):
        remote.Endpoint("http://no.such.invalid/sparql").ask("ASK { }")


def test_a_server_that_does_not_answer_in_time_is_told_in_a_sentence(serving: Serving) -> None:
    server = serving(headers=JSON, body=YES, delay=3.0)
    with pytest.raises(EndpointError, match=r"did not answer within 0\.2 seconds"):
        remote.Endpoint(server.address, timeout=0.2).ask("ASK { }")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_refused_and_told(status: int, serving: Serving) -> None:
    elsewhere = serving(headers=JSON, body=YES)
    server = serving(status=status, headers={"Location": elsewhere.address})
    with pytest.raises(
        EndpointError, match=f"sends us on to {elsewhere.address}; if that is right"
    ):
        remote.Endpoint(server.address).ask("ASK { }")
    assert not elsewhere.asked


def test_a_password_is_sent_only_once_it_is_asked_for(serving: Serving) -> None:
    open_to_all = serving(headers=JSON, body=YES)
    remote.Endpoint(open_to_all.address, user="dba", password="kept").ask("ASK { }")
    assert all("Authorization" not in asked.headers for asked in open_to_all.asked)
    closed = serving(status=401, headers={"WWW-Authenticate": 'Digest realm="r", nonce="n"'})
    with pytest.raises(EndpointError, match=r"does not let 'dba' do this .*is the password right"):
        remote.Endpoint(closed.address, user="dba", password="kept").ask("ASK { }")
    assert [asked.headers.get("Authorization", "")[:7] for asked in closed.asked] == ["", "Digest "]
    assert all("kept" not in str(asked) for asked in closed.asked)


def test_a_way_of_asking_for_the_password_that_is_not_known_is_told(serving: Serving) -> None:
    server = serving(status=401, headers={"WWW-Authenticate": "Bearer"})
    with pytest.raises(EndpointError, match="does not let 'dba' do this"):
        remote.Endpoint(server.address, user="dba", password="kept").ask("ASK { }")


@pytest.mark.parametrize(
    "address",
    ["", "sparql", "ftp://localhost/sparql", "file:///etc/passwd", "http://", "http://a:b/c",
     "http://a b/", "http://a/\r\nX: y", "http://[::1/sparql"],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="is no address of a SPARQL server"):
        remote.Endpoint(address)


def test_a_password_in_an_address_is_refused_without_repeating_it() -> None:
    with pytest.raises(UsageError, match="give them on their own") as caught:
        remote.Endpoint("http://dba:secret@localhost/sparql")
    assert "secret" not in str(caught.value)


def test_asking_leaves_the_openers_of_the_process_alone(serving: Serving) -> None:
    import urllib.request

    before = urllib.request._opener  # type: ignore[attr-defined]
    server = serving(headers=JSON, body=YES)
    remote.Endpoint(server.address, user="dba", password="kept").ask("ASK { }")
    assert urllib.request._opener is before  # type: ignore[attr-defined]
