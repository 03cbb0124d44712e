"""What a doubt is: the thing it is about, its sides, and how a decision would name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from expograph.answers import NamedNode, text
from expograph.vocabulary import BASE, NS, PREFIXES

if TYPE_CHECKING:
    from expograph.answers import Term

KINDS = ("duplicates", "matches", "contested", "claims")
"""The kinds of doubt; of those with the same effect they are asked in this order."""
PAIRS = KINDS[:2]
RDF_TYPE = f"{PREFIXES['rdf']}type"
LABELS = tuple(f"{PREFIXES['skos']}{each}Label" for each in ("pref", "alt"))
SAME_AS = f"{PREFIXES['owl']}sameAs"
NAMING = frozenset({RDF_TYPE, SAME_AS, *LABELS})
"""What says how a thing is called, and ties it to nothing."""

Statement = tuple[str, str, str]
"""Subject, predicate and object in N-Triples form."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a doubt.

    ``term`` is the thing or value; ``written`` how decisions name it, several where several things
    read have the name that is in doubt; ``words`` that name; ``claims`` what speaks for this side,
    each claim with its statement.
    """

    term: Term
    written: tuple[str, ...]
    words: str = ""
    claims: tuple[tuple[Statement, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the machine is unsure of.

    ``thing`` and ``predicate`` are IRIs; ``named`` is how decisions name the thing; ``source`` is
    the thing read that a decision is to be limited to. Of two things, the first side is the one
    that a merge would keep; of values, that which the graph took. ``effect`` counts the statements
    of the graph that hang on it. Doubts of the same effect are ordered by ``weight``, then by the
    ``size`` of what they are about.
    """

    kind: str
    thing: str
    named: str
    sides: tuple[Side, ...]
    predicate: str = ""
    source: str = ""
    because: str = ""
    effect: int = 0
    weight: int = 0
    size: int = 0

    @property
    def order(self) -> tuple[object, ...]:
        """What sorts doubts: the greatest effect first."""
        terms = [str(side.term) for side in self.sides]
        rank = KINDS.index(self.kind)
        sizes = (-self.effect, rank, -self.weight, -self.size)
        return *sizes, self.thing, self.predicate, self.source, terms

    @property
    def things(self) -> frozenset[str]:
        """The IRIs of the things that it is about."""
        named = (side.term for side in self.sides if isinstance(side.term, NamedNode))
        return frozenset({self.thing, *map(text, named)})


def written(address: str) -> str:
    """Return how a decision names what has this IRI.

    >>> written("https://w3id.org/expograph/id/city/lyon"), written(f"{NS}online")
    ('city/lyon', 'online')
    """
    for start in (f"{BASE}id/", f"{BASE}kind/", NS):
        if address.startswith(start):
            return address.removeprefix(start)
    return address.removeprefix(BASE) if address.startswith(f"{BASE}claim/") else address


def node(address: str) -> str:
    """Return an IRI in N-Triples form."""
    return f"<{address}>"
