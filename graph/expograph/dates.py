"""Knows a date as precisely as it is given: a day, a month or a year, and no more."""

import re
from datetime import date

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_POINTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_EXPECTED = "write 2021-10-14, 2021-10 or 2021"
PRECISION = {4: "gYear", 7: "gYearMonth", 10: "date"}


def read_date(text: str) -> str:
    """Return the ISO form of a date as people write it into a table cell.

    Raises ``ValueError`` with the reason when the text is no date, an impossible one, or one
    that can be read in two ways.

    >>> read_date("2021-10"), read_date("14.10.2021"), read_date("25/12/2021")
    ('2021-10', '2021-10-14', '2021-12-25')
    """
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) if part else 1 for part in match.groups())
        return _checked(text, year, month, day)[: len(text)]
    if match := _POINTED.fullmatch(text):
        day, month, year = map(int, match.groups())
        return _checked(text, year, month, day)
    if match := _SLASHED.fullmatch(text):
        return _slashed(text, *map(int, match.groups()))
    raise ValueError(f"{text!r} is no date; {_EXPECTED}")


def _slashed(text: str, first: int, second: int, year: int) -> str:
    if first <= 12 and second <= 12 and first != second:
        ways = f"{year:04}-{first:02}-{second:02} or {year:04}-{second:02}-{first:02}"
        raise ValueError(f"{text!r} is ambiguous; write {ways}")
    day, month = (second, first) if second > 12 else (first, second)
    return _checked(text, year, month, day)


def _checked(text: str, year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise ValueError(f"{text!r} is not in the calendar; {_EXPECTED}") from None


def precision(iso: str) -> str:
    """Return the XML Schema type that says how precise an ISO date is.

    >>> precision("2021-10")
    'gYearMonth'
    """
    return PRECISION[len(iso)]


def agree(one: str, other: str) -> bool:
    """Tell whether two ISO dates do not contradict each other.

    >>> agree("2019", "2019-11-19"), agree("2019-11-20", "2019-11-19")
    (True, False)
    """
    return one.startswith(other) or other.startswith(one)
