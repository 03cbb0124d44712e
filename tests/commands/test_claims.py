"""``expograph claims``: what it prints and writes, and what it says of what it cannot read."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from expograph import adding
from expograph.commands.claims import claims
from expograph.errors import ExpographError
from expograph.gold import Said

GOLD = Path(__file__).parents[1] / "data" / "gold"
TEXT = """\
Smart City Expo World Congress opens

Smart City Expo World Congress 2019 takes place in Barcelona from 19 to 21 November 2019. It is
organised by Fira de Barcelona.
"""


def run(
    *files: Path, form: str | None = None, html: bool = False, output: Path | None = None
) -> int:
    """Run the command as the command line does, and return its status."""
    return claims(list(files), form, html, output)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let texts be read without processes of their own, which are what ``adding`` is tested for."""
    with ThreadPoolExecutor(1) as executor:
        monkeypatch.setattr(adding, "read_all", partial(adding.read_all, executor=executor))
        yield


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A text in a file."""
    path = tmp_path / "press.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def stated(said: Said) -> set[tuple[str, str, object]]:
    """Return what is stated, by names."""
    names = {each["id"]: each["name"] for each in said["entities"]}
    return {
        (
            names[fact["subject"]],
            fact["predicate"],
            names.get(fact.get("object"), fact.get("value")),
        )
        for fact in said["facts"]
    }


def test_json_says_what_the_text_says_with_its_words(
    press: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(press, form="json") == 0
    said = json.loads(capsys.readouterr().out)
    congress = "Smart City Expo World Congress 2019"
    assert (congress, "heldInCity", "Barcelona") in stated(said)
    assert (congress, "startDate", "2019-11-19") in stated(said)
    for fact in said["facts"]:
        assert said["text"][fact["start"] : fact["end"]] == fact["quote"]
        assert 0 < fact["confidence"] <= 1
    assert said["document"]["language"] == "en"


def test_of_a_gold_document_text_and_date_are_used_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = json.loads((GOLD / "en-002.json").read_text(encoding="utf-8"))
    spoilt = tmp_path / "en-002.json"
    known = {"published": gold["document"]["published"], "language": "de", "title": "Otherwise"}
    spoilt.write_text(json.dumps({"document": known, "text": gold["text"], "facts": 7}))
    assert run(GOLD / "en-002.json", form="json") == run(spoilt, form="json") == 0
    printed = capsys.readouterr().out
    half = len(printed) // 2
    assert printed[:half] == printed[half:]
    said = json.loads(printed[:half])
    assert said["text"] == gold["text"]
    assert said["document"]["published"] == "2022-11-17"
    assert "Otherwise" not in printed


def test_several_texts_are_a_line_of_json_each(
    press: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(GOLD / "de-002.json", press, form="json") == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert {first["document"]["language"], second["document"]["language"]} == {"de", "en"}


def test_a_folder_gets_a_file_for_each_text(
    press: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "folder"
    assert run(GOLD / "de-002.json", press, form="json", output=folder) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["de-002.json", "press.json"]
    said = json.loads((folder / "press.json").read_text(encoding="utf-8"))
    assert said["text"].strip() == TEXT.strip()
    assert f"{folder / 'press.json'}: " in capsys.readouterr().out


def test_the_table_has_each_sentence_with_its_facts(
    press: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(press) == 0
    printed = capsys.readouterr().out
    sentence = printed.index("Smart City Expo World Congress 2019 takes place in Barcelona from")
    assert sentence < printed.index("is held in Barcelona ")


@pytest.mark.parametrize("name", ["page.html", "a folder"])
def test_a_page_is_written_where_it_is_wanted(press: Path, tmp_path: Path, name: str) -> None:
    output = tmp_path / name
    assert run(press, html=True, output=output) == 0
    page = output / "press.html" if name == "a folder" else output
    assert '<mark class="city" title="City: Barcelona">' in page.read_text(encoding="utf-8")


def test_the_ending_of_the_output_tells_the_format(press: Path, tmp_path: Path) -> None:
    assert run(press, output=tmp_path / "said.json") == 0
    assert json.loads((tmp_path / "said.json").read_text(encoding="utf-8"))["facts"]


def test_what_cannot_be_read_is_named_and_the_others_are_done(
    press: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"document": ')
    assert run(bad, press, form="json") == 3
    printed = capsys.readouterr()
    assert "bad.json" in printed.err
    assert len(printed.out.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ({"form": "jsn"}, "there is no format called 'jsn'; did you mean 'json'"),
        ({"form": "json", "html": True}, "--html and --format json are two formats"),
        ({"output": Path("press.txt/folder")}, "cannot be made a folder"),
        ({"output": Path("nowhere/page.html")}, "page.html cannot be written (No such file"),
    ],
)
def test_a_mistake_is_answered_in_a_sentence(
    press: Path, monkeypatch: pytest.MonkeyPatch, words: dict[str, object], problem: str
) -> None:
    monkeypatch.chdir(press.parent)
    with pytest.raises(ExpographError) as refused:
        run(press, **words)  # type: ignore[arg-type]
    assert problem in str(refused.value)


def test_two_texts_of_one_name_are_written_apart(
    press: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "texts"
    for place in (folder, folder / "later"):
        place.mkdir()
        (place / "press.txt").write_text(TEXT + place.name)
    assert run(folder, form="json", output=tmp_path / "out") == 0
    written = [json.loads(path.read_text())["text"] for path in (tmp_path / "out").iterdir()]
    assert sorted(text.split()[-1] for text in written) == ["later", "texts"]


def test_a_table_is_no_text(
    press: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "list.csv"
    table.write_text("name\nClean\n")
    assert run(press, table) == 3
    assert "list.csv: this is a table" in capsys.readouterr().err


def test_where_nothing_can_be_read_nothing_is_done(tmp_path: Path) -> None:
    with pytest.raises(ExpographError, match="nowhere"):
        run(tmp_path / "nowhere.txt")
