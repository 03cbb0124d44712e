"""A small world in tables, built within a second, and the command line as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

GRAPH = Path(__file__).parents[2] / "graph"

Run = Callable[..., subprocess.CompletedProcess[str]]
Tables = Callable[..., Path]

_SMALL = {
    "sources": [
        "id,url,title,publisher,language,published",
        "gazette,https://gazette.example/fair,A fair in Elsewhere,Gazette,en,2020-01-05",
    ],
    "countries": ["id,name,iso2,iso3,wikidata,source", "nowhere,Nowhere,,,,gazette"],
    "cities": [
        "id,name,country,lat,lon,geonames,wikidata,source",
        "elsewhere,Elsewhere,nowhere,1.50000,2.50000,,,gazette",
    ],
    "organisations": [
        "id,name,aliases,kind,city,country,parent,governs,website,wikidata,source",
        "fair-house,Fair House,Fair,organiser,elsewhere,nowhere,,,,,gazette",
    ],
    "event_series": [
        "id,name,aliases,organiser,city,country,since,frequency,website,parent,themes,wikidata,"
        "source",
        "fair,Elsewhere Fair,,fair-house,elsewhere,nowhere,2019,annual,,,,,gazette",
    ],
    "events": [
        "id,series,name,aliases,start_date,end_date,city,country,venue,motto,edition_number,"
        "attendees,exhibitors,speakers,countries,cities,sessions,themes,format,status,"
        "parent_event,website,source",
        "fair-2020,fair,Elsewhere Fair 2020,,2020-03-01,2020-03-03,elsewhere,nowhere,,,,"
        "100,,,,,,,,held,,,gazette",
    ],
    "participations": ["event,agent,agent_type,role,pavilion,source"],
}


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    """Write the small world into a folder; ``tables("Acme", "Bolt")`` adds two exhibitors."""
    return lambda *exhibitors: small_world(tmp_path, *exhibitors)


def small_world(place: Path, *exhibitors: str) -> Path:
    """Write the tables of the small world into a folder below ``place``, and return it."""
    folder = place / f"tables-{len(exhibitors)}-{''.join(exhibitors)[:20]}"
    folder.mkdir(exist_ok=True)
    rows = {name: list(lines) for name, lines in _SMALL.items()}
    for name in exhibitors:
        row = f"{name.lower()},{name},,company,,nowhere,,,,,gazette"
        rows["organisations"].append(row)
        rows["participations"].append(f"fair-2020,{name.lower()},organisation,exhibitor,,gazette")
    for name, lines in rows.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store, to be copied and not touched, in which Acme exhibits at the fair."""
    place = tmp_path_factory.mktemp("acme")
    words = ("build", "--facts", small_world(place, "Acme"), "--store", place / "store")
    subprocess.run(command(*words), env=environment(), check=True, capture_output=True)
    return place / "store"


@pytest.fixture
def run() -> Run:
    """Run ``python -m expograph`` with some words and wait for it."""

    def process(
        *words: str | Path, cwd: Path | None = None, preexec_fn: Callable[[], None] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*words), env=environment(), capture_output=True, text=True, encoding="utf-8",
            timeout=120, cwd=cwd, preexec_fn=preexec_fn,
        )  # fmt: skip

    return process


def command(*words: str | Path) -> list[str]:
    """Return the command line of a process that runs expograph."""
    return [sys.executable, "-m", "expograph", *map(str, words)]


def environment() -> dict[str, str]:
    """Return an environment in which the checkout is found and no store is named."""
    kept = {name: said for name, said in os.environ.items() if not name.startswith("EXPOGRAPH")}
    return {**kept, "PYTHONPATH": str(GRAPH)}


@pytest.fixture
def start() -> Callable[..., "subprocess.Popen[str]"]:
    """Start ``python -m expograph`` with some words and do not wait for it."""

    def process(*words: str | Path) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            command(*words), env=environment(), text=True, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    return process
