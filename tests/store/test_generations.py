"""What a store on disk withstands: damage, kills, a full disk, readers and a second writer."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from expograph.errors import StoreError
from expograph.store import open_store
from expograph.store.engine import Engine
from expograph.store.generations import commit, current, is_store, previous, writing

Run = Callable[..., subprocess.CompletedProcess[str]]
Start = Callable[..., "subprocess.Popen[str]"]
Tables = Callable[..., Path]

EXHIBITORS = ("query", "participants", "--at", "fair-2020", "--format", "csv")


@pytest.fixture
def fair(tmp_path: Path, acme: Path) -> Path:
    """A store of its own in which Acme exhibits at the fair."""
    return Path(shutil.copytree(acme, tmp_path / "store"))


def built(run: Run, store: Path, tables: Path) -> None:
    """Build a store from tables without a mistake."""
    done = run("build", "--facts", tables, "--store", store)
    assert (done.returncode, done.stderr) == (0, "")


def exhibitors(run: Run, store: Path | str, cwd: Path | None = None) -> list[str]:
    """Return who exhibits at the fair, as the command line says it."""
    done = run(*EXHIBITORS, "--store", store, cwd=cwd)
    assert (done.returncode, done.stderr) == (0, "")
    return [line.split(",")[0] for line in done.stdout.splitlines()[1:]]


def refused(done: "subprocess.CompletedProcess[str]") -> str:
    """Return the one sentence with which a command refused to work."""
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert done.stderr.startswith("expograph: ")
    assert done.stderr.count("\n") == 1, "one sentence, and no traceback"
    return done.stderr


# what is no store -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", [EXHIBITORS, ("sparql", "ASK {}"), ("info",), ("export",), ("validate",), ("network",)]
)
def test_a_folder_that_is_not_there_is_named_by_every_command_and_not_made(
    tmp_path: Path, run: Run, words: tuple[str, ...]
) -> None:
    place = tmp_path / "mistyped"
    said = refused(run(*words, "--store", place, cwd=tmp_path))
    assert said == (
        f"expograph: there is no store at {place}; `expograph build --store {place}` makes one\n"
    )
    assert not place.exists()


def test_an_empty_folder_is_no_store_yet(tmp_path: Path, run: Run) -> None:
    said = refused(run("info", "--store", tmp_path))
    assert "is empty; `expograph build" in said
    assert not list(tmp_path.iterdir())


def test_a_folder_with_other_things_is_neither_read_nor_written_to(
    tmp_path: Path, run: Run, tables: Tables
) -> None:
    place = tmp_path / "letters"
    place.mkdir()
    (place / "letter.txt").write_text("Dear all")
    assert "is a folder but no expograph store" in refused(run("info", "--store", place))
    said = refused(run("build", "--facts", tables(), "--store", place))
    assert "is neither empty nor an expograph store" in said
    assert [child.name for child in place.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(tmp_path: Path, run: Run, tables: Tables) -> None:
    place = tmp_path / "letter.txt"
    place.write_text("Dear all")
    assert "is a file, and a store is a folder" in refused(run("info", "--store", place))
    refused(run("build", "--facts", tables(), "--store", place))
    assert place.read_text() == "Dear all"


def test_decisions_may_lie_in_the_folder_before_the_first_build(tmp_path: Path) -> None:
    (tmp_path / "decisions.csv").write_text("kind\n")
    assert is_store(tmp_path)


# damage -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"{}", b"\xff\xfe\x00", b"[" * 200_000,
        b'{"format": 1}', b'{"format": "1", "generation": "a"}', b'{"format": 1, "generation": 5}',
        b'{"format": 1, "generation": ""}', b'{"format": 1, "generation": "../.."}',
        b'{"format": 1, "generation": ".."}', b'{"format": 1, "generation": "a", "quads": "many"}',
        b'{"format": 1, "generation": "a", "previous": "/etc"}',
    ],
)  # fmt: skip
def test_a_damaged_pointer_is_named_and_a_build_mends_it(
    fair: Path, run: Run, tables: Tables, content: bytes
) -> None:
    (fair / "expograph.json").write_bytes(content)
    with pytest.raises(StoreError, match=r"expograph\.json is damaged: .* run `expograph build`"):
        open_store(fair)
    with writing(fair) as fresh:
        Engine.writing(fresh / "engine").settle()
        (fresh / "graph.nq").touch()
        commit(fair, fresh, "0", 0)
    assert len(open_store(fair)) == 0


def test_a_damaged_pointer_is_answered_in_a_sentence(fair: Path, run: Run, tables: Tables) -> None:
    (fair / "expograph.json").write_text("{")
    assert "is damaged" in refused(run("info", "--store", fair))
    built(run, fair, tables("Acme"))
    assert exhibitors(run, fair) == ["Acme"]


def test_a_pointer_to_a_generation_that_is_gone_is_named(
    fair: Path, run: Run, tables: Tables
) -> None:
    shutil.rmtree(current(fair).folder)
    said = refused(run("info", "--store", fair))
    assert "is missing; run `expograph build` anew" in said
    built(run, fair, tables("Acme"))
    assert exhibitors(run, fair) == ["Acme"]


def test_a_store_of_a_newer_format_is_neither_read_nor_written_over(
    fair: Path, run: Run, tables: Tables
) -> None:
    pointer = json.loads((fair / "expograph.json").read_text())
    newer = json.dumps({**pointer, "format": 2, "generation": {"any": "thing"}})
    (fair / "expograph.json").write_text(json.dumps({**pointer, "format": 2}))
    assert "was written by a newer expograph (format 2" in refused(run("info", "--store", fair))
    (fair / "expograph.json").write_text(newer)
    said = refused(run("build", "--facts", tables(), "--store", fair))
    assert "was written by a newer expograph (format 2" in said
    assert (fair / "expograph.json").read_text() == newer


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_file_of_the_engine_that_is_deleted_is_noticed(
    fair: Path, run: Run, tables: Tables, name: str
) -> None:
    max(current(fair).engine.glob(name), key=lambda path: path.stat().st_size).unlink()
    said = refused(run(*EXHIBITORS, "--store", fair))
    assert "is damaged" in said
    assert "run `expograph build` to make it anew" in said
    built(run, fair, tables("Acme"))
    assert exhibitors(run, fair) == ["Acme"]


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bytes_are_an_error_and_never_another_answer(fair: Path, seed: int) -> None:
    chance = random.Random(seed)
    queries = ["SELECT * { ?s ?p ?o }", "SELECT * { GRAPH ?g { ?s ?p ?o } }"]
    queries += ["SELECT ?s { ?s ?p :Organisation }", "SELECT ?s ?o { ?s skos:prefLabel ?o }"]
    before = [sorted(map(str, open_store(fair).rows(query).rows)) for query in queries]
    files = sorted(current(fair).engine.glob("*.sst"), key=lambda path: -path.stat().st_size)
    content = bytearray(files[0 if seed < 8 else seed - 7].read_bytes())
    for _ in range(50):
        content[chance.randrange(len(content))] ^= chance.randrange(1, 256)
    files[0 if seed < 8 else seed - 7].write_bytes(content)
    for query, expected in zip(queries, before, strict=True):
        try:
            assert sorted(map(str, open_store(fair).rows(query).rows)) == expected
        except StoreError as error:
            assert "is damaged" in str(error)


def test_flipped_bytes_are_answered_in_a_sentence_and_a_build_mends_them(
    fair: Path, run: Run, tables: Tables
) -> None:
    for path in current(fair).engine.glob("*.sst"):
        content = path.read_bytes()
        path.write_bytes(bytes(byte ^ 0xFF for byte in content[: len(content) // 2]) + content)
    for words in (EXHIBITORS, ("info",), ("export", "--format", "trig"), ("validate",)):
        assert "is damaged" in refused(run(*words, "--store", fair))
    built(run, fair, tables("Acme"))
    assert exhibitors(run, fair) == ["Acme"]


def test_nothing_is_lost_with_the_log_of_the_engine(fair: Path, run: Run) -> None:
    for log in current(fair).engine.glob("*.log"):
        log.write_bytes(b"")
    assert exhibitors(run, fair) == ["Acme"]


# building ---------------------------------------------------------------------------------------


def test_the_same_tables_give_the_same_bytes(tmp_path: Path, run: Run, tables: Tables) -> None:
    content = []
    for name in ("one", "other"):
        built(run, tmp_path / name, tables("Acme", "Bolt"))
        content.append(current(tmp_path / name).quads_file.read_bytes())
    assert content[0] == content[1]
    assert content[0].splitlines() == sorted(set(content[0].splitlines()))


def test_a_store_keeps_its_generation_and_the_one_before(
    fair: Path, run: Run, tables: Tables
) -> None:
    first = current(fair)
    assert previous(fair) is None
    built(run, fair, tables("Acme", "Bolt"))
    second = current(fair)
    assert (before := previous(fair)) is not None
    assert before.digest == first.digest
    built(run, fair, tables("Acme", "Bolt", "Crane"))
    assert (before := previous(fair)) is not None
    assert before.digest == second.digest
    assert len(list((fair / "generations").iterdir())) == 2
    assert exhibitors(run, fair) == ["Acme", "Bolt", "Crane"]


def test_building_the_same_again_changes_nothing(fair: Path, run: Run, tables: Tables) -> None:
    built(run, fair, tables("Acme", "Bolt"))
    once = (current(fair).digest, previous(fair), exhibitors(run, fair))
    for _ in range(3):
        built(run, fair, tables("Acme", "Bolt"))
        assert (current(fair).digest, previous(fair), exhibitors(run, fair)) == once
        assert len(list((fair / "generations").iterdir())) == 2


def test_a_build_that_fails_leaves_the_old_graph(fair: Path, run: Run) -> None:
    with pytest.raises(ZeroDivisionError), writing(fair) as fresh:
        Engine.writing(fresh / "engine").load(["<a:b> <a:c> <a:d> <a:g> ."])
        raise ZeroDivisionError
    assert len(list((fair / "generations").iterdir())) == 1
    assert exhibitors(run, fair) == ["Acme"]


# several at once --------------------------------------------------------------------------------


def test_who_reads_goes_on_while_the_graph_is_built_anew_and_the_old_one_deleted(
    fair: Path, run: Run, tables: Tables
) -> None:
    reader = open_store(fair)
    old = current(fair).folder
    query = "SELECT ?who { ev:fair-2020 :hasExhibitor ?who }"
    assert len(reader.rows(query).rows) == 1
    built(run, fair, tables("Acme", "Bolt"))
    built(run, fair, tables("Acme", "Bolt", "Crane"))
    assert not old.exists()
    assert len(reader.rows(query).rows) == 1
    assert len(open_store(fair).rows(query).rows) == 3


def test_eight_readers_and_a_writer_are_not_in_each_others_way(
    fair: Path, run: Run, start: Start, tables: Tables
) -> None:
    crowds = [tables("Acme"), tables("Acme", "Bolt")]
    for turn in range(4):
        readers = [start(*EXHIBITORS, "--store", fair) for _ in range(8)]
        built(run, fair, crowds[turn % 2])
        for reader in readers:
            out, err = reader.communicate(timeout=120)
            assert (reader.returncode, err) == (0, "")
            names = [line.split(",")[0] for line in out.splitlines()[1:]]
            assert names in (["Acme"], ["Acme", "Bolt"])


def test_a_second_writer_is_refused_with_the_process_that_writes(
    fair: Path, run: Run, tables: Tables
) -> None:
    with writing(fair):
        said = refused(run("build", "--facts", tables("Bolt"), "--store", fair))
        assert said == (
            f"expograph: process {os.getpid()} is writing to {fair}; "
            "wait for it to end, then try again\n"
        )
        assert exhibitors(run, fair) == ["Acme"]
    built(run, fair, tables("Bolt"))
    assert exhibitors(run, fair) == ["Bolt"]


def test_a_build_may_be_killed_at_any_moment(
    fair: Path, run: Run, start: Start, tables: Tables
) -> None:
    chance = random.Random(2019)
    new = tables("Acme", "Bolt")
    begun = time.monotonic()
    built(run, fair, tables("Acme"))
    lasting = time.monotonic() - begun
    finished = 0
    for turn in range(20):
        build = start("build", "--facts", new, "--store", fair)
        time.sleep(lasting * (turn + chance.random()) / 18)
        build.send_signal(signal.SIGKILL)
        finished += build.wait() == 0
        build.communicate()
        assert exhibitors(run, fair) in (["Acme"], ["Acme", "Bolt"])
    assert finished < 20
    built(run, fair, new)
    assert exhibitors(run, fair) == ["Acme", "Bolt"]
    assert not list(fair.rglob("*.tmp"))
    assert len(list((fair / "generations").iterdir())) <= 2


@pytest.mark.parametrize("size", [0, 5_000, 40_000, 200_000, 600_000])
def test_a_disk_that_is_full_is_named_and_the_old_graph_unchanged(
    fair: Path, run: Run, tables: Tables, size: int
) -> None:
    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    before = sorted((path, path.stat().st_size) for path in fair.rglob("*") if path.is_file())
    crowd = tables(*(f"Maker{number}" for number in range(40)))
    done = run("build", "--facts", crowd, "--store", fair, preexec_fn=small_files)
    said = refused(done)
    assert str(fair) in said
    assert "File too large" in said or "written" in said
    after = sorted((path, path.stat().st_size) for path in fair.rglob("*") if path.is_file())
    assert [each for each in after if each[0].name != "lock"] == [
        each for each in before if each[0].name != "lock"
    ]
    assert exhibitors(run, fair) == ["Acme"]


def test_a_small_disk_that_is_full_is_named(tmp_path: Path, run: Run, tables: Tables) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        built(run, disk / "store", tables("Acme"))
        crowd = tables(*(f"Maker{number}" for number in range(1500)))
        said = refused(run("build", "--facts", crowd, "--store", disk / "store"))
        assert "No space left on device" in said
        assert exhibitors(run, disk / "store") == ["Acme"]
        built(run, disk / "store", tables("Acme"))
    finally:
        subprocess.run(["umount", str(disk)], check=True)


# where a store lies -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["my store", "Köln – 東京", "a'b\"c$d`e", "-dash", "%41#?x"])
def test_a_store_may_lie_in_a_folder_of_any_name(
    tmp_path: Path, run: Run, tables: Tables, name: str
) -> None:
    built(run, tmp_path / name, tables("Acme"))
    assert exhibitors(run, tmp_path / name) == ["Acme"]
    assert exhibitors(run, f"./{name}", cwd=tmp_path) == ["Acme"]


def test_a_store_may_be_reached_through_a_link(fair: Path, run: Run, tables: Tables) -> None:
    link = fair.with_name("link")
    link.symlink_to(fair, target_is_directory=True)
    assert exhibitors(run, link) == ["Acme"]
    built(run, link, tables("Bolt"))
    assert exhibitors(run, fair) == ["Bolt"]
    assert link.is_symlink()


def test_a_store_on_a_disk_that_is_read_only_can_be_read(
    fair: Path, run: Run, tables: Tables
) -> None:
    bound = subprocess.run(["mount", "--bind", str(fair), str(fair)], capture_output=True)
    if bound.returncode:
        pytest.skip("a folder cannot be made read-only here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(fair)], check=True)
        assert exhibitors(run, fair) == ["Acme"]
        said = refused(run("build", "--facts", tables("Bolt"), "--store", fair))
        assert said == f"expograph: {fair} cannot be written to (Read-only file system)\n"
    finally:
        subprocess.run(["umount", str(fair)], check=True)
