"""Reads what people have decided, and applies it to the claims and things that it is about.

``same``, ``not the same`` and ``unsure`` speak of two things; ``reject``, ``confirm`` and
``correct`` of a claim or of a value; ``forget`` of a person, by a digest of the name, so that the
file does not keep it. Decisions come last and survive every rebuild. The later of two that
contradict each other stands; one that comes to nothing is reported.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from expograph.claims import Claim, Decision, Mistake, Qualifiers, Ref, Row, Value
from expograph.dates import PRECISION, precision, read_date
from expograph.errors import InputError, listed, nearest
from expograph.identifiers import claim_iri, iri, term_name, thing
from expograph.read.tables import Table, TableRow
from expograph.resolve.forgetting import digest, forget, people
from expograph.vocabulary import BASE, CONCEPTS, FUNCTIONAL, SYMMETRIC, term

KINDS = ("same", "not the same", "unsure", "reject", "confirm", "correct", "forget")
READ_FROM = "table/decisions"
COLUMNS = ("kind", "subject", "predicate", "object", "value", "source", "who", "when", "why")

_PAIRS = KINDS[:3]
_TERMS = ("concept", "role", "kind")
_CLAIM = f"{BASE}claim/"
_NEEDED = {
    **dict.fromkeys(KINDS, ("subject", "who", "when")),
    **dict.fromkeys(_PAIRS, ("subject", "object", "who", "when")),
    "correct": ("subject", "value", "who", "when"),
}
_LITERALS = {
    "integer": r"[0-9]{1,12}",
    "decimal": r"-?[0-9]{1,12}(\.[0-9]{1,12})?",
    "anyURI": r"https?://[^\s<>\"{}|\\^`]+",
}


@dataclass(slots=True)
class Applied:
    """What the decisions come to: claims to keep, to reject, to confirm, and new ones.

    ``merged`` leads from each merged thing to the one that is kept; ``idle`` are the decisions that
    came to nothing; ``forgotten`` matches what is not to be read of people any more.
    """

    claims: list[Claim]
    merged: dict[str, str] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)
    idle: list[Mistake] = field(default_factory=list)
    forgotten: re.Pattern[str] | None = None


def read_decisions(table: Table) -> tuple[list[Decision], list[Mistake]]:
    """Return the decisions in a table, and the rows that are none.

    Raises ``InputError`` when a column is missing without which there is no decision.
    """
    missing = [each for each in ("kind", *_NEEDED["reject"]) if each not in table.columns]
    if missing:
        raise InputError(
            f"{table.file}, line {table.line}: there is no column {listed(missing)}; "
            f"decisions have {', '.join(COLUMNS)}"
        )
    decisions, mistakes = [], [*table.mistakes, *_unknown_columns(table)]
    for row in table.rows:
        problems = [*_problems(row)]
        mistakes += [
            Mistake(table.file, row.line, column, f"{problem}; the row was left out")
            for column, problem in problems
        ]
        if not problems:
            cells = {column: row.cell(column) for column in COLUMNS}
            cells["predicate"] = _predicate(cells["predicate"])
            place = f"{table.file}\x1f{row.line}\x1f{row.text}"
            decisions.append(Decision(**cells, place=place))
    return decisions, mistakes


def _unknown_columns(table: Table) -> Iterator[Mistake]:
    for column in table.columns:
        if column not in COLUMNS:
            near = listed(nearest(column, COLUMNS)) or f"one of {', '.join(COLUMNS)}"
            problem = f"the table has no such column; did you mean {near}? It was left out"
            yield Mistake(table.file, table.line, column, problem)


def _problems(row: TableRow) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a row of decisions, each with its column."""
    kind, subject, predicate = (row.cell(name) for name in ("kind", "subject", "predicate"))
    if kind not in KINDS:
        yield "kind", f"{kind!r} is none of {listed(KINDS)}"
        return
    for column in _NEEDED[kind]:
        if not row.cell(column):
            yield column, f"the cell is empty, and {kind!r} needs it"
    if kind == "forget" and subject and not re.fullmatch("[0-9a-f]{32}", subject):
        yield (
            "subject",
            f"a person is named by a digest here; for this name write {digest(subject)}",
        )
    for column, read in (("predicate", _property), ("when", _moment)):
        try:
            if row.cell(column):
                read(row.cell(column))
        except ValueError as error:
            yield column, str(error)
    if kind == "correct" and _predicate(predicate) == "rdf:type":
        yield "predicate", "of which kind a thing is stands in its table; mend it there"


