"""Keeps what was read beside the graph, so that the graph can be built again without the files.

``STORE/shelf/<digest>.json`` holds one thing read: its text and what is known of it, what it says
before identity, and the file that it came from. The digest is that of its key, so that a thing that
is read again takes its own place.
"""

import json
import os
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from expograph.claims import Mistake, Quote, Ref, Row, Value
from expograph.readings import Document, Reading

FOLDER = "shelf"
FORMAT = 1

_NAMES: dict[type, str] = {Ref: "ref", Value: "value", Quote: "quote", Row: "row"}
"""How a record is called where several kinds of them may stand."""

_PLAIN: frozenset[type] = frozenset((str, int, float))


@dataclass(frozen=True, slots=True)
class Shelved:
    """One thing read, as the shelf keeps it.

    ``document`` is the text behind the reading, of a table there is none; ``read_with`` tells the
    rules by which the text was read; ``path`` the file that it came from, for ``add`` alone.
    """

    reading: Reading
    document: Document | None = None
    read_with: str = ""
    path: str = ""

    @property
    def key(self) -> str:
        """The key of the thing read among all sources."""
        return self.reading.source.key


def place(store: Path, key: str) -> Path:
    """Return the file in which a thing read is kept."""
    name = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return store / FOLDER / f"{name}.json"


def put(store: Path, shelved: Shelved) -> None:
    """Put a thing read on the shelf, in the place of what was read under its key before.

    It is there as a whole, or what was there before is.
    """
    path = place(store, shelved.key)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".json.tmp")
    kept = _json(_written(shelved))
    content = f'{{"format": {FORMAT}, "digest": "{_digest(kept)}", "kept": {kept}}}\n'
    with fresh.open("wb") as file:
        file.write(content.encode("utf-8", "surrogatepass"))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def remove(store: Path, key: str) -> None:
    """Take a thing read off the shelf; one that is not there is off it already."""
    place(store, key).unlink(missing_ok=True)


def find(store: Path, key: str) -> Shelved | None:
    """Return the thing read under a key, or None where there is none that can be used."""
    path = place(store, key)
    try:
        return _kept(path) if path.exists() else None
    except ValueError:
        return None


def read_shelf(store: Path) -> tuple[list[Shelved], list[Mistake]]:
    """Return all that is on the shelf, sorted by key, and the files that cannot be used."""
    kept, mistakes = [], []
    for path in sorted((store / FOLDER).glob("*.json")):
        try:
            kept.append(_kept(path))
        except ValueError as error:
            mistakes.append(Mistake(f"{FOLDER}/{path.name}", 0, "", f"{error}; it was left out"))
    return sorted(kept, key=lambda each: each.key), mistakes


def _kept(path: Path) -> Shelved:
    """Return what a file of the shelf holds; a ``ValueError`` says why it cannot be used."""
    way_on = "add the document again"
    try:
        described = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        form, digest, kept = (described[name] for name in ("format", "digest", "kept"))
        if isinstance(form, int) and form > FORMAT:
            way_on = f"it has format {form}, this expograph reads {FORMAT}; upgrade expograph"
            raise ValueError
        if digest != _digest(_json(kept)):
            raise ValueError
        shelved: Shelved = _reader(Shelved)(kept)
    except OSError as error:
        raise ValueError(f"cannot be read ({error.strerror or error})") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError(f"is damaged or was not written here; {way_on}") from None
    if place(path.parents[1], shelved.key) != path:
        raise ValueError(f"is not the place of {shelved.key}; remove the file")
    return shelved


def _json(kept: object) -> str:
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _digest(kept: str) -> str:
    return sha256(kept.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _written(record: typing.Any) -> object:
    """Return a record in the forms of JSON; what says nothing is left out."""
    if type(record) in _NAMES:
        return {_NAMES[type(record)]: [_written(each) for each in _parts(record)]}
    if is_dataclass(record):
        return {
            field.name: _written(getattr(record, field.name))
            for field in fields(record)
            if getattr(record, field.name) != field.default
        }
    return [_written(each) for each in record] if isinstance(record, tuple) else record


def _parts(record: typing.Any) -> tuple[object, ...]:
    if isinstance(record, tuple):
        return record
    return tuple(getattr(record, field.name) for field in fields(record))


_Reader = Callable[[typing.Any], typing.Any]


@cache
def _reader(kind: typing.Any) -> _Reader:
    """Return what makes a record of this kind from JSON; a ``TypeError`` when it cannot be one."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _one_of(inner)
    if origin is tuple:
        return _tuple(inner)
    if kind in _NAMES:
        return _one_of((kind,))
    return _plain(kind) if isinstance(kind, type) and kind in _PLAIN else _record(kind)


def _plain(kind: type) -> _Reader:
    allowed = (int, float) if kind is float else (kind,)

    def read(content: typing.Any) -> typing.Any:
        if type(content) not in allowed:
            raise TypeError(content)
        return content

    return read


def _tuple(inner: tuple[typing.Any, ...]) -> _Reader:
    """Return what reads ``tuple[X, ...]``, or one of so many parts."""
    if inner[-1] is Ellipsis:
        part = _reader(inner[0])
        return lambda content: tuple([part(each) for each in _list(content)])
    parts = [_reader(each) for each in inner]
    return lambda content: tuple(
        [read(each) for read, each in zip(parts, _list(content), strict=True)]
    )


def _list(content: typing.Any) -> list[typing.Any]:
    if type(content) is not list:
        raise TypeError(content)
    return content


def _one_of(kinds: tuple[typing.Any, ...]) -> _Reader:
    """Return what reads one of several kinds: records by their names, a text, or nothing."""
    named = {_NAMES[kind]: (kind, _fields(kind)) for kind in kinds if kind in _NAMES}
    records = [_reader(kind) for kind in kinds if kind not in (*_NAMES, str, types.NoneType)]
    bare = tuple(kind for kind in kinds if kind in (str, types.NoneType))

    def read(content: typing.Any) -> typing.Any:
        if isinstance(content, bare):
            return content
        if records:
            return records[0](content)
        ((name, values),) = content.items()
        kind, parts = named[name]
        return kind(*(part(each) for part, each in zip(parts, _list(values), strict=True)))

    return read


def _fields(kind: typing.Any) -> list[_Reader]:
    return [_reader(each) for each in typing.get_type_hints(kind).values()]


def _record(kind: typing.Any) -> _Reader:
    readers = {name: _reader(each) for name, each in typing.get_type_hints(kind).items()}
    needed = {each.name for each in fields(kind) if each.default is MISSING}

    def read(content: typing.Any) -> typing.Any:
        if type(content) is not dict or not needed <= content.keys():
            raise TypeError(content)
        return kind(**{name: readers[name](value) for name, value in content.items()})

    return read
