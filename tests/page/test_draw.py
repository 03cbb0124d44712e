"""Tests of the page as text: what is in it, and that nothing in it is markup of others."""

import base64
import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from expograph.page import draw
from expograph.page.script import joined

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "graph" / "expograph" / "page"
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "a\u2028b\u2029c",
    '" onmouseover="alert(4)',
    "javascript:alert(5)",
    '\\"); alert(6); ("',
    "{{ 7 * 7 }}{% raw %}<!--<script>",
    "</noscript><script>alert(8)</script>",
]


class Reader(HTMLParser):
    """Collects the elements of a page, and what stands in its data blocks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.blocks: dict[str, str] = {}
        self._block = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.attributes += attrs
        self._block = dict(attrs).get("id") or "" if tag == "script" else ""

    def handle_endtag(self, tag: str) -> None:
        self._block = ""

    def handle_data(self, data: str) -> None:
        if self._block:
            self.blocks[self._block] = self.blocks.get(self._block, "") + data

    def unpacked(self, block: str) -> Any:
        """Return what a packed block says."""
        return json.loads(gzip.decompress(base64.b64decode(self.blocks[block])))


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest, make_tie: Callable[..., dict[str, Any]]) -> str:
    """A page in which every text that comes from outside is the same hostile one."""
    payload = str(request.param)
    graph = nx.MultiDiGraph()
    texts = dict.fromkeys(["label", "kind", "country", "date"], payload)
    graph.add_node(payload, aliases=[payload], **texts)
    graph.add_node("other", aliases=[payload], **texts)
    piece = dict.fromkeys(
        ["text", "where", "reference", "source", "publisher", "published", "address", "language"],
        payload,
    )
    pieces = [{**piece, "is_quote": True}, {**piece, "is_quote": False}]
    more = dict.fromkeys(["since", "until", "date", "status"], payload)
    attributes = make_tie(payload, roles=[payload], evidence=pieces, **more)
    graph.add_edge(payload, "other", **attributes)
    return draw(graph, title=payload, note=payload, language=payload)


def test_hostile_texts_add_no_element_and_no_attribute(
    hostile: str, make_tie: Callable[..., dict[str, Any]]
) -> None:
    plain = nx.MultiDiGraph()
    plain.add_node("one", label="One", kind="Event")
    plain.add_node("other", label="Other", kind="Event")
    piece = {"text": "words", "is_quote": True, "where": "here", "source": "a post"}
    piece["reference"] = "what is meant"
    plain.add_edge("one", "other", **make_tie("knows", evidence=[piece, piece]))
    ours = Reader(draw(plain, title="Title", note="Note"))
    theirs = Reader(hostile)
    assert theirs.elements == ours.elements
    assert not [value for name, value in theirs.attributes if name in ("href", "src")]


def test_hostile_texts_travel_unchanged(hostile: str) -> None:
    reader = Reader(hostile)
    labels = reader.unpacked("data")["things"]["label"]
    assert labels[0] in HOSTILE
    assert reader.unpacked("evidence")["texts"] == [labels[0]]


def test_the_control_of_these_tests_finds_what_is_not_escaped() -> None:
    reader = Reader(f"<p>{HOSTILE[1]}</p>")
    assert ("img", ("onerror", "src")) in reader.elements


def test_the_policy_lets_only_our_scripts_run(network: nx.MultiDiGraph) -> None:
    html = draw(network, title="A network")
    policy = next(value for _, value in Reader(html).attributes if value and "default-src" in value)
    assert "unsafe" not in policy and "default-src 'none'" in policy and "img-src" not in policy
    script = re.search(r'<script type="module">(.*?)</script>', html, re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert script and style
    for text in (script[1], style[1], library(html)):
        digest = base64.b64encode(sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def library(html: str) -> str:
    packed = Reader(html).blocks["library"]
    return gzip.decompress(base64.b64decode(packed)).decode()


def test_the_library_keeps_its_licence_and_points_nowhere(network: nx.MultiDiGraph) -> None:
    html = draw(network, title="A network")
    assert "@license" in Reader(html).blocks["licence"]
    assert library(html).startswith(Reader(html).blocks["licence"])
    assert "sourceMappingURL" not in library(html)


def test_all_parallel_ties_are_there_with_all_their_evidence(network: nx.MultiDiGraph) -> None:
    reader = Reader(draw(network, title="A network"))
    data = reader.unpacked("data")
    ties = data["ties"]
    assert len(ties["relation"]) == network.number_of_edges() == 6
    first = data["relations"][ties["relation"][0]]
    assert first["forth"] == {"en": "had exhibitor"} and ties["weight"][0] == 3
    assert [len(pieces) for pieces in reader.unpacked("evidence")["ties"]] == [2, 1, 1, 1, 1, 1]


def test_the_reader_without_script_gets_ties_in_words(network: nx.MultiDiGraph) -> None:
    html = draw(network, title="A network", note="As of today")
    plain = html[html.index("<noscript>") : html.index("</noscript>")]
    words = " ".join(re.sub(r"<[^>]+>", "", plain).split())
    assert "5 things, 6 ties." in words and "As of today" in words
    assert "Smart City Congress 2019 had exhibitor MIXMOVE (2019-11-19)" in words
    assert 'href="https://example.org/post"' in plain


def test_no_more_than_200_ties_are_written_out(make_tie: Callable[..., dict[str, Any]]) -> None:
    graph = nx.MultiDiGraph()
    for number in range(250):
        graph.add_edge("hub", f"leaf/{number}", **make_tie("knows"))
    assert draw(graph, title="Many").count("<bdi>") == 2 * 200


def test_an_unknown_language_is_answered_in_english(network: nx.MultiDiGraph) -> None:
    assert '<html lang="en">' in draw(network, title="A network", language="../../xx")


def test_drawing_does_not_change_the_network(network: nx.MultiDiGraph) -> None:
    before = nx.node_link_data(network, edges="edges")
    draw(network, title="A network")
    assert nx.node_link_data(network, edges="edges") == before


def test_nothing_at_all_can_be_drawn() -> None:
    assert "0 things, 0 ties." in draw(nx.MultiDiGraph(), title="Nothing")


SAME_BYTES = """
import sys
from hashlib import sha256
import networkx as nx
from expograph.page import draw
from expograph.page.script import joined
names = [f"thing/{n:03}" for n in range(90)]
pairs = [(a, b) for i, a in enumerate(names) for j, b in enumerate(names) if (i * j) % 37 == 5]
graph = nx.MultiDiGraph()
for name in names if sys.argv[1] == "0" else sorted(set(names), key=hash):
    graph.add_node(name, label=name, kind="Event", aliases=["b", "a"])
