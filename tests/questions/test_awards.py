"""Question 23: winners and finalists, and with whom they partnered afterwards."""

from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]

Prize = tuple[str, str, str, str]


def prizes(facts: Facts, *events: str) -> set[Prize]:
    """Return event, category, result and winner of each prize given at these events."""
    return {
        (
            f"event/{row['event']}",
            row["category"],
            "finalist" if row["award"].endswith("(finalist)") else "wonBy",
            f"{row['winner_type']}/{row['winner']}",
        )
        for row in facts("awards")
        if not events or row["event"] in events
    }


def told(rows: list[dict[str, str]]) -> set[Prize]:
    """Return the same of the rows of an answer."""
    return {(row["event"], row["category"], row["result"], row["winner"]) for row in rows}


def test_all_winners_and_finalists_are_told(asked: Asked, facts: Facts) -> None:
    assert told(asked("awards")) == prizes(facts)


def test_of_a_series_the_prizes_at_its_editions_and_at_what_is_part_of_them(
    asked: Asked, facts: Facts
) -> None:
    for series in ("scewc", "wsce"):
        editions = {event["id"] for event in facts("events") if event["series"] == series}
        within = {event["id"] for event in facts("events") if event["parent_event"] in editions}
        assert told(asked("awards", at=f"series/{series}")) == prizes(facts, *editions, *within)


def test_what_a_prize_was_given_for_stands_beside_the_winner_and_is_no_second_winner(
    asked: Asked,
) -> None:
    rows = asked("awards", at="scewc-2025")
    rome = [row for row in rows if row["winner"] == "city/rome"]
    assert [row["project"] for row in rome] == ["project/roma-the-city-is-transforming"]
    assert not [row for row in rows if row["winner"].startswith("project/")]


def test_only_partners_since_the_award_are_told(asked: Asked, facts: Facts) -> None:
    begins = {event["id"]: event["start_date"] for event in facts("events")}
    won = prizes(facts)
    expected = set()
    for tie in facts("partnerships"):
        for one, other in (("a", "b"), ("b", "a")):
            who, partner = (
                f"{tie[f'{one}_type']}/{tie[one]}",
                f"{tie[f'{other}_type']}/{tie[other]}",
            )
            projects = "project" in (tie["a_type"], tie["b_type"])
            if tie["type"] in ("twin-city", "membership") or projects:
                continue
            when = tie["since"] or begins.get(tie["announced_at"], "")
            for event in (event for event, _, _, winner in won if winner == who):
                given = begins[event.removeprefix("event/")]
                if not when or not given:
                    expected.add((event, who, partner, "undated"))
                elif when.startswith(given) or given.startswith(when):
                    expected.add((event, who, partner, "same time"))
                elif when > given:
                    expected.add((event, who, partner, "later"))
    assert expected
    assert {
        (row["event"], row["winner"], row["partner"], row["timing"])
        for row in asked("awards")
        if row["partner"]
    } == expected


def test_curitiba_signed_with_fira_after_it_had_won(asked: Asked) -> None:
    rows = asked("awards", winner="curitiba")
    assert {(row["event"], row["result"]) for row in rows} == {
        ("event/scewc-2019", "finalist"),
        ("event/scewc-2022", "finalist"),
        ("event/scewc-2023", "wonBy"),
    }
    assert {(row["partner"], row["announced_at"], row["timing"]) for row in rows} == {
        ("organisation/fira-de-barcelona", "event/scewc-2025", "later")
    }


def test_a_partnership_that_is_older_than_the_award_is_left_out(asked: Asked) -> None:
    rows = asked("awards", winner="taipei-city-government")
    assert rows
    assert {row["partner"] for row in rows} == {""}


def test_no_award_at_an_event_that_gave_none(asked: Asked) -> None:
    assert asked("awards", at="sces-2021") == []


def test_every_row_has_its_rows_behind_it(behind: Behind) -> None:
    for values in ({"at": "scewc-2025"}, {"winner": "curitiba"}):
        said = behind("awards", **values)
        assert "no evidence was found" not in said
        assert "awards, line" in said
