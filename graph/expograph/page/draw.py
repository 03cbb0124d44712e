"""Draws a network as one HTML page: fills a pyvis network and renders our template with it."""

import json
from collections.abc import Iterable
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx as nx
from babel.numbers import format_decimal
from markupsafe import Markup
from pyvis.network import Network

from expograph.memory import nothing_to_collect
from expograph.page.columns import (
    LISTS,
    THING,
    TIE,
    Record,
    best_evidenced,
    evidence_columns,
    network_columns,
)
from expograph.page.layout import Layout, lay_out
from expograph.page.packed import packed, policy
from expograph.page.script import joined
from expograph.texts import carried, portable
from expograph.vocabulary import TERMS

_HERE = Path(__file__).parent
_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
_OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"shape": "custom"},
    "interaction": {"dragNodes": False, "hover": False, "selectable": False, "keyboard": False},
}


class _Names(list[str]):
    """A list of names that is quick to ask whether it holds one, as pyvis does for every tie."""

    def __init__(self) -> None:
        super().__init__()
        self._held: set[str] = set()

    def append(self, name: str) -> None:
        super().append(name)
        self._held.add(name)

    def __contains__(self, name: object) -> bool:
        return name in self._held


def draw(
    graph: nx.MultiDiGraph,
    *,
    title: str,
    note: str = "",
    language: str = "en",
    story: Iterable[Record] = (),
) -> str:
    """Return the text of an HTML page that shows ``graph``, in one file, asking nobody anything.

    ``graph`` has things as nodes and ties as edges, with what ``THING`` and ``TIE`` of the columns
    name, and a ``label``; its own attributes ``relations``, ``roles`` and ``themes`` say how these
    are called in each language, ``hubs`` and ``bridges`` which things stand out, and ``focus``
    which thing all of it is about, on which the page opens. ``note`` stands under the title: what
    was chosen, and the state of the data. ``language`` is the one in which the page opens; English
    where it is not known. ``story`` has steps, each with its ``text`` by language and the ``state``
    that it shows: what of ``NO_STATE`` of ``address.js`` is different. The same input gives the
    same bytes.
    """
    with nothing_to_collect():
        return _drawn(graph, title, note, language, list(story))


def _drawn(
    graph: nx.MultiDiGraph, title: str, note: str, language: str, story: list[Record]
) -> str:
    layout = lay_out(graph)
    network = _network(graph, layout, portable(title))
    words = _words()
    spoken = language if language in words else "en"
    about = {
        **{"title": portable(title), "note": portable(note), "language": spoken},
        "state": portable(graph.graph.get("state")),
        "choice": carried(graph.graph.get("choice", ())),
    }
    page = {
        **{"about": about, "words": words, "communities": _circles(layout)},
        "story": carried(story),
        "terms": sorted(TERMS),
    }
    start, script = joined(_HERE / "script", "start.js"), joined(_HERE / "script")
    style, library = _source("page.css"), _library()
    network.templateEnv.globals.update(
        language=spoken,
        words=words[spoken],
        number=partial(format_decimal, locale=spoken),
        note=about["note"],
        policy=policy(scripts=[start, script, library], styles=[style]),
        start=Markup(start),
        script=packed(script),
        style=Markup(style),
        licence=Markup(library[: library.index("*/") + 2]),
        library=packed(library),
        data=lambda nodes, edges, options: packed(
            _json(
                {
                    **page,
                    "options": json.loads(options),
                    **network_columns(nodes, edges, graph.graph),
                }
            )
        ),
        evidence=lambda edges: packed(_json(evidence_columns(edges))),
        best_evidenced=lambda nodes, edges: best_evidenced(nodes, edges, graph.graph, spoken),
    )
    return str(network.generate_html())


def _network(graph: nx.MultiDiGraph, layout: Layout, title: str) -> Network:
    """Return ``graph`` as a pyvis network with our template, the most important first."""
    network = Network(directed=True, heading=title)
    network.set_template_dir(str(_HERE), "page.html")
    network.templateEnv.autoescape = True
    network.options = _OPTIONS
    network.node_ids = _Names()
    for name in sorted(graph, key=lambda name: (-layout.things[name].radius, name)):
        _add_thing(network, name, graph.nodes[name], layout)
    for source, target, tie in _strongest_first(graph):
        network.add_edge(source, target, **tie)
    return network


def _add_thing(network: Network, name: str, thing: dict[str, Any], layout: Layout) -> None:
    """Add one thing, where the layout puts it."""
    place = layout.things[name]
    network.add_node(
        name,
        label=portable(thing.get("label")) or name,
        shape="custom",
        x=place.x,
        y=place.y,
        size=place.radius,
        community=layout.community[name],
        **{field: _field(thing, field) for field in THING},
    )


def _field(thing: dict[str, Any], name: str) -> Any:
    """Return what is known of a thing: texts by language, a list, or a text."""
    empty: Any = {} if name == "labels" else [] if name in LISTS else ""
    return carried(thing.get(name) or empty)


def _strongest_first(graph: nx.MultiDiGraph) -> list[tuple[str, str, dict[str, Any]]]:
    """Return the ties, those of the most sources first."""

    def order(edge: tuple[str, str, Any, dict[str, Any]]) -> tuple[int, int, str, str, str, str]:
        source, target, key, tie = edge
        weight, evidence = int(tie.get("weight", 1)), len(tie.get("evidence", ()))
        return -weight, -evidence, source, target, portable(tie.get("relation")), str(key)

    edges = sorted(graph.edges(keys=True, data=True), key=order)
    return [
        (source, target, {name: tie[name] for name in TIE if name in tie})
        for source, target, _, tie in edges
    ]


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _circles(layout: Layout) -> list[list[float]]:
    return [[disc.x, disc.y, disc.radius] for disc in layout.communities]


@cache
def _source(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    """Return vis-network as pyvis carries it, without the line that points to a map of it."""
    text = (files("pyvis") / _LIBRARY).read_text(encoding="utf-8")
    return text.partition("//# sourceMappingURL=")[0].rstrip() + "\n"


@cache
def _words() -> dict[str, dict[str, Any]]:
    """Return the page's own words in each of its languages."""
    known = sorted(path.stem for path in (_HERE / "words").glob("*.json"))
    return {name: json.loads(_source(f"words/{name}.json")) for name in known}
