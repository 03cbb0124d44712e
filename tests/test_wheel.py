"""The wheel works alone, away from the checkout, with nothing but what it says it needs."""

import ast
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without asking the network."""
    place = tmp_path_factory.mktemp("wheel")
    build(ROOT, "--wheel", place)
    (built,) = place.glob("*.whl")
    return built


def build(source: Path, kind: str, place: Path) -> None:
    """Build a distribution of a folder into another."""
    words = ["-m", "build", kind, "--no-isolation", "--outdir", str(place), str(source)]
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr + done.stdout


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder, away from the checkout and with a space in its path, with the wheel in it."""
    place = tmp_path_factory.mktemp("an empty room") / "site packages"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--no-index", "--target", place, wheel], check=True)
    return place


def run(installed: Path, *words: str, flags: tuple[str, ...] = ()) -> str:
    """Run the installed expograph in the folder beside it and return what it prints."""
    kept = {name: said for name, said in os.environ.items() if not name.startswith("EXPOGRAPH")}
    done = subprocess.run(
        [sys.executable, *flags, "-m", "expograph", *words], cwd=installed.parent,
        env={**kept, "PYTHONPATH": str(installed)}, capture_output=True, timeout=240,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b""), done
    return done.stdout.decode("utf-8")


def members(wheel: Path) -> set[str]:
    """Return the files that a wheel carries."""
    return {name for name in zipfile.ZipFile(wheel).namelist() if not name.endswith("/")}


def test_everything_travels_in_the_wheel_and_no_more(wheel: Path) -> None:
    carried = {name for name in members(wheel) if ".dist-info/" not in name}
    expected = {
        f"{there}{path.relative_to(ROOT / here).as_posix()}"
        for here, there in (
            ("graph/expograph", "expograph/"), ("graph/facts", "expograph/facts/"),
            ("ontology", "expograph/ontology/"), ("queries", "expograph/queries/"),
        )
        for path in (ROOT / here).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }  # fmt: skip
    assert carried == expected
    assert carried >= {
        "expograph/py.typed", "expograph/page/page.html", "expograph/page/page.css",
        "expograph/page/script/main.js", "expograph/page/words/en.json",
        "expograph/facts/events.csv",
        "expograph/ontology/expograph.ttl", "expograph/queries/partners.rq",
        "expograph/queries/internal/names.rq",
    }  # fmt: skip


def test_the_licences_travel_too(wheel: Path) -> None:
    licences = {name for name in members(wheel) if "/licenses/" in name}
    assert any(name.endswith("/LICENSE") for name in licences)
    assert any(name.endswith("/LICENCES.md") for name in licences)


def test_the_wheel_of_a_source_distribution_is_the_same(wheel: Path, tmp_path: Path) -> None:
    build(ROOT, "--sdist", tmp_path)
    (archive,) = tmp_path.glob("*.tar.gz")
    subprocess.run(["tar", "-xzf", archive, "-C", tmp_path], check=True)
    build(tmp_path / archive.name.removesuffix(".tar.gz"), "--wheel", tmp_path / "again")
    (again,) = (tmp_path / "again").glob("*.whl")
    assert members(again) == members(wheel)


def test_the_installed_program_builds_asks_draws_and_exports(installed: Path) -> None:
    where = "import expograph; print(expograph.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", where], cwd=installed.parent, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(installed)},
    )  # fmt: skip
    assert Path(done.stdout.strip()).is_relative_to(installed)
    assert "claims make" in run(installed, "build")
    said = run(installed, "query", "partners", "--of", "mixmove", "--evidence")
    assert "Business Finland" in said
    assert "participations, line " in said
    assert "ties" in run(installed, "network", "--of", "mixmove", "-o", "near.html")
    assert "keeps to all shapes" in run(installed, "validate")
    assert run(installed, "sparql", "ASK { ?x a :City }", flags=("-O",)) == "yes\n"
    run(installed, "export", "-o", "graph.nq")
    once = (installed.parent / "graph.nq").read_bytes()
    run(installed, "build", flags=("-O",))
    run(installed, "export", "-o", "graph.nq", flags=("-O",))
    assert (installed.parent / "graph.nq").read_bytes() == once


def test_the_command_is_installed(installed: Path) -> None:
    done = subprocess.run(
        [sys.executable, installed / "bin" / "expograph", "--version"], capture_output=True,
        text=True, env={**os.environ, "PYTHONPATH": str(installed)},
    )  # fmt: skip
    assert re.fullmatch(r"expograph \d+\.\d+\.\d+\n", done.stdout)


def canonical(name: str) -> str:
    """The one way to write a distribution's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_wheel_asks_for_what_the_program_imports(wheel: Path) -> None:
    imported = {
        name.partition(".")[0]
        for path in (ROOT / "graph" / "expograph").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in names_in(node)
    }
    foreign = imported - set(sys.stdlib_module_names) - {"expograph", "__future__"}
    owners = {name: canonical(packages_distributions()[name][0]) for name in foreign}
    asked = {canonical(name) for name in requirements(wheel)}
    assert {name: owner for name, owner in owners.items() if owner not in asked} == {}


def names_in(node: ast.AST) -> list[str]:
    """Return the modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []


def requirements(wheel: Path) -> Iterator[str]:
    """Yield the names of what a wheel says it needs."""
    archive = zipfile.ZipFile(wheel)
    (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
    for line in archive.read(name).decode("utf-8").splitlines():
        if found := re.match(r"Requires-Dist: ([\w.-]+)", line):
            yield found[1].lower()
