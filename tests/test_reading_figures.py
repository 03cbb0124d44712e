"""Texts are read as well as docs/reading.md says: what it shows is held to what is read today."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from expograph.agreement import Tally, compared
from expograph.commands.claims import read_text
from expograph.gold import said

ROOT = Path(__file__).parents[1]
COPIES = ROOT / "tests" / "data" / "gold"
SEEDS = {"en-000.json", "de-000.json"}
LOSS = 0.01
"""How much precision or F1 may fall below the figures that are shown."""


@cache
def committed() -> dict[tuple[str, str], tuple[float, float, float]]:
    """Return precision, recall and F1 on dev as docs/reading.md shows them, by table and row."""
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    figures = page.partition("<!-- figures dev:")[2].partition("<!-- end of figures dev -->")[0]
    found: dict[tuple[str, str], tuple[float, float, float]] = {}
    what = ""
    for line in figures.splitlines():
        if head := re.match(r"\| ([^|]+) \| precision ", line):
            what = head[1]
        elif row := re.match(r"\| ([^|]+) \| (\d\.\d+) \| (\d\.\d+) \| (\d\.\d+) ", line):
            found[what, row[1]] = float(row[2]), float(row[3]), float(row[4])
    return found


def tally(paths: Iterable[Path]) -> Tally:
    """Return the counts of what is read from gold documents today."""
    counted = Tally()
    for path in paths:
        gold = json.loads(path.read_text(encoding="utf-8"))
        document, reading = read_text(path)
        counted.add(compared(gold, said(document, reading)))
    return counted


def holds(counted: Tally, row: str) -> None:
    """Check that precision and F1 are not worse than a row of docs/reading.md says."""
    for what, now in (("facts", counted.facts()), ("entities", counted.entities())):
        precision, _, f1 = committed()[what, row]
        assert now.precision >= precision - LOSS, f"{what}: precision fell: {now}"
        assert now.f1 >= f1 - LOSS, f"{what}: F1 fell: {now}"


def test_the_copies_are_read_as_well_as_is_shown() -> None:
    holds(tally(sorted(COPIES.glob("*.json"))), "without the seeds")


@pytest.mark.shared
def test_the_documents_that_rules_were_tuned_on_are_read_as_well_as_is_shown(shared: Path) -> None:
    holds(tally(sorted((shared / "gold" / "dev").glob("*.json"))), "all")


@pytest.mark.shared
def test_the_copies_are_the_documents_but_the_two_that_are_texts_of_others(shared: Path) -> None:
    originals = {path.name: path.read_bytes() for path in (shared / "gold" / "dev").glob("*.json")}
    copies = {path.name: path.read_bytes() for path in COPIES.glob("*.json")}
    assert originals.keys() - copies.keys() == SEEDS
    assert copies.items() <= originals.items()


def test_every_quote_stands_in_its_text_where_it_says() -> None:
    for path in sorted(COPIES.glob("*.json")):
        document, reading = read_text(path)
        for fact in said(document, reading)["facts"]:
            assert document.text[fact["start"] : fact["end"]] == fact["quote"]
            assert 0 < fact["confidence"] <= 1
