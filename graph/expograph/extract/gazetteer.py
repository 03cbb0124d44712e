"""Tells whether a name is that of a city or a country, by GeoNames and CLDR."""

from collections.abc import Callable
from functools import lru_cache

from expograph import world
from expograph.extract.lemmas import is_proper, is_word

UNSURE = "city?"
"""What a word of the language is that also names a city: a city only where the text places it."""

_LARGE = 1_000_000
"""A city that is meant even where its name is a word of the language."""
_KNOWN = 100_000
"""How large a city is that is looked for by its names in other languages, too."""
_SHORTEST = 3


def place_of(language: str) -> Callable[[str], str]:
    """Return what says of a name that it is that of a "city", perhaps ("city?"), or a "country"."""
    countries = frozenset(world.countries(language).values())

    def place(form: str) -> str:
        if form in countries:
            return "country"
        inhabitants = _cities().get(form, 0)
        if not inhabitants:
            return ""
        is_common = is_word(form.casefold(), language) or (
            is_word(form, language) and not is_proper(form)
        )
        return UNSURE if is_common and inhabitants < _LARGE else "city"

    return place


@lru_cache(maxsize=1)
def _cities() -> dict[str, int]:
    """Return the names of cities with the inhabitants of the largest of that name."""
    found: dict[str, int] = {}
    for city in world.cities():
        others = city.others if city.inhabitants > _KNOWN else ()
        for name in (city.name, *others):
            if len(name) >= _SHORTEST and name[0].isupper() and not name.isupper():
                found[name] = max(city.inhabitants, found.get(name, 0))
    return found
