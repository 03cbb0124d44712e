"""Knows how a language writes dates: the names of its calendar, and the shapes made of its words.

The names are those of Babel; all else is in the table ``[dates]`` of the language's file.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from expograph.world import months, weekdays

_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
UNBROKEN = r"(?<![\w€$£#=/])(?<![0-9][.,:–-])"
"""Before a date stands neither a letter nor a digit, and no sign that makes it another number."""
UNITS = ("days", "months_away", "years")
"""In which units a phrase may lie away from the publication."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """How a language writes dates: the names of its calendar, and patterns made of its words.

    ``relative`` leads from a phrase to a unit, and from how many to how many of them it lies away
    from the publication; the sets of words are those of the table ``[dates]``.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    relative: Mapping[str, tuple[str, int, int]]
    order: str
    patterns: "Patterns"
    capitals: frozenset[str]
    month_cues: frozenset[str]
    year_cues: frozenset[str]
    year_nouns: frozenset[str]
    not_before_days: frozenset[str]
    between: frozenset[str]
    articles: frozenset[str]
    apart: frozenset[str]
    forward: frozenset[str]

    @classmethod
    def from_table(cls, table: Mapping[str, object]) -> "DateWords":
        """Return the words of the table ``[dates]`` of a language file."""
        months, weekdays, short = _calendar(str(table["locale"]))
        months |= _numbers(table, "months")
        relative = _relative(table)
        return cls(
            months=months,
            weekdays=weekdays | short,
            relative=relative,
            order=str(table.get("order", "")),
            patterns=_patterns(table, months, weekdays, short, relative),
            capitals=frozenset(_words(table, "capitals")),
            month_cues=frozenset(_words(table, "month_cues")),
            year_cues=frozenset(_words(table, "year_cues")),
            year_nouns=frozenset(_words(table, "year_nouns")),
            not_before_days=frozenset(_words(table, "not_before_days")),
            between=frozenset(_words(table, "between")),
            articles=frozenset(_words(table, "articles")),
            apart=frozenset(_words(table, "apart")),
            forward=frozenset(_words(table, "forward")),
        )


@dataclass(frozen=True, slots=True)
class Patterns:
    """The shapes in which a language writes dates; ``until`` stands between first and last."""

    day_first: re.Pattern[str]
    month_first: re.Pattern[str]
    day_before: re.Pattern[str]
    pointed: re.Pattern[str]
    month: re.Pattern[str]
    weekday: re.Pattern[str]
    weekday_before: re.Pattern[str]
    weekday_after: re.Pattern[str]
    until: re.Pattern[str]
    lists: re.Pattern[str]
    phrase: re.Pattern[str]


def _patterns(
    table: Mapping[str, object],
    months: Mapping[str, int],
    weekdays: Iterable[str],
    short: Iterable[str],
    relative: Iterable[str],
) -> Patterns:
    """Return the shapes of dates that a language's words make."""
    wide = [name for name in months if not _is_short(name, months)]
    month = rf"({_any(wide)}|(?:{_any({*months} - {*wide})})\b\.?)(?![^\W_])"
    weekday, any_weekday = _any(weekdays), rf"{_any(weekdays)}|(?:{_any(short)})\b\.?"
    month_first = bool(table.get("month_first"))
    until, lists = _any(_words(table, "until")), _any(_words(table, "and"))
    of = rf"(?:(?:{_any(_words(table, 'of'))})\s{{0,2}})?"
    article = rf"(?:(?:{_any(_words(table, 'articles'))})\s{{1,2}})?"
    named = rf"{article}(?:(?:{any_weekday}),?\s{{1,2}})?{article}"
    sign = rf"\s{{0,2}}(?:[-–—/&]|\b(?:{until}|{lists})\b)\s{{0,2}}"
    day = rf"({_DAY})(?:{table.get('suffix', '(?!)')})?"
    more = rf"(?:,\s?{day})?"
    days = rf"{day}(?:{more}{more},?({sign}){named}{day})?"
    year = rf"(?:,?\s{{0,2}}{of}({YEAR}))?"
    shapes = {
        "day_first": rf"{UNBROKEN}{days}\s{{0,3}}{of}{month}{year}",
        "month_first": rf"\b{month}\s{{0,3}}{article}{days}{year}" if month_first else "(?!)",
        "day_before": rf"{UNBROKEN}{day}\s{{0,3}}{of}$",
        "pointed": rf"{UNBROKEN}(?:({_DAY})\.?\s?(?:([01]?[0-9])\.)?({sign}){named})?"
        rf"({_DAY})([./-])\s?([01]?[0-9])"
        rf"(?:\5\s?({YEAR})(?![0-9]|\.[0-9])|\.([0-9]{{2}})(?![0-9]|\.[0-9])|\.(?!\w))",
        "month": rf"\b{month}{year}",
        "weekday": rf"\b({weekday})\b",
        "weekday_before": rf"\b({any_weekday}),?\s{{1,2}}{article}$",
        "weekday_after": rf"\s?\(({any_weekday})\)",
        "until": rf"\s{{0,2}}(?:[-–—]|,?\s?\b(?:{until})\b)\s{{0,2}}{named}",
        "lists": rf"\s{{0,2}}(?:&|\b(?:{lists})\b)\s{{0,2}}{named}",
        "phrase": rf"\b(?:{_phrases(relative)})",
    }
    return Patterns(**{name: re.compile(shape, re.IGNORECASE) for name, shape in shapes.items()})


def _is_short(name: str, months: Mapping[str, int]) -> bool:
    """Tell whether a name is another name of the same month cut short."""
    return any(
        other.startswith(name) and other != name and number == months[name]
        for other, number in months.items()
    )


def _calendar(language: str) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Return the months, weekdays and short weekdays of a language by their lower-case names."""
    named = {**_folded(months(language, "wide")), **_folded(months(language, "abbreviated"))}
    return named, _folded(weekdays(language, "wide")), _folded(weekdays(language, "abbreviated"))


def _folded(names: Mapping[str, int]) -> dict[str, int]:
    return {name.lower().rstrip("."): number for name, number in names.items()}


def _words(table: Mapping[str, object], key: str) -> list[str]:
    words = table.get(key, [])
    return [str(word).lower() for word in words] if isinstance(words, list) else []


def _numbers(table: Mapping[str, object], key: str) -> dict[str, int]:
    words = table.get(key, {})
    items = words.items() if isinstance(words, dict) else ()
    return {str(word).lower(): int(number) for word, number in items}


def _relative(table: Mapping[str, object]) -> dict[str, tuple[str, int, int]]:
    """Return for each phrase the unit, and from how many to how many of them it lies away."""
    found: dict[str, tuple[str, int, int]] = {}
    for unit in UNITS:
        phrases = table.get(unit, {})
        for phrase, span in phrases.items() if isinstance(phrases, dict) else ():
            first, last = span if isinstance(span, list) else (span, span)
            found[str(phrase).lower()] = (unit, int(first), int(last))
    return found


def _any(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest first; or nothing at all."""
    return "|".join(map(re.escape, _longest_first(words))) or "(?!)"


def _phrases(words: Iterable[str]) -> str:
    """Return a pattern of phrases; a star at the end of one stands for any ending."""
    patterns = [
        re.escape(word.rstrip("*")).replace(r"\ ", r"\s{1,2}")
        + (r"[^\W\d_]{0,4}\b" if word.endswith("*") else r"\b")
        for word in _longest_first(words)
    ]
    return "|".join(patterns) or "(?!)"


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted({*words}, key=lambda word: (-len(word), word))
