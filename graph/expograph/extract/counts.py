"""States how many came, showed and spoke, which edition it is, and that there are others."""

from collections.abc import Iterable

from expograph.claims import Qualifiers, Ref, Value
from expograph.extract.figures import EDITION, Figure
from expograph.extract.rows import Row, Thing
from expograph.extract.telling import Telling
from expograph.extract.tokens import Token, among, is_year
from expograph.extract.words import Words

PREDICATES = frozenset(
    {
        "attendeeCount", "exhibitorCount", "speakerCount", "countryCount", "cityCount",
        "sessionCount", EDITION,
    }
)  # fmt: skip
_SCOPES = frozenset({"", "total", "on-site", "together", "times"})
"""What a figure may be limited to and still be the event's own: not online, not of last year."""

_OF_EVENTS = frozenset({"exhibitorCount", "speakerCount", "sessionCount"})
"""What is hardly counted but for an event."""

_AT_ONCE = 3
"""After so few words a figure comes at once: its sentence goes on with the one before."""

_NEAR = 60
"""How many characters around an event may say that it recurs."""


class Counts:
    """States figures of events, by the words of a language; ``published`` is an ISO date."""

    def __init__(self, words: Words, telling: Telling, published: str) -> None:
        self._telling, self._published = telling, published
        self._recurring = words.wordings("editions", "recurring")
        self._edition = words.all("editions", "edition")
        self._taking_up = words.all("reference", "taking_up")
        self._others = words.all("editions", "not_counts")
        events = telling.notebook.cast.events()
        self._alone = events if len(events) == 1 else []

    def figures(
        self, row: Row, found: Iterable[Figure], years: frozenset[str], goes_on: int | None
    ) -> None:
        """State counts and edition numbers; ``goes_on`` is the event of the sentence before.

        ``years`` are those that the sentence names: of another year, figures are of another event.
        """
        taken_up, found = False, [*found]
        is_own = not years and all(each.counted != EDITION for each in found)
        for each in found:
            if each.counted not in PREDICATES or each.scope not in _SCOPES:
                continue
            event = self._telling.nearest(row, each.start)
            if self._is_of_another_year(event, years) or self._is_refused(row, each):
                continue
            if event and event.start > each.start and event.members[0] != self._telling.main:
                event = None
            number = event.members[0] if event else goes_on
            taken_up = taken_up or event is not None or self._takes_up(row, each)
            if number is not None and taken_up:
                self._figure(row, each, number, event)
            elif is_own and each.counted in _OF_EVENTS and row.spoken in self._alone:
                assert row.spoken is not None
                self._figure(row, each, row.spoken, None)

    def _takes_up(self, row: Row, figure: Figure) -> bool:
        """Tell whether a sentence goes on with what the one before spoke of."""
        before = [token for token in row.tokens if token.end <= figure.start]
        return len(before) <= _AT_ONCE or among(row.tokens[:1], self._taking_up)

    def _figure(self, row: Row, figure: Figure, number: int, event: Thing | None) -> None:
        """State a figure; of several for one thing, the largest counts."""
        notebook = self._telling.notebook
        known = notebook.objects(number, figure.counted)
        largest = max((int(each.text) for each in known if isinstance(each, Value)), default=0)
        if known and (figure.counted == EDITION or figure.value <= largest):
            return
        notebook.drop([(number, figure.counted, each) for each in known])
        before = self._telling.about(number, "goes on from the sentence before, about")
        self._telling.note(
            row, number, figure.counted, Value(str(figure.value), "integer"),
            confidence=0.85 if event else 0.7, rule="figures", event=event,
            reference="" if event else before, qualifiers=_qualifiers(figure),
        )  # fmt: skip

    def _is_of_another_year(self, event: Thing | None, years: frozenset[str]) -> bool:
        members = self._telling.notebook.cast.members
        own = members[event.members[0]].year if event else ""
        return bool(years) and not years & {own, self._published[:4]}

    def _is_refused(self, row: Row, figure: Figure) -> bool:
        """Tell whether a figure is denied, or counts what belongs to somebody else."""
        clause = self._telling.clause(row.tokens, figure.start, figure.end)
        if among(clause, self._telling.refused) or among(clause, self._others):
            return True
        start = clause[0].start if clause else figure.start
        before = [thing for thing in row.things if start <= thing.start < figure.start]
        return figure.counted != EDITION and any("organisation" in each.kinds for each in before)

    # -- series

    def series(self, row: Row, found: Iterable[Figure], years: frozenset[str]) -> None:
        """State that an event is one of a series, where an explicit sign says so."""
        for each in found:
            event = self._telling.nearest(row, each.start)
            if event is None or each.counted != EDITION or each.value < 2:
                continue
            if not self._is_of_another_year(event, years):
                self._of_series(row, event.members[0], event, 0.85)
        for at, token in enumerate(row.tokens):
            if among((token,), self._edition) and self._is_of_now(
                row.tokens[max(0, at - 1) : at + 2]
            ):
                event, number, about = self._telling.spoken_of(row, token.start)
                if number is not None:
                    self._of_series(row, number, event, 0.75, about)
        for thing in row.of_kind("event"):
            if not thing.is_list and (self._recurs(row, thing) or self._is_edition(row, thing)):
                self._of_series(row, thing.members[0], thing, 0.8)

    def _recurs(self, row: Row, thing: Thing) -> bool:
        """Tell whether "annual", "every year" or the like stands near an event."""
        start, end = thing.start - _NEAR, thing.end + _NEAR
        near = [token for token in row.tokens if start <= token.start <= end]
        return self._recurring.may_stand(row.vocabulary) and self._recurring.among(near)

    def _is_edition(self, row: Row, thing: Thing) -> bool:
        """Tell whether "edition of" stands before an event."""
        before = [token for token in row.tokens if token.end <= thing.start]
        return among(before[-3:], self._edition)

    def _is_of_now(self, near: Iterable[Token]) -> bool:
        """Tell whether an edition is that of the year in which the text was published."""
        return any(token.text == self._published[:4] for token in near if is_year(token))

    def _of_series(
        self, row: Row, number: int, event: Thing | None, confidence: float, about: str = ""
    ) -> None:
        self._telling.note(
            row, number, "partOfSeries", self._telling.notebook.series_of(number),
            confidence=confidence, rule="series", event=event, reference=about,
        )  # fmt: skip


def _qualifiers(figure: Figure) -> Qualifiers:
    bound: Qualifiers = (("bound", Ref("concept", "at-least")),)
    forecast: Qualifiers = (("status", Ref("concept", "announced")),)
    return (bound if figure.bound == "at-least" else ()) + (forecast if figure.forecast else ())
