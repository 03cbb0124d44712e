"""Finds the shortest chain of ties between two actors, and what each step rests on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from expograph.answers import Answer, Literal, NamedNode, text
from expograph.identifiers import kind_of, local_name
from expograph.independence import independent
from expograph.questions.wording import PARTS, TIES
from expograph.vocabulary import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from expograph.answers import Bound, Term

_THINGS = ("event", "project", "award")
"""What agents have a part in together; a series only ties those who organise it."""
_AT_ITS_EVENT = {
    "organisedBy": "pavilion host", "hasSpeaker": "pavilion speaker",
    "wonBy": "award winner", "finalist": "award finalist",
}  # fmt: skip
"""What a part in a pavilion or an award comes to at the edition where it was presented."""

_ORDER = {words: place for place, (words, _) in enumerate([*PARTS.values(), *TIES.values()])}


@dataclass(slots=True)
class _Said:
    """What is said of two: in words, by which predicates, through what, and by which pages."""

    words: set[str] = field(default_factory=set)
    predicates: set[str] = field(default_factory=set)
    through: dict[str, Term] = field(default_factory=dict)
    pages: dict[str, set[str]] = field(default_factory=dict)

    def sources(self) -> int:
        """Count the independent sources; what a rule alone says has its premises' one, at least."""
        return max(1, independent({frozenset(pages) for pages in self.pages.values()}))

    def in_words(self) -> str:
        ordered = sorted(self.words, key=lambda words: (_ORDER.get(words, 99), words))
        return " and ".join(ordered)


def _nothing() -> defaultdict[str, _Said]:
    return defaultdict(_Said)


class _Network:
    """Who has a part in which event, project or award, and who is tied to whom."""

    def __init__(self, answer: Answer) -> None:
        self.parts: defaultdict[str, defaultdict[str, _Said]] = defaultdict(_nothing)
        self.ties: defaultdict[str, defaultdict[str, _Said]] = defaultdict(_nothing)
        self.things: defaultdict[str, set[str]] = defaultdict(set)
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        by_tie: defaultdict[str, list[dict[str, Term | None]]] = defaultdict(list)
        for row in rows:
            by_tie[local_name(text(row["tie"]))].append(row)
        works = {text(row["thing"]): text(row["agent"]) for row in by_tie.pop("sameWorkAs", [])}
        pavilions = {text(row["thing"]) for row in by_tie.pop("kind", [])}
        shown = [(text(r["thing"]), text(r["agent"])) for r in by_tie.get("presentedAt", [])]
        for tie, each in by_tie.items():
            for row in each:
                self._take(tie, row, works)
        for thing, event in sorted(set(shown)):
            self._bring(thing, event, thing in pavilions)
        for thing, agents in self.parts.items():
            for agent in agents:
                self.things[agent].add(thing)

    def _take(self, tie: str, row: Mapping[str, Term | None], works: Mapping[str, str]) -> None:
        """Take in one claim, with one of its pages: a part in something, or a tie of two."""
        one, other = text(row["thing"]), text(row["agent"])
        role = local_name(text(row["role"]))
        page = text(row["page"]) or works.get(text(row["read"]), text(row["read"]))
        claim = text(row["claim"])
        said: list[tuple[_Said, str]] = []
        if tie == "presentedAt":
            if kind_of(one) == "project":
                said.append((self.parts[other][one], PARTS[tie][0]))
        elif tie in PARTS:
            if kind_of(one) not in _THINGS and tie != "organisedBy":
                return
            does, is_done = PARTS[role if role in PARTS else tie]
            said.append((self.parts[one][other], does))
            if kind_of(one) == "project":
                said.append((self.ties[one][other], is_done))
                said.append((self.ties[other][one], does))
        else:
            there, back = TIES[role if tie == "partnerOf" and role in TIES else tie]
            said += [(self.ties[one][other], there), (self.ties[other][one], back)]
        through = row["through"]
        for each, words in said:
            each.words.add(words)
            each.predicates.add(tie)
            if through is not None:
                each.through[text(through)] = through
            if not text(row["read"]).startswith(f"{BASE}source/rule/"):
                each.pages.setdefault(claim, set()).add(page)

    def _bring(self, thing: str, event: str, is_pavilion: bool) -> None:
        """Whoever has a part in a pavilion or an award has one in the edition it was shown at."""
        if not is_pavilion and kind_of(thing) != "award":
            return
        for agent, part in self.parts.get(thing, {}).items():
            for at_event in sorted(_AT_ITS_EVENT.keys() & part.predicates):
                self.parts[event][agent].words.add(PARTS[_AT_ITS_EVENT[at_event]][0])
            if agent in self.parts[event] and not self.parts[event][agent].pages:
                self.parts[event][agent].pages.update(part.pages)

    def neighbours(self, agent: str) -> set[str]:
        """Return whom one step leads to."""
        met = set(self.ties[agent]) if agent in self.ties else set()
        for thing in self.things.get(agent, ()):
            met.update(self.parts[thing])
        return met - {agent}

    def way(self, one: str, other: str) -> tuple[int, int, str]:
        """Return the best step between two: how loose, fewer than no sources, through what.

        A stated tie is closer than one project or award, and that closer than one edition.
        """
        ways: list[tuple[int, int, str]] = []
        if one in self.ties and other in self.ties[one]:
            ways.append((0, -self.ties[one][other].sources(), ""))
        for thing in self.things.get(one, set()) & self.things.get(other, set()):
            sources = min(self.parts[thing][each].sources() for each in (one, other))
            ways.append((2 if kind_of(thing) == "event" else 1, -sources, thing))
        return min(ways)

    def distances(self, start: str, goal: str) -> dict[str, int]:
        """Return how many steps lead from ``start`` to others, as far as ``goal``.

        No way leads through a country, since nearly everything is tied to one.
        """
        found, ring, steps = {start: 0}, [start], 0
        while ring and goal not in found:
            steps += 1
            met = {each for agent in ring for each in self.neighbours(agent)} - found.keys()
            found.update(dict.fromkeys(met, steps))
            ring = [each for each in met if kind_of(each) != "country"]
        return found


