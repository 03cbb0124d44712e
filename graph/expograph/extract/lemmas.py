"""Brings words to the form under which they stand in a dictionary; the only user of simplemma."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from expograph.world import LANGUAGES

if TYPE_CHECKING:
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

_ENDINGS = {"de": ("es", "s", "en", "n")}
"""Endings of forms that the dictionary leaves out, such as most genitives."""


@lru_cache(maxsize=100_000)
def lemma(word: str, language: str) -> str:
    """Return the dictionary form of a word in lower case; the word itself where none is known.

    >>> lemma("organised", "en"), lemma("Ausgaben", "de")
    ('organise', 'ausgabe')
    """
    if language not in LANGUAGES or len(word) > 60:
        return word.casefold()
    from simplemma import is_known, lemmatize

    if not is_known(word, lang=language):
        for ending in _ENDINGS.get(language, ()):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 3 and is_known(stem, lang=language):
                return lemmatize(stem, lang=language).casefold()
    return lemmatize(word, lang=language).casefold()


@lru_cache(maxsize=100_000)
def is_word(word: str, language: str) -> bool:
    """Tell whether a dictionary of the language holds a word exactly as it is written.

    >>> is_word("delegations", "en"), is_word("Barcelona", "en"), is_word("barcelona", "en")
    (True, True, False)
    """
    return language in LANGUAGES and len(word) < 60 and word in _dictionary(language)


@lru_cache(maxsize=100_000)
def is_proper(word: str) -> bool:
    """Tell whether a dictionary holds a word with a capital only, as it does for many names.

    >>> is_proper("Anne"), is_proper("Clean")
    (True, False)
    """
    return is_word(word, "en") and not is_word(word.lower(), "en")


@lru_cache(maxsize=8)
def _dictionary(language: str) -> Mapping[str, object]:
    return _dictionaries().get_dictionary(language)


@lru_cache(maxsize=1)
def _dictionaries() -> "DefaultDictionaryFactory":
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    return DefaultDictionaryFactory()
