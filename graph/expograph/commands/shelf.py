"""Shows what is on the shelf and takes things off it: ``expograph shelf``, ``expograph remove``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from expograph import ask, formats, resources, shelf
from expograph.answers import Answer, Literal
from expograph.claims import Ref
from expograph.commands.build import prepared, rebuilt, size, told
from expograph.commands.terminal import Store, counted, shown_progress
from expograph.errors import AmbiguousName, UnknownName, nearest
from expograph.identifiers import iri
from expograph.store import open_store
from expograph.store.generations import POINTER, current, writing

if TYPE_CHECKING:
    from expograph.shelf import Shelved


def list_shelf(
    form: Annotated[str, typer.Option("--format", help=f"{', '.join(formats.FORMATS)}.")] = "table",
    store: Store = None,
) -> int:
    """List the documents and tables that were added: title, language, date, number of claims."""
    if form not in formats.FORMATS:
        raise ask.unknown_format(form, formats.FORMATS)
    folder = ask.store_folder(str(store) if store else None)
    kept, damaged = shelf.read_shelf(folder)
    if not kept and not damaged:
        current(folder)  # which says so when there is no store
        print("the shelf is empty; `expograph add FILE` puts a document on it")
        return 0
    counts = _claims_in(folder)
    columns = ("key", "title", "language", "published", "claims", "file")
    answer = Answer(columns, [tuple(map(Literal, _cells(each, counts))) for each in kept])
    print(formats.rows_in(form, answer), end="")
    return told(damaged)


def _claims_in(folder: Path) -> dict[str, int]:
    """Return how many claims the graph of a store has from each thing read, by its IRI."""
    if not (folder / POINTER).exists():
        return {}
    answer = open_store(folder).rows(resources.query("internal/claims-of-sources"))
    return {row["source"]: int(row["claims"]) for row in answer.texts()}


def _cells(shelved: Shelved, counts: Mapping[str, int]) -> tuple[str | int, ...]:
    source, file = shelved.reading.source, Path(shelved.path).name
    claims = counts.get(iri(Ref("source", source.key)), 0)
    return source.key, source.title, source.language, source.published, claims, file


def remove(
    names: Annotated[
        list[str], typer.Argument(help="Keys or files, as `expograph shelf` lists.", metavar="NAME")
    ],
    store: Store = None,
) -> int:
    """Take documents and tables off the shelf again, and build the graph without them."""
    folder = ask.store_folder(str(store) if store else None)
    current(folder)  # which says so when there is no store
    with shown_progress() as progress, writing(folder) as fresh:
        kept, _ = shelf.read_shelf(folder)
        gone = {_named(name, kept) for name in names}
        ready = prepared(folder, fresh)
        for key in sorted(gone):
            shelf.remove(folder, key)
        built, damaged = rebuilt(folder, fresh, ready, progress)
    print(f"{counted(len(gone), 'thing')} read taken off the shelf: {', '.join(sorted(gone))}")
    print(size(folder, built))
    return told([*damaged, *built.mistakes, *built.findings])


def _named(name: str, kept: Sequence[Shelved]) -> str:
    """Return the key of what somebody calls by its key, its file or the path of that."""
    found = [each.key for each in kept if name in _names(each)]
    if len(found) > 1:
        raise AmbiguousName(name, found)
    if not found:
        known: Iterable[str] = (called for each in kept for called in _names(each))
        raise UnknownName("thing on the shelf", name, nearest(name, known))
    return found[0]


def _names(shelved: Shelved) -> list[str]:
    path = Path(shelved.path)
    return [shelved.key, shelved.key.partition("/")[2], path.name, str(path)]
