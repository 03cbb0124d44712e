"""Builds networks of who works with whom: things, ties, and the evidence behind every tie.

All ties of a graph are few enough to be held; what is wanted of them is chosen first, and only the
chosen ties are given their evidence.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

import networkx as nx

from expograph import resources
from expograph.independence import independent
from expograph.memory import nothing_to_collect
from expograph.network import words as wording
from expograph.network.choosing import Chains, Choice, between, choose
from expograph.network.details import Contested, contested, country, identifiers, places
from expograph.network.pictures import (
    PICTURES,
    actors_and_events,
    partnerships,
    partnerships_of,
    picture_of,
)
from expograph.network.reading import Call, readable
from expograph.network.ties import Rows, Thing, Tie, Ties, read_ties
from expograph.network.told import Teller, Told, qualifiers
from expograph.network.when import when, within
from expograph.questions.evidence import Evidence, Source, together
from expograph.vocabulary import NS

__all__ = [
    "PICTURES",
    "Chains",
    "Choice",
    "Teller",
    "Thing",
    "Tie",
    "Ties",
    "actors_and_events",
    "between",
    "choose",
    "network_of",
    "partnerships",
    "partnerships_of",
    "picture_of",
    "read_ties",
    "within",
]


Show = Callable[[Evidence], dict[str, object]]


class TieWithoutEvidence(AssertionError):
    """A tie was to be drawn that nobody is known to state; there is no truth without a claim."""


@nothing_to_collect()
def network_of(ties: Ties, rows: Rows, teller: Teller | None = None) -> nx.MultiDiGraph:
    """Return chosen ties as a graph whose edges carry relation, dates, weight and evidence.

    Nodes are IRIs. The graph carries the words of its ``relations``, ``roles`` and ``themes`` in
    each language. ``teller`` may know already what stands behind the ties. Raises
    ``TieWithoutEvidence`` rather than to draw what nobody said.
    """
    every, teller = ties.known, teller or Teller(rows)
    teller.learn(ties.ties)
    relations, roles = wording.relations(rows), wording.names_of("role-names", rows)
    ends = sorted({end for tie in ties.ties for end in (tie.start, tie.end)})
    shown = [ties.things[iri] for iri in ends]
    disputes = contested(
        shown, {iri: thing.label for iri, thing in every.items()},
        wording.names_of("property-names", rows) if any(t.contested for t in shown) else {}, rows,
    )  # fmt: skip
    graph = nx.MultiDiGraph()
    for thing in shown:
        graph.add_node(thing.iri, **_of_thing(thing, every, disputes.get(thing.iri, [])))
    show = _shower(_caller(every, roles))
    numbers: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for tie in ties.ties:
        alike = (tie.start, tie.end, tie.relation)
        key = f"{tie.relation}-{numbers[alike]}"
        numbers[alike] += 1
        told = teller.told(tie)
        graph.add_edge(
            tie.start, tie.end, key, **_of_tie(tie, told, every),
            contested=_disputed(tie, disputes), **_evidence(tie, told, show),
        )  # fmt: skip
    graph.graph.update(_of_graph(graph, every, relations, roles, rows))
    return graph


def _caller(every: Mapping[str, Thing], roles: Mapping[str, Mapping[str, str]]) -> Call:
    """Return what tells how a thing or a role is called."""

    def call(iri: str) -> str:
        if iri.startswith(NS):
            return roles.get(iri.removeprefix(NS), {}).get("en", "")
        return every[iri].label if iri in every else ""

    return call


def _of_thing(thing: Thing, every: Mapping[str, Thing], disputes: Contested) -> dict[str, object]:
    return {
        "label": thing.label, "labels": dict(thing.labels), "kind": thing.kind,
        "aliases": list(thing.aliases), "date": thing.date, "until": thing.until,
        "status": thing.status, "country": country(thing, every), "places": places(thing, every),
        "series": [every[iri].label for iri in thing.series if iri in every],
        "themes": list(thing.themes), "identifiers": identifiers(thing), "contested": disputes,
    }  # fmt: skip


def _of_tie(tie: Tie, told: Sequence[Told], every: Mapping[str, Thing]) -> dict[str, object]:
    moment, said = when(tie, told, every), qualifiers(told)
    through = list(tie.through) or said.get("through", [])
    return {
        "relation": tie.relation, "roles": said.get("role", []) + said.get("position", []),
        "reasons": list(tie.how), "since": moment.since, "until": moment.until,
        "date": moment.date, "status": _status(tie, told, every),
        "through": next((each for each in through if each in every), ""),
        "through_label": "; ".join(_label(each, every) for each in through),
    }  # fmt: skip


def _label(iri: str, every: Mapping[str, Thing]) -> str:
    """Return how a thing is called; what is none stands for itself, as a phrase in a table does."""
    return every[iri].label if iri in every else iri


def _status(tie: Tie, told: Sequence[Told], every: Mapping[str, Thing]) -> str:
    """Return how far what a tie says has come: only announced, if no claim says more than that.

    Where the claims say nothing of it, it is that of the event.
    """
    said = [claim.get("status", ("",))[0] for each in told for claim in each.claims]
    for status in ("held", "final"):
        if status in said:
            return status
    for status in ("announced", "postponed"):
        if said and set(said) == {status}:
            return status
    parts = [every[each] for each in (tie.start, tie.end, *tie.through) if each in every]
    return next((each.status for each in parts if each.kind == "Event" and each.status), "")


def _disputed(tie: Tie, disputes: Mapping[str, Contested]) -> Contested:
    """Return the values on which sources disagree, if the tie is one of them."""
    return [each for each in disputes.get(tie.start, []) if each["property"] == tie.relation]


def _evidence(tie: Tie, told: Iterable[Told], show: Show) -> dict[str, object]:
    """Return the number of independent sources behind a tie, and each piece of its evidence."""
    pieces = [piece for each in told for piece in each.evidence]
    if not pieces:
        raise TieWithoutEvidence(f"no claim states {' '.join(tie.statements[0])}")
    return {
        "weight": independent({source.iri for source in piece.sources} for piece in pieces),
        "evidence": _once(map(show, together(pieces))),
    }


def _shower(call: Call) -> Show:
    """Return what tells a piece of evidence as a page shows it; a row is read once."""
    read, named = cache(lambda row: readable(row, call)), cache(_of_sources)

    def show(evidence: Evidence) -> dict[str, object]:
        return {
            "text": evidence.words if evidence.is_quote else read(evidence),
            "is_quote": evidence.is_quote, "where": evidence.place,
            "reference": evidence.reference, **named(evidence.sources),
        }  # fmt: skip

    return show


def _of_sources(sources: Sequence[Source]) -> dict[str, object]:
    """Return sources as a page shows them; of several, the first is linked."""
    first, several = sources[0], len(sources) > 1
    titles = "; ".join(source.title or source.iri for source in sources)
    return {
        "source": f"one or more of: {titles}" if several else titles,
        "publisher": first.publisher, "published": first.published, "address": first.address,
        "language": first.language,
        **({"sources": [_listed(source) for source in sources]} if several else {}),
    }  # fmt: skip


def _listed(source: Source) -> list[str]:
    title = source.title or source.iri
    return [title, source.publisher, source.published, source.address, source.language]


def _once(pieces: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """Return pieces of evidence without those that read the same; one row may say two things."""
    alike: dict[tuple[object, ...], dict[str, object]] = {}
    for piece in pieces:
        alike.setdefault((piece["text"], piece["where"], piece["reference"]), piece)
    return list(alike.values())


def _of_graph(
    graph: nx.MultiDiGraph, every: Mapping[str, Thing],
    relations: Mapping[str, wording.Relation], roles: Mapping[str, dict[str, str]], rows: Rows,
) -> dict[str, object]:  # fmt: skip
    """Return the words for the relations, roles and themes of a network, and the data's state."""
    ties = [tie for *_, tie in graph.edges(data=True)]
    taken = sorted({role for tie in ties for role in tie["roles"] if role in roles})
    themes = sorted({theme for _, thing in graph.nodes(data=True) for theme in thing["themes"]})
    return {
        "relations": wording.drawn({tie["relation"] for tie in ties}, relations),
        "roles": {role: roles[role] for role in taken},
        "themes": {iri: _names(every[iri]) for iri in themes if iri in every},
        "state": _state(rows),
    }


def _names(thing: Thing) -> dict[str, str]:
    return dict(thing.labels) or {"en": thing.label}


def _state(rows: Rows) -> str:
    """Say on how many sources the graph rests, and when the newest of them was published."""
    known = next(rows(resources.query("internal/state")).texts())
    newest = f", the newest of {known['newest']}" if known["newest"] else ""
    return f"Graph of {int(known['sources']):,} sources{newest}"
