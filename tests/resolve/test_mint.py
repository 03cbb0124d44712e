"""New things get readable names that do not hang on the order of reading; nothing is counted."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from expograph.claims import Ref
from expograph.resolve.known import Thing
from expograph.resolve.mint import New, mint

BERLIN, LYON = Ref("city", "berlin"), Ref("city", "lyon")


def new(kind: str, name: str, read: str, seat: Ref | None = None, unsure: bool = False) -> New:
    """Return a new thing that sits somewhere."""
    thing = Thing(Ref(kind, f"{name.lower()}@{read}"))
    thing.called(name, True)
    if seat:
        thing.ties["basedIn" if kind == "organisation" else "heldInCity"].add(seat)
    return New(thing, read, unsure)


def event(name: str, read: str, start: str, seat: Ref | None = None) -> New:
    """Return a new event that begins on a date."""
    found = new("event", name, read, seat)
    found.thing.values["startDate"].add(start)
    return found


def keys(*things: New, taken: frozenset[Ref] = frozenset()) -> list[str]:
    """Return what things go by, in their order."""
    minted = mint(things, taken, {})
    return [minted[each.thing.ref].key for each in things]


def test_what_is_called_the_same_is_one_thing() -> None:
    assert keys(new("organisation", "Acme", "a"), new("organisation", "Acme", "b", BERLIN)) == [
        "acme", "acme",
    ]  # fmt: skip


def test_namesakes_bear_their_seat_and_one_without_keeps_the_plain_name() -> None:
    things = [
        new("organisation", "Acme", "a", BERLIN),
        new("organisation", "Acme", "b", LYON),
        new("organisation", "Acme", "c"),
    ]
    assert keys(*things) == ["acme-berlin", "acme-lyon", "acme"]


def test_the_name_of_a_known_thing_is_not_given_again() -> None:
    taken = frozenset({Ref("organisation", "acme"), Ref("organisation", "acme-berlin")})
    things = [
        new("organisation", "Acme", "a"),
        new("organisation", "Acme", "b", LYON),
        new("organisation", "Acme", "c", BERLIN),
    ]
    assert keys(*things, taken=taken) == ["acme-a", "acme-lyon", "acme-berlin-c"]


def test_what_may_be_a_known_thing_is_not_taken_for_others_of_its_name() -> None:
    things = [new("organisation", "Acme", "a", unsure=True), new("organisation", "Acme", "b")]
    assert keys(*things) == ["acme-a", "acme"]


def test_an_edition_bears_its_year_once() -> None:
    assert keys(event("Expo Town", "a", "2022-03-24"), event("Expo Town 2022", "b", "2022")) == [
        "expo-town-2022", "expo-town-2022",
    ]  # fmt: skip


def test_two_events_of_a_year_are_told_apart_by_city_or_month() -> None:
    assert keys(event("Expo", "a", "2022-03", BERLIN), event("Expo", "b", "2022-05", LYON)) == [
        "expo-2022-berlin", "expo-2022-lyon",
    ]  # fmt: skip
    assert keys(event("Expo", "a", "2022-03-24"), event("Expo", "b", "2022-05")) == [
        "expo-2022-03", "expo-2022-05",
    ]  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Acme", "ACME", "Nova"]), st.sampled_from([None, BERLIN, LYON]),
            st.booleans(),
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_names_do_not_hang_on_the_order(
    drawn: list[tuple[str, Ref | None, bool]], chance: random.Random
) -> None:
    things = [
        new("organisation", name, f"doc{at}", seat, unsure)
        for at, (name, seat, unsure) in enumerate(drawn)
    ]
    mixed = list(things)
    chance.shuffle(mixed)
    assert mint(things, (), {}) == mint(mixed, (), {})
    for one, other in pairwise(things):
        seats = [each.thing.ties["basedIn"] for each in (one, other)]
        if all(seats) and seats[0] != seats[1]:
            assert len(set(keys(one, other))) == 2
