"""What the tests of marked texts share: gold documents as if they had been read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from expograph.claims import Quote, Source, Value
from expograph.readings import Document, Entity, Fact, Mention, Reading
from expograph.vocabulary import CLASS_OF_KIND

GOLD = Path(__file__).parents[1] / "data" / "gold"
KIND = {named: kind for kind, named in CLASS_OF_KIND.items()}

Read = tuple[Document, Reading]


@pytest.fixture
def gold() -> Callable[[str], Read]:
    """A gold document as if its facts had been read from it: ``gold("en-001")``.

    A fact rests on the line of the text that names its far end, or on the first.
    """

    def read(stem: str) -> Read:
        written = json.loads((GOLD / f"{stem}.json").read_text(encoding="utf-8"))
        known = written["document"]
        document = Document(
            stem, written["text"], known["title"], known["language"], known["published"] or ""
        )
        entities = {each["id"]: entity(document.text, each) for each in written["entities"]}
        facts = tuple(fact(document.text, each, entities) for each in written["facts"])
        source = Source(f"document/{stem}")
        return document, Reading(source, tuple(entities.values()), facts)

    return read


def entity(text: str, written: dict[str, Any]) -> Entity:
    """Return an entity of a gold document, mentioned where each of its names stands first."""
    kind = KIND[written["type"]]
    names = [written["name"], *written["aliases"]]
    places = [(name, text.find(name)) for name in names if kind != "theme"]
    return Entity(
        f"{kind}/{written['id']}", kind, written["name"], tuple(written["aliases"]),
        written.get("kind", ""),
        tuple(Mention(form, quoted(text, at, at + len(form))) for form, at in places if at >= 0),
    )  # fmt: skip


def fact(text: str, written: dict[str, Any], entities: dict[str, Entity]) -> Fact:
    """Return a fact of a gold document."""
    far = entities.get(written.get("object", ""))
    name = far.name if far else str(written["value"])
    at = max(text.find(name), 0)
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    value = written.get("value")
    typed = Value(str(value), "integer" if isinstance(value, int) else "string")
    return Fact(
        entities[written["subject"]].key, written["predicate"], far.key if far else typed,
        quoted(text, start, end if end >= 0 else len(text)), 0.9, rule="gold",
    )  # fmt: skip


def quoted(text: str, start: int, end: int) -> Quote:
    """Return words of a text as evidence."""
    return Quote(text[start:end], start, end)
