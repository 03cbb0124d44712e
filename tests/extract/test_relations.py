"""Who organises, exhibits, speaks and works where is stated as the wordings of a text say it."""

from collections.abc import Callable

import pytest

from expograph.claims import Quote, Ref
from expograph.readings import Reading

Says = Callable[..., set[tuple[str, str, str]]]
Reads = Callable[..., Reading]

CONGRESS = "Smart City Expo World Congress 2019"
CONVENTION = "Smart Country Convention 2019"


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("en", f"{CONGRESS} was held in Barcelona.", (CONGRESS, "heldInCity", "Barcelona")),
        (
            "en",
            f"{CONGRESS} was organised by Fira de Barcelona.",
            (CONGRESS, "organisedBy", "Fira de Barcelona"),
        ),
        ("en", f"Siemens AG exhibited at {CONGRESS}.", (CONGRESS, "hasExhibitor", "Siemens AG")),
        ("en", f"MIXMOVE exhibited at {CONGRESS}.", (CONGRESS, "hasExhibitor", "MIXMOVE")),
        (
            "en",
            f"Ada Colau, mayor of Barcelona, spoke at {CONGRESS}.",
            (CONGRESS, "hasSpeaker", "Ada Colau"),
        ),
        (
            "en",
            f"Ada Colau, mayor of Barcelona, spoke at {CONGRESS}.",
            ("Ada Colau", "worksFor", "Barcelona"),
        ),
        (
            "de",
            f"Die Messe Berlin veranstaltet die {CONVENTION}.",
            (CONVENTION, "organisedBy", "Messe Berlin"),
        ),
        (
            "de",
            f"Die Stadt Lyon stellt auf der {CONVENTION} aus.",
            (CONVENTION, "hasExhibitor", "Lyon"),
        ),
        (
            "de",
            f"Bürgermeisterin Ada Colau sprach auf der {CONVENTION}.",
            (CONVENTION, "hasSpeaker", "Ada Colau"),
        ),
    ],
)
def test_what_a_wording_says_is_stated(
    says: Says, language: str, text: str, fact: tuple[str, str, str]
) -> None:
    assert fact in says(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"Siemens AG did not exhibit at {CONGRESS}."),
        ("en", f"Siemens AG would exhibit at {CONGRESS}."),
        ("en", f"Siemens AG might exhibit at {CONGRESS}."),
        ("en", f"Siemens AG never exhibited at {CONGRESS}."),
        ("de", f"Die Siemens AG stellt nicht auf der {CONVENTION} aus."),
        ("de", f"Die Siemens AG könnte auf der {CONVENTION} ausstellen."),
        ("de", f"Die Siemens AG stellt niemals auf der {CONVENTION} aus."),
    ],
)
def test_what_is_denied_or_only_thought_of_is_not_stated(
    says: Says, language: str, text: str
) -> None:
    assert not [fact for fact in says(text, language) if fact[1] == "hasExhibitor"]


@pytest.mark.parametrize(
    ("language", "text", "exhibitors"),
    [
        (
            "en",
            f"Siemens AG, Fira de Barcelona and MIXMOVE exhibited at {CONGRESS}.",
            {"Siemens AG", "Fira de Barcelona", "MIXMOVE"},
        ),
        (
            "de",
            f"Auf der {CONVENTION} stellen Siemens AG, Fira de Barcelona und MIXMOVE aus.",
            {"Siemens AG", "Fira de Barcelona", "MIXMOVE"},
        ),
    ],
)
def test_what_is_said_of_a_list_is_said_of_each(
    says: Says, language: str, text: str, exhibitors: set[str]
) -> None:
    assert {
        thing for _, predicate, thing in says(text, language) if predicate == "hasExhibitor"
    } == exhibitors


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"{CONGRESS} closed.\n\nExhibitors:\n- Siemens AG\n- MIXMOVE\n\nMore soon."),
        ("de", f"{CONGRESS} endete.\n\nAussteller:\n• Siemens AG\n• MIXMOVE\n\nMehr folgt."),
    ],
)
def test_what_is_said_before_a_colon_is_said_of_the_list_items_after_it(
    says: Says, language: str, text: str
) -> None:
    found = {thing for _, predicate, thing in says(text, language) if predicate == "hasExhibitor"}
    assert found == {"Siemens AG", "MIXMOVE"}


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", f"{CONGRESS} closed. Siemens AG exhibited at the show.", "the show"),
        ("en", f"{CONGRESS} closed. Siemens AG exhibited at this fair.", "this fair"),
        ("de", f"Die {CONGRESS} endete. Die Siemens AG stellt auf der Messe aus.", "der Messe"),
    ],
)
def test_a_phrase_for_the_event_says_what_it_stands_for(
    reads: Reads, language: str, text: str, phrase: str
) -> None:
    (fact,) = [each for each in reads(text, language).facts if each.predicate == "hasExhibitor"]
    assert isinstance(fact.evidence, Quote)
    assert CONGRESS not in fact.evidence.exact
    place = text.index(CONGRESS)
    named = f"named at characters {place}–{place + len(CONGRESS)}"
    assert fact.reference == f"“{phrase}” stands for “{CONGRESS}”, {named}"


