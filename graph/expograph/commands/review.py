"""Reviews the doubts of the graph: ``expograph review`` asks, lists, exports and takes back."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from expograph import ask, formats, resources
from expograph.answers import Answer, Literal, NamedNode
from expograph.commands.terminal import Store, counted, say
from expograph.errors import InputError, UnknownName, UsageError, nearest
from expograph.pipeline import facts_of
from expograph.review.deciding import Signed
from expograph.review.doubts import doubts
from expograph.review.sides import KINDS, Doubt
from expograph.review.writing import NAME, append, read_all
from expograph.store import open_store

if TYPE_CHECKING:
    from expograph.answers import Rows
    from expograph.claims import Decision

_COLUMNS = ("effect", "kind", "thing", "in_doubt", "because")
_SPREADSHEETS = (".xlsx", ".xls", ".ods", ".numbers")


class _Place(NamedTuple):
    """The graph that is reviewed, the user's file of decisions, and what is decided already."""

    folder: Path
    rows: Rows
    file: Path
    decisions: list[Decision]


def review(
    kind: Annotated[
        list[str] | None,
        typer.Option(help=f"Only doubts of this kind: {', '.join(KINDS)}.", show_default=False),
    ] = None,
    about: Annotated[
        str | None, typer.Option(help="Only doubts about this thing.", metavar="NAME")
    ] = None,
    limit: Annotated[int, typer.Option(help="At most so many doubts (0: all).", min=0)] = 0,
    listing: Annotated[bool, typer.Option("--list", help="List them and ask nothing.")] = False,
    form: Annotated[
        str | None,
        typer.Option("--format", help=f"Of the list: {', '.join(formats.FORMATS)}."),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option(help="Write them as a spreadsheet (CSV) to be filled in.", metavar="FILE"),
    ] = None,
    taken_in: Annotated[
        Path | None,
        typer.Option("--import", help="Take the filled-in spreadsheet back.", metavar="FILE"),
    ] = None,
    who: Annotated[
        str, typer.Option(help="Who decides.", envvar="EXPOGRAPH_WHO", show_default=False)
    ] = "",
    why: Annotated[str, typer.Option(help="The reason, where an answer gives none.")] = "",
    again: Annotated[
        bool, typer.Option("--again", help="Ask once more what somebody was unsure of.")
    ] = False,
    build: Annotated[
        bool, typer.Option("--build", help="Build the graph anew with what was decided.")
    ] = False,
    store: Store = None,
) -> int:
    """Decide what the machine is unsure of, one doubt after another, what most hangs on first.

    Possible duplicates, names that were matched weakly, values on which sources disagree, claims of
    little confidence: each is shown with both sides and their evidence. Words after an answer are
    its reason, as in `n two firms`. What is decided is written at once to `decisions.csv` in the
    store, and holds for every later build.
    """
    _check(kind or (), form, listing, export, taken_in)
    signed = Signed(who, date.today().isoformat(), why)
    place = _opened(ask.store_folder(str(store) if store else None))
    if taken_in:
        return _take_back(place, taken_in, signed, build=build)
    found = _found(place, kind or KINDS, about, again=again)
    some = found[:limit] if limit else found
    if export:
        return _export(place, export, some)
    if listing or form or not _is_terminal():
        return _list(place, some, len(found), form or "table", asked_for=listing or bool(form))
    return _ask(place, some, signed, build=build)


def _check(
    kinds: list[str] | tuple[str, ...], form: str | None, listing: bool, *files: Path | None
) -> None:
    """Refuse options that are not known, or say two things at once."""
    for each in kinds:
        if each not in KINDS:
            known = f"(there are {', '.join(KINDS)})"
            raise UnknownName("kind of doubt", each, nearest(each, KINDS), known)
    if form and form not in formats.FORMATS:
        raise ask.unknown_format(form, formats.FORMATS)
    if sum([listing or bool(form), *(each is not None for each in files)]) > 1:
        raise UsageError("--list, --export and --import are three things; choose one")
    export = files[0]
    if export and export.suffix.casefold() in _SPREADSHEETS:
        raise UsageError(f"{export}: a CSV file is written, which every spreadsheet opens")


