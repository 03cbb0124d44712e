"""Adding documents and lists as people meet it: what is taken, what is left out, what stays."""

import csv
import io
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from expograph import pipeline, shelf
from expograph.readings import Reading
from expograph.store.generations import current

GRAPH = Path(__file__).parents[2] / "graph"

ONE = """Smart City Expo World Congress 2019 opens in Barcelona

Barcelona, 19 November 2019. MIXMOVE and CLEAN exhibit at SCEWC 2019, the Smart City Expo World
Congress, which is organised by Fira de Barcelona and held in Barcelona.
"""
OTHER = """A pavilion of the north

Lyon, 20 November 2019. CLEAN exhibits at SCEWC 2019 in Barcelona, together with Hafenwerk Digital.
"""


class Room:
    """A folder with a store that was built from the tables of a small world."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "store"
        kept = {name: said for name, said in os.environ.items() if not name.startswith("PYTHON")}
        self.environment = {**kept, "PYTHONPATH": str(GRAPH), "EXPOGRAPH_STORE": "store"}

    def write(self, **texts: str | bytes) -> None:
        """Write files, ``one_txt="…"`` as ``one.txt``."""
        for name, content in texts.items():
            stem, _, ending = name.rpartition("_")
            path = self.folder / f"{stem}.{ending}"
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start a command in a session of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "expograph", *words], env=self.environment, cwd=self.folder,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """Run a command, and return its status and what it says on its two streams."""
        running = self.start(*words)
        said, trouble = running.communicate(timeout=240)
        return running.returncode, said, trouble

    def said(self, *words: str) -> str:
        """Return the first line of what a command prints when all is well."""
        status, said, trouble = self(*words)
        assert (status, trouble) == (0, ""), (status, said, trouble)
        return said.splitlines()[0]

    @property
    def content(self) -> bytes:
        """The N-Quads of the graph that is read."""
        return current(self.store).quads_file.read_bytes()

    @property
    def keys(self) -> list[str]:
        """The keys of what is on the shelf, which is whole."""
        kept, damaged = shelf.read_shelf(self.store)
        assert damaged == []
        return [each.key for each in kept]


@pytest.fixture
def room(world: Callable[..., list[Path]], tmp_path: Path) -> Room:
    """A folder with a store that was built from the tables of a small world."""
    material = pipeline.read_material(world(), facts=tmp_path / "tables")
    pipeline.build(tmp_path / "store", material)
    return Room(tmp_path)


# What is taken


def test_a_document_is_added_with_its_words(room: Room) -> None:
    room.write(one_txt=ONE)
    said = room.said("add", "one.txt")
    assert re.fullmatch(r"1 document added; \d+ claims", said)
    assert room.keys == ["document/one"]
    _, answer, _ = room(
        "sparql", "SELECT DISTINCT ?words { ?c rdf:predicate :hasExhibitor ; oa:exact ?words }"
    )
    assert "MIXMOVE and CLEAN exhibit at SCEWC 2019" in " ".join(answer.split())
    assert str(room.folder).encode() not in room.content


def test_adding_twice_changes_nothing_and_a_changed_text_takes_its_place(room: Room) -> None:
    room.write(one_txt=ONE)
    room.said("add", "one.txt")
    before = room.content
    assert room.said("add", "one.txt") == "1 document unchanged"
    assert room.content == before
    room.write(one_txt=OTHER)
    assert room.said("add", "one.txt").startswith("1 document changed; ")
    assert room.keys == ["document/one"]
    assert room.content != before
    room.write(one_txt=ONE)
    room.said("add", "one.txt")
    assert room.content == before


def test_the_order_of_adding_does_not_matter(room: Room) -> None:
    room.write(one_txt=ONE, other_txt=OTHER)
    without = room.content
    room.said("add", "one.txt")
    room.said("add", "other.txt")
    first = room.content
    room.said("remove", "one")
    room.said("remove", "other.txt")
    assert room.content == without
    room.said("add", "other.txt", "one.txt")
    assert room.content == first
    room.said("build")
    assert room.content == first


def test_what_the_user_says_of_a_document_is_kept(room: Room) -> None:
    room.write(one_txt=ONE)
    room.said(
        "add", "one.txt", "--published", "2019-11-18", "--language", "en", "--publisher", "A fair",
        "--title", "An opening", "--source", "https://example.org/opening",
    )  # fmt: skip
    kept = shelf.find(room.store, "document/one")
    assert kept
    source = kept.reading.source
    assert (source.published, source.publisher, source.title, source.address) == (
        "2019-11-18", "A fair", "An opening", "https://example.org/opening",
    )  # fmt: skip


def test_the_shelf_lists_what_was_added(room: Room) -> None:
    assert "the shelf is empty" in room.said("shelf")
    room.write(one_txt=ONE, other_txt=OTHER)
    said = room.said("add", "one.txt", "other.txt")
    _, listed, _ = room("shelf", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(listed, newline="")))
    assert [row["key"] for row in rows] == ["document/one", "document/other"]
    assert [row["language"] for row in rows] == ["en", "en"]
    assert f"{sum(int(row['claims']) for row in rows)} claims" in said


def test_a_list_is_added_with_the_event_that_it_is_of(room: Room) -> None:
    room.write(exhibitors_csv="Company;Town\nMIXMOVE;Lyon\nHafenwerk Digital;Lyon\n")
    words = ("add", "exhibitors.csv", "--event", "SCEWC 2019", "--role", "exhibitor")
    status, preview, _ = room(*words, "--dry-run")
    assert (status, room.keys) == (0, [])
    assert "Company" in preview
    assert room.said(*words).startswith("1 file added; ")
    _, answer, _ = room("sparql", "SELECT ?n { ev:scewc-2019 :hasExhibitor/skos:prefLabel ?n }")
    assert "Hafenwerk Digital" in answer
    before = room.content
    assert room.said(*words) == "1 file unchanged"
    assert room.content == before


def test_the_first_document_builds_a_store(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.write(one_txt=ONE)
    assert room.said("add", "one.txt").startswith("1 document added; ")
    assert room.content.count(b"\n") > 100_000


def test_a_store_keeps_to_the_tables_that_it_was_built_from(room: Room) -> None:
    room.write(one_txt=ONE)
    room.said("add", "one.txt")
    assert b"event/scewc-2021>" in room.content
    assert b"id/city/kyiv" not in room.content
    shutil.rmtree(room.folder / "tables")
    status, _, trouble = room("add", "one.txt")
    assert status == 2
    assert f"there are no tables (*.csv) in {room.folder / 'tables'}; name their folder" in trouble
    room.said("build", "--facts", "built-in")
    assert room.content.count(b"\n") > 100_000
    assert b"source/document/one>" in room.content


def test_a_text_that_was_read_by_other_rules_is_read_anew(room: Room) -> None:
    room.write(one_txt=ONE)
    room.said("add", "one.txt")
    before, kept = room.content, shelf.find(room.store, "document/one")
    assert kept
    bare = replace(kept, read_with="older", reading=Reading(kept.reading.source))
    shelf.put(room.store, bare)
    room.said("build")
    assert (room.content, shelf.find(room.store, "document/one")) == (before, kept)


# What is left out


BAD: dict[str, str | bytes] = {
    "empty_txt": "", "blank_md": " \n\n", "binary_txt": bytes(range(256)) * 20,
    "bare_html": "<html><body><div></div></body></html>", "scan_pdf": b"%PDF-1.4",
}  # fmt: skip


def test_bad_files_are_named_and_the_others_are_taken(room: Room) -> None:
    room.write(one_txt=ONE, other_txt=OTHER, **BAD)
    (room.folder / "folder").mkdir()
    named = [".".join(name.split("_")) for name in BAD]
    status, said, trouble = room("add", *named, "folder", "one.txt", "other.txt", "nowhere.txt")
    assert status == 3
    assert room.keys == ["document/one", "document/other"]
    for name in (*named, "nowhere.txt"):
        assert name in said.splitlines()[0].partition("left out: ")[2]
        assert [line for line in trouble.splitlines() if line.startswith(name)], trouble
    assert "Traceback" not in trouble


def test_where_nothing_can_be_read_nothing_is_done(room: Room) -> None:
    room.write(**BAD)
    before = room.content
    for words in (["empty.txt"], ["empty.txt", "binary.txt"], ["nowhere.txt"], ["*.docx"]):
        status, said, trouble = room("add", *words)
        assert (status, said) == (2, ""), trouble
        assert trouble.startswith("expograph: ")
        assert all(word in trouble for word in words)
    assert (room.content, room.keys) == (before, [])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("one.txt other.txt --source https://example.org/", "speak of one file, and here are 2"),
        ("one.txt other.txt --title T", "add them one by one"),
        ("one.txt --published soon", "soon"),
        ("one.txt --language xx", "'xx' is no language that is read"),
        ("one.txt --source nowhere", "is no address on the web"),
        ("one.txt --event scewc-2019", "speak of lists, and here is none"),
        ("list.csv --event 'SCEWC 1899' --role exhibitor", "there is no event"),
        ("list.csv --event scewc-2019 --role exhibiter", "did you mean 'exhibitor'"),
        ("list.csv --event scewc-2019", "say in which role"),
        ("list.csv --map nme=Company", "did you mean 'name'"),
        ("list.csv --sheet One", "has no sheets"),
        ("list.csv --map nme=Company --dry-run", "did you mean 'name'"),
    ],
)
def test_a_mistake_is_answered_in_a_sentence(room: Room, words: str, said: str) -> None:
    room.write(one_txt=ONE, other_txt=OTHER, list_csv="Company\nMIXMOVE\nCLEAN\n")
    before = room.content
    status, answer, trouble = room("add", *shlex.split(words))
    assert (status, answer) == (2, ""), trouble
    assert said in trouble
    assert trouble.startswith("expograph: ")
    assert (room.content, room.keys) == (before, [])


def test_another_document_of_the_same_name_is_refused_unless_it_is_to_take_its_place(
    room: Room,
) -> None:
    (room.folder / "later").mkdir()
    room.write(one_txt=ONE)
    (room.folder / "later" / "one.txt").write_text(ONE)
    room.said("add", "one.txt")
    assert room.said("add", "later/one.txt") == "1 document unchanged"
    (room.folder / "later" / "one.txt").write_text(OTHER)
    status, _, trouble = room("add", "later/one.txt")
    assert status == 2
    assert all(str(room.folder / name) in trouble for name in ("one.txt", "later/one.txt"))
    assert "--replace" in trouble
    assert room.said("add", "later/one.txt", "--replace").startswith("1 document changed; ")
    kept = shelf.find(room.store, "document/one")
    assert kept
    assert kept.document
    assert "Hafenwerk" in kept.document.text


def test_what_is_not_on_the_shelf_cannot_be_taken_off_and_the_nearest_is_offered(
    room: Room,
) -> None:
    room.write(press_txt=ONE)
    room.said("add", "press.txt")
    before = room.content
    status, _, trouble = room("remove", "press", "pres.txt")
    assert status == 2
    assert "did you mean 'press.txt'" in trouble
    assert (room.content, room.keys) == (before, ["document/press"])


def test_a_damaged_file_of_the_shelf_is_named_and_the_rest_is_built(room: Room) -> None:
    room.write(one_txt=ONE, other_txt=OTHER)
    room.said("add", "one.txt", "other.txt")
    shelf.place(room.store, "document/one").write_bytes(b"{")
    for words in (("build",), ("add", "other.txt"), ("shelf",)):
        status, _, trouble = room(*words)
        assert status == 3
        assert f"shelf/{shelf.place(room.store, 'document/one').name}: is damaged" in trouble
    assert b"source/document/one>" not in room.content
    assert room.said("add", "one.txt").startswith("1 document added; ")
    assert room.keys == ["document/one", "document/other"]


# What stays when it is stopped


def many(room: Room, number: int) -> None:
    """Write so many documents."""
    (room.folder / "many").mkdir()
    for each in range(number):
        text = f"{ONE}\nMore than {each:,} people came to Lyon.\n" * 20
        (room.folder / "many" / f"press-{each}.txt").write_text(text)


def when_some_are_there(room: Room) -> None:
    """Wait until there is something on the shelf."""
    for _ in range(600):
        if any((room.store / "shelf").glob("*.json")):
            return
        time.sleep(0.05)
    pytest.fail("nothing came onto the shelf")


def test_ctrl_c_leaves_the_old_graph_and_whole_documents_on_the_shelf(room: Room) -> None:
    many(room, 150)
    before = room.content
    running = room.start("add", "many")
    when_some_are_there(room)
    os.killpg(running.pid, signal.SIGINT)
    _, trouble = running.communicate(timeout=60)
    assert running.returncode == 130, trouble
    assert trouble.endswith("expograph: stopped\n")
    assert re.match(r"\d+ documents? (is|are) on the shelf; the graph is as it was", trouble)
    assert "Traceback" not in trouble
    assert room.content == before
    assert 0 < len(room.keys) < 150
    assert not list(room.store.rglob("*.tmp"))


def test_a_kill_leaves_a_store_that_can_be_opened_and_filled(room: Room) -> None:
    many(room, 150)
    before = room.content
    running = room.start("add", "many")
    when_some_are_there(room)
    running.kill()
    running.communicate(timeout=60)
    assert room.content == before
    assert room.keys
    said = room.said("add", "many")
    assert re.fullmatch(r"\d+ documents? added, \d+ unchanged; [\d,]+ claims", said)
    assert len(room.keys) == 150


def test_a_second_writer_is_refused(room: Room) -> None:
    many(room, 150)
    running = room.start("add", "many")
    when_some_are_there(room)
    for words in (("add", "many"), ("build",), ("remove", "press-1")):
        status, _, trouble = room(*words)
        assert (status, f"process {running.pid} is writing to store" in trouble) == (2, True)
    os.killpg(running.pid, signal.SIGINT)
    running.communicate(timeout=60)
