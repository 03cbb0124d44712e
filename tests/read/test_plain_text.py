"""Tests of what a plain text says of itself."""

import pytest

from expograph.read.plain_text import date_of, parts, title_of

MAIL = """From: Example Fairs <press@example.org>
To: undisclosed recipients
Date: Tue, 3 Dec 2019 10:15:00 +0100
Subject: Fwd: AW: A fair opens
 in Lyon

The fair opened
in Lyon.
"""


def test_the_header_of_a_mail_gives_title_and_date() -> None:
    head, text = parts("a.txt", MAIL.replace("\n in Lyon", ""))
    assert (head.title, head.published) == ("A fair opens", "2019-12-03")
    assert text == "A fair opens\n\nThe fair opened\nin Lyon.\n"


def test_a_header_line_may_go_on_below() -> None:
    assert "recipients" not in parts("a.txt", MAIL)[1]


@pytest.mark.parametrize(
    "header",
    [
        "Von: Messe\nGesendet: Dienstag, 3. Dezember 2019 10:15\nBetreff: WG: Die Messe",
        "De : Salon\nEnvoyé : mardi 3 décembre 2019\nObjet : TR: Die Messe",
        "De: Feria\nFecha: 3 de diciembre de 2019\nAsunto: RV: Die Messe",
        "*Da:* Fiera\n*Data:* 3 dicembre 2019\n*Oggetto:* Die Messe",
    ],
)
def test_the_header_of_a_mail_may_be_in_each_language(header: str) -> None:
    head, text = parts("a.txt", f"{header}\n\nText")
    assert (head.title, head.published) == ("Die Messe", "2019-12-03")
    assert text == "Die Messe\n\nText"


def test_quotation_marks_of_a_mail_do_not_stand_inside_of_sentences() -> None:
    assert parts("a.txt", "> The fair opened\n> in Lyon.\n>\n> > It was large.\n")[1] == (
        "The fair opened\nin Lyon.\n\nIt was large.\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Place: Lyon\nTheme: mobility\n\nText",
        "Date: 3 December 2019\nPlace: Lyon\n\nText",
        "The fair opened\nover two lines, and this\ngoes on.",
        "> one line alone\nText",
        "a > b\nb > c",
    ],
)
def test_all_other_text_is_left_as_it_is(text: str) -> None:
    assert parts("a.txt", text)[1] == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A fair opens\n\nIt opened in Lyon.", "A fair opens"),
        ("Is it open?\n\nIt is.", "Is it open?"),
        ("A fair opens\n" + "It opened in Lyon and in Barcelona. " * 5, "A fair opens"),
        ("<img src='x'>\n\nA fair opens\n\nIt opened.", "A fair opens"),
        ("3 December 2019\n\nA fair opens\n\nIt opened.", "A fair opens"),
        ("Home > News > Fairs\nA fair opens\n\nIt opened.", "A fair opens"),
        ("News  Projects  Contact\n\nA fair opens\n\nIt opened.", "A fair opens"),
        ("It opened.\n\nThere were many.", ""),
        ("The fair opened in the\nmorning of Tuesday.", ""),
        ("A single line", ""),
        ("", ""),
    ],
)
def test_a_title_is_a_short_line_that_stands_alone(text: str, title: str) -> None:
    assert title_of(text) == title


def test_front_matter_comes_before_all_else() -> None:
    head, text = parts("a.txt", "---\ntitle: The fair\n---\nA fair opens\n\nIt opened.")
    assert (head.title, text) == ("The fair", "A fair opens\n\nIt opened.")


def test_the_date_may_be_a_line_near_the_top() -> None:
    assert (
        date_of("A fair opens\n\nPress office | 03. Dec 2019\n\nIt opened.", "en") == "2019-12-03"
    )
