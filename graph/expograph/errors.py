"""The mistakes that a user can meet, each worded as it will be read.

ExpographError
├── UsageError            a word of the command line that means nothing here
│   ├── UnknownName       no entity, query, command or option is called so; says what is
│   └── AmbiguousName     several are called so; says which
├── InputError            a file that cannot be taken in
├── QueryError            SPARQL that the engine does not accept
├── StoreError            a folder that is no store, or not one that can be used
└── EndpointError         a server that does not answer as it should
"""

from collections.abc import Iterable


class ExpographError(Exception):
    """What went wrong and the way on, in words for the user."""


class UsageError(ExpographError):
    """A word of the command line, or an argument of a function, that means nothing here."""


class UnknownName(UsageError):
    """Nothing of the wanted kind goes by this name; the message offers the nearest ones."""

    def __init__(self, kind: str, name: str, near: Iterable[str] = (), way_on: str = "") -> None:
        """``kind`` is what was looked for ("query"), ``near`` the candidates, best first."""
        self.candidates = tuple(near)
        super().__init__(
            f"there is no {kind} called {name!r}{offer(self.candidates)}"
            f"{' ' + way_on if way_on else ''}"
        )


class AmbiguousName(UsageError):
    """Several things go by this name; the message lists them with what tells them apart."""

    def __init__(self, name: str, candidates: Iterable[str]) -> None:
        """``candidates`` are words that can be typed instead, each naming one thing."""
        self.candidates = tuple(candidates)
        lines = "".join(f"\n  {candidate}" for candidate in self.candidates)
        super().__init__(f"{name!r} can be several things; type one of these instead:{lines}")


class InputError(ExpographError):
    """A file that cannot be taken in: which, where in it, what was expected, the way on."""


class QueryError(ExpographError):
    """A SPARQL text that the engine does not accept."""


class StoreError(ExpographError):
    """A folder that is no store, a damaged one, one of a newer format, or one in use."""


class EndpointError(ExpographError):
    """A SPARQL server that cannot be reached or does not answer as it should."""


def listed(words: Iterable[str]) -> str:
    """Join words as people list them: ``'a', 'b' or 'c'``."""
    quoted = [repr(word) for word in words]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def offer(near: Iterable[str]) -> str:
    """Return what follows a problem where something like it may have been meant.

    >>> offer(["partners", "news"]), offer([])
    ("; did you mean 'partners' or 'news'?", '')
    """
    words = listed(near)
    return f"; did you mean {words}?" if words else ""


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return the known words that look most like ``word``, best first.

    >>> nearest("partnrs", ["partners", "participants", "news"], most=1)
    ['partners']
    """
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(candidate.casefold(), candidate)
    return [folded[near] for near in get_close_matches(word.casefold(), folded, most, 0.6)]
