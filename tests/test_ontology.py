"""The ontology: its terms, its concepts, and the words that announce its themes."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from rdflib import OWL, PROV, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from expograph import vocabulary
from expograph.reference import reference
from expograph.world import LANGUAGES

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "ontology"
TERMS = Namespace(vocabulary.NS)
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
OUTSIDE = {OWL.Thing, SKOS.Concept, RDF.Property, RDF.langString, RDFS.Literal}
SHARING = {"governance", "digital-transformation"}
"""The two themes that share words: e-government announces both."""

THEMES = {
    "digital-transformation",
    "data-and-ai",
    "connectivity-and-iot",
    "mobility",
    "urban-logistics",
    "energy",
    "environment-and-climate",
    "circular-economy",
    "water",
    "waste",
    "governance",
    "finance",
    "citizen-participation",
    "inclusive-society",
    "safety-and-security",
    "health",
    "housing-and-buildings",
    "urban-planning",
    "public-space",
    "economy-and-startups",
    "education-and-research",
    "culture-and-tourism",
    "resilience",
    "food",
    "industry-and-infrastructure",
}


def turtle(name: str) -> Graph:
    """Return one file of the ontology as a graph."""
    return Graph().parse(data=(FOLDER / f"{name}.ttl").read_text(encoding="utf-8"))


ONTOLOGY, CONCEPTS, ROLES, WORDS = map(turtle, ("expograph", "concepts", "roles", "themes"))


def of_type(graph: Graph, *types: URIRef) -> set[str]:
    """Return the local names of the terms of a type."""
    found = {str(term) for type_ in types for term in graph.subjects(RDF.type, type_)}
    return {iri.removeprefix(vocabulary.NS) for iri in found if iri.startswith(vocabulary.NS)}


def texts(graph: Graph, term: URIRef, relation: URIRef) -> dict[str, str]:
    """Return the texts of a term by language."""
    found = [o for o in graph.objects(term, relation) if isinstance(o, Literal)]
    return {text.language or "": str(text) for text in found}


def ends(term: str) -> set[URIRef]:
    """Return what the domain and the range of a property point at."""
    found: set[URIRef] = set()
    for end in (RDFS.domain, RDFS.range):
        for node in ONTOLOGY.objects(TERMS[term], end):
            union = ONTOLOGY.value(node, OWL.unionOf)
            members = [node] if union is None else list(Collection(ONTOLOGY, union))
            found |= {URIRef(str(member)) for member in members}
    return found


def said_once(name: str, relation: URIRef) -> list[str]:
    """Return the languages of the texts of a term in the order of ours, each as often as said."""
    found = [o.language for o in ONTOLOGY.objects(TERMS[name], relation) if isinstance(o, Literal)]
    return sorted((language or "" for language in found), key=LANGUAGES.index)


def relations() -> list[str]:
    """Return the properties that lead from one thing to another, declared inverses left out."""
    things = {TERMS[name] for name in {"Agent", *vocabulary.CLASS_OF_KIND.values()}}
    return sorted(
        name
        for name in of_type(ONTOLOGY, OWL.ObjectProperty)
        if ends(name)
        and ends(name) <= things
        and (TERMS[name], OWL.inverseOf, None) not in ONTOLOGY
    )


RELATIONS = relations()
DECLARED_INVERSES = sorted(
    str(s).removeprefix(vocabulary.NS) for s in ONTOLOGY.subjects(OWL.inverseOf)
)


def themes() -> list[URIRef]:
    """Return the themes in order."""
    return sorted(URIRef(str(theme)) for theme in WORDS.subjects(RDF.type, TERMS.Theme))


def announcing(language: str) -> dict[str, set[str]]:
    """Return the themes that each word of a language announces."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for theme, word in WORDS.subject_objects(TERMS.announcedByWord):
        if isinstance(word, Literal) and word.language == language:
            found[str(word)].add(str(theme).rsplit("/", 1)[-1])
    return found


def test_the_vocabulary_repeats_the_classes_of_the_ontology() -> None:
    assert of_type(ONTOLOGY, OWL.Class) == vocabulary.CLASSES


def test_the_vocabulary_repeats_the_properties_of_the_ontology() -> None:
    assert of_type(ONTOLOGY, *PROPERTY_TYPES) == vocabulary.PROPERTIES


def test_the_vocabulary_knows_which_properties_have_one_value() -> None:
    assert of_type(ONTOLOGY, OWL.FunctionalProperty) == vocabulary.FUNCTIONAL


def test_the_vocabulary_knows_which_ties_hold_both_ways() -> None:
    assert of_type(ONTOLOGY, OWL.SymmetricProperty) == vocabulary.SYMMETRIC


def test_the_vocabulary_repeats_the_concepts_beside_the_terms() -> None:
    both = CONCEPTS + ROLES
    assert of_type(both, SKOS.Concept) == vocabulary.CONCEPTS


