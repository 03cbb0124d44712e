"""A date is read from prose as precisely as it stands there, and never guessed."""

import tomllib
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.extract import dates as module
from expograph.extract.dates import DateFound, DateWords, dates

LANGUAGES = Path(module.__file__).parent / "languages"


def _words(language: str) -> DateWords:
    table = tomllib.loads((LANGUAGES / f"{language}.toml").read_text(encoding="utf-8"))
    return DateWords.from_table(table["dates"])


WORDS = {language: _words(language) for language in ("en", "de")}
PUBLISHED = "2021-12-03"


def found(text: str, language: str, published: str = PUBLISHED) -> list[tuple[str, str, str]]:
    return [(d.first, d.last, d.kind) for d in dates(text, WORDS[language], published=published)]


def only(text: str, language: str, published: str = PUBLISHED) -> DateFound:
    (date,) = dates(text, WORDS[language], published=published)
    return date


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("en", "It opens on 14 October 2021 at noon.", "2021-10-14", ""),
        ("en", "It opens on October 14, 2021, at noon.", "2021-10-14", ""),
        ("en", "It opens on the 14th of October 2021.", "2021-10-14", ""),
        ("en", "It opens on Wednesday, 14 October 2020.", "2020-10-14", ""),
        ("en", "October 14-15, 2021, in the museum", "2021-10-14", "2021-10-15"),
        ("en", "19-21 November 2019", "2019-11-19", "2019-11-21"),
        ("en", "on the 19th, 20th and 21st of November 2019", "2019-11-19", "2019-11-21"),
        ("en", "from 14 to 16 November", "2021-11-14", "2021-11-16"),
        ("en", "from Tuesday 16 to Thursday 18 November", "2021-11-16", "2021-11-18"),
        ("en", "30 September to 2 October 2020", "2020-09-30", "2020-10-02"),
        ("en", "from 30 December to 2 January 2021", "2020-12-30", "2021-01-02"),
        ("en", "September 30 – October 2, 2020", "2020-09-30", "2020-10-02"),
        ("en", "until Feb. 22", "2022-02-22", ""),
        ("en", "03. Dec 2019", "2019-12-03", ""),
        ("en", "2014/02/14 | Taipei", "2014-02-14", ""),
        ("en", "2019-11-19", "2019-11-19", ""),
        ("en", "25/12/2021", "2021-12-25", ""),
        ("en", "since October 2019", "2019-10", ""),
        ("en", "in November", "2021-11", ""),
        ("en", "in May", "2022-05", ""),
        ("en", "in mid-November", "2021-11", ""),
        ("en", "between the 14th and the 16th of October", "2021-10-14", "2021-10-16"),
        ("en", "13, 14 and 15 November 2017", "2017-11-13", "2017-11-15"),
        ("en", "Tue 16 – Thu 18 November", "2021-11-16", "2021-11-18"),
        ("en", "on October 14, 15 companies met", "2021-10-14", ""),
        ("en", "on May 5. June was cold.", "2022-05-05", ""),
        ("en", "in October 14 companies met", "2021-10", ""),
        ("en", "from September to November 2021", "2021-09", "2021-11"),
        ("de", "am 14. Oktober 2021", "2021-10-14", ""),
        ("de", "am Mittwoch, den 14. Oktober 2020,", "2020-10-14", ""),
        ("de", "14.–15. Oktober 2021", "2021-10-14", "2021-10-15"),
        ("de", "vom 14. bis 15. Oktober", "2021-10-14", "2021-10-15"),
        ("de", "vom 14. bis zum 15. Oktober 2021", "2021-10-14", "2021-10-15"),
        ("de", "am 14. und 15. Oktober", "2021-10-14", "2021-10-15"),
        ("de", "vom 30. September bis 2. Oktober 2020", "2020-09-30", "2020-10-02"),
        ("de", "30./31. Oktober 2019", "2019-10-30", "2019-10-31"),
        ("de", "20.09.2019", "2019-09-20", ""),
        ("de", "20. 9. 2019", "2019-09-20", ""),
        ("de", "14.-15.10.2021", "2021-10-14", "2021-10-15"),
        ("de", "14.10.-15.10.2021", "2021-10-14", "2021-10-15"),
        ("de", "14.10.2021 bis 15.10.2021", "2021-10-14", "2021-10-15"),
        ("de", "vom 30.9. bis 2.10.2020", "2020-09-30", "2020-10-02"),
        ("de", "am 30. September und 1. Oktober", "2021-09-30", "2021-10-01"),
        ("de", "Di, 16.11. bis Do, 18.11.2021", "2021-11-16", "2021-11-18"),
        ("de", "30. 9. – 2. 10. 2020", "2020-09-30", "2020-10-02"),
        ("de", "16.-18.11.21", "2021-11-16", "2021-11-18"),
        ("de", "zwischen dem 5. und 7. Oktober 2021", "2021-10-05", "2021-10-07"),
        ("de", "am 5. Mai nächsten Jahres", "2022-05-05", ""),
        ("de", "am 14.10. in Berlin", "2021-10-14", ""),
        ("de", "im November 2021", "2021-11", ""),
        ("de", "Mitte November 2022", "2022-11", ""),
        ("de", "im März", "2022-03", ""),
    ],
)
def test_a_date_is_read_in_whichever_way_it_is_written(
    language: str, text: str, first: str, last: str
) -> None:
    date = only(text, language)
    assert (date.first, date.last) == (first, last)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "31 February 2021"),
        ("en", "02/03/2021"),
        ("en", "doors open at 10.30 and close at 18:00"),
        ("en", "call +49 30 14 10 20 21"),
        ("en", "version 2.10.2021.4"),
        ("en", "it may be that 14 may come, and some march"),
        ("en", "2019 visitors"),
        ("en", "version 10.12.14"),
        ("en", "for € 2020"),
        ("en", "https://example.org/2019/11/19/news"),
        ("de", "32.10.2021"),
        ("de", "um 14.10 Uhr"),
        ("de", "D-10115 Berlin"),
        ("de", "in 12.2.1 behoben"),
        ("de", "am 11. Kongress"),
    ],
)
def test_what_is_no_date_is_none(language: str, text: str) -> None:
    assert not found(text, language)


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("en", "yesterday", "2021-12-02"),
        ("en", "on Wednesday", "2021-12-01"),
        ("en", "until Wednesday", "2021-12-08"),
        ("en", "a few weeks ago", "2021"),
        ("en", "last month", "2021-11"),
        ("en", "this year’s edition", "2021"),
        ("en", "next year", "2022"),
        ("de", "gestern", "2021-12-02"),
        ("de", "am Mittwoch", "2021-12-01"),
        ("de", "bis Mittwoch", "2021-12-08"),
        ("de", "vor einigen Wochen", "2021"),
        ("de", "in diesem Jahr", "2021"),
        ("de", "der diesjährige Kongress", "2021"),
        ("de", "im vergangenen Jahr", "2020"),
    ],
)
def test_a_relative_date_is_counted_from_the_publication(
    language: str, text: str, first: str
) -> None:
    date = only(text, language)
    assert (date.first, date.kind) == (first, "relative")
    assert PUBLISHED in date.reference
    assert not found(text, language, published="")


