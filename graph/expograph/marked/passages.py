"""Cuts a text into passages: the sentences that facts rest on, and what stands between them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from expograph.claims import Quote
from expograph.readings import Fact

_END = re.compile(r"(?:\w{4}|[)\]\"”’»])[.!?…]+[\"”’»)\]]*\s+(?=[^\W_a-zß-ÿ]|[\"“„«‚‘¿¡(])|\n\s*")
"""Where a new sentence begins: roughly, since it only decides where a line is broken."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text, and the facts that rest on words in it, in the order of their words.

    ``opens`` tells whether a new line of the text begins with it.
    """

    start: int
    end: int
    facts: tuple[tuple[Quote, Fact], ...] = ()
    opens: bool = False


def passages(text: str, facts: Iterable[Fact]) -> list[Passage]:
    """Return a text in passages that do not overlap and leave out only white space.

    Sentences that one quote spans stay together, and so do sentences on which nothing rests.
    """
    starts = _sentences(text)
    quoted = sorted(
        ((fact.evidence, fact) for fact in facts if isinstance(fact.evidence, Quote)),
        key=lambda pair: (pair[0].start, pair[0].end),
    )
    spans = _together(starts, len(text), [quote for quote, _ in quoted])
    return [
        Passage(start, end, tuple(pair for pair in quoted[first:last]), _opens(text, start))
        for (begin, finish), (first, last) in zip(spans, _shares(spans, quoted), strict=True)
        for start, end in [_stripped(text, begin, finish)]
        if start < end
    ]


def _sentences(text: str) -> list[int]:
    """Return where sentences begin."""
    return sorted({0, *(found.end() for found in _END.finditer(text))})


def _together(starts: Sequence[int], end: int, quotes: Iterable[Quote]) -> list[tuple[int, int]]:
    """Return the spans of passages: sentences joined where a quote goes on, and where none is."""
    spans: list[tuple[int, int]] = []
    done = 0
    for quote in quotes:
        begin = starts[bisect_right(starts, quote.start) - 1]
        after = bisect_left(starts, quote.end)
        finish = starts[after] if after < len(starts) else end
        if begin < done:
            first, last = spans.pop()
            spans.append((first, max(last, finish)))
        else:
            spans += [(done, begin), (begin, finish)] if done < begin else [(begin, finish)]
        done = spans[-1][1]
    return [*spans, (done, end)] if done < end else spans


def _shares(
    spans: Iterable[tuple[int, int]], quoted: Sequence[tuple[Quote, Fact]]
) -> list[tuple[int, int]]:
    """Return for each span which of the facts, by number, rest on words in it."""
    begins = [quote.start for quote, _ in quoted]
    return [(bisect_left(begins, start), bisect_left(begins, end)) for start, end in spans]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _opens(text: str, start: int) -> bool:
    """Tell whether only white space stands between a place and the line end before it."""
    before = text[:start] if start < 200 else text[start - 200 : start]
    return "\n" in before[len(before.rstrip()) :] or not before.strip()
