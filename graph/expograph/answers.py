"""Holds what comes back from a question, whichever engine answered it.

Terms are those of pyoxigraph: anything with a ``value``; ``str`` of a term is its N-Triples form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Protocol

    class Askable(Protocol):
        """What can be asked: the embedded engine, or a server elsewhere."""

        def ask(self, query: str) -> Answer | Verdict | Triples:
            """Return the answer to a SPARQL query."""

        def rows(self, query: str) -> Answer:
            """Return the rows of a SELECT."""

    Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
    Rows = Callable[[str], "Answer"]
    Bound = Mapping[str, Sequence[Term]]

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


def from_turtle(content: str, name: str) -> Iterator[pyoxigraph.Triple]:
    """Yield the statements of a Turtle text; ``SyntaxError`` says line and column.

    Nodes without a name are numbered after ``name`` in the order in which they stand, so that the
    same text always gives the same.
    """
    numbers: dict[str, int] = {}

    def numbered(node: pyoxigraph.BlankNode) -> pyoxigraph.BlankNode:
        return BlankNode(f"{name}{numbers.setdefault(node.value, len(numbers))}")

    for quad in pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.TURTLE):
        subject, thing = quad.subject, quad.object
        subject = numbered(subject) if isinstance(subject, BlankNode) else subject
        thing = numbered(thing) if isinstance(thing, BlankNode) else thing
        yield pyoxigraph.Triple(subject, quad.predicate, thing)


def written(triples: Iterable[pyoxigraph.Triple], form: str, prefixes: Mapping[str, str]) -> bytes:
    """Return triples as "turtle", "ntriples" or "jsonld", with the prefixes that they use."""
    formats = {
        "turtle": pyoxigraph.RdfFormat.TURTLE,
        "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
        "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    }
    said = list(triples)
    known = None if form == "ntriples" else used(prefixes, map(str, said))
    return in_order(pyoxigraph.serialize(said, format=formats[form], prefixes=known) or b"")


def used(prefixes: Mapping[str, str], statements: Iterable[str]) -> dict[str, str]:
    """Return the prefixes whose IRIs occur in statements."""
    left, found = dict(prefixes), {}
    for statement in statements:
        for prefix in [prefix for prefix, iri in left.items() if f"<{iri}" in statement]:
            found[prefix] = left.pop(prefix)
    return found


def in_order(content: bytes) -> bytes:
    """Return Turtle or TriG with its prefixes in order; the engine writes them in any."""
    lines = content.split(b"\n")
    head = [line for line in lines if line.startswith(b"@prefix ")]
    return b"\n".join(sorted(head) + lines[len(head) :])
