"""Compares what was read from a text with what a careful reader takes out of it.

Both are in the form of the gold documents. An entity is found when one of its type shares a name
with it; a fact when its ends and its predicate are found. Each counts once on either side.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from expograph.vocabulary import SYMMETRIC

_SHORT, _ALIKE = 6, 0.92
_DATES = ("startDate", "endDate")

Said = dict[str, Any]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """One text: which predicted facts are right, by number, and the sizes of both sides."""

    right: frozenset[int]
    wrong: frozenset[int]
    gold: int
    entities: int
    gold_entities: int
    found_entities: int


class Figures(NamedTuple):
    """Precision, recall and F1 of so many predicted items against so many of gold."""

    precision: float
    recall: float
    f1: float


@dataclass(slots=True)
class Tally:
    """Counts over many texts."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, text: Compared) -> None:
        """Count one text in."""
        self.counts.update(
            {
                "right": len(text.right),
                "predicted": len(text.right) + len(text.wrong),
                "gold": text.gold,
                "entities right": text.found_entities,
                "entities predicted": text.entities,
                "entities gold": text.gold_entities,
            }
        )

    def facts(self) -> Figures:
        """Return the figures of the facts."""
        return figures(self.counts["right"], self.counts["predicted"], self.counts["gold"])

    def entities(self) -> Figures:
        """Return the figures of the entities."""
        right, predicted = self.counts["entities right"], self.counts["entities predicted"]
        return figures(right, predicted, self.counts["entities gold"])


def figures(right: int, predicted: int, gold: int) -> Figures:
    """Return precision, recall and F1; nothing of nothing is 0.

    >>> figures(1, 2, 1).precision, figures(0, 0, 0).f1
    (0.5, 0.0)
    """
    precision = right / predicted if predicted else 0.0
    recall = right / gold if gold else 0.0
    both = precision + recall
    return Figures(precision, recall, 2 * precision * recall / both if both else 0.0)


def compared(gold: Said, predicted: Said) -> Compared:
    """Return how what was read from one text agrees with what a careful reader takes out of it.

    A fact that is stated twice counts once, at its first place.
    """
    same = _same_entities(gold["entities"], predicted["entities"])
    wanted = Counter(_key(fact, {}) for fact in gold["facts"])
    first: dict[Key, int] = {}
    for number, fact in enumerate(predicted["facts"]):
        first.setdefault(_key(fact, same), number)
    right = frozenset(number for key, number in first.items() if _taken(key, wanted))
    return Compared(
        right,
        frozenset(first.values()) - right,
        len(gold["facts"]),
        len(predicted["entities"]),
        len(gold["entities"]),
        sum(not own.startswith("?") for own in same.values()),
    )


def _taken(key: Key, wanted: Counter[Key]) -> bool:
    """Take a fact out of those that are wanted, and tell whether it was there."""
    for candidate in _candidates(key):
        if wanted[candidate] > 0:
            wanted[candidate] -= 1
            return True
    return False


def _candidates(key: Key) -> Iterator[Key]:
    """Yield a fact, and for a date the same fact less precisely."""
    subject, predicate, end = key
    yield key
    if predicate in _DATES:
        yield from ((subject, predicate, end[:length]) for length in (10, 7, 4))


def _key(fact: Said, same: dict[str, str]) -> Key:
    """Return a fact as it is compared, its ends by the numbers of gold where they are given."""
    subject, predicate, end = (fact.get(part) for part in ("subject", "predicate", "object"))
    subject, predicate = same.get(str(subject), str(subject)), str(predicate)
    if end is None:
        return subject, predicate, _value(predicate, fact["value"])
    end = same.get(str(end), str(end))
    if predicate in SYMMETRIC:
        subject, end = sorted((subject, end))
    return subject, predicate, end


def _value(predicate: str, value: object) -> str:
    return str(value) if predicate in _DATES else folded(str(value))


def _same_entities(gold: Sequence[Said], predicted: Sequence[Said]) -> dict[str, str]:
    """Return by number which gold entity each predicted one is; "?" with its own where it is none.

    Names that are the same go before names that are alike.
    """
    names = {each["id"]: _names(each) for each in gold}
    left = [(each["type"], each["id"]) for each in gold]
    same: dict[str, str] = {}
    for agree in (_share_one, _have_alike):
        for each in predicted:
            if each["id"] in same:
                continue
            own = _names(each)
            fitting = (g for g in left if g[0] == each["type"] and agree(own, names[g[1]]))
            if found := next(fitting, None):
                left.remove(found)
                same[each["id"]] = found[1]
    return {each["id"]: same.get(each["id"], f"?{each['id']}") for each in predicted}


def _names(entity: Said) -> frozenset[str]:
    given = (entity["name"], *entity.get("aliases", ()))
    return frozenset(filter(None, map(folded, filter(None, given))))


def _share_one(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one.isdisjoint(other)


def _have_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two long names are nearly the same."""
    return any(
        SequenceMatcher(None, mine, yours).ratio() >= _ALIKE
        for mine in _long(one)
        for yours in _long(other)
    )


def _long(names: Iterable[str]) -> list[str]:
    return [name for name in names if len(name) >= _SHORT]


@cache
def folded(name: str) -> str:
    """Return a name without case, accents, punctuation, a leading article and a legal form.

    >>> folded("Die Messe Köln GmbH"), folded("The")
    ('messe koln', 'the')
    """
    letters = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    whole = " ".join(re.sub(r"\W+", " ", bare.replace("ß", "ss")).split())
    words = whole.split(" ")
    if len(words) > 1 and words[0] in _left_out("articles"):
        words = words[1:]
    if len(words) > 1 and words[-1] in _left_out("legal-forms"):
        words = words[:-1]
    return " ".join(words) or whole


@cache
def _left_out(which: str) -> frozenset[str]:
    written = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(written)[which])
