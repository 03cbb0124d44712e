"""Asks a SPARQL server over HTTP, as the embedded engine is asked on the disk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from expograph.answers import Answer, Triples, Verdict, from_json, from_ntriples
from expograph.errors import EndpointError, QueryError
from expograph.remote.server import Server, agent
from expograph.vocabulary import PREFIXES

if TYPE_CHECKING:
    import http.client

    from expograph.remote.server import Reply

TRIPLES = "application/n-triples, text/turtle;q=0.9"
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
        self._server = Server(url, user, password, timeout)

    def ask(self, query: str) -> Answer | Verdict | Triples:
        """Return the answer to a SPARQL 1.1 query; the prefixes of expograph are known to it.

        Raises ``QueryError`` for what the server takes for no query, ``EndpointError`` when the
        server cannot be reached, fails, or gives anything but a whole answer.
        """
        form = query_form(query)
        asking = _Asking(self._server, with_prefixes(query), form)
        reply = self._server.reply(lambda: asking.query().response)
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

    def _refuse_pages_and_parts(self, reply: Reply) -> None:
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


class _Asking(SPARQLWrapper):
    """SPARQLWrapper, sending over a server's own opener instead of that of the whole process."""

    def __init__(self, server: Server, query: str, form: str) -> None:
        super().__init__(server.address, agent=agent())
        self._server = server
        self.setMethod(POST)
        self.setOnlyConneg(True)
        self.setReturnFormat(JSON if form in ("SELECT", "ASK") else TURTLE)
        if form in ("CONSTRUCT", "DESCRIBE"):
            self.addCustomHttpHeader("Accept", TRIPLES)
        # not by setQuery, which takes a word in a comment for the form of the query
        self.queryString, self.queryType = query, form

    def _query(self) -> tuple[http.client.HTTPResponse, str]:
        return self._server.open(self._createRequest()), self.returnFormat


def _named_nodes(results: bytes) -> bytes:
    """Give nodes without a name the names that JSON results allow; Virtuoso says nodeID://b1."""
    return re.sub(rb'("bnode"\s*,\s*"value"\s*:\s*")nodeID://', rb"\1", results)
