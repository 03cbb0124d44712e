"""Says in words what is in doubt: what is asked, both sides, and the evidence of each."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from expograph import resources
from expograph.answers import NamedNode, text
from expograph.formats import compact, one_line
from expograph.identifiers import kind_of, local_name
from expograph.questions.evidence import evidence_of, shown
from expograph.questions.library import bind
from expograph.review.sides import LABELS, NAMING, PAIRS, Doubt, Side, node
from expograph.vocabulary import BASE, NS, SYMMETRIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from expograph.answers import Rows, Term
    from expograph.questions.evidence import Evidence

HEADINGS = {
    "duplicates": "possible duplicates",
    "matches": "a weak match",
    "contested": "a contested value",
    "claims": "a claim of little confidence",
}
_TELLING = ("kind", "basedIn", "locatedIn", "website", "parentOrganisation", "worksFor", "position")
"""What helps most to tell a thing from another."""
_PROPERTIES, _VALUES = 7, 4
_PIECES, _SOURCES, _CELLS = 4, 3, 8
"""How much is shown of what is known of a thing, and of the evidence."""


class ToldSide(NamedTuple):
    """One side in words: its name, what is known of it, and the pieces of evidence for it."""

    name: str
    known: tuple[str, ...]
    evidence: tuple[str, ...]


class Told(NamedTuple):
    """A doubt in words: what it is, what is asked, in short and in full, and the sides."""

    heading: str
    thing: str
    short: str
    question: str
    because: str
    effect: str
    sides: tuple[ToldSide, ...]


def told(doubts: Sequence[Doubt], rows: Rows, *, in_full: bool = True) -> list[Told]:
    """Return doubts in words; without the evidence and what is known, unless ``in_full``."""
    names = _names(doubts, rows)
    known = _known(doubts, rows) if in_full else {}
    evidence = _evidence(doubts, rows) if in_full else {}
    return [
        Told(
            HEADINGS[each.kind], names(NamedNode(each.thing)), _short(each, names),
            _question(each, names), one_line(each.because), _effect(each),
            tuple(_side(each, side, names, known, evidence) for side in each.sides),
        )
        for each in doubts
    ]  # fmt: skip


class _Names:
    """Knows what things and terms are called."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __call__(self, term: Term) -> str:
        name = self._names.get(text(term)) if isinstance(term, NamedNode) else None
        return one_line(name or compact(term))


def _names(doubts: Iterable[Doubt], rows: Rows) -> _Names:
    wanted = {iri for each in doubts for iri in (*each.things, each.predicate) if iri}
    return _Names(_labels(wanted, rows))


def _labels(wanted: Iterable[str], rows: Rows) -> dict[str, str]:
    things = [node(each) for each in sorted(set(wanted))]
    found: dict[str, str] = {}
    if things:
        answer = rows(bind(resources.query("internal/names"), {"thing": things}))
        for thing, name in answer.rows:
            found.setdefault(text(thing), text(name))
    return found


