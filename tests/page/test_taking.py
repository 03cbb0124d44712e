"""What is shown can be taken along: every format, read by others, says what the page shows."""

from __future__ import annotations

import base64
import csv
import re
import struct
from collections import Counter
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pyoxigraph
import pytest
from lxml import etree
from rdflib import BNode, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, RDF, SKOS
from rdflib.term import Node

from expograph.network.files import written
from expograph.page import draw

if TYPE_CHECKING:
    from tests.page.conftest import Window

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/expograph/id/"
CONGRESS, MIXMOVE, CLEAN, MALMO, PAVILION = (
    f"{BASE}{name}"
    for name in (
        "event/congress", "organisation/mixmove", "organisation/clean", "city/malmo", "project/p",
    )
)  # fmt: skip
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "a\u2028b\u2029c",
    '" onmouseover="alert(4)',
    "javascript:alert(5)",
    '\\"); alert(6); ("',
    "]]><!-- &amp; <?x?> {{ 7 * 7 }}",
    "=1+1",
    "line one\nline two\tand more",
    "Málaga 日本 🏙 \u202eright to left",
]
SVG = "{http://www.w3.org/2000/svg}"
CATCH = """
  window.made = [];
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { window.made.push(blob); return make.call(URL, blob); };
  const gone = URL.revokeObjectURL;
  window.revoked = 0;
  URL.revokeObjectURL = (url) => { window.revoked += 1; gone.call(URL, url); };
  HTMLAnchorElement.prototype.click = function () { window.called = this.download; };
"""
READ = """
  const done = arguments[0];
  const reader = new FileReader();
  reader.onload = () => done(reader.result);
  reader.readAsDataURL(window.made.pop());
"""


def piece(text: str, **more: Any) -> dict[str, Any]:
    return {
        "text": text, "is_quote": True, "where": "characters 1–9", "reference": "",
        "source": "A post", "publisher": "A newspaper", "published": "2019-12-03",
        "address": "https://example.org/post", "language": "en", **more,
    }  # fmt: skip


@pytest.fixture
def fair() -> nx.MultiDiGraph:
    """A network in which everything is used that things, ties and evidence may have."""
    graph = nx.MultiDiGraph()
    graph.graph.update(
        choice=[["event", "Congress 2019"]],
        state="Graph built 2026-11-25 from 418 sources",
        relations={
            "hasExhibitor": {"forth": {"en": "had exhibitor", "de": "mit Aussteller"}},
            "partnerOf": {"forth": {"en": "partner of"}, "symmetric": True},
            "tookPartWith": {"forth": {"en": "took part with"}, "symmetric": True},
        },
        roles={"exhibitor": {"en": "exhibitor", "de": "Aussteller"}},
        themes={f"{BASE}theme/mobility": {"en": "Mobility", "ca": "Mobilitat"}},
    )
    days = [
        {"value": "2019-11-19", "sources": 2, "titles": ["A post"]},
        {"value": "2019-11-20", "sources": 1, "titles": []},
    ]
    disputed = [{"property": "startDate", "words": {"en": "first day"}, "values": days}]
    graph.add_node(
        CONGRESS, label="Congress 2019", labels={"en": "Congress 2019", "ca": "Congrés 2019"},
        kind="Event", date="2019-11-19", until="2019-11", status="held", country="ES",
        places=["Barcelona"], themes=[f"{BASE}theme/mobility"], contested=disputed,
        identifiers=[["Wikidata", "Q1", "https://www.wikidata.org/entity/Q1"]],
    )  # fmt: skip
    graph.add_node(MIXMOVE, label="=MIXMOVE()", kind="Organisation", aliases=["Mix", "M|"])
    graph.add_node(CLEAN, label='CLEAN & "Co" <b>', kind="Organisation", date="next year")
    graph.add_node(MALMO, label="Malmö", kind="City")
    sources = [
        ["A post", "", "2019-12-03", "https://example.org/post", "en"],
        ["A list", *[""] * 4],
    ]
    row = piece("event: congress", is_quote=False, reference="what is meant", sources=sources)
    exhibited = {"relation": "hasExhibitor", "roles": ["exhibitor"], "date": "2019-11-19"}
    quotes = [piece("they, too"), row]
    graph.add_edge(CONGRESS, MIXMOVE, "hasExhibitor-0", weight=3, evidence=quotes, **exhibited)
    graph.add_edge(CONGRESS, CLEAN, "hasExhibitor-0", weight=2, evidence=[row], **exhibited)
    for number in range(2):
        graph.add_edge(
            CLEAN, MIXMOVE, f"partnerOf-{number}", relation="partnerOf", weight=1, since="2018",
            through=PAVILION, through_label="Nordic Pavilion", reasons=["one pavilion"],
            status="announced", contested=disputed, evidence=[piece(f"agreed {number}")],
        )  # fmt: skip
    graph.add_edge(
        MALMO, CLEAN, "tookPartWith-0", relation="tookPartWith", weight=1, evidence=[row]
    )
    return graph


