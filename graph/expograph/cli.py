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
from expograph.commands.network import network
from expograph.commands.review import review
from expograph.commands.shelf import list_shelf, remove
from expograph.commands.terminal import Store, say, shown_progress
from expograph.errors import UsageError
from expograph.store import open_store
from expograph.store.generations import current
from expograph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from expograph.answers import Askable

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


app.command(epilog="Example: `expograph network --event 'SCEWC 2019' -o congress.html`")(network)


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
