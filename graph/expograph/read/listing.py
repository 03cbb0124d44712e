"""Turns the rows of a list of the user's into a reading: who has which part in an event.

Each row is about one thing, an organisation unless the user or the row says otherwise. A cell that
cannot be understood is left out and named, and where nothing is left to say, its row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from expograph.claims import Mistake, Row, Source
from expograph.errors import InputError, UnknownName, UsageError, listed, nearest
from expograph.names import plain
from expograph.read.columns import FIELDS, Columns
from expograph.read.list_facts import Statements
from expograph.read.list_rows import LEFT_OUT, PARTS, Asked, RowReader
from expograph.read.sheets import Sheet
from expograph.readings import Reading

KINDS = ("organisation", "city", "country", "person", "project", "event")
"""What a row may be about."""

_SAMPLES = 3
_WIDTH = 28
_MOST_MISTAKES = 20


def reading_of(
    sheet: Sheet,
    columns: Columns,
    *,
    event: str = "",
    role: str = "",
    states: Mapping[str, str],
    source: Source,
    kind: str = "",
    themes: Mapping[str, str] | None = None,
    roles: Mapping[str, str] | None = None,
) -> tuple[Reading, tuple[Mistake, ...]]:
    """Return what the rows of a sheet say, and the mistakes in them with those of the sheet.

    ``event`` is the "kind/key" of a known event or project in which the rows have a part, ``role``
    the part; either may stand in a column instead, and without both the rows only say what there
    is. ``states`` gives the property of each role, ``themes`` and ``roles`` the identifier for each
    word, and ``kind`` what the rows are about: organisations if "", events if they have dates and
    take part in nothing, people if there is no other name.

    Raises ``UsageError`` for an event without a role or the reverse, for a role or kind that there
    is not and for columns without a name; ``InputError`` where none of several rows can be taken.
    """
    kind = kind or _kind_of_rows(columns, event)
    _check(columns, event, role, states, kind)
    words = {each: each for each in states} | dict(roles or {})
    asked = Asked(event, role, kind, states, _plain_words(words), _plain_words(themes or {}))
    reader = RowReader(sheet, columns, asked)
    said = Statements(asked, reader)
    said.take(reader.rows())
    if not said.taken and len(sheet.rows) > 1:
        first = reader.mistakes[0]
        raise InputError(
            f"{sheet.file}: none of its {len(sheet.rows):,} rows can be taken, the first (line "
            f"{first.line}) because {first.problem.removesuffix(LEFT_OUT)}; are the columns right?"
        )
    source = replace(source, columns=sheet.header)
    reading = Reading(source, said.entities(), said.facts(), "table")
    return reading, (*sheet.mistakes, *reader.mistakes)


def _plain_words(words: Mapping[str, str]) -> dict[str, str]:
    return {plain(word): key for word, key in words.items()}


def rows_taken(reading: Reading) -> int:
    """Return how many rows of a list a reading rests on."""
    evidence = [mention.evidence for each in reading.entities for mention in each.mentions]
    evidence += [fact.evidence for fact in reading.facts]
    return len({each.line for each in evidence if isinstance(each, Row)})


def preview(
    sheet: Sheet, columns: Columns, reading: Reading, mistakes: tuple[Mistake, ...] = ()
) -> str:
    """Return what ``--dry-run`` prints: what each column was taken for, why, and some cells.

    ``reading`` and ``mistakes`` are what ``reading_of`` returns for the same sheet and columns.
    """
    place = f"{sheet.file}, sheet {sheet.name!r}" if sheet.name else sheet.file
    lines = [f"{place}: {_rows(len(sheet.rows))} below the column names in line {sheet.line}"]
    if sheet.others:
        lines.append(f"other sheets, taken with --sheet: {', '.join(sheet.others)}")
    lines += ["", *_table([("column", "holds", "because", "cells"), *_described(sheet, columns)])]
    missing = ", ".join(each for each in FIELDS if each not in columns)
    lines += ["", f"not found (say which with --map field=Column): {missing}"]
    lines += [f"{_rows(rows_taken(reading))} would be taken", *map(str, mistakes[:_MOST_MISTAKES])]
    if len(mistakes) > _MOST_MISTAKES:
        lines.append(f"… and {len(mistakes) - _MOST_MISTAKES:,} more mistakes")
    return "\n".join(lines) + "\n"


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _described(sheet: Sheet, columns: Columns) -> Iterator[tuple[str, str, str, str]]:
    """Yield for each column its name, what it was taken for, why, and sample cells."""
    for column in sheet.columns:
        cells = [*dict.fromkeys(filter(None, (row.cell(column) for row in sheet.rows[:200])))]
        if column in sheet.unnamed and not cells:
            continue
        held = [each for each, own in columns.of_field.items() if own == column]
        because = columns.why[held[0]] if held else columns.passed_over.get(column, "not known")
        samples = " · ".join(_visible(cell, _WIDTH) for cell in cells[:_SAMPLES])
        yield _visible(column, 2 * _WIDTH), ", ".join(held) or "–", because, samples


def _visible(text: str, width: int) -> str:
    """Return a text on one line, of characters that can be seen, and no longer than ``width``."""
    seen = "".join(each if each.isprintable() else " " for each in text)
    return seen if len(seen) <= width else seen[: width - 1] + "…"


def _table(rows: list[tuple[str, str, str, str]]) -> Iterator[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[3]]).rstrip()


def _kind_of_rows(columns: Columns, event: str) -> str:
    if "start" in columns and not event and "event" not in columns:
        return "event"
    return "organisation" if "name" in columns else "person"


def _check(columns: Columns, event: str, role: str, states: Mapping[str, str], kind: str) -> None:
    """Refuse what the user asks for and cannot be."""
    if kind not in KINDS:
        raise UnknownName("kind", kind, nearest(kind, KINDS), f"(there are {listed(KINDS)})")
    if not {"name", "person", "last_name"} & {*columns.of_field}:
        raise UsageError("no column was found that holds the names; say which: --map name=Column")
    known = [name for name, predicate in states.items() if predicate in PARTS]
    if role and role not in known:
        raise UnknownName("role", role, nearest(role, known), f"(there are {listed(known)})")
    of_what, _, key = event.partition("/")
    if event and (of_what not in ("event", "project") or not key):
        raise UsageError(f"{event!r} is neither an event nor a project, in which one has a part")
    at_something = bool(event) or "event" in columns
    if at_something and kind == "event":
        raise UsageError("events have no part in an event; leave out --event, or say --of-kind")
    if at_something and not role and "role" not in columns:
        raise UsageError(f"say in which role: --role with one of {listed(known)}")
    if role and not at_something and "pavilion" not in columns:
        raise UsageError(f"say at which event they are in the role {role!r}: --event NAME")