for a, b in pairs if sys.argv[1] == "0" else sorted(set(pairs), key=hash):
    graph.add_edge(a, b, relation="knows", words="knows", evidence=[{"text": a + b}])
print(sha256(draw(graph, title="Same").encode()).hexdigest())
"""


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    def digest(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "graph")}
        command = [sys.executable, "-c", SAME_BYTES, seed]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert len({digest(seed) for seed in ("0", "1", "4711")}) == 1


def test_the_script_never_writes_markup() -> None:
    script = joined(PAGE / "script")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert word not in script
    assert "</" not in script and "<!--" not in script


def test_every_module_of_the_script_is_small_and_says_what_it_is_for() -> None:
    for path in sorted((PAGE / "script").glob("*.js")):
        text = path.read_text(encoding="utf-8")
        assert len(text.encode()) <= 10_000, path.name
        assert text.startswith("// "), path.name


def test_dark_by_liking_and_dark_by_choice_are_the_same_colours() -> None:
    style = (PAGE / "page.css").read_text(encoding="utf-8")
    blocks = re.findall(r"color-scheme: dark;(.*?)\}", style, re.DOTALL)
    assert len(blocks) == 2 and blocks[0].split() == blocks[1].split()


def test_every_word_that_the_page_asks_for_is_there() -> None:
    words = json.loads((PAGE / "words" / "en.json").read_text(encoding="utf-8"))
    script = joined(PAGE / "script")
    template = (PAGE / "page.html").read_text(encoding="utf-8")
    asked = {
        *re.findall(r"\bwords\.(\w+)", script + template),
        *re.findall(r'data-(?:text|label|hint)="(\w+)"', template),
    }
    assert asked <= set(words)
    assert set(words) <= asked, "words that nothing asks for"
