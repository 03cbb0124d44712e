"""Cuts a text into sentences and words, and tells which lines stand out by their capitals."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from expograph.extract.lemmas import is_word, lemma
from expograph.extract.sentences import SentenceWords, Span, sentences
from expograph.extract.tokens import Token, tokens
from expograph.extract.tokens import token as one_token

_MOST_ITEMS = 40
"""How many list items belong to the line before them; what comes after is another list."""

_LONG = 3
"""Words of more letters than this would be capitals in a title only."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, heading or list item: where it stands, and its words."""

    span: Span
    tokens: Sequence[Token]

    @property
    def is_heading(self) -> bool:
        """Tell whether it is a heading."""
        return self.span.kind == "heading"

    @property
    def is_shouted(self) -> bool:
        """Tell whether it is written in capitals throughout."""
        words = [each for each in self.tokens if each.text.isalpha() and len(each.text) > 1]
        return len(words) > _LONG and all(each.text.isupper() for each in words)

    @property
    def is_title_case(self) -> bool:
        """Tell whether it is a heading that writes nearly every word with a capital."""
        words = [each for each in self.tokens if each.is_word and len(each.text) > _LONG]
        capital = sum(each.is_capital for each in words)
        return self.is_heading and len(words) > _LONG and capital > 0.8 * len(words)


def lines(
    text: str, words: SentenceWords, language: str, divider: "Divider | None" = None
) -> list[Line]:
    """Return the lines of a text in their order; ``divider`` divides words as in German."""
    found = []
    for span in sentences(text, words):
        whole = list(tokens(text, span.start, span.end, language))
        parts = divider.divided(whole) if divider else whole
        found.append(Line(span, parts))
    return found


class Divider:
    """Divides German words that hold a name: "Bitkom-Präsident", "Hamburgs".

    The first names a body and one of the ``positions`` in it; the second a place, of which
    ``place`` knows, and whose what follows is.
    """

    def __init__(self, positions: frozenset[str], place: Callable[[str], str], language: str):
        self._positions, self._place, self._language = positions, place, language

    def divided(self, tokens: Sequence[Token]) -> list[Token]:
        """Return the words of a sentence, those that hold a name replaced by their parts."""
        following = [*tokens[1:], None]
        return [
            part
            for token, next_one in zip(tokens, following, strict=True)
            for part in self._parts(token, next_one)
        ]

    def _parts(self, token: Token, following: Token | None) -> Sequence[Token]:
        body, hyphen, position = token.text.rpartition("-")
        if hyphen and position and body[:1].isupper() and self._is_position(position):
            cut = token.start + len(body)
            last = one_token(position, cut + 1, self._language)
            return one_token(body, token.start), one_token("-", cut), last
        ends = token.is_capital and token.text.endswith("s")
        if ends and self._is_of_place(token.text, following):
            cut = token.end - 1
            place = one_token(token.text[:-1], token.start, self._language)
            return place, Token("s", "'s", "'s", cut, token.end)
        return (token,)

    def _is_position(self, word: str) -> bool:
        forms = (word.casefold(), lemma(word, self._language))
        return not self._positions.isdisjoint(forms)

    def _is_of_place(self, word: str, following: Token | None) -> bool:
        """Tell whether a word is the name of a place with the ending that says whose it is.

        What a dictionary has, and what is short, may also be a noun or a first name, unless a
        position follows.
        """
        place = word[:-1]
        is_doubtful = len(place) <= _LONG + 1 or is_word(word, self._language)
        leads = following is not None and self._is_position(following.text)
        if self._place(word) or (is_doubtful and not leads):
            return False
        return self._place(place) in ("city", "country")


def items_after(text: str, every: Sequence[Line], number: int) -> Iterator[Line]:
    """Yield the list items that follow a line which ends in a colon."""
    span = every[number].span
    if not text[span.start : span.end].endswith(":"):
        return
    for line in every[number + 1 : number + 1 + _MOST_ITEMS]:
        if line.span.kind != "item":
            return
        yield line
