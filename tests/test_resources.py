"""The ontology, the queries and the tables are found, and all of them can be read."""

from pathlib import Path

import pytest

from expograph import resources


@pytest.mark.parametrize("name", ["ontology", "queries", "facts"])
def test_each_folder_is_found_in_a_checkout(name: str) -> None:
    assert any(resources.folder(name).iterdir())


def test_files_come_by_name_and_in_order() -> None:
    names = [name for name, _ in resources.files("ontology", ".ttl")]
    assert names == sorted(names)
    assert {"expograph", "themes", "roles", "concepts"} <= set(names)
    assert [name for name, _ in resources.files("ontology", ".rq", below="rules")]


def test_tables_are_the_built_in_ones_unless_a_folder_is_named(tmp_path: Path) -> None:
    assert "events.csv" in [path.name for path in resources.tables()]
    assert resources.tables(tmp_path) == []
    (tmp_path / "b.csv").touch()
    (tmp_path / "a.csv").touch()
    (tmp_path / "notes.txt").touch()
    assert [path.name for path in resources.tables(tmp_path)] == ["a.csv", "b.csv"]


def test_a_query_is_read_by_its_path() -> None:
    assert resources.query("partners").startswith("#+ summary: ")
    assert resources.query("internal/names").startswith("#+ summary: ")
