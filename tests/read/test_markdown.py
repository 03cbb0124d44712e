"""Tests of how Markdown becomes the text that a reader sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from expograph.read.markdown import is_too_large, plain_text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("A *fair* in **Lyon**, `CLEAN` & _co_.", "A fair in Lyon, CLEAN & co."),
        ("See [CLEAN](https://example.org/x_y_z) and <b>Lyon</b>.", "See CLEAN and Lyon."),
        ("![logo](a.png)\n\nText", "Text"),
        ("Title\n=====\n\nText\nover lines  \nand more", "Title\n\nText\nover lines\nand more"),
        ("Exhibitors:\n\n- Lyon\n- CLEAN\n  - a part\n\nText", None),
        ("1. one\n2. two", "1. one\n2. two"),
        ("3) three\n4) four", "3. three\n4. four"),
        ("* one\n\n* two", "- one\n- two"),
        ("> quoted *words*\n> go on", "quoted words\ngo on"),
        ("| a | b |\n|---|---|\n| c | *d* |\n\nText", "a | b\nc | d\n\nText"),
        ("```\ncode *stays*\n```", "code *stays*"),
        ("<div class='x'>\nIn a box<br>here\n</div>\n\nText", "In a box\nhere\n\nText"),
        ("<script>\nalert(1)\n</script>\n\nText", "Text"),
        ("AT&amp;T \\*stars\\*", "AT&T *stars*"),
        ("[a]: https://example.org\n\nSee [it][a].", "See it."),
    ],
)
def test_marks_go_and_words_stay(markdown: str, text: str | None) -> None:
    expected = text or "Exhibitors:\n\n- Lyon\n- CLEAN\n- a part\n\nText"
    assert plain_text(markdown)[0] == expected


def test_the_first_heading_is_the_title() -> None:
    assert plain_text("Words\n\n## A *fair*\n\n# Another")[1] == "A fair"
    assert plain_text("Words")[1] == ""


def test_what_would_take_ages_is_told_beforehand() -> None:
    assert is_too_large("[" * 200_000)
    assert is_too_large("a" * 2_000_000)
    assert not is_too_large("A [fair](x). " * 5_000)


@given(some.text(alphabet="ab \n#*_`[]()!<>-|1.&\\", max_size=200))
def test_any_markdown_is_rendered(markdown: str) -> None:
    text, _ = plain_text(markdown)
    assert text == text.strip("\n")
