"""Finds everything that a text names, and the things that the names stand for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from expograph.extract.cast import Cast, Named, Place, cast
from expograph.extract.knowledge import Knowledge
from expograph.extract.lines import Line
from expograph.extract.names import Name
from expograph.extract.patterns import QUOTED, STRANGER, UNTYPED
from expograph.extract.rows import Writer
from expograph.extract.tokens import Token, is_year
from expograph.names import plain

_ACRONYM = re.compile(r"[A-Z][\w-]{2,11}")


def cast_of(text: str, every: Sequence[Line], known: Knowledge) -> Cast:
    """Return the things that a text names.

    Where it names no event, what it calls one stands for it: the awards ceremony.
    """
    names = [*_names(text, every, known)]
    acronyms = dict(_acronyms(text, names))
    first = cast(names, acronyms, known.words)
    names = _retyped(names, first, every, known)
    found = cast(names, acronyms, known.words)
    if found.events():
        return found
    described = [*_described(text, every, known)]
    names = sorted([*names, *described], key=lambda each: each[0].start)
    return cast(names, acronyms, known.words) if described else found


def _names(text: str, every: Sequence[Line], known: Knowledge) -> Iterator[Named]:
    articles = known.words.all("names", "articles")
    for number, line in enumerate(every):
        if line.is_shouted:
            continue
        for name in known.namer.names(text, line.tokens):
            if line.is_title_case and name.kind in UNTYPED and not name.quoted:
                continue
            name = _dated(text, line.tokens, name, articles)
            yield _place(number, line.tokens, name.first, name.last), name


def _place(number: int, tokens: Sequence[Token], first: int, last: int) -> Place:
    return Place(number, tokens[first].start, tokens[last].end)


def _dated(text: str, tokens: Sequence[Token], name: Name, articles: frozenset[str]) -> Name:
    """Return the name of an event with the year before it: the 2019 ITS World Congress."""
    before = tokens[: name.first]
    if name.kind != "event" or name.quoted or not before or not is_year(before[-1]):
        return name
    if len(before) > 1 and before[-2].lower not in articles:
        return name
    form = text[before[-1].start : tokens[name.last].end]
    return replace(name, first=name.first - 1, form=form)


def _acronyms(text: str, names: Sequence[Named]) -> Iterator[tuple[str, str]]:
    """Yield the short forms that the text gives in brackets, each with the full one."""
    for (place, name), (later, other) in pairwise(names):
        opens = text[place.end : later.start].strip() == "("
        if opens and text[later.end : later.end + 1] == ")":
            for short, full in ((other.form, name.form), (name.form, other.form)):
                if _abbreviates(short, full):
                    yield short, full


def _abbreviates(short: str, full: str) -> bool:
    """Tell whether a form may be short for another: capitals that begin its words."""
    letters = [letter for letter in short if letter.isupper()]
    if len(letters) < 2 or len(short) > 12 or " " in short:
        return bool(_ACRONYM.fullmatch(short)) and len(full.split()) > 2
    initials = [word[0].upper() for word in re.findall(r"\w+", full)]
    return sum(letter in initials for letter in letters) * 2 >= len(letters)


def _retyped(
    names: Sequence[Named], first: Cast, every: Sequence[Line], known: Knowledge
) -> list[Named]:
    """Return the names with the kinds that wordings tell ("the trade fair InnoTrans")."""
    writer = Writer(known.words, first, None)
    kinds: dict[int, str] = {}
    unknown = {place.sentence for place, name in names if name.kind in UNTYPED}
    for number in sorted(unknown):
        line = every[number]
        row = writer.row(line.tokens, line.span.start, line.span.end)
        for match in known.typings.matches(row):
            for member in row.things[match.slots["NAME"]].members:
                kinds.setdefault(member, match.pattern.name)
    return [
        (place, replace(name, kind=kind, sort=""))
        if (kind := kinds.get(first.at[place.start], "")) and _may_become(name, kind)
        else (place, name)
        for place, name in names
    ]


def _may_become(name: Name, kind: str) -> bool:
    """Tell whether a wording is to be believed: not of a quotation, nor of a person's name."""
    return name.kind in UNTYPED and not (name.kind in (QUOTED, STRANGER) and kind == "event")


def _described(text: str, every: Sequence[Line], known: Knowledge) -> Iterator[Named]:
    """Yield an event that the text only describes: the awards ceremony, die Preisverleihung."""
    called = ""
    for number, line in enumerate(every):
        for first, last in known.namer.described(line.tokens):
            place = _place(number, line.tokens, first, last)
            form = text[place.start : place.end]
            called = called or plain(form)
            if plain(form) == called:
                yield place, Name(first, last, form, "event")
