"""Tests of the panel in a browser: things, ties, the ways between two, and the overview."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from expograph.page import draw
from expograph.store.engine import Engine

if TYPE_CHECKING:
    from tests.page.conftest import Window

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/expograph/id/"
MALMO, PORTO, SWEDEN = BASE + "city/malmo", BASE + "city/porto", BASE + "country/sweden"
CONGRESS, MIXMOVE = BASE + "event/congress", BASE + "organisation/mixmove"


def press(window: Window, words: str) -> None:
    """Press the button of the panel that says just these words, or begins with them."""
    pressed = window.ask(
        "const one = [...document.querySelectorAll('#details button')].find("
        "(b) => !b.hidden && b.textContent.startsWith(arguments[0])); one?.click(); return !!one",
        words,
    )
    assert pressed, f"no button says {words}"
    window.wait(100)


def choose(window: Window, thing: str) -> None:
    window.ask("expograph.select(arguments[0])", thing)
    window.wait(60)


def choose_tie(window: Window, sentence: str) -> None:
    """Select the tie that reads like this."""
    for tie in range(20):
        window.ask("return expograph.selectTie(arguments[0])", tie)
        window.wait(40)
        if window.text("#details h2") == sentence:
            return
    pytest.fail(f"no tie reads {sentence}")


# == A thing ==


def test_a_thing_tells_its_names_identifiers_themes_and_series(
    window: Window, network: nx.MultiDiGraph
) -> None:
    network.graph["themes"] = {BASE + "theme/water": {"en": "water"}}
    network.nodes[CONGRESS].update(
        labels={"de": "Kongress 2019", "ca": "Congrés 2019"},
        aliases=["SCC19", "SCC 2019", "The congress", "That one"],
        identifiers=[
            ["Wikidata", "Q1", "https://www.wikidata.org/wiki/Q1"],
            ["Website", "bad", "javascript:alert(1)"],
        ],
        themes=[BASE + "theme/water"],
        series=["Smart City Congress"],
    )
    window.open(draw(network, title="A network"))
    choose(window, CONGRESS)
    panel = window.text("#details")
    assert "Also: SCC19, SCC 2019, The congress" in panel and "That one" not in panel
    assert "Series: Smart City Congress" in panel and "Themes: water" in panel
    links = "return [...document.querySelectorAll('#details .identifiers a')].map((a) => a.href)"
    assert window.ask(links) == ["https://www.wikidata.org/wiki/Q1"]
    assert "Website bad" in panel
    window.ask("document.querySelector('#details .names').open = true")
    panel = window.text("#details")
    assert "German" in panel and "Kongress 2019" in panel and "That one" in panel


def test_the_query_of_a_thing_runs_and_finds_its_ties(
    window: Window, network: nx.MultiDiGraph, engine: Engine
) -> None:
    nx.relabel_nodes(network, {CONGRESS: BASE + "event/scewc-2019"}, copy=False)
    window.open(draw(network, title="A network"))
    for name in (BASE + "event/scewc-2019", MIXMOVE):
        choose(window, name)
        query = window.ask("return document.querySelector('.query textarea').value")
        rows = list(engine.rows(query).texts())
        assert any(row["relation"].endswith("hasExhibitor") for row in rows)
        assert all(name in (row["from"], row["to"]) for row in rows)
        assert all(row["words"] or row["row"] for row in rows)
        assert any(row["title"] for row in rows)


def test_the_query_is_copied(window: Window, network: nx.MultiDiGraph) -> None:
    window.open(draw(network, title="A network"))
    window.ask("document.addEventListener('copy', () => { window.copied = true; })")
    choose(window, MALMO)
    window.ask("document.querySelector('.query').open = true")
    copy = window.ask(
        "const b = document.querySelector('.query button'); b.scrollIntoView();"
        "const { x, y } = b.getBoundingClientRect(); return [x + 5, y + 5]"
    )
    window.click(*copy)
    assert window.ask("return window.copied && getSelection().toString()").startswith("PREFIX")
    assert window.text("#said") == "Copied"


def test_a_thing_without_an_iri_has_no_query(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    graph = nx.MultiDiGraph()
    hostile = "https://example.org/> } DROP ALL #"
    graph.add_edge(hostile, "b", **make_tie("knows"))
    window.open(draw(graph, title="A network"))
    for name in (hostile, "b"):
        choose(window, name)
        assert window.text("#details h2") == name
        assert window.ask("return document.querySelector('.query')") is None


# == Around something ==


def test_only_what_is_around_something_is_shown_and_grows_and_shrinks_by_steps(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.open(draw(network, title="A network"))
    choose(window, SWEDEN)
    press(window, "Only what is around it")
    assert window.text("#counts") == "2 of 5 things · 1 of 6 ties"
    press(window, "One step more")
    assert window.text("#counts") == "4 of 5 things · 4 of 6 ties"
    press(window, "One step more")
    assert window.text("#counts") == "5 of 5 things · 6 of 6 ties"
    press(window, "One step more")
    press(window, "One step less")
    assert window.text("#counts") == "4 of 5 things · 4 of 6 ties"
    press(window, "Everything")
    assert window.text("#counts") == "5 of 5 things · 6 of 6 ties"
    assert window.ask("return document.activeElement.textContent") == "Only what is around it"


def test_what_is_around_a_tie_is_around_both_its_ends(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.open(draw(network, title="A network"))
    choose_tie(window, "Malmö is in Sweden")
    press(window, "Only what is around it")
    assert window.text("#counts") == "4 of 5 things · 4 of 6 ties"


# == A tie ==


def test_a_tie_leads_to_the_others_between_the_same_two(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.open(draw(network, title="A network"))
    choose_tie(window, "Smart City Congress 2019 had exhibitor MIXMOVE")
    assert "1 of 2 ties between these two" in window.text("#details")
    press(window, "Smart City Congress 2019 had speaker MIXMOVE")
    assert "had speaker" in window.text("#details h2")
    assert "2 of 2 ties between these two" in window.text("#details")


def test_of_many_ties_the_panel_makes_twelve_and_then_200_at_a_time(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    graph = nx.MultiDiGraph()
    for number in range(500):
        graph.add_edge("hub", f"leaf/{number}", **make_tie("knows"))
    window.open(draw(graph, title="Many"))
    window.ask("expograph.select('hub')")
    head = window.text("#details h3:has(+ .items)")
    assert head.endswith("500")
    seen = []
    while window.ask("return document.querySelector('#details .all').offsetParent !== null"):
        count = window.ask("return document.querySelectorAll('#details .items .item').length")
        seen.append((count, window.text("#details .all")))
        window.ask("document.querySelector('#details .all').click()")
        focused = "return [...document.querySelectorAll('#details .item')]"
        assert window.ask(f"{focused}.indexOf(document.activeElement)") == count
    assert seen == [(12, "Show 200 more of 500"), (212, "Show 200 more of 500"),
                    (412, "Show all 500")]  # fmt: skip
    assert window.ask("return document.querySelectorAll('#details .items .item').length") == 500


def test_the_panel_tells_first_the_ties_that_the_filters_leave_and_how_many_of_all(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    graph = nx.MultiDiGraph()
    for name, kind in (("a", "City"), ("b", "Project"), ("c", "City"), ("d", "Project")):
        graph.add_node(name, label=name, kind=kind)
        graph.add_edge("hub", name, **make_tie("knows"))
    window.open(draw(graph, title="Some"))
    window.ask("expograph.select('hub')")
    told = """
        const texts = (what) => [...document.querySelectorAll(what)].map((one) => one.textContent);
        return [...texts("#ties-told h3 .count"), ...texts("#ties-told .item .grow")];
    """
    assert window.ask(told) == ["4", "a", "b", "c", "d"]
    window.ask("document.querySelector('#kinds button[data-kind=City]').click()")
    assert window.ask(told) == ["2 of 4", "b", "d"]
    press(window, "Show all 4")
    assert window.ask(told) == ["2 of 4", "b", "d", "a", "c"]
    window.ask("document.querySelector('#kinds button[data-kind=City]').click()")
    assert window.ask(told) == ["4", "a", "b", "c", "d"]


def test_one_goes_back_from_a_tie_to_the_thing_one_came_from(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.open(draw(network, title="A network"))
    choose(window, MALMO)
    press(window, "Porto")
    assert window.text("#details h2") == "Malmö is twinned with Porto"
    press(window, "← Malmö")
    assert window.text("#details h2") == "Malmö"


def test_words_in_several_sources_stand_once_and_a_row_is_a_list(
    window: Window, network: nx.MultiDiGraph
) -> None:
    known = next(iter(network.edges(data=True)))[2]
    quote = known["evidence"][0]
    row = {**quote, "is_quote": False, "text": "event: congress · agent: mixmove"}
    copies = [{**quote, "source": f"Report {number}"} for number in range(6)]
    known["evidence"] = [*copies, row]
    window.open(draw(network, title="A network"))
    choose_tie(window, "Smart City Congress 2019 had exhibitor MIXMOVE")
    count = "return document.querySelectorAll(arguments[0]).length"
    assert window.ask(count, "#details blockquote") == 1
    assert window.ask(count, "#details .source") == 4
    press(window, "and 3 more sources")
    assert window.ask(count, "#details .source") == 7
    cells = "return [...document.querySelectorAll('.row > *')].map((one) => one.textContent)"
    assert window.ask(cells) == ["event", "congress", "agent", "mixmove"]


def test_words_are_larger_than_the_links_to_their_sources(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.open(draw(network, title="A network"))
    choose_tie(window, "Smart City Congress 2019 had exhibitor MIXMOVE")
    look = "const s = getComputedStyle(document.querySelector(arguments[0])); return "
    size = look + "parseFloat(s.fontSize)"
    assert window.ask(size, "blockquote") >= window.ask(size, ".source a") + 3
    assert int(window.ask(look + "s.fontWeight", ".source a")) <= 400


# == Two things ==


def test_the_ways_between_two_things_are_told_in_sentences(
    window: Window, network: nx.MultiDiGraph
) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    window.open(draw(network, title="A network"))
    choose(window, SWEDEN)
    window.driver.find_element(By.ID, "second").send_keys("mixm")
    assert "MIXMOVE" in window.text(".second .items")
    window.driver.find_element(By.ID, "second").send_keys(Keys.ENTER)
    window.wait()
    assert window.text("#details h2") == "How Sweden and MIXMOVE are tied"
    heads = "return [...document.querySelectorAll('#details h3')].map((h) => h.textContent)"
    assert window.ask(heads)[0] == "Through Malmö, Smart City Congress 2019"
    panel = window.text("#details").split("\n")
    assert "Malmö is in Sweden" in panel
    assert "Smart City Congress 2019 had speaker MIXMOVE" in panel
    press(window, "Malmö is in Sweden")
    assert window.ask("return document.querySelector('#details blockquote') !== null")
    press(window, "← How Sweden and MIXMOVE are tied")
    press(window, "← Sweden")
    assert window.text("#details h2") == "Sweden"


def test_ways_lead_only_over_ties_that_are_shown(window: Window, network: nx.MultiDiGraph) -> None:
    window.open(draw(network, title="A network"))
    window.ask("expograph.selectBoth(...arguments)", MALMO, PORTO)
    window.wait()
    assert "Through Smart City Congress 2019" in window.text("#details")
    window.ask("document.querySelector('#kinds button[data-kind=Event]').click()")
    window.wait()
    assert "Through Smart City Congress 2019" not in window.text("#details")
    assert "Malmö is twinned with Porto" in window.text("#details")


def test_a_way_through_a_country_is_the_last_resort(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("land", label="Sweden", kind="Country")
    for name in ("a", "b", "fair"):
        graph.add_node(name, label=name, kind="City" if name != "fair" else "Event")
    for name in ("a", "b"):
        graph.add_edge(name, "land", **make_tie("isIn"))
    window.open(draw(graph, title="Two"))
    window.ask("expograph.selectBoth('a', 'b')")
    assert "Through Sweden" in window.text("#details")
    for name in ("a", "b"):
        graph.add_edge("fair", name, **make_tie("hasGuest"))
    window.open(draw(graph, title="Two"))
    window.ask("expograph.selectBoth('a', 'b')")
    assert "Through fair" in window.text("#details")
    assert "Through Sweden" not in window.text("#details")


def test_two_things_with_no_way_between_them_are_told_so(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", **make_tie("knows"))
    graph.add_edge("c", "d", **make_tie("knows"))
    window.open(draw(graph, title="Apart"))
    window.ask("expograph.selectBoth('a', 'd')")
    window.wait()
    assert "No way leads" in window.text("#details")


# == The overview ==


def test_hubs_and_bridges_say_what_makes_them_so(window: Window, network: nx.MultiDiGraph) -> None:
    hub = {"thing": CONGRESS, "ties": 4, "partners": 3, "communities": 1}
    network.graph["hubs"] = [hub]
    network.graph["bridges"] = [
        {"thing": MALMO, "share": 0.125, "parts": 2},
        {"thing": CONGRESS, "share": 0.5, "parts": 1},
    ]
    window.open(draw(network, title="A network"))
    panel = window.text("#details")
    assert "4 ties with 3 others in 1 group" in panel
    assert "on 13% of the shortest ways between others; without it the rest falls into 2" in panel
    assert "on 50% of the shortest ways between others\n" in panel + "\n"
    press(window, "Malmö")
    assert window.text("#details h2") == "Malmö"


def test_hubs_of_everything_are_not_told_of_a_part(
    window: Window, network: nx.MultiDiGraph
) -> None:
    hub = {"thing": CONGRESS, "ties": 4, "partners": 3, "communities": 1}
    network.graph["hubs"] = [hub]
    window.open(draw(network, title="A network"))
    window.ask("document.querySelector('#kinds button[data-kind=Organisation]').click()")
    window.wait(100)
    assert "4 ties with 3 others" not in window.text("#details")
    assert window.text("#details .items li:first-child").split("\n") == ["Malmö", "3"]


def test_a_group_is_shown_alone_and_everything_comes_back(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    graph = nx.MultiDiGraph()
    for hub, leaves in (("one", 9), ("other", 5)):
        for number in range(leaves):
            graph.add_edge(hub, f"{hub}/{number}", **make_tie("knows"))
    graph.add_edge("one", "other", **make_tie("knows"))
    window.open(draw(graph, title="Two groups"))
    press(window, "other, other/0")
    assert window.text("#counts") == "6 of 16 things · 5 of 15 ties"
    press(window, "Everything")
    assert window.text("#counts") == "16 of 16 things · 15 of 15 ties"


def test_a_page_about_one_thing_opens_on_it(window: Window, network: nx.MultiDiGraph) -> None:
    network.graph["focus"] = MIXMOVE
    window.open(draw(network, title="A network"))
    assert window.text("#details h2") == "MIXMOVE"
    network.graph["focus"] = BASE + "organisation/gone"
    window.open(draw(network, title="A network"))
    assert "Most ties" in window.text("#details")


def test_the_panel_fits_a_phone_and_its_targets_a_thumb(
    window: Window, network: nx.MultiDiGraph
) -> None:
    network.nodes[MALMO].update(
        identifiers=[["Wikidata", "Q2211", "https://www.wikidata.org/wiki/Q2211"]],
        labels={"sv": "Malmö", "de": "Malmö", "da": "Malmø"},
    )
    window.size(360, 740)
    window.open(draw(network, title="A network"))
    small = """
      return [...document.querySelectorAll('#details :is(button, input, a, summary)')]
        .filter((one) => one.offsetParent && Math.min(one.offsetWidth, one.offsetHeight) < 44)
        .map((one) => one.outerHTML);
    """
    choose(window, MALMO)
    press(window, "Only what is around it")
    assert window.ask(small) == []
    press(window, "Porto")
    assert window.ask(small) == []
    window.ask("expograph.selectBoth(...arguments)", MALMO, PORTO)
    window.wait()
    assert window.ask(small) == []
    assert window.ask("return document.documentElement.scrollWidth") <= 360
