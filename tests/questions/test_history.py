"""Question 3: the events in which somebody took part, over the years and across fairs."""

from collections.abc import Callable

import pytest

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]
Rows = set[tuple[str, str, str, str]]

NAMED = {"partner": "event partner", "media-partner": "media partner"}
BEHIND = {
    "organiser": "pavilion host", "co-organiser": "pavilion host", "host": "pavilion host",
    "supporter": "pavilion supporter",
}  # fmt: skip


def own_parts(facts: Facts, of: str) -> Rows:
    """Return the parts of an agent in its own name or behind a pavilion, from the tables alone."""
    kinds = {row["id"]: row["kind"] for row in facts("projects")}
    rows: Rows = set()
    stood: dict[str, str] = {}
    for row in facts("participations"):
        agent, event = f"{row['agent_type']}/{row['agent']}", f"event/{row['event']}"
        stand = f"project/{row['pavilion']}" if row["pavilion"] else ""
        presented = row["agent_type"] == "project" and (
            kinds[row["agent"]] == "pavilion" or row["role"] == "participant"
        )
        if stand or presented:
            stood[stand or agent] = event
        if presented and not stand:
            rows |= {(event, "presented", "", "")} if agent == of else set()
        elif agent == of:
            role = NAMED.get(row["role"], row["role"])
            rows.add((event, BEHIND.get(row["role"], role) if stand else role, stand, ""))
    for row in facts("projects"):
        if row["kind"] == "pavilion" and (project := f"project/{row['id']}") in stood:
            for column, role in (("organised_by", "host"), ("partners", "partner")):
                if of.replace("/", ":") in row[column].split(";"):
                    rows.add((stood[project], f"pavilion {role}", project, ""))
    if of in stood:
        rows.add((stood[of], "presented", "", ""))
    return rows


@pytest.mark.parametrize(
    "of",
    [
        "organisation/clean", "organisation/mixmove", "organisation/kotra", "country/norway",
        "organisation/fira-de-barcelona", "city/barcelona", "city/busan", "organisation/cisco",
        "project/triangulum", "project/nordic-pavilion-2019", "person/carlos-moreno",
        "organisation/vinnova", "organisation/berlin-partner", "project/stardust",
    ],
)  # fmt: skip
def test_every_part_in_an_event_is_told(asked: Asked, facts: Facts, of: str) -> None:
    rows = [
        (row["event"], row["role"], row["pavilion"], row["person"])
        for row in asked("history", of=of)
    ]
    assert {row for row in rows if not row[3]} == own_parts(facts, of)
    assert len(rows) == len(set(rows))


def test_an_event_stands_with_its_date_its_series_and_its_status(
    asked: Asked, facts: Facts
) -> None:
    events = {row["id"]: row for row in facts("events")}
    rows = asked("history", of="organisation/un-habitat")
    assert {row["series"] for row in rows} >= {"series/wuf", "series/sces"}
    for row in rows:
        event = events[row["event"].removeprefix("event/")]
        assert row["date"] == event["start_date"]
        assert row["series"].removeprefix("series/") == event["series"]
        assert row["status"] == event["status"]
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)


def test_an_event_without_a_date_is_not_lost(asked: Asked, facts: Facts) -> None:
    undated = {row["id"] for row in facts("events") if not row["start_date"]}
    organised = {
        row["event"] for row in facts("participations") if row["agent"] == "remourban"
    } & undated
    assert organised
    first = asked("history", of="project/remourban")[0]
    assert (first["event"], first["date"]) == (f"event/{organised.pop()}", "")


def test_an_organisation_took_part_through_those_who_spoke_while_they_worked_for_it(
    asked: Asked, facts: Facts
) -> None:
    spoke = {
        (f"event/{row['event']}", f"person/{row['agent']}")
        for row in facts("participations")
        if row["role"] == "speaker" and row["agent"] in ("joan-clos", "maimunah-mohd-sharif")
    }
    years = {f"event/{row['id']}": row["start_date"][:4] for row in facts("events")}
    at_un_habitat = {
        (event, who)
        for event, who in spoke
        if "clos" not in who and years[event] == "2020"  # he was its former director by then
    }
    rows = {
        (row["event"], row["person"])
        for row in asked("history", of="un-habitat")
        if row["role"] == "speaker's employer"
    }
    assert at_un_habitat
    assert {row for row in rows if row in spoke} == at_un_habitat
    later = {(row["event"], row["person"]) for row in asked("history", of="city/kuala-lumpur")}
    assert not later & at_un_habitat


def test_whoever_never_took_part_has_no_history(asked: Asked) -> None:
    assert asked("history", of="innovationquarter") == []


@pytest.mark.parametrize("of", ["clean", "mixmove", "un-habitat", "nordic-pavilion-2019", "busan"])
def test_every_row_has_its_evidence_behind_it(behind: Behind, of: str) -> None:
    said = behind("history", of=of)
    assert said.strip()
    assert "no evidence was found" not in said
