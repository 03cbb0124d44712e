"""Renders Markdown as the plain text that a reader sees; the only module that knows markdown-it."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING

from expograph.read.blocks import Block, joined

if TYPE_CHECKING:
    from markdown_it.token import Token

_MOST_CHARACTERS = 1_000_000
_MOST_MARKS = 100_000

_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?[a-z][^<>]*>", re.DOTALL | re.I
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def is_too_large(text: str) -> bool:
    """Tell whether a text is larger, or has more marks in it, than can be rendered in seconds."""
    marks = sum(map(text.count, "[*_|`"))
    return len(text) > _MOST_CHARACTERS or marks > _MOST_MARKS


def plain_text(text: str) -> tuple[str, str]:
    """Return the text of a Markdown document, and its first heading.

    Link targets, images and the marks of emphasis and headings are gone; the marks of lists are
    kept, and so are line breaks and the empty lines between paragraphs.

    >>> plain_text("# A fair\\n\\nThe *city* and [CLEAN](https://example.org).\\n\\n- one\\n- two")
    ('A fair\\n\\nThe city and CLEAN.\\n\\n- one\\n- two', 'A fair')
    """
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    headings = (
        _inline(inline) for opening, inline in pairwise(tokens) if opening.type == "heading_open"
    )
    return joined(_blocks(tokens)), " ".join(next(headings, "").split())


def _blocks(tokens: Sequence["Token"]) -> Iterator[Block]:
    """Yield the paragraphs, items and rows of a parsed document."""
    lists: list[int] = []
    cells: list[str] | None = None
    mark = ""
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                mark = f"{lists[-1]}. " if token.info else "- "
                lists[-1] += 1
            case "tr_open":
                cells = []
            case "tr_close":
                yield Block("row", " | ".join(cells or ()))
                cells = None
            case "inline" if cells is not None:
                cells.append(" ".join(_inline(token).split()))
            case "inline" | "fence" | "code_block" | "html_block":
                if content := _inline(token):
                    yield Block("item" if mark else "text", mark + content)
                    mark = ""


def _inline(token: "Token") -> str:
    """Return the words of a token: what a reader sees of a paragraph, heading or cell."""
    if token.children is None:
        return _without_tags(token.content) if token.type == "html_block" else token.content.strip()
    return "".join(map(_words, token.children)).strip()


def _words(token: "Token") -> str:
    match token.type:
        case "text" | "code_inline" | "text_special":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "html_inline":
            return "\n" if _BREAK.fullmatch(token.content) else ""
    return ""


def _without_tags(markup: str) -> str:
    """Return the words of a piece of HTML in Markdown."""
    bare = unescape(_UNREAD.sub("", _BREAK.sub("\n", markup)))
    return re.sub(r"\n\s*\n", "\n", bare).strip()
