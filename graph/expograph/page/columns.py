"""Writes the things and ties of a picture as columns, and their evidence in a block of its own.

Whatever comes in is untrusted: it leaves as plain text, and an address leaves only if a reader
may follow it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from expograph.texts import carried, in_language, portable, web_address

_PLAIN = ("id", "label", "x", "y", "size")
_TEXTS = ("kind", "country", "date", "until", "status")
LISTS = ("aliases", "places", "series", "identifiers", "contested", "themes")
_OF_TIE = ("since", "until", "date", "status", "through")
_LISTS_OF_TIE = ("roles", "reasons", "contested")
ACTORS = frozenset({"Organisation", "City", "Person", "Country"})
TIE = ("relation", "weight", "evidence", "through_label", *_OF_TIE, *_LISTS_OF_TIE)
THING = ("labels", *_TEXTS, *LISTS)

_in_order = json.JSONEncoder(sort_keys=True).encode

Record = dict[str, Any]


def coded(values: Iterable[Any]) -> Record:
    """Return a column as its different values, and the number of each one's.

    >>> coded(["a", "b", "a"])
    {'values': ['a', 'b'], 'at': [0, 1, 0]}
    """
    numbers: dict[str, int] = {}
    different: list[Any] = []
    at: list[int] = []
    for value in values:
        key = value if isinstance(value, str) else _in_order(value) if value else str(value)
        if key not in numbers:
            numbers[key] = len(different)
            different.append(value)
        at.append(numbers[key])
    return {"values": different, "at": at}


def network_columns(nodes: list[Record], edges: list[Record], known: Record) -> Record:
    """Return what is drawn: a column for each property of the things, and of the ties.

    ``known`` is what the graph says of its ``relations``, ``roles`` and ``themes`` (words by
    language), of its ``hubs`` and ``bridges``, and of its ``focus``: the thing it is about.
    """
    number = {node["id"]: index for index, node in enumerate(nodes)}
    relations = list(dict.fromkeys(portable(edge.get("relation")) for edge in edges))
    themes = list(dict.fromkeys(theme for node in nodes for theme in node["themes"]))
    return {
        "relations": [{"name": name, **relation(known, name)} for name in relations],
        "roles": carried(known.get("roles", {})),
        "themes": [{"id": theme, "words": _theme(known, theme)} for theme in themes],
        "focus": number.get(portable(known.get("focus")), -1),
        "things": _things(nodes, {theme: index for index, theme in enumerate(themes)}),
        "ties": _ties(edges, number, {name: index for index, name in enumerate(relations)}),
        **{
            name: [
                {**carried(one), "thing": number[one["thing"]]}
                for one in known.get(name, ())
                if one["thing"] in number
            ]
            for name in ("hubs", "bridges")
        },
    }


def _things(nodes: list[Record], themes: Mapping[str, int]) -> Record:
    return {
        **{name: [node[name] for node in nodes] for name in _PLAIN},
        "community": [node["community"] for node in nodes],
        **{name: coded(node[name] for node in nodes) for name in (*_TEXTS, *LISTS[:-1], "labels")},
        "themes": coded([themes[theme] for theme in node["themes"]] for node in nodes),
    }


def _ties(edges: list[Record], number: Mapping[str, int], relations: Mapping[str, int]) -> Record:
    return {
        "from": [number[edge["from"]] for edge in edges],
        "to": [number[edge["to"]] for edge in edges],
        "relation": [relations[portable(edge.get("relation"))] for edge in edges],
        "weight": [int(edge.get("weight", 1)) for edge in edges],
        **{name: coded(portable(edge.get(name)) for edge in edges) for name in _OF_TIE[:-1]},
        "through": coded(portable(edge.get("through_label")) for edge in edges),
        "throughId": coded(portable(edge.get("through")) for edge in edges),
        **{name: coded(_list(edge.get(name)) for edge in edges) for name in _LISTS_OF_TIE},
    }


def _list(value: Any) -> list[Any]:
    return carried(value) if value and isinstance(value, (list, tuple)) else []


def relation(known: Record, name: str) -> Record:
    """Return how a relation is called in each language: its name, where nothing else is known."""
    said = known.get("relations", {}).get(name, {})
    return {
        "forth": carried(said.get("forth") or {"en": name}),
        "back": carried(said.get("back") or {}),
        "symmetric": bool(said.get("symmetric")),
    }


def _theme(known: Record, theme: str) -> Record:
    return dict(carried(known.get("themes", {}).get(theme) or {"en": theme.rpartition("/")[2]}))


def evidence_columns(edges: Iterable[Record]) -> Record:
    """Return what the ties rest on: sources and texts once each, and for each tie which of them.

    A piece of evidence is the numbers of its sources, those of its text and of its place, whether
    it is a quote, and the number of what stands outside it.
    """
    sources: dict[tuple[str, ...], int] = {}
    texts: dict[str, int] = {}

    def text(value: object) -> int:
        return texts.setdefault(portable(value), len(texts))

    ties = [
        [
            [
                [sources.setdefault(source, len(sources)) for source in _sources(piece)],
                text(piece.get("text")),
                text(piece.get("where")),
                int(bool(piece.get("is_quote"))),
                *([text(piece["reference"])] if portable(piece.get("reference")) else []),
            ]
            for piece in edge.get("evidence", ())
        ]
        for edge in edges
    ]
    return {"sources": list(sources), "texts": list(texts), "ties": ties}


def _sources(piece: Record) -> list[tuple[str, ...]]:
    """Return title, publisher, date, address and language of each source of one piece."""
    fields = ("source", "publisher", "published", "address", "language")
    given: Sequence[Sequence[object]] = piece.get("sources") or [[piece.get(f) for f in fields]]
    return [
        (
            portable(title),
            portable(publisher),
            portable(published),
            web_address(address),
            portable(language),
        )
        for title, publisher, published, address, language in given
    ]


def best_evidenced(
    nodes: list[Record], edges: list[Record], known: Record, language: str, most: int = 200
) -> list[Record]:
    """Return the first ``most`` ties in words, for readers without script."""
    node = {each["id"]: each for each in nodes}
    return [
        {
            **_sentence(node[edge["from"]], node[edge["to"]], edge, known, language),
            "date": portable(edge.get("date") or edge.get("since")),
            "evidence": [_readable(piece) for piece in edge.get("evidence", ())[:1]],
        }
        for edge in edges[:most]
    ]


def _sentence(one: Record, other: Record, edge: Record, known: Record, language: str) -> Record:
    """Return a tie as a sentence; whoever did something comes first, if the words allow it."""

    def called(thing: Record) -> str:
        return str(thing["labels"].get(language) or thing["label"])

    words = relation(known, portable(edge.get("relation")))
    back = in_language(words["back"], language)
    if one["kind"] not in ACTORS and other["kind"] in ACTORS and back:
        return {"one": called(other), "words": back, "other": called(one)}
    forth = in_language(words["forth"], language)
    return {"one": called(one), "words": forth, "other": called(other)}


def _readable(piece: Record) -> Record:
    title, publisher, published, address, language = _sources(piece)[0]
    return {
        "text": portable(piece.get("text")),
        "where": portable(piece.get("where")),
        "is_quote": bool(piece.get("is_quote")),
        "reference": portable(piece.get("reference")),
        "source": ", ".join(part for part in (title, publisher, published) if part),
        "address": address,
        "language": language,
    }
