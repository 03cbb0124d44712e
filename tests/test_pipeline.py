"""The whole way from tables to a graph: the same bytes each time, and all mistakes in words."""

import html
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import permutations
from pathlib import Path

import pyoxigraph
import pytest

from expograph import pipeline, resources
from expograph.answers import text
from expograph.claims import Quote, Ref, Source
from expograph.errors import ExpographError, InputError
from expograph.identifiers import iri
from expograph.network.build import network_of, partnerships, read_ties
from expograph.page import draw
from expograph.pipeline import Built, Material
from expograph.readings import Document, Entity, Fact, Mention, Reading
from expograph.shelf import Shelved
from expograph.store.carrying import copied
from expograph.store.engine import Engine
from expograph.store.generations import current, writing

World = Callable[..., list[Path]]
GRAPH = Path(__file__).parents[1] / "graph"


def built(folder: Path, paths: list[Path]) -> Built:
    """Return what a build of tables makes, in a store of its own."""
    return pipeline.build(folder, pipeline.read_material(paths))


def answered(made: Built, query: str) -> list[tuple[str, ...]]:
    """Return the rows of a query on what was built, as texts."""
    rows = Engine.reading(made.generation.engine).rows(query).rows
    return [tuple(text(value) if value else "" for value in row) for row in rows]


# The same again


def test_the_small_world_keeps_to_all_shapes(world: World, tmp_path: Path) -> None:
    made = built(tmp_path / "store", world())
    assert (made.mistakes, made.findings) == ((), ())
    assert made.claims > made.truths > 0


def test_building_twice_changes_nothing(world: World, tmp_path: Path) -> None:
    paths = world()
    first = built(tmp_path / "store", paths)
    content = first.generation.quads_file.read_bytes()
    second = built(tmp_path / "store", paths)
    assert second.generation.digest == first.generation.digest
    assert second.generation.quads_file.read_bytes() == content
    assert replace(second, generation=first.generation) == first


def test_the_order_of_the_material_does_not_matter(world: World, tmp_path: Path) -> None:
    awards = "award,event,category,winner,winner_type,city,country,project,source\n"
    prizes = "".join(f"Prize,scewc-2019,{c},lyon,city,,,,page\n" for c in "abc")
    head = "kind,subject,predicate,object,value,source,who,when,why\n"
    decisions = (
        "same,organisation/clean,,organisation/mixmove,,,ada,2024,\n"
        "correct,event/scewc-2019,attendeeCount,,7,,ada,2024-02,\n"
    )
    paths = world(awards=awards + prizes, decisions=head + decisions)
    material = pipeline.read_material(paths)
    expected = pipeline.build(tmp_path / "store", material).generation.quads_file.read_bytes()
    for seed in range(3):
        made = pipeline.build(tmp_path / f"store-{seed}", shuffled(material, seed))
        assert made.generation.quads_file.read_bytes() == expected


def shuffled(material: Material, seed: int) -> Material:
    """Return material in another order."""
    mixed = random.Random(seed)
    return replace(
        material,
        claims=mixed.sample(list(material.claims), len(material.claims)),
        sources=mixed.sample(list(material.sources), len(material.sources)),
        decisions=mixed.sample(list(material.decisions), len(material.decisions)),
    )


def test_the_order_of_the_files_does_not_matter(world: World, tmp_path: Path) -> None:
    paths = world()
    forth, back = (pipeline.read_material(each) for each in (paths, paths[::-1]))
    assert forth == back


