"""Writes what a text says in the form of the gold documents.

The form is that of people who wrote down by hand all that a text says, so that a reading can be
compared with theirs: entities with a number, facts between them, before any identity. Each fact
carries its words and its confidence beside.
"""

from typing import Any

from expograph.claims import Quote, Value
from expograph.readings import Document, Entity, Fact, Reading
from expograph.vocabulary import CLASS_OF_KIND

PREDICATES: tuple[str, ...] = (
    "partOfSeries", "subEventOf", "heldInCity", "heldAtVenue", "startDate", "endDate",
    "editionNumber", "motto", "organisedBy", "supportedBy", "hasExhibitor", "hasParticipant",
    "hasSpeaker", "hasTheme", "attendeeCount", "exhibitorCount", "speakerCount", "countryCount",
    "cityCount", "sessionCount", "worksFor", "basedIn", "partnerOf", "twinnedWith", "presentedAt",
    "wonBy",
)  # fmt: skip
"""What a gold document states; what a reading states beyond it is not in this form."""

SORTS = ("company", "public-body", "university", "association", "organiser", "media", "other")
"""The kinds of organisation; one that is not known is "other"."""

Said = dict[str, Any]


def said(document: Document, reading: Reading) -> Said:
    """Return what a document says in the form of the gold documents.

    ``entities`` are numbered in the order of the reading; each fact has ``quote``, ``start``,
    ``end`` and ``confidence``, and ``reference`` where something stands outside the quote.
    """
    numbers = {entity.key: f"e{place}" for place, entity in enumerate(reading.entities, start=1)}
    return {
        "document": _known_of(document),
        "text": document.text,
        "entities": [_entity(numbers[entity.key], entity) for entity in reading.entities],
        "facts": [_fact(numbers, fact) for fact in reading.facts if fact.predicate in PREDICATES],
    }


def _known_of(document: Document) -> Said:
    return {
        "id": document.key,
        "url": document.address or None,
        "language": document.language,
        "title": document.title,
        "published": document.published or None,
    }


def _entity(number: str, entity: Entity) -> Said:
    kind = {"kind": _sort(entity)} if entity.kind == "organisation" else {}
    return {
        "id": number,
        "type": CLASS_OF_KIND[entity.kind],
        **kind,
        "name": entity.name,
        "aliases": list(entity.aliases),
    }


def _sort(entity: Entity) -> str:
    return entity.sort if entity.sort in SORTS else "other"


def _fact(numbers: dict[str, str], fact: Fact) -> Said:
    return {
        "subject": numbers[fact.subject],
        "predicate": fact.predicate,
        **_end(numbers, fact.object),
        **_words(fact),
        "confidence": round(fact.confidence, 3),
        **({"reference": fact.reference} if fact.reference else {}),
    }


def _end(numbers: dict[str, str], end: str | Value) -> Said:
    if isinstance(end, str):
        return {"object": numbers[end]}
    return {"value": int(end.text) if end.datatype == "integer" else end.text}


def _words(fact: Fact) -> Said:
    if not isinstance(fact.evidence, Quote):
        return {}
    quote = fact.evidence
    return {"quote": quote.exact, "start": quote.start, "end": quote.end}
