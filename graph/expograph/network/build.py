"""Builds networks of who works with whom: things, ties, and the evidence behind every tie.

All ties of a graph are few enough to be held; what is wanted of them is chosen first, and only the
chosen ties are given their evidence.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product

import networkx as nx

from expograph import resources
from expograph.answers import Answer, text
from expograph.identifiers import term_name
from expograph.independence import independent
from expograph.questions.evidence import Evidence, Statement, about, evidence_of, together
from expograph.questions.library import bind
from expograph.vocabulary import NS, SYMMETRIC

Rows = Callable[[str], Answer]


@dataclass(frozen=True, slots=True)
class Thing:
    """What a network shows of a thing."""

    iri: str
    label: str
    kind: str
    aliases: tuple[str, ...] = ()
    date: str = ""
    status: str = ""
    series: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie of two things, and the statements on which it rests (one, or several that make it)."""

    start: str
    relation: str
    end: str
    statements: tuple[Statement, ...]
    through: str = ""
    how: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ties:
    """The things of a graph, by IRI, and all their ties."""

    things: Mapping[str, Thing]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the network is wanted; what is left empty does not restrict.

    ``of`` and ``hops``: whatever is at most so many ties away from a thing; ``event``, ``series``,
    ``theme``, ``city``: what belongs to it, and whatever is tied to that.
    """

    of: str = ""
    hops: int = 2
    event: str = ""
    series: str = ""
    theme: str = ""
    city: str = ""
    relations: frozenset[str] = field(default_factory=frozenset)


def read_ties(rows: Rows) -> Ties:
    """Return all things of a graph that a network can show, and their ties as stated."""
    things = _things(rows(resources.query("internal/things")))
    ties = []
    for start, relation, end in sorted(rows(resources.query("internal/ties")).rows, key=str):
        if text(start) in things and text(end) in things:
            name = term_name(text(relation))
            statement = (str(start), str(relation), str(end))
            ties.append(Tie(text(start), name, text(end), (statement,)))
    return Ties(things, tuple(ties))


def _things(answer: Answer) -> dict[str, Thing]:
    said: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(answer.texts(), key=lambda row: tuple(row.values())):
        said[row["thing"]][row["what"]].append(row["said"])
    return {iri: _thing(iri, known) for iri, known in said.items() if known["class"]}


def _thing(iri: str, known: Mapping[str, list[str]]) -> Thing:
    def first(what: str, otherwise: str = "") -> str:
        return next(iter(known[what]), otherwise)

    return Thing(
        iri, first("label", iri.rpartition("/")[2]), term_name(first("class")),
        tuple(known["alias"]), first("date"), term_name(first("status")),
        tuple(known["series"]), tuple(known["theme"]), tuple(known["place"]),
        tuple(term_name(each) for each in known["contested"]),
    )  # fmt: skip


def partnerships(ties: Ties) -> Ties:
    """Return the ties of partners: two agents, and what makes them partners.

    Stated partnerships stand; host and exhibitor of one pavilion, organisers of one thing, and
    partners in one project are tied through it, once for each thing. Each tie says how.
    """
    made = [tie for tie in ties.ties if tie.relation == "partnerOf"]
    parts: defaultdict[str, defaultdict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
    for tie in ties.ties:
        parts[tie.start][tie.relation].append(tie)
    for thing, by in sorted(parts.items()):
        hosts, partners = by["organisedBy"], by["hasParticipant"]
        pairs = [(*pair, "organisers of one thing") for pair in combinations(hosts, 2)]
        if ties.things[thing].kind == "Project":
            shown = product(hosts, by["hasExhibitor"])
            pairs += [(*pair, "host and exhibitor of one pavilion") for pair in shown]
            together = [*product(hosts, partners), *combinations(partners, 2)]
            pairs += [(*pair, "partners in one project") for pair in together]
        made += _through(thing, pairs)
    return Ties(ties.things, tuple(made))


def partnerships_of(ties: Ties, choice: Choice) -> Ties:
    """Return the partnerships that hold within a choice.

    What belongs to an event, series, theme or city is chosen among the ties as stated; how far
    away an actor is, is counted in partnerships.
    """
    within = choose(ties, replace(choice, of=""))
    return choose(partnerships(within), Choice(of=choice.of, hops=choice.hops))


def _through(thing: str, pairs: Iterable[tuple[Tie, Tie, str]]) -> Iterator[Tie]:
    """Yield one tie for each two agents that have parts in one thing, with all that says so."""
    statements: defaultdict[tuple[str, str], dict[Statement, None]] = defaultdict(dict)
    how: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for one, other, reason in pairs:
        first, second = sorted((one, other), key=lambda tie: tie.end)
        if first.end != second.end:
            said = dict.fromkeys(first.statements + second.statements)
            statements[first.end, second.end].update(said)
            how[first.end, second.end][reason] = None
    for (start, end), said in statements.items():
        yield Tie(start, "partnerOf", end, tuple(said), thing, tuple(how[start, end]))


def choose(ties: Ties, choice: Choice) -> Ties:
    """Return the things that were chosen and all ties between them; things without a tie go."""
    wanted = [t for t in ties.ties if not choice.relations or t.relation in choice.relations]
    kept: set[str] | None = None
    for chosen in _circles(ties, wanted, choice):
        kept = chosen if kept is None else kept & chosen
    inside = [tie for tie in wanted if kept is None or (tie.start in kept and tie.end in kept)]
    named = {part for tie in inside for part in (tie.start, tie.end, tie.through) if part}
    return Ties({iri: ties.things[iri] for iri in sorted(named)}, tuple(inside))


def _circles(ties: Ties, wanted: Sequence[Tie], choice: Choice) -> Iterator[set[str]]:
    """Yield for each part of a choice the things that it leaves."""
    things = ties.things.values()
    if choice.of:
        yield _around({choice.of}, wanted, choice.hops)
    if choice.event:
        stands = {tie.start for tie in wanted if tie.end == choice.event}
        yield _around({choice.event} | stands, wanted, 1)
    if choice.series:
        yield _around({t.iri for t in things if choice.series in t.series}, wanted, 1)
    if choice.theme:
        yield _around({t.iri for t in things if choice.theme in t.themes}, wanted, 1)
    if choice.city:
        yield _around({choice.city} | {t.iri for t in things if choice.city in t.places}, wanted, 1)


def _around(centre: set[str], ties: Iterable[Tie], hops: int) -> set[str]:
    """Return what is at most ``hops`` ties away from any thing of the centre."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for tie in ties:
        near[tie.start].add(tie.end)
        near[tie.end].add(tie.start)
    reached, edge = set(centre), set(centre)
    for _ in range(hops):
        edge = {other for thing in edge for other in near[thing]} - reached
        reached |= edge
    return reached


