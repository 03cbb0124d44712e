"""Question 13: which agreements were announced, between whom."""

from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Facts = Callable[[str], list[dict[str, str]]]


def pair(row: dict[str, str]) -> frozenset[str]:
    return frozenset({f"{row['a_type']}/{row['a']}", f"{row['b_type']}/{row['b']}"})


def answered(rows: list[dict[str, str]]) -> set[tuple[frozenset[str], str, str]]:
    return {(frozenset({r["one"], r["other"]}), r["tie"], r["since"]) for r in rows}


def test_what_was_announced_at_an_edition_is_found_there(asked: Asked, facts: Facts) -> None:
    announced = [row for row in facts("partnerships") if row["announced_at"]]
    for event in {row["announced_at"] for row in announced}:
        expected = {
            (pair(row), row["type"], row["since"])
            for row in announced
            if row["announced_at"] == event
        }
        assert answered(asked("agreements", at=event)) == expected


def test_without_an_edition_every_agreement_and_every_dated_twinning_is_told(
    asked: Asked, facts: Facts
) -> None:
    expected = {
        (pair(row), row["type"], row["since"])
        for row in facts("partnerships")
        if row["announced_at"]
        or row["type"] == "agreement"
        or (row["type"] == "twin-city" and row["since"])
    }
    assert answered(asked("agreements")) == expected


def test_the_newest_come_first(asked: Asked) -> None:
    dates = [row["since"] for row in asked("agreements")]
    assert dates == sorted(dates, reverse=True)


def test_barcelona_and_shanghai_are_twinned_since_2001(asked: Asked) -> None:
    rows = asked("agreements")
    told = answered(rows)
    both = frozenset({"city/barcelona", "city/shanghai"})
    assert (both, "twin-city", "2001") in told
    assert (both, "agreement", "1989") in told


def test_an_edition_at_which_nothing_was_announced_gives_no_row(asked: Asked) -> None:
    assert asked("agreements", at="scewc-2014") == []
