"""Tests of how web pages are read."""

import socket
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from expograph.read.pages import declared_encoding, is_page, read_page

PAGE = """<!doctype html>
<html lang="de-DE"><head><meta charset="utf-8"><title>Zwölf Städte | Messe Beispiel</title>
<meta property="og:site_name" content="Messe Beispiel">
<meta property="article:published_time" content="2019-12-03T10:00:00+01:00">
<meta property="article:modified_time" content="2021-01-01">
<link rel="canonical" href="https://example.org/presse/2019/stand">
<style>p {}</style><script>var text = "Kein Text";</script></head><body>
<div id="cookie-banner"><p>Wir verwenden Cookies, um Ihnen das beste Erlebnis zu bieten.</p></div>
<header><nav><ul><li><a href="/">Start</a></li><li><a href="/e">Presse</a></li></ul></nav></header>
<main><article><h1>Zwölf Städte auf einem Stand</h1><p class="date">4. Dezember 2019</p>
<p>Zwölf deutsche Städte haben sich auf dem Smart City Expo World Congress in Barcelona
gemeinsam gezeigt. Der Stand war 240 Quadratmeter gro&szlig;.</p>
<h2>Die Aussteller</h2><ul><li><a href="/k">Stadt Köln</a></li><li>Siemens <b>AG</b></li></ul>
<h2>Das Programm</h2>
<table><tr><th>Zeit</th><th>Thema</th></tr><tr><td>10 Uhr</td><td><p>Mobilität</p></td></tr></table>
<p>Am 21. November unterzeichneten <b>Köln</b> und <a href="/x">Barcelona</a> eine
Vereinbarung.<br>Sie gilt bis 2022.</p></article>
<aside><h3>Mehr</h3><ul><li><a href="/a">Messe wird digital</a></li></ul></aside></main>
<footer><p>Impressum und Datenschutz der Messe Beispiel, alle Rechte vorbehalten.</p></footer>
</body></html>"""

TEXT = """Zwölf Städte auf einem Stand

4. Dezember 2019

Zwölf deutsche Städte haben sich auf dem Smart City Expo World Congress in Barcelona \
gemeinsam gezeigt. Der Stand war 240 Quadratmeter groß.

Die Aussteller

- Stadt Köln
- Siemens AG

Das Programm

Zeit | Thema
10 Uhr | Mobilität

Am 21. November unterzeichneten Köln und Barcelona eine Vereinbarung.
Sie gilt bis 2022."""

WORDS = "<p>The city of Lyon and CLEAN signed an agreement at the fair in Barcelona.</p>"


def test_the_article_is_read_with_headings_lists_and_tables_and_nothing_else() -> None:
    assert read_page("a.html", PAGE)[1] == TEXT


def test_a_page_says_title_date_language_publisher_and_address() -> None:
    head, _ = read_page("a.html", PAGE)
    assert (head.title, head.published) == ("Zwölf Städte auf einem Stand", "2019-12-03")
    assert (head.language, head.publisher) == ("de", "Messe Beispiel")
    assert (head.address, head.mistakes) == ("https://example.org/presse/2019/stand", ())


def test_a_page_that_is_a_list_of_links_is_read() -> None:
    items = "".join(f"<li><a href='/{n}'>Exhibitor {n}</a> (Lyon)</li>" for n in range(9))
    page = f"<nav><a href=/>Home</a></nav><h1>Exhibitors</h1><ul>{items}</ul>"
    expected = "Exhibitors\n\n" + "\n".join(f"- Exhibitor {n} (Lyon)" for n in range(9))
    assert read_page("a.html", page)[1] == expected


def test_a_page_of_divs_is_read_without_its_menu() -> None:
    page = (
        "<body class='has-menu'><div class='menu'><a href=/>Home</a></div><div class='content'>"
        "<div>Partners sign in Lyon</div><div>The city and CLEAN signed at the fair.</div></div>"
    )
    assert read_page("a.html", page)[1] == (
        "Partners sign in Lyon\n\nThe city and CLEAN signed at the fair."
    )


