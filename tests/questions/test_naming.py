"""How the names that people type find the things they mean, and nothing else happens by them."""

import re
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expograph import resources
from expograph.answers import Answer
from expograph.errors import AmbiguousName, UnknownName, UsageError
from expograph.questions.naming import AGENTS, find
from expograph.store.engine import Engine
from expograph.vocabulary import BASE

OURS = [
    resources.query(f"internal/{name}") for name in ("identified", "named", "labels", "editions")
]


@pytest.mark.parametrize(
    ("typed", "types", "meant"),
    [
        ("https://w3id.org/expograph/id/city/barcelona", "City", "city/barcelona"),
        ("city/barcelona", "Agent", "city/barcelona"),
        ("ci:barcelona", "Agent", "city/barcelona"),
        ("mixmove", "Agent", "organisation/mixmove"),
        ("MIXMOVE", "Agent", "organisation/mixmove"),
        ("  Mixmove\n", "Agent", "organisation/mixmove"),
        ("Fira", "Agent", "organisation/fira-de-barcelona"),
        ("SCEWC", "EventSeries", "series/scewc"),
        ("SCEWC 2019", "Event", "event/scewc-2019"),
        ("scewc-2019", "Event", "event/scewc-2019"),
        ("Smart City Expo World Congress 2019", "Event", "event/scewc-2019"),
    ],
)
def test_a_thing_is_found_as_people_know_it(
    engine: Engine, typed: str, types: str, meant: str
) -> None:
    found = find(typed, (types,), engine.rows)
    assert found.iri == f"{BASE}id/{meant}"


def test_a_part_of_a_name_is_answered_with_the_whole(engine: Engine) -> None:
    with pytest.raises(UnknownName, match="did you mean 'Cleantech Scandinavia'"):
        find("Scandinavia Cleantech", ("Agent",), engine.rows)


def test_a_name_of_another_kind_is_answered_with_its_kind(engine: Engine) -> None:
    with pytest.raises(
        UsageError, match="'SCEWC' is an event series; what is wanted here is a city"
    ):
        find("SCEWC", ("City",), engine.rows)


def test_a_misspelt_name_is_answered_with_the_nearest(engine: Engine) -> None:
    with pytest.raises(UnknownName, match="did you mean") as caught:
        find("Barcelonna", ("City",), engine.rows)
    assert "Barcelona" in caught.value.candidates


def test_each_candidate_of_an_ambiguous_name_can_be_typed_instead(engine: Engine) -> None:
    with pytest.raises(AmbiguousName) as caught:
        find("Smart City", ("Event", "EventSeries", "Agent"), engine.rows)
    assert len(caught.value.candidates) > 1
    for candidate in caught.value.candidates:
        if not candidate.startswith("…"):
            assert find(candidate, ("Event", "EventSeries", "Agent"), engine.rows).iri


def test_a_thing_of_another_kind_is_not_meant(engine: Engine) -> None:
    for name in ("mixmove", f"{BASE}id/organisation/mixmove"):
        with pytest.raises(UsageError, match="is an organisation; what is wanted here is a city"):
            find(name, ("City",), engine.rows)


@pytest.mark.parametrize("name", ["", "  ", "\n", "a" * 100_000, "\udcff", f"{BASE}\x01"])
def test_what_cannot_be_a_name_is_refused_in_a_short_sentence(engine: Engine, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        find(name, ("Agent",), engine.rows)
    assert len(str(caught.value)) < 400


SPITEFUL = [
    '"', "'", "\\", "}", "{", "} #+ name", "#", "\n", "\0", ">", "<", "?thing", "urn:x",
    f"{BASE}id/city/barcelona> ?p ?o . <", "city/barcelona>",
    "VALUES ?called { <urn:x> } #+ called",
    '" } #+ name\n ?thing ?p ?o . #', "2019", " 2020", BASE, "\u2028", "İ", "ß", "ﬁ",
]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.one_of(
        st.text(max_size=30),
        st.lists(st.sampled_from(SPITEFUL), min_size=1, max_size=5).map("".join),
    )
)
def test_no_name_breaks_out_of_a_query(engine: Engine, name: str) -> None:
    asked: list[str] = []

    def rows(query: str) -> Answer:
        asked.append(query)
        return engine.rows(query)

    with suppress(UnknownName, AmbiguousName, UsageError):
        find(name, ("Agent", "Event"), rows)
    assert asked or not name.strip() or len(name) > 500
    assert {bare(query) for query in asked} <= {bare(query) for query in OURS}


def bare(query: str) -> str:
    """Return a query without what stands in its texts, its IRIs and its comments."""
    return " ".join(re.sub(r'(?:"(?:[^"\\]|\\.)*"|<[^<>]*>|#.*|:\w+|\s)+', " ", query).split())


def test_agents_are_what_the_ontology_says() -> None:
    assert set(AGENTS) == {"Organisation", "City", "Country", "Person", "Project"}
