"""Reads the things and ties of a graph: few enough to be held, so that a choice is quick.

Of the relations between things, a picture shows by default those that say who works with whom, and
the cities of events; others are drawn when they are asked for. In the built-in graph, cities add
257 ties to 3,513 and leave its communities as clear as they were (modularity 0.67 after 0.68), with
9 parts in place of 15. Themes would add 477, make "mobility" the second hub of all and blur the
communities (0.62); seats, countries and series would add another 1,200 that say nothing about who
works with whom. A page has themes, countries and places as filters, and tells them of each thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expograph import resources
from expograph.answers import Answer, text
from expograph.identifiers import kind_of, term_name
from expograph.memory import nothing_to_collect
from expograph.questions.evidence import Statement
from expograph.questions.library import bind
from expograph.vocabulary import NS

if TYPE_CHECKING:
    from expograph.answers import Term

Rows = Callable[[str], Answer]
Labels = tuple[tuple[str, str], ...]

WHERE_AND_WHAT = frozenset(
    {
        "basedIn", "hasTheme", "heldAtVenue", "heldInCity", "heldInCountry", "locatedIn",
        "partOfSeries",
    }
)  # fmt: skip
"""Relations that say where something is and what it is about, not who works with whom."""

_OF_KIND = {
    "theme": ("hasTheme",),
    "series": ("partOfSeries",),
    "venue": ("heldAtVenue", "locatedIn"),
    "country": ("basedIn", "heldInCountry", "locatedIn"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """What a network shows of a thing.

    ``shown`` are the editions at which a project or an award was presented, ``places`` and
    ``themes`` are IRIs, ``same`` its IRIs elsewhere, ``labels`` its names with their languages.
    """

    iri: str
    label: str
    kind: str
    aliases: tuple[str, ...] = ()
    date: str = ""
    status: str = ""
    series: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    until: str = ""
    shown: tuple[str, ...] = ()
    code: str = ""
    websites: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    labels: Labels = ()
    is_pavilion: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie of two things, and the statements on which it rests (one, or several that make it).

    ``through`` are the things through which it ties them, ``how`` says what makes them partners.
    """

    start: str
    relation: str
    end: str
    statements: tuple[Statement, ...]
    through: tuple[str, ...] = ()
    how: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ties:
    """Things by IRI and their ties; ``known`` are all things of the graph, drawn or not."""

    things: Mapping[str, Thing]
    ties: tuple[Tie, ...]
    known: Mapping[str, Thing]


@nothing_to_collect()
def read_ties(rows: Rows, relations: Iterable[str] = (), around: Iterable[str] = ()) -> Ties:
    """Return all things of a graph that a network can show, and their ties as stated.

    ``relations`` are names of properties of the ontology; without any, those of the default, and
    those that tie things such as the ones ``around`` which the network is wanted (a theme, a
    venue, a country, a series).
    """
    things = _things(rows(resources.query("internal/things")))
    query = resources.query("internal/ties")
    wanted = set(relations)
    found = rows(bind(query, {"relation": _terms(wanted)}) if wanted else query).rows
    if more := {each for iri in around for each in _OF_KIND.get(kind_of(iri), ())} - wanted:
        found = found + rows(bind(query, {"relation": _terms(more)})).rows
    ties = []
    for statement in sorted(
        (str(start), str(relation), str(end)) for start, relation, end in found
    ):
        start, relation, end = (each[1:-1] for each in statement)
        if start in things and end in things:
            ties.append(Tie(start, term_name(relation), end, (statement,)))
    return Ties(things, tuple(ties), things)


def _terms(relations: Iterable[str]) -> list[str]:
    return [f"<{NS}{relation}>" for relation in sorted(relations)]


def _things(answer: Answer) -> dict[str, Thing]:
    said: defaultdict[str, dict[str, list[Term]]] = defaultdict(dict)
    for thing, what, term in answer.rows:
        if term is not None:
            said[text(thing)].setdefault(text(what), []).append(term)
    return {iri: _thing(iri, known) for iri, known in sorted(said.items()) if "class" in known}


def _thing(iri: str, known: Mapping[str, list[Term]]) -> Thing:
    def every(what: str) -> tuple[str, ...]:
        return tuple(sorted({text(term) for term in known[what]})) if what in known else ()

    def first(what: str) -> str:
        return next(iter(every(what)), "")

    label, labels = _called(known.get("label", ()))
    aliases = {*every("alias"), *(name for _, name in labels)} - {label}
    return Thing(
        iri, label or iri.rpartition("/")[2], term_name(first("class")), tuple(sorted(aliases)),
        first("date"), term_name(first("status")), every("series"), every("theme"),
        every("place"), tuple(term_name(each) for each in every("contested")), first("until"),
        every("shown"), first("code"), every("website"), every("same"), labels,
        "pavilion" in every("sort"),
    )  # fmt: skip


def _called(terms: Iterable[Term]) -> tuple[str, Labels]:
    """Return how a thing is called: without a language or in English first, and in each language.

    A name without a language is its own everywhere, so it is no translation.
    """
    names = sorted((getattr(term, "language", None) or "", text(term)) for term in terms)
    order = sorted(names, key=lambda each: (each[0] != "", each[0] != "en", each))
    labels = dict(each for each in reversed(names) if each[0])
    return (order[0][1] if order else ""), tuple(sorted(labels.items()))
