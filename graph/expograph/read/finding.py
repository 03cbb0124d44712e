"""Finds the documents and tables that the words of a command name: files, folders and patterns.

The result does not depend on the order of the words. What is not taken is named, with the reason;
hidden files in folders and what two words name twice are passed over.
"""

import glob
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from expograph.claims import Mistake
from expograph.names import plain, slug
from expograph.read.heads import words as words_of

DOCUMENTS = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".json")
TABLES = (".csv", ".xlsx")

_SAVE_AS_TEXT = "save it as text, Markdown or HTML"
_OTHERS = {
    **dict.fromkeys((".pdf", ".docx", ".doc", ".odt", ".rtf", ".epub", ".pages"), _SAVE_AS_TEXT),
    **dict.fromkeys((".mht", ".mhtml", ".webarchive"), "save the page as HTML"),
    **dict.fromkeys((".eml", ".msg"), "save the mail as text"),
    **dict.fromkeys((".xls", ".ods", ".tsv", ".numbers"), "save it as .csv or .xlsx"),
}
"""The way on for files that hold text or tables in a form that is not read."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that was named: where it lies, its key as a document, and how it is shown."""

    path: Path
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """The documents and tables that words name, sorted by name, and what was left out."""

    files: tuple[Listed, ...] = ()
    tables: tuple[Listed, ...] = ()
    left_out: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    """A file below a folder (or by itself), with its path from there, or why it is left out."""

    path: Path
    below: str
    problem: str = ""


def documents_in(words: Sequence[str]) -> Found:
    """Return the documents and tables that files, folders and patterns name.

    Folders are searched with all folders in them. The key of a document is made of the name of its
    file, and of its path below the folder that was named. Of two with the same key the one whose
    name comes later is left out; so is, by name, each file that is neither document nor table.
    """
    named = [each for word in sorted({*words}) for each in _of_word(word)]
    known: dict[str, _Named] = {}
    for each in sorted((each for each in named if not each.problem), key=_rank):
        known.setdefault(os.path.realpath(each.path), each)
    refused = [each for each in named if each.problem and "\0" not in str(each.path)]
    left_out = {_left_out(each) for each in refused if os.path.realpath(each.path) not in known}
    left_out |= {_left_out(each) for each in named if "\0" in str(each.path)}
    listed = sorted((_listed(each) for each in known.values()), key=lambda each: each.name)
    files = [each for each in listed if _ending(each.path) not in TABLES]
    tables = [each for each in listed if _ending(each.path) in TABLES]
    kept, clashing = _apart(files)
    left_out |= {*clashing}
    return Found(tuple(kept), tuple(tables), tuple(sorted(left_out, key=str)))


def shown(name: str) -> str:
    r"""Return a name of a file as it can be printed on one line.

    >>> shown("a\nb.txt"), shown("\udcff.txt")
    ('a\\nb.txt', '\\udcff.txt')
    """
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
        for letter in name
    )


def _of_word(word: str) -> Iterator[_Named]:
    """Yield what one word names."""
    path = Path(word)
    try:
        mode = path.stat().st_mode if word and "\0" not in word else 0
    except FileNotFoundError:
        mode = 0
    except OSError as error:
        yield _Named(path, "", f"cannot be read ({error.strerror})")
        return
    if stat.S_ISDIR(mode):
        yield from _of_folder(path)
    elif mode:
        yield _of_file(path, path.name, mode, direct=True)
    elif matches := _matches(word):
        yield from matches
    else:
        yield _Named(path, "", _nothing(word))


def _nothing(word: str) -> str:
    if Path(word).is_symlink():
        return "the link leads nowhere"
    if glob.has_magic(word):
        return "no file has a name of this pattern"
    return "there is no such file or folder"


