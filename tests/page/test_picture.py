"""A picture of a network names things, explains its signs and is a sound file of its kind."""

import functools
from typing import Any

import networkx as nx
import pytest
import resvg_py
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from expograph.errors import UsageError
from expograph.page import picture
from expograph.page.shapes import SHAPES, colour_of, colours

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "</title></svg><script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "a\u2028b\u2029c",
    "\x00\x07\x1b[2J\ud800\ufffe",
    "]]><!-- <![CDATA[",
    "&lt;&#0;&x;",
]


def some_network(things: int = 8) -> nx.MultiDiGraph:
    """Return things of all kinds around the first, tied once, twice, or to themselves."""
    relations = {"hasExhibitor": {"forth": {"en": "had exhibitor", "de": "mit Aussteller"}}}
    graph = nx.MultiDiGraph(
        relations=relations,
        choice=[["event", "Congress 2019"], ["since", "2015"]],
        state="Graph built 2026-11-25 from 418 sources",
    )
    for number in range(things):
        kind = list(SHAPES)[number % len(SHAPES)]
        graph.add_node(f"urn:{number}", label=f"Thing number {number}", kind=kind)
        for key in range(1 + number % 2):
            end, weight = f"urn:{number}", number + 1
            graph.add_edge("urn:0", end, f"t-{key}", relation="hasExhibitor", weight=weight)
    return graph


def read(content: str | bytes) -> Any:
    return etree.fromstring(content)


def texts(root: Any, tag: str = "text") -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}{tag}")]


def test_a_picture_says_its_title_its_extent_the_choice_and_the_state_of_the_data() -> None:
    root = read(picture.svg(some_network(), title="Who shows what"))
    assert texts(root)[:4] == [
        "Who shows what",
        "8 things, 12 ties",
        "event: Congress 2019 · since: 2015",
        "Graph built 2026-11-25 from 418 sources",
    ]
    assert (root.get("role"), texts(root, "title")[0]) == ("img", "Who shows what")


def test_the_legend_shows_the_kinds_that_are_there_and_what_widths_mean() -> None:
    said = texts(read(picture.svg(some_network(3))))
    assert said[-6:] == [
        "Events 1", "Event series 1", "Organisations 1",
        "1 independent source", "3 independent sources", "6 independent sources +",
    ]  # fmt: skip


def test_the_words_are_in_the_language_that_there_is() -> None:
    root = read(picture.svg(some_network(), language="de"))
    assert "Thing number 0 mit Aussteller Thing number 3" in texts(root, "title")
    assert picture.svg(some_network(), language="../x") == picture.svg(some_network())


def test_every_thing_and_every_tie_is_drawn_and_says_what_it_is() -> None:
    titles = texts(read(picture.svg(some_network())), "title")
    assert titles.count("Thing number 0 had exhibitor Thing number 5") == 2
    assert titles.count("Thing number 0 had exhibitor Thing number 0") == 1
    assert {f"Thing number {number}" for number in range(8)} <= set(titles)
    assert len(titles) == 1 + 8 + 12


def test_parallel_ties_do_not_run_over_one_another() -> None:
    paths = [each.get("d") for each in read(picture.svg(some_network())).iter(f"{SVG}path")]
    ties = [path for path in paths if path.startswith("M") and "Q" in path]
    assert len(ties) == len(set(ties)) == 8


def test_a_tie_of_more_sources_is_wider() -> None:
    root = read(picture.svg(some_network()))
    widths = {
        title.text: float(path.getparent().get("stroke-width"))
        for path in root.iter(f"{SVG}path")
        for title in path.iter(f"{SVG}title")
        if path.getparent().get("stroke-width")
    }
    tied = [widths[f"Thing number 0 had exhibitor Thing number {n}"] for n in (1, 2, 5, 7)]
    assert tied[0] < tied[1] < tied[2] == tied[3]


def test_kinds_have_the_colours_of_the_page() -> None:
    assert {colour_of(kind) for kind in SHAPES} <= set(colours().values())
    assert all(f"kind-{kind}" in colours() for kind in SHAPES)
    assert colour_of("Unheard of") == colours()["tie"]
    assert colours()["ground"] == "#ffffff"


@pytest.mark.parametrize("said", HOSTILE)
def test_no_text_becomes_markup_and_every_text_leaves_a_sound_file(said: str) -> None:
    graph = some_network()
    graph.add_node("urn:1", label=said, kind=said)
    graph.graph.update(choice=[[said, said]], state=said)
    graph.graph["relations"]["hasExhibitor"]["forth"]["en"] = said
    content = picture.svg(graph, title=said, language=said)
    root = read(content.encode("utf-8"))
    tags = {each.tag.removeprefix(SVG) for each in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "g", "circle", "path", "text"}
    known = "xmlns viewBox role width height x y cx cy r d fill stroke text-anchor "
    attributes = {name for each in root.iter() for name in each.attrib}
    assert all(name in known or name.startswith(("font", "stroke", "paint")) for name in attributes)


@given(st.lists(st.text(st.characters(), max_size=20), min_size=3, max_size=3))
def test_any_three_texts_make_a_sound_picture(said: list[str]) -> None:
    graph = nx.MultiDiGraph(state=said[0])
    graph.add_node("urn:a", label=said[1], kind="City")
    graph.add_edge("urn:a", "urn:b", relation=said[2])
    assert len(read(picture.svg(graph, title=said[0]).encode())) > 4


def test_the_same_network_gives_the_same_picture_however_it_was_put_together() -> None:
    graph = some_network()
    other = nx.MultiDiGraph(**graph.graph)
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert picture.svg(other, title="T") == picture.svg(graph, title="T")


@pytest.mark.parametrize("things", [0, 1, 2])
def test_little_or_nothing_can_be_drawn(things: int) -> None:
    graph = some_network(things)
    assert f"{things} things" in picture.svg(graph)
    assert picture.png(graph).startswith(b"\x89PNG")


def test_nothing_is_drawn_outside_of_the_picture() -> None:
    root = read(picture.svg(some_network(60), title="word " * 200))
    across, down = float(root.get("width")), float(root.get("height"))
    for part in root.iter(f"{SVG}text"):
        assert 0 < float(part.get("x")) < across
        assert 0 < float(part.get("y")) < down


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_a_png_is_as_large_as_it_was_asked_for(scale: int) -> None:
    graph = some_network(3)
    content = picture.png(graph, title="T", scale=scale)
    across, down = (int.from_bytes(content[start : start + 4]) for start in (16, 20))
    root = read(picture.svg(graph, title="T"))
    assert across == float(root.get("width")) * scale
    assert abs(down - float(root.get("height")) * scale) <= scale
    assert content == picture.png(graph, title="T", scale=scale)


@pytest.mark.parametrize("scale", [0, 5, -1])
def test_another_scale_is_answered_with_those_that_there_are(scale: int) -> None:
    with pytest.raises(UsageError, match=f"1, 2, 3 or 4 times as large, not {scale}"):
        picture.png(some_network(), scale=scale)


def test_a_picture_that_would_be_too_large_names_a_scale_that_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(picture, "_LARGEST", 10_000_000)
    with pytest.raises(UsageError, match=r"points; take a scale of 2, or SVG"):
        picture.png(some_network(), scale=4)


def test_a_machine_without_fonts_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    without = functools.partial(resvg_py.svg_to_bytes, skip_system_fonts=True)
    monkeypatch.setattr(resvg_py, "svg_to_bytes", without)
    with pytest.raises(UsageError, match=r"no font to write names with.* or write SVG"):
        picture.png(some_network())
