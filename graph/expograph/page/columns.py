"""Writes the things and ties of a picture as columns, and their evidence in a block of its own.

Whatever comes in is untrusted: it leaves as plain text, and an address leaves only if a reader
may follow it.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

_UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127], "\ufffd")
_THING = ("id", "label", "kind", "x", "y", "size", "community", "aliases", "country", "date")
_SAID = ("relation", "words", "words_back", "through", "since", "until", "date", "status")
TIE = (*_SAID, "symmetric", "roles", "contested", "weight", "evidence")

Record = dict[str, Any]


def clean(value: object) -> str:
    """Return ``value`` as text that every page can carry.

    >>> clean(None), clean("a\\x00b"), clean("\\ud800")
    ('', 'a\ufffdb', '?')
    """
    if value is None:
        return ""
    text = str(value).encode("utf-8", "replace").decode("utf-8")
    return text.translate(_UNPRINTABLE)


def web_address(value: object) -> str:
    """Return ``value`` if it is an address that a reader may follow, else nothing.

    >>> web_address("https://example.org/a?b=1")
    'https://example.org/a?b=1'
    >>> web_address("javascript:alert(1)")
    ''
    """
    text = clean(value).strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.netloc else ""


def network_columns(nodes: list[Record], edges: list[Record]) -> Record:
    """Return what is drawn: a column for each property of the things, and of the ties."""
    number = {node["id"]: index for index, node in enumerate(nodes)}
    return {
        "things": {name: [node[name] for node in nodes] for name in _THING},
        "ties": {
            "from": [number[edge["from"]] for edge in edges],
            "to": [number[edge["to"]] for edge in edges],
            **{name: [clean(edge.get(name)) for edge in edges] for name in _SAID},
            "roles": [[clean(role) for role in edge.get("roles", ())] for edge in edges],
            "symmetric": [int(bool(edge.get("symmetric"))) for edge in edges],
            "contested": [int(bool(edge.get("contested"))) for edge in edges],
            "weight": [int(edge.get("weight", 1)) for edge in edges],
        },
    }


def evidence_columns(edges: Iterable[Record]) -> Record:
    """Return what the ties rest on: sources and texts once each, and for each tie which of them."""
    sources: dict[tuple[str, ...], int] = {}
    texts: dict[str, int] = {}
    ties = [
        [
            [
                sources.setdefault(_source(piece), len(sources)),
                texts.setdefault(clean(piece.get("text")), len(texts)),
                clean(piece.get("where")),
                int(bool(piece.get("is_quote"))),
                *_outside(piece, texts),
            ]
            for piece in edge.get("evidence", ())
        ]
        for edge in edges
    ]
    return {"sources": list(sources), "texts": list(texts), "ties": ties}


def _outside(piece: Record, texts: dict[str, int]) -> list[int]:
    """Return the number of the text that says what stands outside a quote, if there is one."""
    outside = clean(piece.get("reference"))
    return [texts.setdefault(outside, len(texts))] if outside else []


def _source(piece: Record) -> tuple[str, ...]:
    """Return title, publisher, date, address and language of the source of one piece."""
    title, publisher, published, language = (
        clean(piece.get(name)) for name in ("source", "publisher", "published", "language")
    )
    return title, publisher, published, web_address(piece.get("address")), language


def best_evidenced(nodes: list[Record], edges: list[Record], most: int = 200) -> list[Record]:
    """Return the first ``most`` ties in words, for readers without script."""
    label = {node["id"]: node["label"] for node in nodes}
    return [
        {
            "one": label[edge["from"]],
            "words": clean(edge.get("words")),
            "other": label[edge["to"]],
            "date": clean(edge.get("date") or edge.get("since")),
            "evidence": [_readable(piece) for piece in edge.get("evidence", ())[:1]],
        }
        for edge in edges[:most]
    ]


def _readable(piece: Record) -> Record:
    title, publisher, published, address, language = _source(piece)
    return {
        "text": clean(piece.get("text")),
        "where": clean(piece.get("where")),
        "is_quote": bool(piece.get("is_quote")),
        "reference": clean(piece.get("reference")),
        "source": ", ".join(part for part in (title, publisher, published) if part),
        "address": address,
        "language": language,
    }
