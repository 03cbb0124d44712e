"""Question 15: who organises, hosts and supports a series, edition by edition."""

from collections.abc import Callable

import pytest

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]

ROLES = {
    **{role: role for role in ("organiser", "co-organiser", "host", "supporter", "sponsor")},
    "partner": "event partner", "media-partner": "media partner",
}  # fmt: skip


def expected(facts: Facts, of: str) -> set[tuple[str, str, str, str, str]]:
    """Return the rows for a series: date, edition, role, who, and when the same one last was."""
    dates = {row["id"]: row["start_date"] for row in facts("events") if row["series"] == of}
    parts = {
        (row["event"], ROLES[row["role"]], f"{row['agent_type']}/{row['agent']}")
        for row in facts("participations")
        if row["event"] in dates and row["role"] in ROLES and not row["pavilion"]
        and "pavilion" not in row["agent"]
    }  # fmt: skip
    rows = {
        (
            dates[event], f"event/{event}", role, who,
            max((dates[e] for e, _, w in parts if w == who and dates[e] < dates[event]),
                default=""),
        )
        for event, role, who in parts
    }  # fmt: skip
    rows |= {
        (date, f"event/{event}", "", "", "")
        for event, date in dates.items()
        if event not in {each[0] for each in parts}
    }
    own = next(row["organiser"] for row in facts("event_series") if row["id"] == of)
    return rows | {
        ("", f"series/{of}", "organiser of the series", f"organisation/{who}", "")
        for who in own.split(";")
        if who
    }


@pytest.mark.parametrize(
    "of",
    ["scewc", "sces", "sccon", "wuf", "velo-city", "sce-usa", "sce-latam", "scse", "uitp-summit",
     "nordic-edge-expo", "sce-hangzhou", "sump-conference", "wcs-mayors-forum"],
)  # fmt: skip
def test_each_edition_tells_who_organised_hosted_and_supported_it(
    asked: Asked, facts: Facts, of: str
) -> None:
    rows = [
        (row["date"], row["edition"], row["role"], row["who"], row["before"])
        for row in asked("organisers", of=f"series/{of}")
    ]
    assert set(rows) == expected(facts, of)
    assert len(rows) == len(set(rows))


def test_the_congress_is_organised_by_fira_in_barcelona_ever_since(asked: Asked) -> None:
    rows = asked("organisers", of="scewc")
    assert rows[0]["edition"] == "series/scewc"
    assert {row["who"] for row in rows if "organiser" in row["role"]} == {
        "organisation/fira-de-barcelona"
    }
    assert {row["who"] for row in rows if row["role"] == "host"} == {"city/barcelona"}


def test_a_change_is_seen_where_somebody_was_not_there_before(asked: Asked) -> None:
    rows = asked("organisers", of="sce-usa")
    new = {
        (row["date"][:4], row["who"]) for row in rows
        if row["role"] in ("organiser", "co-organiser", "host") and not row["before"]
    }  # fmt: skip
    assert ("2023", "organisation/new-york-city-office-of-technology-and-innovation") in new
    again = next(
        row for row in rows
        if row["who"] == "organisation/national-league-of-cities" and row["date"] > "2024"
    )  # fmt: skip
    assert (again["role"], again["before"]) == ("host", "2023-10-04")


def test_the_editions_of_an_offshoot_are_not_those_of_its_parent(asked: Asked) -> None:
    shanghai = {row["edition"] for row in asked("organisers", of="sces")}
    assert "event/sces-2021" in shanghai
    assert not shanghai & {row["edition"] for row in asked("organisers", of="scewc")}


@pytest.mark.parametrize("of", ["scewc", "sces", "sump-conference"])
def test_every_row_has_its_evidence_behind_it(behind: Behind, of: str) -> None:
    said = behind("organisers", of=of)
    assert said.strip()
    assert "no evidence was found" not in said
