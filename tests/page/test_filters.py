"""Tests of finding one's way in a browser: filters with counts, years, search, nothing left."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from expograph.page import draw

if TYPE_CHECKING:
    from tests.page.conftest import Window

pytestmark = pytest.mark.browser

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FINDINGS = """
  const done = arguments[1];
  axe.run(document, { runOnly: arguments[0] }).then(({ violations }) => done(violations.flatMap(
    ({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))), done);
"""
CHOICES = """
  return [...document.querySelectorAll(`#${arguments[0]} li`)].filter((one) => !one.hidden)
    .map((one) => one.innerText.split("\\n").map((text) => text.trim()).filter(Boolean));
"""
PULL = """
  const handle = document.getElementById(arguments[0]);
  handle.value = arguments[1];
  handle.dispatchEvent(new Event("input", { bubbles: true }));
"""


@pytest.fixture
def fairs(make_tie: Callable[..., dict[str, Any]]) -> nx.MultiDiGraph:
    """Eight cities of as many countries at fairs of 2012 to 2016, one of them undated."""
    graph = nx.MultiDiGraph(
        relations={
            "hasGuest": {"forth": {"en": "had guest"}},
            "hasExhibitor": {"forth": {"en": "had exhibitor"}},
        }
    )
    graph.graph["themes"] = {"theme/water": {"en": "Water"}, "theme/light": {"en": "Light"}}
    graph.add_node("fair", label="Fair", kind="Event", themes=["theme/water"])
    graph.add_node("congress", label="Congress", kind="Event", themes=["theme/light"])
    codes = ["SE", "ES", "PT", "DE", "FR", "IT", "NO", "FI"]
    for number, code in enumerate(codes):
        city = f"city/{code}"
        graph.add_node(city, label=f"City {code}", kind="City", country=code)
        date = f"{2012 + number % 3}" if number else ""
        graph.add_edge("fair", city, **make_tie("hasGuest", date=date))
    for code, date in (("SE", "2012"), ("ES", "2016")):
        told = make_tie("hasExhibitor", date=date, weight=3)
        graph.add_edge("congress", f"city/{code}", **told)
    return graph


def choices(window: Window, facet: str) -> list[list[str]]:
    """Return the choices of a filter that can be seen, each with its count."""
    window.ask("document.getElementById(arguments[0]).closest('details').open = true", facet)
    found: list[list[str]] = window.ask(CHOICES, facet)
    return found


def opened(window: Window, graph: nx.MultiDiGraph) -> None:
    window.open(draw(graph, title="Fairs"))


def test_each_choice_says_what_it_would_leave(window: Window, fairs: nx.MultiDiGraph) -> None:
    opened(window, fairs)
    assert choices(window, "kinds") == [["Events", "2"], ["Cities", "8"]]
    assert choices(window, "relations") == [["had guest", "8"], ["had exhibitor", "2"]]
    assert choices(window, "themes") == [["Water", "8"], ["Light", "2"]]
    assert choices(window, "weight") == [["3 or more", "2"]]
    window.press("#relations li:nth-child(2) button")
    assert window.text("#counts") == "3 of 10 things · 2 of 10 ties"
    assert choices(window, "kinds") == [["Events", "1"], ["Cities", "2"]]
    assert choices(window, "relations") == [["had guest", "8"], ["had exhibitor", "2"]]
    assert choices(window, "themes") == [["Water", "0"], ["Light", "2"]]
    window.press("#relations li:nth-child(1) button")
    assert window.text("#counts") == "10 of 10 things · 10 of 10 ties"


def test_a_choice_that_would_leave_nothing_is_greyed_and_stays(
    window: Window, fairs: nx.MultiDiGraph
) -> None:
    opened(window, fairs)
    window.press("#themes li:nth-child(2) button")
    colour = """
      return [...document.querySelectorAll('#relations .grow')]
        .map((one) => getComputedStyle(one).color);
    """
    assert choices(window, "relations") == [["had guest", "0"], ["had exhibitor", "2"]]
    none, some = window.ask(colour)
    assert none != some


def test_a_long_list_shows_six_and_then_all_of_it(window: Window, fairs: nx.MultiDiGraph) -> None:
    opened(window, fairs)
    names = [name for name, _ in choices(window, "countries")]
    assert names == ["Finland", "France", "Germany", "Italy", "Norway", "Portugal"]
    more = "#countries + .more"
    assert window.text(more) == "Show all 8"
    window.press(more)
    assert [name for name, _ in choices(window, "countries")][6:] == ["Spain", "Sweden"]
    window.press("#countries li:nth-child(8) button")
    window.press(more)
    assert [name for name, _ in choices(window, "countries")][6:] == ["Sweden"]
    assert window.text("#counts") == "3 of 10 things · 2 of 10 ties"


def test_filters_with_nothing_to_choose_are_not_there(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("one", "other", **make_tie("knows"))
    opened(window, graph)
    facets = "return [...document.querySelectorAll('.facet ul')].map((one) => one.id)"
    assert window.ask(facets) == ["kinds"]
    assert window.ask("return document.getElementById('years').hidden")


def test_what_is_filtered_is_said_and_taken_off_one_by_one_or_all(
    window: Window, fairs: nx.MultiDiGraph
) -> None:
    opened(window, fairs)
    assert window.ask("return document.getElementById('chosen').hidden")
    window.press("#weight button")
    window.press("#themes li:nth-child(2) button")
    window.ask(PULL, "year-from", 2013)
    said = window.text("#chosen").replace("×", "").split("\n")
    said = [text.strip() for text in said if text.strip()]
    assert said == ["Light", "3 or more independent sources", "2013–2016", "Reset filters"]
    assert window.text("#counts") == "2 of 10 things · 1 of 10 ties"
    window.ask("document.querySelector('#chosen button:nth-child(3)').focus()")
    window.press("#chosen button:nth-child(3)")
    assert window.text("#counts") == "3 of 10 things · 2 of 10 ties"
    assert window.ask("return document.activeElement.closest('#chosen') !== null")
    window.press("#chosen .reset")
    assert window.text("#counts") == "10 of 10 things · 10 of 10 ties"
    assert window.ask("return document.getElementById('chosen').hidden")


def test_what_is_left_is_announced(window: Window, fairs: nx.MultiDiGraph) -> None:
    opened(window, fairs)
    window.press("#weight button")
    window.wait(500)
    assert window.text("#said") == "3 things and 2 ties are shown."


# == Years ==


def test_handles_choose_years_and_undated_ties_stay_until_they_are_left_out(
    window: Window, fairs: nx.MultiDiGraph
) -> None:
    opened(window, fairs)
    assert window.text("#years-said") == "All years"
    assert window.text("#undated-said") == "1 tie has no date"
    window.ask(PULL, "year-to", 2014)
    assert window.text("#years-said") == "2012–2013"
    assert window.text("#counts") == "8 of 10 things · 7 of 10 ties"
    window.press("#undated")
    assert window.text("#counts") == "8 of 10 things · 6 of 10 ties"
    assert window.text("#undated-said") == "1 tie has no date"


def test_ties_without_a_date_are_dashed_while_years_are_chosen(
    window: Window, fairs: nx.MultiDiGraph
) -> None:
    opened(window, fairs)
    window.ask("""
      const prototype = CanvasRenderingContext2D.prototype;
      const { stroke, clearRect } = prototype;
      window.dashed = window.whole = 0;
      prototype.clearRect = function (...all) {
        if (this.canvas.closest("#drawing")) window.dashed = window.whole = 0;
        return clearRect.apply(this, all);
      };
      prototype.stroke = function (...all) {
        if (!this.canvas.closest("#drawing")) return stroke.apply(this, all);
        if (this.getLineDash().length) window.dashed += 1;
        else window.whole += 1;
        return stroke.apply(this, all);
      };
    """)
    sign = "return document.getElementById('undated-sign').hidden"
    assert window.ask(sign)
    window.press("#fit")
    window.wait()
    assert window.ask("return window.dashed") == 0 and window.ask("return window.whole") > 10
    window.ask(PULL, "year-to", 2014)
    window.wait()
    assert window.ask("return window.dashed > 0") and not window.ask(sign)
    window.press("#undated")
    window.wait()
    assert window.ask("return window.dashed") == 0 and window.ask(sign)


def test_handles_are_moved_by_keyboard_say_their_year_and_do_not_cross(
    window: Window, fairs: nx.MultiDiGraph
) -> None:
    from selenium.webdriver.common.keys import Keys

    opened(window, fairs)
    low = window.driver.find_element("id", "year-from")
    low.send_keys(Keys.ARROW_RIGHT)
    assert low.get_attribute("aria-valuetext") == "2013"
    low.send_keys(Keys.END)
    assert window.text("#years-said") == "2016"
    high = window.driver.find_element("id", "year-to")
    high.send_keys(Keys.HOME)
    assert window.text("#years-said") == "2016"
    assert high.get_attribute("aria-valuetext") == "2016"


def test_years_that_nothing_is_dated_in_name_the_nearest(
    window: Window, fairs: nx.MultiDiGraph
) -> None:
    opened(window, fairs)
    window.press("#undated")
    window.ask(PULL, "year-from", 2015)
    window.ask(PULL, "year-to", 2016)
    assert window.text("#nothing-said") == "No ties in 2015; the nearest are in 2014."
    window.wait(500)
    assert window.text("#said") == "No ties in 2015; the nearest are in 2014."
    window.press("#nothing-reset")
    assert window.text("#counts") == "10 of 10 things · 10 of 10 ties"
    assert window.ask("return document.getElementById('nothing').hidden")


def test_playing_moves_the_years_on_and_ends_at_the_last(
    window: Window, fairs: nx.MultiDiGraph
) -> None:
    opened(window, fairs)
    window.ask(PULL, "year-from", 2014)
    window.ask(PULL, "year-to", 2016)
    window.press("#play")
    assert window.text("#years-said") == "2015–2016"
    assert window.ask("return document.getElementById('play').ariaLabel") == "Stop"
    window.wait(2200)
    assert window.text("#years-said") == "2015–2016"
    assert window.ask("return document.getElementById('play').ariaLabel") == "Play the years"
    window.press("#play")
    assert window.text("#years-said") == "2012–2013"
    window.wait(1100)
    assert window.text("#years-said") == "2013–2014"
    window.press("#play")
    window.wait(1200)
    assert window.text("#years-said") == "2013–2014"


def test_whoever_likes_it_calm_plays_step_by_step(window: Window, fairs: nx.MultiDiGraph) -> None:
    calm = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", calm)
    opened(window, fairs)
    assert window.ask("return document.getElementById('play').ariaLabel") == "Next year"
    window.press("#play")
    window.wait(1300)
    assert window.text("#years-said") == "2012"
    window.press("#play")
    assert window.text("#years-said") == "2013"


# == Search ==


def test_search_says_how_many_were_found_and_what_they_are(
    window: Window, fairs: nx.MultiDiGraph
) -> None:
    opened(window, fairs)
    box = window.driver.find_element("id", "search")
    box.send_keys("city")
    assert window.text("#said") == "8 names found"
    box.send_keys(" se")
    assert window.text("#said") == "1 name found"
    assert re.split(r"\s*\n\s*", window.text("#found li")) == ["City SE", "City · Sweden · 2 ties"]
    box.send_keys("x")
    assert window.text("#said") == "No name like this"
    assert window.text("#none-found") == "No name like this"


def test_search_finds_the_labels_of_all_languages(window: Window, fairs: nx.MultiDiGraph) -> None:
    from selenium.webdriver.common.keys import Keys

    fairs.nodes["city/DE"]["labels"] = {"en": "Munich", "de": "München", "ca": "Múnic"}
    opened(window, fairs)
    for typed in ("munic ", "munchen", "MÚNIC"):
        box = window.driver.find_element("id", "search")
        box.clear()
        box.send_keys(typed.strip(), Keys.ENTER)
        window.wait(200)
        assert window.text("#details h2") == "Munich"
        assert "Germany" in window.text("#details")


# == For everyone ==


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("state", ["filtered", "nothing left", "no name found"])
def test_filters_have_no_findings_of_axe(
    window: Window, fairs: nx.MultiDiGraph, state: str, width: int, dark: bool
) -> None:
    window.size(width, 844, dark=dark)
    opened(window, fairs)
    window.ask("for (const one of document.querySelectorAll('.facet')) one.open = true")
    if state == "no name found":
        window.driver.find_element("id", "search").send_keys("xyz")
    else:
        window.press("#themes li:nth-child(2) button")
        window.press('#kinds [data-kind="City"]') if state == "nothing left" else None
        window.ask("document.getElementById('filters-open').click()")
    engine = files("selenium_axe_python").joinpath("axe-core", "axe.min.js")
    source = engine.read_text(encoding="utf-8")
    window.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": source})
    assert window.driver.execute_async_script(FINDINGS, STANDARDS) == []


def test_on_a_phone_the_drawing_comes_at_once_and_filters_are_a_sheet(
    window: Window, fairs: nx.MultiDiGraph
) -> None:
    window.size(390, 844)
    opened(window, fairs)
    top = "return document.getElementById(arguments[0]).getBoundingClientRect().top"
    assert window.ask(top, "drawing") < 125
    assert window.ask(top, "facets") > 844 * 0.6
    window.press("#filters-open")
    assert window.ask(top, "facets") >= 844 * 0.4
    small = """
      return [...document.querySelectorAll('.filters button, summary, .years input, .years button')]
        .filter((one) => one.offsetParent && Math.min(one.offsetWidth, one.offsetHeight) < 44)
        .map((one) => one.outerHTML);
    """
    assert window.ask(small) == []
    window.press("#filters-close")
    assert window.ask("return document.activeElement.id") == "filters-open"
    assert window.ask("return document.documentElement.scrollWidth") <= 390
