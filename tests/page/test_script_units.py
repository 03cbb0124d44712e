"""The modules of the page's script, each by its unit tests in script/, which node runs."""

import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNITS = sorted((Path(__file__).parent / "script").glob("*.test.mjs"))


@pytest.fixture(scope="session")
def node() -> str:
    """The path of node; its tests are skipped where it is absent."""
    found = shutil.which("node")
    if found:
        return found
    if os.environ.get("EXPOGRAPH_REQUIRE_ALL") == "1":
        pytest.fail("node is needed, since EXPOGRAPH_REQUIRE_ALL is set")
    pytest.skip("node is not installed (Debian: nodejs); only these tests need it")


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name.removesuffix(".test.mjs"))
def test_a_module_does_what_its_unit_tests_say(node: str, unit: Path) -> None:
    done = subprocess.run([node, "--test", str(unit)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^. pass [1-9]", done.stdout, re.MULTILINE), "no test was run"


def test_the_linter_finds_nothing_in_the_script() -> None:
    oxlint = Path(sysconfig.get_path("scripts")) / "oxlint"
    done = subprocess.run([oxlint, "-f", "unix"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