def chain(answer: Answer, bound: Bound) -> Answer:
    """Return the shortest chain between two agents, one row a step.

    Of chains with equally many steps: the one with more stated ties and fewer shared editions,
    then the one that more independent sources tell, then by IRIs. Both ways give the same chain.
    """
    network = _Network(answer)
    pairs = [(text(one), text(other)) for one in bound["from"] for other in bound["to"]]
    chains = [
        (len(path), cost, path, path[0] != one)
        for one, other in pairs
        if one != other
        for cost, path in _shortest(network, *sorted((one, other)))
    ]
    columns = ("step", "one", "relation", "through", "other", "sources")
    if not chains:
        return Answer(columns, [])
    _, _, path, turned = min(chains)
    path = path[::-1] if turned else path
    steps = zip(path[::2], path[1::2], path[2::2], strict=False)
    rows = [(Literal(at), *_shown_step(network, *step)) for at, step in enumerate(steps, 1)]
    return Answer(columns, rows)


def _shortest(
    network: _Network, start: str, goal: str
) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """Yield the best of the shortest chains with its cost, if there is one."""
    there = network.distances(start, goal)
    if goal not in there:
        return
    back = network.distances(goal, start)
    length = there[goal]
    best: dict[str, tuple[int, int, tuple[str, ...]]] = {start: (0, 0, (start,))}
    for step in range(1, length + 1):
        reached: dict[str, tuple[int, int, tuple[str, ...]]] = {}
        for one, (loose, sources, path) in best.items():
            for other in network.neighbours(one):
                if there.get(other) != step or back.get(other) != length - step:
                    continue
                if kind_of(other) == "country" and other != goal:
                    continue
                looser, fewer, through = network.way(one, other)
                way = (loose + looser, sources + fewer, (*path, through, other))
                reached[other] = min(way, reached.get(other, way))
        best = reached
    loose, sources, path = best[goal]
    yield (loose, sources), path


def _shown_step(network: _Network, one: str, through: str, other: str) -> tuple[Term | None, ...]:
    """Return a step as it is shown: one end, the relation in words, through what, the other."""
    if not through:
        tie = network.ties[one][other]
        carried = tie.through[min(tie.through)] if tie.through else None
        relation, sources = tie.in_words(), tie.sources()
        return NamedNode(one), Literal(relation), carried, NamedNode(other), Literal(sources)
    parts = [network.parts[through][each] for each in (one, other)]
    does, others = (part.in_words() for part in parts)
    relation = f"both {does}" if does == others else f"{does} what the other {others}"
    return (
        NamedNode(one), Literal(relation), NamedNode(through), NamedNode(other),
        Literal(min(part.sources() for part in parts)),
    )  # fmt: skip
