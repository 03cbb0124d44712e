"""Writes a network as RDF in our vocabulary: things, ties as triples, and what each rests on.

A tie is a plain triple, as among the truths. Beside it stands an ``rdf:Statement`` of the same
three parts that carries roles, dates and ``:through``, and that ``prov:wasDerivedFrom`` its pieces
of evidence: the words (``oa:exact``) or the row (``:row``), where they stand, and the sources.
Several sources of one piece are to be read as "one or more of these". Nodes of the file's own are
named by what is said of them, so that two files can be read into one graph.
"""

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from expograph.answers import written
from expograph.dates import PRECISION, read_date
from expograph.identifiers import network_iri
from expograph.network.files.parts import (
    Record,
    Selection,
    Tie,
    contested,
    sources_of,
)
from expograph.vocabulary import BASE, CLASS_OF_KIND, TERMS, term
from expograph.vocabulary import PREFIXES as OURS

PREFIXES = {**OURS, "dcterms": "http://purl.org/dc/terms/"}
_KINDS = frozenset(CLASS_OF_KIND.values())
_NOT_IN_IRIS = ' "<>\\^`{|}\n\t\ufffd'

Said = tuple[str, NamedNode | Literal]
"""A prefixed property and its value."""


def described(chosen: Selection, form: str) -> bytes:
    """Return a network as "turtle" or "jsonld"."""
    return written(_triples(chosen), form, PREFIXES)


def _triples(chosen: Selection) -> Iterator[Triple]:
    evidence: dict[str, Record] = {}
    cited: dict[str, tuple[str, ...]] = {}
    ties: dict[str, list[Said]] = {name: [] for name in chosen.things}
    for tie in chosen.ties:
        ties[tie.start].append((_term(tie.known["relation"]), _node(tie.end)))
    yield from _about(chosen)
    for name in chosen.things:
        yield from _facts(name, [*_thing(chosen, name), *ties[name]])
    yield from _words(chosen)
    for tie in chosen.ties:
        pieces = {_named("evidence", piece): piece for piece in tie.known.get("evidence", ())}
        evidence.update(pieces)
        yield from _facts(_tie_iri(tie), _statement(chosen, tie, pieces))
    for iri, piece in sorted(evidence.items()):
        sources = {_named("source", source): tuple(source) for source in sources_of(piece)}
        known = {iri: source for iri, source in sources.items() if any(source)}
        cited.update(known)
        yield from _facts(iri, _piece(piece, known))
    for iri, source in sorted(cited.items()):
        yield from _facts(iri, _source(source))


def _about(chosen: Selection) -> Iterator[Triple]:
    """Yield what is said of the file itself: title, what was chosen, state of the data, extent."""
    ties = [_tie_iri(tie) for tie in chosen.ties]
    file = network_iri("file", chosen.title, chosen.choice, chosen.state, *chosen.things, *ties)
    state = f"{file}-state"
    said = [
        _is("dcterms:Dataset"),
        *_texts("dcterms:title", chosen.title),
        *_texts("dcterms:description", chosen.choice),
        *_texts("dcterms:extent", chosen.extent),
    ]
    if chosen.state:
        said.append(("dcterms:provenance", NamedNode(state)))
    yield from _facts(file, said)
    if chosen.state:
        told = [_is("dcterms:ProvenanceStatement"), *_texts("rdfs:label", chosen.state)]
        yield from _facts(state, told)


def _thing(chosen: Selection, name: str) -> Iterator[Said]:
    known = chosen.things[name]
    if known.get("kind") in _KINDS:
        yield _is(f":{known['kind']}")
    labels = known.get("labels") or {"": known.get("label") or name}
    yield from _in_languages("skos:prefLabel", labels)
    for alias in known.get("aliases", ()):
        yield from _texts("skos:altLabel", alias)
    is_event = known.get("kind") == "Event"
    yield from _date(":startDate" if is_event else ":since", known.get("date"))
    yield from _date(":endDate" if is_event else ":until", known.get("until"))
    yield from _concept(":status", known.get("status"))
    yield from _texts("schema:addressCountry", known.get("country"))
    for place in known.get("places", ()):
        yield from _texts("dcterms:spatial", place)
    for theme in known.get("themes", ()):
        yield ":hasTheme", _node(theme)
    for system, value, *address in known.get("identifiers", ()):
        yield from _texts("dcterms:identifier", f"{system}: {value}")
        yield from (("rdfs:seeAlso", _node(each)) for each in address if _is_web(each))
    yield from _disputed(chosen, known)


