"""A sentence falls into words and signs, each of which knows where it stands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.extract.tokens import Wordings, among, is_year, tokens


def cut(text: str, language: str = "en") -> list[str]:
    return [token.text for token in tokens(text, 0, len(text), language)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Barcelona", "'s", "congress"]),
        ("en", ["Barcelona", "’s", "congress"]),
        ("en", ["24,399", "visitors", ",", "1.5", "million"]),
        ("en", ["the", "11th", "edition", "of", "5G", "week"]),
        ("en", ["Barcelona-Shanghai", "Bridge", "(", "BSB", ")"]),
        ("de", ["Städte-", "und", "Gemeindebund"]),
        ("de", ["die", "KEA-BW", "stellt", "aus"]),
        ("de", ["am", "14", ".", "Oktober"]),
    ],
)
def test_numbers_hyphens_and_possessives_are_cut_as_people_read_them(
    language: str, words: list[str]
) -> None:
    text = " ".join(words).replace(" 's", "'s").replace(" ’s", "’s")
    assert cut(text, language) == words


def test_a_token_knows_its_dictionary_form_and_its_place() -> None:
    text = "It was organised"
    token = tokens(text, 7, len(text), "en")[0]
    assert (token.text, token.lower, token.lemma) == ("organised", "organised", "organise")
    assert (token.start, token.end) == (7, 16)


@pytest.mark.parametrize(
    ("word", "is_capital"),
    [("Expo", True), ("eGovernment", True), ("expo", False), ("5G", False), ("BMW", True)],
)
def test_a_name_begins_with_a_capital_or_has_one_inside(word: str, is_capital: bool) -> None:
    assert tokens(word, 0, len(word), "en")[0].is_capital is is_capital


@pytest.mark.parametrize(
    ("word", "yes"), [("2019", True), ("1999", True), ("2100", False), ("24399", False)]
)
def test_a_year_is_one_of_our_time(word: str, yes: bool) -> None:
    assert is_year(tokens(word, 0, len(word), "en")[0]) is yes


def test_of_phrases_that_begin_alike_the_longest_is_found() -> None:
    found = tokens("The trade fairs closed", 0, 22, "en")
    phrases = Wordings([("trade",), ("trade", "fair"), ("trade", "fair", "hall")])
    assert phrases.at(found, 1) == ("trade", "fair")
    assert phrases.at(found, 2) is None
    assert phrases.among(found)


def test_a_word_is_among_others_in_each_of_its_forms() -> None:
    found = tokens("They were organised", 0, 19, "en")
    assert among(found, frozenset({"organise"}))
    assert not among(found, frozenset({"organiser"}))


@given(st.text(), st.sampled_from(["en", "de", "xx"]))
def test_no_letter_is_lost_between_tokens(text: str, language: str) -> None:
    found = tokens(text, 0, len(text), language)
    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert "".join(token.text for token in found) == "".join(text.split())
