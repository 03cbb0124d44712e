"""Reads a document: finds what its text names and states, each statement with its words."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from expograph.claims import Source, Value
from expograph.extract.cast import Cast, Place
from expograph.extract.casting import cast_of
from expograph.extract.counts import Counts
from expograph.extract.dates import DateFound, dates
from expograph.extract.figures import figures
from expograph.extract.knowledge import Knowledge, knowledge
from expograph.extract.lines import items_after, lines
from expograph.extract.patterns import STRANGER, UNTYPED
from expograph.extract.references import References
from expograph.extract.relations import Relations, settle_kinds
from expograph.extract.rows import Row, Thing, Writer
from expograph.extract.statements import Key, Notebook, entities, facts
from expograph.extract.subjects import Subjects
from expograph.extract.telling import Telling
from expograph.extract.tokens import Token, token
from expograph.extract.when import When
from expograph.extract.words import languages
from expograph.readings import Document, Reading

PARTS = (
    "wordings", "lists", "references", "list items", "signatures", "dates", "figures", "series",
    "mottos", "topics", "joint stands", "only places", "names of events",
)  # fmt: skip
"""What can be left out, to see what it brings."""

LONGEST = 400_000
"""How many characters of a text are read; what comes after is no press release."""

_PEOPLE = ("person", STRANGER)
_TIES = ("subEventOf", "partOfSeries", "presentedAt")


def read(document: Document, *, without: Collection[str] = ()) -> Reading:
    """Return what a document says; nothing where its language cannot be read.

    ``without`` names parts of ``PARTS`` that are left out. The time is linear in the length of
    the text, and no text raises.
    """
    source = Source(
        f"document/{document.key}", document.title, document.publisher, document.language,
        document.published, document.address,
    )  # fmt: skip
    if document.language not in languages():
        return Reading(source)
    known = knowledge(document.language)
    return _Reader(known, document, frozenset(without)).reading(source)


class _Reader:
    """Reads one document."""

    def __init__(self, known: Knowledge, document: Document, without: frozenset[str]) -> None:
        self._known, self._without = known, without
        self._text, self._published = document.text[:LONGEST], document.published
        self._lines = lines(self._text, known.sentences, document.language, known.divider)
        self._cast = cast_of(self._text, self._lines, known)
        self._main = self._cast.main_event(document.title or self._heading())
        self._notebook = Notebook(self._cast)
        self._telling = Telling(known.words, self._notebook, self._main)

    def reading(self, source: Source) -> Reading:
        """Return what the document says."""
        rows = self._rows()
        self._state(rows)
        settle_kinds(self._notebook)
        known = entities(self._notebook, self._text, self._main)
        return Reading(source, tuple(known.values()), facts(self._notebook, known, self._text))

    def _heading(self) -> str:
        if not self._lines or not self._lines[0].is_heading:
            return ""
        return self._text[self._lines[0].span.start : self._lines[0].span.end]

    def _has(self, part: str) -> bool:
        return part not in self._without

    # -- rows

    def _writer(self) -> Writer:
        known = self._known
        references = References(known.words, self._cast, self._main, known.place)
        return Writer(
            known.words, self._cast, references if self._has("references") else None,
            lists=self._has("lists"),
        )  # fmt: skip

    def _rows(self) -> list[Row]:
        writer, stand, rows = self._writer(), None, list[Row]()
        for number, line in enumerate(self._lines):
            leading = self._leading(number, writer) if self._has("list items") else []
            start, end = line.span.start, line.span.end
            row = writer.row(line.tokens, start, end, leading=leading, stand=stand)
            for thing in row.of_kind("project"):
                stand = stand if thing.phrase else thing.members[-1]
            rows.append(row)
        self._tell_of(rows)
        return rows

    def _tell_of(self, rows: Sequence[Row]) -> None:
        """Say of each row which event the rows before speak of: the last that stood alone."""
        spoken = self._main
        for row in rows:
            row.spoken = spoken
            named = {member for thing in row.of_kind("event") for member in thing.members}
            spoken = named.pop() if len(named) == 1 else self._main if named else spoken

    def _leading(self, number: int, writer: Writer) -> list[Thing]:
        """Return the things that begin the list items after a line that ends in a colon."""
        found = []
        for item in items_after(self._text, self._lines, number):
            first = next((at for at, each in enumerate(item.tokens) if self._begins(each)), None)
            member = self._cast.at.get(item.tokens[first].start) if first is not None else None
            if first is not None and member is not None:
                found.append(writer.thing(item.tokens, first, member))
        return found

    def _begins(self, token: Token) -> bool:
        return token.is_word or token.start in self._cast.at

    def _signatures(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Yield a name with the line below it, as letters end: a person, then the position."""
        writer = self._writer()
        for (row, line), (_, below) in pairwise(zip(rows, self._lines, strict=True)):
            between = self._text[line.span.end : below.span.start].strip(" \t\r")
            is_alone = len(row.things) == 1 and len(row.places) == 1
            if not is_alone or between != "\n" or row.things[0].kinds[0] not in _PEOPLE:
                continue
            end = line.span.end
            together = [*line.tokens, token(",", end), *below.tokens]
            yield writer.row(together, line.span.start, below.span.end)

    # -- statements

    def _state(self, rows: Sequence[Row]) -> None:
        known = self._known
        found = dates(self._text, known.dates, published=self._published)
        when = When(known.words, self._telling)
        if self._has("wordings"):
            self._relate(rows)
        self._count(rows, found)
        if self._has("dates"):
            self._date(rows, found, when)
        self._describe(rows)
        if self._has("only places"):
            when.places(rows)
        if self._has("names of events"):
            for number in self._cast.events():
                when.of_name(number, known.place)
        self._notebook.drop(_before_they_begin(self._notebook))
        self._notebook.drop(_fields(self._notebook, self._text, known.words.all("person", "at")))
        self._notebook.drop(_superfluous(self._notebook))
        self._notebook.drop(_in_passing(self._notebook, self._main))

    def _relate(self, rows: Sequence[Row]) -> None:
        """State what wordings say of who does what."""
        relations = Relations(self._known.patterns, self._telling, dict(_only(self._cast)))
        for row in rows:
            relations.state(row)
        if self._has("signatures"):
            for row in self._signatures(rows):
                relations.state(row)

    def _date(self, rows: Sequence[Row], found: Sequence[DateFound], when: When) -> None:
        """State when events are held."""
        inside = [_inside(found, row) for row in rows]
        for row, each in zip(rows, inside, strict=True):
            when.dates(row, each)
        days = ("day", "range", "month")
        in_text = zip(self._lines, inside, strict=True)
        alone = not any(
            each.kind in days for line, some in in_text if not line.is_heading for each in some
        )
        for row, each in zip(rows, inside, strict=True):
            when.years(row, each, alone=alone)

    def _count(self, rows: Sequence[Row], found: Sequence[DateFound]) -> None:
        """State figures and series."""
        counts = Counts(self._known.words, self._telling, self._published)
        goes_on: int | None = None
        for row in rows:
            inside = _inside(found, row)
            years = frozenset(each.first[:4] for each in inside if each.kind == "year")
            counted = figures(self._text, self._known.figures, start=row.start, end=row.end)
            if self._has("figures"):
                counts.figures(row, counted, years, goes_on)
            if self._has("series"):
                counts.series(row, counted, years)
            named = next((each for each in row.of_kind("event") if not each.is_list), None)
            goes_on = named.members[0] if named else None

    def _describe(self, rows: Sequence[Row]) -> None:
        """State mottos, topics and joint stands."""
        subjects = Subjects(self._known.words, self._telling, self._known.topics)
        for number, row in enumerate(rows):
            if self._has("mottos"):
                subjects.motto(row)
            if self._has("joint stands"):
                subjects.pavilions(row)
            if self._has("topics"):
                items = items_after(self._text, self._lines, number)
                subjects.themes(row, [token for item in items for token in item.tokens])


