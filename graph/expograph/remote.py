"""Asks and fills SPARQL servers elsewhere; the only room that touches the network.

``Endpoint`` is asked like the embedded engine. ``publish`` makes a server hold exactly the named
graphs of a file, over the SPARQL 1.1 Graph Store HTTP Protocol. Nothing is sent anywhere but to
the addresses that are given: a redirect is refused with a sentence that names where it leads, and
a password is only sent to the host of its own address, once that asks for one.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
import urllib.request
from dataclasses import dataclass
from html import unescape
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit

from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from expograph.answers import Answer, Triples, Verdict, from_json, from_ntriples
from expograph.errors import EndpointError, InputError, QueryError, UsageError
from expograph.vocabulary import BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from email.message import Message

_CHUNK = 4 << 20
"""Bytes of statements that are sent at once, and that are gathered before they go to the disk."""

_TRIPLES = "application/n-triples, text/turtle;q=0.9"
_STATEMENT = re.compile(rb'(\S+ \S+ (?:<[^>]*>|_:\S+|".*"\S*)) <([^<>"\s]+)> \.')
_HIDING = re.compile(
    r'<[^\x00-\x20<>"{}|^`\\]*>|#[^\n]*|"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'',
    re.DOTALL,
)
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_PREFIXED = re.compile(r"(?<![\w:.-])([^\W\d_][\w.-]*)?:")
_FORM = re.compile(
    r"\s*(?:BASE\s*<>\s*|PREFIX\s+[\w.-]*:\s*<>\s*)*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b",
    re.IGNORECASE,
)
_SIZES = """
SELECT ?graph (COUNT(*) AS ?size)
WHERE { GRAPH ?graph { ?s ?p ?o } FILTER(STRSTARTS(STR(?graph), "%s")) }
GROUP BY ?graph
"""


class Endpoint:
    """A SPARQL server that is asked over HTTP, as ``Engine`` is asked on the disk.

    The default graph is whatever the server makes of it. Virtuoso takes all graphs that it holds,
    ours and its own and anybody's: a question there has to name a class or property of ours. It
    also cuts long answers off; for rows that is noticed, the triples of a CONSTRUCT do not show it.
    """

    def __init__(
        self, url: str, *, timeout: float = 60.0, user: str = "", password: str = ""
    ) -> None:
        """``timeout`` is in seconds, for a whole answer. Raises ``UsageError`` for no address."""
        self._server = _Server(url, user, password, timeout)

    def ask(self, query: str) -> Answer | Verdict | Triples:
        """Return the answer to a SPARQL 1.1 query; the prefixes of expograph are known to it.

        Raises ``QueryError`` for what the server takes for no query, ``EndpointError`` when the
        server cannot be reached, fails, or gives anything but a whole answer.
        """
        form = query_form(query)
        asking = _Asking(self._server, with_prefixes(query), form)
        reply = self._server.reply(asking)
        self._refuse_pages_and_parts(reply)
        try:
            if form in ("SELECT", "ASK"):
                return from_json(_named_nodes(reply.body))
            return from_ntriples(reply.body)
        except ValueError as error:
            expected = "SPARQL results in JSON" if form in ("SELECT", "ASK") else "triples"
            raise EndpointError(
                f"{self._server.address} answered with what are no {expected} ({error}); "
                "name the address of its SPARQL endpoint"
            ) from None

    def rows(self, query: str) -> Answer:
        """Return the rows of a SELECT; see ``ask``."""
        answer = self.ask(query)
        if not isinstance(answer, Answer):
            raise QueryError("a SELECT query was expected here")
        return answer

    def _refuse_pages_and_parts(self, reply: _Reply) -> None:
        """Refuse a web page, and rows that Virtuoso cut off, which it says in a header only."""
        if reply.headers.get_content_type() in ("text/html", "application/xhtml+xml"):
            raise EndpointError(
                f"{self._server.address} answered with a web page; "
                "name the address of its SPARQL endpoint (it often ends in /sparql or /query)"
            )
        if most := reply.headers.get("X-SPARQL-MaxRows"):
            raise EndpointError(
                f"{self._server.address} gives no more than {most} rows, and there may be more; "
                "ask for less, or have its limit raised (ResultSetMaxRows in virtuoso.ini)"
            )


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
    server = _Server(to, user, password, timeout)
    asked = _endpoint(endpoint, server, user, password, timeout) if endpoint else None
    store = _GraphStore(server)
    with TemporaryDirectory() as folder:
        graphs = _grouped(quads_file, Path(folder))
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


def with_prefixes(query: str) -> str:
    """Put before a query the prefixes of expograph that it uses and does not declare.

    They stand in front of its first line, so that a server's numbers of lines stay right.

    >>> with_prefixes("ASK { ev:scewc-2019 a <urn:og:x> }")
    'PREFIX ev: <https://w3id.org/expograph/id/event/> ASK { ev:scewc-2019 a <urn:og:x> }'
    """
    bare = _HIDING.sub(" ", query)
    wanted = set(_PREFIXED.findall(bare)) - set(_DECLARED.findall(bare))
    known = [f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items() if name in wanted]
    return "".join(known) + query


def query_form(query: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE; ``QueryError`` when the text is none of these.

    >>> query_form("# select what is asked\\nPREFIX : <urn:describe#> ask { ?s a :Select }")
    'ASK'
    """
    bare = _HIDING.sub(lambda hidden: "<>" if hidden[0].startswith("<") else " ", query)
    if not (form := _FORM.match(bare)):
        raise QueryError(
            "this is no SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE is expected after its "
            "prefixes (updates are not sent)"
        )
    return form[1].upper()


