"""Names of cities and countries are known in the language of the text."""

import pytest

from expograph.extract.gazetteer import UNSURE, place_of


@pytest.mark.parametrize(
    ("language", "name", "kind"),
    [
        ("en", "Barcelona", "city"),
        ("en", "Shanghai", "city"),
        ("de", "Wien", "city"),
        ("de", "Mailand", "city"),
        ("en", "Spain", "country"),
        ("de", "Spanien", "country"),
        ("de", "Spain", ""),
        ("en", "Spanien", ""),
        ("en", "Huawei", ""),
        ("en", "barcelona", ""),
        ("en", "", ""),
    ],
)
def test_a_place_is_known_by_the_name_that_its_language_gives(
    language: str, name: str, kind: str
) -> None:
    assert place_of(language)(name) == kind


def test_a_small_city_whose_name_is_a_word_is_only_perhaps_meant() -> None:
    assert place_of("en")("Nice") == UNSURE
    assert place_of("de")("Essen") == UNSURE
