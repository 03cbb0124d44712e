"""Whether our checks find what is wrong with a graph; pyshacl is the referee."""

import os
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, SH
from rdflib.collection import Collection

from expograph import pipeline, resources, shapes
from expograph.claims import Claim, Ref
from expograph.pipeline import Material
from expograph.store.engine import Engine
from expograph.store.generations import current
from expograph.vocabulary import FUNCTIONAL, NS, PREFIXES

Findings = set[tuple[str, str]]
"""Pairs of a shape and a focus node."""

OURS = [
    (name, path.read_text(encoding="utf-8"))
    for name, path in resources.files("ontology", ".ttl", below="shapes")
]
CHECKS = shapes.checks(OURS)
SHAPES = rdflib.Graph()
for _, content in OURS:
    SHAPES.parse(data=content)
SHAPE = "https://w3id.org/expograph/shapes#"
HEAD = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
HEAD_OF_SHAPES = f"{HEAD}@prefix sh: <{SH}> . @prefix s: <{SHAPE}> ."
EVERYTHING = os.environ.get("EXPOGRAPH_REQUIRE_ALL") == "1"

TERMS = """
:Organisation rdfs:subClassOf :Agent . :City rdfs:subClassOf :Agent .
:Country rdfs:subClassOf :Agent . :Person rdfs:subClassOf :Agent . :Project rdfs:subClassOf :Agent .
:exhibitor a :Role . kind:pavilion a :Kind . kind:company a :Kind . th:mobility a :Theme .
:editionNumber a owl:FunctionalProperty .
"""

TRUTHS = """
ev:fair a :Event
ev:fair skos:prefLabel "Fair 2019"
ev:fair skos:altLabel "Messe 2019"@de
ev:fair :partOfSeries se:fair
ev:fair :startDate "2019-11-19"^^xsd:date
ev:fair :endDate "2019-11-21"^^xsd:date
ev:fair :editionNumber 9
ev:fair :attendeeCount 24000
ev:fair :onlineAttendeeCount 100
ev:fair :exhibitionVisitorCount 900
ev:fair :exhibitorCount 400
ev:fair :speakerCount 300
ev:fair :countryCount 60
ev:fair :cityCount 70
ev:fair :sessionCount 80
ev:fair :sponsorCount 0
ev:fair :awardEntryCount 450
ev:fair :motto "Cities made of dreams"
ev:fair :format :hybrid
ev:fair :status :held
ev:fair :website "https://example.org/fair"^^xsd:anyURI
ev:fair :heldInCity ci:turin
ev:fair :heldInCountry co:italy
ev:fair :heldAtVenue ve:hall
ev:fair :hasExhibitor og:acme
ev:fair :hasExhibitor pj:stand
ev:fair :hasParticipant ci:lyon
ev:fair :hasSpeaker pe:ada
ev:fair :organisedBy og:fairs
ev:fair :supportedBy co:italy
ev:fair :hasTheme th:mobility
ev:night a :Event
ev:night skos:prefLabel "Night"
ev:night :subEventOf ev:fair
ev:night :startDate "2019-11"^^xsd:gYearMonth
se:fair a :EventSeries
se:fair skos:prefLabel "Fair"
se:fair :since "2011"^^xsd:gYear
se:fair :frequency "annual"
se:asia a :EventSeries
se:asia skos:prefLabel "Fair Asia"
se:asia :parentSeries se:fair
og:acme a :Organisation
og:acme skos:prefLabel "Acme"
og:acme :kind kind:company
og:acme :basedIn ci:turin
og:acme :partnerOf og:fairs
og:acme :memberOf pj:stand
og:fairs a :Organisation
og:fairs skos:prefLabel "Fairs"
og:fairs :parentOrganisation og:acme
og:fairs :governs ci:turin
ci:lyon a :City
ci:lyon skos:prefLabel "Lyon"
ci:lyon :twinnedWith ci:turin
ci:turin a :City
ci:turin skos:prefLabel "Turin"
ci:turin :locatedIn co:italy
ci:turin :latitude 45.07
ci:turin :longitude 7.69
co:italy a :Country
co:italy skos:prefLabel "Italy"
co:italy :iso2 "IT"
co:italy :iso3 "ITA"
ve:hall a :Venue
ve:hall skos:prefLabel "Hall"
ve:hall :locatedIn ci:turin
pe:ada a :Person
pe:ada skos:prefLabel "Ada"
pe:ada :worksFor og:acme
pe:ada :position "mayor"
pj:stand a :Project
pj:stand skos:prefLabel "Stand"
pj:stand :kind kind:pavilion
pj:stand :presentedAt ev:fair
aw:prize a :Award
aw:prize skos:prefLabel "Prize"
aw:prize :presentedAt ev:fair
aw:prize :wonBy ci:lyon
aw:prize :finalist pj:stand
"""
"""A sound graph in small; each line is a truth, and gets a claim of its own from a table."""

CLAIMS = """
g:sources {
tab:facts a :Source ; :title "facts.csv" .
rule:shows a :Source ; :title "Whoever shows shows." .
src:page a :Source ; :title "A page"@en .
doc:post a :Source .
doc:post :title "A post" .
doc:post :publisher "Acme" .
doc:post :language "en" .
doc:post :published "2019-12"^^xsd:gYearMonth .
doc:post :address "https://example.org/post"^^xsd:anyURI .
doc:post :sameWorkAs src:page .
}
doc:post {
c:quote a :Claim .
c:quote rdf:subject ev:fair .
c:quote rdf:predicate :hasExhibitor .
c:quote rdf:object og:acme .
c:quote prov:wasDerivedFrom doc:post .
c:quote :method "prose" .
c:quote :confidence 0.9 .
c:quote oa:exact "Acme was there" .
c:quote oa:start 10 .
c:quote oa:end 24 .
c:quote :role :exhibitor .
c:quote :pavilion pj:stand .
c:quote :announcedAt ev:fair .
c:quote :through "a letter" .
c:quote :since "2018"^^xsd:gYear .
c:quote :until "2020-02-29"^^xsd:date .
c:quote :asOf "2019-11"^^xsd:gYearMonth .
c:quote :bound :at-least .
c:quote :scope "with the night" .
c:quote :category "City" .
c:name a :Claim .
c:name rdf:subject og:acme ; rdf:object :Organisation .
c:name rdf:predicate rdf:type .
c:name prov:wasDerivedFrom doc:post ; :method "prose" ; :confidence 1.0 .
c:name oa:exact "ACME" ; oa:start 0 ; oa:end 4 .
c:name :nameAsRead "ACME"@en .
c:name :matchedBy "the same but for capitals" .
}
rule:shows {
c:rule a :Claim .
c:rule rdf:subject ev:fair ; rdf:predicate :hasExhibitor ; rdf:object pj:stand .
c:rule prov:wasDerivedFrom rule:shows ; :method "rule" ; :confidence 1.0 .
c:rule :premise c:quote .
}
g:truths {
c:quote :standing :accepted .
c:name :standing :accepted .
c:rule :standing :accepted .
ev:fair :contested :editionNumber .
}
tab:facts {
c:row a :Claim .
c:row rdf:subject ev:fair ; rdf:predicate :editionNumber ; rdf:object 9 .
c:row prov:wasDerivedFrom tab:facts .
c:row prov:hadPrimarySource src:page .
c:row :method "table" ; :confidence 1.0 ; :status :final .
c:row :row "fair,9" .
c:row :line 2 .
}
g:truths {
c:row :standing :accepted .
}
"""