def agent() -> str:
    """Return the name under which we come, with a way to reach us."""
    try:
        number = version("expograph")
    except PackageNotFoundError:
        number = "checkout"
    return f"expograph/{number} (+{BASE.rstrip('/')})"


class _Reply(NamedTuple):
    """A whole answer."""

    body: bytes
    headers: Message


class _Server:
    """An address that was named, and how it is spoken to; what goes wrong becomes a sentence."""

    def __init__(self, address: str, user: str, password: str, timeout: float) -> None:
        self.address = _checked(address)
        self.user = user
        self.timeout = timeout
        self._opener = _opener(self.address, user, password)

    def open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        """Send a request as it is; whatever urllib raises is raised."""
        response: http.client.HTTPResponse = self._opener.open(request, timeout=self.timeout)
        return response

    def reply(self, asking: _Asking) -> _Reply:
        """Return the answer to a query."""
        try:
            return self._whole(lambda: asking.query().response)
        except HTTPError as error:
            if error.code == 400:
                raise QueryError(
                    f"{self.address} does not accept the query: {_first_line(error)}"
                ) from None
            raise self._refused(error) from None

    def exchange(self, request: urllib.request.Request, allowed: int = 200) -> _Reply | None:
        """Return the answer to a request, or None for the one status that is ``allowed``."""
        request.add_header("User-Agent", agent())
        try:
            return self._whole(lambda: self.open(request))
        except HTTPError as error:
            if error.code == allowed:
                return None
            raise self._refused(error) from None

    def _whole(self, send: Callable[[], http.client.HTTPResponse]) -> _Reply:
        end = time.monotonic() + self.timeout
        try:
            with send() as response:
                body = b"".join(_blocks(response, end))
                headers = response.headers
        except HTTPError:
            raise
        except URLError as error:
            raise self._unreached(error.reason) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._unreached(error) from None
        return _Reply(body, headers)

    def _unreached(self, reason: object) -> EndpointError:
        host = urlsplit(self.address).hostname
        match reason:
            case TimeoutError():
                said = (
                    f"did not answer within {self.timeout:g} seconds; "
                    "ask for less, or give it more time"
                )
            case ConnectionRefusedError():
                said = "cannot be reached: nothing listens there; is the server running?"
            case socket.gaierror():
                said = f"cannot be reached: there is no host called {host!r}; is it spelt right?"
            case ssl.SSLError():
                said = f"cannot be trusted ({reason.reason or reason}); is it https there?"
            case ValueError():
                said = f"cannot be spoken to ({reason})"
            case _:
                said = f"broke off ({str(reason) or type(reason).__name__}); try again later"
        return EndpointError(f"{self.address} {said}")

    def _refused(self, error: HTTPError) -> EndpointError:
        said = _first_line(error)
        match error.code:
            case 301 | 302 | 303 | 307 | 308:
                there = urljoin(self.address, error.headers.get("Location", ""))
                said = f"sends us on to {there}; if that is right, name it as the address"
            case 401 | 403 if self.user:
                said = f"does not let {self.user!r} do this ({said}); is the password right?"
            case 401 | 403:
                said = f"does not let us do this without a user and a password ({said})"
            case 404:
                said = "is not there (status 404); is the address spelt right?"
            case code:
                said = f"failed with status {code}: {said}"
        return EndpointError(f"{self.address} {said}")


