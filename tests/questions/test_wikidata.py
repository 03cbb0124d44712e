"""Question 26: which things carry a Wikidata id, and which facts could be checked there."""

from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]

WD = "http://www.wikidata.org/entity/"
TABLES = {
    "cities": "city",
    "countries": "country",
    "organisations": "organisation",
    "people": "person",
    "projects": "project",
    "event_series": "series",
}


def identified(facts: Facts) -> dict[str, str]:
    """Return the Wikidata id of each thing that has one."""
    return {
        f"{kind}/{row['id']}": WD + row["wikidata"]
        for table, kind in TABLES.items()
        for row in facts(table)
        if row["wikidata"]
    }


def test_all_things_with_an_id_are_told_with_their_type(asked: Asked, facts: Facts) -> None:
    rows = [row for row in asked("wikidata") if row["property"] == f"{WD}P31"]
    assert {row["thing"]: row["wikidata"] for row in rows} == identified(facts)
    assert {(row["thing"].partition("/")[0], row["value"]) for row in rows} <= {
        ("city", "City"),
        ("country", "Country"),
        ("organisation", "Organisation"),
        ("person", "Person"),
        ("project", "Project"),
        ("series", "EventSeries"),
    }


def test_twin_cities_can_be_checked_where_both_have_an_id(asked: Asked, facts: Facts) -> None:
    known = identified(facts)
    ties = [
        (f"city/{row['a']}", f"city/{row['b']}")
        for row in facts("partnerships")
        if row["type"] == "twin-city"
    ]
    both = {*ties, *((other, one) for one, other in ties)}
    rows = [row for row in asked("wikidata") if row["property"] == f"{WD}P190"]
    assert {(row["thing"], row["value"]) for row in rows} == {
        (one, other) for one, other in both if one in known
    }
    for row in rows:
        assert row["value_wikidata"] == known.get(row["value"], "")
        assert row["checkable"] == ("yes" if row["value"] in known else "no, the value has no id")


def test_the_seat_of_an_organisation_is_asked_by_the_ids_of_both(
    asked: Asked, facts: Facts
) -> None:
    known = identified(facts)
    seat = next(row for row in facts("organisations") if row["wikidata"] and row["city"])
    rows = [
        row
        for row in asked("wikidata", about=f"organisation/{seat['id']}")
        if row["property"] == f"{WD}P159"
    ]
    city = f"city/{seat['city']}"
    assert [
        (row["wikidata"], row["fact"], row["value"], row["value_wikidata"]) for row in rows
    ] == [(WD + seat["wikidata"], "basedIn", city, known.get(city, ""))]


def test_one_thing_alone_gives_the_same_rows_as_among_all(asked: Asked) -> None:
    every = [row for row in asked("wikidata") if row["thing"] == "city/barcelona"]
    assert asked("wikidata", about="city/barcelona") == every
    assert every


def test_nothing_can_be_checked_of_a_thing_without_an_id(asked: Asked) -> None:
    assert asked("wikidata", about="mixmove") == []


def test_every_row_has_its_rows_behind_it(behind: Behind) -> None:
    said = behind("wikidata", about="city/barcelona")
    assert "no evidence was found" not in said
    assert "partnerships, line" in said and "cities, line" in said