def graph_of(truths: str, claims: str) -> str:
    """Return TriG in which each truth has a claim, beside the claims that are given."""
    lines = [line for line in truths.splitlines() if line]
    stated = "\n".join(_claim(number, *line.split(" ", 2)) for number, line in enumerate(lines))
    said = "\n".join(f"{line} . c:t{n} :standing :accepted ." for n, line in enumerate(lines))
    return (
        f"{HEAD}g:ontology {{ {TERMS} }}\n{claims}\ntab:facts {{ {stated} }}\ng:truths {{ {said} }}"
    )


def _claim(number: int, subject: str, predicate: str, thing: str) -> str:
    name = ' :nameAsRead "N" ; :matchedBy "name in facts.csv" ;' if predicate == "a" else ""
    return (
        f"c:t{number} a :Claim ; rdf:subject {subject} ; rdf:predicate "
        f"{'rdf:type' if predicate == 'a' else predicate} ; rdf:object {thing} ;{name} "
        f'prov:wasDerivedFrom tab:facts ; :method "table" ; :confidence 1.0 ; :row "r" ; :line 9 .'
    )


def store_of(trig: str) -> pyoxigraph.Store:
    """Return an engine's store that holds TriG as it stands, well-formed values or not."""
    store = pyoxigraph.Store()
    store.bulk_load(trig.encode(), format=pyoxigraph.RdfFormat.TRIG, lenient=True)
    return store


def ours(checks: Iterable[shapes.Check], store: pyoxigraph.Store) -> Findings:
    """Return what our checks find."""
    return {(each.shape, each.focus) for each in shapes.violations(checks, Engine(store).rows)}


def theirs(shapes_graph: rdflib.Graph, nquads: bytes) -> Findings:
    """Return what pyshacl finds, in the union of all graphs."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=nquads, format="nquads")
    conforms, report, problem = pyshacl.validate(dataset, shacl_graph=shapes_graph)
    assert isinstance(report, rdflib.Graph), problem
    found = {
        (str(report.value(result, SH.sourceShape)), str(report.value(result, SH.focusNode)))
        for result in report.objects(None, SH.result)
    }
    assert conforms == (not found)
    return found


def nquads_of(store: pyoxigraph.Store) -> bytes:
    """Return what a store holds as N-Quads."""
    return store.dump(format=pyoxigraph.RdfFormat.N_QUADS) or b""


def finding(words: str) -> tuple[str, str]:
    """Return a finding from a shape's name and a focus node with its prefix."""
    shape, focus = words.split()
    prefix, _, name = focus.partition(":")
    return SHAPE + shape, PREFIXES[prefix] + name


def test_a_sound_graph_has_nothing_wrong() -> None:
    store = store_of(graph_of(TRUTHS, CLAIMS))
    assert ours(CHECKS, store) == theirs(SHAPES, nquads_of(store)) == set()


