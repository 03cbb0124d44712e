"""Figures and edition numbers are those of the event of which the sentence speaks."""

from collections.abc import Callable

import pytest

from expograph.claims import Qualifiers, Ref, Value
from expograph.readings import Fact, Reading

Says = Callable[..., set[tuple[str, str, str]]]
Reads = Callable[..., Reading]

CONGRESS = "Smart City Expo World Congress"
CONVENTION = "Smart Country Convention"
AT_LEAST: Qualifiers = (("bound", Ref("concept", "at-least")),)
ANNOUNCED: Qualifiers = (("status", Ref("concept", "announced")),)


def of(reading: Reading, predicate: str) -> list[Fact]:
    return [fact for fact in reading.facts if fact.predicate == predicate]


@pytest.mark.parametrize(
    ("language", "text", "predicate", "number", "qualifiers"),
    [
        ("en", f"{CONGRESS} had 24,399 visitors.", "attendeeCount", "24399", ()),
        ("en", f"{CONGRESS} had more than 400 speakers.", "speakerCount", "400", AT_LEAST),
        ("en", f"{CONGRESS} expects 400 exhibitors.", "exhibitorCount", "400", ANNOUNCED),
        (
            "en",
            f"{CONGRESS} expects over 400 exhibitors.",
            "exhibitorCount",
            "400",
            AT_LEAST + ANNOUNCED,
        ),
        ("de", f"Die {CONVENTION} hatte 15.000 Besucher.", "attendeeCount", "15000", ()),
        (
            "de",
            f"Die {CONVENTION} hatte mehr als 400 Aussteller.",
            "exhibitorCount",
            "400",
            AT_LEAST,
        ),
        (
            "de",
            f"Die {CONVENTION} erwartet 400 Aussteller.",
            "exhibitorCount",
            "400",
            ANNOUNCED,
        ),
    ],
)
def test_a_figure_is_stated_with_its_bound_and_as_announced(
    reads: Reads, language: str, text: str, predicate: str, number: str, qualifiers: Qualifiers
) -> None:
    (fact,) = of(reads(text, language), predicate)
    assert fact.object == Value(number, "integer")
    assert fact.qualifiers == qualifiers


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", f"The ninth edition of {CONGRESS} closed.", "9"),
        ("en", f"The 9th edition of {CONGRESS} closed.", "9"),
        ("de", f"Die 9. Ausgabe der {CONVENTION} ist vorbei.", "9"),
        ("de", f"Die neunte Ausgabe der {CONVENTION} ist vorbei.", "9"),
    ],
)
def test_an_edition_has_a_number_and_is_of_a_series(
    reads: Reads, language: str, text: str, number: str
) -> None:
    reading = reads(text, language)
    assert [fact.object for fact in of(reading, "editionNumber")] == [Value(number, "integer")]
    (fact,) = of(reading, "partOfSeries")
    assert str(fact.object).startswith("series/")


def test_a_first_edition_is_no_sign_of_a_series(reads: Reads) -> None:
    reading = reads(f"The first {CONGRESS} had 400 exhibitors.")
    assert [fact.object for fact in of(reading, "editionNumber")] == [Value("1", "integer")]
    assert of(reading, "partOfSeries") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"{CONGRESS} is held every year in Barcelona."),
        ("en", f"The annual {CONGRESS} is held in Barcelona."),
        ("de", f"Die {CONVENTION} findet jährlich in Berlin statt."),
    ],
)
def test_an_event_that_recurs_is_of_a_series(reads: Reads, language: str, text: str) -> None:
    assert len(of(reads(text, language), "partOfSeries")) == 1


def test_two_editions_that_a_text_names_are_of_one_series(reads: Reads) -> None:
    text = (
        "The eighth edition of Hannover Messe 2018 closed. "
        "The ninth edition of Hannover Messe 2019 opened."
    )
    assert len({fact.object for fact in of(reads(text), "partOfSeries")}) == 1


def test_a_figure_of_the_next_sentence_goes_on_with_the_event(reads: Reads) -> None:
    (fact,) = of(reads(f"{CONGRESS} closed. There were 400 exhibitors."), "exhibitorCount")
    assert fact.reference.startswith("goes on from the sentence before")
    assert CONGRESS in fact.reference


@pytest.mark.parametrize(
    "text",
    [
        f"{CONGRESS} had no 400 exhibitors.",
        f"{CONGRESS} might have 400 exhibitors.",
        f"{CONGRESS} had 400 exhibitors online.",
        f"In 2015, {CONGRESS} had 400 exhibitors.",
        f"{CONGRESS} cost 400 euros.",
        "They had 400 exhibitors.",
    ],
)
def test_what_is_denied_online_or_of_another_year_is_no_figure_of_the_event(
    reads: Reads, text: str
) -> None:
    assert of(reads(text), "exhibitorCount") == []


def test_of_several_figures_for_one_thing_the_largest_counts(reads: Reads) -> None:
    text = " ".join(f"{CONGRESS} had {number} exhibitors." for number in (300, 400, 200))
    assert [fact.object for fact in of(reads(text), "exhibitorCount")] == [Value("400", "integer")]
