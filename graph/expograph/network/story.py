"""Reads a story: steps that the page of a network tells one by one, each with what it shows.

What a step names is looked up among the things and ties of the network, and every mistake is told
with the step in which it is.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import networkx as nx

from expograph.errors import AmbiguousName, InputError, UnknownName, UsageError, nearest, offer
from expograph.names import plain
from expograph.network.yaml_texts import read_yaml

_MOST_STEPS = 200
_LONGEST = 4000
_EXAMPLE = "such as `steps: [{text: Who came to Barcelona, select: Barcelona}]`"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_YEAR = re.compile(r"\d{4}")

Texts = Mapping[str, str]
"""A text by language; "" is whatever language the reader's is."""

_Said = TypeVar("_Said")


@dataclass(frozen=True, slots=True)
class Step:
    """What a step says, and what it shows; what is left empty does not restrict.

    ``thing`` is an IRI, ``tie`` those of two things with the name of the relation between them.
    ``hidden_kinds`` are those of the network that are not shown, ``relations`` those that are;
    ``themes`` are IRIs, ``countries`` codes, ``years`` the first and the last; ``around`` is the
    IRI of a thing of which only the neighbours are shown.
    """

    text: Texts
    thing: str = ""
    tie: tuple[str, ...] = ()
    hidden_kinds: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    sources: int = 1
    around: str = ""

    def record(self) -> dict[str, Any]:
        """Return the step as a page takes it."""
        state: dict[str, Any] = {
            "thing": self.thing,
            "tie": list(self.tie),
            "no-kinds": list(self.hidden_kinds),
            "relations": list(self.relations),
            "themes": list(self.themes),
            "countries": list(self.countries),
            "years": list(self.years),
            "sources": self.sources,
            "around": [self.around, "1"] if self.around else [],
        }
        return {
            "text": dict(self.text),
            "state": {key: said for key, said in state.items() if said},
        }


@dataclass(frozen=True, slots=True)
class Story:
    """A story: how it is called, nothing where it is not said, and its steps in order."""

    title: Texts
    steps: tuple[Step, ...]

    def records(self) -> list[dict[str, Any]]:
        """Return the steps as a page takes them."""
        return [step.record() for step in self.steps]


def read_story(path: Path, graph: nx.MultiDiGraph) -> Story:
    """Return the story in a file, which is told on ``graph``.

    Raises ``InputError`` for a file that is no story, and with all its mistakes for one that has
    some.
    """
    content = read_yaml(path)
    if not isinstance(content, dict) or not isinstance(content.get("steps"), list):
        raise InputError(f"{path} is no story: expected is a list of steps, {_EXAMPLE}")
    steps = content["steps"]
    if not 0 < len(steps) <= _MOST_STEPS:
        raise InputError(f"{path} has {len(steps)} steps; a story has 1 to {_MOST_STEPS}")
    reading = _Reading(str(path))
    readers: _Readers = {"title": _texts, "steps": lambda said: ()}
    title = reading.parts("", content, readers).get("title", {})
    known = _Known(graph)
    told = [_step(f"step {number}", step, known, reading) for number, step in enumerate(steps, 1)]
    if reading.mistakes:
        raise InputError("\n".join(reading.mistakes))
    return Story(title, tuple(told))


# == Parts of a step ==

_Readers = Mapping[str, Callable[[Any], Any]]
"""How each part is read; a reader raises ``UsageError`` for what it cannot take."""


