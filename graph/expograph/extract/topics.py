"""Finds what an event is about: the themes whose words stand where a text tells its topics."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from expograph.extract.tokens import Token, holds_at
from expograph.extract.words import Phrase, Words


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme in a sentence: its identifiers, and which words announce it."""

    themes: tuple[str, ...]
    first: int
    last: int


class Topics:
    """Finds theme words by the ontology, and the wordings that announce topics by the language."""

    def __init__(self, words: Words) -> None:
        self._by_first: defaultdict[str, list[tuple[Phrase, tuple[str, ...]]]] = defaultdict(list)
        for phrase, themes in words.themes.items():
            self._by_first[phrase[0]].append((phrase, themes))
        for known in self._by_first.values():
            known.sort(key=lambda each: -len(each[0]))
        self._cues = _by_first(words.all("topics", "cues"))
        self.about = words.phrases("topics", "about")
        self.verb_final = words.all("topics", "verb_final")

    def themes(self, tokens: Sequence[Token]) -> list[Topic]:
        """Return the themes that words announce; the longest wording counts."""
        found, at = [], 0
        while at < len(tokens):
            topic = self._topic(tokens, at)
            if topic:
                found.append(topic)
                at = topic.last + 1
            else:
                at += 1
        return found

    def _topic(self, tokens: Sequence[Token], at: int) -> Topic | None:
        token = tokens[at]
        for first in dict.fromkeys((token.lower.replace("’", "'"), token.lemma)):
            for phrase, themes in self._by_first.get(first, ()):
                if holds_at(tokens, at, phrase):
                    return Topic(themes, at, at + len(phrase) - 1)
        return None

    def cues(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Yield where a wording announces topics: its first and last word."""
        for at, token in enumerate(tokens):
            for first in dict.fromkeys((token.lower, token.lemma)):
                for phrase in self._cues.get(first, ()):
                    if holds_at(tokens, at, phrase):
                        yield at, at + len(phrase) - 1


def _by_first(known: Iterable[str]) -> Mapping[str, list[Phrase]]:
    found: defaultdict[str, list[Phrase]] = defaultdict(list)
    for phrase in known:
        parts = tuple(phrase.split())
        found[parts[0]].append(parts)
    return found
