"""Cuts a text into sentences, headings and list items, so that each claim can quote one.

A line break inside a hard-wrapped paragraph cuts nothing; any other ends what stands before it.
What ends a sentence and what does not (abbreviations, ordinals) is said by the language's words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

_LONGEST = 1_500
_LONGEST_HEADING = 160
_WRAPPED = range(50, 121)
"""How long the longest line of a paragraph is if lines were broken to fit a width."""
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+|\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"[•▪●◦‣∙·*–—‐-](?=\s)|\(?[0-9]{1,2}\)(?=\s)|[•▪●◦‣](?=\S)")
_INLINE_BULLET = re.compile(r"(?<=\s)[•▪●◦‣](?=\s)")
_NUMBERED = re.compile(r"([0-9]{1,2})\.(?=\s)")
_ENDED = re.compile(r"[.!?…:;,][\"'”“’»›)\]]{0,3}$")
_STOP = re.compile(r"[.!?…]+[\"'”“’»›)\]]{0,3}")
_NEXT = re.compile(r"(\s*)[\"'“”„«»‚‘’‹›(\[¿¡–—-]{0,3}\s{0,2}([^\W_]{0,40})")
_ADDRESS = re.compile(r"://|www\.|@|/")
_SPACE = re.compile(r"\s")


class Span(NamedTuple):
    """A piece of a text: ``text[start:end]``, what it is, and the number of its paragraph.

    ``kind`` is "sentence", "heading" or "item" (a sentence of a list item).
    """

    start: int
    end: int
    kind: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """What a language's words say about the ends of sentences; all words are case-folded.

    ``abbreviations`` never end a sentence, ``before_numbers`` none before a number; ``closing`` are
    abbreviations that may, as any number may if ``ordinals`` are written with a full stop: before
    one of the ``openers``. Before one of the ``months`` no number ends a sentence ("03. Dec").
    """

    abbreviations: frozenset[str]
    before_numbers: frozenset[str]
    closing: frozenset[str]
    openers: frozenset[str]
    months: frozenset[str]
    ordinals: bool

    @classmethod
    def from_table(cls, table: Mapping[str, object]) -> "SentenceWords":
        """Return the words of the table ``[sentences]`` of a language file."""
        return cls(
            abbreviations=_folded(table, "abbreviations"),
            before_numbers=_folded(table, "before_numbers"),
            closing=_folded(table, "closing"),
            openers=_folded(table, "openers"),
            months=_folded(table, "months"),
            ordinals=bool(table.get("ordinals")),
        )


def _folded(table: Mapping[str, object], key: str) -> frozenset[str]:
    words = table.get(key, [])
    return frozenset(str(word).casefold() for word in (words if isinstance(words, list) else ()))


def sentences(text: str, words: SentenceWords) -> list[Span]:
    """Return the sentences, headings and list items of a text in their order.

    They do not overlap, have no space at either end, and are never longer than 1,500 characters.
    """
    return [
        Span(start, end, kind, block.paragraph)
        for block in _blocks(text)
        for kind, piece in _pieces(text, block, words)
        for start, end in _shortened(text, *piece)
    ]


class _Line(NamedTuple):
    start: int
    end: int
    after_blank: bool
    bullet: bool


def _blocks(text: str) -> Iterator[Span]:
    """Yield what line breaks tell apart: paragraphs, headings and list items."""
    lines = _lines(text)
    width = _widths(lines)
    first, paragraph = 0, 0
    listed = False
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following and _continues(text, line, following, width[index]):
            continue
        start = lines[first].start
        bullet = lines[first].bullet
        paragraph += not (bullet and listed)
        kind = "item" if bullet else "sentence"
        if not bullet and first == index and _is_heading(text, line):
            kind = "heading"
        yield from _inline_items(text, Span(start, line.end, kind, paragraph))
        listed = bullet or text[line.end - 1] == ":"
        first = index + 1


def _lines(text: str) -> list[_Line]:
    """Return the lines that are not blank, without the space around them."""
    spans: list[tuple[int, int, bool]] = []
    blank, empty = True, True
    for match in _LINE.finditer(text):
        written = match[0].strip()
        if match[0][0] in "\r\n\x0b\x0c\x85\u2028\u2029":
            blank = blank or empty
            empty = True
        elif written:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            spans.append((start, start + len(written), blank))
            blank, empty = False, False
    numbers = [_number(text, start) for start, _, _ in spans]
    lines: list[_Line] = []
    for index, (start, end, after_blank) in enumerate(spans):
        bullet = bool(_BULLET.match(text, start)) or _in_sequence(numbers, index)
        lines.append(_Line(start, end, after_blank, bullet))
    return lines


def _number(text: str, start: int) -> int:
    match = _NUMBERED.match(text, start)
    return int(match[1]) if match else 0


def _in_sequence(numbers: list[int], index: int) -> bool:
    """Tell whether a line is one of a numbered list, and not one that a date begins."""
    own = numbers[index]
    before = numbers[index - 1] if index else 0
    after = numbers[index + 1] if index + 1 < len(numbers) else 0
    return own > 0 and (before == own - 1 > 0 or after == own + 1)


def _widths(lines: list[_Line]) -> list[int]:
    """Return for each line the length of the longest between the same two blank lines."""
    widths = [0] * len(lines)
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].after_blank:
            longest = max(line.end - line.start for line in lines[first:index])
            widths[first:index] = [longest] * (index - first)
            first = index
    return widths


def _continues(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Tell whether a line was broken only because its next word did not fit."""
    if following.after_blank or width not in _WRAPPED:
        return False
    if following.bullet and (line.bullet or _is_ended(text, line)):
        return False
    space = _SPACE.search(text, following.start, following.end)
    word = (space.start() if space else following.end) - following.start
    return line.end - line.start + 1 + word > width


