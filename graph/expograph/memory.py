"""Keeps Python from looking for garbage where much is made and all of it is kept."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_to_collect() -> Iterator[None]:
    """Look for no garbage meanwhile; what was switched off before stays off.

    Among a million things that are all needed, the search takes as long as making them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