def _opened(folder: Path) -> _Place:
    """Open a store with the decisions that it was built with and those made since."""
    rows = open_store(folder).rows
    built_in = [path for path in resources.tables(facts_of(folder)) if path.name == NAME]
    decisions, mistakes = read_all([*built_in, folder / NAME])
    for mistake in mistakes:
        say(str(mistake))
    return _Place(folder, rows, folder / NAME, decisions)


def _found(
    place: _Place, kinds: list[str] | tuple[str, ...], about: str | None, *, again: bool
) -> list[Doubt]:
    found = doubts(place.rows, place.decisions, kinds, again=again)
    if about is None:
        return found
    wanted = _things(about, place.rows)
    return [each for each in found if each.things & wanted]


def _things(about: str, rows: Rows) -> set[str]:
    """Return the thing of this name; of a series, its editions too."""
    from expograph.questions.library import bind
    from expograph.questions.naming import find
    from expograph.vocabulary import CLASS_OF_KIND

    thing = find(about, tuple(CLASS_OF_KIND.values()), rows).iri
    query = bind(resources.query("internal/editions"), {"series": [f"<{thing}>"]})
    return {thing, *(row["event"] for row in rows(query).texts())}


def _list(place: _Place, some: list[Doubt], number: int, form: str, *, asked_for: bool) -> int:
    from expograph.review.wording import told

    words = told(some, place.rows, in_full=False)
    answer = Answer(
        _COLUMNS,
        [
            (
                Literal(each.effect), Literal(each.kind), NamedNode(each.thing),
                Literal(said.short), Literal(said.because),
            )
            for each, said in zip(some, words, strict=True)
        ],
    )  # fmt: skip
    sys.stdout.write(ask.printed(answer, form, place.rows))
    if not number:
        say("nothing is in doubt that was not decided")
    elif len(some) < number:
        say(f"{len(some)} of {number} doubts; --limit 0 shows all")
    if number and not asked_for:
        say("this is no terminal, so nothing is asked; --export FILE writes a sheet to fill in")
    return 0


def _export(place: _Place, file: Path, some: list[Doubt]) -> int:
    from expograph.review.sheet import sheet
    from expograph.review.wording import told

    content = sheet(some, told(some, place.rows))
    try:
        # spreadsheets know UTF-8 by the mark at its beginning
        file.write_bytes(content.encode("utf-8-sig", "replace"))
    except OSError as error:
        raise UsageError(f"{file} cannot be written ({error.strerror})") from None
    print(
        f"{file}: {counted(len(some), 'doubt')}; fill in the column decision, then "
        f"`expograph review --import {file}`"
    )
    return 0


def _take_back(place: _Place, file: Path, signed: Signed, *, build: bool) -> int:
    from expograph.read.tables import read_table
    from expograph.review.sheet import taken_back

    if not signed.who.strip():
        raise UsageError("a decision says who made it; name yourself with --who NAME")
    decisions, mistakes = taken_back(read_table(file), place.rows, signed)
    if mistakes and not decisions:
        raise InputError("\n".join(map(str, mistakes)))
    for mistake in mistakes:
        say(str(mistake))
    new = append(place.file, decisions)
    if known := len(decisions) - len(new):
        say(f"{counted(known, 'decision')} stood there already")
    status = _close(place, new, build=build)
    return 3 if mistakes else status


def _ask(place: _Place, some: list[Doubt], signed: Signed, *, build: bool) -> int:
    from expograph.review.asking import Conversation, go_through

    if not some:
        say("nothing is in doubt that was not decided")
        return 0
    conversation = Conversation(
        input, lambda said: print(said, end=""), lambda made: append(place.file, made)
    )
    return _close(place, go_through(some, place.rows, conversation, signed), build=build)


def _close(place: _Place, made: list[Decision], *, build: bool) -> int:
    """Say what was written, and build the graph anew or say how."""
    if not made:
        print("nothing was decided")
        return 0
    print(f"{place.file}: {counted(len(made), 'decision')} added")
    if build:
        from expograph.commands.build import build as build_anew

        return build_anew(place.folder, facts_of(place.folder))
    print("`expograph build` makes the graph follow")
    return 0


def _is_terminal() -> bool:
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout))
