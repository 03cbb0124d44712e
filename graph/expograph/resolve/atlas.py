"""Knows which places of the world the names in readings may mean; asks GeoNames once for all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from expograph.claims import Ref
from expograph.names import plain
from expograph.resolve.as_read import AsRead
from expograph.resolve.known import Known, Thing
from expograph.resolve.places import Place, PlaceNames
from expograph.resolve.words import city_of_office, without_ending


@dataclass(frozen=True, slots=True)
class Atlas:
    """The cities of the world by folded names, and the known cities that name an office."""

    known: Known
    names: PlaceNames
    cities: Mapping[str, tuple[Place, ...]]
    governed: Mapping[str, set[Ref]]

    def places(self, thing: Thing) -> tuple[Place, ...]:
        """Return the cities of the world that the first known of a thing's names may mean."""
        found = (self.cities.get(plain(name), ()) for name in thing.names)
        return next((places for places in found if places), ())

    def codes(self, thing: Thing) -> frozenset[str]:
        """Return the codes of the countries that a thing's names may mean."""
        names = [each for name in thing.names for each in without_ending(name)]
        found = (self.names.countries(name) for name in names)
        return next((codes for codes in found if codes), frozenset())

    def offices(self, thing: Thing) -> frozenset[Ref]:
        """Return the known cities of whose government an organisation bears the name."""
        named = {city for name in thing.names for city in city_of_office(name)}
        return frozenset(ref for name in named for ref in self.governed.get(name, ()))


def atlas(readings: Iterable[AsRead], known: Known, names: PlaceNames) -> Atlas:
    """Return what is known of the places in readings.

    The names of the world are asked only for what the graph does not know by itself.
    """
    towns: set[str] = set()
    governed: set[str] = set()
    for read in readings:
        for ref, thing in read.things.items():
            if ref.kind == "city" and not any(
                known.called("city", plain(name)) for name in thing.names
            ):
                towns.update(thing.names)
            elif ref.kind == "organisation":
                governed.update(city for name in thing.names for city in city_of_office(name))
    strange = {name for name in governed if not known.called("city", name)}
    world = names.cities(sorted(towns | strange))
    return Atlas(known, names, world, {name: _known(name, known, world) for name in governed})


def _known(name: str, known: Known, world: Mapping[str, tuple[Place, ...]]) -> set[Ref]:
    """Return the known cities that a folded name means, by the tables or else by GeoNames."""
    in_world = {known.place(place.id) for place in world.get(name, ())}
    return known.called("city", name) or {ref for ref in in_world if ref}
