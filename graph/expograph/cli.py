"""The command line: reads arguments, calls one function, prints what comes back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from expograph import __version__, ask, formats, resources
from expograph.answers import Answer, Triples, Verdict, written
from expograph.commands.add import add
from expograph.commands.build import build
from expograph.commands.claims import claims
from expograph.commands.review import review
from expograph.commands.shelf import list_shelf, remove
from expograph.commands.terminal import Store, say, shown_progress
from expograph.errors import UsageError, listed, nearest
from expograph.names import file_stem, slug
from expograph.store import open_store
from expograph.store.generations import current
from expograph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from expograph.answers import Askable, Rows
    from expograph.network.build import Choice

app = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode="markdown",
    pretty_exceptions_enable=False, context_settings={"help_option_names": ["-h", "--help"]},
    help="A knowledge graph of urban-innovation events, in which every statement can be traced to "
    "the words that say it.",
    epilog="Exit status: 0 done, 1 a bug, 2 nothing done, 3 done but some of the input left out.",
)  # fmt: skip

Address = Annotated[
    str | None, typer.Option(help="Ask this SPARQL server instead of the store.", metavar="URL")
]
Timeout = Annotated[int, typer.Option(help="Seconds that a server may take.", min=1)]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="File to write.", metavar="FILE")
]
User = Annotated[str, typer.Option(help="Name for the server.")]
Password = Annotated[
    str,
    typer.Option(help="Password for the server.", envvar="EXPOGRAPH_PASSWORD", show_default=False),
]


def command_line(words: Sequence[str]) -> int:
    """Run a command and return the exit status."""
    command = typer.main.get_command(app)
    try:
        # not command.main(…), which ends the process with 1 when a pipe is broken
        with command.make_context("expograph", list(words)) as running:
            status = command.invoke(running)
    except typer.Exit as leave:
        return leave.exit_code
    except SystemExit:  # rich found the pipe broken
        raise BrokenPipeError from None
    except TyperException as error:
        context = getattr(error, "ctx", None)
        if type(error).__name__ == "NoArgsIsHelpError":
            return 2
        way_on = f" (`{context.command_path} --help` tells more)" if context else ""
        raise UsageError(f"{error.format_message().rstrip('.')}{way_on}") from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    return status if isinstance(status, int) else 0


def _version(wanted: bool) -> None:
    if wanted:
        print(f"expograph {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Ask who works with whom at urban-innovation events, and see the words that say so."""


app.command(epilog="Example: `expograph add press-release.txt --published 2019-11-19`")(add)
app.command("shelf", epilog="Example: `expograph shelf`")(list_shelf)
app.command(epilog="Example: `expograph remove press-release`")(remove)
app.command(epilog="Example: `expograph build`")(build)
app.command(epilog="Example: `expograph claims press-release.txt`")(claims)
app.command(epilog="Example: `expograph review --list`")(review)


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    epilog="Example: `expograph query partners --of mixmove --evidence`",
)
def query(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="The question; without one, all are listed.")
    ] = None,
) -> int:
    """Ask a question of the library; `expograph query NAME --help` tells its parameters."""
    return ask.run([*([name] if name else []), *context.args])


@app.command(epilog="Example: `expograph sparql 'SELECT ?city { ?city a :City } LIMIT 3'`")
def sparql(
    text: Annotated[str | None, typer.Argument(help="A SPARQL 1.1 query.", metavar="QUERY")] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", "-f", help="Read the query from a file.", metavar="FILE"),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            help=f"{', '.join(formats.FORMATS)}; for CONSTRUCT {', '.join(formats.GRAPH_FORMATS)}.",
        ),
    ] = None,
    store: Store = None,
    endpoint: Address = None,
    timeout: Timeout = 60,
) -> int:
    """Ask the graph in SPARQL; expograph's prefixes are known, the default graph is all of it."""
    if (text is None) == (file is None):
        raise UsageError("give a query or a file with one, as in `expograph sparql -f FILE`")
    if form and form not in formats.FORMATS + formats.GRAPH_FORMATS:
        raise ask.unknown_format(form, formats.FORMATS + formats.GRAPH_FORMATS)
    asked = text if text is not None else _read_query(file)
    answer = _engine(store, endpoint, timeout).ask(asked)
    if isinstance(answer, Answer) and not answer.rows:
        say("no rows")
    _write(None, _answer_in(answer, form))
    return 0


