"""Finds where in a text its things are named, and writes a stretch of it with marks."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from expograph.claims import Quote
from expograph.readings import Entity

_WORD = re.compile(r"\w+")
_UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, 13, *range(14, 32), 127], "\ufffd")


Named = tuple[int, int, tuple[Entity, ...]]
"""A stretch of a text, and the things that it names."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that is shown otherwise: by a class, and with words of explanation.

    ``tag`` is the element; ``number`` is shown where the stretch begins and where it ends.
    """

    start: int
    end: int
    tag: str
    style: str
    title: str = ""
    number: str = ""


def clean(text: str) -> str:
    """Return a text that every page can carry, of the same length.

    >>> clean("a\\x00b"), clean("\\ud800")
    ('a\ufffdb', '?')
    """
    return text.encode("utf-8", "replace").decode("utf-8").translate(_UNPRINTABLE)


def names_in(text: str, entities: Iterable[Entity]) -> list[Named]:
    """Return where things are named in a text, by start: as was read, and again in other places.

    A name that was read for several things stands for all of them where it was read so, and for
    the first elsewhere.
    """
    read: dict[tuple[int, int], list[Entity]] = {}
    forms: dict[str, Entity] = {}
    for entity in entities:
        for mention in entity.mentions:
            forms.setdefault(mention.form, entity)
            if isinstance(mention.evidence, Quote):
                at = mention.evidence.start, mention.evidence.end
                read.setdefault(at, []).append(entity)
    taken = _Taken(read)
    again = {
        (start, end): [forms[text[start:end]]]
        for start, end in _found_again(text, forms)
        if not taken.touches(start, end)
    }
    found = [(*at, tuple(read.get(at) or again[at])) for at in sorted({*read, *again}, key=_outer)]
    return list(_once(found))


def _once(found: Iterable[Named]) -> Iterator[Named]:
    """Yield names, but none inside a longer one of the same thing."""
    outer: list[Named] = []
    for name in found:
        start, end, entities = name
        outer = [each for each in outer if each[1] > start]
        if not any(end <= each[1] and each[2] == entities for each in outer):
            yield name
            outer.append(name)


class _Taken:
    """Places of the text that are spoken for."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._letters = {place for start, end in spans for place in range(start, end)}

    def touches(self, start: int, end: int) -> bool:
        """Tell whether a stretch holds such a place."""
        return not self._letters.isdisjoint(range(start, end))


def _found_again(text: str, forms: Mapping[str, Entity]) -> Iterator[tuple[int, int]]:
    """Yield where names stand as whole words, of several at one place the longest."""
    lengths: dict[str, set[int]] = {}
    for form in forms:
        if first := _WORD.match(form):
            lengths.setdefault(first[0], set()).add(len(form))
    longest_first = {word: sorted(of_word, reverse=True) for word, of_word in lengths.items()}
    done = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < done:
            continue
        for length in longest_first.get(word[0], ()):
            end = start + length
            if text[start:end] in forms and not text[end : end + 1].isalnum():
                yield start, end
                done = end
                break


def _outer(span: tuple[int, int]) -> tuple[int, int]:
    """Return what sorts spans by start, those that hold others first."""
    return span[0], -span[1]


def marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> Markup:
    """Return a stretch of a text as HTML with marks, which may lie across one another.

    Where one ends inside another that goes on, the other is closed and opened again, so that the
    elements are always nested. Without its tags and numbers, the result is the text, escaped.
    """
    inside = [mark for mark in marks if start <= mark.start < mark.end <= end]
    beginning: dict[int, list[Mark]] = {}
    for mark in sorted(inside, key=lambda mark: -mark.end):
        beginning.setdefault(mark.start, []).append(mark)
    written: list[Markup] = []
    stack: list[Mark] = []
    places = sorted({start, end, *beginning, *(mark.end for mark in inside)})
    for place, following in zip(places, [*places[1:], end], strict=True):
        going_on = [mark for mark in stack if mark.end > place]
        kept = _shared(stack, going_on)
        written += [_closing(mark, place) for mark in reversed(stack[kept:])]
        written += [_opening(mark, again=True) for mark in going_on[kept:]]
        written += [_opening(mark) for mark in beginning.get(place, ())]
        stack = [*going_on, *beginning.get(place, ())]
        written.append(escape(clean(text[place:following])))
    return Markup("").join(written)


def _shared(one: Sequence[Mark], other: Sequence[Mark]) -> int:
    """Return how many marks two stacks have in common from below."""
    for depth, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine is not yours:
            return depth
    return min(len(one), len(other))


def _opening(mark: Mark, *, again: bool = False) -> Markup:
    style = f"{mark.style} on" if again else mark.style
    title = Markup(' title="{}"').format(clean(mark.title)) if mark.title else ""
    number = _number(mark) if mark.number and not again else ""
    return Markup('<{} class="{}"{}>{}').format(mark.tag, style, title, number)


def _closing(mark: Mark, place: int) -> Markup:
    ends = mark.number and mark.end == place
    return Markup("{}</{}>").format(_number(mark) if ends else "", mark.tag)


def _number(mark: Mark) -> Markup:
    return Markup("<sup>{}</sup>").format(mark.number)
