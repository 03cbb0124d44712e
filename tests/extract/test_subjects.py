"""What an event is about: its themes, its motto, and the joint stands shown at it."""

from collections.abc import Callable

import pytest

Says = Callable[..., set[tuple[str, str, str]]]

CONGRESS = "Smart City Expo World Congress"


def of(found: set[tuple[str, str, str]], predicate: str) -> set[str]:
    return {value for _, each, value in found if each == predicate}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"The topics of {CONGRESS} were mobility and energy."),
        ("en", f"{CONGRESS} closed. The topics of the congress were mobility and energy."),
        ("en", f"The topics of {CONGRESS} are:\n- mobility\n- energy"),
        ("de", f"Themen der {CONGRESS} waren Mobilität und Energie."),
        ("de", f"Die {CONGRESS} befasst sich mit Mobilität und Energie."),
    ],
)
def test_the_topics_that_a_text_announces_are_themes_of_the_event(
    says: Says, language: str, text: str
) -> None:
    assert of(says(text, language), "hasTheme") == {"mobility", "energy"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"Mobility was expensive when {CONGRESS} closed."),
        ("en", f"The topics of {CONGRESS} were not mobility and energy."),
        ("en", "The topics were mobility and energy."),
        ("en", f"Themes of urban innovation are the topics of {CONGRESS}."),
    ],
)
def test_what_a_text_only_mentions_or_denies_is_no_theme(
    says: Says, language: str, text: str
) -> None:
    assert of(says(text, language), "hasTheme") == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The motto of Hannover Messe was “Cities made of dreams”."),
        ("en", f"Under the slogan “Cities made of dreams”, {CONGRESS} opened."),
        ("en", f"{CONGRESS} closed. Its motto was “Cities made of dreams”."),
        ("de", "Das Motto der Hannover Messe war „Cities made of dreams“."),
        ("de", f"Die {CONGRESS} stand unter dem Motto „Cities made of dreams“."),
    ],
)
def test_a_slogan_is_the_motto_of_the_event_without_its_marks(
    says: Says, language: str, text: str
) -> None:
    assert of(says(text, language), "motto") == {"Cities made of dreams"}


def test_what_somebody_says_is_no_motto(says: Says) -> None:
    text = f"“Cities are made of dreams”, they said when {CONGRESS} closed."
    assert of(says(text), "motto") == set()


@pytest.mark.parametrize(
    ("language", "text", "stand"),
    [
        ("en", f"The Nordic Pavilion at {CONGRESS} was full.", "Nordic Pavilion"),
        (
            "de",
            f"Der Gemeinschaftsstand Baden-Württemberg auf der {CONGRESS} war voll.",
            "Gemeinschaftsstand Baden-Württemberg",
        ),
    ],
)
def test_a_joint_stand_is_presented_at_the_event_of_its_sentence(
    says: Says, language: str, text: str, stand: str
) -> None:
    assert (stand, "presentedAt", CONGRESS) in says(text, language)


def test_a_long_list_of_topics_is_what_the_event_of_the_text_is_about(says: Says) -> None:
    text = (
        f"{CONGRESS} closed.\n\nOn stage one heard of mobility, energy, waste, housing, water and "
        "tourism."
    )
    assert len(of(says(text), "hasTheme")) >= 5