def _words(chosen: Selection) -> Iterator[Triple]:
    """Yield how themes, what ties run through, roles and relations are called."""
    themes = {each for known in chosen.things.values() for each in known.get("themes", ())}
    for theme in sorted(themes - set(chosen.things)):
        named = _in_languages("skos:prefLabel", chosen.themes.get(theme, {}))
        yield from _facts(theme, [_is(":Theme"), *named])
    through = {tie.known["through"]: tie.known for tie in chosen.ties if tie.known.get("through")}
    for thing in sorted(set(through) - set(chosen.things)):
        yield from _facts(thing, _texts("skos:prefLabel", through[thing].get("through_label")))
    for role in sorted({each for tie in chosen.ties for each in tie.known.get("roles", ())}):
        named = _in_languages("rdfs:label", chosen.roles.get(role, {"": role}))
        yield from _facts(_term(role), named)
    for relation in sorted({tie.known["relation"] for tie in chosen.ties}):
        forth = chosen.relations.get(relation, {}).get("forth") or {"": relation}
        yield from _facts(_term(relation), _in_languages("rdfs:label", forth))


def _statement(chosen: Selection, tie: Tie, pieces: Iterable[str]) -> Iterator[Said]:
    known = tie.known
    yield _is("rdf:Statement")
    yield "rdf:subject", _node(tie.start)
    yield "rdf:predicate", NamedNode(_term(known["relation"]))
    yield "rdf:object", _node(tie.end)
    for role in known.get("roles", ()):
        yield ":role", NamedNode(_term(role))
    yield from _date(":since", known.get("since"))
    yield from _date(":until", known.get("until"))
    yield from _date("dcterms:date", known.get("date"))
    yield from _concept(":status", known.get("status"))
    if known.get("through"):
        yield ":through", _node(known["through"])
    for reason in known.get("reasons", ()):
        yield from _texts("skos:note", reason)
    yield from _disputed(chosen, known)
    yield from _texts("dcterms:extent", f"independent sources: {known.get('weight', 1)}")
    for piece in pieces:
        yield "prov:wasDerivedFrom", NamedNode(piece)


def _piece(piece: Record, sources: Iterable[str]) -> Iterator[Said]:
    yield _is("prov:Entity")
    yield from _texts("oa:exact" if piece.get("is_quote") else ":row", piece.get("text"))
    yield from _texts(":reference", piece.get("reference"))
    yield from _texts("dcterms:bibliographicCitation", piece.get("where"))
    for source in sources:
        yield "prov:hadPrimarySource", NamedNode(source)


def _source(source: tuple[str, ...]) -> Iterator[Said]:
    title, publisher, published, address, language = source
    yield _is(":Source")
    yield from _texts(":title", title)
    yield from _texts(":publisher", publisher)
    yield from _date(":published", published)
    if address:
        yield ":address", Literal(address, datatype=NamedNode(PREFIXES["xsd"] + "anyURI"))
    yield from _texts(":language", language)


def _disputed(chosen: Selection, known: Record) -> Iterator[Said]:
    for each in known.get("contested") or ():
        yield ":contested", NamedNode(_term(each["property"]))
        yield from _texts("skos:note", contested({"contested": [each]}, chosen.language))


def _facts(subject: str, said: Iterable[Said]) -> Iterator[Triple]:
    """Yield statements about one thing, each once."""
    about = _node(subject)
    for predicate, value in dict.fromkeys(said):
        yield Triple(about, _full(predicate), value)


def _full(name: str) -> NamedNode:
    """Return the node for a prefixed name, or for an IRI."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local if prefix in PREFIXES else name)


def _is(kind: str) -> Said:
    return "rdf:type", _full(kind)


def _texts(name: str, text: str | None) -> Iterator[Said]:
    if text:
        yield name, Literal(text)


def _in_languages(name: str, texts: Record) -> Iterator[Said]:
    """Yield a text in each language, without a language where its tag is none."""
    for tag, text in sorted(texts.items()):
        try:
            yield name, Literal(text, language=tag) if tag else Literal(text)
        except ValueError:
            yield name, Literal(text)


def _date(name: str, given: str | None) -> Iterator[Said]:
    """Yield a date as precisely as it is given; what is no date stays a text."""
    if not given:
        return
    try:
        iso = read_date(given)
    except ValueError:
        yield name, Literal(given)
    else:
        yield name, Literal(iso, datatype=NamedNode(PREFIXES["xsd"] + PRECISION[len(iso)]))


def _concept(name: str, called: str | None) -> Iterator[Said]:
    if called:
        yield name, NamedNode(_term(called))


def _term(name: str) -> str:
    """Return the IRI of a term of ours, and of any other word one that is no term of ours."""
    return term(name) if name in TERMS else f"{BASE}network/word/{quote(name, safe='')}"


def _node(address: str) -> NamedNode:
    """Return the node for an address, escaped where it is no IRI."""
    escaped = "".join(quote(c) if c in _NOT_IN_IRIS else c for c in address)
    try:
        return NamedNode(escaped)
    except ValueError:
        return NamedNode(f"{BASE}network/thing/{quote(address, safe='')}")


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def _tie_iri(tie: Tie) -> str:
    return network_iri("tie", tie.start, tie.end, tie.key)


def _named(part: str, said: object) -> str:
    """Return the IRI of a piece of evidence or a source: the same for the same words."""
    return network_iri(part, json.dumps(said, sort_keys=True))