class _Reading:
    """Reads part after part of a file, and remembers what is wrong with which."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.mistakes: list[str] = []

    def parts(self, where: str, given: Any, readers: _Readers) -> dict[str, Any]:
        """Return what was said for each part that could be read."""
        if not isinstance(given, dict):
            self._note(where, f"expected are {', '.join(readers)}, not {_shown(given)}")
            return {}
        read = {}
        for key, said in given.items():
            if key not in readers:
                near = offer(nearest(key, readers))
                self._note(where, f"{key!r} is none of {', '.join(readers)}{near}")
            elif said != "":
                try:
                    read[key] = readers[key](said)
                except UsageError as error:
                    self._note(f"{where}, {key}" if where else key, str(error))
        return read

    def _note(self, where: str, what: str) -> None:
        self.mistakes.append(f"{self._file}, {where}: {what}" if where else f"{self._file}: {what}")


def _step(where: str, given: Any, known: "_Known", reading: _Reading) -> Step:
    def shown(said: Any) -> dict[str, Any]:
        readers: _Readers = {
            "kinds": lambda said: _others(known.kinds, known.kind, said),
            "relations": lambda said: tuple(known.relation(each) for each in _list(said)),
            "themes": lambda said: tuple(known.theme(each) for each in _list(said)),
            "countries": lambda said: tuple(known.country(each) for each in _list(said)),
            "years": _years,
            "sources": _sources,
            "around": lambda said: known.thing(_text(said)),
        }
        return reading.parts(f"{where}, show", said, readers)

    readers: _Readers = {"text": _texts, "select": known.selected, "show": shown}
    read = reading.parts(where, given, readers)
    if isinstance(given, dict) and given.get("text", "") in ("", {}):
        reading.parts(where, {"text": None}, readers)
    show = read.get("show", {})
    selected = read.get("select", ())
    return Step(
        read.get("text", {}),
        thing=selected[0] if len(selected) == 1 else "",
        tie=selected if len(selected) == 3 else (),
        hidden_kinds=show.get("kinds", ()),
        relations=show.get("relations", ()),
        themes=show.get("themes", ()),
        countries=show.get("countries", ()),
        years=show.get("years", ()),
        sources=show.get("sources", 1),
        around=show.get("around", ""),
    )


def _shown(given: Any) -> str:
    text = repr(given) if given else "nothing"
    return text if len(text) <= 60 else f"{text[:59]}…"


def _text(said: Any) -> str:
    if not isinstance(said, str) or not said.strip():
        raise UsageError(f"expected is a text, not {_shown(said)}")
    if len(said) > _LONGEST:
        raise UsageError(f"this text has {len(said):,} characters; at most {_LONGEST:,} are shown")
    return said.strip()


def _list(said: Any) -> list[str]:
    """Return texts; one may stand alone."""
    return [_text(each) for each in (said if isinstance(said, list) else [said])]


def _texts(said: Any) -> dict[str, str]:
    """Return a text, or one in each of several languages."""
    if not isinstance(said, dict):
        return {"": _text(said)}
    for language in said:
        if not _LANGUAGE.fullmatch(language):
            raise UsageError(f"{language!r} is no code of a language, such as en or de")
    return {language: _text(each) for language, each in said.items()}


def _years(said: Any) -> tuple[int, int]:
    years = _list(said)
    if len(years) > 2 or not all(_YEAR.fullmatch(year) for year in years) or years != sorted(years):
        raise UsageError(f"expected is a year, or [first, last], not {_shown(said)}")
    return int(years[0]), int(years[-1])


def _sources(said: Any) -> int:
    if not isinstance(said, str) or not re.fullmatch("[1-9][0-9]{0,3}", said):
        raise UsageError(f"expected is a number of sources such as 2, not {_shown(said)}")
    return int(said)


def _others(every: Iterable[str], find: Callable[[str], _Said], said: Any) -> tuple[str, ...]:
    """Return all but those that are said to be shown."""
    shown = {find(each) for each in _list(said)}
    return tuple(each for each in every if each not in shown)


# == What a network knows ==


class _Known:
    """The things, ties and words of a network, to be looked up by name."""

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        self._graph = graph
        things = dict(graph.nodes(data=True))
        self.kinds = sorted({thing.get("kind", "") for thing in things.values()})
        self._countries = {thing["country"] for thing in things.values() if thing.get("country")}
        themes = {theme for thing in things.values() for theme in thing.get("themes", ())}
        said = graph.graph.get("themes", {})
        ties = {tie["relation"]: tie for *_, tie in graph.edges(data=True)}
        self.relations = sorted(ties)
        self._words = {relation: _ways(graph, tie) for relation, tie in ties.items()}
        self._things = _by_name((iri, _names_of(iri, thing)) for iri, thing in things.items())
        self._themes = _by_name((iri, [iri, *said.get(iri, {}).values()]) for iri in sorted(themes))

    def thing(self, name: str) -> str:
        """Return the IRI of a thing that is called so, or whose IRI this is or ends in."""
        if name in self._graph:
            return name
        found = self._things.get(plain(name), []) or _ending(self._graph, name)
        if len(found) > 1:
            raise AmbiguousName(name, found)
        if not found:
            raise UnknownName("thing of this network", name, self._near(name))
        return found[0]

    def _near(self, name: str) -> list[str]:
        near = nearest(plain(name), self._things)
        return list(dict.fromkeys(self._label(self._things[each][0]) for each in near))

    def _label(self, iri: str) -> str:
        return str(self._graph.nodes[iri].get("label") or iri)

    def kind(self, name: str) -> str:
        """Return the kind that is called so."""
        return _one_of("kind of thing", name, self.kinds)

    def country(self, code: str) -> str:
        """Return the code of a country, as the network has it."""
        return _one_of("country", code, sorted(self._countries))

    def theme(self, name: str) -> str:
        """Return the IRI of a theme that is called so in any language."""
        found = self._themes.get(plain(name)) or _ending(
            (iri for iris in self._themes.values() for iri in iris), name
        )
        if len(found) > 1:
            raise AmbiguousName(name, found)
        if not found:
            raise UnknownName("theme", name, nearest(name, self._themes))
        return found[0]

    def relation(self, name: str) -> str:
        """Return the name of a relation that is called so, or said so in any language."""
        said: dict[str, str] = {
            plain(words): relation
            for relation, (forth, back) in self._words.items()
            for words in (relation, *forth, *back)
        }
        if plain(name) not in said:
            raise UnknownName("relation", name, nearest(name, self.relations))
        return said[plain(name)]

    def selected(self, said: Any) -> tuple[str, ...]:
        """Return the IRI of a thing, or a tie as the IRIs of its ends and its relation's name."""
        if not isinstance(said, list):
            return (self.thing(_text(said)),)
        if len(said) != 3:
            raise UsageError(
                f"expected is a thing, or [thing, relation, thing], not {_shown(said)}"
            )
        start, relation, end = (_text(each) for each in said)
        return self._tie(self.thing(start), relation, self.thing(end))

    def _tie(self, start: str, said: str, end: str) -> tuple[str, str, str]:
        """Return the tie that is said so from one thing to another, whichever way it points."""
        ways = list(self._between(start, end))
        for way, words in ways:
            if plain(said) in map(plain, words):
                return way
        labels = f"{self._label(start)!r} and {self._label(end)!r}"
        known = dict.fromkeys(words[0] for _, words in ways if words)
        told = f"; between them: {', '.join(known)}" if known else "; nothing ties them"
        raise UsageError(f"no tie {said!r} is between {labels}{told}")

    def _between(
        self, start: str, end: str
    ) -> Iterator[tuple[tuple[str, str, str], Sequence[str]]]:
        """Yield the ties of two things, with what may be said of each seen from the first."""
        for source, target in ((start, end), (end, start)):
            for tie in (self._graph.get_edge_data(source, target) or {}).values():
                forth, back = self._words[tie["relation"]]
                words = forth if source == start else back
                yield (source, tie["relation"], target), [*words, tie["relation"]]


