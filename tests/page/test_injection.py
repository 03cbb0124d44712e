"""Hostile texts in everything that a page takes in: nothing runs, and all read as written.

Every pair of an input and a payload has a number of its own, which the payload carries, so one
page holds all pairs and whatever goes wrong says for which.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import networkx as nx
import pytest
import rdflib

from expograph.page import draw

if TYPE_CHECKING:
    from tests.page.conftest import Window

pytestmark = pytest.mark.browser

Put = Callable[[str], dict[str, Any]]

PAYLOADS = {
    "element": "<img class=injected src=http://127.0.0.1:9/N onerror=hit(N)>",
    "element in capitals": "<SVG CLASS=injected ONLOAD=hit(N)>",
    "end of script": "</script><script class=injected>hit(N)</script>",
    "end of noscript": "</noscript></table></main><svg class=injected onload=hit(N)>",
    "ends of texts": "--></style></title></textarea><b class=injected tabindex=0 onfocus=hit(N)>",
    "document": '<iframe class=injected srcdoc="<script>parent.hit(N)</script>"></iframe>',
    "attribute": '" class="injected" onmouseover="hit(N)" autofocus onfocus="hit(N)" x="',
    "attribute in single quotes": "' class='injected' onfocus='hit(N)' autofocus x='",
    "address": "javascript:hit(N)//",
    "address with a document": "data:text/html,<script>hit(N)</script>",
    "address of the web": 'https://127.0.0.1:9/N"class="injected"onfocus="hit(N)"autofocus x="',
    "script": '\\"); hit(N); ("',
    "ends of lines": "a\u2028hit(N)\u2029N\u0085c",
    "template": "{{ hit(N) }}{% raw %}${hit(N)}#{hit(N)}<!--<script>",
    "style": "red;} * { background: url(http://127.0.0.1:9/N) } a {",
    "direction": "\u202ehit(N)\u202c\u2066N",
    "name of what every object has": "__proto__",
    "name of a function": "constructor",
}
MARKUP = ("element", "element in capitals", "end of noscript", "document")
"""Those that are elements wherever a text becomes markup; the first runs there at once."""

BASE = "https://w3id.org/expograph/id/"


def contested(**said: Any) -> dict[str, Any]:
    value = {"value": "1", "sources": 1, "titles": []}
    return {"contested": [{"property": "p", "words": {"en": "w"}, "values": [value], **said}]}


def piece(**said: Any) -> dict[str, Any]:
    return {"text": "Words.", "is_quote": True, "where": "here", "source": "A post", **said}


def evidence(**said: Any) -> dict[str, Any]:
    return {"evidence": [piece(**said)]}


NAMES: dict[str, Put] = {
    "label": lambda text: {"label": text},
    "label in the page's language": lambda text: {"labels": {"en": text}},
}
THINGS: dict[str, Put] = {
    **NAMES,
    "label in another language": lambda text: {"labels": {"de": text}},
    "alias": lambda text: {"aliases": ["Another name", text]},
    "kind": lambda text: {"kind": text},
    "country": lambda text: {"country": text},
    "date": lambda text: {"date": text},
    "until": lambda text: {"until": text},
    "status": lambda text: {"status": text},
    "place": lambda text: {"places": [text]},
    "name of an identifier": lambda text: {"identifiers": [[text, "1", ""]]},
    "value of an identifier": lambda text: {"identifiers": [["n", text, ""]]},
    "value of an identifier with an address": lambda text: {
        "identifiers": [["n", text, "https://example.org/"]]
    },
    "property on which sources disagree": lambda text: contested(property=text, words={}),
    "words for what sources disagree on": lambda text: contested(words={"en": text}),
    "value of some sources": lambda text: contested(
        values=[{"value": text, "sources": 1, "titles": []}]
    ),
    "title of a source of a value": lambda text: contested(
        values=[{"value": "1", "sources": 1, "titles": [text]}]
    ),
}
TIES: dict[str, Put] = {
    "relation": lambda text: {"relation": text},
    "role": lambda text: {"roles": [text]},
    "since": lambda text: {"since": text, "date": ""},
    "until of a tie": lambda text: {"until": text, "date": ""},
    "date of a tie": lambda text: {"date": text},
    "status of a tie": lambda text: {"status": text},
    "through": lambda text: {"through": "urn:x", "through_label": text},
    "reason": lambda text: {"reasons": [text]},
    "property of a tie on which sources disagree": lambda text: contested(property=text, words={}),
    "words of a tie for what sources disagree on": lambda text: contested(words={"en": text}),
    "value of a tie of some sources": lambda text: contested(
        values=[{"value": text, "sources": 1, "titles": []}]
    ),
    "title of a source of a value of a tie": lambda text: contested(
        values=[{"value": "1", "sources": 1, "titles": [text]}]
    ),
    "quote": lambda text: evidence(text=text),
    "row": lambda text: evidence(text=text, is_quote=False),
    "where": lambda text: evidence(where=text),
    "reference": lambda text: evidence(reference=text),
    "title of a source": lambda text: evidence(source=text),
    "title of a source with an address": lambda text: evidence(
        source=text, address="https://example.org/"
    ),
    "publisher": lambda text: evidence(publisher=text),
    "day of publication": lambda text: evidence(published=text),
    "language of a source": lambda text: evidence(language=text),
    "title of one of several sources": lambda text: evidence(
        sources=[[text, "", "", "", ""], ["Another post", "", "", "", ""]]
    ),
    # What the graph says of a relation and a role is put where GRAPHS says.
    "words of a relation": lambda text: {"relation": f"forth {text}"},
    "words of a relation seen from the other end": lambda text: {"relation": f"back {text}"},
    "words of a role": lambda text: {"roles": [f"role {text}"]},
}
UNSEEN_THINGS: dict[str, Put] = {
    "language of a label": lambda text: {"labels": {text: "Name"}},
    "address of an identifier": lambda text: {"identifiers": [["n", "1", text]]},
    "end of an address of an identifier": lambda text: {
        "identifiers": [["n", "1", f"https://127.0.0.1:9/{text}"]]
    },
    "theme": lambda text: {"themes": [text]},
    "words of a theme": lambda text: {"themes": [f"theme {text}"]},
}
UNSEEN_TIES: dict[str, Put] = {
    "thing through which two are tied": lambda text: {"through": text, "through_label": "x"},
    "address of a source": lambda text: evidence(address=text),
    "end of an address of a source": lambda text: evidence(address=f"https://127.0.0.1:9/{text}"),
    "address of one of several sources": lambda text: evidence(
        sources=[["A post", "", "", text, ""], ["Another post", "", "", text, ""]]
    ),
    "language of the words of a relation": lambda text: {"relation": f"language {text}"},
}
"""What a page takes in without showing it as a text, at least as yet."""

WITHOUT_SCRIPT = (
    "label",
    "date of a tie",
    "quote",
    "row",
    "where",
    "reference",
    "title of a source",
    "title of a source with an address",
    "publisher",
    "day of publication",
    "words of a relation",
)
"""What the part for readers without script shows."""

HASHES = (
    "{}",
    "{0}={0}",
    "select={}",
    "thing={}",
    "tie={}",
    "search={}",
    "kinds={}",
    "relations={}",
    "themes={}",
    "countries={}",
    "years={}",
    "weight={}",
    "view={}",
    "theme={}",
    "language={}",
    "camera={}",
    "step={}",
)
"""Addresses with a payload in them: whatever the page may understand, and what it does not."""


class Pair:
    """An input, a payload, and the text that tells them apart from all other pairs."""

    def __init__(self, number: int, called: str, payload: str, text: str) -> None:
        self.number = number
        self.called = called
        self.payload = payload
        self.text = re.sub("N", str(number), text)

    def __str__(self) -> str:
        return f"{self.called} × {self.payload}"


def pairs(payloads: dict[str, str]) -> list[Pair]:
    """Return every pair of an input and a payload; numbers are all of one length."""
    inputs = [*THINGS, *TIES, *UNSEEN_THINGS, *UNSEEN_TIES, "id", "hub", *PAGE]
    both = [(called, *payload) for called in inputs for payload in payloads.items()]
    return [Pair(10_000 + number, *each) for number, each in enumerate(both)]


PAGE = ("title", "note", "state", "choice", "value of a choice", "language")


def network_of(known: Iterable[Pair]) -> nx.MultiDiGraph:
    """Return a network in which each pair has a thing or a tie of its own."""
    graph = nx.MultiDiGraph(relations={}, roles={}, themes={}, hubs=[], bridges=[])
    for pair in known:
        put_in(graph, pair)
    return graph


def put_in(graph: nx.MultiDiGraph, pair: Pair) -> None:
    """Put one pair into a network."""
    called, text, said = pair.called, pair.text, graph.graph
    one, other = (
        f"{BASE}organisation/{pair.number}",
        f"{BASE}event/{pair.payload.replace(' ', '-')}",
    )
    thing: dict[str, Any] = {"label": f"Thing {pair.number}", "kind": "Organisation"}
    tie: dict[str, Any] = {"relation": "knows", "date": "2019", "weight": 1, **evidence()}
    if put := THINGS.get(called) or UNSEEN_THINGS.get(called):
        thing |= put(text)
    elif put := TIES.get(called) or UNSEEN_TIES.get(called):
        tie |= {**put(text), "weight": 2}  # these are the first ones
    elif called == "id":
        one, thing = text, {"kind": "Organisation"}
    elif called == "hub":
        said["hubs"].append({"thing": one, "ties": text, "partners": text, "communities": text})
        said["bridges"].append({"thing": one, "share": text, "parts": text})
    graph.add_node(one, **thing, opened=tie["weight"] == 1)
    graph.add_node(other, label="Event", kind="Event")
    graph.add_edge(other, one, **tie)
    said["themes"][f"theme {text}"] = {"en": text}
    said["roles"][f"role {text}"] = {"en": text}
    said["relations"] |= {
        f"forth {text}": {"forth": {"en": text}},
        f"back {text}": {"forth": {"en": "x"}, "back": {"en": text}},
        f"language {text}": {"forth": {text: "x"}, "back": {text: "x"}},
    }


def page_of(known: list[Pair]) -> str:
    """Return the page of a network of pairs, what is said of all of it in title, note and so on."""
    graph = network_of(known)
    whole = {called: " ".join(p.text for p in known if p.called == called) for called in PAGE}
    graph.graph["state"] = whole["state"]
    graph.graph["choice"] = [[whole["choice"], whole["value of a choice"]]]
    return draw(graph, title=whole["title"], note=whole["note"], language=whole["language"])


def without_policy(page: str) -> str:
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)


WATCH = """
  window.watched = { hits: [], violations: [], injected: [] };
  window.hit = (what) => { watched.hits.push(String(what)); };
  window.alert = window.confirm = window.prompt = window.hit;
  document.addEventListener("securitypolicyviolation",
    ({ violatedDirective, sample }) => watched.violations.push(`${violatedDirective} ${sample}`));
  const isStrange = (one) => one.classList.contains("injected") ||
    [...one.attributes].some(({ name }) => name.startsWith("on") || name === "srcdoc") ||
    (one.hasAttribute("href") && !/^https?:$/.test(one.protocol ?? ""));
  window.lookAround = () => {
    for (const one of document.querySelectorAll("body *")) {
      if (isStrange(one)) watched.injected.push(one.outerHTML.slice(0, 300));
    }
  };
