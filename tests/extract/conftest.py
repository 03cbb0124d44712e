"""What tests of the extractor share: a text read, and what it says as triples of names."""

from collections.abc import Callable

import pytest

from expograph.claims import Value
from expograph.extract import read
from expograph.readings import Document, Reading

Triples = set[tuple[str, str, str]]
Reads = Callable[..., Reading]
Says = Callable[..., Triples]


@pytest.fixture(scope="session")
def reads() -> Reads:
    """Read a text: ``reads("…", "de", published="2019-11-20")``."""

    def reading(
        text: str, language: str = "en", *, published: str = "2019-11-25", title: str = "",
        without: tuple[str, ...] = (),
    ) -> Reading:  # fmt: skip
        document = Document("press", text, title, language, published)
        return read(document, without=without)

    return reading


@pytest.fixture(scope="session")
def says(reads: Reads) -> Says:
    """What a text says, as triples of names and values: ("InnoTrans", "heldInCity", "Berlin")."""

    def triples(text: str, language: str = "en", **known: object) -> Triples:
        reading = reads(text, language, **known)
        names = {entity.key: entity.name for entity in reading.entities}
        return {
            (
                names[fact.subject],
                fact.predicate,
                fact.object.text if isinstance(fact.object, Value) else names[fact.object],
            )
            for fact in reading.facts
        }

    return triples
