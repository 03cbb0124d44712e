"""Tests of what stands before a text in keys and values."""

import pytest

from expograph.read.front_matter import split

MATTER = """---
title: "A fair opens: in Lyon"
date: 2019-12-03T10:00:00+01:00 # when it was put online
language: en-GB
url: https://example.org/fair
publisher: Example Fairs
tags:
  - fairs
author: nobody
---
The text.
"""


def test_flat_keys_say_what_is_known_of_a_text() -> None:
    head, text = split("a.md", MATTER)
    assert (head.title, head.published) == ("A fair opens: in Lyon", "2019-12-03")
    assert (head.language, head.publisher) == ("en", "Example Fairs")
    assert (head.address, head.mistakes) == ("https://example.org/fair", ())
    assert text == "The text.\n"


@pytest.mark.parametrize("line", ["titel: Die Messe", "Título: Die Messe", "title = 'Die Messe'"])
def test_keys_may_be_in_each_language(line: str) -> None:
    assert split("a.md", f"+++\n{line}\n+++\n")[0].title == "Die Messe"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("date: yesterday", "'yesterday' is no date"),
        ("lang: nl", "'nl' is no language that is read"),
        ("url: javascript:alert(1)", "is no address on the web"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line(line: str, problem: str) -> None:
    head, _ = split("a.md", f"---\ntitle: A fair\n{line}\n---\nText")
    (mistake,) = head.mistakes
    assert (mistake.file, mistake.line) == ("a.md", 3)
    assert problem in mistake.problem


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nThe fair opened. It was large.\n\n---\n",
        "---\ntitle: never closed\n",
        "Title: no block\n",
        "",
    ],
)
def test_a_text_without_front_matter_is_left_as_it_is(text: str) -> None:
    head, rest = split("a.md", text)
    assert (head.title, rest) == ("", text)
