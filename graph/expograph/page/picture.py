"""Draws a network as a picture with title, legend and state of the data: SVG, and PNG of it."""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import networkx as nx
from babel.numbers import format_decimal
from lxml import etree

from expograph.errors import UsageError
from expograph.page.labels import LINE, Box, Spot, place, width, wrapped
from expograph.page.layout import Disc, Layout, lay_out
from expograph.page.shapes import SHAPES, colour_of, colours, number, outline
from expograph.texts import in_language, portable

_HERE = Path(__file__).parent
_SVG = "http://www.w3.org/2000/svg"
_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
_MARGIN, _SIDE = 32.0, 150.0
_WIDTH, _WIDTH_OF_MANY, _MANY = 1400.0, 2400.0, 1500
_LARGEST = 120_000_000
_ROOM_OF_A_NAME = 7000
_FEW, _MOST_TRIED = 120, 1500
_WIDEST = 6

Texts = dict[str, Any]


@dataclass(frozen=True)
class _View:
    """Where a layout lies in a picture that is ``width`` wide, below ``top``."""

    layout: Layout
    width: float
    top: float

    @cached_property
    def bounds(self) -> Box:
        """The rectangle that the layout takes, in its own measure."""
        discs = [*self.layout.things.values(), *self.layout.communities]
        return Box(
            min((d.x - d.radius for d in discs), default=0.0),
            min((d.y - d.radius for d in discs), default=0.0),
            max((d.x + d.radius for d in discs), default=1.0),
            max((d.y + d.radius for d in discs), default=1.0),
        )

    @cached_property
    def scale(self) -> float:
        """How much larger than in the layout everything is."""
        across, down = self.bounds.right - self.bounds.left, self.bounds.bottom - self.bounds.top
        return min((self.width - 2 * _SIDE) / across, self.width / down, 3.0)

    @cached_property
    def height(self) -> float:
        """How high the drawing is."""
        return (self.bounds.bottom - self.bounds.top) * self.scale + 2 * _MARGIN

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the layout is in the picture."""
        middle = (self.bounds.left + self.bounds.right) / 2
        return (
            self.width / 2 + (x - middle) * self.scale,
            self.top + _MARGIN + (y - self.bounds.top) * self.scale,
        )

    def radius(self, disc: Disc) -> float:
        """Return how large a thing is; things grow more slowly than the distances between them."""
        if self.scale < 1:
            return (disc.radius + 1.4 * (1 - self.scale)) * self.scale
        return float(disc.radius * self.scale**0.65)


def svg(graph: nx.MultiDiGraph, *, title: str = "", language: str = "en") -> str:
    """Return an SVG picture of a network: title, what was chosen, things, ties, names, legend.

    ``graph`` is what ``draw`` takes; ``graph.graph`` may hold ``choice``, ``state`` and
    ``relations``. Names are left out where there is no room for them; every thing and every tie
    says its name where the pointer rests. The picture refers to nothing outside itself, and the
    same network gives the same text.
    """
    words = _words(language)
    many = graph.number_of_nodes() > _MANY
    wide = _WIDTH_OF_MANY if many else _WIDTH
    said = _about(graph, title, words, wide)
    top = _MARGIN + sum(size * LINE + 4 for _, size, _ in said)
    view = _View(lay_out(graph), wide, top)
    legend = list(_legend(graph, words, wide, top + view.height))
    high = max((float(part.get("data-bottom", 0)) for part in legend), default=0) + _MARGIN
    root = _picture(wide, high, portable(title), " · ".join(text for text, *_ in said[1:]))
    etree.SubElement(root, "rect", width="100%", height="100%", fill=colours()["ground"])
    _write(root, said)
    root.extend(_communities(view))
    root.extend(_ties(graph, view, language))
    root.extend(_things(graph, view))
    root.append(_names(graph, view))
    for part in legend:
        part.attrib.pop("data-bottom", None)
        root.append(part)
    content: str = etree.tostring(root, encoding="unicode", pretty_print=True)
    return content


def png(graph: nx.MultiDiGraph, *, title: str = "", language: str = "en", scale: int = 1) -> bytes:
    """Return the same picture as PNG, ``scale`` (1 to 4) times as large as the SVG says.

    Raises ``UsageError`` for another scale, where the picture would be too large, and where the
    machine has no font to write the names with.
    """
    import resvg_py

    if scale not in (1, 2, 3, 4):
        raise UsageError(f"a picture can be 1, 2, 3 or 4 times as large, not {scale}")
    drawing = svg(graph, title=title, language=language)
    root = etree.fromstring(drawing, etree.XMLParser(huge_tree=True))
    across, down = float(root.get("width")), float(root.get("height"))
    if across * down * scale**2 > _LARGEST:
        fits = max(1, math.isqrt(int(_LARGEST / (across * down))))
        raise UsageError(
            f"{scale} times as large, the picture would have {across * down * scale**2:,.0f} "
            f"points; take a scale of {fits}, or SVG, which is sharp at any size"
        )
    if not _has_fonts():
        raise UsageError(
            "this machine has no font to write names with, and a PNG without names would say "
            "little; install one (Debian: fonts-dejavu-core), or write SVG instead"
        )
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, zoom=scale))


def _has_fonts() -> bool:
    """Tell whether a letter leaves a trace."""
    import resvg_py

    head = f'<svg xmlns="{_SVG}" width="20" height="20">'
    letter = '<text x="2" y="16" font-family="sans-serif">A</text>'
    drawn, empty = (
        resvg_py.svg_to_bytes(svg_string=f"{head}{inside}</svg>") for inside in (letter, "")
    )
    return bytes(drawn) != bytes(empty)


def _picture(wide: float, high: float, title: str, described: str) -> etree._Element:
    size = {"width": number(wide), "height": number(high)}
    box = f"0 0 {size['width']} {size['height']}"
    root = etree.Element("svg", xmlns=_SVG, viewBox=box, role="img", **size)
    root.set("font-family", _FONT)
    root.set("fill", colours()["text"])
    etree.SubElement(root, "title").text = title
    etree.SubElement(root, "desc").text = described
    return root


@cache
def _words(language: str) -> Texts:
    """Return the page's own words in a language, in English where there are none."""
    known = {path.stem: path for path in (_HERE / "words").glob("*.json")}
    name = language if language in known else "en"
    english, own = (json.loads(known[each].read_text("utf-8")) for each in ("en", name))
    return {**english, **own, "language": name}


