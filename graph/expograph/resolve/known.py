"""Knows the things that claims speak of: what they are called, and what ties them to others.

Built from claims alone, those of the built-in tables or of anybody's; ``Known`` finds things by
their names in the forms in which names are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from expograph.claims import Claim, Ref, Value
from expograph.names import plain
from expograph.resolve.words import (
    dated,
    is_small,
    parts,
    translated,
    without_legal_form,
)
from expograph.vocabulary import CLASS_OF_KIND

_GEONAMES = "https://sws.geonames.org/"
_BLOCK = 40
"""How many things may share a word of their names before the word tells nothing."""
_LONG_WORD = 5
WHOLE, UNDATED, BARE, PART, PLACELESS, TRANSLATED = (
    "whole", "without its year", "without its legal form", "part", "without its city",
    "in another language",
)  # fmt: skip
"""The forms of a name: as it is, or with something left out."""


class Name(NamedTuple):
    """One name of a thing as it is written, and whether it is the one that is preferred."""

    text: str
    preferred: bool = True


class Form(NamedTuple):
    """A form in which a name is compared: the folded text, and what was left out of the name."""

    key: str
    left_out: str
    name: Name


@dataclass(frozen=True, slots=True)
class Thing:
    """What is known of one thing: its names, its ties (``^`` for the other way), its values."""

    ref: Ref
    names: dict[str, Name] = field(default_factory=dict)
    ties: defaultdict[str, set[Ref]] = field(default_factory=lambda: defaultdict(set))
    values: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def called(self, text: str, preferred: bool) -> None:
        """Let the thing be called so; its preferred name stays preferred."""
        if text not in self.names or preferred:
            self.names[text] = Name(text, preferred)

    @property
    def label(self) -> str:
        """The name under which people are told of it."""
        preferred = [name.text for name in self.names.values() if name.preferred]
        return min(preferred or self.names, default=self.ref.key)


def things(claims: Iterable[Claim]) -> dict[Ref, Thing]:
    """Return what claims say of each thing."""
    found: dict[Ref, Thing] = {}

    def at(ref: Ref) -> Thing:
        if ref not in found:
            found[ref] = Thing(ref)
        return found[ref]

    for claim in claims:
        subject, said = claim.subject, claim.object
        if subject.kind not in CLASS_OF_KIND or subject.kind == "theme":
            continue
        thing = at(subject)
        if claim.predicate == "rdf:type" and claim.name_as_read is not None:
            thing.called(claim.name_as_read.text, False)
        elif claim.predicate.startswith("skos:"):
            thing.called(
                said[0] if isinstance(said, Value) else said.key, "pref" in claim.predicate
            )
        elif isinstance(said, Value):
            thing.values[claim.predicate].add(said.text)
        elif said.kind in CLASS_OF_KIND:
            thing.ties[claim.predicate].add(said)
            if said.kind != "theme":
                at(said).ties[f"^{claim.predicate}"].add(subject)
        else:
            thing.values[claim.predicate].add(said.key)
    return found


def forms(name: Name, kind: str, cities: Iterable[str] = ()) -> Iterator[Form]:
    """Yield the forms in which a name of a thing of this kind is compared.

    ``cities`` are the folded names of the city in which it is: of a venue or event the name may
    leave the city out.
    """
    folded = plain(name.text)
    if not folded:
        return
    yield Form(folded, WHOLE, name)
    if kind in ("event", "project", "award"):
        bare, year = dated(name.text)
        if year:
            yield Form(bare, UNDATED, name)
    if kind == "organisation" and (bare := without_legal_form(name.text)) != folded:
        yield Form(bare, BARE, name)
    if kind in ("organisation", "venue"):
        yield from (Form(plain(part), PART, name) for part in parts(name.text) if plain(part))
    stem = dated(name.text)[0] if kind == "event" else folded
    if kind in ("event", "series") and (english := translated(stem)) != stem:
        yield Form(english, TRANSLATED, name)
    if kind in ("event", "venue"):
        for city in cities:
            if (bare := _without_city(stem, city)) and bare != stem:
                yield Form(bare, PLACELESS, name)


def _without_city(folded: str, city: str) -> str:
    """Return a name without the city that it names, and the small words that lead to it."""
    left = f" {folded} ".replace(f" {city} ", " ").split()
    if len(left) == len(folded.split()):
        return folded
    while left and is_small(left[-1]):
        left.pop()
    while left and is_small(left[0]):
        left.pop(0)
    return " ".join(left)


class Known:
    """All things that claims speak of, found by what they are called."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.things: Mapping[Ref, Thing] = things(claims)
        self._by_form: defaultdict[tuple[str, str], set[Ref]] = defaultdict(set)
        self._by_word: defaultdict[tuple[str, str], set[Ref]] = defaultdict(set)
        self._by_place: dict[str, Ref] = {}
        self._by_code: dict[str, Ref] = {}
        self._forms: dict[Ref, list[Form]] = {}
        self._neighbours: dict[Ref, frozenset[Ref]] = {}
        self.families: defaultdict[str, set[Ref]] = defaultdict(set)
        for ref, thing in self.things.items():
            self._learn(ref, thing)

    def _learn(self, ref: Ref, thing: Thing) -> None:
        for form in self.forms(thing):
            self._by_form[ref.kind, form.key].add(ref)
            if form.left_out == WHOLE:
                for word in form.key.split():
                    if len(word) >= _LONG_WORD and not word.isdigit():
                        self._by_word[ref.kind, word].add(ref)
        if ref.kind == "person":
            for name in thing.names:
                self.families[plain(name).rpartition(" ")[2]].add(ref)
        if ref.kind == "city":
            for address in thing.values["owl:sameAs"]:
                self._by_place[address.removeprefix(_GEONAMES).strip("/")] = ref
        for code in thing.values["iso2"] | thing.values["iso3"]:
            self._by_code[code] = ref

    def forms(self, thing: Thing) -> list[Form]:
        """Return the forms of all names of a thing, known or as read, each name's own first."""
        if self.things.get(thing.ref) is not thing:
            return self._formed(thing)
        if thing.ref not in self._forms:
            self._forms[thing.ref] = self._formed(thing)
        return self._forms[thing.ref]

    def _formed(self, thing: Thing) -> list[Form]:
        cities = self.names_of(self.cities_of(thing))
        return [
            form for name in thing.names.values() for form in forms(name, thing.ref.kind, cities)
        ]

    def cities_of(self, thing: Thing) -> set[Ref]:
        """Return the cities in which a thing is or takes place."""
        places = thing.ties["heldInCity"] | thing.ties["locatedIn"] | thing.ties["basedIn"]
        return {place for place in places if place.kind == "city"}

    def names_of(self, refs: Iterable[Ref]) -> list[str]:
        """Return the folded names of things."""
        return sorted(
            {plain(name) for ref in refs if ref in self.things for name in self.things[ref].names}
        )

    def called(self, kind: str, key: str) -> set[Ref]:
        """Return the things of a kind that have a name with this form."""
        return self._by_form.get((kind, key), set())

    def sharing_a_word(self, kind: str, key: str) -> set[Ref]:
        """Return the things of a kind that share a rare word with a folded name."""
        blocks = [self._by_word.get((kind, word), set()) for word in key.split()]
        return {ref for block in blocks if len(block) <= _BLOCK for ref in block}

    def place(self, geonames: str) -> Ref | None:
        """Return the city with this id in GeoNames."""
        return self._by_place.get(geonames)

    def country(self, code: str) -> Ref | None:
        """Return the country with this code of two or three letters."""
        return self._by_code.get(code)

    def governing(self, city: Ref) -> set[Ref]:
        """Return the organisations that are the government of a city."""
        return self.things[city].ties["^governs"] if city in self.things else set()

    def neighbours(self, ref: Ref) -> frozenset[Ref]:
        """Return all that a thing is tied to, either way."""
        if ref not in self._neighbours:
            ties = self.things[ref].ties if ref in self.things else {}
            self._neighbours[ref] = frozenset(each for others in ties.values() for each in others)
        return self._neighbours[ref]

    def editions(self, series: Ref) -> set[Ref]:
        """Return the editions of a series."""
        return self.things[series].ties["^partOfSeries"] if series in self.things else set()

    def label(self, ref: Ref) -> str:
        """Return the name under which people are told of a thing."""
        return self.things[ref].label if ref in self.things else ref.key
