"""Proper names are found in sentences: how far they go, and what kind of thing they may name."""

import pytest

from expograph.extract.knowledge import knowledge
from expograph.extract.names import Name
from expograph.extract.tokens import tokens


def names(text: str, language: str) -> list[Name]:
    return knowledge(language).namer.names(text, tokens(text, 0, len(text), language))


def forms(text: str, language: str) -> list[str]:
    return [name.form for name in names(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "They met the {} there.", "Institute for Information Industry"),
        ("en", "They met the {} there.", "Ministry of Economy and Innovation"),
        ("en", "They met the {} there.", "Council of European Municipalities and Regions"),
        ("en", "They met {} there.", "Huawei Technologies Co., Ltd."),
        ("en", "They met {} there.", "Fira de Barcelona"),
        ("en", "They met {} there.", "Siemens AG"),
        ("en", "They met {} there.", "MIXMOVE"),
        ("en", "They went to the {} there.", "Smart City Expo World Congress"),
        ("en", "They went to the {} there.", "Smart City Expo World Congress 2019"),
        ("en", "They went to the {} there.", "C40 World Mayors' Summit"),
        ("en", "They saw the {} there.", "Barcelona-Shanghai Bridge"),
        ("de", "Sie trafen die {} dort.", "Deutsche Messe AG"),
        ("de", "Sie trafen den {} dort.", "Deutschen Städte- und Gemeindebund"),
        ("de", "Sie besuchten die {} dort.", "Smart Country Convention 2019"),
        ("de", "Sie besuchten die {} dort.", "InnoTrans 2018"),
        ("de", "Sie zeigten auf der {} Lösungen.", "Smart Country Convention 2019"),
        ("de", "Sie besuchten die {} dort.", "Hannover Messe"),
        ("de", "Sie trafen die {} dort.", "Fira de Barcelona"),
        ("de", "Sie trafen {} dort.", "MIXMOVE"),
    ],
)
def test_a_name_goes_as_far_as_its_words_do(language: str, text: str, name: str) -> None:
    assert forms(text.format(name), language) == [name]


@pytest.mark.parametrize(
    ("language", "text", "name", "kind", "sort"),
    [
        ("en", "They met {} there.", "Barcelona City Council", "organisation", "public-body"),
        ("en", "They met {} there.", "Siemens AG", "organisation", "company"),
        ("en", "They met {} there.", "Fira de Barcelona", "organisation", "organiser"),
        ("en", "They met {} there.", "Aalto University", "organisation", "university"),
        ("en", "They went to {} there.", "Smart City Expo World Congress", "event", ""),
        ("en", "They went to {} there.", "Nordic Edge 2019", "event", ""),
        ("en", "They won the {} there.", "World Smart City Awards", "award", ""),
        ("en", "They saw the {} there.", "Nordic Pavilion", "project", "pavilion"),
        ("en", "They went to {} then.", "Barcelona", "city", ""),
        ("en", "They went to {} then.", "Nice", "city", ""),
        ("en", "They met in {} then.", "Spain", "country", ""),
        ("de", "Sie besuchten die {} dort.", "Hannover Messe", "event", ""),
        ("de", "Sie trafen die {} dort.", "Messe Berlin", "organisation", "organiser"),
        ("de", "Sie trafen die {} dort.", "Leipziger Messe", "organisation", "organiser"),
        ("de", "Sie trafen die {} dort.", "Deutsche Messe AG", "organisation", "company"),
        ("de", "Sie trafen sich in {} dort.", "Lyon", "city", ""),
        ("de", "Sie trafen sich in {} dort.", "Spanien", "country", ""),
    ],
)
def test_the_words_of_a_name_say_what_it_names(
    language: str, text: str, name: str, kind: str, sort: str
) -> None:
    (found,) = names(text.format(name), language)
    assert (found.form, found.kind, found.sort) == (name, kind, sort)


@pytest.mark.parametrize(
    ("language", "text", "person"),
    [
        ("en", "Then Mayor Ada Colau spoke.", "Ada Colau"),
        ("en", "Then Ada Colau, mayor of the city, spoke.", "Ada Colau"),
        ("en", "There stood Ada Colau (left) then.", "Ada Colau"),
        ("de", "Dann sprach Bürgermeisterin Ada Colau dort.", "Ada Colau"),
        ("de", "Dann sprach Ada Colau, Bürgermeisterin der Stadt.", "Ada Colau"),
    ],
)
def test_a_position_beside_a_name_makes_it_a_persons(language: str, text: str, person: str) -> None:
    found = names(text, language)
    assert [(name.form, name.kind) for name in found] == [(person, "person")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The congress closed on Thursday."),
        ("en", "Visitors came in October, and many of them stayed."),
        ("en", "I saw it."),
        ("de", "Die Besucher kamen am Donnerstag zur Messe."),
        ("de", "Drei Tage lang ging es um Städte."),
        ("de", "Der Weltkongress endete im Oktober."),
    ],
)
def test_capitals_of_sentences_calendars_and_nouns_are_no_names(language: str, text: str) -> None:
    assert names(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The motto was “Cities made of dreams” then."),
        ("en", 'The motto was "Cities made of dreams" then.'),
        ("de", "Das Motto war „Cities made of dreams“ dort."),
        ("de", "Das Motto war »Cities made of dreams« dort."),
    ],
)
def test_what_stands_in_quotation_marks_is_one_name(language: str, text: str) -> None:
    (found,) = names(text, language)
    assert (found.form, found.quoted) == ("Cities made of dreams", True)


def test_a_title_and_a_position_are_no_parts_of_a_name() -> None:
    assert forms("They met Professor Ada Colau there.", "en") == ["Ada Colau"]
    assert forms("Sie trafen Frau Dr. Ada Colau dort.", "de") == ["Ada Colau"]


def test_a_possessive_ends_a_name() -> None:
    assert forms("They met Barcelona's Fira de Barcelona there.", "en") == [
        "Barcelona",
        "Fira de Barcelona",
    ]
