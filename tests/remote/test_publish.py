"""What is sent to a graph store, and what is refused before anything is sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from expograph import remote
from expograph.errors import EndpointError, InputError
from expograph.remote import named_graphs

if TYPE_CHECKING:
    from tests.remote.conftest import Canned

Serving = Callable[..., "Canned"]

GRAPH = "https://w3id.org/expograph/graph/"
TRIPLES = {"Content-Type": "application/n-triples"}


def quads(folder: Path, *lines: str) -> Path:
    """Write lines of N-Quads to a file."""
    path = folder / "graph.nq"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_each_graph_is_sent_as_a_whole_and_read_back(tmp_path: Path, serving: Serving) -> None:
    server = serving(headers=TRIPLES, body=b"# one\n<urn:a> <urn:b> <urn:c> .\n")
    file = quads(
        tmp_path,
        f"<urn:a> <urn:b> <urn:c> <{GRAPH}truths> .",
        f"<urn:a> <urn:b> <urn:c> <{GRAPH}truths> .",
        f'<urn:a> <urn:b> "<x> \\"." <{GRAPH}sources> .',
    )
    published = remote.publish(file, server.address)
    assert published == remote.Published(graphs=2, quads=2)
    sent = {said.path.partition("%2Fgraph%2F")[2]: said for said in server.asked if said.body}
    assert {name: said.body for name, said in sent.items()} == {
        "truths": b"<urn:a> <urn:b> <urn:c> .\n",
        "sources": b'<urn:a> <urn:b> "<x> \\"." .\n',
    }
    assert {said.method for said in sent.values()} == {"PUT"}
    assert all(said.headers["User-Agent"].startswith("expograph/") for said in server.asked)


def test_a_long_graph_is_sent_in_pieces_unless_nameless_nodes_hold_it_together(
    tmp_path: Path, serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(named_graphs, "_CHUNK", 50)
    server = serving(headers=TRIPLES, body=b"<urn:a> <urn:b> <urn:c> .\n" * 6)
    remote.publish(
        quads(
            tmp_path,
            *(f"<urn:{n}> <urn:b> <urn:c> <{GRAPH}truths> ." for n in range(6)),
            *(f"_:n{n} <urn:b> _:n0 <{GRAPH}ontology> ." for n in range(6)),
        ),
        server.address,
    )
    sent = [(said.method, said.path.rpartition("F")[2]) for said in server.asked if said.body]
    assert sent == [("PUT", "ontology"), ("PUT", "truths"), ("POST", "truths"), ("POST", "truths")]


def test_a_graph_that_arrives_in_part_is_told_with_both_numbers(
    tmp_path: Path, serving: Serving
) -> None:
    server = serving(headers=TRIPLES, body=b"")
    file = quads(tmp_path, f"<urn:a> <urn:b> <urn:c> <{GRAPH}truths> .")
    with pytest.raises(
        EndpointError, match=f"gives 0 statements for the graph {GRAPH}truths, and 1"
    ):
        remote.publish(file, server.address)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            "<urn:a> <urn:b> <urn:c> .",
            "line 1: a statement in a named graph .N-Quads. was expected",
        ),
        ("what is this", "line 1: a statement in a named graph .N-Quads. was expected"),
        ("<urn:a> <urn:b> <urn:c> <urn:g> .", "line 1: the graph urn:g is none of ours"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_before_anything_is_sent(
    line: str, problem: str, tmp_path: Path, serving: Serving
) -> None:
    server = serving(headers=TRIPLES)
    with pytest.raises(InputError, match=problem):
        remote.publish(quads(tmp_path, line), server.address)
    assert not server.asked


def test_a_file_that_is_not_there_is_told(tmp_path: Path, serving: Serving) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        remote.publish(tmp_path / "none.nq", serving().address)


def test_the_password_of_a_graph_store_is_not_for_an_endpoint_elsewhere(
    tmp_path: Path, serving: Serving
) -> None:
    store = serving(headers=TRIPLES)
    asking = {"WWW-Authenticate": 'Basic realm="r"'}
    elsewhere = serving(status=401, headers=asking)
    file = quads(tmp_path, f"<urn:a> <urn:b> <urn:c> <{GRAPH}truths> .")
    with pytest.raises(EndpointError, match="without a user and a password"):
        remote.publish(file, store.address, endpoint=elsewhere.address, user="dba", password="kept")
    assert all("Authorization" not in said.headers for said in elsewhere.asked)
