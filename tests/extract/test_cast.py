"""Names that name the same thing are one, and events of different years are not."""

import pytest

from expograph.extract.cast import Cast
from expograph.extract.casting import cast_of
from expograph.extract.knowledge import knowledge
from expograph.extract.lines import lines


def cast(text: str, language: str) -> Cast:
    known = knowledge(language)
    return cast_of(text, lines(text, known.sentences, language), known)


def members(text: str, language: str = "en") -> dict[str, set[str]]:
    """Return the other forms of each thing, by its fullest."""
    return {each.name: {*each.forms} - {each.name} for each in cast(text, language).members}


def kinds(text: str, language: str = "en") -> dict[str, str]:
    return {each.name: each.kind for each in cast(text, language).members}


@pytest.mark.parametrize(
    ("language", "text", "name", "others"),
    [
        (
            "en",
            "The Smart City Expo World Congress (SCEWC) closed. SCEWC is over.",
            "Smart City Expo World Congress",
            {"SCEWC"},
        ),
        ("en", "Barcelona City Council (BCC) spoke.", "Barcelona City Council", {"BCC"}),
        ("en", "Siemens AG came, and so Siemens left.", "Siemens AG", {"Siemens"}),
        ("en", "Then Mayor Ada Colau came, and so Colau left.", "Ada Colau", {"Colau"}),
        (
            "en",
            "They ran the Smart City Expo World Congress 2019. "
            "The Smart City Expo World Congress closed.",
            "Smart City Expo World Congress 2019",
            {"Smart City Expo World Congress"},
        ),
        ("de", "Die MIXMOVE AG kam, und so ging auch MIXMOVE.", "MIXMOVE AG", {"MIXMOVE"}),
        (
            "de",
            "Dann kam Bürgermeisterin Ada Colau, und so ging auch Colau.",
            "Ada Colau",
            {"Colau"},
        ),
        (
            "de",
            "Sie besuchten die Smart Country Convention (SCCON). Die SCCON ist vorbei.",
            "Smart Country Convention",
            {"SCCON"},
        ),
    ],
)
def test_a_short_form_stands_for_the_fuller_one(
    language: str, text: str, name: str, others: set[str]
) -> None:
    assert members(text, language)[name] == others


def test_events_of_one_name_and_different_years_are_different() -> None:
    text = "The Hannover Messe 2018 was larger than the Hannover Messe 2019, they said."
    assert {"Hannover Messe 2018", "Hannover Messe 2019"} <= members(text).keys()


def test_the_event_that_is_named_in_the_title_is_the_one_the_text_is_about() -> None:
    text = "The Hannover Messe closed. The Smart Country Convention opened."
    found = cast(text, "en")
    first, second = found.main_event(""), found.main_event("On the Smart Country Convention")
    assert first is not None
    assert second is not None
    assert found.members[first].name == "Hannover Messe"
    assert found.members[second].name == "Smart Country Convention"


def test_a_text_without_events_is_about_none() -> None:
    assert cast("They met Siemens AG there.", "en").main_event("Siemens AG") is None


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "The trade fair InnoTrans was held in Berlin.", "event"),
        ("en", "They went to InnoTrans there.", "name"),
        ("de", "Sie besuchten die Fachmesse InnoTrans dort.", "event"),
        ("de", "Das Projekt InnoTrans endet.", "project"),
    ],
)
def test_a_wording_tells_what_an_unknown_name_names(language: str, text: str, kind: str) -> None:
    assert kinds(text, language)["InnoTrans"] == kind


@pytest.mark.parametrize(
    ("language", "text", "called"),
    [
        (
            "en",
            "They came to the awards ceremony. The awards ceremony was long.",
            "awards ceremony",
        ),
        ("de", "Sie kamen zur Preisverleihung dort.", "Preisverleihung"),
    ],
)
def test_what_an_event_without_a_name_is_called_stands_for_it(
    language: str, text: str, called: str
) -> None:
    assert kinds(text, language) == {called: "event"}


def test_a_line_in_capitals_names_nothing() -> None:
    assert members("SIEMENS AND HUAWEI MEET AT HANNOVER MESSE") == {}
