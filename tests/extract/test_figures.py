"""A figure is a number with what it counts; money, shares, areas and years are none."""

import tomllib
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.extract import figures as module
from expograph.extract.figures import Figure, FigureWords, figures

LANGUAGES = Path(module.__file__).parent / "languages"


def _words(language: str) -> FigureWords:
    table = tomllib.loads((LANGUAGES / f"{language}.toml").read_text(encoding="utf-8"))
    return FigureWords.from_table(table["figures"])


WORDS = {language: _words(language) for language in ("en", "de")}


def found(text: str, language: str) -> list[tuple[int, str, str]]:
    return [(each.value, each.counted, each.bound) for each in figures(text, WORDS[language])]


def only(text: str, language: str) -> Figure:
    (figure,) = figures(text, WORDS[language])
    return figure


@pytest.mark.parametrize(
    ("language", "text", "value", "counted", "bound"),
    [
        ("en", "24 000 attendees", 24000, "attendeeCount", ""),
        ("en", "with 24,000 visitors", 24000, "attendeeCount", ""),
        ("en", "1010 exhibitors", 1010, "exhibitorCount", ""),
        ("en", "400+ speakers", 400, "speakerCount", "at-least"),
        ("en", "over 400 top-class speakers", 400, "speakerCount", "at-least"),
        ("en", "More than 400 national and international experts", 400, "speakerCount", "at-least"),
        ("en", "upwards of 1,000 cities", 1000, "cityCount", "at-least"),
        ("en", "20,000 or so visitors", 20000, "attendeeCount", "about"),
        ("en", "some 70 sessions", 70, "sessionCount", "about"),
        ("en", "nearly 25 thousand visitors", 25000, "attendeeCount", "about"),
        ("en", "up to 2.5 million visitors", 2_500_000, "attendeeCount", "at-most"),
        ("en", "two hundred and fifty exhibitors", 250, "exhibitorCount", ""),
        ("en", "twenty-five thousand visitors", 25000, "attendeeCount", ""),
        ("en", "a dozen countries", 12, "countryCount", ""),
        ("en", "Exhibitors: 400", 400, "exhibitorCount", ""),
        ("en", "2000 attendees", 2000, "attendeeCount", ""),
        ("en", "12k visitors", 12000, "attendeeCount", ""),
        ("en", "between 300 and 400 exhibitors", 300, "exhibitorCount", "at-least"),
        ("en", "300–400 exhibitors", 300, "exhibitorCount", "at-least"),
        ("en", "two dozen speakers", 24, "speakerCount", ""),
        ("en", "over one hundred cities", 100, "cityCount", "at-least"),
        ("en", "1,000-plus exhibitors", 1000, "exhibitorCount", "at-least"),
        ("en", "1,000 exhibiting companies", 1000, "exhibitorCount", ""),
        ("en", "500 conference delegates", 500, "attendeeCount", ""),
        ("en", "Participants: over 3,000", 3000, "attendeeCount", "at-least"),
        ("de", "1.100 ausstellende Unternehmen", 1100, "exhibitorCount", ""),
        ("de", "eine Million Besucher", 1_000_000, "attendeeCount", ""),
        ("de", "zwischen 300 und 400 Aussteller", 300, "exhibitorCount", "at-least"),
        ("de", "Besucher: rund 24.000", 24000, "attendeeCount", "about"),
        ("de", "24.000 Besucherinnen und Besucher", 24000, "attendeeCount", ""),
        ("de", "rund 24.000 Besucher:innen", 24000, "attendeeCount", "about"),
        ("de", "24 000 Fachbesuchern", 24000, "attendeeCount", ""),
        ("de", "Über 300 Aussteller", 300, "exhibitorCount", "at-least"),
        ("de", "mehr als 70 regionalen Experten", 70, "speakerCount", "at-least"),
        ("de", "rund 15 Fachkonferenzen", 15, "sessionCount", "about"),
        ("de", "1,5 Mio. Besucher", 1_500_000, "attendeeCount", ""),
        ("de", "knapp zweihundertfünfzig Aussteller", 250, "exhibitorCount", "about"),
        ("de", "fünfundzwanzig Vorträge", 25, "sessionCount", ""),
        ("de", "zwanzig Smart-City-Experten", 20, "speakerCount", ""),
        ("de", "aus 146 Ländern", 146, "countryCount", ""),
        ("de", "bis zu 700 Städte", 700, "cityCount", "at-most"),
        ("de", "Aussteller: 400", 400, "exhibitorCount", ""),
    ],
)
def test_a_number_is_read_with_what_it_counts(
    language: str, text: str, value: int, counted: str, bound: str
) -> None:
    assert found(text, language) == [(value, counted, bound)]


def test_a_figure_is_quoted_from_its_bound_to_its_noun() -> None:
    text = "It drew well over 24 000 foreign visitors this time."
    figure = only(text, "en")
    assert text[figure.start : figure.end] == "well over 24 000 foreign visitors"


