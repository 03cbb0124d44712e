"""What a file says of itself, and the words by which files say it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from expograph.claims import Mistake
from expograph.names import plain


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of itself, as far as it does; ``published`` is an ISO date.

    ``language`` is one of the languages that are read, ``address`` where the text stands on the
    web; ``mistakes`` are what could not be used.
    """

    title: str = ""
    published: str = ""
    language: str = ""
    publisher: str = ""
    address: str = ""
    mistakes: tuple[Mistake, ...] = ()


@cache
def words(part: str) -> Mapping[str, frozenset[str]]:
    """Return the words of one part of ``words/documents.toml``, in their plain form.

    >>> "betreff" in words("keys")["title"]
    True
    """
    text = (files("expograph.read") / "words" / "documents.toml").read_text(encoding="utf-8")
    return {
        name: frozenset(map(plain, listed)) for name, listed in tomllib.loads(text)[part].items()
    }


@cache
def key_of(word: str) -> str:
    """Return what a key of front matter or a mail's header says ("title"), or "".

    >>> key_of("Betreff"), key_of("Date"), key_of("colour")
    ('title', 'published', '')
    """
    bare = plain(word)
    return next((key for key, listed in words("keys").items() if bare in listed), "")
