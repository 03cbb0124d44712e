"""Adds lists of the user, with the event that they are of, as ``expograph add`` is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expograph import resources
from expograph.adding import Taken
from expograph.claims import Mistake, Source
from expograph.errors import ExpographError
from expograph.identifiers import term_name
from expograph.names import slug
from expograph.read.schema import SCHEMAS
from expograph.readings import Reading
from expograph.shelf import Shelved
from expograph.vocabulary import BASE

if TYPE_CHECKING:
    from expograph.answers import Rows
    from expograph.read.columns import Columns
    from expograph.read.documents import Given
    from expograph.read.finding import Listed
    from expograph.read.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user says of a list: the event and role of its rows, what columns and rows are."""

    event: str = ""
    role: str = ""
    columns: tuple[str, ...] = ()
    sheet: str = ""
    kind: str = ""

    @property
    def anything(self) -> bool:
        """Whether anything was said that only a list can answer."""
        return self != Asked()


@dataclass(frozen=True, slots=True)
class Words:
    """What the words in a list stand for: what each role states, and words of themes and roles."""

    states: Mapping[str, str]
    themes: Mapping[str, str]
    roles: Mapping[str, str]


def read_words() -> Words:
    """Return what the ontology says of roles and themes."""
    from expograph.pipeline import ontology_lines
    from expograph.store.engine import Engine

    ontology = Engine.in_memory()
    ontology.load(ontology_lines())
    roles = ontology.rows(resources.query("internal/roles")).texts()
    called = ontology.rows(resources.query("internal/called")).texts()
    words: dict[str, dict[str, str]] = {"Role": {}, "Theme": {}}
    for row in called:
        key = row["thing"].rpartition("/")[2].rpartition("#")[2]
        words[term_name(row["class"])].setdefault(row["name"], key)
    return Words(
        {term_name(row["role"]): term_name(row["property"]) for row in roles},
        words["Theme"],
        words["Role"],
    )


def event_called(name: str, rows: Rows) -> str:
    """Return the "kind/key" of the event or pavilion project that somebody means by a name.

    Raises ``UnknownName`` or ``AmbiguousName`` with what may be meant.
    """
    from expograph.questions.naming import find

    return find(name, ("Event", "Project"), rows).iri.removeprefix(f"{BASE}id/")


@dataclass(frozen=True, slots=True)
class Job:
    """A list to be read, and all that is known of it before."""

    listed: Listed
    asked: Asked
    event: str
    given: Given
    words: Words


def read_list(job: Job) -> Taken:
    """Read a list of the user's, or say why it is left out."""
    try:
        reading, mistakes = _reading(job, *_opened(job))
    except ExpographError as error:
        return Taken(job.listed.name, problem=_named(job.listed, str(error)))
    shelved = Shelved(reading, path=str(job.listed.path.resolve()))
    return Taken(job.listed.name, shelved, mistakes)


def previewed(job: Job) -> Taken:
    """Say what would be read from a list, and as what each column would be taken."""
    from expograph.read.listing import preview

    try:
        sheet, columns = _opened(job)
        shown = preview(sheet, columns, *_reading(job, sheet, columns))
    except ExpographError as error:
        return Taken(job.listed.name, problem=_named(job.listed, str(error)))
    return Taken(job.listed.name, preview=shown)


def _named(listed: Listed, problem: str) -> str:
    """Return a problem with the name of the file before it."""
    return problem if problem.startswith(listed.path.name) else f"{listed.name}: {problem}"


def _opened(job: Job) -> tuple[Sheet, Columns]:
    from expograph.read.columns import guess, mapped
    from expograph.read.sheets import read_sheet

    asked = job.asked
    sheet = read_sheet(job.listed.path, sheet=asked.sheet)
    if asked.columns:
        return sheet, mapped(sheet, asked.columns, role=asked.role)
    return sheet, guess(sheet, role=asked.role)


def _reading(job: Job, sheet: Sheet, columns: Columns) -> tuple[Reading, tuple[Mistake, ...]]:
    """Return what the rows of a sheet say, as a thing read of its own."""
    from expograph.read.listing import reading_of

    said = job.given
    source = Source(
        f"table/{key_of(job.listed.key, job.asked.sheet)}", title=said.title or sheet.file,
        publisher=said.publisher, language=said.language, published=said.published,
        address=said.address,
    )  # fmt: skip
    return reading_of(
        sheet, columns, event=job.event, role=job.asked.role, states=job.words.states,
        source=source, kind=job.asked.kind, themes=job.words.themes, roles=job.words.roles,
    )  # fmt: skip


def key_of(key: str, sheet: str = "") -> str:
    """Return the key of a list: each sheet has its own, and none that of a built-in table.

    >>> key_of("exhibitors"), key_of("exhibitors", "Hall 2"), key_of("events")
    ('exhibitors', 'exhibitors-hall-2', 'events-list')
    """
    own = f"{key}-{slug(sheet)}" if sheet else key
    return f"{own}-list" if own in {"decisions", *(each.table for each in SCHEMAS)} else own
