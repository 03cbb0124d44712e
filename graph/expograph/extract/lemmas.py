"""Brings words to the form under which they stand in a dictionary; the only user of simplemma."""

import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from expograph.world import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simplemma import Lemmatizer

_LONGEST = 60
"""No word of a dictionary has more letters."""

_ENDINGS = {"de": ("es", "s", "en", "n")}
"""Endings of forms that the dictionary leaves out, such as most genitives."""


@lru_cache(maxsize=100_000)
def lemma(word: str, language: str) -> str:
    """Return the dictionary form of a word in lower case; the word itself where none is known.

    >>> lemma("organised", "en"), lemma("Ausgaben", "de")
    ('organise', 'ausgabe')
    """
    if not _may_be_known(word, language):
        return word.casefold()
    if not _is_known(word, language):
        for ending in _ENDINGS.get(language, ()):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 3 and _is_known(stem, language):
                return _lemmatizer().lemmatize(stem, language).casefold()
    return _lemmatizer().lemmatize(word, language).casefold()


def _may_be_known(word: str, language: str) -> bool:
    """Tell whether to look a word up; a trie takes NUL and the like for marks of its own."""
    return language in LANGUAGES and len(word) <= _LONGEST and word.isprintable()


def _is_known(word: str, language: str) -> bool:
    """Tell whether a dictionary holds a word in any writing."""
    known = _dictionary(language)
    return word in known or word.lower() in known or word.capitalize() in known


@lru_cache(maxsize=100_000)
def is_word(word: str, language: str) -> bool:
    """Tell whether a dictionary of the language holds a word exactly as it is written.

    >>> is_word("delegations", "en"), is_word("Barcelona", "en"), is_word("barcelona", "en")
    (True, True, False)
    """
    return _may_be_known(word, language) and word in _dictionary(language)


@lru_cache(maxsize=100_000)
def is_proper(word: str) -> bool:
    """Tell whether a dictionary holds a word with a capital only, as it does for many names.

    >>> is_proper("Anne"), is_proper("Clean")
    (True, False)
    """
    return is_word(word, "en") and not is_word(word.lower(), "en")


@lru_cache(maxsize=1)
def _lemmatizer() -> "Lemmatizer":
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy

    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=_Dictionaries()))


class _Dictionaries:
    """The dictionaries as simplemma asks for them."""

    def get_dictionary(self, lang: str) -> "Mapping[str, str]":
        """Return the words of a language with their lemmas."""
        return _dictionary(lang)


@lru_cache(maxsize=len(LANGUAGES))
def _dictionary(language: str) -> "Mapping[str, str]":
    """Return the words of a language with their lemmas.

    Unpacking takes up to a second and 200 MB in each process (German). So the first one leaves the
    words as a trie in the user's cache folder, which the next ones open in milliseconds.
    """
    import simplemma
    from platformdirs import user_cache_path
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory, TrieDictionaryFactory

    folder = user_cache_path("expograph") / f"simplemma-{simplemma.__version__}"
    try:
        if not (folder / f"{language}.dic").exists():
            _leave_trie(language, folder)
        return TrieDictionaryFactory(disk_cache_dir=str(folder)).get_dictionary(language)
    except OSError:  # no such folder is to be had
        return DefaultDictionaryFactory().get_dictionary(language)


def _leave_trie(language: str, folder: Path) -> None:
    """Put the trie of a language into a folder, whole or not at all; others may do so meanwhile."""
    from simplemma.strategies.dictionaries import TrieDictionaryFactory

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as made:
        TrieDictionaryFactory(disk_cache_dir=made).get_dictionary(language)
        (Path(made) / f"{language}.dic").replace(folder / f"{language}.dic")
