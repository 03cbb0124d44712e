"""Turns a reading into things as read: keys that stay the same, names, ties and values."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from expograph.claims import Quote, Ref, Row, Value
from expograph.names import slug
from expograph.readings import Entity, Fact, Mention, Reading
from expograph.resolve.known import Thing

_TELL_APART = ("startDate", "heldInCity", "basedIn", "worksFor", "presentedAt", "wonBy")
"""What tells two things of one kind and name in a reading apart, the first that is stated."""


@dataclass(frozen=True, slots=True)
class AsRead:
    """The things of one reading, by the keys of its entities; ``things`` leaves out themes.

    ``forms`` has the forms of a thing's names with where each stands first.
    """

    reading: Reading
    refs: Mapping[str, Ref]
    things: Mapping[Ref, Thing]
    entities: Mapping[Ref, Entity]
    forms: Mapping[Ref, Mapping[str, Quote | Row]]


def as_read(reading: Reading) -> AsRead:
    """Return the things of a reading, each with what the reading says of it alone."""
    refs = _refs(reading)
    things = {ref: Thing(ref) for ref in refs.values() if ref.kind != "theme"}
    entities = {refs[each.key]: each for each in reading.entities if each.kind != "theme"}
    for ref, entity in entities.items():
        _describe(things[ref], entity, reading)
    for fact in reading.facts:
        _learn(things, refs, fact)
    _place_venues(things)
    return AsRead(reading, refs, things, entities, _forms(reading, entities))


def source_id(reading: Reading) -> str:
    """Return what tells a reading from all others: "press-2019", "table/exhibitors"."""
    return reading.source.key.removeprefix("document/")


def _refs(reading: Reading) -> dict[str, Ref]:
    """Return under which key each thing of a reading goes: its name and where it was read.

    Of several that are called the same, what else the reading says tells them apart.
    """
    told = _told(reading)
    count = Counter((each.kind, slug(each.name)) for each in reading.entities)
    refs: dict[str, Ref] = {}
    for entity in reading.entities:
        if entity.kind == "theme":
            refs[entity.key] = Ref("theme", entity.name)
            continue
        key = slug(entity.name)
        if count[entity.kind, key] > 1 and (more := told.get(entity.key)):
            key = f"{key}-{more}"
        refs[entity.key] = Ref(entity.kind, f"{key}@{source_id(reading)}")
    again = Counter(refs.values())
    return {key: _unlike(key, ref) if again[ref] > 1 else ref for key, ref in refs.items()}


def _unlike(entity: str, ref: Ref) -> Ref:
    """Return a key that no other thing has: the last resort is the key within the reading."""
    if ref.kind == "theme":
        return ref
    name, _, read = ref.key.partition("@")
    return Ref(ref.kind, f"{name}-{slug(entity)}@{read}")


def _told(reading: Reading) -> dict[str, str]:
    """Return for each entity what tells it from others of its name."""
    names = {each.key: slug(each.name) for each in reading.entities}
    said: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for fact in reading.facts:
        value = fact.object.text if isinstance(fact.object, Value) else names[fact.object]
        said[fact.subject][fact.predicate].append(value)
        if fact.predicate == "wonBy" and not isinstance(fact.object, Value):
            said[fact.object]["wonBy"].append(names[fact.subject])
    return {
        key: min(facts[first])
        for key, facts in said.items()
        if (first := next((each for each in _TELL_APART if facts.get(each)), ""))
    }


def _describe(thing: Thing, entity: Entity, reading: Reading) -> None:
    thing.called(entity.name, True)
    for alias in entity.aliases:
        thing.called(alias, False)
    if entity.sort:
        thing.values["kind"].add(entity.sort)
    if thing.ref.kind == "event" and reading.source.published:
        thing.values["published"].add(reading.source.published)


def _learn(things: Mapping[Ref, Thing], refs: Mapping[str, Ref], fact: Fact) -> None:
    subject = refs[fact.subject]
    if subject not in things:
        return
    if isinstance(fact.object, Value):
        things[subject].values[fact.predicate].add(fact.object.text)
        return
    said = refs[fact.object]
    things[subject].ties[fact.predicate].add(said)
    if said in things:
        things[said].ties[f"^{fact.predicate}"].add(subject)


def _forms(reading: Reading, entities: Mapping[Ref, Entity]) -> dict[Ref, dict[str, Quote | Row]]:
    """Return where names stand; a thing of which no mention is known is named by its facts."""
    stated: dict[str, Quote | Row] = {}
    for fact in reading.facts:
        for key in (fact.subject, fact.object):
            if isinstance(key, str):
                stated.setdefault(key, fact.evidence)
    found: dict[Ref, dict[str, Quote | Row]] = {}
    for ref, entity in entities.items():
        found[ref] = {}
        for mention in sorted(entity.mentions, key=_stands):
            found[ref].setdefault(mention.form, mention.evidence)
        if not found[ref] and entity.key in stated:
            found[ref][entity.name] = stated[entity.key]
    return found


def _stands(mention: Mention) -> tuple[int, str]:
    place = mention.evidence
    return (place.start if isinstance(place, Quote) else place.line), mention.form


def _place_venues(things: Mapping[Ref, Thing]) -> None:
    """A venue lies in the city in which the event there is held, if that is one city."""
    for ref, thing in things.items():
        if ref.kind == "venue" and not thing.ties["locatedIn"]:
            events = [things[event] for event in thing.ties["^heldAtVenue"]]
            held = {city for event in events for city in event.ties["heldInCity"]}
            if len(held) == 1:
                thing.ties["locatedIn"] |= held
