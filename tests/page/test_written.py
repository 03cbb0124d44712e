"""What is written: one file, the same bytes wherever it is done, and a strict policy in it."""

import base64
import gzip
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest

from expograph.page import draw

ROOT = Path(__file__).parents[2]
LOCALES = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "POSIX": {"LC_ALL": "POSIX", "LANG": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "UTF-8": {"LC_ALL": "C.UTF-8"},
}
DRAW = """
import locale, sys
import networkx as nx
from expograph.page import draw
graph = nx.MultiDiGraph()
graph.add_node("a", label="Malm\\u00f6", kind="City", aliases=["\\u6771\\u4eac", "\\U0001f3d9"])
graph.add_node("b", label="\\u0410\\u0444\\u0438\\u043d\\u0430", kind="Event")
graph.add_edge("b", "a", relation="heldInCity", evidence=[{"text": "\\u201eja\\u201c"}])
page = draw(graph, title="Na\\u00efve caf\\u00e9", note="\\u20ac")
sys.stderr.write(locale.getpreferredencoding(False))
sys.stdout.buffer.write(page.encode("utf-8"))
"""


def surroundings(home: Path, locale: Mapping[str, str]) -> dict[str, str]:
    """Return an environment with another home and a locale."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return {**kept, "PYTHONPATH": str(ROOT / "graph"), "HOME": str(home), **locale}


def written(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder, by its place in it."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_page_is_the_same_bytes_under_any_locale(tmp_path: Path) -> None:
    command = [sys.executable, "-c", DRAW]
    done = {
        name: subprocess.run(
            command, env=surroundings(tmp_path, locale), capture_output=True, check=True
        )
        for name, locale in LOCALES.items()
    }
    encodings = {name: each.stderr.decode().upper() for name, each in done.items()}
    assert "UTF" not in encodings["C"] and "UTF" in encodings["UTF-8"], "the locales are no others"
    assert len({each.stdout for each in done.values()}) == 1
    assert '<h1 dir="auto">Naïve café</h1>' in done["C"].stdout.decode("utf-8")


@pytest.mark.parametrize("name", ["page.html", "picture.json"])
def test_the_network_command_writes_the_file_asked_for_and_nothing_else(
    tmp_path: Path, store: Path, name: str
) -> None:
    before = written(store)
    contents = set()
    for locale in ("C", "UTF-8"):
        folder, home = tmp_path / locale / "here", tmp_path / locale / "home"
        folder.mkdir(parents=True)
        home.mkdir()
        command = [sys.executable, "-m", "expograph", "network", "--event", "SCEWC 2019"]
        subprocess.run(
            [*command, "--store", str(store), "-o", name],
            env={**surroundings(home, LOCALES[locale]), "TMPDIR": str(home)},
            cwd=folder,
            capture_output=True,
            check=True,
        )
        assert list(written(tmp_path / locale)) == [f"here/{name}"]
        assert [path.name for path in folder.iterdir()] == [name]
        assert list(home.iterdir()) == []
        contents.add((folder / name).read_bytes())
    assert written(store) == before
    assert len(contents) == 1
    text = contents.pop()
    text.decode("utf-8")
    assert b"\r" not in text


class Parts(HTMLParser):
    """Collects what of a page a browser would run, load or style, and its policy."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {"script": [], "style": []}
        self.blocks: dict[str, str] = {}
        self.attributes: list[tuple[str, str]] = []
        self.policy: dict[str, list[str]] = {}
        self._open, self._block = "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.attributes += told.items()
        is_data = tag == "script" and told.get("type") == "text/plain"
        self._block = told.get("id", "") if is_data else ""
        self._open = tag if tag in self.texts and not is_data else ""
        if told.get("http-equiv") == "Content-Security-Policy":
            directives = [part.split() for part in told["content"].split(";")]
            self.policy = {name: values for name, *values in directives}
            assert len(self.policy) == len(directives), "a directive that comes twice is ignored"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open].append(data)
        elif self._block:
            self.blocks[self._block] = data

    def handle_endtag(self, tag: str) -> None:
        self._open = self._block = ""


def hashes(*texts: str) -> list[str]:
    digests = (sha256(text.encode("utf-8")).digest() for text in texts)
    return sorted(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def unpacked(parts: "Parts", block: str) -> str:
    return gzip.decompress(base64.b64decode(parts.blocks[block])).decode("utf-8")


def test_the_policy_lets_in_our_scripts_and_one_style_and_nothing_else(
    network: nx.MultiDiGraph,
) -> None:
    parts = Parts(draw(network, title="A network", note="A note"))
    script, style = parts.texts["script"], parts.texts["style"]
    assert len(script) == len(style) == 1
    library, ours = unpacked(parts, "library"), unpacked(parts, "script")
    policy = parts.policy
    assert policy.pop("default-src") == ["'none'"]
    assert sorted(policy.pop("script-src")) == hashes(script[0], ours, library)
    assert policy.pop("style-src") == hashes(style[0])
    assert policy.pop("base-uri") == policy.pop("form-action") == ["'none'"]
    assert policy.pop("require-trusted-types-for") == ["'script'"]
    assert policy.pop("trusted-types") == ["lib"]
    assert policy == {}, "what else is let in"


def test_the_page_runs_loads_and_styles_nothing_by_attributes(network: nx.MultiDiGraph) -> None:
    parts = Parts(draw(network, title="A network", note="A note"))
    names = {name for name, _ in parts.attributes}
    assert not [name for name in names if name.startswith("on")]
    assert not names & {"style", "src", "srcset", "srcdoc", "action", "formaction", "background"}
    addresses = {value for name, value in parts.attributes if name == "href"}
    assert addresses == {"https://example.org/post"}


def test_our_script_and_style_evaluate_and_fetch_nothing(network: nx.MultiDiGraph) -> None:
    parts = Parts(draw(network, title="A network"))
    (start,), (style,) = parts.texts["script"], parts.texts["style"]
    script = start + unpacked(parts, "script")
    for way in ("eval", "Function", "fetch", "XMLHttpRequest", "WebSocket", "sendBeacon", "import"):
        assert not re.search(rf"\b{way}\(", script), way
    assert not re.search(r"set(Timeout|Interval)\(\s*[\"'`]", script)
    assert "url(" not in style and "@import" not in style
