"""Knows what cities and countries are called in many languages, by GeoNames and CLDR.

The names of cities take a moment to read, so
all that are wanted are asked for at once, and only what nothing else explains.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple, Protocol

from expograph import world
from expograph.names import plain

_SHORTEST = 3
"""Names of fewer letters are codes and abbreviations more often than names of a place."""
_DOMINANT = 10
"""How many times larger than its namesakes a city is that is meant without more being said."""


class Place(NamedTuple):
    """A city in GeoNames: its id, its name there, its country's code, its inhabitants.

    ``by_name`` says that it was found by this very name, not by one of its many others.
    """

    id: str
    name: str
    country: str
    population: int
    by_name: bool


class PlaceNames(Protocol):
    """What knows the names of places; tests bring their own."""

    def cities(self, names: Iterable[str]) -> Mapping[str, tuple[Place, ...]]:
        """Return the cities of each folded name that are called so, the largest first."""
        ...

    def countries(self, name: str) -> frozenset[str]:
        """Return the codes of the countries that are called so in some language."""
        ...

    def country_name(self, code: str) -> str:
        """Return the English name of a country by its code."""
        ...


class WorldPlaces:
    """The places of the world, as GeoNames and CLDR name them."""

    def cities(self, names: Iterable[str]) -> Mapping[str, tuple[Place, ...]]:
        """Return the cities of each folded name that are called so, the largest first."""
        wanted = {form: plain(name) for name in names for form in _written(name)}
        return _found(wanted) if wanted else {}

    def countries(self, name: str) -> frozenset[str]:
        """Return the codes of the countries that are called so in some language."""
        return _countries().get(plain(name), frozenset())

    def country_name(self, code: str) -> str:
        """Return the English name of a country by its code."""
        return world.countries("en").get(code, code)


def _written(name: str) -> set[str]:
    """Return the ways in which GeoNames may write a name, all in lower case."""
    if len(plain(name)) < _SHORTEST:
        return set()
    return {name.casefold(), name.replace("’", "'").casefold(), plain(name)}


def _found(wanted: Mapping[str, str]) -> dict[str, tuple[Place, ...]]:
    found: defaultdict[str, dict[str, Place]] = defaultdict(dict)
    for city in world.cities():
        for form in (city.name, *city.others):
            if (key := wanted.get(form.casefold())) is not None:
                by_name = plain(city.name) == key
                place = Place(city.id, city.name, city.country, city.inhabitants, by_name)
                found[key].setdefault(place.id, place)
    return {
        key: tuple(sorted(places.values(), key=lambda place: (-place.population, place.id)))
        for key, places in found.items()
    }


@cache
def _countries() -> dict[str, frozenset[str]]:
    named: defaultdict[str, set[str]] = defaultdict(set)
    for language in world.LANGUAGES:
        for code, name in world.countries(language).items():
            named[plain(name)].add(code)
    return {name: frozenset(codes) for name, codes in named.items()}


def dominant(places: Iterable[Place]) -> Place | None:
    """Return the city that is meant where nothing but its name is said, if one clearly is.

    Whoever bears the name itself comes before those for which it is one of many.

    >>> small, large = (Place(i, "Nizza", "IT", n, True) for i, n in (("1", 500), ("2", 9000)))
    >>> dominant([small, large]) == large, dominant([large, large._replace(id="3")])
    (True, None)
    """
    places = list(places)
    named = [place for place in places if place.by_name] or places
    ranked = sorted(named, key=lambda place: (-place.population, place.id))
    if len(ranked) == 1 or (ranked and ranked[0].population >= _DOMINANT * ranked[1].population):
        return ranked[0]
    return None
