"""Validates a graph against SHACL shapes: compiles them to SPARQL, says in sentences what is wrong.

Each shape becomes a few SELECT queries that any engine can answer; what they return is wrong. The
part of SHACL that is known stands in the tables below. Whatever else a shapes file holds raises
``UnknownConstruct``: nothing is left unchecked in silence. A shape that reports has a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expograph.answers import BlankNode, Literal, NamedNode, text
from expograph.identifiers import graph
from expograph.store.engine import Engine, turtle_lines
from expograph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from expograph.answers import Answer, Term

SH = "http://www.w3.org/ns/shacl#"
_XSD, _RDF = PREFIXES["xsd"], PREFIXES["rdf"]
_TYPE, _SUBCLASS = f"<{_RDF}type>", f"<{PREFIXES['rdfs']}subClassOf>"
_MARK = re.compile(r"\{[?$](\w+)\}")
_ZONE = r"(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_LEAP = r"([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
_DAYS = (
    r"(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    r"|02-(0[1-9]|1[0-9]|2[0-8])"
)
LEXICAL: dict[str, str] = {
    f"{_XSD}string": "",
    f"{_RDF}langString": "",
    f"{_XSD}anyURI": "",
    f"{_XSD}integer": r"^[+-]?[0-9]+$",
    f"{_XSD}decimal": r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$",
    f"{_XSD}gYear": rf"^[0-9]{{4}}{_ZONE}$",
    f"{_XSD}gYearMonth": rf"^[0-9]{{4}}-(0[1-9]|1[0-2]){_ZONE}$",
    f"{_XSD}date": rf"^([0-9]{{4}}-({_DAYS})|{_LEAP}-02-29){_ZONE}$",
}
"""How a literal of each known datatype is written; an empty pattern admits any text."""

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
_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_TESTS = (
    "class", "datatype", "nodeKind", "in", "pattern", "minLength", "maxLength", *_COMPARED,
    "node", "or", "and", "not",
)  # fmt: skip
_OF_PATHS = ("path", "minCount", "maxCount", *_PAIRED)
_OF_NODES = ("property", "sparql")
_ALWAYS = ("message", "severity", "name", "description", "hasValue", "flags")
_OF_SPARQL = ("select", "message", "prefixes")
_KINDS = frozenset(f"{SH}{kind}" for kind in ("NodeShape", "PropertyShape", "SPARQLConstraint"))
"""The types that a node of a shapes file may have; a shape that is a class too is not known."""


class UnknownConstruct(ValueError):
    """Something in a shapes file that is not compiled; the message names it."""


@dataclass(frozen=True, slots=True)
class Check:
    """One query whose every row breaks a shape: ``?this``, and ``?path`` and ``?value`` if any."""

    shape: str
    message: str
    severity: str
    query: str


@dataclass(frozen=True, slots=True)
class Violation:
    """What breaks which shape: the focus node, the property and the value, as far as there are."""

    shape: str
    focus: str
    path: str
    value: str
    message: str

    def __str__(self) -> str:
        """Say what is wrong, and where.

        >>> base = "https://w3id.org/expograph/"
        >>> print(Violation("", f"{base}id/event/x", f"{base}ns#endDate", "2018", "Too soon."))
        ev:x endDate 2018: Too soon.
        """
        value = "" if self.value == self.focus else self.value
        parts = [_short(part) for part in (self.focus, self.path, value) if part]
        return f"{' '.join(parts)}: {self.message}"


def checks(shapes: Iterable[tuple[str, str]], language: str = "en") -> list[Check]:
    """Compile shapes, given as names and Turtle texts; messages are those in ``language``.

    Raises ``UnknownConstruct`` for what it does not know, ``SyntaxError`` for what is no Turtle.
    """
    compiler = _Compiler(_Said(shapes), language)
    compiled = [check for shape in compiler.said.targeted() for check in compiler.compile(shape)]
    compiler.said.check_taken()
    return compiled


def violations(checks: Iterable[Check], rows: Callable[[str], Answer]) -> list[Violation]:
    """Return what breaks the shapes in a graph, sorted; ``rows`` answers a SELECT.

    The default graph of ``rows`` is the union of all graphs.
    """
    found = {_violation(check, row) for check in checks for row in rows(check.query).texts()}
    return sorted(found, key=lambda each: (each.shape, each.focus, each.path, each.value))


def _violation(check: Check, row: dict[str, str]) -> Violation:
    message = _MARK.sub(lambda mark: _short(row.get(mark[1], mark[0])), check.message)
    return Violation(check.shape, row["this"], row.get("path", ""), row.get("value", ""), message)


def _short(address: str) -> str:
    """Write an IRI with its prefix, where there is one; any other text as it is."""
    best = max(
        ((space, name) for name, space in PREFIXES.items() if address.startswith(space)),
        default=None, key=lambda each: len(each[0]),
    )  # fmt: skip
    if best is None:
        return address
    space, name = best
    return f"{name}:{address.removeprefix(space)}" if name else address.removeprefix(space)


class _Said:
    """What the shapes files say of each node, and which of the nodes were taken up."""

    def __init__(self, shapes: Iterable[tuple[str, str]]) -> None:
        engine = Engine.in_memory()
        for number, (_, content) in enumerate(shapes):
            engine.load(turtle_lines(content, graph("shapes"), f"s{number}n"))
        self._said: defaultdict[Term, defaultdict[str, list[Term]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for subject, predicate, thing in engine.rows("SELECT ?s ?p ?o WHERE { ?s ?p ?o }").rows:
            assert subject is not None and thing is not None
            self._said[subject][text(predicate)].append(thing)
        self._taken: set[Term] = set()

    def all(self, node: Term, name: str) -> list[Term]:
        """Return the values of a SHACL property of a node, in an order that stays."""
        return sorted(self._said[node].get(SH + name, ()), key=str)

    def one(self, node: Term, name: str) -> Term | None:
        """Return the only value of a SHACL property of a node, if it has any."""
        values = self.all(node, name)
        if len(values) > 1:
            raise UnknownConstruct(f"{_named(node)} has several sh:{name}")
        return values[0] if values else None

    def items(self, head: Term) -> list[Term]:
        """Return the members of an RDF list."""
        members = []
        while text(head) != f"{_RDF}nil":
            self._taken.add(head)
            first, rest = (self._said[head].get(_RDF + part, []) for part in ("first", "rest"))
            if len(first) != 1 or len(rest) != 1:
                raise UnknownConstruct(f"{_named(head)} is no list")
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
                raise UnknownConstruct(f"{_named(node)} has {_named(NamedNode(predicate))}")
        for kind in self._said[node].get(f"{_RDF}type", ()):
            if text(kind) not in _KINDS:
                raise UnknownConstruct(f"{_named(node)} is a {_named(kind)}")

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
                raise UnknownConstruct(f"{_named(node)} is no part of a shape that has a target")

    def _has_target(self, node: Term) -> bool:
        return any(SH + name in self._said[node] for name in _TARGETS)


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


@dataclass(frozen=True, slots=True)
class _Test:
    """What a value passes: an expression that never fails, and what must be there if that is all.

    ``pattern`` is a graph pattern that matches the same values, or empty where there is none.
    """

    expression: str
    pattern: str = ""


class _Compiler:
    """Turns shapes into queries."""

    def __init__(self, said: _Said, language: str) -> None:
        self.said = said
        self._language = language
        self._variables = 0
        self._open: list[Term] = []

    def compile(self, shape: Term) -> Iterator[Check]:
        """Yield the checks of a shape that has targets, and of the shapes of its properties."""
        yield from self._checks(shape, self._focus(shape), _TARGETS)

    def _checks(self, shape: Term, focus: _Focus, also: tuple[str, ...] = ()) -> Iterator[Check]:
        if not isinstance(shape, NamedNode):
            raise UnknownConstruct(f"{_named(shape)} has no name to report under")
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
            raise UnknownConstruct(f"{_named(node)} has no sh:message")
        return min(messages, key=lambda each: self._strangeness(each.language or "")).value

    def _strangeness(self, language: str) -> tuple[int, str]:
        return ([self._language, "", "en", language].index(language), language)

    # Targets and paths

    def _focus(self, shape: Term) -> _Focus:
        patterns = [
            _TARGET[name](self, each) for name in _TARGETS for each in self.said.all(shape, name)
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
            raise UnknownConstruct(f"{_named(path)} is no path")
        if inverse is not None:
            return f"^{self._path_text(inverse)}"
        assert choices is not None
        return f"({'|'.join(self._path_text(each) for each in self.said.items(choices))})"

    # What is wrong with a focus node

    def _of_node(self, shape: Term, focus: _Focus) -> Iterator[str]:
        """Yield the queries of a node shape: its focus nodes that do not pass its own tests."""
        for wrong in _failing(self._tests(shape, "?this")):
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
            yield _grouped(f"{focus.pattern()} OPTIONAL {{ ?this {path} ?value }}", f"< {least}")
        if most == 0:
            yield f"?this {path} ?value . {focus.pattern(path)}"
        elif most:
            yield f"{_grouped(f'?this {path} ?value', f'> {most}')} {focus.pattern(path)}"
        for each in self.said.all(shape, "hasValue"):
            yield f"{focus.pattern()} MINUS {{ ?this {path} {each} }}"

    def _of_values(self, shape: Term, path: str) -> Iterator[str]:
        """Yield what fails values; filtered first, so that few are left to be looked up."""
        yield from _failing(self._tests(shape, "?value", of_path=True))
        for other, test in self._pairs(shape, "?value", "?other"):
            yield f"?this {other} ?other . FILTER({_not(test)})"

    def _of_sparql(self, constraint: Term, focus: _Focus) -> str:
        """Return the query of a SPARQL-based constraint, asked of all focus nodes at once."""
        self.said.take(constraint, _OF_SPARQL)
        head = "".join(self.said.declared(each) for each in self.said.all(constraint, "prefixes"))
        select = re.sub(r"\$(?=\w)", "?", text(self.said.one(constraint, "select")))
        if bound := re.search(r"\?(PATH|shapesGraph|currentShape)\b", select):
            raise UnknownConstruct(f"{_named(constraint)}: sh:select asks for ${bound[1]}")
        if not re.match(r"\s*SELECT\s+(DISTINCT\s+)?\?this\b", select):
            raise UnknownConstruct(f"{_named(constraint)}: sh:select does not begin SELECT $this")
        return f"{head}SELECT DISTINCT * WHERE {{ {focus.pattern()} {{ {select} }} }}"

    # What is right of a value

    def _tests(self, shape: Term, value: str, of_path: bool = False) -> list[_Test]:
        """Return the tests put to one value; of a path, ``sh:hasValue`` is about all its values."""
        names = _TESTS if of_path else (*_TESTS, "hasValue")
        return [
            self._test(name, each, value, shape)
            for name in names
            for each in self.said.all(shape, name)
        ]

    def _test(self, name: str, parameter: Term, value: str, shape: Term) -> _Test:
        if name in _COMPARED:
            return _Test(f"COALESCE({value} {_COMPARED[name]} {parameter}, false)")
        if name in ("minLength", "maxLength"):
            sign = ">=" if name == "minLength" else "<="
            return _Test(f"(!isBlank({value}) && STRLEN(STR({value})) {sign} {parameter})")
        if name == "pattern":
            flags = self.said.one(shape, "flags")
            return _Test(f"(!isBlank({value}) && {_regex(value, text(parameter), text(flags))})")
        return _TEST[name](self, parameter, value)

    def _class(self, kind: Term, value: str) -> _Test:
        each = self._fresh()
        return _there(f"{value} {_TYPE} {each} . {each} {_SUBCLASS}* {kind} .")

    def _datatype(self, datatype: Term, value: str) -> _Test:
        if text(datatype) not in LEXICAL:
            raise UnknownConstruct(f"sh:datatype {_named(datatype)}")
        pattern = LEXICAL[text(datatype)]
        written = f" && {_regex(value, pattern)}" if pattern else ""
        return _Test(f"COALESCE(DATATYPE({value}) = {datatype}{written}, false)")

    def _node_kind(self, kind: Term, value: str) -> _Test:
        name = text(kind).removeprefix(SH)
        if name not in _NODE_KINDS:
            raise UnknownConstruct(f"sh:nodeKind {_named(kind)}")
        return _any([_Test(f"{function}({value})") for function in _NODE_KINDS[name]])

    def _same(self, thing: Term, value: str) -> _Test:
        return _Test(f"sameTerm({value}, {thing})")

    def _in(self, choices: Term, value: str) -> _Test:
        return _any([self._same(choice, value) for choice in self.said.items(choices)])

    def _or(self, shapes: Term, value: str) -> _Test:
        return _any([self._conforms(each, value) for each in self.said.items(shapes)])

    def _and(self, shapes: Term, value: str) -> _Test:
        return _all([self._conforms(each, value) for each in self.said.items(shapes)])

    def _none(self, shape: Term, value: str) -> _Test:
        return _Test(_not(self._conforms(shape, value)))

    def _conforms(self, shape: Term, value: str) -> _Test:
        """Return whether a value conforms to another shape, which does not report by itself."""
        if shape in self._open:
            raise UnknownConstruct(f"{_named(shape)} refers to itself")
        self._open.append(shape)
        path = self._path(shape)
        self._take(shape, path, _TARGETS)
        if self.said.all(shape, "sparql"):
            raise UnknownConstruct(f"{_named(shape)} has sh:sparql within another shape")
        inner = [self._conforms(each, value) for each in self.said.all(shape, "property")]
        own = self._through(shape, path, value) if path else self._tests(shape, value)
        self._open.pop()
        return _all([*own, *inner])

    def _through(self, shape: Term, path: str, node: str) -> list[_Test]:
        """Return what is right of the values that a node has by a path."""
        value, other = self._fresh(), self._fresh()
        reached = f"{node} {path} {value} ."
        return [
            *self._through_number(shape, reached, f"{node} {path} {other} .", value, other),
            *(_there(f"{node} {path} {each} .") for each in self.said.all(shape, "hasValue")),
            *(
                _absent(f"{reached} FILTER({_not(test)})")
                for test in self._tests(shape, value, of_path=True)
            ),
            *(
                _absent(f"{reached} {node} {pair} {other} . FILTER({_not(test)})")
                for pair, test in self._pairs(shape, value, other)
            ),
        ]

    def _through_number(
        self, shape: Term, reached: str, again: str, value: str, other: str
    ) -> Iterator[_Test]:
        least, most = (self._number(shape, name) for name in ("minCount", "maxCount"))
        if (least or 0) > 1 or (most or 0) > 1:
            raise UnknownConstruct(f"{_named(shape)} counts beyond 1 within another shape")
        if least:
            yield _there(reached)
        if most is not None:
            second = f"{again} FILTER(!sameTerm({value}, {other}))" if most else ""
            yield _absent(f"{reached} {second}")

    def _pairs(self, shape: Term, value: str, other: str) -> Iterator[tuple[str, _Test]]:
        """Yield each property whose values this one's must come before, and the test."""
        for name, sign in _PAIRED.items():
            for each in self.said.all(shape, name):
                yield str(each), _Test(f"COALESCE({value} {sign} {other}, false)")

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
_TEST: dict[str, Callable[[_Compiler, Term, str], _Test]] = {
    "class": _Compiler._class, "datatype": _Compiler._datatype, "hasValue": _Compiler._same,
    "nodeKind": _Compiler._node_kind, "in": _Compiler._in, "node": _Compiler._conforms,
    "or": _Compiler._or, "and": _Compiler._and, "not": _Compiler._none,
}  # fmt: skip


