"""Builds the graph: ``expograph build``, and what other commands do after they filled the shelf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from expograph import __version__, ask, resources
from expograph.claims import Mistake
from expograph.commands.terminal import Store, say, shown_progress
from expograph.errors import UsageError
from expograph.pipeline import Progress
from expograph.store.generations import POINTER, current, writing

if TYPE_CHECKING:
    from expograph.pipeline import Built, Material
    from expograph.shelf import Shelved
    from expograph.store.carrying import Copied

_INPUTS = "inputs"
"""The file of a generation that tells what it was built from."""

BUILT_IN = "built-in"
"""What is said instead of a folder for the tables that expograph brings along."""


def build(
    store: Store = None,
    facts: Annotated[
        Path | None,
        typer.Option(
            help=f"Folder of tables to build from, or `{BUILT_IN}`; those of the last build if "
            "nothing is said, and of the first the built-in ones.",
            metavar="DIR",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Build the graph from the tables and from what is on the shelf, and check it.

    Rows with a mistake are left out and named, and the status is 3. The graph that was there stays
    until the new one is whole.
    """
    from expograph import pipeline

    folder = ask.store_folder(str(store) if store else None)
    with shown_progress() as progress:
        progress("reading the tables")
        material = read_tables(folder, facts)
        with writing(folder) as fresh:
            kept, damaged = read_shelf(folder, progress)
            built = pipeline.build_in(fresh, folder, pipeline.with_shelf(material, kept), progress)
            _remember_inputs(folder, built, damaged)
    print(size(folder, built))
    return told([*damaged, *built.mistakes, *built.findings])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a store is built from anew, but for the shelf: its tables, and a copy of its graph."""

    material: Material
    before: Copied | None


def prepared(folder: Path, fresh: Path) -> Prepared:
    """Return what can be made ready for the next build while the shelf is being filled."""
    from expograph import pipeline
    from expograph.store.carrying import copied

    material = read_tables(folder)
    if not (folder / POINTER).exists():
        return Prepared(material, None)
    return Prepared(material, copied(current(folder), fresh / pipeline.ENGINE))


def rebuilt(
    folder: Path, fresh: Path, ready: Prepared, progress: Progress
) -> tuple[Built, list[Mistake]]:
    """Build the graph of a store that is being written, after its shelf was changed."""
    from expograph import pipeline

    kept, damaged = read_shelf(folder, progress)
    material = pipeline.with_shelf(ready.material, kept)
    built = pipeline.build_in(fresh, folder, material, progress, before=ready.before)
    _remember_inputs(folder, built, damaged)
    return built, damaged


def read_tables(folder: Path, facts: Path | None = None) -> Material:
    """Return what the tables say, and the user's decisions beside a store.

    Without a folder they are the tables that the store was built from before.
    """
    from expograph import pipeline

    if facts is None:
        facts = pipeline.facts_of(folder)
    elif facts == Path(BUILT_IN):
        facts = None
    tables = resources.tables(facts)
    if not tables:
        raise UsageError(
            f"there are no tables (*.csv) in {facts}; name their folder with `expograph build "
            f"--facts DIR`, or `--facts {BUILT_IN}`"
        )
    decisions = folder / "decisions.csv"
    return pipeline.read_material(tables, decisions if decisions.exists() else None, facts)


def read_shelf(folder: Path, progress: Progress) -> tuple[list[Shelved], list[Mistake]]:
    """Return what is on the shelf of a store that is being written, and what of it is damaged.

    A text that was read by other rules than those of today is read anew.
    """
    from expograph import adding, shelf

    progress("reading the shelf")
    kept, damaged = shelf.read_shelf(folder)
    if not any(each.document for each in kept):
        return kept, damaged
    from expograph.extract import version

    today = version()
    old = [each for each in kept if each.document and each.read_with != today]
    sound = [each for each in kept if not each.document or each.read_with == today]
    for number, taken in enumerate(adding.read_all_again(old)):
        progress(f"reading anew, {number} of {len(old)}")
        if taken.bug:
            raise taken.bug
        if taken.shelved:
            shelf.put(folder, taken.shelved)
            sound.append(taken.shelved)
        else:
            damaged.append(Mistake(taken.name, 0, "", taken.problem))
    return sound, damaged


def is_up_to_date(folder: Path) -> bool:
    """Tell whether the graph of a store was built from just what it would be built from now."""
    written = folder / POINTER
    if not written.exists():
        return False
    known = current(folder).folder / _INPUTS
    return known.exists() and known.read_text(encoding="ascii") == _inputs(folder)


def _remember_inputs(folder: Path, built: Built, damaged: Sequence[Mistake]) -> None:
    """Note what a graph was built from, unless there is something to mend, to be told anew."""
    if not (damaged or built.mistakes or built.findings):
        (built.generation.folder / _INPUTS).write_text(_inputs(folder), encoding="ascii")


def _inputs(folder: Path) -> str:
    """Return a digest of all that a graph is built from: tables, shelf, decisions, ontology."""
    from expograph import pipeline

    digest = sha256(__version__.encode())
    ontology = sorted(resources.folder("ontology").rglob("*"))
    shelf = sorted((folder / "shelf").glob("*.json"))
    tables = resources.tables(pipeline.facts_of(folder))
    for path in (*ontology, *tables, *shelf, folder / "decisions.csv"):
        if path.is_file():
            digest.update(f"\x1f{path.name}\x1f".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def size(folder: Path, built: Built) -> str:
    """Return the line that says what a build made."""
    return (
        f"{folder}: {built.claims:,} claims make {built.truths:,} truths "
        f"({built.contested} contested); {built.generation.quads:,} quads"
    )


def told(problems: Sequence[object]) -> int:
    """Name what there is to mend, and return the exit status."""
    for problem in problems:
        say(str(problem))
    if not problems:
        return 0
    number = len(problems)
    say("one thing to mend is named above" if number == 1 else f"{number:,} to mend, see above")
    return 3
