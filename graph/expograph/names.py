"""Brings names into the forms in which they are compared, put into IRIs and into file names."""

import re
import unicodedata
from hashlib import sha256

_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d",
     "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ł": "l", "Ł": "l", "ı": "i", "’": "'"}
)  # fmt: skip
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def plain(name: str) -> str:
    """Return ``name`` without case, accents and punctuation, its words separated by one blank.

    >>> plain("Fira de Barcelona – Gran Vía")
    'fira de barcelona gran via'
    >>> plain("日本万国博覧会")
    '日本万国博覧会'
    """
    parted = unicodedata.normalize("NFKD", name.translate(_LATIN).casefold())
    kept = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", kept.replace("_", " ")))


def slug(name: str) -> str:
    """Return the part of an IRI that stands for ``name``: readable, lower-case ASCII.

    A name of which no ASCII is left is given by a digest of itself.

    >>> slug("Stadtverwaltung Köln")
    'stadtverwaltung-koln'
    >>> slug("日本万国博覧会")
    'x-0e7da4c7'
    """
    ascii_words = plain(name).encode("ascii", "ignore").decode("ascii").split()
    return "-".join(ascii_words) or f"x-{_digest(name)}"


def file_stem(name: str) -> str:
    """Return a file name (without ending) for ``name``: safe everywhere, different for each name.

    >>> file_stem("nordic-pavilion-2019")
    'nordic-pavilion-2019'
    >>> file_stem("../../evil") == file_stem("evil")
    False
    """
    stem = slug(name)[:80].strip("-")
    faithful = stem == name and not _RESERVED.fullmatch(stem)
    return stem if faithful else f"{stem}-{_digest(name)}"


def _digest(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