@pytest.fixture
def taken(window: Window) -> Callable[[str], bytes]:
    """Take what the page shows along in a format, as its button calls it."""

    def take(called: str) -> bytes:
        find = "[...document.querySelectorAll('#takes button')].find((b) => b.textContent === "
        window.ask(f"window.made = []; {find}arguments[0]).click()", called)
        for _ in range(60):
            if window.ask("return window.made.length"):
                break
            window.wait(50)
        content = window.driver.execute_async_script(READ)
        return base64.b64decode(content.partition(",")[2])

    window.before(CATCH)
    return take


Take = Callable[[str], bytes]


def graph_in(form: str, content: bytes) -> nx.MultiDiGraph:
    """Return what networkx understands of a file."""
    if form == "GraphML":
        return nx.read_graphml(BytesIO(content), force_multigraph=True)
    return nx.read_gexf(BytesIO(content), version="1.3")


def rows_in(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def triples_in(form: str, content: bytes) -> Graph:
    return Graph().parse(data=content, format={"Turtle": "turtle", "JSON-LD": "json-ld"}[form])


def without(row: dict[str, str], *names: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value) for name, value in row.items() if name not in names))


def ties_of(graph: nx.MultiDiGraph) -> Counter[Any]:
    """Count ties by everything but the numbers that they got in the file."""
    own = ("id", "networkx_key")
    return Counter(
        (a, b, tuple(sorted((name, str(v)) for name, v in tie.items() if name not in own)))
        for a, b, tie in graph.edges(data=True)
    )


def test_the_table_is_the_one_that_is_written_without_a_page(
    window: Window, taken: Take, fair: nx.MultiDiGraph
) -> None:
    window.open(draw(fair, title="Who shows what"))
    theirs, ours = rows_in(taken("CSV")), rows_in(written(fair, "csv", title="Who shows what"))
    assert list(theirs[0]) == list(ours[0])
    assert Counter(without(row, "tie") for row in theirs) == Counter(
        without(row, "tie") for row in ours
    )
    assert theirs[0]["to"] == "'=MIXMOVE()" and len({row["tie"] for row in theirs}) == 5


@pytest.mark.parametrize("form", ["GEXF", "GraphML"])
def test_network_programs_get_what_they_are_given_without_a_page(
    window: Window, taken: Take, fair: nx.MultiDiGraph, form: str
) -> None:
    window.open(draw(fair, title="Who shows what"))
    content = taken(form)
    theirs = graph_in(form, content)
    ours = graph_in(form, written(fair, form.lower(), title="Who shows what"))
    assert dict(theirs.nodes(data=True)) == dict(ours.nodes(data=True))
    assert ties_of(theirs) == ties_of(ours)
    for said in ("Who shows what", "event: Congress 2019", "Graph built 2026-11-25"):
        assert said in content.decode("utf-8")


