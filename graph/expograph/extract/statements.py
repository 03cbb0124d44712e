"""Collects what a text states while it is read: each statement with the words that say it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from expograph.claims import Qualifiers, Quote, Value
from expograph.extract.cast import Cast, Member
from expograph.names import plain, slug
from expograph.readings import Entity, Fact, Mention
from expograph.vocabulary import SYMMETRIC


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, by its identifier."""

    identifier: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of a member of the cast, and the characters of the text that say it."""

    subject: int
    predicate: str
    object: int | Value | Theme
    start: int
    end: int
    confidence: float
    rule: str
    reference: str = ""
    qualifiers: Qualifiers = ()


Key = tuple[int, str, object]
"""A statement by its subject, predicate and object."""


@dataclass(slots=True)
class Notebook:
    """The statements of one text, each once, and the series that they speak of."""

    cast: Cast
    statements: dict[Key, Statement] = field(default_factory=dict)
    series: dict[str, int] = field(default_factory=dict)
    subjects: set[int] = field(default_factory=set)
    _said: dict[tuple[int, str], dict[object, None]] = field(default_factory=dict)

    def note(self, statement: Statement) -> None:
        """Keep a statement; of two that say the same, the surer, then the first."""
        subject, thing = statement.subject, statement.object
        if subject == thing:
            return
        if statement.predicate in SYMMETRIC and isinstance(thing, int) and thing < subject:
            statement = replace(statement, subject=thing, object=subject)
        key = (statement.subject, statement.predicate, statement.object)
        known = self.statements.get(key)
        if known is None or known.confidence < statement.confidence:
            self.statements[key] = statement
            self._said.setdefault(key[:2], {})[key[2]] = None
            self.subjects.add(statement.subject)

    def has(self, subject: int, predicate: str) -> bool:
        """Tell whether anything of the kind was said of a thing."""
        return bool(self._said.get((subject, predicate)))

    def objects(self, subject: int, predicate: str) -> list[object]:
        """Return what was said of a thing by a predicate."""
        return [*self._said.get((subject, predicate), ())]

    def series_of(self, event: int) -> int:
        """Return the member that stands for the series of an event, made when first asked for.

        Editions of one name, whatever their years, are of one series.
        """
        member = self.cast.members[event]
        name = plain(_without_year(member.name, member.year))
        forms = {_without_year(form, member.year): places for form, places in member.forms.items()}
        if name not in self.series:
            self.series[name] = len(self.cast.members)
            self.cast.members.append(Member("series"))
        known = self.cast.members[self.series[name]].forms
        for form, places in forms.items():
            known.setdefault(form, places)
        return self.series[name]

    def drop(self, unwanted: Iterable[Key]) -> None:
        """Leave out statements that others make superfluous."""
        for key in list(unwanted):
            self.statements.pop(key, None)
            self._said.get(key[:2], {}).pop(key[2], None)


def _without_year(form: str, year: str) -> str:
    return " ".join(word for word in form.split() if word != year) or form


def entities(notebook: Notebook, text: str, main: int | None) -> dict[int | Theme, Entity]:
    """Return what the statements speak of, the event that the text is about first."""
    members: dict[int, None] = {}
    themes: dict[str, None] = {}
    for statement in notebook.statements.values():
        for end in (statement.subject, statement.object):
            if isinstance(end, int):
                members.setdefault(end)
            elif isinstance(end, Theme):
                themes.setdefault(end.identifier)
    found: dict[int | Theme, Entity] = {}
    keys: set[str] = set()
    for number in sorted(members, key=lambda each: (each != main, each)):
        member = notebook.cast.members[number]
        key = _key(member, keys)
        keys.add(key)
        name, mentions = member.name, tuple(_mentions(member, text))
        others = tuple(form for form in member.forms if form != name)
        found[number] = Entity(key, member.kind, name, others, member.sort, mentions)
    for theme in sorted(themes):
        found[Theme(theme)] = Entity(f"theme/{theme}", "theme", theme)
    return found


def _key(member: Member, taken: Collection[str]) -> str:
    """Return a key that no other thing of the text has: by its name, year, and then by number."""
    key = f"{member.kind}/{slug(member.name)}"
    if key in taken and member.year:
        key = f"{key}-{member.year}"
    numbered = (f"{key}-{number}" for number in range(2, len(taken) + 3))
    return key if key not in taken else next(each for each in numbered if each not in taken)


def _mentions(member: Member, text: str) -> Iterator[Mention]:
    """Yield each form of a name with where it stands first; of a quotation, what is inside."""
    for form, (place, *_) in member.forms.items():
        start = text.find(form, place.start, place.end)
        start, end = (start, start + len(form)) if start >= 0 else (place.start, place.end)
        yield Mention(form, Quote(text[start:end], start, end))


def facts(notebook: Notebook, known: dict[int | Theme, Entity], text: str) -> tuple[Fact, ...]:
    """Return the statements as facts, in the order of the text."""
    ordered = sorted(notebook.statements.values(), key=lambda each: (each.start, each.end))
    return tuple(
        Fact(
            known[each.subject].key, each.predicate,
            known[each.object].key if isinstance(each.object, int | Theme) else each.object,
            Quote(text[each.start : each.end], each.start, each.end),
            round(min(each.confidence, 0.99), 2), each.qualifiers, each.reference, each.rule,
        )
        for each in ordered
    )  # fmt: skip
