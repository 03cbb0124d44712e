"""A text falls into sentences, headings and list items, each of which can be quoted."""

import tomllib
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.extract import sentences as module
from expograph.extract.sentences import SentenceWords, sentences

LANGUAGES = Path(module.__file__).parent / "languages"


def _words(language: str) -> SentenceWords:
    table = tomllib.loads((LANGUAGES / f"{language}.toml").read_text(encoding="utf-8"))
    return SentenceWords.from_table(table["sentences"])


WORDS = {language: _words(language) for language in ("en", "de")}


def cut(text: str, language: str = "en") -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, WORDS[language])]


def kinds(text: str, language: str = "en") -> list[tuple[str, str]]:
    spans = sentences(text, WORDS[language])
    return [(span.kind, text[span.start : span.end]) for span in spans]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Dr. Lee of Acme Inc. and J. P. Morgan met at St. Paul on Feb. 19."),
        ("en", "Clean Co., Ltd. set up the body, i.e. the U.S. branch, at No. 5."),
        ("en", "It covers 2.5 hectares, e.g. Hall No. 4, on www.example.org and ex.am@ple.org."),
        ("en", "“What a city!” said the mayor."),
        ("en", "On 03. Dec 2019 it closed."),
        ("de", "Vom 14. bis 15. Oktober tagt der 13. Bundeskongress, z. B. am 14. Oktober."),
        ("de", "Das ist u. a. Sache von Prof. Dr. h. c. Lee, bzw. der Nr. 5 mit 1,5 Mio. Euro."),
        ("de", "Das Motto „Stadt.Land.Tech“ und die Seite www.Example.org blieben."),
        ("de", "Sie kamen am 20.09.2019 zum 2. Mal, d. h. erneut."),
    ],
)
def test_abbreviations_numbers_and_addresses_end_no_sentence(language: str, text: str) -> None:
    assert cut(text, language) == [text]


@pytest.mark.parametrize(
    ("language", "sentences_"),
    [
        ("en", ["It ended in 2019.", "Then came 2020!", "Why?", "Nobody knows …", "Or so."]),
        ("en", ["He said “yes.”", "(She did not.)", "They left."]),
        ("en", ["It is run by Clean Inc.", "The show is over."]),
        ("en", ["They flew to the U.S.", "The fair is here."]),
        ("en", ["500 stands are sold.", "24 are left."]),
        ("de", ["Es findet zum 11.", "Weitere Messen folgen."]),
        ("de", ["Das war 2019.", "Besucher kamen trotzdem."]),
        ("de", ["Er zeigt Energie, Wasser usw.", "Die Messe endet."]),
    ],
)
def test_a_sentence_ends_where_another_begins(language: str, sentences_: list[str]) -> None:
    assert cut(" ".join(sentences_), language) == sentences_


def test_a_sentence_ends_also_where_the_space_was_forgotten() -> None:
    assert cut("Sie will sich damit befassen.Die Messe lädt ein.", "de") == [
        "Sie will sich damit befassen.",
        "Die Messe lädt ein.",
    ]


def test_a_line_break_inside_a_wrapped_paragraph_ends_nothing() -> None:
    text = (
        "The congress, to which visitors from a great many countries had been invited\n"
        "by the organisers, closed its doors on Thursday. Next year it will be held at\n"
        "another place.\n"
    )
    assert [sentence.count("\n") for sentence in cut(text)] == [1, 1]


def test_a_line_break_after_a_short_line_ends_it() -> None:
    assert kinds("Allard\nVP of Sales\nParis\n\nIt is over.") == [
        ("heading", "Allard"),
        ("heading", "VP of Sales"),
        ("heading", "Paris"),
        ("sentence", "It is over."),
    ]


def test_headings_are_told_from_sentences() -> None:
    text = "The Nordics\n\nThey came. They saw.\nWhat they saw\nNothing at all."
    assert [kind for kind, _ in kinds(text)] == [
        "heading",
        "sentence",
        "sentence",
        "heading",
        "sentence",
    ]


@pytest.mark.parametrize("mark", ["-", "•", "*", "–", "1)", "·"])
def test_list_items_belong_to_the_paragraph_that_announces_them(mark: str) -> None:
    text = f"The topics are:\n\n{mark} mobility\n{mark} energy\n\nThat is all."
    spans = sentences(text, WORDS["en"])
    assert [span.kind for span in spans] == ["sentence", "item", "item", "sentence"]
    assert [span.paragraph for span in spans] == [1, 1, 1, 2]


def test_numbered_lines_are_items_and_lines_that_begin_with_a_date_are_not() -> None:
    assert [kind for kind, _ in kinds("1. Verkehr\n2. Energie", "de")] == ["item", "item"]
    assert kinds("24. November 2017 (Freitag)", "de") == [
        ("heading", "24. November 2017 (Freitag)")
    ]


def test_bullets_inside_a_line_begin_items() -> None:
    assert kinds("Topics: • mobility • energy") == [
        ("sentence", "Topics:"),
        ("item", "• mobility"),
        ("item", "• energy"),
    ]


def test_blank_lines_tell_paragraphs_apart() -> None:
    spans = sentences("It opens. It ends.\r\n\r\nIt is over.", WORDS["en"])
    assert [span.paragraph for span in spans] == [1, 1, 2]


@pytest.mark.parametrize("text", ["a" * 5_000, "word " * 1_000])
def test_no_sentence_is_longer_than_1500_characters(text: str) -> None:
    pieces = cut(text)
    assert max(map(len, pieces)) <= 1_500
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


_PROSE = st.lists(
    st.sampled_from([*" \n\r\t.!?…\"'“”()-•*–1a", "z. B.", "14. ", "The ", "Die", "U.S.", "\u2028"])
).map("".join)


@given(st.text() | _PROSE, st.sampled_from(["en", "de"]))
def test_whatever_stands_in_a_text_is_in_one_sentence_and_in_order(
    text: str, language: str
) -> None:
    spans = sentences(text, WORDS[language])
    kept = "".join(text[span.start : span.end] for span in spans)
    assert "".join(kept.split()) == "".join(text.split())
    for span in spans:
        piece = text[span.start : span.end]
        assert piece and piece == piece.strip()
    for one, other in pairwise(spans):
        assert one.end <= other.start
        assert one.paragraph <= other.paragraph


@pytest.mark.parametrize(
    "unit", ["a.", "A. ", "14. ", "...", '".', "\n", "- a\n", "1. a\n", "a", "(", "word "]
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_long_text_of_one_thing_is_read_in_time(unit: str, language: str) -> None:
    text = unit * (40_000 // len(unit))
    began = process_time()
    sentences(text, WORDS[language])
    assert process_time() - began < 4
