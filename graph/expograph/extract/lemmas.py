"""Brings words to the form under which they stand in a dictionary; the only user of simplemma."""

from functools import lru_cache
from typing import TYPE_CHECKING

from expograph.world import LANGUAGES

if TYPE_CHECKING:
    from simplemma import Lemmatizer
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

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
    if language not in LANGUAGES or len(word) > _LONGEST:
        return word.casefold()
    if not _is_known(word, language):
        for ending in _ENDINGS.get(language, ()):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 3 and _is_known(stem, language):
                return _lemmatizer().lemmatize(stem, language).casefold()
    return _lemmatizer().lemmatize(word, language).casefold()


def _is_known(word: str, language: str) -> bool:
    """Tell whether a dictionary holds a word in any writing."""
    known = _dictionaries().get_dictionary(language)
    return word in known or word.lower() in known or word.capitalize() in known


@lru_cache(maxsize=100_000)
def is_word(word: str, language: str) -> bool:
    """Tell whether a dictionary of the language holds a word exactly as it is written.

    >>> is_word("delegations", "en"), is_word("Barcelona", "en"), is_word("barcelona", "en")
    (True, True, False)
    """
    if language not in LANGUAGES or len(word) > _LONGEST:
        return False
    return word in _dictionaries().get_dictionary(language)


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

    strategy = DefaultStrategy(dictionary_factory=_dictionaries())
    return Lemmatizer(lemmatization_strategy=strategy)


@lru_cache(maxsize=1)
def _dictionaries() -> "DefaultDictionaryFactory":
    """Return the dictionaries, each read once and shared: a large one takes a second and 200 MB."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    return DefaultDictionaryFactory()
