"""Reads web pages: the text of the article, and what the page says of itself.

The only module that knows lxml and trafilatura. Trafilatura finds where the text of a page stands;
that part is taken whole, with its headings, lists and tables, and without menus and banners.
Nothing is ever fetched.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from expograph.read.blocks import Block, joined
from expograph.read.heads import Head
from expograph.read.page_heads import head_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DEEPEST = 250
_MOST_ELEMENTS = 30_000
"""Pages that are nested deeper are read without their structure, larger ones taken whole."""
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)\s[^<>]{20000,}+>")
_DECLARED = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_DEFINED = re.compile(r"<!doctype[^>\[]*\[[^\]]*\]\s*>", re.IGNORECASE)
"""A document type with definitions of its own, which are not followed."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_NOT_TEXT = {
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas",
    "audio", "video", "map", "head", "button", "select", "textarea", "input", "option", "datalist",
    "label", "dialog",
}  # fmt: skip
_BESIDE = {"nav", "aside", "footer"}
_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_PARTS_OF_TEXT = {"p", "li", "ul", "ol", "dl", "table", "tbody", "tr", "td"} | {
    f"h{rank}" for rank in range(1, 7)
}
_ROLES = {
    "navigation", "search", "dialog", "alertdialog", "menu", "menubar", "contentinfo",
    "complementary",
}  # fmt: skip
_BESIDE_WORDS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|menubar|breadcrumbs?|cookies?|cookiebar|consent"
    r"|gdpr|footer|sidebar|sharing|share|social|newsletter|related|comments?|skip-?links?"
    r"|pagination|sr-only|screen-reader-text|visually-hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Words in the class or id of what stands beside the text of a page."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST_BESIDE = 0.5
_TELLING = 25
"""The fewest letters of a line by which its place in a page is known."""
_BEFORE_TITLE = 3
_LAYOUT = ("table", "h1", "h2", "h3", "h4", "article", "section")


class _Placed(NamedTuple):
    """A block of a page, and the element in which it stands."""

    block: Block
    element: "HtmlElement"


def declared_encoding(content: bytes) -> str:
    """Return the encoding that a page says it is in, or "".

    >>> declared_encoding(b'<meta charset="iso-8859-1">')
    'iso-8859-1'
    """
    found = _DECLARED.search(content[:20_000])
    return (found[1] or found[2]).decode("ascii", "ignore") if found else ""


def is_page(text: str) -> bool:
    """Tell whether a text is a web page, whatever its file is called."""
    return _PAGE.match(text[:20_000]) is not None


def has_markup(text: str) -> bool:
    """Tell whether there is any tag in a text."""
    return _TAG.search(text) is not None


def read_page(file: str, markup: str) -> tuple[Head, str]:
    """Return what a web page says of itself, and its text; "" where it has none.

    >>> read_page("a.html", "<nav>Home</nav><h1>A fair</h1><p>It opened.<ul><li>Lyon</ul>")[1]
    'A fair\\n\\nIt opened.\\n\\n- Lyon'
    """
    tree = _tree(_without_traps(markup))
    if tree is None:
        return Head(), ""
    depth, elements = _size(tree)
    if depth > _DEEPEST:
        return head_of(file, markup, tree, [], []), _stripped(markup)
    blocks = [*_blocks(tree)] or [*_blocks(tree, whole=True)]
    kept = blocks if elements > _MOST_ELEMENTS else _main(tree, blocks)
    titles = [each.block.text for each in blocks if each.block.kind == "h1"]
    text = joined(each.block for each in kept)
    head = head_of(file, markup, tree, titles, _first_lines(blocks, kept))
    if len(titles) == 1 and titles[0] == head.title and head.title not in text:
        text = f"{head.title}\n\n{text}"
    return head, text


def _without_traps(markup: str) -> str:
    """Return a page without definitions and without tags so long that parsing them takes ages."""
    if defined := _DEFINED.search(markup, 0, 20_000):
        markup = markup[: defined.start()] + markup[defined.end() :]
    return _LONG_TAG.sub(r"<\1>", markup)


