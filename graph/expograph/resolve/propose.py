"""Proposes the known things that something read may be, for a closer look: few, and by name.

Names share a form or a rare word; a series proposes its editions, an office the government of its
city, a place name of another language the place itself. Nothing is compared with everything.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from expograph.claims import Ref
from expograph.names import plain
from expograph.resolve.known import TRANSLATED, UNDATED, WHOLE, Form, Known, Thing
from expograph.resolve.places import Place

_LONG_NAME = 12
"""From how many letters on a name may be misspelt and still be the same."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Something read, with what is settled of the reading that it stands in.

    ``thing`` has ties to known things where these are settled, ``forms`` are those of its names;
    ``beside`` are the known things
    that the reading names as well; ``places`` the cities or ``codes`` the countries in the world
    that its names may mean; ``offices`` the known cities of whose government it bears the name.
    """

    thing: Thing
    forms: tuple[Form, ...] = ()
    beside: frozenset[Ref] = frozenset()
    places: tuple[Place, ...] = ()
    codes: frozenset[str] = frozenset()
    offices: frozenset[Ref] = frozenset()


def candidates(seen: Seen, known: Known) -> list[Ref]:
    """Return the known things that this may be, sorted."""
    kind = seen.thing.ref.kind
    found = {ref for form in seen.forms for ref in known.called(kind, form.key)}
    found.update(_by_kind(kind, seen, known))
    for name in seen.thing.names:
        if len(folded := plain(name)) >= _LONG_NAME and kind != "person":
            found |= known.sharing_a_word(kind, folded)
    return sorted(found)


def _by_kind(kind: str, seen: Seen, known: Known) -> Iterator[Ref]:
    match kind:
        case "event":
            for series in series_of(seen, known):
                yield from known.editions(series)
        case "organisation":
            for city in seen.offices:
                yield from known.governing(city)
        case "city":
            yield from filter(None, (known.place(place.id) for place in seen.places))
        case "country":
            yield from filter(None, (known.country(code) for code in seen.codes))


def series_of(seen: Seen, known: Known) -> set[Ref]:
    """Return the known series that an event is said to be of, or is called like."""
    stated = {ref for ref in seen.thing.ties["partOfSeries"] if ref in known.things}
    return stated | series_called(seen, known)


def series_called(seen: Seen, known: Known) -> set[Ref]:
    """Return the known series that an event is called like, its year left out."""
    return {
        ref
        for form in seen.forms
        if form.left_out in (WHOLE, UNDATED, TRANSLATED)
        for ref in known.called("series", form.key)
    }