"""
OPEN_EVERYTHING = """
  const [ids, tieCount, names, done] = arguments;
  // Frames take long, so they are waited for only if what has begun takes more than some steps.
  const until = async (isThere) => {
    for (let trial = 0; trial < 200 && !isThere(); trial += 1) {
      await (trial < 100 ? null : new Promise((go) => setTimeout(go, 20)));
    }
  };
  const at = (id) => document.getElementById(id);
  const seen = { things: [], ties: [], found: [], hints: [] };
  const open = async () => {
    for (const id of ids) {
      expograph.select(id);
      seen.things.push(at("details").textContent);
      lookAround();
    }
    for (let tie = 0; tie < tieCount; tie += 1) {
      const before = at("details").firstChild;
      expograph.selectTie(tie);
      await until(() => at("details").firstChild !== before);
      seen.ties.push(at("details").textContent);
      lookAround();
    }
    for (const name of names) {
      at("search").value = name;
      at("search").dispatchEvent(new Event("input"));
      seen.found.push(at("found").textContent);
      lookAround();
    }
    at("search").dispatchEvent(new Event("blur"));
    for (const id of ids.slice(0, 15)) {
      expograph.select(id);
      await new Promise(requestAnimationFrame);
      const { left, top, width, height } = at("drawing").getBoundingClientRect();
      const spot = { clientX: left + width / 2, clientY: top + height / 2 };
      at("drawing").dispatchEvent(new PointerEvent("pointermove", spot));
      await new Promise(requestAnimationFrame);
      seen.hints.push(at("hint").textContent);
      lookAround();
    }
    at("show-table").click();
    while (!at("more").hidden) at("more").click();
    lookAround();
  };
  const text = (selector) => document.querySelector(selector)?.textContent ?? "";
  open().catch((error) => { seen.error = String(error.stack); }).then(() => setTimeout(() => {
    lookAround();
    Object.assign(seen, {
      rows: text("#rows"), legend: text("#kinds"), top: text(".head"), note: text(".note"),
      trouble: !(at("trouble")?.hidden ?? false),
    });
    done({ ...seen, ...watched });
  }, 500));
