#!/usr/bin/env python3
"""Measures how many texts of 4 kB a second of CPU time is enough for, by part, and the memory.

scripts/bench_reading.py                   300 texts joined from the documents in tests/data/gold
scripts/bench_reading.py --languages en de only of these languages
scripts/bench_reading.py --texts 1000
scripts/bench_reading.py --add 500         `expograph add` of one text, and of so many at once

Each text is written to a file first, so that all of the way is measured: taking the file in,
finding what it says, writing that as JSON. What is read once (words, names of cities) is measured
apart.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "graph"))

from expograph import extract, resources  # noqa: E402
from expograph.gold import said  # noqa: E402
from expograph.pipeline import read_material  # noqa: E402
from expograph.read.documents import read_document  # noqa: E402
from expograph.resolve.identity import identify  # noqa: E402

LENGTH = 4000


def texts(languages: list[str]) -> Iterator[str]:
    """Yield texts of about 4 kB without end, each joined from documents of one language."""
    documents = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "tests" / "data" / "gold").glob("*.json"))
    ]
    for turn, language in enumerate(cycle(languages)):
        known = ((each["document"]["language"], each["text"]) for each in documents)
        own = [text for written_in, text in known if written_in == language]
        joined = "\n\n".join([*own[turn % len(own) :], *own, *own])
        yield joined[: joined.find(" ", LENGTH)]


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the CPU seconds that some work takes, and what it returns."""
    before = time.process_time()
    done = work()
    return time.process_time() - before, done


def measure(folder: Path, wanted: list[str], languages: int) -> Iterator[tuple[str, float]]:
    """Yield the CPU seconds of each part over all texts; the first are one of each language."""
    files = []
    for number, text in enumerate(wanted):
        files.append(folder / f"text-{number}.txt")
        files[-1].write_text(text, encoding="utf-8")
    first = files[:languages]
    yield "once", seconds(lambda: [extract.read(read_document(path, "x")[0]) for path in first])[0]
    spent, documents = seconds(lambda: [read_document(path, path.stem)[0] for path in files])
    yield "taking the file in", spent
    spent, readings = seconds(lambda: [extract.read(document) for document in documents])
    yield "finding what it says", spent
    pairs = list(zip(documents, readings, strict=True))
    known = read_material(resources.tables()).claims
    yield "matching names with the graph", seconds(lambda: identify(readings, known))[0]
    yield "writing that as JSON", seconds(lambda: [json.dumps(said(*pair)) for pair in pairs])[0]


def adding(folder: Path, wanted: list[str]) -> None:
    """Print how long it takes to add one text to the built-in graph, and then many at once."""
    many = folder / "many"
    many.mkdir()
    for number, text in enumerate(wanted):
        # each names an event of its own, so that none is the text of another
        (many / f"text-{number}.txt").write_text(f"Report {number}\n\n{text}", encoding="utf-8")
    one = folder / "one.txt"
    one.write_text(wanted[0], encoding="utf-8")
    print("| | elapsed s | CPU s | MB |\n|---|---|---|---|")
    for what, words in (
        ("build", ["build"]), ("add one text", ["add", one]), (f"add {len(wanted)}", ["add", many])
    ):  # fmt: skip
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        command = [sys.executable, "-m", "expograph", *map(str, words)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "graph")}
        store = ["--store", str(folder / "store")]
        subprocess.run([*command, *store], env=environment, check=True, capture_output=True)
        after, elapsed = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - start
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"| {what} | {elapsed:.1f} | {spent:.1f} | {after.ru_maxrss / 1024:.0f} |")


def main() -> None:
    """Measure, and print a table in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--texts", type=int, default=300)
    parser.add_argument("--languages", nargs="+", default=["en", "de"])
    parser.add_argument("--add", type=int, default=0, metavar="NUMBER")
    given = parser.parse_args()
    wanted = list(islice(texts(given.languages), given.texts))
    size = sum(len(text.encode()) for text in wanted) / len(wanted) / 1000
    with tempfile.TemporaryDirectory() as folder:
        if given.add:
            adding(Path(folder), list(islice(texts(given.languages), given.add)))
            return
        (_, once), *parts = measure(Path(folder), wanted, len(given.languages))
    print("| part | CPU ms a text | texts a CPU second |\n|---|---|---|")
    for name, spent in [*parts, ("everything", sum(spent for _, spent in parts))]:
        print(f"| {name} | {spent / len(wanted) * 1000:.2f} | {len(wanted) / spent:,.0f} |")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{len(wanted)} texts of {size:.1f} kB in {', '.join(given.languages)}; ", end="")
    print(f"read once, {once:.2f} s; at most {memory:.0f} MB")


if __name__ == "__main__":
    main()
