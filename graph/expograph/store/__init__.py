"""Keeping the graph on disk: in generations, read by any number, written by one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from expograph.store.engine import Engine


def open_store(folder: Path) -> Engine:
    """Return the graph that a store holds now, for reading.

    Raises ``StoreError`` when the folder is no store, is damaged or of a newer format.
    """
    from expograph.errors import StoreError
    from expograph.store.engine import Engine
    from expograph.store.generations import current

    generation = current(folder)
    try:
        return Engine.reading(generation.engine)
    except StoreError:
        if current(folder) == generation:
            raise
        # it was replaced and cleared away between the two steps
        return Engine.reading(current(folder).engine)