def _inside(found: Sequence[DateFound], row: Row) -> list[DateFound]:
    """Return the dates that stand in a row; ``found`` are in the order of the text."""
    first = bisect_left(found, row.start, key=lambda each: each.start)
    last = bisect_left(found, row.end, key=lambda each: each.start)
    return [each for each in found[first:last] if each.end <= row.end]


def _only(cast: Cast) -> Iterator[tuple[str, int]]:
    """Yield the joint stand and the award of a text, where there is no other, by slot."""
    for slot, kind, sort in (("PROJECT", "project", "pavilion"), ("AWARD", "award", "")):
        alike = [
            number
            for number, member in enumerate(cast.members)
            if member.kind == kind and member.sort == sort
        ]
        if len(alike) == 1:
            yield slot, alike[0]


def _before_they_begin(notebook: Notebook) -> list[Key]:
    """Return the last days of events that lie before their first ones: they are of others."""
    days = {
        key: key[2].text
        for key in notebook.statements
        if key[1] in ("startDate", "endDate") and isinstance(key[2], Value)
    }
    starts = {key[0]: day for key, day in days.items() if key[1] == "startDate"}
    return [
        key
        for key, day in days.items()
        if key[1] == "endDate" and day < starts.get(key[0], "")[: len(day)]
    ]


