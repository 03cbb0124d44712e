"""Brings texts and addresses from outside into a form that every page and file can carry."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?")
_NOT_IN_ADDRESSES = frozenset(' "<>\\^`{|}')
_LONGEST_ADDRESS = 2_000


def portable(value: object) -> str:
    """Return ``value`` as text that UTF-8 and XML can carry, and read back as it was written.

    Control characters and halves of characters become the sign for what cannot be shown; lines
    end in one way; None is an empty text.

    >>> portable("a\\x00b\\r\\nc\\ud800"), portable(None)
    ('a\ufffdb\\nc\ufffd', '')
    """
    if type(value) is str and value.isprintable():
        return value
    return "" if value is None else _UNFIT.sub("\ufffd", _BREAKS.sub("\n", str(value)))


def carried(value: Any) -> Any:
    """Return records, lists and texts with every text in them, and every key, portable.

    >>> carried({"a\\x00": ["b\\x00", 1, None]})
    {'a\ufffd': ['b\ufffd', 1, '']}
    """
    if type(value) is str:
        return portable(value)
    if isinstance(value, Mapping):
        return {portable(key): carried(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [carried(each) for each in value]
    return value if isinstance(value, (bool, int, float)) else portable(value)


def in_language(texts: Mapping[str, str], language: str, otherwise: str = "") -> str:
    """Return the text in a language, else in English, else in the first that there is.

    >>> in_language({"de": "Stadt", "en": "city"}, "ca"), in_language({}, "ca", "City")
    ('city', 'City')
    """
    for known in (language, "en", *sorted(texts)):
        if texts.get(known):
            return texts[known]
    return otherwise


def web_address(value: object) -> str:
    """Return an address on the web that a reader may follow, without blanks around it; else "".

    >>> web_address(" https://example.org/a?b=1 "), web_address("javascript:alert(1)")
    ('https://example.org/a?b=1', '')
    """
    return _followable(portable(value).strip())


@lru_cache(4096)
def _followable(text: str) -> str:
    if len(text) > _LONGEST_ADDRESS or not text.isprintable():
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and bool(parts.netloc.strip(".:@"))
    return text if is_web and _NOT_IN_ADDRESSES.isdisjoint(text) else ""
