"""What tests of identity share: readings in a few words, the small world, few places."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from expograph import pipeline, resources
from expograph.claims import Claim, Decision, Quote, Source, Value
from expograph.dates import precision
from expograph.identifiers import iri
from expograph.names import plain
from expograph.read.decisions import COLUMNS, read_decisions
from expograph.read.tables import parse_table
from expograph.readings import Entity, Fact, Mention, Reading
from expograph.resolve.identity import Identified, identify
from expograph.resolve.places import Place

World = Callable[..., list[Path]]
Stated = tuple[str, str, str]
BASE = "https://w3id.org/expograph/id/"

PLACES = {
    "niza": [Place("2990440", "Nice", "FR", 342_669, False)],
    "lyon": [Place("2996944", "Lyon", "FR", 522_969, True)],
    "milano": [Place("3173435", "Milan", "IT", 1_371_498, False)],
    "milan": [Place("3173435", "Milan", "IT", 1_371_498, True)],
    "barcelone": [Place("3128760", "Barcelona", "ES", 1_686_208, False)],
    "barcellona": [
        Place("3128760", "Barcelona", "ES", 1_686_208, False),
        Place("2525448", "Barcellona Pozzo di Gotto", "IT", 34_598, False),
    ],
    "cambridge": [
        Place("2653941", "Cambridge", "GB", 145_674, True),
        Place("4931972", "Cambridge", "US", 110_402, True),
    ],
}
"""What of GeoNames the tests need."""
CODES = {"frankreich": "FR", "france": "FR", "niederlande": "NL"}
COUNTRIES = {"FR": "France", "NL": "Netherlands", "IT": "Italy", "GB": "United Kingdom"}


class FewPlaces:
    """A world with few places; it remembers for which names it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def cities(self, names: Iterable[str]) -> Mapping[str, tuple[Place, ...]]:
        self.asked += names
        return {plain(n): tuple(PLACES[plain(n)]) for n in self.asked if plain(n) in PLACES}

    def countries(self, name: str) -> frozenset[str]:
        return frozenset(filter(None, [CODES.get(plain(name), "")]))

    def country_name(self, code: str) -> str:
        return COUNTRIES.get(code, code)


def reading(
    key: str,
    named: Sequence[str],
    stated: Sequence[Stated] = (),
    *,
    published: str = "",
    language: str = "en",
) -> Reading:
    """Return a reading of things "kind[:sort] Name = Other name" and facts about their names.

    The object of a fact is the name of a thing, or a value. The text is what the names say.
    """
    entities = [_entity(each, at) for at, each in enumerate(named)]
    keys: dict[str, str] = {}
    for entity in entities:
        keys.setdefault(entity.name, entity.key)
        keys[f"{entity.kind} {entity.name}"] = entity.key
    facts = [
        Fact(keys[subject], predicate, keys.get(said) or _value(predicate, said), _quote(said), 0.8)
        for subject, predicate, said in stated
    ]
    source = Source(f"document/{key}", language=language, published=published)
    return Reading(source, tuple(entities), tuple(facts))


def _entity(named: str, at: int) -> Entity:
    kind, _, names = named.partition(" ")
    kind, _, sort = kind.partition(":")
    name, *aliases = (each.strip() for each in names.split(" = "))
    mentions = tuple(Mention(form, _quote(form)) for form in (name, *aliases))
    return Entity(f"{kind}/{at}", kind, name, tuple(aliases), sort, mentions)


def _quote(text: str) -> Quote:
    return Quote(text, 0, len(text))


def _value(predicate: str, said: str) -> Value:
    if predicate.endswith("Date"):
        return Value(said, precision(said))
    return Value(said, "integer" if said.isdigit() else "string")


def decisions(*rows: str) -> list[Decision]:
    """Return decisions, each given as "kind, subject, predicate, object, value, source"."""
    lines = [",".join(COLUMNS)]
    for day, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row.split(",")]
        lines.append(",".join([*cells, *[""] * (6 - len(cells)), "ada", f"2024-01-{day:02}", ""]))
    decided, mistakes = read_decisions(parse_table("decisions.csv", "\n".join(lines).encode()))
    assert not mistakes
    return decided


