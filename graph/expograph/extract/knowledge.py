"""Holds what is known of a language, made ready once: words, wordings, names of places."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from expograph.extract.date_words import DateWords
from expograph.extract.figures import FigureWords
from expograph.extract.gazetteer import place_of
from expograph.extract.heads import Heads
from expograph.extract.lines import Divider
from expograph.extract.names import Namer
from expograph.extract.patterns import compiled
from expograph.extract.sentences import SentenceWords
from expograph.extract.topics import Topics
from expograph.extract.words import words

_LISTS = {"position": ("person", "positions"), "city-position": ("person", "city_positions")}
"""The lists of the language's file that forms call ``@position`` and the like."""


class Knowledge:
    """What is known of one language."""

    def __init__(self, language: str) -> None:
        self.words = words(language)
        table = self.words.table
        self.sentences = SentenceWords.from_table(table["sentences"])
        self.dates = DateWords.from_table(table["dates"])
        self.figures = FigureWords.from_table(table["figures"])
        self.topics = Topics(self.words)
        self.place = place_of(language)
        positions = self.words.all("person", "positions")
        self.divider = (
            Divider(positions, self.place, language) if self.words.is_compounding else None
        )
        self.namer = Namer(self.words, Heads(self.words, self.place))
        prepositions = self.words.all("names", "prepositions")
        self.patterns = compiled(table["patterns"], self._alternatives, prepositions)
        self.typings = compiled(_typings(table["typings"]), self._alternatives)

    def _alternatives(self, name: str) -> Sequence[str]:
        """Return the words for what a form calls ``@name``.

        That is a list of the file, a group of its ``[wordings]``, or the words of a role.
        """
        if name in _LISTS:
            return sorted(self.words.all(*_LISTS[name]))
        shared: Mapping[str, Sequence[str]] = self.words.table.get("wordings", {})
        return shared[name] if name in shared else self.words.roles[name]


@lru_cache(maxsize=16)
def knowledge(language: str) -> Knowledge:
    """Return what is known of a language; ``KeyError`` for one that cannot be read."""
    return Knowledge(language)


def _typings(table: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """Return wordings that tell what a name names as patterns: what NAME is."""
    return [{**entry, "name": entry["kind"], "states": ["NAME is NAME"]} for entry in table]
