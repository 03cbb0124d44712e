"""Question 19: cities linked by twinning and by events, and by only one of the two."""

from collections import defaultdict
from collections.abc import Callable

import pytest

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]


def together(facts: Facts) -> dict[str, set[str]]:
    """Return the cities that have a part in each edition, project or pavilion, by their kind.

    A city or its government has a part in any role; an edition also links where it is held, and
    who shows on a pavilion shows at the edition where it stands.
    """
    acts = {
        ("organisation", row["id"]): row["governs"]
        for row in facts("organisations")
        if row["governs"]
    } | {("city", row["id"]): row["id"] for row in facts("cities")}
    parts: defaultdict[str, set[str]] = defaultdict(set)

    def part(thing: str, kind: str, who: str) -> None:
        if city := acts.get((kind, who)):
            parts[thing].add(f"city/{city}")

    for event in facts("events"):
        part(f"event/{event['id']}", "city", event["city"])
    for row in facts("participations"):
        thing = f"project/{row['pavilion']}" if row["pavilion"] else f"event/{row['event']}"
        part(thing, row["agent_type"], row["agent"])
        if row["pavilion"] and row["role"] == "exhibitor":
            part(f"event/{row['event']}", row["agent_type"], row["agent"])
    for project in facts("projects"):
        for agent in filter(
            None, [*project["organised_by"].split(";"), *project["partners"].split(";")]
        ):
            part(f"project/{project['id']}", *agent.split(":"))
    for row in facts("partnerships"):
        for one, other in (("a", "b"), ("b", "a")):
            if row["type"] == "project" and row[f"{one}_type"] == "project":
                part(f"project/{row[one]}", row[f"{other}_type"], row[other])
    return parts


def twins(facts: Facts) -> set[frozenset[str]]:
    """Return the pairs of twin cities."""
    return {
        frozenset((f"city/{row['a']}", f"city/{row['b']}"))
        for row in facts("partnerships")
        if row["type"] == "twin-city"
    }


@pytest.mark.parametrize("city", ["barcelona", "stavanger", "munich", "taipei"])
def test_links_of_a_city_with_the_editions_and_projects_behind_them(
    asked: Asked, facts: Facts, city: str
) -> None:
    shared = {
        thing: members for thing, members in together(facts).items() if f"city/{city}" in members
    }
    others = {each for members in shared.values() for each in members}
    twinned = {each for pair in twins(facts) if f"city/{city}" in pair for each in pair}
    expected = set()
    for other in (others | twinned) - {f"city/{city}"}:
        editions = sum(
            1 for thing in shared if thing.startswith("event/") and other in shared[thing]
        )
        projects = sum(
            1 for thing in shared if thing.startswith("project/") and other in shared[thing]
        )
        link = "events only" if other not in twinned else "twinning only"
        if other in twinned and editions + projects:
            link = "events and twinning"
        expected.add((other, link, editions, projects))
    rows = asked("city-links", of=f"city/{city}")
    assert {
        (row["city"], row["link"], int(row["editions"]), int(row["projects"])) for row in rows
    } == expected
    assert len(rows) == len(expected)


def test_barcelona_and_shanghai_are_twins_that_meet(asked: Asked) -> None:
    rows = {row["city"]: row for row in asked("city-links", of="city/barcelona")}
    assert rows["city/shanghai"]["link"] == "events and twinning"


def test_what_the_council_does_counts_for_the_city(asked: Asked, facts: Facts) -> None:
    own = [
        row["event"]
        for row in facts("participations")
        if (row["agent_type"], row["agent"], row["event"]) == ("city", "barcelona", "sces-2021")
    ]
    rows = {row["city"]: row for row in asked("city-links", of="city/shanghai")}
    assert not own, "the city itself is there: this tests nothing"
    assert int(rows["city/barcelona"]["editions"]) >= 1


def test_a_city_without_twins_or_events_has_no_links(asked: Asked, facts: Facts) -> None:
    linked = {city for members in together(facts).values() for city in members}
    twinned = {city for pair in twins(facts) for city in pair}
    alone = sorted(
        city
        for city in (f"city/{row['id']}" for row in facts("cities"))
        if city not in linked and city not in twinned
    )
    assert alone
    assert asked("city-links", of=alone[0]) == []


def test_every_row_has_its_rows_behind_it(behind: Behind) -> None:
    said = behind("city-links", of="city/barcelona")
    assert "no evidence was found" not in said
    assert "partnerships, line" in said and "participations, line" in said