def test_each_number_of_a_row_counts_its_own_noun() -> None:
    assert found("With 1010 exhibitors, 400+ speakers from over 146 countries", "en") == [
        (1010, "exhibitorCount", ""),
        (400, "speakerCount", "at-least"),
        (146, "countryCount", "at-least"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "31% more visitors"),
        ("en", "31 per cent of visitors"),
        ("en", "€ 400 visitors pay"),
        ("en", "20,000 m² for exhibitors"),
        ("en", "the 2019 attendees"),
        ("en", "500 standard booths"),
        ("en", "16 groups of visitors"),
        ("en", "20-year exhibitors"),
        ("en", "at 10:30 sessions start"),
        ("en", "one exhibitor"),
        ("en", "50 country pavilions"),
        ("en", "several hundred exhibitors"),
        ("en", "300 solar panels"),
        ("en", "version 2.1 speakers"),
        ("en", "on 14 October speakers meet"),
        ("en", "the 5G conference"),
        ("de", "31 Prozent mehr Besucher"),
        ("de", "20.000 Quadratmeter für Aussteller"),
        ("de", "20-jährige Experten"),
        ("de", "das 20-jährige Jubiläum"),
        ("de", "am 14. Oktober beginnt der Kongress"),
        ("de", "um 10.30 Uhr"),
        ("de", "drei Tage Vorträge"),
        ("de", "mehrere hundert Aussteller"),
        ("de", "15 Länder-Pavillons"),
        ("de", "16 Bundesländer"),
        ("de", "40 Städte- und Gemeindevertreterinnen"),
    ],
)
def test_what_counts_nothing_is_no_figure(language: str, text: str) -> None:
    assert not found(text, language)


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "the 11th edition", 11),
        ("en", "the third edition of the fair", 3),
        ("en", "its twenty-first annual edition", 21),
        ("en", "for the 11th time", 11),
        ("en", "the 5th World Congress", 5),
        ("en", "the XII International Congress", 12),
        ("en", "edition number 20", 20),
        ("de", "die zweite Ausgabe der Messe", 2),
        ("de", "der 13. Bundeskongress", 13),
        ("de", "in der elften Auflage", 11),
        ("de", "zur einundzwanzigsten Ausgabe", 21),
        ("de", "der XX. Kongress", 20),
        ("de", "Ausgabe Nr. 20", 20),
        ("de", "zum 11. Mal", 11),
        ("de", "zum dritten Mal", 3),
        ("de", "findet zum 11.", 11),
    ],
)
def test_an_ordinal_with_an_edition_is_its_number(language: str, text: str, number: int) -> None:
    assert found(text, language) == [(number, "editionNumber", "")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the tenth anniversary"),
        ("en", "for the second year in a row"),
        ("en", "on the second day of the fair"),
        ("en", "for the first time"),
        ("en", "I attended the congress"),
        ("de", "zum zehnten Jubiläum"),
        ("de", "am zweiten Tag der Messe"),
        ("de", "zum ersten Mal"),
        ("de", "am 14. Oktober"),
    ],
)
def test_other_ordinals_are_no_editions(language: str, text: str) -> None:
    assert not found(text, language)


@pytest.mark.parametrize(
    ("language", "text", "scope"),
    [
        ("en", "20,000 visitors online", "online"),
        ("en", "5,000 attendees on site", "on-site"),
        ("en", "a total of 300 exhibitors", "total"),
        ("en", "together they drew 300 exhibitors", "together"),
        ("en", "300 exhibitors from abroad", "abroad"),
        ("en", "the previous edition had 300 exhibitors", "other"),
        ("de", "insgesamt 300 Aussteller", "total"),
        ("de", "300 Aussteller aus dem Ausland", "abroad"),
        ("de", "zum 11. Mal", "times"),
        ("de", "300 Aussteller", ""),
    ],
)
def test_the_words_around_say_how_far_a_figure_reaches(
    language: str, text: str, scope: str
) -> None:
    assert only(text, language).scope == scope


def test_the_scope_of_one_figure_is_not_that_of_the_next() -> None:
    scopes = [each.scope for each in figures("5,000 online visitors and 30 speakers", WORDS["en"])]
    assert scopes == ["online", ""]


@pytest.mark.parametrize(
    ("language", "text", "forecast"),
    [
        ("en", "The fair expects 300 exhibitors.", True),
        ("en", "The fair drew 300 exhibitors. It will be back.", False),
        ("de", "Erwartet werden 300 Aussteller.", True),
        ("de", "Gezählt wurden 300 Aussteller.", False),
    ],
)
def test_a_forecast_is_told_from_a_result(language: str, text: str, forecast: bool) -> None:
    assert only(text, language).forecast is forecast


def test_a_part_of_a_text_is_searched_as_if_it_stood_alone() -> None:
    text = "300 exhibitors. 20 speakers. 5 sessions."
    figure, *others = figures(text, WORDS["en"], start=16, end=28)
    assert not others
    assert text[figure.start : figure.end] == "20 speakers"


_PIECES = ["100", "1 000", "24,000", "two", "hundred", " and ", "zwei", "hundert", "Mio.", " 11th "]
_MORE = [
    "edition",
    "exhibitors",
    "Aussteller",
    " über ",
    " over ",
    "zum ",
    "11. ",
    "Mal",
    "XII",
    "+",
]
_PROSE = st.lists(st.sampled_from([*"0123456789 .,:%€-", *_PIECES, *_MORE]), max_size=30).map(
    "".join
)


@given(st.text() | _PROSE, st.sampled_from(["en", "de"]))
def test_whatever_stands_in_a_text_its_figures_are_in_it_and_in_order(
    text: str, language: str
) -> None:
    end = 0
    for figure in figures(text, WORDS[language]):
        assert end <= figure.start < figure.end <= len(text)
        assert figure.value > 0
        end = figure.end


@pytest.mark.parametrize(
    "unit", ["1 ", "14. ", "1,000,", "hundred and ", "zweiund", "a", "a-", ".", "100 big ", "XI "]
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_long_text_of_one_thing_is_read_in_time(unit: str, language: str) -> None:
    text = unit * (40_000 // len(unit))
    began = process_time()
    figures(text, WORDS[language])
    assert process_time() - began < 4
