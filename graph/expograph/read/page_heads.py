"""Reads what a web page says of itself in its markup: title, date, language, publisher, address."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from expograph.claims import Mistake
from expograph.read.datelines import date_in, published_in
from expograph.read.heads import Head
from expograph.read.languages import LANGUAGES, short_code
from expograph.texts import web_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "article.published", "dc.date.issued", "dcterms.issued", "citation_publication_date",
    "citation_date", "parsely-pub-date", "sailthru.date", "publish-date", "publish_date",
    "publication_date", "publication-date", "publishdate", "pubdate", "published",
    "dc.date.created", "dcterms.created", "dc.date", "date",
)  # fmt: skip
_PUBLISHER = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher")
_LANGUAGE = ("content-language", "og:locale", "dc.language", "language")
_TITLE = ("og:title", "dc.title", "twitter:title")
_SCHEMA = re.compile(r"https?://(?:www\.)?schema\.org/?(?:docs/jsonldcontext\.json(?:ld)?)?#?")
_ARTICLE = re.compile(r".*(?:Article|Posting|Report|WebPage)")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000})\s*-->")
_DATED_CLASS = re.compile(r"publish|pubdate|posted|(?:entry|post|article)-date", re.IGNORECASE)
_WRAPPING = re.compile(r"^(?:<!--|(?://\s*)?<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)$")
_SEPARATOR = r"\s+[|\-–—·:»]\s+"

Metas = dict[str, str]


def head_of(
    file: str, markup: str, tree: "HtmlElement", titles: Sequence[str], lines: Sequence[str]
) -> Head:
    """Return what a page says of itself.

    ``titles`` are its headings of the first rank, ``lines`` what stands around title and beginning
    of its text. A block of JSON-LD that cannot be used is a mistake.
    """
    metas = _metas(tree)
    articles, mistakes = _articles(file, tree)
    publisher = _first(metas, _PUBLISHER) or _publisher(articles)
    language = _language(tree, metas)
    published = (
        next(filter(None, (date_in(_text(each, "datePublished")) for each in articles)), "")
        or next(filter(None, (date_in(metas.get(name, "")) for name in _PUBLISHED)), "")
        or next(filter(None, map(date_in, _dated(tree))), "")
        or published_in(lines, language)
    )
    return Head(
        title=_title(tree, metas, articles, titles, publisher),
        published=published,
        language=language,
        publisher=publisher,
        address=_address(markup, tree, metas),
        mistakes=tuple(mistakes),
    )


def _metas(tree: "HtmlElement") -> Metas:
    """Return what the meta elements say, by name; of several of one name the first."""
    metas: Metas = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = _one_line(meta.get("content"))
        if content and (key := (name or meta.get("http-equiv") or "").strip().lower()):
            metas.setdefault(key, content)
    return metas


def _first(metas: Metas, names: Sequence[str]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _title(
    tree: "HtmlElement",
    metas: Metas,
    articles: Sequence[dict[str, Any]],
    titles: Sequence[str],
    publisher: str,
) -> str:
    """Return the title: the only large heading, or else what the markup says."""
    shown = [title for title in map(_one_line, titles) if title != publisher]
    if len(shown) == 1:
        return shown[0]
    element = tree.find(".//title")
    written = _one_line(element.text if element is not None else "")
    headline = next(filter(None, (_text(each, "headline") for each in articles)), "")
    title = _first(metas, _TITLE) or headline or written
    if publisher:
        title = re.sub(rf"{_SEPARATOR}{re.escape(publisher)}$", "", title)
    return title


def _language(tree: "HtmlElement", metas: Metas) -> str:
    """Return the language that a page says it is in, if it is one that is read."""
    said = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    code = short_code(said or tree.get("xml:lang") or _first(metas, _LANGUAGE))
    return code if code in LANGUAGES else ""


def _address(markup: str, tree: "HtmlElement", metas: Metas) -> str:
    """Return the address under which a page wants to be known, or from which it was saved."""
    links = (
        link.get("href") or ""
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    )
    saved = _SAVED_FROM.search(markup[:4_000])
    said = (*links, metas.get("og:url", ""), saved[1] if saved else "")
    return next(filter(None, map(web_address, said)), "")


def _dated(tree: "HtmlElement") -> Iterator[str]:
    """Yield the dates of elements that say of themselves that they are the date of publication."""
    for element in tree.iter():
        said = (element.get("itemprop") or "").lower() == "datepublished"
        if not said and element.tag in ("time", "abbr"):
            marked = _DATED_CLASS.search(element.get("class") or "")
            said = marked is not None or element.get("pubdate") is not None
        if said:
            yield element.get("content") or element.get("datetime") or ""
            yield _one_line("".join(element.itertext())[:200])


def _articles(file: str, tree: "HtmlElement") -> tuple[list[dict[str, Any]], list[Mistake]]:
    """Return the articles that the JSON-LD of a page describes, and what could not be used."""
    articles: list[dict[str, Any]] = []
    mistakes: list[Mistake] = []
    for number, script in enumerate(
        (each for each in tree.iter("script") if _is_jsonld(each)), start=1
    ):
        blocks, problem = _nodes(script.text or "")
        if problem:
            left_out = f"block {number} of JSON-LD {problem}; it was left out"
            mistakes.append(Mistake(file, script.sourceline or 0, "", left_out))
        articles += [node for node in blocks if _is_article(node)]
    return articles, mistakes


def _is_jsonld(script: "HtmlElement") -> bool:
    return (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json"


def _nodes(text: str) -> tuple[list[dict[str, Any]], str]:
    """Return the objects of a block of JSON-LD, or why it cannot be used."""
    bare = _WRAPPING.sub("", text.strip())
    try:
        said = json.loads(bare, strict=False)
    except RecursionError:
        return [], "is nested too deeply"
    except ValueError as error:
        return [], f"is no JSON ({str(error)[:100]})"
    listed = said if isinstance(said, list) else [said]
    nodes = [node for node in listed if isinstance(node, dict)]
    if foreign := next((each for node in nodes if (each := _foreign(node))), ""):
        return [], f"has a context that is not fetched ({foreign[:100]!r}; schema.org is known)"
    graphs = (node.get("@graph") for node in nodes)
    inner = [each for graph in graphs if isinstance(graph, list) for each in graph]
    return [*nodes, *(each for each in inner if isinstance(each, dict))], ""


def _foreign(node: dict[str, Any]) -> str:
    """Return the context of an object if it lies on the web and is not that of schema.org."""
    context = node.get("@context")
    contexts = context if isinstance(context, list) else [context]
    named = [each for each in contexts if isinstance(each, str)]
    return next((each for each in named if not _SCHEMA.fullmatch(each)), "")


def _is_article(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    return any(
        isinstance(each, str) and _ARTICLE.fullmatch(each)
        for each in (types if isinstance(types, list) else [types])
    )


def _publisher(articles: Sequence[dict[str, Any]]) -> str:
    publishers = (each.get("publisher") for each in articles)
    names = (_text(each, "name") for each in publishers if isinstance(each, dict))
    return next(filter(None, names), "")


def _text(node: dict[str, Any], key: str) -> str:
    value = node.get(key)
    return _one_line(value) if isinstance(value, str) else ""


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