def _there(pattern: str) -> _Test:
    return _Test(f"EXISTS {{ {pattern} }}", pattern)


def _absent(pattern: str) -> _Test:
    return _Test(f"NOT EXISTS {{ {pattern} }}")


def _not(test: _Test) -> str:
    return f"(!{test.expression})"


def _all(tests: list[_Test]) -> _Test:
    pattern = " ".join(test.pattern for test in tests) if all(t.pattern for t in tests) else ""
    return _Test(f"({' && '.join(test.expression for test in tests) or 'true'})", pattern)


def _any(tests: list[_Test]) -> _Test:
    patterns = [f"{{ {test.pattern} }}" for test in tests if test.pattern]
    pattern = " UNION ".join(patterns) if len(patterns) == len(tests) else ""
    return _Test(f"({' || '.join(test.expression for test in tests) or 'false'})", pattern)


def _failing(tests: list[_Test]) -> Iterator[str]:
    """Yield what leaves only those that fail a test; patterns are taken away, which is faster."""
    yield from (f"MINUS {{ {test.pattern} }}" for test in tests if test.pattern)
    if others := [test for test in tests if not test.pattern]:
        yield f"FILTER{_not(_all(others))}"


def _grouped(pattern: str, condition: str) -> str:
    having = f"HAVING (COUNT(DISTINCT ?value) {condition})"
    return f"{{ SELECT ?this WHERE {{ {pattern} }} GROUP BY ?this {having} }}"


def _regex(value: str, pattern: str, flags: str = "") -> str:
    """Return the test of a text against a pattern, as SPARQL writes both."""
    parts = [f"STR({value})", str(Literal(pattern)), *([str(Literal(flags))] if flags else [])]
    return f"REGEX({', '.join(parts)})"


def _named(node: Term) -> str:
    if isinstance(node, BlankNode):
        return "a shape or list without a name"
    address = text(node)
    return f"sh:{address.removeprefix(SH)}" if address.startswith(SH) else f"<{address}>"
