"""The two seeds, added as files: what they say stands on the things that the tables know."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from expograph import pipeline, resources
from expograph.extract import read
from expograph.read.documents import read_document
from expograph.shelf import Shelved
from expograph.store.engine import Engine
from expograph.store.generations import current
from expograph.vocabulary import BASE, PREFIXES

pytestmark = pytest.mark.shared

TRUTHS = f"<{BASE}graph/truths> ."
STANDING = f"<{PREFIXES['']}standing>"
Ask = Callable[[str], list[dict[str, str]]]


@pytest.fixture(scope="module")
def with_seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that holds the built-in tables and both seeds."""
    kept = []
    for path in sorted((shared / "seeds").glob("*.txt")):
        document, mistakes = read_document(path, path.stem.replace("_", "-"))
        assert not mistakes
        kept.append(Shelved(read(document), document))
    material = pipeline.with_shelf(pipeline.read_material(resources.tables()), kept)
    folder = tmp_path_factory.mktemp("seeds") / "store"
    built = pipeline.build(folder, material)
    assert not (built.mistakes or built.findings)
    return folder


@pytest.fixture(scope="module")
def said(with_seeds: Path) -> Ask:
    """Ask the graph with the seeds in SPARQL."""
    engine = Engine.reading(current(with_seeds).engine)
    return lambda query: list(engine.rows(query).texts())


def truths(store: Path) -> Iterator[str]:
    """Yield the plain triples of a graph."""
    for line in current(store).quads_file.read_text(encoding="utf-8").splitlines():
        if line.endswith(TRUTHS) and STANDING not in line:
            yield line


def test_the_seeds_bring_only_what_the_tables_have_otherwise(with_seeds: Path, store: Path) -> None:
    added = {*truths(with_seeds)} - {*truths(store)}
    told = {
        tuple(part.strip("<>").rpartition("#")[2].removeprefix(f"{BASE}id/") for part in parts[:2])
        for parts in map(str.split, added)
    }
    awards = "award/smart-city-expo-shanghai-awards-sces-2021"
    assert told == {
        (awards, "type"),
        (awards, "prefLabel"),
        (awards, "presentedAt"),
        ("project/barcelona-shanghai-bridge", "organisedBy"),  # the tables: a partner
    }
    assert not {*truths(store)} - {*truths(with_seeds)}


@pytest.mark.parametrize(
    ("subject", "predicate", "thing", "document"),
    [
        ("project/nordic-pavilion-2019", "hasExhibitor", "organisation/mixmove", "000"),
        ("project/nordic-pavilion-2019", "organisedBy", "organisation/clean", "000"),
        ("project/nordic-pavilion-2019", "presentedAt", "event/scewc-2019", "000"),
        ("person/allard-peeters", "worksFor", "organisation/mixmove", "000"),
        ("event/scewc-2019", "heldInCity", "city/barcelona", "000"),
        ("event/sces-2021", "organisedBy", "organisation/fira-de-barcelona", "004"),
        ("event/sces-2021", "hasExhibitor", "organisation/huawei", "004"),
        ("event/sces-2021", "heldAtVenue", "venue/shanghai-postal-museum", "004"),
        ("project/barcelona-shanghai-bridge", "organisedBy",
         "organisation/barcelona-city-council", "004"),
        ("city/barcelona", "twinnedWith", "city/shanghai", "004"),
        ("event/scewc-2021", "organisedBy", "organisation/fira-de-barcelona", "004"),
    ],
)  # fmt: skip
def test_a_sentence_of_a_seed_is_evidence_beside_the_rows_of_the_tables(
    said: Ask, subject: str, predicate: str, thing: str, document: str
) -> None:
    claims = said(
        f"""SELECT ?read ?words ?row {{
          ?claim rdf:subject <{BASE}id/{subject}> ; rdf:predicate :{predicate} ;
            rdf:object <{BASE}id/{thing}> ; prov:wasDerivedFrom ?read .
          OPTIONAL {{ ?claim oa:exact ?words }} OPTIONAL {{ ?claim :row ?row }}
        }}"""
    )
    assert any(f"source/document/{document}-" in each["read"] and each["words"] for each in claims)
    assert any("source/table/" in each["read"] and each["row"] for each in claims)


def test_a_seed_is_the_page_that_the_tables_cite(said: Ask) -> None:
    linked = {each["work"] for each in said("SELECT ?work { ?document :sameWorkAs ?work }")}
    assert linked == {f"{BASE}source/seed-000", f"{BASE}source/seed-004"}


def test_every_name_says_why_it_was_taken_for_its_thing(said: Ask) -> None:
    names = said(
        f"""SELECT ?name ?reason {{ ?claim :nameAsRead ?name ; :matchedBy ?reason ;
          prov:wasDerivedFrom ?read .
          FILTER(STRSTARTS(STR(?read), "{BASE}source/document/")) }}"""
    )
    reasons = {each["name"]: each["reason"] for each in names}
    assert reasons["Clean"].startswith("alias of CLEAN; has a part in Nordic Pavilion 2019")
    assert all(reasons.values())
