"""What many tests share: the built-in graph, built once, and a way to ask it."""

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from expograph import ask, pipeline, resources
from expograph.answers import Answer
from expograph.questions import library
from expograph.store.engine import Engine
from expograph.store.generations import current

SHARED = Path(__file__).parents[2] / "shared"
FACTS = Path(__file__).parents[1] / "graph" / "facts"

Asked = list[dict[str, str]]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that holds the built-in graph."""
    folder = tmp_path_factory.mktemp("built-in") / "store"
    built = pipeline.build(folder, pipeline.read_material(resources.tables()))
    assert not built.mistakes
    return folder


@pytest.fixture(scope="session")
def engine(store: Path) -> Engine:
    """The built-in graph, open for reading."""
    return Engine.reading(current(store).engine)


@pytest.fixture(scope="session")
def asked(engine: Engine) -> Callable[..., Asked]:
    """Ask a question of the library: ``asked("partners", of="mixmove")`` gives rows of texts.

    A value is what people type; a list gives several. IRIs come back as ``kind/slug``.
    """

    def answer(name: str, **values: str | list[str]) -> Asked:
        return [
            {column: shortened(said) for column, said in row.items()}
            for row in answer_of(engine, name, **values).texts()
        ]

    return answer


def answer_of(engine: Engine, name: str, **values: str | list[str]) -> Answer:
    """Return the answer to a question of the library whose parameters are typed as people do."""
    question = library.question(name)
    typed = {key: [each] if isinstance(each, str) else each for key, each in values.items()}
    bound = ask.bound_terms(ask.Request(question, typed, {}), engine.rows)
    return ask.answered(question, bound, engine.rows)


def shortened(said: str) -> str:
    """Return an IRI of ours as ``kind/slug`` or the name of a term, and all else as it is."""
    base = "https://w3id.org/expograph/"
    return said.removeprefix(f"{base}id/").removeprefix(f"{base}ns#").removeprefix(base)


@pytest.fixture(scope="session")
def facts() -> Callable[[str], list[dict[str, str]]]:
    """Rows of a built-in table as its file has them: ``facts("events")``, by the csv module."""

    def table(name: str) -> list[dict[str, str]]:
        with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return table


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the checkout; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        reason = f"the reference material is not at {SHARED}"
        if os.environ.get("EXPOGRAPH_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED
