"""Names are compared, put into IRIs and into file names, and none is lost for another."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.names import file_stem, plain, slug

NAMES = st.text(max_size=60) | st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fira de Barcelona – Gran Vía", "fira de barcelona gran via"),
        ("Stadtverwaltung Köln", "STADTVERWALTUNG KOLN"),
        ("STRASSE", "Straße"),
        ("Łódź", "lodz"),
        ("København", "Kobenhavn"),
        ("İstanbul", "istanbul"),
        ("ﬁn", "fin"),
        ("Smart_City", "smart city"),
        ("مُدُن", "مدن"),
    ],
)
def test_case_accents_and_punctuation_do_not_make_another_name(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("हिन्दी", "हनद"), ("ガス", "カス"), ("กา", "กิ"), ("Expo 2019", "Expo 2020"), ("日本", "中国")],
)
def test_letters_and_vowel_signs_make_another_name(one: str, other: str) -> None:
    assert plain(one) != plain(other)
    assert slug(one) != slug(other)


def test_names_of_which_the_same_ascii_is_left_stay_apart() -> None:
    assert slug("Expo 日本") != slug("Expo 中国")
    assert slug("Expo 日本").startswith("expo-")


def test_signs_alone_are_names_too() -> None:
    assert len({slug(name) for name in (".", "..", "…", "")}) == 4


@given(NAMES)
def test_a_plain_name_is_plain(name: str) -> None:
    assert plain(plain(name)) == plain(name)


@given(NAMES)
def test_a_slug_can_stand_in_an_iri(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))


@given(NAMES)
def test_a_slug_of_ascii_words_is_its_own_slug(name: str) -> None:
    if plain(name) and plain(name).isascii():
        assert slug(slug(name)) == slug(name)


@given(NAMES, NAMES)
def test_names_that_differ_have_slugs_that_differ(one: str, other: str) -> None:
    if plain(one) and plain(one) != plain(other):
        assert slug(one) != slug(other)


@given(NAMES, NAMES)
def test_different_names_give_different_files_whatever_the_case(one: str, other: str) -> None:
    if one != other:
        assert file_stem(one).casefold() != file_stem(other).casefold()


@given(NAMES)
def test_no_name_takes_the_file_of_another_by_looking_like_its_stem(name: str) -> None:
    if file_stem(name) != name:
        assert file_stem(file_stem(name)) != file_stem(name)


@pytest.mark.parametrize("name", ["con", "CON", "nul", "lpt1", "com9", "aux.html"])
def test_names_that_windows_keeps_for_itself_are_not_used(name: str) -> None:
    assert "-" in file_stem(name)


@pytest.mark.shared
def test_hostile_names_lie_inside_the_folder_each_in_a_file_of_its_own(
    shared: Path, tmp_path: Path
) -> None:
    names = json.loads((shared / "hostile" / "names" / "names.json").read_text(encoding="utf-8"))
    folder = tmp_path / "output"
    folder.mkdir()
    for name in names:
        (folder / f"{file_stem(name)}.html").write_text(name, encoding="utf-8", newline="")
    written = {path.read_bytes().decode() for path in folder.iterdir()}
    assert written == set(names)
    assert len({path.name.casefold() for path in folder.iterdir()}) == len(names)
    assert [path.name for path in tmp_path.iterdir()] == ["output"]
