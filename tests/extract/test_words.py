"""Every language file can be read: its lists, and each form of each of its wordings."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import process_time
from typing import Any

import pytest

from expograph.extract.knowledge import Knowledge, knowledge
from expograph.extract.patterns import KINDS, REST, Form, Pattern, thing_cell, word_cell
from expograph.extract.words import languages, version, words
from expograph.vocabulary import PROPERTIES

LANGUAGES = languages()
WORDINGS = ("patterns", "typings")
"""The parts of a language file that hold forms instead of lists of words."""

BARE = {"[", "]", ",", "'s", "…", "..", "~"}
"""What a form may consist of, besides things, where it needs no word: PERSON [ .. ORG ]."""

PART = re.compile(r"\(|\)\??|\||[^\s()|]+")
SLOT = re.compile(r"([A-Z]+)[0-9]?\*?")

Alternatives = list[list[Any]]


@dataclass
class Things:
    """A thing of one kind, as a row has it."""

    kinds: tuple[str, ...]


@dataclass
class Sentence:
    """A row made of the words of a form."""

    text: str = ""
    things: list[Things] = field(default_factory=list)
    vocabulary: set[str] = field(default_factory=set)

    @property
    def kinds(self) -> set[str]:
        return {kind for thing in self.things for kind in thing.kinds}


def _read(parts: Sequence[str], at: int = 0) -> tuple[Alternatives, int]:
    """Return the alternatives that begin at a part of a form, each a list of words and groups."""
    found: Alternatives = [[]]
    while at < len(parts) and parts[at] not in (")", ")?"):
        if parts[at] == "(":
            inside, at = _read(parts, at + 1)
            found[-1].append((inside, parts[at] == ")?"))
        elif parts[at] == "|":
            found.append([])
        else:
            found[-1].append(parts[at])
        at += 1
    return found, at


def _chosen(alternatives: Alternatives, dice: random.Random) -> Iterator[str]:
    """Yield the parts of one way to say what a form says."""
    for part in dice.choice(alternatives):
        if isinstance(part, tuple):
            if not part[1] or dice.random() < 0.5:
                yield from _chosen(part[0], dice)
        elif part not in ("^", "$", "…", "..", "~"):
            is_optional = part.endswith("?") and len(part) > 1
            if not is_optional or dice.random() < 0.5:
                yield part.removesuffix("?")


def _sentence(parts: Iterator[str]) -> Sentence:
    row = Sentence()
    for part in parts:
        slot = SLOT.fullmatch(REST.get(part, part))
        if slot:
            kinds = KINDS[slot[1]][:1]
            row.text += thing_cell(kinds, len(row.things))
            row.things.append(Things(kinds))
        else:
            word = {"[": "(", "]": ")"}.get(part, part).casefold()
            row.text += word_cell(word, word)
            row.vocabulary.add(word)
    return row


def _said(form: Form, known: Knowledge, dice: random.Random) -> Sentence:
    """Return a sentence that says no more than a form needs, one of its ways."""
    listed = words(known.words.language)

    def group(match: re.Match[str]) -> str:
        name = match[1]
        lists: Mapping[str, Sequence[str]] = {
            "position": sorted(listed.all("person", "positions")),
            "city-position": sorted(listed.all("person", "city_positions")),
            **listed.table.get("wordings", {}),
        }
        return f"({'|'.join(lists[name] if name in lists else listed.roles[name])})"

    parts = PART.findall(re.sub(r"@([\w-]+)", group, form.written))
    return _sentence(_chosen(_read(parts)[0], dice))


def _forms(language: str) -> Iterator[tuple[Pattern, Form]]:
    known = knowledge(language)
    for entry in WORDINGS:
        yield from getattr(known, entry)._forms


def _lists(table: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for name, content in table.items():
        if isinstance(content, dict):
            yield from ((f"{name}.{inner}", each) for inner, each in _lists(content))
        elif isinstance(content, list):
            yield name, [word for word in content if isinstance(word, str)]


def test_english_and_german_can_be_read() -> None:
    assert {"de", "en"} <= set(LANGUAGES)


def test_a_language_without_a_file_is_not_known() -> None:
    with pytest.raises(KeyError):
        words("xx")


def test_what_rules_and_words_are_has_one_short_digest() -> None:
    assert re.fullmatch("[0-9a-f]{16}", version())
    assert version() == version()


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_words_of_a_language_file_are_lower_case(language: str) -> None:
    table = {name: each for name, each in words(language).table.items() if name not in WORDINGS}
    upper = {(name, word) for name, each in _lists(table) for word in each if word != word.lower()}
    assert upper == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_found_in_a_text_whatever_its_letters(language: str) -> None:
    known = words(language)
    lists = [
        (section, name)
        for section in ("names", "person", "reference", "refuse", "topics", "editions")
        for name, each in known.table[section].items()
        if isinstance(each, list)
    ]
    never = {
        (section, name, word)
        for section, name in lists
        for word in known.all(section, name)
        if word != word.casefold()
    }
    assert never == set()  # "schließen" is "schliessen" when a text is compared


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_form_holds_in_a_sentence_made_of_its_own_words(language: str) -> None:
    known, dice = knowledge(language), random.Random(7)
    unread = []
    for pattern, form in _forms(language):
        for _ in range(6):
            row = _said(form, known, dice)
            may = form.may_hold(row.vocabulary, row.kinds)
            if not may or not form.expression.search(row.text):
                unread.append((pattern.name, form.written, row.text))
    assert unread == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_form_needs_a_word_or_has_a_sign_between_two_things(language: str) -> None:
    for pattern, form in _forms(language):
        if form.needs:
            continue
        parts = [part for part in PART.findall(form.written) if not SLOT.fullmatch(part)]
        assert len(form.slots) > 1, (pattern.name, form.written)
        assert set(parts) & {"[", ",", "'s"}, (pattern.name, form.written)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_pattern_states_known_terms_of_things_that_a_form_can_hold(language: str) -> None:
    for pattern in {id(each): each for each, _ in _forms(language)}.values():
        assert 0.5 <= pattern.confidence < 1, pattern.name
        for subject, predicate, thing in pattern.states:
            assert predicate in PROPERTIES | {"is"}, (pattern.name, predicate)
            assert {subject.rstrip("2"), thing.rstrip("2")} <= set(KINDS), pattern.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_takes_long_in_a_row_of_its_own_words(language: str) -> None:
    known, dice, slow = knowledge(language), random.Random(7), []
    for pattern, form in _forms(language):
        row = _said(form, known, dice)
        text = row.text * (600 // max(1, row.text.count(" ")))
        begin = process_time()
        list(form.expression.finditer(text))
        if process_time() - begin > 1.5:
            slow.append((pattern.name, form.written))
    assert slow == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_theme_and_role_has_words_in_the_language(language: str) -> None:
    known = words(language)
    themes = {theme for announced in known.themes.values() for theme in announced}
    assert len(themes) == 25
    assert {"organiser", "exhibitor", "sponsor", "speaker", "participant"} <= set(known.roles)
    assert all(known.roles.values())
    assert known.states["organiser"] == "organisedBy"
    assert known.states["exhibitor"] == "hasExhibitor"
