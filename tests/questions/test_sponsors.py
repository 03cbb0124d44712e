"""Question 21: who sponsors or supports several events, in which roles and on which themes."""

from collections import defaultdict
from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]

ROLES = ("supporter", "sponsor", "partner", "media-partner")


def support(facts: Facts) -> dict[str, list[tuple[str, str]]]:
    """Return for each agent the events that it supports, each with the role."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in facts("participations"):
        if row["role"] in ROLES and not row["pavilion"]:
            found[f"{row['agent_type']}/{row['agent']}"].append((row["event"], row["role"]))
    return found


def test_supporters_of_several_events_with_their_roles_and_themes(
    asked: Asked, facts: Facts
) -> None:
    themes = {event["id"]: event["themes"] for event in facts("events")}
    series = {each["id"]: each["themes"] for each in facts("event_series")}
    belongs = {event["id"]: event["series"] for event in facts("events")}
    expected: defaultdict[tuple[str, int, str, str], int] = defaultdict(int)
    for who, parts in support(facts).items():
        events = len({event for event, _ in parts})
        for event, role in set(parts) if events > 1 else ():
            told = {*themes[event].split(";"), *series.get(belongs[event], "").split(";")} - {""}
            for theme in told or {""}:
                expected[who, events, role, f"theme/{theme}" if theme else ""] += 1
    rows = asked("sponsors")
    assert {
        (row["supporter"], int(row["events"]), row["role"], row.get("theme", "")): int(
            row["on_theme"]
        )
        for row in rows
    } == expected
    assert len(rows) == len(expected)


def test_of_a_series_only_its_supporters_are_told_but_all_that_they_support_counts(
    asked: Asked, facts: Facts
) -> None:
    ours = {event["id"] for event in facts("events") if event["series"] == "autonomy"}
    supporters = {
        who
        for who, parts in support(facts).items()
        if len({event for event, _ in parts}) > 1 and ours & {event for event, _ in parts}
    }
    rows = asked("sponsors", of="series/autonomy")
    assert {row["supporter"] for row in rows} == supporters == {"organisation/polis"}
    assert {row["events"] for row in rows} == {"3"}


def test_one_supporter_can_be_asked_for(asked: Asked) -> None:
    every = [row for row in asked("sponsors") if row["supporter"] == "organisation/endesa"]
    assert asked("sponsors", supporter="endesa") == every
    assert {row["role"] for row in every} == {"sponsor", "supporter"}


def test_who_supports_a_pavilion_does_not_support_the_congress(asked: Asked) -> None:
    assert asked("sponsors", of="scewc-2018") == []
    assert asked("sponsors", supporter="vinnova") == []


def test_every_row_has_its_rows_behind_it(behind: Behind) -> None:
    said = behind("sponsors", of="greencities")
    assert "no evidence was found" not in said
    assert "participations, line" in said
