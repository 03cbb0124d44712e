"""Says what the rows of a list state: the things they name, where those are, who has which part."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from expograph.claims import Qualifiers, Ref, Value
from expograph.dates import precision
from expograph.names import slug
from expograph.read.columns import country_names
from expograph.read.list_rows import Asked, ListRow, RowReader
from expograph.readings import Entity, Fact, Mention

_WITH_WEBSITE = ("event", "organisation", "city", "project")
_WITH_STAFF = ("organisation", "city", "project")
_PLACES = {"organisation": ("basedIn", "basedIn"), "event": ("heldInCity", "heldInCountry")}
"""How a thing lies in a city, and in a country, by its kind."""


@dataclass(slots=True)
class _Thing:
    """An entity while rows are being taken: the forms of its name, each where it stands first."""

    kind: str
    name: str
    sort: str = ""
    forms: dict[str, Mention] = field(default_factory=dict)
    known: str = ""

    def entity(self, key: str) -> Entity:
        """Return the finished entity."""
        return Entity(
            key, self.kind, self.name, tuple(form for form in self.forms if form != self.name),
            self.sort, tuple(self.forms.values()), self.known,
        )  # fmt: skip


@dataclass(slots=True)
class Statements:
    """What the rows of one list say: things by key, and facts, each once for every key of a row."""

    asked: Asked
    reader: RowReader
    taken: int = 0
    _things: dict[str, _Thing] = field(default_factory=dict)
    _facts: dict[tuple[object, ...], Fact] = field(default_factory=dict)

    def take(self, rows: Iterable[ListRow]) -> None:
        """Take what rows say."""
        for row in rows:
            self.taken += 1
            main = self._main(row)
            people = [self._person(row, name, main) for name in row.people]
            self._parts(row, main, people)
        if self.asked.event and self.taken:
            kind, _, key = self.asked.event.partition("/")
            self._things.setdefault(self.asked.event, _Thing(kind, key)).known = self.asked.event

    def entities(self) -> tuple[Entity, ...]:
        """Return the things that rows name, in the order in which they do."""
        return tuple(thing.entity(key) for key, thing in self._things.items())

    def facts(self) -> tuple[Fact, ...]:
        """Return what rows state."""
        return tuple(self._facts.values())

    def _thing(self, row: ListRow, kind: str, name: str, form: str, part: str = "") -> str:
        """Return the key of a thing that a row names; ``part`` tells it from its namesakes."""
        key = f"{kind}/{slug(f'{name} {part}' if part else name)}"
        thing = self._things.get(key)
        if thing is None:
            thing = self._things[key] = _Thing(kind, name)
        if form not in thing.forms:
            thing.forms[form] = Mention(form, row.evidence)
        return key

    def _main(self, row: ListRow) -> str:
        """Return the key of what a row is about and say what the row states of it; "" of people."""
        name = row["name"]
        if not name or (row.kind == "person" and [name] == row.people):
            return ""
        kind = "organisation" if row.kind == "person" else row.kind
        country = self._country(row)
        part = {
            "event": " ".join((row["city"], row.dates.get("start", "")[:4])).strip(),
            "city": self._name(country),
        }.get(kind, "")
        main = self._thing(row, kind, name, name, part)
        self._things[main].sort = self._things[main].sort or row.sort
        if kind in _WITH_WEBSITE and row["website"]:
            self._state(row, main, "website", Value(row["website"], "anyURI"))
        for when, predicate in (("start", "startDate"), ("end", "endDate")):
            if iso := row.dates.get(when):
                self._state(row, main, predicate, Value(iso, precision(iso)))
        self._places(row, main, kind, country)
        self._themes(row, main)
        return main

    def _name(self, key: str) -> str:
        return self._things[key].name if key else ""

    def _country(self, row: ListRow) -> str:
        """Return the key of the country that a row names; a code stands for its name."""
        text = row["country"]
        if not text or row.kind not in (*_PLACES, "city"):
            return ""
        is_code = len(text) <= 3 and text.isascii() and text.isalpha()
        name = country_names().get(text.lower(), "") if is_code else text
        if not name:
            self.reader.not_known(row.evidence.line, "country", text, "is no code of a country")
            return ""
        return self._thing(row, "country", name, text)

    def _places(self, row: ListRow, main: str, kind: str, country: str) -> None:
        """Say where a thing is: in its city, which is in the country, or else in the country."""
        if kind == "city" and country:
            self._state(row, main, "locatedIn", country)
        if kind not in _PLACES or row.kind == "person":
            return
        in_city, in_country = _PLACES[kind]
        if row["city"]:
            city = self._thing(row, "city", row["city"], row["city"], self._name(country))
            self._state(row, main, in_city, city)
            if country:
                self._state(row, city, "locatedIn", country)
        if country and (kind == "event" or not row["city"]):
            self._state(row, main, in_country, country)

    def _themes(self, row: ListRow, main: str) -> None:
        """Say what a thing works on, as far as the words are those of the theme list."""
        for word, theme in row.themes(self.asked.themes) if row["themes"] else ():
            if theme:
                self._state(row, main, "hasTheme", self._thing(row, "theme", theme, word))
            else:
                line, problem = row.evidence.line, "is not in the list of themes"
                self.reader.not_known(line, "themes", word, problem)

    def _person(self, row: ListRow, name: str, employer: str) -> str:
        """Return the key of a person, and say which position they hold and where."""
        person, position = self._thing(row, "person", name, name), row["position"]
        held: Qualifiers = (("position", Value(position)),) if position else ()
        if position:
            self._state(row, person, "position", Value(position))
        if employer and self._things[employer].kind in _WITH_STAFF:
            self._state(row, person, "worksFor", employer, held)
        return person

    def _parts(self, row: ListRow, main: str, people: list[str]) -> None:
        """Say who has which part: the people where people speak, else what the row is about."""
        if not row.role:
            return
        predicate = self.asked.states[row.role]
        of_people = row.kind == "person" or predicate == "hasSpeaker" or not main
        agents = people if people and of_people else [main]
        event = self._event(row)
        pavilion = self._pavilion(row)
        for agent in agents:
            self._part(row, event, pavilion, agent, predicate)
        if pavilion and event.startswith("event/"):
            self._state(row, pavilion, "presentedAt", event)

    def _event(self, row: ListRow) -> str:
        if name := row["event"]:
            return self._thing(row, "event", name, name)
        return self.asked.event

    def _pavilion(self, row: ListRow) -> str:
        if not (name := row["pavilion"]):
            return ""
        key = self._thing(row, "project", name, name)
        self._things[key].sort = "pavilion"
        return key

    def _part(self, row: ListRow, event: str, pavilion: str, agent: str, predicate: str) -> None:
        """Say that an agent has a part in a pavilion, or else in the event.

        A project that takes part is presented there, and so is a pavilion in whatever role.
        """
        qualifiers: Qualifiers = (("role", Ref("role", row.role)),)
        thing = self._things[agent]
        presented = thing.kind == "project" and (
            thing.sort == "pavilion" or row.role == "participant"
        )
        if pavilion and pavilion != agent:
            self._state(row, pavilion, predicate, agent, qualifiers)
        elif presented and event.startswith("event/"):
            self._state(row, agent, "presentedAt", event, qualifiers)
        elif event:
            self._state(row, event, predicate, agent, qualifiers)

    def _state(
        self,
        row: ListRow,
        subject: str,
        predicate: str,
        thing: str | Value,
        qualifiers: Qualifiers = (),
    ) -> None:
        """State a fact once for each key of a row."""
        if subject == thing:
            return
        identity = (subject, predicate, thing, qualifiers, row.evidence.key)
        if identity not in self._facts:
            self._facts[identity] = Fact(
                subject, predicate, thing, row.evidence, qualifiers=qualifiers, rule="column"
            )
