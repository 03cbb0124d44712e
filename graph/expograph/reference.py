"""Writes the reference of the ontology: what its Turtle declares, as Markdown to read."""

from collections.abc import Iterable, Iterator

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from expograph.vocabulary import NS, PREFIXES
from expograph.world import LANGUAGES

_TERMS = Namespace(NS)
_PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
_ALIGNMENTS = {
    RDFS.subClassOf: "⊑",
    RDFS.subPropertyOf: "⊑",
    OWL.equivalentProperty: "≡",
    SKOS.closeMatch: "≈",
    SKOS.relatedMatch: "~",
}
_GROUPS = {
    "Properties of things": "What the graph says of events, series, agents, places and awards.",
    "Properties of claims": "What a claim says beyond subject, predicate and object, its evidence "
    "and its outcome.",
    "Properties of sources": "What is known of the documents, pages, tables and rules.",
    "Properties of roles and themes": "What the concepts below carry for the program that reads "
    "them.",
}
_INTRODUCTION = """\
# The terms of expograph

This page is written by `scripts/reference` from the Turtle files in `ontology/`; edit those.
All terms live in `{namespace}`. Alignments are marked ⊑ (narrower than), ≡ (same as),
≈ (close to) and ~ (related to, perhaps the other way round)."""


def reference(turtle: list[str]) -> str:
    """Return the reference of an ontology that is given as Turtle texts."""
    graph = Graph(bind_namespaces="none")
    for text in turtle:
        graph.parse(data=text, format="turtle")
    blocks = [
        _INTRODUCTION.format(namespace=NS),
        *_classes(graph),
        *_properties(graph),
        *_relations(graph),
        *_schemes(graph),
        *_themes(graph),
    ]
    return "\n\n".join(blocks) + "\n"


def _classes(graph: Graph) -> Iterator[str]:
    """Yield the section of the classes."""
    yield "## Classes"
    yield _table(
        ("class", "in English and German", "meaning", "alignments"),
        (
            (f"`{_name(graph, term)}`", _labels(graph, term), _comment(graph, term), aligned)
            for term in _declared(graph, OWL.Class)
            for aligned in [_alignments(graph, term)]
        ),
    )


def _properties(graph: Graph) -> Iterator[str]:
    """Yield one section for each group of properties."""
    found = sorted({term for type_ in _PROPERTY_TYPES for term in _declared(graph, type_)})
    for group, sentence in _GROUPS.items():
        yield f"## {group}\n\n{sentence}"
        yield _table(
            ("property", "in English and German", "of → to", "meaning", "alignments"),
            (_property_row(graph, term) for term in found if _group(graph, term) == group),
        )


def _relations(graph: Graph) -> Iterator[str]:
    """Yield the section of the words that stand between two names, in every language."""
    yield "## Names of the relations"
    yield (
        "A relation is read between two names, from the first to the second, and below it from "
        "the second to the first; one that holds both ways (⇄) reads the same."
    )
    symmetric = set(_declared(graph, OWL.SymmetricProperty))
    named = {term for term in _iris(graph.subjects(_TERMS.inverseLabel)) if term in _TERMS}
    yield _table(
        ("relation", *LANGUAGES),
        (
            (
                f"`{_name(graph, term)}`{' ⇄' if term in symmetric else ''}",
                *(_both_ways(graph, term, language) for language in LANGUAGES),
            )
            for term in sorted(named | symmetric)
        ),
    )


def _both_ways(graph: Graph, term: URIRef, language: str) -> str:
    """Return how a relation is called from its one end and, below it, from the other."""
    ways = (_label(graph, term, way, language) for way in (RDFS.label, _TERMS.inverseLabel))
    return "<br>".join(filter(None, ways))


def _property_row(graph: Graph, term: URIRef) -> tuple[str, ...]:
    """Return what there is to say of one property."""
    natures = [
        word
        for type_, word in ((OWL.FunctionalProperty, "one value"), (OWL.SymmetricProperty, "⇄"))
        if (term, RDF.type, type_) in graph
    ]
    domain, range_ = _ends(graph, term, RDFS.domain), _ends(graph, term, RDFS.range)
    ends = f"{', '.join(domain) or 'anything'} → {', '.join(range_) or 'anything'}"
    return (
        f"`{_name(graph, term)}`",
        _labels(graph, term),
        "; ".join([ends, *natures]),
        _comment(graph, term),
        _alignments(graph, term),
    )


def _schemes(graph: Graph) -> Iterator[str]:
    """Yield one section for each scheme of concepts but the themes."""
    for scheme in sorted(_iris(graph.subjects(RDF.type, SKOS.ConceptScheme))):
        if scheme != _TERMS.themes:
            yield f"## {_capital(_label(graph, scheme, SKOS.prefLabel, 'en'))}"
            yield _text(graph, scheme, SKOS.definition)
            yield _concepts(graph, sorted(_iris(graph.subjects(SKOS.inScheme, scheme))))


