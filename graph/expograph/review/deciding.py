"""Turns what a person answers into decisions, and says in a sentence what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from expograph import resources
from expograph.answers import Literal, NamedNode, text
from expograph.claims import Claim, Decision, Ref, Row, Value
from expograph.errors import UsageError
from expograph.formats import one_line
from expograph.identifiers import kind_of, local_name, term_name, thing
from expograph.names import digest, plain
from expograph.questions.library import bind
from expograph.questions.naming import AGENTS, find
from expograph.resolve.decided import Applied, address
from expograph.resolve.verdicts import Verdicts
from expograph.review.mentions import mentions_of
from expograph.review.sides import PAIRS, Doubt, Side, node, written
from expograph.vocabulary import BASE, CLASS_OF_KIND, FUNCTIONAL, KINDS_OF_AGENT, NS

if TYPE_CHECKING:
    from expograph.answers import Rows

KEYS = {
    "same": "s",
    "not the same": "n",
    "unsure": "u",
    "reject": "r",
    "confirm": "c",
    "correct": "o",
    "forget": "f",
}
"""The answers, each with the key that stands for it."""
_ANSWER = re.compile(rf"({'|'.join(KEYS)}|[{''.join(KEYS.values())}])\b", re.IGNORECASE)
_ANSWER_AND_SIDE = re.compile(r"([snurcof])([1-9][0-9]?)\b", re.IGNORECASE)
_SIDE = re.compile(r"([1-9][0-9]?)(?:\s+|$)")
_NO_ROW = Row(0, "", "")


class Reply(NamedTuple):
    """What a person answered: the kind of decision, the side that is meant, and the rest."""

    kind: str
    side: int = 0
    rest: str = ""


class Signed(NamedTuple):
    """What every decision says besides: who made it, when, and why."""

    who: str
    when: str
    why: str = ""


def answers(doubt: Doubt) -> list[str]:
    """Return the answers that a doubt takes."""
    is_pair = doubt.kind in PAIRS
    kinds = ("same", "not the same", "unsure") if is_pair else ("confirm", "reject", "correct")
    return [*kinds, *(["forget"] if people(doubt) else [])]


def people(doubt: Doubt) -> list[str]:
    """Return the people whom a doubt is about, by their IRIs, those of the first side first."""
    ends = [doubt.thing, *(text(s.term) for s in doubt.sides if isinstance(s.term, NamedNode))]
    return [each for each in dict.fromkeys(ends) if kind_of(each) == "person"]


def understood(typed: str, doubt: Doubt) -> Reply:
    """Return what somebody typed: an answer or its key, a side if need be, and words.

    Raises ``UsageError`` when it is none of the answers that the doubt takes.
    """
    typed = _readable(typed)
    kind, side, rest = "", 0, ""
    if match := _ANSWER_AND_SIDE.match(typed):
        kind, side, rest = match[1], int(match[2]), typed[match.end() :].strip()
    elif match := _ANSWER.match(typed):
        kind, rest = match[1], typed[match.end() :].strip()
    kind = next((each for each, key in KEYS.items() if kind.casefold() in (each, key)), "")
    if kind not in answers(doubt):
        raise UsageError(f"{typed!r} is none of the answers; {offered(doubt)}")
    if not side and kind != "correct" and (match := _SIDE.match(rest)):
        side, rest = int(match[1]), rest[match.end() :]
    if side > (most := _most(doubt, kind)):
        raise UsageError(f"there is no {kind} {side}; the last is {most}")
    if kind == "same" and most > 1 and not side:
        raise UsageError("say which it is, as in s1")
    return Reply(kind, side, rest)


def _most(doubt: Doubt, kind: str) -> int:
    """Return how many sides an answer can be about."""
    if kind == "forget":
        return len(people(doubt))
    return len(doubt.sides) - 1 if doubt.kind in PAIRS else len(doubt.sides)


def offered(doubt: Doubt) -> str:
    """Return the answers that a doubt takes, as they are offered to a person."""
    said = {"correct": "correct it"}
    if doubt.kind == "contested":
        said = {"confirm": "confirm 1 (c2: 2)", "reject": "reject (r2: 2)", "correct": "correct it"}
    elif len(doubt.sides) > 1 and doubt.kind not in PAIRS:
        said = {"confirm": "confirm all (c1: 1)", "reject": "reject all (r1: 1)"}
        said["correct"] = "correct (o1: 1)"
    if doubt.kind in PAIRS and len(doubt.sides) > 2:
        said |= {"same": "same (s1, s2)", "not the same": "none of them (n1: not 1)"}
    if len(people(doubt)) > 1:
        said["forget"] = "forget (f1, f2)"
    return " · ".join(f"{KEYS[each]} {said.get(each, each)}" for each in answers(doubt))


def decided(doubt: Doubt, reply: Reply, signed: Signed, rows: Rows) -> list[Decision]:
    """Return the decisions that an answer comes to.

    What is contested is confirmed for its first value unless a side is named. Of a correction the
    rest of the answer is the value; else it says why. Raises ``UsageError`` with what is wrong.
    """
    if reply.kind != "correct" and reply.rest:
        signed = signed._replace(why=reply.rest)
    signed = _checked(signed)
    if reply.kind == "forget":
        return [_forgotten(doubt, reply, signed, rows)]
    signature = signed._asdict()
    if doubt.kind in PAIRS:
        return [Decision(*pair, **signature) for pair in _paired(doubt, reply)]
    about = doubt.named, term_name(doubt.predicate)
    decision = Decision(reply.kind, *about, source=doubt.source, **signature)
    if reply.kind == "correct":
        return [_corrected(doubt, decision, reply, rows)]
    return _judged(doubt, decision, reply)


def _checked(signed: Signed) -> Signed:
    """Return who and why as they can be written; a ``UsageError`` says why they cannot."""
    who, why = _readable(signed.who), _readable(signed.why)
    if not who:
        raise UsageError("a decision says who made it")
    return Signed(who, signed.when, why)


def _readable(said: str) -> str:
    """Return what somebody typed in one line."""
    if said.encode("utf-8", "replace").decode("utf-8") != said:
        raise UsageError(f"{said!r} is not UTF-8")
    return " ".join(one_line(said).split())


def _paired(doubt: Doubt, reply: Reply) -> list[tuple[str, str, str, str]]:
    """Return kind, subject, predicate and object of what is decided of two things.

    Of several that a name may mean, it is the same as one, and other than all unless one is named.
    """
    *candidates, other = doubt.sides
    if reply.side or reply.kind == "same":
        candidates = [candidates[(reply.side or 1) - 1]]
    return [
        (reply.kind, candidate.written[0], "", each)
        for candidate in candidates
        for each in other.written
    ]


def _judged(doubt: Doubt, decision: Decision, reply: Reply) -> list[Decision]:
    """Return what is decided of values: of a contested one, of all that one sentence lists."""
    sides = doubt.sides
    if reply.side or doubt.kind == "contested":
        if reply.kind == "reject" and not reply.side:
            raise UsageError("say which value is rejected, as in r2")
        sides = (sides[(reply.side or 1) - 1],)
    return [
        replace(decision, **{column: side.written[0]})
        for side in sides
        for column in ["object" if isinstance(side.term, NamedNode) else "value"]
    ]


def _forgotten(doubt: Doubt, reply: Reply, signed: Signed, rows: Rows) -> Decision:
    """Return the decision to forget a person, which names nobody, not even in its reason."""
    gone = people(doubt)
    if len(gone) > 1 and not reply.side:
        raise UsageError("say whom, forget 1 or forget 2")
    person = gone[(reply.side or 1) - 1]
    names = [each.name.text for each in mentions_of([person], rows).get(person, [])]
    if not names:
        raise UsageError("there is nobody of that name any more")
    labels = rows(bind(resources.query("internal/names"), {"thing": [node(person)]})).texts()
    preferred = [each["name"] for each in labels if each["name"] in names]
    if any(plain(name) and plain(name) in plain(signed.why) for name in names):
        raise UsageError("the reason would keep the name; give one without it")
    return Decision("forget", digest([*preferred, *names][0]), **signed._asdict())


def _corrected(doubt: Doubt, decision: Decision, reply: Reply, rows: Rows) -> Decision:
    """Return a correction, its value written as the graph would, by the rule of verdicts."""
    typed, sides = reply.rest, doubt.sides
    if not typed:
        raise UsageError("the right value is missing")
    if doubt.kind == "claims":
        if len(sides) > 1 and not reply.side:
            raise UsageError("say which is to be corrected, as in o2")
        sides = (sides[(reply.side or 1) - 1],)
        if decision.predicate not in FUNCTIONAL:
            decision = replace(decision, object=sides[0].written[0])
    claims = [_claim(doubt, side) for side in sides]
    like, value = claims[0].object, typed
    if isinstance(like, Ref) and (found := _thing(typed, like, rows)):
        value = written(found)
        claims.append(Claim("", _ref(found), "skos:note", like, _NO_ROW))
    decision = replace(decision, value=value, place="decisions.csv\x1f0\x1f")
    verdicts = Verdicts(Applied(claims))
    verdicts.follow([decision])
    for problem in verdicts.applied.idle:
        raise UsageError(problem.problem.partition(" came to nothing: ")[2])
    right = verdicts.applied.claims[-1].object
    value = right.text if isinstance(right, Value) else value
    return replace(decision, value=value, place="")


def _claim(doubt: Doubt, side: Side) -> Claim:
    """Return a claim of what is in doubt, such as the verdicts look for."""
    term = side.term
    if isinstance(term, Literal):
        value: Ref | Value
        value = Value(text(term), local_name(term.datatype.value), term.language or "")
    elif kind_of(text(term)) in CLASS_OF_KIND:
        value = _ref(address(side.written[0]))
    else:
        value = _ref(text(term))
    read_from = doubt.source or "table/decisions"
    subject = _ref(address(doubt.named))
    return Claim(read_from, subject, term_name(doubt.predicate), value, _NO_ROW)


def _ref(address: str) -> Ref:
    """Return a thing as claims have it; terms of ours are concepts there."""
    return Ref("concept", term_name(address)) if address.startswith(NS) else thing(address)


def _thing(typed: str, like: Ref, rows: Rows) -> str:
    """Return the IRI of what somebody typed where something like another is wanted; "" if none."""
    if like.kind in CLASS_OF_KIND:
        classes = AGENTS if like.kind in KINDS_OF_AGENT else (CLASS_OF_KIND[like.kind],)
        return find(typed, classes, rows).iri
    if like.kind != "kind":
        return ""
    wanted = f"{BASE}kind/{plain(typed).replace(' ', '-')}"
    query = resources.query("internal/identified")
    found = rows(bind(query, {"class": [node(f"{NS}Kind")], "thing": [node(wanted)]}))
    return wanted if found.rows else ""