def listed(words: Sequence[str], last: str = "or") -> str:
    """Join words as people do: "1, 2 or 3"."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _short(doubt: Doubt, names: _Names) -> str:
    """Return what is in doubt of a thing in a few words."""
    *_, last = doubt.sides
    if doubt.kind == "duplicates":
        return f"may be {names(last.term)}"
    if doubt.kind == "matches":
        return one_line(last.words)
    said = _values(doubt, names)
    said = f"{names(NamedNode(doubt.predicate))}: {said}"
    return f"{said}, says {doubt.source}" if doubt.source else said


def _question(doubt: Doubt, names: _Names) -> str:
    thing, last = names(NamedNode(doubt.thing)), doubt.sides[-1]
    if doubt.kind == "duplicates":
        return f"Are {thing} and {names(last.term)} the same {_kind(doubt.thing)}?"
    if doubt.kind == "matches":
        made = "" if last.term == doubt.sides[0].term else ", now a thing of its own,"
        which = listed([names(side.term) for side in doubt.sides[:-1]])
        return f"Is {one_line(last.words)}{made} the {_kind(doubt.thing)} {which}?"
    asked = f"{thing} · {names(NamedNode(doubt.predicate))} · {_values(doubt, names)}"
    return f"{asked}: is it so?" if doubt.kind == "claims" else f"{asked}: which?"


def _values(doubt: Doubt, names: _Names) -> str:
    """Return the values of a doubt: those that exclude each other, or those that a text lists."""
    last = "or" if doubt.kind == "contested" else "and"
    return listed([names(side.term) for side in doubt.sides], last)


def _kind(thing: str) -> str:
    return "event series" if kind_of(thing) == "series" else kind_of(thing)


def _effect(doubt: Doubt) -> str:
    number = "one statement" if doubt.effect == 1 else f"{doubt.effect or 'no'} statements"
    hang = "hangs" if doubt.effect == 1 else "hang"
    return f"{number} of the graph {hang} on it"


_Known = dict[str, list[str]]
_Found = dict[str, "Evidence"]


def _side(
    doubt: Doubt, side: Side, names: _Names, known: Mapping[str, list[str]], evidence: _Found
) -> ToldSide:
    name = names(side.term)
    if side.words:
        name = one_line(side.words)
    elif doubt.kind == "contested" and side is doubt.sides[0]:
        name += ", which the graph took"
    elif doubt.kind in PAIRS:
        name += f" ({side.written[0]})"
    is_match = bool(side.words) and side.term == doubt.sides[0].term
    told_of = known.get(text(side.term), []) if doubt.kind in PAIRS and not is_match else []
    found = [evidence[claim] for _, claim in side.claims if claim in evidence]
    if doubt.kind not in PAIRS:
        found.sort(key=lambda each: len(each.sources))
    pieces = dict.fromkeys(_piece(each, side) for each in found)
    return ToldSide(name, tuple(told_of), tuple(pieces))


def _piece(evidence: Evidence, side: Side) -> str:
    """Return a piece of evidence as people read it, of a long row what matters here.

    How the claim came out is left to what is said of the side.
    """
    *cells, last = evidence.readable.split(" · ")
    if not evidence.is_quote and len(cells) >= _CELLS:
        said = text(side.term)
        kept = [cell for cell in [*cells[2:], last] if cell.partition(": ")[2] == said]
        cells, last = cells[: 2 if kept else _CELLS], " · ".join([*kept, "…"])
        evidence = evidence._replace(words=" · ".join([*cells, last]), columns="")
    lines = shown(evidence._replace(standing="accepted")).split("\n")
    if (left := len(evidence.sources) - _SOURCES) > 0:
        lines = [*lines[:-left], f"    and {left} more"]
    return "\n".join(lines)


def _evidence(doubts: Iterable[Doubt], rows: Rows) -> _Found:
    """Return the evidence of the claims that speak for the sides, by the claim."""
    claims = {
        claim: statement
        for each in doubts
        for side in each.sides
        for statement, claim in side.claims
    }
    found = evidence_of(dict.fromkeys(claims.values()), rows)
    return {each.claim: each for pieces in found.values() for each in pieces}


def _known(doubts: Iterable[Doubt], rows: Rows) -> dict[str, list[str]]:
    """Return lines that tell what the graph holds of the things that may be one."""
    wanted = {iri for each in doubts if each.kind in PAIRS for iri in each.things}
    if not wanted:
        return {}
    things = [node(each) for each in sorted(wanted)]
    answer = rows(bind(resources.query("internal/known"), {"thing": things}))
    said: defaultdict[str, defaultdict[tuple[str, str], list[Term]]]
    said = defaultdict(lambda: defaultdict(list))
    for thing, says, other, back in answer.rows:
        if other is not None:
            said[text(thing)][text(says), text(back)].append(other)
    relations = {says for of_thing in said.values() for says, _ in of_thing}
    words = _words(relations, rows)
    others = {text(o) for of in said.values() for each in of.values() for o in each[:_VALUES]}
    names = _Names(_labels((each for each in others if each.startswith(BASE)), rows))
    return {thing: list(_lines(of_thing, words, names)) for thing, of_thing in said.items()}


def _words(relations: Iterable[str], rows: Rows) -> dict[tuple[str, str], str]:
    """Return how relations are called, from the one end ("0") and from the other ("1")."""
    ours = [node(each) for each in sorted(relations) if each.startswith(NS)]
    found = {}
    if ours:
        answer = rows(bind(resources.query("internal/words"), {"relation": ours}))
        for relation, forth, back in answer.rows:
            name = text(forth)
            found[text(relation), "0"] = name
            symmetric = local_name(text(relation)) in SYMMETRIC
            found[text(relation), "1"] = name if symmetric else text(back) or f"{name} of"
    return found


def _lines(
    said: Mapping[tuple[str, str], Sequence[Term]], words: Mapping[tuple[str, str], str],
    names: _Names,
) -> Iterator[str]:  # fmt: skip
    """Yield what is known of a thing, a property a line, what tells most of it first."""
    called = [other for key in LABELS[1:] for other in said.get((key, "0"), ())]
    if called:
        yield f"also called {_several(called, names)}"
    keys = [key for key in said if key[0] not in NAMING and key in words]
    keys.sort(key=lambda key: (_rank(key), -len(said[key]), key))
    for key in keys[:_PROPERTIES]:
        yield f"{words[key]}: {_several(said[key], names)}"
    if (left := len(keys) - _PROPERTIES) > 0:
        yield f"and {left} more sorts of statement"


def _rank(key: tuple[str, str]) -> int:
    name = local_name(key[0])
    return _TELLING.index(name) if key[1] == "0" and name in _TELLING else len(_TELLING)


def _several(terms: Sequence[Term], names: _Names) -> str:
    said = ", ".join(names(each) for each in terms[:_VALUES])
    more = len(terms) - _VALUES
    return f"{said} and {more} more" if more > 0 else said


def shown_to_a_person(one: Told, place: str, answers: str) -> str:
    """Return a doubt as it is put to a person, ending with the answers that may be given."""
    lines = ["", f"{place} · {one.heading} · {one.effect}", "", f"  {one.question}"]
    lines.append(f"  {one.because}")
    before: tuple[str, ...] = ()
    for number, side in enumerate(one.sides, 1):
        lines += ["", f"  {number}  {side.name}", *(f"     {line}" for line in side.known)]
        said = ["     as above"] if side.evidence and side.evidence == before else _pieces(side)
        lines += said
        before = side.evidence
    return "\n".join([*lines, "", answers]) + "\n"


def _pieces(side: ToldSide) -> list[str]:
    lines: list[str] = []
    for piece in side.evidence[:_PIECES]:
        first, *more = piece.split("\n")
        lines += [f"     ▸ {first}", *(f"       {line.strip()}" for line in more)]
    if (left := len(side.evidence) - _PIECES) > 0:
        lines.append(f"     and {left} more like these")
    return lines
