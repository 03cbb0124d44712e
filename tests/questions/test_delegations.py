"""Question 4: cities and countries at an edition, and with whom."""

from collections import defaultdict
from collections.abc import Callable

import pytest

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]

EDITIONS = ("scewc-2017", "scewc-2018", "scewc-2019", "scewc-2022", "sccon-2024", "wsce-2023")
NAMED = {"partner": "event partner", "media-partner": "media partner"}


def parts(facts: Facts, at: str) -> list[tuple[str, str, str]]:
    """Return who took part in an event, as what and on which pavilion."""
    return [
        (f"{row['agent_type']}/{row['agent']}", row["role"], row["pavilion"])
        for row in facts("participations")
        if row["event"] == at
    ]


@pytest.mark.parametrize("at", EDITIONS)
def test_each_city_and_country_is_told_as_what_it_took_part(
    asked: Asked, facts: Facts, at: str
) -> None:
    own = {
        (who, NAMED.get(role, role), f"project/{stand}" if stand else "")
        for who, role, stand in parts(facts, at)
        if who.startswith(("city/", "country/"))
    }
    stands = {
        name for who, _, stand in parts(facts, at) for name in (stand, who.removeprefix("project/"))
    }
    hosts = {
        (each.replace(":", "/"), "pavilion host", f"project/{row['id']}")
        for row in facts("projects")
        for each in row["organised_by"].split(";")
        if row["kind"] == "pavilion" and row["id"] in stands and each.startswith("city:")
    }
    rows = asked("delegations", at=at)
    assert {
        (row["place"], row["role"], row["pavilion"]) for row in rows if row["role"]
    } == own | hosts


@pytest.mark.parametrize("at", EDITIONS)
def test_it_is_told_who_showed_on_the_same_pavilion(asked: Asked, facts: Facts, at: str) -> None:
    stands: defaultdict[str, set[str]] = defaultdict(set)
    for who, role, stand in parts(facts, at):
        if stand and role == "exhibitor":
            stands[f"project/{stand}"].add(who)
    expected = {
        (place, other, stand)
        for stand, shown in stands.items()
        for place in shown
        for other in shown - {place}
        if place.startswith(("city/", "country/"))
    }
    found = {
        (row["place"], row["with"], row["pavilion"])
        for row in asked("delegations", at=at)
        if row["how"] == "shows on the same pavilion"
    }
    assert found >= expected
    assert {each for each in found if each[0] in stands[each[2]]} == expected


@pytest.mark.parametrize("at", EDITIONS)
def test_it_is_told_who_is_based_there_and_took_part(asked: Asked, facts: Facts, at: str) -> None:
    country = {f"city/{row['id']}": f"country/{row['country']}" for row in facts("cities")}
    seats: defaultdict[str, set[str]] = defaultdict(set)
    for row in facts("organisations"):
        city = f"city/{row['city']}" if row["city"] else ""
        seats[f"organisation/{row['id']}"] = {city, country.get(city, f"country/{row['country']}")}
    present = {who for who, role, stand in parts(facts, at) if not stand or role == "exhibitor"}
    expected = {
        (place, who, "is based there")
        for who in present
        for place in seats.get(who, set()) & present
    } | {(country[who], who, "is a city there") for who in present if country.get(who) in present}
    found = {
        (row["place"], row["with"], row["how"])
        for row in asked("delegations", at=at)
        if row["how"].startswith("is ")
    }
    assert found == expected


def test_luxembourg_came_with_its_chamber_of_commerce(asked: Asked) -> None:
    rows = asked("delegations", at="scewc-2019", place="country/luxembourg")
    assert {row["place"] for row in rows} == {"country/luxembourg"}
    assert {row["with"] for row in rows if not row["role"]} == {
        "organisation/chamber-of-commerce-of-luxembourg"
    }
    assert ("exhibitor", "project/luxembourg-national-stand-2019") in {
        (row["role"], row["pavilion"]) for row in rows
    }


def test_a_mayor_stands_for_the_city_and_a_government_for_what_it_governs(
    asked: Asked, facts: Facts
) -> None:
    governs = {row["id"]: row["governs"] for row in facts("organisations") if row["governs"]}
    expected = {
        (at, f"city/{governs[row['agent']]}", f"organisation/{row['agent']}")
        for at in ("scse-2019", "scse-2021", "scewc-2018", "sce-casablanca-2016")
        for row in facts("participations")
        if row["event"] == at and row["agent"] in governs and not row["pavilion"]
    }
    assert expected == {
        (at, row["place"], row["with"])
        for at in {each[0] for each in expected}
        for row in asked("delegations", at=at)
        if row["how"] == "governs it" and row["with"].partition("/")[2] in governs
    }
    speakers = {
        row["with"]: row["place"]
        for row in asked("delegations", at="scewc-2021")
        if row["how"] == "speaks for it"
    }
    assert speakers == {"person/carlos-moreno": "city/paris"}


def test_where_no_place_is_recorded_there_is_no_delegation(asked: Asked) -> None:
    assert asked("delegations", at="lighthouse-event-nottingham") == []


@pytest.mark.parametrize("at", ["scewc-2019", "scewc-2022"])
def test_every_row_has_its_evidence_behind_it(behind: Behind, at: str) -> None:
    said = behind("delegations", at=at)
    assert said.strip()
    assert "no evidence was found" not in said
