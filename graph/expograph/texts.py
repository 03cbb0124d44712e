"""Brings texts from outside into the form that every file format can carry."""

import re
from collections.abc import Mapping

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?")


def portable(value: object) -> str:
    """Return ``value`` as text that UTF-8 and XML can carry, and read back as it was written.

    Control characters and halves of characters become the sign for what cannot be shown; lines
    end in one way; None is an empty text.

    >>> portable("a\\x00b\\r\\nc\\ud800"), portable(None)
    ('a\ufffdb\\nc\ufffd', '')
    """
    return "" if value is None else _UNFIT.sub("\ufffd", _BREAKS.sub("\n", str(value)))


def in_language(texts: Mapping[str, str], language: str, otherwise: str = "") -> str:
    """Return the text in a language, else in English, else in the first that there is.

    >>> in_language({"de": "Stadt", "en": "city"}, "ca"), in_language({}, "ca", "City")
    ('city', 'City')
    """
    for known in (language, "en", *sorted(texts)):
        if texts.get(known):
            return texts[known]
    return otherwise
