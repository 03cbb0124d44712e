"""Tells which names in a text name the same thing, and what each thing is.

A short form stands for the fuller one that the text has: a surname, an acronym, a name without
its legal form or year. Events of one name and different years are different.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from expograph.extract.names import Name
from expograph.extract.patterns import UNTYPED
from expograph.extract.words import Words
from expograph.extract.words import words as words_of
from expograph.names import plain

_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_ADJECTIVE = re.compile(r"(?<=sch)e[nmrs]?$")
_DETAILED = ("event", "organisation", "person", "award", "project")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: the number of its sentence, and its characters in the text."""

    sentence: int
    start: int
    end: int


Named = tuple[Place, Name]
"""A name, and where it stands."""


@dataclass(slots=True)
class Member:
    """One thing that a text names: its forms, longest first counted, with where each stands."""

    kind: str
    sort: str = ""
    year: str = ""
    forms: dict[str, list[Place]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The fullest form; of two that are as full, the more frequent, then the first.

        Of a city it is the shortest.
        """
        if self.kind == "city":
            return min(self.forms, key=lambda form: (len(form), form))
        return min(
            self.forms,
            key=lambda form: (
                -len(plain(form).split()),
                -len(self.forms[form]),
                self.forms[form][0].start,
            ),
        )

    @property
    def places(self) -> list[Place]:
        """Every place where it is named, in the order of the text."""
        return sorted(
            (place for each in self.forms.values() for place in each), key=lambda place: place.start
        )


@dataclass(slots=True)
class Cast:
    """The things of a text.

    ``at`` leads from where a name begins to the number of its thing, ``ends`` to where it ends and
    to its form.
    """

    members: list[Member] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)
    ends: dict[int, tuple[int, str]] = field(default_factory=dict)
    _cities: dict[str, int] = field(default_factory=dict)

    def events(self) -> list[int]:
        """Return the numbers of the events."""
        return [number for number, member in enumerate(self.members) if member.kind == "event"]

    def city(self, name: str, place: Place) -> int:
        """Return the number of a city of this name, which is added where it is none yet."""
        if not self._cities:
            for number, member in reversed([*enumerate(self.members)]):
                if member.kind == "city":
                    self._cities.update(dict.fromkeys(member.forms, number))
        if name not in self._cities:
            self._cities[name] = len(self.members)
            self.members.append(Member("city", "", "", {name: [place]}))
        return self._cities[name]

    def main_event(self, title: str) -> int | None:
        """Return the event that the text is about: the one it names first and most."""
        events = self.events()
        if not events:
            return None
        heading = plain(title)

        def weight(number: int) -> tuple[float, int]:
            member = self.members[number]
            titled = any(plain(form) in heading for form in member.forms)
            first = member.places[0]
            return (len(member.places) + 3 * titled - 0.2 * first.sentence, -first.start)

        return max(events, key=weight)


def cast(names: Sequence[Named], acronyms: Mapping[str, str], words: Words) -> Cast:
    """Return the things that the names of a text stand for.

    ``acronyms`` leads from short forms to the full ones that the text gives beside them.
    """
    kinds = _typed(names, acronyms, words)
    groups: dict[tuple[str, str, str], Member] = {}
    found = Cast()
    numbers: dict[int, int] = {}
    roots = _roots(kinds, names, acronyms, words)
    years = _years(names, kinds, roots)
    for place, name in names:
        kind, sort = kinds[plain(name.form), name.kind]
        if kind == "quoted" and not name.form.strip():
            continue
        root = roots[kind, plain(name.form)]
        year = _year_of(name.form) or (years[root][0] if kind == "event" and years[root] else "")
        key = (kind, root, year if kind in ("event", "award") else "")
        member = groups.get(key)
        if member is None:
            member = groups[key] = Member(kind, sort, year)
            numbers[id(member)] = len(found.members)
            found.members.append(member)
        member.sort = member.sort or sort
        member.forms.setdefault(name.form, []).append(place)
        if kind == "city" and (short := _without_kind(name.form, words)) != name.form:
            start = place.end - len(short)
            member.forms.setdefault(short, []).append(Place(place.sentence, start, place.end))
        found.at[place.start] = numbers[id(member)]
        found.ends[place.start] = (place.end, name.form)
    return found


def _without_kind(form: str, words: Words) -> str:
    """Return the name of a city without what says that it is one: City of Ghent."""
    for phrase in sorted(words.all("names", "city_of"), key=len, reverse=True):
        if form.casefold().startswith(f"{phrase} "):
            return form[len(phrase) + 1 :]
    return form


def _year_of(form: str) -> str:
    years = _YEAR.findall(form)
    return years[-1] if years else ""


def _years(
    names: Iterable[Named],
    kinds: Mapping[tuple[str, str], tuple[str, str]],
    roots: Mapping[tuple[str, str], str],
) -> defaultdict[str, list[str]]:
    """Return for each name of events the years that the text writes with it, first ones first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for _, name in names:
        kind, _ = kinds[plain(name.form), name.kind]
        if kind == "event" and (year := _year_of(name.form)):
            found[roots[kind, plain(name.form)]].append(year)
    return found


def _typed(
    names: Iterable[Named], acronyms: Mapping[str, str], words: Words
) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the kind of each form: its own, or that of the fuller name for which it stands."""
    votes: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for _, name in names:
        if name.kind not in UNTYPED:
            votes[plain(name.form)][name.kind, name.sort] += 1
    best = {form: count.most_common(1)[0][0] for form, count in votes.items()}
    for short, full in acronyms.items():
        if plain(full) in best:
            best.setdefault(plain(short), best[plain(full)])
    for form, kind in list(best.items()):
        if kind[0] == "organisation" and _bare(form, words) != form:
            best[_bare(form, words)] = kind  # Deutsche Messe AG
    shorter = dict(_shorter(best, words))
    kinds = {}
    for _, name in names:
        form = plain(name.form)
        own = best.get(form) or shorter.get(form)
        kinds[form, name.kind] = own if own else (name.kind, name.sort)
    return kinds


def _shorter(
    best: Mapping[str, tuple[str, str]], words: Words
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the short forms of typed names: surnames, names without legal form, acronyms."""
    for form, kind in best.items():
        if kind[0] == "person":
            yield form.split()[-1], kind
        if kind[0] in _DETAILED:
            yield _bare(form, words), kind
            yield _initials(form), kind


def _roots(
    kinds: Mapping[tuple[str, str], tuple[str, str]],
    names: Iterable[Named],
    acronyms: Mapping[str, str],
    words: Words,
) -> dict[tuple[str, str], str]:
    """Return for each form of a kind the form under which all forms of one thing are known."""
    forms: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for _, name in names:
        forms[kinds[plain(name.form), name.kind][0]][plain(name.form)] = None
    short = {plain(one): plain(other) for one, other in acronyms.items()}
    found: dict[tuple[str, str], str] = {}
    for kind, known in forms.items():
        fuller = _fuller(kind, known, words)
        for form in known:
            root = short.get(form, _uninflected(form) if kind == "project" else form)
            root = fuller.get(_bare(root, words), _bare(root, words))
            found[kind, form] = root
    return found


def _uninflected(form: str) -> str:
    """Return a folded phrase without the ending of an adjective: deutschen Gemeinschaftsstand."""
    first, blank, rest = form.partition(" ")
    return _ADJECTIVE.sub("", first) + blank + rest if blank else form


def _fuller(kind: str, known: Iterable[str], words: Words) -> dict[str, str]:
    """Return the fuller form for each short one of a kind, where only one is meant."""
    bare = dict.fromkeys(_bare(form, words) for form in known)
    found: dict[str, str] = {}
    ends: defaultdict[str, set[str]] = defaultdict(set)
    for form in bare:
        parts = form.split()
        if kind == "person" and len(parts) > 1:
            ends[parts[-1]].add(form)
        if kind in ("event", "award", "organisation", "project") and len(parts) > 2:
            ends[_initials(form)].add(form)
        if kind in ("event", "award", "project"):
            for at in range(1, len(parts)):
                ends[" ".join(parts[at:])].add(form)
                if at > 1:
                    ends[" ".join(parts[:at])].add(form)
    for form in bare:
        longer = ends.get(form, set()) - {form}
        if longer and not (kind == "event" and _differ(longer)):
            found[form] = min(longer, key=lambda each: (len(each), each))
    for form in list(found):
        while found[form] in found:
            found[form] = found[found[form]]
    return found


def _differ(longer: Collection[str]) -> bool:
    """Tell whether fuller forms are those of several things: a show in one place and another."""
    longest = max(longer, key=len)
    return any(each not in longest for each in longer)


def _bare(form: str, words: Words) -> str:
    """Return a folded name without year, legal form and what says that it is a city."""
    return _bared(form, words.language)


@lru_cache(maxsize=20_000)
def _bared(form: str, language: str) -> str:
    words = words_of(language)
    parts = [part for part in form.split() if not _YEAR.fullmatch(part)]
    legal = words.all("names", "legal_forms")
    while len(parts) > 1 and parts[-1] in legal:
        parts.pop()
    for phrase in sorted(words.all("names", "city_of")):
        said = phrase.split()
        if parts[: len(said)] == said and len(parts) > len(said):
            parts = parts[len(said) :]
    return " ".join(parts) or form


def _initials(form: str) -> str:
    return "".join(part[0] for part in form.split() if len(part) > 3 or part.isdigit())
