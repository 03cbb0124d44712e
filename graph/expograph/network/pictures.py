"""Makes pictures of the ties as stated: of partnerships, and of actors and events.

Each tie that is made rests on the statements that it was made of, and says what makes it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, product

from expograph.network.choosing import Choice, Count, choose, only
from expograph.network.ties import Thing, Tie, Ties
from expograph.questions.evidence import Statement

PICTURES = ("ties", "partnerships", "events")

STATED = {
    "partnerOf": "stated partnership",
    "twinnedWith": "twin cities",
    "memberOf": "membership",
}
_ONE_EVENT = ("exhibitors of one event", "supporters of one event")
PARTNERS = frozenset(
    {
        "stated partnership", "host and exhibitor of one pavilion", "organisers of one event",
        "organisers of one project", "organisers of one award", "partners in one project",
    }
)  # fmt: skip
"""What makes two actors partners, as the question ``partners`` has it."""

_MOST_AT_ONE = 30
"""Of more exhibitors of one event, not each is tied to each: the picture would be one knot."""

_PARTS = ("organisedBy", "supportedBy", "hasExhibitor", "hasParticipant", "hasSpeaker")
_FOLDED = {
    ("Project", "organisedBy"): "showedProjectOf",
    ("Project", "supportedBy"): "showedProjectWith",
    ("Project", "hasParticipant"): "showedProjectWith",
    ("Project", "hasSpeaker"): "speakerOnPavilion",
    ("Project", "hasExhibitor"): "hasExhibitor",
    ("Award", "organisedBy"): "awardGiver",
    ("Award", "supportedBy"): "awardGiver",
    ("Award", "wonBy"): "awardWinner",
    ("Award", "finalist"): "awardFinalist",
}
"""What a part in a project or an award comes to at the event where it was presented."""


@dataclass(slots=True)
class _Made:
    """A tie in the making: its statements, what it goes through, why, and how it is stated."""

    statements: dict[Statement, None] = field(default_factory=dict)
    through: dict[str, None] = field(default_factory=dict)
    how: dict[str, None] = field(default_factory=dict)
    stated: dict[Tie, None] = field(default_factory=dict)


def partnerships(ties: Ties, event: str = "") -> Ties:
    """Return the ties of partners: one for each two actors, and all that makes them partners.

    Stated partnerships, twin cities and memberships stand; host and exhibitor, and exhibitors, of
    one pavilion, partners in one project, organisers of one event, project or award, and the
    organisers and supporters of one event are tied through it. Those who exhibited at, or
    supported, one event are tied only if it is the ``event`` that was asked for.
    """
    made: defaultdict[tuple[str, str], _Made] = defaultdict(_Made)
    parts: defaultdict[str, defaultdict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
    for tie in ties.ties:
        parts[tie.start][tie.relation].append(tie)
        if tie.relation in STATED and tie.start != tie.end:
            one = made[min(tie.start, tie.end), max(tie.start, tie.end)]
            one.statements.update(dict.fromkeys(tie.statements))
            one.how[STATED[tie.relation]] = None
            one.stated[tie] = None
    for thing, by in sorted(parts.items()):
        for one_part, other_part, how in _pairs(ties.things[thing], by, event):
            if one_part.end != other_part.end:
                ends = sorted((one_part.end, other_part.end))
                one = made[ends[0], ends[1]]
                one.statements.update(dict.fromkeys(one_part.statements + other_part.statements))
                one.through[thing] = None
                one.how[how] = None
    return only(ties, (_partnership(*pair, each) for pair, each in sorted(made.items(), key=_key)))


def _key(made: tuple[tuple[str, str], _Made]) -> tuple[str, str]:
    return made[0]


def _partnership(one: str, other: str, made: _Made) -> Tie:
    """Return the one tie of two partners; a single stated relation keeps its name and direction."""
    how, relations = tuple(made.how), {tie.relation for tie in made.stated}
    if not PARTNERS.isdisjoint(how):
        relation = "partnerOf"
    elif len(how) == len(relations) == 1:
        stated = next(iter(made.stated))
        one, other, relation = stated.start, stated.end, stated.relation
    else:
        relation = "tookPartWith"
    return Tie(one, relation, other, tuple(made.statements), tuple(made.through), how)


def _pairs(thing: Thing, by: Mapping[str, list[Tie]], event: str) -> Iterator[tuple[Tie, Tie, str]]:
    """Yield each two parts in a thing that make partners of those who have them, and why."""
    hosts, shown = by["organisedBy"], by["hasExhibitor"]
    partners, supporters = by["hasParticipant"], by["supportedBy"]
    if thing.kind in ("Event", "Project", "Award"):
        yield from _each(combinations(hosts, 2), f"organisers of one {thing.kind.lower()}")
    if thing.kind == "Project":
        yield from _each(product(hosts, shown), "host and exhibitor of one pavilion")
        yield from _each(combinations(shown, 2), "exhibitors of one pavilion")
        yield from _each(product(hosts, partners), "partners in one project")
        yield from _each(combinations(partners, 2), "partners in one project")
    if thing.kind == "Event":
        yield from _each(product(hosts, supporters), "organiser and supporter of one event")
        if thing.iri == event:
            for together, how in zip((shown, supporters), _ONE_EVENT, strict=True):
                if len(together) <= _MOST_AT_ONE:
                    yield from _each(combinations(together, 2), how)


def _each(pairs: Iterable[tuple[Tie, Tie]], how: str) -> Iterator[tuple[Tie, Tie, str]]:
    for one, other in pairs:
        yield one, other, how


def actors_and_events(ties: Ties) -> Ties:
    """Return the ties of actors to the events in which they had a part, with the part they had.

    A part in a project or an award that was presented at an event is one in the event, told as
    what it was ("won an award at"). Projects in which nobody is known to have a part stay.
    """
    presented: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in ties.ties:
        if tie.relation == "presentedAt":
            presented[tie.start].append(tie)
    made: defaultdict[tuple[str, str, str], _Made] = defaultdict(_Made)
    folded = set()
    for tie in ties.ties:
        kind = ties.things[tie.start].kind
        if kind == "Event" and tie.relation in _PARTS:
            made[tie.start, tie.relation, tie.end].statements.update(dict.fromkeys(tie.statements))
        elif relation := _FOLDED.get((kind, tie.relation)):
            folded.add(tie.start)
            for at in presented[tie.start]:
                one = made[at.end, relation, tie.end]
                one.statements.update(dict.fromkeys(tie.statements + at.statements))
                one.through[tie.start] = None
    bare = [at for thing, each in sorted(presented.items()) if thing not in folded for at in each]
    parts = [
        Tie(start, relation, end, tuple(one.statements), tuple(one.through))
        for (start, relation, end), one in sorted(made.items(), key=lambda each: each[0])
        if end not in folded
    ]
    return only(ties, [*parts, *bare])


def partnerships_of(ties: Ties, choice: Choice) -> Ties:
    """Return the partnerships that hold within a choice; see ``picture_of``."""
    return picture_of("partnerships", ties, choice)


def picture_of(picture: str, ties: Ties, choice: Choice, sources: Count | None = None) -> Ties:
    """Return one of ``PICTURES`` of what was chosen.

    What belongs to an event, series, theme or city is chosen among the ties as stated; how far
    away a thing is, and on how many sources a tie rests, is counted in the ties of the picture.
    ``sources`` counts those of a tie.
    """
    if picture == "ties":
        return choose(ties, choice, sources)
    stated = choose(ties, replace(choice, of="", sources=0))
    by_events = picture == "events"
    made = actors_and_events(stated) if by_events else partnerships(stated, choice.event)
    return choose(made, Choice(of=choice.of, hops=choice.hops, sources=choice.sources), sources)
