"""A curator reviews a store: what was decided is written, and holds for every later build."""

import csv
import io
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import typer

from expograph import pipeline
from expograph.answers import text
from expograph.claims import Claim, Quote, Ref, Source
from expograph.commands.review import review
from expograph.errors import ExpographError
from expograph.pipeline import Built
from expograph.read.decisions import COLUMNS
from expograph.store import open_store

World = Callable[..., list[Path]]
Review = Callable[..., "Answered"]

GRAPH = Path(__file__).parents[2] / "graph"
TWINS = """id,name,aliases,kind,city,country,parent,website,source
fira,Fira de Barcelona,,organiser,barcelona,spain,,https://www.firabarcelona.com/,page
clean,CLEAN,Clean,association,,,,,page
mixmove,MIXMOVE,,company,lyon,france,,,page
mixmove-lyon,Mixmove Lyon SA,Mixmove,company,lyon,france,,,other
"""
FIGURES = """event,measure,value,source,note
scewc-2021,attendees,10000,page,
scewc-2021,attendees,12000,other,
"""
FAIR, CLEAN = Ref("event", "scewc-2021"), Ref("organisation", "clean")
SHOWS = "SELECT ?x { ev:scewc-2021 :hasExhibitor ?x }"
CAME = "SELECT ?n { ev:scewc-2021 :attendeeCount ?n }"
FIRMS = "SELECT ?x { ?x a :Organisation ; skos:prefLabel ?name }"

CTRL_C, END_OF_INPUT = "\x03", "\x04"

app = typer.Typer()
app.command()(review)


class Answered(NamedTuple):
    """The status of a command, what it printed, and what it said beside."""

    status: int
    out: str
    err: str


def quoted(sentence: str, confidence: str = "0.6") -> Claim:
    """Return the claim of a text that CLEAN exhibited at the fair."""
    return Claim(
        "document/post", FAIR, "hasExhibitor", CLEAN, Quote(sentence, 0, len(sentence)),
        confidence=confidence, method="prose",
    )  # fmt: skip


class Store:
    """A store of the small world with two firms of one name and a contested figure."""

    def __init__(self, folder: Path, world: World) -> None:
        self.folder, self.world, self.file = folder, world, folder / "decisions.csv"

    def build(self, *claims: Claim, **tables: str) -> Built:
        """Build it, with claims of a text besides."""
        paths = self.world(**{"organisations": TWINS, "figures": FIGURES, **tables})
        read = pipeline.read_material(paths, self.file if self.file.exists() else None)
        post = Source("document/post", title="A post", published="2021-11-20")
        return pipeline.build(
            self.folder,
            pipeline.Material(
                [*read.claims, *claims], [*read.sources, post], read.decisions, read.mistakes
            ),
        )

    def of(self, query: str) -> set[str]:
        """Return the first column of an answer."""
        return {text(row[0]).rpartition("/")[2] for row in open_store(self.folder).rows(query).rows}

    @property
    def rows(self) -> list[str]:
        """The decisions that were written, without who, when and why."""
        with self.file.open(encoding="utf-8", newline="") as file:
            return [
                ",".join(filter(None, (row[each] for each in COLUMNS[:6])))
                for row in csv.DictReader(file)
            ]


@pytest.fixture
def store(tmp_path: Path, world: World) -> Store:
    """A small store, built."""
    made = Store(tmp_path / "store", world)
    made.build()
    return made


