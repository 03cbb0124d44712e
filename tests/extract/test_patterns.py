"""Wordings hold in sentences of things and words, and what is refused holds nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import process_time

import pytest

from expograph.extract.patterns import Patterns, compiled, thing_cell, word_cell

WORDS = {"exhibitor": ["exhibitor", "co-exhibitor"]}


@dataclass
class Thing:
    kinds: tuple[str, ...]


@dataclass
class Sentence:
    """A row: capitals stand for a thing of that kind, "!word" for one that refuses."""

    written: str
    text: str = ""
    things: list[Thing] = field(default_factory=list)
    vocabulary: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for part in self.written.split():
            if part.isupper() and part.isalpha():
                self.text += thing_cell([part.lower()], len(self.things))
                self.things.append(Thing((part.lower(),)))
            else:
                word = part.removeprefix("!")
                self.text += word_cell(word, word, refused=part != word)
                self.vocabulary.add(word)


def patterns(*forms: str) -> Patterns:
    entry = {"name": "shows", "states": ["EVENT hasExhibitor ORG"], "forms": list(forms)}
    return compiled([entry], WORDS.__getitem__)


def found(form: str, sentence: str) -> list[dict[str, int]]:
    return [dict(match.slots) for match in patterns(form).matches(Sentence(sentence))]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ("ORG exhibit at EVENT", "ORGANISATION exhibit at EVENT"),
        ("ORG … EVENT", "ORGANISATION , so they say , was at EVENT"),
        ("ORG .. at EVENT", "ORGANISATION show much at EVENT"),
        ("ORG ~ EVENT", "ORGANISATION show it at EVENT"),
        ("ORG (exhibit|show) (its work)? at EVENT", "ORGANISATION show its work at EVENT"),
        ("ORG (exhibit|show) (its work)? at EVENT", "ORGANISATION exhibit at EVENT"),
        ("ORG* exhibit at EVENT", "NAME exhibit at EVENT"),
        ("ORG [ at EVENT ]", "ORGANISATION ( at EVENT )"),
        ("ORG be @exhibitor at EVENT", "ORGANISATION be co-exhibitor at EVENT"),
        ("^ ORG at EVENT $", "ORGANISATION at EVENT"),
    ],
)
def test_a_form_holds_where_its_words_and_things_stand(form: str, sentence: str) -> None:
    assert found(form, sentence) == [{"ORG": 0, "EVENT": 1}]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ("ORG exhibit at EVENT", "ORGANISATION exhibit near EVENT"),
        ("ORG exhibit at EVENT", "NAME exhibit at EVENT"),
        ("ORG exhibit at EVENT", "CITY exhibit at EVENT"),
        ("ORG … EVENT", "ORGANISATION !not show at EVENT"),
        ("ORG .. EVENT", "ORGANISATION show , at EVENT"),
        ("ORG .. EVENT", "ORGANISATION and PERSON at EVENT"),
        ("ORG ~ EVENT", "ORGANISATION and CITY at EVENT"),
        ("ORG ~ EVENT", "ORGANISATION one two three four five EVENT"),
        ("ORG … EVENT", "ORGANISATION 1 2 3 4 5 6 7 8 9 10 11 EVENT"),
        ("^ ORG at EVENT", "then ORGANISATION at EVENT"),
        ("ORG at EVENT $", "ORGANISATION at EVENT ."),
    ],
)
def test_a_form_holds_nowhere_else(form: str, sentence: str) -> None:
    assert found(form, sentence) == []


def test_a_form_that_begins_with_who_acts_holds_after_no_preposition() -> None:
    entry = {"name": "x", "states": ["EVENT hasExhibitor ORG"], "forms": ["ORG show at EVENT"]}
    read = compiled([entry], WORDS.__getitem__, ["of"])
    assert [*read.matches(Sentence("ORGANISATION show at EVENT"))]
    assert not [*read.matches(Sentence("daughter of ORGANISATION show at EVENT"))]


def test_a_rest_slot_leaves_open_what_the_rest_of_the_sentence_holds() -> None:
    (match,) = patterns("hear from PERSONS").matches(Sentence("hear from PERSON and PERSON"))
    assert match.form.rest == "PERSONS"
    assert match.slots == {}


def test_a_form_with_an_unknown_thing_is_named() -> None:
    with pytest.raises(ValueError, match="'NOBODY exhibit at EVENT' cannot be read"):
        patterns("NOBODY exhibit at EVENT")


@pytest.mark.parametrize("word", ["a|b", "<event#0>", "|", "<", "#", "!", "\\", "(", "ß"])
def test_no_word_of_a_text_looks_like_a_thing_or_breaks_its_cell(word: str) -> None:
    cell = word_cell(word, word)
    assert cell.count("|") == 1
    assert "<" not in cell
    assert found("x ORG at EVENT", f"x {word} EVENT at EVENT") == []


def _seconds(sentence: Sequence[str]) -> float:
    row, read = Sentence(" ".join(sentence)), patterns("ORG … show .. at … by .. EVENT")
    begin = process_time()
    assert not [*read.matches(row)]
    return process_time() - begin


def test_a_long_sentence_of_half_a_wording_takes_no_long_time() -> None:
    assert _seconds(["ORGANISATION", "show", "at", "by", "ORGANISATION"] * 2_000) < 20
