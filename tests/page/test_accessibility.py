"""Tests that the page can be used by everyone: axe-core, zoomed, narrow, in other colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from expograph.page import draw

if TYPE_CHECKING:
    from tests.page.conftest import Window

pytestmark = pytest.mark.browser

CONGRESS = "https://w3id.org/expograph/id/event/congress"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LOOK = """
  const done = arguments[1];
  axe.run(document, { runOnly: arguments[0] }).then(({ violations }) => done(violations.flatMap(
    ({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`))), done);
"""
WIDTH = "return document.documentElement.scrollWidth"
SEEN = """
  return [...document.querySelectorAll('button, input, a, [tabindex="0"]')]
    .filter((one) => one.checkVisibility() && !one.closest('canvas'))
"""
SMALL = (
    SEEN
    + """
    .filter((one) => !one.closest('#rows') && getComputedStyle(one).display !== 'inline')
    .filter((one) => Math.min(one.offsetWidth, one.offsetHeight) < arguments[0])
    .map((one) => one.outerHTML);
"""
)
# Scrolls to whatever takes the focus, and finds what even then is outside or under something.
UNREACHED = (
    SEEN
    + """
    .filter((one) => {
      one.scrollIntoView({ block: 'center', inline: 'nearest' });
      const { left, right, top, bottom } = one.getBoundingClientRect();
      const found = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return !found || !(one.contains(found) || found.contains(one));
    })
    .map((one) => one.outerHTML);
"""
)
# What runs in the page to bring it about; for a search, what is typed.
STATES = {
    "open": "",
    "a thing": f"expograph.select('{CONGRESS}')",
    "a tie": "return expograph.selectTie(0)",
    "the table": "document.getElementById('show-table').click()",
    "the keys": "document.getElementById('help-open').click()",
    "a search with hits": "m",
    "a search without hits": "xyzxyz",
    "the menu of files": "document.querySelector('#take summary').click()",
}
LAID_OVER = ("the keys", "the menu of files")
"""What lies over the page until it is closed."""


def bring_about(window: Window, state: str) -> None:
    """Bring the page into one of the states in which it is looked at."""
    if state.startswith("a search"):
        window.driver.find_element("id", "search").send_keys(STATES[state])
    else:
        window.ask(STATES[state])
    window.wait(250)


def findings(window: Window) -> list[str]:
    """Return what axe-core finds on the page as it is now."""
    engine = files("selenium_axe_python").joinpath("axe-core", "axe.min.js")
    source = engine.read_text(encoding="utf-8")
    if not window.ask("return Boolean(window.axe)"):
        window.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": source})
    found: list[str] = window.driver.execute_async_script(LOOK, STANDARDS)
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["desk", "phone"])
def test_axe_core_finds_nothing(
    window: Window, network: nx.MultiDiGraph, size: tuple[int, int], dark: bool
) -> None:
    window.size(*size, dark=dark)
    found = {}
    for state in STATES:
        window.open(draw(network, title="A network", note="As the sources say."))
        bring_about(window, state)
        found[state] = findings(window)
    assert found == {state: [] for state in STATES}


def test_the_control_of_axe_core_finds_pale_words(window: Window, network: nx.MultiDiGraph) -> None:
    window.open(draw(network, title="A network"))
    window.ask("document.getElementById('counts').style.color = '#cccccc'")
    found = findings(window)
    assert len(found) == 1 and found[0].startswith('color-contrast: <p id="counts"')


@pytest.fixture
def zoomed(window: Window) -> Iterator[Window]:
    """The window of a reader who has a screen of 1280 by 800 and zooms to 200 %."""
    metrics = {"width": 640, "height": 400, "deviceScaleFactor": 2, "mobile": False}
    window.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    yield window


@pytest.mark.parametrize("state", [state for state in STATES if state not in LAID_OVER])
def test_at_200_percent_nothing_goes_sideways_or_out_of_reach(
    zoomed: Window, network: nx.MultiDiGraph, state: str
) -> None:
    zoomed.open(draw(network, title="Urban innovation events and who works with whom"))
    bring_about(zoomed, state)
    assert zoomed.ask(WIDTH) <= 640
    zoomed.ask("document.activeElement.blur()")
    assert zoomed.ask(UNREACHED) == []


def test_what_cannot_be_reached_is_found(zoomed: Window, network: nx.MultiDiGraph) -> None:
    zoomed.open(draw(network, title="A network"))
    zoomed.ask("document.getElementById('fit').style.cssText = 'position: fixed; top: -99px'")
    assert len(zoomed.ask(UNREACHED)) == 1


@pytest.mark.parametrize("state", list(STATES))
@pytest.mark.parametrize(
    ("width", "height", "least"), [(360, 740, 44), (390, 844, 44), (1280, 800, 24)]
)
def test_no_page_goes_sideways_and_all_targets_are_large_enough(
    window: Window, network: nx.MultiDiGraph, width: int, height: int, least: int, state: str
) -> None:
    window.size(width, height)
    window.open(draw(network, title="Urban innovation events and who works with whom"))
    bring_about(window, state)
    assert window.ask(WIDTH) <= width
    assert window.ask(SMALL, least) == []


@pytest.mark.parametrize("size", [(360, 740), (390, 844), (640, 400)])
@pytest.mark.parametrize("tie", range(6))
def test_the_sheet_of_a_phone_does_not_hide_the_chosen_tie(
    window: Window, network: nx.MultiDiGraph, size: tuple[int, int], tie: int
) -> None:
    window.size(*size)
    window.open(draw(network, title="Urban innovation events and who works with whom"))
    window.ask("scrollTo(0, 9999)")
    window.ask("return expograph.selectTie(arguments[0])", tie)
    window.wait(500)
    spot = window.ask("return expograph.tiePoint(arguments[0])", tie)
    sheet = window.ask("return document.getElementById('details').getBoundingClientRect().top")
    head = window.ask("return document.getElementById('drawing').getBoundingClientRect().top")
    assert max(head, 0) < spot["y"] < sheet
    assert 0 < spot["x"] < size[0]


def test_a_phone_gives_the_drawing_most_of_its_height(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.size(390, 844)
    window.open(draw(network, title="Urban innovation events"))
    box = window.ask("return document.getElementById('drawing').getBoundingClientRect()")
    assert box["top"] <= 112 and box["height"] >= 0.54 * 844


def test_words_of_the_legend_do_not_break(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    graph = nx.MultiDiGraph()
    for number in range(1500):
        graph.add_node(name := f"organisation/{number}", kind="Organisation", label="One")
        graph.add_node("event", kind="Event", label="Event")
        graph.add_edge("event", name, **make_tie("knows"))
    for width in (360, 390, 1280):
        window.size(width, 800)
        window.open(draw(graph, title="Many"))
        height = (
            "return document.querySelector('#kinds [data-kind=Organisation] .grow').offsetHeight"
        )
        assert window.ask(height) < 30


@pytest.fixture
def in_own_colours(window: Window) -> Iterator[Window]:
    """The window of a reader who has set the colours of all pages, dark ones."""
    likes = [
        {"name": "forced-colors", "value": "active"},
        {"name": "prefers-color-scheme", "value": "dark"},
    ]
    window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": likes})
    yield window


def test_in_colours_of_the_reader_the_drawing_and_what_is_pressed_can_be_seen(
    in_own_colours: Window, network: nx.MultiDiGraph
) -> None:
    in_own_colours.open(draw(network, title="A network"))
    colours = in_own_colours.ask(
        """
        const canvas = document.querySelector('#kinds .swatch');
        const [red, green, blue, alpha] = canvas.getContext('2d').getImageData(18, 18, 1, 1).data;
        const ground = getComputedStyle(document.body).backgroundColor;
        const pressed = (id) => getComputedStyle(document.getElementById(id)).backgroundColor;
        return { shape: `rgb(${red}, ${green}, ${blue})`, alpha, ground,
          on: pressed('show-graph'), off: pressed('show-table') };
        """
    )
    assert colours["alpha"] == 255
    assert colours["shape"] == "rgb(255, 255, 255)" and colours["ground"] == "rgb(0, 0, 0)"
    assert colours["on"] != colours["off"]


@pytest.mark.parametrize("calm", [True, False], ids=["calm", "lively"])
def test_the_camera_glides_only_for_readers_who_have_nothing_against_it(
    window: Window, network: nx.MultiDiGraph, calm: bool
) -> None:
    likes = [{"name": "prefers-reduced-motion", "value": "reduce" if calm else "no-preference"}]
    window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": likes})
    window.open(draw(network, title="A network"))
    before = window.ask("return expograph.tiePoint(0)")
    at_once = window.ask("expograph.selectTie(0); return expograph.tiePoint(0)")
    window.wait()
    at_rest = window.ask("return expograph.tiePoint(0)")
    assert before != at_rest
    assert (at_once == at_rest) == calm