def comparable(graph: Graph) -> Graph:
    """Return the triples with blank nodes for what only names parts of the file."""
    name = re.compile(".*/network/(file|tie|evidence|source)/(.*)")

    def unnamed(part: Node) -> Node:
        found = name.match(str(part))
        return BNode(found[1] + found[2]) if found else part

    other = Graph()
    for subject, predicate, value in graph:
        counts_all = predicate == DCTERMS.extent and "independent" not in str(value)
        if not counts_all:
            other.add((unnamed(subject), predicate, unnamed(value)))
    return other


@pytest.mark.parametrize("form", ["Turtle", "JSON-LD"])
def test_the_triples_are_those_that_are_written_without_a_page(
    window: Window, taken: Take, fair: nx.MultiDiGraph, form: str
) -> None:
    window.open(draw(fair, title="Who shows what"))
    content = taken(form)
    theirs = triples_in(form, content)
    ours = triples_in("Turtle", written(fair, "ttl", title="Who shows what"))
    assert len(theirs) == len(ours)
    assert isomorphic(comparable(theirs), comparable(ours))
    kind = {"Turtle": pyoxigraph.RdfFormat.TURTLE, "JSON-LD": pyoxigraph.RdfFormat.JSON_LD}[form]
    assert len(set(pyoxigraph.parse(content, format=kind))) == len(theirs)


def hostile_network() -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.graph.update(state=HOSTILE[1], choice=[["event", HOSTILE[6]]])
    for number, name in enumerate(HOSTILE):
        graph.add_node(
            f"{BASE}city/{number}", label=name, kind="City", aliases=[name], places=[name]
        )
        if number:
            more = {"relation": name, "words": name, "since": name, "roles": [name]}
            told = [piece(name, where=name, source=name, publisher=name, language=name)]
            graph.add_edge(f"{BASE}city/0", f"{BASE}city/{number}", evidence=told, **more)
    return graph


def test_hostile_names_come_back_unchanged_from_every_format(window: Window, taken: Take) -> None:
    window.open(draw(hostile_network(), title=HOSTILE[0]))
    files = {form: taken(form) for form in ("CSV", "GEXF", "GraphML", "Turtle", "JSON-LD", "SVG")}
    for form in ("GEXF", "GraphML"):
        graph = graph_in(form, files[form])
        assert sorted(name for _, name in graph.nodes(data="label")) == sorted(HOSTILE)
        relations = [relation for *_, relation in graph.edges(data="relation")]
        assert sorted(relations) == sorted(HOSTILE[1:])
    for form in ("Turtle", "JSON-LD"):
        triples = triples_in(form, files[form])
        assert sorted(map(str, triples.objects(None, SKOS.prefLabel))) == sorted(HOSTILE)
        assert sorted(map(str, triples.objects(None, SKOS.altLabel))) == sorted(HOSTILE)
    rows = rows_in(files["CSV"])
    assert [row["to"].removeprefix("'") for row in rows] == [
        row["evidence"].removeprefix("'") for row in rows
    ]
    assert sorted(row["to"].removeprefix("'") for row in rows) == sorted(HOSTILE[1:])
    assert not [cell for row in rows for cell in row.values() if cell[:1] in set("=+-@\t\r\n")]
    root = etree.fromstring(files["SVG"])
    assert root.findtext(f"{SVG}title") == HOSTILE[0]
    drawn = {element.tag for element in root.iter()}
    assert drawn <= {SVG + tag for tag in ("svg", "title", "desc", "path", "clipPath", "g", "text")}