def test_nothing_depends_on_the_seed_of_hashing(world: World, tmp_path: Path) -> None:
    world(decisions="kind,subject,object,who,when\nsame,city/lyon,city/barcelona,ada,2024\n")
    digests = set()
    for seed in ("0", "1", "4711"):
        store = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(GRAPH)}
        done = subprocess.run(
            [sys.executable, "-m", "expograph", "build", "--store", str(store),
             "--facts", str(tmp_path / "tables")],
            env=environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode in (0, 3), done.stderr
        digests.add(json.loads((store / "expograph.json").read_text())["generation"])
    assert len(digests) == 1


# The law


def test_no_truth_stands_without_an_accepted_claim(world: World, tmp_path: Path) -> None:
    made = built(tmp_path / "store", world())
    law = """SELECT ?s ?p ?o {
      GRAPH <https://w3id.org/expograph/graph/truths> { ?s ?p ?o }
      FILTER (?p NOT IN (:standing, :contested))
      FILTER NOT EXISTS {
        ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; :standing :accepted } }"""
    assert answered(made, law) == []
    standings = "SELECT ?c (COUNT(?s) AS ?n) { ?c a :Claim ; :standing ?s } GROUP BY ?c"
    assert {number for _, number in answered(made, standings)} == {"1"}


def test_the_firm_on_the_pavilion_exhibits_at_the_event(world: World, tmp_path: Path) -> None:
    made = built(tmp_path / "store", world())
    query = """SELECT ?who ?claim {
      ev:scewc-2019 :hasExhibitor ?who . ?claim :premise ?one , ?other FILTER (?one != ?other) }"""
    assert {who for who, _ in answered(made, query)} == {iri(Ref("organisation", "mixmove"))}


# Readings


def press(key: str, text: str, published: str = "2019-11-20", address: str = "") -> Shelved:
    """Return a document that says that MIXMOVE, CLEAN and somebody new exhibit at SCEWC 2019."""
    event, firms = "event/scewc-2019", ("MIXMOVE", "CLEAN", "Hafenwerk Digital")
    quote = Quote(text, 0, len(text))
    entities = [Entity(event, "event", "SCEWC 2019", mentions=(mention(text, "SCEWC 2019"),))]
    facts = []
    for firm in (firm for firm in firms if firm in text):
        key_of_firm = f"organisation/{firm.casefold()}"
        entities.append(Entity(key_of_firm, "organisation", firm, mentions=(mention(text, firm),)))
        role = (("role", Ref("role", "exhibitor")),)
        facts.append(Fact(event, "hasExhibitor", key_of_firm, quote, 0.8, role))
    source = Source(f"document/{key}", f"Of {key}", "", "en", published, address)
    reading = Reading(source, tuple(entities), tuple(facts))
    return Shelved(reading, Document(key, text, language="en", file=f"{key}.txt"))


def mention(text: str, form: str) -> Mention:
    """Return a form of a name where it stands in a text."""
    start = text.index(form)
    return Mention(form, Quote(form, start, start + len(form)))


TEXTS = {
    "one": "MIXMOVE and CLEAN exhibit at SCEWC 2019.",
    "two": "CLEAN exhibits at SCEWC 2019, and so does Hafenwerk Digital.",
    "three": "At SCEWC 2019, Hafenwerk Digital exhibits.",
}
PRESS = tuple(press(key, text) for key, text in TEXTS.items())
"""Three documents, of which the second and third name a firm that no table knows."""


def with_press(paths: list[Path], *some: Shelved) -> Material:
    """Return the material of tables and documents."""
    return pipeline.with_shelf(pipeline.read_material(paths), some)


def content(made: Built) -> bytes:
    """Return the N-Quads of what was built."""
    return made.generation.quads_file.read_bytes()


def test_a_document_adds_exhibitors_with_the_words_that_say_so(
    world: World, tmp_path: Path
) -> None:
    made = pipeline.build(tmp_path / "store", with_press(world(), *PRESS))
    assert (made.mistakes, made.findings) == ((), ())
    query = """SELECT ?name ?words {
      ev:scewc-2019 :hasExhibitor ?firm . ?firm skos:prefLabel ?name .
      ?claim rdf:predicate :hasExhibitor ; rdf:object ?firm ; oa:exact ?words }"""
    assert set(answered(made, query)) == {
        ("CLEAN", TEXTS["one"]), ("CLEAN", TEXTS["two"]), ("MIXMOVE", TEXTS["one"]),
        ("Hafenwerk Digital", TEXTS["two"]), ("Hafenwerk Digital", TEXTS["three"]),
    }  # fmt: skip
    assert made.read["document/one"] > made.read["document/three"] > 0


def test_the_order_of_adding_does_not_matter(world: World, tmp_path: Path) -> None:
    paths = world()
    expected = content(pipeline.build(tmp_path / "all", with_press(paths, *PRESS)))
    for number, order in enumerate(permutations(PRESS)):
        store = tmp_path / f"store-{number}"
        for some in range(1, 4):
            made = added(store, with_press(paths, *order[:some]))
        assert content(made) == expected


def added(store: Path, material: Material) -> Built:
    """Return what is built out of a copy of the graph that stands, as ``add`` does."""
    with writing(store) as fresh:
        there = (store / "expograph.json").exists()
        before = copied(current(store), fresh / pipeline.ENGINE) if there else None
        return pipeline.build_in(fresh, store, material, before=before)


def test_adding_twice_changes_nothing(world: World, tmp_path: Path) -> None:
    material = with_press(world(), *PRESS)
    digests = {added(tmp_path / "store", material).generation.digest for _ in range(3)}
    assert len(digests) == 1


def test_taking_a_document_away_brings_the_old_graph_back(world: World, tmp_path: Path) -> None:
    store, paths = tmp_path / "store", world()
    before = content(added(store, with_press(paths, PRESS[0])))
    assert content(added(store, with_press(paths, *PRESS))) != before
    assert content(added(store, with_press(paths, PRESS[0]))) == before


def test_a_graph_that_grew_holds_what_one_does_that_was_built_at_once(
    world: World, tmp_path: Path
) -> None:
    paths = world()
    for some in (1, 3, 0, 2):
        grown = added(tmp_path / "grown", with_press(paths, *PRESS[:some]))
    once = pipeline.build(tmp_path / "once", with_press(paths, *PRESS[:2]))
    assert content(grown) == content(once)
    assert stored(grown) == stored(once)
    assert replace(grown, generation=once.generation) == once


def stored(made: Built) -> list[str]:
    """Return what the engine holds, nodes without a name under one."""
    lines = Engine.reading(made.generation.engine).lines()
    return sorted(re.sub(r"_:\w+", "_:x", line) for line in lines)


@pytest.mark.parametrize(
    "quote", [Quote("SCEWC 2019", 0, 10), Quote("", 3, 3), Quote("MIXMOVE", 0, 6)]
)
def test_a_quote_that_is_not_in_the_text_is_a_bug(
    world: World, tmp_path: Path, quote: Quote
) -> None:
    reading = PRESS[0].reading
    facts = (replace(reading.facts[0], evidence=quote), *reading.facts[1:])
    wrong = replace(PRESS[0], reading=replace(reading, facts=facts))
    with pytest.raises(AssertionError, match="the words of a claim are not in its document"):
        pipeline.build(tmp_path / "store", with_press(world(), wrong))


def test_a_document_that_is_a_cited_page_adds_evidence_and_no_second_source(
    world: World, tmp_path: Path
) -> None:
    page = press("copy", "MIXMOVE exhibits at SCEWC 2019.", address="http://example.org/page/")
    made = pipeline.build(tmp_path / "store", with_press(world(), page))
    linked = answered(made, "SELECT ?page { ?document :sameWorkAs ?page }")
    assert linked == [("https://w3id.org/expograph/source/page",)]


def test_a_document_without_a_title_goes_by_its_key(world: World, tmp_path: Path) -> None:
    bare = replace(PRESS[0].reading, source=replace(PRESS[0].reading.source, title=""))
    made = pipeline.build(tmp_path / "store", with_press(world(), replace(PRESS[0], reading=bare)))
    assert made.findings == ()
    assert ("one",) in answered(made, "SELECT ?title { ?source :title ?title }")


def test_a_store_remembers_the_tables_that_it_was_built_from(world: World, tmp_path: Path) -> None:
    paths, folder = world(), tmp_path / "tables"
    material = pipeline.read_material(paths, facts=folder)
    pipeline.build(tmp_path / "store", material)
    assert pipeline.facts_of(tmp_path / "store") == folder
    (tmp_path / "store" / "expograph.json").write_text("{")
    assert pipeline.facts_of(tmp_path / "store") == folder
    pipeline.build(tmp_path / "store", replace(material, facts=None))
    assert pipeline.facts_of(tmp_path / "store") is None


# Mistakes


def test_rows_with_a_mistake_are_left_out_and_the_rest_is_built(
    world: World, tmp_path: Path
) -> None:
    head = "id,name,start_date,source\n"
    events = head + "scewc-2019,SCEWC,2019-11-19,page\nbad,Bad,soon,page\nscewc-2021,S,2021,page\n"
    made = built(tmp_path / "store", world(events=events))
    assert [(each.file, each.line, each.column) for each in made.mistakes] == [
        ("events.csv", 3, "start_date")
    ]
    names = answered(made, "SELECT ?n { ?e a :Event ; skos:prefLabel ?n } ORDER BY ?n")
    assert names == [("S",), ("SCEWC",)]


def test_all_files_that_are_no_tables_are_named_at_once_and_nothing_is_done(
    world: World, tmp_path: Path
) -> None:
    paths = world(
        events=b"id,id\n", cities=b"\xff\xfe\x00", people='id,name\n"open',
        organisations="id,title,source\n", decisions="kind,subject\n",
    )  # fmt: skip
    with pytest.raises(InputError) as caught:
        pipeline.read_material(paths)
    files = [re.split("[,:]", line)[0] for line in str(caught.value).splitlines()]
    assert files == [
        *(f"{name}.csv" for name in ("cities", "decisions", "events", "people", "organisations"))
    ]


def run(*words: str) -> tuple[int, str]:
    """Run the command line, and return its status and what it says of trouble."""
    done = subprocess.run(
        [sys.executable, "-m", "expograph", *words],
        env={**os.environ, "PYTHONPATH": str(GRAPH)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def test_an_empty_folder_a_file_and_a_folder_in_place_of_a_table_are_answered_in_words(
    tmp_path: Path,
) -> None:
    store, empty, odd = (str(tmp_path / name) for name in ("store", "empty", "odd"))
    Path(empty).mkdir()
    (Path(odd) / "events.csv").mkdir(parents=True)
    file = tmp_path / "events.csv"
    file.write_text("id,name,source\n")
    for place, words in (
        (empty, "there are no tables"),
        (str(tmp_path / "nowhere"), "there are no tables"),
        (str(file), "there are no tables"),
        (odd, "events.csv: is no file"),
    ):
        status, said = run("build", "--store", store, "--facts", place)
        assert (status, words in said) == (2, True), said
    assert not Path(store).exists()


def test_a_missing_table_is_said_in_a_line_and_the_graph_that_was_there_stays(
    world: World, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    before = built(store, world()).generation.digest
    (tmp_path / "tables" / "cities.csv").unlink()
    status, said = run("build", "--store", str(store), "--facts", str(tmp_path / "tables"))
    assert (status, "cities.csv is missing, and " in said) == (2, True), said
    assert len(said.splitlines()) < 5
    assert json.loads((store / "expograph.json").read_text())["generation"] == before


# Hostile names


@pytest.mark.shared
def test_hostile_labels_come_out_as_written_and_reach_the_page_escaped(
    shared: Path, world: World, tmp_path: Path
) -> None:
    turtle = (shared / "hostile" / "labels" / "markup.ttl").read_bytes()
    labels = [
        quad.object.value
        for quad in pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)
        if isinstance(quad.object, pyoxigraph.Literal)
    ]
    assert len(labels) == 5
    quoted = ['"' + label.replace('"', '""') + '"' for label in labels]
    organisations = "id,name,source\n" + "".join(
        f"{key},{label},page\n"
        for key, label in zip(["fira", "clean", "mixmove", "o-4", "o-5"], quoted, strict=True)
    )
    parts = "event,agent,agent_type,role,source\n" + "".join(
        f"scewc-2019,{key},organisation,organiser,page\n"
        for key in ("fira", "clean", "mixmove", "o-4", "o-5")
    )
    made = built(tmp_path / "store", world(organisations=organisations, participations=parts))
    assert (made.mistakes, made.findings) == ((), ())
    stored = answered(made, "SELECT ?n { ?o a :Organisation ; skos:prefLabel ?n }")
    assert {label for (label,) in stored} == set(labels)
    rows = Engine.reading(made.generation.engine).rows
    page = draw(network_of(partnerships(read_ties(rows)), rows), title=labels[0], note=labels[1])
    plain = draw(network_of(partnerships(read_ties(rows)), rows), title="title", note="note")
    assert tags(page) == tags(plain)
    assert html.escape(labels[0], quote=False) in page


def tags(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the elements of a page with their attributes, as a parser sees them."""
    found: list[tuple[str, tuple[str, ...]]] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, tuple(name for name, _ in attrs)))

    Parser().feed(page)
    return found


@pytest.mark.shared
def test_hostile_names_lose_no_other_and_give_valid_iris(
    shared: Path, world: World, tmp_path: Path
) -> None:
    names = json.loads((shared / "hostile" / "names" / "names.json").read_text(encoding="utf-8"))

    def cell(name: str) -> str:
        return '"' + name.replace('"', '""') + '"'

    firms = "".join(f"o-{n},{cell(name)},page\n" for n, name in enumerate(names))
    venues = "".join(f"{cell(name)},lyon,page\n" for name in names)
    prizes = "".join(f"{cell(name)},scewc-2019,lyon,city,page\n" for name in names)
    paths = world(
        organisations=f"id,name,source\n{firms}", venues=f"name,city,source\n{venues}",
        awards=f"award,event,winner,winner_type,source\n{prizes}",
        events="id,name,source\nscewc-2019,SCEWC,page\n", event_series=None, projects=None,
        people=None, participations=None, partnerships=None, figures=None,
    )  # fmt: skip
    made = built(tmp_path / "store", paths)
    unreadable = {"a\0b", ""}
    stored = answered(made, "SELECT ?n { ?o a :Organisation ; skos:prefLabel ?n }")
    assert {name for (name,) in stored} == set(names) - unreadable
    said = "\n".join(map(str, made.mistakes))
    for table in ("organisations", "venues", "awards"):
        for name in unreadable:
            line = 2 + names.index(name) + "".join(names[: names.index(name)]).count("\n")
            assert f"{table}.csv, line {line}, column" in said
    kept = answered(made, "SELECT ?n { ?o a :Venue ; skos:prefLabel ?n }")
    lost = set(names) - unreadable - {name for (name,) in kept}
    for name in lost:
        assert f"the same venue {name!r} as in line" in said
    content = made.generation.quads_file.read_text(encoding="utf-8")
    for address in re.findall(r"<(https://w3id\.org/expograph/id/(?:venue|award)/[^>]*)>", content):
        assert re.fullmatch(r"[a-z0-9:/.-]+", address)


# The built-in tables


def test_the_built_in_tables_have_no_mistake() -> None:
    material = pipeline.read_material(resources.tables())
    assert material.mistakes == []
    assert len(material.claims) > 10_000


def test_a_build_that_fails_leaves_the_graph_as_it_was(world: World, tmp_path: Path) -> None:
    store = tmp_path / "store"
    made = built(store, world())
    material = pipeline.read_material(world())
    clash = [replace(material.claims[0], method="another"), *material.claims]
    with pytest.raises(ExpographError):
        pipeline.build(store, replace(material, claims=clash))
    assert built(store, world()).generation.digest == made.generation.digest
    assert not list((store / "generations").glob("*.tmp"))
