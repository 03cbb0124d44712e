"""Tests of how things, ties and evidence travel in the page."""

from typing import Any

import pytest

from expograph.page.columns import clean, evidence_columns, network_columns, web_address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(5)",
        "JavaScript:alert(5)",
        " \tjavascript:alert(5)",
        "data:text/html,<script>alert(5)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/",
        "example.org",
        "https:",
        "http://[",
        "",
        None,
    ],
)
def test_an_address_that_a_reader_may_not_follow_is_dropped(address: str | None) -> None:
    assert web_address(address) == ""


@pytest.mark.parametrize("address", ["https://example.org/a?b=1#c", "http://example.org"])
def test_a_web_address_is_kept(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (3, "3"), ("a\0b", "a\ufffdb"), ("\ud800", "?"), ("a\u2028b\nc", "a\u2028b\nc")],
)
def test_text_is_kept_as_far_as_a_page_can_carry_it(value: object, text: str) -> None:
    assert clean(value) == text


def piece(text: str, source: str) -> dict[str, Any]:
    return {"text": text, "is_quote": True, "where": "line 1", "source": source}


def test_each_source_and_each_text_is_written_once() -> None:
    edges = [
        {"evidence": [piece("words", "a post"), piece("other words", "a post")]},
        {"evidence": [piece("words", "a page")]},
        {},
    ]
    columns = evidence_columns(edges)
    assert [source[0] for source in columns["sources"]] == ["a post", "a page"]
    assert columns["texts"] == ["words", "other words"]
    assert columns["ties"] == [
        [[0, 0, "line 1", 1], [0, 1, "line 1", 1]],
        [[1, 0, "line 1", 1]],
        [],
    ]


def test_what_stands_outside_a_quote_travels_with_it() -> None:
    told = {**piece("words", "a post"), "reference": "“it” stands for “the fair”"}
    columns = evidence_columns([{"evidence": [told, piece("other words", "a post")]}])
    assert columns["texts"] == ["words", "“it” stands for “the fair”", "other words"]
    assert columns["ties"] == [[[0, 0, "line 1", 1, 1], [0, 2, "line 1", 1]]]


def test_ties_name_their_ends_by_number() -> None:
    thing = dict.fromkeys(
        ["label", "kind", "x", "y", "size", "community", "aliases", "country", "date"]
    )
    nodes = [{**thing, "id": "a"}, {**thing, "id": "b"}]
    columns = network_columns(nodes, [{"from": "b", "to": "a", "words": "knows"}])
    assert (columns["ties"]["from"], columns["ties"]["to"]) == ([1], [0])
    assert columns["ties"]["words"] == ["knows"]
