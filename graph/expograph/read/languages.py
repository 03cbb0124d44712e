"""Tells which of the seven languages a text is in, or that it is in none of them.

The only module that knows py3langid. All of its languages are considered, so that a Dutch text is
not taken for German; varieties in which hardly anybody writes of fairs are not.
"""

from functools import cache
from typing import Any

from expograph.errors import InputError

LANGUAGES = {
    "en": "English",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "ca": "Catalan",
    "pt": "Portuguese",
    "it": "Italian",
}
"""The languages that expograph reads, by their ISO 639-1 codes."""

_FEWEST_LETTERS = 20
_ENOUGH = 1_500
"""So many characters from the beginning and from the middle tell a language."""
_SURE = 0.5
_CERTAIN = 0.9
_SELDOM = frozenset(["an", "bcl", "ext", "gcf", "gcr", "lb", "lij", "oc", "pcm", "vec", "wa"])
"""Close relatives of the seven that are hardly ever written, and too often guessed."""


def detect(text: str) -> tuple[str, float]:
    """Return the language of a text and how probable it is; ("", 0.0) where it cannot be told.

    >>> detect("Die Stadt unterzeichnet auf der Messe eine Vereinbarung.")[0]
    'de'
    >>> detect("De stad tekent op de beurs een overeenkomst met de haven.")
    ('', 0.0)
    """
    code, share = _likeliest(text)
    if code not in LANGUAGES or share < _SURE:
        return "", 0.0
    return code, share


def is_foreign(text: str) -> bool:
    """Tell whether a text is surely in a language that is none of the seven.

    >>> is_foreign("De stad tekent op de beurs een overeenkomst met de haven.")
    True
    >>> is_foreign("Smart City Expo 2019")
    False
    """
    code, share = _likeliest(text)
    return code not in LANGUAGES and share > _CERTAIN


def checked(code: str) -> str:
    """Return a language code as it is used here ("de" for "de-AT").

    Raises ``InputError`` for one that is none of the seven.

    >>> checked("DE-at")
    'de'
    """
    if (short := short_code(code)) in LANGUAGES:
        return short
    known = ", ".join(f"{each} ({name})" for each, name in LANGUAGES.items())
    raise InputError(f"{code!r} is no language that is read; there are {known}")


def short_code(code: str) -> str:
    """Return the language of a code that may name a country and a script as well.

    >>> short_code("pt_BR"), short_code(" EN-us")
    ('pt', 'en')
    """
    return code.strip().lower().replace("_", "-").partition("-")[0]


def _likeliest(text: str) -> tuple[str, float]:
    """Return the language that a text is likeliest in, of all there are, and how likely it is."""
    middle = max(_ENOUGH, len(text) // 2)
    told = text[:_ENOUGH] + text[middle : middle + _ENOUGH]
    if sum(map(str.isalpha, told)) < _FEWEST_LETTERS:
        return "", 0.0
    ranked = [(code, share) for code, share in _identifier().rank(told) if code not in _SELDOM]
    code, share = ranked[0]
    return code, round(share / sum(share for _, share in ranked), 3)


@cache
def _identifier() -> Any:
    """Return the model with all its languages; it takes a second to load."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