FAIR = "ev:fair a :Event"
BROKEN = [
    # what every claim says
    ("a claim is about nothing", "c:quote rdf:subject ev:fair .", "", "claim-subject c:quote"),
    (
        "a claim is about two things",
        "c:quote rdf:subject ev:fair .",
        "c:quote rdf:subject ev:fair , ev:night .",
        "claim-subject c:quote",
    ),
    (
        "a claim is about a text",
        "c:quote rdf:subject ev:fair .",
        'c:quote rdf:subject "the fair" .',
        "claim-subject c:quote",
    ),
    ("a claim has no property", "c:row rdf:subject ev:fair ; rdf:predicate :editionNumber ;",
     "c:row rdf:subject ev:fair ;", "claim-predicate c:row"),
    ("a claim states nothing", "rdf:object pj:stand .", "rdf:subject ev:fair .",
     "claim-object c:rule"),
    ("a claim states two values", "rdf:object 9 .", "rdf:object 9 , 10 .", "claim-object c:row"),
    ("a claim was read nowhere", "c:quote prov:wasDerivedFrom doc:post .", "",
     "claim-read-from c:quote"),
    ("a claim was read from two things", "c:quote prov:wasDerivedFrom doc:post .",
     "c:quote prov:wasDerivedFrom doc:post , tab:facts .", "claim-read-from c:quote"),
    ("a claim has no method", 'c:quote :method "prose" .', "", "claim-method c:quote"),
    ("a method has no name", 'c:quote :method "prose" .', 'c:quote :method "" .',
     "claim-method c:quote"),
    ("a method is a thing", 'c:quote :method "prose" .', "c:quote :method :accepted .",
     "claim-method c:quote"),
    ("a claim has no confidence", "c:quote :confidence 0.9 .", "", "claim-confidence c:quote"),
    ("a confidence is above 1", "c:quote :confidence 0.9 .", "c:quote :confidence 1.1 .",
     "claim-confidence c:quote"),
    ("a confidence is below 0", "c:quote :confidence 0.9 .", "c:quote :confidence -0.1 .",
     "claim-confidence c:quote"),
    ("a confidence is a word", "c:quote :confidence 0.9 .", 'c:quote :confidence "high" .',
     "claim-confidence c:quote"),
    ("a confidence is a number in name only", "c:quote :confidence 0.9 .",
     'c:quote :confidence "high"^^xsd:decimal .', "claim-confidence c:quote"),
    ("a claim has no standing", "c:rule :standing :accepted .", "", "claim-standing c:rule"),
    ("a claim has two standings", "c:rule :standing :accepted .",
     "c:rule :standing :accepted , :outvoted .", "claim-standing c:rule"),
    ("a claim has a standing that is none", "c:rule :standing :accepted .",
     "c:rule :standing :held .", "claim-standing c:rule"),
    ("what is no claim has a standing", "c:rule :standing :accepted .",
     "c:rule :standing :accepted . ev:fair :standing :accepted .", "standing-of-claim ev:fair"),
    # mentions
    ("a claim of a type has no name", 'c:name :nameAsRead "ACME"@en .', "",
     "claim-of-type c:name; reason-of-name c:name"),
    ("a claim with a name is about no type", "c:name rdf:predicate rdf:type .",
     "c:name rdf:predicate :hasExhibitor .", "mention-predicate c:name"),
    ("a mention has two names", 'c:name :nameAsRead "ACME"@en .',
     'c:name :nameAsRead "ACME"@en , "Acme" .', "mention-name c:name"),
    ("a mention has an empty name", 'c:name :nameAsRead "ACME"@en .', 'c:name :nameAsRead "" .',
     "mention-name c:name"),
    ("a mention gives no reason", 'c:name :matchedBy "the same but for capitals" .', "",
     "mention-reason c:name"),
    ("a reason stands without a name", 'c:quote :method "prose" .',
     'c:quote :method "prose" ; :matchedBy "the same" .', "reason-of-name c:quote"),
    # evidence
    ("a claim has no evidence", "c:rule :premise c:quote .", "", "claim-evidence c:rule"),
    ("a row has no line", "c:row :line 2 .", "", "claim-evidence c:row"),
    ("a quote has no end", "c:quote oa:end 24 .", "",
     "claim-evidence c:quote; quote-end c:quote"),
    ("a quote has no start", "c:quote oa:start 10 .", "",
     "claim-evidence c:quote; quote-start c:quote"),
    ("a quote has a place and no words", 'c:quote oa:exact "Acme was there" .', "",
     "claim-evidence c:quote"),
    ("a row is empty", 'c:row :row "fair,9" .', 'c:row :row "" .', "row-text c:row"),
    ("a claim cites two rows", 'c:row :row "fair,9" .', 'c:row :row "fair,9" , "fair,10" .',
     "row-text c:row"),
    ("a line is 0", "c:row :line 2 .", "c:row :line 0 .", "line-number c:row"),
    ("a line is no whole number", "c:row :line 2 .", "c:row :line 2.0 .", "line-number c:row"),
    ("a claim quotes twice", 'c:quote oa:exact "Acme was there" .',
     'c:quote oa:exact "Acme was there" , "ACME was there" .', "quote-text c:quote"),
    ("a quote starts before the text", "c:name oa:exact \"ACME\" ; oa:start 0 ; oa:end 4 .",
     "c:name oa:exact \"ACME\" ; oa:start -1 ; oa:end 3 .", "quote-start c:name"),
    ("a quote ends where it starts", "c:quote oa:end 24 .", "c:quote oa:end 10 .",
     "quote-start c:quote; quote-length c:quote"),
    ("a quote starts twice", "c:quote oa:start 10 .", "c:quote oa:start 10 , 11 .",
     "quote-start c:quote; quote-length c:quote"),
    ("a quote ends at a word", "c:quote oa:end 24 .", 'c:quote oa:end "there" .',
     "quote-start c:quote; quote-end c:quote"),
    ("a quote is shorter than its place", "c:quote oa:end 24 .", "c:quote oa:end 25 .",
     "quote-length c:quote"),
    ("a premise is no claim", "c:rule :premise c:quote .", "c:rule :premise c:quote , ev:fair .",
     "premise ev:fair"),
    # qualifiers
    ("a thing has a qualifier of claims", "", "ev:night :role :exhibitor", "qualifiers ev:night"),
    ("a role is none", "c:quote :role :exhibitor .", "c:quote :role :held .", "roles :held"),
    ("a pavilion is a city", "c:quote :pavilion pj:stand .", "c:quote :pavilion ci:lyon .",
     "pavilions ci:lyon"),
    ("it was announced at a series", "c:quote :announcedAt ev:fair .",
     "c:quote :announcedAt se:fair .", "announcements se:fair"),
    ("a tie is carried through a city", 'c:quote :through "a letter" .',
     "c:quote :through ci:lyon .", "carriers ci:lyon"),
    ("since is no date", 'c:quote :since "2018"^^xsd:gYear .', 'c:quote :since "2018" .',
     "since-date c:quote"),
    ("until is not in the calendar", '"2020-02-29"^^xsd:date', '"2019-02-29"^^xsd:date',
     "until-date c:quote"),
    ("as of is two dates", 'c:quote :asOf "2019-11"^^xsd:gYearMonth .',
     'c:quote :asOf "2019-11"^^xsd:gYearMonth , "2019"^^xsd:gYear .', "as-of-date c:quote"),
    ("a bound is none", "c:quote :bound :at-least .", "c:quote :bound :held .",
     "figure-bound c:quote"),
    ("a scope is a thing", 'c:quote :scope "with the night" .', "c:quote :scope ev:night .",
     "figure-scope c:quote"),
    ("a category is empty", 'c:quote :category "City" .', 'c:quote :category "" .',
     "prize-category c:quote"),
    ("a claim has two statuses", ":status :final .", ":status :final , :announced .",
     "status-one c:row"),
    # things and their names
    ("a thing is an event and a series", "", "ev:night a :EventSeries", "entity-type ev:night"),
    ("an event has no name", 'ev:night skos:prefLabel "Night"', "", "entity-name ev:night"),
    ("a city has two names", "", 'ci:lyon skos:prefLabel "Lugdunum"@la', "entity-name ci:lyon"),
    ("a venue has an empty name", 've:hall skos:prefLabel "Hall"', 've:hall skos:prefLabel ""',
     "entity-name ve:hall"),
    ("the name of a prize is a thing", 'aw:prize skos:prefLabel "Prize"',
     "aw:prize skos:prefLabel ci:lyon", "entity-name aw:prize"),
    ("another name is a thing", "", "ev:night skos:altLabel ev:fair", "other-name ev:fair"),
    ("a name belongs to what has no type", "", 'og:nobody skos:prefLabel "Nobody"',
     "named og:nobody"),
    # events
    ("a start has no precision", 'ev:fair :startDate "2019-11-19"^^xsd:date',
     'ev:fair :startDate "2019-11-19"', "start-date ev:fair"),
    ("a month is the thirteenth", '"2019-11"^^xsd:gYearMonth\nse:',
     '"2019-13"^^xsd:gYearMonth\nse:', "start-date ev:night"),
    ("an event begins twice", "", 'ev:fair :startDate "2019"^^xsd:gYear', "start-date ev:fair"),
    ("an end is a time", '"2019-11-21"^^xsd:date', '"2019-11-21T00:00:00"^^xsd:dateTime',
     "end-date ev:fair"),
    ("an event ends before it begins", '"2019-11-21"^^xsd:date', '"2019-11-18"^^xsd:date',
     "end-after-start ev:fair"),
    ("an event ends in the month before it begins", '"2019-11-21"^^xsd:date',
     '"2019-10"^^xsd:gYearMonth', "end-after-start ev:fair"),
    ("a format is none", "ev:fair :format :hybrid", "ev:fair :format :held",
     "event-format ev:fair"),
    ("an event is final", "ev:fair :status :held", "ev:fair :status :final",
     "event-status ev:fair"),
    ("an event has two mottos", "", 'ev:fair :motto "Cities"', "event-motto ev:fair"),
    ("an event is held at two venues", "",
     'ev:fair :heldAtVenue ve:arena\nve:arena a :Venue\nve:arena skos:prefLabel "Arena"',
     "event-venue ev:fair"),
    ("a frequency is a number", 'se:fair :frequency "annual"', "se:fair :frequency 1",
     "series-frequency se:fair"),
    ("an edition number is negative", ":editionNumber 9\n", ":editionNumber -9\n",
     "edition-number ev:fair"),
    *(
        (f"{words} are no whole number", f"{term} {number}\n", f"{term} {number}.5\n",
         f"{term[1:].removesuffix('Count')}-count ev:fair")
        for words, term, number in [
            ("exhibitors", ":exhibitorCount", 400), ("speakers", ":speakerCount", 300),
            ("countries", ":countryCount", 60), ("cities", ":cityCount", 70),
            ("sessions", ":sessionCount", 80), ("sponsors", ":sponsorCount", 0),
            ("attendees", ":attendeeCount", 24000),
        ]
    ),
    ("online attendees are below 0", ":onlineAttendeeCount 100", ":onlineAttendeeCount -1",
     "online-attendee-count ev:fair"),
    ("exhibition visitors are counted in words", ":exhibitionVisitorCount 900",
     ':exhibitionVisitorCount "many"', "exhibition-visitor-count ev:fair"),
    ("award entries are two numbers", "", "ev:fair :awardEntryCount 451",
     "award-entry-count ev:fair"),
    ("an event is its own sub-event", "", "ev:night :subEventOf ev:night",
     "not-its-own-sub-event ev:night"),
    ("two events are sub-events of each other", "", "ev:fair :subEventOf ev:night",
     "not-its-own-sub-event ev:fair; not-its-own-sub-event ev:night"),
    ("a series is its own parent", "", "se:fair :parentSeries se:fair",
     "not-its-own-parent-series se:fair"),
    # agents and places
    ("an organisation is of two kinds", "", "og:acme :kind kind:pavilion", "one-kind og:acme"),
    ("a latitude is beyond the pole", ":latitude 45.07", ":latitude 95.07",
     "city-latitude ci:turin"),
    ("a longitude is beyond the date line", ":longitude 7.69", ":longitude -187.69",
     "city-longitude ci:turin"),
    ("a country code is long", ':iso2 "IT"', ':iso2 "ITA"', "country-iso2 co:italy"),
    ("a country code is small", ':iso3 "ITA"', ':iso3 "ita"', "country-iso3 co:italy"),
    ("a website is no web address", '"https://example.org/fair"^^xsd:anyURI',
     '"mailto:fair@example.org"^^xsd:anyURI', "website-address ev:fair"),
    ("a position is a thing", 'pe:ada :position "mayor"', "pe:ada :position ci:turin",
     "position-words pe:ada"),
    ("organisations belong to each other", "", "og:acme :parentOrganisation og:fairs",
     "not-its-own-parent og:acme; not-its-own-parent og:fairs"),
    ("a tie is written the wrong way round", "og:acme :partnerOf og:fairs",
     "og:fairs :partnerOf og:acme", "written-once og:fairs"),
    ("a city is its own twin", "", "ci:lyon :twinnedWith ci:lyon", "written-once ci:lyon"),
    # sources
    ("a cited page is not described", 'src:page a :Source ; :title "A page"@en .', "",
     "cited src:page"),
    ("a source has no title", 'doc:post :title "A post" .', "", "source-title doc:post"),
    ("a source has two publishers", 'doc:post :publisher "Acme" .',
     'doc:post :publisher "Acme" , "Fairs" .', "source-publisher doc:post"),
    ("a language is no code", 'doc:post :language "en" .', 'doc:post :language "English" .',
     "source-language doc:post"),
    ("a source was published some time", '"2019-12"^^xsd:gYearMonth', '"some time"^^xsd:gYear',
     "source-published doc:post"),
    ("an address is a text", '"https://example.org/post"^^xsd:anyURI',
     '"https://example.org/post"', "source-address doc:post"),
    ("a document is two pages", "doc:post :sameWorkAs src:page .",
     "doc:post :sameWorkAs src:page , tab:facts .", "source-same-work doc:post"),
    # the law
    ("a truth has no claim", "g:truths {\nc:row",
     "g:truths {\nev:night :hasExhibitor og:acme .\nc:row", "no-truth-without-claim g:truths"),
    ("a truth has an outvoted claim", "g:truths {\nc:row",
     "g:truths {\nev:fair :editionNumber 10 .\nc:row",
     "no-truth-without-claim g:truths; edition-number ev:fair"),
    ("what cannot be contested is", ":contested :editionNumber", ":contested :hasExhibitor",
     "contested :hasExhibitor"),
]  # fmt: skip
"""What is wrong, the text that is replaced (if none, a truth is added), by what, the findings."""

