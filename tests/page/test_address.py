"""The address of the page: it tells what is shown, and shows it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from expograph.page import draw

if TYPE_CHECKING:
    from tests.page.conftest import Window

BASE = "https://w3id.org/expograph/id/"
GONE = "What was to be shown is not on this page."
LOOK = """
  const at = (id) => document.getElementById(id);
  return {
    head: document.querySelector('#details h2').textContent, counts: at('counts').textContent,
    kinds: [...at('kinds').querySelectorAll('button')].map((one) => one.ariaPressed),
    rows: at('table').hidden ? [] : [...at('rows').children].map((row) => row.textContent),
    theme: document.documentElement.dataset.theme ?? '', language: document.documentElement.lang,
    view: at('graph').hidden ? 'table' : 'graph', step: at('step').textContent,
    story: at('story').hidden ? '' : at('told').textContent,
  };
"""


def address(window: Window) -> str:
    window.wait(700)
    return str(window.ask("return location.hash"))


def go(window: Window, hash_: str) -> None:
    """Follow a link within the page that is open."""
    window.ask("location.hash = arguments[0]", hash_)
    window.wait(500)


def reload(window: Window) -> None:
    window.driver.refresh()
    window.driver.execute_async_script(
        "const done = arguments[0]; expograph.ready.then(() => setTimeout(done, 700), done)"
    )


def tie_between(window: Window, one: str, other: str, nth: int = 0) -> None:
    """Choose a tie by what its row in the table says."""
    window.press("#show-table")
    window.ask(
        "[...document.querySelectorAll('#rows tr')].filter((row) =>"
        " row.textContent.includes(arguments[0]) && row.textContent.includes(arguments[1]))"
        "[arguments[2]].querySelector('button').click()",
        one, other, nth,
    )  # fmt: skip
    window.wait(100)
    window.press("#show-graph")


@pytest.mark.browser
class TestInABrowser:
    """What only a browser can tell."""

    def test_the_opening_state_needs_no_address(
        self, window: Window, network: nx.MultiDiGraph
    ) -> None:
        window.open(draw(network, title="A network"))
        assert address(window) == ""
        window.press("#show-table")
        assert address(window) == "#view=table"
        window.press("#show-graph")
        assert address(window) == ""

    def test_the_address_tells_what_is_chosen_and_hidden(
        self, window: Window, network: nx.MultiDiGraph
    ) -> None:
        window.open(draw(network, title="A network"))
        window.ask("expograph.select(arguments[0])", BASE + "city/malmo")
        assert address(window) == "#thing=city/malmo"
        window.press("#theme")
        window.press('#kinds button[data-kind="Organisation"]')
        said = dict(part.split("=") for part in address(window)[1:].split("&"))
        assert said.pop("at", "") is not None
        assert said == {"thing": "city/malmo", "no-kinds": "Organisation", "look": "dark"}

    def test_a_page_that_is_opened_again_shows_the_same(
        self, window: Window, network: nx.MultiDiGraph
    ) -> None:
        window.open(draw(network, title="A network"))
        tie_between(window, "Smart City Congress 2019", "Porto")
        window.press('#kinds button[data-kind="Country"]')
        window.press("#theme")
        window.ask(
            "const box = document.getElementById('language'); box.value = 'de';"
            "box.dispatchEvent(new Event('change'))"
        )
        for button in ("#closer", "#closer", "#farther"):
            window.press(button)
        spot = window.ask("return expograph.tiePoint(0)")
        window.press("#show-table")
        told, look = address(window), window.ask(LOOK)
        assert look["language"] == "de" and look["theme"] == "dark" and look["view"] == "table"
        assert "at=" in told and "tie=" in told
        reload(window)
        assert window.ask("return location.hash") == told
        assert window.ask(LOOK) == look
        window.press("#show-graph")
        window.wait()
        again = window.ask("return expograph.tiePoint(0)")
        assert abs(again["x"] - spot["x"]) < 2 and abs(again["y"] - spot["y"]) < 2

    def test_each_of_parallel_ties_has_an_address_of_its_own(
        self, window: Window, make_tie: Callable[..., dict[str, Any]]
    ) -> None:
        graph = nx.MultiDiGraph()
        for date in ("2017", "2018", "2019"):
            graph.add_edge("one", "other", **make_tie("partnerOf", date=date))
        window.open(draw(graph, title="Parallels"))
        told = []
        for tie in range(3):
            window.ask("expograph.selectTie(arguments[0])", tie)
            window.wait(200)
            date = window.text("#details dl")
            told.append((address(window), date))
        assert [hash_.split("&")[0] for hash_, _ in told] == [
            "#tie=one,partnerOf,other",
            "#tie=one,partnerOf,other,1",
            "#tie=one,partnerOf,other,2",
        ]
        for hash_, date in told:
            go(window, hash_)
            assert window.text("#details dl") == date

    def test_filters_that_are_told_are_applied(
        self, window: Window, network: nx.MultiDiGraph
    ) -> None:
        window.open(draw(network, title="A network"))
        for told, counts in [
            ("relations=hasExhibitor,twinnedWith", "4 of 5 things · 2 of 6 ties"),
            ("sources=3", "2 of 5 things · 1 of 6 ties"),
            ("years=2000-2001", "2 of 5 things · 1 of 6 ties"),
            ("years=2000-2001&undated=hidden", "0 of 5 things · 0 of 6 ties"),
            ("around=country/sweden,1", "2 of 5 things · 1 of 6 ties"),
            ("only=city/malmo,city/porto", "2 of 5 things · 1 of 6 ties"),
            ("", "5 of 5 things · 6 of 6 ties"),
        ]:
            go(window, told)
            assert window.text("#counts") == counts, told
            assert address(window).partition("&at=")[0] == (told and f"#{told}")

    @pytest.mark.parametrize(
        "wrong",
        [
            "thing=city/atlantis",
            "tie=event/congress,knows,city/porto",
            "tie=event/congress,hasExhibitor,organisation/mixmove,7",
            "tie=event/congress,hasExhibitor,organisation/mixmove,length",
            "tie=,",
            "themes=theme/none",
            "relations=knows",
            "countries=XX",
            "sources=none",
            "step=4",
            "around=city/malmo,99",
            "lang=xx",
            "look=%",
            "x=%3Cscript%3Ealert(1)%3C/script%3E",
        ],
    )
    def test_what_is_not_there_is_said_and_the_rest_is_kept(
        self, window: Window, network: nx.MultiDiGraph, wrong: str
    ) -> None:
        window.before("window.alerted = []; window.alert = (what) => window.alerted.push(what);")
        window.open(draw(network, title="A network"))
        window.driver.get_log("browser")
        go(window, f"no-kinds=Country&{wrong}")
        assert window.text("#gone") == GONE
        assert window.text("#counts") == "4 of 5 things · 5 of 6 ties"
        assert window.ask("return document.getElementById('said').textContent") == GONE
        assert window.ask("return window.alerted") == []
        assert window.driver.get_log("browser") == []
        window.press('#kinds button[data-kind="Country"]')
        assert window.ask("return document.getElementById('gone').hidden")

    def test_a_link_survives_that_things_come_and_go(
        self, window: Window, network: nx.MultiDiGraph
    ) -> None:
        window.open(draw(network, title="A network"))
        tie_between(window, "Malmö", "Porto")
        told = address(window)
        network.remove_node(BASE + "organisation/mixmove")
        network.add_edge(
            BASE + "city/aachen", BASE + "city/porto", **{"relation": "a", "evidence": []}
        )
        window.open(draw(network, title="A network, built anew"))
        go(window, told)
        assert window.text("#details h2") == "Malmö is twinned with Porto"

    def test_the_link_is_copied(self, window: Window, network: nx.MultiDiGraph) -> None:
        window.before(
            "Object.defineProperty(navigator, 'clipboard', { value: {"
            " writeText: async (text) => { window.copied = text; } } });"
        )
        window.open(draw(network, title="A network"))
        window.ask("expograph.select(arguments[0])", BASE + "city/malmo")
        window.press("#copy-link")
        link = str(window.ask("return window.copied"))
        assert link.startswith("file://") and link.partition("&")[0].endswith("#thing=city/malmo")
        assert window.text("#copy-link") == window.text("#said") == "Link copied"

    def test_where_copying_is_refused_the_link_is_there_to_be_copied(
        self, window: Window, network: nx.MultiDiGraph
    ) -> None:
        window.before("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
        window.open(draw(network, title="A network"))
        go(window, "lang=ca&view=table")
        window.press("#copy-link")
        asked = (
            "const it = document.activeElement;"
            "return [it.id, it.value.slice(it.selectionStart, it.selectionEnd)]"
        )
        field, text = window.ask(asked)
        assert field == "link" and text.endswith("page.html#view=table&lang=ca")
        window.driver.switch_to.active_element.send_keys("\ue00c")  # Escape
        shown = "return [document.activeElement.id, document.getElementById('link').hidden]"
        assert window.ask(shown) == ["copy-link", True]

    def test_a_page_that_may_not_change_its_address_works_all_the_same(
        self, window: Window, network: nx.MultiDiGraph
    ) -> None:
        window.before(
            "history.replaceState = () => { throw new DOMException('no', 'SecurityError'); };"
        )
        window.driver.get_log("browser")
        window.open(draw(network, title="A network"))
        window.press("#show-table")
        assert address(window) == ""
        assert window.driver.get_log("browser") == []

    def test_everything_is_said_again_in_another_language(
        self, window: Window, network: nx.MultiDiGraph
    ) -> None:
        network.nodes[BASE + "city/malmo"]["labels"] = {"es": "Malmoe", "en": "Malmö"}
        window.open(draw(network, title="A network"))
        window.ask("expograph.select(arguments[0])", BASE + "city/malmo")
        options = "return [...document.querySelectorAll('#language option')].map((o) => o.text)"
        assert set(window.ask(options)) >= {"English", "Deutsch", "Català", "Português"}
        go(window, "thing=city/malmo&lang=es")
        assert window.text("#details h2") == "Malmoe"
        assert "Ciudad" in window.text("#details") and "3 vínculos" in window.text("#details")
        assert window.text("#show-table") == "Tabla" and "Ciudades" in window.text("#kinds")
        assert window.text("#counts") == "5 de 5 elementos · 6 de 6 vínculos"
        assert window.ask("return document.getElementById('language').value") == "es"
        box = "const s = document.getElementById('search'); s.value = 'malmoe'; s.focus();"
        window.ask(box + "s.dispatchEvent(new Event('input'))")
        assert "Malmoe" in window.text("#found") and "Ciudad" in window.text("#found")

    @pytest.mark.parametrize(("language", "word"), [("de", "Tabelle"), ("it", "Tabella")])
    def test_a_page_opens_in_the_language_it_was_drawn_in(
        self, window: Window, network: nx.MultiDiGraph, language: str, word: str
    ) -> None:
        window.open(draw(network, title="A network", language=language))
        assert window.text("#show-table") == word
        assert address(window) == ""
        go(window, "lang=en")
        assert window.text("#show-table") == "Table"
        assert address(window) == "#lang=en"


def test_without_script_the_page_speaks_the_language_it_was_drawn_in(
    network: nx.MultiDiGraph,
) -> None:
    network.nodes[BASE + "organisation/mixmove"]["labels"] = {"de": "MIXMOVE GmbH"}
    html = draw(network, title="A network", language="de")
    plain = html[html.index("<noscript>") : html.index("</noscript>")]
    assert "5 Einträge, 6 Verbindungen." in plain and "<bdi>MIXMOVE GmbH</bdi>" in plain
