"""Compiles SHACL shapes to SPARQL: SELECT queries that any engine answers with what is wrong.

The part of SHACL that is known stands in the tables below. Whatever else a shapes file holds raises
``UnknownConstruct``: nothing is left unchecked in silence. A shape that reports has a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expograph.answers import Literal, NamedNode, text
from expograph.shapes.expressions import (
    LEXICAL,
    Test,
    absent,
    all_of,
    any_of,
    failing,
    grouped,
    negated,
    regex,
    there,
)
from expograph.shapes.report import Check
from expograph.shapes.said import SH, TARGETS, Said, UnknownConstruct, named
from expograph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from expograph.answers import Term

_TYPE, _SUBCLASS = f"<{PREFIXES['rdf']}type>", f"<{PREFIXES['rdfs']}subClassOf>"
_NODE_KINDS = {
    "IRI": ("isIRI",),
    "Literal": ("isLiteral",),
    "BlankNode": ("isBlank",),
    "IRIOrLiteral": ("isIRI", "isLiteral"),
    "BlankNodeOrIRI": ("isBlank", "isIRI"),
    "BlankNodeOrLiteral": ("isBlank", "isLiteral"),
}
_COMPARED = {
    "minInclusive": ">=", "minExclusive": ">", "maxInclusive": "<=", "maxExclusive": "<",
}  # fmt: skip
_PAIRED = {"lessThan": "<", "lessThanOrEquals": "<="}
_TESTS = (
    "class", "datatype", "nodeKind", "in", "pattern", "minLength", "maxLength", *_COMPARED,
    "node", "or", "and", "not",
)  # fmt: skip
_OF_PATHS = ("path", "minCount", "maxCount", *_PAIRED)
_OF_NODES = ("property", "sparql")
_ALWAYS = ("message", "severity", "name", "description", "hasValue", "flags")
_OF_SPARQL = ("select", "message", "prefixes")


def checks(shapes: Iterable[tuple[str, str]], language: str = "en") -> list[Check]:
    """Compile shapes, given as names and Turtle texts; messages are those in ``language``.

    Raises ``UnknownConstruct`` for what it does not know, ``SyntaxError`` for what is no Turtle.
    """
    compiler = _Compiler(Said(shapes), language)
    compiled = [check for shape in compiler.said.targeted() for check in compiler.compile(shape)]
    compiler.said.check_taken()
    return compiled


@dataclass(frozen=True, slots=True)
class _Focus:
    """Which nodes a shape is about: patterns that bind ``?this``, and whose subjects they are."""

    patterns: tuple[str, ...]
    subjects_of: str = ""

    def pattern(self, path: str = "") -> str:
        """Return what binds ``?this``; nothing where ``?this path …`` stands beside it and does."""
        if path and path == self.subjects_of:
            return ""
        if len(self.patterns) == 1:
            return self.patterns[0]
        union = " UNION ".join(f"{{ {pattern} }}" for pattern in self.patterns)
        return f"{{ SELECT DISTINCT ?this WHERE {{ {union} }} }}"


class _Compiler:
    """Turns shapes into queries."""

    def __init__(self, said: Said, language: str) -> None:
        self.said = said
        self._language = language
        self._variables = 0
        self._open: list[Term] = []

    def compile(self, shape: Term) -> Iterator[Check]:
        """Yield the checks of a shape that has targets, and of the shapes of its properties."""
        yield from self._checks(shape, self._focus(shape), TARGETS)

    def _checks(self, shape: Term, focus: _Focus, also: tuple[str, ...] = ()) -> Iterator[Check]:
        if not isinstance(shape, NamedNode):
            raise UnknownConstruct(f"{named(shape)} has no name to report under")
        path = self._path(shape)
        self._take(shape, path, also)
        bodies = self._of_path(shape, path, focus) if path else self._of_node(shape, focus)
        for body in bodies:
            yield self._check(shape, shape, body)
        for each in self.said.all(shape, "property"):
            yield from self._checks(each, focus)
        for each in self.said.all(shape, "sparql"):
            yield self._check(shape, each, self._of_sparql(each, focus))

    def _take(self, shape: Term, path: str, also: tuple[str, ...] = ()) -> None:
        self.said.take(shape, (*also, *_TESTS, *_ALWAYS, *(_OF_PATHS if path else _OF_NODES)))

    def _check(self, shape: Term, speaker: Term, query: str) -> Check:
        severity = self.said.one(shape, "severity")
        return Check(
            text(shape), self._message(speaker),
            text(severity).removeprefix(SH) if severity else "Violation", query,
        )  # fmt: skip

    def _message(self, node: Term) -> str:
        messages = [each for each in self.said.all(node, "message") if isinstance(each, Literal)]
        if not messages:
            raise UnknownConstruct(f"{named(node)} has no sh:message")
        return min(messages, key=lambda each: self._strangeness(each.language or "")).value

    def _strangeness(self, language: str) -> tuple[int, str]:
        return ([self._language, "", "en", language].index(language), language)

    # Targets and paths

    def _focus(self, shape: Term) -> _Focus:
        patterns = [
            _TARGET[name](self, each) for name in TARGETS for each in self.said.all(shape, name)
        ]
        subjects = self.said.all(shape, "targetSubjectsOf")
        alone = len(patterns) == len(subjects) == 1
        return _Focus(tuple(patterns), str(subjects[0]) if alone else "")

    def _instances(self, kind: Term) -> str:
        each = self._fresh()
        return f"{each} {_SUBCLASS}* {kind} . ?this {_TYPE} {each} ."

    def _subjects(self, predicate: Term) -> str:
        return f"{{ SELECT DISTINCT ?this WHERE {{ ?this {predicate} {self._fresh()} }} }}"

    def _objects(self, predicate: Term) -> str:
        return f"{{ SELECT DISTINCT ?this WHERE {{ {self._fresh()} {predicate} ?this }} }}"

    def _itself(self, node: Term) -> str:
        return f"VALUES ?this {{ {node} }}"

    def _path(self, shape: Term) -> str:
        path = self.said.one(shape, "path")
        return self._path_text(path) if path else ""

    def _path_text(self, path: Term) -> str:
        if isinstance(path, NamedNode):
            return str(path)
        if self.said.is_list(path):
            return f"({'/'.join(self._path_text(each) for each in self.said.items(path))})"
        self.said.take(path, ("inversePath", "alternativePath"))
        inverse, choices = (self.said.one(path, f"{way}Path") for way in ("inverse", "alternative"))
        if (inverse is None) == (choices is None):
            raise UnknownConstruct(f"{named(path)} is no path")
        if inverse is not None:
            return f"^{self._path_text(inverse)}"
        assert choices is not None
        return f"({'|'.join(self._path_text(each) for each in self.said.items(choices))})"

    # What is wrong with a focus node

    def _of_node(self, shape: Term, focus: _Focus) -> Iterator[str]:
        """Yield the queries of a node shape: its focus nodes that do not pass its own tests."""
        for wrong in failing(self._tests(shape, "?this")):
            yield f"SELECT DISTINCT ?this (?this AS ?value) WHERE {{ {focus.pattern()} {wrong} }}"

    def _of_path(self, shape: Term, path: str, focus: _Focus) -> Iterator[str]:
        """Yield the queries of a property shape: wrong in number, wrong in value."""
        head = "SELECT DISTINCT ?this" + (f" ({path} AS ?path)" if path[0] == "<" else "")
        for wrong in self._of_number(shape, path, focus):
            yield f"{head} WHERE {{ {wrong} }}"
        for wrong in self._of_values(shape, path):
            found = f"{{ SELECT ?this ?value WHERE {{ ?this {path} ?value . {wrong} }} }}"
            yield f"{head} ?value WHERE {{ {found} {focus.pattern(path)} }}"

    def _of_number(self, shape: Term, path: str, focus: _Focus) -> Iterator[str]:
        least, most = (self._number(shape, name) for name in ("minCount", "maxCount"))
        if least == 1:
            yield f"{focus.pattern()} MINUS {{ ?this {path} ?value }}"
        elif least:
            yield grouped(f"{focus.pattern()} OPTIONAL {{ ?this {path} ?value }}", f"< {least}")
        if most == 0:
            yield f"?this {path} ?value . {focus.pattern(path)}"
        elif most:
            yield f"{grouped(f'?this {path} ?value', f'> {most}')} {focus.pattern(path)}"
        for each in self.said.all(shape, "hasValue"):
            yield f"{focus.pattern()} MINUS {{ ?this {path} {each} }}"

    def _of_values(self, shape: Term, path: str) -> Iterator[str]:
        """Yield what fails values; filtered first, so that few are left to be looked up."""
        yield from failing(self._tests(shape, "?value", of_path=True))
        for other, test in self._pairs(shape, "?value", "?other"):
            yield f"?this {other} ?other . FILTER({negated(test)})"

    def _of_sparql(self, constraint: Term, focus: _Focus) -> str:
        """Return the query of a SPARQL-based constraint, asked of all focus nodes at once."""
        self.said.take(constraint, _OF_SPARQL)
        head = "".join(self.said.declared(each) for each in self.said.all(constraint, "prefixes"))
        select = re.sub(r"\$(?=\w)", "?", text(self.said.one(constraint, "select")))
        if bound := re.search(r"\?(PATH|shapesGraph|currentShape)\b", select):
            raise UnknownConstruct(f"{named(constraint)}: sh:select asks for ${bound[1]}")
        if not re.match(r"\s*SELECT\s+(DISTINCT\s+)?\?this\b", select):
            raise UnknownConstruct(f"{named(constraint)}: sh:select does not begin SELECT $this")
        return f"{head}SELECT DISTINCT * WHERE {{ {focus.pattern()} {{ {select} }} }}"

    # What is right of a value

    def _tests(self, shape: Term, value: str, of_path: bool = False) -> list[Test]:
        """Return the tests put to one value; of a path, ``sh:hasValue`` is about all its values."""
        names = _TESTS if of_path else (*_TESTS, "hasValue")
        return [
            self._test(name, each, value, shape)
            for name in names
            for each in self.said.all(shape, name)
        ]

    def _test(self, name: str, parameter: Term, value: str, shape: Term) -> Test:
        if name in _COMPARED:
            return Test(f"COALESCE({value} {_COMPARED[name]} {parameter}, false)")
        if name in ("minLength", "maxLength"):
            sign = ">=" if name == "minLength" else "<="
            return Test(f"(!isBlank({value}) && STRLEN(STR({value})) {sign} {parameter})")
        if name == "pattern":
            flags = self.said.one(shape, "flags")
            return Test(f"(!isBlank({value}) && {regex(value, text(parameter), text(flags))})")
        return _TEST[name](self, parameter, value)

    def _class(self, kind: Term, value: str) -> Test:
        each = self._fresh()
        return there(f"{value} {_TYPE} {each} . {each} {_SUBCLASS}* {kind} .")

    def _datatype(self, datatype: Term, value: str) -> Test:
        if text(datatype) not in LEXICAL:
            raise UnknownConstruct(f"sh:datatype {named(datatype)}")
        pattern = LEXICAL[text(datatype)]
        written = f" && {regex(value, pattern)}" if pattern else ""
        return Test(f"COALESCE(DATATYPE({value}) = {datatype}{written}, false)")

    def _node_kind(self, kind: Term, value: str) -> Test:
        name = text(kind).removeprefix(SH)
        if name not in _NODE_KINDS:
            raise UnknownConstruct(f"sh:nodeKind {named(kind)}")
        return any_of([Test(f"{function}({value})") for function in _NODE_KINDS[name]])

    def _same(self, thing: Term, value: str) -> Test:
        return Test(f"sameTerm({value}, {thing})")

    def _in(self, choices: Term, value: str) -> Test:
        return any_of([self._same(choice, value) for choice in self.said.items(choices)])

    def _or(self, shapes: Term, value: str) -> Test:
        return any_of([self._conforms(each, value) for each in self.said.items(shapes)])

    def _and(self, shapes: Term, value: str) -> Test:
        return all_of([self._conforms(each, value) for each in self.said.items(shapes)])

    def _none(self, shape: Term, value: str) -> Test:
        return Test(negated(self._conforms(shape, value)))

    def _conforms(self, shape: Term, value: str) -> Test:
        """Return whether a value conforms to another shape, which does not report by itself."""
        if shape in self._open:
            raise UnknownConstruct(f"{named(shape)} refers to itself")
        self._open.append(shape)
        path = self._path(shape)
        self._take(shape, path, TARGETS)
        if self.said.all(shape, "sparql"):
            raise UnknownConstruct(f"{named(shape)} has sh:sparql within another shape")
        inner = [self._conforms(each, value) for each in self.said.all(shape, "property")]
        own = self._through(shape, path, value) if path else self._tests(shape, value)
        self._open.pop()
        return all_of([*own, *inner])

    def _through(self, shape: Term, path: str, node: str) -> list[Test]:
        """Return what is right of the values that a node has by a path."""
        value, other = self._fresh(), self._fresh()
        reached = f"{node} {path} {value} ."
        return [
            *self._through_number(shape, reached, f"{node} {path} {other} .", value, other),
            *(there(f"{node} {path} {each} .") for each in self.said.all(shape, "hasValue")),
            *(
                absent(f"{reached} FILTER({negated(test)})")
                for test in self._tests(shape, value, of_path=True)
            ),
            *(
                absent(f"{reached} {node} {pair} {other} . FILTER({negated(test)})")
                for pair, test in self._pairs(shape, value, other)
            ),
        ]

    def _through_number(
        self, shape: Term, reached: str, again: str, value: str, other: str
    ) -> Iterator[Test]:
        least, most = (self._number(shape, name) for name in ("minCount", "maxCount"))
        if (least or 0) > 1 or (most or 0) > 1:
            raise UnknownConstruct(f"{named(shape)} counts beyond 1 within another shape")
        if least:
            yield there(reached)
        if most is not None:
            second = f"{again} FILTER(!sameTerm({value}, {other}))" if most else ""
            yield absent(f"{reached} {second}")

    def _pairs(self, shape: Term, value: str, other: str) -> Iterator[tuple[str, Test]]:
        """Yield each property whose values this one's must come before, and the test."""
        for name, sign in _PAIRED.items():
            for each in self.said.all(shape, name):
                yield str(each), Test(f"COALESCE({value} {sign} {other}, false)")

    def _number(self, shape: Term, name: str) -> int | None:
        value = self.said.one(shape, name)
        return int(text(value)) if value else None

    def _fresh(self) -> str:
        self._variables += 1
        return f"?v{self._variables}"


_TARGET: dict[str, Callable[[_Compiler, Term], str]] = {
    "targetClass": _Compiler._instances,
    "targetNode": _Compiler._itself,
    "targetSubjectsOf": _Compiler._subjects,
    "targetObjectsOf": _Compiler._objects,
}
_TEST: dict[str, Callable[[_Compiler, Term, str], Test]] = {
    "class": _Compiler._class, "datatype": _Compiler._datatype, "hasValue": _Compiler._same,
    "nodeKind": _Compiler._node_kind, "in": _Compiler._in, "node": _Compiler._conforms,
    "or": _Compiler._or, "and": _Compiler._and, "not": _Compiler._none,
}  # fmt: skip