def apply(decisions: Sequence[Decision], claims: Iterable[Claim]) -> Applied:
    """Apply decisions to claims as read.

    A merge keeps the subject's IRI and states ``owl:sameAs``; a correction adds a claim whose
    evidence is the decision's row.
    """
    applied = Applied(list(claims))
    if decisions:
        applied.claims.sort(key=claim_iri)
        ordered = sorted(decisions, key=_order)
        _merge([each for each in ordered if each.kind in _PAIRS], applied)
        _Verdicts(applied).follow(each for each in ordered if each.kind not in (*_PAIRS, "forget"))
        _forget([each for each in ordered if each.kind == "forget"], applied)
        applied.idle.sort(key=lambda mistake: (mistake.file, mistake.line))
    return applied


def apply_to_inferred(
    decisions: Sequence[Decision], applied: Applied, inferred: Iterable[Claim]
) -> None:
    """Let what was decided about claims hold for the claims of rules, too."""
    verdicts = _Verdicts(Applied(list(inferred), applied.merged))
    judged = [each for each in sorted(decisions, key=_order) if each.kind in ("reject", "confirm")]
    verdicts.follow(judged)
    idle = {(each.file, each.line) for each in verdicts.applied.idle}
    found = {(place.file, place.line) for place in map(_place, judged)} - idle
    applied.idle = [each for each in applied.idle if (each.file, each.line) not in found]
    applied.rejected |= verdicts.applied.rejected
    applied.confirmed |= verdicts.applied.confirmed


def _order(decision: Decision) -> tuple[str, str, int]:
    """Return what sorts decisions: when, and for those of one day where they stand."""
    place = _place(decision)
    return _moment(decision.when), place.file, place.line


def _moment(when: str) -> str:
    day, _, time = when.replace(" ", "T").partition("T")
    return f"{read_date(day)}T{time}"


def _place(decision: Decision, column: str = "subject", problem: str = "") -> Mistake:
    file, line, _ = decision.place.split("\x1f")
    return Mistake(file, int(line), column, problem)


def _idle(decision: Decision, why: str, column: str = "subject") -> Mistake:
    about = f"the decision {decision.kind!r} about {decision.subject!r} came to nothing"
    return _place(decision, column, f"{about}: {why}")


def _merge(decisions: Iterable[Decision], applied: Applied) -> None:
    """Merge the things that people found to be the same; a later decision on two of them stands."""
    known = {iri(each.subject) for each in applied.claims}
    latest: dict[frozenset[str], Decision] = {}
    for decision in decisions:
        one, other = _address(decision.subject), _address(decision.object)
        if problem := _cannot_be_paired(decision, one, other, known):
            applied.idle.append(_idle(decision, problem))
            continue
        before = latest.get(pair := frozenset((one, other)))
        if before and before.kind != decision.kind:
            applied.idle.append(_idle(before, f"line {_place(decision).line} is later"))
        latest[pair] = decision
    for decision in latest.values():
        if decision.kind == "same":
            one, other = _address(decision.subject), _address(decision.object)
            if _root(one, applied.merged) != _root(other, applied.merged):
                applied.merged[_root(other, applied.merged)] = _root(one, applied.merged)
            applied.claims.append(_said(decision, thing(one), "owl:sameAs", Ref("outside", other)))
    applied.merged = {each: _root(each, applied.merged) for each in applied.merged}
    _rename([each for each in latest.values() if each.kind == "same"], applied)
    for (one, *others), decision in latest.items():
        roots = {applied.merged.get(each, each) for each in (one, *others)}
        if decision.kind == "not the same" and len(roots) == 1:
            applied.idle.append(_idle(decision, "other decisions make the two the same"))


def _rename(decisions: Iterable[Decision], applied: Applied) -> None:
    """Let the preferred name of a merged thing be another name of the thing that is kept."""
    names: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in applied.claims:
        if claim.predicate == "skos:prefLabel":
            names[iri(claim.subject)].append(claim)
    for decision in decisions:
        for lost in {_address(decision.subject), _address(decision.object)} & {*applied.merged}:
            kept = applied.merged[lost]
            if names[kept]:
                applied.rejected |= {claim_iri(claim) for claim in names[lost]}
                applied.claims += [
                    _said(decision, thing(kept), "skos:altLabel", claim.object)
                    for claim in names[lost]
                    if claim.object not in {own.object for own in names[kept]}
                ]


