"""The words of a name say what it names: the last one, or the one before "of" and "for"."""

import pytest

from expograph.extract.gazetteer import place_of
from expograph.extract.heads import Heads
from expograph.extract.tokens import tokens
from expograph.extract.words import words


def kind(name: str, language: str) -> tuple[str, str]:
    heads = Heads(words(language), place_of(language))
    return heads.kind(tokens(name, 0, len(name), language))


@pytest.mark.parametrize(
    ("language", "name", "found"),
    [
        ("en", "Barcelona City Council", ("organisation", "public-body")),
        ("en", "Council of Europe", ("organisation", "public-body")),
        ("en", "Institute for Information Industry", ("organisation", "association")),
        ("en", "Smart City Expo World Congress", ("event", "")),
        ("en", "Awards for Cities", ("award", "")),
        ("en", "World Smart City Awards", ("award", "")),
        ("en", "Nordic Pavilion", ("project", "pavilion")),
        ("en", "Congress", ("", "")),
        ("en", "Barcelona", ("city", "")),
        ("de", "Smart Country Convention", ("event", "")),
        ("de", "Weltkongress", ("", "")),
        ("de", "Messe Berlin", ("organisation", "organiser")),
        ("de", "Hannover Messe", ("event", "")),
        ("de", "Deutscher Städtetag", ("organisation", "association")),
    ],
)
def test_the_head_of_a_name_tells_its_kind(
    language: str, name: str, found: tuple[str, str]
) -> None:
    assert kind(name, language) == found


@pytest.mark.parametrize("name", ["Messe Berlin GmbH", "Messe Frankfurt GmbH"])
def test_a_fair_company_is_one_also_with_its_legal_form(name: str) -> None:
    assert kind(name, "de")[0] == "organisation"
