"""Writes in SPARQL what a value passes, what must be there, and who fails it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from expograph.answers import Literal
from expograph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

_XSD, _RDF = PREFIXES["xsd"], PREFIXES["rdf"]
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


@dataclass(frozen=True, slots=True)
class Test:
    """What a value passes: an expression that never fails, and what must be there if that is all.

    ``pattern`` is a graph pattern that matches the same values, or empty where there is none.
    """

    expression: str
    pattern: str = ""


def there(pattern: str) -> Test:
    return Test(f"EXISTS {{ {pattern} }}", pattern)


def absent(pattern: str) -> Test:
    return Test(f"NOT EXISTS {{ {pattern} }}")


def negated(test: Test) -> str:
    return f"(!{test.expression})"


def all_of(tests: list[Test]) -> Test:
    pattern = " ".join(test.pattern for test in tests) if all(t.pattern for t in tests) else ""
    return Test(f"({' && '.join(test.expression for test in tests) or 'true'})", pattern)


def any_of(tests: list[Test]) -> Test:
    patterns = [f"{{ {test.pattern} }}" for test in tests if test.pattern]
    pattern = " UNION ".join(patterns) if len(patterns) == len(tests) else ""
    return Test(f"({' || '.join(test.expression for test in tests) or 'false'})", pattern)


def failing(tests: list[Test]) -> Iterator[str]:
    """Yield what leaves only those that fail a test; patterns are taken away, which is faster."""
    yield from (f"MINUS {{ {test.pattern} }}" for test in tests if test.pattern)
    if others := [test for test in tests if not test.pattern]:
        yield f"FILTER{negated(all_of(others))}"


def grouped(pattern: str, condition: str) -> str:
    having = f"HAVING (COUNT(DISTINCT ?value) {condition})"
    return f"{{ SELECT ?this WHERE {{ {pattern} }} GROUP BY ?this {having} }}"


def regex(value: str, pattern: str, flags: str = "") -> str:
    """Return the test of a text against a pattern, as SPARQL writes both."""
    parts = [f"STR({value})", str(Literal(pattern)), *([str(Literal(flags))] if flags else [])]
    return f"REGEX({', '.join(parts)})"