@pytest.mark.parametrize(
    ("text", "published", "first"),
    [
        ("yesterday", "2021-11", "2021-11"),
        ("yesterday", "2021", ""),
        ("on Wednesday", "2021-11", ""),
        ("a few weeks ago", "2021-01-20", ""),
        ("a few weeks ago", "2021-07-31", "2021"),
        ("last month", "2021", ""),
        ("this year", "2021", "2021"),
    ],
)
def test_a_relative_date_is_no_more_precise_than_what_is_known(
    text: str, published: str, first: str
) -> None:
    assert [first for first, _, _ in found(text, "en", published)] == [first] * bool(first)


@pytest.mark.parametrize(
    ("text", "published", "first", "reference"),
    [
        ("on 5 May", "2021", "2021-05-05", "the year 2021 is that of the publication"),
        ("on 5 May", "2021-04-01", "2021-05-05", "the year 2021 is that of the publication"),
        (
            "on 5 January",
            "2021-12-03",
            "2022-01-05",
            "the year 2022 is the nearest to the publication (2021-12-03)",
        ),
        (
            "on Friday 11 November",
            "2017-05-01",
            "2016-11-11",
            "the year 2016 is the nearest to the publication (2017-05-01)",
        ),
        (
            "Expo 2018: join us on 5 May",
            "",
            "2018-05-05",
            "the year 2018 is the only one named in the text",
        ),
        (
            "on 5 May, as befits this year, 2020, after 2019",
            "",
            "2020-05-05",
            "the year 2020 is said in the text to be this one",
        ),
    ],
)
def test_a_missing_year_comes_from_the_publication_or_the_text(
    text: str, published: str, first: str, reference: str
) -> None:
    (date,) = [d for d in dates(text, WORDS["en"], published=published) if len(d.first) == 10]
    assert (date.first, date.reference) == (first, reference)


