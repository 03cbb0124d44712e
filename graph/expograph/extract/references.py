"""Finds phrases that refer to something the text names elsewhere: "the show", "both cities"."""

from collections.abc import Callable, Sequence

from expograph.extract.cast import Cast, Place
from expograph.extract.tokens import Token, among
from expograph.extract.words import Words

_KINDS = ("event", "project", "award")
"""What phrases refer to, besides cities: the event of the text, the last stand, the only award."""

_WORDS_BETWEEN = 4
"""How many words a phrase has at most, from "the" or "this" on."""

Phrase = tuple[tuple[int, ...], str, int]
"""To which things a phrase refers, of which kind they are, and the token after it."""


class References:
    """Finds phrases that refer, by the words of a language, in one text."""

    def __init__(
        self, words: Words, cast: Cast, main: int | None, place: Callable[[str], str]
    ) -> None:
        self._cast, self._main, self._place = cast, main, place
        self._is_compounding = words.is_compounding
        self._both = words.all("reference", "both")
        self._cities = words.all("reference", "city")
        self._nouns = {kind: words.all("reference", kind) for kind in _KINDS}
        awards = [at for at, member in enumerate(cast.members) if member.kind == "award"]
        self._award = awards[0] if len(awards) == 1 else None
        self._determiners = words.all("reference", "determiners")
        self._other = words.all("reference", "other")
        self._articles = words.all("names", "articles")

    def at(
        self, tokens: Sequence[Token], at: int, stand: int | None, named: int | None
    ) -> Phrase | None:
        """Return the phrase that begins at a token, or None.

        ``stand`` is the joint stand named last; ``named`` the event that ends right before, with a
        comma: a phrase after it is another word for it.
        """
        if among(tokens[at : at + 1], self._both):
            return self._two_cities(tokens, at)
        if not among(tokens[at : at + 1], self._determiners):
            return None
        for ahead in range(at + 1, min(at + 1 + _WORDS_BETWEEN, len(tokens))):
            token = tokens[ahead]
            if token.start in self._cast.at or self._ends_phrase(token):
                return None
            for kind, number in zip(_KINDS, (self._event(named), stand, self._award), strict=True):
                if among([token], self._nouns[kind]):
                    if number is None or self._is_name(tokens, ahead + 1):
                        return None
                    return (number,), kind, ahead + 1
            if self._is_compounding and token.is_capital:
                return None
        return None

    def _ends_phrase(self, token: Token) -> bool:
        """Tell whether a word cannot stand between "the" and the noun that refers."""
        is_sign = not token.is_word and token.lower != "'s"
        return is_sign or among([token], self._other) or token.lower in self._articles

    def _event(self, named: int | None) -> int | None:
        return self._main if named is None else named

    def _is_name(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a noun only says what the name after it is: the trade fair InnoTrans."""
        if self._is_compounding or at >= len(tokens):
            return False
        return tokens[at].is_capital and tokens[at].start in self._cast.at

    def _two_cities(self, tokens: Sequence[Token], at: int) -> Phrase | None:
        """Return the two cities that the sentence names before "both cities", and no other."""
        if not among(tokens[at + 1 : at + 2], self._cities):
            return None
        named = {
            part: token for token in tokens[:at] for part in token.text.split("-")
            if self._place(part) == "city"
        }  # fmt: skip
        if len(named) != 2:
            return None
        return tuple(self._city(name, token) for name, token in named.items()), "city", at + 2

    def _city(self, name: str, token: Token) -> int:
        """Return the thing for a city that stands in a longer name: Stadtverwaltung Barcelona."""
        start = token.start + token.text.index(name)
        return self._cast.city(name, Place(0, start, start + len(name)))
