"""Finds the dates in a text, each as precise as the text gives it, and says where a year is from.

A year that the words leave out is that of the publication, or the only one that the text names;
where neither is to be had there is no date. Nothing is ever counted from today.
"""

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from expograph.extract.date_words import UNBROKEN, YEAR, DateWords

__all__ = ["DateFound", "DateWords", "dates"]

_ISO = re.compile(rf"{UNBROKEN}({YEAR})([-/.])([01]?[0-9])\2([0-3]?[0-9])(?![0-9]|[-/.][0-9])")
_PUBLISHED = re.compile(r"((?:19|20)[0-9]{2})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:T.*)?")
_LONE_YEAR = re.compile(
    r"(?<![\w.,/:#=€$£&?-])((?:19|20)[0-9]{2})(?![\w%]|[.,:/=][0-9]|[-–][0-9]{1,3}\b)"
)
_YEAR_BEHIND = re.compile(rf"\s?[,(]?\s?({YEAR})")
_WORD_AFTER = re.compile(r"\s{0,3}([^\W_]{1,40})")
_SENTENCE_END = re.compile(r"[.!?]\s")
_MONTH = len("2021-10")
_CLOSE = 100
"""Within how many days of the publication a weekday that does not fit is rather a mistake."""


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a text: ``text[start:end]``, its ISO form, and the last day or month if it lasts.

    ``kind`` is "day", "range", "month", "year" (after a word such as "in"), "named-year" (after a
    name: "Weltkongress 2021") or "relative" ("yesterday", "this year"). ``cue`` is the word before
    it; ``reference`` says where what the words leave out comes from, and ``year_at`` where the text
    has it.
    """

    start: int
    end: int
    first: str
    last: str
    kind: str
    cue: str = ""
    reference: str = ""
    year_at: tuple[int, int] | None = None


def dates(text: str, words: DateWords, *, published: str = "") -> list[DateFound]:
    """Return the dates of a text in their order; ``published`` is that of its publication.

    A day, month or year that the words leave out is taken from the publication or from the only
    year of the text, and then said in ``reference``; impossible dates are none.
    """
    taken = _Taken()
    parts = _joined(text, [*_days(text, words, taken), *_months(text, words, taken)], words)
    phrases = {
        match.span(): away
        for match in words.patterns.phrase.finditer(text)
        if taken.take(*match.span()) and (away := _away(match[0], words))
    }
    known = _Known(text, words, published, phrases)
    found = [
        *(date for part in parts for date in _resolved(part, known)),
        *_counted(known),
        *_weekdays(text, words, known, taken),
        *_years(text, words, taken),
    ]
    with_cues = [replace(each, cue=_word_before(text, each.start)) for each in found]
    return sorted(with_cues, key=lambda each: (each.start, each.end, each.first))


class _Taken:
    """The places of a text that were understood already."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int]] = []

    def take(self, start: int, end: int) -> bool:
        """Take a place, unless part of it is taken."""
        at = bisect_left(self.spans, (start, end))
        if at and self.spans[at - 1][1] > start:
            return False
        if at < len(self.spans) and self.spans[at][0] < end:
            return False
        self.spans.insert(at, (start, end))
        return True


@dataclass(frozen=True, slots=True)
class _Part:
    """A date as it is written: days of a month, of which the year and the days may be missing.

    ``through`` if all days between the first and the last are meant; ``surely`` unless a bare month
    may be another word; ``said`` is the year that "this year" behind it means; ``until`` is
    the part until which it lasts.
    """

    start: int
    end: int
    days: tuple[int, ...]
    month: int
    year: int = 0
    through: bool = False
    weekday: int = -1
    surely: bool = True
    said: int = 0
    until: "_Part | None" = None

    @property
    def last(self) -> "_Part":
        """The part that says when it ends."""
        return self.until or self