class _Asking(SPARQLWrapper):
    """SPARQLWrapper, sending over a server's own opener instead of that of the whole process."""

    def __init__(self, server: _Server, query: str, form: str) -> None:
        super().__init__(server.address, agent=agent())
        self._server = server
        self.setMethod(POST)
        self.setOnlyConneg(True)
        self.setReturnFormat(JSON if form in ("SELECT", "ASK") else TURTLE)
        if form in ("CONSTRUCT", "DESCRIBE"):
            self.addCustomHttpHeader("Accept", _TRIPLES)
        # not by setQuery, which takes a word in a comment for the form of the query
        self.queryString, self.queryType = query, form

    def _query(self) -> tuple[http.client.HTTPResponse, str]:
        return self._server.open(self._createRequest()), self.returnFormat


class _GraphStore:
    """The Graph Store HTTP Protocol at a server; graphs are named by ``?graph=``."""

    def __init__(self, server: _Server) -> None:
        self._server = server

    def fill(self, graphs: Mapping[str, _Part], progress: Callable[[str], None]) -> None:
        """Replace these graphs, one after the other.

        A graph that is not there is asked for first, to learn how the server wants the password:
        Virtuoso breaks the connection when a long request comes without one.
        """
        self._server.exchange(self._request("GET", f"{BASE}graph/none"), allowed=404)
        for name, part in graphs.items():
            progress(f"sending {part.statements} statements of {name}")
            self.replace(name, part)

    def replace(self, name: str, part: _Part) -> None:
        """Let a graph hold these statements and no others: the first chunk replaces, others add."""
        for number, chunk in enumerate(part.chunks()):
            self._server.exchange(self._request("POST" if number else "PUT", name, chunk))

    def size(self, name: str) -> int:
        """Return how many statements a graph has, by reading it."""
        reply = self._server.exchange(self._request("GET", name, accept=_TRIPLES), allowed=404)
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


@dataclass(slots=True)
class _Part:
    """The statements of one named graph, as N-Triples in a file of their own."""

    file: Path
    statements: int = 0
    nameless: bool = False

    def chunks(self) -> Iterator[bytes]:
        """Yield the statements in pieces; in one if nodes without a name may tie them together."""
        if self.nameless:
            yield self.file.read_bytes()
            return
        with self.file.open("rb") as lines:
            while chunk := lines.readlines(_CHUNK):
                yield b"".join(chunk)


def _grouped(quads_file: Path, folder: Path) -> dict[str, _Part]:
    """Group sorted N-Quads by graph, in a temporary file per graph; a few MB are in memory."""
    graphs: dict[str, _Part] = {}
    waiting: dict[str, list[bytes]] = {}
    size = 0
    for name, statement in _statements(quads_file):
        part = graphs.setdefault(name, _Part(folder / f"{len(graphs)}.nt"))
        part.statements += 1
        part.nameless = part.nameless or statement.startswith(b"_:") or b" _:" in statement
        waiting.setdefault(name, []).append(statement + b" .\n")
        size += len(statement)
        if size > _CHUNK:
            _put_down(waiting, graphs)
            size = 0
    _put_down(waiting, graphs)
    return dict(sorted(graphs.items()))


def _put_down(waiting: dict[str, list[bytes]], graphs: dict[str, _Part]) -> None:
    for name, statements in waiting.items():
        with graphs[name].file.open("ab") as file:
            file.writelines(statements)
    waiting.clear()


