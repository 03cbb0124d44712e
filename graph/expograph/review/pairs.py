"""Finds the doubts about identity: possible duplicates, and names that were matched weakly."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from expograph import resources
from expograph.answers import NamedNode, text
from expograph.names import slug
from expograph.questions import library
from expograph.questions.measures import MEASURES
from expograph.review.mentions import Mention, as_read, mention, mentions_of
from expograph.review.sides import NAMING, RDF_TYPE, Doubt, Side, Statement, node, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from expograph.answers import Rows
    from expograph.review.settled import Settled

    Said = Mapping[tuple[str, str], Sequence[tuple[Statement, str]]]
    Mentioned = Mapping[str, Sequence[Mention]]

WEAK_MATCH = 0.9
"""Below this confidence that a name means a thing, a person is asked."""
TOGETHER = 5
"""In how many things read a name is judged at once; each is shown."""
_SHOWN = 3
"""How many statements beside the name are shown of each thing read."""


class _Name(NamedTuple):
    """A name in one thing read, what it was matched with, and what else it may be."""

    mention: Mention
    reason: str
    confidence: float
    candidates: tuple[str, ...] = ()

    @property
    def things(self) -> tuple[str, ...]:
        """The things that it may mean."""
        return self.mention.thing, *self.candidates


def possible_duplicates(rows: Rows, settled: Settled) -> Iterator[Doubt]:
    """Yield the pairs of things that may be one, but for those that were decided."""
    question = library.question("duplicates")
    found = [
        row
        for row in MEASURES[question.function](rows(question.text), {}).texts()
        if not settled.pair(row["thing"], row["may_be"])
    ]
    things = {row[side] for row in found for side in ("thing", "may_be")}
    known = mentions_of(things, rows)
    for row in found:
        one, other, moved, stay = row["thing"], row["may_be"], row["would_move"], row["ties"]
        if _is_own(other, known) and not _is_own(one, known):
            # a merge keeps the name that a table gave, however little the table says
            one, other, moved, stay = other, one, stay, moved
        if not _decided_as_read((one, other), known, settled, rows):
            yield Doubt(
                "duplicates", one, written(one), (_of(one, known), _of(other, known)),
                because=row["because"], effect=int(moved), weight=int(stay),
            )  # fmt: skip


def _is_own(thing: str, known: Mentioned) -> bool:
    """Tell whether a table of facts defines a thing."""
    return any(each.is_own for each in known.get(thing, []))


def _decided_as_read(pair: tuple[str, str], known: Mentioned, settled: Settled, rows: Rows) -> bool:
    """Tell whether the name that made one of two things a thing of its own was decided about."""
    return settled.names_of_things_read and any(
        settled.pair(kept, as_read(each, known, rows))
        for kept, new in (pair, pair[::-1])
        for each in known.get(new, [])
        if not each.is_own
    )


def _of(thing: str, known: Mentioned, without: Iterable[Mention] = ()) -> Side:
    """Return the side of a thing, with some of what names it; what defines it comes first."""
    left_out = set(without)
    named = [each for each in known.get(thing, []) if each not in left_out]
    named.sort(key=lambda each: ("/table/" not in each.read, each.read, each.claim))
    claims = tuple((each.statement, each.claim) for each in named[:_SHOWN])
    return Side(NamedNode(thing), (written(thing),), claims=claims)


def weak_matches(rows: Rows, settled: Settled) -> Iterator[Doubt]:
    """Yield the names of which it is not sure enough what they mean.

    A name was taken for a thing with little confidence; or a new thing was made of it that may be
    one that is known.
    """
    names = list({each.mention.claim: each for each in (*_weak(rows), *_open(rows))}.values())
    known = mentions_of({thing for each in names for thing in each.things}, rows)
    said = _said(names, known, rows)
    groups: defaultdict[tuple[str, tuple[str, ...], str], dict[str, _Name]]
    groups = defaultdict(dict)
    for each in names:
        written_there = as_read(each.mention, known, rows)
        may_be = tuple(
            candidate
            for candidate in _candidates(each, known)
            if not settled.pair(candidate, written_there)
            and (candidate == each.mention.thing or not settled.pair(candidate, each.mention.thing))
        )
        if may_be:
            form = written_there.partition("@")[0]
            named = groups[each.mention.thing, may_be, form]
            if written_there not in named or form.endswith(f"/{slug(each.mention.name.text)}"):
                named[written_there] = each
    for (thing, may_be, _), named in sorted(groups.items()):
        places = sorted(named)
        for start in range(0, len(places), TOGETHER):
            some = {place: named[place] for place in places[start : start + TOGETHER]}
            yield _match(thing, may_be, some, known, said)


def _candidates(each: _Name, known: Mentioned) -> tuple[str, ...]:
    """Return what a name is asked about: what it may be, or the thing that it was taken for.

    Nothing is asked of a thing that is new and may be nothing else.
    """
    thing = each.mention.thing
    others = [one for one in known.get(thing, []) if one.read != each.mention.read]
    if each.candidates and not _is_own(thing, {thing: others}):
        return each.candidates
    return (thing,) if others else ()


def _match(
    thing: str, may_be: tuple[str, ...], named: Mapping[str, _Name], known: Mentioned, said: Said
) -> Doubt:
    doubted = [each.mention for each in named.values()]
    context: list[tuple[Statement, str]] = []
    for each in doubted:
        context.append((each.statement, each.claim))
        context += said.get((thing, each.read), ())[:_SHOWN]
    is_taken = may_be == (thing,)
    reads = {each.read for each in (doubted if is_taken else known[thing])}
    moved = {statement for read in reads for statement, _ in said.get((thing, read), ())}
    forms = dict.fromkeys(f"“{each.name.text}”" for each in doubted)
    words = f"{' or '.join(forms)} in {', '.join(dict.fromkeys(each.place for each in doubted))}"
    reasons = {f"{each.reason} (confidence {each.confidence:.2f})" for each in named.values()}
    sides = [_of(each, known, doubted) for each in may_be]
    return Doubt(
        "matches", may_be[0], written(may_be[0]),
        (*sides, Side(NamedNode(thing), tuple(named), words, tuple(context))),
        because="; ".join(sorted(reasons)), effect=len(moved), weight=len(doubted),
    )  # fmt: skip


def _weak(rows: Rows) -> Iterator[_Name]:
    query = library.bind(resources.query("internal/unsure"), {"below": [str(WEAK_MATCH)]})
    for row in rows(query).rows:
        thing, predicate, _, claim, confidence, _, read, _, name, because = row
        if text(predicate) == RDF_TYPE and name is not None:
            named = mention(text(thing), text(claim), text(read), name)
            yield _Name(named, text(because), float(text(confidence)))


def _open(rows: Rows) -> Iterator[_Name]:
    found: dict[str, _Name] = {}
    for row in rows(resources.query("internal/may-be")).rows:
        thing, candidate, claim, confidence, read, name, because = row
        named = mention(text(thing), text(claim), text(read), name)
        before = found.get(named.claim, _Name(named, text(because), float(text(confidence))))
        found[named.claim] = before._replace(candidates=(*before.candidates, text(candidate)))
    yield from found.values()


def _said(names: Iterable[_Name], known: Mentioned, rows: Rows) -> Said:
    """Return what things read say of the things in doubt, by thing and thing read."""
    pairs = {(each.mention.thing, each.mention.read) for each in names}
    pairs |= {(thing, m.read) for thing, _ in [*pairs] for m in known[thing]}
    block = [f"({node(thing)} {node(read)})" for thing, read in sorted(pairs)]
    found: defaultdict[tuple[str, str], list[tuple[Statement, str]]] = defaultdict(list)
    if block:
        answer = rows(library.bind(resources.query("internal/said-of"), {"said": block}))
        for thing, read, claim, subject, predicate, other in answer.rows:
            if text(predicate) not in NAMING:
                statement = (str(subject), str(predicate), str(other))
                found[text(thing), text(read)].append((statement, text(claim)))
    return found
