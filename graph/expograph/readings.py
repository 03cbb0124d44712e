"""What a text or a user's table says, before identity: the things it names, the facts it states.

Plain frozen records that import nothing of ours but other records. A reading speaks of one thing
read alone; which of its things are known already is for ``expograph.resolve`` to say.
"""

from dataclasses import dataclass

from expograph.claims import Qualifiers, Quote, Row, Source, Value


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read, and what is known of it; quotes are cut from ``text``.

    ``key`` tells it from all other documents ("press-2019"); ``published`` is an ISO date as
    precise as it is known; ``language`` an ISO 639-1 code; ``file`` the name that the user gave.
    """

    key: str
    text: str
    title: str = ""
    language: str = ""
    published: str = ""
    publisher: str = ""
    address: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One form of a name, and where in the thing read it stands first."""

    form: str
    evidence: Quote | Row


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that a thing read names.

    ``key`` tells it from all else in the reading ("organisation/clean"); ``kind`` is one of
    ``expograph.vocabulary.CLASS_OF_KIND``; ``name`` the fullest form of its name; ``sort`` the
    kind of organisation or project ("company", "pavilion"), where it is known; ``known`` the
    "kind/key" of what the user named it to be ("event/scewc-2019"), or nothing. The name of a
    theme is its identifier.
    """

    key: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    sort: str = ""
    mentions: tuple[Mention, ...] = ()
    known: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about the entity with the key ``subject``, and the words or row that say it.

    ``object`` is the key of another entity, or a value. ``reference`` says in words what stands
    outside the quote: what a phrase in it refers to, where the year of a date comes from.
    ``rule`` names what found it.
    """

    subject: str
    predicate: str
    object: str | Value
    evidence: Quote | Row
    confidence: float = 1.0
    qualifiers: Qualifiers = ()
    reference: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one thing read says: its source, the entities it names, the facts it states.

    The key of the source is "document/…" or "table/…"; ``method`` is "prose" or "table".
    """

    source: Source
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    method: str = "prose"