"""
BREAK_ESCAPING = """
  const texts = (act, how) => function (...children) {
    for (const child of children) {
      if (typeof child === "string") this.insertAdjacentHTML(how, child);
      else act.call(this, child);
    }
  };
  const { append, prepend } = Element.prototype;
  Element.prototype.append = texts(append, "beforeend");
  Element.prototype.prepend = texts(prepend, "afterbegin");
  Element.prototype.replaceChildren = function (...children) {
    while (this.firstChild) this.firstChild.remove();
    this.append(...children);
  };
  const { get } = Object.getOwnPropertyDescriptor(Node.prototype, "textContent");
  const set = function (text) { this.innerHTML = text; };
  Object.defineProperty(Element.prototype, "textContent", { get, set });
"""


def opened(window: Window, known: list[Pair], page: str) -> dict[str, Any]:
    """Open a page of pairs and everything in it, and return what was seen and what happened."""
    window.before(WATCH)
    window.driver.get_log("browser")
    window.open(page)
    ids = [name for name, told in network_of(known).nodes(data=True) if told.get("opened")]
    ties = sum(pair.called in (*TIES, *UNSEEN_TIES) for pair in known)
    names = [pair.text for pair in known if pair.called in (*NAMES, "id")]
    window.driver.set_script_timeout(60)
    return dict(window.driver.execute_async_script(OPEN_EVERYTHING, ids, ties, names))


def missing(known: list[Pair], seen: dict[str, Any]) -> Iterator[str]:
    """Yield the pairs whose text is not to be read as written where it should be."""
    whole = {name: "\n".join(seen[name]) for name in ("things", "ties", "found")}
    for pair in known:
        places: dict[str, str] = {}
        if pair.called in THINGS or pair.called == "id":
            places["thing"] = whole["things"]
        if pair.called in TIES:
            places["tie"] = whole["ties"]
        if pair.called in (*NAMES, "id"):
            places |= {"list of what was found": whole["found"], "table": seen["rows"]}
        if pair.called in ("relation", "words of a relation", "date of a tie"):
            places["table"] = seen["rows"]
        if pair.called == "kind":
            places["legend"] = seen["legend"]
        if pair.called == "title":
            places["top"] = seen["top"]
        if pair.called == "note":
            places["note"] = seen["note"]
        for place, text in places.items():
            if pair.text not in text:
                yield f"{pair} is not in the {place} as written"


def at_fault(known: list[Pair], reports: Iterable[str]) -> set[str]:
    """Return the pairs that reports are about; a report that names none is returned itself."""
    by_number = {str(pair.number): str(pair) for pair in known}
    found = set()
    for report in reports:
        numbers = [each for each in re.findall(r"\d{5}", report) if each in by_number]
        found |= {by_number[each] for each in numbers} or {report}
    return found


@pytest.mark.parametrize("shielded", [True, False], ids=["with policy", "without policy"])
def test_whatever_hostile_text_is_put_in_nothing_runs_and_it_reads_as_written(
    window: Window, shielded: bool
) -> None:
    known = pairs(PAYLOADS)
    page = page_of(known)
    seen = opened(window, known, page if shielded else without_policy(page))
    assert at_fault(known, seen["hits"]) == set()
    assert at_fault(known, seen["injected"]) == set()
    assert at_fault(known, seen["violations"]) == set()
    assert at_fault(known, window.requests()) == set()
    assert "error" not in seen and not seen["trouble"]
    assert [each["message"] for each in window.driver.get_log("browser")] == []
    assert list(missing(known, seen)) == []
    assert any(seen["hints"])


def test_the_control_in_which_texts_become_markup_is_caught_for_every_input(
    window: Window,
) -> None:
    known = pairs({name: PAYLOADS[name] for name in MARKUP})
    window.before(BREAK_ESCAPING)
    seen = opened(window, known, without_policy(page_of(known)))
    shown = {str(pair) for pair in known if pair.called in (*THINGS, *TIES, "id")}
    first = {name for name in shown if name.endswith(" × element")}
    assert shown - at_fault(known, seen["injected"]) == set()
    assert first - at_fault(known, seen["hits"]) == set()
    assert first - at_fault(known, window.requests()) == set()
    assert shown <= {said.partition(" is not in")[0] for said in missing(known, seen)}


def test_the_policy_alone_stops_texts_that_become_markup_and_says_so(window: Window) -> None:
    known = pairs({"element": PAYLOADS["element"]})
    window.before(BREAK_ESCAPING)
    seen = opened(window, known, page_of(known))
    assert seen["hits"] == [] and seen["injected"] == [] and window.requests() == []
    assert any(said.startswith("require-trusted-types-for") for said in seen["violations"])


def test_the_policy_stops_a_script_that_is_not_ours(
    window: Window, network: nx.MultiDiGraph
) -> None:
    window.before(WATCH)
    html = draw(network, title="A network")
    window.open(html.replace("</body>", "<script>hit(9)</script></body>"))
    assert window.ask("return watched.hits") == []
    window.open(without_policy(html).replace("</body>", "<script>hit(9)</script></body>"))
    assert window.ask("return watched.hits") == ["9"]


def test_the_control_of_title_and_note_that_are_not_escaped_is_caught(window: Window) -> None:
    known = pairs({"element": PAYLOADS["element"]})
    page = without_policy(page_of(known))
    for pair in known:
        page = page.replace(str(html.escape(pair.text, quote=False)), pair.text)
    window.before(WATCH)
    window.open(page)
    window.wait(300)
    caught = at_fault(known, window.ask("return watched.hits"))
    assert caught == {"title × element", "note × element"}


GO_TO = """
  const [addresses, done] = arguments;
  const go = async () => {
    for (const one of addresses) {
      location.hash = one;
      await new Promise((seen) => setTimeout(seen, 20));
      lookAround();
    }
  };
  go().then(() => setTimeout(done, 100));
