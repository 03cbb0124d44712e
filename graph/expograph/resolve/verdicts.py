"""Finds the claims that people rejected, confirmed or corrected, and lets the later word stand."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from expograph.claims import Claim, Decision, Qualifiers, Ref, Row, Value
from expograph.dates import PRECISION, precision, read_date
from expograph.identifiers import claim_iri, iri, thing
from expograph.resolve.decided import Applied, address, idle, place, said
from expograph.vocabulary import BASE, CONCEPTS, FUNCTIONAL, SYMMETRIC

NO_CLAIM = "no claim is like that"

_TERMS = ("concept", "role", "kind")
_CLAIM = f"{BASE}claim/"
_LITERALS = {
    "integer": r"[0-9]{1,12}",
    "decimal": r"-?[0-9]{1,12}(\.[0-9]{1,12})?",
    "anyURI": r"https?://[^\s<>\"{}|\\^`]+",
}


class Verdicts:
    """Finds the claims that decisions are about, and keeps what was decided of them."""

    def __init__(self, applied: Applied) -> None:
        self.applied = applied
        self._by_iri: dict[str, Claim] = {}
        self._by_end: defaultdict[str, list[Claim]] = defaultdict(list)
        self._objects: dict[str, Ref | Value] = {}
        self._things: set[str] = set(applied.merged.values())
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
                self.applied.idle.append(idle(decision, str(error)))

    def _about(self, decision: Decision) -> Iterator[Claim]:
        """Yield the claims that a decision is about: one by its IRI, or all with these parts."""
        subject = self._kept(address(decision.subject))
        if subject.startswith(_CLAIM):
            if subject in self._by_iri:
                yield self._by_iri[subject]
            return
        value = "" if decision.kind == "correct" else decision.value
        wanted = [each for each in (decision.object, value) if each]
        source = decision.source.removeprefix(f"{BASE}source/")
        for claim in self._by_end[subject]:
            _, other = self._turned(claim, decision)
            if (
                decision.predicate in ("", claim.predicate)
                and all(self._is(each, other) for each in wanted)
                and source in ("", claim.read_from, *_cited(claim))
            ):
                yield claim

    def _turned(self, claim: Claim, decision: Decision) -> tuple[Ref, Ref | Value]:
        """Return the ends of a claim, first the one that the decision names as its subject."""
        ends = (claim.subject, claim.object)
        named = self._kept(address(decision.subject))
        if claim.predicate not in SYMMETRIC or self._kept(iri(claim.subject)) == named:
            return ends
        one, other = ends
        return (other, one) if isinstance(other, Ref) and self._kept(iri(other)) == named else ends

    def _is(self, written: str, part: Ref | Value) -> bool:
        """Tell whether somebody who wrote this meant that thing or value."""
        if isinstance(part, Value):
            return written == part.text
        named = part.kind in _TERMS and written.removeprefix(":") == part.key
        return named or self._kept(address(written)) == self._kept(iri(part))

    def _judge(self, decision: Decision, about: list[Claim]) -> None:
        if not about:
            raise ValueError(NO_CLAIM)
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
        if predicate == "rdf:type":
            raise ValueError("of which kind a thing is stands in its table; mend it there")
        subject, like = thing(address(decision.subject)), self._objects.get(predicate)
        if about:
            subject, like = self._turned(about[0], decision)
        if like is None or not (about or self._by_end[self._kept(iri(subject))]):
            raise ValueError("there is no such thing, or nothing like it was ever stated")
        qualifiers: Qualifiers = ()
        if about and predicate not in FUNCTIONAL:
            if len({self._turned(claim, decision) for claim in about}) > 1:
                raise ValueError("several things are stated; say in column object which is wrong")
            qualifiers = about[0].qualifiers
        value = self._valued(decision.value, like)
        right = said(decision, subject, predicate, value, qualifiers)
        self._overrule(decision, right, str(like) if predicate not in FUNCTIONAL else "")
        if predicate not in FUNCTIONAL:
            self.applied.rejected |= {claim_iri(claim) for claim in about}
        self.applied.claims.append(right)
        self._learn(right)

    def _overrule(self, decision: Decision, claim: Claim, instead: str) -> None:
        """Let a decision stand for earlier ones on the same property, or the same thing stated."""
        about = (self._kept(iri(claim.subject)), claim.predicate, instead)
        before, made = self._made.get(about, (decision, []))
        if before is not decision and {each.object for each in made} != {claim.object}:
            self.applied.idle.append(idle(before, f"line {place(decision).line} is later"))
            self.applied.confirmed -= {claim_iri(each) for each in made} - {claim_iri(claim)}
            for each in made:
                if each.method == "decision" and each in self.applied.claims:
                    self.applied.claims.remove(each)
            made = []
        self._made[about] = (decision, [*made, claim])

    def _valued(self, text: str, like: Ref | Value) -> Ref | Value:
        """Return a corrected value of the same sort as the one that it corrects."""
        if isinstance(like, Value):
            return _literal(text, like)
        meant = Ref(like.kind, text.removeprefix(":")) if like.kind in _TERMS else None
        if meant and (iri(meant) in self._things or meant.key in CONCEPTS):
            return meant
        if address(text) in self._things:
            return thing(address(text))
        raise ValueError(f"there is no {text!r}; such a thing is written like {_shown(like)!r}")


def _literal(text: str, like: Value) -> Value:
    if like.datatype in PRECISION.values():
        iso = read_date(text)
        return Value(iso, precision(iso))
    if not re.fullmatch(_LITERALS.get(like.datatype, r"(?s:.*)"), text):
        raise ValueError(f"{text!r} cannot stand there, but something such as {like.text!r} can")
    return Value(text, like.datatype, like.language)


def _shown(part: Ref) -> str:
    return part.key if part.kind in (*_TERMS, "outside") else f"{part.kind}/{part.key}"


def _cited(claim: Claim) -> tuple[str, ...]:
    return claim.evidence.cited if isinstance(claim.evidence, Row) else ()
