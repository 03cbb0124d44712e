"""Tests of the page in a browser: what a reader sees, clicks and is never asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import networkx as nx
import pytest

from expograph.page import draw

if TYPE_CHECKING:
    from tests.page.conftest import Window

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/expograph/id/"
COUNT_LABELS = """
  const write = CanvasRenderingContext2D.prototype.fillText;
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  window.labels = [];
  CanvasRenderingContext2D.prototype.clearRect = function (...all) {
    if (this.canvas.clientWidth > 200) window.labels = [];
    return clear.apply(this, all);
  };
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const width = this.measureText(text).width;
    const left = { left: x, center: x - width / 2, right: x - width }[this.textAlign];
    window.labels.push({ text, left, right: left + width, base: y });
    return write.call(this, text, x, y);
  };
"""

COUNT_CIRCLES = """
  const arc = CanvasRenderingContext2D.prototype.arc;
  window.circles = [];
  CanvasRenderingContext2D.prototype.arc = function (x, y, r, ...rest) {
    const { a, e, f } = this.getTransform();
    const ratio = this.canvas.width / (this.canvas.clientWidth || this.canvas.width);
    const [inX, inY] = [(a * x + e) / ratio, (a * y + f) / ratio];
    window.circles.push({ x: inX, y: inY, r: (a * r) / ratio });
    return arc.call(this, x, y, r, ...rest);
  };
