"""Draws networks, as ``expograph network`` is told: looks names up, chooses, writes one file."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from expograph import ask
from expograph.answers import Answer, NamedNode
from expograph.commands.terminal import Store, counted, shown_progress
from expograph.errors import UsageError, nearest, offer
from expograph.memory import nothing_to_collect
from expograph.names import file_stem, slug
from expograph.store import open_store
from expograph.texts import in_language
from expograph.vocabulary import CLASS_OF_KIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx

    from expograph.answers import Askable, Rows
    from expograph.network.build import Chains

_TYPES: Mapping[str, tuple[str, ...]] = {
    "of": tuple(CLASS_OF_KIND.values()),
    "between": tuple(CLASS_OF_KIND.values()),
    "event": ("Event",),
    "series": ("EventSeries",),
    "theme": ("Theme",),
    "city": ("City",),
}
"""Of which classes a thing may be that is named for an option."""

_NOTES = {
    "ties": "Each tie is drawn as a source states it.",
    "partnerships": "Two actors are tied by what they did together.",
    "events": "Actors are tied to the events in which they had a part.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drawn, and how it is called: options with names as typed, dates as ISO."""

    picture: str
    names: Mapping[str, str]
    between: tuple[str, str] | None
    hops: int
    relations: Sequence[str]
    since: str
    until: str
    sources: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A network, what was asked for in words, and what is to be said of it."""

    graph: networkx.MultiDiGraph
    choice: Sequence[tuple[str, str]]
    note: str


def network(
    of: Annotated[
        str | None, typer.Option(help="Whatever is near this thing.", metavar="NAME")
    ] = None,
    hops: Annotated[
        int | None, typer.Option(help="How many ties away, with --of (2).", min=1, max=9)
    ] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(help="The shortest chains of ties between two things.", metavar="A B"),
    ] = None,
    event: Annotated[
        str | None, typer.Option(help="One edition of an event.", metavar="NAME")
    ] = None,
    series: Annotated[
        str | None, typer.Option(help="All editions of a series.", metavar="NAME")
    ] = None,
    theme: Annotated[str | None, typer.Option(help="What is on a theme.", metavar="NAME")] = None,
    city: Annotated[str | None, typer.Option(help="What is in a city.", metavar="NAME")] = None,
    relation: Annotated[
        list[str] | None,
        typer.Option(help="Ties of this kind (hasSpeaker, 'spoke at'); repeat it for several."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Ties from then on.", metavar="YEAR|DATE")
    ] = None,
    until: Annotated[str | None, typer.Option(help="Ties up to then.", metavar="YEAR|DATE")] = None,
    min_sources: Annotated[
        int, typer.Option(help="Ties that rest on so many independent sources.", min=1)
    ] = 1,
    picture: Annotated[
        str,
        typer.Option(
            help="`ties` as stated, `partnerships` of two actors each, or actors and `events`."
        ),
    ] = "ties",
    language: Annotated[
        str, typer.Option(help="Language of the page or file, such as de.", metavar="LANG")
    ] = "en",
    story: Annotated[
        Path | None,
        typer.Option(help="Tell this story on the page: steps in YAML.", metavar="FILE"),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", help="html, svg, png, csv, gexf, graphml, json, jsonld, ttl."),
    ] = None,
    scale: Annotated[int, typer.Option(help="How many times as large a PNG is.", min=1, max=4)] = 1,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write.", metavar="FILE")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    store: Store = None,
    endpoint: Annotated[
        str | None,
        typer.Option(help="Ask this SPARQL server instead of the store.", metavar="URL"),
    ] = None,
    timeout: Annotated[int, typer.Option(help="Seconds that a server may take.", min=1)] = 60,
) -> int:
    """Draw a network of partnerships as a page in one file, or write it for other programs.

    Without a choice it shows everything; of several choices it shows what all of them leave. A
    click on a tie shows the words behind it.
    """
    from expograph.network.build import PICTURES
    from expograph.network.files import FORMATS

    form = form or (output.suffix.lstrip(".") if output else "") or "html"
    form = _one_of(form, ("html", "svg", "png", *FORMATS))
    picture = _one_of(picture, PICTURES)
    if story and form != "html":
        raise UsageError(f"--story is told on a page; {form} has no place for it")
    if hops is not None and of is None:
        raise UsageError("--hops counts the ties from a thing; name it with --of")
    typed = {"of": of, "event": event, "series": series, "theme": theme, "city": city}
    names = {option: name for option, name in typed.items() if name is not None}
    first, last = _time(since, until)
    asked = Asked(
        picture, names, between, hops or 2, relation or [], first, last, min_sources
    )  # fmt: skip
    if output:
        _check_place(output, force)
    with shown_progress() as progress, nothing_to_collect():
        progress("reading the ties")
        drawn = _drawn(asked, _engine(store, endpoint, timeout).rows)
        progress("drawing")
        content = _content(drawn, form, language, story, scale)
    called = [value for _, value in drawn.choice]
    place = output or Path(f"{file_stem('-'.join(_stem(asked, called)))}.{form}")
    _write(place, content, force)
    things, ties = drawn.graph.number_of_nodes(), drawn.graph.number_of_edges()
    print(f"{place}: {counted(things, 'thing')}, {counted(ties, 'tie')}")
    return 0


def _one_of(given: str, known: Sequence[str]) -> str:
    if given in known:
        return given
    raise UsageError(f"{given!r} is none of {', '.join(known)}{offer(nearest(given, known))}")


def _time(since: str | None, until: str | None) -> tuple[str, str]:
    """Return the two ends of a time as ISO dates; either may be open."""
    from expograph.dates import read_date

    ends = []
    for option, typed in (("--since", since), ("--until", until)):
        try:
            ends.append(read_date(typed) if typed is not None else "")
        except ValueError as error:
            raise UsageError(f"{option}: {error}") from None
    first, last = ends
    common = min(len(first), len(last))
    if first[:common] > last[:common]:
        raise UsageError(f"--since {first} is after --until {last}; give the earlier one first")
    return first, last


def _drawn(asked: Asked, rows: Rows) -> Drawn:
    """Return the network that was asked for, or say in a sentence why there is none."""
    from expograph.network import build as networks
    from expograph.network.words import relation_called, relations

    found = {option: _find(option, name, rows) for option, name in asked.names.items()}
    ends = [_find("between", name, rows) for name in asked.between or ()]
    if ends and ends[0] == ends[1]:
        raise UsageError("--between names one thing twice; a chain leads from one to another")
    known = relations(rows)
    kept = [relation_called(typed, known) for typed in asked.relations]
    teller = networks.Teller(rows)
    ties = networks.read_ties(rows, kept, [] if kept else [*found.values(), *ends])
    if asked.since or asked.until:
        teller.learn(ties.ties)
        ties = networks.within(ties, teller.told, asked.since, asked.until)
    choice = networks.Choice(
        found.get("of", ""), asked.hops, found.get("event", ""), found.get("series", ""),
        found.get("theme", ""), found.get("city", ""), sources=asked.sources,
    )  # fmt: skip
    if asked.sources > 1:
        teller.learn(ties.ties)
    chosen = networks.picture_of(asked.picture, ties, choice, teller.sources)
    words = _in_words(asked, found, ends, kept, rows)
    chains = networks.between(chosen, ends[0], ends[1]) if ends else None
    chosen = chains.ties if chains else chosen
    if not chosen.ties:
        raise UsageError(_nothing(asked, words))
    graph = networks.network_of(chosen, rows, teller)
    graph.graph["choice"] = [list(each) for each in words]
    graph.graph["focus"] = found.get("of", "")
    return Drawn(graph, words, _note(asked, graph, chains))


def _find(option: str, name: str, rows: Rows) -> str:
    from expograph.questions.naming import find

    return find(name, _TYPES[option], rows).iri


def _in_words(
    asked: Asked, found: Mapping[str, str], ends: Sequence[str], kept: Sequence[str], rows: Rows
) -> list[tuple[str, str]]:
    """Return what was asked for, option by option, with the names of what was found."""
    iris = [*found.values(), *ends]
    names = ask.names_of(Answer(("thing",), [(NamedNode(iri),) for iri in iris]), rows)
    words = [(option, names.get(iri, iri)) for option, iri in found.items()]
    if ends:
        words.append(("between", " and ".join(names.get(iri, iri) for iri in ends)))
    words += [("relation", relation) for relation in kept]
    words += [(option, said) for option, said in _limits(asked) if said]
    return words


def _limits(asked: Asked) -> Iterable[tuple[str, str]]:
    yield "hops", str(asked.hops) if "of" in asked.names else ""
    yield "since", asked.since
    yield "until", asked.until
    yield "min-sources", str(asked.sources) if asked.sources > 1 else ""


def _nothing(asked: Asked, words: Sequence[tuple[str, str]]) -> str:
    """Say that nothing is known of what was asked for."""
    if asked.between:
        chain = next(said for option, said in words if option == "between")
        return (
            f"no chain of ties leads between {chain}; none leads through a country or a theme, and "
            "--relation may name other relations to go by"
        )
    limits = [(option, said) for option, said in words if option != "hops"]
    named = [said if option in _TYPES else f"{option} {said}" for option, said in limits]
    return f"no ties are recorded for {' and '.join(named) or 'this picture'}"


def _note(asked: Asked, graph: networkx.MultiDiGraph, chains: Chains | None) -> str:
    """Say what is drawn, and what one has to know of it."""
    parts = [_NOTES[asked.picture], "What has no tie is not drawn."]
    if chains and chains.longer:
        parts.append(f"Of more chains that are as short, {chains.number} are drawn.")
    if asked.since or asked.until:
        undated = sum(
            not (tie["since"] or tie["until"] or tie["date"]) for *_, tie in graph.edges(data=True)
        )
        if undated:
            kept = counted(undated, "tie without a date is", "ties without a date are")
            parts.append(f"{kept} kept.")
    return " ".join(parts)


def _content(drawn: Drawn, form: str, language: str, story: Path | None, scale: int) -> bytes:
    """Return the file that shows a network."""
    from expograph.network.files import written
    from expograph.network.measures import hubs_and_bridges
    from expograph.page import picture

    named = ", ".join(said for option, said in drawn.choice if option in _TYPES)
    title = named or "Urban-innovation events"
    if form == "svg":
        return picture.svg(drawn.graph, title=title, language=language).encode("utf-8")
    if form == "png":
        return picture.png(drawn.graph, title=title, language=language, scale=scale)
    if form != "html":
        return written(drawn.graph, form, title=title, language=language)
    from expograph.network.story import Story, read_story
    from expograph.page import draw

    told = read_story(story, drawn.graph) if story else Story({}, ())
    title = in_language(told.title, language, title)
    drawn.graph.graph.update(hubs_and_bridges(drawn.graph))
    page = draw(drawn.graph, title=title, note=drawn.note, language=language, story=told.records())
    return page.encode("utf-8")


def _stem(asked: Asked, called: Iterable[str]) -> list[str]:
    """Return the words of the name of a file for which none was given."""
    kind = "network" if asked.picture == "ties" else asked.picture
    return [kind, *map(slug, called)]


def _engine(store: Path | None, endpoint: str | None, timeout: int) -> Askable:
    """Return what answers: the store, or a server that looks like one."""
    if endpoint:
        from expograph.remote import Endpoint

        return Endpoint(endpoint, timeout=timeout)
    return open_store(ask.store_folder(str(store) if store else None))


def _check_place(place: Path, force: bool) -> None:
    """Refuse a file that cannot be written, before anything is done for it."""
    if not place.parent.is_dir():
        raise UsageError(f"there is no folder {place.parent}; make it, or name another")
    if place.is_dir():
        raise UsageError(f"{place} is a folder; name a file in it")
    if place.exists() and not force and not sys.stdin.isatty():
        raise _there_already(place)


def _there_already(place: Path) -> UsageError:
    return UsageError(f"{place} is there already; --force overwrites it, -o names another file")


def _confirmed(place: Path) -> bool:
    return sys.stdin.isatty() and typer.confirm(f"{place} is there already; overwrite it?")


def _write(place: Path, content: bytes, force: bool) -> None:
    """Write a file whole or not at all; ask before one is overwritten, if somebody is there."""
    if place.exists() and not force and not _confirmed(place):
        raise _there_already(place)
    fresh = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    try:
        fresh.write_bytes(content)
        fresh.replace(place)
    except OSError as error:
        raise UsageError(f"{place} cannot be written ({error.strerror})") from None
    finally:
        fresh.unlink(missing_ok=True)
