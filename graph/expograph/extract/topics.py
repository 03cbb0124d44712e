"""Finds what texts are about: the words of themes, and the wordings that announce topics."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from expograph.extract.tokens import Token, Wordings, holds_at
from expograph.extract.words import Words

_BETWEEN = 2
"""How many words, such as adjectives, may stand between two topics of a list."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme in a sentence: its identifiers, and which words announce it."""

    themes: tuple[str, ...]
    first: int
    last: int


class Topics:
    """Finds theme words by the ontology, and the wordings that announce topics by the language."""

    def __init__(self, words: Words) -> None:
        self._themes, self._wordings = words.themes, Wordings(words.themes)
        self._cues = words.wordings("topics", "cues")
        self._about = sorted(tuple(each.split()) for each in words.all("topics", "about"))
        self._ands = words.all("names", "and")
        self.verb_final = words.all("topics", "verb_final")

    def themes(self, tokens: Sequence[Token]) -> list[Topic]:
        """Return the themes that words announce; the longest wording counts."""
        found: list[Topic] = []
        at = 0
        while at < len(tokens):
            phrase = self._wordings.at(tokens, at)
            if phrase:
                found.append(Topic(self._themes[phrase], at, at + len(phrase) - 1))
            at += len(phrase) if phrase else 1
        return found

    def may_stand(self, vocabulary: Set[str]) -> bool:
        """Tell whether a sentence with these words may name a theme."""
        return self._wordings.may_stand(vocabulary)

    def in_lists(self, tokens: Sequence[Token], found: Sequence[Topic]) -> set[Topic]:
        """Return the topics that stand in one list with others: energy, water and waste."""
        together: set[Topic] = set()
        for one, other in pairwise(found):
            between = tokens[one.last + 1 : other.first]
            separated = any(token.text == "," or token.lower in self._ands for token in between)
            words = sum(token.is_word and token.lower not in self._ands for token in between)
            if separated and words <= _BETWEEN and one.themes != other.themes:
                together.update((one, other))
        return together

    def cues(self, tokens: Sequence[Token]) -> Iterator[int]:
        """Yield the last word of each wording that announces topics."""
        for at in range(len(tokens)):
            if phrase := self._cues.at(tokens, at):
                yield at + len(phrase) - 1

    def is_about(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a word ends what leads from an event to its topic: "on", "devoted to"."""
        return any(holds_at(tokens, at + 1 - len(each), each) for each in self._about)
