"""Adds documents and tables to the graph: ``expograph add FILE|FOLDER|GLOB …``."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from expograph import adding, ask, pipeline, shelf
from expograph.commands.build import is_up_to_date, prepared, read_tables, rebuilt, size, told
from expograph.commands.tables import (
    Asked,
    Job,
    Words,
    event_called,
    previewed,
    read_list,
    read_words,
)
from expograph.commands.terminal import Store, counted, say, shown_progress
from expograph.errors import InputError, UsageError
from expograph.store import open_store
from expograph.store.generations import POINTER, writing

if TYPE_CHECKING:
    from expograph.adding import Taken
    from expograph.pipeline import Built, Progress
    from expograph.read.documents import Given
    from expograph.read.finding import Found, Listed
    from expograph.shelf import Shelved

_MOST_NAMES = 12
"""So many names of files stand in a summary; all of them stand above it, with the reason."""


@dataclass(slots=True)
class Summary:
    """What became of the files: keys of what is on the shelf, and in words what was left out."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    mistakes: list[object] = field(default_factory=list)
    bugs: list[BaseException] = field(default_factory=list)

    @property
    def made_new(self) -> bool:
        """Tell whether the shelf holds anything that it did not hold before."""
        return bool(self.added or self.changed)

    @property
    def keys(self) -> list[str]:
        """The keys of all that was taken in."""
        return [*self.added, *self.changed, *self.unchanged]


def add(
    words: Annotated[
        list[str], typer.Argument(help="Files, folders, patterns.", metavar="FILE|FOLDER|GLOB…")
    ],
    published: Annotated[
        str, typer.Option(help="When it was published: 2019-11-19, 2019-11 or 2019.")
    ] = "",
    language: Annotated[str, typer.Option(help="Its language: en, de …")] = "",
    source: Annotated[
        str, typer.Option(help="Its address, if it is one file.", metavar="URL")
    ] = "",
    publisher: Annotated[str, typer.Option(help="Who published it.")] = "",
    title: Annotated[str, typer.Option(help="Its title, if it is one file.")] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Let a file take the place of another of its name.")
    ] = False,
    event: Annotated[
        str, typer.Option(help="Of a list: the event or pavilion that it is of.", metavar="NAME")
    ] = "",
    role: Annotated[str, typer.Option(help="Of a list: the role that its rows have there.")] = "",
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN,…",
            show_default=False,
            help="Of a list: which column holds what, where that cannot be guessed.",
        ),
    ] = None,
    sheet: Annotated[str, typer.Option(help="Of a workbook: the sheet to read.")] = "",
    kind: Annotated[
        str, typer.Option("--of-kind", help="Of a list: what its rows are, if not organisations.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Of a list: show what would be read from it.")
    ] = False,
    store: Store = None,
) -> int:
    """Read documents and lists, put what they say on the shelf, and build the graph with it.

    What is read again takes the place of what was read before. What cannot be read is left out and
    named, and the status is 3; it is 2 when nothing could be. A list (CSV, XLSX) wants to know of
    which event it is; `--dry-run` shows what each of its columns is taken for.
    """  # fmt: skip
    from expograph.read.documents import Given
    from expograph.read.finding import documents_in

    found = documents_in(words)
    asked = Asked(event, role, tuple(columns or ()), sheet, kind)
    _check_options(found, asked, bool(source or title), dry_run)
    given = Given(published, language, source, publisher, title).checked()
    if not (found.files or found.tables):
        raise InputError("\n".join(map(str, found.left_out)))
    files = Files(found.files, found.tables, given, asked, replace)
    folder = ask.store_folder(str(store) if store else None)
    if dry_run:
        return _preview(folder, files)
    summary = Summary(left_out=[(each.file, str(each)) for each in found.left_out])
    return _reported(folder, summary, _added(folder, files, summary))


@dataclass(frozen=True, slots=True)
class Files:
    """What is to be added: documents and lists, and what the user says of them."""

    documents: Sequence[Listed]
    lists: Sequence[Listed]
    given: Given
    asked: Asked
    replace: bool


def _check_options(found: Found, asked: Asked, about_one: bool, dry_run: bool) -> None:
    """Refuse options that have nothing, or too much, to speak of."""
    number = len(found.files) + len(found.tables)
    if about_one and number > 1:
        raise UsageError(
            f"--source and --title speak of one file, and here are {number}; add them one by one"
        )
    if (asked.anything or dry_run) and number and not found.tables:
        raise UsageError(
            "--event, --role, --map, --sheet, --of-kind and --dry-run speak of lists, and here is "
            "none (CSV, XLSX)"
        )


def _preview(folder: Path, files: Files) -> int:
    """Print what would be read from lists."""
    jobs = _jobs(files, _event(folder, files.asked))
    problems = []
    for taken in adding.taken_from(previewed, jobs, lambda job: job.listed.name):
        if taken.bug:
            raise taken.bug
        problems += [taken.problem] if taken.problem else []
        print(taken.preview, end="")
    if len(problems) == len(jobs):
        raise InputError("\n".join(problems))
    return told(problems)