"""


def test_the_page_asks_nobody_for_anything(window: Window, network: nx.MultiDiGraph) -> None:
    window.open(draw(network, title="A network"))
    window.ask("expograph.selectTie(0)")
    window.wait()
    window.press("#show-table")
    assert window.text("#counts") == "5 of 5 things · 6 of 6 ties"
    assert window.requests() == []


def test_the_counting_of_requests_counts(window: Window) -> None:
    address = "http://127.0.0.1:9/picture.png"
    window.open(f'<!doctype html><img src="{address}">')
    assert window.requests() == [address]


def test_nothing_goes_wrong_on_opening(window: Window, network: nx.MultiDiGraph) -> None:
    window.driver.get_log("browser")
    window.open(draw(network, title="A network"))
    assert window.driver.get_log("browser") == []
    assert window.ask("return document.getElementById('trouble').hidden")


@pytest.mark.parametrize(
    ("tie", "words"), [(0, "had exhibitor"), (1, "had participant"), (2, "had speaker")]
)
def test_a_click_on_a_tie_shows_who_says_so(
    window: Window, network: nx.MultiDiGraph, tie: int, words: str
) -> None:
    window.open(draw(network, title="A network"))
    spots = [window.ask("return expograph.tiePoint(arguments[0])", i) for i in range(6)]
    window.press("#show-table")
    said = window.ask(
        "return [...document.querySelectorAll('#rows button')].map((b) => b.textContent)"
    )
    window.press("#show-graph")
    spot = spots[said.index(words)]
    window.click(spot["x"], spot["y"])
    details = window.text("#details")
    assert words in window.text("#details h2")
    assert "Smart City Congress 2019" in details
    quote = "MIXMOVE showed its platform." if tie == 0 else f"They {words} one another."
    assert window.text("#details blockquote") == quote
    assert "characters 1006–1166" in details and "A newspaper · 2019-12-03" in details
    link = window.ask("const a = document.querySelector('#details a'); return [a.href, a.rel]")
    assert link == ["https://example.org/post", "noopener noreferrer"]


def test_all_evidence_of_a_tie_is_shown(window: Window, network: nx.MultiDiGraph) -> None:
    window.open(draw(network, title="A network"))
    window.ask("return expograph.selectTie(0)")
    window.wait(100)
    details = window.text("#details")
    assert "3 independent sources" in details and "exhibitor" in details
    assert "event: congress; agent: mixmove" in details and "Table row, line 12" in details
    assert window.ask("return document.querySelectorAll('#details a').length") == 1


def test_a_quote_stands_in_the_marks_of_its_language_with_what_stands_outside_it(
    window: Window, network: nx.MultiDiGraph
) -> None:
    known = next(iter(network.edges(data=True)))[2]
    words = " ".join(["Die Messe zeigte"] + ["Straßenbeleuchtungsanlagen"] * 20)
    known["evidence"][0] |= {"text": words, "language": "de", "reference": "“Die Messe” is it"}
    window.size(390, 844)
    window.open(draw(network, title="A network"))
    window.ask("return expograph.selectTie(0)")
    window.wait(100)
    assert "“Die Messe” is it" in window.text("#details")
    marks = "return getComputedStyle(document.querySelector('#details blockquote')).quotes"
    assert window.ask(marks).split('"')[1::2] == ["„", "“"]
    width = "const it = document.querySelector('#details'); return it.scrollWidth - it.clientWidth"
    assert window.ask(width) <= 0


def test_what_is_contested_or_only_announced_says_so(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.open(draw(network, title="A network"))
    seen = ""
    for tie in range(6):
        window.ask("return expograph.selectTie(arguments[0])", tie)
        window.wait(60)
        seen += window.text("#details")
    assert seen.count("start date: Sources disagree") == 1
    assert "2019-11-19 · 2 independent sources" in seen and "A post; A page" in seen
    assert "2019-11-20 · 1 independent source" in seen and "A list" in seen
    assert seen.count("announced beforehand") == 1


def test_a_thing_shows_its_ties_by_relation(window: Window, network: nx.MultiDiGraph) -> None:
    window.open(draw(network, title="A network"))
    window.ask("expograph.select(arguments[0])", BASE + "city/malmo")
    assert window.text("#details h2") == "Malmö"
    heads = window.ask(
        "return [...document.querySelectorAll('#details h3')].map((h) => h.textContent)"
    )
    assert sorted(heads) == ["is in … 1", "is twinned with … 1", "… had participant 1"]
    window.press("#details section button")
    window.wait()
    assert window.ask("return document.querySelector('#details blockquote') !== null")


def test_an_unknown_thing_is_answered_in_a_sentence(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.open(draw(network, title="A network"))
    window.ask("expograph.select('nothing')")
    assert "not on this page" in window.text("#details")


@pytest.mark.parametrize(
    ("typed", "found"),
    [("malmo", "Malmö"), ("OPORTO", "Porto"), ("scc19", "Smart City Congress 2019")],
)
def test_search_finds_names_and_aliases_and_selects(
    window: Window, network: nx.MultiDiGraph, typed: str, found: str
) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    window.open(draw(network, title="A network"))
    box = window.driver.find_element(By.ID, "search")
    box.send_keys(typed)
    assert window.ask("return document.getElementById('search').ariaExpanded") == "true"
    box.send_keys(Keys.ENTER)
    window.wait()
    assert window.text("#details h2") == found
    assert window.ask("return document.getElementById('found').hidden")


def test_the_legend_hides_a_kind_and_its_ties(window: Window, network: nx.MultiDiGraph) -> None:
    window.open(draw(network, title="A network"))
    spot = window.ask("return expograph.tiePoint(0)")
    window.press('#kinds button[data-kind="Organisation"]')
    assert window.text("#counts") == "4 of 5 things · 4 of 6 ties"
    window.press("#show-table")
    assert "MIXMOVE" not in window.text("#table")
    window.press("#show-graph")
    window.click(spot["x"], spot["y"])
    assert "MIXMOVE" not in window.text("#details h2")
    window.press('#kinds button[data-kind="Organisation"]')
    assert window.text("#counts") == "5 of 5 things · 6 of 6 ties"


def test_what_is_searched_for_comes_back_from_hiding(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.open(draw(network, title="A network"))
    window.press('#kinds button[data-kind="City"]')
    window.ask("expograph.select(arguments[0])", BASE + "city/porto")
    assert window.text("#counts") == "5 of 5 things · 6 of 6 ties"


def test_only_what_hides_it_is_given_up_for_what_is_selected(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.open(draw(network, title="A network"))
    window.press('#kinds button[data-kind="City"]')
    window.press('#kinds button[data-kind="Organisation"]')
    window.ask("expograph.select(arguments[0])", BASE + "city/porto")
    pressed = """
      return [...document.querySelectorAll('#kinds button[aria-pressed=false]')]
        .map((one) => one.dataset.kind);
    """
    assert window.ask(pressed) == ["Organisation"]
    assert "Porto" in window.text("#details h2")


def test_the_table_is_reached_and_used_by_keyboard(
    window: Window, network: nx.MultiDiGraph
) -> None:
    from selenium.webdriver.common.keys import Keys

    window.open(draw(network, title="A network"))
    for _ in range(40):
        window.driver.switch_to.active_element.send_keys(Keys.TAB)
        if window.ask("return document.activeElement.id") == "show-table":
            break
    window.driver.switch_to.active_element.send_keys(Keys.ENTER)
    for _ in range(40):
        window.driver.switch_to.active_element.send_keys(Keys.TAB)
        if window.ask("return document.activeElement.closest('#rows') !== null"):
            break
    window.driver.switch_to.active_element.send_keys(Keys.ENTER)
    window.wait()
    assert window.text("#details blockquote") == "MIXMOVE showed its platform."
    assert "had exhibitor" in window.ask("return document.activeElement.textContent")
    window.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert "Most ties" in window.text("#details")
    assert window.ask("return document.activeElement.closest('#rows') !== null")


def test_a_long_table_is_shown_in_parts(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    graph = nx.MultiDiGraph()
    for number in range(250):
        graph.add_edge("hub", f"leaf/{number}", **make_tie("knows"))
    window.open(draw(graph, title="Many"))
    window.press("#show-table")
    count = "return document.getElementById('rows').children.length"
    assert window.ask(count) == 200
    window.press("#more")
    assert window.ask(count) == 250
    assert window.ask("return document.getElementById('more').hidden")


def test_a_zoomed_drawing_at_rest_is_drawn_once(window: Window, network: nx.MultiDiGraph) -> None:
    window.before("""
      const clear = CanvasRenderingContext2D.prototype.clearRect;
      window.drawn = 0;
      CanvasRenderingContext2D.prototype.clearRect = function (...all) {
        window.drawn += this.canvas.clientWidth > 200 ? 1 : 0;
        return clear.apply(this, all);
      };
    """)
    window.open(draw(network, title="A network"))
    window.wait(700)
    window.ask("window.drawn = 0")
    window.ask("""
      const canvas = document.querySelector('#drawing canvas');
      canvas.dispatchEvent(new WheelEvent('wheel', {
        deltaY: -100, clientX: 500, clientY: 300, bubbles: true, cancelable: true }));
    """)
    window.wait(700)
    assert window.ask("return window.drawn") == 2  # as it moves, and at rest


def test_labels_do_not_lie_over_one_another(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    graph = nx.MultiDiGraph()
    for number in range(400):
        hub = f"hub/{number % 17}"
        graph.add_node(hub, label=f"The great congress of town number {number % 17}", kind="Event")
        graph.add_node(f"leaf/{number}", label=f"Organisation {number}", kind="Organisation")
        graph.add_edge(hub, f"leaf/{number}", **make_tie("hasExhibitor"))
        graph.add_edge(hub, f"hub/{number * 7 % 17}", **make_tie("partnerOf"))
    window.before(COUNT_LABELS)
    window.open(draw(graph, title="Many labels"))
    window.ask("document.getElementById('closer').click()")
    window.wait(600)
    labels = window.ask("return window.labels")
    assert len(labels) > 15
    meeting = [
        (one["text"], other["text"])
        for number, one in enumerate(labels)
        for other in labels[:number]
        if one["left"] < other["right"]
        and other["left"] < one["right"]
        and abs(one["base"] - other["base"]) < 10
    ]
    assert meeting == []


def crowded_hub(make_tie: Callable[..., dict[str, Any]]) -> nx.MultiDiGraph:
    """Return a small network of two communities, each around a hub with a long name."""
    graph = nx.MultiDiGraph()
    for hub, leaves in (("one", 40), ("other", 20)):
        graph.add_node(hub, label=f"{hub.title()} Smart City World Congress", kind="Event")
        for number in range(leaves):
            leaf = f"{hub}/{number}"
            graph.add_node(leaf, label=f"Organisation {number}", kind="Organisation")
            graph.add_edge(hub, leaf, **make_tie("hasExhibitor"))
    graph.add_node("person", label="Jo", kind="Person")
    graph.add_edge("one", "person", **make_tie("hasSpeaker"))
    graph.add_edge("other", "person", **make_tie("hasSpeaker"))
    return graph


@pytest.mark.parametrize("size", [(1440, 900), (1280, 800), (390, 844)])
def test_the_most_important_things_have_names(
    window: Window, make_tie: Callable[..., dict[str, Any]], size: tuple[int, int]
) -> None:
    window.size(*size)
    window.before(COUNT_LABELS)
    window.open(draw(crowded_hub(make_tie), title="Hubs"))
    texts = window.ask("return window.labels.map((label) => label.text)")
    assert {"One Smart City", "Other Smart City", "World Congress", "Jo"} <= set(texts)
    window.ask("expograph.select('one/0')")
    window.ask("window.labels.length = 0")
    window.wait(600)
    window.press("#closer")
    texts = window.ask("return window.labels.map((label) => label.text)")
    assert "Organisation 0" in texts


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_no_circle_of_a_community_is_cut_off(
    window: Window, make_tie: Callable[..., dict[str, Any]], size: tuple[int, int]
) -> None:
    window.size(*size)
    window.before(COUNT_CIRCLES)
    window.open(draw(crowded_hub(make_tie), title="Circles"))
    width, height = window.ask(
        "const d = document.getElementById('drawing'); return [d.clientWidth, d.clientHeight]"
    )
    discs = [one for one in window.ask("return window.circles") if one["r"] > 30][-2:]
    assert len({one["x"] for one in discs}) == 2
    for disc in discs:
        x, y, r = disc["x"], disc["y"], disc["r"]
        assert r <= x <= width - r and r <= y <= height - r


def test_most_ties_counts_what_is_shown(window: Window, network: nx.MultiDiGraph) -> None:
    window.open(draw(network, title="A network"))
    first = "#details .items li:first-child"
    assert window.text(first).split("\n") == ["Smart City Congress 2019", "4"]
    window.press('#kinds button[data-kind="Organisation"]')
    assert window.text(first).split("\n") == ["Malmö", "3"]


def test_the_sheet_of_a_phone_covers_no_button(window: Window, network: nx.MultiDiGraph) -> None:
    window.size(390, 844)
    window.open(draw(network, title="A network"))
    window.ask("return expograph.selectTie(0)")
    window.wait()
    covered = """
      const top = document.getElementById('details').getBoundingClientRect().top;
      return [...document.querySelectorAll('.zoom button')]
        .filter((one) => one.getBoundingClientRect().bottom > top).length;
    """
    assert window.ask(covered) == 0


def test_the_sentence_of_a_tie_runs_on_and_its_names_are_reached_by_keyboard(
    window: Window, network: nx.MultiDiGraph
) -> None:
    from selenium.webdriver.common.keys import Keys

    window.size(390, 844)
    window.open(draw(network, title="A network"))
    window.ask("return expograph.selectTie(0)")
    window.wait()
    display = "return getComputedStyle(document.querySelector('.sentence .link')).display"
    assert window.ask(display) == "inline"
    window.ask("document.querySelector('.sentence .link').focus()")
    window.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert window.text("#details h2") == "Smart City Congress 2019"


def test_the_note_has_a_heading(window: Window, network: nx.MultiDiGraph) -> None:
    window.open(draw(network, title="A network", note="As the sources say."))
    assert window.text(".note").split() == ["About", "this", "page", "As", "the", "sources", "say."]


def test_the_page_fits_a_phone(window: Window, network: nx.MultiDiGraph) -> None:
    window.size(360, 740)
    window.open(draw(network, title="Urban innovation events and who works with whom"))
    width = "return document.documentElement.scrollWidth"
    small = """
      return [...document.querySelectorAll('button, input, a')]
        .filter((one) => one.offsetParent && !one.closest('#rows'))
        .filter((one) => Math.min(one.offsetWidth, one.offsetHeight) < 44)
        .map((one) => one.outerHTML);
    """
    assert window.ask(width) <= 360
    assert window.ask(small) == []
    window.ask("return expograph.selectTie(0)")
    window.wait()
    assert window.ask(width) <= 360
    assert window.ask(small) == []
    window.press("#show-table")
    assert window.ask(width) <= 360
    rows = "return [...document.querySelectorAll('#rows tr')].map((row) => row.offsetHeight)"
    assert min(window.ask(rows)) >= 44


def test_light_and_dark_follow_the_reader_and_the_switch(
    window: Window, network: nx.MultiDiGraph
) -> None:
    ground = "return getComputedStyle(document.body).backgroundColor"
    html = draw(network, title="A network")
    window.open(html)
    assert window.ask(ground) == "rgb(255, 255, 255)"
    window.press("#theme")
    assert window.ask(ground) == "rgb(15, 23, 42)"
    window.size(1280, 800, dark=True)
    window.open(html)
    assert window.ask(ground) == "rgb(15, 23, 42)"
    window.press("#theme")
    assert window.ask(ground) == "rgb(255, 255, 255)"


def test_a_thing_chosen_under_the_table_is_in_the_drawing_afterwards(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.open(draw(network, title="A network"))
    window.press("#show-table")
    window.ask("return expograph.selectTie(0)")
    window.press("#show-graph")
    window.wait()
    spot = window.ask("return expograph.tiePoint(0)")
    assert 280 < spot["x"] < 940 and 52 < spot["y"] < 800


def test_without_script_the_ties_are_in_a_table(window: Window, network: nx.MultiDiGraph) -> None:
    html = draw(network, title="A network")
    window.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        window.driver.get("data:text/html;charset=utf-8," + quote(html))
        text = window.driver.find_element("css selector", "body").text
    finally:
        window.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert text.startswith("A network")
    assert "5 things, 6 ties." in text and "MIXMOVE showed its platform." in text
    assert "Graph" not in text


def test_an_old_browser_is_told_so(window: Window, network: nx.MultiDiGraph) -> None:
    window.before("delete window.DecompressionStream;")
    window.open(draw(network, title="A network"))
    assert "too old" in window.text("#trouble")


def test_a_page_that_was_cut_says_so(window: Window, network: nx.MultiDiGraph) -> None:
    html = draw(network, title="A network")
    start = html.index('id="data">') + len('id="data">')
    window.open(html[:start] + "H4sI" + html[start + 40 :])
    assert "could not be drawn" in window.text("#trouble")
