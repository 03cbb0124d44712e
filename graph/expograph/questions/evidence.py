"""Finds what stands behind the rows of an answer: quotes or table rows, with source and date.

The head of a question says which statements a row rests on, as triple patterns over its columns
(``#+ evidence: ?event :hasExhibitor ?agent . ?event :hasExhibitor ?of``). Variables that are no
columns are looked up among the truths.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

from expograph import resources
from expograph.errors import UsageError
from expograph.formats import one_line
from expograph.identifiers import local_name
from expograph.questions.library import bind
from expograph.vocabulary import BASE, NS, SYMMETRIC, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from expograph.answers import Rows, Term

    Pattern = tuple[str, str, str]

_CHUNK = 400
_MARKS = {"de": ("„", "“"), **dict.fromkeys(("ca", "es", "fr", "it", "pt"), ("«", "»"))}
"""The quotation marks of languages that have other ones than English."""

Statement = tuple[str, str, str]
"""Subject, predicate and object in N-Triples form."""


class Source(NamedTuple):
    """A page, document or table that says something."""

    iri: str
    title: str
    publisher: str
    published: str
    address: str
    language: str


class Evidence(NamedTuple):
    """The words or the row that say a statement, where they stand, and in which sources.

    ``reference`` says what of the statement stands outside the words: what a phrase in them refers
    to. Several sources of one row are to be read as "one or more of these".
    """

    claim: str
    standing: str
    words: str
    is_quote: bool
    where: str
    read: str
    columns: str
    sources: tuple[Source, ...]
    reference: str = ""

    @classmethod
    def of(
        cls, said: Mapping[str, str], columns: str, sources: tuple[Source, ...],
        standing: str = "accepted",
    ) -> Evidence:  # fmt: skip
        """Return the evidence of a claim from what a query tells of it: its quote or its row."""
        quote = said["quote"]
        place = f"characters {said['start']}–{said['end']}" if quote else f"line {said['line']}"
        return cls(
            said["claim"], standing, quote or said["row"], bool(quote), place, said["read"],
            columns, sources, said["reference"],
        )  # fmt: skip

    @property
    def place(self) -> str:
        """The thing read, and where in it the words or the row stand."""
        return f"{self.read.removeprefix(f'{BASE}source/')}, {self.where}"

    @property
    def readable(self) -> str:
        """The quote as it stands, or the row cell by cell with the names of its columns."""
        if self.is_quote:
            return self.words
        names, cells = (next(csv.reader([line]), []) for line in (self.columns, self.words))
        if len(names) != len(cells):
            return self.words
        heads = (name.replace("_", " ") for name in names)
        known = zip(heads, cells, strict=True)
        return " · ".join(f"{name}: {cell}" for name, cell in known if cell and name != "source")

    @property
    def quoted(self) -> str:
        """The quote in the quotation marks of its language."""
        first, last = _MARKS.get(self.sources[0].language if self.sources else "", ("“", "”"))
        return f"{first}{self.words}{last}"


def statements_behind(
    patterns: Sequence[str],
    columns: Sequence[str],
    answer: Sequence[Sequence[Term | None]],
    rows: Rows,
) -> list[list[Statement]]:
    """Return for each row of an answer the statements it rests on, in N-Triples form.

    ``columns`` name the cells of ``answer``, parameters included.
    """
    found: list[dict[Statement, None]] = [{} for _ in answer]
    for pattern in patterns:
        triples = [_parsed(part) for part in pattern.split(" . ")]
        for at, statement in _solved(triples, columns, answer, rows):
            found[at][statement] = None
    return [list(each) for each in found]


def evidence_of(statements: Iterable[Statement], rows: Rows) -> dict[Statement, list[Evidence]]:
    """Return the evidence of each statement, in a fixed order."""
    found: dict[Statement, list[Evidence]] = {statement: [] for statement in statements}
    asked: dict[Statement, list[Statement]] = {}
    for statement in found:
        for way in ways(statement):
            asked.setdefault(way, []).append(statement)
    claims: dict[tuple[Statement, str], list[dict[str, str]]] = {}
    for row, said in about(asked, "evidence", rows):
        for statement in asked.get(row, []):
            claims.setdefault((statement, said["claim"]), []).append(said)
    cited = _sources({said["source"] for each in claims.values() for said in each}, rows)
    for (statement, _), each in sorted(claims.items()):
        found[statement].append(_put_together(each, cited))
    return found


def together(pieces: Iterable[Evidence]) -> list[Evidence]:
    """Return each piece of evidence once, sentences before rows.

    What a sentence leaves to be told for one statement or another is told together.
    """
    first: dict[tuple[object, ...], Evidence] = {}
    told: dict[tuple[object, ...], dict[str, None]] = {}
    for piece in pieces:
        _, *words, reference = piece
        same = tuple(words)
        first.setdefault(same, piece)
        told.setdefault(same, {})[reference] = None
    merged = [
        piece if len(references) == 1
        else piece._replace(reference="; ".join(filter(None, references)))
        for piece, references in zip(first.values(), told.values(), strict=True)
    ]  # fmt: skip
    return sorted(merged, key=lambda piece: not piece.is_quote)


def about(
    statements: Iterable[Statement], query: str, rows: Rows
) -> Iterator[tuple[Statement, dict[str, str]]]:
    """Yield what one of our queries finds about the subjects and predicates of statements.

    The rows of a hub would be read over and over if each statement were asked for by itself; so
    more is found than was asked for, each with its statement.
    """
    pairs = list(dict.fromkeys((subject, predicate) for subject, predicate, _ in statements))
    for start in range(0, len(pairs), _CHUNK):
        block = [f"({' '.join(pair)})" for pair in pairs[start : start + _CHUNK]]
        answer = rows(bind(resources.query(f"internal/{query}"), {"about": block}))
        for row, said in zip(answer.rows, answer.texts(), strict=True):
            yield (str(row[0]), str(row[1]), str(row[2])), said


def _sources(iris: Iterable[str], rows: Rows) -> dict[str, Source]:
    wanted = [f"<{iri}>" for iri in sorted(iris)]
    if not wanted:
        return {}
    answer = rows(bind(resources.query("internal/sources"), {"source": wanted}))
    return {said["source"]: Source(*said.values()) for said in answer.texts()}


def ways(statement: Statement) -> Iterator[Statement]:
    """Yield a statement, and the other way round if its property holds both ways."""
    subject, predicate, thing = statement
    yield statement
    if predicate.removeprefix(f"<{NS}").removesuffix(">") in SYMMETRIC:
        yield thing, predicate, subject


def _parsed(pattern: str) -> Pattern:
    parts = pattern.split()
    if len(parts) != 3:
        raise UsageError(
            f"the evidence {pattern!r} is not written `?one :property ?other`, joined by ` . `"
        )
    try:
        subject, predicate, thing = (
            part if part.startswith("?") else f"<{term(part)}>" for part in parts
        )
    except ValueError as error:
        raise UsageError(f"the evidence {pattern!r} cannot be looked for: {error}") from None
    return subject, predicate, thing


def _solved(
    triples: Sequence[Pattern], columns: Sequence[str],
    answer: Sequence[Sequence[Term | None]], rows: Rows,
) -> Iterator[tuple[int, Statement]]:  # fmt: skip
    """Yield each statement that a pattern comes to for a row, with the row's number."""
    variables = {part for triple in triples for part in triple if part.startswith("?")}
    known = [column for column in columns if f"?{column}" in variables]
    places = [columns.index(column) for column in known]
    cells: dict[tuple[str, ...], list[int]] = {}
    for number, row in enumerate(answer):
        values = tuple(str(row[place]) for place in places)
        if all(row[place] is not None for place in places) and not _nameless(values):
            cells.setdefault(values, []).append(number)
    free = sorted(variables - {f"?{column}" for column in known})
    for values, bindings in _bindings(triples, known, free, list(cells), rows):
        said = dict(zip((f"?{column}" for column in known), values, strict=True))
        said.update(bindings)
        for triple in triples:
            subject, predicate, thing = (said.get(part, part) for part in triple)
            for number in cells[values]:
                yield number, (subject, predicate, thing)


