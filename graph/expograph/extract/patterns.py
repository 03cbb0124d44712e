"""Matches wordings: forms such as ``AGENT organise EVENT`` against a sentence of things and words.

A sentence is written as a row of cells, one for each word (``organised|organise``) or thing
(``<event#3>``), and a form becomes a regular expression over such rows. Every gap has a bound, so
that the time is linear in the length of the text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

KINDS: Mapping[str, tuple[str, ...]] = {
    "EVENT": ("event",),
    "SERIES": ("event",),
    "PROJECT": ("project",),
    "AWARD": ("award",),
    "AGENT": ("organisation", "city", "country"),
    "ORG": ("organisation",),
    "PERSON": ("person", "stranger"),
    "CITY": ("city",),
    "COUNTRY": ("country",),
    "PLACE": ("city", "country"),
    "VENUE": ("venue",),
    "QUOTED": ("quoted",),
    "DATE": ("date",),
    "NAME": ("name", "stranger", "quoted", "phrase", "city"),
}
"""What may stand in a slot of a form."""

NAMELESS = "name"
"""A name of which nothing is known but that it is one."""

QUOTED = "quoted"
"""What stands in quotation marks: a motto, a title, a name, or only said."""

PHRASE = "phrase"
"""Capitalised words of the language: a name only where others beside it are (Clean)."""

STRANGER = "stranger"
"""A name of which nothing is known, but that looks like a person's."""

UNTYPED = (NAMELESS, PHRASE, STRANGER, QUOTED)
"""The kinds of names of which nothing is known."""

REST = {"PERSONS": "PERSON", "AGENTS": "AGENT", "EVENTS": "EVENT"}
"""Slots at the end of a form for all things of the kind in the rest of the sentence."""

REFUSED = "!"
"""The mark before a word of which no claim is made, such as a negation."""

_GAP = rf"(?:[^{REFUSED}\s]\S* ){{0,10}}?"
_FEW = rf"(?:[^{REFUSED}<\s,;:.]\S* ){{0,4}}?"
_SOME = rf"(?:(?!<[a-z+]*(?:person|stranger))[^{REFUSED}\s,;:.]\S* ){{0,7}}?"
_GAPS = {"…": _GAP, "~": _FEW, "..": _SOME}
_COMMON = 4
"""Words of up to so many letters (of, with, sein) are in too many sentences to tell them apart."""

_ACTING = ("AGENT", "ORG", "CITY", "COUNTRY")
_BRACKETS = {"[": "(", "]": ")"}
_PART = re.compile(r"\(|\)\??|\||…|\.\.|~|\^|\$|[A-Z]+[0-9]?\*?\??|[^\s()|]+")
_SLOT = re.compile(r"([A-Z]+)([0-9]?)(\*?)(\??)")


@dataclass(frozen=True, slots=True)
class Form:
    """One wording: its expression, the words it cannot do without, the kinds of its slots.

    The expression is compiled when a sentence first has the words for it.
    """

    written: str
    source: str
    needs: tuple[frozenset[str], ...]
    slots: frozenset[str]
    things: tuple[frozenset[str], ...] = ()
    rest: str = ""

    @property
    def expression(self) -> re.Pattern[str]:
        """The expression over rows."""
        return _compiled(self.source)

    def may_hold(self, vocabulary: Set[str], kinds: Set[str]) -> bool:
        """Tell whether a row has the words and the kinds of things without which it cannot hold."""
        return not any(need.isdisjoint(kinds) for need in self.things) and not any(
            need.isdisjoint(vocabulary) for need in self.needs
        )


@dataclass(frozen=True, slots=True)
class Pattern:
    """Wordings that state the same: (subject slot, predicate, object slot) for each."""

    name: str
    states: tuple[tuple[str, str, str], ...]
    forms: tuple[Form, ...]
    confidence: float
    role: str = ""


class Kinds(Protocol):
    """A thing or a list of things, of some kinds."""

    @property
    def kinds(self) -> tuple[str, ...]: ...


class Written(Protocol):
    """A row: its text, the things in it, and its words."""

    @property
    def text(self) -> str: ...
    @property
    def things(self) -> Sequence[Kinds]: ...
    @property
    def vocabulary(self) -> Set[str]: ...


@dataclass(frozen=True, slots=True)
class Match:
    """A form found in a row: which things stand in its slots, and the cells it spans."""

    pattern: Pattern
    form: Form
    slots: Mapping[str, int] = field(default_factory=dict)
    start: int = 0
    end: int = 0


def word_cell(lower: str, lemma: str, *, refused: bool = False) -> str:
    """Return the cell of a word."""
    clean = lower.replace("|", "/").replace("<", "‹"), lemma.replace("|", "/").replace("<", "‹")
    return f"{REFUSED if refused else ''}{clean[0]}|{clean[1]} "


def thing_cell(kinds: Iterable[str], number: int) -> str:
    """Return the cell of a thing, or of a list of things of several kinds.

    >>> thing_cell(["organisation", "city"], 4)
    '<city+organisation#4> '
    """
    return f"<{'+'.join(sorted(set(kinds)))}#{number}> "


class Patterns:
    """The patterns of a language, of which those are tried that the words of a row allow."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._forms = [(pattern, form) for pattern in patterns for form in pattern.forms]
        self._always: list[int] = []
        self._by_word: dict[str, list[int]] = {}
        for number, (_, form) in enumerate(self._forms):
            if not form.needs:
                self._always.append(number)
            for word in min(form.needs, key=_how_common, default=()):
                self._by_word.setdefault(word, []).append(number)

    def matches(self, row: Written) -> Iterator[Match]:
        """Yield where patterns hold in a row, in the order of the language's file."""
        kinds = {kind for thing in row.things for kind in thing.kinds}
        if not kinds:
            return
        for number in self._possible(row.vocabulary):
            pattern, form = self._forms[number]
            if not form.may_hold(row.vocabulary, kinds):
                continue
            for found in form.expression.finditer(row.text):
                slots = {name: int(value) for name, value in found.groupdict().items() if value}
                yield Match(pattern, form, slots, found.start(), found.end())

    def _possible(self, vocabulary: Set[str]) -> list[int]:
        found = set(self._always)
        for word in vocabulary & self._by_word.keys():
            found.update(self._by_word[word])
        return sorted(found)


