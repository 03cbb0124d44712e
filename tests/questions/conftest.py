"""What tests of questions share: the built-in graph with documents beside its tables."""

from collections.abc import Callable
from pathlib import Path

import pytest

from expograph import ask, pipeline, resources
from expograph.adding import read_one
from expograph.claims import Quote, Source
from expograph.questions import library
from expograph.read.documents import Given
from expograph.read.finding import documents_in
from expograph.readings import Document, Entity, Fact, Mention, Reading
from expograph.shelf import Shelved
from expograph.store.engine import Engine
from expograph.store.generations import current

SAMPLES = Path(__file__).parents[2] / "scripts" / "samples"
REPORT = "Alstom and Hafenwerk Digital exhibit at SCEWC 2019."
PAGE = "https://esn.net/smart-city-expo-hosts-a-record-breaking-edition-under-the-theme-cities-made-of-dreams/"
GREETING = "A greeting from Cleantech Scandinavia."

Asked = list[dict[str, str]]


def called(kind: str, name: str, text: str, known: str = "") -> Entity:
    """Return something that a text names."""
    start = text.index(name)
    mention = Mention(name, Quote(name, start, start + len(name)))
    return Entity(f"{kind}/{name}", kind, name, mentions=(mention,), known=known)


def report() -> Shelved:
    """Return a text that is one of the pages cited by the tables, with a firm that they lack."""
    fair = called("event", "SCEWC 2019", REPORT, "event/scewc-2019")
    firms = [called("organisation", name, REPORT) for name in ("Alstom", "Hafenwerk Digital")]
    quote = Quote(REPORT, 0, len(REPORT))
    facts = tuple(Fact(fair.key, "hasExhibitor", firm.key, quote, 0.9) for firm in firms)
    source = Source("document/report", "A report", "", "en", "2019-11", PAGE)
    return Shelved(Reading(source, (fair, *firms), facts), Document("report", REPORT))


def greeting() -> Shelved:
    """Return a text that only names somebody."""
    source = Source("document/greeting", "A greeting", "", "en", "2020")
    reading = Reading(source, (called("organisation", "Cleantech Scandinavia", GREETING),))
    return Shelved(reading, Document("greeting", GREETING))


@pytest.fixture(scope="session")
def library_of_texts(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The built-in graph with an English and a German press text, a report and a greeting."""
    read = [read_one(listed, Given()).shelved for listed in documents_in([str(SAMPLES)]).files]
    texts = [each for each in read if each]
    assert {each.reading.source.language for each in texts} == {"en", "de"}
    material = pipeline.with_shelf(
        pipeline.read_material(resources.tables()), [*texts, report(), greeting()]
    )
    folder = tmp_path_factory.mktemp("with texts") / "store"
    assert not pipeline.build(folder, material).mistakes
    return Engine.reading(current(folder).engine)


@pytest.fixture(scope="session")
def asked_of_texts(library_of_texts: Engine) -> Callable[..., Asked]:
    """Ask the graph with documents as ``asked`` asks the one without."""
    rows = library_of_texts.rows

    def answer(name: str, **values: str) -> Asked:
        question = library.question(name)
        typed = {key: [each] for key, each in values.items()}
        bound = ask.bound_terms(ask.Request(question, typed, {}), rows)
        return [
            {column: shortened(said) for column, said in row.items()}
            for row in ask.answered(question, bound, rows).texts()
        ]

    return answer


def shortened(said: str) -> str:
    """Return an IRI of ours as ``kind/slug`` or the name of a term, and all else as it is."""
    base = "https://w3id.org/expograph/"
    return said.removeprefix(f"{base}id/").removeprefix(f"{base}ns#").removeprefix(base)


@pytest.fixture(scope="session")
def behind_texts(library_of_texts: Engine) -> Callable[..., str]:
    """What stands behind the rows of an answer of the graph with documents, in one line."""
    rows = library_of_texts.rows

    def told(name: str, **values: str) -> str:
        question = library.question(name)
        typed = {key: [each] for key, each in values.items()}
        bound = ask.bound_terms(ask.Request(question, typed, {}), rows)
        answer = ask.answered(question, bound, rows)
        return " ".join(ask.behind(question, bound, answer, rows).split())

    return told
