"""Takes a plain text apart: the header of a mail, quotation marks of mails, title and date."""

import re
from dataclasses import replace
from itertools import islice

from expograph.names import plain
from expograph.read import front_matter
from expograph.read.datelines import date_in, published_in
from expograph.read.heads import Head, key_of, words

_HEADER = re.compile(
    r"[*_]{0,2}(?P<key>[^\W\d_][^\W\d_ -]*(?:[ -][^\W\d_]+){0,2})[*_]{0,2}\s?:[*_]{0,2}"
    r"(?:[ \t]+(?P<value>.*)|[ \t]*)"
)
_QUOTED = re.compile(r"(?:^[ \t]?>[^\n]*+(?:\n|\Z)){2,}+", re.MULTILINE)
_QUOTE_MARK = re.compile(r"^[ \t]?(?:>[ \t]?)+", re.MULTILINE)
_LONGEST_TITLE = 150
_LONGEST_LINE = 120
"""Lines of texts that are broken by hand are shorter."""
_BEFORE_TITLE = 5
_PASSED_OVER = re.compile(r"^<.*>$|\S\s+[>›»|]\s+\S|\S\s{2,}\S.*\S\s{2,}\S|^[\W_]*$")
_MOST_HEADERS = 40
_FEWEST_HEADERS = 2


def parts(file: str, text: str) -> tuple[Head, str]:
    """Return what a plain text says of itself, and the text without what is not part of it.

    >>> head, text = parts("a.txt", "Subject: A fair opens\\nDate: 3 Dec 2019\\n\\nIt opened.")
    >>> head.title, head.published, text
    ('A fair opens', '2019-12-03', 'A fair opens\\n\\nIt opened.')
    """
    head, rest = front_matter.split(file, text)
    rest = _QUOTED.sub(lambda block: _QUOTE_MARK.sub("", block[0]), rest)
    mail, rest = _mail(rest)
    if not head.title:
        head = replace(head, title=mail.title or title_of(rest))
    return replace(head, published=head.published or mail.published), rest


def title_of(text: str) -> str:
    """Return the title of a text: a short first line that is no sentence, above an empty one.

    A long line may follow as well, since that cannot be the second half of the first. Dates, menus
    and tags are passed over.

    >>> title_of("A fair opens\\n\\nIt opened."), title_of("It opened.\\n\\nThere were many.")
    ('A fair opens', '')
    """
    lines = text[:20_000].split("\n")
    filled = (place for place, line in enumerate(lines) if line.strip())
    for place in islice(filled, _BEFORE_TITLE):
        line = lines[place].strip()
        if not _PASSED_OVER.search(line) and not published_in([line]):
            if len(line) > _LONGEST_TITLE:
                return ""
            after = lines[place + 1].strip() if place + 1 < len(lines) else "-"
            stands_alone = not after or len(after) > _LONGEST_LINE
            return line if stands_alone and _is_title(line) else ""
    return ""


def _is_title(line: str) -> bool:
    return line[-1] not in ".,;:-–—" and any(map(str.isalpha, line))


def date_of(text: str, language: str) -> str:
    """Return the date of publication that stands near the top of a text, or ""."""
    return published_in(text[:20_000].split("\n"), language)


def _mail(text: str) -> tuple[Head, str]:
    """Return what the header of a mail says, and the text with the subject in its place."""
    lines = text.lstrip("\n").split("\n", _MOST_HEADERS)
    values: dict[str, str] = {}
    number = seen = 0
    for line in lines:
        header = _HEADER.fullmatch(line.rstrip())
        if header and (key := _header_key(header["key"])):
            values.setdefault(key, (header["value"] or "").strip())
            seen += 1
        elif not (seen and line[:1] in (" ", "\t") and line.strip()):
            break
        number += 1
    if seen < _FEWEST_HEADERS or not {"title", "sender"} & {*values}:
        return Head(), text
    title = _subject(values.get("title", ""))
    rest = "\n".join(lines[number:]).lstrip("\n")
    head = Head(title=title, published=date_in(values.get("published", "")))
    return head, f"{title}\n\n{rest}" if title else rest


def _header_key(word: str) -> str:
    """Return what a header line of a mail gives: a key, "sender" or "others"; "" for no header."""
    bare = plain(word)
    if bare in words("mail")["sender"]:
        return "sender"
    if bare in words("mail")["others"]:
        return "others"
    key = key_of(word)
    return key if key in ("title", "published") else ""


def _subject(text: str) -> str:
    """Return the subject of a mail without "Fwd:" and the like."""
    while (found := re.match(r"(\w{1,4})\s?:\s*", text)) and found[1].lower() in words("mail")[
        "forwarded"
    ]:
        text = text[found.end() :]
    return text.strip()
