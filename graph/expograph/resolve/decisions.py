"""Reads what people have decided, and finds the claims and things that it is about.

``same``, ``not the same`` and ``unsure`` speak of two things; ``reject``, ``confirm`` and
``correct`` of a claim or of a value; ``forget`` of a person, by a digest of the name, so that the
file does not keep it. Decisions come last and survive every rebuild; one that matches nothing is
reported.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from expograph.claims import Claim, Decision, Mistake, Ref, Row, Value
from expograph.dates import precision, read_date
from expograph.errors import listed
from expograph.identifiers import claim_iri, iri, thing
from expograph.names import plain
from expograph.read.tables import Table
from expograph.vocabulary import BASE

KINDS = ("same", "not the same", "unsure", "reject", "confirm", "correct", "forget")
READ_FROM = "table/decisions"
COLUMNS = ("kind", "subject", "predicate", "object", "value", "source", "who", "when", "why")


@dataclass(slots=True)
class Applied:
    """What the decisions come to: claims to keep, to reject, to confirm, and new ones."""

    claims: list[Claim]
    merged: dict[str, str] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)
    idle: list[Mistake] = field(default_factory=list)


def read_decisions(table: Table) -> tuple[list[Decision], list[Mistake]]:
    """Return the decisions in a table, and the rows that are none."""
    decisions, mistakes = [], list(table.mistakes)
    for row in table.rows:
        cells = {column: row.cells.get(column, "") for column in COLUMNS}
        if cells["kind"] not in KINDS:
            problem = f"{cells['kind']!r} is none of {listed(KINDS)}; the row was left out"
            mistakes.append(Mistake(table.file, row.line, "kind", problem))
        elif not cells["subject"] or not (cells["who"] and cells["when"]):
            problem = "a decision needs subject, who and when; the row was left out"
            mistakes.append(Mistake(table.file, row.line, "", problem))
        else:
            place = f"{table.file}\x1f{row.line}\x1f{row.text}"
            decisions.append(Decision(**cells, place=place))
    return decisions, mistakes


def apply(decisions: Sequence[Decision], claims: Iterable[Claim]) -> Applied:
    """Apply decisions to claims as read.

    A merge keeps the subject's IRI and states ``owl:sameAs``; a correction adds a claim whose
    evidence is the decision's row.
    """
    applied = Applied(list(claims))
    if not decisions:
        return applied
    known = {iri(each.subject) for each in applied.claims}
    for decision in decisions:
        if not _apply_one(decision, applied, known):
            file, line, _ = decision.place.split("\x1f")
            problem = f"the decision {decision.kind!r} about {decision.subject!r} matches nothing"
            applied.idle.append(Mistake(file, int(line), "subject", problem))
    applied.merged = _roots(applied.merged)
    return applied


def digest(name: str) -> str:
    """Return the digest by which ``forget`` names a person without keeping the name."""
    return sha256(plain(name).encode()).hexdigest()[:32]


def _apply_one(decision: Decision, applied: Applied, known: set[str]) -> bool:
    if decision.kind == "forget":
        return _forget(decision, applied)
    subject, other = _address(decision.subject), _address(decision.object)
    if decision.kind in ("same", "not the same", "unsure"):
        if subject not in known or other not in known:
            return False
        if decision.kind == "same":
            applied.merged[other] = subject
            applied.claims.append(_said(decision, subject, "owl:sameAs", Ref("outside", other)))
        return True
    if decision.kind == "correct":
        return _correct(decision, applied, subject, known)
    found = {claim_iri(claim) for claim in _about(decision, applied.claims)}
    (applied.rejected if decision.kind == "reject" else applied.confirmed).update(found)
    return bool(found)


def _about(decision: Decision, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims that a decision is about: one by its IRI, or all with these parts."""
    subject = _address(decision.subject)
    for claim in claims:
        if subject.startswith(f"{BASE}claim/"):
            if claim_iri(claim) == subject:
                yield claim
        elif (
            iri(claim.subject) == subject
            and decision.predicate in ("", claim.predicate)
            and decision.object in ("", _shown(claim.object))
            and decision.source in ("", claim.read_from, *_cited(claim))
        ):
            yield claim


def _correct(decision: Decision, applied: Applied, subject: str, known: set[str]) -> bool:
    about = next(_about(decision, applied.claims), None)
    if about is None and (subject not in known or not decision.predicate):
        return False
    like = about.object if about else Value("")
    of = iri(about.subject) if about else subject
    predicate = about.predicate if about else decision.predicate
    applied.claims.append(_said(decision, of, predicate, _valued(decision.value, like)))
    return True


def _valued(text: str, like: Ref | Value) -> Ref | Value:
    """Return a corrected value of the same sort as the one that it corrects."""
    if isinstance(like, Ref):
        return thing(_address(text))
    if like.datatype.startswith(("date", "gYear")):
        iso = read_date(text)
        return Value(iso, precision(iso))
    return Value(text, like.datatype, like.language)


def _said(decision: Decision, subject: str, predicate: str, value: Ref | Value) -> Claim:
    _, line, row = decision.place.split("\x1f")
    key = "\x1e".join((decision.kind, decision.subject, decision.predicate, decision.value))
    evidence = Row(int(line), row, key)
    return Claim(READ_FROM, thing(subject), predicate, value, evidence, method="decision")


def _forget(decision: Decision, applied: Applied) -> bool:
    """Drop every claim in which a person of this name has a part."""
    gone = {
        claim.subject
        for claim in applied.claims
        if claim.subject.kind == "person"
        and claim.name_as_read is not None
        and digest(claim.name_as_read.text) == decision.subject
    }
    applied.claims = [
        claim for claim in applied.claims if claim.subject not in gone and claim.object not in gone
    ]
    return bool(gone)


def _roots(merged: Mapping[str, str]) -> dict[str, str]:
    """Return for each merged thing the one that is kept at the end of the chain."""

    def root(address: str) -> str:
        seen = {address}
        while address in merged and merged[address] not in seen:
            address = merged[address]
            seen.add(address)
        return address

    return {address: root(address) for address in merged}


def _address(written: str) -> str:
    """Return the IRI for what a decision names: an IRI, ``city/barcelona`` or ``claim/…``."""
    if not written or "://" in written:
        return written
    return f"{BASE}{written}" if written.startswith("claim/") else f"{BASE}id/{written}"


def _shown(part: Ref | Value) -> str:
    return part.text if isinstance(part, Value) else f"{part.kind}/{part.key}"


def _cited(claim: Claim) -> tuple[str, ...]:
    return claim.evidence.cited if isinstance(claim.evidence, Row) else ()
