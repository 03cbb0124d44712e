"""Reading many documents at once: each comes out as if alone, and each trouble has a name."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from expograph import extract
from expograph.adding import Taken, read_again, read_all, read_one, taken_from
from expograph.claims import Quote, Source
from expograph.read.documents import Given
from expograph.read.finding import Listed, documents_in
from expograph.readings import Document, Fact, Reading

Files = Callable[[int, int], tuple[Listed, ...]]

TEXT = "CLEAN and MIXMOVE exhibit at SCEWC 2019 in Barcelona.\n\nIt is number {} of many.\n"


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Write so many documents and so many that are none, and return all of them."""

    def write(good: int, broken: int) -> tuple[Listed, ...]:
        for number in range(good):
            (tmp_path / f"good-{number}.txt").write_text(TEXT.format(number))
        for number in range(broken):
            (tmp_path / f"broken-{number}.txt").write_bytes(bytes(range(256)) * number)
        return documents_in([str(tmp_path)]).files

    return write


def test_a_document_comes_out_with_what_it_says(
    files: Files,
) -> None:
    (listed,) = files(1, 0)
    taken = read_one(listed, Given(published="2019-11"))
    assert taken.shelved
    assert taken.shelved.document
    assert taken.shelved.reading == extract.read(taken.shelved.document)
    assert taken.shelved.reading.facts
    assert taken.shelved.read_with == extract.version()
    assert (taken.shelved.path, taken.shelved.document.file) == (
        str(listed.path.resolve()), "good-0.txt",
    )  # fmt: skip
    assert taken.shelved.document.published == "2019-11"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The city and its partners open a new pavilion at the congress in Barcelona."),
        ("de", "Die Stadt und ihre Partner eröffnen auf dem Kongress in Barcelona einen Stand."),
        ("es", "La ciudad y sus socios abren un nuevo pabellón en el congreso de Barcelona."),
    ],
)
def test_the_limits_leave_room_for_what_is_known_of_a_language(
    tmp_path: Path, language: str, text: str
) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (taken,) = read_all(documents_in([str(tmp_path)]).files, Given())
    assert taken.shelved, taken.problem
    assert taken.shelved.reading.source.language == language


def test_what_is_read_again_says_the_same(
    files: Files,
) -> None:
    (listed,) = files(1, 0)
    first = read_one(listed, Given()).shelved
    assert first
    assert read_again(first).shelved == first


def test_200_documents_of_which_ten_are_broken_are_read_at_once(
    files: Files,
) -> None:
    every = files(190, 10)
    taken = list(read_all(every, Given()))
    assert sorted(each.name for each in taken) == sorted(each.name for each in every)
    problems = {each.name: each.problem for each in taken if not each.shelved}
    assert len(problems) == 10
    assert all(problem.startswith(name) for name, problem in problems.items())


def test_any_executor_reads_the_same(files: Files) -> None:
    every = files(12, 2)
    with ThreadPoolExecutor(3) as executor:
        handed_in = list(read_all(every, Given(), executor))
    assert by_name(handed_in) == by_name(read_all(every, Given()))
    assert by_name(handed_in) == by_name(read_one(each, Given()) for each in every)


def by_name(taken: Iterable[Taken]) -> list[Taken]:
    """Return what came of files, in the order of their names."""
    return sorted(taken, key=lambda each: each.name)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("__import__('os').abort()", "what reads it broke down over it"),
        ("(_ for _ in ()).throw(MemoryError)", "more than 512 MB of memory"),
    ],
)
def test_a_document_that_is_too_much_is_named(call: str, said: str) -> None:
    (taken,) = taken_from(eval, [f"next({call})" if "throw" in call else call], lambda _: "a.txt")
    assert taken.problem.startswith("a.txt: ")
    assert said in taken.problem


def test_an_error_of_ours_is_handed_on() -> None:
    (taken,) = taken_from(eval, ["1 / 0"], lambda _: "a.txt")
    assert isinstance(taken.bug, ZeroDivisionError)
    assert not taken.problem


def test_a_quote_that_is_not_in_the_text_is_an_error_of_ours(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(document: Document) -> Reading:
        fact = Fact("a", "hasTheme", "b", Quote("CLEAN", 1, 6))
        return Reading(Source(f"document/{document.key}"), facts=(fact,))

    monkeypatch.setattr(extract, "read", wrong)
    with ThreadPoolExecutor(1) as executor:
        (taken,) = read_all(files(1, 0), Given(), executor)
    assert isinstance(taken.bug, AssertionError)
    assert taken.shelved is None
