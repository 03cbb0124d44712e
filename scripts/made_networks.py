"""Makes networks like those of the project, of any size and always the same, for measuring pages.

Events come in series, editions one after another. An organisation is at home in one series and
seen at others now and then; the first of each rank are seen the most. Words are made up of
syllables and used as often as words are, so that texts compress as real ones do.
"""

import random
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import networkx as nx

BASE = "https://w3id.org/expograph/id/"
EVIDENCE_LETTERS = 150
RELATIONS = {
    "hasExhibitor": ("had exhibitor", "exhibited at"),
    "hasSpeaker": ("had speaker", "spoke at"),
    "hasSponsor": ("had sponsor", "sponsored"),
    "heldInCity": ("was held in", "hosted"),
    "editionOf": ("is an edition of", "had edition"),
    "basedIn": ("is based in", "is home of"),
    "worksFor": ("works for", "employs"),
    "hasTheme": ("had theme", "was a theme of"),
    "partnerOf": ("is partner of", "is partner of"),
}
SHARES = {"EventSeries": 0.006, "Event": 0.03, "City": 0.06, "Theme": 0.02, "Project": 0.03}
COUNTRIES = ("ES", "DE", "FR", "SE", "PT", "IT", "NL", "NO", "FI", "US", "IN", "BR")
THEMES = {"mobility", "energy", "data", "housing", "water", "health", "culture", "governance"}

Tie = tuple[str, str, str, str]
"""From, to, relation, date."""