def test_a_table_that_lays_out_a_page_is_no_table() -> None:
    page = f"<table><tr><td><h1>A fair</h1>{WORDS}</td><td><h2>Also</h2>{WORDS}</td></tr></table>"
    assert " | " not in read_page("a.html", page)[1]


def test_a_title_above_the_text_is_not_lost() -> None:
    page = f"<div><h1>A fair opens</h1></div><div class=content>{WORDS * 9}</div>"
    head, text = read_page("a.html", page)
    assert head.title == "A fair opens"
    assert text.startswith("A fair opens\n\nThe city of Lyon")


@pytest.mark.parametrize(
    ("markup", "published"),
    [
        ('<meta name="dcterms.issued" content="2019-12">', "2019-12"),
        ('<meta name="date" content="20191203">', ""),
        ('<meta name="pubdate" content="3. Dezember 2019">', "2019-12-03"),
        ('<span itemprop="datePublished" content="2019-12-03">today</span>', "2019-12-03"),
        ('<time class="entry-date" datetime="2019-12-03T01:00">new</time>', "2019-12-03"),
        ('<time datetime="2019-11-19">19 November</time>', ""),
        ('<meta property="article:modified_time" content="2021-01-01">', ""),
        ("<p>3 December 2019</p>", "2019-12-03"),
        ("<p>The fair of 19 November 2019 in hall 20191119</p>", ""),
        (
            '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": '
            '[{"@type": "NewsArticle", "datePublished": "2019-12-03T01:00Z"}]}</script>',
            "2019-12-03",
        ),
        (
            '<script type="application/ld+json">{"@context": "https://schema.org", '
            '"@type": "Event", "startDate": "2019-11-19"}</script>',
            "",
        ),
    ],
)
def test_the_date_of_publication_is_what_the_page_says_it_is(markup: str, published: str) -> None:
    head, _ = read_page("a.html", f"<html><body><h1>A fair</h1>{markup}{WORDS}</body></html>")
    assert (head.published, head.mistakes) == (published, ())


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        (
            '{"@context": "http://127.0.0.1:18099/c", "@type": "Event"}',
            "context that is not fetche",
        ),
        ('{"@context": "https://schema.org", ', "is no JSON"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_block_that_cannot_be_used_is_named_and_the_text_read(block: str, problem: str) -> None:
    page = f'<title>x</title>\n<script type="application/ld+json">{block}</script>{WORDS}'
    head, text = read_page("a.html", page)
    (mistake,) = head.mistakes
    assert (mistake.file, mistake.line) == ("a.html", 2)
    assert problem in mistake.problem
    assert text.startswith("The city of Lyon")


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ('<link rel="canonical" href="/fair">', ""),
        ('<meta property="og:url" content="https://example.org/fair">', "https://example.org/fair"),
    ],
)
def test_only_what_lies_on_the_web_is_an_address(markup: str, address: str) -> None:
    assert read_page("a.html", f"<html><head>{markup}</head>{WORDS}")[0].address == address


def test_a_saved_page_tells_from_where_it_was_saved() -> None:
    page = f"<!-- saved from url=(0024)https://example.org/fair -->\n<html>{WORDS}</html>"
    assert read_page("a.html", page)[0].address == "https://example.org/fair"


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        (
            "<title>A fair - Example</title><meta property='og:site_name' content='Example'>",
            "A fair",
        ),
        ("<title>Other</title><h1>A fair</h1>", "A fair"),
        ("<title>A fair</title><h1>One</h1><h1>Two</h1>", "A fair"),
        ("<title>A\n fair</title>", "A fair"),
    ],
)
def test_the_title_is_the_one_that_is_shown(markup: str, title: str) -> None:
    assert read_page("a.html", f"{markup}{WORDS}")[0].title == title