def _fields(notebook: Notebook, text: str, at: Collection[str]) -> list[Key]:
    """Return that somebody works for what is only their field: "head of NAME at the Ministry".

    ``at`` are the words after which a place of work stands.
    """
    bodies: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
    doubtful = list[Key]()
    for key, statement in notebook.statements.items():
        if key[1] != "worksFor" or not isinstance(key[2], int):
            continue
        member = notebook.cast.members[key[2]]
        if member.kind in UNTYPED:
            doubtful.append(key)
        elif member.kind == "organisation":
            bodies[key[0], statement.start] += member.places
    return [
        key
        for key in doubtful
        for field in notebook.cast.members[int(str(key[2]))].places
        for body in bodies[key[0], notebook.statements[key].start]
        if text[field.end : body.start].strip().removesuffix(" the").lower() in at
    ]


def _superfluous(notebook: Notebook) -> list[Key]:
    """Return that somebody takes part where it is said that they exhibit or speak.

    And that they exhibit at an event where it is said that they do on a joint stand there.
    """
    parts = ("hasExhibitor", "hasSpeaker")
    more = {(key[0], key[2]) for key in notebook.statements if key[1] in parts}
    shown: defaultdict[int, set[int]] = defaultdict(set)
    for project, predicate, event in notebook.statements:
        if predicate == "presentedAt" and isinstance(event, int):
            shown[project].add(event)
    more.update([(event, thing) for project, thing in more for event in shown[project]])
    on_stands = {
        (event, thing)
        for project, predicate, thing in notebook.statements
        if predicate == "hasExhibitor"
        for event in shown[project]
    }
    return [
        key
        for key in notebook.statements
        if (key[1] == "hasParticipant" and (key[0], key[2]) in more)
        or (key[1] == "hasExhibitor" and (key[0], key[2]) in on_stands)
    ]


def _in_passing(notebook: Notebook, main: int | None) -> list[Key]:
    """Return what is said of events that the text only mentions: one thing, and no more."""
    said: defaultdict[int, list[Key]] = defaultdict(list)
    for key in notebook.statements:
        for end in (key[0], key[2]):
            if isinstance(end, int) and notebook.cast.members[end].kind == "event" and end != main:
                said[end].append(key)
    alone = [keys[0] for keys in said.values() if len(keys) == 1 and keys[0][1] not in _TIES]
    return [key for key in alone if notebook.statements[key].rule != "dates"]