def _filled(text: str, language: str, **numbers: int) -> str:
    """Return a text of the page with its numbers put in."""
    for name, value in numbers.items():
        text = text.replace(f"{{{name}}}", format_decimal(value, locale=language))
    return text


def _about(
    graph: nx.MultiDiGraph, title: str, words: Texts, wide: float
) -> list[tuple[str, int, str]]:
    """Return the lines over the picture: text, size and colour of each."""
    things, ties = graph.number_of_nodes(), graph.number_of_edges()
    counts = _filled(words["numbers"], words["language"], things=things, ties=ties)
    chosen = " · ".join(f"{word}: {value}" for word, value in graph.graph.get("choice", ()))
    room, text, quiet = wide - 2 * _MARGIN, colours()["text"], colours()["quiet"]
    said = [(line, 24, text) for line in wrapped(portable(title), 24, room, 2, bold=True)]
    for told in (counts.rstrip("."), chosen, str(graph.graph.get("state") or "")):
        said += [(line, 15, quiet) for line in wrapped(portable(told), 15, room, 3)]
    return said


def _write(root: etree._Element, said: Iterable[tuple[str, int, str]]) -> None:
    y = _MARGIN
    for text, size, colour in said:
        y += size * LINE + 4
        line = _text(text, _MARGIN, y - size * 0.4, size, fill=colour)
        if size > 15:
            line.set("font-weight", "650")
        root.append(line)


def _text(text: str, x: float, y: float, size: float, **more: str) -> etree._Element:
    part = etree.Element("text", x=number(x), y=number(y), **more)
    part.set("font-size", number(size))
    part.text = text
    return part


