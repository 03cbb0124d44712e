"""Joins the modules of the page's script into the one that a page carries.

The modules are ordinary ECMAScript ones, which tests and linters read as they are. In a page they
stand one after the other in one function, without their imports and exports: so what they export is
imported under its own name, and no two modules call different things by one name.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z_]+\.js)";\n', re.MULTILINE)
_NAMED = re.compile(r"^(?:export )?(?:class|(?:async )?function) (\w+)", re.MULTILINE)
_DECLARED = re.compile(r"^(?:export )?(?:const|let) ([^;]*)", re.MULTILINE)
_INNER = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`]*`|\([^()[\]{}]*\)|\[[^()[\]{}]*\]|\{[^()[\]{}]*\}')
_EXPORT = re.compile(r"^export (?=const |let |class |function |async )", re.MULTILINE)


@cache
def joined(folder: Path, first: str = "main.js") -> str:
    """Return the script that begins with the module ``first``, what it imports before it.

    Raises ``ValueError`` for an import or export of another form than those described above, and
    for a name that two modules have.
    """
    parts = []
    owner: dict[str, str] = {}
    for name in _in_order(folder, first, {}):
        for called in _names(_text(folder, name)):
            if owner.setdefault(called, name) != name:
                raise ValueError(f"{called!r} is a name in {owner[called]} and in {name}")
        text = _EXPORT.sub("", _IMPORT.sub("", _text(folder, name)))
        if found := re.search(r"^(import|export)\b.*", text, re.MULTILINE):
            raise ValueError(f"{name}: {found[0]!r} is no import of names or export of one")
        parts.append(text.strip())
    return '(() => {\n"use strict";\n\n' + "\n\n".join(parts) + "\n})();\n"


def _names(text: str) -> Iterator[str]:
    """Yield the names that a module has at its top, also the second of ``const A = f(1), B``."""
    yield from _NAMED.findall(text)
    for declared in _DECLARED.findall(text):
        told, inner = declared, 1
        while inner:
            told, inner = _INNER.subn("", told)
        for one in re.split(r"[(\[{]", told)[0].split(","):
            yield from re.findall(r"^\s*(\w+)", one)


def _in_order(folder: Path, name: str, seen: dict[str, None]) -> Iterator[str]:
    """Yield the names of modules, each after those that it imports."""
    if name in seen:
        return
    seen[name] = None
    for imported in _IMPORT.findall(_text(folder, name)):
        yield from _in_order(folder, imported, seen)
    yield name


def _text(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")
