"""The blocks that a text with markup consists of, and how they stand as plain text."""

from collections.abc import Iterable
from typing import NamedTuple


class Block(NamedTuple):
    """A paragraph, heading, item of a list or row of a table; its kind, and its text."""

    kind: str
    text: str


def joined(blocks: Iterable[Block]) -> str:
    """Return blocks as text: an empty line between them, none between items and between rows.

    >>> joined([Block("p", "Exhibitors"), Block("item", "- one"), Block("item", "- two")])
    'Exhibitors\\n\\n- one\\n- two'
    """
    text: list[str] = []
    before = ""
    for kind, words in blocks:
        if words:
            close = kind == before and kind in ("item", "row")
            text += ["\n" if close else "\n\n", words]
            before = kind
    return "".join(text[1:])