def _bindings(
    triples: Sequence[Pattern], known: Sequence[str], free: Sequence[str],
    cells: Sequence[tuple[str, ...]], rows: Rows,
) -> Iterator[tuple[tuple[str, ...], Mapping[str, str]]]:  # fmt: skip
    """Yield for the known cells what the free variables of a pattern stand for."""
    if not free:
        yield from ((values, {}) for values in cells)
        return
    wanted = [f"?{column}" for column in known]
    for start in range(0, len(cells), _CHUNK):
        block = " ".join(f"({' '.join(values)})" for values in cells[start : start + _CHUNK])
        given = f"VALUES ({' '.join(wanted)}) {{ {block} }}" if wanted else ""
        pattern = " . ".join(" ".join(triple) for triple in triples)
        if any(predicate.startswith("?") for _, predicate, _ in triples):
            pattern = f"GRAPH <{BASE}graph/truths> {{ {pattern} }}"
        query = f"SELECT DISTINCT {' '.join([*wanted, *free])} WHERE {{ {given} {pattern} }}"
        for said in sorted([str(each) for each in row] for row in rows(query).rows):
            yield tuple(said[: len(known)]), dict(zip(free, said[len(known) :], strict=True))


def _nameless(values: Iterable[str]) -> bool:
    return any(value.startswith("_:") for value in values)


def _put_together(said: Sequence[Mapping[str, str]], cited: Mapping[str, Source]) -> Evidence:
    """Make one piece of evidence of the rows that tell of a claim, one for each cited source."""
    first = said[0]
    sources = dict.fromkeys(cited[source] for source in sorted(each["source"] for each in said))
    return Evidence.of(first, first["columns"], tuple(sources), local_name(first["standing"]))


def shown(evidence: Evidence) -> str:
    """Return a piece of evidence as people read it: the words, the place, and each source."""
    said = evidence.quoted if evidence.is_quote else evidence.readable
    weighed = "" if evidence.standing == "accepted" else f" [{evidence.standing}]"
    outside = [f"  ({one_line(evidence.reference)})"] if evidence.reference else []
    cited = [one_line(_cited(source, evidence)) for source in evidence.sources]
    where = [f"  {evidence.place}{each and '; '}{each}" for each in cited]
    if len(cited) > 1:
        where = [f"  {evidence.place}; one or more of:", *(f"    {each}" for each in cited)]
    return "\n".join([one_line(said + weighed), *outside, *where])


def _cited(source: Source, evidence: Evidence) -> str:
    """Return what is known of a source; of a text without a head, its language alone."""
    language = source.language if evidence.is_quote else ""
    parts = (source.title, source.publisher, source.published, language, source.address)
    known = ", ".join(part for part in parts if part)
    return known or ("" if source.iri == evidence.read else source.iri)