def _read_query(file: Path | None) -> str:
    from expograph.questions.library import from_file

    return from_file(file).text if file else ""


def _answer_in(answer: Answer | Verdict | Triples, form: str | None) -> bytes:
    if isinstance(answer, Triples):
        if form in formats.FORMATS:
            raise UsageError(
                f"the answer is a graph; its formats are {', '.join(formats.GRAPH_FORMATS)}"
            )
        return written(answer.triples, form or "turtle", PREFIXES)
    if form in formats.GRAPH_FORMATS:
        raise UsageError(f"the answer has rows; their formats are {', '.join(formats.FORMATS)}")
    if isinstance(answer, Verdict):
        return formats.verdict(answer.yes, form or "table").encode()
    return formats.rows_in(form or "table", answer).encode()


@app.command(epilog="Example: `expograph network --event 'SCEWC 2019' -o congress.html`")
def network(
    of: Annotated[
        str | None, typer.Option(help="Whatever is near this actor.", metavar="NAME")
    ] = None,
    hops: Annotated[
        int | None, typer.Option(help="How many ties away, with --of (2).", min=1, max=9)
    ] = None,
    event: Annotated[
        str | None, typer.Option(help="One edition of an event.", metavar="NAME")
    ] = None,
    series: Annotated[
        str | None, typer.Option(help="All editions of a series.", metavar="NAME")
    ] = None,
    theme: Annotated[str | None, typer.Option(help="What is on a theme.", metavar="NAME")] = None,
    city: Annotated[str | None, typer.Option(help="What is in a city.", metavar="NAME")] = None,
    picture: Annotated[
        str, typer.Option(help="`ties` as stated, or `partnerships` of two actors each.")
    ] = "ties",
    form: Annotated[str | None, typer.Option("--format", help="html, graphml, gexf, json.")] = None,
    output: Output = None,
    store: Store = None,
    endpoint: Address = None,
    timeout: Timeout = 60,
) -> int:
    """Draw a network of partnerships as a page in one file, or write it for other programs.

    Without a choice it shows everything; of several choices it shows what all of them leave. A
    click on a tie shows the words behind it.
    """
    from expograph.network import build as networks
    from expograph.network.files import FORMATS, written

    form = form or (output.suffix.lstrip(".") if output else "") or "html"
    for given, known in ((form, ("html", *FORMATS)), (picture, ("ties", "partnerships"))):
        if given not in known:
            near = nearest(given, known)
            offer = f"; did you mean {listed(near)}?" if near else ""
            raise UsageError(f"{given!r} is none of {', '.join(known)}{offer}")
    if hops is not None and of is None:
        raise UsageError("--hops counts the ties from an actor; name it with --of")
    if output and not output.parent.is_dir():
        raise UsageError(f"there is no folder {output.parent}; make it, or name another")
    with shown_progress() as progress:
        progress("reading the ties")
        rows = _engine(store, endpoint, timeout).rows
        wanted = {"of": of, "event": event, "series": series, "theme": theme, "city": city}
        choice, called = _choice(rows, hops or 2, wanted)
        ties = networks.read_ties(rows)
        pick = networks.choose if picture == "ties" else networks.partnerships_of
        chosen = pick(ties, choice)
        if not chosen.ties:
            raise UsageError(f"no ties are recorded for {' and '.join(called)}")
        progress("finding the evidence")
        graph = networks.network_of(chosen, rows)
        progress("drawing")
        title = ", ".join(called) or "Urban-innovation events"
        note = (
            "Two actors are tied by what they did together."
            if picture == "partnerships"
            else "Each tie is drawn as a source states it."
        ) + " What has no tie is not drawn."
        if form == "html":
            from expograph.page import draw

            content = draw(graph, title=title, note=note).encode("utf-8")
        else:
            content = written(graph, form)
    kind = "network" if picture == "ties" else picture
    place = output or Path(f"{file_stem('-'.join([kind, *map(slug, called)]))}.{form}")
    _write(place, content)
    print(f"{place}: {graph.number_of_nodes():,} things, {graph.number_of_edges():,} ties")
    return 0


