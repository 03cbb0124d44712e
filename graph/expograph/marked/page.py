"""Draws texts as one HTML page on which what was read stands beside the words that say it."""

from base64 import b64encode
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from expograph.claims import Quote
from expograph.marked.grouped import Group, by_subject
from expograph.marked.marks import Mark, Named, clean, marked, names_in
from expograph.marked.passages import Passage, passages
from expograph.marked.wording import counted, end_of, entities_of, stated, sure, words
from expograph.readings import Document, Entity, Reading

_HERE = Path(__file__).parent
_POLICY = "default-src 'none'; style-src '{style}'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class _Line:
    """One fact as the margin shows it, below the name of its subject."""

    number: str
    stated: str
    kind: str
    end: str
    beside: tuple[str, ...]
    confidence: str
    unsure: bool
    rule: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A passage with its marks, and the facts that rest on it by subject."""

    text: Markup
    subjects: tuple[tuple[Group, tuple[_Line, ...]], ...]
    opens: bool


def draw(read: Sequence[tuple[Document, Reading]], *, threshold: float = 0.5) -> str:
    """Return the text of an HTML page that shows texts with what was read from them.

    The page is one file without script and asks nobody for anything. Facts of a confidence below
    ``threshold`` are set apart. The same input gives the same bytes.
    """
    style = _source("page.css")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_printable, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.from_string(_source("page.html")).render(
        texts=[_text(document, reading, threshold) for document, reading in read],
        words=words("page"),
        kinds=words("kind"),
        threshold=sure(threshold),
        style=Markup(style),
        policy=_POLICY.format(style=_hash(style)),
    )


def _printable(value: object) -> object:
    """Return what a template has to write as every page can carry it."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _source(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(style: str) -> str:
    return f"sha256-{b64encode(sha256(style.encode('utf-8')).digest()).decode('ascii')}"


def _text(document: Document, reading: Reading, threshold: float) -> dict[str, Any]:
    """Return what the template shows of one text."""
    return {
        "title": document.title or document.key or words("page")["untitled"],
        "about": about(document, reading),
        "language": document.language,
        "rows": list(_rows(document.text, reading, threshold)),
        "named": _named(reading),
        "facts": counted(len(reading.facts), "fact", "facts"),
    }


def about(document: Document, reading: Reading) -> list[str]:
    """Return in a few words each what is known of a text and how much was read from it."""
    said = words("page")
    dated = said["published"].format(date=document.published) if document.published else ""
    return [
        Path(document.file).name or document.key,
        document.language or said["no-language"],
        dated or said["undated"],
        counted(len(reading.facts), "fact", "facts"),
        counted(len(reading.entities), "thing", "things"),
    ]


def _named(reading: Reading) -> list[tuple[str, list[Entity]]]:
    """Return the things by kind, in the order of the kinds."""
    return [
        (kind, found)
        for kind in words("kind")
        if (found := [entity for entity in reading.entities if entity.kind == kind])
    ]


def _rows(text: str, reading: Reading, threshold: float) -> Iterator[_Row]:
    """Yield the passages of a text, each with the facts that rest on it."""
    entities = entities_of(reading)
    named = names_in(text, reading.entities)
    begins = [start for start, _, _ in named]
    for passage in passages(text, reading.facts):
        within = named[bisect_left(begins, passage.start) : bisect_left(begins, passage.end)]
        numbers = _numbers(passage)
        marks = [*_quotes(numbers), *map(_name, within)]
        yield _Row(
            marked(text, passage.start, passage.end, marks),
            tuple(
                (group, tuple(_lines(group, numbers, entities, threshold)))
                for group in by_subject(passage, entities)
            ),
            passage.opens,
        )


def _numbers(passage: Passage) -> dict[Quote, str]:
    """Return the quotes of a passage, numbered where there are several, outer before inner."""
    quotes = sorted({quote for quote, _ in passage.facts}, key=lambda each: (each.start, -each.end))
    return {quote: str(n) if len(quotes) > 1 else "" for n, quote in enumerate(quotes, start=1)}


def _quotes(numbers: dict[Quote, str]) -> Iterator[Mark]:
    for quote, number in numbers.items():
        yield Mark(quote.start, quote.end, "span", "quote", number=number)


def _name(named: Named) -> Mark:
    start, end, entities = named
    title = " · ".join(f"{words('kind')[each.kind]}: {each.name}" for each in entities)
    return Mark(start, end, "mark", entities[0].kind, title=title)


def _lines(
    group: Group, numbers: dict[Quote, str], entities: dict[str, Entity], threshold: float
) -> Iterator[_Line]:
    """Yield the facts about one thing."""
    for each in group.stated:
        fact = each.fact
        yield _Line(
            numbers[each.quote],
            stated(fact.predicate),
            entities[fact.object].kind if isinstance(fact.object, str) else "",
            end_of(fact, entities),
            each.beside,
            sure(fact.confidence),
            fact.confidence < threshold,
            fact.rule,
        )