def _titled(tag: str, title: str, **attributes: str) -> etree._Element:
    """Return a part of the picture that says what it is where the pointer rests."""
    part = etree.Element(tag, **attributes)
    etree.SubElement(part, "title").text = title
    return part


def _communities(view: _View) -> Iterator[etree._Element]:
    group = etree.Element("g", fill=colours()["disc"])
    for disc in view.layout.communities:
        x, y = view.at(disc.x, disc.y)
        r = number(disc.radius * view.scale)
        etree.SubElement(group, "circle", cx=number(x), cy=number(y), r=r)
    yield group


def _label(graph: nx.MultiDiGraph, name: str) -> str:
    return " ".join(portable(graph.nodes[name].get("label") or name).split())


def _ties(graph: nx.MultiDiGraph, view: _View, language: str) -> Iterator[etree._Element]:
    """Yield the ties, those of one width and strength together, the strongest on top."""
    crowd = min(1.0, max(0.18, math.sqrt(900 / max(graph.number_of_edges(), 1))))
    relations, community = graph.graph.get("relations", {}), view.layout.community
    bands: defaultdict[tuple[float, bool], list[etree._Element]] = defaultdict(list)
    for start, end, tie, path in _paths(graph, view):
        near = community[start] == community[end]
        forth = relations.get(tie.get("relation"), {}).get("forth", {})
        words = portable(in_language(forth, language, tie.get("relation", "")))
        told = f"{_label(graph, start)} {words} {_label(graph, end)}"
        bands[_width(int(tie.get("weight", 1))), near].append(_titled("path", told, d=path))
    for (thick, near), paths in sorted(bands.items(), key=lambda band: (band[0][1], band[0][0])):
        alpha = (0.5 if near else 0.16) * crowd * (1.3 if thick > 1 else 1)
        group = etree.Element("g", fill="none", stroke=colours()["tie"])
        group.set("stroke-width", f"{thick:.2f}")
        group.set("stroke-opacity", f"{alpha:.3f}")
        group.extend(paths)
        yield group


def _width(sources: int) -> float:
    """Return how wide a tie is that rests on so many independent sources."""
    return 0.7 + 0.55 * (min(sources, _WIDEST) - 1)


def _paths(graph: nx.MultiDiGraph, view: _View) -> Iterator[tuple[str, str, Texts, str]]:
    """Yield each tie with its path; ties between the same two things bow apart."""
    pairs: defaultdict[tuple[str, str], list[tuple[str, str, Texts]]] = defaultdict(list)
    edges = graph.edges(keys=True, data=True)
    for start, end, _, tie in sorted(edges, key=lambda edge: (edge[0], edge[1], str(edge[2]))):
        pairs[min(start, end), max(start, end)].append((start, end, tie))
    for (low, high), ties in sorted(pairs.items()):
        for place_among, (start, end, tie) in enumerate(ties):
            if low == high:
                yield start, end, tie, _loop(view, low, 6.0 + 4 * place_among)
            else:
                bow = place_among - (len(ties) - 1) / 2
                yield start, end, tie, _bow(view, low, high, bow, len(ties))


def _bow(view: _View, low: str, high: str, place_among: float, ties: int) -> str:
    one, other = view.layout.things[low], view.layout.things[high]
    (x1, y1), (x2, y2) = view.at(one.x, one.y), view.at(other.x, other.y)
    across, down = x2 - x1, y2 - y1
    length = math.hypot(across, down) or 1.0
    bow = place_among * min(44 * view.scale, length * 0.5, length * 1.6 / ties) / length
    start, end = f"M{number(x1)} {number(y1)}", f"{number(x2)} {number(y2)}"
    if not bow:
        return f"{start}L{end}"
    middle = ((x1 + x2) / 2 - down * bow, (y1 + y2) / 2 + across * bow)
    return f"{start}Q{number(middle[0])} {number(middle[1])} {end}"


def _loop(view: _View, name: str, reach: float) -> str:
    disc = view.layout.things[name]
    x, y = view.at(disc.x, disc.y)
    y -= view.radius(disc)
    size = number(reach)
    turn = f"a{size} {size} 0 1 1 0 "
    return f"M{number(x)} {number(y)}{turn}{number(-2 * reach)}{turn}{number(2 * reach)}"