def _choice(rows: Rows, hops: int, wanted: dict[str, str | None]) -> tuple[Choice, list[str]]:
    """Return a choice with the names of what was wanted looked up, and how those are called."""
    from expograph.answers import NamedNode
    from expograph.network.build import Choice
    from expograph.questions.naming import find

    types = {
        "of": "Agent",
        "event": "Event",
        "series": "EventSeries",
        "theme": "Theme",
        "city": "City",
    }
    found = {
        key: find(name, (types[key],), rows).iri for key, name in wanted.items() if name is not None
    }
    names = ask.names_of(Answer(("thing",), [(NamedNode(iri),) for iri in found.values()]), rows)
    choice = Choice(
        found.get("of", ""), hops, found.get("event", ""), found.get("series", ""),
        found.get("theme", ""), found.get("city", ""),
    )  # fmt: skip
    return choice, [names.get(iri, iri) for iri in found.values()]


@app.command(
    epilog="Example: `expograph publish --to http://localhost:8890/sparql-graph-crud-auth`"
)
def publish(
    to: Annotated[
        str, typer.Option(help="Address of the server's Graph Store Protocol.", metavar="URL")
    ],
    endpoint: Annotated[
        str,
        typer.Option(
            help="Address of the server's SPARQL, to count by and to tidy up.", metavar="URL"
        ),
    ] = "",
    user: User = "",
    password: Password = "",
    store: Store = None,
) -> int:
    """Put the graph on a SPARQL server, one named graph for each thing read, and count.

    With `--endpoint`, graphs of an earlier build that are no more are dropped there. The password
    is best given as EXPOGRAPH_PASSWORD.
    """
    from expograph import remote

    generation = current(ask.store_folder(str(store) if store else None))
    with shown_progress() as progress:
        published = remote.publish(
            generation.quads_file,
            to,
            endpoint=endpoint,
            user=user,
            password=password,
            progress=progress,
        )
    print(f"{to}: {published.graphs} graphs, {published.quads:,} quads, counted")
    for dropped in published.dropped:
        print(f"dropped, since no build holds it any more: {dropped}")
    return 0


@app.command(epilog="Example: `expograph validate`")
def validate(store: Store = None) -> int:
    """Check the graph against the shapes in the ontology; the status is 2 when it breaks one."""
    from expograph.pipeline import findings

    found = findings(open_store(ask.store_folder(str(store) if store else None)))
    for violation in found:
        print(violation)
    if not found:
        print("the graph keeps to all shapes")
    return 2 if found else 0


@app.command(epilog="Example: `expograph export -o graph.nq`")
def export(
    output: Output = None,
    form: Annotated[
        str | None, typer.Option("--format", help="nquads, trig, turtle or jsonld.")
    ] = None,
    store: Store = None,
) -> int:
    """Write the whole graph: N-Quads or TriG with its named graphs, Turtle, or JSON-LD."""
    endings = {"nq": "nquads", "trig": "trig", "ttl": "turtle", "jsonld": "jsonld"}
    chosen = form or endings.get(output.suffix.lstrip(".") if output else "", "nquads")
    if chosen not in endings.values():
        raise ask.unknown_format(chosen, list(endings.values()))
    folder = ask.store_folder(str(store) if store else None)
    if chosen == "nquads":
        _write(output, current(folder).quads_file.read_bytes())
    else:
        _write(output, open_store(folder).written(chosen))
    if output:
        print(f"{output}: {current(folder).quads:,} quads")
    return 0


@app.command(epilog="Example: `expograph info`")
def info(store: Store = None) -> int:
    """Say what the store holds: things by class, claims by how they came out."""
    folder = ask.store_folder(str(store) if store else None)
    generation = current(folder)
    rows = open_store(folder).rows
    answer = rows(resources.query("internal/counts"))
    print(f"expograph {__version__}\nstore {folder}, generation {generation.digest}")
    print(f"{generation.quads:,} quads\n")
    print(ask.printed(answer, "table", rows), end="")
    return 0


def _engine(store: Path | None, endpoint: str | None, timeout: int) -> Askable:
    """Return what answers: the store, or a server that looks like one."""
    if endpoint:
        from expograph.remote import Endpoint

        return Endpoint(endpoint, timeout=timeout)
    return open_store(ask.store_folder(str(store) if store else None))


def _write(place: Path | None, content: bytes) -> None:
    if place is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    try:
        place.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{place} cannot be written ({error.strerror})") from None
