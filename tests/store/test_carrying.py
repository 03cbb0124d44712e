"""A graph made of the one before holds what it would if all were loaded, or it is none."""

from pathlib import Path

import pytest

from expograph.store.carrying import carried_over, copied
from expograph.store.engine import Engine
from expograph.store.generations import Generation, commit, writing


def line(number: int) -> str:
    """Return a statement, one for each number."""
    return f'<urn:s{number}> <urn:p> "{number} \\"ü\\" \\n"@en <urn:g> .'


LINES = [line(number) for number in range(100, 200)]


def generation(store: Path, lines: list[str]) -> Generation:
    """Return a generation that holds these lines."""
    from hashlib import sha256

    content = "\n".join(sorted(lines)) + "\n"
    with writing(store) as fresh:
        engine = Engine.writing(fresh / "engine")
        engine.load(lines)
        engine.settle()
        quads = len(engine)
        del engine
        (fresh / "graph.nq").write_text(content, encoding="utf-8")
        return commit(store, fresh, sha256(content.encode()).hexdigest()[:24], quads)


def carried(before: Generation, folder: Path, lines: list[str]) -> list[str] | None:
    """Return what the engine holds that was made out of a generation before."""
    copy = copied(before, folder)
    engine = carried_over(copy, sorted(lines)) if copy else None
    return sorted(engine.lines()) if engine else None


@pytest.mark.parametrize(
    "lines",
    [
        LINES, LINES[1:], LINES[5:-5], [*LINES, line(7)], [line(7), *LINES[1:], line(8)],
        [*LINES, '<urn:s> <urn:p> "a _:b c" <urn:g> .'.replace(" _:", "_:")],
    ],
)  # fmt: skip
def test_what_is_carried_over_is_what_was_wanted(tmp_path: Path, lines: list[str]) -> None:
    before = generation(tmp_path / "store", LINES)
    assert carried(before, tmp_path / "engine", lines) == sorted(lines)
    assert sorted(Engine.reading(before.engine).lines()) == LINES


@pytest.mark.parametrize(
    "lines",
    [
        LINES[:60], [*LINES, *map(line, range(50))], [], [line(1)],
        [*LINES, "<urn:s> <urn:p> _:one <urn:g> ."], [*LINES, "_:one <urn:p> <urn:o> <urn:g> ."],
    ],
)  # fmt: skip
def test_where_much_differs_or_a_node_has_no_name_all_is_to_be_loaded(
    tmp_path: Path, lines: list[str]
) -> None:
    before = generation(tmp_path / "store", LINES)
    assert carried(before, tmp_path / "engine", lines) is None
    assert not (tmp_path / "engine").exists()


def test_a_generation_that_is_not_as_written_is_not_copied(tmp_path: Path) -> None:
    before = generation(tmp_path / "store", LINES)
    content = before.quads_file.read_bytes()
    before.quads_file.write_bytes(content.replace(b"urn:s105", b"urn:s999"))
    assert carried(before, tmp_path / "one", LINES) is None
    before.quads_file.unlink()
    assert carried(before, tmp_path / "two", LINES) is None


def test_an_engine_that_holds_something_else_is_not_carried_over(tmp_path: Path) -> None:
    before = generation(tmp_path / "store", LINES)
    other = Engine.writing(before.engine)
    other.load([line(1)])
    other.settle()
    del other
    assert carried(before, tmp_path / "engine", [*LINES, line(2)]) is None
    assert not (tmp_path / "engine").exists()


@pytest.mark.parametrize("ending", ["CURRENT", ".sst", "MANIFEST"])
def test_an_engine_whose_files_are_damaged_is_not_carried_over(tmp_path: Path, ending: str) -> None:
    before = generation(tmp_path / "store", [line(number) for number in range(1000, 9000)])
    wanted = [line(number) for number in range(1001, 9001)]
    for path in before.engine.iterdir():
        if ending in path.name:
            path.write_bytes(b"\x7f" * path.stat().st_size)
    assert carried(before, tmp_path / "engine", wanted) is None
    assert not (tmp_path / "engine").exists()