def test_a_phrase_takes_from_the_confidence(reads: Reads) -> None:
    named, meant = (
        [each.confidence for each in reads(text).facts if each.predicate == "hasExhibitor"]
        for text in (
            f"{CONGRESS} closed. Siemens AG exhibited at {CONGRESS}.",
            f"{CONGRESS} closed. Siemens AG exhibited at the show.",
        )
    )
    assert 0.5 < meant[0] < named[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"Barcelona and Shanghai met at {CONGRESS}, and both cities became sister cities."),
        ("de", f"Barcelona und Shanghai sind auf der {CONGRESS}, beide Städte sind Partnerstädte."),
    ],
)
def test_both_cities_are_the_two_that_the_sentence_names(
    reads: Reads, language: str, text: str
) -> None:
    (tie,) = [fact for fact in reads(text, language).facts if fact.predicate == "twinnedWith"]
    assert {tie.subject, tie.object} == {"city/barcelona", "city/shanghai"}
    assert "“Barcelona”" in tie.reference
    assert "“Shanghai”" in tie.reference


def test_parts_in_an_event_have_a_role(reads: Reads) -> None:
    reading = reads(f"Siemens AG exhibited at {CONGRESS}.")
    (fact,) = [each for each in reading.facts if each.predicate == "hasExhibitor"]
    assert fact.qualifiers == (("role", Ref("role", "exhibitor")),)


@pytest.mark.parametrize(
    ("language", "position"),
    [("en", "Mayor of Barcelona"), ("de", "Bürgermeisterin von Barcelona")],
)
def test_a_signature_tells_a_position(says: Says, language: str, position: str) -> None:
    text = f"{CONGRESS}.\n\nAda Colau\n{position}\n"
    assert ("Ada Colau", "worksFor", "Barcelona") in says(text, language)


def test_a_name_and_a_position_with_a_blank_line_between_are_no_signature(says: Says) -> None:
    text = f"{CONGRESS}.\n\nAda Colau\n\nMayor of Barcelona\n"
    assert not [fact for fact in says(text) if fact[1] == "worksFor"]


def test_a_person_who_takes_part_is_a_person(reads: Reads) -> None:
    reading = reads(f"Ada Colau visited {CONGRESS}.")
    assert {entity.kind for entity in reading.entities if entity.name == "Ada Colau"} == {"person"}


def test_who_exhibits_on_a_joint_stand_is_not_said_to_exhibit_at_the_event_again(
    says: Says,
) -> None:
    found = says(f"MIXMOVE exhibited on the Nordic Pavilion at {CONGRESS}.")
    assert ("Nordic Pavilion", "hasExhibitor", "MIXMOVE") in found
    assert ("Nordic Pavilion", "presentedAt", CONGRESS) in found
    assert (CONGRESS, "hasExhibitor", "MIXMOVE") not in found


def test_whoever_exhibits_is_not_said_to_take_part_as_well(says: Says) -> None:
    found = says(f"Siemens AG exhibited at {CONGRESS}. Siemens AG attended {CONGRESS}.")
    assert (CONGRESS, "hasExhibitor", "Siemens AG") in found
    assert (CONGRESS, "hasParticipant", "Siemens AG") not in found


def test_a_city_to_which_an_award_goes_does_not_hold_the_event(says: Says) -> None:
    found = says(f"The World Smart City Awards went to Stockholm at {CONGRESS}.")
    assert ("World Smart City Awards", "wonBy", "Stockholm") in found
    assert (CONGRESS, "heldInCity", "Stockholm") not in found


def test_what_is_stated_of_the_only_event_by_a_phrase_says_where_it_is_named(
    reads: Reads,
) -> None:
    text = f"{CONGRESS} closed. Companies from abroad came to the show, exhibitors such as MIXMOVE."
    for fact in reads(text).facts:
        if fact.predicate == "hasExhibitor":
            assert CONGRESS in fact.reference


def test_the_prize_is_the_only_award_of_a_text(says: Says) -> None:
    text = "The World Smart City Award was presented on Monday. The award was won by Siemens AG."
    assert ("World Smart City Award", "wonBy", "Siemens AG") in says(text)


def test_of_two_awards_none_is_the_prize(says: Says) -> None:
    text = (
        "The World Smart City Award and the Green City Award were presented on Monday. "
        "The award was won by Siemens AG."
    )
    assert not [fact for fact in says(text) if fact[1] == "wonBy"]


def test_a_field_is_nobody_to_work_for(says: Says) -> None:
    text = f"At {CONGRESS} Ada Colau, director of Strategic Development, spoke about housing."
    assert not [fact for fact in says(text) if fact[1] == "worksFor"]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            f"Bitkom-Präsidentin Ada Colau sprach auf der {CONVENTION}.",
            ("Ada Colau", "worksFor", "Bitkom"),
        ),
        (
            f"Barcelonas Bürgermeisterin Ada Colau sprach auf der {CONVENTION}.",
            ("Ada Colau", "worksFor", "Barcelona"),
        ),
    ],
)
def test_a_german_word_that_holds_a_name_is_divided(
    says: Says, text: str, fact: tuple[str, str, str]
) -> None:
    assert fact in says(text, "de")


@pytest.mark.parametrize("word", ["Essens", "Vereins", "Paris", "Spiels"])
def test_a_german_word_that_is_no_place_is_left_whole(says: Says, word: str) -> None:
    text = f"{word} Bürgermeisterin Ada Colau sprach auf der {CONVENTION}."
    places = {thing for _, predicate, thing in says(text, "de") if predicate == "worksFor"}
    assert places <= {word}
