#!/usr/bin/env python3
"""Measures the network page in headless Chromium beside stock pyvis, in turn and in one run.

scripts/bench_page.py                            500, 2,000 and 10,000 things, five times each
scripts/bench_page.py --sizes 500 --repeat 3
scripts/bench_page.py --sizes 10000 --profile    where the time of our page goes, by function

Stock pyvis is `Network(cdn_resources="in_line")` with the same places given, physics off, and the
evidence with the name of its source as the title of each tie. Both pages are watched in the same
way (bench_page.js): a frame counts once it has ended, a redraw once in each frame, and the picture
is complete when nothing more is drawn for a second. Medians are shown. The empty page redraws a
small canvas at every movement: what it reaches is all that can be reached.
"""

import argparse
import math
import statistics
import tempfile
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
from devtools import Browser, Tab, chromium
from made_networks import made_network
from pyvis.network import Network

from expograph.page import draw
from expograph.page.layout import Layout, lay_out

HERE = Path(__file__).parent
WATCHING = (HERE / "bench_page.js").read_text(encoding="utf-8")
SECONDS, EVENTS_A_SECOND, MOST_UNANSWERED = 2.0, 120, 4
NEAREST = 5
EMPTY = """<!doctype html><body style="margin:0"><canvas width="1280" height="800"></canvas><script>
const ctx = document.querySelector("canvas").getContext("2d");
let asked = false;
const paint = () => { asked = false; ctx.clearRect(0, 0, 1280, 800); ctx.fillRect(9, 9, 9, 9); };
const ask = () => { if (!asked) { asked = true; requestAnimationFrame(paint); } };
for (const kind of ["pointermove", "wheel"]) document.addEventListener(kind, ask);
ask();
</script>"""
Figures = dict[str, float]


@dataclass(frozen=True)
class Page:
    """A page on disk, and whether it is ours."""

    name: str
    path: Path

    @property
    def is_ours(self) -> bool:
        return self.name == "ours"


def stock(graph: nx.MultiDiGraph, layout: Layout) -> str:
    """Return the page that pyvis makes of the same things, places, ties and evidence."""
    network = Network(cdn_resources="in_line", directed=True)
    network.toggle_physics(False)
    for name, thing in graph.nodes(data=True):
        place = layout.things[name]
        network.add_node(
            name, label=thing["label"], group=thing["kind"], title=thing["kind"],
            x=place.x, y=place.y, size=place.radius, shape="dot", physics=False,
        )  # fmt: skip
    words = {name: said["forth"]["en"] for name, said in graph.graph["relations"].items()}
    network.node_ids = dict.fromkeys(network.node_ids)  # a list takes minutes at 10,000
    for source, target, tie in graph.edges(data=True):
        told = "\n".join(f"{each['text']} ({each['source']})" for each in tie["evidence"])
        network.add_edge(source, target, title=f"{words[tie['relation']]}\n{told}")
    return str(network.generate_html())


def opened(tab: Tab, page: Page) -> None:
    """Open a page and wait until it has drawn its first frame and is at rest."""
    tab.send("Page.navigate", url=page.path.as_uri())
    for _ in range(1200):
        time.sleep(0.1)
        if tab.ask("globalThis.watched?.first ?? 0"):
            break
    else:
        raise RuntimeError(f"{page.path.name} has drawn nothing in two minutes")
    tab.ask("watched.rest()")


def middle(tab: Tab) -> tuple[float, float]:
    """Return the middle of the largest canvas in the window."""
    x, y = tab.ask(
        "(() => { const all = [...document.querySelectorAll('canvas')];"
        "const r = all.sort((a, b) => b.clientWidth - a.clientWidth)[0].getBoundingClientRect();"
        "return [r.x + r.width / 2, r.y + r.height / 2]; })()"
    )
    return x, y


def driven(tab: Tab, events: Iterator[Callable[[], int]], last: Callable[[], int]) -> Figures:
    """Send events for a while, then the last one: redraws a second, p95 gap, time to complete.

    A slow page gets no more events than it takes, as a browser gathers those of a hand.
    """
    tab.ask("watched.begin()")
    sent: deque[int] = deque()
    begun = time.monotonic()
    for number, event in enumerate(events):
        ahead = begun + number / EVENTS_A_SECOND - time.monotonic()
        if ahead > 0:
            time.sleep(ahead)
        sent.append(event())
        if len(sent) > MOST_UNANSWERED:
            tab.answer(sent.popleft())
        if time.monotonic() - begun > SECONDS:
            break
    seen = tab.call("Runtime.evaluate", expression="[...watched.frames]", returnByValue=True)
    frames = seen["result"]["value"]
    took = time.monotonic() - begun
    tab.answer(last())
    complete = tab.ask("watched.rest()")
    gaps = sorted(after - before for before, after in pairwise(frames))
    return {
        "rate": len(frames) / took,
        "gap": gaps[math.ceil(0.95 * len(gaps)) - 1] if gaps else math.nan,
        "complete": complete / 1000,
    }


