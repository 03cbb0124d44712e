"""What commands say to people while they work, and the options that many of them share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from expograph.pipeline import Progress

Store = Annotated[
    Path | None,
    typer.Option(
        help="Folder of the store (EXPOGRAPH_STORE, or ./expograph-store).", metavar="DIR"
    ),
]


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Show on a terminal what is being done; elsewhere, say nothing."""
    if not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield lambda step: status.update(f"{step} …")


def say(message: str) -> None:
    """Say something beside the answer."""
    print(message, file=sys.stderr)


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number of things in words.

    >>> counted(1, "document"), counted(2000, "document"), counted(2, "city", "cities")
    ('1 document', '2,000 documents', '2 cities')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
