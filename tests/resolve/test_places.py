"""The world's places go by many names; only a clearly larger namesake is meant without more."""

import pytest

from expograph.names import plain
from expograph.resolve.places import Place, WorldPlaces, dominant
from expograph.world import LANGUAGES

NAMES = {
    "Barcelone": "3128760", "Barcellona": "3128760", "Mailand": "3173435", "Milano": "3173435",
    "Lisboa": "2267057", "Riad": "108410", "Nova York": "5128581", "Niza": "2990440",
    "L’Hospitalet de Llobregat": "3120619", "MÁLAGA": "2514256",
}  # fmt: skip


def test_geonames_knows_cities_in_other_languages() -> None:
    found = WorldPlaces().cities(NAMES)
    meant = {name: place.id for name in NAMES if (place := dominant(found[plain(name)]))}
    assert meant.pop("Niza", "2990440") == "2990440"
    assert {name: NAMES[name] for name in meant} == meant
    assert "2990440" in {place.id for place in found["niza"]}


def test_namesakes_of_like_size_are_not_told_apart() -> None:
    found = WorldPlaces().cities(["Cambridge"])["cambridge"]
    assert len(found) > 1
    assert dominant(found) is None


def test_codes_and_names_of_nowhere_are_no_cities() -> None:
    assert WorldPlaces().cities(["LH", "NY", "Nowhere at All", ""]) == {}


def test_without_names_nothing_is_read() -> None:
    assert WorldPlaces().cities([]) == {}


@pytest.mark.parametrize(
    "name",
    ["Netherlands", "Niederlande", "Países Bajos", "Pays-Bas", "Paesi Bassi", "Països Baixos",
     "Países Baixos", "PAYS-BAS"],
)  # fmt: skip
def test_cldr_knows_countries_in_seven_languages(name: str) -> None:
    assert WorldPlaces().countries(name) == {"NL"}
    assert len(LANGUAGES) == 7


def test_parts_of_the_world_are_no_countries() -> None:
    assert WorldPlaces().countries("Europe") == frozenset()
    assert WorldPlaces().country_name("LU") == "Luxembourg"


def test_who_bears_the_name_itself_comes_before_who_bears_it_among_others() -> None:
    own = Place("1", "Vitória", "BR", 300_000, True)
    other = Place("2", "Gasteiz", "ES", 250_000, False)
    assert dominant([other, own]) == own
    assert dominant([]) is None