def _one_of(what: str, name: str, known: Sequence[str]) -> str:
    found = {plain(each): each for each in known}.get(plain(name))
    if found is None:
        way_on = f"(here are {', '.join(filter(None, known)) or 'none'})"
        raise UnknownName(what, name, nearest(name, known), way_on)
    return found


def _names_of(iri: str, thing: Mapping[str, Any]) -> list[str]:
    return [thing.get("label") or iri, *thing.get("labels", {}).values(), *thing.get("aliases", ())]


def _by_name(called: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """Return for each name, written plainly, the IRIs of what is called so."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for iri, names in called:
        for name in names:
            found[plain(name)][iri] = None
    return {name: list(iris) for name, iris in found.items() if name}


def _ending(iris: Iterable[str], name: str) -> list[str]:
    """Return the IRIs whose last parts are ``name``, as addresses of pages have them."""
    return sorted({iri for iri in iris if iri.endswith(f"/{name}")})


def _ways(graph: nx.MultiDiGraph, tie: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Return what may be said of a relation from its start, and from its end."""
    said = graph.graph.get("relations", {}).get(tie["relation"], {})
    forth = [*said.get("forth", {}).values(), *filter(None, [tie.get("words")])]
    back = [*said.get("back", {}).values(), *filter(None, [tie.get("words_back")])]
    symmetric = said.get("symmetric") or tie.get("symmetric")
    return (forth, back + forth) if symmetric else (forth, back)
