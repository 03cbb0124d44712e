"""Takes a network apart into things, ties and evidence, all as texts that any file can carry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from expograph.texts import carried, in_language, portable
from expograph.vocabulary import SYMMETRIC

Texts = Mapping[str, str]
Record = Mapping[str, Any]
BETWEEN = " | "
"""Stands between the values of a cell that has several; no address holds it."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie by its two ends, its key among parallel ones, and what is known of it."""

    start: str
    end: str
    key: str
    known: Record


@dataclass(frozen=True, slots=True)
class Selection:
    """What a file is to hold: things and ties in a fixed order, and what is said about them all.

    ``relations``, ``roles`` and ``themes`` are the words for names, by language; ``chosen`` are
    pairs of a word and what was asked for under it.
    """

    title: str
    chosen: tuple[tuple[str, str], ...]
    state: str
    language: str
    relations: Mapping[str, Record]
    roles: Mapping[str, Texts]
    themes: Mapping[str, Texts]
    things: Mapping[str, Record]
    ties: tuple[Tie, ...]

    @property
    def choice(self) -> str:
        """What was asked for, in one line."""
        return "; ".join(f"{word}: {value}" for word, value in self.chosen)

    @property
    def extent(self) -> str:
        """How many things and ties there are, in words."""
        return f"{len(self.things)} things, {len(self.ties)} ties"

    def words(self, relation: str) -> str:
        """Return how a relation is told from the start of a tie to its end."""
        forth = self.relations.get(relation, {}).get("forth", {})
        return in_language(forth, self.language, relation)

    def is_symmetric(self, relation: str) -> bool:
        """Tell whether a relation is written once and holds both ways."""
        return bool(self.relations.get(relation, {}).get("symmetric", relation in SYMMETRIC))

    def role(self, name: str) -> str:
        """Return how a role is called."""
        return in_language(self.roles.get(name, {}), self.language, name)

    def theme(self, iri: str) -> str:
        """Return how a theme is called."""
        return in_language(self.themes.get(iri, {}), self.language, iri)

    def label(self, thing: str) -> str:
        """Return the name of a thing; its IRI where it has none."""
        return str(self.things.get(thing, {}).get("label") or thing)


def selection(graph: nx.MultiDiGraph, title: str, language: str) -> Selection:
    """Return a network in a fixed order, every text of it made fit to be written."""
    about = carried(dict(graph.graph))
    things = {portable(name): carried(known) for name, known in graph.nodes(data=True)}
    ties = [
        Tie(portable(start), portable(end), portable(key), carried(known))
        for start, end, key, known in graph.edges(keys=True, data=True)
    ]
    return Selection(
        portable(title), tuple((word, value) for word, value in about.get("choice", ())),
        about.get("state", ""), language,
        about.get("relations", {}), about.get("roles", {}), about.get("themes", {}),
        dict(sorted(things.items())),
        tuple(sorted(ties, key=lambda tie: (tie.start, tie.end, tie.key))),
    )  # fmt: skip


def sources_of(piece: Record) -> list[Sequence[str]]:
    """Return the sources of a piece of evidence: title, publisher, date, address and language."""
    names = ("source", "publisher", "published", "address", "language")
    several: list[Sequence[str]] = list(piece.get("sources") or ())
    return several or [[piece.get(name, "") for name in names]]


def contested(known: Record, language: str) -> str:
    """Return on which properties sources disagree, with all values and who says them."""
    return BETWEEN.join(
        f"{in_language(each.get('words', {}), language, each['property'])}: "
        + "; ".join(_disputed(value) for value in each.get("values", ()))
        for each in known.get("contested") or ()
    )


def _disputed(value: Record) -> str:
    titles = ", ".join(value.get("titles", ()))
    return f"{value['value']} (sources: {value.get('sources', 0)}{titles and '; '}{titles})"


def thing_cells(chosen: Selection, name: str) -> dict[str, str]:
    """Return what is known of a thing as plain texts; what is not known is left out."""
    known = chosen.things[name]
    cells = {
        "label": chosen.label(name),
        **{f"label_{tag}": text for tag, text in sorted(known.get("labels", {}).items())},
        **{each: known.get(each) or "" for each in ("kind", "date", "until", "status", "country")},
        "aliases": BETWEEN.join(known.get("aliases", ())),
        "places": BETWEEN.join(known.get("places", ())),
        "themes": BETWEEN.join(map(chosen.theme, known.get("themes", ()))),
        "identifiers": BETWEEN.join(
            f"{system}: {value}" for system, value, *_ in known.get("identifiers", ())
        ),
        "contested": contested(known, chosen.language),
    }
    return {each: text for each, text in cells.items() if text}


def tie_cells(chosen: Selection, tie: Tie) -> dict[str, str]:
    """Return what is known of a tie, but for its ends and evidence, as plain texts."""
    known = tie.known
    as_given = ("relation", "since", "until", "date", "status")
    return {
        "label": chosen.words(known.get("relation", "")),
        **{each: known.get(each) or "" for each in as_given},
        "roles": BETWEEN.join(map(chosen.role, known.get("roles", ()))),
        "reasons": BETWEEN.join(known.get("reasons", ())),
        "through": known.get("through_label") or known.get("through") or "",
        "through_iri": known.get("through") or "",
        "contested": contested(known, chosen.language),
    }


def evidence_line(piece: Record) -> str:
    """Return a piece of evidence in one line: the words, where they stand, and the sources."""
    words = f"“{piece.get('text', '')}”" if piece.get("is_quote") else piece.get("text", "")
    outside = f" ({piece['reference']})" if piece.get("reference") else ""
    cited = [", ".join(part for part in source if part) for source in sources_of(piece)]
    where = "; ".join(filter(None, [piece.get("where", ""), " or ".join(filter(None, cited))]))
    return " ".join(f"{words}{outside} [{where}]".split())
