"""Writes a text with what it says as lines for a terminal, sentence by sentence."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from expograph.marked.grouped import Group, by_subject
from expograph.marked.marks import clean
from expograph.marked.page import about
from expograph.marked.passages import Passage, passages
from expograph.marked.wording import end_of, entities_of, stated, sure, words
from expograph.readings import Document, Entity, Reading

_WIDTH = 100


def lines(document: Document, reading: Reading) -> str:
    """Return the sentences of a document on which facts rest, each followed by those facts.

    Facts stand below the name of what they speak of, each with its confidence.
    """
    entities = entities_of(reading)
    written = [*_head(document, reading)]
    for passage in passages(document.text, reading.facts):
        if passage.facts:
            written += ["", *_sentence(document.text, passage)]
            for group in by_subject(passage, entities):
                written += _group(group, entities)
    if not reading.facts:
        written += ["", words("page")["nothing"]]
    return "\n".join(_one_line(line) for line in written) + "\n"


def _head(document: Document, reading: Reading) -> list[str]:
    return [*filter(None, [document.title]), " · ".join(about(document, reading))]


def _sentence(text: str, passage: Passage) -> list[str]:
    return wrap(" ".join(text[passage.start : passage.end].split()), _WIDTH)


def _group(group: Group, entities: dict[str, Entity]) -> Iterator[str]:
    """Yield the name of a subject and its facts, each with what is said beside it."""
    yield f"  {group.subject.name}"
    yield from _beside(group.beside, "    ")
    for each in group.stated:
        said = f"    {stated(each.fact.predicate)} {end_of(each.fact, entities)}"
        yield f"{said:<{_WIDTH - 6}}  {sure(each.fact.confidence)}"
        yield from _beside(each.beside, "      ")


def _beside(said: Iterable[str], margin: str) -> Iterator[str]:
    for each in said:
        yield from wrap(f"({each})", _WIDTH, initial_indent=margin, subsequent_indent=margin)


def _one_line(line: str) -> str:
    """Return a line in which nothing can move the cursor of a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in clean(line)).rstrip()
