"""Writes answers for people and for programs: table, Markdown, CSV, TSV, JSON."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from expograph.answers import BlankNode, Literal, NamedNode, text
from expograph.vocabulary import PREFIXES, prefixed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from expograph.answers import Answer, Term

    Shown = Callable[[Term | None], str]

FORMATS = ("table", "markdown", "csv", "tsv", "json")
GRAPH_FORMATS = ("turtle", "ntriples", "jsonld")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_WIDTH = 100


def compact(term: Term | None) -> str:
    """Return a term as it is shown: a prefixed name where there is one, else what it says.

    >>> compact(NamedNode("https://w3id.org/expograph/id/city/barcelona"))
    'ci:barcelona'
    """
    said = text(term)
    if isinstance(term, NamedNode) and (known := prefixed(said)):
        prefix, local = known
        if local and not set(local) & set("/#?%"):
            return f"{prefix}:{local}"
    return said


def named(names: Mapping[str, str]) -> Shown:
    """Return a way to show terms that puts names in the place of IRIs."""

    def shown(term: Term | None) -> str:
        return (isinstance(term, NamedNode) and names.get(term.value)) or compact(term)

    return shown


def table(answer: Answer, shown: Shown = compact) -> str:
    """Return rows as a text table whose columns stand one under the other.

    A column that would be wider than ``_WIDTH`` is cut with an ellipsis.
    """
    cells = [[_cut(one_line(shown(term))) for term in row] for row in answer.rows]
    heads = [_cut(one_line(column.replace("_", " "))) for column in answer.columns]
    widths = [max(map(_width, column)) for column in zip(heads, *cells, strict=True)]
    ruler = ["─" * width for width in widths]
    lines = [heads, ruler, *cells]
    return "".join(
        "  ".join(_padded(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip()
        + "\n"
        for line in lines
    )


def markdown(answer: Answer, shown: Shown = compact) -> str:
    """Return rows as a Markdown table."""
    lines = [answer.columns, ["---"] * len(answer.columns)]
    lines += [[_markdown_cell(shown(term)) for term in row] for row in answer.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def separated(answer: Answer, shown: Shown = text) -> str:
    """Return rows as CSV that no spreadsheet takes for formulas.

    A cell that begins like a formula gets an apostrophe in front; numbers stay as they are.
    """
    return separated_rows(answer.columns, (map(shown, row) for row in answer.rows))


def separated_rows(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return texts in rows as such CSV, under the names of their columns."""
    lines = itertools.chain([columns], (map(_harmless, row) for row in rows))
    return "".join(f"{','.join(map(_quoted, line))}\r\n" for line in lines)


def tabbed(answer: Answer) -> str:
    """Return rows as SPARQL 1.1 TSV: terms in Turtle syntax."""
    lines: Iterable[str] = (
        "\t".join("" if term is None else str(term).replace("\t", r"\t") for term in row)
        for row in answer.rows
    )
    return "".join(f"{line}\n" for line in ["\t".join(f"?{c}" for c in answer.columns), *lines])


def json_results(answer: Answer) -> str:
    """Return rows as SPARQL 1.1 JSON results."""
    import json

    bindings = [
        {
            column: _json(term)
            for column, term in zip(answer.columns, row, strict=True)
            if term is not None
        }
        for row in answer.rows
    ]
    results = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(results, ensure_ascii=False, indent=1) + "\n"


def rows_in(form: str, answer: Answer, shown: Shown | None = None) -> str:
    """Return rows in one of ``FORMATS``; JSON and TSV keep to the standard's terms.

    Unless it is said how to show terms, IRIs are written in full where programs read them.
    """
    if form == "json":
        return json_results(answer)
    if form == "tsv":
        return tabbed(answer)
    if form == "csv":
        return separated(answer, shown or text)
    return {"table": table, "markdown": markdown}[form](answer, shown or compact)


def verdict(yes: bool, form: str) -> str:
    """Return the answer to an ASK."""
    if form == "json":
        return f'{{"head": {{}}, "boolean": {"true" if yes else "false"}}}\n'
    return "yes\n" if yes else "no\n"


def _json(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, Literal):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {part: _json(said) for part, said in parts.items()}}
    said: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        said["xml:lang"] = term.language
        if term.direction:
            said["its:dir"] = term.direction.value
    elif term.datatype.value != f"{PREFIXES['xsd']}string":
        said["datatype"] = term.datatype.value
    return said


def one_line(said: str) -> str:
    """Return a text in one line, without characters that a terminal obeys.

    >>> one_line("one\\ntwo\\x1b[2J")
    'one two [2J'
    """
    return said if said.isprintable() else "".join(c if c.isprintable() else " " for c in said)


def _cut(cell: str) -> str:
    """Return as much of a cell as a column has room for."""
    if _width(cell) <= _WIDTH:
        return cell
    room, kept = _WIDTH - 1, 0
    for character in cell:
        room -= _width(character)
        if room < 0:
            break
        kept += 1
    return f"{cell[:kept]}…"


def _width(said: str) -> int:
    """Return how many places a text takes on a terminal."""
    if said.isascii():
        return len(said)
    import unicodedata

    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me")
        else 1 + (unicodedata.east_asian_width(character) in ("W", "F"))
        for character in said
    )


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _markdown_cell(said: str) -> str:
    flat = " ".join(one_line(said).split())
    return "".join("\\" + c if c in "\\|<>[]`*_&~" else c for c in flat)


def _harmless(said: str) -> str:
    return f"'{said}" if said.startswith(_FORMULA) and not _is_number(said) else said


def _is_number(said: str) -> bool:
    try:
        float(said)
    except ValueError:
        return False
    return True


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\r\n') else cell