def dragged(tab: Tab) -> Figures:
    """Drag the picture in circles, with the button of the mouse held down."""
    x, y = middle(tab)
    held = {"button": "left", "buttons": 1, "clickCount": 1}

    def moves() -> Iterator[Callable[[], int]]:
        step = 0
        while True:
            across, down = 90 * math.cos(step / 12) - 90, 90 * math.sin(step / 12)
            yield lambda across=across, down=down: tab.mouse(
                "mouseMoved", x + across, y + down, **held
            )
            step += 1

    tab.answer(tab.mouse("mouseMoved", x, y))
    tab.answer(tab.mouse("mousePressed", x, y, **held))
    return driven(tab, moves(), lambda: tab.mouse("mouseReleased", x, y, **held))


def zoomed(tab: Tab) -> Figures:
    """Turn the wheel six notches in and six out again, and so on."""
    x, y = middle(tab)

    def turned(notch: int) -> int:
        return tab.mouse("mouseWheel", x, y, deltaX=0, deltaY=100 if notch // 6 % 2 else -100)

    def notches() -> Iterator[Callable[[], int]]:
        step = 0
        while True:
            yield lambda step=step: turned(step)
            step += 1

    return driven(tab, notches(), lambda: turned(0))


def measured(browser: Browser, page: Page, words: list[str]) -> Figures:
    """Return every figure of a page, opened afresh."""
    with browser.tab(WATCHING) as tab:
        time.sleep(0.5)
        opened(tab, page)
        found = {"first": tab.ask("watched.first") / 1000}
        tab.call("HeapProfiler.collectGarbage")
        heap = tab.call("Runtime.getHeapUsage")
        found["heap"] = heap["usedSize"] / 1e6
        found["buffers"] = heap.get("backingStorageSize", 0) / 1e6
        for name, move in (("drag", dragged), ("zoom", zoomed)):
            found |= {f"{name} {key}": value for key, value in move(tab).items()}
        if page.is_ours:
            keys = tab.ask(f"watched.search({words!r})")
            found |= {"search": statistics.median(keys), "search worst": max(keys)}
            found |= _pressed(tab, "filter", "#kinds button")
    return found


def _pressed(tab: Tab, name: str, selector: str) -> Figures:
    times = tab.ask(f"watched.press({selector!r})")
    if not times:
        return {}
    return {
        name: statistics.median(handled for handled, _ in times),
        f"{name} worst": max(handled for handled, _ in times),
        f"{name} drawn": statistics.median(drawn for _, drawn in times),
    }


def searched(graph: nx.MultiDiGraph) -> list[str]:
    """Return a few words to search for: the beginnings of names, and one that is nowhere."""
    labels = [graph.nodes[name]["label"] for name in sorted(graph)]
    return [labels[len(labels) * part // 7][:8].lower() for part in range(1, 7)] + ["xyzzy"]


def of_layout(graph: nx.MultiDiGraph, layout: Layout) -> Figures:
    """Return how many things lie over another, and how well the neighbours of events hold together.

    Asked are things that are tied to one event only. They are together with it where they lie in
    the same disc; and of the five things nearest to each it is counted how many are tied to that
    event too, or are the event.
    """
    events_of: dict[str, set[str]] = defaultdict(set)
    for one, other in graph.edges():
        for event, thing in ((one, other), (other, one)):
            if graph.nodes[event]["kind"] == "Event" and graph.nodes[thing]["kind"] != "Event":
                events_of[thing].add(event)
    members = Counter(event for events in events_of.values() for event in events)
    squares = _squares(layout)
    over = sum(1 for name in layout.things if _is_covered(layout, squares, name))
    together, near = [], []
    for thing, events in events_of.items():
        if len(events) == 1:
            (event,) = events
            together.append(layout.community[thing] == layout.community[event])
            most = min(NEAREST, members[event])
            nearest = _nearest(layout, squares, thing, most)
            held = sum(1 for one in nearest if one == event or event in events_of.get(one, ()))
            near.append(held / most)
    return {
        "overlap": over / len(layout.things),
        "together": statistics.fmean(together),
        "near": statistics.fmean(near),
    }


SQUARE = 60.0
Squares = dict[tuple[int, int], list[str]]


def _squares(layout: Layout) -> Squares:
    squares: Squares = defaultdict(list)
    for name, disc in layout.things.items():
        squares[int(disc.x // SQUARE), int(disc.y // SQUARE)].append(name)
    return squares


def _within(layout: Layout, squares: Squares, name: str, reach: int) -> Iterator[tuple[float, str]]:
    """Yield things at most so many squares away, with how far."""
    here = layout.things[name]
    column, row = int(here.x // SQUARE), int(here.y // SQUARE)
    for across in range(column - reach, column + reach + 1):
        for down in range(row - reach, row + reach + 1):
            for other in squares.get((across, down), ()):
                if other != name:
                    disc = layout.things[other]
                    yield math.dist((here.x, here.y), (disc.x, disc.y)), other


def _nearest(layout: Layout, squares: Squares, name: str, most: int) -> list[str]:
    reach = 1
    while True:
        found = sorted(_within(layout, squares, name, reach))
        if len(found) >= most and (found[most - 1][0] <= reach * SQUARE or reach > 50):
            return [other for _, other in found[:most]]
        reach += 1


def _is_covered(layout: Layout, squares: Squares, name: str) -> bool:
    size = layout.things[name].radius
    return any(
        distance < size + layout.things[other].radius
        for distance, other in _within(layout, squares, name, 2)
    )


def of_python(graph: nx.MultiDiGraph, path: Path, repeat: int) -> Figures:
    """Return the CPU seconds of the layout, and from the graph to the page on disk."""

    def written() -> None:
        path.write_text(draw(graph, title="Measured"), encoding="utf-8", newline="\n")

    found: dict[str, list[float]] = {"layout": [], "python": []}
    for _ in range(repeat):
        for name, work in (("layout", lambda: lay_out(graph)), ("python", written)):
            before = time.process_time()
            work()
            found[name].append(time.process_time() - before)
    return {name: statistics.median(times) for name, times in found.items()}


ROWS = [
    ("first frame, s", "first", "{:.2f}"),
    ("drag, redraws a second", "drag rate", "{:.0f}"),
    ("drag, p95 gap, ms", "drag gap", "{:.0f}"),
    ("drag, complete after, s", "drag complete", "{:.2f}"),
    ("zoom, redraws a second", "zoom rate", "{:.0f}"),
    ("zoom, p95 gap, ms", "zoom gap", "{:.0f}"),
    ("zoom, complete after, s", "zoom complete", "{:.2f}"),
    ("size, kB", "size", "{:,.0f}"),
    ("JS heap, MB", "heap", "{:.1f}"),
    ("buffers beside it, MB", "buffers", "{:.1f}"),
    ("search, ms a key", "search", "{:.1f}"),
    ("search, worst key", "search worst", "{:.1f}"),
    ("filter, ms", "filter", "{:.1f}"),
    ("filter, worst", "filter worst", "{:.1f}"),
    ("filter, until drawn", "filter drawn", "{:.0f}"),
    ("layout, CPU s", "layout", "{:.2f}"),
    ("layout: overlap", "overlap", "{:.3f}"),
    ("layout: of one event, in its disc", "together", "{:.2f}"),
    ("layout: of one event, among the nearest", "near", "{:.2f}"),
    ("Python, graph to page, CPU s", "python", "{:.2f}"),
]
RATIOS = {"first": "sooner", "drag rate": "", "zoom rate": "", "size": "smaller", "heap": "smaller"}


def table(size: int, ties: int, ours: Figures, theirs: Figures) -> str:
    """Return the figures of one size as a table in Markdown."""
    head = f"| {size:,} things, {ties:,} ties | ours | stock | |\n|---|---|---|---|"
    rows = [
        f"| {words} | {_shown(form, ours, key)} | {_shown(form, theirs, key)} | "
        f"{_ratio(key, ours, theirs)} |"
        for words, key, form in ROWS
        if key in ours
    ]
    return "\n".join([head, *rows])


def _shown(form: str, figures: Figures, key: str) -> str:
    return form.format(figures[key]) if key in figures else "–"


def _ratio(key: str, ours: Figures, theirs: Figures) -> str:
    if key not in RATIOS or not theirs.get(key) or not ours.get(key):
        return ""
    less_is_better = bool(RATIOS[key])
    ratio = theirs[key] / ours[key] if less_is_better else ours[key] / theirs[key]
    return f"**{ratio:.1f}×** {RATIOS[key]}".strip()


def medians(runs: list[Figures]) -> Figures:
    """Return the median of each figure."""
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def bench(browser: Browser, folder: Path, size: int, repeat: int) -> None:
    """Measure one size, ours and stock in turn, and print its table."""
    graph = made_network(size, 4 * size)
    layout = lay_out(graph)
    ours, theirs = Page("ours", folder / "ours.html"), Page("stock", folder / "stock.html")
    figures = of_python(graph, ours.path, min(repeat, 5)) | of_layout(graph, layout)
    theirs.path.write_text(stock(graph, layout), encoding="utf-8", newline="\n")
    words = searched(graph)
    runs: dict[str, list[Figures]] = {page.name: [] for page in (ours, theirs)}
    for _ in range(repeat):
        for page in (ours, theirs):
            runs[page.name].append(measured(browser, page, words))
    mine = medians(runs["ours"]) | figures | {"size": ours.path.stat().st_size / 1000}
    stocks = medians(runs["stock"]) | {"size": theirs.path.stat().st_size / 1000}
    print(table(size, graph.number_of_edges(), mine, stocks), "\n", flush=True)


def ceiling(browser: Browser, folder: Path) -> None:
    """Print what the empty page reaches."""
    empty = Page("empty", folder / "empty.html")
    empty.path.write_text(EMPTY, encoding="utf-8")
    with browser.tab(WATCHING) as tab:
        opened(tab, empty)
        drag, zoom = dragged(tab), zoomed(tab)
    print(f"Empty page: drag {drag['rate']:.0f} redraws a second, p95 gap {drag['gap']:.0f} ms;")
    print(f"zoom {zoom['rate']:.0f} redraws a second, p95 gap {zoom['gap']:.0f} ms.\n", flush=True)


def profiled(browser: Browser, folder: Path, size: int) -> None:
    """Print by function where our page spends its time, opening and in use, and its memory."""
    graph = made_network(size, 4 * size)
    page = Page("ours", folder / "ours.html")
    page.path.write_text(draw(graph, title="Measured"), encoding="utf-8", newline="\n")
    works: list[tuple[str, Callable[[Tab], object]]] = [
        ("opening", lambda tab: opened(tab, page)),
        ("drag", dragged),
        ("zoom", zoomed),
        ("filter", lambda tab: tab.ask("watched.press('#kinds button')")),
        ("search", lambda tab: tab.ask(f"watched.search({searched(graph)!r})")),
    ]
    with browser.tab(WATCHING) as tab:
        tab.call("Profiler.enable")
        tab.call("Profiler.setSamplingInterval", interval=200)
        for name, work in works:
            tab.call("Profiler.start")
            work(tab)
            print(f"\n{name}\n{_by_function(tab.call('Profiler.stop')['profile'])}", flush=True)
    with browser.tab(WATCHING) as tab:
        tab.call("HeapProfiler.startSampling", samplingInterval=4096)
        opened(tab, page)
        tab.call("HeapProfiler.collectGarbage")
        print(f"\nheap that is kept\n{_by_maker(tab.call('HeapProfiler.stopSampling')['profile'])}")


def _by_function(profile: dict[str, Any], most: int = 22) -> str:
    """Return a table of functions by the time they take themselves, and with what they call."""
    nodes = {node["id"]: node for node in profile["nodes"]}
    parent = {child: node["id"] for node in nodes.values() for child in node.get("children", ())}
    alone: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for one, microseconds in zip(profile["samples"], profile["timeDeltas"], strict=True):
        alone[_place(nodes[one])] += microseconds
        above, line = set(), one
        while line is not None:
            above.add(_place(nodes[line]))
            line = parent.get(line)
        whole.update(dict.fromkeys(above, microseconds))
    rows = ["| function | alone, ms | with what it calls, ms |", "|---|---|---|"]
    rows += [
        f"| {place} | {spent / 1000:.0f} | {whole[place] / 1000:.0f} |"
        for place, spent in alone.most_common(most)
    ]
    return "\n".join(rows)


def _by_maker(profile: dict[str, Any], most: int = 18) -> str:
    """Return a table of functions by the bytes they have made that are still kept."""
    kept: Counter[str] = Counter()
    waiting = [profile["head"]]
    while waiting:
        node = waiting.pop()
        kept[_place(node)] += node["selfSize"]
        waiting += node["children"]
    rows = ["| made in | kB |", "|---|---|"]
    rows += [f"| {place} | {size / 1000:,.0f} |" for place, size in kept.most_common(most)]
    return "\n".join(rows)


def _place(node: dict[str, Any]) -> str:
    frame = node["callFrame"]
    file = frame["url"].rsplit("/", 1)[-1]
    return f"{frame['functionName'] or 'nameless'} {file}:{frame['lineNumber'] + 1}".strip()


def main() -> None:
    """Measure the sizes that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 2000, 10_000])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        if not given.profile:
            ceiling(browser, Path(folder))
        for size in given.sizes:
            if given.profile:
                profiled(browser, Path(folder), size)
            else:
                bench(browser, Path(folder), size, given.repeat)


if __name__ == "__main__":
    main()
