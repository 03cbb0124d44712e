"""Reads shapes files: what they say of each node, and that nothing in them is passed over."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from expograph.answers import BlankNode, NamedNode, from_turtle, text
from expograph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from expograph.answers import Term

SH = "http://www.w3.org/ns/shacl#"
_RDF = PREFIXES["rdf"]
TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
"""What a shape may be about."""

_KINDS = frozenset(f"{SH}{kind}" for kind in ("NodeShape", "PropertyShape", "SPARQLConstraint"))
"""The types that a node of a shapes file may have; a shape that is a class too is not known."""


class UnknownConstruct(ValueError):
    """Something in a shapes file that is not compiled; the message names it."""


class Said:
    """What the shapes files say of each node, and which of the nodes were taken up."""

    def __init__(self, shapes: Iterable[tuple[str, str]]) -> None:
        self._said: defaultdict[Term, defaultdict[str, list[Term]]] = defaultdict(
            lambda: defaultdict(list)
        )
        stated = dict.fromkeys(
            triple
            for number, (_, content) in enumerate(shapes)
            for triple in from_turtle(content, f"s{number}n")
        )
        for triple in stated:
            self._said[triple.subject][text(triple.predicate)].append(triple.object)
        self._taken: set[Term] = set()

    def all(self, node: Term, name: str) -> list[Term]:
        """Return the values of a SHACL property of a node, in an order that stays."""
        return sorted(self._said[node].get(SH + name, ()), key=str)

    def one(self, node: Term, name: str) -> Term | None:
        """Return the only value of a SHACL property of a node, if it has any."""
        values = self.all(node, name)
        if len(values) > 1:
            raise UnknownConstruct(f"{named(node)} has several sh:{name}")
        return values[0] if values else None

    def items(self, head: Term) -> list[Term]:
        """Return the members of an RDF list."""
        members = []
        while text(head) != f"{_RDF}nil":
            self._taken.add(head)
            first, rest = (self._said[head].get(_RDF + part, []) for part in ("first", "rest"))
            if len(first) != 1 or len(rest) != 1:
                raise UnknownConstruct(f"{named(head)} is no list")
            members.append(first[0])
            head = rest[0]
        return members

    def is_list(self, node: Term) -> bool:
        """Tell whether a node is an RDF list."""
        return f"{_RDF}first" in self._said[node]

    def targeted(self) -> list[Term]:
        """Return the shapes that say what they are about, by name."""
        return sorted((node for node in self._said if self._has_target(node)), key=str)

    def take(self, node: Term, known: Iterable[str]) -> None:
        """Take a node up; it must say nothing beyond the SHACL properties that are known."""
        self._taken.add(node)
        expected = {f"{_RDF}type", *(SH + name for name in known)}
        for predicate in sorted(self._said[node]):
            if predicate not in expected:
                raise UnknownConstruct(f"{named(node)} has {named(NamedNode(predicate))}")
        for kind in self._said[node].get(f"{_RDF}type", ()):
            if text(kind) not in _KINDS:
                raise UnknownConstruct(f"{named(node)} is a {named(kind)}")

    def declared(self, node: Term) -> str:
        """Return the prefixes that a node declares, as the head of a query."""
        self._taken.add(node)
        lines = []
        for each in self.all(node, "declare"):
            self.take(each, ("prefix", "namespace"))
            prefix, space = (text(self.one(each, name)) for name in ("prefix", "namespace"))
            lines.append(f"PREFIX {prefix}: <{space}>\n")
        return "".join(sorted(lines))

    def check_taken(self) -> None:
        """See to it that no node was passed over."""
        for node in sorted(self._said, key=str):
            if self._said[node] and node not in self._taken:
                raise UnknownConstruct(f"{named(node)} is no part of a shape that has a target")

    def _has_target(self, node: Term) -> bool:
        return any(SH + name in self._said[node] for name in TARGETS)


def named(node: Term) -> str:
    if isinstance(node, BlankNode):
        return "a shape or list without a name"
    address = text(node)
    return f"sh:{address.removeprefix(SH)}" if address.startswith(SH) else f"<{address}>"
