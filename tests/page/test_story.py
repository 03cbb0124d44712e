"""A story on the page: a bar that tells step by step, and shows what each step is about."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from expograph.page import draw

if TYPE_CHECKING:
    from tests.page.conftest import Window

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/expograph/id/"
STEPS: list[dict[str, Any]] = [
    {
        "text": {"en": "MIXMOVE came.", "de": "MIXMOVE kam."},
        "state": {"thing": BASE + "organisation/mixmove"},
    },
    {
        "text": {"": "It showed\nsomething."},
        "state": {
            "tie": [BASE + "event/congress", "hasExhibitor", BASE + "organisation/mixmove"],
            "no-kinds": ["Country"],
        },
    },
    {"text": {"": "Cities"}, "state": {"around": [BASE + "city/porto", "1"]}},
]
NOTHING_WRONG = "return document.getElementById('gone').hidden"


def go(window: Window, hash_: str) -> None:
    window.ask("location.hash = arguments[0]", hash_)
    window.wait(700)


def address(window: Window) -> str:
    return str(window.ask("return location.hash"))


def told(window: Window) -> tuple[str, str, str]:
    """Return which step is told, how, and what is chosen."""
    return window.text("#step"), window.text("#told"), window.text("#details h2")


@pytest.fixture
def page(network: nx.MultiDiGraph) -> str:
    """A small network with a story of three steps."""
    return draw(network, title="A story", story=STEPS)


def test_a_page_with_a_story_opens_at_its_first_step(window: Window, page: str) -> None:
    window.open(page)
    assert told(window) == ("Step 1 of 3", "MIXMOVE came.", "MIXMOVE")
    window.wait()
    assert address(window) == "" and window.ask(NOTHING_WRONG)


def test_a_page_without_a_story_shows_none(window: Window, network: nx.MultiDiGraph) -> None:
    window.open(draw(network, title="A network"))
    assert window.ask(
        "return [document.getElementById('story').hidden, document.getElementById('tell').hidden]"
    ) == [True, True]


def test_each_step_selects_and_filters_and_has_an_address(window: Window, page: str) -> None:
    window.open(page)
    window.press("#step-on", 700)
    sentence = "MIXMOVE had exhibitor Smart City Congress 2019"
    assert told(window)[:2] == ("Step 2 of 3", "It showed\nsomething.")
    assert set(sentence.split()) == set(window.text("#details h2").split())
    assert window.text("#counts") == "4 of 5 things · 5 of 6 ties"
    assert address(window) == "#step=2"
    window.press("#step-on", 700)
    assert window.text("#counts") == "3 of 5 things · 3 of 6 ties"
    assert address(window) == "#step=3"
    window.press("#step-back", 700)
    window.press("#step-back", 700)
    assert told(window)[0] == "Step 1 of 3" and address(window) == ""
    assert window.text("#counts") == "5 of 5 things · 6 of 6 ties"
    go(window, "step=3")
    assert window.text("#told") == "Cities"
    assert window.text("#counts") == "3 of 5 things · 3 of 6 ties"


def test_what_a_reader_changes_at_a_step_is_in_its_address(window: Window, page: str) -> None:
    window.open(page)
    go(window, "step=2")
    window.ask("expograph.select(arguments[0])", BASE + "city/porto")
    window.wait(700)
    assert address(window).startswith("#step=2&thing=city/porto&tie=")
    hash_ = address(window)
    go(window, "step=1")
    go(window, hash_)
    assert told(window) == ("Step 2 of 3", "It showed\nsomething.", "Porto")


def test_a_story_that_is_closed_leaves_what_it_shows_and_can_be_opened_again(
    window: Window, page: str
) -> None:
    window.open(page)
    window.ask("document.getElementById('story-close').focus()")
    window.press("#story-close", 700)
    assert window.ask("return document.getElementById('story').hidden")
    assert window.ask("return document.activeElement.id") == "tell"
    assert window.text("#details h2") == "MIXMOVE"
    assert address(window).startswith("#step=0&thing=organisation/mixmove")
    window.press("#tell", 700)
    assert told(window)[0] == "Step 1 of 3"
    assert window.ask("return document.getElementById('tell').ariaExpanded") == "true"


def test_the_story_is_walked_by_keyboard_and_announced(window: Window, page: str) -> None:
    from selenium.webdriver.common.keys import Keys

    window.open(page)
    assert window.ask("return document.getElementById('told').closest('[aria-live]') !== null")
    window.ask("document.getElementById('step-on').focus()")
    steps = []
    for key in (Keys.ENTER, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_LEFT):
        window.driver.switch_to.active_element.send_keys(key)
        window.wait()
        steps.append(window.text("#step"))
    assert steps == ["Step 2 of 3", "Step 3 of 3", "Step 3 of 3", "Step 2 of 3"]
    assert window.ask("return document.activeElement.id") == "step-on"
    window.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert window.ask("return document.getElementById('story').hidden")


def test_the_reader_keeps_language_look_and_view_from_step_to_step(
    window: Window, page: str
) -> None:
    window.open(page)
    go(window, "lang=de&look=dark&view=table")
    assert window.text("#told") == "MIXMOVE kam." and window.text("#step") == "Schritt 1 von 3"
    window.press("#step-on", 700)
    assert window.text("#step") == "Schritt 2 von 3"
    assert address(window) == "#step=2&view=table&look=dark&lang=de"


def test_a_step_about_what_is_not_there_shows_the_rest(
    window: Window, network: nx.MultiDiGraph
) -> None:
    steps = [{"text": {"": "Gone"}, "state": {"thing": "nobody", "no-kinds": ["Country"]}}]
    window.open(draw(network, title="A story", story=steps))
    assert window.text("#told") == "Gone"
    assert window.text("#counts") == "4 of 5 things · 5 of 6 ties"


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(2)>", "</script><script>alert(1)</script>"]
)
def test_a_hostile_story_is_read_as_it_is_written(
    window: Window, network: nx.MultiDiGraph, text: str
) -> None:
    window.before("window.alerted = []; window.alert = (what) => window.alerted.push(what);")
    state = {"thing": text, "themes": [text], "tie": [text, text, text]}
    window.open(draw(network, title="A story", story=[{"text": {text: text}, "state": state}]))
    assert window.text("#told") == text
    assert window.ask("return window.alerted") == []


@pytest.mark.parametrize("width", [1280, 360])
def test_the_story_fits_the_window(window: Window, network: nx.MultiDiGraph, width: int) -> None:
    window.size(width, 740)
    steps = [{"text": {"": "A long text of a story. " * 60}, "state": {}}]
    window.open(draw(network, title="A story", story=steps))
    assert window.ask("return document.documentElement.scrollWidth") <= width
    assert window.ask("return document.getElementById('story').offsetHeight") <= 740 * 0.4
    least = 44 if width < 900 else 24
    small = (
        "return [...document.querySelectorAll('#story button, .sharing :is(button, select)')]"
        ".filter((one) => Math.min(one.offsetWidth, one.offsetHeight) < arguments[0]).length"
    )
    assert window.ask(small, least) == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_core_finds_nothing_wrong_with_a_story(window: Window, page: str, width: int) -> None:
    window.size(width, 844)
    window.open(page)
    window.press("#step-on", 700)
    engine = files("selenium_axe_python").joinpath("axe-core", "axe.min.js")
    window.driver.execute_cdp_cmd(
        "Runtime.evaluate", {"expression": engine.read_text(encoding="utf-8")}
    )
    look = (
        "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })"
        ".then(({ violations }) => arguments[0](violations.map(({ id, nodes }) =>"
        " `${id}: ${nodes.map((node) => node.html)}`)))"
    )
    assert window.driver.execute_async_script(look) == []
    window.press("#story-close", 700)
    for one, hidden in (("link", False), ("copy-link", True)):
        window.ask(f"document.getElementById('{one}').hidden = {str(hidden).lower()}")
    assert window.driver.execute_async_script(look) == []