def _tree(markup: str) -> "HtmlElement | None":
    """Return the tree of a page, or None where there is nothing in it."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return document_fromstring(markup.encode("utf-8", "ignore"), parser=parser)
    except ParserError:
        return None


def _size(tree: "HtmlElement") -> tuple[int, int]:
    """Return how deeply the elements of a tree are nested, and how many there are."""
    from lxml.etree import iterwalk

    depth = deepest = elements = 0
    for event, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        deepest = max(deepest, depth)
    return deepest, elements


def _stripped(markup: str) -> str:
    """Return the words of a page that is nested too deeply to be taken for one."""
    bare = _CODE.sub("", _COMMENT.sub("", markup))
    inline = re.sub(r"</?(?:a|abbr|b|em|font|i|small|span|strong|sub|sup|u)\b[^<>]*>", "", bare)
    pieces = (_BLANKS.sub(" ", piece).strip() for piece in _TAG.split(inline))
    return "\n\n".join(unescape(piece) for piece in pieces if piece)


def _blocks(top: "HtmlElement", whole: bool = False) -> Iterator[_Placed]:
    """Yield the blocks below an element, without what stands beside the text of a page."""
    from lxml.etree import iterwalk

    writer = _Writer()
    beside = _Beside(top)
    walk = iterwalk(top, events=("start", "end"))
    for event, element in walk:
        left_out = element.tag in _NOT_TEXT or (
            not whole and element is not top and beside(element)
        )
        if event == "start" and left_out:
            walk.skip_subtree()
        elif event == "start":
            yield from writer.open(element)
        else:
            if not left_out:
                yield from writer.close(element)
            if element is not top:
                writer.write(element.tail)


class _Beside:
    """Tells what stands beside the text of a page: menus, banners, what is hidden."""

    def __init__(self, top: "HtmlElement") -> None:
        self._most = _MOST_BESIDE * _letters(top)
        self._known: dict[HtmlElement, bool] = {}

    def __call__(self, element: "HtmlElement") -> bool:
        """Tell whether an element is to be left out; one with most of the text never is."""
        if not element.attrib and element.tag not in _BESIDE:
            return False
        if element not in self._known:
            self._known[element] = self._looks_so(element) and _letters(element) < self._most
        return self._known[element]

    def _looks_so(self, element: "HtmlElement") -> bool:
        value = element.get
        words = f"{value('class') or ''} {value('id') or ''}"
        return (
            element.tag in _BESIDE
            or value("hidden") is not None
            or value("aria-hidden") == "true"
            or (value("role") or "") in _ROLES
            or _HIDDEN.search(value("style") or "") is not None
            or _BESIDE_WORDS.search(words) is not None
        )


class _Writer:
    """Puts the words between tags together to paragraphs, items and rows."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._inside: list[HtmlElement] = []
        self._cells: list[str] | None = None
        self._item = False
        self._pre = 0

    def open(self, element: "HtmlElement") -> Iterator[_Placed]:
        """Begin an element."""
        tag = element.tag
        if tag in _BLOCKS:
            yield from self._end_block()
            self._inside.append(element)
            self._item = self._item or tag == "li"
            self._pre += tag == "pre"
        if tag == "tr" and _is_row(element):
            self._cells = []
        if tag == "br":
            self._words.append("\n")
        self.write(element.text)

    def close(self, element: "HtmlElement") -> Iterator[_Placed]:
        """End an element."""
        tag = element.tag
        if tag not in _BLOCKS:
            return
        if self._cells is not None and tag in ("td", "th"):
            self._cells.append(" ".join(self._taken().split()))
        elif self._cells is not None and tag == "tr":
            row = " | ".join(self._cells) if any(self._cells) else ""
            self._cells = None
            yield _Placed(Block("row", row), element)
        else:
            yield from self._end_block()
        if tag == "li":
            self._item = False
        self._pre -= tag == "pre"
        self._inside.pop()

    def write(self, text: str | None) -> None:
        """Add the words between two tags."""
        if text:
            self._words.append(text if self._pre else _BLANKS.sub(" ", text))

    def _end_block(self) -> Iterator[_Placed]:
        if self._cells is not None:
            self._words.append(" ")
        elif (text := self._taken()) and self._inside:
            kind = "item" if self._item else self._inside[-1].tag
            mark = "- " if self._item else ""
            self._item = False
            yield _Placed(Block(kind, mark + text), self._inside[-1])

    def _taken(self) -> str:
        """Return the words since the last block, and forget them."""
        text = "".join(self._words)
        self._words.clear()
        if self._pre:
            return text.strip("\n")
        lines = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", text))
        return re.sub(r"\n{3,}", "\n\n", lines).strip(" \n")


def _is_row(row: "HtmlElement") -> bool:
    """Tell whether a row of a table holds data, rather than the layout of a page."""
    cells = sum(cell.tag in ("td", "th") for cell in row)
    return cells > 1 and next(row.iterdescendants(*_LAYOUT), None) is None


def _letters(element: "HtmlElement") -> int:
    return sum(len(text) for text in element.itertext())


def _main(tree: "HtmlElement", blocks: Sequence[_Placed]) -> Sequence[_Placed]:
    """Return the blocks of the part of a page in which its text stands."""
    found = _lines_found(tree)
    marked = {
        each.element: None
        for each in blocks
        if len(each.block.text) >= _TELLING
        and not found.isdisjoint(map(_squeezed, each.block.text.split("\n")))
    }
    if not marked:
        return blocks
    part = _common([*marked])
    while part.tag in _PARTS_OF_TEXT or (part in marked and part.tag not in ("body", "html")):
        part = part.getparent()
    return [*_blocks(part)] or blocks


def _lines_found(tree: "HtmlElement") -> set[str]:
    """Return the lines that trafilatura takes for the text of a page, without blanks."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    text = trafilatura.extract(tree, fast=True, include_comments=False, include_tables=True)
    lines = (_squeezed(line) for line in (text or "").split("\n"))
    return {line for line in lines if len(line) > 1}


def _squeezed(line: str) -> str:
    """Return a line without blanks, marks of items and bars between cells."""
    return re.sub(r"[\s|]+|^- ", "", line)


def _common(elements: Sequence["HtmlElement"]) -> "HtmlElement":
    """Return the smallest element in which all of the elements stand."""
    path = [*reversed([elements[0], *elements[0].iterancestors()])]
    depth = {element: place for place, element in enumerate(path)}
    shared = len(path) - 1
    for element in elements[1:]:
        while element not in depth:
            element = element.getparent()
        shared = min(shared, depth[element])
    return path[shared]


def _first_lines(blocks: Sequence[_Placed], kept: Sequence[_Placed]) -> list[str]:
    """Return the lines around title and beginning of a page's text, where its date may stand."""
    starts = {kept[0].element} if kept else set()
    first = next(
        (
            place
            for place, each in enumerate(blocks)
            if each.block.kind == "h1" or each.element in starts
        ),
        0,
    )
    lines = blocks[max(0, first - _BEFORE_TITLE) : first + 20]
    return [line for each in lines for line in each.block.text[:2_000].split("\n")]
