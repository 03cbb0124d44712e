"""Tests of the page of a marked text: what it shows, and that nothing in it is markup of others."""

import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from expograph.claims import Quote, Ref, Source, Value
from expograph.marked import draw, lines
from expograph.marked.wording import stated
from expograph.readings import Document, Entity, Fact, Mention, Reading
from expograph.vocabulary import CLASS_OF_KIND

ROOT = Path(__file__).parents[2]
MARKED = ROOT / "graph" / "expograph" / "marked"
GOLD = sorted(path.stem for path in (ROOT / "tests" / "data" / "gold").glob("*.json"))
HOSTILE = [
    "</p></style><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '" onmouseover="alert(4)" x="',
    "javascript:alert(5)",
    "{{ 7 * 7 }}{% raw %}<!--",
    "nul \x00 and bell \x07 and half a letter \ud800",
]

SHOWN = {0: "\ufffd", 7: "\ufffd", 0xD800: "?"}

Read = tuple[Document, Reading]


class Reader(HTMLParser):
    """Collects the elements of a page with their attributes, and the words in some of them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.style = ""
        self.words = ""
        self._in_style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.style += data
        else:
            self.words += data

    def policy(self) -> str:
        """Return the content security policy."""
        (policy,) = (
            attributes["content"] or ""
            for tag, attributes in self.elements
            if attributes.get("http-equiv") == "Content-Security-Policy"
        )
        return policy


def reading(word: str) -> Read:
    """Return a text and what it says, in which every word is the same."""
    text = f"{word} and {word}."
    whole, first = Quote(text, 0, len(text)), Quote(word, 0, len(word))
    entities = tuple(
        Entity(f"{kind}/{word}", kind, word, (word,), word, (Mention(word, first),))
        for kind in CLASS_OF_KIND
    )
    event, city = f"event/{word}", f"city/{word}"
    facts = (
        Fact(event, "heldInCity", city, whole, 0.9, (("role", Ref("role", word)),), word, word),
        Fact(event, word, Value(word), first, 0.3, (("scope", Value(word)),)),
    )
    document = Document(word, text, word, word, word, word, word, word)
    return document, Reading(Source("document/x"), entities, facts)


@pytest.mark.parametrize("word", HOSTILE)
def test_nothing_that_was_read_becomes_markup(word: str) -> None:
    harmless, hostile = (Reader(draw([reading(each)])) for each in ("harmless", word))

    def shapes(page: Reader) -> set[tuple[str, tuple[str, ...]]]:
        return {(tag, tuple(sorted(attributes))) for tag, attributes in page.elements}

    assert shapes(hostile) == shapes(harmless)
    assert hostile.words.count(word.translate(SHOWN)) > 20
    assert hostile.style == harmless.style and hostile.policy() == harmless.policy()
    draw([reading(word)]).encode("utf-8")


def test_the_page_runs_nothing_and_asks_nobody(gold: Callable[[str], Read]) -> None:
    page = Reader(draw([gold("en-001"), gold("de-002")]))
    digest = b64encode(sha256(page.style.encode("utf-8")).digest()).decode("ascii")
    assert page.policy() == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    forbidden = {"script", "link", "img", "iframe", "object", "base", "form"}
    assert not forbidden & {tag for tag, _ in page.elements}
    for _, attributes in page.elements:
        assert not {name for name in attributes if name.startswith("on") or name == "style"}
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in page.style and "@import" not in page.style


@pytest.mark.parametrize("stem", GOLD)
def test_the_whole_text_and_every_fact_is_on_the_page(
    gold: Callable[[str], Read], stem: str
) -> None:
    document, read = gold(stem)
    html = draw([(document, read)])
    rows = re.findall(r'<p class="words"[^>]*>(.*?)</p>', html, re.S)
    shown = Reader(re.sub(r"<sup>\d+</sup>", "", " ".join(rows))).words
    assert "".join(shown.split()) == "".join(document.text.split())
    assert html.count('class="confidence"') == len(read.facts) > 5


def test_a_fact_stands_beside_its_sentence_in_words() -> None:
    text = "The fair takes place in Malmö. Clean is there."
    fair, city = Quote("The fair", 0, 8), Quote("Malmö", 24, 29)
    entities = (
        Entity("event/fair", "event", "Fair", mentions=(Mention("The fair", fair),)),
        Entity("city/malmo", "city", "Malmö", mentions=(Mention("Malmö", city),)),
    )
    fact = Fact(
        "event/fair", "heldInCity", "city/malmo", Quote(text[:30], 0, 30), 0.45, (), "“fair” is it"
    )
    html = draw([(Document("x", text), Reading(Source("document/x"), entities, (fact,)))])
    (row, silent) = re.findall(r'<section class="row.*?</section>', html, re.S)
    assert '<mark class="city" title="City: Malmö">Malmö</mark>' in row
    said = " ".join(re.sub("<[^>]*>", "", row).split())
    assert said.endswith("Fair “fair” is it is held in Malmö (0.45)")
    assert "Clean is there." in silent and "silent" in silent and "<dl" not in silent


def test_facts_on_different_words_of_a_sentence_are_numbered() -> None:
    text = "The fair opened in May in Malmö."
    entities = (Entity("event/fair", "event", "Fair"), Entity("city/malmo", "city", "Malmö"))
    facts = (
        Fact("event/fair", "heldInCity", "city/malmo", Quote(text, 0, 32)),
        Fact("event/fair", "startDate", Value("2019-05"), Quote("opened in May", 9, 22)),
    )
    html = draw([(Document("x", text), Reading(Source("document/x"), entities, facts))])
    assert '<span class="quote"><sup>2</sup>opened in May<sup>2</sup></span>' in html
    assert '<bdi class="end">2019-05</bdi><sup>2</sup>' in html
    assert '<bdi class="end sign city" title="City">Malmö</bdi><sup>1</sup>' in html


def test_a_text_from_which_nothing_was_read_is_shown_and_that_is_said() -> None:
    html = draw([(Document("x", "Nothing <here>."), Reading(Source("document/x")))])
    assert "No fact was read from this text." in html and "Nothing &lt;here&gt;." in html


def test_several_texts_are_listed_first(gold: Callable[[str], Read]) -> None:
    html = draw([gold("en-001"), gold("de-002")])
    assert "<title>2 texts</title>" in html
    assert html.index('href="#text-2"') < html.index('id="text-1"') < html.index('id="text-2"')


def test_every_kind_has_a_sign_and_a_colour_in_light_and_dark() -> None:
    style = (MARKED / "page.css").read_text(encoding="utf-8")
    for kind in CLASS_OF_KIND:
        assert re.search(rf'^\.{kind} {{ --kind: var\(--{kind}\); --sign: "."; }}$', style, re.M)
        assert len(re.findall(rf"--{kind}: #[0-9a-f]{{6}}", style)) == 2


def test_the_same_reading_gives_the_same_bytes() -> None:
    script = (
        "from expograph.claims import *; from expograph.readings import *;"
        "from expograph.marked import draw; es = tuple(Entity(k, k, k, (), '', (Mention('A', "
        "Quote('A', 0, 1)),)) for k in ('event', 'series', 'city'));"
        "fs = tuple(Fact('event', p, 'city', Quote('A b', 0, 3)) for p in ('heldInCity', 'x'));"
        "print(draw([(Document('x', 'A b.'), Reading(Source('document/x'), es, fs))]))"
    )
    kept = {name: said for name, said in os.environ.items() if not name.startswith("PYTHON")}
    once, again = (
        subprocess.check_output(
            [sys.executable, "-c", script],
            env={**kept, "PYTHONPATH": str(ROOT / "graph"), "PYTHONHASHSEED": seed},
        )
        for seed in ("1", "2")
    )
    assert once == again


# as lines -----------------------------------------------------------------------------------------


def test_lines_show_each_sentence_with_its_facts(gold: Callable[[str], Read]) -> None:
    document, read = gold("en-001")
    said = lines(document, read)
    first, about, *rest = said.splitlines()
    assert first == document.title
    assert about == "en-001 · en · no date of publication · 25 facts · 25 things"
    row = next(place for place, line in enumerate(rest) if "has as an exhibitor Sweden" in line)
    assert re.fullmatch(r" {4}has as an exhibitor Sweden +0\.90", rest[row])
    assert rest[row + 1].split() == ["has", "as", "an", "exhibitor", "Denmark", "0.90"]
    assert "  Nordic Pavilion" in rest[:row]
    assert all(len(line) <= 100 for line in rest)
    assert sum(line.endswith(" 0.90") for line in rest) == len(read.facts)


@pytest.mark.parametrize("word", [*HOSTILE, "\x1b[2J", "\u202e\u2028"])
def test_lines_do_not_move_the_cursor(word: str) -> None:
    assert all(line.isprintable() for line in lines(*reading(word)).split("\n"))


def test_lines_say_where_nothing_was_read() -> None:
    said = lines(Document("x", "Nothing."), Reading(Source("document/x")))
    assert said.endswith("\n\nNo fact was read from this text.\n")


def test_what_gold_documents_state_is_said_in_words() -> None:
    from expograph.gold import PREDICATES

    assert all(stated(predicate) != predicate for predicate in PREDICATES if predicate != "governs")
