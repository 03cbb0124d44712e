"""Works on the rows of questions that SPARQL alone cannot answer: chain, bridges and duplicates.

Each function takes what a query found, in whatever order, and gives an answer in its place.
networkx is loaded by the one function that needs it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from expograph.answers import Answer, Literal, NamedNode, text
from expograph.vocabulary import BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from expograph.answers import Term

    Bound = Mapping[str, Sequence[Term]]

_THINGS = ("event", "project", "award")
"""What agents have a part in together; a series only ties those who organise it."""


def _kind(iri: str) -> str:
    """Return what sort of thing an IRI of ours stands for: "city", "event" …"""
    return iri.removeprefix(f"{BASE}id/").partition("/")[0]


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


# chain ------------------------------------------------------------------------------------------

_PARTS: dict[str, tuple[str, str]] = {
    "organisedBy": ("organised", "was organised by"),
    "organiser": ("organised", "was organised by"),
    "co-organiser": ("co-organised", "was co-organised by"),
    "host": ("hosted", "was hosted by"),
    "supportedBy": ("supported", "was supported by"),
    "supporter": ("supported", "was supported by"),
    "sponsor": ("sponsored", "was sponsored by"),
    "partner": ("was a partner of", "had as a partner"),
    "media-partner": ("was a media partner of", "had as a media partner"),
    "presentedAt": ("was presented at", ""),
    "pavilion host": ("hosted a pavilion at", ""),
    "wonBy": ("won", ""),
    "award winner": ("won an award at", ""),
    "finalist": ("was shortlisted for", ""),
    "award finalist": ("was shortlisted for an award at", ""),
    "hasExhibitor": ("exhibited at", "had as an exhibitor"),
    "exhibitor": ("exhibited at", "had as an exhibitor"),
    "hasSpeaker": ("spoke at", "had as a speaker"),
    "speaker": ("spoke at", "had as a speaker"),
    "pavilion speaker": ("spoke on a pavilion at", ""),
    "hasParticipant": ("took part in", "had as a participant"),
    "participant": ("took part in", "had as a participant"),
}
"""What one says of a part, from the agent's side and from the project's; the weightiest first."""

_TIES: dict[str, tuple[str, str]] = {
    "agreement": ("has an agreement with", "has an agreement with"),
    "joint-pavilion": ("set up a pavilion with", "set up a pavilion with"),
    "joint-organisation": ("organises together with", "organises together with"),
    "project": ("has a project with", "has a project with"),
    "partnerOf": ("is a partner of", "is a partner of"),
    "twinnedWith": ("is twinned with", "is twinned with"),
    "memberOf": ("is a member of", "has as a member"),
    "worksFor": ("works or worked for", "employs or employed"),
    "governs": ("is the government of", "is governed by"),
    "parentOrganisation": ("belongs to", "is the parent of"),
}
_AT_ITS_EVENT = {
    "organisedBy": "pavilion host", "hasSpeaker": "pavilion speaker",
    "wonBy": "award winner", "finalist": "award finalist",
}  # fmt: skip
"""What a part in a pavilion or an award comes to at the edition where it was presented."""

_ORDER = {words: place for place, (words, _) in enumerate([*_PARTS.values(), *_TIES.values()])}


@dataclass(slots=True)
class _Said:
    """What is said of two: in words, by which predicates, through what, and by which pages."""

    words: set[str] = field(default_factory=set)
    predicates: set[str] = field(default_factory=set)
    through: dict[str, Term] = field(default_factory=dict)
    pages: dict[str, set[str]] = field(default_factory=dict)

    def sources(self) -> int:
        """Count the independent sources; the pages of one claim are "one or more of these"."""
        groups = {frozenset(pages) for pages in self.pages.values()}
        alone = {page for group in groups if len(group) == 1 for page in group}
        return max(1, len(alone) + sum(1 for g in groups if len(g) > 1 and not g & alone))

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
            by_tie[_local(text(row["tie"]))].append(row)
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
        role = _local(text(row["role"]))
        page = text(row["page"]) or works.get(text(row["read"]), text(row["read"]))
        claim = text(row["claim"])
        said: list[tuple[_Said, str]] = []
        if tie == "presentedAt":
            if _kind(one) == "project":
                said.append((self.parts[other][one], _PARTS[tie][0]))
        elif tie in _PARTS:
            if _kind(one) not in _THINGS and tie != "organisedBy":
                return
            does, is_done = _PARTS[role if role in _PARTS else tie]
            said.append((self.parts[one][other], does))
            if _kind(one) == "project":
                said.append((self.ties[one][other], is_done))
                said.append((self.ties[other][one], does))
        else:
            there, back = _TIES[role if tie == "partnerOf" and role in _TIES else tie]
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
        if not is_pavilion and _kind(thing) != "award":
            return
        for agent, part in self.parts.get(thing, {}).items():
            for at_event in sorted(_AT_ITS_EVENT.keys() & part.predicates):
                self.parts[event][agent].words.add(_PARTS[_AT_ITS_EVENT[at_event]][0])
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
            ways.append((2 if _kind(thing) == "event" else 1, -sources, thing))
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
            ring = [each for each in met if _kind(each) != "country"]
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
                if _kind(other) == "country" and other != goal:
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


# bridges ----------------------------------------------------------------------------------------

_WORK = 500_000
"""How many ties the search for shortest ways may look at: on a large network it sets out from some
nodes only, and the share of ways is an estimate."""
_SMALLEST = 3
"""How many agents make a community."""


@dataclass(slots=True)
class _Communities:
    """A network by numbers: names, neighbours, and the communities that were found in it."""

    names: list[str]
    near: list[set[int]]
    is_agent: list[bool]
    of: list[int]
    agents: list[int]
    between: dict[tuple[int, int], set[int]]
    ways: Mapping[int, float]


def bridges(answer: Answer, bound: Bound) -> Answer:
    """Return the organisations that tie communities to each other, the busiest bridge first.

    A row names a neighbour on each side, and says in words what the organisation ties together,
    who else does, and how many would be cut off without it.
    """
    pairs = {(row["thing"], row["agent"]) for row in answer.texts()}
    known = _communities(
        {pair for pair in pairs if not {_kind(each) for each in pair} & {"country", "series"}}
    )
    found = []
    for at, name in enumerate(known.names):
        if _kind(name) == "organisation" and (bridge := _bridge(at, known)):
            found.append((-round(1000 * known.ways[at]), -bridge.communities, name, bridge))
    columns = ("organisation", "one_side", "other_side", "communities", "ways", "because")
    return Answer(
        columns,
        [
            (
                NamedNode(name), NamedNode(known.names[bridge.one]),
                NamedNode(known.names[bridge.other]), Literal(bridge.communities),
                Literal(-ways), Literal(bridge.because),
            )
            for ways, _, name, bridge in sorted(found)
        ],
    )  # fmt: skip


def _communities(pairs: Collection[tuple[str, str]]) -> _Communities:
    """Find the communities of a network, and the share of shortest ways that lead over each."""
    import networkx

    names = sorted({each for pair in pairs for each in pair})
    number = {name: at for at, name in enumerate(names)}
    ties = sorted({(number[min(pair)], number[max(pair)]) for pair in pairs})
    near: list[set[int]] = [set() for _ in names]
    for one, other in ties:
        near[one].add(other)
        near[other].add(one)
    network = networkx.Graph()
    network.add_nodes_from(range(len(names)))
    network.add_edges_from(ties)
    is_agent = [_kind(name) not in ("event", "award") for name in names]
    of, agents = [0] * len(names), []
    found = networkx.community.louvain_communities(network, seed=1) if ties else []
    for place, members in enumerate(sorted(found, key=min)):
        agents.append(sum(is_agent[each] for each in members))
        for each in members:
            of[each] = place
    between: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for at, met in enumerate(near):
        if is_agent[at]:
            for pair in combinations(sorted({of[each] for each in met}), 2):
                between[pair].add(at)
    starts = min(len(names), max(50, _WORK // max(1, len(ties))))
    ways = networkx.betweenness_centrality(network, k=starts, seed=1) if ties else {}
    return _Communities(names, near, is_agent, of, agents, between, ways)


class _Bridge(NamedTuple):
    """A neighbour on either side of an organisation, how many communities it touches, and why."""

    one: int
    other: int
    communities: int
    because: str


def _bridge(at: int, known: _Communities) -> _Bridge | None:
    """Return the most telling bridge that an organisation makes: large sides, few others."""
    ends: dict[int, int] = {}
    for each in sorted(known.near[at], key=lambda n: (known.is_agent[n], -len(known.near[n]), n)):
        ends.setdefault(known.of[each], each)
    touched = [place for place in sorted(ends) if known.agents[place] >= _SMALLEST]
    if len(touched) < 2:
        return None

    def telling(pair: tuple[int, int]) -> float:
        return min(known.agents[place] for place in pair) / len(known.between[pair])

    pair = max(combinations(touched, 2), key=telling)
    others = sum(_ties_both(each, pair, known, but=at) for each in known.between[pair] - {at})
    one, other = sorted(pair, key=lambda place: -known.agents[place])
    same = "so does one other" if others == 1 else f"so do {others} others"
    because = (
        f"ties {known.agents[one]} agents around the one to {known.agents[other]} around the "
        f"other; {same if others else 'nobody else does'}"
    )
    if cut := _cut_off(at, known):
        because += f"; without it {cut} would be cut off from the rest"
    return _Bridge(ends[one], ends[other], len(touched), because)


def _ties_both(at: int, pair: tuple[int, int], known: _Communities, but: int) -> bool:
    """Tell whether a node has ties to two communities, but for its tie to the one asked about."""
    return {known.of[each] for each in known.near[at] - {but}}.issuperset(pair)


def _cut_off(at: int, known: _Communities) -> int:
    """Count the agents who would lose touch with the greatest part if this node were gone."""
    seen, sizes = {at}, [0]
    for start in sorted(known.near[at]):
        left, size = [start] if start not in seen else [], 0
        seen.add(start)
        while left:
            each = left.pop()
            size += known.is_agent[each]
            met = known.near[each] - seen
            seen |= met
            left.extend(met)
        sizes.append(size)
    return sum(sizes) - max(sizes)


# duplicates -------------------------------------------------------------------------------------

_PLACES = ("basedIn", "locatedIn", "heldInCity", "heldInCountry")
_RELATED = ("parentOrganisation", "governs", "parentSeries", "subEventOf", "differentFrom")
_TIED = frozenset({
    *_PARTS, *_TIES, "partOfSeries", "heldInCity", "heldAtVenue", "basedIn",
})  # fmt: skip
"""The ties that a merge would move."""
_SMALL_WORDS = frozenset({
    "ab", "ag", "and", "as", "bv", "co", "corp", "corporation", "de", "del", "der", "des", "di",
    "do", "e", "et", "for", "fur", "gmbh", "inc", "la", "le", "les", "limited", "llc", "ltd", "nv",
    "of", "oy", "plc", "s", "sa", "sas", "se", "sl", "spa", "the", "und", "y",
})  # fmt: skip
_BLOCK = 40
"""How many things that share a word or a beginning are still compared with each other."""
_ALIKE = 0.9
"""From which likeness on two names are taken to differ by a slip."""


@dataclass(slots=True)
class _Entry:
    """What is known of a thing that helps to tell whether another is the same."""

    iri: str
    names: dict[str, str] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    known: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ties: int = 0

    def words(self) -> list[frozenset[str]]:
        """Return the words of each name that tell something."""
        return [frozenset(name.split()) - _SMALL_WORDS for name in self.names]


def duplicates(answer: Answer, bound: Bound) -> Answer:
    """Return pairs of things that may be one, those whose merging would move most ties first.

    Only things of one kind that share an outside identifier, a website, a rare word, initials or
    the beginning of a name are compared at all.
    """
    entries = _entries(answer)
    found = []
    for one, other in _candidates(entries):
        if because := _because(one, other):
            less, more = sorted((one, other), key=lambda each: (each.ties, each.iri))
            found.append((-less.ties, -more.ties, more.iri, less.iri, because))
    columns = ("thing", "may_be", "because", "would_move", "ties")
    return Answer(
        columns,
        [
            (NamedNode(kept), NamedNode(gone), Literal(because), Literal(-move), Literal(-ties))
            for move, ties, kept, gone, because in sorted(found)
        ],
    )


def _entries(answer: Answer) -> list[_Entry]:
    """Gather what the rows say of each thing, in the order of the IRIs."""
    from expograph.names import plain

    known: dict[str, _Entry] = {}
    for row in answer.rows:
        iri, what, value = (text(part) for part in row)
        what = _local(what)
        if not iri.startswith(f"{BASE}id/") or _kind(iri) == "theme":
            continue
        entry = known.setdefault(iri, _Entry(iri))
        if what.endswith("Label"):
            name = plain(value)
            entry.names[name] = min(value, entry.names.get(name, value))
        elif what == "website":
            entry.known[what].add(re.sub(r"^https?://(www\.)?|/+$", "", value.casefold()))
        else:
            entry.known[what].add(value)
        if what in _TIED:
            entry.ties += 1
            if value.startswith(f"{BASE}id/"):
                known.setdefault(value, _Entry(value)).ties += 1
    for entry in known.values():
        entry.places = {place for what in _PLACES for place in entry.known[what]}
        for place in sorted(entry.places):
            if place in known and _kind(place) == "city":
                entry.places |= known[place].known["locatedIn"]
    return [known[iri] for iri in sorted(known) if known[iri].names]


def _candidates(entries: Iterable[_Entry]) -> Iterator[tuple[_Entry, _Entry]]:
    """Yield each pair of things that share a key, once; a key that many share tells nothing."""
    blocks: defaultdict[tuple[str, str, str], list[_Entry]] = defaultdict(list)
    for entry in entries:
        for sort, key in sorted(set(_keys(entry))):
            blocks[_kind(entry.iri), sort, key].append(entry)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        if len(block) <= _BLOCK:
            for one, other in combinations(block, 2):
                if (one.iri, other.iri) not in seen:
                    seen.add((one.iri, other.iri))
                    yield one, other


def _keys(entry: _Entry) -> Iterator[tuple[str, str]]:
    for what in ("sameAs", "website"):
        yield from ((what, value) for value in entry.known[what])
    for name, written in entry.names.items():
        yield "name", name
        yield "start", name.replace(" ", "")[:6]
        yield from (("word", word) for word in name.split() if word not in _SMALL_WORDS)
        yield from (("initials", short) for short in _initials(name))
        if _is_short(written):
            yield "initials", name


def _is_short(written: str) -> bool:
    return written.isupper() and written.isalpha() and 3 <= len(written) <= 8


def _initials(name: str) -> set[str]:
    """Return the initials of a name of three words or more, with its small words and without.

    >>> sorted(_initials("international union of public transport"))
    ['iuopt', 'iupt']
    """
    words = name.split()
    told = [word for word in words if word not in _SMALL_WORDS]
    return {"".join(word[0] for word in each) for each in (words, told) if len(each) >= 3}


def _because(one: _Entry, other: _Entry) -> str:
    """Say why two things may be one; nothing when they are not, or nothing speaks for it."""
    if shared := sorted(one.known["sameAs"] & other.known["sameAs"]):
        return f"both are {shared[0].rstrip('/').rpartition('/')[2]} elsewhere"
    if _related(one, other) or _apart(one, other):
        return ""
    reasons = (_same_name, _same_website, _same_words, _short_form, _slip, _longer_form)
    return "; ".join(filter(None, (reason(one, other) for reason in reasons)))


def _related(one: _Entry, other: _Entry) -> bool:
    """Tell whether the two are known to be different: whole and part, or by a decision."""
    return any(
        there.iri in here.known[what]
        for what in _RELATED for here, there in ((one, other), (other, one))
    )  # fmt: skip


def _apart(one: _Entry, other: _Entry) -> bool:
    """Tell whether time, place, number or kind keep the two apart."""
    dates = [min(each.known["startDate"], default="") for each in (one, other)]
    if not (dates[0].startswith(dates[1]) or dates[1].startswith(dates[0])):
        return True
    numbers = [frozenset(re.findall(r"\d+", " ".join(each.names))) for each in (one, other)]
    if all(numbers) and not numbers[0] & numbers[1]:
        return True
    for what in ("presentedAt", "partOfSeries", "kind"):
        if one.known[what] and other.known[what] and not one.known[what] & other.known[what]:
            return True
    return bool(one.places and other.places and not one.places & other.places)


def _same_name(one: _Entry, other: _Entry) -> str:
    shared = sorted(one.names.keys() & other.names.keys())
    return f"both are called {one.names[shared[0]]}" if shared else ""


def _same_website(one: _Entry, other: _Entry) -> str:
    shared = sorted(one.known["website"] & other.known["website"])
    return f"both have the website {shared[0]}" if shared else ""


def _same_words(one: _Entry, other: _Entry) -> str:
    if one.names.keys() & other.names.keys() or not set(one.words()) & set(other.words()):
        return ""
    return "the same words, but for their order or small ones"


def _short_form(one: _Entry, other: _Entry) -> str:
    for short, long in ((one, other), (other, one)):
        for name, written in sorted(short.names.items()):
            if _is_short(written) and any(name in _initials(each) for each in long.names):
                return f"{written} are the initials of the other"
    return ""


def _slip(one: _Entry, other: _Entry) -> str:
    """The names differ by a letter or two, as a slip of the pen leaves them."""
    from difflib import SequenceMatcher

    if set(one.words()) & set(other.words()):
        return ""
    for name in sorted(one.names):
        matcher = SequenceMatcher(None, b=name, autojunk=False)
        for near in sorted(other.names):
            matcher.set_seq1(near)
            if len(name) > 6 and re.findall(r"\d+", name) == re.findall(r"\d+", near):
                quick = matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE
                if quick and matcher.ratio() >= _ALIKE:
                    return f"{one.names[name]} and {other.names[near]} differ by a slip"
    return ""


def _longer_form(one: _Entry, other: _Entry) -> str:
    """One name is the other with a word added, or with some, if the two sit in one city."""
    if set(one.words()) & set(other.words()):
        return ""
    near = any(_kind(place) == "city" for place in one.places & other.places)
    for less, more in sorted((a, b) for a in one.names for b in other.names):
        words, longer = sorted((less.split(), more.split()), key=len)
        added = [word for word in longer if word not in words]
        if 2 <= len(words) < len(longer) and set(words) < set(longer) and (near or len(added) == 1):
            return f"one name is the other with “{' '.join(added)}” added"
    return ""


MEASURES: Mapping[str, Callable[[Answer, Bound], Answer]] = {
    "chain": chain,
    "bridges": bridges,
    "duplicates": duplicates,
}
"""The functions that a question may name in its head, by their names there."""
