"""Reads a small YAML file in which every value is a text, a list or a mapping.

Texts stay texts, so that the country NO is no denial and a date no number. What can grow beyond its
own size, make objects or say two things at once is refused.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from expograph.errors import InputError

LARGEST = 256 * 1024
_DEEPEST = 8


def read_yaml(path: Path) -> Any:
    """Return what a file says; raise ``InputError`` for one that cannot be taken in."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); name a YAML file") from None
    if len(content) > LARGEST:
        raise InputError(f"{path} is too large; at most {LARGEST // 1024} kB are read")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 (byte {error.start}); save it as such") from None
    return _loaded(text, str(path))


class _Loader(yaml.BaseLoader):
    """Takes every value for a text, and no key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys: set[str] = set()
        for key, _ in node.value:
            problem = "" if isinstance(key, yaml.ScalarNode) else "a key has to be a text"
            if not problem and key.value in keys:
                problem = f"{key.value!r} stands twice in one place"
            if problem:
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            keys.add(key.value)
        return super().construct_mapping(node, deep)


def _loaded(text: str, file: str) -> Any:
    try:
        _check(yaml.parse(text, Loader=_Loader))
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise InputError(f"{file}{line}: {error.problem or error.context}") from None
    except yaml.YAMLError as error:
        raise InputError(f"{file} is no YAML: {' '.join(str(error).split())}") from None


def _check(events: Iterator[Any]) -> None:
    """Refuse what a small file of texts has no use for, before anything is made of it."""
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        problem = ""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            problem = "write the value itself wherever it is needed, without & and *"
        elif getattr(event, "tag", None):
            problem = f"leave out {event.tag!r}; every value here is a text, a list or a mapping"
        elif depth > _DEEPEST:
            problem = "this is nested too deep"
        if problem:
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