def _concepts(graph: Graph, concepts: list[URIRef]) -> str:
    """Return the table of the concepts of one scheme, with what a role states."""
    head: tuple[str, ...] = ("concept", "in English and German", "meaning")
    rows = [
        (f"`{_name(graph, one)}`", _labels(graph, one), _text(graph, one, SKOS.definition))
        for one in concepts
    ]
    stated = [_names(graph, graph.objects(one, _TERMS.statesProperty)) for one in concepts]
    if not any(stated):
        return _table(head, rows)
    return _table((*head, "states"), ((*row, s) for row, s in zip(rows, stated, strict=True)))


def _themes(graph: Graph) -> Iterator[str]:
    """Yield the sections of the themes: what they mean, and their names in every language."""
    themes = sorted(_iris(graph.subjects(RDF.type, _TERMS.Theme)))
    yield "## Themes"
    yield (
        "What events, projects and agents are about. "
        "The words that announce a theme in running text stand in `ontology/themes.ttl`."
    )
    yield _table(
        ("theme", "meaning", "words"),
        (
            (f"`{_last(one)}`", _text(graph, one, SKOS.definition), str(_words(graph, one)))
            for one in themes
        ),
    )
    yield "### Names of the themes"
    yield _table(
        ("theme", *LANGUAGES),
        (
            (f"`{_last(one)}`", *(_label(graph, one, SKOS.prefLabel, lang) for lang in LANGUAGES))
            for one in themes
        ),
    )


def _group(graph: Graph, term: URIRef) -> str:
    """Return the heading under which a property stands."""
    domain = _ends(graph, term, RDFS.domain)
    if domain == ["Claim"]:
        return "Properties of claims"
    if domain == ["Source"]:
        return "Properties of sources"
    if domain in (["Role"], ["Theme"]):
        return "Properties of roles and themes"
    return "Properties of things"


def _ends(graph: Graph, term: URIRef, end: URIRef) -> list[str]:
    """Return the names of the classes that a property's domain or range allows."""
    found: list[str] = []
    for node in graph.objects(term, end):
        union = graph.value(node, OWL.unionOf)
        members = [node] if union is None else list(Collection(graph, union))
        found += [_name(graph, one) for one in members if isinstance(one, URIRef)]
    return found


def _alignments(graph: Graph, term: URIRef) -> str:
    """Return the terms of others, or of ours, that a term is aligned with."""
    signed = (
        f"{sign} {names}"
        for relation, sign in _ALIGNMENTS.items()
        if (names := _names(graph, graph.objects(term, relation)))
    )
    return "; ".join(signed)


def _labels(graph: Graph, term: URIRef) -> str:
    """Return the label of a term in English and German, once where they are the same."""
    relation = RDFS.label if (term, RDFS.label, None) in graph else SKOS.prefLabel
    labels = [_label(graph, term, relation, language) for language in ("en", "de")]
    return " · ".join(dict.fromkeys(labels))


def _comment(graph: Graph, term: URIRef) -> str:
    """Return what a term of the ontology means, in English and German."""
    return _text(graph, term, RDFS.comment)


def _text(graph: Graph, term: URIRef, relation: URIRef) -> str:
    """Return a text about a term in English, and in German below it."""
    english, german = (_label(graph, term, relation, language) for language in ("en", "de"))
    return f"{english}<br>*{german}*"


def _label(graph: Graph, term: URIRef, relation: URIRef, language: str) -> str:
    """Return the text of a term in one language, nothing where there is none."""
    texts = (o for o in graph.objects(term, relation) if isinstance(o, Literal))
    return next((str(text) for text in texts if text.language == language), "")


def _words(graph: Graph, theme: URIRef) -> int:
    """Return how many words announce a theme, in all languages together."""
    return sum(1 for _ in graph.objects(theme, _TERMS.announcedByWord))


def _declared(graph: Graph, type_: URIRef) -> list[URIRef]:
    """Return the terms of ours that are declared to be of a type."""
    return sorted(term for term in _iris(graph.subjects(RDF.type, type_)) if term in _TERMS)


def _iris(nodes: Iterable[Node]) -> set[URIRef]:
    """Return the nodes that have a name."""
    return {node for node in nodes if isinstance(node, URIRef)}


def _names(graph: Graph, nodes: Iterable[Node]) -> str:
    """Return the names of terms, sorted and as code."""
    return ", ".join(f"`{name}`" for name in sorted(_name(graph, one) for one in _iris(nodes)))


def _name(graph: Graph, term: URIRef) -> str:
    """Return the shortest name of a term: bare if it is ours, else with its prefix."""
    if term in _TERMS:
        return term.removeprefix(NS)
    known = {
        **{prefix: URIRef(iri) for prefix, iri in PREFIXES.items()},
        **dict(graph.namespaces()),
    }
    fitting = [(len(iri), prefix, iri) for prefix, iri in known.items() if term.startswith(iri)]
    if not fitting:
        return str(term)
    _, prefix, iri = max(fitting)
    return f"{prefix}:{term.removeprefix(iri)}"


def _last(term: URIRef) -> str:
    """Return the last part of an IRI."""
    return term.rsplit("/", 1)[-1]


def _capital(text: str) -> str:
    """Return a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines
    )