ENDS = [
    *(
        (f"what has {term[1:]} has no type", f"aw:nothing {term} {value}", f"{shape} aw:nothing")
        for shape, term, value in [
            ("has-series", ":partOfSeries", "se:fair"),
            ("has-parent-series", ":parentSeries", "se:fair"),
            ("is-sub-event", ":subEventOf", "ev:fair"), ("takes-place", ":heldInCity", "ci:turin"),
            ("takes-place", ":heldInCountry", "co:italy"),
            ("takes-place", ":heldAtVenue", "ve:hall"),
            ("is-organised", ":organisedBy", "og:acme"),
            ("is-organised", ":supportedBy", "og:acme"),
            ("has-parts", ":hasExhibitor", "og:acme"), ("has-parts", ":hasParticipant", "og:acme"),
            ("has-parts", ":hasSpeaker", "pe:ada"), ("is-about", ":hasTheme", "th:mobility"),
            ("has-dates", ":startDate", '"2019"^^xsd:gYear'),
            ("has-dates", ":endDate", '"2019"^^xsd:gYear'),
            ("has-figures", ":cityCount", "7"), ("has-figures", ":motto", '"Cities"'),
            ("has-status", ":status", ":held"), ("has-frequency", ":frequency", '"annual"'),
            ("has-since", ":since", '"2011"^^xsd:gYear'), ("works", ":worksFor", "og:acme"),
            ("has-position", ":position", '"mayor"'), ("is-based", ":basedIn", "ci:turin"),
            ("is-located", ":locatedIn", "co:italy"),
            ("has-parent-organisation", ":parentOrganisation", "og:acme"),
            ("has-parent-organisation", ":governs", "ci:turin"),
            ("is-member", ":memberOf", "og:acme"),
            ("is-partner", ":partnerOf", "og:acme"), ("is-twinned", ":twinnedWith", "ci:turin"),
            ("is-presented", ":presentedAt", "ev:fair"), ("is-won", ":wonBy", "og:acme"),
            ("is-won", ":finalist", "og:acme"), ("has-kind", ":kind", "kind:company"),
            ("has-website", ":website", '"https://example.org/"^^xsd:anyURI'),
            ("has-coordinates", ":latitude", "1.5"), ("has-code", ":iso2", '"IT"'),
        ]
    ),
    *(
        (f"{term[1:]} leads to the wrong thing", f"{subject} {term} {thing}", f"{shape} {thing}")
        for shape, subject, term, thing in [
            ("series-of-event", "ev:night", ":partOfSeries", "ev:fair"),
            ("series-of-event", "se:asia", ":parentSeries", "ev:fair"),
            ("event-around", "ev:night", ":subEventOf", "se:fair"),
            ("event-around", "aw:prize", ":presentedAt", "se:fair"),
            ("city-of-event", "ev:night", ":heldInCity", "co:italy"),
            ("country-of-event", "ev:night", ":heldInCountry", "ci:turin"),
            ("venue-of-event", "ev:night", ":heldAtVenue", "ci:turin"),
            ("part-taker", "ev:night", ":organisedBy", "ev:fair"),
            ("part-taker", "ev:night", ":supportedBy", "aw:prize"),
            ("part-taker", "ev:night", ":hasExhibitor", "ve:hall"),
            ("part-taker", "ev:night", ":hasParticipant", "se:fair"),
            ("part-taker", "ev:night", ":hasSpeaker", "th:mobility"),
            ("theme", "ev:night", ":hasTheme", "kind:company"),
            ("employer", "pe:ada", ":worksFor", "co:italy"),
            ("seat", "og:acme", ":basedIn", "ve:hall"),
            ("seat", "ve:hall", ":locatedIn", "og:acme"),
            ("parent-organisation", "og:acme", ":parentOrganisation", "ci:lyon"),
            ("governed", "og:acme", ":governs", "co:italy"),
            ("governed", "ci:lyon", ":twinnedWith", "og:acme"),
            ("partner", "og:acme", ":memberOf", "se:fair"),
            ("partner", "og:acme", ":partnerOf", "se:fair"),
            ("winner", "aw:prize", ":wonBy", "ev:fair"),
            ("winner", "aw:prize", ":finalist", "ev:fair"),
            ("kind", "og:fairs", ":kind", "th:mobility"),
        ]
    ),
]  # fmt: skip
"""What is wrong with an end of a tie, the truth that says so, and the finding."""


