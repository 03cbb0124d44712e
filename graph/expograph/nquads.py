"""Writes claims, sources and truths as lines of N-Quads.

The text is made directly: the engine reads it faster than it could be handed objects, and the
same lines, sorted, are the file that is compared, counted and published.
"""

import re
from collections.abc import Iterable, Iterator

from expograph.claims import Claim, Premises, Quote, Ref, Row, Source, Value
from expograph.dates import precision
from expograph.identifiers import graph, iri
from expograph.vocabulary import NS, PREFIXES, term

_XSD = PREFIXES["xsd"]
_RDF = PREFIXES["rdf"]
_SPECIAL = re.compile(r'[\\"\n\r\t]')
_ESCAPED = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}

_TYPE = f"<{_RDF}type>"
_CLAIM = f"{_TYPE} <{NS}Claim>"
_SUBJECT, _PREDICATE, _OBJECT = (f"<{_RDF}{part}>" for part in ("subject", "predicate", "object"))
_END, _EXACT, _START = (f"<{term(f'oa:{part}')}>" for part in ("end", "exact", "start"))
_CITED, _DERIVED = f"<{term('prov:hadPrimarySource')}>", f"<{term('prov:wasDerivedFrom')}>"
_OURS = {
    name: f"<{term(name)}>"
    for name in (
        "confidence", "line", "matchedBy", "mayBe", "method", "nameAsRead", "premise", "reference",
        "row", "standing", "contested", "title", "publisher", "language", "published", "address",
        "sameWorkAs", "columns",
    )
}  # fmt: skip
TRUTHS = f"<{graph('truths')}>"
SOURCES = f"<{graph('sources')}>"


def literal(value: Value) -> str:
    """Return a literal in its N-Triples form.

    >>> literal(Value("24000", "integer"))
    '"24000"^^<http://www.w3.org/2001/XMLSchema#integer>'
    >>> print(literal(Value('the "Smart"', language="en")))
    "the \\"Smart\\""@en
    """
    quoted = f'"{_escaped(value.text)}"'
    if value.language:
        return f"{quoted}@{value.language}"
    return quoted if value.datatype == "string" else f"{quoted}^^<{_XSD}{value.datatype}>"


def node(thing: Ref | Value) -> str:
    """Return a thing or value as read in its N-Triples form."""
    return literal(thing) if isinstance(thing, Value) else f"<{iri(thing)}>"


def claim_lines(
    name: str,
    subject: str,
    predicate: str,
    thing: str,
    claim: Claim,
    qualifiers: Iterable[tuple[str, str]],
    may_be: Iterable[str] = (),
) -> list[str]:
    """Return the lines of one claim, in the named graph of the thing that it was read from.

    ``name`` is the claim's IRI; subject, predicate, object, qualifiers and what a name may be are
    given in N-Triples form, after identity.
    """
    read = f"<{iri(Ref('source', claim.read_from))}>"
    start, end = f"<{name}> ", f" {read} ."
    said = [
        f"{_OBJECT} {thing}", f"{_PREDICATE} {predicate}", f"{_SUBJECT} {subject}", _CLAIM,
        *_evidence(claim.evidence), f"{_DERIVED} {read}",
        f'{_OURS["confidence"]} "{claim.confidence}"^^<{_XSD}decimal>',
        f'{_OURS["method"]} "{claim.method}"',
    ]  # fmt: skip
    if claim.name_as_read is not None:
        said.append(f"{_OURS['nameAsRead']} {literal(claim.name_as_read)}")
        said.append(f'{_OURS["matchedBy"]} "{_escaped(claim.matched_by)}"')
    said += [f"{_OURS['mayBe']} {candidate}" for candidate in may_be]
    if claim.reference:
        said.append(f'{_OURS["reference"]} "{_escaped(claim.reference)}"')
    said += [f"<{term(qualifier)}> {value}" for qualifier, value in qualifiers]
    return [f"{start}{statement}{end}" for statement in said]


def _evidence(evidence: Row | Quote | Premises) -> list[str]:
    match evidence:
        case Row(line, text, _, cited):
            return [
                *(f"{_CITED} <{iri(Ref('source', page))}>" for page in cited),
                f'{_OURS["line"]} "{line}"^^<{_XSD}integer>',
                f'{_OURS["row"]} "{_escaped(text)}"',
            ]
        case Quote(exact, start, end):
            return [
                f'{_END} "{end}"^^<{_XSD}integer>',
                f'{_EXACT} "{_escaped(exact)}"',
                f'{_START} "{start}"^^<{_XSD}integer>',
            ]
        case Premises(claims):
            return [f"{_OURS['premise']} <{premise}>" for premise in claims]


def standing_line(name: str, standing: str) -> str:
    """Return the line that says how a claim came out of the weighing."""
    return f"<{name}> {_OURS['standing']} <{NS}{standing}> {TRUTHS} ."


def truth_line(subject: str, predicate: str, thing: str) -> str:
    """Return the line of one plain triple; all parts in N-Triples form."""
    return f"{subject} {predicate} {thing} {TRUTHS} ."


def contested_line(subject: str, predicate: str) -> str:
    """Return the line that says that sources disagree on a property of a thing."""
    return f"{subject} {_OURS['contested']} {predicate} {TRUTHS} ."


def source_lines(source: Source) -> Iterator[str]:
    """Yield the lines that describe one thing read or cited page."""
    subject = f"<{iri(Ref('source', source.key))}>"
    yield f"{subject} {_TYPE} <{NS}Source> {SOURCES} ."
    described = {
        "title": Value(source.title), "publisher": Value(source.publisher),
        "language": Value(source.language), "address": Value(source.address, "anyURI"),
        "columns": Value(source.columns),
    }  # fmt: skip
    if source.published:
        described["published"] = Value(source.published, precision(source.published))
    for name, value in described.items():
        if value.text:
            yield f"{subject} {_OURS[name]} {literal(value)} {SOURCES} ."
    if source.same_work_as:
        cited = iri(Ref("source", source.same_work_as))
        yield f"{subject} {_OURS['sameWorkAs']} <{cited}> {SOURCES} ."


def _escaped(text: str) -> str:
    if _SPECIAL.search(text) is None:
        return text
    return _SPECIAL.sub(lambda match: _ESCAPED[match[0]], text)
