"""Groups the statements of a file of N-Quads by the graph in which they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expograph.errors import InputError
from expograph.vocabulary import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 4 << 20
"""Bytes of statements that are sent at once, and that are gathered before they go to the disk."""

_STATEMENT = re.compile(rb'(\S+ \S+ (?:<[^>]*>|_:\S+|".*"\S*)) <([^<>"\s]+)> \.')


@dataclass(slots=True)
class Part:
    """The statements of one named graph, as N-Triples in a file of their own."""

    file: Path
    statements: int = 0
    nameless: bool = False

    def chunks(self) -> Iterator[bytes]:
        """Yield the statements in pieces; in one if nodes without a name may tie them together."""
        if self.nameless:
            yield self.file.read_bytes()
            return
        with self.file.open("rb") as lines:
            while chunk := lines.readlines(_CHUNK):
                yield b"".join(chunk)


def grouped(quads_file: Path, folder: Path) -> dict[str, Part]:
    """Group sorted N-Quads by graph, in a temporary file per graph; a few MB are in memory."""
    graphs: dict[str, Part] = {}
    waiting: dict[str, list[bytes]] = {}
    size = 0
    for name, statement in _statements(quads_file):
        part = graphs.setdefault(name, Part(folder / f"{len(graphs)}.nt"))
        part.statements += 1
        part.nameless = part.nameless or statement.startswith(b"_:") or b" _:" in statement
        waiting.setdefault(name, []).append(statement + b" .\n")
        size += len(statement)
        if size > _CHUNK:
            _put_down(waiting, graphs)
            size = 0
    _put_down(waiting, graphs)
    return dict(sorted(graphs.items()))


def _put_down(waiting: dict[str, list[bytes]], graphs: dict[str, Part]) -> None:
    for name, statements in waiting.items():
        with graphs[name].file.open("ab") as file:
            file.writelines(statements)
    waiting.clear()


def _statements(quads_file: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each statement with the IRI of its graph; a line that stands twice counts once."""
    before = b""
    try:
        with quads_file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                line = line.rstrip(b"\r\n")
                if line and line != before:
                    yield _statement(f"{quads_file}, line {number}", line)
                before = line
    except OSError as error:
        raise InputError(f"{quads_file} cannot be read ({error.strerror})") from None


def _statement(place: str, line: bytes) -> tuple[str, bytes]:
    parts = _STATEMENT.fullmatch(line)
    if not parts:
        raise InputError(f"{place}: a statement in a named graph (N-Quads) was expected")
    name = parts[2].decode("utf-8", "replace")
    if not name.startswith(BASE):
        raise InputError(
            f"{place}: the graph {name} is none of ours ({BASE}…) and might replace another's"
        )
    return name, parts[1]
