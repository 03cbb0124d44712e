"""Question 18: who spoke at which event, on which theme, and for whom at that time."""

from collections.abc import Callable

import pytest

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]
Position = tuple[str, str, str]


def positions(facts: Facts) -> dict[str, set[Position]]:
    """Return each person's positions: for whom, as what, and when it was stated."""
    found: dict[str, set[Position]] = {}
    for table, key in (("people", "id"), ("positions", "person")):
        for row in facts(table):
            where = f"{row['affiliation_type']}/{row['affiliation']}" if row["affiliation"] else ""
            if where or row["role"]:
                found.setdefault(row[key], set()).add((where, row["role"], row["as_of"]))
    return found


def nearest(held: set[Position], year: str) -> set[Position]:
    """Return the positions stated nearest to a year, and those of which no date is known."""
    dated = [int(said[:4]) for _, _, said in held if said]
    least = min((abs(each - int(year)) for each in dated), default=0) if year else 0
    near = {each for each in held if not each[2] or abs(int(each[2][:4]) - int(year)) == least}
    told = {(where, position) for where, position, _ in held if where}
    jobs = {position for where, position in told}
    return {
        (where, position, said)
        for where, position, said in near
        if (position if where else position not in jobs)
        or (where and not any(w == where and p for w, p in told))
    }


def expected(facts: Facts) -> set[tuple[str, ...]]:
    """Return a row for each person, event, theme and position."""
    events = {row["id"]: row for row in facts("events")}
    held = positions(facts)
    return {
        (
            event["start_date"], f"event/{event['id']}", f"person/{row['agent']}", *position,
            f"theme/{theme}" if theme else "",
        )
        for row in facts("participations")
        if row["role"] == "speaker" and row["agent_type"] == "person"
        for event in [events[row["event"]]]
        for theme in event["themes"].split(";")
        for position in nearest(held.get(row["agent"], set()), event["start_date"][:4])
        or {("", "", "")}
    }  # fmt: skip


def shown(rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
    """Return the rows of persons without the pavilion."""
    columns = ("date", "event", "person", "organisation", "position", "stated", "theme")
    return [tuple(row[column] for column in columns) for row in rows if row["person"]]


def test_everybody_who_spoke_is_told_with_the_position_of_that_time(
    asked: Asked, facts: Facts
) -> None:
    rows = shown(asked("speakers"))
    assert set(rows) == expected(facts)
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("theme", ["mobility", "energy"])
def test_only_the_events_on_a_theme_can_be_asked_for(
    asked: Asked, facts: Facts, theme: str
) -> None:
    of_theme = {row for row in expected(facts) if row[-1] == f"theme/{theme}"}
    assert set(shown(asked("speakers", on=theme))) == of_theme


def test_one_edition_can_be_asked_for(asked: Asked, facts: Facts) -> None:
    for at in ("scewc-2021", "sccon-2020"):
        at_event = {row for row in expected(facts) if row[1] == f"event/{at}"}
        assert set(shown(asked("speakers", at=at))) == at_event
    assert asked("speakers", at="sccon-2020", on="mobility") == []


def test_a_company_that_spoke_without_a_named_person_stands_alone(asked: Asked) -> None:
    alone = [row for row in asked("speakers", at="scewc-2019", on="mobility") if not row["person"]]
    assert [(row["organisation"], row["pavilion"]) for row in alone] == [
        ("organisation/mixmove", "project/nordic-pavilion-2019")
    ]


def test_whoever_changed_places_spoke_in_the_position_of_that_time(asked: Asked) -> None:
    told = {
        (row["person"], row["date"][:4], row["organisation"], row["position"])
        for row in asked("speakers")
        if row["person"] in ("person/joan-clos", "person/cheng-wen-tsan")
    }
    assert told == {
        ("person/joan-clos", "2018", "", "former Executive Director"),
        ("person/cheng-wen-tsan", "2024", "", "Vice Premier of Taiwan"),
    }


def test_where_nobody_is_recorded_nobody_spoke(asked: Asked) -> None:
    assert asked("speakers", at="its-mayoral-summit-2017") == []


@pytest.mark.parametrize("at", ["scewc-2019", "scewc-2021"])
def test_every_row_has_its_evidence_behind_it(behind: Behind, at: str) -> None:
    said = behind("speakers", at=at)
    assert said.strip()
    assert "no evidence was found" not in said
