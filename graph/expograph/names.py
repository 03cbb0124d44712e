"""Brings names into the forms in which they are compared, put into IRIs, files and decisions."""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)  # fmt: skip
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
"""Marks without which a name is still the same: accents, and Hebrew and Arabic vowel points."""

_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_DIGESTED = re.compile(r".*-[0-9a-f]{8}")


@lru_cache(maxsize=100_000)
def plain(name: str) -> str:
    """Return ``name`` without case, accents and punctuation, its words separated by one blank.

    >>> plain("Fira de Barcelona – Gran Vía")
    'fira de barcelona gran via'
    >>> plain("日本万国博覧会")
    '日本万国博覧会'
    """
    if name.isascii():
        return " ".join(re.findall(r"[a-z0-9]+", name.lower()))
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    bare = unicodedata.normalize("NFC", _ACCENTS.sub("", folded).translate(_LATIN))
    return " ".join("".join(letter if _in_word(letter) else " " for letter in bare).split())


def _in_word(letter: str) -> bool:
    """Tell whether words are made of it: letters, digits and, as in Hindi, their vowel signs."""
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def slug(name: str) -> str:
    """Return the part of an IRI that stands for ``name``: readable, lower-case ASCII.

    Where letters have no ASCII form, a digest of the name stands for them, so that names of which
    the same ASCII is left stay apart.

    >>> slug("Stadtverwaltung Köln")
    'stadtverwaltung-koln'
    >>> slug("日本万国博覧会")
    'x-037d294e'
    """
    words = plain(name)
    readable = "-".join(words.encode("ascii", "ignore").decode("ascii").split())
    if words and words.isascii():
        return readable
    return f"{readable or 'x'}-{_digest(words or name)}"


def file_stem(name: str) -> str:
    """Return a file name (without ending) for ``name``: safe everywhere, different for each name.

    >>> file_stem("nordic-pavilion-2019")
    'nordic-pavilion-2019'
    >>> file_stem("../../evil") == file_stem("evil")
    False
    """
    stem = slug(name)[:80].strip("-")
    if stem == name and not _RESERVED.fullmatch(stem) and not _DIGESTED.fullmatch(stem):
        return stem
    return f"{stem}-{_digest(name)}"


def digest(name: str) -> str:
    """Return the digest by which ``forget`` names a person without keeping the name.

    Writing, case and accents do not matter.

    >>> digest("José Pérez") == digest("jose perez")
    True
    """
    return sha256(plain(name).encode()).hexdigest()[:32]


def _digest(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
