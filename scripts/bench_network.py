#!/usr/bin/env python3
"""Measures how long Python takes from the rows of a graph to the written page of its network.

scripts/bench_network.py                        500, 2,000 and 10,000 things, three times each
scripts/bench_network.py --sizes 500 --repeat 1
scripts/bench_network.py --keep made            builds the stores there, and uses those built before

The graphs are made up, four ties to a thing. Beside them stands stock pyvis, which makes its page
of the same network once it is filled. Times are CPU seconds, the medians of some runs.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import networkx as nx
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


@nothing_to_collect()
def written(store: Path) -> tuple[nx.MultiDiGraph, dict[str, float]]:
    """Make the page of a whole graph; return its network and the seconds of each step."""
    rows, clock = open_store(store).rows, Clock()
    ties = clock("read", lambda: networks.read_ties(rows, RELATIONS.values()))
    graph = clock("fill", lambda: networks.network_of(ties, rows))
    graph.graph.update(clock("measure", lambda: hubs_and_bridges(graph)))
    clock("draw", lambda: draw(graph, title="Made up"))
    layout = lay_out(graph)
    clock("stock", lambda: stock(graph, layout))
    return graph, clock.taken


def bench(store: Path, size: int, repeat: int) -> str:
    """Return the line of the table for one size."""
    runs = [written(store) for _ in range(repeat)]
    graph = runs[0][0]
    median = {
        step: statistics.median(taken[step] for _, taken in runs) for step in (*STEPS, "stock")
    }
    ours = sum(median[step] for step in STEPS)
    cells = [
        f"{len(graph):,}", f"{graph.number_of_edges():,}",
        *(f"{median[step]:.2f}" for step in STEPS), f"**{ours:.2f}**",
        f"{GOALS[size]:.1f}" if size in GOALS else "", f"{median['stock']:.2f}",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure the sizes that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=list(GOALS))
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    print(f"| things | ties | {' | '.join(STEPS)} | all, s | goal | stock pyvis, page alone |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes:
            store = (given.keep or Path(folder)) / f"made-{size}"
            if not store.exists():
                pipeline.build(store, made_material(size, 4 * size), check=False)
            print(bench(store, size, given.repeat), flush=True)


if __name__ == "__main__":
    main()
