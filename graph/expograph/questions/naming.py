"""Finds the thing that people mean by a name as they type it, among all that the graph knows.

An IRI, ``ci:barcelona``, ``city/barcelona``, the id alone, a name or alias in any case, or a series
with a year. Several or none: the candidates are offered, nothing is guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from expograph import resources
from expograph.answers import Literal, NamedNode, text
from expograph.errors import AmbiguousName, UnknownName, UsageError, nearest
from expograph.questions.library import bind
from expograph.vocabulary import BASE, CLASS_OF_KIND, KINDS_OF_AGENT, NS, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from expograph.answers import Rows

_LONGEST = 500
AGENTS = tuple(CLASS_OF_KIND[kind] for kind in KINDS_OF_AGENT)
_YEAR = re.compile(r"(.*\S)[ -]+((?:19|20)\d\d)")
_KINDS = {name: kind for kind, name in CLASS_OF_KIND.items()}


class Found(NamedTuple):
    """A thing that was found: its IRI, and what was typed for it."""

    iri: str
    label: str


def find(name: str, types: Sequence[str], rows: Rows) -> Found:
    """Return the one thing of these classes that ``name`` means.

    Raises ``UnknownName`` or ``AmbiguousName`` with the candidates as they can be typed.
    """
    name = name.strip()
    classes = [each for type_ in types for each in (AGENTS if type_ == "Agent" else (type_,))]
    if not name:
        raise UsageError(f"a name is missing; type the name of {_an(_said(classes))}")
    if len(name) > _LONGEST:
        raise UsageError(f"no name has {len(name)} letters; type the name of {_an(_said(classes))}")
    if exact := _identified(name, classes, rows) or _called(name, classes, rows):
        return Found(_only(name, exact), name)
    return _among_all(name, classes, rows)


def _identified(name: str, classes: Sequence[str], rows: Rows) -> list[str]:
    """Return what has this IRI or id."""
    if not (things := _iris(name, classes)):
        return []
    query = bind(
        resources.query("internal/identified"), {"class": _terms(classes), "thing": things}
    )
    return [text(row[0]) for row in rows(query).rows]


def _called(name: str, classes: Sequence[str], rows: Rows) -> list[str]:
    """Return what is called so, else what is also called so."""
    folded = [_literal(name.lower())]
    query = bind(
        resources.query("internal/named"),
        {"class": _terms(classes), "name": folded, "called": folded},
    )
    answer = [(text(row[0]), text(row[2])) for row in rows(query).rows]
    best = max((rank for _, rank in answer), default="")
    return [iri for iri, rank in answer if rank == best]


def _terms(classes: Iterable[str]) -> list[str]:
    return [f"<{NS}{each}>" for each in classes]


def _literal(said: str) -> str:
    try:
        return str(Literal(said))
    except ValueError:
        raise UsageError(f"{said!r} is not UTF-8; names are typed in UTF-8") from None


def _iris(name: str, classes: Iterable[str]) -> list[str]:
    """Return the IRIs that a name may be or stand for, in N-Triples form."""
    prefix, colon, local = name.partition(":")
    if name.startswith(BASE):
        iris = [name]
    elif colon and prefix in PREFIXES and re.fullmatch(r"[a-z0-9-]+", local):
        iris = [PREFIXES[prefix] + local]
    elif not re.fullmatch(r"(?:[a-z]+/)?[a-z0-9-]+", name):
        return []
    elif "/" in name:
        iris = [f"{BASE}id/{name}"]
    else:
        iris = [f"{BASE}id/{_KINDS[each]}/{name}" for each in classes]
    try:
        return [str(NamedNode(iri)) for iri in iris]
    except ValueError:
        return []


def _among_all(name: str, classes: Sequence[str], rows: Rows) -> Found:
    from expograph.names import plain

    query = bind(resources.query("internal/labels"), {"class": _terms(classes)})
    labels = [(text(row[2]), text(row[0])) for row in rows(query).rows]
    folded = [(plain(label), label, iri) for label, iri in labels]
    wanted = plain(name)
    same = [iri for label, _, iri in folded if label == wanted]
    if not same and "Event" in classes and (dated := _YEAR.fullmatch(name)):
        same = _editions(dated[1], dated[2], rows)
    if same:
        return Found(_only(name, same), name)
    words = set(wanted.split())
    holding = [(label, iri) for key, label, iri in folded if words and words <= set(key.split())]
    if len({iri for _, iri in holding}) > 1:
        _only(name, [iri for _, iri in holding])
    elif holding:
        raise UnknownName(_said(classes), name, [label for label, _ in holding][:3])
    _refuse_other_kind(name, classes, rows)
    near = nearest(wanted, [key for key, _, _ in folded])
    shown = [next(label for key, label, _ in folded if key == each) for each in near]
    raise UnknownName(_said(classes), name, dict.fromkeys(shown))


def _refuse_other_kind(name: str, classes: Sequence[str], rows: Rows) -> None:
    """Say so when a name is that of a thing, but of none of the wanted kind."""
    others = [each for each in _KINDS if each not in classes]
    if found := _identified(name, others, rows) or _called(name, others, rows):
        kind = found[0].removeprefix(f"{BASE}id/").partition("/")[0]
        kind = "event series" if kind == "series" else kind
        raise UsageError(f"{name!r} is {_an(kind)}; what is wanted here is {_an(_said(classes))}")


def _an(said: str) -> str:
    return f"{'an' if said[0] in 'aeiou' else 'a'} {said}"


def _editions(series: str, year: str, rows: Rows) -> list[str]:
    """Return the editions of a series in a year."""
    try:
        found = find(series, ("EventSeries",), rows)
    except UsageError:
        return []
    query = bind(resources.query("internal/editions"), {"series": [f"<{found.iri}>"]})
    return [text(event) for event, date in rows(query).rows if text(date).startswith(year)]


def _only(name: str, iris: Iterable[str]) -> str:
    unique = list(dict.fromkeys(iris))
    if len(unique) == 1:
        return unique[0]
    shown = [iri.removeprefix(f"{BASE}id/") for iri in unique[:12]]
    more = [f"… and {len(unique) - 12} more"] if len(unique) > 12 else []
    raise AmbiguousName(name, [*shown, *more])


def said_of(types: Sequence[str]) -> str:
    """Return classes as people call them.

    >>> said_of(["Event", "EventSeries"])
    'event or event series'
    """
    return _said(["actor" if each == "Agent" else each for each in types])


def _said(classes: Sequence[str]) -> str:
    if set(classes) >= set(_KINDS):
        return "thing"
    if set(classes) == set(AGENTS):
        return "organisation, city, country, person or project"
    return " or ".join(
        "event series" if each == "EventSeries" else each.lower() for each in classes
    )
