"""States who does what, where a wording of the language's file holds in a sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from expograph.claims import Qualifiers, Ref
from expograph.extract.patterns import (
    KINDS,
    NAMELESS,
    PHRASE,
    QUOTED,
    REST,
    STRANGER,
    UNTYPED,
    Match,
    Patterns,
)  # fmt: skip
from expograph.extract.rows import Row, Thing
from expograph.extract.statements import Notebook, Statement
from expograph.extract.telling import BY_DEFAULT, BY_REFERENCE, IN_LIST, SPOKEN_OF, Telling

OF_A_NAME = 0.9
"""What is left of the confidence where only the wording says what a name names."""

_ONLY = {
    "PROJECT": "the only joint stand of the text is",
    "AWARD": "the only award of the text is",
}
_TYPED_BY_SLOT = ("AGENT", "ORG", "PERSON", "PROJECT", "VENUE")
_OF_PEOPLE = {("hasSpeaker", False), ("worksFor", True)}
"""Predicates that make an untyped name a person's: as object or as subject."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a slot: a thing, what is left of the confidence, the reference in words."""

    thing: int
    share: float = 1.0
    reference: str = ""
    is_person: bool = False


class Relations:
    """States what patterns say.

    ``only`` are the things that a text speaks of where a wording leaves them out, by the slot: its
    only joint stand, its only award.
    """

    def __init__(self, patterns: Patterns, telling: Telling, only: Mapping[str, int]) -> None:
        self._patterns, self._telling, self._only = patterns, telling, only

    def state(self, row: Row) -> None:
        """Note what the patterns find in a row."""
        default = self._default(row)
        for match in self._patterns.matches(row):
            for statement in self._statements(match, row, default):
                self._telling.notebook.note(statement)

    def _default(self, row: Row) -> Filled | None:
        """Return the event that is meant where a wording does not say: the only one."""
        named = [thing for thing in row.of_kind("event") if thing.start < row.end]
        events = {
            member
            for thing in named
            for member, kind in zip(thing.members, thing.kinds, strict=True)
            if kind == "event"
        }
        if len(events) == 1:
            meant = "" if any(not each.phrase for each in named) else self._telling.refers(named[0])
            return Filled(events.pop(), BY_REFERENCE if meant else 1.0, meant)
        if events or row.spoken is None:
            return None
        return Filled(row.spoken, BY_DEFAULT, self._telling.about(row.spoken, SPOKEN_OF))

    def _statements(self, match: Match, row: Row, default: Filled | None) -> Iterator[Statement]:
        role = match.pattern.role
        qualifiers: Qualifiers = (("role", Ref("role", role)),) if role else ()
        for subject_slot, predicate, object_slot in match.pattern.states:
            for one in self._filling(subject_slot, match, row, default):
                for other in self._filling(object_slot, match, row, default):
                    is_twice = subject_slot == object_slot and one.thing > other.thing
                    if one.thing == other.thing or is_twice:
                        continue
                    self._settle(one, other)
                    thing = other.thing
                    if object_slot.startswith("SERIES"):
                        thing = self._telling.notebook.series_of(thing)
                    said = dict.fromkeys(each for each in (one.reference, other.reference) if each)
                    yield Statement(
                        one.thing, predicate, thing, row.start, row.end,
                        match.pattern.confidence * one.share * other.share, match.pattern.name,
                        "; ".join(said), qualifiers,
                    )  # fmt: skip

    def _settle(self, *filled: Filled) -> None:
        """Let who stands where only a person can be one."""
        members = self._telling.notebook.cast.members
        for each in filled:
            if each.is_person and members[each.thing].kind in UNTYPED:
                members[each.thing].kind = "person"

    def _filling(self, slot: str, match: Match, row: Row, default: Filled | None) -> list[Filled]:
        """Return what stands in a slot, or may be meant where a form leaves it out."""
        name = slot.rstrip("0123456789")
        if slot in match.slots:
            thing = row.things[match.slots[slot]]
            filled = [*self._members(thing, name)]
            return [self._listed(each, row) for each in filled] if thing.end > row.end else filled
        if REST.get(match.form.rest) == name:
            start = row.start_of_cell(match.end)
            later = [thing for thing in row.things if thing.start >= start]
            every = (filled for thing in later for filled in self._members(thing, name))
            return [filled for filled in every if filled.share != OF_A_NAME]
        if name == "EVENT" and default is not None:
            return [default]
        if name in self._only:
            meant = self._telling.about(self._only[name], _ONLY[name])
            return [Filled(self._only[name], BY_DEFAULT, meant)]
        return []

    def _listed(self, filled: Filled, row: Row) -> Filled:
        """Return what stands in the list items after a sentence, and say where."""
        place = self._telling.about(filled.thing, IN_LIST, after=row.end)
        return replace(filled, reference=filled.reference or place)

    def _members(self, thing: Thing, name: str) -> Iterator[Filled]:
        """Yield what of a thing or list may fill a slot."""
        names = sum(kind in ("organisation", NAMELESS) for kind in thing.kinds)
        for member, kind in zip(thing.members, thing.kinds, strict=True):
            if kind in KINDS[name]:
                share = BY_REFERENCE if thing.phrase else 1.0
                yield Filled(member, share, self._telling.refers(thing), name == "PERSON")
            elif kind == PHRASE and name in ("AGENT", "ORG"):
                if names:
                    yield Filled(member, OF_A_NAME)
            elif kind == STRANGER and name in ("AGENT", "ORG"):
                if names > 1:
                    yield Filled(member, OF_A_NAME)
            elif kind in (NAMELESS, QUOTED) and name in _TYPED_BY_SLOT:
                form = self._telling.name(member)
                if name != "PERSON" or _may_be_person(form):
                    yield Filled(member, OF_A_NAME, is_person=name == "PERSON")


def _may_be_person(name: str) -> bool:
    return 1 < len(name.split()) < 5 and not any(letter.isdigit() for letter in name)


def settle_kinds(notebook: Notebook) -> None:
    """Let names of which nothing was known be what the statements about them say."""
    for statement in notebook.statements.values():
        for thing, is_subject in ((statement.subject, True), (statement.object, False)):
            if not isinstance(thing, int):
                continue
            member = notebook.cast.members[thing]
            if member.kind in UNTYPED:
                member.kind = _kind_by(statement.predicate, is_subject)


def _kind_by(predicate: str, is_subject: bool) -> str:
    if (predicate, is_subject) in _OF_PEOPLE:
        return "person"
    if predicate == "heldAtVenue" and not is_subject:
        return "venue"
    return "project" if predicate == "presentedAt" and is_subject else "organisation"
