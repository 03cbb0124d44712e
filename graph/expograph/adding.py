"""Reads many documents at once, on all cores, and hands each over as the shelf keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from expograph.claims import Mistake, Quote
from expograph.errors import InputError
from expograph.readings import Document, Reading
from expograph.shelf import Shelved
from expograph.working import Died, TooLong, work_on_each

if TYPE_CHECKING:
    from expograph.read.documents import Given
    from expograph.read.finding import Listed

T = TypeVar("T")

SECONDS = 8
"""How long reading one document may take."""

MEGABYTES = 512
"""How much memory reading one document may take, with what is known of its language.

The dictionary of German alone takes half of it while it is being opened.
"""

_WHY: dict[type[BaseException], str] = {
    Died: "what reads it broke down over it; save it in another format, or as plain text",
    TooLong: f"reading it takes more than {SECONDS} seconds; split it, or save it as plain text",
    MemoryError: f"reading it takes more than {MEGABYTES:,} MB of memory; split it",
}
"""Why a document is left out that is too much for the process that reads it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one file: a thing read and what of it was left out; or why all of it was.

    ``problem`` names the file; a ``bug`` is an error of ours; a ``preview`` shows what would be
    read.
    """

    name: str
    shelved: Shelved | None = None
    mistakes: tuple[Mistake, ...] = ()
    problem: str = ""
    bug: BaseException | None = None
    preview: str = ""


def read_one(listed: Listed, given: Given) -> Taken:
    """Read a document and what it says, or say why it is left out."""
    from expograph import extract
    from expograph.read.documents import read_document

    try:
        document, mistakes = read_document(listed.path, listed.key, given, listed.name)
    except InputError as error:
        return Taken(listed.name, problem=str(error))
    document = replace(document, file=listed.path.name)
    reading = _held_to(document, extract.read(document))
    shelved = Shelved(reading, document, extract.version(), str(listed.path.resolve()))
    return Taken(listed.name, shelved, mistakes)


def read_again(shelved: Shelved) -> Taken:
    """Read anew what the text of a document on the shelf says, by the rules of today."""
    from expograph import extract

    assert shelved.document, "only what has a text can be read again"
    reading = _held_to(shelved.document, extract.read(shelved.document))
    fresh = replace(shelved, reading=reading, read_with=extract.version())
    return Taken(shelved.document.file or shelved.key, fresh)


def _held_to(document: Document, reading: Reading) -> Reading:
    """Return a reading of which every quote stands in the document where it says it does."""
    evidence = [fact.evidence for fact in reading.facts]
    evidence += [mention.evidence for entity in reading.entities for mention in entity.mentions]
    for quote in evidence:
        if isinstance(quote, Quote) and document.text[quote.start : quote.end] != quote.exact:
            raise AssertionError(f"{document.key}: these words do not stand there: {quote}")
    return reading


def read_all(
    files: Sequence[Listed], given: Given, executor: Executor | None = None
) -> Iterator[Taken]:
    """Yield what comes of each file, in the order in which they are done.

    Without an executor, processes are started, which keep to ``SECONDS`` and ``MEGABYTES``; a
    script that calls this keeps its own work below ``if __name__ == "__main__"``.
    """
    jobs = [(listed, given) for listed in files]
    return taken_from(_read, jobs, lambda job: job[0].name, executor)


def read_all_again(shelved: Sequence[Shelved], executor: Executor | None = None) -> Iterator[Taken]:
    """Yield what is on the shelf, read anew, in the order in which it is done; see ``read_all``."""
    return taken_from(read_again, shelved, lambda each: each.key, executor)


def taken_from(
    read: Callable[[T], Taken],
    jobs: Sequence[T],
    name: Callable[[T], str],
    executor: Executor | None = None,
) -> Iterator[Taken]:
    """Yield what comes of reading each of several things within the limits; see ``read_all``."""
    for done in work_on_each(read, jobs, executor, seconds=SECONDS, megabytes=MEGABYTES):
        why = next((said for kind, said in _WHY.items() if isinstance(done.error, kind)), "")
        if done.result:
            yield done.result
        elif why:
            yield Taken(name(done.thing), problem=f"{name(done.thing)}: {why}")
        else:
            yield Taken(name(done.thing), bug=done.error)


def _read(job: tuple[Listed, Given]) -> Taken:
    return read_one(*job)
