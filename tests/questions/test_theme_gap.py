"""Question 8: themes of a country's cities where a group of organisations shows nothing."""

from collections import defaultdict
from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]


def topics(facts: Facts) -> dict[str, set[str]]:
    """Return the themes of each edition, those of its series included, and of each project."""
    series = {row["id"]: row["themes"].split(";") for row in facts("event_series")}
    found = {
        f"event/{row['id']}": {*row["themes"].split(";"), *series.get(row["series"], ())}
        for row in facts("events")
    }
    found |= {f"project/{row['id']}": set(row["themes"].split(";")) for row in facts("projects")}
    return {thing: themes - {""} for thing, themes in found.items()}


def parts(facts: Facts, *roles: str) -> dict[tuple[str, str], set[str]]:
    """Return the editions and projects in which each agent has a part in one of the roles."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in facts("participations"):
        if row["role"] in roles:
            agent = row["agent_type"], row["agent"]
            found[agent].add(
                f"project/{row['pavilion']}" if row["pavilion"] else f"event/{row['event']}"
            )
            if row["role"] == "exhibitor":
                found[agent].add(f"event/{row['event']}")
    for row in facts("projects"):
        for member in filter(None, f"{row['organised_by']};{row['partners']}".split(";")):
            kind, _, name = member.partition(":")
            found[kind, name].add(f"project/{row['id']}")
    for row in facts("partnerships"):
        for one, other in (("a", "b"), ("b", "a")):
            if row["type"] in ("project", "membership") and row[f"{one}_type"] == "project":
                found[row[f"{other}_type"], row[other]].add(f"project/{row[one]}")
    return found


PRESENT = ("exhibitor", "participant", "organiser", "co-organiser", "host")


def gap(facts: Facts, country: str, *group: str) -> dict[str, tuple[int, int]]:
    """Return the open themes: by how many cities, and at how many fairs of the group."""
    about, present, shows = topics(facts), parts(facts, *PRESENT), parts(facts, "exhibitor")
    own: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in facts("agent_themes"):
        own[row["agent_type"], row["agent"]].add(row["theme"])
    governs = {row["governs"]: ("organisation", row["id"]) for row in facts("organisations")}
    cities: defaultdict[str, set[str]] = defaultdict(set)
    for city in (row["id"] for row in facts("cities") if row["country"] == country):
        for agent in (("city", city), governs.get(city, ("", ""))):
            for theme in own["city", city].union(
                *(about.get(each, set()) for each in present[agent])
            ):
                cities[theme].add(city)
    members = [("organisation", each) for each in group]
    covered = set().union(*(own[each] for each in members))
    for each in members:
        for thing in present[each]:
            if thing.startswith("project/"):
                covered |= about.get(thing, set())
    fairs = {thing for each in members for thing in shows[each] if thing.startswith("event/")}
    return {
        theme: (len(who), sum(1 for fair in fairs if theme in about[fair]))
        for theme, who in cities.items()
        if theme not in covered
    }


def told(rows: list[dict[str, str]]) -> dict[str, tuple[int, int]]:
    """Return the same of the rows of an answer."""
    return {
        row["theme"].removeprefix("theme/"): (int(row["cities"]), int(row["fairs_of_group"]))
        for row in rows
    }


def test_themes_of_the_cities_of_a_country_that_a_group_leaves_open(
    asked: Asked, facts: Facts
) -> None:
    for country, group in (
        ("norway", ["mixmove", "clean"]),
        ("spain", ["cisco", "ferrovial"]),
        ("taiwan", ["siemens"]),
    ):
        rows = asked("theme-gap", **{"in": country, "by": group})
        assert told(rows) == gap(facts, country, *group)
        assert rows


def test_what_a_member_of_the_group_works_on_is_no_gap(asked: Asked, facts: Facts) -> None:
    country = next(
        row["id"]
        for row in facts("countries")
        if "urban-logistics" in gap(facts, row["id"], "clean")
    )
    without = told(asked("theme-gap", **{"in": country, "by": "clean"}))
    assert "urban-logistics" in without
    with_it = told(asked("theme-gap", **{"in": country, "by": ["clean", "mixmove"]}))
    assert with_it.keys() == without.keys() - {"urban-logistics"}


def test_themes_on_which_the_group_is_nowhere_stand_first(asked: Asked) -> None:
    rows = asked("theme-gap", **{"in": "norway", "by": ["mixmove", "clean"]})
    fairs = [int(row["fairs_of_group"]) for row in rows]
    assert fairs == sorted(fairs)
    assert fairs[0] == 0 < fairs[-1]


def test_a_country_whose_cities_are_nowhere_has_no_gap(asked: Asked, facts: Facts) -> None:
    silent = [row["id"] for row in facts("countries") if not gap(facts, row["id"], "mixmove")]
    assert silent
    assert asked("theme-gap", **{"in": silent[0], "by": "mixmove"}) == []


def test_every_row_has_its_rows_behind_it(behind: Behind) -> None:
    for values in ({"in": "norway", "by": "mixmove"}, {"in": "spain", "by": "cisco"}):
        said = behind("theme-gap", **values)
        assert "no evidence was found" not in said
        assert "participations, line" in said