def _jobs(files: Files, event: str) -> list[Job]:
    words = read_words() if files.lists else Words({}, {}, {})
    return [Job(listed, files.asked, event, files.given, words) for listed in files.lists]


def _event(folder: Path, asked: Asked) -> str:
    """Return the "kind/key" of the event that a list is of, as the graph of the store knows it."""
    return event_called(asked.event, open_store(folder).rows) if asked.event else ""


def _added(folder: Path, files: Files, summary: Summary) -> Built | None:
    """Put documents and lists on the shelf and build; None when there was none to put there."""
    with shown_progress() as progress, writing(folder) as fresh:
        if files.asked.event and not (folder / POINTER).exists():
            progress("building the graph, to look the event up")
            pipeline.build_in(fresh, folder, read_tables(folder))
            fresh.mkdir()
        event = _event(folder, files.asked)
        try:
            with ThreadPoolExecutor(1) as aside:
                ready = aside.submit(prepared, folder, fresh)
                _fill(folder, files, event, summary, progress)
            if not summary.keys or (not summary.made_new and is_up_to_date(folder)):
                return None
            built, damaged = rebuilt(folder, fresh, ready.result(), progress)
        except KeyboardInterrupt:
            _say_what_stands(summary)
            raise
    summary.mistakes += [*damaged, *built.mistakes, *built.findings]
    return built


def _fill(folder: Path, files: Files, event: str, summary: Summary, progress: Progress) -> None:
    """Put what is read on the shelf, one after the other."""
    jobs = _jobs(files, event)
    read = chain(
        adding.read_all(files.documents, files.given),
        adding.taken_from(read_list, jobs, lambda job: job.listed.name),
    )
    number = len(files.documents) + len(jobs)
    progress(f"reading {counted(number, 'document')}")
    for done, taken in enumerate(read, 1):
        _put(folder, taken, summary, files.replace)
        progress(f"reading documents, {done:,} of {number:,} done")


def _put(folder: Path, taken: Taken, summary: Summary, replace: bool) -> None:
    """Put what came of a file on the shelf, unless there is something in its way."""
    if taken.bug:
        summary.bugs.append(taken.bug)
    if not (fresh := taken.shelved):
        summary.left_out.append((taken.name, taken.problem or f"{taken.name}: see below"))
        return
    before = shelf.find(folder, fresh.key)
    if before and not replace and (problem := _in_the_way(taken.name, before, fresh)):
        summary.left_out.append((taken.name, problem))
        return
    summary.mistakes += taken.mistakes
    same = before and (before.document, before.reading) == (fresh.document, fresh.reading)
    if not (same and before and before.read_with == fresh.read_with):
        shelf.put(folder, fresh)
    became = summary.unchanged if same else summary.changed if before else summary.added
    became.append(fresh.key)


def _in_the_way(name: str, before: Shelved, fresh: Shelved) -> str:
    """Say so when another document is on the shelf under the same key."""
    same_text = before.document and fresh.document and before.document.text == fresh.document.text
    if same_text or before.path == fresh.path:
        return ""
    return (
        f"{name}: there is another {fresh.key} on the shelf, from {before.path}, and this one, "
        f"{fresh.path}, says something else; rename the file, or put it in the place of the other "
        "with --replace"
    )


def _say_what_stands(summary: Summary) -> None:
    if number := len(summary.added) + len(summary.changed):
        say(
            f"{counted(number, 'document is', 'documents are')} on the shelf; the graph is as it "
            "was, and `expograph build` takes them in"
        )


def _reported(folder: Path, summary: Summary, built: Built | None) -> int:
    """Say what became of the files, and return the exit status."""
    problems = [problem for _, problem in sorted(summary.left_out)]
    if summary.keys:
        for problem in problems:
            say(problem)
        print(_in_words(summary, built))
        print(size(folder, built) if built else f"{folder}: the graph is up to date")
    if summary.bugs:
        raise summary.bugs[0]
    if not summary.keys:
        raise InputError("\n".join(problems))
    return told(summary.mistakes) or (3 if problems else 0)


def _in_words(summary: Summary, built: Built | None) -> str:
    """Return the summary as a line."""
    became = (
        ("added", summary.added), ("changed", summary.changed), ("unchanged", summary.unchanged)
    )  # fmt: skip
    parts = [(len(keys), what) for what, keys in became if keys]
    noun = "file" if any(key.startswith("table/") for key in summary.keys) else "document"
    words = [f"{counted(parts[0][0], noun)} {parts[0][1]}"]
    words += [f"{number:,} {what}" for number, what in parts[1:]]
    said = ", ".join(words)
    if built:
        said += f"; {counted(sum(built.read[key] for key in summary.keys), 'claim')}"
    if names := sorted(name for name, _ in summary.left_out):
        more = [f"and {len(names) - _MOST_NAMES:,} more"] if len(names) > _MOST_NAMES else []
        said += f"; left out: {', '.join([*names[:_MOST_NAMES], *more])}"
    return said
