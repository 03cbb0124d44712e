"""Question 12: what is new since a date."""

from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Facts = Callable[[str], list[dict[str, str]]]

DESCRIBING = {"kind", "website", "basedIn", "locatedIn", "latitude", "longitude", "iso2", "iso3"}


def test_a_part_told_by_a_source_of_that_time_is_news(asked: Asked, facts: Facts) -> None:
    recent = {
        row["id"]: row["published"] for row in facts("sources") if row["published"] >= "2025-11"
    }
    told = {(row["thing"], row["value"]) for row in asked("news", since="2025-11")}
    parts = [
        (f"event/{row['event']}", f"{row['agent_type']}/{row['agent']}")
        for row in facts("participations")
        if row["agent_type"] != "project"
        and not row["pavilion"]
        and recent.keys() & set(row["source"].split(";"))
    ]
    assert parts
    assert set(parts) <= told


def test_nothing_is_news_that_no_source_of_that_time_tells(asked: Asked, facts: Facts) -> None:
    dates = {row["published"] for row in facts("sources")}
    rows = asked("news", since="2025-11")
    assert {row["published"] for row in rows} <= {d for d in dates if d >= "2025-11" or d == "2025"}
    assert not {row["says"] for row in rows} & DESCRIBING


def test_what_was_told_before_says_when_it_was_first_told(asked: Asked) -> None:
    rows = asked("news", since="2025-11")
    assert all(row["first"] <= row["published"] for row in rows)
    assert any(row["first"] < "2025" for row in rows)


def test_the_newest_come_first(asked: Asked) -> None:
    dates = [row["published"] for row in asked("news", since="2025-06")]
    assert dates == sorted(dates, reverse=True)


def test_a_year_of_publication_counts_for_every_day_of_it(asked: Asked, facts: Facts) -> None:
    by_day = asked("news", since="2025-12-30")
    assert "2025" in {row["published"] for row in by_day}
    assert "2025-12-19" not in {row["published"] for row in by_day}


def test_the_post_on_2019_is_news_since_the_day_it_was_published(asked: Asked) -> None:
    told = {(row["thing"], row["value"]) for row in asked("news", since="2019-12-03")}
    assert ("project/nordic-pavilion-2019", "organisation/mixmove") in told


def test_nothing_is_published_in_the_future(asked: Asked) -> None:
    assert asked("news", since="2100") == []
