"""Question 9: who works on a theme in a city or country."""

from collections.abc import Callable
from pathlib import Path

from expograph import pipeline
from expograph.questions import library
from expograph.store.engine import Engine
from expograph.store.generations import current

Asked = Callable[..., list[dict[str, str]]]
Facts = Callable[[str], list[dict[str, str]]]
ON_A_PAVILION = ("exhibitor", "organiser", "co-organiser", "host", "speaker")


def positions(facts: Facts) -> set[tuple[str, str]]:
    """Who works or worked for whom."""
    return {
        (row.get("person") or row["id"], f"{row['affiliation_type']}/{row['affiliation']}")
        for table in ("people", "positions")
        for row in facts(table)
        if row["affiliation"]
    }


def located(facts: Facts, cities: set[str], country: str = "") -> set[str]:
    """Who sits in one of these cities, or in this country, or governs one of the cities."""
    return {f"city/{city}" for city in cities} | {
        f"organisation/{row['id']}"
        for row in facts("organisations")
        if row["city"] in cities
        or row["governs"] in cities
        or (country and row["country"] == country and not row["city"])
    }


def parts(facts: Facts, theme: str) -> set[tuple[str, str]]:
    """Who had a part in which edition on a theme; of a pavilion, those who showed on it."""
    about = {row["id"] for row in facts("events") if theme in row["themes"].split(";")}
    return {
        (f"{row['agent_type']}/{row['agent']}", f"event/{row['event']}")
        for row in facts("participations")
        if row["event"] in about
        and row["agent_type"] != "project"
        and (
            not row["pavilion"]
            or row["role"] in ("exhibitor", "co-organiser", "organiser", "host", "speaker")
        )
    }


def test_those_in_barcelona_who_had_a_part_in_editions_on_urban_planning(
    asked: Asked, facts: Facts
) -> None:
    there = located(facts, {"barcelona"})
    taking = parts(facts, "urban-planning")
    expected = {(who, event) for who, event in taking if who in there} | {
        (f"person/{person}", event)
        for person, employer in positions(facts)
        for who, event in taking
        if who == f"person/{person}" and employer in there
    }
    rows = asked("specialists", on="urban-planning", **{"in": "barcelona"})
    assert {(row["who"], row["through"]) for row in rows} >= expected
    assert {row["who"] for row in rows} == {who for who, _ in expected}


def test_a_country_holds_its_cities_and_who_sits_in_them(asked: Asked, facts: Facts) -> None:
    cities = {row["id"] for row in facts("cities") if row["country"] == "norway"}
    there = located(facts, cities, "norway") | {"country/norway"}
    expected = {(who, event) for who, event in parts(facts, "mobility") if who in there}
    rows = asked("specialists", on="mobility", **{"in": "country/norway"})
    assert expected
    assert {(row["who"], row["through"]) for row in rows} >= expected
    assert {row["who"] for row in rows if row["who"].startswith("city/")} <= there


def test_who_works_on_a_theme_itself_is_found_without_any_event(
    world: Callable[..., list[Path]], tmp_path: Path
) -> None:
    themes = "agent,agent_type,theme,source\nmixmove,organisation,urban-logistics,page\n"
    pipeline.build(tmp_path / "store", pipeline.read_material(world(agent_themes=themes)))
    rows = Engine.reading(current(tmp_path / "store").engine).rows
    base = "https://w3id.org/expograph/id"
    terms = {"on": [f"<{base}/theme/urban-logistics>"], "in": [f"<{base}/country/france>"]}
    answer = rows(library.bind(library.question("specialists").text, terms))
    told = [(row["who"], row["how"], row["seat"]) for row in answer.texts()]
    assert told == [(f"{base}/organisation/mixmove", "works on it", f"{base}/city/lyon")]


def test_a_project_on_the_theme_is_named_with_its_partner_there(asked: Asked) -> None:
    rows = asked("specialists", on="energy", **{"in": "pamplona"})
    told = {(row["who"], row["how"], row["through"]) for row in rows}
    assert ("project/stardust", "is a project on it", "city/pamplona") in told
    assert ("city/pamplona", "takes part in a project on it", "project/stardust") in told


def test_a_city_without_any_part_in_a_theme_has_no_specialists(asked: Asked) -> None:
    assert asked("specialists", on="food", **{"in": "tromso"}) == []
