"""What many tests share: the built-in graph, built once, and a way to ask it."""

from __future__ import annotations

import csv
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from expograph import ask, pipeline, resources
from expograph.answers import Answer
from expograph.questions import library
from expograph.store.engine import Engine
from expograph.store.generations import current

if TYPE_CHECKING:
    from expograph.answers import Term

# Where the tests run in the background, Ctrl-C is ignored, by all that they start as well.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("expograph", deadline=None)
settings.load_profile("expograph")

SHARED = Path(__file__).parents[2] / "shared"
FACTS = Path(__file__).parents[1] / "graph" / "facts"

Asked = list[dict[str, str]]
World = Callable[..., list[Path]]

WORLD = {
    "sources": """id,url,title,publisher,language,published
page,https://example.org/page,A page,Somebody,en,2019-12-03
other,https://example.org/other,Another page,Somebody else,en,2021
""",
    "countries": """id,name,iso2,iso3,wikidata,source
spain,Spain,ES,ESP,Q29,page
france,France,FR,FRA,Q142,page
""",
    "cities": """id,name,country,lat,lon,geonames,wikidata,source
barcelona,Barcelona,spain,41.38879,2.15899,3128760,Q1492,page
lyon,Lyon,france,45.74846,4.84671,2996944,Q456,page
""",
    "venues": """name,aliases,city,source
Fira Gran Via,Gran Via,barcelona,page
""",
    "event_series": """id,name,organiser,city,since,themes,source
scewc,Smart City Expo World Congress,fira,barcelona,2011,mobility,page
""",
    "events": """\
id,series,name,aliases,start_date,end_date,city,country,venue,attendees,parent_event,source
scewc-2019,scewc,SCEWC 2019,SCEWC,2019-11-19,2019-11-21,barcelona,spain,Gran Via,24399,,page
scewc-2021,scewc,SCEWC 2021,,2021-11-16,2021-11-18,barcelona,spain,,,,page
""",
    "organisations": """id,name,aliases,kind,city,country,parent,website,source
fira,Fira de Barcelona,,organiser,barcelona,spain,,https://www.firabarcelona.com/,page
clean,CLEAN,Clean,association,,,,,page
mixmove,MIXMOVE,,company,lyon,france,,,page
""",
    "projects": """id,name,aliases,kind,organised_by,start,source
nordic-pavilion,Nordic Pavilion,,pavilion,organisation:clean,2019,page
""",
    "people": """id,name,aliases,role,affiliation,affiliation_type,as_of,source
ana-perez,Ana Pérez,Ana P.,CEO,mixmove,organisation,2019-11,page
""",
    "participations": """event,agent,agent_type,role,pavilion,source
scewc-2019,mixmove,organisation,exhibitor,nordic-pavilion,page
scewc-2019,nordic-pavilion,project,exhibitor,,page
scewc-2019,ana-perez,person,speaker,,page
""",
    "partnerships": """a,a_type,b,b_type,type,since,through,announced_at,source
clean,organisation,mixmove,organisation,joint-pavilion,2019,nordic-pavilion,scewc-2019,page
""",
    "figures": """event,measure,value,source,note
scewc-2019,attendees,20000,page,expected before the event
""",
    "awards": """award,event,category,winner,winner_type,city,country,project,source
World Smart City Awards,scewc-2019,City,lyon,city,lyon,france,,page
""",
}
"""A small world, one table each, in which no row has a mistake."""


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


@pytest.fixture(scope="session")
def behind(engine: Engine) -> Callable[..., str]:
    """What stands behind the rows of an answer, as ``--evidence`` shows it.

    ``behind("partners", of="mixmove")`` has values as people type them, as ``asked`` has.
    """

    def told(name: str, **values: str | list[str]) -> str:
        question, bound = bound_of(engine, name, **values)
        return ask.behind(question, bound, ask.answered(question, bound, engine.rows), engine.rows)

    return told


def bound_of(
    engine: Engine, name: str, **values: str | list[str]
) -> tuple[library.Question, dict[str, list[Term]]]:
    """Return a question of the library, and the terms of its parameters as people type them."""
    question = library.question(name)
    typed = {key: [each] if isinstance(each, str) else each for key, each in values.items()}
    return question, ask.bound_terms(ask.Request(question, typed, {}), engine.rows)


def answer_of(engine: Engine, name: str, **values: str | list[str]) -> Answer:
    """Return the answer to a question of the library whose parameters are typed as people do."""
    question, bound = bound_of(engine, name, **values)
    return ask.answered(question, bound, engine.rows)


def shortened(said: str) -> str:
    """Return an IRI of ours as ``kind/slug`` or the name of a term, and all else as it is."""
    base = "https://w3id.org/expograph/"
    return said.removeprefix(f"{base}id/").removeprefix(f"{base}ns#").removeprefix(base)


@pytest.fixture(scope="session")
def facts() -> Callable[[str], list[dict[str, str]]]:
    """Rows of a built-in table as its file has them: ``facts("events")``, by the csv module.

    But for one thing: whoever held a position formerly comes without the employer.
    """

    def table(name: str) -> list[dict[str, str]]:
        with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            if name in ("people", "positions") and row["role"].casefold().startswith("former"):
                row["affiliation"] = row["affiliation_type"] = ""
        return rows

    return table


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Write the tables of a small world and return their paths.

    ``world(events="id,name,source\\n…")`` has another table of events, and ``world(events=None)``
    none.
    """

    def write(**tables: str | bytes | None) -> list[Path]:
        folder = tmp_path / "tables"
        folder.mkdir(exist_ok=True)
        for name, content in {**WORLD, **tables}.items():
            if content is not None:
                content = content.encode() if isinstance(content, str) else content
                (folder / f"{name}.csv").write_bytes(content)
        return sorted(folder.glob("*.csv"))

    return write


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the checkout; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        reason = f"the reference material is not at {SHARED}"
        if os.environ.get("EXPOGRAPH_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED
