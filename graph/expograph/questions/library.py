"""Finds, describes and binds the questions of the library; each is one ``.rq`` file.

The head of a file tells, in lines that begin with ``#+``, what is asked (``summary``), by which
number of the list of questions (``question``), the parameters with what each may be (``param``), an
example, the statements behind a row (``evidence``), what an empty answer means (``missing``), and
the function that works on its rows, where one is needed (``function``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from expograph import resources
from expograph.errors import UnknownName, UsageError, nearest
from expograph.vocabulary import CLASS_OF_KIND

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_HEAD = re.compile(r"^#\+ ?(\w+): *(.*)$", re.MULTILINE)
_PARAMETER = re.compile(r"(\w+) ([\w|]+)( optional)?(?: — (.*))?")
_BLOCK = re.compile(
    r"VALUES\s+(\?\w+|\(\s*(?:\?\w+\s*)+\))\s*\{[^{}]*\}[ \t]*#\+ (\w+)", re.IGNORECASE
)
_TYPES = frozenset({"build", "date", "integer", "text", "Agent", *CLASS_OF_KIND.values()})


class Parameter(NamedTuple):
    """One parameter: its name, what it may be (classes, or date, integer, text), its meaning."""

    name: str
    types: tuple[str, ...]
    optional: bool
    meaning: str


class Question(NamedTuple):
    """One question of the library, with its SPARQL text, in which parameters stand as examples."""

    name: str
    text: str
    summary: str
    number: str
    parameters: tuple[Parameter, ...]
    example: str
    evidence: tuple[str, ...]
    missing: str
    function: str
    description: str


def names() -> list[str]:
    """Return the names of all questions."""
    return [name for name, _ in resources.files("queries", ".rq")]


def question(name: str) -> Question:
    """Return a question by its name; ``UnknownName`` offers the nearest ones."""
    path = resources.folder("queries") / f"{name}.rq"
    if not re.fullmatch(r"[a-z0-9-]{1,100}", name) or not path.is_file():
        known = names()
        near = nearest(name, known) or [k for k in known if name and name.casefold() in k]
        raise UnknownName("query", name, near, "(`expograph query` lists them all)")
    return read(name, path.read_text(encoding="utf-8"))


def from_file(path: Path) -> Question:
    """Return the question in a file of the user's, with a head like those of the library."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8; a query is a text file in UTF-8") from None
    return read(path.stem, text)


def read(name: str, text: str) -> Question:
    """Return the question that a SPARQL text with a head tells."""
    head: dict[str, list[str]] = {}
    for key, value in _HEAD.findall(text):
        head.setdefault(key, []).append(value.strip())

    def one(key: str) -> str:
        return " ".join(head.get(key, []))

    return Question(
        name, text, one("summary"), one("question"),
        tuple(_parameter(name, said) for said in head.get("param", [])),
        one("example"), tuple(head.get("evidence", [])), one("missing"), one("function"),
        one("description"),
    )  # fmt: skip


def _parameter(question: str, said: str) -> Parameter:
    match = _PARAMETER.fullmatch(said)
    if match is None:
        raise UsageError(f"{question}: the parameter {said!r} is not written `name Type — meaning`")
    name, types, optional, meaning = match.groups()
    if unknown := [each for each in types.split("|") if each not in _TYPES]:
        raise UsageError(
            f"{question}: the parameter {name} cannot be a {unknown[0]!r}; "
            f"it may be {', '.join(sorted(_TYPES))}"
        )
    return Parameter(name, tuple(types.split("|")), bool(optional), meaning or "")


def bind(text: str, values: Mapping[str, Sequence[str]]) -> str:
    """Return a query with its parameters bound: terms in N-Triples form, several if need be.

    The block ``VALUES ?name { … } #+ name`` is replaced; for a parameter without a value it is
    taken out, which leaves the variable free.

    >>> bind('{ VALUES ?of { <urn:x> } #+ of\\n ?of ?p ?o }', {"of": ["<urn:mixmove>"]})
    '{ VALUES ?of { <urn:mixmove> } #+ of\\n ?of ?p ?o }'
    """
    left = dict.fromkeys(values)

    def bound(block: re.Match[str]) -> str:
        variables, name = block.groups()
        if name not in values:
            return block[0]
        left.pop(name, None)
        inside = " ".join(values[name])
        return f"VALUES {variables} {{ {inside} }} #+ {name}" if inside else f"#+ {name}"

    # in one pass, so that nothing in a value can be taken for another parameter's block
    text = _BLOCK.sub(bound, text)
    for name in left:
        raise UsageError(f"the query has no block `VALUES ?{name} {{ … }} #+ {name}` to bind")
    return text
