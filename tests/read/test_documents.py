"""Tests of how files become documents."""

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from expograph.errors import InputError
from expograph.read.documents import FILE_LIMIT, Given, read_document, understood

GERMAN = "Die Stadt stellt auf der Messe ihre Pläne für sauberen Verkehr vor. " * 4
ENGLISH = "The city presents its plans for clean transport at the fair next week. " * 4


def test_a_text_file_becomes_a_document(tmp_path: Path) -> None:
    path = tmp_path / "press.txt"
    path.write_text(f"Eine Messe\r\n\r\n3. Dezember 2019\r\n\r\n{GERMAN}", encoding="cp1252")
    document, mistakes = read_document(path, "press", name="in/press.txt")
    assert (document.key, document.file, document.title) == ("press", "in/press.txt", "Eine Messe")
    assert (document.language, document.published) == ("de", "2019-12-03")
    assert document.text == f"Eine Messe\n\n3. Dezember 2019\n\n{GERMAN}"
    assert [str(each) for each in mistakes] == [
        "in/press.txt, line 5: not UTF-8; read as Windows-1252 (save it as UTF-8)"
    ]


def test_markdown_is_read_as_its_reader_sees_it() -> None:
    content = f"---\ndate: 2019-12\nlang: en\n---\n# The *fair*\n\n- [Lyon](x)\n\n{ENGLISH}"
    document, mistakes = understood(content.encode(), "a.md", "a")
    assert (document.title, document.published, document.language) == ("The fair", "2019-12", "en")
    assert document.text == f"The fair\n\n- Lyon\n\n{ENGLISH.strip()}"
    assert mistakes == ()


def test_a_page_is_read_whatever_it_is_called() -> None:
    page = f"<!doctype html><html lang=en><h1>A fair</h1><p>{ENGLISH}</p></html>"
    for name in ("a.html", "a.txt", "a.md", "a"):
        document, _ = understood(page.encode(), name, "a")
        assert document.text == f"A fair\n\n{ENGLISH.strip()}"


def test_a_text_that_is_called_a_page_is_a_text() -> None:
    assert understood(b"A fair opens\n\nLyon < Paris", "a.html", "a")[0].text == (
        "A fair opens\n\nLyon < Paris"
    )


def test_of_an_annotated_document_only_text_and_date_are_read() -> None:
    said = {
        "document": {"id": "x", "language": "fr", "title": "Not this", "published": "2019-12"},
        "text": GERMAN,
        "entities": [{"id": "e1"}],
    }
    document, mistakes = understood(json.dumps(said).encode(), "x.json", "x")
    assert (document.text, document.published, document.language) == (GERMAN, "2019-12", "de")
    assert (document.title, mistakes) == ("", ())


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ('{"a": 1}', "a.json: this JSON is no document"),
        ("[1, 2]", "a.json: this JSON is no document"),
        ('{"document": {}, "text": 1}', "a.json: this JSON is no document"),
        ('{"document":\n {}, "text"', "a.json, line 2, column 12: no JSON"),
        ("[" * 100_000, "a.json: no JSON that can be read"),
        ('{"text": ' + "9" * 5_000 + "}", "a.json: no JSON that can be read"),
    ],
)
def test_any_other_json_is_refused_with_what_was_expected(content: str, place: str) -> None:
    with pytest.raises(InputError) as refused:
        understood(content.encode(), "a.json", "a")
    assert str(refused.value).startswith(place)
    assert '{"document": {"published": …}, "text": "…"}' in str(refused.value)


def test_what_the_user_says_comes_before_what_the_file_says() -> None:
    said = Given("2020-01", "DE", "https://example.org/a", "The fair", "Our  title")
    content = f"---\ntitle: x\ndate: 2019\nlang: en\nurl: https://x.org\nsite: y\n---\n{ENGLISH}"
    document, mistakes = understood(content.encode(), "a.md", "a", said)
    assert (document.published, document.language, document.title) == ("2020-01", "de", "Our title")
    assert (document.address, document.publisher) == ("https://example.org/a", "The fair")
    assert mistakes == ()


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (Given(language="nl"), "en (English), de (German)"),
        (Given(published="yesterday"), "write 2021-10-14, 2021-10 or 2021"),
        (Given(published="04/05/2019"), "ambiguous"),
        (Given(address="example.org"), "begins with https://"),
    ],
)
def test_what_the_user_says_is_held_to_its_form(said: Given, problem: str) -> None:
    with pytest.raises(InputError) as refused:
        understood(ENGLISH.encode(), "a.txt", "a", said)
    assert problem in str(refused.value)


def test_a_page_that_says_the_wrong_language_is_read_in_the_right_one() -> None:
    page = f"<html lang=en><p>{GERMAN}</p></html>"
    document, (mistake,) = understood(page.encode(), "a.html", "a")
    assert document.language == "de"
    assert mistake.problem == "it says that it is in English, and is in German; read as German"