@pytest.mark.parametrize("form", ["CSV", "GEXF", "GraphML", "Turtle", "JSON-LD", "SVG"])
def test_only_what_is_shown_is_taken_and_the_filter_is_told(
    window: Window, taken: Take, fair: nx.MultiDiGraph, form: str
) -> None:
    window.open(draw(fair, title="Who shows what"))
    window.ask("document.querySelector('#kinds [data-kind=Event]').click()")
    content = taken(form)
    text = content.decode("utf-8")
    assert "without: Events" in text and "Congress 2019" not in text.replace(
        "event: Congress 2019", ""
    )
    if form == "CSV":
        assert {row["from_kind"] for row in rows_in(content)} == {"Organisation", "City"}
    elif form in ("GEXF", "GraphML"):
        assert set(graph_in(form, content)) == {MIXMOVE, CLEAN, MALMO}
        assert graph_in(form, content).number_of_edges() == 3
    elif form != "SVG":
        triples = triples_in(form, content)
        statements = list(triples.subjects(RDF.type, RDF.Statement))
        subjects = {triples.value(one, RDF.subject) for one in statements}
        assert len(statements) == 3 and subjects == {URIRef(CLEAN), URIRef(MALMO)}
    assert "Malmö" in text
    assert form != "SVG" or "Events" not in words_in(content)


def words_in(content: bytes) -> list[str]:
    return [text.text or "" for text in etree.fromstring(content).iter(f"{SVG}text")]


def test_the_vector_picture_has_title_state_names_and_legend(
    window: Window, taken: Take, fair: nx.MultiDiGraph
) -> None:
    window.open(draw(fair, title="Who shows what"))
    words = words_in(taken("SVG"))
    assert words[:4] == [
        "Who shows what", "4 of 4 things · 5 of 5 ties", "event: Congress 2019",
        "Graph built 2026-11-25 from 418 sources",
    ]  # fmt: skip
    assert set(words[4:-7]) == {"Malmö", "=MIXMOVE()", 'CLEAN & "Co" <b>', "Congress 2019"}
    assert words[-7:] == [
        "Events", "Organisations", "Cities",
        "1 independent source", "3 independent sources", "6 independent sources +",
        "announced beforehand",
    ]  # fmt: skip


def test_the_legend_of_the_picture_says_how_lines_are_broken(
    window: Window, taken: Take, network: nx.MultiDiGraph
) -> None:
    window.open(draw(network, title="A network"))
    picture = taken("SVG")
    broken = [one.get("stroke-dasharray") for one in etree.fromstring(picture).iter(f"{SVG}path")]
    assert words_in(picture)[-1] == "announced beforehand"
    assert sum(bool(dashes) for dashes in broken) == 2  # the tie, and its sign in the legend


def test_a_picture_is_in_light_colours_unless_the_reader_has_chosen_dark_ones(
    window: Window, taken: Take, fair: nx.MultiDiGraph
) -> None:
    def ground() -> str:
        return str(next(etree.fromstring(taken("SVG")).iter(f"{SVG}path")).get("fill"))

    window.size(1280, 800, dark=True)
    window.open(draw(fair, title="Who shows what"))
    light = ground()
    window.ask("document.querySelector('#theme').click()")
    assert ground() == light
    window.ask("document.querySelector('#theme').click()")
    assert ground() != light
    assert window.ask("return document.documentElement.dataset.theme") == "dark"


@pytest.mark.parametrize("ratio", [1, 4])
def test_a_picture_of_points_is_as_large_as_asked_for(
    window: Window, taken: Take, fair: nx.MultiDiGraph, ratio: int
) -> None:
    window.open(draw(fair, title="Who shows what"))
    png = taken(f"PNG {ratio}×")
    shown = window.ask("return document.querySelector('#drawing').clientWidth")
    high = float(etree.fromstring(taken("SVG")).get("height"))
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (shown * ratio, high * ratio)


def test_a_picture_can_be_taken_behind_the_table_and_leaves_it_there(
    window: Window, taken: Take, fair: nx.MultiDiGraph
) -> None:
    window.open(draw(fair, title="Who shows what"))
    before = taken("SVG")
    window.ask("document.querySelector('#show-table').click()")
    assert taken("SVG") == before
    assert window.ask("return [document.querySelector('#graph').hidden, "
                      "document.querySelector('#table').hidden]") == [True, False]  # fmt: skip


