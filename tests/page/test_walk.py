"""Tests of the page by keyboard: walking along ties, and where the focus goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expograph.page import draw

if TYPE_CHECKING:
    from tests.page.conftest import Window

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/expograph/id/"
SPEECHES = """
  window.speeches = [];
  const wait = () => {
    const said = document.getElementById('said');
    if (!said) return setTimeout(wait, 10);
    const heard = () => { if (said.textContent) window.speeches.push(said.textContent); };
    new MutationObserver(heard).observe(said, { childList: true, characterData: true });
  };
  wait();
"""
NAMES = {"Right": "ArrowRight", "Left": "ArrowLeft", "Down": "ArrowDown", "Up": "ArrowUp"}


def keys(window: Window, *pressed: str) -> None:
    """Press keys, as a hand does, where the focus is."""
    codes = {"Escape": "\ue00c", "Enter": "\ue007", "Tab": "\ue004", "Space": " "}
    arrows = {"Left": "\ue012", "Up": "\ue013", "Right": "\ue014", "Down": "\ue015"}
    for key in pressed:
        window.driver.switch_to.active_element.send_keys({**codes, **arrows}.get(key, key))
        window.wait(60)


def in_drawing(window: Window, network: nx.MultiDiGraph) -> None:
    window.before(SPEECHES)
    window.open(draw(network, title="A network"))
    window.ask("document.getElementById('drawing').focus()")


def said(window: Window) -> str:
    return str(window.ask("return document.getElementById('said').textContent"))


def focused(window: Window) -> str:
    """Return what has the focus: its id, or its words."""
    return str(window.ask("const a = document.activeElement; return a.id || a.textContent"))


def test_enter_begins_at_the_best_tied_thing(window: Window, network: nx.MultiDiGraph) -> None:
    in_drawing(window, network)
    keys(window, "Enter")
    assert said(window) == "Smart City Congress 2019, Event, 4 ties"
    assert focused(window) == "drawing"


def test_arrows_walk_round_the_ties_of_a_thing_in_the_order_of_the_panel(
    window: Window, network: nx.MultiDiGraph
) -> None:
    in_drawing(window, network)
    window.ask("expograph.select(arguments[0])", BASE + "city/malmo")
    window.ask("document.getElementById('drawing').focus()")
    panel: list[str] = window.ask(
        "return [...document.querySelectorAll('#details .items button')]"
        ".map((item) => item.getAttribute('aria-label'))"
    )
    walked = []
    for _ in range(4):
        keys(window, "Right")
        walked.append(said(window))
    assert all(words.startswith(tie) for words, tie in zip(walked, panel, strict=False))
    assert walked[3] == walked[0]
    assert [words.rpartition(". ")[2] for words in walked[:3]] == ["1 of 3", "2 of 3", "3 of 3"]
    keys(window, "Left")
    assert said(window) == walked[2]


def test_a_tie_is_announced_with_date_sources_and_dispute(
    window: Window, network: nx.MultiDiGraph
) -> None:
    in_drawing(window, network)
    keys(window, "Enter")
    heard = []
    for _ in range(4):
        keys(window, "Right")
        heard.append(said(window))
    assert (
        "Smart City Congress 2019 had exhibitor MIXMOVE, 2019-11-19, 3 independent sources"
        in "".join(heard)
    )
    assert sum("sources disagree" in words for words in heard) == 1


def test_down_goes_to_the_other_end_and_escape_back_to_where_one_began(
    window: Window, network: nx.MultiDiGraph
) -> None:
    in_drawing(window, network)
    window.ask("expograph.select(arguments[0])", BASE + "country/sweden")
    keys(window, "Right", "Down")
    assert said(window).startswith("Malmö, City")
    keys(window, "Right", "Enter")
    there = said(window)
    assert not there.startswith("Malmö")
    keys(window, "Escape")
    assert said(window).startswith("Malmö, City")
    keys(window, "Up")
    assert said(window).startswith("Sweden, Country")
    keys(window, "Escape")
    assert said(window) == "Nothing is chosen"
    assert "Most ties" in window.text("#details")
    assert focused(window) == "drawing"


def test_hidden_ties_are_not_walked(window: Window, network: nx.MultiDiGraph) -> None:
    in_drawing(window, network)
    window.ask("document.querySelector('#kinds [data-kind=Country]').click()")
    window.ask("expograph.select(arguments[0])", BASE + "city/malmo")
    window.ask("document.getElementById('drawing').focus()")
    keys(window, "Right")
    window.wait()  # what is left by the filters would be said by now
    assert said(window).endswith("1 of 2")


def test_each_step_is_announced_once(window: Window, network: nx.MultiDiGraph) -> None:
    in_drawing(window, network)
    keys(window, "Enter", "Right", "Right", "Down", "Escape")
    window.wait()
    assert len(window.ask("return window.speeches")) == 5


def test_arrows_move_the_drawing_where_nothing_is_chosen_and_with_shift(
    window: Window, network: nx.MultiDiGraph
) -> None:
    in_drawing(window, network)
    before = window.ask("return expograph.tiePoint(0)")
    keys(window, "Right")
    assert window.ask("return expograph.tiePoint(0)")["x"] == pytest.approx(before["x"] - 80)
    keys(window, "0", "Enter")
    window.wait()
    chosen, before = said(window), window.ask("return expograph.tiePoint(0)")
    window.ask(
        "document.getElementById('drawing').dispatchEvent("
        "new KeyboardEvent('keydown', { key: 'ArrowDown', shiftKey: true }))"
    )
    assert window.ask("return expograph.tiePoint(0)")["y"] == pytest.approx(before["y"] - 80)
    assert said(window) == chosen


def test_a_walk_keeps_the_camera_where_both_ends_are_in_sight(
    window: Window, network: nx.MultiDiGraph
) -> None:
    in_drawing(window, network)
    before = window.ask("return expograph.tiePoint(0)")
    window.click(before["x"], before["y"])
    window.ask("document.getElementById('fit').click()")
    window.wait()
    window.ask("document.getElementById('drawing').focus()")
    before = window.ask("return expograph.tiePoint(0)")
    keys(window, "Right", "Right")
    assert window.ask("return expograph.tiePoint(0)") == before
    keys(window, "+", "+", "+", "+", "+", "+", "Right", "Right", "Right")
    window.wait()
    place = said(window)
    ends = window.text("#details h2")
    assert place.split(",")[0] == ends


def test_space_leads_into_the_evidence_and_escape_back(
    window: Window, network: nx.MultiDiGraph
) -> None:
    in_drawing(window, network)
    keys(window, "Enter", "Right", "Space")
    head = window.text("#details h2")
    assert focused(window) == head
    keys(window, "Escape")
    assert focused(window) == "drawing" and window.text("#details h2") == head


def test_the_focus_goes_into_the_panel_and_back_to_where_it_came_from(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.before(SPEECHES)
    window.open(draw(network, title="A network"))
    window.ask("document.getElementById('show-table').click()")
    window.ask("document.querySelector('#rows tr:nth-child(3) button').focus()")
    label = window.ask("return document.activeElement.getAttribute('aria-label')")
    keys(window, "Enter")
    window.wait()
    assert focused(window) == window.text("#details h2")
    assert window.ask("return window.speeches") == [], "the head has the focus, so it is read"
    window.ask("document.querySelector('#details h2 .link').focus()")
    keys(window, "Enter")
    assert focused(window) == window.text("#details h2")
    window.ask("document.querySelector('#details .close').click()")
    assert window.ask("return document.activeElement.getAttribute('aria-label')") == label


def test_a_search_leads_into_the_panel(window: Window, network: nx.MultiDiGraph) -> None:
    window.open(draw(network, title="A network"))
    window.ask("document.getElementById('search').focus()")
    keys(window, "m", "a", "l", "m", "Enter")
    assert focused(window) == "Malmö"
    keys(window, "Escape")
    assert focused(window) == "drawing"


def test_opening_the_page_takes_the_focus_nowhere(window: Window, network: nx.MultiDiGraph) -> None:
    window.before(SPEECHES)
    window.open(draw(network, title="A network"))
    assert window.ask("return document.activeElement === document.body")
    assert window.ask("return window.speeches") == []


def test_the_keys_are_told_in_a_dialog_that_gives_the_focus_back(
    window: Window, network: nx.MultiDiGraph
) -> None:
    in_drawing(window, network)
    keys(window, "Enter", "?")
    assert "go to the other end of the tie" in window.text("#help")
    keys(window, "Escape")
    assert focused(window) == "drawing"
    assert not window.ask("return document.getElementById('help').open")
    assert window.text("#details h2") == "Smart City Congress 2019", "Escape closed the dialog only"


def test_the_drawing_tells_its_keys_to_screen_readers(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.open(draw(network, title="A network"))
    nodes = window.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    drawing = next(node for node in nodes if node.get("role", {}).get("value") == "application")
    assert drawing["name"]["value"] == "Drawing of the network"
    assert "Right and left then go through its ties" in drawing["description"]["value"]


def test_all_that_is_focused_shows_it(window: Window, network: nx.MultiDiGraph) -> None:
    window.open(draw(network, title="A network"))
    seen = []
    for _ in range(60):
        keys(window, "Tab")
        if window.ask("return document.activeElement === document.body"):
            break
        style = "const s = getComputedStyle(document.activeElement);"
        seen.append(window.ask(style + "return `${s.outlineStyle} ${s.outlineWidth}`"))
    assert len(seen) > 12 and set(seen) == {"solid 2px"}


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(["Right", "Left", "Down", "Up"]), min_size=1, max_size=8))
def test_whoever_walks_is_always_told_what_the_panel_shows(
    window: Window, network: nx.MultiDiGraph, steps: list[str]
) -> None:
    window.open(draw(network, title="A network"))
    press = (
        "document.getElementById('drawing').dispatchEvent("
        "new KeyboardEvent('keydown', { key: arguments[0] }))"
    )
    window.ask("document.getElementById('drawing').focus()")
    window.ask(press, "Enter")
    for step in steps:
        window.ask(press, NAMES[step])
        window.wait(30)
        head = window.text("#details h2")
        if "Who is tied" in head:
            assert said(window) == "Nothing is chosen"
            break
        assert said(window).startswith(head)