def _cannot_be_paired(decision: Decision, one: str, other: str, known: set[str]) -> str:
    for column, written, address in (
        ("subject", decision.subject, one),
        ("object", decision.object, other),
    ):
        if address not in known:
            return f"there is no {written!r} (column {column})"
    if one == other:
        return "both are one thing already"
    if decision.kind == "same" and thing(one).kind != thing(other).kind:
        return f"a thing cannot be {thing(one).kind} and {thing(other).kind}"
    return ""


def _root(address: str, merged: Mapping[str, str]) -> str:
    while address in merged:
        address = merged[address]
    return address


class _Verdicts:
    """Finds the claims that decisions are about, and keeps what was decided of them."""

    def __init__(self, applied: Applied) -> None:
        self.applied = applied
        self._by_iri: dict[str, Claim] = {}
        self._by_end: defaultdict[str, list[Claim]] = defaultdict(list)
        self._objects: dict[str, Ref | Value] = {}
        self._things: set[str] = set()
        self._made: dict[tuple[str, ...], tuple[Decision, list[Claim]]] = {}
        for claim in applied.claims:
            self._learn(claim)

    def _learn(self, claim: Claim) -> None:
        ends = [iri(each) for each in (claim.subject, claim.object) if isinstance(each, Ref)]
        self._things.update(ends)
        self._by_iri[claim_iri(claim)] = claim
        for end in ends if claim.predicate in SYMMETRIC else ends[:1]:
            self._by_end[self._kept(end)].append(claim)
        self._objects.setdefault(claim.predicate, claim.object)

    def _kept(self, address: str) -> str:
        return self.applied.merged.get(address, address)

    def follow(self, decisions: Iterable[Decision]) -> None:
        """Apply decisions in their order."""
        for decision in decisions:
            about = [*self._about(decision)]
            try:
                if decision.kind == "correct":
                    self._correct(decision, about)
                else:
                    self._judge(decision, about)
            except ValueError as error:
                self.applied.idle.append(_idle(decision, str(error)))

    def _about(self, decision: Decision) -> Iterator[Claim]:
        """Yield the claims that a decision is about: one by its IRI, or all with these parts."""
        subject = self._kept(_address(decision.subject))
        if subject.startswith(_CLAIM):
            if subject in self._by_iri:
                yield self._by_iri[subject]
            return
        value = "" if decision.kind == "correct" else decision.value
        wanted = [each for each in (decision.object, value) if each]
        source = decision.source.removeprefix(f"{BASE}source/")
        for claim in self._by_end[subject]:
            other = claim.object if self._kept(iri(claim.subject)) == subject else claim.subject
            if (
                decision.predicate in ("", claim.predicate)
                and all(self._is(each, other) for each in wanted)
                and source in ("", claim.read_from, *_cited(claim))
            ):
                yield claim

    def _is(self, written: str, part: Ref | Value) -> bool:
        """Tell whether somebody who wrote this meant that thing or value."""
        if isinstance(part, Value):
            return written == part.text
        named = part.kind in _TERMS and written.removeprefix(":") == part.key
        return named or self._kept(_address(written)) == self._kept(iri(part))

    def _judge(self, decision: Decision, about: list[Claim]) -> None:
        if not about:
            raise ValueError("no claim is like that")
        found = {claim_iri(claim) for claim in about}
        if decision.kind == "reject":
            self.applied.rejected |= found
            self.applied.confirmed -= found
            return
        self.applied.confirmed |= found
        self.applied.rejected -= found
        for claim in about:
            if claim.predicate in FUNCTIONAL:
                self._overrule(decision, claim, "")

    def _correct(self, decision: Decision, about: list[Claim]) -> None:
        """State the right value; what is not single-valued no longer stands beside it."""
        about = [each for each in about if claim_iri(each) not in self.applied.rejected] or about
        predicates = {claim.predicate for claim in about} or {decision.predicate}
        if len(predicates) > 1:
            raise ValueError("say in column predicate what is to be corrected")
        (predicate,) = predicates
        subject = about[0].subject if about else thing(_address(decision.subject))
        like = about[0].object if about else self._objects.get(predicate)
        if like is None or not (about or self._by_end[self._kept(iri(subject))]):
            raise ValueError("there is no such thing, or nothing like it was ever stated")
        qualifiers: Qualifiers = ()
        if about and predicate not in FUNCTIONAL:
            if len({claim.object for claim in about}) > 1:
                raise ValueError("several things are stated; say in column object which is wrong")
            qualifiers = about[0].qualifiers
        value = self._valued(decision.value, like)
        right = _said(decision, subject, predicate, value, qualifiers)
        self._overrule(decision, right, str(like) if predicate not in FUNCTIONAL else "")
        if predicate not in FUNCTIONAL:
            self.applied.rejected |= {claim_iri(claim) for claim in about}
        self.applied.claims.append(right)
        self._learn(right)

    def _overrule(self, decision: Decision, claim: Claim, instead: str) -> None:
        """Let a decision stand for earlier ones on the same property, or the same thing stated."""
        place = (self._kept(iri(claim.subject)), claim.predicate, instead)
        before, made = self._made.get(place, (decision, []))
        if before is not decision:
            self.applied.idle.append(_idle(before, f"line {_place(decision).line} is later"))
            self.applied.confirmed -= {claim_iri(each) for each in made} - {claim_iri(claim)}
            for each in made:
                if each.method == "decision" and each in self.applied.claims:
                    self.applied.claims.remove(each)
            made = []
        self._made[place] = (decision, [*made, claim])

    def _valued(self, text: str, like: Ref | Value) -> Ref | Value:
        """Return a corrected value of the same sort as the one that it corrects."""
        if isinstance(like, Value):
            return _literal(text, like)
        meant = Ref(like.kind, text.removeprefix(":")) if like.kind in _TERMS else None
        if meant and (iri(meant) in self._things or meant.key in CONCEPTS):
            return meant
        if _address(text) in self._things:
            return thing(_address(text))
        raise ValueError(f"there is no {text!r}; such a thing is written like {_shown(like)!r}")