"""
PARSED = """
  const page = new DOMParser().parseFromString(arguments[0], "text/html");
  const all = [...page.querySelectorAll("noscript *, title")];
  const strange = all.filter((one) => one.matches(".injected") ||
    [...one.attributes].some(({ name }) => name.startsWith("on")) ||
    !/^(https?:|null$)/.test(one.getAttribute("href")));
  const tags = new Set(all.map((one) => one.localName));
  return {
    strange: strange.map((one) => one.outerHTML.slice(0, 300)), tags: [...tags].sort(),
    text: page.querySelector("noscript").textContent, title: page.title,
  };
"""
OURS = {
    *("a", "bdi", "blockquote", "caption", "h1", "main", "p", "title"),
    *("table", "tbody", "td", "th", "thead", "tr"),
}


def parts(known: list[Pair]) -> Iterator[list[Pair]]:
    """Yield pairs in parts so small that all of their ties are written out without script."""
    for start in range(0, len(known), 190):
        yield known[start : start + 190]


def test_the_part_for_readers_without_script_holds_no_element_of_a_text(window: Window) -> None:
    window.open("<!doctype html>")
    wanted = [pair for pair in pairs(PAYLOADS) if pair.called not in THINGS or pair.called in NAMES]
    for known in parts(wanted):
        seen = window.ask(PARSED, page_of(known))
        assert at_fault(known, seen["strange"]) == set()
        assert set(seen["tags"]) <= OURS
        written = [pair for pair in known if pair.called in (*WITHOUT_SCRIPT, "title", "note")]
        assert [str(pair) for pair in written if pair.text not in seen["text"]] == []


def test_the_control_of_the_part_without_script_finds_what_is_not_escaped(window: Window) -> None:
    window.open("<!doctype html>")
    for payload in ("element", "end of script", "attribute"):
        known = [p for p in pairs({payload: PAYLOADS[payload]}) if p.called not in PAGE]
        seen = window.ask(PARSED, html.unescape(page_of(known)))
        caught = at_fault(known, seen["strange"])
        # addresses with a quotation mark are no addresses, so they are not written at all
        attributes = {"language of a source"}
        expected = attributes if payload == "attribute" else set(WITHOUT_SCRIPT) - {"where"}
        assert {f"{called} × {payload}" for called in expected} <= caught


def test_addresses_of_the_page_with_hostile_texts_run_nothing(window: Window) -> None:
    known = [pair for pair in pairs(PAYLOADS) if pair.called == "label"]
    window.before(WATCH)
    window.open(page_of(known))
    joined = [form.format(quote(" ".join(pair.text for pair in known))) for form in HASHES]
    several = ["&".join(form.format(quote(pair.text)) for form in HASHES) for pair in known]
    window.driver.execute_async_script(GO_TO, [*joined, *several])
    seen = [window.ask("return watched")]
    for address in joined:
        window.ask("location.hash = arguments[0]", address)
        window.driver.refresh()
        window.driver.execute_async_script("expograph.ready.then(arguments[0], arguments[0])")
        window.ask("lookAround()")
        seen.append(window.ask("return { ...watched, trouble: !trouble.hidden }"))
    assert not any(each.get("trouble") for each in seen)
    for what in ("hits", "injected", "violations"):
        assert at_fault(known, [report for each in seen for report in each[what]]) == set()


def test_the_labels_of_the_reference_material_read_as_written(window: Window, shared: Path) -> None:
    graph = rdflib.Graph().parse(shared / "hostile" / "labels" / "markup.ttl")
    texts = sorted(str(said) for said in graph.objects())
    assert len(texts) == 6
    known = pairs({f"label {number}": text for number, text in enumerate(texts)})
    seen = opened(window, known, page_of(known))
    assert seen["hits"] == seen["injected"] == seen["violations"] == [] and not seen["trouble"]
    assert window.requests() == []
    assert list(missing(known, seen)) == []
