"""Reads the block of keys and values that stands before a text, and hands back the rest."""

import re
from collections.abc import Callable, Mapping

from expograph.claims import Mistake
from expograph.errors import InputError
from expograph.read.datelines import date_in
from expograph.read.heads import Head, key_of
from expograph.read.languages import checked
from expograph.texts import web_address

_BLOCK = re.compile(
    r"\s*(?P<mark>---|\+\+\+)[ \t]*\n(?P<lines>(?:[^\n]{0,4000}\n){0,200}?)"
    r"(?:(?P=mark)|\.\.\.)[ \t]*(?:\n|\Z)"
)
_SCALAR = re.compile(r"(?P<key>[^\W\d][\w .-]{0,40}?)\s*[:=](?:\s+(?P<value>.*)|\s*)")
_NESTED = re.compile(r"\s|-\s|#|[\]}]|$")


def split(file: str, text: str) -> tuple[Head, str]:
    """Return what the front matter of a text says, and the text without it.

    Only flat ``key: value`` lines are read; lists and what is indented are passed over. A text that
    begins with a mere rule has no front matter.

    >>> split("a.md", '---\\ntitle: "A fair"\\ndate: 2019-12\\n---\\nText')[1]
    'Text'
    """
    block = _BLOCK.match(text)
    if not block:
        return Head(), text
    values: dict[str, tuple[int, str]] = {}
    first = text.count("\n", 0, block.start("lines")) + 1
    for number, line in enumerate(block["lines"].splitlines(), first):
        scalar = _SCALAR.fullmatch(line)
        if not scalar and not _NESTED.match(line):
            return Head(), text
        if scalar and (key := key_of(scalar["key"])) and (value := _bare(scalar["value"] or "")):
            values.setdefault(key, (number, value))
    return _head(file, values), text[block.end() :]


def _head(file: str, values: Mapping[str, tuple[int, str]]) -> Head:
    """Return the head that the values make; what cannot be used is a mistake."""
    read: dict[str, str] = {}
    mistakes = []
    for key, (line, value) in values.items():
        read[key] = _READ[key](value)
        if not read[key]:
            problem = f"{value[:100]!r} is no {_EXPECTED[key]}; left out"
            mistakes.append(Mistake(file, line, "", problem))
    return Head(**read, mistakes=tuple(mistakes))


def _language(value: str) -> str:
    try:
        return checked(value)
    except InputError:
        return ""


def _bare(value: str) -> str:
    """Return a value without quotes and without the comment behind it."""
    value = value.strip()
    if quoted := re.match(r"""(["'])(.*?)\1\s*(?:#.*)?$""", value):
        return quoted[2].strip()
    return re.sub(r"\s+#.*$", "", value)


_READ: Mapping[str, Callable[[str], str]] = {
    "title": str,
    "published": date_in,
    "language": _language,
    "address": web_address,
    "publisher": str,
}
_EXPECTED = {
    "title": "title",
    "published": "date (write 2021-10-14, 2021-10 or 2021)",
    "language": "language that is read",
    "address": "address on the web",
    "publisher": "publisher",
}