def _days(text: str, words: DateWords, taken: _Taken) -> Iterator[_Part]:
    """Yield the days and lists of days that a text names, in any of the ways of writing them."""
    for match in _ISO.finditer(text):
        if taken.take(*match.span()):
            yield _Part(*match.span(), (int(match[4]),), int(match[3]), int(match[1]))
    for match in words.patterns.pointed.finditer(text):
        if (part := _pointed(text, match, words)) and taken.take(part.start, part.end):
            yield part
    for match in words.patterns.month_first.finditer(text):
        month, *days, year = match.groups()
        is_day = year or _word_before(text, match.start()) not in words.not_before_days
        if is_day and not words.patterns.day_before.search(
            text, max(0, match.start() - 12), match.start()
        ):
            yield from _named(text, match, days, month, year, words, taken)
    for match in words.patterns.day_first.finditer(text):
        *days, month, year = match.groups()
        yield from _named(text, match, days, month, year, words, taken)


def _pointed(text: str, match: re.Match[str], words: DateWords) -> _Part | None:
    """Return the part that is written in numbers (14.–15.10.2021, 25/12/2021), if it is one."""
    first, first_month, sign, day, point, month, year, short = match.groups()
    if short:
        if words.order != "dmy" or point != "." or len(day + month) < 4:
            return None
        year = f"20{short}"
    is_cued = first or _word_before(text, match.start()) in words.month_cues
    if not year and (words.order != "dmy" or not is_cued):
        return None
    numbers = sorted((int(day), int(month)), reverse=True)
    if point != "." and not words.order and numbers[0] <= 12 and numbers[0] != numbers[1]:
        return None
    if numbers[0] <= 12:
        numbers = [int(day), int(month)]
    last = _Part(*match.span(), (numbers[0],), numbers[1], int(year or 0))
    if not first:
        return last
    through = _is_through(text, match.start(), sign, words)
    if not first_month or int(first_month) == last.month:
        return replace(last, days=(int(first), *last.days), through=through)
    return replace(last, days=(int(first),), month=int(first_month), until=last)


def _named(
    text: str,
    match: re.Match[str],
    days: Sequence[str | None],
    month: str,
    year: str | None,
    words: DateWords,
    taken: _Taken,
) -> Iterator[_Part]:
    """Yield the part that days and the name of a month make, with the weekday beside it."""
    if not _is_name(month, words):
        return
    *numbers, sign, last = days
    start, end, weekday = *match.span(), -1
    before = words.patterns.weekday_before.search(text, max(0, start - 30), start)
    if before and (before[1][0].isupper() or len(before[1]) > 4):
        weekday, start = words.weekdays[before[1].lower().rstrip(".")], before.start()
    if after := words.patterns.weekday_after.match(text, end):
        weekday, end = words.weekdays[after[1].lower().rstrip(".")], after.end()
    if taken.take(start, end):
        yield _Part(
            start,
            end,
            tuple(int(number) for number in (*numbers, last) if number),
            words.months[month.lower().rstrip(".")],
            int(year or 0),
            through=_is_through(text, start, sign, words),
            weekday=weekday,
        )


def _is_through(text: str, start: int, sign: str | None, words: DateWords) -> bool:
    """Tell whether all days between two are meant: "14 to 16", "between the 14th and 16th"."""
    if not sign or words.patterns.until.fullmatch(sign):
        return bool(sign)
    before = _word_before(text, start)
    if before in words.articles:
        before = _word_before(text, max(0, start - len(before) - 1))
    return before in words.between


def _is_name(word: str, words: DateWords) -> bool:
    """Tell whether a word is one of the calendar and not another that is written alike."""
    return word[0].isupper() or word.lower().rstrip(".") not in words.capitals


def _months(text: str, words: DateWords, taken: _Taken) -> Iterator[_Part]:
    """Yield the months that a text names, with or without a year."""
    for match in words.patterns.month.finditer(text):
        if _is_name(match[1], words) and taken.take(*match.span()):
            surely = bool(match[2]) or _word_before(text, match.start()) in words.month_cues
            month = words.months[match[1].lower().rstrip(".")]
            yield _Part(*match.span(), (), month, int(match[2] or 0), surely=surely)


