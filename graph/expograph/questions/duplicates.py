"""Finds pairs of entities that may be one and the same, with the reason."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from expograph.answers import Answer, Literal, NamedNode, text
from expograph.identifiers import kind_of, local_name
from expograph.questions.wording import PARTS, TIES
from expograph.vocabulary import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from expograph.answers import Bound

_PLACES = ("basedIn", "locatedIn", "heldInCity", "heldInCountry")
_RELATED = ("parentOrganisation", "governs", "parentSeries", "subEventOf", "differentFrom")
_TIED = frozenset({
    *PARTS, *TIES, "partOfSeries", "heldInCity", "heldAtVenue", "basedIn",
})  # fmt: skip
"""The ties that a merge would move."""
_SMALL_WORDS = frozenset({
    "ab", "ag", "and", "as", "bv", "co", "corp", "corporation", "de", "del", "der", "des", "di",
    "do", "e", "et", "for", "fur", "gmbh", "inc", "la", "le", "les", "limited", "llc", "ltd", "nv",
    "of", "oy", "plc", "s", "sa", "sas", "se", "sl", "spa", "the", "und", "y",
})  # fmt: skip
_BLOCK = 40
"""How many things that share a word or a beginning are still compared with each other."""
_ALIKE = 0.9
"""From which likeness on two names are taken to differ by a slip."""


@dataclass(slots=True)
class _Entry:
    """What is known of a thing that helps to tell whether another is the same."""

    iri: str
    names: dict[str, str] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    known: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ties: int = 0

    def words(self) -> list[frozenset[str]]:
        """Return the words of each name that tell something."""
        return [frozenset(name.split()) - _SMALL_WORDS for name in self.names]


def duplicates(answer: Answer, bound: Bound) -> Answer:
    """Return pairs of things that may be one, those whose merging would move most ties first.

    Only things of one kind that share an outside identifier, a website, a rare word, initials or
    the beginning of a name are compared at all.
    """
    entries = _entries(answer)
    found = []
    for one, other in _candidates(entries):
        if because := _because(one, other):
            less, more = sorted((one, other), key=lambda each: (each.ties, each.iri))
            found.append((-less.ties, -more.ties, more.iri, less.iri, because))
    columns = ("thing", "may_be", "because", "would_move", "ties")
    return Answer(
        columns,
        [
            (NamedNode(kept), NamedNode(gone), Literal(because), Literal(-move), Literal(-ties))
            for move, ties, kept, gone, because in sorted(found)
        ],
    )


def _entries(answer: Answer) -> list[_Entry]:
    """Gather what the rows say of each thing, in the order of the IRIs."""
    from expograph.names import plain

    known: dict[str, _Entry] = {}
    for row in answer.rows:
        iri, what, value = (text(part) for part in row)
        what = local_name(what)
        if not iri.startswith(f"{BASE}id/") or kind_of(iri) == "theme":
            continue
        entry = known.setdefault(iri, _Entry(iri))
        if what.endswith("Label"):
            name = plain(value)
            entry.names[name] = min(value, entry.names.get(name, value))
        elif what == "website":
            entry.known[what].add(re.sub(r"^https?://(www\.)?|/+$", "", value.casefold()))
        else:
            entry.known[what].add(value)
        if what in _TIED:
            entry.ties += 1
            if value.startswith(f"{BASE}id/"):
                known.setdefault(value, _Entry(value)).ties += 1
    for entry in known.values():
        entry.places = {place for what in _PLACES for place in entry.known[what]}
        for place in sorted(entry.places):
            if place in known and kind_of(place) == "city":
                entry.places |= known[place].known["locatedIn"]
    return [known[iri] for iri in sorted(known) if known[iri].names]


def _candidates(entries: Iterable[_Entry]) -> Iterator[tuple[_Entry, _Entry]]:
    """Yield each pair of things that share a key, once; a key that many share tells nothing."""
    blocks: defaultdict[tuple[str, str, str], list[_Entry]] = defaultdict(list)
    for entry in entries:
        for sort, key in sorted(set(_keys(entry))):
            blocks[kind_of(entry.iri), sort, key].append(entry)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        if len(block) <= _BLOCK:
            for one, other in combinations(block, 2):
                if (one.iri, other.iri) not in seen:
                    seen.add((one.iri, other.iri))
                    yield one, other


def _keys(entry: _Entry) -> Iterator[tuple[str, str]]:
    for what in ("sameAs", "website"):
        yield from ((what, value) for value in entry.known[what])
    for name, written in entry.names.items():
        yield "name", name
        yield "start", name.replace(" ", "")[:6]
        yield from (("word", word) for word in name.split() if word not in _SMALL_WORDS)
        yield from (("initials", short) for short in _initials(name))
        if _is_short(written):
            yield "initials", name


def _is_short(written: str) -> bool:
    return written.isupper() and written.isalpha() and 3 <= len(written) <= 8


def _initials(name: str) -> set[str]:
    """Return the initials of a name of three words or more, with its small words and without.

    >>> sorted(_initials("international union of public transport"))
    ['iuopt', 'iupt']
    """
    words = name.split()
    told = [word for word in words if word not in _SMALL_WORDS]
    return {"".join(word[0] for word in each) for each in (words, told) if len(each) >= 3}


def _because(one: _Entry, other: _Entry) -> str:
    """Say why two things may be one; nothing when they are not, or nothing speaks for it."""
    if shared := sorted(one.known["sameAs"] & other.known["sameAs"]):
        return f"both are {shared[0].rstrip('/').rpartition('/')[2]} elsewhere"
    if _related(one, other) or _apart(one, other):
        return ""
    reasons = (_same_name, _same_website, _same_words, _short_form, _slip, _longer_form)
    return "; ".join(filter(None, (reason(one, other) for reason in reasons)))


def _related(one: _Entry, other: _Entry) -> bool:
    """Tell whether the two are known to be different: whole and part, or by a decision."""
    return any(
        there.iri in here.known[what]
        for what in _RELATED for here, there in ((one, other), (other, one))
    )  # fmt: skip


def _apart(one: _Entry, other: _Entry) -> bool:
    """Tell whether time, place, number or kind keep the two apart."""
    dates = [min(each.known["startDate"], default="") for each in (one, other)]
    if not (dates[0].startswith(dates[1]) or dates[1].startswith(dates[0])):
        return True
    numbers = [frozenset(re.findall(r"\d+", " ".join(each.names))) for each in (one, other)]
    if all(numbers) and not numbers[0] & numbers[1]:
        return True
    for what in ("presentedAt", "partOfSeries", "kind"):
        if one.known[what] and other.known[what] and not one.known[what] & other.known[what]:
            return True
    return bool(one.places and other.places and not one.places & other.places)


def _same_name(one: _Entry, other: _Entry) -> str:
    shared = sorted(one.names.keys() & other.names.keys())
    return f"both are called {one.names[shared[0]]}" if shared else ""


def _same_website(one: _Entry, other: _Entry) -> str:
    shared = sorted(one.known["website"] & other.known["website"])
    return f"both have the website {shared[0]}" if shared else ""


def _same_words(one: _Entry, other: _Entry) -> str:
    if one.names.keys() & other.names.keys() or not set(one.words()) & set(other.words()):
        return ""
    return "the same words, but for their order or small ones"


def _short_form(one: _Entry, other: _Entry) -> str:
    for short, long in ((one, other), (other, one)):
        for name, written in sorted(short.names.items()):
            if _is_short(written) and any(name in _initials(each) for each in long.names):
                return f"{written} are the initials of the other"
    return ""


def _slip(one: _Entry, other: _Entry) -> str:
    """The names differ by a letter or two, as a slip of the pen leaves them."""
    from difflib import SequenceMatcher

    if set(one.words()) & set(other.words()):
        return ""
    for name in sorted(one.names):
        matcher = SequenceMatcher(None, b=name, autojunk=False)
        for near in sorted(other.names):
            matcher.set_seq1(near)
            if len(name) > 6 and re.findall(r"\d+", name) == re.findall(r"\d+", near):
                quick = matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE
                if quick and matcher.ratio() >= _ALIKE:
                    return f"{one.names[name]} and {other.names[near]} differ by a slip"
    return ""


def _longer_form(one: _Entry, other: _Entry) -> str:
    """One name is the other with a word added, or with some, if the two sit in one city."""
    if set(one.words()) & set(other.words()):
        return ""
    near = any(kind_of(place) == "city" for place in one.places & other.places)
    for less, more in sorted((a, b) for a in one.names for b in other.names):
        words, longer = sorted((less.split(), more.split()), key=len)
        added = [word for word in longer if word not in words]
        if 2 <= len(words) < len(longer) and set(words) < set(longer) and (near or len(added) == 1):
            return f"one name is the other with “{' '.join(added)}” added"
    return ""
