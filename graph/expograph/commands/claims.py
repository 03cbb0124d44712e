"""Prints what texts say: ``expograph claims FILE``, as lines, as JSON or as a page."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from expograph.commands.terminal import counted, say
from expograph.errors import InputError, UnknownName, UsageError, nearest
from expograph.gold import said
from expograph.readings import Document, Reading

FORMATS = ("table", "json", "html")
_NO_TEXT = "this is a table, which has no sentences; `expograph add` takes it in"
_FORM_OF = {".txt": "table", ".json": "json", ".jsonl": "json", ".html": "html"}
_ENDINGS = {"table": ".txt", "json": ".json", "html": ".html"}


class Text(NamedTuple):
    """A text with what was read from it."""

    document: Document
    reading: Reading


def claims(
    files: Annotated[
        list[Path], typer.Argument(help="Texts, or gold documents in JSON.", metavar="FILE…")
    ],
    form: Annotated[
        str | None, typer.Option("--format", help=f"{', '.join(FORMATS)}.", show_default=False)
    ] = None,
    html: Annotated[bool, typer.Option("--html", help="The same as `--format html`.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="Folder that gets a file for each text; or one file, such as `page.html`.",
        ),
    ] = None,
) -> int:
    """Print what texts say, with the words that say it, and leave the graph as it is.

    The table is for people; `--format json` has the form of the gold documents, one object for one
    text, a line each for several; `--html` marks every claim on its words, for who wants to check.
    Of a gold document only text and date are used.
    """
    chosen = _chosen(form, html=html, output=output)
    texts, left_out = read_texts([*map(str, files)])
    if not texts:
        raise InputError("\n".join(left_out) or "there is no text in what was given")
    for problem in left_out:
        say(problem)
    several = len(files) > 1 or len(texts) > 1
    if output is None:
        sys.stdout.write(written(chosen, texts, several=several))
    elif _is_file(output):
        _write(output, written(chosen, texts, several=several))
        print(f"{output}: {_counted(texts)}")
    else:
        _write_each(output, chosen, texts)
    return 3 if left_out else 0


def _chosen(form: str | None, *, html: bool, output: Path | None) -> str:
    """Return the format that is wanted, by name, by ``--html`` or by the ending of the output."""
    if html and form not in (None, "html"):
        raise UsageError(f"--html and --format {form} are two formats; choose one")
    by_ending = _FORM_OF.get(output.suffix) if output and _is_file(output) else None
    given = form or ("html" if html else by_ending) or "table"
    if given not in FORMATS:
        known = f"(there are {', '.join(FORMATS)})"
        raise UnknownName("format", given, nearest(given, FORMATS), known)
    return given


def _is_file(output: Path) -> bool:
    """Tell whether the output is one file for everything, not a folder."""
    return output.suffix in _FORM_OF and not output.is_dir()


def read_texts(files: Sequence[str]) -> tuple[list[Text], list[str]]:
    """Return texts with what was read from them, by name, and in words what was left out.

    What parses files of others works in processes that keep to the bounds of ``expograph.adding``.
    """
    from expograph import adding
    from expograph.read.documents import Given
    from expograph.read.finding import documents_in

    found = documents_in(files)
    order = {each.name: place for place, each in enumerate(found.files)}
    texts: list[Text] = []
    left_out = [*map(str, found.left_out), *(f"{each.name}: {_NO_TEXT}" for each in found.tables)]
    for taken in sorted(adding.read_all(found.files, Given()), key=lambda each: order[each.name]):
        if taken.bug:
            raise taken.bug
        if taken.shelved and taken.shelved.document:
            texts.append(Text(taken.shelved.document, taken.shelved.reading))
        left_out += [*filter(None, [taken.problem]), *map(str, taken.mistakes)]
    return texts, left_out


def read_text(path: Path, without: frozenset[str] = frozenset()) -> Text:
    """Return the text of a file and what it says, read in this process.

    ``without`` names parts of the extraction that are left out. Raises ``InputError`` where the
    file cannot be taken in.
    """
    from expograph import extract
    from expograph.read.documents import read_document

    document, _ = read_document(path, path.stem)
    return Text(document, extract.read(document, without=without))


def written(form: str, texts: Sequence[Text], *, several: bool = False) -> str:
    """Return texts in one of ``FORMATS``: JSON as one object, or of ``several`` a line each."""
    if form == "html":
        from expograph.marked import draw
        from expograph.weigh import PROSE_THRESHOLD

        return draw(texts, threshold=PROSE_THRESHOLD)
    if form == "json":
        objects = (said(document, reading) for document, reading in texts)
        indent = None if several else 1
        return "".join(
            f"{json.dumps(each, ensure_ascii=False, indent=indent)}\n" for each in objects
        )
    from expograph.marked import lines

    return "\n".join(lines(document, reading) for document, reading in texts)


def _write_each(folder: Path, form: str, texts: Sequence[Text]) -> None:
    """Write each text to a file of its own, and say where."""
    places = _places(folder, form, texts)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made a folder ({error.strerror})") from None
    for place, text in places.items():
        _write(place, written(form, [text]))
        print(f"{place}: {_counted([text])}")


def _places(folder: Path, form: str, texts: Iterable[Text]) -> dict[Path, Text]:
    """Return where each text is written: by the name of its file, or its key if two share that."""
    of_stem: dict[str, list[Text]] = {}
    for text in texts:
        of_stem.setdefault(Path(text.document.file).stem, []).append(text)
    return {
        folder / f"{stem if len(sharing) == 1 else text.document.key}{_ENDINGS[form]}": text
        for stem, sharing in of_stem.items()
        for text in sharing
    }


def _write(place: Path, content: str) -> None:
    try:
        place.write_text(content, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise UsageError(f"{place} cannot be written ({error.strerror})") from None


def _counted(texts: Sequence[Text]) -> str:
    facts = sum(len(text.reading.facts) for text in texts)
    things = sum(len(text.reading.entities) for text in texts)
    return f"{counted(facts, 'fact')}, {counted(things, 'thing')}"
