"""Knows what a language's file in ``languages/``, the themes and the roles tell the extractor."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from expograph import resources
from expograph.answers import from_turtle
from expograph.extract.lemmas import lemma
from expograph.extract.tokens import Wordings
from expograph.identifiers import term_name
from expograph.vocabulary import PREFIXES, term

Phrase = tuple[str, ...]
_FOLDER = Path(__file__).parent / "languages"


@dataclass(frozen=True)
class Words:
    """What is known of one language; phrases are tuples of words in lower case."""

    language: str
    table: Mapping[str, Any]
    themes: Mapping[Phrase, tuple[str, ...]]
    roles: Mapping[str, tuple[str, ...]]
    states: Mapping[str, str]
    _lists: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    _wordings: dict[tuple[str, str], Wordings] = field(default_factory=dict)

    def all(self, section: str, name: str) -> frozenset[str]:
        """Return the words of a list in the file."""
        if (section, name) not in self._lists:
            words_ = self.table.get(section, {}).get(name, ())
            self._lists[section, name] = frozenset(word.casefold() for word in words_)
        return self._lists[section, name]

    def wordings(self, section: str, name: str) -> Wordings:
        """Return a list of phrases in the file, to be looked for."""
        if (section, name) not in self._wordings:
            phrases = (tuple(each.split()) for each in self.all(section, name))
            self._wordings[section, name] = Wordings(phrases)
        return self._wordings[section, name]

    @property
    def refused(self) -> frozenset[str]:
        """Return the words by which something is denied, supposed or said to be over."""
        lists = (("refuse", "negation"), ("refuse", "hypothesis"), ("person", "former"))
        return frozenset[str]().union(*(self.all(*each) for each in lists))

    @property
    def is_compounding(self) -> bool:
        """Tell whether the last part of a long word says what it means (Weltkongress)."""
        return bool(self.table["names"].get("compounds"))


def languages() -> tuple[str, ...]:
    """Return the languages that the extractor can read.

    >>> "de" in languages()
    True
    """
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@lru_cache(maxsize=16)
def words(language: str) -> Words:
    """Return what is known of a language; ``KeyError`` for one that has no file."""
    path = _FOLDER / f"{language}.toml"
    if language not in languages():
        raise KeyError(language)
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    themes, roles, states = _announced()
    return Words(
        language, table, _phrases(themes[language], language), roles[language], states
    )  # fmt: skip


def version() -> str:
    """Return a digest of all rules and words: another one reads the same text otherwise."""
    digest = sha256()
    for path in sorted([*_FOLDER.parent.glob("*.py"), *_FOLDER.glob("*.toml")]):
        digest.update(path.read_bytes())
    for name in ("themes", "roles"):
        digest.update((resources.folder("ontology") / f"{name}.ttl").read_bytes())
    return digest.hexdigest()[:16]


_ByLanguage = defaultdict[str, dict[str, tuple[str, ...]]]


@lru_cache(maxsize=1)
def _announced() -> tuple[_ByLanguage, _ByLanguage, dict[str, str]]:
    """Return by language the themes of each word and the words of each role; what roles state."""
    themes: _ByLanguage = defaultdict(dict)
    roles: _ByLanguage = defaultdict(dict)
    states: dict[str, str] = {}
    for name in ("themes", "roles"):
        text = (resources.folder("ontology") / f"{name}.ttl").read_text(encoding="utf-8")
        for subject, predicate, thing in from_turtle(text, name):
            address = str(getattr(subject, "value", ""))
            if name == "themes" and not address.startswith(PREFIXES["th"]):
                continue  # the scheme that holds the themes is none itself
            key = address.rpartition("/")[2].rpartition("#")[2]
            language, value = getattr(thing, "language", None), getattr(thing, "value", "")
            if predicate.value == term("statesProperty"):
                states[key] = term_name(value)
            elif language and predicate.value in _ANNOUNCING:
                word = value.casefold().replace("’", "'")
                if name == "themes":
                    known = themes[language].get(word, ())
                    themes[language][word] = tuple(dict.fromkeys((*known, key)))
                else:
                    known = roles[language].get(key, ())
                    roles[language][key] = tuple(dict.fromkeys((*known, word)))
    return themes, roles, states


_SHORT = 3
"""Words as short as this ("ai") have no other forms, and are those of others."""

_ANNOUNCING = {
    term("announcedByWord"), *(PREFIXES["skos"] + name for name in ("prefLabel", "altLabel"))
}  # fmt: skip


def _phrases(known: Mapping[str, tuple[str, ...]], language: str) -> dict[Phrase, tuple[str, ...]]:
    """Return phrases with what they announce, as they stand and with each word's lemma."""
    found: dict[Phrase, tuple[str, ...]] = {}
    for phrase, announced in known.items():
        found.setdefault(tuple(phrase.split()), announced)
    for phrase, announced in known.items():
        if len(phrase) > _SHORT:
            found.setdefault(tuple(lemma(word, language) for word in phrase.split()), announced)
    return found
