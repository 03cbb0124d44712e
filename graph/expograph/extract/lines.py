"""Cuts a text into sentences and words, and tells which lines stand out by their capitals."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    text: str, words: SentenceWords, language: str, positions: frozenset[str] = frozenset()
) -> list[Line]:
    """Return the lines of a text in their order.

    Where a word ends in one of the ``positions`` after a hyphen, as in German, it is divided:
    "Bitkom-Präsident" names a body and a position in it.
    """
    return [
        Line(span, [*_divided(tokens(text, span.start, span.end, language), positions)])
        for span in sentences(text, words)
    ]


def _divided(every: Iterable[Token], positions: frozenset[str]) -> Iterator[Token]:
    for token in every:
        body, hyphen, position = token.text.rpartition("-")
        if not hyphen or position.casefold() not in positions or not body[:1].isupper():
            yield token
            continue
        cut = token.start + len(body)
        yield one_token(body, token.start)
        yield one_token("-", cut)
        yield one_token(position, cut + 1)


def items_after(text: str, every: Sequence[Line], number: int) -> Iterator[Line]:
    """Yield the list items that follow a line which ends in a colon."""
    span = every[number].span
    if not text[span.start : span.end].endswith(":"):
        return
    for line in every[number + 1 : number + 1 + _MOST_ITEMS]:
        if line.span.kind != "item":
            return
        yield line
