"""The shelf: what was read comes back as it was, and a file that is damaged is named."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph import shelf
from expograph.claims import Quote, Ref, Row, Source, Value
from expograph.readings import Document, Entity, Fact, Mention, Reading
from expograph.shelf import Shelved

GRAPH = Path(__file__).parents[1] / "graph"
TEXT = "MIXMOVE shows its software at SCEWC 2019."


def shelved(key: str = "press", text: str = TEXT) -> Shelved:
    """Return a short document with what it says, one record of each kind in it."""
    quote = Quote(text, 0, len(text))
    reading = Reading(
        Source(f"document/{key}", "A title", language="en", published="2019-11"),
        (
            Entity(
                "organisation/mixmove", "organisation", "MIXMOVE", ("Mixmove",), "company",
                (Mention("MIXMOVE", Quote("MIXMOVE", 0, 7)), Mention("M", Row(2, "M,", "M", ("p",)))
                ),
            ),
            Entity("event/scewc-2019", "event", "SCEWC 2019", known="event/scewc-2019"),
        ),
        (
            Fact(
                "event/scewc-2019", "hasExhibitor", "organisation/mixmove", quote, 0.7,
                (("role", Ref("role", "exhibitor")), ("since", Value("2019", "gYear"))), "it", "r",
            ),
            Fact("event/scewc-2019", "motto", Value("Cities", language="en"), Row(3, "x", "y")),
        ),
    )  # fmt: skip
    return Shelved(reading, Document(key, text, "A title", "en"), "rules-1", "/home/press.txt")


def test_what_is_put_there_comes_back_as_it_was(tmp_path: Path) -> None:
    table = Shelved(replace(shelved("list").reading, method="table"), path="/home/list.csv")
    shelf.put(tmp_path, shelved())
    shelf.put(tmp_path, table)
    assert shelf.read_shelf(tmp_path) == ([table, shelved()], [])
    assert shelf.find(tmp_path, "document/press") == shelved()


@given(st.text(), st.text(min_size=1), st.floats(0, 1))
def test_no_text_is_lost_on_the_shelf(
    tmp_path_factory: pytest.TempPathFactory, text: str, key: str, confidence: float
) -> None:
    store = tmp_path_factory.mktemp("store")
    fact = Fact(key, text, Value(text), Quote(text, 0, len(text)), confidence)
    kept = Shelved(Reading(Source(key, text), facts=(fact,)), Document(key, text), path=text)
    shelf.put(store, kept)
    assert shelf.read_shelf(store) == ([kept], [])


def test_the_order_of_putting_does_not_matter(tmp_path: Path) -> None:
    keys = ["b", "a", "ä", "A", "c/d", ".."]
    for store, order in (("one", keys), ("other", keys[::-1])):
        for key in order:
            shelf.put(tmp_path / store, shelved(key))
    one, other = (shelf.read_shelf(tmp_path / store) for store in ("one", "other"))
    assert one == other
    assert len(one[0]) == len(keys)
    assert {path.name for path in (tmp_path / "one").iterdir()} == {"shelf"}


def test_what_is_read_again_takes_its_own_place(tmp_path: Path) -> None:
    shelf.put(tmp_path, shelved())
    again = shelved(text="Another text.")
    shelf.put(tmp_path, again)
    assert shelf.read_shelf(tmp_path) == ([again], [])


def test_what_is_taken_off_is_gone_and_taking_it_off_twice_is_the_same(tmp_path: Path) -> None:
    shelf.put(tmp_path, shelved())
    shelf.put(tmp_path, shelved("other"))
    for _ in range(2):
        shelf.remove(tmp_path, "document/press")
        assert shelf.read_shelf(tmp_path) == ([shelved("other")], [])
    assert shelf.find(tmp_path, "document/press") is None


def test_a_store_without_a_shelf_has_an_empty_one(tmp_path: Path) -> None:
    assert shelf.read_shelf(tmp_path / "nowhere") == ([], [])


def changed(content: bytes, key: str, value: object) -> bytes:
    """Return the content of a file of the shelf with one thing in it put otherwise."""
    described = json.loads(content)
    described[key] = value
    return json.dumps(described).encode()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda content: b"", "damaged"),
        (lambda content: content[: len(content) // 2], "damaged"),
        (lambda content: b"\xff" + content, "damaged"),
        (lambda content: content.replace(b"MIXMOVE", b"MIXMAVE"), "damaged"),
        (lambda content: b"[" * 100_000, "damaged"),
        (lambda content: b"[]", "damaged"),
        (lambda content: b'{"format": 1, "digest": "", "kept": {}}', "damaged"),
        (lambda content: changed(content, "format", 99), "format 99, this expograph reads 1"),
    ],
)
def test_a_damaged_file_is_named_and_the_others_are_read(
    tmp_path: Path, damage: object, said: str
) -> None:
    shelf.put(tmp_path, shelved())
    shelf.put(tmp_path, shelved("other"))
    path = shelf.place(tmp_path, "document/press")
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    kept, mistakes = shelf.read_shelf(tmp_path)
    assert kept == [shelved("other")]
    assert [mistake.file for mistake in mistakes] == [f"shelf/{path.name}"]
    assert said in mistakes[0].problem
    assert shelf.find(tmp_path, "document/press") is None


@pytest.mark.parametrize(
    "kept",
    [
        {}, {"reading": {}}, {"reading": {"source": {"key": 1}}},
        {"reading": {"source": {"key": "a"}, "more": 1}},
        {"reading": {"source": {"key": "a"}, "facts": [{"subject": "a"}]}},
        {"reading": {"source": {"key": "a"}, "facts": {}}},
        {"reading": {"source": {"key": "a"}, "entities": [{"key": "", "kind": "", "name": None}]}},
        {"reading": {"source": {"key": "a"}}, "document": "text"},
        [], None, 3,
    ],
)  # fmt: skip
def test_what_is_no_record_is_damaged_though_its_digest_fits(tmp_path: Path, kept: object) -> None:
    path = shelf.place(tmp_path, "a")
    path.parent.mkdir()
    digest = shelf._digest(shelf._json(kept))
    path.write_text(json.dumps({"format": 1, "digest": digest, "kept": kept}))
    found, mistakes = shelf.read_shelf(tmp_path)
    assert (found, len(mistakes)) == ([], 1)


def test_a_copy_under_another_name_is_not_read_twice(tmp_path: Path) -> None:
    shelf.put(tmp_path, shelved())
    path = shelf.place(tmp_path, "document/press")
    path.with_name("copy.json").write_bytes(path.read_bytes())
    kept, mistakes = shelf.read_shelf(tmp_path)
    assert kept == [shelved()]
    assert "is not the place of document/press" in str(mistakes[0])


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are killed otherwise here")
def test_a_kill_in_the_middle_leaves_nothing_half(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from expograph import shelf\n"
        "from expograph.claims import Source; from expograph.readings import Document, Reading\n"
        "print(flush=True)\n"
        "for number in range(10 ** 6):\n"
        "    source = Source(f'document/{number % 7}')\n"
        "    document = Document(str(number % 7), 'text ' * 20_000 + str(number))\n"
        "    shelf.put(Path(sys.argv[1]), shelf.Shelved(Reading(source), document))\n"
    )
    for _ in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(GRAPH)},
        )  # fmt: skip
        assert writer.stdout
        writer.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(0.15)
        writer.kill()
        writer.communicate()
        kept, mistakes = shelf.read_shelf(tmp_path)
        assert mistakes == []
        assert kept
