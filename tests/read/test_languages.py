"""Tests of how the language of a text is told."""

import pytest

from expograph.errors import InputError
from expograph.read.languages import LANGUAGES, checked, detect, is_foreign

SENTENCES = {
    "en": "The city presents its plans for clean transport at the fair next week.",
    "de": "Die Stadt stellt auf der Messe ihre Pläne für sauberen Verkehr vor.",
    "es": "La ciudad presenta en la feria sus planes para un transporte limpio.",
    "fr": "La ville présente au salon ses projets pour des transports propres.",
    "ca": "La ciutat presenta a la fira els seus plans per a un transport net.",
    "pt": "A cidade apresenta na feira os seus planos para um transporte limpo.",
    "it": "La città presenta alla fiera i suoi progetti per trasporti puliti.",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sentence_tells_its_language(code: str) -> None:
    found, probability = detect(SENTENCES[code])
    assert found == code
    assert 0.5 < probability <= 1


def test_capitals_do_not_matter() -> None:
    assert detect(SENTENCES["de"].upper())[0] == "de"


@pytest.mark.parametrize("text", ["", "Barcelona", "2019-11-19 24,399 ***", "Expo in München"])
def test_a_text_that_is_too_short_tells_nothing(text: str) -> None:
    assert detect(text) == ("", 0.0)
    assert not is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "De stad presenteert op de beurs haar plannen voor schoon vervoer.",
        "Miasto przedstawia na targach swoje plany dotyczące czystego transportu.",
        "Staden visar på mässan sina planer för rena transporter i hela regionen.",
        "巴塞罗那在展会上介绍了清洁交通计划，各城市代表出席了会议并签署了合作协议。",
    ],
)
def test_a_text_in_another_language_is_not_taken_for_one_of_the_seven(text: str) -> None:
    assert detect(text) == ("", 0.0)


def test_a_dutch_text_is_surely_in_another_language() -> None:
    assert is_foreign("De stad presenteert op de beurs haar plannen voor schoon vervoer.")
    assert not any(map(is_foreign, SENTENCES.values()))


def test_a_language_that_is_not_read_is_refused_with_those_that_are() -> None:
    with pytest.raises(InputError) as refused:
        checked("nl")
    assert all(f"{code} ({name})" in str(refused.value) for code, name in LANGUAGES.items())
    assert checked(" de_AT ") == "de"
