"""Words are brought to their dictionary forms, and names are no words of a language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.extract.lemmas import is_proper, is_word, lemma
from expograph.world import LANGUAGES


@pytest.mark.parametrize(
    ("language", "word", "form"),
    [
        ("en", "organised", "organise"),
        ("en", "Cities", "city"),
        ("en", "held", "hold"),
        ("de", "Ausgaben", "ausgabe"),
        ("de", "Kongresses", "kongress"),
        ("de", "veranstaltet", "veranstalten"),
        ("xx", "Zyzzyva", "zyzzyva"),
    ],
)
def test_a_word_is_known_by_its_dictionary_form(language: str, word: str, form: str) -> None:
    assert lemma(word, language) == form


def test_a_word_is_one_of_a_language_only_as_it_is_written() -> None:
    assert is_word("congress", "en")
    assert not is_word("mixmove", "en")
    assert not is_word("congress", "xx")
    assert is_proper("Anne")
    assert not is_proper("Clean")


@given(st.text(min_size=1), st.sampled_from([*sorted(LANGUAGES), "xx"]))
def test_every_word_has_a_dictionary_form(word: str, language: str) -> None:
    assert lemma(word, language) == lemma(word, language).casefold()
