"""Refuses queries that would leave this machine, or that the engine would not survive.

Oxigraph 0.5.13 fetches whatever address follows ``SERVICE``; and brackets that are nested some
hundreds deep overflow its stack, which ends the process and which nothing can catch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph

from expograph.errors import QueryError
from expograph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

DEEPEST = 100
"""How deep brackets may be nested."""

DEEPEST_NOTES = 10
"""How deep annotations, ``{| … |}``, may be nested: each doubles the time that parsing takes."""

MOST = 1000
"""How many groups, bindings and signs of one kind a query may hold."""

_SIGNS = "{!|+*&^"
_SILENT = (
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|'
    r"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    r'"(?:[^"\\\n\r]|\\.)*"|'
    r"'(?:[^'\\\n\r]|\\.)*'|"
    r"<[^\s<>\"{}|\\^`]*>|#[^\n\r]*|\\."
)
"""What holds no brackets that count: texts, IRIs, comments, escaped characters."""


def refuse_dangerous(query: str) -> None:
    """Raise ``QueryError`` for a query that must not reach the engine."""
    if (
        any(query.count(bracket) > DEEPEST for bracket in ("{", "(", "[", "<<"))
        or any(query.count(sign) > MOST for sign in _SIGNS)
        or query.count("{|") > DEEPEST_NOTES
    ):
        _refuse_big(query)
    if b"service" in query.encode("utf-8", "surrogatepass").lower():
        _refuse_service(query)


def _refuse_big(query: str) -> None:
    import re

    bare = re.sub(_SILENT, " ", query, flags=re.DOTALL)
    brackets = re.findall(r"<<|>>|\{\||\|\}|[][(){}]", bare)
    notes = [bracket for bracket in brackets if "|" in bracket]
    for depth, most in ((_depth(brackets), DEEPEST), (_depth(notes), DEEPEST_NOTES)):
        if depth > most:
            raise QueryError(
                f"the query's brackets are nested {depth} deep; at most {most} can be answered"
            )
    most = max([*map(bare.count, _SIGNS), bare.lower().count("bind")])
    if most > MOST:
        raise QueryError(
            f"the query is too long: it holds {most} parts of one kind, and at most {MOST} can be "
            "answered; ask in several queries, or list things in VALUES"
        )


def _depth(brackets: Iterable[str]) -> int:
    depth = deepest = 0
    for bracket in brackets:
        depth += 1 if bracket in ("<<", "{|", "(", "[", "{") else -1
        deepest = max(deepest, depth)
    return deepest


def _refuse_service(query: str) -> None:
    """Refuse a query in which ``SERVICE`` is a keyword, and not part of a text or a name.

    Who reads the text himself may read it otherwise than the engine does. So the engine reads it,
    with another word in that place: this is a query only if the word was no keyword.
    """
    import re

    other = re.sub("service", "serxice", query, flags=re.IGNORECASE | re.ASCII)
    try:
        pyoxigraph.Store().query(other, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(
            "this is no SPARQL query, or one that sends a part of itself to another server "
            f"(SERVICE), which expograph does not do: {error}"
        ) from None
    except (OSError, RuntimeError, ValueError):
        return