@pytest.fixture
def run(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Review:
    """Run ``expograph review`` on the store: ``run("--list")``."""
    monkeypatch.setenv("EXPOGRAPH_STORE", str(store.folder))
    command = typer.main.get_command(app)

    def answered(*words: str, who: str = "Ada") -> Answered:
        monkeypatch.setenv("EXPOGRAPH_WHO", who)
        capsys.readouterr()
        try:
            with command.make_context("review", list(words)) as context:
                status = command.invoke(context)
        except ExpographError as error:
            return Answered(2, capsys.readouterr().out, str(error))
        return Answered(status, *capsys.readouterr())

    return answered


# Listing


def test_what_is_in_doubt_is_listed_in_order_of_effect(run: Review) -> None:
    status, out, err = run("--list")
    assert (status, err) == (0, "")
    head, _, *rows = out.splitlines()
    assert head.split() == ["effect", "kind", "thing", "in", "doubt", "because"]
    assert [re.split(" {2,}", row)[:4] for row in rows] == [
        ["1", "duplicates", "MIXMOVE", "may be Mixmove Lyon SA"],
        ["1", "contested", "SCEWC 2021", "attendees: 12000 or 10000"],
    ]


def test_where_nobody_can_be_asked_the_doubts_are_listed_with_a_hint(run: Review) -> None:
    done = run()
    assert done.out == run("--list").out
    assert "this is no terminal, so nothing is asked; --export FILE" in done.err


def test_the_list_is_limited_by_kind_by_thing_and_in_number(run: Review) -> None:
    def kinds(*words: str) -> list[str]:
        rows = csv.DictReader(io.StringIO(run(*words, "--format", "csv").out, newline=""))
        return [row["kind"] for row in rows]

    assert kinds() == ["duplicates", "contested"]
    assert kinds("--kind", "contested") == ["contested"]
    assert kinds("--kind", "contested", "--kind", "duplicates") == ["duplicates", "contested"]
    assert kinds("--kind", "claims") == []
    assert kinds("--about", "Mixmove Lyon SA") == ["duplicates"]
    assert kinds("--about", "Smart City Expo World Congress") == ["contested"]
    assert kinds("--about", "Lyon") == []
    assert kinds("--limit", "1") == ["duplicates"]
    assert "1 of 2 doubts; --limit 0 shows all" in run("--list", "--limit", "1").err
    assert "nothing is in doubt that was not decided" in run("--list", "--about", "Lyon").err


def test_programs_read_the_list_with_its_iris(run: Review) -> None:
    rows = json.loads(run("--format", "json").out)["results"]["bindings"]
    assert [row["thing"]["value"].rpartition("/")[2] for row in rows] == ["mixmove", "scewc-2021"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--kind duplicate", "there is no kind of doubt called 'duplicate'; did you mean 'dupl"),
        ("--format jsn", "did you mean 'json'"),
        ("--list --export x.csv", "--list, --export and --import are three things; choose one"),
        ("--export sheet.xlsx", "sheet.xlsx: a CSV file is written"),
        ("--export nowhere/x.csv", "nowhere/x.csv cannot be written"),
        ("--import nowhere.csv", "there is no such file"),
        ("--about Atlantis", "called 'Atlantis'"),
        ("--store nowhere", "there is no store at nowhere"),
    ],
)
def test_a_mistake_is_answered_in_a_sentence(run: Review, words: str, said: str) -> None:
    done = run(*words.split())
    assert (done.status, done.out) == (2, "")
    assert said in done.err


# Spreadsheets


