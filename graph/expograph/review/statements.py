"""Finds the doubts about statements: values on which sources disagree, and weak claims."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from expograph import resources
from expograph.answers import NamedNode, text
from expograph.identifiers import local_name, term_name
from expograph.independence import independent
from expograph.questions.evidence import about
from expograph.questions.library import bind
from expograph.resolve.decided import address
from expograph.review.mentions import as_read, mentions_of
from expograph.review.sides import NAMING, Doubt, Side, Statement, node, written
from expograph.vocabulary import BASE, FUNCTIONAL
from expograph.weigh import PROSE_THRESHOLD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from expograph.answers import Rows, Term
    from expograph.review.settled import Settled

Names = tuple[str, ...]
WEAK_CLAIM = 0.7
"""Below this confidence in what a text says, a person is asked."""


class _Stated(NamedTuple):
    """A claim in doubt: what it states, how it came out, and the pages that may say it."""

    claim: str
    value: Term
    standing: str
    method: str
    pages: set[str]


def contested_values(rows: Rows, settled: Settled) -> Iterator[Doubt]:
    """Yield the single-valued properties on which sources disagree and nobody has decided."""
    for (thing, predicate), stated in _disputed(rows).items():
        sides: defaultdict[str, list[_Stated]] = defaultdict(list)
        verdicts: set[str] = set()
        for each in stated:
            decided = settled.verdicts([thing], predicate, [text(each.value)], "", [each.claim])
            verdicts |= decided
            if "reject" not in decided:
                # what agrees with the value that the graph took stands on one side with it
                agrees = each.standing == "accepted"
                sides["" if agrees else str(each.value)].append(each)
        is_open = not verdicts & {"confirm", "correct"} and "" in sides and len(sides) > 1
        if is_open and not any(each.method == "decision" for each in stated):
            yield _contested(thing, predicate, sides)


def _disputed(rows: Rows) -> dict[tuple[str, str], list[_Stated]]:
    found: dict[tuple[str, str], dict[str, _Stated]] = {}
    for row in rows(resources.query("internal/disputed")).rows:
        thing, predicate, value, claim, standing, method, _, page = row
        claims = found.setdefault((text(thing), text(predicate)), {})
        if value is not None:
            stated = _Stated(text(claim), value, local_name(text(standing)), text(method), set())
            claims.setdefault(text(claim), stated).pages.add(text(page))
    return {key: list(claims.values()) for key, claims in found.items()}


def _contested(thing: str, predicate: str, found: Mapping[str, Sequence[_Stated]]) -> Doubt:
    """Return a contested value: the one taken first, then those that most sources give."""
    strong = {key: independent(each.pages for each in stated) for key, stated in found.items()}
    keys = sorted(found, key=lambda key: (key != "", -strong[key], key))
    sides = tuple(_side(thing, predicate, found[key]) for key in keys)
    others = " and ".join(str(strong[key]) for key in keys[1:])
    against = max(strong[key] for key in keys[1:])
    because, weight = f"sources: {strong['']} against {others}", against - strong[""]
    return Doubt(
        "contested",
        thing,
        written(thing),
        sides,
        predicate,
        because=because,
        effect=1,
        weight=weight,
    )


def _side(thing: str, predicate: str, stated: Sequence[_Stated]) -> Side:
    """Return the side of those who say one thing, the most precise of them speaking for all."""
    said = max((each.value for each in stated), key=lambda value: (len(text(value)), str(value)))
    claims = [((node(thing), node(predicate), str(each.value)), each.claim) for each in stated]
    return Side(said, (written(text(said)),), claims=tuple(claims))


class _Weak(NamedTuple):
    """What one thing read states with little confidence: its claims, and the words that say it."""

    statement: Statement
    source: str
    subject: Term
    value: Term
    claims: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    confidence: float = 0.0
    is_true: bool = False
    names: tuple[Names, Names] = ((), ())
    """How a decision may name subject and value; what is asked now uses the first."""

    @property
    def together(self) -> tuple[object, ...]:
        """What those have in common that are asked for at once: one sentence lists them."""
        return *self.statement[:2], self.source, self.quotes, self.is_true

    def settled_by(self, settled: Settled) -> bool:
        """Tell whether it was decided."""
        _, predicate, _ = self.statement
        subjects, values = (tuple(map(address, names)) for names in self.names)
        verdicts = settled.verdicts(subjects, predicate[1:-1], values, self.source, self.claims)
        return bool(verdicts)


def weak_claims(rows: Rows, settled: Settled) -> Iterator[Doubt]:
    """Yield what things read state with little confidence, as far as anything hangs on it.

    A claim hangs in the air when it makes a truth and no surer one says the same, or when it makes
    none and would if it were confirmed. What one sentence lists is asked for at once.
    """
    weak = _named(_weak(rows), rows)
    doubted = {claim for each in weak for claim in each.claims}
    sure: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for (subject, predicate, thing), said in about((e.statement for e in weak), "accepted", rows):
        if said["claim"] not in doubted:
            sure[subject, predicate].add(thing)
    groups: defaultdict[tuple[object, ...], list[_Weak]] = defaultdict(list)
    for each in weak:
        if not _is_moot(each.statement, sure) and not each.settled_by(settled):
            groups[each.together].append(each)
    following = _following(doubted, rows)
    for group in groups.values():
        yield _listed(sorted(group, key=lambda each: each.statement), following)


def _weak(rows: Rows) -> list[_Weak]:
    found: dict[tuple[Statement, str], _Weak] = {}
    query = bind(resources.query("internal/unsure"), {"below": [str(WEAK_CLAIM)]})
    for row in rows(query).rows:
        thing, predicate, value, claim, confidence, standing, read, quote, *_ = row
        if text(predicate) in NAMING or text(standing).endswith("superseded"):
            continue
        if thing is None or value is None:
            continue
        statement = (str(thing), str(predicate), str(value))
        source = text(read).removeprefix(f"{BASE}source/")
        before = found.get((statement, source), _Weak(statement, source, thing, value))
        found[statement, source] = before._replace(
            claims=(*before.claims, text(claim)),
            quotes=(*before.quotes, text(quote)),
            confidence=max(before.confidence, float(text(confidence))),
            is_true=before.is_true or text(standing).endswith("accepted"),
        )
    return list(found.values())


def _named(weak: Sequence[_Weak], rows: Rows) -> list[_Weak]:
    """Return weak claims with how decisions name their ends.

    What is new goes by the name under which it was read, since that stays when it is found to be
    something else.
    """
    ends = [end for each in weak for end in (each.subject, each.value)]
    known = mentions_of((text(end) for end in ends if isinstance(end, NamedNode)), rows)
    own = {thing for thing, mentions in known.items() if any(one.is_own for one in mentions)}

    def names(end: Term, source: str) -> Names:
        if not isinstance(end, NamedNode):
            return (text(end),)
        thing = text(end)
        read = [each for each in known.get(thing, []) if each.place == source]
        there = [as_read(each, known, rows) for each in read[:1]]
        forms = [written(thing), *there] if thing in own else [*there, written(thing)]
        return tuple(dict.fromkeys(forms))

    return [
        each._replace(names=(names(each.subject, each.source), names(each.value, each.source)))
        for each in weak
    ]


def _is_moot(statement: Statement, sure: Mapping[tuple[str, str], set[str]]) -> bool:
    """Tell whether surer claims say the same, or another value where there can be but one."""
    subject, predicate, thing = statement
    others = sure.get((subject, predicate), set())
    return thing in others or (bool(others) and term_name(predicate[1:-1]) in FUNCTIONAL)


def _listed(group: Sequence[_Weak], following: Mapping[str, set[Statement]]) -> Doubt:
    """Return the doubt about what one sentence says; the nearer to the threshold, the sooner."""
    subject, predicate, _ = group[0].statement
    sides = tuple(
        Side(each.value, (each.names[1][0],), claims=tuple(
            (each.statement, claim) for claim in each.claims
        ))
        for each in group
    )  # fmt: skip
    follows = {one for each in group for claim in each.claims for one in following.get(claim, ())}
    least, most = (pick(each.confidence for each in group) for pick in (min, max))
    sure = f"{least:.2f}" if least == most else f"{least:.2f} to {most:.2f}"
    stands = "makes a truth by itself" if group[0].is_true else "makes no truth alone"
    return Doubt(
        "claims", subject[1:-1], group[0].names[0][0], sides, predicate[1:-1], group[0].source,
        because=f"confidence {sure}: it {stands}", effect=len(group) + len(follows),
        weight=-round(100 * abs(least - PROSE_THRESHOLD)),
    )  # fmt: skip


def _following(claims: Iterable[str], rows: Rows) -> dict[str, set[Statement]]:
    found: defaultdict[str, set[Statement]] = defaultdict(set)
    wanted = [node(claim) for claim in sorted(claims)]
    if wanted:
        answer = rows(bind(resources.query("internal/following"), {"premise": wanted}))
        for premise, subject, predicate, thing in answer.rows:
            found[text(premise)].add((str(subject), str(predicate), str(thing)))
    return found