@dataclass(frozen=True)
class Matched:
    """What readings came out as."""

    identified: Identified
    asked: list[str]

    def meant(self, name: str, kind: str = "", where: str = "") -> str:
        """Return the one thing that a name was taken for, as ``kind/key``."""
        (found,) = {self.of(claim) for claim in self._mentions(name, kind, where)}
        return found

    def why(self, name: str, kind: str = "") -> str:
        """Return the reason for which a name was taken for its thing."""
        return self._mentions(name, kind, "")[0].matched_by

    def may_be(self, name: str, kind: str = "") -> list[str]:
        """Return the known things that a name may stand for as well."""
        return [f"{ref.kind}/{ref.key}" for ref in self._mentions(name, kind, "")[0].may_be]

    def confidence(self, name: str) -> float:
        """Return how sure it is what a name means."""
        return float(self._mentions(name, "", "")[0].confidence)

    def of(self, claim: Claim) -> str:
        """Return the thing that a claim is about."""
        address = iri(claim.subject)
        return self.identified.merged.get(address, address).removeprefix(BASE)

    def said(self, predicate: str) -> list[tuple[str, str]]:
        """Return what is stated by claims with a predicate."""
        found = []
        for claim in self.identified.claims:
            if claim.predicate == predicate:
                thing = claim.object
                address = "" if isinstance(thing, Value) else iri(thing)
                said = self.identified.merged.get(address, address).removeprefix(BASE)
                found.append((self.of(claim), thing.text if isinstance(thing, Value) else said))
        return found

    def _mentions(self, name: str, kind: str, where: str) -> list[Claim]:
        return [
            claim
            for claim in self.identified.claims
            if claim.name_as_read is not None
            and claim.name_as_read.text == name
            and kind in ("", claim.subject.kind)
            and claim.read_from.endswith(where)
        ]


Match = Callable[..., Matched]
Read = Callable[..., Reading]
Decide = Callable[..., list[Decision]]
Gold = Callable[[str], Reading]


def matched(
    claims: Sequence[Claim], *readings: Reading, decided: Sequence[Decision] = ()
) -> Matched:
    """Return what readings come out as, given the claims of tables."""
    places = FewPlaces()
    return Matched(identify(readings, claims, decided, world=places), places.asked)


@pytest.fixture
def match(world: World) -> Match:
    """Match readings with the tables of the small world: ``match(reading(…), events="…")``."""

    def found(*readings: Reading, decided: Sequence[Decision] = (), **tables: str) -> Matched:
        claims = pipeline.read_material(world(**tables)).claims
        return matched(claims, *readings, decided=decided)

    return found


@pytest.fixture
def read() -> Read:
    """A reading in a few words, see ``reading``."""
    return reading


@pytest.fixture
def decide() -> Decide:
    """People's decisions in a few words, see ``decisions``."""
    return decisions


@pytest.fixture(scope="session")
def match_built_in(built_in: Sequence[Claim]) -> Match:
    """Match readings with the built-in tables: ``match_built_in(reading(…))``."""

    def found(*readings: Reading, decided: Sequence[Decision] = ()) -> Matched:
        return matched(built_in, *readings, decided=decided)

    return found


@pytest.fixture(scope="session")
def built_in() -> Sequence[Claim]:
    """The claims of the built-in tables."""
    return pipeline.read_material(resources.tables()).claims


@pytest.fixture
def gold(shared: Path) -> Gold:
    """What a careful reader takes out of a document of the reference material, by its name."""
    return lambda name: _gold(shared, name)


def _gold(shared: Path, name: str) -> Reading:
    read = json.loads((shared / "gold" / "dev" / f"{name}.json").read_text(encoding="utf-8"))
    kinds = {"EventSeries": "series"}
    named = [
        f"{kinds.get(each['type'], each['type'].lower())}:{each.get('kind', '')} "
        + " = ".join([each["name"], *each["aliases"]])
        for each in read["entities"]
    ]
    entities = [_entity(each, at) for at, each in enumerate(named)]
    keys = {each["id"]: entity.key for each, entity in zip(read["entities"], entities, strict=True)}
    facts = [
        Fact(
            keys[each["subject"]],
            each["predicate"],
            keys[each["object"]]
            if "object" in each
            else _value(each["predicate"], str(each["value"])),
            _quote("said"),
            0.8,
        )
        for each in read["facts"]
    ]
    about = read["document"]
    source = Source(
        f"document/{name}", language=about["language"], published=about["published"] or ""
    )
    return Reading(source, tuple(entities), tuple(facts))
