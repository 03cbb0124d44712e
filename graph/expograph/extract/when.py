"""States when an event is held, and where, if the same sentence says so."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from expograph.claims import Value
from expograph.dates import precision
from expograph.extract.cast import Place
from expograph.extract.dates import DateFound
from expograph.extract.rows import Row, Thing
from expograph.extract.statements import Statement
from expograph.extract.telling import BY_DEFAULT, SPOKEN_OF, Telling
from expograph.extract.tokens import among
from expograph.extract.words import Words

_DAYS = ("day", "range", "month")
_DAY = len("2021-10-14")
_YEAR = len("2021")
_AFTER_DATELINE = ("–", "—", "-", ":", "/", "|", ")")
_WEEK = 7
"""From this day of a month on, a day of an event surely tells the month in which it begins."""


class When:
    """States dates and places of events, by the words of a language."""

    def __init__(self, words: Words, telling: Telling) -> None:
        self._telling, self._notebook = telling, telling.notebook
        self._not_dates = words.all("editions", "not_dates") | telling.refused
        self._until = words.all("editions", "until")
        self._ending = words.all("editions", "ending")
        self._where = words.all("editions", "where")
        self._articles = words.all("names", "articles")
        self._held = words.wordings("editions", "surely_held")
        self._other_years = words.wordings("editions", "other_years")
        self._heads = {head for heads in words.table["heads"].values() for head in heads}

    def dates(self, row: Row, found: Iterable[DateFound]) -> None:
        """State the days on which an event is held, where a sentence names or means it."""
        if self._is_of_another_year(row):
            return
        for each in found:
            if each.kind in _DAYS and not self._is_of_something_else(row, each):
                self._day(row, each)

    def _day(self, row: Row, found: DateFound) -> None:
        event, number, about = self._telling.spoken_of(row, found.start)
        if number is None or (event is None and not self._is_held(row)):
            return
        year = self._notebook.cast.members[number].year
        if year and year not in (found.first[:_YEAR], found.last[:_YEAR]):
            return
        if self._is_last_day(row, found):
            if not self._notebook.has(number, "endDate"):
                self._date(row, number, "endDate", found.first, found, event, about)
        elif not self._notebook.has(number, "startDate"):
            self._date(row, number, "startDate", found.first, found, event, about)
            if found.last and found.last != found.first:
                self._date(row, number, "endDate", found.last, found, event, about)
            self._place(row, number, event, about)

    def _date(
        self, row: Row, number: int, predicate: str, iso: str, found: DateFound,
        event: Thing | None, about: str,
    ) -> None:  # fmt: skip
        confidence = (0.8 if found.reference else 0.9) * (1.0 if event else BY_DEFAULT)
        self._telling.note(
            row, number, predicate, Value(iso, precision(iso)), confidence=confidence, rule="dates",
            event=event, reference="; ".join(each for each in (found.reference, about) if each),
        )  # fmt: skip

    def _place(self, row: Row, number: int, event: Thing | None, about: str) -> None:
        """State where an event is: the only city or venue beside its date, after "in" or "at"."""
        for kind, predicate in (("city", "heldInCity"), ("venue", "heldAtVenue")):
            places = [thing for thing in row.of_kind(kind) if not thing.is_list]
            known = self._notebook.has(number, predicate)
            if len(places) == 1 and self._is_where(row, places[0]) and not known:
                self._telling.note(
                    row, number, predicate, places[0].members[0],
                    confidence=0.8 if event else 0.65, rule="place beside the date", event=event,
                    reference=about,
                )  # fmt: skip

    # -- the only place that may be meant

    def places(self, rows: Iterable[Row]) -> None:
        """State where the event is that a text is about, where it names only one such place.

        That is the only city or venue "in" which something is where the event is spoken of; of a
        text that names no other event, the only venue "in" which anything is.
        """
        main = self._telling.main
        if main is None:
            return
        alone = self._notebook.cast.events() == [main]
        cities: dict[int, tuple[Row, Thing]] = {}
        venues: dict[int, tuple[Row, Thing]] = {}
        for row in rows:
            events = {member for thing in row.of_kind("event") for member in thing.members}
            if self._is_of_another_year(row):
                continue
            for thing in row.of_kind("city", "venue"):
                is_city = thing.kinds[0] == "city"
                found = cities if is_city else venues
                is_meant = events == {main} or (not events and alone and not is_city)
                if is_meant and not thing.is_list and self._is_where(row, thing):
                    found.setdefault(thing.members[0], (row, thing))
        self._only(main, "heldInCity", cities)
        self._only(main, "heldAtVenue", venues)

    def _only(self, main: int, predicate: str, found: Mapping[int, tuple[Row, Thing]]) -> None:
        if len(found) != 1 or self._notebook.has(main, predicate):
            return
        ((place, (row, thing)),) = found.items()
        event = self._telling.nearest(row, thing.start)
        self._telling.note(
            row, main, predicate, place, confidence=0.7 if event else 0.6, rule="only place",
            event=event, reference="" if event else self._telling.about(main, SPOKEN_OF),
        )  # fmt: skip

    def _is_where(self, row: Row, place: Thing) -> bool:
        before = [token.lower for token in row.tokens if token.end <= place.start][-2:]
        if before and before[-1] in self._articles:
            before.pop()
        return bool(before) and before[-1] in self._where

    def _is_last_day(self, row: Row, found: DateFound) -> bool:
        """Tell whether a date is only the last day: "the festival ended on 9 October"."""
        clause = self._telling.clause(row.tokens, found.start, found.end)
        return not found.last and (found.cue in self._until or among(clause, self._ending))

    def _is_held(self, row: Row) -> bool:
        return self._held.may_stand(row.vocabulary) and self._held.among(row.tokens)

    def _is_of_another_year(self, row: Row) -> bool:
        may = self._other_years.may_stand(row.vocabulary)
        return may and self._other_years.among(row.tokens)

    def _is_of_something_else(self, row: Row, found: DateFound) -> bool:
        """Tell whether a date is that of a founding, a deadline, the report itself."""
        before = [token for token in row.tokens if token.end <= found.start]
        after = next((token.text for token in row.tokens if token.start >= found.end), "")
        if len(before) < 6 and after in _AFTER_DATELINE:
            return True
        return among(self._telling.clause(row.tokens, found.start, found.end), self._not_dates)

    # -- years

    def years(self, row: Row, found: Iterable[DateFound], *, alone: bool) -> None:
        """State the year of an event that only "this year's" or "a few weeks ago" tells.

        ``alone`` says that the text has no date that could be that of the event.
        """
        for each in found:
            event = self._telling.nearest(row, each.start)
            if event is None or self._notebook.has(event.members[0], "startDate"):
                continue
            if self._is_of_another_year(row) or self._is_of_something_else(row, each):
                continue
            if iso := self._year(row, event, each, alone):
                self._telling.note(
                    row, event.members[0], "startDate", Value(iso, precision(iso)),
                    confidence=0.75, rule="year", event=event, reference=each.reference,
                )  # fmt: skip

    def _year(self, row: Row, event: Thing, found: DateFound, alone: bool) -> str:
        """Return the year, month or day that a date surely tells of an event; or nothing."""
        between = [token for token in row.tokens if event.end <= token.start < found.start]
        if found.kind == "year":
            follows = found.start >= event.end
            is_then = follows and found.cue in self._where and self._is_held(row)
            is_beside = follows and len(between) < 3
            return found.first if (is_beside or is_then) and len(found.first) == _YEAR else ""
        if found.kind != "relative":
            return ""
        if len(found.first) < _DAY or found.first != (found.last or found.first):
            is_main = event.members[0] == self._telling.main
            return found.first if alone and is_main else ""
        if self._is_held(row):
            return found.first
        between = [token for token in row.tokens if found.end <= token.start < event.start]
        within = found.end <= event.start and len(between) < 3 and among(between, self._where)
        return found.first[: len("2021-10")] if within and int(found.first[-2:]) > _WEEK else ""

    # -- what the name of an event says

    def of_name(self, number: int, place: Callable[[str], str]) -> None:
        """State the year and the city that an event's own name holds, where nothing else does."""
        member = self._notebook.cast.members[number]
        wanted = number == self._telling.main or number in self._notebook.subjects
        if member.year and wanted and not self._notebook.has(number, "startDate"):
            at = next(places[0] for form, places in member.forms.items() if member.year in form)
            self._of_name(number, "startDate", Value(member.year, "gYear"), at)
        if not self._notebook.has(number, "heldInCity"):
            self._city_of_venue(number, place)
        if not self._notebook.has(number, "heldInCity"):
            self._city(number, place)

    def _city_of_venue(self, number: int, place: Callable[[str], str]) -> None:
        """State the city that stands in the name of an event's venue."""
        for venue in self._notebook.objects(number, "heldAtVenue"):
            said = self._notebook.statements[number, "heldAtVenue", venue]
            if not isinstance(venue, int):
                continue
            for form, (at, *_) in self._notebook.cast.members[venue].forms.items():
                for word in form.split():
                    if place(word) == "city":
                        start = at.start + form.index(word)
                        where = Place(at.sentence, start, start + len(word))
                        city = self._notebook.cast.city(word, where)
                        self._notebook.note(
                            replace(said, predicate="heldInCity", object=city, rule="city of venue")
                        )
                        return

    def _city(self, number: int, place: Callable[[str], str]) -> None:
        member = self._notebook.cast.members[number]
        for form, (at, *_) in member.forms.items():
            if name := self._last_city(form, place):
                start = at.start + form.rindex(name)
                city = self._notebook.cast.city(name, Place(at.sentence, start, start + len(name)))
                self._of_name(number, "heldInCity", city, at)
                return

    def _last_city(self, form: str, place: Callable[[str], str]) -> str:
        """Return the longest name of a city in which a name ends, before a year."""
        words = form.split()
        while words and words[-1].isdigit():
            words.pop()
        names = (" ".join(words[at:]) for at in range(1, len(words)))
        name = next((each for each in names if place(each) == "city"), "")
        return "" if name.casefold() in self._heads else name

    def _of_name(self, number: int, predicate: str, thing: int | Value, at: Place) -> None:
        self._notebook.note(
            Statement(number, predicate, thing, at.start, at.end, 0.8, "name of the event")
        )
