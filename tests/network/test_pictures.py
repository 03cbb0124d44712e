"""Pictures tie actors by what they did together, and to the events in which they had a part."""

from collections.abc import Callable

import pytest

from expograph.network import build as networks
from expograph.network.build import Choice, Thing, Tie, Ties
from expograph.network.words import made as made_relations
from expograph.network.words import relations
from expograph.store.engine import Engine

BASE = "https://w3id.org/expograph/id/"
CONGRESS = f"{BASE}event/scewc-2019"
PAVILION = f"{BASE}project/nordic-pavilion-2019"
MIXMOVE = f"{BASE}organisation/mixmove"
CLEAN = f"{BASE}organisation/clean"

Asked = Callable[..., list[dict[str, str]]]


@pytest.fixture(scope="module")
def ties(engine: Engine) -> Ties:
    return networks.read_ties(engine.rows)


@pytest.mark.parametrize("of", ["clean", "mixmove", "business-finland", "fira-de-barcelona"])
def test_the_picture_of_partnerships_has_the_partners_that_the_question_finds(
    ties: Ties, asked: Asked, of: str
) -> None:
    actor = f"{BASE}organisation/{of}"
    partners = networks.partnerships(ties)
    drawn = {
        ({tie.start, tie.end} - {actor}).pop().removeprefix(BASE)
        for tie in partners.ties
        if actor in (tie.start, tie.end) and tie.relation == "partnerOf"
    }
    assert drawn == {row["partner"] for row in asked("partners", of=of)}


def test_two_partners_have_one_tie_with_all_reasons(ties: Ties) -> None:
    drawn = networks.partnerships(ties).ties
    pairs = [frozenset((tie.start, tie.end)) for tie in drawn]
    assert len(pairs) == len(set(pairs)) > 1000
    assert all(tie.how and tie.statements for tie in drawn)
    assert any(len(tie.how) > 1 for tie in drawn)


def test_a_partnership_rests_on_the_statements_of_both_sides(engine: Engine, ties: Ties) -> None:
    partners = networks.choose(networks.partnerships(ties), Choice(of=MIXMOVE, hops=1))
    network = networks.network_of(partners, engine.rows)
    (known,) = network.get_edge_data(CLEAN, MIXMOVE).values()
    assert (known["through"], known["through_label"]) == (PAVILION, "Nordic Pavilion 2019")
    assert known["reasons"] == ["host and exhibitor of one pavilion"]
    assert known["date"] == "2019-11-19"
    texts = [evidence["text"] for evidence in known["evidence"]]
    assert any("agent: MIXMOVE" in each for each in texts)
    assert any("agent: CLEAN" in each for each in texts)


def test_the_partnerships_of_an_event_are_those_of_its_pavilions_and_organisers(
    ties: Ties,
) -> None:
    chosen = networks.partnerships_of(ties, Choice(event=CONGRESS))
    by_pavilion = {tie for tie in chosen.ties if PAVILION in tie.through}
    assert {"host and exhibitor of one pavilion"} in [set(tie.how) for tie in by_pavilion]
    at_one_event = {tie for tie in chosen.ties if "exhibitors of one event" in tie.how}
    assert {through for tie in at_one_event for through in tie.through} >= {CONGRESS}


def test_exhibitors_of_one_congress_are_tied_only_if_it_was_asked_for() -> None:
    ties = made(("fair", "hasExhibitor", "a"), ("fair", "hasExhibitor", "b"))
    assert not networks.partnerships(ties).ties
    (tie,) = networks.partnerships(ties, "fair").ties
    assert (tie.relation, tie.how) == ("tookPartWith", ("exhibitors of one event",))


def test_a_membership_alone_keeps_its_name_and_direction() -> None:
    (tie,) = networks.partnerships(made(("z", "memberOf", "a"))).ties
    assert (tie.start, tie.relation, tie.end) == ("z", "memberOf", "a")
    (tie,) = networks.partnerships(made(("z", "memberOf", "a"), ("a", "partnerOf", "z"))).ties
    assert (tie.start, tie.relation, tie.end) == ("a", "partnerOf", "z")
    assert set(tie.how) == {"membership", "stated partnership"}


def test_actors_are_tied_to_events_and_to_nothing_else(engine: Engine, ties: Ties) -> None:
    drawn = networks.actors_and_events(ties)
    assert len(drawn.ties) > 1000
    actors = {"Organisation", "City", "Country", "Person", "Project"}
    for tie in drawn.ties:
        kinds = [drawn.things[end].kind for end in (tie.start, tie.end)]
        assert kinds.count("Event") == 1
        assert actors & set(kinds)


def test_who_won_an_award_or_hosted_a_pavilion_is_told_so_at_the_event() -> None:
    ties = made(
        ("prize", "presentedAt", "fair"), ("prize", "wonBy", "winner"),
        ("pavilion", "presentedAt", "fair"), ("pavilion", "organisedBy", "host"),
        ("fair", "hasExhibitor", "pavilion"), ("fair", "organisedBy", "organiser"),
    )  # fmt: skip
    drawn = networks.actors_and_events(ties).ties
    assert {(tie.start, tie.relation, tie.end, tie.through) for tie in drawn} == {
        ("fair", "awardWinner", "winner", ("prize",)),
        ("fair", "showedProjectOf", "host", ("pavilion",)),
        ("fair", "organisedBy", "organiser", ()),
    }
    assert all(len(tie.statements) == 2 for tie in drawn if tie.through)


def test_what_only_pictures_have_is_called_so_in_the_languages_of_the_ontology(
    engine: Engine,
) -> None:
    known = relations(engine.rows)
    languages = known["hasExhibitor"].forth.keys()
    for name, relation in made_relations().items():
        assert relation.forth.keys() == relation.back.keys() == languages, name


def test_a_picture_is_of_what_was_chosen(ties: Ties) -> None:
    choice = Choice(of=MIXMOVE, hops=1)
    events = networks.picture_of("events", ties, choice)
    assert set(events.things) >= {MIXMOVE, CONGRESS}
    assert all(MIXMOVE in (tie.start, tie.end) for tie in events.ties)


def made(*stated: tuple[str, str, str]) -> Ties:
    """Ties between things whose names tell of what kind they are."""
    kinds = {"fair": "Event", "prize": "Award", "pavilion": "Project"}
    names = sorted({name for one, _, other in stated for name in (one, other)})
    things = {name: Thing(name, name, kinds.get(name, "Organisation")) for name in names}
    ties = [Tie(one, relation, other, ((one, relation, other),)) for one, relation, other in stated]
    return Ties(things, tuple(ties), things)