def sheet_with(run: Review, file: Path, **answers: str) -> None:
    """Export the doubts and answer those of some kinds."""
    assert run("--export", str(file)).status == 0
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        row["decision"] = answers.get(row["kind"], "")
    with file.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def test_a_filled_in_sheet_is_taken_back_and_the_graph_follows(
    run: Review, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "doubts.csv"
    sheet_with(run, file, duplicates="same", contested="confirm 2")
    done = run("--import", str(file))
    assert done == (
        0,
        f"{store.file}: 2 decisions added\n`expograph build` makes the graph follow\n",
        "",
    )
    assert store.rows == [
        "same,organisation/mixmove,organisation/mixmove-lyon",
        "confirm,event/scewc-2021,attendeeCount,10000",
    ]
    assert run("--list").err.startswith("nothing is in doubt that was not decided")
    assert store.build().mistakes == ()
    assert (store.of(CAME), "mixmove-lyon" in store.of(FIRMS)) == ({"10000"}, False)
    assert run("--list").err.startswith("nothing is in doubt that was not decided")


def test_a_sheet_that_is_taken_back_twice_adds_nothing(
    run: Review, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "doubts.csv"
    sheet_with(run, file, duplicates="unsure", contested="r2")
    run("--import", str(file))
    before = store.file.read_bytes()
    done = run("--import", str(file))
    assert (done.status, done.out) == (0, "nothing was decided\n")
    assert "2 decisions stood there already" in done.err
    assert store.file.read_bytes() == before


def test_the_mistakes_of_a_sheet_are_named_and_the_status_tells(
    run: Review, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "doubts.csv"
    sheet_with(run, file, duplicates="perhaps", contested="c")
    done = run("--import", str(file))
    assert done.status == 3
    assert "doubts.csv, line 2, column decision: 'perhaps' is none of the answers" in done.err
    assert store.rows == ["confirm,event/scewc-2021,attendeeCount,12000"]
    sheet_with(run, file, duplicates="perhaps")
    assert run("--import", str(file)).status == 2
    assert "name yourself with --who NAME" in run("--import", str(file), who="").err


# Talking


def talked(store: Store, *typed: str, words: str = "") -> tuple[int, str]:
    """Let a person at a terminal type answers; return the status and all that was on it."""
    ours, theirs = pty.openpty()
    command = "import typer; from expograph.commands.review import review; typer.run(review)"
    environment = {**os.environ, "PYTHONPATH": str(GRAPH), "EXPOGRAPH_STORE": str(store.folder)}
    environment.pop("EXPOGRAPH_WHO", None)
    running = subprocess.Popen(
        [sys.executable, "-c", command, *words.split()], env=environment,
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    seen, left = b"", [*typed, END_OF_INPUT]
    try:
        while select.select([ours], [], [], 60)[0]:
            seen += os.read(ours, 4096)
            if left and re.search(rb"(> |: |\? )$", seen):
                if (answer := left.pop(0)) == CTRL_C:
                    running.send_signal(signal.SIGINT)
                else:
                    os.write(ours, answer.encode())
    except OSError:  # the other end was closed
        running.wait(60)
    finally:
        os.close(ours)
        running.kill()
    return running.wait(60), seen.decode().replace("\r\n", "\n")


def test_a_person_at_a_terminal_is_asked_and_each_answer_is_written_at_once(store: Store) -> None:
    status, seen = talked(store, "n two firms\n", "Ada\n", CTRL_C)
    assert "Are MIXMOVE and Mixmove Lyon SA the same organisation?" in seen
    assert "2 of 2 · a contested value" in seen
    assert (status, "Traceback" in seen) == (130, False)
    assert store.rows == ["not the same,organisation/mixmove,organisation/mixmove-lyon"]
    (row,) = csv.DictReader(store.file.open(encoding="utf-8", newline=""))
    assert (row["who"], row["why"]) == ("Ada", "two firms")


def test_a_value_of_the_persons_own_is_what_the_next_build_takes(store: Store) -> None:
    status, seen = talked(store, "\n", "o\n", "11000\n", words="--who Eve")
    assert status == 0
    assert f"{store.file}: 1 decision added\n`expograph build` makes the graph follow" in seen
    store.build()
    assert store.of(CAME) == {"11000"}
    assert "nothing was decided" in talked(store, "q\n")[1]


# What lasts


def test_a_decision_about_a_claim_survives_a_changed_document(run: Review, store: Store) -> None:
    store.build(quoted("Clean was there."))
    assert store.of(SHOWS) == {"clean"}
    (doubt,) = csv.DictReader(io.StringIO(run("--kind", "claims", "--format", "csv").out))
    assert "says document/post" in doubt["in_doubt"]
    assert talked(store, "r not they\n", words="--kind claims --who Eve")[0] == 0
    for sentence in ("Clean was there.", "Rewritten, the post says: Clean was there, too."):
        built = store.build(quoted(sentence))
        assert (built.mistakes, store.of(SHOWS)) == ((), set())
        assert run("--kind", "claims").out == ""


def test_a_decision_that_matches_nothing_any_more_is_reported_and_kept(
    run: Review, store: Store
) -> None:
    store.build(quoted("Clean was there."))
    talked(store, "c\n", words="--kind claims --who Eve")
    (problem,) = store.build().mistakes
    assert "the decision 'confirm' about 'event/scewc-2021' came to nothing" in str(problem)
    assert store.rows == ["confirm,event/scewc-2021,hasExhibitor,organisation/clean,document/post"]
    assert store.build(quoted("Clean was there.", "0.2")).mistakes == ()
    assert store.of(SHOWS) == {"clean"}


def test_rows_of_the_file_that_are_no_decisions_are_named_and_stay(
    run: Review, store: Store
) -> None:
    head = ",".join(COLUMNS)
    store.file.write_text(f"{head}\nsame,x,,,,,,,\nreject,city/lyon,,,,,ada,2024,\n")
    done = run("--list")
    assert "decisions.csv, line 2, column object: the cell is empty" in done.err
    talked(store, "u\n", words="--who Eve")
    assert len(store.file.read_text().splitlines()) == 4


# With a document that was added


IBM = "SELECT ?x { ev:scewc-2021 :supportedBy ?x }"
POST = """Smart City Expo World Congress 2021

The Smart City Expo World Congress 2021 was held in Barcelona. The event was supported by IBM.
"""


@pytest.fixture
def added(store: Store, tmp_path: Path) -> Callable[..., str]:
    """Run ``expograph`` on the store: ``added("add", "post.txt")`` says what it says of trouble."""
    organisations = TWINS.replace("mixmove-lyon,Mixmove Lyon SA,Mixmove,", "ibm,IBM,,")
    store.world(organisations=organisations)
    environment = {**os.environ, "PYTHONPATH": str(GRAPH), "EXPOGRAPH_STORE": str(store.folder)}

    def ran(*words: str, status: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "expograph", *words], env=environment, cwd=tmp_path,
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == status, done.stderr
        return done.stderr

    ran("build", "--facts", "tables")
    (tmp_path / "post.txt").write_text(POST, encoding="utf-8")
    ran("add", "post.txt", "--published", "2021-11-20")
    return ran


def test_what_was_decided_about_a_name_holds_when_the_document_changes_and_is_read_again(
    added: Callable[..., str], store: Store, run: Review, tmp_path: Path
) -> None:
    assert store.of(IBM) != {"ibm"}
    assert "may be" in run("--list", "--about", "organisation/ibm").out
    assert talked(store, "s\n", words="--who Eve --about organisation/ibm --build")[0] == 0
    assert store.of(IBM) == {"ibm"}
    changed = POST.replace("The event", "There was more. This year the event")
    (tmp_path / "post.txt").write_text(f"{changed}\nIt was a good year.\n", encoding="utf-8")
    added("add", "post.txt", "--published", "2021-11-20")
    assert store.of(IBM) == {"ibm"}
    added("build", "--facts", "tables")
    assert store.of(IBM) == {"ibm"}
    assert run("--list", "--kind", "duplicates", "--about", "organisation/ibm").out == ""


def test_what_was_decided_about_a_document_is_reported_when_that_is_removed(
    added: Callable[..., str], store: Store
) -> None:
    talked(store, "n a namesake\n", words="--who Eve --about organisation/ibm")
    added("build", "--facts", "tables")
    assert store.of(IBM) not in (set(), {"ibm"})
    (decision,) = store.rows
    added("remove", "post", status=3)
    said = added("build", "--facts", "tables", status=3)
    assert "decisions.csv, line 2" in said
    assert "came to nothing" in said
    assert store.rows == [decision]
