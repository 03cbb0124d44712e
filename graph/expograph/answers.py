"""Holds what comes back from a question, whichever engine answered it.

Terms are those of pyoxigraph: anything with a ``value``; ``str`` of a term is its N-Triples form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple

NamedNode, BlankNode, Literal = pyoxigraph.NamedNode, pyoxigraph.BlankNode, pyoxigraph.Literal


class Answer(NamedTuple):
    """Rows of a SELECT: the columns in order, and a tuple of terms (or None) for each row."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]

    def texts(self) -> Iterator[dict[str, str]]:
        """Yield each row as texts by column; an unbound cell is an empty text."""
        for row in self.rows:
            yield {c: text(term) for c, term in zip(self.columns, row, strict=True)}


class Verdict(NamedTuple):
    """The answer to an ASK."""

    yes: bool


class Triples(NamedTuple):
    """The answer to a CONSTRUCT or DESCRIBE."""

    triples: list[pyoxigraph.Triple]


def text(term: Term | None) -> str:
    """Return what a term says, without quotes, language and type."""
    if term is None:
        return ""
    return str(term) if isinstance(term, pyoxigraph.Triple) else term.value


def taken(results: object) -> Answer | Verdict | Triples:
    """Take an engine's results in, whole."""
    if isinstance(results, pyoxigraph.QuerySolutions):
        columns = tuple(variable.value for variable in results.variables)
        return Answer(columns, [tuple(row) for row in results])
    if isinstance(results, pyoxigraph.QueryTriples):
        return Triples(list(results))
    return Verdict(bool(results))


def from_json(content: bytes) -> Answer | Verdict | Triples:
    """Take in the SPARQL JSON results of a server; ``ValueError`` when they are none."""
    try:
        return taken(
            pyoxigraph.parse_query_results(content, format=pyoxigraph.QueryResultsFormat.JSON)
        )
    except SyntaxError as error:
        raise ValueError(str(error)) from None


def from_ntriples(content: bytes) -> Triples:
    """Take in triples as Turtle or N-Triples; ``ValueError`` when they are none."""
    try:
        parsed = pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.TURTLE)
        return Triples([quad.triple for quad in parsed])
    except SyntaxError as error:
        raise ValueError(str(error)) from None


def written(triples: Iterable[pyoxigraph.Triple], form: str, prefixes: Mapping[str, str]) -> bytes:
    """Return triples as "turtle", "ntriples" or "jsonld"."""
    formats = {
        "turtle": pyoxigraph.RdfFormat.TURTLE,
        "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
        "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    }
    known = dict(prefixes) if form != "ntriples" else None
    return pyoxigraph.serialize(triples, format=formats[form], prefixes=known) or b""
