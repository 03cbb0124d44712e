"""Finds under which names things read have a thing, and how a decision names it there."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from expograph import resources
from expograph.answers import Literal, NamedNode, text
from expograph.claims import Claim, Ref, Row, Value
from expograph.identifiers import claim_iri, thing
from expograph.names import slug
from expograph.questions.library import bind
from expograph.review.sides import RDF_TYPE, Statement, node
from expograph.vocabulary import BASE, CLASS_OF_KIND, NS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from expograph.answers import Rows, Term

_NO_ROW = Row(0, "", "")


class Mention(NamedTuple):
    """The claim that a thing is called so in one thing read."""

    thing: str
    claim: str
    read: str
    name: Value

    @property
    def place(self) -> str:
        """The thing read as decisions name it: "document/en-000"."""
        return self.read.removeprefix(f"{BASE}source/")

    @property
    def is_own(self) -> bool:
        """Tell whether the thing read is a table of facts, which gives the thing its IRI."""
        kind, key = thing(self.thing)
        return _claimed(self, kind, key) == self.claim

    @property
    def statement(self) -> Statement:
        """What the claim states."""
        kind = thing(self.thing).kind
        return node(self.thing), node(RDF_TYPE), node(f"{NS}{CLASS_OF_KIND[kind]}")


def mention(thing: str, claim: str, read: str, name: Term | None) -> Mention:
    """Return a mention; ``name`` as the graph has it, with its language."""
    language = name.language or "" if isinstance(name, Literal) else ""
    return Mention(thing, claim, read, Value(text(name), language=language))


def mentions_of(things: Iterable[str], rows: Rows) -> dict[str, list[Mention]]:
    """Return the mentions of things by their IRIs, in a fixed order."""
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    wanted = [node(each) for each in sorted(set(things))]
    if wanted:
        answer = rows(bind(resources.query("internal/mentions"), {"thing": wanted}))
        for thing, claim, read, name in answer.rows:
            found[text(thing)].append(mention(text(thing), text(claim), text(read), name))
    return found


def as_read(one: Mention, known: Mapping[str, Sequence[Mention]], rows: Rows) -> str:
    """Return how a decision names a thing as one thing read has it: "organisation/clean@en-000".

    The graph keeps only what the thing turned out to be. But the IRI of a claim is made of what was
    read, so it tells which of the names that may have been meant it was. ``known`` are all mentions
    of the thing, whose names there may be longer ones; of things that are called the same in one
    thing read, what it says of them is looked up.
    """
    kind, key = thing(one.thing)
    place = one.place.removeprefix("document/")
    read = [each.name.text for each in known.get(one.thing, []) if each.read == one.read]
    names = list(dict.fromkeys(map(slug, [one.name.text, *read, key])))
    keys = (f"{name}@{place}" for name in names)
    apart = (f"{name}-{more}@{place}" for more in _told(one, rows) for name in names)
    for each in (key, *keys, *apart):
        if _claimed(one, kind, each) == one.claim:
            return f"{kind}/{each}"
    return f"{kind}/{names[0]}@{place}"


def _told(one: Mention, rows: Rows) -> Iterator[str]:
    """Yield what a thing read says of a thing, as it may tell it from others of its name."""
    about = [f"({node(one.thing)} {node(one.read)})"]
    said = [
        row[5]
        for row in rows(bind(resources.query("internal/said-of"), {"said": about})).rows
        if text(row[3]) == one.thing
    ]
    yield from (text(value) for value in said if isinstance(value, Literal))
    others = [text(value) for value in said if isinstance(value, NamedNode)]
    for mentions in mentions_of(others, rows).values():
        yield from (slug(each.name.text) for each in mentions if each.read == one.read)


def _claimed(one: Mention, kind: str, key: str) -> str:
    """Return the IRI that the mention would have, had the thing been read under this key."""
    read_from, name = one.place, one.name
    return claim_iri(
        Claim(read_from, Ref(kind, key), "rdf:type", Ref("class", kind), _NO_ROW, name_as_read=name)
    )
