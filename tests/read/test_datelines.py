"""Tests of how the date of publication is read from a line."""

import pytest

from expograph.read.datelines import date_in, published_in


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3 December 2019", "2019-12-03"),
        ("December 3rd, 2019", "2019-12-03"),
        ("3. Dezember 2019", "2019-12-03"),
        ("Dienstag, 3. Dezember 2019", "2019-12-03"),
        ("24. November 2017 (Freitag)", "2017-11-24"),
        ("martes, 1 de octubre de 2013", "2013-10-01"),
        ("1er mars 2021", "2021-03-01"),
        ("19 de novembre de 2019", "2019-11-19"),
        ("12 d'octubre de 2019", "2019-10-12"),
        ("2 d’abril del 2019", "2019-04-02"),
        ("4 de março de 2018", "2018-03-04"),
        ("venerdì 5 giugno 2020", "2020-06-05"),
        ("Oktober 2021", "2021-10"),
        ("20.09.2019", "2019-09-20"),
        ("17-04-2018, ore 15:17", "2018-04-17"),
        ("25/12/2021", "2021-12-25"),
        ("2019-12-03 10:15", "2019-12-03"),
        ("2014/02/14 | Taipei", "2014-02-14"),
        ("Redaktion | 03. Dec 2019", "2019-12-03"),
        ("Press office · 3 Sept. 2019 · 2 minutes", "2019-09-03"),
        ("Published on 3 December 2019", "2019-12-03"),
        ("Veröffentlicht am 3. Dezember 2019", "2019-12-03"),
        ("Publié le 12 mai 2017", "2017-05-12"),
        ("Barcelona, 19 de noviembre de 2019", "2019-11-19"),
        ("Barcelona, 19 November 2019 – The fair opened its doors to the cities.", "2019-11-19"),
        ("Lyon, le 3 mai 2017", "2017-05-03"),
    ],
)
def test_a_line_that_is_a_date_gives_the_date_of_publication(line: str, expected: str) -> None:
    assert published_in(["A fair opens", line, "It opened."]) == expected


@pytest.mark.parametrize(
    "line",
    [
        "The fair of 19 November 2019 was the largest so far",
        "19-21 November 2019",
        "19. – 21. November 2019",
        "from 19 to 21 November 2019",
        "MÁLAGA, 22 Sep. (EUROPA PRESS) -",
        "Updated 17 December 2020",
        "31 February 2019",
        "40.13.2019",
        "1 October 1913",
        "2019",
        "19 marketing 2019",
        "3.12.2019.4",
        "The fair took place in Lyon, 3 May 2017",
    ],
)
def test_other_dates_in_a_text_are_not_the_date_of_publication(line: str) -> None:
    assert published_in([line]) == ""


def test_figures_that_can_be_read_in_two_ways_are_read_in_languages_with_one() -> None:
    assert published_in(["04/05/2018"], "en") == ""
    assert published_in(["04/05/2018"], "fr") == "2018-05-04"


def test_only_the_head_of_a_text_is_asked() -> None:
    assert published_in(["words"] * 20 + ["3 December 2019"]) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue, 3 Dec 2019 10:15:00 +0100", "2019-12-03"),
        ("2019-12-03T23:30:00-05:00", "2019-12-03"),
        ("2019-12", "2019-12"),
        ("2019", "2019"),
        ("1970", ""),
        ("soon", ""),
    ],
)
def test_a_date_is_as_precise_as_it_is_given(text: str, expected: str) -> None:
    assert date_in(text) == expected