def _matches(word: str) -> list[_Named]:
    """Return what a pattern names; keys are made of the paths below its fixed part."""
    if not glob.has_magic(word) or "\0" in word:
        return []
    parts = Path(word).parts
    fixed = Path(*parts[: next(place for place, part in enumerate(parts) if glob.has_magic(part))])
    found: list[_Named] = []
    matches = glob.glob(word, recursive=True)  # noqa: PTH207 (Path.glob takes hidden files too)
    for path in map(Path, sorted(matches)):
        if path.is_dir():
            if "**" not in parts:
                found += _of_folder(path, fixed)
        else:
            below = os.path.relpath(path, fixed)
            found.append(_of_file(path, below, _mode(path)))
    return found


def _of_folder(folder: Path, top: Path | None = None) -> Iterator[_Named]:
    """Yield what lies in a folder and the folders in it; a link that leads back is not followed."""
    top = top or folder
    waiting = [folder]
    seen = set()
    while waiting:
        current = waiting.pop()
        if (real := os.path.realpath(current)) in seen:
            continue
        seen.add(real)
        try:
            entries = sorted(each for each in current.iterdir() if not each.name.startswith("."))
        except OSError as error:
            yield _Named(current, "", f"the folder cannot be read ({error.strerror})")
            continue
        pages = {each.stem for each in entries if _ending(each) in (".html", ".htm", ".xhtml")}
        for entry in entries:
            mode = _mode(entry)
            if not stat.S_ISDIR(mode):
                yield _of_file(entry, os.path.relpath(entry, top), mode)
            elif page := _saved_with(entry.name, pages):
                problem = f"holds the images and scripts of the saved page {shown(page)!r}"
                yield _Named(entry, "", problem)
            else:
                waiting.append(entry)


def _of_file(path: Path, below: str, mode: int, direct: bool = False) -> _Named:
    """Return a file, with the reason where it is no document and no table."""
    ending = _ending(path)
    if not mode:
        return _Named(path, below, "the link leads nowhere" if path.is_symlink() else "is gone")
    if not stat.S_ISREG(mode):
        return _Named(path, below, "is no file that can be read, but a device, pipe or socket")
    if ending in DOCUMENTS + TABLES or (direct and not ending):
        return _Named(path, below)
    way_on = _OTHERS.get(ending, f"documents end in {', '.join(DOCUMENTS)}")
    what = f"files that end in {shown(ending)} are not read" if ending else "it has no ending"
    return _Named(path, below, f"{what}; {way_on}")


def _mode(path: Path) -> int:
    """Return what kind of file a path leads to, or 0 where it leads nowhere."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _saved_with(folder: str, pages: Iterable[str]) -> str:
    """Return the page beside which a browser has written a folder, or ""."""
    found = re.fullmatch(r"(.+)[_-]([^\W_]+)", folder)
    if found and found[1] in pages and plain(found[2]) in words_of("saved")["parts"]:
        return found[1]
    return ""


def _rank(named: _Named) -> tuple[bool, int, str]:
    """Return what decides under which name a file is taken that is named twice.

    The longer path below a named folder tells it better from others.
    """
    return (named.path.is_symlink(), -len(Path(named.below).parts), str(named.path))


def _listed(named: _Named) -> Listed:
    stem = named.below.removesuffix(named.path.suffix) if _ending(named.path) else named.below
    parts = Path(stem).parts
    return Listed(named.path, slug("-".join(parts)), shown(str(named.path)))


def _apart(files: Sequence[Listed]) -> tuple[list[Listed], list[Mistake]]:
    """Return the files that each have a key of their own, and the mistakes for the others."""
    known: dict[str, Listed] = {}
    clashing = []
    for each in files:
        first = known.setdefault(each.key, each)
        if first is not each:
            problem = (
                f"would be known as {each.key!r}, as {first.name} is; rename one of them, or name "
                "the folder in which both lie"
            )
            clashing.append(Mistake(each.name, 0, "", f"{problem}; left out"))
    return [*known.values()], clashing


def _left_out(named: _Named) -> Mistake:
    return Mistake(shown(str(named.path)), 0, "", f"{named.problem}; left out")


def _ending(path: Path) -> str:
    return path.suffix.lower()
