"""Finds room for names beside the things of a picture, so that no name lies over another."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NARROW, _WIDE = frozenset("iljfrtI.,:;'|!()[]/ -"), frozenset("mwMWGOQ@%&—…")
_CUT, _ONE_LINE = 42, 22
LINE = 1.2
"""The height of a line, in sizes of its type."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether the two share a point."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def shared(self, other: "Box") -> float:
        """Return the area that lies in both."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)


@dataclass(frozen=True, slots=True)
class Spot:
    """A thing of the picture that wants to be named; ``bold`` where it should be by all means."""

    name: str
    x: float
    y: float
    radius: float
    bold: bool = False

    @property
    def size(self) -> float:
        """The size of its type."""
        return round(min(15.0, max(11.0, 9.5 + self.radius * 0.4)))

    @property
    def box(self) -> Box:
        """The room that the thing itself takes."""
        x, y, r = self.x, self.y, self.radius
        return Box(x - r, y - r, x + r, y + r)


@dataclass(frozen=True, slots=True)
class Label:
    """A name with its place: the lines, the box that holds them, the side that they begin from."""

    spot: Spot
    lines: tuple[str, ...]
    box: Box
    anchor: str

    @property
    def x(self) -> float:
        """Where its lines are anchored."""
        middle = (self.box.left + self.box.right) / 2
        return {"start": self.box.left, "end": self.box.right, "middle": middle}[self.anchor]


def width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a text may be at most, whichever sans-serif shows it.

    Fonts differ and a picture carries none, so letters count as in a wide one.
    """
    return sum(map(_letter, text)) * size * (1.12 if bold else 1)


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.43
    if letter in _WIDE:
        return 1.0
    if letter.isascii():
        return 0.77 if letter.isupper() else 0.66
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.05 if unicodedata.east_asian_width(letter) in ("W", "F") else 0.85


def wrapped(text: str, size: float, room: float, most: int, bold: bool = False) -> list[str]:
    """Return a text in lines that fit; where more than ``most`` were needed, the last ends in …."""
    lines = [""]
    for word in text.split():
        for part in _parts(word, size, room, bold):
            longer = f"{lines[-1]} {part}" if lines[-1] else part
            if width(longer, size, bold) <= room:
                lines[-1] = longer
            else:
                lines.append(part)
    if len(lines) > most:
        return [*lines[: most - 1], f"{lines[most - 1]}…"]
    return [line for line in lines if line]


def _parts(word: str, size: float, room: float, bold: bool) -> Iterator[str]:
    """Yield a word, in pieces where it is too long for any line."""
    part = ""
    for letter in word:
        if part and width(part + letter + "…", size, bold) > room:
            yield part
            part = ""
        part += letter
    yield part


def lines_of(name: str) -> tuple[str, ...]:
    """Return a name in one line or two, cut where it is very long.

    >>> lines_of("Malmö"), lines_of("Smart City Expo World Congress")
    (('Malmö',), ('Smart City Expo', 'World Congress'))
    """
    text = " ".join(name.split())
    text = f"{text[: _CUT - 1]}…" if len(text) > _CUT else text
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    if len(text) <= _ONE_LINE or not spaces:
        return (text,)
    best = min(spaces, key=lambda place: abs(place - len(text) / 2))
    return text[:best], text[best + 1 :]


def place(spots: Iterable[Spot], within: Box, most: int, things: Iterable[Box]) -> list[Label]:
    """Return names for the first of ``spots`` that have room, at most so many.

    A name lies over no other name and not outside of ``within``; over one of ``things`` only where
    it is ``bold`` and has no other place, and then where it covers least.
    """
    taken, labels = list(things), list[Label]()
    for spot in spots:
        if len(labels) >= most:
            break
        written = [label.box for label in labels]
        places = [
            label
            for label in _places(spot, within)
            if not any(label.box.meets(other) for other in written)
        ]
        if label := _best(places, taken):
            labels.append(label)
    return labels


def _best(places: list[Label], things: list[Box]) -> Label | None:
    """Return the first place that covers nothing; else, for a bold name, that which does least."""
    covers = [sum(label.box.shared(thing) for thing in things) for label in places]
    for label, cover in zip(places, covers, strict=True):
        if not cover:
            return label
    if not places or not places[0].spot.bold:
        return None
    return min(zip(covers, range(len(places)), places, strict=True))[2]


def _places(spot: Spot, within: Box) -> Iterator[Label]:
    """Yield a name beside, under and over its thing, as far as that is inside the picture."""
    lines = lines_of(spot.name)
    across = max(width(line, spot.size, spot.bold) for line in lines)
    down, gap = len(lines) * spot.size * LINE, spot.radius * 1.3 + 3
    for left, top, anchor in (
        (spot.x + gap, spot.y - down / 2, "start"),
        (spot.x - gap - across, spot.y - down / 2, "end"),
        (spot.x - across / 2, spot.y + gap, "middle"),
        (spot.x - across / 2, spot.y - gap - down, "middle"),
    ):
        box = Box(left, top, left + across, top + down)
        inside = within.left <= box.left and box.right <= within.right
        if inside and within.top <= box.top and box.bottom <= within.bottom:
            yield Label(spot, lines, box, anchor)
