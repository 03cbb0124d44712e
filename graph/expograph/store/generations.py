"""Keeps the generations of a store: each build is written beside the others and then pointed at.

``STORE/expograph.json`` names the generation that is read; ``STORE/generations/<digest>/`` holds
its ``graph.nq`` and the engine's files. A folder counts only once it was renamed into place, so a
build that fails or is killed leaves the old graph. Readers are never in the way; a second writer
is refused.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from expograph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1
POINTER = "expograph.json"
_OURS = ("generations", "lock", "decisions.csv", "shelf", f"{POINTER}.tmp")
"""What may lie in a folder before the first build of it has ended."""


class Generation(NamedTuple):
    """One build of a store: its folder, digest, and the name of the one before it."""

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
    described = _described(store)
    folder = store / "generations" / described["generation"]
    if not (folder / "engine").is_dir():
        raise StoreError(
            f"the store {store} is damaged: {folder} is missing; run `expograph build` anew"
        )
    return Generation(
        folder, _digest(folder.name), described.get("previous", ""), int(described["quads"])
    )


def previous(store: Path) -> Generation | None:
    """Return the generation before the one that is read, when it was kept."""
    name = current(store).previous
    folder = store / "generations" / name
    return Generation(folder, _digest(name)) if name and folder.is_dir() else None


def is_store(folder: Path) -> bool:
    """Tell whether a folder may be written to as a store: it is one, is empty or not there."""
    if not folder.exists():
        return True
    return folder.is_dir() and (
        (folder / POINTER).exists() or all(child.name in _OURS for child in folder.iterdir())
    )


@contextmanager
def writing(store: Path) -> Iterator[Path]:
    """Lock a store for writing and yield a fresh folder for its next generation.

    Left-overs of builds that were killed are cleared away. Raises ``StoreError`` when another
    process is writing, when the folder holds something else, or when it cannot be written to.
    """
    with _locked(store):
        for left in (store / "generations").glob("*.tmp"):
            _remove(left)
        fresh = store / "generations" / f"{os.getpid()}.tmp"
        with _written(store):
            fresh.mkdir()
        try:
            yield fresh
        finally:
            _remove(fresh)


def commit(store: Path, fresh: Path, digest: str, quads: int) -> Generation:
    """Put a fresh generation in place, point the store at it, and drop all but the one before.

    One of the same digest is replaced too, since its files may be damaged.
    """
    before = _pointed(store)
    place = store / "generations" / digest
    if before.get("generation") == digest:
        place = place.with_name(f"{digest}-2")
    _remove(place)
    _synced(fresh / "graph.nq", fresh)
    fresh.rename(place)
    _synced(place.parent)
    kept = before.get("generation", "")
    if _digest(kept) == digest:
        kept = before.get("previous", "")
    _point(store, {"format": FORMAT, "generation": place.name, "previous": kept, "quads": quads})
    for other in place.parent.iterdir():
        if other.name not in (place.name, kept):
            _remove(other)
    return Generation(place, digest, kept, quads)


def _digest(name: str) -> str:
    return name.partition("-")[0]


def _pointed(store: Path) -> dict[str, str]:
    """Return what a store points at; nothing when it is new or damaged."""
    try:
        return _described(store)
    except StoreError:
        return {}


def _point(store: Path, description: dict[str, object]) -> None:
    fresh = store / f"{POINTER}.tmp"
    fresh.write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")
    _synced(fresh)
    fresh.replace(store / POINTER)
    _synced(store)


def _synced(*places: Path) -> None:
    """Have files, and the names in folders, written to the disk, where the system can do that."""
    for place in places:
        if place.is_dir() and not hasattr(os, "O_DIRECTORY"):  # Windows
            continue
        handle = os.open(place, os.O_RDONLY if place.is_dir() else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(folder: Path) -> None:
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    """Hold the lock of a store that may be written to."""
    with _written(store):
        if not is_store(store):
            raise StoreError(
                f"{store} is neither empty nor an expograph store; name another folder"
            )
        _refuse_newer(store)
        (store / "generations").mkdir(parents=True, exist_ok=True)
        lock = (store / "lock").open("ab+", buffering=0)
    with lock:
        with _written(store):
            try:
                _lock(lock.fileno())
            except BlockingIOError:
                lock.seek(0)
                holder = lock.read().decode("ascii", "replace") or "unknown"
                raise StoreError(
                    f"process {holder} is writing to {store}; wait for it to end, then try again"
                ) from None
            lock.truncate(0)
            lock.write(str(os.getpid()).encode("ascii"))
        yield


@contextmanager
def _written(store: Path) -> Iterator[None]:
    """Say in a sentence why a store cannot be written to."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{store} cannot be written to ({error.strerror or error})") from None


def _lock(handle: int) -> None:
    """Lock a file; ``BlockingIOError`` when another process holds it."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError as error:
            raise BlockingIOError from error
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _refuse_newer(store: Path) -> None:
    """Raise ``StoreError`` rather than write over a store of a newer format."""
    try:
        form = json.loads((store / POINTER).read_text(encoding="utf-8"))["format"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return
    if isinstance(form, int) and form > FORMAT:
        raise StoreError(_newer(store, form))


def _described(store: Path) -> dict[str, str]:
    """Return what the pointer of a store says."""
    pointer = store / POINTER
    try:
        content = pointer.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(_no_store(store)) from None
    except OSError as error:
        raise StoreError(f"{pointer} cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError:
        content = ""
    try:
        described = json.loads(content)
        form, generation = described["format"], described["generation"]
        names = (generation, described.get("previous", ""))
        if not isinstance(form, int) or not all(map(_is_name, names)) or not generation:
            raise ValueError
        described["quads"] = int(described.get("quads", 0))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise StoreError(
            f"{pointer} is damaged: it does not say which generation to read; "
            "run `expograph build` to make the store anew"
        ) from None
    if form > FORMAT:
        raise StoreError(_newer(store, form))
    return dict(described)


def _is_name(name: object) -> bool:
    """Tell whether something may be the name of a folder of ours, and no way out of it."""
    return (isinstance(name, str) and name.replace("-", "").isalnum()) or name == ""


def _newer(store: Path, form: int) -> str:
    return (
        f"{store} was written by a newer expograph (format {form}, this one reads {FORMAT}); "
        "upgrade expograph, or build into another folder"
    )


def _no_store(store: Path) -> str:
    way_on = f"`expograph build --store {store}`"
    if not store.exists():
        return f"there is no store at {store}; {way_on} makes one"
    if not store.is_dir():
        return f"{store} is a file, and a store is a folder; name the right one with --store"
    if any(child.name not in _OURS for child in store.iterdir()):
        return f"{store} is a folder but no expograph store; name the right one with --store"
    return f"{store} is empty; {way_on} makes a store of it"