def network_of(ties: Ties, rows: Rows) -> nx.MultiDiGraph:
    """Return chosen ties as a graph whose edges carry relation, dates, weight and evidence.

    Nodes are IRIs with ``label``, ``kind``, ``aliases``, ``date``; an edge has ``relation``,
    ``words``, ``words_back``, ``symmetric``, ``roles``, ``since``, ``until``, ``date``, ``status``,
    ``contested``, ``through``, ``weight`` (the number of sources behind it) and ``evidence``.
    """
    statements = list(dict.fromkeys(s for tie in ties.ties for s in tie.statements))
    evidence = evidence_of(statements, rows)
    qualified = _qualifiers(statements, rows)
    words = _words({tie.relation for tie in ties.ties}, rows)
    graph = nx.MultiDiGraph()
    ends = {end for tie in ties.ties for end in (tie.start, tie.end)}
    for iri in sorted(ends):
        thing = ties.things[iri]
        graph.add_node(
            iri, label=thing.label, kind=thing.kind, aliases=list(thing.aliases), date=thing.date
        )
    numbers: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for tie in ties.ties:
        alike = (tie.start, tie.end, tie.relation)
        key = f"{tie.relation}-{numbers[alike]}"
        numbers[alike] += 1
        said = [each for statement in tie.statements for each in evidence[statement]]
        forth, back = words.get(tie.relation, (tie.relation, ""))
        graph.add_edge(
            tie.start, tie.end, key,
            **_attributes(tie, ties.things, [qualified[s] for s in tie.statements]),
            words=forth, words_back=back,
            weight=independent({source.iri for source in each.sources} for each in said),
            evidence=_once(map(_as_dict, together(said))),
        )  # fmt: skip
    return graph


def _attributes(
    tie: Tie, things: Mapping[str, Thing], qualified: Sequence[Mapping[str, list[str]]]
) -> dict[str, object]:
    def said(name: str) -> list[str]:
        return sorted({value for each in qualified for value in each.get(name, [])})

    about = [things[iri] for iri in (tie.through, tie.start, tie.end) if iri in things]
    event = next((thing for thing in about if thing.kind == "Event"), None)
    since, until, as_of = said("since"), said("until"), said("asOf")
    return {
        "relation": tie.relation, "symmetric": tie.relation in SYMMETRIC,
        "roles": [*tie.how, *said("role"), *said("position")],
        "since": (since or [things[tie.through].date if tie.through in things else ""])[0],
        "until": (until or [""])[-1],
        "date": event.date if event else (as_of or [""])[-1],
        "status": (said("status") or [event.status if event else ""])[0],
        "contested": False,
        "through": things[tie.through].label if tie.through in things else "",
    }  # fmt: skip


def _as_dict(evidence: Evidence) -> dict[str, object]:
    """Return a piece of evidence as a page shows it; of several sources, the first is linked."""
    return {
        "text": evidence.readable, "is_quote": evidence.is_quote,
        "where": evidence.place, "reference": evidence.reference, **_cited(evidence),
    }  # fmt: skip


def _once(pieces: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """Return pieces of evidence without those that read the same; one row may say two things."""
    return list({tuple(piece.values()): piece for piece in pieces}.values())


def _cited(evidence: Evidence) -> dict[str, str]:
    """Return what is said of the sources of a piece of evidence."""
    first = evidence.sources[0]
    titles = [source.title or source.iri for source in evidence.sources]
    several = "one or more of: " if len(titles) > 1 else ""
    return {
        "source": several + "; ".join(titles), "publisher": first.publisher,
        "published": first.published, "address": first.address, "language": first.language,
    }  # fmt: skip


def _qualifiers(
    statements: Sequence[Statement], rows: Rows
) -> dict[Statement, defaultdict[str, list[str]]]:
    found: dict[Statement, defaultdict[str, list[str]]] = {s: defaultdict(list) for s in statements}
    for statement, said in about(statements, "qualifiers", rows):
        if statement in found:
            found[statement][term_name(said["qualifier"])].append(term_name(said["said"]))
    return found


def _words(relations: Iterable[str], rows: Rows) -> dict[str, tuple[str, str]]:
    """Return how the ontology calls these relations, from the start to the end and back."""
    wanted = [f"<{NS}{relation}>" for relation in sorted(relations)]
    answer = rows(bind(resources.query("internal/words"), {"relation": wanted or ["<urn:x-none>"]}))
    return {term_name(text(name)): (text(forth), text(back)) for name, forth, back in answer.rows}
