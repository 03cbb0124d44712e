"""Question 7: which themes an edition covers, and how they rose or fell."""

from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Facts = Callable[[str], list[dict[str, str]]]


def themes(row: dict[str, str]) -> set[str]:
    return {theme for theme in row["themes"].split(";") if theme}


def test_an_edition_covers_the_themes_of_its_row(asked: Asked, facts: Facts) -> None:
    for event in facts("events"):
        if event["id"] in ("scewc-2019", "velo-city-2019", "qitcom-2019", "scse-2024"):
            rows = asked("themes", at=event["id"])
            assert {row["theme"] for row in rows} == {f"theme/{t}" for t in themes(event)}


def test_the_editions_of_a_series_are_counted_in_two_halves(asked: Asked, facts: Facts) -> None:
    telling = sorted(
        (event["start_date"], themes(event))
        for event in facts("events")
        if event["series"] == "scewc" and themes(event)
    )
    half = len(telling) // 2
    expected = {
        f"theme/{theme}": (
            str(sum(theme in each for _, each in telling)),
            str(len(telling)),
            str(sum(theme in each for _, each in telling[:half])),
            str(sum(theme in each for _, each in telling[-half:])),
            min(day for day, each in telling if theme in each),
            max(day for day, each in telling if theme in each),
        )
        for _, each in telling
        for theme in each
    }
    columns = ("editions", "known", "earlier", "later", "first", "last")
    rows = asked("themes", of="scewc")
    assert {row["theme"]: tuple(row[c] for c in columns) for row in rows} == expected


def test_finance_fell_and_digital_transformation_was_always_there(asked: Asked) -> None:
    trends = {row["theme"]: row["trend"] for row in asked("themes", at="scewc-2019")}
    assert trends["theme/finance"] == "fell in the known editions"
    assert trends["theme/digital-transformation"] == "in every edition whose themes are known"


def test_a_trend_speaks_of_the_editions_whose_themes_are_known(asked: Asked, facts: Facts) -> None:
    editions = [event for event in facts("events") if event["series"] == "scewc"]
    silent = [event for event in editions if not event["themes"]]
    assert silent  # so nothing can be said of every edition
    compared = [row for row in asked("themes", of="scewc") if int(row["known"]) > 1]
    assert {int(row["known"]) for row in compared} == {len(editions) - len(silent)}
    assert all("known" in row["trend"] for row in compared)


def test_an_event_without_a_series_stands_for_itself(asked: Asked) -> None:
    (row,) = asked("themes", at="qitcom-2019")
    assert row["theme"] == "theme/digital-transformation"
    assert row["series"] == "event/qitcom-2019"
    assert row["trend"] == "not compared: without series or date"


def test_without_an_edition_or_series_no_theme_of_an_event_is_lost(
    asked: Asked, facts: Facts
) -> None:
    expected = {
        (f"series/{event['series']}" if event["series"] else f"event/{event['id']}", f"theme/{t}")
        for event in facts("events")
        for t in themes(event)
    }
    assert {(row["series"], row["theme"]) for row in asked("themes")} == expected


def test_an_edition_that_states_no_theme_gives_no_row(asked: Asked, facts: Facts) -> None:
    silent = next(event["id"] for event in facts("events") if not event["themes"])
    assert asked("themes", at=silent) == []
