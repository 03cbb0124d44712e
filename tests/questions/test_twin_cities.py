"""Question 19, for all cities: which twin cities meet at events."""

from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]


def test_each_pair_of_twin_cities_is_told_once(asked: Asked, facts: Facts) -> None:
    pairs = [frozenset((row["city"], row["twin"])) for row in asked("twin-cities")]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == {
        frozenset((f"city/{row['a']}", f"city/{row['b']}"))
        for row in facts("partnerships")
        if row["type"] == "twin-city"
    }


def test_the_links_are_those_that_each_city_has_by_itself(asked: Asked) -> None:
    rows = asked("twin-cities")
    for city in ("city/barcelona", "city/munich", "city/new-york"):
        of_all = {
            (row["twin"] if row["city"] == city else row["city"], row["link"], row["editions"])
            for row in rows
            if city in (row["city"], row["twin"])
        }
        of_one = {
            (row["city"], row["link"], row["editions"])
            for row in asked("city-links", of=city)
            if row["link"] != "events only"
        }
        assert of_all == of_one


def test_twins_that_meet_most_often_stand_first(asked: Asked) -> None:
    rows = asked("twin-cities")
    editions = [int(row["editions"]) for row in rows]
    assert editions == sorted(editions, reverse=True)
    assert {row["link"] for row in rows if int(row["editions"]) == int(row["projects"]) == 0} == {
        "twinning only"
    }


def test_every_row_has_its_rows_behind_it(behind: Behind) -> None:
    said = behind("twin-cities")
    assert "no evidence was found" not in said
    assert "partnerships, line" in said and "participations, line" in said
