"""IRIs are readable, the same on every run, and stay when a line moves or a score changes."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.claims import Claim, Premises, Quote, Ref, Row, Value
from expograph.identifiers import claim_iri, graph, iri, source_key, term_name, thing
from expograph.vocabulary import CLASS_OF_KIND

EVENT, CITY = Ref("event", "scewc-2019"), Ref("city", "barcelona")
CLAIM = Claim("table/events", EVENT, "heldInCity", CITY, Row(2, "the row", "scewc-2019"))


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        (EVENT, "id/event/scewc-2019"),
        (Ref("series", "scewc"), "id/series/scewc"),
        (Ref("class", "series"), "ns#EventSeries"),
        (Ref("role", "co-organiser"), "ns#co-organiser"),
        (Ref("concept", "held"), "ns#held"),
        (Ref("kind", "company"), "kind/company"),
        (Ref("source", "table/events"), "source/table/events"),
        (Ref("theme", "mobility"), "id/theme/mobility"),
    ],
)
def test_an_iri_says_what_it_is(ref: Ref, expected: str) -> None:
    assert iri(ref) == f"https://w3id.org/expograph/{expected}"


def test_things_elsewhere_keep_their_own_iri() -> None:
    address = "http://www.wikidata.org/entity/Q1492"
    assert iri(Ref("outside", address)) == address
    assert thing(address) == Ref("outside", address)


@given(
    st.sampled_from([*CLASS_OF_KIND, "kind", "source", "claim"]),
    st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True),
)
def test_an_iri_leads_back_to_its_thing(kind: str, key: str) -> None:
    assert thing(iri(Ref(kind, key))) == Ref(kind, key)


def test_terms_and_graphs_have_names() -> None:
    assert term_name("https://w3id.org/expograph/ns#hasExhibitor") == "hasExhibitor"
    assert term_name("skos:prefLabel") == "skos:prefLabel"
    assert graph("truths") == "https://w3id.org/expograph/graph/truths"


@pytest.mark.parametrize(
    ("identifier", "key"),
    [
        ("seed:000_0a5bb18419ea0832.txt", "seed-000"),
        ("amwe-cityvoices", "amwe-cityvoices"),
        ("Page of the Städtetag", "page-of-the-stadtetag"),
    ],
)
def test_a_source_is_known_by_its_id_without_digest_and_ending(identifier: str, key: str) -> None:
    assert source_key(identifier) == key


@given(st.text(max_size=30))
def test_the_key_of_a_source_can_stand_in_an_iri(identifier: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", source_key(identifier))


@pytest.mark.parametrize(
    "same",
    [
        replace(CLAIM, evidence=Row(99, "other cells changed", "scewc-2019", ("page",))),
        replace(CLAIM, confidence="0.3"),
        replace(CLAIM, method="another"),
    ],
)
def test_a_claim_is_the_same_wherever_its_row_stands_and_however_sure(same: Claim) -> None:
    assert claim_iri(same) == claim_iri(CLAIM)


@pytest.mark.parametrize(
    "other",
    [
        replace(CLAIM, read_from="table/other"),
        replace(CLAIM, subject=Ref("series", "scewc-2019")),
        replace(CLAIM, predicate="heldInCountry"),
        replace(CLAIM, object=Ref("country", "barcelona")),
        replace(CLAIM, object=Value("barcelona")),
        replace(CLAIM, object=Value("barcelona", language="ca")),
        replace(CLAIM, evidence=Row(2, "the row", "another row")),
        replace(CLAIM, qualifiers=(("role", Ref("role", "host")),)),
    ],
)
def test_a_claim_that_says_something_else_has_another_iri(other: Claim) -> None:
    assert claim_iri(other) != claim_iri(CLAIM)


def test_parts_do_not_flow_into_one_another() -> None:
    one = replace(CLAIM, subject=Ref("event", "ab"), predicate="c")
    assert claim_iri(one) != claim_iri(replace(CLAIM, subject=Ref("event", "a"), predicate="bc"))


def test_a_quote_is_known_by_its_words_not_by_its_place() -> None:
    quoted = replace(CLAIM, evidence=Quote("in Barcelona", 10, 22))
    assert claim_iri(quoted) == claim_iri(replace(quoted, evidence=Quote("in Barcelona", 0, 12)))
    assert claim_iri(quoted) != claim_iri(replace(quoted, evidence=Quote("a Barcelona", 0, 11)))


def test_what_follows_by_a_rule_is_one_claim_whatever_its_premises() -> None:
    one = replace(CLAIM, evidence=Premises(("a",)))
    assert claim_iri(one) == claim_iri(replace(CLAIM, evidence=Premises(("a", "b"))))


def test_a_mention_counts_once_for_each_form_of_the_name() -> None:
    mention = replace(CLAIM, predicate="rdf:type", name_as_read=Value("SCEWC"))
    elsewhere = replace(mention, evidence=Row(5, "another row", "another"))
    assert claim_iri(mention) == claim_iri(elsewhere)
    assert claim_iri(mention) != claim_iri(replace(mention, name_as_read=Value("Scewc")))
