"""What was asked for is drawn, and nothing that was not."""

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.network import build as networks
from expograph.network.build import Choice, Thing, Tie, Ties
from expograph.network.when import When
from expograph.store.engine import Engine

BASE = "https://w3id.org/expograph/id/"


@pytest.fixture(scope="module")
def ties(engine: Engine) -> Ties:
    return networks.read_ties(engine.rows)


def test_a_theme_keeps_only_what_is_on_it_and_what_is_tied_to_that(ties: Ties) -> None:
    theme = f"{BASE}theme/water"
    chosen = networks.choose(ties, Choice(theme=theme))
    on_it = {iri for iri, thing in chosen.things.items() if theme in thing.themes}
    assert on_it
    near = {
        end for tie in ties.ties for end in (tie.start, tie.end) if {tie.start, tie.end} & on_it
    }
    assert set(chosen.things) <= near | on_it


def test_two_choices_leave_what_both_leave(ties: Ties) -> None:
    city, series = Choice(city=f"{BASE}city/barcelona"), Choice(series=f"{BASE}series/scewc")
    both = networks.choose(ties, Choice(city=city.city, series=series.series))
    assert set(both.things) <= set(networks.choose(ties, city).things)
    assert set(both.things) <= set(networks.choose(ties, series).things)


@pytest.mark.parametrize(
    ("iri", "relation"),
    [
        ("theme/mobility", "hasTheme"), ("venue/fira-de-barcelona-gran-via", "heldAtVenue"),
        ("country/spain", "heldInCountry"), ("series/scewc", "partOfSeries"),
        ("award/world-smart-city-awards-scewc-2016", "presentedAt"),
    ],
)  # fmt: skip
def test_a_network_may_be_around_any_kind_of_thing(engine: Engine, iri: str, relation: str) -> None:
    around = networks.read_ties(engine.rows, around=[BASE + iri])
    chosen = networks.choose(around, Choice(of=BASE + iri, hops=1))
    assert BASE + iri in chosen.things
    assert relation in {tie.relation for tie in chosen.ties if BASE + iri in (tie.start, tie.end)}


def test_no_way_leads_on_from_the_city_of_an_event() -> None:
    ties = made(("fair", "heldInCity", "town"), ("other", "heldInCity", "town"),
                ("fair", "hasExhibitor", "maker"))  # fmt: skip
    chosen = networks.choose(ties, Choice(of="maker", hops=3))
    assert set(chosen.things) == {"fair", "town", "maker"}
    assert set(networks.choose(ties, Choice(of="town", hops=1)).things) == {"fair", "town", "other"}


def test_ties_on_too_few_sources_are_no_ways_either() -> None:
    ties = made(("a", "partnerOf", "b"), ("b", "partnerOf", "c"))
    strong = {"a": 2, "b": 1}
    chosen = networks.choose(ties, Choice(of="a", sources=2), lambda tie: strong[tie.start])
    assert set(chosen.things) == {"a", "b"}


def test_all_shortest_chains_are_drawn_and_no_longer_ones() -> None:
    ties = made(
        ("a", "partnerOf", "b"), ("b", "partnerOf", "d"), ("a", "memberOf", "c"),
        ("c", "partnerOf", "d"), ("b", "memberOf", "d"), ("a", "partnerOf", "x"),
        ("x", "partnerOf", "y"), ("y", "partnerOf", "d"), ("b", "partnerOf", "c"),
    )  # fmt: skip
    chains = networks.between(ties, "a", "d")
    assert {(tie.start, tie.relation, tie.end) for tie in chains.ties.ties} == {
        ("a", "partnerOf", "b"), ("b", "partnerOf", "d"), ("b", "memberOf", "d"),
        ("a", "memberOf", "c"), ("c", "partnerOf", "d"),
    }  # fmt: skip
    assert (chains.number, chains.longer) == (2, False)
    assert networks.between(ties, "a", "d", most=1).longer


def test_no_chain_leads_through_a_country_or_the_city_of_events() -> None:
    ties = made(
        ("a", "partnerOf", "land"), ("b", "partnerOf", "land"), ("fair", "hasExhibitor", "a"),
        ("fair", "heldInCity", "town"), ("show", "heldInCity", "town"),
        ("show", "hasExhibitor", "b"),
    )  # fmt: skip
    assert not networks.between(ties, "a", "b").ties.ties
    assert len(networks.between(ties, "a", "town").ties.ties) == 2
    assert len(networks.between(ties, "a", "land").ties.ties) == 1


@given(st.sets(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), min_size=1))
def test_every_tie_of_a_chain_lies_on_a_shortest_way(pairs: set[tuple[str, str]]) -> None:
    ties = made(*((one, "partnerOf", other) for one, other in sorted(pairs)))
    graph = nx.Graph([("a", "a"), ("g", "g"), *pairs])
    drawn = {frozenset((t.start, t.end)) for t in networks.between(ties, "a", "g").ties.ties}
    expected = set()
    if nx.has_path(graph, "a", "g"):
        for path in nx.all_shortest_paths(graph, "a", "g"):
            expected |= {frozenset(step) for step in pairwise(path)}
    assert drawn == expected


DATES = st.one_of(
    st.just(""),
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:4]),
)


@given(DATES, DATES, DATES)
def test_a_tie_of_a_time_falls_into_every_wider_time(first: str, last: str, day: str) -> None:
    tie = When(date=day)
    if day and tie.falls_in(first, last):
        assert tie.falls_in("", last)
        assert tie.falls_in(first, "")
        assert tie.falls_in(day, day)


def test_a_tie_is_of_the_time_of_its_event_or_its_own(engine: Engine, ties: Ties) -> None:
    teller = networks.Teller(engine.rows)
    teller.learn(ties.ties)
    chosen = networks.within(ties, teller.told, "2019", "2019")
    network = networks.network_of(chosen, engine.rows, teller)
    known = [each for *_, each in network.edges(data=True)]
    events = [
        each["date"]
        for start, _, each in network.edges(data=True)
        if each["relation"] == "hasExhibitor" and network.nodes[start]["kind"] == "Event"
    ]
    assert len(events) > 20
    assert all(date.startswith("2019") for date in events)
    twins = [each for each in known if each["relation"] == "twinnedWith"]
    assert any(not (each["date"] or each["since"]) for each in twins)
    stated = [each for each in known if each["relation"] == "partnerOf" and each["since"]]
    assert stated
    assert all(each["since"] <= "2019-12-31" for each in stated)


def made(*stated: tuple[str, str, str]) -> Ties:
    """Ties between things whose names tell of what kind they are."""
    kinds = {"fair": "Event", "show": "Event", "other": "Event", "town": "City", "land": "Country"}
    names = sorted({name for one, _, other in stated for name in (one, other)})
    things = {name: Thing(name, name, kinds.get(name, "Organisation")) for name in names}
    ties = [Tie(one, relation, other, ((one, relation, other),)) for one, relation, other in stated]
    return Ties(things, tuple(ties), things)
