"""Makes a server hold exactly the named graphs of a file.

It is spoken to in the SPARQL 1.1 Graph Store HTTP Protocol, and counted by SPARQL where that is
known.
"""

from __future__ import annotations

import urllib.request
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from expograph import resources
from expograph.answers import from_ntriples
from expograph.errors import EndpointError
from expograph.remote.endpoint import TRIPLES, Endpoint
from expograph.remote.named_graphs import grouped
from expograph.remote.server import Server, checked, origin
from expograph.vocabulary import BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from expograph.remote.named_graphs import Part


@dataclass(frozen=True, slots=True)
class Published:
    """What a server was made to hold: its graphs, their statements, and the graphs it let go."""

    graphs: int
    quads: int
    dropped: tuple[str, ...] = ()


def publish(
    quads_file: Path,
    to: str,
    *,
    endpoint: str = "",
    user: str = "",
    password: str = "",
    timeout: float = 300.0,
    progress: Callable[[str], None] = lambda step: None,
) -> Published:
    """Make the graph store at ``to`` hold the named graphs of a file of N-Quads; then count.

    Each graph is replaced as a whole, so that publishing twice changes nothing. On Virtuoso ``to``
    is ``http://…/sparql-graph-crud-auth`` and ``endpoint`` is ``http://…/sparql``. With an
    ``endpoint`` that is asked for the size of every graph, and graphs of ours that are not in the
    file (what a former publication left) are dropped; without one every graph is read back to be
    counted, and what a former one left stays. ``timeout`` is in seconds, for one request.

    Raises ``EndpointError`` when the server cannot be filled or does not hold what it was sent,
    ``InputError`` when the file is no N-Quads of ours.
    """
    server = Server(to, user, password, timeout)
    asked = _endpoint(endpoint, server, user, password, timeout) if endpoint else None
    store = _GraphStore(server)
    with TemporaryDirectory() as folder:
        graphs = grouped(quads_file, Path(folder))
        store.fill(graphs, progress)
    progress("counting")
    held = _sizes(asked) if asked else {name: store.size(name) for name in graphs}
    way_on = "publish again" if asked else "name its SPARQL endpoint too: some cut long answers off"
    for name, part in graphs.items():
        if (found := held.get(name, 0)) != part.statements:
            raise EndpointError(
                f"{to} gives {found} statements for the graph {name}, and {part.statements} were "
                f"sent; {way_on}"
            )
    dropped = tuple(sorted(name for name in held if name not in graphs))
    for name in dropped:
        progress(f"dropping {name}")
        store.drop(name)
    return Published(len(graphs), sum(part.statements for part in graphs.values()), dropped)


class _GraphStore:
    """The Graph Store HTTP Protocol at a server; graphs are named by ``?graph=``."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def fill(self, graphs: Mapping[str, Part], progress: Callable[[str], None]) -> None:
        """Replace these graphs, one after the other.

        A graph that is not there is asked for first, to learn how the server wants the password:
        Virtuoso breaks the connection when a long request comes without one.
        """
        self._server.exchange(self._request("GET", f"{BASE}graph/none"), allowed=404)
        for name, part in graphs.items():
            progress(f"sending {part.statements} statements of {name}")
            self.replace(name, part)

    def replace(self, name: str, part: Part) -> None:
        """Let a graph hold these statements and no others: the first chunk replaces, others add."""
        for number, chunk in enumerate(part.chunks()):
            self._server.exchange(self._request("POST" if number else "PUT", name, chunk))

    def size(self, name: str) -> int:
        """Return how many statements a graph has, by reading it."""
        reply = self._server.exchange(self._request("GET", name, accept=TRIPLES), allowed=404)
        if reply is None:
            return 0
        if reply.headers.get_content_type() == "application/n-triples":
            lines = (line.lstrip() for line in reply.body.splitlines())
            return sum(1 for line in lines if line and not line.startswith(b"#"))
        try:
            return len(from_ntriples(reply.body).triples)
        except ValueError as error:
            raise EndpointError(
                f"{self._server.address} gave {name} as what are no triples ({error})"
            ) from None

    def drop(self, name: str) -> None:
        """Let there be no such graph."""
        self._server.exchange(self._request("DELETE", name), allowed=404)

    def _request(
        self, method: str, name: str, body: bytes | None = None, accept: str = "*/*"
    ) -> urllib.request.Request:
        # Virtuoso does what a PUT asks for and then answers 406 when */* is not accepted
        address = self._server.address
        joint = "&" if urlsplit(address).query else "?"
        request = urllib.request.Request(
            f"{address}{joint}graph={quote(name, safe='')}", data=body, method=method
        )
        request.add_header("Accept", accept)
        if body is not None:
            request.add_header("Content-Type", "application/n-triples")
        return request


def _sizes(endpoint: Endpoint) -> dict[str, int]:
    """Return the graphs of ours that a server holds, with the number of their statements."""
    return {
        row["graph"]: int(row["size"])
        for row in endpoint.rows(resources.query("internal/sizes")).texts()
    }


def _endpoint(endpoint: str, server: Server, user: str, password: str, timeout: float) -> Endpoint:
    """Return the endpoint of a graph store; the password is for the store's own host only."""
    if origin(checked(endpoint)) != origin(server.address):
        return Endpoint(endpoint, timeout=timeout)
    return Endpoint(endpoint, timeout=timeout, user=user, password=password)
