"""Finds the proper names in a sentence, and what kind of thing each may name.

The kind comes from the words of the name, from what stands before it (a title, a position), or
from the places of the world. A name of which nothing is known is of kind "name": a wording may
tell later ("companies such as …").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from expograph.extract.gazetteer import UNSURE
from expograph.extract.heads import Heads, is_sure
from expograph.extract.lemmas import is_proper, is_word
from expograph.extract.patterns import NAMELESS, PHRASE, QUOTED, STRANGER
from expograph.extract.reach import LONGEST, Reach
from expograph.extract.tokens import Token
from expograph.extract.words import Words

_CLOSING = {"„": '“”"', "“": '”"', "«": "»", "»": "«", "‘": "’'", '"': '"”“'}
"""The signs that open a quotation, each with those that close it."""

_TO_STAND = 2
"""How many words after "Nordic" the pavilion may come."""

_AFTER_SIGNS = ":•-–"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence: which of its words, its form in the text, what kind of thing."""

    first: int
    last: int
    form: str
    kind: str
    sort: str = ""
    quoted: bool = False


class Namer:
    """Finds names by the words of a language."""

    def __init__(self, words: Words, heads: Heads) -> None:
        self._heads, self._reach = heads, Reach(words, heads)
        self._is_compounding, self._language = words.is_compounding, words.language
        self._titles = words.all("person", "titles")
        self._beside = words.all("person", "beside")
        self._locatives = words.all("names", "locatives")
        self._cities = words.wordings("names", "city_of")
        self._of_places = tuple(sorted(words.all("names", "of_places")))
        self._described = words.wordings("reference", "described")

    def names(self, text: str, tokens: Sequence[Token]) -> list[Name]:
        """Return the names of a sentence in their order; none overlaps another."""
        found: list[Name] = []
        has_stand = any(self._heads.of_word(token) == "project" for token in tokens)
        at = 0
        while at < len(tokens):
            if self._may_begin(tokens[at], has_stand):
                name = self._quotation(text, tokens, at) or self._city_of(text, tokens, at)
                name = name or (self._stand(text, tokens, at) if has_stand else None)
                name = name or self._name(text, tokens, at)
                found += self._before_position(text, tokens, at, name)
                found += [name] if name else []
            at = max(at, found[-1].last if found else 0) + 1
        return found

    def _may_begin(self, token: Token, has_stand: bool) -> bool:
        """Tell whether a name, a quotation or a joint stand may begin with a word or sign."""
        if token.is_capital or token.text in _CLOSING:
            return True
        return token.is_word and (has_stand or self._cities.begins(token))

    def _before_position(
        self, text: str, tokens: Sequence[Token], at: int, name: Name | None
    ) -> list[Name]:
        """Return the name before a position: Graz Mayor, Linz Energy Agency President."""
        if not self._reach.begins(tokens[at]) or (name and name.first == at):
            return []
        end = name.first if name else self._reach.last(tokens, at) + 1
        places = (place for place in range(at, end) if self._heads.is_position(tokens[place]))
        position = next(places, at)
        if position == at:
            return []
        before = self._name(text, tokens[:position], at)
        return [before] if before else []

    def _city_of(self, text: str, tokens: Sequence[Token], at: int) -> Name | None:
        """Return a city that is called one: City of Ghent, Stadt Köln."""
        phrase = self._cities.at(tokens, at)
        if not phrase or at + len(phrase) >= len(tokens):
            return None
        first = at + len(phrase)
        if not self._reach.begins(tokens[first]):
            return None
        last = self._reach.cut(tokens, first, self._reach.last(tokens, first))
        inside = tokens[first : last + 1]
        if not self._heads.place(" ".join(token.text for token in inside)).startswith("city"):
            return None
        return Name(at, last, text[tokens[at].start : tokens[last].end], "city")

    def _stand(self, text: str, tokens: Sequence[Token], at: int) -> Name | None:
        """Return a joint stand by whose it is: Nordic pavilion, deutscher Gemeinschaftsstand."""
        token = tokens[at]
        if not token.text.isalpha() or not self._is_of_a_place(token):
            return None
        for last in range(at + 1, min(at + 1 + _TO_STAND, len(tokens))):
            if self._heads.fits(tokens[last], "pavilion"):
                form = text[token.start : tokens[last].end]
                return Name(at, last, form, "project", "pavilion")
            if not tokens[last].text.islower():
                return None
        return None

    def _is_of_a_place(self, token: Token) -> bool:
        """Tell whether a word says of a place: Danish, niederländisch, Taiwan."""
        word = token.lemma if self._is_compounding else token.lower
        if self._is_compounding != token.is_capital and word.endswith(self._of_places):
            return True
        return token.is_capital and self._heads.place(token.text) != ""

    def described(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Yield the first and last words of phrases for an event without a name."""
        for at, token in enumerate(tokens):
            if phrase := self._described.at(tokens, at):
                yield at, at + len(phrase) - 1
            elif self._is_compounding and self._heads.fits(token, "description"):
                yield at, at

    def _quotation(self, text: str, tokens: Sequence[Token], at: int) -> Name | None:
        closing = _CLOSING.get(tokens[at].text)
        if closing is None:
            return None
        ahead = range(at + 2, min(at + LONGEST + 2, len(tokens)))
        end = next((each for each in ahead if tokens[each].text in closing), None)
        inside = list(tokens[at + 1 : end]) if end else []
        while inside and not inside[-1].is_word and inside[-1].text not in ")!?":
            inside.pop()
        if not end or not inside or not inside[0].is_word:
            return None
        kind, sort = self._heads.kind(inside) if inside[0].is_capital else ("", "")
        form = text[inside[0].start : inside[-1].end]
        return Name(at, end, form, kind if is_sure(kind) else QUOTED, sort, quoted=True)

    def _name(self, text: str, tokens: Sequence[Token], at: int) -> Name | None:
        if not self._reach.begins(tokens[at]):
            return None
        last = self._reach.last(tokens, at)
        first = self._reach.first(tokens, at, last)
        is_firm = tokens[last].lower in self._heads.legal
        if first > last or (self._heads.is_position(tokens[last]) and not is_firm):
            return None
        last = self._reach.cut(tokens, first, last)
        inside = tokens[first : last + 1]
        kind, sort = self._heads.kind(inside)
        if kind == UNSURE:
            kind = "city" if self._is_placed(tokens, first) else ""
        kind = kind or self._person(tokens, first, last)
        if not kind and not self._is_name(tokens, first, last):
            return None
        form = text[inside[0].start : inside[-1].end]
        return Name(first, last, form, kind or self._look(inside), sort)

    def _is_placed(self, tokens: Sequence[Token], first: int) -> bool:
        """Tell whether a word before a name says that it is a place: in Nice."""
        return first > 0 and tokens[first - 1].lower in self._locatives

    def _person(self, tokens: Sequence[Token], first: int, last: int) -> str:
        """Return "person" where what stands around a name of two to four words says so."""
        inside = tokens[first : last + 1]
        if not 1 < len(inside) < 5 or not all(map(_is_plain, inside)):
            return ""
        before = tokens[max(0, first - 2) : first]
        if any(token.lower.rstrip(".") in self._titles for token in before):
            return "person"
        if before and self._heads.is_position(before[-1]):
            return "person"
        after = tokens[last + 1 : last + 9]
        return "person" if after and self._is_said_of_person(after) else ""

    def _is_said_of_person(self, after: Sequence[Token]) -> bool:
        """Tell whether what follows a name is said of people: ", mayor of"; "(right)"."""
        sign, rest = after[0].text, after[1:]
        if sign == "(":
            return any(token.lower in self._beside for token in rest[:2])
        end = next((at for at, token in enumerate(rest) if not token.is_word), len(rest))
        return sign == "," and any(map(self._heads.is_position, rest[:end]))

    def _is_name(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Tell whether capitalised words are a name at all, and not what opens a sentence."""
        inside, token = tokens[first : last + 1], tokens[first]
        if len(inside) > 1:
            return not self._is_compounding or not all(map(self._heads.is_common, inside))
        if any(letter.isupper() for letter in token.text[1:]):
            return True
        if self._is_compounding:
            known = (is_word(form, self._language) for form in (token.text, token.lemma))
            return not any(known) and not self._heads.looks_compound(token)
        following = tokens[last + 1].text if last + 1 < len(tokens) else ""
        if not self._heads.is_common(token) or (first == 0 and following == ","):
            return True
        return first > 0 and tokens[first - 1].text not in _AFTER_SIGNS

    def _look(self, inside: Sequence[Token]) -> str:
        """Return what a name looks like of which nothing else is known."""
        if self._looks_personal(inside):
            return STRANGER
        if self._is_compounding:
            return NAMELESS
        if any(self._heads.place(token.text) or not token.text.isalpha() for token in inside):
            return NAMELESS
        general = all(
            token.lower in self._heads.joins
            or (self._heads.is_common(token) and not token.text.isupper())
            for token in inside
        )
        return PHRASE if general else NAMELESS

    def _looks_personal(self, inside: Sequence[Token]) -> bool:
        """Tell whether two or three words, the last none of the language, look like a person."""
        if not 1 < len(inside) < 4 or any(token.text.isupper() for token in inside):
            return False
        last = inside[-1]
        if not all(token.text[0].isalpha() for token in inside) or self._heads.of_word(last):
            return False
        first = inside[0]
        is_noun = is_word(first.lower, "en") and not is_word(first.text, "en")
        if is_noun or (is_proper(last.text) and not is_word(first.text, "en")):
            return False  # Business Finland, Cleantech Scandinavia
        if self._is_compounding:
            unknown = not self._heads.is_common(last) and not is_word(last.lower, "en")
            return unknown or is_proper(inside[0].text)
        known = self._heads.is_common(last) or self._heads.place(last.text)
        return not known and not any(map(self._heads.of_word, inside))


def _is_plain(token: Token) -> bool:
    return token.text.replace("-", "").replace(".", "").isalpha()