def _joined(text: str, parts: Iterable[_Part], words: DateWords) -> list[_Part]:
    """Return parts in their order, two made one where the first lasts until the second."""
    joined: list[_Part] = []
    for part in sorted(parts, key=lambda each: each.start):
        if joined and _lasts_until(text, joined[-1], part, words):
            before = joined.pop()
            surely = before.surely or part.surely
            part = replace(before, end=part.end, until=part, surely=surely)
        joined.append(part)
    return [part for part in joined if part.surely]


def _lasts_until(text: str, one: _Part, other: _Part, words: DateWords) -> bool:
    if (
        one.until
        or other.until
        or one.through
        or other.through
        or bool(one.days) != bool(other.days)
    ):
        return False
    between = text[one.end : other.start] if other.start - one.end < 30 else ""
    if not between or words.patterns.until.fullmatch(between):
        return bool(between)
    return _is_eve(one, other) and bool(words.patterns.lists.fullmatch(between))


def _is_eve(one: _Part, other: _Part) -> bool:
    """Tell whether a day is surely the one before another ("30 September and 1 October")."""
    year = one.year or other.year or 2001
    last, first = (_iso(year, part.month, max(part.days, default=0)) for part in (one, other))
    if len(last) < 10 or len(first) < 10:
        return False
    return date.fromisoformat(first) - date.fromisoformat(last) == timedelta(1)


class _Known:
    """What is known about when a text was written, and which years it names and where.

    ``phrases`` are the places of "this year" and the like, with how far away they lie.
    """

    def __init__(
        self,
        text: str,
        words: DateWords,
        published: str,
        phrases: Mapping[tuple[int, int], tuple[str, int, int]],
    ) -> None:
        self.text, self.phrases = text, phrases
        self.published, self.source = published, "that of the publication"
        if not _interval(published):
            self.published, self.source = self._said(), "said in the text to be this one"
        self.interval = _interval(self.published)
        self.places = {where[0]: (where, away) for where, away in phrases.items()}
        self.used: set[tuple[int, int]] = set()
        self.years = sorted(_years_named(text, words))

    def _said(self) -> str:
        """Return the year that the text calls its own ("this year, 2020"), or nothing."""
        for (_, end), away in self.phrases.items():
            if away == ("years", 0, 0) and (year := _YEAR_BEHIND.match(self.text, end)):
                return year[1]
        return ""

    def said_behind(self, part: _Part) -> _Part:
        """Return a part with the year that is said behind it ("14 May this year"), if one is."""
        for start in range(part.end, part.end + 5) if self.interval else ():
            where, (unit, first, _) = self.places.get(start, ((0, 0), ("", 0, 0)))
            if self.interval and unit == "years":
                self.used.add(where)
                return replace(part, end=where[1], said=self.interval[0].year + first)
        return part

    def only_year(self, start: int, end: int) -> tuple[int, str, tuple[int, int]] | None:
        """Return the only year of the text, or of the sentence around a place of it."""
        for of, years in (("text", self.years), ("sentence", self._in_sentence(start, end))):
            if len({self.text[slice(*where)] for where in years}) == 1:
                return int(self.text[slice(*years[0])]), of, years[0]
        return None

    def _in_sentence(self, start: int, end: int) -> list[tuple[int, int]]:
        near = self.years[
            bisect_left(self.years, (start - 300, 0)) : bisect_left(self.years, (end + 300, 0))
        ]
        return [
            (first, last)
            for first, last in near
            if not _SENTENCE_END.search(self.text, min(end, last), max(start, first))
        ]


def _years_named(text: str, words: DateWords) -> Iterator[tuple[int, int]]:
    """Yield the places of the years to which the other dates of a text may belong."""
    for match in _LONE_YEAR.finditer(text):
        after = _WORD_AFTER.match(text, match.end())
        around = {_word_before(text, match.start()), after[1].lower() if after else ""}
        if not around & words.apart:
            yield match.span(1)
    for match in _ISO.finditer(text):
        yield match.span(1)
    for match in words.patterns.pointed.finditer(text):
        if match[7]:
            yield match.span(7)