def test_the_place_of_a_year_taken_from_the_text_is_told() -> None:
    text = "Expo 2018: join us on 5 May"
    (date,) = [d for d in dates(text, WORDS["en"]) if d.kind == "day"]
    assert date.year_at and text[slice(*date.year_at)] == "2018"


@pytest.mark.parametrize("text", ["on 5 May", "Expo 2018, unlike Expo 2019, opens on 5 May"])
def test_without_a_year_to_be_had_there_is_no_date(text: str) -> None:
    assert not [date for date in dates(text, WORDS["en"]) if len(date.first) == 10]


def test_a_year_from_which_something_lasts_is_not_that_of_other_dates() -> None:
    assert not [d for d in dates("Held since 2011. On 5 May …", WORDS["en"]) if d.kind == "day"]


@pytest.mark.parametrize(
    ("language", "text", "kind", "cue"),
    [
        ("en", "in 2019", "year", "in"),
        ("en", "the 2019 edition", "year", "the"),
        ("en", "held since 2011", "year", "since"),
        ("en", "Smart City Expo 2018", "named-year", "expo"),
        ("de", "seit 2011", "year", "seit"),
        ("de", "der Weltkongress 2021", "named-year", "weltkongress"),
    ],
)
def test_a_year_alone_says_before_which_word_it_stands(
    language: str, text: str, kind: str, cue: str
) -> None:
    date = only(text, language)
    assert (date.kind, date.cue) == (kind, cue)


def test_days_apart_are_single_dates() -> None:
    assert found("on 14 and 21 October 2021", "en") == [
        ("2021-10-14", "", "day"),
        ("2021-10-21", "", "day"),
    ]


def test_first_and_last_day_may_stand_in_two_sentences() -> None:
    text = "Come Feb. 19, it opens. It runs until Feb. 22."
    assert found(text, "en", "2014-02-14") == [
        ("2014-02-19", "", "day"),
        ("2014-02-22", "", "day"),
    ]


def test_a_date_is_quoted_with_its_weekday() -> None:
    text = "am Freitag, dem 24. November 2017, in Montreal"
    date = only(text, "de")
    assert text[date.start : date.end] == "Freitag, dem 24. November 2017"
    text = "24. November 2017 (Freitag)"
    date = only(text, "de")
    assert text[date.start : date.end] == text


@pytest.mark.parametrize("published", ["soon", "2021-13", "2021-02-30", "0001-01-01", "9999-12-31"])
def test_a_publication_that_is_no_date_tells_nothing(published: str) -> None:
    assert not found("yesterday, on 5 May, this year, on Monday", "en", published)


_PIECES = ["14", "30.", "31", " bis ", " to ", "October", "May", "Feb.", "2021", " in ", "Montag"]
_MORE = ["yesterday", "this year", "\n", "vom ", "Oktober ", "am ", "29.02."]
_PROSE = st.lists(st.sampled_from([*"0123456789 .-–/,", *_PIECES, *_MORE]), max_size=30).map(
    "".join
)


@given(st.text() | _PROSE, st.sampled_from(["en", "de"]), st.sampled_from(["", "2021", PUBLISHED]))
def test_whatever_stands_in_a_text_its_dates_are_in_the_calendar_and_in_the_text(
    text: str, language: str, published: str
) -> None:
    for date in dates(text, WORDS[language], published=published):
        assert 0 <= date.start < date.end <= len(text)
        assert not date.last or date.first < date.last
        for iso in filter(None, (date.first, date.last)):
            assert module._interval(iso), iso
        assert date.reference or published or date.first[:4] in text


@pytest.mark.parametrize(
    "unit", ["1 ", "14. ", "14 to ", "October 14 to ", "in 2019 ", "a", "a-", ".", "Montag "]
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_long_text_of_one_thing_is_read_in_time(unit: str, language: str) -> None:
    text = unit * (40_000 // len(unit))
    began = process_time()
    dates(text, WORDS[language], published=PUBLISHED)
    assert process_time() - began < 4