def _is_heading(text: str, line: _Line) -> bool:
    """Tell whether a line has no end: it stands over what follows, or alone."""
    return line.end - line.start <= _LONGEST_HEADING and not _is_ended(text, line)


def _is_ended(text: str, line: _Line) -> bool:
    return bool(_ENDED.search(text, max(line.start, line.end - 4), line.end))


def _inline_items(text: str, block: Span) -> Iterator[Span]:
    """Yield a block, or its parts if bullets stand inside its lines."""
    start, kind = block.start, block.kind
    for match in _INLINE_BULLET.finditer(text, block.start + 1, block.end):
        kind = "item" if kind == "item" else "sentence"
        yield Span(start, match.start(), kind, block.paragraph)
        start, kind = match.start(), "item"
    yield Span(start, block.end, kind, block.paragraph)


def _pieces(text: str, block: Span, words: SentenceWords) -> list[tuple[str, tuple[int, int]]]:
    """Return the sentences of a block, each with what it is; a heading has one at most."""
    first, pieces = block.start, []
    for stop in _STOP.finditer(text, block.start, block.end):
        if stop.end() < block.end and _ends(text, stop, block.end, words):
            pieces.append((first, stop.end()))
            first = stop.end()
    pieces.append((first, block.end))
    kind = "sentence" if block.kind == "heading" and len(pieces) > 1 else block.kind
    return [(kind, piece) for piece in pieces]


def _ends(text: str, stop: re.Match[str], end: int, words: SentenceWords) -> bool:
    """Tell whether a sentence ends at a mark that others follow."""
    following = _NEXT.match(text, stop.end(), end)
    space, word = (following[1], following[2]) if following else ("", "")
    if not space:
        return _glued(text, stop, word)
    if word[:1].islower():
        return False
    return stop[0][0] != "." or stop[0][:2] == ".." or _full_stop(text, stop, word, words)


def _glued(text: str, stop: re.Match[str], word: str) -> bool:
    """Tell whether a sentence ends where the space after its mark was forgotten."""
    before = text[max(0, stop.start() - 2) : stop.start()]
    if not (word[:1].isupper() and len(before) == 2 and before.isalpha() and before[1].islower()):
        return False
    run = text[max(0, stop.start() - 60) : stop.start()].rsplit(None, 1)[-1]
    rest = text[stop.end() : stop.end() + 60].split(None, 1)[0]
    inner = rest.rstrip(".!?…,;:\"'”“’»)")
    return "." not in run and "." not in inner and not _ADDRESS.search(run + stop[0] + rest)


def _full_stop(text: str, stop: re.Match[str], word: str, words: SentenceWords) -> bool:
    """Tell whether a full stop before a space and no small letter ends a sentence."""
    last = _word_before(text, stop.start())
    opens = word.casefold() in words.openers
    if last.isdigit():
        if len(last) < 3 and word.casefold() in words.months:
            return False
        return opens or not words.ordinals or len(last) > 3
    forms = [*_abbreviated(text, stop.start() - len(last), last)]
    if any(form in words.abbreviations for form in forms):
        return False
    if word[:1].isdigit() and last in words.before_numbers:
        return False
    if any(form in words.closing for form in forms) or (len(last) == 1 and last.isalpha()):
        return opens
    return True


def _abbreviated(text: str, start: int, last: str) -> Iterator[str]:
    """Yield the last word, and that word with the short ones before it ("B", "z.B")."""
    form = last
    yield form
    for _ in range(3):
        before = text[max(0, start - 2) : start].rstrip()
        if not before.endswith("."):
            return
        end = start - 1 if text[start - 1] == "." else start - 2
        word = _word_before(text, end)
        if not 0 < len(word) < 4:
            return
        form, start = f"{word}.{form}", end - len(word)
        yield form


def _word_before(text: str, end: int) -> str:
    """Return the letters and digits before a place, case-folded."""
    first = end
    while first > max(0, end - 40) and text[first - 1].isalnum():
        first -= 1
    return text[first:end].casefold()


def _shortened(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a span without the space around it, in parts if it is too long."""
    while start < end and text[start].isspace():
        start += 1
    while start < end:
        cut = end
        if end - start > _LONGEST:
            space = text.rfind(" ", start + 1, start + _LONGEST + 1)
            cut = space if space > start else start + _LONGEST
        last = cut
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            yield start, last
        start = cut
        while start < end and text[start].isspace():
            start += 1