@pytest.mark.parametrize(
    ("markup", "language"),
    [
        ("<html lang='pt-BR'>", "pt"),
        ("<html xml:lang='ca'>", "ca"),
        ("<html lang='nl'>", ""),
        ("<html><meta http-equiv='Content-Language' content='it'>", "it"),
        ("<html>", ""),
    ],
)
def test_the_language_is_one_that_is_read(markup: str, language: str) -> None:
    assert read_page("a.html", f"{markup}{WORDS}")[0].language == language


def test_names_that_look_like_markup_are_words() -> None:
    page = "<p>Exhibitors: <b>&lt;script&gt;alert(1)&lt;/script&gt; GmbH</b>, &quot;&gt; Ltd</p>"
    assert read_page("a.html", page)[1] == 'Exhibitors: <script>alert(1)</script> GmbH, "> Ltd'


@pytest.mark.parametrize(
    "page",
    [
        WORDS + "<div>" * 100_000 + WORDS + "</div>" * 100_000 + WORDS,
        "<p>Before " + "<b>" * 100_000 + "it" + "</b>" * 100_000 + WORDS,
        WORDS + "<!--" * 50_000,
        "<ul><li>" * 20_000 + WORDS,
        "<p " + " ".join(f"a{n}='1'" for n in range(100_000)) + ">" + WORDS,
        "<div>" * 240 + WORDS * 500,
        WORDS * 20_000,
        "<meta " * 50_000 + WORDS,
        "<!doctype html [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><p>&a;</p>" + WORDS,
    ],
    ids=["divs", "bold", "comments", "lists", "attributes", "deep", "long", "metas", "entities"],
)
def test_a_page_made_to_choke_on_is_read_in_seconds(page: str) -> None:
    start = time.process_time()
    text = read_page("a.html", page)[1]
    assert "The city of Lyon and CLEAN signed" in text
    assert text.count("The city of Lyon") >= min(3, page.count("The city of Lyon"))
    assert time.process_time() - start < 10


@pytest.mark.parametrize("page", ["<html></html>", "<script>a</script>", "", "<!-- a -->", "<p> "])
def test_a_page_without_text_has_none(page: str) -> None:
    assert read_page("a.html", page)[1] == ""


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    page = (
        "<!DOCTYPE html SYSTEM 'http://127.0.0.1:18099/x.dtd'><base href='http://127.0.0.1:18099/'>"
        f"<link rel=stylesheet href=a.css><iframe src=b></iframe><img src=c>{WORDS}"
    )
    assert read_page("a.html", page)[1].startswith("The city of Lyon")


def test_an_encoding_is_declared_in_the_markup() -> None:
    assert declared_encoding(b"<?xml version='1.0' encoding='latin1'?>") == "latin1"
    assert declared_encoding(b"<meta http-equiv=x content='text/html; charset=cp1252'>") == "cp1252"
    assert declared_encoding(b"<p>charset=x") == ""


def test_a_page_is_told_by_how_it_begins() -> None:
    assert is_page("\n<!-- saved -->\n<!DOCTYPE HTML>")
    assert is_page("<?xml version='1.0'?><html xmlns='x'>")
    assert not is_page("<img src='x'>\n\nA fair opens")


def test_the_libraries_are_loaded_for_pages_alone() -> None:
    import subprocess

    program = "import sys, expograph.read.documents; print('lxml' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


TAGS = some.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<ul><li>", "<table>", "<tr>", "<td>", "</table>", "<h1>",
     "<b>", "<br>", "<nav>", "</nav>", "<!--", "-->", "<script>", "</script>", "&amp;", "&#0;",
     "&#x80;", "&#xd800;", "<pre>", "<form>", "<time>", "<title>", "<body>", "<html"]
)  # fmt: skip


@given(some.lists(TAGS | some.text(max_size=12), max_size=25).map("".join))
def test_any_markup_is_read(markup: str) -> None:
    head, text = read_page("a.html", markup)
    assert text == text.strip(" \n")
    assert "\n" not in head.title
