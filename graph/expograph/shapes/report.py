"""Says in sentences what in a graph breaks the checks that shapes were compiled to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expograph.vocabulary import prefixed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from expograph.answers import Answer

_MARK = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class Check:
    """One query whose every row breaks a shape: ``?this``, and ``?path`` and ``?value`` if any."""

    shape: str
    message: str
    severity: str
    query: str


@dataclass(frozen=True, slots=True)
class Violation:
    """What breaks which shape: the focus node, the property and the value, as far as there are."""

    shape: str
    focus: str
    path: str
    value: str
    message: str

    def __str__(self) -> str:
        """Say what is wrong, and where.

        >>> base = "https://w3id.org/expograph/"
        >>> print(Violation("", f"{base}id/event/x", f"{base}ns#endDate", "2018", "Too soon."))
        ev:x endDate 2018: Too soon.
        """
        value = "" if self.value == self.focus else self.value
        parts = [_short(part) for part in (self.focus, self.path, value) if part]
        return f"{' '.join(parts)}: {self.message}"


def violations(checks: Iterable[Check], rows: Callable[[str], Answer]) -> list[Violation]:
    """Return what breaks the shapes in a graph, sorted; ``rows`` answers a SELECT.

    The default graph of ``rows`` is the union of all graphs.
    """
    found = {_violation(check, row) for check in checks for row in rows(check.query).texts()}
    return sorted(found, key=lambda each: (each.shape, each.focus, each.path, each.value))


def _violation(check: Check, row: dict[str, str]) -> Violation:
    message = _MARK.sub(lambda mark: _short(row.get(mark[1], mark[0])), check.message)
    return Violation(check.shape, row["this"], row.get("path", ""), row.get("value", ""), message)


def _short(address: str) -> str:
    """Write an IRI with its prefix, where there is one; any other text as it is."""
    prefix, local = prefixed(address) or ("", address)
    return f"{prefix}:{local}" if prefix else local
