"""Decisions are added to a file of the user's, which keeps all else that stands in it."""

from pathlib import Path

import pytest

from expograph.claims import Decision
from expograph.errors import InputError
from expograph.read.decisions import COLUMNS
from expograph.review.writing import append, read_all

HEAD = ",".join(COLUMNS)


def same(subject: str = "city/lyon", thing: str = "city/paris", kind: str = "same") -> Decision:
    """Return a decision about two things."""
    return Decision(kind, subject, object=thing, who="me", when="2024-01-01")


def said(kind: str, value: str, predicate: str = "attendeeCount") -> Decision:
    """Return a decision about a value."""
    return Decision(kind, "event/x", predicate, value=value, who="me", when="2024-01-01")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The place of a file of decisions."""
    return tmp_path / "decisions.csv"


def test_a_new_file_has_the_columns_of_decisions_and_is_utf_8(file: Path) -> None:
    decision = Decision("same", "city/lyon", object="city/paris", who="Æ, “B”", when="2024")
    assert append(file, [decision]) == [decision]
    assert file.read_bytes() == f'{HEAD}\nsame,city/lyon,,city/paris,,,"Æ, “B”",2024,\n'.encode()
    assert [path.name for path in file.parent.iterdir()] == ["decisions.csv"]


@pytest.mark.parametrize(
    "content",
    [
        f"{HEAD}\nreject,city/oslo,,,,,ada,2023,x\n",
        f"{HEAD}\nreject,city/oslo,,,,,ada,2023,x",
        f"{HEAD}\r\nreject,city/oslo,,,,,ada,2023,x\r\n",
        f"\ufeff{HEAD}\nreject,city/oslo,,,,,ada,2023,x\n",
        "who;when;kind;subject;object\nada;2023;reject;city/oslo;\n",
        "kind\tsubject\tobject\twho\twhen\nreject\tcity/oslo\t\tada\t2023\n",
    ],
)
def test_what_stood_in_a_file_stays_and_the_new_row_keeps_to_its_columns(
    file: Path, content: str
) -> None:
    file.write_bytes(content.encode())
    append(file, [same()])
    assert file.read_bytes().startswith(content.encode())
    decisions, mistakes = read_all([file])
    assert mistakes == []
    assert [each.kind for each in decisions] == ["reject", "same"]
    assert (decisions[1].object, decisions[1].who) == ("city/paris", "me")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id,name\n1,x\n", "there is no column"),
        (f"{HEAD},more\nreject,city/oslo,,,,,ada,2023,x,y\n".encode(), "the columns are not"),
        (b"kind,subject,who,when\nreject,city/oslo,ada,2023\n", "there is no column 'object'"),
        (f"{HEAD}\nreject,city/oslo,,,,,J\xf6rg,2023,\n".encode("latin-1"), "is not UTF-8"),
    ],
)
def test_a_file_to_which_nothing_can_be_added_stays_as_it_is(
    file: Path, content: bytes, said: str
) -> None:
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        append(file, [same()])
    assert said in str(caught.value)
    assert file.read_bytes() == content


def test_what_was_decided_twice_stands_once(file: Path) -> None:
    assert append(file, [same(), same("city/paris", "city/lyon")]) == [same()]
    assert append(file, [same()]) == []
    assert len(file.read_text().splitlines()) == 2


@pytest.mark.parametrize(
    "decisions",
    [
        [same(), same(kind="not the same"), same()],
        [said("confirm", "1"), said("reject", "1"), said("confirm", "1")],
        [said("confirm", "1"), said("correct", "2"), said("confirm", "1")],
        [said("correct", "1"), said("correct", "2"), said("correct", "1")],
    ],
)
def test_whoever_changes_their_mind_and_back_has_the_last_word(
    file: Path, decisions: list[Decision]
) -> None:
    for decision in decisions:
        assert append(file, [decision]) == [decision]
    assert append(file, decisions[-1:]) == []


def test_decisions_about_different_things_do_not_touch_each_other(file: Path) -> None:
    decisions = [
        same(), same(thing="city/rome", kind="not the same"), said("reject", "1"),
        said("reject", "2"), said("confirm", "3"), said("reject", "1", "startDate"),
        Decision("forget", "0" * 32, who="me", when="2024"),
    ]  # fmt: skip
    assert append(file, decisions) == decisions
    assert append(file, decisions) == []


def test_files_that_are_not_there_hold_no_decisions(file: Path) -> None:
    assert read_all([file]) == ([], [])
    file.touch()
    assert read_all([file]) == ([], [])
    append(file, [same()])
    assert len(read_all([file, file.with_name("nowhere.csv")])[0]) == 1