def _ranked(graph: nx.MultiDiGraph, view: _View) -> list[str]:
    """Return the things, the best tied first."""
    return sorted(graph, key=lambda name: (-view.layout.things[name].radius, name))


def _things(graph: nx.MultiDiGraph, view: _View) -> Iterator[etree._Element]:
    """Yield the things, small ones on top."""
    group = etree.Element("g", stroke=colours()["ground"])
    for name in _ranked(graph, view):
        disc, kind = view.layout.things[name], portable(graph.nodes[name].get("kind"))
        path = outline(kind, *view.at(disc.x, disc.y), view.radius(disc))
        group.append(_titled("path", _label(graph, name), d=path, fill=colour_of(kind)))
    yield group


def _names(graph: nx.MultiDiGraph, view: _View) -> etree._Element:
    """Return the names of the best tied things, as many as there is room for."""
    spots = list(_spots(graph, view))
    few = len(spots) <= _FEW
    taken = [spot.box for spot in spots if few or spot.radius > 8]
    within = Box(8, view.top, view.width - 8, view.top + view.height)
    most = round(view.width * view.height / _ROOM_OF_A_NAME)
    group = etree.Element("g", stroke=colours()["ground"])
    group.set("stroke-width", "3")
    group.set("stroke-linejoin", "round")
    group.set("paint-order", "stroke")
    for label in place(spots[:_MOST_TRIED], within, most, taken):
        for row, line in enumerate(label.lines):
            y = label.box.top + (row + 0.85) * label.spot.size * LINE
            part = _text(line, label.x, y, label.spot.size)
            part.set("text-anchor", label.anchor)
            part.set("font-weight", "650" if label.spot.bold else "450")
            group.append(part)
    return group


def _spots(graph: nx.MultiDiGraph, view: _View) -> Iterator[Spot]:
    ranked = _ranked(graph, view)
    for name in ranked:
        disc, largest = view.layout.things[name], view.layout.things[ranked[0]]
        r = view.radius(disc)
        bold = disc.radius > 0.7 * largest.radius and r > 5
        yield Spot(_label(graph, name), *view.at(disc.x, disc.y), r, bold)


def _legend(
    graph: nx.MultiDiGraph, words: Texts, wide: float, top: float
) -> Iterator[etree._Element]:
    """Yield what shapes and widths mean, in rows; ``data-bottom`` says where each ends."""
    kinds = Counter(portable(kind) for _, kind in graph.nodes(data="kind"))
    known = [*(kind for kind in SHAPES if kind in kinds), *sorted(set(kinds) - set(SHAPES))]
    named = [(kind, f"{words['kinds'].get(kind, kind)} {kinds[kind]:n}") for kind in known]
    signs: list[tuple[str | int, str]] = [
        *named,
        *((sources, _sources(sources, words)) for sources in (1, 3, _WIDEST)),
    ]
    x, y = _MARGIN, top + 24
    for sign, text in signs:
        room = 34 + width(text, 14)
        if x > _MARGIN and (x + room > wide - _MARGIN or sign == 1):
            x, y = _MARGIN, y + 28
        group = etree.Element("g", {"data-bottom": number(y + 8)})
        group.append(_sign(sign, x + 10, y - 5))
        group.append(_text(text, x + 28, y, 14, fill=colours()["quiet"]))
        yield group
        x += room + 12


def _sources(sources: int, words: Texts) -> str:
    forms = words["sourceCount"]
    form = forms.get("one", forms["other"]) if sources == 1 else forms["other"]
    said = _filled(form, words["language"], n=sources)
    return f"{said} +" if sources == _WIDEST else said


def _sign(sign: str | int, x: float, y: float) -> etree._Element:
    """Return the shape of a kind, or the line of a tie of so many sources."""
    if isinstance(sign, str):
        return etree.Element("path", d=outline(sign, x, y, 7), fill=colour_of(sign))
    line = etree.Element("path", d=f"M{number(x - 10)} {number(y)}h20", stroke=colours()["tie"])
    line.set("stroke-width", f"{_width(sign):.2f}")
    return line
