"""The network command draws what was asked for, and says in a sentence why it does not."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest

from expograph.cli import command_line
from expograph.errors import UsageError

GRAPH = Path(__file__).parents[2] / "graph"


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EXPOGRAPH_STORE", str(store))


def drawn(*words: str) -> dict[str, list[dict[str, object]]]:
    """What the command writes as JSON, by networkx' node-link form."""
    assert command_line(["network", *words, "--force", "-o", "drawn.json"]) == 0
    read: dict[str, list[dict[str, object]]] = json.loads(Path("drawn.json").read_text("utf-8"))
    return read


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--since 2022 --until 2019", "--since 2022 is after --until 2019"),
        ("--since last-year", "--since: 'last-year' is no date; write"),
        ("--relation hasSpeeker", "did you mean 'hasSpeaker'"),
        ("--relation role", "there is no relation called 'role'"),
        ("--between mixmove mixmove", "names one thing twice"),
        ("--between mixmove nobody-at-all", "there is no thing called 'nobody-at-all'"),
        (
            "--between mixmove tirana --relation hasSpeaker",
            "no chain of ties leads between MIXMOVE",
        ),
        ("--of mixmove --min-sources 9", "no ties are recorded for MIXMOVE and min-sources 9"),
        ("--picture event", "did you mean 'events'?"),
        ("--hops 3", "name it with --of"),
        ("--of mixmove -o .", ". is a folder"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_a_sentence(words: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        command_line(["network", *words.split()])
    assert said in str(refused.value)
    assert not list(Path().iterdir())


def test_a_file_that_is_there_is_kept_unless_force_is_given() -> None:
    page = Path("page.html")
    page.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"page\.html is there already; --force overwrites it"):
        command_line(["network", "--of", "mixmove", "-o", "page.html"])
    assert page.read_text(encoding="utf-8") == "mine"
    assert command_line(["network", "--of", "mixmove", "-o", "page.html", "--force"]) == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [path.name for path in Path().iterdir()] == ["page.html"]


@pytest.mark.parametrize(("typed", "is_kept"), [(b"n\n", True), (b"y\n", False)])
def test_on_a_terminal_it_asks_before_it_overwrites(typed: bytes, is_kept: bool) -> None:
    page = Path("near.json")
    page.write_text("mine", encoding="utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "expograph", "network", "--of", "mixmove", "-o", "near.json"]
    environment = {**os.environ, "PYTHONPATH": str(GRAPH)}
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as running:
        os.write(ours, typed)
        said, _ = running.communicate(timeout=120)
    os.close(ours)
    os.close(theirs)
    assert b"near.json is there already; overwrite it?" in said
    assert (page.read_text(encoding="utf-8") == "mine") is is_kept
    assert running.returncode == (2 if is_kept else 0)


def test_the_same_network_is_written_in_the_same_bytes() -> None:
    for name in ("one.html", "other.html"):
        command_line(["network", "--event", "SCEWC 2019", "-o", name])
    assert Path("one.html").read_bytes() == Path("other.html").read_bytes()


def test_relations_are_asked_for_by_name_or_in_words() -> None:
    by_name = drawn("--relation", "hasSpeaker", "--relation", "hasTheme")
    assert {edge["relation"] for edge in by_name["edges"]} == {"hasSpeaker", "hasTheme"}
    in_words = drawn("--relation", "spoke at", "--relation", "widmet sich dem Thema")
    assert in_words["edges"] == by_name["edges"]


def test_a_chain_leads_from_one_to_the_other() -> None:
    read = drawn("--between", "mixmove", "messe-berlin")
    ends = {str(edge[end]).rpartition("/")[2] for edge in read["edges"] for end in EDGE}
    assert {"mixmove", "messe-berlin"} <= ends
    assert all(edge["evidence"] for edge in read["edges"])


EDGE = ("source", "target")


def test_undated_ties_are_kept_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    from expograph import page

    notes = []

    def draw(graph: object, *, note: str, **said: object) -> str:
        notes.append(note)
        return ""

    monkeypatch.setattr(page, "draw", draw)
    command_line(["network", "--since", "2021", "--city", "barcelona", "-o", "page.html"])
    read = drawn("--since", "2021", "--city", "barcelona")
    undated = [e for e in read["edges"] if not (e["date"] or e["since"] or e["until"])]
    assert undated
    assert f"{len(undated)} ties without a date are kept." in notes[0]


def test_every_tie_rests_on_as_many_sources_as_were_asked_for() -> None:
    read = drawn("--min-sources", "2")
    assert read["edges"]
    assert all(int(str(edge["weight"])) >= 2 for edge in read["edges"])


def test_the_page_is_told_its_language_its_choice_and_its_measures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from expograph import page

    told: dict[str, Any] = {}

    def draw(graph: object, **said: object) -> str:
        told.update(said, graph=graph)
        return ""

    monkeypatch.setattr(page, "draw", draw)
    command_line(["network", "--event", "SCEWC 2019", "--language", "de", "-o", "page.html"])
    assert told["language"] == "de"
    known = told["graph"].graph
    assert known["choice"] == [["event", "Smart City Expo World Congress 2019"]]
    assert known["hubs"][0]["thing"].endswith("scewc-2019")
    assert known["bridges"]


def test_the_page_of_a_thing_opens_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from expograph import page

    pages: list[str] = []

    def draw(graph: Any, **_: str) -> str:
        pages.append(graph.graph["focus"])
        return "a page"

    monkeypatch.setattr(page, "draw", draw)
    for words in (["--of", "mixmove"], ["--event", "scewc-2019"]):
        assert command_line(["network", *words, "--force", "-o", "drawn.html"]) == 0
    assert pages == ["https://w3id.org/expograph/id/organisation/mixmove", ""]


@pytest.mark.parametrize(("name", "begins"), [("a.svg", b"<svg"), ("a.png", b"\x89PNG")])
def test_a_network_is_written_as_a_picture(name: str, begins: bytes) -> None:
    assert command_line(["network", "--event", "SCEWC 2019", "-o", name]) == 0
    content = Path(name).read_bytes()
    assert begins in content[:200]
    assert name.endswith("png") or b"MIXMOVE" in content


@pytest.mark.parametrize("event", [[], ["--event", "SCEWC 2019"]])
def test_the_page_has_words_for_every_reason_of_a_partnership(event: list[str]) -> None:
    words = GRAPH / "expograph" / "page" / "words"
    reasons = {
        reason
        for tie in drawn("--picture", "partnerships", *event)["edges"]
        for reason in cast("list[str]", tie["reasons"])
    }
    assert len(reasons) > 2
    for path in words.glob("*.json"):
        assert reasons <= set(json.loads(path.read_text("utf-8"))["reasons"]), path.stem
