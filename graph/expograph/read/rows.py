"""Turns the rows of the built-in tables into claims, the row as evidence.

Most columns state one thing of the row's own entity, as ``expograph.read.schema`` says. The tables
whose rows tie several things together have a function each.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from expograph.claims import Claim, Qualifiers, Ref, Row, Source, Value
from expograph.identifiers import source_key
from expograph.names import slug
from expograph.read.cells import ReadRow
from expograph.read.schema import MEASURES, NAMES

States = Mapping[str, str]
"""The property that a part in a role states, by role, as ``ontology/roles.ttl`` says."""

Kinds = Mapping[Ref, str]
"""What kind of organisation or project each is: "association", "pavilion" …"""


def table_key(name: str) -> str:
    """Return the key of a table among the things read."""
    return f"table/{name}"


def sources(rows: Iterable[ReadRow]) -> Iterator[Source]:
    """Yield the pages of ``sources.csv`` and the tables themselves."""
    tables: dict[str, ReadRow] = {}
    for row in rows:
        tables.setdefault(row.schema.table, row)
        if row.schema.defines == "source":
            yield _source(row)
    for table, row in tables.items():
        columns = sorted(row.row.places, key=row.row.places.__getitem__)
        yield Source(table_key(table), title=row.file, columns=",".join(columns))


def claims(rows: Iterable[ReadRow], states: States) -> Iterator[Claim]:
    """Yield what each row says; rows of ``sources.csv`` describe and claim nothing."""
    rows = list(rows)
    kinds = {
        row.thing: row.row.cell("kind")
        for row in rows
        if row.thing and row.thing.kind in ("project", "organisation")
    }
    for row in rows:
        if row.schema.table in _SPECIAL:
            yield from _SPECIAL[row.schema.table](_Saying(row), row, states, kinds)
        elif row.thing and row.thing.kind != "source":
            yield from _about_its_own(row, row.thing)
        if row.schema.table == "people":
            yield from _position(_Saying(row), row, states, kinds)


class _Saying:
    """Makes claims that have one row as their evidence."""

    def __init__(self, row: ReadRow) -> None:
        self.read_from = table_key(row.schema.table)
        self.evidence = Row(row.row.line, row.row.text, row.key, row.cited)

    def __call__(
        self,
        subject: Ref,
        predicate: str,
        thing: Ref | Value,
        *qualifiers: tuple[str, Ref | Value | None],
    ) -> Claim:
        stated: Qualifiers = tuple((term, value) for term, value in qualifiers if value is not None)
        return Claim(self.read_from, subject, predicate, thing, self.evidence, stated)

    def mention(self, thing: Ref, name: Value, reason: str) -> Claim:
        """Return the claim that a thing of this kind is called so."""
        return Claim(
            self.read_from, thing, "rdf:type", Ref("class", thing.kind), self.evidence,
            name_as_read=name, matched_by=reason,
        )  # fmt: skip

    def named(self, thing: Ref, name: Value, label: str, reason: str) -> Iterator[Claim]:
        """Yield the mention of a thing and the claim that it bears this label."""
        yield self.mention(thing, name, reason)
        yield self(thing, label, name)


def _source(row: ReadRow) -> Source:
    cell, published = row.row.cell, row.one("published")
    return Source(
        key=source_key(cell("id")), title=cell("title"), publisher=cell("publisher"),
        language=cell("language"), address=cell("url"), published=published[0] if published else "",
    )  # fmt: skip


def _about_its_own(row: ReadRow, thing: Ref) -> Iterator[Claim]:
    """Yield what the columns state of the thing that the row defines.

    Where the seat of an organisation or series is a city, its country is the city's.
    """
    say, seated = _Saying(row), thing.kind != "event" and row.one("city") is not None
    for column in row.schema.columns:
        values = dict.fromkeys(row.cells.get(column.name, ()))
        if not column.states or (column.name == "country" and seated):
            continue
        if column.name == "aliases":
            values.pop(Value(row.row.cell("name")), None)
        for value in values:
            if column.holds == NAMES and isinstance(value, Value):
                reason = f"{column.name} in {row.file}"
                yield from say.named(thing, value, column.states, reason)
            else:
                yield say(thing, column.states, value)


def _position(say: _Saying, row: ReadRow, _: States, __: Kinds) -> Iterator[Claim]:
    """A person holds a position: by its name, and with whom, as of when.

    Who held it formerly does not work there any more.
    """
    person = row.thing or _thing(row, "person")
    position, as_of = row.one("role"), ("asOf", row.one("as_of"))
    if position:
        yield say(person, "position", position, as_of)
    formerly = row.row.cell("role").casefold().startswith(_FORMERLY)
    if (employer := row.one("affiliation")) and not formerly:
        yield say(person, "worksFor", employer, ("position", position), as_of)


def _thing(row: ReadRow, column: str) -> Ref:
    thing = row.one(column)
    assert isinstance(thing, Ref), f"{row.file}, line {row.row.line}: {column} was not checked"
    return thing


def _theme(say: _Saying, row: ReadRow, _: States, __: Kinds) -> Iterator[Claim]:
    yield say(_thing(row, "agent"), "hasTheme", _thing(row, "theme"))


def _participation(say: _Saying, row: ReadRow, states: States, kinds: Kinds) -> Iterator[Claim]:
    """An agent has a part in an event, or in a pavilion that is presented there.

    A row with a pavilion says two things of the pavilion and none of the event. A project that
    takes part is presented at the event, and so is a pavilion in whatever role.
    """
    event, agent, role = _thing(row, "event"), _thing(row, "agent"), _thing(row, "role")
    pavilion = row.one("pavilion")
    if isinstance(pavilion, Ref):
        yield say(pavilion, states[role.key], agent, ("role", role))
        yield say(pavilion, "presentedAt", event)
    elif _is_presented(agent, role, kinds):
        yield say(agent, "presentedAt", event, ("role", role))
    else:
        yield say(event, states[role.key], agent, ("role", role))


def _is_presented(agent: Ref, role: Ref, kinds: Kinds) -> bool:
    project = agent.kind == "project"
    return project and (kinds.get(agent) == "pavilion" or role.key == "participant")


def _partnership(say: _Saying, row: ReadRow, states: States, kinds: Kinds) -> Iterator[Claim]:
    """Two agents are tied, in a way and since when, by what, and where it was announced.

    Whoever is tied to a project takes part in it. The row does not say which of the two is the
    member; see ``_has_members``.
    """
    a, b, role = _thing(row, "a"), _thing(row, "b"), _thing(row, "type")
    predicate = states[role.key]
    if predicate == "partnerOf" and "project" in (a.kind, b.kind) and a.kind != b.kind:
        predicate = "hasParticipant"
        a, b = (a, b) if a.kind == "project" else (b, a)
    elif predicate == "memberOf" and _has_members(a, b, kinds):
        a, b = b, a
    yield say(
        a, predicate, b, ("role", role), ("since", row.one("since")),
        ("through", row.one("through")), ("announcedAt", row.one("announced_at")),
    )  # fmt: skip


def _has_members(a: Ref, b: Ref, kinds: Kinds) -> bool:
    """Tell whether the first of two tied by membership is what the other is a member of.

    A project or association has members, a city is one; where that decides nothing, the row is
    taken as written, member first.
    """

    def standing(thing: Ref) -> int:
        network = thing.kind == "project" or kinds.get(thing) == "association"
        return 2 if network else 0 if thing.kind == "city" else 1

    return standing(a) > standing(b)


def _award(say: _Saying, row: ReadRow, _: States, kinds: Kinds) -> Iterator[Claim]:
    """A prize was given at an event, in a category, to a winner, for a project; or nearly."""
    event, winner, name = _thing(row, "event"), _thing(row, "winner"), row.row.cell("award")
    shortlisted = name.endswith("(finalist)")
    name = name.removesuffix("(finalist)").strip()
    award = Ref("award", f"{slug(name)}-{event.key}")
    category, given_for = row.one("category"), row.one("project")
    predicate = "finalist" if shortlisted else "wonBy"
    yield from say.named(award, Value(name), "skos:prefLabel", f"award in {row.file}")
    yield say(award, "presentedAt", event)
    yield say(award, predicate, winner, ("category", category), ("through", given_for))
    if isinstance(given_for, Ref):
        yield from _project(say, row, given_for, given_for in kinds)
        yield say(award, predicate, given_for, ("category", category))
        yield say(given_for, "organisedBy", winner)
    city, country = row.one("city"), row.one("country")
    if winner.kind == "organisation" and (seat := city or country):
        yield say(winner, "basedIn", seat)
    elif winner.kind == "city" and country:
        yield say(winner, "locatedIn", country)


def _project(say: _Saying, row: ReadRow, project: Ref, known: bool) -> Iterator[Claim]:
    """What won, or nearly, bears the name in this row, and no other unless a table names it."""
    name = Value(row.row.cell("project"))
    yield say.mention(project, name, f"project in {row.file}")
    if not known:
        yield say(project, "skos:prefLabel", name)
        yield say(project, "kind", Ref("kind", "project"))


def _figure(say: _Saying, row: ReadRow, _: States, __: Kinds) -> Iterator[Claim]:
    """One source gives one figure, final or expected, exact or a bound, of a certain scope.

    The note says so: what was said before the event is expected, and words that limit or widen
    what is counted make a scope. Other remarks stay in the row.
    """
    value, note = row.one("value"), row.row.cell("note")
    assert value is not None, f"{row.file}, line {row.row.line}: value was not checked"
    expected, bound = note.startswith(_BEFOREHAND), note.split(",")[0].strip()
    scoped = any(word in note for word in _SCOPES) and not note.startswith("alternative")
    yield say(
        _thing(row, "event"), MEASURES[row.row.cell("measure")][0], value,
        ("status", Ref("concept", "announced" if expected else "final")),
        ("bound", Ref("concept", "at-least") if bound in ("more than", "over") else None),
        ("scope", Value(note) if scoped else None),
    )  # fmt: skip


_FORMERLY = ("former", "ex-", "formerly")
_BEFOREHAND = ("expected before the event", "stated before the event")
_SCOPES = (
    "total of", "co-located", "together", "in person", "online", "foreign", "international",
    "domestic", "guests", "registered", "stakeholders", "seminars", " part", "planned",
)  # fmt: skip
"""Words of a note that limit or widen what a figure counts."""

_SPECIAL: dict[str, Callable[[_Saying, ReadRow, States, Kinds], Iterator[Claim]]] = {
    "positions": _position, "agent_themes": _theme, "participations": _participation,
    "partnerships": _partnership, "awards": _award, "figures": _figure,
}  # fmt: skip
