"""What the README shows is what the program does."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from expograph.questions import library

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown_commands() -> list[str]:
    """Return the commands of the README, each with the lines that its quotes hold open."""
    commands, lines = [], iter(README.splitlines())
    for line in lines:
        if line.startswith("    expograph "):
            command = line.strip()
            while command.count("'") % 2:
                command += "\n" + next(lines)
            commands.append(command)
    return commands


OWN_SERVER = [each for each in shown_commands() if "http://" in each]
COMMANDS = [each for each in shown_commands() if each not in OWN_SERVER]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, store: Path) -> Path:
    """A folder with a store and the files that the README's commands name."""
    folder = tmp_path_factory.mktemp("a desk")
    shutil.copytree(store, folder / "expograph-store")
    shutil.copytree(ROOT / "graph" / "facts", folder / "my-tables")
    shutil.copy(ROOT / "queries" / "partners.rq", folder / "mine.rq")
    shutil.copy(ROOT / "queries" / "partners.rq", folder / "question.rq")
    samples = ROOT / "scripts" / "samples"
    shutil.copy(samples / "nordic-pavilion.txt", folder / "press-release.txt")
    (folder / "press").mkdir()
    shutil.copy(samples / "nordischer-pavillon.txt", folder / "press")
    (folder / "exhibitors.csv").write_text("Exhibitor,Country\nMIXMOVE,Norway\n", encoding="utf-8")
    return folder


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, with nothing said about stores in the environment."""
    known = {key: value for key, value in os.environ.items() if not key.startswith("EXPOGRAPH")}
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8",
        env={**known, "PYTHONPATH": str(ROOT / "graph")}, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_the_readme_shows_works(command: str, desk: Path) -> None:
    words = [sys.executable, "-m", *shlex.split(command)]
    done = run(words, desk)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_the_commands_for_a_server_name_options_that_there_are(desk: Path) -> None:
    assert OWN_SERVER
    for command in OWN_SERVER:
        words = shlex.split(command)
        explained = run([sys.executable, "-m", *words[:2], "--help"], desk).stdout
        explained += run(
            [sys.executable, "-m", "expograph", "query", "partners", "--help"], desk
        ).stdout
        assert all(word in explained for word in words if word.startswith("--"))


def test_the_python_of_the_readme_runs(desk: Path) -> None:
    asking, drawing = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    asked, drawn = (run([sys.executable, "-c", code], desk) for code in (asking, drawing))
    assert (asked.returncode, asked.stderr, drawn.returncode, drawn.stderr) == (0, "", 0, "")
    assert "organisation/mixmove" in asked.stdout
    assert int(drawn.stdout) > 50
    assert "<html" in (desk / "congress.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", library.names())
def test_the_readme_lists_every_question_with_its_summary_and_example(name: str) -> None:
    question = library.question(name)
    example = f"`{question.example}` " if question.example else ""
    assert f"| `{name}` | {question.summary} | {example}|" in README


def test_the_numbers_of_the_readme_are_those_of_the_tables(facts: object) -> None:
    assert callable(facts)
    numbers = {
        name: len(facts(name))
        for name in ("events", "event_series", "organisations", "cities", "sources")
    }
    said = re.search(
        r"(\d+) editions of (\d+) series, (\d+) organisations, (\d+) cities"
        r".*?(\d+)\s+cited sources",
        README,
        re.DOTALL,
    )
    assert said
    assert [int(each) for each in said.groups()] == list(numbers.values())


@pytest.mark.parametrize("address", re.findall(r"\]\(([^)]+)\)", README))
def test_what_the_readme_links_to_is_there(address: str) -> None:
    assert address.startswith("https://") or (ROOT / address).exists()
