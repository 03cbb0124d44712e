"""Tells what the last build changed, by comparing the two generations that a store keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expograph import resources
from expograph.answers import Answer, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from expograph.answers import Rows, Term


def since_last_build(before: Rows, now: Rows) -> Answer:
    """Return the statements that are new or gone since the build before, in a fixed order.

    Columns: change ("new" or "gone"), thing, says, value.
    """
    old, new = _statements(before), _statements(now)
    rows = [*_changed("new", new, old), *_changed("gone", old, new)]
    return Answer(("change", "thing", "says", "value"), rows)


_Statements = dict[tuple[str, ...], "tuple[Term | None, ...]"]


def _statements(rows: Rows) -> _Statements:
    answer = rows(resources.query("internal/statements"))
    return {tuple(map(str, row)): row for row in answer.rows}


def _changed(
    change: str, here: _Statements, there: _Statements
) -> Iterator[tuple[Term | None, ...]]:
    for key in sorted(here.keys() - there.keys()):
        yield (Literal(change), *here[key])
