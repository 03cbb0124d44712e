#!/usr/bin/env python3
"""Measures how long Python takes from the rows of a graph to the written page of its network.

scripts/bench_network.py                        500, 2,000 and 10,000 things, three times each
scripts/bench_network.py --sizes 500 --repeat 1
scripts/bench_network.py --keep made            builds the stores there, and uses those built before
scripts/bench_network.py --sizes --store expograph-store      the whole graph of a store of yours

The graphs are made up, four ties to a thing. Beside them stands stock pyvis, which makes its page
of the same network once it is filled. Times are CPU seconds, the medians of some runs.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bench_page import stock
from made_claims import RELATIONS, made_material

from expograph import pipeline
from expograph.memory import nothing_to_collect
from expograph.network import build as networks
from expograph.network.measures import hubs_and_bridges
from expograph.page import draw
from expograph.page.layout import lay_out
from expograph.store import open_store

GOALS = {500: 0.3, 2000: 1.0, 10_000: 5.0}
"""Seconds that all may take at so many things."""

STEPS = ("read", "fill", "measure", "draw")
Made = TypeVar("Made")


class Clock:
    """Takes the CPU seconds of each step, by its name."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}

    def __call__(self, step: str, work: Callable[[], Made]) -> Made:
        """Do some work and take its time."""
        begun = time.process_time()
        made = work()
        self.taken[step] = time.process_time() - begun
        return made


@dataclass(frozen=True)
class Written:
    """A page that was made: what it shows, how long it took, and how large it is beside stock."""

    things: int
    ties: int
    seconds: dict[str, float]
    letters: int
    stock_letters: int


@nothing_to_collect()
def written(store: Path, relations: Iterable[str]) -> Written:
    """Make the page of a whole graph with these relations, or without any the usual ones."""
    rows, clock = open_store(store).rows, Clock()
    ties = clock("read", lambda: networks.read_ties(rows, relations))
    graph = clock("fill", lambda: networks.network_of(ties, rows))
    graph.graph.update(clock("measure", lambda: hubs_and_bridges(graph)))
    ours = clock("draw", lambda: draw(graph, title="Measured"))
    layout = lay_out(graph)
    theirs = clock("stock", lambda: stock(graph, layout))
    letters, stock_letters = len(ours.encode()), len(theirs.encode())
    return Written(len(graph), graph.number_of_edges(), clock.taken, letters, stock_letters)


def bench(store: Path, relations: Iterable[str], goal: float | None, repeat: int) -> str:
    """Return the line of the table for one store."""
    runs = [written(store, relations) for _ in range(repeat)]
    one = runs[0]
    median = {
        step: statistics.median(run.seconds[step] for run in runs) for step in (*STEPS, "stock")
    }
    cells = [
        f"{one.things:,}", f"{one.ties:,}", *(f"{median[step]:.2f}" for step in STEPS),
        f"**{sum(median[step] for step in STEPS):.2f}**", f"{goal:.1f}" if goal else "",
        f"{median['stock']:.2f}", f"{one.letters / 1000:,.0f}",
        f"1/{one.stock_letters / one.letters:.1f}",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure the sizes that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=list(GOALS))
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--store", type=Path)
    given = parser.parse_args()
    heads = ["things", "ties", *STEPS, "all, s", "goal", "stock pyvis, page alone, s"]
    print(f"| {' | '.join([*heads, 'page, kB', 'of stock'])} |")
    print("|---" * (len(heads) + 2) + "|")
    if given.store:
        print(bench(given.store, (), None, given.repeat), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes:
            store = (given.keep or Path(folder)) / f"made-{size}"
            if not store.exists():
                pipeline.build(store, made_material(size, 4 * size), check=False)
            made = sorted(RELATIONS.values())
            print(bench(store, made, GOALS.get(size), given.repeat), flush=True)


if __name__ == "__main__":
    main()