def _statements(quads_file: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each statement with the IRI of its graph; a line that stands twice counts once."""
    before = b""
    try:
        with quads_file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                line = line.rstrip(b"\r\n")
                if line and line != before:
                    yield _statement(f"{quads_file}, line {number}", line)
                before = line
    except OSError as error:
        raise InputError(f"{quads_file} cannot be read ({error.strerror})") from None


def _statement(place: str, line: bytes) -> tuple[str, bytes]:
    parts = _STATEMENT.fullmatch(line)
    if not parts:
        raise InputError(f"{place}: a statement in a named graph (N-Quads) was expected")
    name = parts[2].decode("utf-8", "replace")
    if not name.startswith(BASE):
        raise InputError(
            f"{place}: the graph {name} is none of ours ({BASE}…) and might replace another's"
        )
    return name, parts[1]


def _sizes(endpoint: Endpoint) -> dict[str, int]:
    """Return the graphs of ours that a server holds, with the number of their statements."""
    return {row["graph"]: int(row["size"]) for row in endpoint.rows(_SIZES % BASE).texts()}


def _endpoint(endpoint: str, server: _Server, user: str, password: str, timeout: float) -> Endpoint:
    """Return the endpoint of a graph store; the password is for the store's own host only."""
    if _origin(_checked(endpoint)) != _origin(server.address):
        return Endpoint(endpoint, timeout=timeout)
    return Endpoint(endpoint, timeout=timeout, user=user, password=password)


def _checked(address: str) -> str:
    """Return an address of the web; ``UsageError`` for anything else."""
    expected = "an address such as http://localhost:8890/sparql was expected"
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known or re.search(r"[\x00-\x20\x7f-\U0010ffff]", address):
        raise UsageError(f"{address!r} is no address of a SPARQL server; {expected}")
    if "@" in parts.netloc:
        raise UsageError(
            f"the address of {parts.hostname} has a user or password in it; give them on their own"
        )
    return address.partition("#")[0]


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """Answers a server's challenge, and remembers it so that no long request is sent twice."""

    _challenge: Mapping[str, str] | None = None
    retried: int

    def get_authorization(self, req: urllib.request.Request, chal: Mapping[str, str]) -> str | None:
        """Return the answer to a challenge."""
        self._challenge = chal
        return super().get_authorization(req, chal)

    def http_request(self, req: urllib.request.Request) -> urllib.request.Request:
        """Put the answer to the last challenge into a request at once."""
        if self._challenge and not req.has_header(self.auth_header):
            said = self.get_authorization(req, self._challenge)
            req.add_unredirected_header(self.auth_header, f"Digest {said}")
        return req

    https_request = http_request

    def http_error_401(self, *asked: Any) -> http.client.HTTPResponse | None:
        """Leave a server that asks in another way to the next handler."""
        try:
            response: http.client.HTTPResponse | None = super().http_error_401(*asked)
        except ValueError:
            return None
        return response

    def retry_http_digest_auth(
        self, req: urllib.request.Request, auth: str
    ) -> http.client.HTTPResponse | None:
        """Try once; a second challenge means that the password is wrong."""
        if self.retried > 1:
            return None
        response: http.client.HTTPResponse | None = super().retry_http_digest_auth(req, auth)
        return response


class _Basic(urllib.request.HTTPBasicAuthHandler):
    """Sends the password itself, to a server that asks for that."""

    def http_error_401(self, *asked: Any) -> http.client.HTTPResponse | None:
        """Leave a server that asks in another way to the next handler."""
        try:
            response: http.client.HTTPResponse | None = super().http_error_401(*asked)
        except ValueError:
            return None
        return response


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """Follows no redirect; it is raised as an error of its status."""

    def redirect_request(self, *_: object) -> None:
        """Make no request of a redirect."""


def _opener(address: str, user: str, password: str) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [_NoDetours()]
    if urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1"):
        handlers.append(urllib.request.ProxyHandler({}))
    if user:
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, "{}://{}/".format(*_origin(address)), user, password)
        handlers += [_Digest(known), _Basic(known)]
    return urllib.request.build_opener(*handlers)


def _blocks(response: http.client.HTTPResponse, end: float) -> Iterator[bytes]:
    """Yield an answer as it comes in; ``TimeoutError`` once it takes too long."""
    while block := response.read1(1 << 16):
        yield block
        if time.monotonic() > end:
            raise TimeoutError
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)


def _first_line(error: HTTPError) -> str:
    """Return what a server says about an error, in one line, or the name of the status."""
    try:
        text = error.read(1 << 16).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        text = ""
    if "<html" in text.lower():
        told = re.search(r"<(xmp|pre|title)\b[^>]*>(.*?)</\1>", text, re.DOTALL | re.IGNORECASE)
        text = unescape(re.sub(r"<[^>]+>", "", told[2])) if told else ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0][:300] if lines else f"{error.code} {error.reason}"


def _named_nodes(results: bytes) -> bytes:
    """Give nodes without a name the names that JSON results allow; Virtuoso says nodeID://b1."""
    return re.sub(rb'("bnode"\s*,\s*"value"\s*:\s*")nodeID://', rb"\1", results)