class _Words:
    """Made-up words, a few of them common and most of them rare."""

    def __init__(self, chance: random.Random, count: int = 4000) -> None:
        self._chance = chance
        parts = [
            c + v for c in "bcdfglmnprstv" for v in ("a", "e", "i", "o", "u", "ar", "en", "io")
        ]
        made = {"".join(chance.choices(parts, k=chance.choice((1, 2, 2, 3, 3, 4)))): None}
        while len(made) < count:
            made["".join(chance.choices(parts, k=chance.choice((1, 2, 2, 3, 3, 4))))] = None
        self._words = list(made)
        self._often = list(accumulate(1 / (rank + 3) for rank in range(count)))

    def words(self, count: int) -> list[str]:
        """Return so many words, the common ones often."""
        return self._chance.choices(self._words, cum_weights=self._often, k=count)

    def name(self, count: int) -> str:
        """Return a name of so many words, rare and common ones alike."""
        return " ".join(word.title() for word in self._chance.choices(self._words, k=count))

    def sentence(self, letters: int) -> str:
        """Return a sentence of exactly so many letters."""
        text = " ".join(self.words(letters // 3))
        return f"{text[: letters - 1].strip().capitalize():.<{letters}}"


def made_network(things: int, ties: int, seed: int = 5) -> nx.MultiDiGraph:
    """Return a network of so many things and ties, with one to three pieces of evidence a tie."""
    chance = random.Random(seed)
    words = _Words(chance)
    graph = nx.MultiDiGraph()
    graph.graph["relations"] = {
        relation: {"forth": {"en": forth}, "back": {"en": back}, "symmetric": forth == back}
        for relation, (forth, back) in RELATIONS.items()
    }
    graph.graph["themes"] = {BASE + "theme/" + theme: {"en": theme} for theme in sorted(THEMES)}
    names = _things(things)
    for kind, members in names.items():
        for name in members:
            graph.add_node(name, **_described(kind, words, chance))
    sources = [_source(words, chance) for _ in range(max(20, things // 5))]
    for number, (one, other, relation, date) in enumerate(_ties(names, ties, chance)):
        told = [_evidence(words, chance, sources) for _ in range(chance.choice((1, 2, 3)))]
        graph.add_edge(
            one, other, f"{relation}-{number}", relation=relation, date=date,
            since="", until="", status="held", through="",
            roles=["exhibitor"] if relation == "hasExhibitor" else [], contested=[],
            weight=len({piece["address"] for piece in told}), evidence=told,
        )  # fmt: skip
    return graph


def _things(count: int) -> dict[str, list[str]]:
    numbers = {kind: max(2, round(count * share)) for kind, share in SHARES.items()}
    numbers["Person"] = round(count * 0.26)
    numbers["Organisation"] = count - sum(numbers.values())
    return {
        kind: [f"{BASE}{kind.lower()}/{number:05}" for number in range(members)]
        for kind, members in numbers.items()
    }


def _described(kind: str, words: _Words, chance: random.Random) -> dict[str, Any]:
    label = words.name(chance.choice((1, 2, 2, 3, 4)))
    year = chance.randint(2011, 2025)
    return {
        "label": f"{label} {year}" if kind == "Event" else label,
        "labels": {"en": label},
        "kind": kind,
        "aliases": [words.name(2)] if chance.random() < 0.3 else [],
        "date": f"{year}-11-{chance.randint(10, 20)}" if kind == "Event" else "",
        "country": chance.choice(COUNTRIES) if kind in ("City", "Organisation", "Event") else "",
        "themes": [f"{BASE}theme/{chance.choice(sorted(THEMES))}"] if kind == "Event" else [],
    }


def _source(words: _Words, chance: random.Random) -> dict[str, str]:
    day = f"{chance.randint(2011, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return {
        "source": words.name(5),
        "publisher": words.name(2),
        "published": day,
        "address": f"https://{'-'.join(words.words(2))}.example/{'-'.join(words.words(4))}",
        "language": chance.choice(("en", "en", "es", "de", "fr")),
    }


def _evidence(
    words: _Words, chance: random.Random, sources: list[dict[str, str]]
) -> dict[str, Any]:
    first = chance.randint(0, 9000)
    quoted = chance.random() < 0.7
    return {
        "text": words.sentence(EVIDENCE_LETTERS),
        "is_quote": quoted,
        "where": f"characters {first}–{first + EVIDENCE_LETTERS}" if quoted else f"line {first}",
        "reference": "",
        **_ranked(sources, chance),
    }


def _ranked(list_: list[Any], chance: random.Random) -> Any:
    """Return one of a list, the first of it the most often."""
    return list_[int(len(list_) * chance.random() ** 2.2)]


def _ties(names: dict[str, list[str]], count: int, chance: random.Random) -> Iterator[Tie]:
    """Yield so many ties: first what every thing has, then who was at which edition."""
    series, events = names["EventSeries"], names["Event"]
    editions = {one: events[number :: len(series)] for number, one in enumerate(series)}
    home: dict[str, str] = {}
    left = count
    for tie in _fixed(names, editions, home, chance):
        left -= 1
        yield tie
    actors = names["Organisation"] + names["Person"] + names["Project"]
    while left > 0:
        actor = _ranked(actors, chance) if chance.random() < 0.5 else chance.choice(actors)
        at = home[actor] if chance.random() < 0.9 else _ranked(series, chance)
        event = _ranked(editions[at], chance)
        if chance.random() < 0.08:
            other = chance.choice(actors)
            yield actor, other, "partnerOf", "2019"
        else:
            relation = "hasSpeaker" if "/person/" in actor else chance.choice(
                ("hasExhibitor", "hasExhibitor", "hasExhibitor", "hasSponsor")
            )  # fmt: skip
            yield event, actor, relation, f"20{chance.randint(11, 25)}-11"
        left -= 1


def _fixed(
    names: dict[str, list[str]],
    editions: dict[str, list[str]],
    home: dict[str, str],
    chance: random.Random,
) -> Iterator[Tie]:
    """Yield where events are and of which series, and where everyone is at home."""
    for one, members in editions.items():
        city = _ranked(names["City"], chance)
        for event in members:
            yield event, one, "editionOf", ""
            yield event, city, "heldInCity", ""
            yield event, _ranked(names["Theme"], chance), "hasTheme", ""
    weights = [1 / (rank + 2) for rank in range(len(editions))]
    for kind in ("Organisation", "Person", "Project"):
        for actor in names[kind]:
            home[actor] = chance.choices(list(editions), weights)[0]
    for organisation in names["Organisation"]:
        yield organisation, _ranked(names["City"], chance), "basedIn", ""
    colleagues: dict[str, list[str]] = {one: [] for one in editions}
    for organisation in names["Organisation"]:
        colleagues[home[organisation]].append(organisation)
    for person in names["Person"]:
        near = colleagues[home[person]] if chance.random() < 0.9 else []
        yield person, _ranked(near or names["Organisation"], chance), "worksFor", ""
