"""What the tests of the page share: a small network, and a Chromium that counts its requests."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TWO_DATES = {
    "property": "startDate",
    "words": {"en": "start date"},
    "values": [
        {"value": "2019-11-19", "sources": 2, "titles": ["A post", "A page"]},
        {"value": "2019-11-20", "sources": 1, "titles": ["A list"]},
    ],
}
RELATIONS: dict[str, dict[str, Any]] = {
    "hasExhibitor": {"forth": {"en": "had exhibitor"}},
    "hasSpeaker": {"forth": {"en": "had speaker"}},
    "hasParticipant": {"forth": {"en": "had participant"}},
    "twinnedWith": {"forth": {"en": "is twinned with"}, "symmetric": True},
    "inCountry": {"forth": {"en": "is in"}},
    "heldInCity": {"forth": {"en": "was held in"}},
}
BASE = "https://w3id.org/expograph/id/"


def tie(relation: str, **more: Any) -> dict[str, Any]:
    """Return the attributes of a tie with one quote as evidence, changed by ``more``."""
    words = RELATIONS.get(relation, {}).get("forth", {}).get("en", relation)
    return {
        "relation": relation,
        "roles": [],
        "reasons": [],
        "since": "",
        "until": "",
        "date": "2019-11-19",
        "status": "held",
        "contested": [],
        "weight": 1,
        "evidence": [evidence(f"They {words} one another.")],
        **more,
    }


def evidence(text: str, **more: Any) -> dict[str, Any]:
    """Return one piece of evidence, changed by ``more``."""
    return {
        "text": text,
        "is_quote": True,
        "where": "characters 1006–1166",
        "source": "A post on the congress",
        "publisher": "A newspaper",
        "published": "2019-12-03",
        "address": "https://example.org/post",
        "language": "en",
        **more,
    }


@pytest.fixture
def network() -> nx.MultiDiGraph:
    """Five things and six ties, two of them between the same two things."""
    graph = nx.MultiDiGraph(relations=RELATIONS)
    things = [
        ("event/congress", "Smart City Congress 2019", "Event", ["SCC19"]),
        ("organisation/mixmove", "MIXMOVE", "Organisation", ["Mixmove AS"]),
        ("city/malmo", "Malmö", "City", []),
        ("city/porto", "Porto", "City", ["Oporto"]),
        ("country/sweden", "Sweden", "Country", []),
    ]
    for name, label, kind, aliases in things:
        graph.add_node(BASE + name, label=label, kind=kind, aliases=aliases)
    congress, mixmove, malmo, porto, sweden = (BASE + name for name, *_ in things)
    shown = tie("hasExhibitor", weight=3, roles=["exhibitor"])
    shown["evidence"] = [
        evidence("MIXMOVE showed its platform."),
        evidence("event: congress; agent: mixmove", is_quote=False, where="line 12", address=""),
    ]
    graph.add_edge(congress, mixmove, **shown)
    graph.add_edge(congress, mixmove, **tie("hasSpeaker"))
    graph.add_edge(congress, malmo, **tie("hasParticipant", contested=[TWO_DATES]))
    graph.add_edge(malmo, porto, **tie("twinnedWith"))
    graph.add_edge(malmo, sweden, **tie("inCountry", date=""))
    graph.add_edge(congress, porto, **tie("heldInCity", status="announced"))
    return graph


def _absent(what: str) -> None:
    """Skip a test for want of something, or fail it where everything has to be there."""
    if os.environ.get("EXPOGRAPH_REQUIRE_ALL") == "1":
        pytest.fail(f"{what} is needed, since EXPOGRAPH_REQUIRE_ALL is set")
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A headless Chromium with a profile of its own, driven by its driver."""
    names = ("chromium", "chromium-browser", "google-chrome")
    browser = next((path for name in names if (path := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if not browser or not driver:
        _absent("Chromium with its driver")
    try:
        from selenium import webdriver
    except ImportError:
        _absent("selenium")
    options = webdriver.ChromeOptions()
    options.binary_location = str(browser)
    for flag in [*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    service = webdriver.ChromeService(executable_path=str(driver))
    window = webdriver.Chrome(options=options, service=service)
    yield window
    window.quit()


class Window:
    """A window of the browser in which pages are opened."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver = driver
        self._folder = folder
        self._on_opening: list[str] = []

    def size(self, width: int, height: int, *, dark: bool = False) -> None:
        """Give the window a size, and say whether its reader likes it dark."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        likes = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": likes})

    def before(self, script: str) -> None:
        """Let ``script`` run before whatever page is opened from now on."""
        command = "Page.addScriptToEvaluateOnNewDocument"
        answer = self.driver.execute_cdp_cmd(command, {"source": script})
        self._on_opening.append(answer["identifier"])

    def open(self, html: str) -> None:
        """Open ``html`` as a file, and wait until it has drawn itself if it is one of ours."""
        path = self._folder / "page.html"
        path.write_text(html, encoding="utf-8", newline="\n")
        self.driver.get_log("performance")
        self.driver.get(path.as_uri())
        self.driver.execute_async_script(
            "const done = arguments[0];"
            "Promise.resolve(window.expograph?.ready).then(() => setTimeout(done, 300), done);"
        )

    def ask(self, script: str, *values: Any) -> Any:
        """Return what ``script`` returns in the page."""
        return self.driver.execute_script(script, *values)

    def wait(self, milliseconds: int = 400) -> None:
        """Let the page do what it has begun."""
        self.driver.execute_async_script(f"setTimeout(arguments[0], {milliseconds})")

    def press(self, selector: str, milliseconds: int = 100) -> None:
        """Press the first element at ``selector``, and let the page do what that begins."""
        self.ask("document.querySelector(arguments[0]).click()", selector)
        self.wait(milliseconds)

    def click(self, x: float, y: float) -> None:
        """Press the mouse at a place of the window, as a hand does."""
        spot = {"x": x, "y": y, "button": "left", "clickCount": 1}
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {**spot, "type": kind})
        self.wait()

    def text(self, selector: str) -> str:
        """Return the words that can be read at ``selector``."""
        return str(self.ask("return document.querySelector(arguments[0]).innerText", selector))

    def requests(self) -> list[str]:
        """Return the addresses that were asked for since the page was opened, but not its own."""
        asked = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked.append(message["params"]["request"]["url"])
        return [url for url in asked if not url.startswith(self._folder.as_uri())]

    def forget(self) -> None:
        """Drop what was to run before pages."""
        for identifier in self._on_opening:
            command = "Page.removeScriptToEvaluateOnNewDocument"
            self.driver.execute_cdp_cmd(command, {"identifier": identifier})


@pytest.fixture
def window(chromium: Any, tmp_path: Path) -> Iterator[Window]:
    """A window of 1280 by 800 for a reader who likes it light."""
    window = Window(chromium, tmp_path)
    window.size(1280, 800)
    yield window
    window.forget()


@pytest.fixture
def make_tie() -> Callable[..., dict[str, Any]]:
    """The maker of ties, for tests that build networks of their own."""
    return tie
