"""Says in which shape and colour a picture shows each kind of thing, as the page does."""

import math
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
Point = tuple[float, float]
_Shape = Callable[[float, float, float], str]


@cache
def colours() -> dict[str, str]:
    """Return the light colours of ``page.css`` by their names, such as "kind-Event" and "text"."""
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    light = style[style.index(":root {") : style.index("}")]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))


def colour_of(kind: str) -> str:
    """Return the colour of a kind; a grey for kinds that have none."""
    return colours().get(f"kind-{kind}", colours()["tie"])


def outline(kind: str, x: float, y: float, r: float) -> str:
    """Return the path of a thing of some kind around a point; a disc for kinds that have none."""
    return SHAPES.get(kind, _disc)(x, y, r)


def number(value: float) -> str:
    """Return a coordinate, exact to a tenth.

    >>> number(2.04), number(-0.04)
    ('2', '0')
    """
    said = f"{value:.1f}".removesuffix(".0")
    return "0" if said == "-0" else said


def joined(points: list[Point]) -> str:
    """Return the closed path through points."""
    return f"M{' L'.join(f'{number(x)} {number(y)}' for x, y in points)}Z"


def _round(x: float, y: float, r: float, turn: int = 1) -> str:
    r = round(r, 1)
    arc = f"a{number(r)} {number(r)} 0 1 {turn}"
    return f"M{number(x - r)} {number(y)}{arc} {number(2 * r)} 0{arc} {number(-2 * r)} 0Z"


def _disc(x: float, y: float, r: float) -> str:
    return _round(x, y, r)


def _ring(x: float, y: float, r: float) -> str:
    return _round(x, y, r) + _round(x, y, r * 0.5, turn=0)


def _bar(x: float, y: float, r: float) -> str:
    left, right, top, bottom = x - r * 1.25, x + r * 1.25, y - r * 0.65, y + r * 0.65
    return joined([(left, top), (right, top), (right, bottom), (left, bottom)])


def _cross(x: float, y: float, r: float) -> str:
    corners, points = [(0.42, -1.1), (0.42, -0.42), (1.1, -0.42)], []
    for _ in range(4):
        points += [(x + across * r, y + down * r) for across, down in corners]
        corners = [(-down, across) for across, down in corners]
    return joined(points)


def _polygon(corners: int, size: float, turn: float = 0, inner: float = 1) -> _Shape:
    """Return a shape of so many corners, every second one drawn in (for stars)."""

    def drawn(x: float, y: float, r: float) -> str:
        angles = [turn - math.pi / 2 + 2 * math.pi * corner / corners for corner in range(corners)]
        reach = [r * size * (inner if corner % 2 else 1) for corner in range(corners)]
        return joined(
            [
                (x + far * math.cos(angle), y + far * math.sin(angle))
                for angle, far in zip(angles, reach, strict=True)
            ]
        )

    return drawn


SHAPES: dict[str, _Shape] = {
    "Event": _disc,
    "EventSeries": _ring,
    "Organisation": _polygon(4, 1.25, math.pi / 4),
    "City": _polygon(3, 1.3),
    "Country": _bar,
    "Venue": _polygon(3, 1.3, math.pi),
    "Person": _polygon(4, 1.25),
    "Project": _cross,
    "Award": _polygon(10, 1.4, 0, 0.5),
    "Theme": _polygon(6, 1.1, math.pi / 6),
}
