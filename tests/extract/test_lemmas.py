"""Words are brought to their dictionary forms, and names are no words of a language."""

from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.extract import lemmas
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


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that stands for the user's cache."""
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda name: tmp_path / name)
    return tmp_path / "expograph"


def test_a_dictionary_is_unpacked_once_on_a_machine(cache: Path) -> None:
    open_dictionary = lemmas._dictionary.__wrapped__
    assert open_dictionary("ca")["ciutats"] == "ciutat"
    (trie,) = cache.rglob("*.dic")
    made = trie.stat()
    assert open_dictionary("ca")["ciutats"] == "ciutat"
    assert trie.stat() == made
    assert [each.name for each in trie.parent.iterdir()] == ["ca.dic"]


def test_a_broken_file_of_a_dictionary_is_made_anew(
    cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    open_dictionary = lemmas._dictionary.__wrapped__
    open_dictionary("ca")
    (trie,) = cache.rglob("*.dic")
    size = trie.stat().st_size
    trie.write_bytes(trie.read_bytes()[:1000])
    assert open_dictionary("ca")["ciutats"] == "ciutat"
    assert trie.stat().st_size == size


def test_without_a_cache_the_words_are_known_all_the_same(cache: Path) -> None:
    cache.write_text("a file where the folder would be", encoding="utf-8")
    assert lemmas._dictionary.__wrapped__("ca")["ciutats"] == "ciutat"
