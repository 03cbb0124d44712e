"""Groups the facts of a passage by what they speak of, as they are shown beside it."""

from dataclasses import dataclass

from expograph.claims import Quote
from expograph.marked.passages import Passage
from expograph.marked.wording import beside
from expograph.readings import Entity, Fact


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact, the words it rests on, and what is said beside it alone."""

    fact: Fact
    quote: Quote
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of a passage about one thing, and what is said beside all of them."""

    subject: Entity
    beside: tuple[str, ...]
    stated: tuple[Stated, ...]


def by_subject(passage: Passage, entities: dict[str, Entity]) -> list[Group]:
    """Return the facts of a passage by subject, the subjects in the order of the words."""
    groups: dict[str, list[tuple[Fact, Quote]]] = {}
    for quote, fact in passage.facts:
        groups.setdefault(fact.subject, []).append((fact, quote))
    return [_group(entities[key], facts) for key, facts in groups.items()]


def _group(subject: Entity, facts: list[tuple[Fact, Quote]]) -> Group:
    said = [beside(fact) for fact, _ in facts]
    shared = tuple(each for each in said[0] if all(each in other for other in said[1:]))
    stated = (
        Stated(fact, quote, tuple(each for each in own if each not in shared))
        for (fact, quote), own in zip(facts, said, strict=True)
    )
    return Group(subject, shared, tuple(stated))