def test_a_short_text_is_in_the_language_that_its_page_says() -> None:
    assert understood(b"<html lang=ca><p>Expo 2019</p>", "a.html", "a")[0].language == "ca"


def test_a_text_in_another_language_is_named_and_one_too_short_to_tell_is_not() -> None:
    dutch = "De stad presenteert op de beurs haar plannen voor schoon vervoer. " * 4
    document, (mistake,) = understood(dutch.encode(), "a.txt", "a")
    assert document.language == ""
    assert "none of the languages that are read (English, German" in mistake.problem
    document, mistakes = understood(b"Expo 2019", "a.txt", "a")
    assert (document.language, mistakes) == ("", ())


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b" \n\t\r\n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"<html><script>draw()</script></html>", "there is no text in it"),
        (b"%PDF-1.4", "this is a PDF"),
    ],
)
def test_a_file_without_text_is_refused(content: bytes, problem: str) -> None:
    for name in ("a.txt", "a.html") if b"<" not in content else ("a.html",):
        with pytest.raises(InputError, match=f"^{name}: {problem}"):
            understood(content, name, "a")


def test_what_cannot_be_opened_is_refused_and_nothing_hangs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(FILE_LIMIT + 1)
    for name, problem in (
        ("pipe.txt", "is no file"),
        ("large.txt", "20,000,001 bytes are more than a document may have"),
        ("none.txt", "there is no such file"),
        ("", "is a folder"),
    ):
        with pytest.raises(InputError, match=problem):
            read_document(tmp_path / name, "a")


def test_markdown_that_would_take_ages_is_read_as_it_stands() -> None:
    document, (mistake,) = understood(b"[" * 200_000, "a.md", "a")
    assert document.text == "[" * 200_000
    assert "read as plain text" in mistake.problem


@pytest.mark.parametrize(
    ("file", "words", "problem"),
    [
        ("text/bidi.txt", "\u202eanolecraB\u202c", "character 16"),
        ("text/date-flood.txt", "", ""),
        ("text/one-line.txt", "Company Alpha", ""),
        ("text/utf16.txt", "Expo 2019 in München.", ""),
        ("good-2.txt", "Company Alpha exhibited", ""),
        ("html/script-names.html", "<script>alert(1)</script> GmbH", ""),
        ("html/comment-flood.html", "before", ""),
        ("html/wrong-charset.html", "Messe München und die Stadt Köln", "Windows-1252"),
        ("html/jsonld-block.html", "Text about Expo 2019 in Barcelona.", "block 1 of JSON-LD"),
        ("html/nul.html", "Expo 2019 in Barcelona", "U+0000"),
    ],
)
def test_hostile_files_are_read_as_far_as_they_are_sound(
    shared: Path, file: str, words: str, problem: str
) -> None:
    start = time.process_time()
    document, mistakes = read_document(shared / "hostile" / file, "a")
    assert words in document.text
    assert len(mistakes) == bool(problem)
    assert all(problem in str(each) and Path(file).name in str(each) for each in mistakes)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("file", ["text/binary.txt", "text/empty.txt", "pdf/no-text.pdf"])
def test_hostile_files_that_are_no_text_are_refused(shared: Path, file: str) -> None:
    with pytest.raises(InputError, match=Path(file).name):
        read_document(shared / "hostile" / file, "a")


def test_annotated_documents_are_read_as_they_stand(shared: Path) -> None:
    for path in sorted((shared / "gold" / "dev").glob("*.json")):
        said = json.loads(path.read_text(encoding="utf-8"))
        document, mistakes = read_document(path, path.stem)
        assert (document.text, mistakes) == (said["text"], ())
        assert document.language == said["document"]["language"]
        assert document.published == (said["document"]["published"] or "")
        plain, _ = understood(said["text"].encode(), "a.txt", "a")
        assert (plain.text, plain.title) == (said["text"], document.title)
        assert plain.published in ("", said["document"]["published"])


NAMES = some.sampled_from(["a.txt", "a.md", "a.html", "a.json", "a"])
PIECES = some.sampled_from(
    [b"<p>", b"</p>", b"---\n", b"title: x\n", b"Subject: x\n", b"\xff\xfe", b"\x00", b"\n", b"> ",
     b"# ", b"* ", b"<!--", b"\xc3\xbc", b"\xfc", b"Lyon ", b"3 May 2019", b'{"text": "',
     b"&#x202e;"]
)  # fmt: skip


@given(some.lists(PIECES | some.binary(max_size=8), max_size=30).map(b"".join), NAMES)
def test_any_bytes_are_a_document_or_refused(content: bytes, name: str) -> None:
    try:
        document, _ = understood(content, name, "a")
    except InputError as error:
        assert str(error).startswith(name)
    else:
        assert document.text.strip()
        assert not {*"\0\r\x85"} & {*document.text}
        document.text.encode()
        assert understood(content, name, "a")[0] == document