def _interval(iso: str) -> tuple[date, date] | None:
    """Return the first and the last day of an ISO date, or None if it is no date."""
    match = _PUBLISHED.fullmatch(iso)
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
        return first, date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None


def _resolved(part: _Part, known: _Known) -> Iterator[DateFound]:
    """Yield the date, or the dates, that a part names, if the calendar has them."""
    year, reference, year_at = part.last.year, "", None
    if not year:
        part = known.said_behind(part)
        year, reference, year_at = _missing_year(part, known)
    begun = part.year or year - (part.month > part.last.month)
    firsts = [_iso(begun, part.month, day) for day in part.days or (0,)]
    last = _iso(year, part.last.month, (part.last.days or (0,))[-1])
    if not year or not last or not all(firsts):
        return
    if part.until or part.through or _consecutive(part.days):
        if firsts[0] < last:
            yield DateFound(part.start, part.end, firsts[0], last, "range", "", reference, year_at)
        return
    kind = "day" if part.days else "month"
    for first in firsts:
        yield DateFound(part.start, part.end, first, "", kind, "", reference, year_at)


def _consecutive(days: tuple[int, ...]) -> bool:
    return len(days) > 1 and days == tuple(range(days[0], days[0] + len(days)))


def _iso(year: int, month: int, day: int) -> str:
    """Return a day, or a month if the day is 0; nothing if the calendar does not have it."""
    try:
        return date(year, month, day or 1).isoformat()[: None if day else 7]
    except ValueError:
        return ""


def _missing_year(part: _Part, known: _Known) -> tuple[int, str, tuple[int, int] | None]:
    """Return the year of a date that is written without one, and where it is from; or 0."""
    if part.said:
        return part.said, f"the year is counted from the publication ({known.published})", None
    if known.interval:
        year = _year_near(known, part)
        if year == known.interval[0].year:
            return year, f"the year {year} is {known.source}", None
        return year, f"the year {year} is the nearest to the publication ({known.published})", None
    if only := known.only_year(part.start, part.end):
        year, of, where = only
        return year, f"the year {year} is the only one named in the {of}", where
    if year := _year_of_weekday(known, part):
        return year, f"in {year}, near the years named in the text, the weekday fits", None
    return 0, "", None


def _year_near(known: _Known, part: _Part) -> int:
    """Return the year in which a day lies nearest to the publication, or is the weekday named."""
    assert known.interval
    begin, end = known.interval
    published, day = begin + (end - begin) / 2, (part.days or (15,))[0]
    near = [
        each for each in (begin.year - 1, begin.year, begin.year + 1) if _iso(each, part.month, day)
    ]
    if begin.year != end.year or len(known.published) == 4 or not near:
        return begin.year
    distance = {year: abs((date(year, part.month, day) - published).days) for year in near}
    nearest = min(near, key=distance.__getitem__)
    fitting = [year for year in near if date(year, part.month, day).weekday() == part.weekday]
    if fitting and distance[nearest] > _CLOSE:
        return min(fitting, key=distance.__getitem__)
    return nearest


def _year_of_weekday(known: _Known, part: _Part) -> int:
    """Return the only year, near those that the text names, in which a day is the weekday named."""
    years = sorted({int(known.text[slice(*where)]) for where in known.years})
    if not years or part.weekday < 0 or years[-1] - years[0] > 5:
        return 0
    fitting = [
        year
        for year in range(years[0] - 1, years[-1] + 2)
        if (iso := _iso(year, part.month, part.days[0]))
        and date.fromisoformat(iso).weekday() == part.weekday
    ]
    return fitting[0] if len(fitting) == 1 else 0


def _away(phrase: str, words: DateWords) -> tuple[str, int, int] | None:
    """Return how far a phrase lies away from the publication."""
    plain = " ".join(phrase.lower().split())
    stems = (plain[:end] + "*" for end in range(len(plain), 0, -1))
    return next((words.relative[each] for each in (plain, *stems) if each in words.relative), None)


