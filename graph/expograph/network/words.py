"""Knows how relations, roles and properties are called, from either end and in each language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import TYPE_CHECKING

from expograph import resources
from expograph.answers import text
from expograph.errors import AmbiguousName, UnknownName, nearest
from expograph.identifiers import term_name
from expograph.names import plain
from expograph.network.ties import Rows
from expograph.vocabulary import SYMMETRIC

if TYPE_CHECKING:
    from expograph.answers import Term

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Relation:
    """How a relation is called, in each language: from its start, from its end, and otherwise."""

    forth: Words
    back: Words
    also: tuple[str, ...] = ()


def relations(rows: Rows) -> dict[str, Relation]:
    """Return all relations between things that the ontology has, and those of the pictures."""
    found: defaultdict[str, defaultdict[str, dict[str, str]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for relation, way, name in rows(resources.query("internal/relations")).rows:
        found[term_name(text(relation))][text(way)].setdefault(_language(name), text(name))
    stated = {
        name: Relation(
            dict(by["forth"]), dict(by["back"] or by["inverse"]), tuple(by["inverse"].values())
        )
        for name, by in sorted(found.items())
    }
    return {**stated, **made()}


@cache
def made() -> Mapping[str, Relation]:
    """Return the relations that only pictures have, since nobody states them."""
    text = Path(__file__).with_name("made.toml").read_text(encoding="utf-8")
    return {name: Relation(each["forth"], each["back"]) for name, each in loads(text).items()}


def _language(name: Term | None) -> str:
    return getattr(name, "language", None) or "en"


def relation_called(typed: str, known: Mapping[str, Relation]) -> str:
    """Return the relation that people mean by its name or its words, read from either end.

    Raises ``UnknownName`` with the nearest, ``AmbiguousName`` where several are called so.
    """
    called: defaultdict[str, dict[str, None]] = defaultdict(dict)
    shown: dict[str, str] = {}
    for name, relation in known.items():
        if name not in made():
            for each in (name, *relation.forth.values(), *relation.back.values(), *relation.also):
                called[plain(each)][name] = None
                shown.setdefault(plain(each), each)
    wanted = plain(typed)
    found = list(called.get(wanted, {}))
    if len(found) > 1:
        raise AmbiguousName(typed, found)
    if not found:
        near = [shown[each] for each in nearest(wanted, called)]
        names = ", ".join(name for name in known if name not in made())
        raise UnknownName("relation", typed, near, f"(relations are {names})")
    return found[0]


def drawn(names: Iterable[str], known: Mapping[str, Relation]) -> dict[str, dict[str, object]]:
    """Return the words of relations as a page takes them."""
    nothing = Relation({}, {})
    return {
        name: {
            "forth": dict(known.get(name, nothing).forth),
            "back": dict(known.get(name, nothing).back),
            "symmetric": is_symmetric(name),
        }
        for name in sorted(names)
    }


def is_symmetric(relation: str) -> bool:
    """Tell whether a relation reads the same from both ends."""
    return relation in SYMMETRIC or relation == "tookPartWith"


def names_of(query: str, rows: Rows) -> dict[str, dict[str, str]]:
    """Return what one of our queries tells of the names of terms, by term and language."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for term, name in rows(resources.query(f"internal/{query}")).rows:
        found[term_name(text(term))].setdefault(_language(name), text(name))
    return dict(found)
