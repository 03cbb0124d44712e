"""Question 11: what is new, gone or changed between two editions."""

from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Facts = Callable[[str], list[dict[str, str]]]

HOSTING = ("organiser", "co-organiser", "host")
FIGURES = {"attendees": "attendeeCount", "exhibitors": "exhibitorCount"}


def actors(facts: Facts, event: str) -> set[str]:
    """Who had a part in an edition: by its rows, on its stage, or as host of a pavilion there."""
    direct = {
        f"{row['agent_type']}/{row['agent']}"
        for row in facts("participations")
        if row["event"] == event
        and (not row["pavilion"] or row["role"] in ("exhibitor", "speaker", *HOSTING))
    }
    stands = {
        row["pavilion"] or row["agent"]
        for row in facts("participations")
        if row["event"] == event and (row["pavilion"] or row["agent_type"] == "project")
    }
    hosts = {
        host.replace(":", "/")
        for row in facts("projects")
        if row["id"] in stands and row["kind"] == "pavilion"
        for host in row["organised_by"].split(";")
        if host
    }
    return direct | hosts | {f"project/{stand}" for stand in stands}


def employers(facts: Facts, event: str) -> set[str]:
    year = next(row["start_date"][:4] for row in facts("events") if row["id"] == event)
    speaking = {
        row["agent"]
        for row in facts("participations")
        if row["event"] == event and row["role"] == "speaker" and row["agent_type"] == "person"
    }
    return {
        f"{row['affiliation_type']}/{row['affiliation']}"
        for table in ("people", "positions")
        for row in facts(table)
        if (row.get("person") or row["id"]) in speaking
        and row["affiliation"]
        and row["as_of"][:4] == year
    }


def test_who_is_new_and_who_is_gone(asked: Asked, facts: Facts) -> None:
    before, after = (
        actors(facts, event) | employers(facts, event) for event in ("scewc-2018", "scewc-2019")
    )
    rows = asked("changes", **{"from": "scewc-2018", "to": "scewc-2019"})
    told = {
        change: {row["thing"] for row in rows if (row["what"], row["change"]) == ("actor", change)}
        for change in ("new", "gone")
    }
    assert told == {"new": after - before, "gone": before - after}


def test_attendance_and_exhibitors_rose_from_2018_to_2019(asked: Asked, facts: Facts) -> None:
    events = {row["id"]: row for row in facts("events")}
    rows = asked("changes", **{"from": "scewc-2018", "to": "scewc-2019"})
    told = {row["thing"]: row for row in rows if row["what"] == "figure"}
    for column, name in FIGURES.items():
        row = told[name]
        before, after = (events[event][column] for event in ("scewc-2018", "scewc-2019"))
        assert (row["before"], row["after"], row["change"]) == (before, after, "rose")
    assert told["attendeeCount"]["after"] == "24000"


def test_themes_that_only_one_of_the_two_has(asked: Asked, facts: Facts) -> None:
    before, after = (
        {
            f"theme/{t}"
            for row in facts("events")
            if row["id"] == e
            for t in row["themes"].split(";")
        }
        for e in ("scewc-2018", "scewc-2019")
    )
    rows = asked("changes", **{"from": "scewc-2018", "to": "scewc-2019"})
    themes = {(row["thing"], row["change"]) for row in rows if row["what"] == "theme"}
    assert themes == {(t, "new") for t in after - before} | {(t, "gone") for t in before - after}


def test_the_other_way_round_what_was_new_is_gone(asked: Asked) -> None:
    forth = asked("changes", **{"from": "scewc-2018", "to": "scewc-2019"})
    back = asked("changes", **{"from": "scewc-2019", "to": "scewc-2018"})
    turned = {
        "new": "gone", "gone": "new", "rose": "fell", "fell": "rose", "changed": "changed",
        "not known before": "not known after", "not known after": "not known before",
    }  # fmt: skip
    assert {(r["what"], r["change"], r["thing"], r["before"], r["after"]) for r in back} == {
        (r["what"], turned[r["change"]], r["thing"], r["after"], r["before"]) for r in forth
    }


def test_an_edition_does_not_differ_from_itself(asked: Asked) -> None:
    assert asked("changes", **{"from": "scewc-2019", "to": "scewc-2019"}) == []
