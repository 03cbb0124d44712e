"""Tests of how things, ties and evidence travel in the page."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.page.columns import (
    LISTS,
    THING,
    coded,
    evidence_columns,
    network_columns,
)
from expograph.texts import portable, web_address


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
    [
        (None, ""),
        (3, "3"),
        ("a\0b", "a\ufffdb"),
        ("\ud800", "\ufffd"),
        ("a\u2028b\nc", "a\u2028b\nc"),
    ],
)
def test_text_is_kept_as_far_as_a_page_can_carry_it(value: object, text: str) -> None:
    assert portable(value) == text


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
    assert columns["texts"] == ["words", "line 1", "other words"]
    assert columns["ties"] == [[[[0], 0, 1, 1], [[0], 2, 1, 1]], [[[1], 0, 1, 1]], []]


def test_what_stands_outside_a_quote_travels_with_it() -> None:
    told = {**piece("words", "a post"), "reference": "“it” stands for “the fair”"}
    columns = evidence_columns([{"evidence": [told, piece("other words", "a post")]}])
    assert columns["texts"] == ["words", "line 1", "“it” stands for “the fair”", "other words"]
    assert columns["ties"] == [[[[0], 0, 1, 1, 2], [[0], 3, 1, 1]]]


def test_all_sources_of_a_piece_travel_with_it() -> None:
    several = [
        ["a post", "", "2019", "https://example.org/a", "en"],
        ["a page", "", "", "data:x", ""],
    ]
    columns = evidence_columns([{"evidence": [{**piece("words", "a post"), "sources": several}]}])
    assert columns["ties"] == [[[[0, 1], 0, 1, 1]]]
    assert [source[3] for source in columns["sources"]] == ["https://example.org/a", ""]


def thing(name: str, **known: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        **dict.fromkeys(THING, ""),
        **{each: [] for each in LISTS},
        "labels": {},
    }
    return {**empty, "label": name, "x": 0, "y": 0, "size": 3, "community": 0, **known, "id": name}


def test_ties_name_their_ends_and_their_relation_by_number() -> None:
    known = {"relations": {"knows": {"forth": {"en": "knows", "de": "kennt"}}}}
    tie = {"from": "b", "to": "a", "relation": "knows"}
    columns = network_columns([thing("a"), thing("b")], [tie], known)
    assert (columns["ties"]["from"], columns["ties"]["to"]) == ([1], [0])
    assert columns["ties"]["relation"] == [0]
    assert columns["relations"][0]["forth"] == {"en": "knows", "de": "kennt"}


def test_a_relation_without_words_is_called_by_its_name() -> None:
    columns = network_columns([thing("a")], [{"from": "a", "to": "a", "relation": "knows"}], {})
    assert columns["relations"] == [
        {"name": "knows", "forth": {"en": "knows"}, "back": {}, "symmetric": False}
    ]


def test_things_name_their_themes_by_number_in_every_language() -> None:
    known = {"themes": {"th/water": {"en": "water", "fr": "eau"}}}
    nodes = [thing("a", themes=["th/water"]), thing("b", themes=["th/waste", "th/water"])]
    columns = network_columns(nodes, [], known)
    assert columns["themes"] == [
        {"id": "th/water", "words": {"en": "water", "fr": "eau"}},
        {"id": "th/waste", "words": {"en": "waste"}},
    ]
    assert columns["things"]["themes"] == {"values": [[0], [1, 0]], "at": [0, 1]}


def test_what_stands_out_is_named_by_number_if_it_is_drawn() -> None:
    known = {"hubs": [{"thing": "b", "ties": 3}, {"thing": "elsewhere", "ties": 2}]}
    assert network_columns([thing("a"), thing("b")], [], known)["hubs"] == [{"thing": 1, "ties": 3}]


@given(st.lists(st.text() | st.lists(st.text())))
def test_a_column_says_what_its_values_were(values: list[str | list[str]]) -> None:
    column = coded(values)
    assert [column["values"][number] for number in column["at"]] == values