def test_a_concept_is_never_called_like_a_term() -> None:
    assert not vocabulary.CONCEPTS & (vocabulary.CLASSES | vocabulary.PROPERTIES)


def test_nothing_else_is_declared_in_the_namespace_of_the_terms() -> None:
    declared = {str(s) for s in ONTOLOGY.subjects() if str(s).startswith(vocabulary.NS)}
    assert declared == {vocabulary.NS + name for name in vocabulary.CLASSES | vocabulary.PROPERTIES}


@pytest.mark.parametrize("name", sorted(vocabulary.CLASSES | vocabulary.PROPERTIES))
def test_a_term_has_one_label_in_every_language(name: str) -> None:
    assert said_once(name, RDFS.label) == list(LANGUAGES)


@pytest.mark.parametrize("name", sorted(vocabulary.CLASSES | vocabulary.PROPERTIES))
def test_a_term_has_one_comment_in_english_and_in_german(name: str) -> None:
    assert said_once(name, RDFS.comment) == ["en", "de"]


@pytest.mark.parametrize("name", RELATIONS)
def test_a_relation_is_called_something_from_its_other_end_too(name: str) -> None:
    expected = [] if name in vocabulary.SYMMETRIC else list(LANGUAGES)
    assert said_once(name, TERMS.inverseLabel) == expected


def test_only_relations_are_read_from_their_other_end() -> None:
    named = {str(s) for s in ONTOLOGY.subjects(TERMS.inverseLabel)} - {str(TERMS.inverseLabel)}
    assert named <= {str(TERMS[name]) for name in RELATIONS}


def test_every_tie_that_a_network_shows_is_a_relation() -> None:
    query = (ROOT / "queries" / "internal" / "ties.rq").read_text(encoding="utf-8")
    (values,) = re.findall(r"VALUES \?relation \{(.*?)\}", query, re.DOTALL)
    shown = set(re.findall(r":(\w+)", values))
    assert shown >= {"hasExhibitor", "twinnedWith"}
    assert shown <= set(RELATIONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_relations_are_called_the_same_from_either_end(language: str) -> None:
    called: defaultdict[str, list[str]] = defaultdict(list)
    for name in RELATIONS:
        for relation in (RDFS.label, TERMS.inverseLabel):
            if text := texts(ONTOLOGY, TERMS[name], relation).get(language):
                called[text].append(name)
    assert len(called) == 2 * len(RELATIONS) - len(vocabulary.SYMMETRIC), {
        text: names for text, names in called.items() if len(names) > 1
    }


@pytest.mark.parametrize("language", ["fr", "ca"])
def test_a_relation_does_not_end_in_a_word_that_the_next_name_would_shorten(language: str) -> None:
    for name in RELATIONS:
        for relation in (RDFS.label, TERMS.inverseLabel):
            said = texts(ONTOLOGY, TERMS[name], relation).get(language, "")
            assert said.rsplit(" ", 1)[-1] not in {"de", "que", "du", "le", "la", "el"}, said


@pytest.mark.parametrize("name", DECLARED_INVERSES)
def test_a_declared_inverse_is_called_like_its_relation_from_the_other_end(name: str) -> None:
    (relation,) = ONTOLOGY.objects(TERMS[name], OWL.inverseOf)
    back = texts(ONTOLOGY, URIRef(str(relation)), TERMS.inverseLabel)
    assert texts(ONTOLOGY, TERMS[name], RDFS.label) == back


@pytest.mark.parametrize("graph", [ONTOLOGY, CONCEPTS, ROLES], ids=["terms", "concepts", "roles"])
def test_a_label_is_neatly_written(graph: Graph) -> None:
    for relation in (RDFS.label, TERMS.inverseLabel, SKOS.prefLabel):
        for label in map(str, graph.objects(None, relation)):
            assert label
            assert label == " ".join(label.split())
            assert "'" not in label


@pytest.mark.parametrize("name", sorted(vocabulary.CLASSES | vocabulary.PROPERTIES))
def test_a_term_says_where_it_is_defined(name: str) -> None:
    defined = list(ONTOLOGY.objects(TERMS[name], RDFS.isDefinedBy))
    assert defined == [URIRef(vocabulary.NS.removesuffix("#"))]


@pytest.mark.parametrize("name", sorted(vocabulary.PROPERTIES))
def test_a_property_leads_from_and_to_classes_that_are_declared(name: str) -> None:
    classes = {TERMS[known] for known in vocabulary.CLASSES}
    others = {end for end in ends(name) - classes - OUTSIDE if end not in XSD}
    assert not others


@pytest.mark.parametrize("name", sorted(vocabulary.PROPERTIES - {"contested"}))
def test_a_property_says_what_it_is_said_of(name: str) -> None:
    assert (TERMS[name], RDFS.domain, None) in ONTOLOGY


@pytest.mark.parametrize("name", sorted(vocabulary.PROPERTIES - {"through"}))
def test_a_property_says_what_it_leads_to(name: str) -> None:
    assert (TERMS[name], RDFS.range, None) in ONTOLOGY


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        *((name, TERMS.Agent) for name in ("Organisation", "City", "Country", "Person", "Project")),
        *((name, SKOS.Concept) for name in ("Theme", "Role", "Kind")),
        ("Claim", RDF.Statement),
        ("Source", PROV.Entity),
    ],
)
def test_a_class_stands_below_the_one_it_refines(name: str, parent: URIRef) -> None:
    assert (TERMS[name], RDFS.subClassOf, parent) in ONTOLOGY


