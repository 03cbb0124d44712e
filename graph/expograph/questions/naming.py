"""Finds the thing that people mean by a name as they type it, among all that the graph knows.

An IRI, ``city/barcelona``, the id alone, a name or alias in any case, a series with a year, or some
whole words of a name. Several or none: the candidates are offered, nothing is guessed silently.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from expograph import resources
from expograph.answers import Literal, NamedNode, text
from expograph.errors import AmbiguousName, UnknownName, UsageError, nearest
from expograph.questions.library import bind
from expograph.vocabulary import BASE, CLASS_OF_KIND, KINDS_OF_AGENT, NS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from expograph.answers import Rows

_LONGEST = 500
AGENTS = tuple(CLASS_OF_KIND[kind] for kind in KINDS_OF_AGENT)
_YEAR = re.compile(r"(.*\S)[ -]+((?:19|20)\d\d)")
_KINDS = {name: kind for kind, name in CLASS_OF_KIND.items()}


class Found(NamedTuple):
    """A thing that was found: its IRI, and whether its name was typed in full."""

    iri: str
    label: str
    in_full: bool


def find(name: str, types: Sequence[str], rows: Rows) -> Found:
    """Return the one thing of these classes that ``name`` means.

    Raises ``UnknownName`` or ``AmbiguousName`` with the candidates as they can be typed.
    """
    name = name.strip()
    classes = [each for type_ in types for each in (AGENTS if type_ == "Agent" else (type_,))]
    if not name:
        raise UsageError(f"a name is missing; type the name of a {_said(classes)}")
    if len(name) > _LONGEST:
        raise UsageError(f"no name has {len(name)} letters; type the name of a {_said(classes)}")
    if exact := _identified(name, classes, rows) or _called(name, classes, rows):
        return Found(_only(name, exact), name, True)
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
    if name.startswith(BASE):
        iris = [name]
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
        return Found(_only(name, same), name, True)
    words = set(wanted.split())
    holding = [(label, iri) for key, label, iri in folded if words and words <= set(key.split())]
    if holding:
        iri = _only(name, [iri for _, iri in holding])
        return Found(iri, next(label for label, other in holding if other == iri), False)
    near = nearest(wanted, [key for key, _, _ in folded])
    shown = [next(label for key, label, _ in folded if key == each) for each in near]
    raise UnknownName(_said(classes), name, dict.fromkeys(shown))


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


def _said(classes: Sequence[str]) -> str:
    if set(classes) == set(AGENTS):
        return "organisation, city, country, person or project"
    return " or ".join(
        "event series" if each == "EventSeries" else each.lower() for each in classes
    )
