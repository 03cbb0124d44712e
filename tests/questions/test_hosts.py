"""Question 22: cities that hosted editions or spin-offs of a series, and what each brought in."""

from collections import defaultdict
from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]


def actors(facts: Facts) -> dict[str, set[str]]:
    """Return who has a part in each event, pavilion exhibitors included.

    A pavilion, or a project that takes part, is presented there and is no actor.
    """
    pavilions = {row["id"] for row in facts("projects") if row["kind"] == "pavilion"}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in facts("participations"):
        presented = row["agent_type"] == "project" and (
            row["agent"] in pavilions or row["role"] == "participant"
        )
        if not presented and (row["role"] == "exhibitor" or not row["pavilion"]):
            found[row["event"]].add(f"{row['agent_type']}/{row['agent']}")
    return found


def test_each_edition_of_the_family_with_its_city_date_actors_and_themes(
    asked: Asked, facts: Facts
) -> None:
    series = {row["id"] for row in facts("event_series") if "scewc" in (row["id"], row["parent"])}
    family = [event for event in facts("events") if event["series"] in series]
    there = actors(facts)
    seen = [who for event in family for who in there[event["id"]]]
    expected = {
        (
            f"city/{event['city']}" if event["city"] else "",
            f"series/{event['series']}",
            f"event/{event['id']}",
            event["start_date"],
            event["status"],
            len(there[event["id"]]),
            sum(1 for who in there[event["id"]] if seen.count(who) == 1),
            f"theme/{theme}" if theme else "",
        )
        for event in family
        for theme in event["themes"].split(";")
    }
    rows = asked("hosts", of="series/scewc")
    assert {
        (
            row["city"],
            row["series"],
            row["edition"],
            row["date"],
            row["status"],
            int(row["actors"]),
            int(row["only_there"]),
            row["theme"],
        )
        for row in rows
    } == expected
    assert len(rows) == len(expected)


def test_shanghai_hosted_a_spin_off_on_governance_and_mobility(asked: Asked) -> None:
    rows = [row for row in asked("hosts", of="series/scewc") if row["city"] == "city/shanghai"]
    assert {row["series"] for row in rows} == {"series/sces"}
    themes = {row["theme"] for row in rows if row["edition"] == "event/sces-2021"}
    assert {"theme/governance", "theme/mobility"} <= themes


def test_an_edition_is_not_lost_for_want_of_a_city(asked: Asked, facts: Facts) -> None:
    lacking = [
        event["id"]
        for event in facts("events")
        if event["series"] == "sce-kyoto" and not event["city"]
    ]
    assert lacking
    rows = asked("hosts", of="series/sce-kyoto")
    assert [row["edition"] for row in rows if not row["city"]] == [f"event/{lacking[0]}"]


def test_a_spin_off_does_not_answer_for_its_parent(asked: Asked) -> None:
    assert {row["series"] for row in asked("hosts", of="series/sces")} == {"series/sces"}


def test_a_series_of_which_no_edition_is_known_has_no_hosts(asked: Asked, facts: Facts) -> None:
    held = {event["series"] for event in facts("events")}
    parents = {row["parent"] for row in facts("event_series")}
    unknown = [row["id"] for row in facts("event_series") if row["id"] not in held | parents]
    for series in unknown:
        assert asked("hosts", of=f"series/{series}") == []


def test_every_row_has_its_rows_behind_it(behind: Behind) -> None:
    said = behind("hosts", of="scewc")
    assert "no evidence was found" not in said
    assert "events, line" in said and "event_series, line" in said