def _how_common(need: frozenset[str]) -> tuple[bool, int, list[str]]:
    """Return what sorts the needs of a form: words that few sentences have come first.

    Short words are those that nearly every sentence has.
    """
    return min(map(len, need)) <= _COMMON, len(need), sorted(need)


@lru_cache(maxsize=4_096)
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def compiled(
    table: Iterable[Mapping[str, object]],
    alternatives: Callable[[str], Sequence[str]],
    prepositions: Iterable[str] = (),
) -> Patterns:
    """Return the patterns of a language file.

    ``alternatives`` gives the words for what a form calls ``@exhibitor`` or ``@position``. A form
    that begins with who acts does not hold after one of the ``prepositions``: "the daughter of X
    shows" says nothing of X. Raises ``ValueError`` that names the form when it is not well written.
    """
    forms = _Forms(alternatives, prepositions)
    return Patterns(_pattern(entry, forms) for entry in table)


def _pattern(entry: Mapping[str, object], forms: "_Forms") -> Pattern:
    said = [*_list(entry["states"]), *_list(entry.get("states_also", []))]
    states = tuple((s, p, o) for s, p, o in (str(each).split() for each in said))
    read = tuple(forms.form(str(each)) for each in _list(entry["forms"]))
    confidence, role = float(str(entry.get("confidence", 0.8))), str(entry.get("role", ""))
    return Pattern(str(entry["name"]), states, read, confidence, role)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [value]


class _Forms:
    """Reads forms as they are written in a language's file."""

    def __init__(
        self, alternatives: Callable[[str], Sequence[str]], prepositions: Iterable[str]
    ) -> None:
        self._alternatives = alternatives
        self._behind = "".join(rf"(?<!\|{re.escape(word)} )" for word in sorted(prepositions))

    def form(self, written: str) -> Form:
        """Return a form as an expression over rows."""
        expanded = re.sub(r"@([\w-]+)", self._group, written)
        parts = [each if each[0].isupper() else each.casefold() for each in _PART.findall(expanded)]
        rest = parts.pop() if parts[-1] in REST else ""
        slots: list[str] = []
        try:
            behind = self._behind if parts[0].rstrip("*2") in _ACTING else ""
            pattern = "".join(_parts(parts, slots))
            source = rf"(?:(?<=\s)|^){behind}{pattern}"
        except KeyError as error:
            raise ValueError(f"the form {written!r} cannot be read: {error}") from None
        needs, things = tuple(_needs(parts)), tuple(_things(parts))
        return Form(written, source, needs, frozenset(slots), things, rest)

    def _group(self, match: re.Match[str]) -> str:
        return f"({'|'.join(self._alternatives(match[1]))})"


def _parts(parts: Iterable[str], slots: list[str]) -> Iterator[str]:
    for part in parts:
        if part in ("(", "|", "^", "$"):
            yield "(?:" if part == "(" else part
        elif part in (")", ")?"):
            yield part
        elif part in _GAPS:
            yield _GAPS[part]
        elif part in _BRACKETS:
            yield _word(_BRACKETS[part])
        elif part[0].isupper():
            yield _slot(part, slots)
        else:
            yield _word(part)


def _slot(part: str, slots: list[str]) -> str:
    found = _SLOT.fullmatch(part)
    if not found:
        raise KeyError(part)
    name, number, any_name, optional = found.groups()
    kinds = "|".join((*KINDS[name], NAMELESS) if any_name else KINDS[name])
    slots.append(name + number)
    cell = rf"<(?:[a-z]+\+)*(?:{kinds})(?:\+[a-z]+)*#(?P<{name}{number}>\d+)> "
    return f"(?:{cell})?" if optional else cell


def _word(part: str) -> str:
    optional = part.endswith("?") and len(part) > 1
    word = re.escape(part.rstrip("?") if optional else part)
    cell = rf"(?:{word}\|\S+|[^\s|{REFUSED}<]+\|{word}) "
    return f"(?:{cell})?" if optional else cell


def _things(parts: Sequence[str]) -> Iterator[frozenset[str]]:
    """Yield for each slot that a form cannot do without the kinds of which one must be there."""
    depth = 0
    for part in parts:
        depth += (part == "(") - (part in (")", ")?"))
        if depth == 0 and (found := _SLOT.fullmatch(part)) and not found[4]:
            yield frozenset((*KINDS[found[1]], NAMELESS) if found[3] else KINDS[found[1]])


def _needs(parts: Sequence[str]) -> Iterator[frozenset[str]]:
    """Yield for each part that a form cannot do without the words of which one must be there."""
    depth, group, first = 0, set[str](), True
    for part in parts:
        if part == "(":
            depth, group, first = depth + 1, (set() if depth == 0 else group), True
        elif part in (")", ")?"):
            depth -= 1
            if depth == 0 and part == ")" and "" not in group:
                yield frozenset(group)
        elif part == "|":
            first = True
        elif depth:
            if first:
                group.add(
                    part
                    if part[0].isalpha() and part[0].islower() and not part.endswith("?")
                    else ""
                )
            first = False
        elif part[0].isalpha() and part[0].islower() and not part.endswith("?"):
            yield frozenset({part})
