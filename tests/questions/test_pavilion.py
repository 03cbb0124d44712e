"""Question 10: who is inside a pavilion, and who came back from the last edition."""

import re
from collections.abc import Callable

import pytest

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]

ROLES = {"organiser": "host", "co-organiser": "host", "host": "host"}


def inside(facts: Facts, pavilion: str) -> set[tuple[str, str]]:
    """Return who is inside a pavilion, and as what, from the tables alone."""
    found = {
        (f"{row['agent_type']}/{row['agent']}", ROLES.get(row["role"], row["role"]))
        for row in facts("participations")
        if row["pavilion"] == pavilion
    }
    for row in facts("projects"):
        if row["id"] == pavilion:
            for column, role in (("organised_by", "host"), ("partners", "partner")):
                found |= {(each.replace(":", "/"), role) for each in row[column].split(";") if each}
    return found


def before(facts: Facts, pavilion: str) -> str:
    """Return the latest earlier pavilion of a host, or of the name, in the same series."""
    events = {row["id"]: row for row in facts("events")}
    stood = {
        each: events[row["event"]]
        for row in facts("participations")
        for each in (row["pavilion"], row["agent"] if row["agent_type"] == "project" else "")
        if each
    }
    names = {row["id"]: re.sub(r" \d+$", "", row["name"]) for row in facts("projects")}

    def hosts(stand: str) -> set[str]:
        return {who for who, role in inside(facts, stand) if role == "host"}

    def is_earlier(stand: str) -> bool:
        return (
            stand != pavilion
            and stand in pavilions(facts)
            and stood[stand]["series"] == stood[pavilion]["series"] != ""
            and stood[stand]["start_date"] < stood[pavilion]["start_date"]
            and (names[stand] == names[pavilion] or bool(hosts(stand) & hosts(pavilion)))
        )

    earlier = [(stood[stand]["start_date"], stand) for stand in stood if is_earlier(stand)]
    return max(earlier)[1] if earlier else ""


def pavilions(facts: Facts) -> list[str]:
    """Return all joint pavilions."""
    return [row["id"] for row in facts("projects") if row["kind"] == "pavilion"]


def test_each_pavilion_tells_who_is_inside_and_who_came_back(asked: Asked, facts: Facts) -> None:
    returned = 0
    for pavilion in pavilions(facts):
        last = before(facts, pavilion)
        back = {who for who, _ in inside(facts, last)} if last else set()
        rows = asked("pavilion", **{"in": f"project/{pavilion}"})
        assert {(row["agent"], row["role"]) for row in rows} == inside(facts, pavilion)
        assert len(rows) == len(inside(facts, pavilion))
        assert {row["before"] for row in rows} <= {f"project/{last}" if last else ""}
        for row in rows:
            expected = "back" if row["agent"] in back else "new" if last else "no earlier one known"
            assert row["came"] == expected
        returned += sum(row["came"] == "back" for row in rows)
    assert returned


def test_the_hosts_of_the_nordic_pavilion_came_back_and_mixmove_is_new(asked: Asked) -> None:
    rows = asked("pavilion", **{"in": "nordic-pavilion-2019"})
    assert [(row["agent"], row["role"], row["came"]) for row in rows] == [
        ("organisation/mixmove", "exhibitor", "new"),
        ("organisation/business-finland", "host", "back"),
        ("organisation/clean", "host", "back"),
        ("organisation/cleantech-scandinavia", "host", "back"),
        ("organisation/innovation-norway", "host", "back"),
        ("organisation/mixmove", "speaker", "new"),
    ]
    assert {row["before"] for row in rows} == {"project/nordic-pavilion-2018"}


def test_a_pavilion_of_which_only_the_name_is_known_is_empty(asked: Asked) -> None:
    assert asked("pavilion", **{"in": "nordic-pavilion-2023"}) == []


def test_a_project_that_is_no_pavilion_tells_who_is_in_it(asked: Asked) -> None:
    rows = asked("pavilion", **{"in": "iris"})
    assert ("city/utrecht", "host") in {(row["agent"], row["role"]) for row in rows}
    assert {row["came"] for row in rows} == {"no earlier one known"}


@pytest.mark.parametrize("pavilion", ["nordic-pavilion-2019", "korea-pavilion-2024", "iris"])
def test_every_row_has_its_evidence_behind_it(behind: Behind, pavilion: str) -> None:
    said = behind("pavilion", **{"in": pavilion})
    assert said.strip()
    assert "no evidence was found" not in said
