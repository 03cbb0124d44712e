"""Makes the next graph out of a copy of the one before, where little differs between the two.

What comes out holds exactly the lines that it is to hold, as if all of them had been loaded; where
that cannot be had so, there is nothing, and everything is to be loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from shutil import copytree, ignore_patterns, rmtree
from typing import TYPE_CHECKING

import pyoxigraph

from expograph.errors import StoreError
from expograph.store.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from expograph.store.generations import Generation

MOST = 4
"""One line in so many may differ; of more, loading them all takes less time."""


@dataclass(slots=True)
class Copied:
    """A copy of a generation: its lines, and its engine in a folder, open for writing.

    ``memory`` holds the same in memory, where it is asked much faster.
    """

    lines: frozenset[str]
    engine: Engine | None
    folder: Path
    memory: Engine


def copied(before: Generation, folder: Path) -> Copied | None:
    """Copy a generation's engine into a new folder; None when its files are not as written."""
    try:
        content = before.quads_file.read_bytes()
        if not sha256(content).hexdigest().startswith(before.digest):
            return None
        copytree(before.engine, folder, ignore=ignore_patterns("LOG*", "LOCK"))
        lines = frozenset(content.decode("utf-8").removesuffix("\n").split("\n"))
        memory = Engine.in_memory()
        memory.load_text(content)
        return Copied(lines, Engine.writing(folder), folder, memory)
    except (OSError, RuntimeError):  # which is how the engine says that files are damaged
        rmtree(folder, ignore_errors=True)
        return None


def carried_over(copy: Copied, lines: Sequence[str]) -> Engine | None:
    """Return the engine of a copy when it was brought to hold these lines, each given once.

    None, and the copy is gone, where more than a quarter differs or its files are damaged.
    """
    gone, new = copy.lines.difference(lines), {*lines}.difference(copy.lines)
    engine, copy.engine, copy.lines = copy.engine, None, frozenset()
    few = len(gone) + len(new) <= len(lines) // MOST
    if engine and few and not _has_nameless(gone) and not _has_nameless(new):
        try:
            for each in (engine, copy.memory):
                _change(each, gone, new)
            if len(engine) == len(copy.memory) == len(lines):
                return engine
        except (OSError, RuntimeError, StoreError):  # damaged, too
            pass
    del engine
    rmtree(copy.folder, ignore_errors=True)
    return None


def _has_nameless(lines: Collection[str]) -> bool:
    """Tell whether there are nodes without a name: the engine gives them names of its own."""
    return any(line.startswith("_:") or " _:" in line for line in lines)


def _change(engine: Engine, gone: Collection[str], new: Collection[str]) -> None:
    for quad in _quads(gone):
        engine.store.remove(quad)
    engine.store.extend(_quads(new))


def _quads(lines: Collection[str]) -> list[pyoxigraph.Quad]:
    content = "\n".join(sorted(lines)).encode("utf-8")
    return list(pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True))
