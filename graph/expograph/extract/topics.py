"""Finds what texts are about: the words of themes, and the wordings that announce topics."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from expograph.extract.tokens import Token, Wordings, holds_at
from expograph.extract.words import Words


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

    def cues(self, tokens: Sequence[Token]) -> Iterator[int]:
        """Yield the last word of each wording that announces topics."""
        for at in range(len(tokens)):
            if phrase := self._cues.at(tokens, at):
                yield at + len(phrase) - 1

    def is_about(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a word ends what leads from an event to its topic: "on", "devoted to"."""
        return any(holds_at(tokens, at + 1 - len(each), each) for each in self._about)
