"""Tests of which files the words of a command name."""

import os
import random
from pathlib import Path

import pytest

from expograph.read.finding import Found, documents_in, shown


def made(folder: Path, *names: str) -> Path:
    """Return a folder with a small file for each of the names."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("A fair opens.")
    return folder


def keys(found: Found) -> list[str]:
    return [each.key for each in found.files]


def problems(found: Found) -> list[str]:
    return [str(each) for each in found.left_out]


def test_a_file_is_known_by_its_name(tmp_path: Path) -> None:
    made(tmp_path, "Presse München.txt", "notes")
    found = documents_in([str(tmp_path / "Presse München.txt"), str(tmp_path / "notes")])
    assert keys(found) == ["presse-munchen", "notes"]
    assert found.files[0].name.endswith("Presse München.txt")
    assert found.left_out == ()


def test_a_folder_is_searched_with_all_in_it(tmp_path: Path) -> None:
    made(
        tmp_path,
        "2019/expo/index.html",
        "2019/a.md",
        "b.TXT",
        "c.json",
        ".hidden.txt",
        ".git/d.txt",
    )
    found = documents_in([str(tmp_path)])
    assert keys(found) == ["2019-a", "2019-expo-index", "b", "c"]
    assert found.left_out == ()


def test_tables_stand_apart_and_all_else_is_named_with_the_way_on(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "t.csv", "t.xlsx", "p.pdf", "m.eml", "s.xls", "pic.png", "none")
    found = documents_in([str(tmp_path)])
    assert keys(found) == ["a"]
    assert [each.path.name for each in found.tables] == ["t.csv", "t.xlsx"]
    said = "\n".join(problems(found))
    assert "p.pdf: files that end in .pdf are not read; save it as text, Markdown or HTML" in said
    assert "m.eml: files that end in .eml are not read; save the mail as text" in said
    assert "s.xls: files that end in .xls are not read; save it as .csv or .xlsx" in said
    assert "pic.png: files that end in .png are not read; documents end in .txt" in said
    assert "none: it has no ending" in said


def test_the_files_beside_a_saved_page_are_one_line(tmp_path: Path) -> None:
    made(tmp_path, "Fair.html", "Fair_files/a.js", "Fair-Dateien/ad.html", "Fair-2019/b.html")
    found = documents_in([str(tmp_path)])
    assert keys(found) == ["fair-2019-b", "fair"]
    assert len(found.left_out) == 2
    assert all("of the saved page 'Fair'" in problem for problem in problems(found))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a", "b"]),
        ("*/index.html", ["2018-index", "2019-index"]),
        ("**/*.html", ["2018-index", "2019-index"]),
        ("20[1]9/*", ["2019-index"]),
        ("2019", ["index"]),
        ("201?", ["2018-index", "2019-index"]),
        ("**", ["2018-index", "2019-index", "a", "b"]),
    ],
)
def test_a_pattern_names_files_and_folders(
    tmp_path: Path, pattern: str, expected: list[str]
) -> None:
    made(tmp_path, "a.txt", "b.txt", ".c.txt", "2018/index.html", "2019/index.html")
    found = documents_in([str(tmp_path / pattern)])
    assert (keys(found), found.left_out) == (expected, ())


def test_a_file_with_the_marks_of_a_pattern_in_its_name_is_a_file(tmp_path: Path) -> None:
    made(tmp_path, "fair [2019].txt")
    assert keys(documents_in([str(tmp_path / "fair [2019].txt")])) == ["fair-2019"]


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("missing.txt", "there is no such file or folder"),
        ("*.md", "no file has a name of this pattern"),
        ("nul\0.txt", "there is no such file or folder"),
        ("a" * 300 + ".txt", "cannot be read (File name too long)"),
    ],
)
def test_a_word_that_names_nothing_is_named(tmp_path: Path, word: str, problem: str) -> None:
    (said,) = problems(documents_in([f"{tmp_path}/{word}"]))
    assert problem in said
    assert "\0" not in said


def test_no_word_at_all_and_an_empty_one_name_nothing() -> None:
    assert documents_in([]) == Found()
    assert "no such file" in problems(documents_in([""]))[0]


def test_of_two_files_with_one_key_the_later_is_left_out(tmp_path: Path) -> None:
    made(tmp_path, "Fair 2019.txt", "fair-2019.html")
    found = documents_in([str(tmp_path)])
    assert [each.path.name for each in found.files] == ["Fair 2019.txt"]
    (said,) = problems(found)
    assert "fair-2019.html: would be known as 'fair-2019', as" in said
    assert "Fair 2019.txt is; rename one of them" in said


def test_what_is_named_twice_is_taken_once(tmp_path: Path) -> None:
    made(tmp_path, "in/a.txt", "in/b.txt")
    (tmp_path / "in" / "c.txt").symlink_to(tmp_path / "in" / "a.txt")
    words = [str(tmp_path / "in"), str(tmp_path / "in" / "a.txt"), str(tmp_path / "in" / "*.txt")]
    found = documents_in(words)
    assert (keys(found), found.left_out) == (["a", "b"], ())


def test_what_one_word_names_and_another_leaves_out_is_taken(tmp_path: Path) -> None:
    made(tmp_path, "notes", "a.txt")
    found = documents_in([str(tmp_path), str(tmp_path / "notes")])
    assert (keys(found), found.left_out) == (["a", "notes"], ())


def test_the_order_of_the_words_does_not_matter(tmp_path: Path) -> None:
    made(tmp_path, "x/a.txt", "x/y/a.txt", "z/a.md", "b.txt", "c.pdf", "t.csv")
    words = [str(tmp_path / name) for name in ("x", "x/y", "z", "b.txt", "*.pdf", "*", "none")]
    expected = documents_in(words)
    assert keys(expected) == ["b", "x-a", "x-y-a", "z-a"]
    assert [each.path.name for each in expected.tables] == ["t.csv"]
    assert len(expected.left_out) == 2
    for seed in range(10):
        mixed = random.Random(seed).sample(words, len(words))
        assert documents_in([*mixed, mixed[0]]) == expected


def test_links_that_lead_back_or_nowhere_do_not_hang(tmp_path: Path) -> None:
    made(tmp_path, "in/a.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "self").symlink_to("self")
    (tmp_path / "in" / "gone.txt").symlink_to("nothing.txt")
    found = documents_in([str(tmp_path / "in"), str(tmp_path / "in" / "self")])
    assert keys(found) == ["a"]
    said = "\n".join(problems(found))
    assert "gone.txt: the link leads nowhere" in said
    assert "self" in said


def test_pipes_and_devices_are_named_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    said = problems(documents_in([str(tmp_path), "/dev/null"]))
    assert len(said) == 2
    assert all("is no file that can be read, but a device, pipe or socket" in each for each in said)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read all folders")
def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    made(tmp_path, "in/a.txt")
    (tmp_path / "in").chmod(0)
    (said,) = problems(documents_in([str(tmp_path)]))
    (tmp_path / "in").chmod(0o700)
    assert "the folder cannot be read (Permission denied)" in said


def test_names_that_no_terminal_should_see_are_written_out(tmp_path: Path) -> None:
    made(tmp_path, "a\nb.txt", "evil\u202egnp.txt")
    os.close(os.open(os.fsencode(tmp_path) + b"/\xff.txt", os.O_CREAT))
    found = documents_in([str(tmp_path)])
    assert len({*keys(found)}) == 3
    assert all(each.name.isprintable() and each.key.isascii() for each in found.files)
    assert shown("\u202e") == "\\u202e"