def _literal(text: str, like: Value) -> Value:
    if like.datatype in PRECISION.values():
        iso = read_date(text)
        return Value(iso, precision(iso))
    if not re.fullmatch(_LITERALS.get(like.datatype, r"(?s:.*)"), text):
        raise ValueError(f"{text!r} cannot stand there, but something such as {like.text!r} can")
    return Value(text, like.datatype, like.language)


def _said(
    decision: Decision, subject: Ref, predicate: str, value: Ref | Value, more: Qualifiers = ()
) -> Claim:
    """Return the claim of a decision, whose evidence is its row."""
    _, line, row = decision.place.split("\x1f")
    key = "\x1e".join(
        (decision.kind, decision.subject, decision.predicate, decision.object, decision.value)
    )
    evidence = Row(int(line), row, key)
    return Claim(READ_FROM, subject, predicate, value, evidence, more, method="decision")


def _forget(decisions: Iterable[Decision], applied: Applied) -> None:
    gone: set[Ref] = set()
    for decision in decisions:
        found = people(decision.subject, applied.claims, applied.merged)
        if not found:
            applied.idle.append(_idle(decision, "there is nobody of that name"))
        gone |= found
    if gone:
        applied.claims, applied.forgotten = forget(gone, applied.claims)


def _address(written: str) -> str:
    """Return the IRI for what a decision names: an IRI, ``city/barcelona`` or ``claim/…``."""
    if not written or "://" in written:
        return written
    return f"{BASE}{written}" if written.startswith("claim/") else f"{BASE}id/{written}"


def _predicate(written: str) -> str:
    """Return the name under which a property is written in claims."""
    return term_name(written).removeprefix(":")


def _property(written: str) -> str:
    """Return the IRI of a property; a ``ValueError`` says that there is none."""
    return term(_predicate(written))


def _shown(part: Ref) -> str:
    return part.key if part.kind in (*_TERMS, "outside") else f"{part.kind}/{part.key}"


def _cited(claim: Claim) -> tuple[str, ...]:
    return claim.evidence.cited if isinstance(claim.evidence, Row) else ()
