"""Knows of which event a sentence speaks, and notes what it states of it."""

from bisect import bisect_left
from collections.abc import Sequence

from expograph.claims import Qualifiers, Value
from expograph.extract.cast import Place
from expograph.extract.rows import Row, Thing
from expograph.extract.statements import Notebook, Statement, Theme
from expograph.extract.tokens import Token, among
from expograph.extract.words import Words

BY_REFERENCE = 0.9
"""What a reference ("the show") leaves of the confidence of a statement."""

BY_DEFAULT = 0.75
"""What is left where a sentence does not name the event of which it speaks."""

SPOKEN_OF = "spoken of is"
"""What is said of a thing that is meant without being named in a sentence."""

IN_LIST = "in the list that follows stands"
"""What a reference says of a thing that a list item names."""

_CLAUSE = ",;:–—()"
_NEAR = 6
"""How many words before and after a date or figure, within its clause, say what it is of."""

_BEFORE = 4


class Telling:
    """Tells of which event a sentence speaks; ``main`` is the one that the text is about."""

    def __init__(self, words: Words, notebook: Notebook, main: int | None) -> None:
        self.notebook, self.main = notebook, main
        self.refused = words.refused
        self._aside = words.all("editions", "aside")
        self._ands = words.all("names", "and")
        self._named: dict[int, tuple[str, list[Place]]] = {}

    def nearest(self, row: Row, at: int) -> Thing | None:
        """Return the event of which is spoken at a character: the last named before, or the next.

        One that is named for another's sake ("as part of Hannover Messe") is not meant.
        """
        events = [thing for thing in row.of_kind("event") if not thing.is_list]
        before = [thing for thing in events if thing.end <= at]
        after = [thing for thing in events if thing.start >= at and not self._is_aside(row, thing)]
        return before[-1] if before else after[0] if after else None

    def spoken_of(self, row: Row, at: int) -> tuple[Thing | None, int | None, str]:
        """Return the event of which is spoken: where it stands, its number, a reference in words.

        Where a sentence names none, that is the event that the sentences before speak of.
        """
        event = self.nearest(row, at)
        if event is not None:
            return event, event.members[0], ""
        if row.of_kind("event") or row.spoken is None:
            return None, None, ""
        return None, row.spoken, self.about(row.spoken, SPOKEN_OF)

    def about(self, number: int, said: str, *, after: int = 0) -> str:
        """Say what is meant though it is not named, and where it is, ``after`` a character."""
        return f"{said} {self._where(number, after)}"

    def _where(self, number: int, after: int = 0) -> str:
        """Return the name of a thing and where it stands first, or first ``after`` a character."""
        name, places = self._known(number)
        at = bisect_left(places, after, key=lambda place: place.start)
        place = places[at] if at < len(places) else places[0]
        return f"“{name}”, named at characters {place.start}–{place.end}"

    def name(self, number: int) -> str:
        """Return the fullest form of a thing's name."""
        return self._known(number)[0]

    def _known(self, number: int) -> tuple[str, list[Place]]:
        """Return the name of a thing and its places, found once."""
        if number not in self._named:
            member = self.notebook.cast.members[number]
            self._named[number] = member.name, member.places
        return self._named[number]

    def refers(self, thing: Thing) -> str:
        """Say to what a phrase refers, and where that is named; nothing of a name."""
        if not thing.phrase:
            return ""
        said = " and ".join(self._where(member) for member in thing.members)
        return f"“{thing.phrase}” stands for {said}"

    def note(
        self, row: Row, subject: int, predicate: str, thing: int | Value | Theme,
        *, confidence: float, rule: str, event: Thing | None = None, reference: str = "",
        qualifiers: Qualifiers = (),
    ) -> None:  # fmt: skip
        """Note what a sentence states; ``event`` is where it names or means the event."""
        meant = self.refers(event) if event is not None else ""
        self.notebook.note(
            Statement(
                subject, predicate, thing, row.start, row.end,
                confidence * (BY_REFERENCE if meant else 1.0), rule,
                "; ".join(each for each in (meant, reference) if each), qualifiers,
            )
        )  # fmt: skip

    def clause(self, tokens: Sequence[Token], start: int, end: int) -> list[Token]:
        """Return the words before and after some characters, up to the ends of the clause."""
        before: list[Token] = []
        for token in reversed([token for token in tokens if token.end <= start]):
            if token.text in _CLAUSE or len(before) >= _NEAR:
                break
            before.append(token)
        after: list[Token] = []
        for token in (token for token in tokens if token.start >= end):
            if token.text in _CLAUSE or token.lower in self._ands or len(after) >= _NEAR:
                break
            after.append(token)
        return before[::-1] + after

    def _is_aside(self, row: Row, thing: Thing) -> bool:
        before = [token for token in row.tokens if token.end <= thing.start]
        return among(before[-_BEFORE:], self._aside)
