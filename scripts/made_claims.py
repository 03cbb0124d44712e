"""Turns made networks into claims with sources, of which a store can be built."""

from collections.abc import Iterator
from typing import Any

from made_networks import made_network

from expograph.claims import Claim, Quote, Ref, Row, Source, Value
from expograph.pipeline import Material

RELATIONS = {
    "hasExhibitor": "hasExhibitor", "hasSpeaker": "hasSpeaker", "hasSponsor": "supportedBy",
    "heldInCity": "heldInCity", "editionOf": "partOfSeries", "basedIn": "basedIn",
    "worksFor": "worksFor", "hasTheme": "hasTheme", "partnerOf": "partnerOf",
}  # fmt: skip
"""What the relations of made networks are called in the ontology."""

_TABLE = "table/participations"
_COLUMNS = "event,agent,agent_type,role,pavilion,source"


def made_material(things: int, ties: int) -> Material:
    """Return claims of which a graph with so many things and different ties is made.

    Seven of ten claims quote a document, the others are rows that cite a page.
    """
    graph = made_network(things, ties * 3 // 2)
    sources: dict[str, Source] = {_TABLE: Source(_TABLE, columns=_COLUMNS)}
    claims = [claim for name, thing in graph.nodes(data=True) for claim in _named(name, thing)]
    different: set[tuple[str, str, str]] = set()
    for start, end, tie in graph.edges(data=True):
        is_symmetric = graph.graph["relations"][tie["relation"]]["symmetric"]
        ends = (min(start, end), max(start, end)) if is_symmetric else (start, end)
        alike = (*ends, tie["relation"])
        if start != end and alike not in different and len(different) < ties:
            different.add(alike)
            claims.extend(_stated(start, end, tie, sources, len(claims)))
    return Material(claims, list(sources.values()))


def _ref(address: str) -> Ref:
    kind, key = address.split("/")[-2:]
    return Ref("series" if kind == "eventseries" else kind, key)


def _named(name: str, thing: dict[str, Any]) -> Iterator[Claim]:
    """Yield what class a thing is of and what it is called, and when it was."""
    ref, label = _ref(name), Value(thing["label"])
    row = Row(2, f"{ref.key},{label.text}", ref.key)
    yield Claim(
        "table/names", ref, "rdf:type", Ref("class", ref.kind), row,
        name_as_read=label, matched_by="id",
    )  # fmt: skip
    yield Claim("table/names", ref, "skos:prefLabel", label, row)
    if thing["date"]:
        yield Claim("table/names", ref, "startDate", Value(thing["date"], "date"), row)


def _stated(
    start: str, end: str, tie: dict[str, Any], sources: dict[str, Source], number: int
) -> Iterator[Claim]:
    """Yield a claim for each piece of evidence of a tie, and take in its source."""
    one, other = _ref(start), _ref(end)
    for at, piece in enumerate(tie["evidence"]):
        folder = "document/" if piece["is_quote"] else ""
        key = folder + piece["address"].removeprefix("https://").replace(".example/", "-")
        told = {name: piece[name] for name in ("publisher", "language", "published", "address")}
        sources.setdefault(key, Source(key, title=piece["source"], **told))
        row = f"{one.key},{other.key},{other.kind},{''.join(tie['roles'])},,{key}"
        first = int(piece["where"].split("–")[0].rpartition(" ")[2])
        yield Claim(
            key if piece["is_quote"] else _TABLE, one, RELATIONS[tie["relation"]], other,
            Quote(piece["text"], first, first + len(piece["text"])) if piece["is_quote"]
            else Row(number + at + 2, row, f"{number}-{at}", (key,)),
            tuple(("role", Ref("role", role)) for role in tie["roles"]),
        )  # fmt: skip
