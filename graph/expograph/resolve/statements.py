"""Writes what readings say as claims: mentions with their reasons, names of new things, facts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from expograph.claims import Claim, Evidence, Qualifiers, Ref, Value
from expograph.readings import Entity, Fact, Reading
from expograph.resolve.as_read import AsRead

_ONE_KIND = ("organisation", "project")
"""The kinds of thing of which it is told which sort they are."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one thing as read came out as: the thing meant, whether it is new, and why."""

    meant: Ref
    is_new: bool
    reason: str
    confidence: float
    may_be: tuple[Ref, ...] = ()


Outcomes = Mapping[Ref, Outcome]


def decimal(number: float) -> str:
    """Return a number as a canonical decimal.

    >>> decimal(1), decimal(0.85), decimal(0.30000000000000004)
    ('1.0', '0.85', '0.3')
    """
    whole, _, rest = f"{number:.4f}".partition(".")
    return f"{whole}.{rest.rstrip('0') or '0'}"


def mentions(read: AsRead, ref: Ref, outcome: Outcome) -> Iterator[Claim]:
    """Yield the claims that a thing is called so in a reading, one for each form of the name."""
    entity, reading = read.entities[ref], read.reading
    for form, evidence in read.forms[ref].items():
        yield Claim(
            reading.source.key, ref, "rdf:type", Ref("class", ref.kind), evidence,
            confidence=decimal(outcome.confidence), method=reading.method,
            name_as_read=_name(form, reading), matched_by=_reason(form, entity, outcome),
            may_be=outcome.may_be,
        )  # fmt: skip


def _reason(form: str, entity: Entity, outcome: Outcome) -> str:
    other = "" if form == entity.name else f"another form of {entity.name} in the text; "
    return other + outcome.reason


def _name(form: str, reading: Reading) -> Value:
    return Value(form, language=reading.source.language)


def labels(readings: Sequence[AsRead], outcomes: Outcomes) -> Iterator[Claim]:
    """Yield what new things are called and of which sort they are, each name by who reads it.

    The name that most readings give is preferred, then the longest.
    """
    named: defaultdict[Ref, list[tuple[AsRead, Ref]]] = defaultdict(list)
    for read in readings:
        for ref in read.entities:
            if ref in outcomes and outcomes[ref].is_new:
                named[outcomes[ref].meant].append((read, ref))
    for group in named.values():
        preferred = _most([_name(read.entities[ref].name, read.reading) for read, ref in group])
        sort = _most([Value(s) for read, ref in group if (s := read.entities[ref].sort)])
        for read, ref in group:
            yield from _labels(read, ref, preferred)
            yield from _sort(read, ref, sort)


def _most(values: Iterable[Value]) -> Value:
    """Return the value that is there most often, of several the longest, then by the alphabet."""
    count = Counter(values)
    ranked = sorted(count, key=lambda value: (-count[value], -len(value.text), value))
    return ranked[0] if ranked else Value("")


def _labels(read: AsRead, ref: Ref, preferred: Value) -> Iterator[Claim]:
    entity, reading = read.entities[ref], read.reading
    evidence = read.forms[ref]
    first = next(iter(evidence.values()), None)
    names = dict.fromkeys([entity.name, *evidence])
    for form in names:
        name = _name(form, reading)
        if first is None or (form == preferred.text and name != preferred):
            continue
        label = "skos:prefLabel" if name == preferred else "skos:altLabel"
        yield _claim(reading, ref, label, name, evidence.get(form, first))


def _sort(read: AsRead, ref: Ref, sort: Value) -> Iterator[Claim]:
    evidence = read.forms[ref]
    if ref.kind in _ONE_KIND and sort.text and read.entities[ref].sort == sort.text and evidence:
        first = next(iter(evidence.values()))
        yield _claim(read.reading, ref, "kind", Ref("kind", sort.text), first)


def _claim(
    reading: Reading, ref: Ref, predicate: str, thing: Ref | Value, evidence: Evidence
) -> Claim:
    return Claim(reading.source.key, ref, predicate, thing, evidence, method=reading.method)


def facts(read: AsRead, parents: Mapping[Fact, Ref]) -> Iterator[Claim]:
    """Yield a claim for each fact of a reading.

    ``parents`` has the series of which a fact about an edition gives the parent.
    """
    for fact in read.reading.facts:
        thing = fact.object if isinstance(fact.object, Value) else read.refs[fact.object]
        subject, predicate = read.refs[fact.subject], fact.predicate
        if fact in parents:
            subject, predicate = parents[fact], "parentSeries"
        claim = _claim(read.reading, subject, predicate, thing, fact.evidence)
        yield replace(
            claim, qualifiers=_qualifiers(fact, read.refs), confidence=decimal(fact.confidence),
            reference=fact.reference,
        )  # fmt: skip


def _qualifiers(fact: Fact, refs: Mapping[str, Ref]) -> Qualifiers:
    """Return the qualifiers of a fact; one that names an entity of the reading means that thing."""
    return tuple(
        (term, refs.get(f"{value.kind}/{value.key}", value) if isinstance(value, Ref) else value)
        for term, value in fact.qualifiers
    )
