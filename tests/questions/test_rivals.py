"""Question 20: who exhibits regularly at a rival fair and never came to ours."""

from collections import defaultdict
from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]


def exhibitors(facts: Facts, series: str) -> dict[str, set[str]]:
    """Return the editions of a series at which each agent exhibited, on a pavilion or not."""
    editions = {event["id"] for event in facts("events") if event["series"] == series}
    pavilions = {row["id"] for row in facts("projects") if row["kind"] == "pavilion"}
    shown: defaultdict[str, set[str]] = defaultdict(set)
    for row in facts("participations"):
        if (
            row["role"] == "exhibitor"
            and row["event"] in editions
            and row["agent"] not in pavilions
        ):
            shown[f"{row['agent_type']}/{row['agent']}"].add(row["event"])
    return shown


def came(facts: Facts, series: str) -> set[str]:
    """Return who had a part in an edition: itself, on a pavilion, as its host, by a speaker."""
    editions = {event["id"] for event in facts("events") if event["series"] == series}
    employers = defaultdict(set)
    for row in [*facts("people"), *facts("positions")]:
        if row["affiliation"]:
            employers[row.get("person") or row["id"]].add(
                f"{row['affiliation_type']}/{row['affiliation']}"
            )
    hosts = {
        row["id"]: row["organised_by"].replace(":", "/").split(";") for row in facts("projects")
    }
    guests = set()
    for row in facts("participations"):
        if row["event"] in editions:
            guests.add(f"{row['agent_type']}/{row['agent']}")
            guests.update(hosts.get(row["pavilion"] or row["agent"], ()))
            if row["role"] == "speaker":
                guests |= employers[row["agent"]]
    return guests


def test_regular_exhibitors_of_the_congress_who_never_came_to_nordic_edge(
    asked: Asked, facts: Facts
) -> None:
    regular = {who: at for who, at in exhibitors(facts, "scewc").items() if len(at) > 1}
    rows = asked("rivals", at="nordic-edge-expo", rival="scewc")
    assert {row["exhibitor"]: int(row["editions"]) for row in rows} == {
        who: len(at) for who, at in regular.items() if who not in came(facts, "nordic-edge-expo")
    }
    assert regular.keys() & came(facts, "nordic-edge-expo"), "nobody came: this tests nothing"


def test_the_most_faithful_exhibitor_stands_first_with_first_and_last_edition(
    asked: Asked, facts: Facts
) -> None:
    rows = asked("rivals", at="nordic-edge-expo", rival="scewc")
    numbers = [int(row["editions"]) for row in rows]
    assert numbers == sorted(numbers, reverse=True)
    begins = {event["id"]: event["start_date"] for event in facts("events")}
    dates = sorted(begins[at] for at in exhibitors(facts, "scewc")["organisation/microsoft"])
    microsoft = next(row for row in rows if row["exhibitor"] == "organisation/microsoft")
    assert (microsoft["first"], microsoft["last"]) == (dates[0], dates[-1])


def test_who_showed_at_one_edition_only_is_no_regular_exhibitor(asked: Asked) -> None:
    rows = asked("rivals", at="nordic-edge-expo", rival="scewc")
    assert "organisation/mixmove" not in {row["exhibitor"] for row in rows}


def test_every_exhibitor_of_a_series_has_come_to_that_series(asked: Asked) -> None:
    assert asked("rivals", at="scewc", rival="scewc") == []


def test_every_row_has_its_rows_behind_it(behind: Behind) -> None:
    said = behind("rivals", at="nordic-edge-expo", rival="scewc")
    assert "no evidence was found" not in said
    assert "participations, line" in said
