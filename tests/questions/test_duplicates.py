"""Question 24: which entities may be duplicates."""

from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Facts = Callable[[str], list[dict[str, str]]]


def test_the_fairground_and_its_hall_may_be_one(asked: Asked, facts: Facts) -> None:
    held = {
        name: sum(1 for row in facts("events") if row["venue"] == name)
        for name in (
            "Taipei Nangang Exhibition Center",
            "Taipei Nangang Exhibition Center Hall 2",
        )
    }
    (row,) = [row for row in asked("duplicates") if row["thing"].startswith("venue/taipei-nangang")]
    assert row["may_be"] == "venue/taipei-nangang-exhibition-center-hall-2"
    assert {row["ties"], row["would_move"]} == {str(count) for count in held.values()}


def test_those_whose_merging_would_move_most_ties_come_first(asked: Asked) -> None:
    moves = [int(row["would_move"]) for row in asked("duplicates")]
    assert moves == sorted(moves, reverse=True)


def test_editions_namesakes_and_parts_of_a_whole_are_not_taken_for_duplicates(
    asked: Asked, facts: Facts
) -> None:
    pairs = {frozenset({row["thing"], row["may_be"]}) for row in asked("duplicates")}
    parents = {
        frozenset({f"organisation/{row['id']}", f"organisation/{row['parent']}"})
        for row in facts("organisations")
        if row["parent"]
    }
    assert not pairs & parents
    assert not any(each.startswith("event/") for pair in pairs for each in pair)
    assert frozenset({"organisation/smart-dubai", "organisation/smart-dublin"}) not in pairs


def test_every_pair_has_a_reason(asked: Asked) -> None:
    assert all(row["because"] for row in asked("duplicates"))