def test_a_file_is_called_as_the_page_and_held_in_memory_only(
    window: Window, taken: Take, fair: nx.MultiDiGraph
) -> None:
    window.open(draw(fair, title="Fira & Malmö: who/what?"))
    taken("PNG 2×")
    assert window.ask("return window.called") == "fira-malmo-who-what@2x.png"
    window.wait(1200)
    assert window.ask("return window.revoked") == 1
    assert window.text("#said") == "Saved as fira-malmo-who-what@2x.png"
    assert window.requests() == []


def test_the_menu_is_used_by_keyboard(window: Window, taken: Take, fair: nx.MultiDiGraph) -> None:
    from selenium.webdriver import ActionChains, Keys

    window.open(draw(fair, title="Who shows what"))
    window.ask("expograph.selectTie(0)")
    window.wait()
    window.ask("document.querySelector('#take summary').focus()")
    ActionChains(window.driver).send_keys(Keys.ENTER, Keys.TAB).perform()
    focused = "return document.activeElement.innerText.trim()"
    assert window.ask(focused) == "PNG 1×"
    ActionChains(window.driver).send_keys(Keys.ESCAPE).perform()
    assert not window.ask("return document.querySelector('#take').open")
    assert "Export" in window.ask(focused)
    assert window.ask("return document.querySelector('#details').classList.contains('open')")
    ActionChains(window.driver).send_keys(Keys.ENTER, *[Keys.TAB] * 12).perform()
    assert not window.ask("return document.querySelector('#take').open")


def test_on_a_phone_the_menu_lies_inside_the_window(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.size(360, 740)
    window.open(draw(network, title="A network"))
    window.ask("document.querySelector('#take summary').click()")
    box = window.ask("return document.querySelector('#takes').getBoundingClientRect()")
    assert box["left"] >= 0 and box["right"] <= 360 and box["height"] > 300
    assert window.ask("return document.documentElement.scrollWidth") <= 360
    heights = window.ask(
        "return [...document.querySelectorAll('#takes button')].map((b) => b.offsetHeight)"
    )
    assert min(heights) >= 44


def on_paper(window: Window) -> str:
    """Return what stands on paper while the page is printed."""
    keep = "() => { window.said = document.querySelector('#paper').textContent; }"
    window.ask(f"window.said = ''; addEventListener('beforeprint', {keep}, {{ once: true }})")
    window.driver.execute_cdp_cmd("Page.printToPDF", {})
    assert not window.ask("return document.querySelector('#paper')")
    return str(window.ask("return window.said"))


def test_on_paper_stand_picture_legend_and_ties_with_their_words(
    window: Window, fair: nx.MultiDiGraph
) -> None:
    window.open(draw(fair, title="Who shows what"))
    window.ask("document.querySelector('#kinds [data-kind=City]').click()")
    window.wait()
    said = on_paper(window)
    for words in ("Who shows what", "without: Cities", "Graph built 2026-11-25", "Organisations",
                  "3 independent sources", "they, too", "A newspaper"):  # fmt: skip
        assert words in said
    assert "Congress 2019 had exhibitor =MIXMOVE() (2019-11-19)" in said
    assert "Malmö" not in said


def test_of_many_ties_200_are_printed_and_the_others_counted(
    window: Window, make_tie: Callable[..., dict[str, Any]]
) -> None:
    graph = nx.MultiDiGraph()
    for number in range(1250):
        graph.add_edge("hub", f"leaf/{number}", **make_tie("knows"))
    window.open(draw(graph, title="Many"))
    window.wait()
    said = on_paper(window)
    assert said.count("They knows one another.") == 200 and "And 1,050 more." in said


def test_nothing_of_the_page_itself_stands_on_paper(
    window: Window, fair: nx.MultiDiGraph, tmp_path: Path
) -> None:
    window.open(draw(fair, title="Who shows what"))
    window.wait()
    window.ask("dispatchEvent(new Event('beforeprint'))")
    window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = window.ask(
        "return [...document.body.children].filter((one) => one.offsetHeight).map((one) => one.id)"
    )
    window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert shown == ["paper"]