def _counted(known: _Known) -> Iterator[DateFound]:
    """Yield the dates that are counted from the publication: "yesterday", "this year"."""
    if not known.interval:
        return
    reference = f"counted from the publication ({known.published})"
    if known.source != "that of the publication":
        reference = f"the year {known.published} is {known.source}"
    for (start, end), (unit, first, last) in known.phrases.items():
        if (start, end) in known.used:
            continue
        is_near = unit == "days" and -1 <= first <= last <= 1
        iso = _common(*_moved(known.interval, unit, first, last))
        if is_near and len(known.published) == _MONTH:  # of a month's days, the first are few
            iso = known.published
        if iso:
            yield DateFound(start, end, iso, "", "relative", "", reference)


def _moved(interval: tuple[date, date], unit: str, first: int, last: int) -> tuple[str, str]:
    """Return the ISO form of the first and the last of the times that may be meant."""
    begin, end = interval
    if unit == "days":
        return (begin + timedelta(first)).isoformat(), (end + timedelta(last)).isoformat()
    if unit == "months_away":
        return _month_away(begin, first), _month_away(end, last)
    return f"{begin.year + first}", f"{end.year + last}"


def _month_away(day: date, months: int) -> str:
    count = day.year * 12 + day.month - 1 + months
    return f"{count // 12:04}-{count % 12 + 1:02}"


def _common(one: str, other: str) -> str:
    """Return what two ISO dates have in common: a day, a month, a year or nothing."""
    return next((one[:size] for size in (10, 7, 4) if one[:size] == other[:size]), "")


def _weekdays(text: str, words: DateWords, known: _Known, taken: _Taken) -> Iterator[DateFound]:
    """Yield the days that are named by their weekday, if the day of publication is known."""
    if not known.interval or known.interval[0] != known.interval[1]:
        return
    published = known.interval[0]
    for match in words.patterns.weekday.finditer(text):
        if not _is_name(match[1], words) or not taken.take(*match.span()):
            continue
        away = (words.weekdays[match[1].lower()] - published.weekday()) % 7
        if away and _word_before(text, match.start()) not in words.forward:
            away -= 7
        first = (published + timedelta(away)).isoformat()
        reference = f"counted from the publication ({known.published})"
        yield DateFound(*match.span(), first, "", "relative", "", reference)


def _years(text: str, words: DateWords, taken: _Taken) -> Iterator[DateFound]:
    """Yield the years that stand alone where a date may: "in 2019", "2019 edition", "Expo 2019"."""
    for match in _LONE_YEAR.finditer(text):
        kind = _kind_of_year(text, match, words)
        if kind and taken.take(*match.span()):
            yield DateFound(*match.span(), match[1], "", kind)


def _kind_of_year(text: str, match: re.Match[str], words: DateWords) -> str:
    before = _word_before(text, match.start())
    after = _WORD_AFTER.match(text, match.end())
    if before in words.year_cues or (after and after[1].lower() in words.year_nouns):
        return "year"
    if (
        text[match.start() - 1 : match.start()] == "("
        and text[match.end() : match.end() + 1] == ")"
    ):
        return "year"
    written = text[max(0, match.start() - 60) : match.start()].split()
    is_name = written and written[-1].lstrip("\"'„“«‘(")[:1].isupper() and written[-1][-1].isalnum()
    return "named-year" if is_name and before not in words.apart | words.articles else ""


def _word_before(text: str, start: int) -> str:
    """Return the word before a place, lower-case, or nothing if a sentence begins there."""
    end = start
    while end > max(0, start - 4) and (text[end - 1].isspace() or text[end - 1] in _BETWEEN):
        end -= 1
    first = end
    while first > max(0, end - 40) and text[first - 1].isalnum():
        first -= 1
    return text[first:end].lower()


_BETWEEN = frozenset("\"'’“”„«»(,-")
