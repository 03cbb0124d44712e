"""Keeps the generations of a store: each build is written beside the others and then pointed at.

``STORE/expograph.json`` names the generation that is read; ``STORE/generations/<digest>/`` holds
its ``graph.nq`` and the engine's files. A folder counts only once it was renamed into place, so a
build that fails or is killed leaves the old graph. Readers are never in the way; a second writer
is refused.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from expograph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1
POINTER = "expograph.json"


class Generation(NamedTuple):
    """One build of a store: its folder, digest, and the digest of the one before it."""

    folder: Path
    digest: str
    previous: str = ""
    quads: int = 0

    @property
    def engine(self) -> Path:
        """The folder of the engine's files."""
        return self.folder / "engine"

    @property
    def quads_file(self) -> Path:
        """The sorted N-Quads."""
        return self.folder / "graph.nq"


def current(store: Path) -> Generation:
    """Return the generation of a store that is read.

    Raises ``StoreError`` when there is no folder, it is no store, it is damaged or of a newer
    format.
    """
    pointer = store / POINTER
    try:
        content = pointer.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(_no_store(store)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{pointer} cannot be read ({error})") from None
    described = _described(pointer, content)
    folder = store / "generations" / described["generation"]
    if not (folder / "engine").is_dir():
        raise StoreError(
            f"the store {store} is damaged: {folder} is missing; run `expograph build` anew"
        )
    quads = int(described.get("quads", 0))
    return Generation(folder, described["generation"], described.get("previous", ""), quads)


def previous(store: Path) -> Generation | None:
    """Return the generation before the one that is read, when it was kept."""
    digest = current(store).previous
    folder = store / "generations" / digest
    return Generation(folder, digest) if digest and folder.is_dir() else None


def is_store(folder: Path) -> bool:
    """Tell whether a folder may be written to as a store: it is one, is empty or not there."""
    if not folder.exists():
        return True
    return folder.is_dir() and (
        (folder / POINTER).exists()
        or all(child.name in ("generations", "lock") for child in folder.iterdir())
    )


@contextmanager
def writing(store: Path) -> Iterator[Path]:
    """Lock a store for writing and yield a fresh folder for its next generation.

    Left-overs of builds that were killed are cleared away. Raises ``StoreError`` when another
    process is writing, or when the folder holds something else.
    """
    if not is_store(store):
        raise StoreError(f"{store} is neither empty nor an expograph store; name another folder")
    try:
        (store / "generations").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{store} cannot be written to ({error.strerror})") from None
    with _locked(store):
        for left in (store / "generations").glob("*.tmp"):
            shutil.rmtree(left, ignore_errors=True)
        fresh = store / "generations" / f"{os.getpid()}.tmp"
        fresh.mkdir()
        try:
            yield fresh
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def commit(store: Path, fresh: Path, digest: str, quads: int) -> Generation:
    """Put a fresh generation in place, point the store at it, and drop all but the one before."""
    place = store / "generations" / digest
    before = _pointed(store)
    if not (place / "engine").is_dir():
        shutil.rmtree(place, ignore_errors=True)
        fresh.rename(place)
        _synced(place.parent)
    kept = before["generation"] if before and before["generation"] != digest else ""
    if before and before["generation"] == digest:
        kept = before.get("previous", "")
    _point(store, {"format": FORMAT, "generation": digest, "previous": kept, "quads": quads})
    for other in (store / "generations").iterdir():
        if other.name not in (digest, kept) and other != fresh:
            shutil.rmtree(other, ignore_errors=True)
    return Generation(place, digest, kept, quads)


def _pointed(store: Path) -> dict[str, str] | None:
    try:
        pointed: dict[str, str] = json.loads((store / POINTER).read_text(encoding="utf-8"))
        return pointed if pointed.get("generation") else None
    except (OSError, ValueError, AttributeError):
        return None


def _point(store: Path, description: dict[str, object]) -> None:
    fresh = store / f"{POINTER}.tmp"
    with fresh.open("w", encoding="utf-8") as file:
        file.write(json.dumps(description, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(store / POINTER)
    _synced(store)


def _synced(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can do that."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    with (store / "lock").open("a+", encoding="utf-8") as lock:
        try:
            _lock(lock.fileno())
        except OSError:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            raise StoreError(
                f"process {holder} is writing to {store}; wait for it to end, then try again"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _described(pointer: Path, content: str) -> dict[str, str]:
    try:
        described = json.loads(content)
        form, generation = described["format"], described["generation"]
        if not isinstance(form, int) or Path(generation).name != generation:
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise StoreError(
            f"{pointer} is damaged: it does not say which generation to read; "
            "run `expograph build` to make the store anew"
        ) from None
    if form > FORMAT:
        raise StoreError(
            f"{pointer.parent} was written by a newer expograph (format {form}, this one reads "
            f"{FORMAT}); upgrade expograph, or build into another folder"
        )
    return dict(described)


def _no_store(store: Path) -> str:
    if not store.exists():
        return f"there is no store at {store}; `expograph build --store {store}` makes one"
    if store.is_dir() and any(store.iterdir()):
        return f"{store} is a folder but no expograph store; name the right one with --store"
    return f"{store} is empty; `expograph build --store {store}` makes a store of it"
