"""Whether our checks find what is wrong with a graph; pyshacl is the referee."""

import os
from collections.abc import Callable, Iterable
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
    # both ends of a tie
    *(
        (f"what has {term[1:]} has no type", "", f"ev:nothing {term} {value}",
         f"{shape} ev:nothing")
        for shape, term, value in [
            ("has-series", ":partOfSeries", "se:fair"), ("has-parent-series", ":parentSeries", "se:fair"),
            ("is-sub-event", ":subEventOf", "ev:fair"), ("takes-place", ":heldInCity", "ci:turin"),
            ("takes-place", ":heldInCountry", "co:italy"), ("takes-place", ":heldAtVenue", "ve:hall"),
            ("is-organised", ":organisedBy", "og:acme"), ("is-organised", ":supportedBy", "og:acme"),
            ("has-parts", ":hasExhibitor", "og:acme"), ("has-parts", ":hasParticipant", "og:acme"),
            ("has-parts", ":hasSpeaker", "pe:ada"), ("is-about", ":hasTheme", "th:mobility"),
            ("has-dates", ":startDate", '"2019"^^xsd:gYear'), ("has-dates", ":endDate", '"2019"^^xsd:gYear'),
            ("has-figures", ":cityCount", "7"), ("has-figures", ":motto", '"Cities"'),
            ("has-status", ":status", ":held"), ("has-frequency", ":frequency", '"annual"'),
            ("has-since", ":since", '"2011"^^xsd:gYear'), ("works", ":worksFor", "og:acme"),
            ("has-position", ":position", '"mayor"'), ("is-based", ":basedIn", "ci:turin"),
            ("is-located", ":locatedIn", "co:italy"),
            ("has-parent-organisation", ":parentOrganisation", "og:acme"),
            ("has-parent-organisation", ":governs", "ci:turin"), ("is-member", ":memberOf", "og:acme"),
            ("is-partner", ":partnerOf", "og:acme"), ("is-twinned", ":twinnedWith", "ci:turin"),
            ("is-presented", ":presentedAt", "ev:fair"), ("is-won", ":wonBy", "og:acme"),
            ("is-won", ":finalist", "og:acme"), ("has-kind", ":kind", "kind:company"),
            ("has-website", ":website", '"https://example.org/"^^xsd:anyURI'),
            ("has-coordinates", ":latitude", "1.5"), ("has-code", ":iso2", '"IT"'),
        ]
    ),
    *(
        (f"{term[1:]} leads to the wrong thing", "", f"{subject} {term} {thing}", f"{shape} {thing}")
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
            ("seat", "og:acme", ":basedIn", "ve:hall"), ("seat", "ve:hall", ":locatedIn", "og:acme"),
            ("parent-organisation", "og:acme", ":parentOrganisation", "ci:lyon"),
            ("governed", "og:acme", ":governs", "co:italy"),
            ("governed", "ci:lyon", ":twinnedWith", "og:acme"),
            ("partner", "og:acme", ":memberOf", "se:fair"),
            ("partner", "og:acme", ":partnerOf", "se:fair"),
            ("winner", "aw:prize", ":wonBy", "ev:fair"), ("winner", "aw:prize", ":finalist", "ev:fair"),
            ("kind", "og:fairs", ":kind", "th:mobility"),
        ]
    ),
]  # fmt: skip
"""What is wrong, the text that is replaced (nothing: a truth is added), by what, and the findings."""

ALSO = {
    "what has partOfSeries": "",
}


@pytest.mark.parametrize(
    ("old", "new", "findings"),
    [row[1:] for row in BROKEN],
    ids=[row[0] for row in BROKEN],
)
def test_what_is_wrong_is_found_as_pyshacl_finds_it(old: str, new: str, findings: str) -> None:
    assert old in TRUTHS + CLAIMS
    truths, claims = TRUTHS.replace(old, new) if old else TRUTHS + new, CLAIMS
    if old:
        claims = CLAIMS.replace(old, new)
    store = store_of(graph_of(truths, claims))
    found = ours(CHECKS, store)
    assert {finding(words) for words in findings.split("; ")} == found
    assert theirs(SHAPES, nquads_of(store)) == found
