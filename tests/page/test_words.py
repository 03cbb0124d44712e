"""The page's own words: every language says all of them, with the same places to fill in."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "graph" / "expograph" / "page" / "words"
ENGLISH: dict[str, Any] = json.loads((FOLDER / "en.json").read_text(encoding="utf-8"))
OTHERS = ["ca", "de", "es", "fr", "it", "pt"]
PLURAL = {"zero", "one", "two", "few", "many", "other"}


def said(language: str) -> dict[str, Any]:
    words: dict[str, Any] = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return words


def is_plural(words: Any) -> bool:
    return isinstance(words, dict) and "other" in words and set(words) <= PLURAL


def shape(words: Any) -> Any:
    """Return which words there are: keys, numbers of things listed, and no text."""
    if is_plural(words):
        return "a text for each number"
    if isinstance(words, dict):
        return {key: shape(each) for key, each in words.items()}
    if isinstance(words, list):
        return [shape(each) for each in words]
    return type(words).__name__


def texts(words: Any, path: str = "") -> dict[str, list[str]]:
    """Return the texts by the keys that lead to them; plural forms stand together."""
    if isinstance(words, str):
        return {path: [words]}
    if is_plural(words):
        return {path: list(words.values())}
    parts = words.items() if isinstance(words, dict) else enumerate(words)
    return {
        key: said for name, each in parts for key, said in texts(each, f"{path}/{name}").items()
    }


def test_there_are_seven_languages() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(["en", *OTHERS])


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_words_of_english_in_the_same_order(language: str) -> None:
    assert shape(said(language)) == shape(ENGLISH)
    assert list(said(language)) == list(ENGLISH)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_fills_in_what_english_fills_in(language: str) -> None:
    theirs = texts(said(language))
    for key, (text, *_) in texts(ENGLISH).items():
        for translation in theirs[key]:
            filled = sorted(re.findall(r"\{\w+\}", translation))
            assert filled == sorted(re.findall(r"\{\w+\}", text)), f"{language} {key}"
            assert bool(translation.strip()) == bool(text.strip()), f"{language} {key}"


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_every_language_has_the_plural_forms_that_it_needs(language: str) -> None:
    needed = {*Locale.parse(language).plural_form.tags, "other"}
    plural = [words for words in said(language).values() if is_plural(words)]
    assert plural and all(set(words) == needed for words in plural)


@pytest.mark.parametrize("language", OTHERS)
def test_no_phrase_is_left_in_english(language: str) -> None:
    theirs = texts(said(language))
    same = [
        key
        for key, text in texts(ENGLISH).items()
        if text == theirs[key] and re.search("[a-z]{2} [a-z]{2}", text[0])
    ]
    assert same == []
