"""Keeps the user's file of decisions: reads it, and adds what was decided, each at once."""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING

from expograph.errors import InputError, StoreError, listed
from expograph.identifiers import term_name
from expograph.read.decisions import COLUMNS, read_decisions
from expograph.read.tables import read_table
from expograph.resolve.decided import address, order
from expograph.review.settled import SAMENESS
from expograph.vocabulary import FUNCTIONAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from expograph.claims import Decision, Mistake

NAME = "decisions.csv"
_PARTS = ("subject", "predicate", "object", "value", "source")


def read_all(paths: Iterable[Path]) -> tuple[list[Decision], list[Mistake]]:
    """Return the decisions in those of the files that are there, and the rows that are none."""
    decided: list[Decision] = []
    mistakes: list[Mistake] = []
    for path in paths:
        if path.exists() and path.stat().st_size:
            decisions, wrong = read_decisions(read_table(path))
            decided += decisions
            mistakes += wrong
    return decided, mistakes


def append(path: Path, decisions: Iterable[Decision]) -> list[Decision]:
    """Add decisions to a file, in one step, and return those that were not in force already.

    The file stays as it is but for the new rows; a new one is in UTF-8. Raises ``InputError`` when
    it is no table of decisions that rows can be added to.
    """
    before, _ = read_all([path])
    new: list[Decision] = []
    for decision in decisions:
        if not _in_force(decision, [*sorted(before, key=order), *new]):
            new.append(decision)
    if new:
        content = path.read_bytes() if path.exists() else b""
        _replace(path, _with_rows(path, content, new))
    return new


def _in_force(decision: Decision, before: Sequence[Decision]) -> bool:
    """Tell whether just this was decided, and nothing else about the same thing since."""
    for earlier in reversed(before):
        if _key(earlier) == _key(decision):
            return True
        if _contradict(earlier, decision):
            return False
    return False


def _key(decision: Decision) -> tuple[object, ...]:
    if decision.kind in SAMENESS:
        return decision.kind, _pair(decision)
    predicate = term_name(decision.predicate)
    ends = (address(decision.subject), predicate, address(decision.object))
    return decision.kind, *ends, decision.value, decision.source


def _pair(decision: Decision) -> frozenset[str]:
    return frozenset({address(decision.subject), address(decision.object)})


def _contradict(earlier: Decision, later: Decision) -> bool:
    """Tell whether the later of two decisions stands in the place of the earlier one."""
    if later.kind in SAMENESS:
        return earlier.kind in SAMENESS and _pair(earlier) == _pair(later)
    if earlier.kind in (*SAMENESS, "forget") or later.kind == "forget":
        return False
    if _key(earlier)[1:] == _key(later)[1:]:
        return True
    ends = [(address(each.subject), each.predicate) for each in (earlier, later)]
    return ends[0] == ends[1] and later.predicate in FUNCTIONAL and "reject" not in (
        earlier.kind, later.kind
    )  # fmt: skip


def _with_rows(path: Path, content: bytes, decisions: Sequence[Decision]) -> bytes:
    """Return the content of a file with rows added, in the columns and with the comma it has."""
    if not content.strip():
        return _rows(decisions, COLUMNS, ",", header=True).encode()
    try:
        said = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not UTF-8; save it as UTF-8 to add decisions") from None
    header = said.lstrip("\r\n").splitlines()[0]
    for delimiter in ",;\t|":
        columns = next(csv.reader([header], delimiter=delimiter))
        columns = [each.strip() for each in columns]
        if len(columns) > 1 and set(columns) <= set(COLUMNS):
            _check(path, columns, decisions)
            end = "" if content.endswith((b"\n", b"\r")) else "\n"
            return content + (end + _rows(decisions, columns, delimiter)).encode()
    raise InputError(
        f"{path}, line 1: decisions cannot be added, for the columns are not those of decisions "
        f"({', '.join(COLUMNS)})"
    )


def _check(path: Path, columns: Sequence[str], decisions: Sequence[Decision]) -> None:
    needed = {
        column
        for decision in decisions
        for column in ("kind", *_PARTS, "who", "when", "why")
        if getattr(decision, column)
    }
    if missing := [each for each in COLUMNS if each in needed - set(columns)]:
        raise InputError(f"{path}, line 1: there is no column {listed(missing)}; add it")


def _rows(
    decisions: Iterable[Decision], columns: Sequence[str], delimiter: str, *, header: bool = False
) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\n")
    if header:
        writer.writerow(columns)
    writer.writerows([getattr(each, column) for column in columns] for each in decisions)
    return lines.getvalue()


def _replace(path: Path, content: bytes) -> None:
    """Put a file in the place of another, so that one or the other is whole at any time."""
    fresh = path.with_name(f"{path.name}.tmp")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written ({error.strerror or error})") from None
