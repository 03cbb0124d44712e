"""Reads when a text was published from a line that says so, no more precisely than it does.

The names of months and days are those of Unicode's CLDR in the seven languages.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import islice

from expograph import world
from expograph.dates import read_date
from expograph.names import plain
from expograph.read.heads import words

_YEARS = range(1990, 2100)
_HEAD = 15
_LONGEST_LINE = 120
_LONGEST_PLACE = 60
_SHORTEST_MONTH = 3
_PARTICLE = r"(?:(?:[^\W\d_]{1,4})(?:\s+|['’]\s?))?"
_YEAR_FIRST = r"(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?:(?P=s1)(?P<d1>\d{1,2}))?"
_DAY_FIRST = r"(?P<d2>\d{1,2})(?P<s2>[./-])\s?(?P<m2>\d{1,2})(?P=s2)\s?(?P<y2>\d{4})"
_DAY_MONTH = (
    rf"(?P<d3>\d{{1,2}})(?:\.|º|°|er|st|nd|rd|th)?\s*(?P<p3>{_PARTICLE})"
    rf"(?P<m3>[^\W\d_]{{3,12}})\.?,?\s*(?P<q3>{_PARTICLE})(?P<y3>\d{{4}})"
)
_MONTH_DAY = r"(?P<m4>[^\W\d_]{3,12})\.?\s+(?P<d4>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{4})"
_MONTH = rf"(?P<m5>[^\W\d_]{{3,12}})\.?\s+(?P<p5>{_PARTICLE})(?P<y5>\d{{4}})"
_DATE = re.compile(
    rf"(?<![\w./-])(?:{_YEAR_FIRST}|{_DAY_FIRST}|{_DAY_MONTH}|{_MONTH_DAY}|{_MONTH})(?!\w|[-/.]\d)"
)
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:?\d{2}.*")
_SEPARATED = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
_CLOCK = re.compile(r"[\d:.h+\-]+")


def published_in(lines: Iterable[str], language: str = "") -> str:
    """Return the ISO date of publication that one of the first lines of a text gives, or "".

    A line counts that is a date and nothing else but a name, a place, the time or a word such as
    "published"; and so does the dateline before a first sentence.

    >>> published_in(["A fair", "Press office | 03. Dec 2019", "It was in November 2019."])
    '2019-12-03'
    >>> published_in(["The fair of 19 November 2019 was large."])
    ''
    """
    filled = (line.strip() for line in lines if line.strip())
    found = (_of_line(line, language) for line in islice(filled, _HEAD))
    return next(filter(None, found), "")


def date_in(text: str, language: str = "") -> str:
    """Return the first date that stands in a text, or "".

    >>> date_in("Tue, 3 Dec 2019 10:15:00 +0100"), date_in("martes, 1 de octubre de 2013")
    ('2019-12-03', '2013-10-01')
    >>> date_in("2019-12-03T23:30:00-05:00"), date_in("Oktober 2021"), date_in("2021")
    ('2019-12-03', '2021-10', '2021')
    """
    bare = text.strip()
    if stamp := _STAMP.fullmatch(bare):
        bare = stamp[1]
    if re.fullmatch(r"\d{4}", bare):
        return bare if int(bare) in _YEARS else ""
    return next((iso for _, _, iso in _dates(bare, language)), "")


def _of_line(line: str, language: str) -> str:
    if len(line) <= _LONGEST_LINE:
        pieces = _SEPARATED.split(line)
        dates = [iso for piece in pieces if (iso := _of_piece(piece, language))]
        numbered = [piece for piece in pieces if re.search(r"\d", piece)]
        if dates and ("|" in line or "•" in line or "·" in line or len(numbered) == 1):
            return dates[0]
    return _of_dateline(line, language)


def _of_piece(piece: str, language: str) -> str:
    """Return the date of a piece of a line that says hardly anything else."""
    for start, end, iso in _dates(piece, language):
        if _announces(piece[:start]) and _only_a_time(piece[end:]):
            return iso
        return ""
    return ""


def _of_dateline(line: str, language: str) -> str:
    """Return the date in "Barcelona, 19 November 2019 – " before a sentence."""
    beginning = line[:_LONGEST_LINE]
    for start, end, iso in _dates(beginning, language):
        opened = beginning[:start].count(",") and _announces(beginning[:start])
        closed = re.match(r"\s?[.)]?\s?[-–—]\s", beginning[end:] + " ")
        return iso if opened and closed else ""
    return ""


def _announces(before: str) -> bool:
    """Tell whether what stands before a date goes with the date of publication."""
    bare = plain(before)
    if not bare or bare in _weekdays() or bare in words("dates")["published"]:
        return True
    first, _, last = bare.rpartition(" ")
    if last in _weekdays() and first in words("dates")["published"]:
        return True
    name, comma, rest = before.rpartition(",")
    return bool(comma) and _is_name(name) and (not plain(rest) or _announces(rest))


def _is_name(words_before: str) -> bool:
    """Tell whether words may be the name of a place or of whoever writes."""
    named = all(word[0].isupper() or len(word) <= 3 for word in words_before.split())
    short = len(words_before) <= _LONGEST_PLACE and words_before[:1].isupper()
    return named and short and not re.search(r"[\d:;!?()]", words_before)


def _only_a_time(after: str) -> bool:
    """Tell whether nothing but the time or the day of the week stands after a date."""
    rest = re.sub(r"[(),.;]", " ", after).split()
    return all(
        _CLOCK.fullmatch(word) or plain(word) in words("dates")["clock"] | _weekdays()
        for word in rest
    )


def _dates(text: str, language: str) -> Iterable[tuple[int, int, str]]:
    """Yield each date in a text: where it begins, where it ends, and its ISO form."""
    for match in _DATE.finditer(text):
        if iso := _iso(match.groupdict(), language):
            yield match.start(), match.end(), iso


def _iso(parts: dict[str, str | None], language: str) -> str:
    number = next(key[1] for key in ("y1", "y2", "y3", "y4", "y5") if parts[key])
    year, month, day = (parts.get(f"{name}{number}") or "" for name in "ymd")
    particles = {plain(parts.get(f"{name}{number}") or "") for name in "pq"}
    if int(year) not in _YEARS or not particles <= words("dates")["particles"] | {""}:
        return ""
    if not month.isdigit():
        month = _month(month)
    elif number == "2" and parts["s2"] == "/" and _two_ways(day, month, language):
        return ""
    iso = "-".join(part.zfill(2) for part in (year, month, day) if part)
    try:
        return read_date(iso) if month else ""
    except ValueError:
        return ""


def _two_ways(day: str, month: str, language: str) -> bool:
    """Tell whether a date in figures may have its month first, as Americans write it."""
    return language in ("", "en") and int(day) <= 12 and int(month) <= 12 and day != month


@cache
def _month(word: str) -> str:
    """Return the number of the month that a word names or begins to name, or ""."""
    bare = plain(word)
    if len(bare) < _SHORTEST_MONTH:
        return ""
    numbers = {number for name, number in _months() if name.startswith(bare)}
    return str(numbers.pop()) if len(numbers) == 1 else ""


@cache
def _months() -> tuple[tuple[str, int], ...]:
    """Return the names of the months in all languages, each with its number."""
    return tuple(
        (plain(form), number)
        for language in world.LANGUAGES
        for name, number in world.months(language).items()
        for form in {name, re.sub(r"^(?:de |d[’'])", "", name)}
    )


@cache
def _weekdays() -> frozenset[str]:
    """Return the names of the days of the week in all languages, long and short."""
    return frozenset(
        plain(name)
        for language in world.LANGUAGES
        for width in ("wide", "abbreviated")
        for name in world.weekdays(language, width)
    )