def broken(old: str, new: str) -> pyoxigraph.Store:
    """Return the sound graph with a text replaced, or with a truth more."""
    if not old:
        return store_of(graph_of(TRUTHS + new, CLAIMS))
    assert old in TRUTHS + CLAIMS
    return store_of(graph_of(TRUTHS.replace(old, new), CLAIMS.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "findings"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_what_is_wrong_is_found_as_pyshacl_finds_it(old: str, new: str, findings: str) -> None:
    store = broken(old, new)
    found = ours(CHECKS, store)
    assert found == {finding(words) for words in findings.split("; ")}
    assert found == theirs(SHAPES, nquads_of(store))


@pytest.mark.parametrize(
    ("truth", "wrong"), [row[1:] for row in ENDS], ids=[row[0] for row in ENDS]
)
def test_an_end_of_a_tie_that_is_of_the_wrong_type_is_found(truth: str, wrong: str) -> None:
    assert ours(CHECKS, broken("", truth)) == {finding(wrong)}


def test_all_wrong_ends_together_are_found_as_pyshacl_finds_them() -> None:
    store = broken("", "\n".join(truth for _, truth, _ in ENDS))
    found = ours(CHECKS, store)
    assert found >= {finding(wrong) for *_, wrong in ENDS}
    assert found == theirs(SHAPES, nquads_of(store))


def test_every_shape_that_reports_is_broken_by_some_row() -> None:
    words = "; ".join(row[-1] for row in [*BROKEN, *ENDS]).split("; ")
    assert {each.shape for each in CHECKS} == {finding(each)[0] for each in words}


@settings(max_examples=15, deadline=None)
@given(st.sets(st.integers(0, len(nquads_of(store_of(graph_of(TRUTHS, CLAIMS))).splitlines()) - 1)))
def test_whatever_is_missing_is_found_as_pyshacl_finds_it(missing: set[int]) -> None:
    lines = sorted(nquads_of(store_of(graph_of(TRUTHS, CLAIMS))).splitlines())
    kept = b"\n".join(line for number, line in enumerate(lines) if number not in missing)
    store = pyoxigraph.Store()
    store.bulk_load(kept, format=pyoxigraph.RdfFormat.N_QUADS)
    assert ours(CHECKS, store) == theirs(SHAPES, kept)


# What the shapes promise


def allowed(shape: rdflib.term.Node) -> set[str]:
    """Return the classes that a shape allows: that of sh:class, or those within sh:or."""
    members = [shape]
    for choices in SHAPES.objects(shape, SH["or"]):
        members += Collection(SHAPES, choices)
    return {str(kind) for member in members for kind in SHAPES.objects(member, SH["class"])}


@pytest.mark.parametrize(
    ("end", "target"), [(RDFS.domain, SH.targetSubjectsOf), (RDFS.range, SH.targetObjectsOf)]
)
def test_the_shapes_allow_at_both_ends_what_the_ontology_allows(
    end: rdflib.URIRef, target: rdflib.URIRef
) -> None:
    ontology = rdflib.Graph().parse(resources.folder("ontology") / "expograph.ttl")
    ties = rdflib.Graph().parse(resources.folder("ontology") / "shapes" / "ties.ttl")
    for shape, tie in ties.subject_objects(target):
        told = set(ontology.objects(tie, end))
        for union in list(told):
            for members in ontology.objects(union, rdflib.OWL.unionOf):
                told = told - {union} | set(Collection(ontology, members))
        assert allowed(shape) == implied({str(each) for each in told}), tie


def implied(classes: set[str]) -> set[str]:
    """Leave out classes that another one covers: an organisation is an agent."""
    return classes - {f"{NS}Organisation"} if f"{NS}Agent" in classes else classes


def test_every_tie_of_the_ontology_has_both_ends_checked() -> None:
    ontology = rdflib.Graph().parse(resources.folder("ontology") / "expograph.ttl")
    of_others = {rdflib.URIRef(NS + name) for name in ("Claim", "Source", "Role")}
    for tie in ontology.subjects(RDF.type, rdflib.OWL.ObjectProperty):
        domain, reach = ontology.value(tie, RDFS.domain), ontology.value(tie, RDFS.range)
        if ontology.value(tie, rdflib.OWL.inverseOf) is not None:
            continue  # declared only, never written
        if domain is not None and domain not in of_others:
            assert (None, SH.targetSubjectsOf, tie) in SHAPES
            assert reach == rdflib.SKOS.Concept or (None, SH.targetObjectsOf, tie) in SHAPES


def test_every_single_valued_property_is_checked_to_have_one_value() -> None:
    single = {
        str(path)
        for shape, path in SHAPES.subject_objects(SH.path)
        if SHAPES.value(shape, SH.maxCount) == rdflib.Literal(1)
    }
    assert {NS + name for name in FUNCTIONAL} <= single


def test_every_shape_speaks_english_and_german() -> None:
    for speaker in set(SHAPES.subjects(SH.message)):
        languages = sorted(
            message.language or ""
            for message in SHAPES.objects(speaker, SH.message)
            if isinstance(message, rdflib.Literal)
        )
        assert languages == ["de", "en"]


# Whole graphs


def test_the_built_in_graph_conforms(engine: Engine) -> None:
    assert shapes.violations(CHECKS, engine.rows) == []


def entities(claim: Claim) -> set[Ref]:
    """Return the things that a claim is about: no themes, roles or kinds."""
    parts = (claim.subject, claim.object, *(value for _, value in claim.qualifiers))
    fixed = ("class", "theme", "role", "kind", "concept", "outside", "term")
    return {part for part in parts if isinstance(part, Ref) and part.kind not in fixed}


def excerpt(material: Material, year: str) -> Material:
    """Return what is said about the events of a year and those that have a part in them."""
    events = {
        claim.subject
        for claim in material.claims
        if claim.subject.kind == "event" and claim.subject.key.endswith(year)
    }
    about = {claim: entities(claim) for claim in material.claims}
    near = set().union(*(found for found in about.values() if found & events))
    return Material([claim for claim, found in about.items() if found <= near], material.sources)


def test_the_built_in_graph_conforms_according_to_pyshacl(store: Path, tmp_path: Path) -> None:
    """All of it takes pyshacl minutes; where not everything is required, the events of 2021 do."""
    if not EVERYTHING:
        store = tmp_path / "store"
        pipeline.build(store, excerpt(pipeline.read_material(resources.tables()), "2021"))
    assert theirs(SHAPES, current(store).quads_file.read_bytes()) == set()


@pytest.mark.shared
def test_the_reference_example_has_the_findings_of_an_excerpt(shared: Path) -> None:
    """It is a corner of a graph, and says so: what it leaves out is found, and nothing else."""
    store = store_of((shared / "example" / "graph.trig").read_text(encoding="utf-8"))
    found = ours(CHECKS, store)
    assert found == theirs(SHAPES, nquads_of(store))
    assert {shape.removeprefix(SHAPE) for shape, _ in found} == {
        "cited",  # the tables and the rule are no sources there
        "source-title",  # and the sources have no title
        "claim-confidence", "claim-method", "claim-evidence",  # shortened claims
        "entity-name", "no-truth-without-claim",  # names, dates, series and their claims left out
        "part-taker", "partner", "is-partner", "roles", "contested",  # there is no ontology
        "series-of-event",  # se:scewc has no type
    }  # fmt: skip


# The compiler: small shapes over a small graph

PEOPLE = f"""{HEAD}
g:a {{
ev:a a :Event ; :startDate 1 ; :endDate 2 ; :motto "Alpha" ; :hasSpeaker pe:ada , pe:bob .
ev:b a :Event ; :startDate 3 ; :endDate 3 ; :motto "beta"@en ; :hasSpeaker pe:ada .
ev:c a :Congress ; :startDate 5 ; :endDate 4 ; :motto _:x .
:Congress rdfs:subClassOf :Event .
pe:ada a :Person ; :position "mayor" ; :worksFor ci:turin .
pe:bob a :Person ; :worksFor "Turin" .
ci:turin a :City .
}}"""

CONSTRUCTS = {
    "the class of values": ":Event ; sh:path :hasSpeaker ; sh:class :Person",
    "no class that anything has": ":Event ; sh:path :hasSpeaker ; sh:class :Venue",
    "two values at least": ":Event ; sh:path :hasSpeaker ; sh:minCount 2",
    "one value at most": ":Event ; sh:path :hasSpeaker ; sh:maxCount 1",
    "no value": ":Event ; sh:path :hasSpeaker ; sh:maxCount 0",
    "a certain value": ":Event ; sh:path :hasSpeaker ; sh:hasValue pe:bob",
    "a path backwards": ":Person ; sh:path [ sh:inversePath :hasSpeaker ] ; sh:maxCount 1",
    "a path of two steps": ":Event ; sh:path ( :hasSpeaker :worksFor ) ; sh:nodeKind sh:IRI",
    "a path of two ways": ":Event ; sh:path [ sh:alternativePath ( :startDate :endDate ) ] ; "
    "sh:maxInclusive 3",
    "before": ":Event ; sh:path :startDate ; sh:lessThan :endDate",
    "not after": ":Event ; sh:path :startDate ; sh:lessThanOrEquals :endDate",
    "above": ":Event ; sh:path :startDate ; sh:minExclusive 3",
    "below": ":Event ; sh:path :startDate ; sh:maxExclusive 3",
    "a pattern": ':Event ; sh:path :motto ; sh:pattern "^[ab]"',
    "a pattern whatever the case": ':Event ; sh:path :motto ; sh:pattern "^[ab]" ; sh:flags "i"',
    "a length": ":Event ; sh:path :motto ; sh:minLength 5",
    "a length at most": ":Event ; sh:path :motto ; sh:maxLength 4",
    "a literal": ":Event ; sh:path :motto ; sh:nodeKind sh:Literal",
    "no literal": ":Event ; sh:path :motto ; sh:nodeKind sh:BlankNodeOrIRI",
    "a text without language": ":Event ; sh:path :motto ; sh:datatype xsd:string",
    "a text with language": ":Event ; sh:path :motto ; sh:datatype rdf:langString",
    "one of": ':Event ; sh:path :motto ; sh:in ( "Alpha" "beta" )',
    "one of none": ":Event ; sh:path :motto ; sh:in ( )",
    "either": ":Event ; sh:path :motto ; sh:or ( [ sh:datatype xsd:string ] [ sh:minLength 9 ] )",
    "both": ":Event ; sh:path :motto ; sh:and ( [ sh:datatype xsd:string ] [ sh:minLength 2 ] )",
    "not": ":Event ; sh:path :motto ; sh:not [ sh:datatype xsd:string ]",
    "speakers who hold a position": ":Event ; sh:path :hasSpeaker ; "
    "sh:node [ sh:property [ sh:path :position ; sh:minCount 1 ] ]",
    "speakers with an employer that is a city": ":Event ; sh:path :hasSpeaker ; "
    "sh:node [ sh:property [ sh:path :worksFor ; sh:class :City ; sh:maxCount 1 ] ]",
    "one speaker, of whom much is said": ":Event ; sh:path :hasSpeaker ; sh:not [ sh:property "
    "[ sh:path :position ; sh:maxCount 0 ] , [ sh:path :worksFor ; sh:hasValue ci:turin ] ]",
    "not both before and alone": ":Event ; sh:path [ sh:inversePath :subEventOf ] ; sh:maxCount 0",
}


def small(text: str) -> str:
    """Return a shape from its target class and what follows."""
    return f'{HEAD_OF_SHAPES} s:one sh:targetClass {text} ; sh:message "Wrong." .'


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_a_construct_means_what_pyshacl_takes_it_to_mean(construct: str) -> None:
    turtle, store = small(CONSTRUCTS[construct]), store_of(PEOPLE)
    found = ours(shapes.checks([("small", turtle)]), store)
    assert found == theirs(rdflib.Graph().parse(data=turtle), nquads_of(store))


NODES = {
    "a node": "s:one sh:targetNode ev:a , ev:c ; sh:hasValue ev:a",
    "two classes": "s:one sh:targetClass :Event , :Person ; sh:class :Person",
    "subjects and objects": "s:one sh:targetSubjectsOf :hasSpeaker ; "
    "sh:targetObjectsOf :worksFor ; sh:nodeKind sh:IRI ; sh:class :Event",
    "speakers or an order of dates": "s:one sh:targetClass :Event ; sh:or ( "
    "[ sh:property [ sh:path :hasSpeaker ; sh:minCount 1 ] ] s:two ) . "
    "s:two sh:property [ sh:path :startDate ; sh:lessThan :endDate ]",
    "at most one of something": "s:one sh:targetClass :Event ; "
    "sh:not [ sh:property [ sh:path :hasSpeaker ; sh:maxCount 1 ; sh:minCount 1 ] ]",
}


@pytest.mark.parametrize("shape", NODES)
def test_a_shape_of_nodes_means_what_pyshacl_takes_it_to_mean(shape: str) -> None:
    turtle = f'{HEAD_OF_SHAPES} {NODES[shape]} . s:one sh:message "Wrong." .'
    store = store_of(PEOPLE)
    found = ours(shapes.checks([("small", turtle)]), store)
    assert found == theirs(rdflib.Graph().parse(data=turtle), nquads_of(store))
    assert found


UNKNOWN = {
    ":Event ; sh:path :motto ; sh:uniqueLang true": "sh:uniqueLang",
    ":Event ; sh:closed true": "sh:closed",
    ":Event ; sh:xone ( [ sh:class :Event ] )": "sh:xone",
    ":Event ; sh:deactivated true": "sh:deactivated",
    ":Event ; sh:minCount 1": "sh:minCount",
    ":Event ; rdfs:comment \"What?\"": "comment",
    ":Event ; sh:path [ sh:zeroOrMorePath :motto ]": "sh:zeroOrMorePath",
    ":Event ; sh:path :motto ; sh:datatype xsd:duration": "duration",
    ":Event ; sh:nodeKind sh:Graph": "sh:Graph",
    ":Event ; sh:property [ sh:path :motto ; sh:minCount 1 ]": "no name",
    ":Event ; sh:path :motto , :status ; sh:minCount 1": "several sh:path",
    ":Event ; sh:node s:one": "refers to itself",
    ":Event ; sh:path :motto ; sh:property s:two . s:two sh:path :motto": "sh:property",
    ":Event ; sh:class :Event . s:two sh:path :motto": "no part of a shape",
    ":Event ; sh:or ( [ sh:xone ( ) ] )": "sh:xone",
    ":Event ; sh:node [ sh:property [ sh:path :motto ; sh:minCount 2 ] ]": "counts beyond 1",
    ":Event ; sh:node [ sh:sparql [ sh:select \"SELECT $this WHERE { $this a :Event }\" ] ]":
    "sh:sparql within",
    ":Event ; sh:sparql [ sh:message \"Wrong.\" ; sh:select \"SELECT ?x { ?x a ?y }\" ]":
    "SELECT $this",
    ":Event ; sh:sparql [ sh:message \"Wrong.\" ; sh:ask \"ASK {}\" ]": "sh:ask",
    ":Event ; sh:sparql [ sh:message \"Wrong.\" ; sh:select \"SELECT $this { $this $PATH 1 }\" ]":
    "$PATH",
    ":Event ; a sh:NodeShape , rdfs:Class ; sh:class :City": "Class",
    ":Event ; sh:path [ a sh:PropertyShape ] ; sh:minCount 1": "no path",
    ":Event ; sh:path [ sh:inversePath :motto ; sh:alternativePath ( :motto ) ] ; sh:minCount 1":
    "no path",
}  # fmt: skip


@pytest.mark.parametrize("construct", UNKNOWN)
def test_what_is_not_compiled_is_named(construct: str) -> None:
    shape, _, other = construct.partition(" . ")
    turtle = small(shape) + (f" {other} ." if other else "")
    with pytest.raises(shapes.UnknownConstruct) as raised:
        shapes.checks([("small", turtle)])
    assert UNKNOWN[construct] in str(raised.value)


def test_a_shape_that_says_nothing_is_refused() -> None:
    silent = small(":Event ; sh:class :City").replace("sh:message", "sh:name")
    with pytest.raises(shapes.UnknownConstruct, match="sh:message"):
        shapes.checks([("small", silent)])


def test_a_violation_is_a_sentence_with_its_place() -> None:
    store = broken('"2019-11-21"^^xsd:date', '"2019-11-18"^^xsd:date')
    said = [str(each) for each in shapes.violations(CHECKS, Engine(store).rows)]
    assert said == ["ev:fair 2019-11-18: It ends before it begins, on 2019-11-19."]


def test_a_truth_without_a_claim_is_named_in_full() -> None:
    store = broken("g:truths {\nc:row", "g:truths {\nev:night :hasExhibitor og:acme .\nc:row")
    (found,) = shapes.violations(CHECKS, Engine(store).rows)
    assert found.message == "No accepted claim says that ev:night hasExhibitor og:acme."
    assert found.path == f"{NS}hasExhibitor"


def test_messages_come_in_the_language_that_is_wanted() -> None:
    german = {each.message for each in shapes.checks(OURS, language="de")}
    assert "Eine Veranstaltung ist ihre eigene Teilveranstaltung." in german
    assert {each.message for each in shapes.checks(OURS, language="ca")} == {
        each.message for each in CHECKS
    }


def test_the_same_shapes_give_the_same_queries() -> None:
    assert shapes.checks(OURS) == CHECKS


def test_a_warning_is_told_from_a_violation() -> None:
    (check,) = shapes.checks([("small", small(":Event ; sh:class :City ; sh:severity sh:Warning"))])
    assert check.severity == "Warning"
    assert {each.severity for each in CHECKS} == {"Violation"}


# Laws


def dated(start: str, end: str) -> pyoxigraph.Store:
    """Return the sound graph with other dates of the fair."""
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    truths = TRUTHS.replace('"2019-11-19"^^xsd:date', f'"{start}"^^xsd:{kinds[len(start)]}')
    truths = truths.replace('"2019-11-21"^^xsd:date', f'"{end}"^^xsd:{kinds[len(end)]}')
    return store_of(graph_of(truths, CLAIMS))


def last_day(iso: str) -> date:
    """Return the last day of a year, a month or a day."""
    if len(iso) == 4:
        return date(int(iso), 12, 31)
    if len(iso) == 7:
        following = date.fromisoformat(f"{iso}-28") + timedelta(days=4)
        return following - timedelta(days=following.day)
    return date.fromisoformat(iso)


DATES = st.builds(
    lambda day, length: day.isoformat()[:length],
    st.dates(date(2018, 1, 1), date(2020, 12, 31)),
    st.sampled_from([4, 7, 10]),
)


@settings(max_examples=60, deadline=None)
@given(DATES, DATES)
def test_an_end_is_too_early_if_its_last_day_is_before_the_first_day(start: str, end: str) -> None:
    first_day = date.fromisoformat((start + "-01-01")[:10])
    found = {shape for shape, _ in ours(CHECKS, dated(start, end))}
    assert found == ({f"{SHAPE}end-after-start"} if last_day(end) < first_day else set())


DAY_CHECKS = shapes.checks([("small", small(":Event ; sh:path :startDate ; sh:datatype xsd:date"))])


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 9999), st.integers(0, 13), st.integers(0, 32))
def test_a_day_is_a_date_if_it_is_in_the_calendar(year: int, month: int, day: int) -> None:
    written = f"{year:04}-{month:02}-{day:02}"
    store = store_of(f'{HEAD} ev:a a :Event ; :startDate "{written}"^^xsd:date .')
    try:
        expected = bool(date(year, month, day))
    except ValueError:
        expected = False
    assert (not ours(DAY_CHECKS, store)) == expected
