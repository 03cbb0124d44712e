"""The ``query`` command: asks a question of the library and prints the answer with its evidence.

Its options are the parameters of the question, so it reads its words itself; and it imports no more
than it needs, since it is what people wait for most often.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from expograph import formats, resources
from expograph.answers import Answer, Literal, NamedNode, text
from expograph.errors import UnknownName, UsageError, nearest
from expograph.questions import library

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from expograph.answers import Rows, Term
    from expograph.questions.evidence import Evidence, Statement
    from expograph.questions.library import Parameter, Question

DEFAULT_STORE = "expograph-store"
_OWN = ("store", "endpoint", "format", "evidence", "iris", "limit", "file", "timeout", "help")
LAST_BUILD = "last-build"
_WIDTH = 100
_FLAGS = ("evidence", "iris", "help")


class Request(NamedTuple):
    """What was asked for: the question, values for its parameters, and how to print."""

    question: Question
    values: Mapping[str, Sequence[str]]
    options: Mapping[str, str]


def run(words: Sequence[str]) -> int:
    """Answer ``expograph query NAME --parameter VALUE …`` and return the exit status."""
    if not words or words[0] in ("--list", "-l"):
        sys.stdout.write(overview())
        return 0
    request = understood(words)
    if "help" in request.options:
        sys.stdout.write(explained(request.question))
        return 0
    rows = opened(request.options)
    form = request.options.get("format", "table")
    if form not in formats.FORMATS:
        raise unknown_format(form, formats.FORMATS)
    bound = bound_terms(request, rows)
    answer = _lately(request, rows) or answered(request.question, bound, rows)
    limit = _whole("limit", request.options.get("limit", "0"))
    shown = Answer(answer.columns, answer.rows[:limit]) if limit else answer
    if not answer.rows:
        _check_words(request, bound, rows)
    told = _told(request.question, bound, shown, rows) if "evidence" in request.options else []
    written = shown if form == "table" else _with_evidence(shown, told)
    sys.stdout.write(printed(written, form, rows, iris="iris" in request.options))
    if len(shown.rows) < len(answer.rows):
        _say(f"{len(shown.rows)} of {len(answer.rows)} rows; --limit 0 shows all")
    if not answer.rows:
        _say(_nothing(request, bound, rows))
    if told and form == "table":
        sys.stdout.write(_listed_behind(shown, told, rows))
    return 0


def unknown_format(form: str, known: Sequence[str]) -> UnknownName:
    """Return what to say of a format that is not known."""
    return UnknownName("format", form, nearest(form, known), f"(there are {', '.join(known)})")


def understood(words: Sequence[str]) -> Request:
    """Return what the words after ``expograph query`` ask for."""
    name, rest = words[0], list(words[1:])
    if name.startswith("-"):
        name, rest = "", list(words)
    question = library.question(name) if name else None
    pairs = list(_pairs(rest, question))
    options = {key: value for key, value in pairs if key in _OWN}
    if "file" in options:
        question = library.from_file(Path(options["file"]))
    if question is None:
        raise UsageError("name a question, such as `expograph query partners --of mixmove`")
    known = [parameter.name for parameter in question.parameters]
    values: dict[str, list[str]] = {}
    for key, value in pairs:
        if key in known:
            values.setdefault(key, []).append(value)
        elif key not in _OWN:
            near = [f"--{each}" for each in nearest(key, [*known, *_OWN])]
            takes = f"({question.name} takes {', '.join(f'--{each}' for each in known) or 'none'})"
            raise UnknownName("option", f"--{key}", near, takes)
    return Request(question, values, options)


def _pairs(words: Sequence[str], question: Question | None) -> Iterator[tuple[str, str]]:
    """Yield the options among words, each with its value."""
    first = [parameter.name for parameter in question.parameters[:1]] if question else []
    left = list(words)
    while left:
        word = left.pop(0)
        if word in ("-h", "-f"):
            word = {"-h": "--help", "-f": "--file"}[word]
        if not word.startswith("--"):
            raise UsageError(
                f"{word!r} is no option; write --{(first or ['option'])[0]} before it, and put "
                "names of several words in quotes"
            )
        key, equals, value = word[2:].partition("=")
        if key in _FLAGS:
            yield key, ""
        elif equals:
            yield key, value
        elif left:
            yield key, left.pop(0)
        else:
            raise UsageError(f"--{key} needs a value")


def opened(options: Mapping[str, str]) -> Rows:
    """Return what answers a SELECT: the store, or the server at ``--endpoint``."""
    if address := options.get("endpoint"):
        from expograph.remote import Endpoint

        return Endpoint(address, timeout=_whole("timeout", options.get("timeout", "60"))).rows
    from expograph.store import open_store

    return open_store(store_folder(options.get("store"))).rows


def store_folder(given: str | None) -> Path:
    """Return the folder of the store: as given, else EXPOGRAPH_STORE, else here."""
    return Path(given or os.environ.get("EXPOGRAPH_STORE") or DEFAULT_STORE)


def bound_terms(request: Request, rows: Rows) -> dict[str, list[Term]]:
    """Return the terms that the parameters stand for; a name is looked up in the graph."""
    bound: dict[str, list[Term]] = {}
    for parameter in request.question.parameters:
        given = request.values.get(parameter.name, [])
        if not given and not parameter.optional:
            example = f"expograph query {request.question.name} {request.question.example}"
            raise UsageError(
                f"--{parameter.name} is missing ({parameter.meaning}), as in `{example}`"
            )
        bound[parameter.name] = [_term(parameter, value, rows) for value in given]
    return bound


def _term(parameter: Parameter, value: str, rows: Rows) -> Term:
    if not value.isascii() and value.encode("utf-8", "replace").decode("utf-8") != value:
        raise UsageError(f"--{parameter.name} {value!r} is not UTF-8")
    if "build" in parameter.types and value.strip() == LAST_BUILD:
        return Literal(LAST_BUILD)
    if "date" in parameter.types:
        from expograph.dates import read_date

        try:
            return Literal(read_date(value.strip()))
        except ValueError as error:
            raise UsageError(f"--{parameter.name}: {error}") from None
    if parameter.types == ("integer",):
        return Literal(_whole(parameter.name, value))
    if parameter.types == ("text",):
        return Literal(value)
    from expograph.questions.naming import find

    return NamedNode(find(value, parameter.types, rows).iri)


def _whole(name: str, value: str) -> int:
    if not value.isdecimal() or len(value) > 9:
        raise UsageError(f"--{name} needs a whole number, not {value!r}")
    return int(value)


def answered(question: Question, bound: Mapping[str, Sequence[Term]], rows: Rows) -> Answer:
    """Return the answer to a question whose parameters are bound to terms."""
    terms = {name: [str(term) for term in each] for name, each in bound.items()}
    answer = rows(library.bind(question.text, terms))
    if question.function:
        from expograph.questions.measures import MEASURES

        if question.function not in MEASURES:
            near = nearest(question.function, MEASURES)
            raise UnknownName("function", question.function, near, f"(in {question.name})")
        return MEASURES[question.function](answer, bound)
    return answer


def _lately(request: Request, rows: Rows) -> Answer | None:
    """Return what the last build changed, if that was asked for."""
    if [LAST_BUILD] not in request.values.values():
        return None
    from expograph.questions.lately import since_last_build
    from expograph.store.engine import Engine
    from expograph.store.generations import previous

    if "endpoint" in request.options:
        raise UsageError(f"a server keeps no earlier build; leave {LAST_BUILD} to the store")
    folder = store_folder(request.options.get("store"))
    before = previous(folder)
    if before is None:
        raise UsageError(f"{folder} keeps no other graph; every build so far gave this one")
    return since_last_build(Engine.reading(before.engine).rows, rows)


def printed(answer: Answer, form: str, rows: Rows, *, iris: bool = False) -> str:
    """Return an answer in a format; IRIs become names where people read them."""
    if not answer.rows and form == "table":
        return ""
    if form in ("json", "tsv"):
        return formats.rows_in(form, answer)
    by_iri = text if form == "csv" else formats.compact
    return formats.rows_in(form, answer, by_iri if iris else formats.named(names_of(answer, rows)))


def names_of(answer: Answer, rows: Rows) -> dict[str, str]:
    """Return what the things in an answer are called."""
    things = {term for row in answer.rows for term in row if isinstance(term, NamedNode)}
    if not things:
        return {}
    wanted = {"thing": sorted(str(term) for term in things)}
    named = rows(library.bind(resources.query("internal/names"), wanted))
    names: dict[str, str] = {}
    for thing, name in named.rows:
        names.setdefault(text(thing), text(name))
    return names


def behind(
    question: Question, bound: Mapping[str, Sequence[Term]], answer: Answer, rows: Rows
) -> str:
    """Return what stands behind the rows of an answer, in words."""
    return _listed_behind(answer, _told(question, bound, answer, rows), rows)


def _told(
    question: Question, bound: Mapping[str, Sequence[Term]], answer: Answer, rows: Rows
) -> list[list[str]]:
    """Return for each row of an answer the pieces of evidence behind it, in words."""
    from itertools import product

    from expograph.questions.evidence import evidence_of, shown, statements_behind, together

    statements: list[list[Statement]] = [[] for _ in answer.rows]
    given = {name: terms for name, terms in bound.items() if name not in answer.columns and terms}
    for values in product(*given.values()):
        cells = [[*row, *values] for row in answer.rows]
        columns = [*answer.columns, *given]
        found = statements_behind(question.evidence, columns, cells, rows)
        statements = [[*old, *new] for old, new in zip(statements, found, strict=True)]
    evidence = evidence_of((each for of_row in statements for each in of_row), rows)
    pieces = [
        together(each for statement in of_row for each in evidence[statement])
        for of_row in statements
    ]
    if "source" not in answer.columns:
        return [list(map(shown, each)) for each in pieces]
    sources = [text(row[answer.columns.index("source")]) for row in answer.rows]
    return [_said_by(*each) for each in zip(sources, pieces, strict=True)]


def _said_by(source: str, pieces: Sequence[Evidence]) -> list[str]:
    """Return in words the evidence of a row that is about a source: what this source says."""
    from expograph.questions.evidence import shown
    from expograph.vocabulary import BASE

    if pieces and source.startswith(f"{BASE}source/"):
        own = [each for each in pieces if source in {known.iri for known in each.sources}]
        return [shown(each) for each in own] or ["what it says was not accepted"]
    return [shown(each) for each in pieces]


def _listed_behind(answer: Answer, told: Sequence[list[str]], rows: Rows) -> str:
    """Return each row with the evidence behind it, in lines that fit a terminal.

    What is the same as above is not said again.
    """
    names = formats.named(names_of(answer, rows))
    lines, before = [""], list[str]()
    for row, pieces in zip(answer.rows, told, strict=True):
        lines.append(" · ".join(filter(None, map(names, row))))
        said = ["as above"] if pieces and pieces == before else pieces or ["no evidence was found"]
        lines += [
            part for piece in said for line in piece.split("\n") for part in _indented(f"  {line}")
        ]
        before = pieces
    return "\n".join(lines) + "\n"


def _indented(line: str) -> list[str]:
    """Return a line in as many as fit a terminal, indented like its beginning."""
    if len(line) <= _WIDTH:
        return [line]
    from textwrap import wrap

    indent = " " * (len(line) - len(line.lstrip()))
    return wrap(
        line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _with_evidence(answer: Answer, told: Sequence[list[str]]) -> Answer:
    """Return an answer with what stands behind each row as its last column."""
    if not told:
        return answer
    rows = [
        (*row, Literal("\n".join(pieces))) for row, pieces in zip(answer.rows, told, strict=True)
    ]
    return Answer((*answer.columns, "evidence"), rows)


def _check_words(request: Request, bound: Mapping[str, Sequence[Term]], rows: Rows) -> None:
    """Refuse a word that the answer does not know in that place; say which ones it knows."""
    question = request.question
    for parameter in question.parameters:
        typed = [text(term) for term in bound[parameter.name]]
        if not typed or not parameter.optional or parameter.types != ("text",):
            continue
        wider = answered(question, {**bound, parameter.name: []}, rows)
        if parameter.name not in wider.columns:
            continue
        at = wider.columns.index(parameter.name)
        names = formats.named(
            names_of(Answer(("thing",), [(row[at],) for row in wider.rows]), rows)
        )
        known = sorted({names(row[at]) for row in wider.rows} - {""})
        if known and not set(typed) & set(known):
            raise UnknownName(
                parameter.name, typed[0], nearest(typed[0], known), f"(here: {', '.join(known)})"
            )


def _nothing(request: Request, bound: Mapping[str, Sequence[Term]], rows: Rows) -> str:
    """Say what an empty answer means."""
    said = request.question.missing or "the graph holds nothing that answers this question"
    given = [term for terms in bound.values() for term in terms]
    names = names_of(Answer(("thing",), [(term,) for term in given]), rows)
    for parameter in request.question.parameters:
        terms = bound.get(parameter.name, [])
        called = " or ".join(names.get(text(term), text(term)) for term in terms)
        anything = f"any {_wanted(parameter)}"
        said = said.replace(f"{{{parameter.name}}}", called or anything)
    return said


def overview() -> str:
    """Return the list of all questions, one line each."""
    every = [library.question(name) for name in library.names()]
    width = max(len(each.name) for each in every)
    lines = [f"{each.name:<{width}}  {each.summary}" for each in every]
    way_on = "expograph query NAME --help tells the parameters; --evidence shows what stands behind"
    return "\n".join([*lines, "", way_on]) + "\n"


def _wanted(parameter: Parameter) -> str:
    """Return what a parameter takes, in a word or two."""
    from expograph.questions.naming import said_of

    return parameter.name if parameter.types == ("text",) else said_of(parameter.types)


def filling(paragraph: str) -> list[str]:
    """Return a paragraph in lines that fit a terminal."""
    from textwrap import wrap

    return wrap(paragraph, 88)


def explained(question: Question) -> str:
    """Return the help of one question."""
    lines = [question.summary, "", *filling(question.description), ""]
    for each in question.parameters:
        kind = "|".join(each.types) + (", optional" if each.optional else "")
        lines.append(f"  --{each.name:<12} {kind}: {each.meaning}")
    lines += ["  --evidence     the quotes or rows behind each row, with source and date",
              f"  --format       {', '.join(formats.FORMATS)} (table)",
              "  --iris         IRIs instead of names",
              "  --limit N      at most so many rows (0: all)",
              "  --store DIR    the store (EXPOGRAPH_STORE, or ./expograph-store)",
              "  --endpoint URL a SPARQL server instead of the store; --timeout SECONDS",
              "", f"  expograph query {question.name} {question.example}".rstrip()]  # fmt: skip
    return "\n".join(lines) + "\n"


def _say(message: str) -> None:
    print(message, file=sys.stderr)
