"""Tells what the words of a name say of what it names: Congress, Council, Awards, GmbH.

In English the last word says it ("Barcelona City Council"), or the one before "of" and "for"; in
German the last part of a compound does as well ("Weltkongress").
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from expograph.extract.gazetteer import UNSURE
from expograph.extract.lemmas import is_word, lemma
from expograph.extract.tokens import Token, is_year
from expograph.extract.words import Words

SORTS = ("company", "public-body", "university", "association", "media", "organiser")
_KINDS = ("award", "event", "project", "venue", *SORTS)
_GENERAL = ("event", "award", "project", "venue")
_SHORTEST_COMPOUND = 8
_SHORTEST_HEAD = 4


class Heads:
    """Knows the heads of names in a language; ``place`` tells "city", "country" or nothing."""

    def __init__(self, words: Words, place: Callable[[str], str]) -> None:
        self.place, self.is_compounding = place, words.is_compounding
        self.language = words.language
        self.ands = words.all("names", "and")
        self.joins = words.all("names", "joins")
        self._joins_only = self.joins - self.ands
        self.legal = words.all("names", "legal_forms")
        self._heads = {kind: frozenset(heads) for kind, heads in words.table["heads"].items()}
        self._positions = words.all("person", "positions")
        self._of_word = lru_cache(maxsize=20_000)(self._head_of)
        self._is_common = lru_cache(maxsize=20_000)(self._is_word)
        self._is_compound = lru_cache(maxsize=20_000)(self._ends_in_word)

    def kind(self, inside: Sequence[Token]) -> tuple[str, str]:
        """Return what a name names, as far as it says so by itself: kind, sort of organisation."""
        if place := self.place(" ".join(token.text for token in inside)):
            return place, ""
        kind, sort = self.of(inside)
        if not kind and len(inside) > 1 and is_year(inside[-1]):
            is_noun = len(inside) == 2 and self.is_compounding and self.is_common(inside[0])
            return ("", "") if is_noun else ("event", "")  # Ausgabe 2024
        if kind and self._is_general(inside, kind):
            own = kind == "venue" and self.fits(inside[0], "venue") < len(inside[0].lower) - 2
            return ("venue", "") if own else ("", "")
        return kind, sort

    def of(self, inside: Sequence[Token]) -> tuple[str, str]:
        """Return what the head of a name says of its kind, and of the kind of organisation."""
        parts = self._before_join(inside)
        if self.is_compounding and len(parts) > 1 and (special := self._german(parts)):
            return special
        for token in reversed(parts):
            head = self.of_word(token)
            if head == "event" and token is parts[0] and len(parts) > 1:
                continue
            if head in SORTS:
                return "organisation", head
            if head == "venue" and len(parts) < len(inside) and token is parts[-1]:
                return "organisation", "association"  # Centre for Liveable Cities
            if head:
                is_stand = head == "project" and self.fits(token, "pavilion") > 0
                return head, "pavilion" if is_stand else ""
        if parts and self.is_compounding and self.fits(parts[0], "event"):
            return "event", ""
        last = self.of_word(inside[-1]) if len(parts) < len(inside) else ""
        return ("organisation", last) if last in SORTS else ("", "")  # Rio de Janeiro City Council

    def _before_join(self, inside: Sequence[Token]) -> list[Token]:
        """Return the words before "of" or "for", where the head is."""
        joins = self._joins_only
        places = (at for at, token in enumerate(inside) if at and token.lower in joins)
        before = inside[: next(places, len(inside))]
        return [token for token in before if token.is_word and not token.text.isdigit()]

    def _german(self, parts: Sequence[Token]) -> tuple[str, str] | None:
        """Return what "Messe" says by where it stands: Messe Berlin, Leipziger Messe."""
        first, last = parts[0], parts[-1]
        organises = self._heads["organiser"]
        if first.lower in self._heads["event"]:
            rest = [token.text for token in parts[1:] if token.lower not in self.legal]
            seat = self.place(" ".join(rest))
            return ("organisation", "organiser") if seat and first.lower in organises else ("", "")
        if last.lower in organises and self.is_adjective(parts[-2]):
            return "organisation", "organiser"
        return None

    def of_word(self, token: Token) -> str:
        """Return the kind or sort of which a word is a head; the longest head that fits decides."""
        return self._of_word(token.lower, token.lemma)

    def _head_of(self, lower: str, lemma_: str) -> str:
        fitting = [(self._fit(lower, lemma_, kind), -at, kind) for at, kind in enumerate(_KINDS)]
        length, _, kind = max(fitting)
        return kind if length else ""

    def fits(self, token: Token, kind: str) -> int:
        """Return the length of the head of a kind that a word is, or in which it ends, or 0."""
        return self._fit(token.lower, token.lemma, kind)

    def _fit(self, lower: str, lemma_: str, kind: str) -> int:
        heads = self._heads[kind]
        if found := {lower, lemma_} & heads:
            return max(map(len, found))
        if not self.is_compounding or len(lower) < _SHORTEST_COMPOUND or kind == "company":
            return 0
        return max(_endings(lower, heads), _endings(lemma_, heads))

    def is_position(self, token: Token) -> bool:
        """Tell whether a word names a position: mayor, Bundesinnenministerin."""
        is_noun = not token.lower.endswith(("ed", "ing"))
        if token.lower in self._positions or (is_noun and token.lemma in self._positions):
            return True
        return self.is_compounding and _endings(token.lower, self._positions) > 0

    def is_adjective(self, token: Token) -> bool:
        """Tell whether a capital word is an adjective, as in names: Deutscher Städtetag."""
        is_of_city = token.text.endswith("er") and self.place(token.text[:-2]) == "city"
        is_ending = token.lower.endswith(("e", "er", "es", "en"))
        return is_of_city or (is_ending and is_word(token.lower, self.language))

    def is_common(self, token: Token) -> bool:
        """Tell whether a word is one of the language, and not only a name."""
        return self._is_common(token.text if self.is_compounding else token.lower, token.lower)

    def _is_word(self, word: str, lower: str) -> bool:
        base = lemma(lower, self.language)
        return is_word(word, self.language) or is_word(base, self.language)

    def looks_compound(self, token: Token) -> bool:
        """Tell whether a long German word ends in a word that the dictionary holds."""
        return self._is_compound(token.text)

    def _ends_in_word(self, word: str) -> bool:
        return len(word) >= _SHORTEST_COMPOUND and any(
            is_word(word[at:].capitalize(), self.language) for at in range(3, len(word) - 3)
        )

    def _is_general(self, inside: Sequence[Token], kind: str) -> bool:
        """Tell whether words are what things are called in general: Konferenzmesse."""
        if not self.is_compounding:
            return len(inside) == 1 and self.is_common(inside[0])
        parts = [token for token in inside if token.lower not in self.joins]
        if len(parts) == 1:
            placed = bool(self.place(parts[0].text.partition("-")[0]))
            return not placed and (self.is_common(parts[0]) or self.looks_compound(parts[0]))
        is_phrase = len(parts) < len(inside) and len(parts) < 3
        return is_phrase and all(map(self.is_common, parts)) and kind in _GENERAL


def _endings(word: str, heads: frozenset[str]) -> int:
    """Return the length of the longest head in which a compound ends."""
    for at in range(3, len(word) - _SHORTEST_HEAD + 1):
        if word[at:] in heads:
            return len(word) - at
    return 0


def is_sure(kind: str) -> bool:
    """Tell whether a kind is one, and no more than a possible place."""
    return bool(kind) and kind != UNSURE