def test_every_kind_of_thing_in_an_iri_has_a_class() -> None:
    assert set(vocabulary.CLASS_OF_KIND.values()) <= vocabulary.CLASSES


def test_a_role_states_one_declared_property() -> None:
    for role in ROLES.subjects(RDF.type, TERMS.Role):
        (stated,) = ROLES.objects(role, TERMS.statesProperty)
        assert str(stated).removeprefix(vocabulary.NS) in vocabulary.PROPERTIES, role


@pytest.mark.parametrize("graph", [CONCEPTS, ROLES, WORDS], ids=["concepts", "roles", "themes"])
def test_a_scheme_has_a_name_in_every_language(graph: Graph) -> None:
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
        assert set(texts(graph, URIRef(str(scheme)), SKOS.prefLabel)) == set(LANGUAGES), scheme


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_roles_have_the_same_name(language: str) -> None:
    roles = [URIRef(str(role)) for role in ROLES.subjects(RDF.type, TERMS.Role)]
    assert len({texts(ROLES, role, SKOS.prefLabel)[language] for role in roles}) == len(roles)


@pytest.mark.parametrize("graph", [CONCEPTS, ROLES, WORDS], ids=["concepts", "roles", "themes"])
def test_a_concept_stands_in_one_scheme_with_label_and_definition(graph: Graph) -> None:
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    for concept in {URIRef(str(one)) for one in graph.subjects(RDF.type, SKOS.Concept)}:
        (scheme,) = graph.objects(concept, SKOS.inScheme)
        assert scheme in schemes, concept
        assert set(texts(graph, concept, SKOS.prefLabel)) == set(LANGUAGES), concept
        assert set(texts(graph, concept, SKOS.definition)) == {"en", "de"}, concept


def test_the_themes_are_the_ones_that_the_tables_use() -> None:
    assert {str(theme) for theme in themes()} == {vocabulary.PREFIXES["th"] + n for n in THEMES}


@pytest.mark.parametrize("theme", themes(), ids=lambda theme: theme.rsplit("/", 1)[-1])
def test_a_theme_has_a_name_and_words_in_every_language(theme: URIRef) -> None:
    assert set(texts(WORDS, theme, SKOS.prefLabel)) == set(LANGUAGES)
    words = [o for o in WORDS.objects(theme, TERMS.announcedByWord) if isinstance(o, Literal)]
    for language in LANGUAGES:
        least = 8 if language in ("en", "de") else 5
        assert sum(word.language == language for word in words) >= least, language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_announces_one_theme_or_is_one_for_e_government(language: str) -> None:
    shared = {word: of for word, of in announcing(language).items() if len(of) > 1}
    assert all(of == SHARING for of in shared.values()), shared


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_that_announces_a_theme_is_in_lower_case_and_neatly_written(language: str) -> None:
    for word in announcing(language):
        assert word == " ".join(word.lower().split())
        assert "'" not in word


def test_a_name_is_expanded_to_the_iri_of_its_term() -> None:
    assert vocabulary.term("hasExhibitor") == "https://w3id.org/expograph/ns#hasExhibitor"
    assert vocabulary.term(":accepted") == "https://w3id.org/expograph/ns#accepted"
    assert vocabulary.term("ev:scewc-2019") == "https://w3id.org/expograph/id/event/scewc-2019"
    assert vocabulary.term("skos:prefLabel") == str(SKOS.prefLabel)


def test_a_misspelt_term_is_answered_with_the_one_that_was_meant() -> None:
    with pytest.raises(vocabulary.UnknownTerm) as caught:
        vocabulary.term("hasExibitor")
    assert str(caught.value) == (
        "there is no term 'hasExibitor' in the ontology; did you mean 'hasExhibitor'?"
    )


@pytest.mark.parametrize("name", ["", "zz:top", "wholly unlike", ":"])
def test_a_name_like_no_other_is_refused_without_a_guess(name: str) -> None:
    with pytest.raises(vocabulary.UnknownTerm, match=r"in the ontology$"):
        vocabulary.term(name)


def test_the_reference_page_says_what_the_ontology_says() -> None:
    files = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.ttl"))]
    page = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert page == reference(files), "run scripts/reference"
