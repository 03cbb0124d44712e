#!/usr/bin/env python3
"""Measures expograph beside its peers, in one run each, and prints the ratios as a table.

scripts/bench.py build                     the built-in graph: time, peak memory
scripts/bench.py generated --quads 1000000 a seeded power-law graph, beside rdflib (5000000 by hand)
scripts/bench.py queries                   each query of the library, beside pyoxigraph and rdflib
scripts/bench.py cold                      one query from a cold start, beside `import pyoxigraph`
scripts/bench.py validate                  the shapes as SPARQL, beside pyshacl

Times are CPU seconds of the process that does the work, its threads included, but for the generated
build, where elapsed time counts, since loading and writing go on side by side. The median is shown
where something is run more than once.
"""

import argparse
import math
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph

from expograph import ask, model, pipeline, resources
from expograph.claims import Claim, Ref, Row, Source, Value
from expograph.identifiers import claim_iri, iri
from expograph.questions import library
from expograph.store import open_store
from expograph.store.engine import Engine
from expograph.store.generations import current
from expograph.vocabulary import PREFIXES, term
from expograph.weigh import Scales, weigh

PATIENCE = 20
"""Seconds that rdflib may take for one query; what takes longer counts as that long."""


def spent(work: Callable[[], object]) -> float:
    """Return the CPU seconds that some work takes, threads included."""
    before = time.process_time()
    work()
    return time.process_time() - before


def median(work: Callable[[], object], times: int) -> float:
    """Return the median CPU seconds of some work."""
    return statistics.median(spent(work) for _ in range(times))


def peak_megabytes() -> float:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def built_in(folder: Path) -> Path:
    """Build the built-in graph and return its store."""
    store = folder / "store"
    pipeline.build(store, pipeline.read_material(resources.tables()))
    return store


def bench_build(folder: Path, _: argparse.Namespace) -> None:
    """The built-in graph, from tables to a checked store."""
    seconds = spent(lambda: built_in(folder))
    quads = current(folder / "store").quads
    print(f"| built-in graph, {quads:,} quads | {seconds:.2f} s | {peak_megabytes():.0f} MB |")


def generated(quads: int, seed: int = 1) -> tuple[list[Claim], list[Source]]:
    """Return claims that come to about so many quads: few hubs, many things with one tie."""
    chance = random.Random(seed)
    count = quads // 11
    events, agents = max(4, count // 40), max(8, count // 8)
    pages = [
        Source(f"page-{n}", title=f"Page {n}", published=f"{2010 + n % 15}") for n in range(400)
    ]
    pages += [
        Source(f"table/{name}", title=name)
        for name in ("events", "organisations", "figures", "participations")
    ]
    claims = list(_named(events, agents))
    popularity = [1 / rank for rank in range(1, events + 1)]
    eagerness = [1 / rank for rank in range(1, agents + 1)]
    wanted = count - len(claims)
    chosen = zip(
        chance.choices(range(events), popularity, k=wanted),
        chance.choices(range(events), k=wanted),
        chance.choices(range(agents), eagerness, k=wanted),
        chance.choices(range(400), k=wanted),
        strict=True,
    )
    for number, (event, counted, agent, page) in enumerate(chosen):
        row = Row(
            number + 2,
            f"event-{event},agent-{agent},exhibitor,page-{page}",
            f"{number}",
            (f"page-{page}",),
        )
        if number % 10:
            claims.append(
                Claim(
                    "table/participations", Ref("event", f"event-{event}"), "hasExhibitor",
                    Ref("organisation", f"agent-{agent}"), row,
                    (("role", Ref("role", "exhibitor")),),
                )
            )  # fmt: skip
        else:
            figure = Value(str(1000 + agent % 7), "integer")
            claims.append(
                Claim(
                    "table/figures", Ref("event", f"event-{counted}"), "attendeeCount", figure, row
                )
            )
    return claims, pages


def _named(events: int, agents: int) -> Iterator[Claim]:
    for kind, number in (("event", events), ("organisation", agents)):
        for each in range(number):
            thing = Ref(kind, f"{'event' if kind == 'event' else 'agent'}-{each}")
            name = Value(f"{kind.title()} {each}")
            row = Row(each + 2, f"{thing.key},{name.text}", thing.key, ("page-0",))
            yield Claim(
                f"table/{kind}s", thing, "rdf:type", Ref("class", kind), row,
                name_as_read=name, matched_by="id",
            )  # fmt: skip
            yield Claim(f"table/{kind}s", thing, "skos:prefLabel", name, row)


def bench_generated(folder: Path, given: argparse.Namespace) -> None:
    """Records to a loaded store and a sorted N-Quads file, beside rdflib doing the same."""
    claims, pages = generated(given.quads)
    material = pipeline.Material(claims, pages)
    begun = time.monotonic()
    cpu = spent(lambda: pipeline.build(folder / "store", material, check=False))
    ours = time.monotonic() - begun
    generation, memory = current(folder / "store"), peak_megabytes()
    size = f"{generation.quads:,} quads: build, elapsed (CPU)"
    print(f"| {size} | {ours:.1f} s ({cpu:.1f} s) | {memory:.0f} MB |")
    python = spent(lambda: lines_alone(claims))
    alone = pyoxigraph.Store(str(folder / "alone"))
    engine = spent(lambda: alone.bulk_load(path=str(generation.quads_file), lenient=True))
    print(f"| our own Python · the engine's loading, CPU | {python:.1f} s · {engine:.1f} s | |")
    if given.alone:
        return
    begun = time.monotonic()
    rdflib_build(claims, pages, folder / "rdflib.nq")
    theirs = time.monotonic() - begun
    print(f"| rdflib in memory, the same claims, elapsed | {theirs:.1f} s | |")
    print(f"| rdflib / expograph | **{theirs / ours:.1f}** | |")


def lines_alone(claims: list[Claim]) -> None:
    """Do what a build does in Python, without the engine."""
    stated = model.identified(claims, {})
    sorted(model.graph_lines(stated, weigh(stated, Scales(model.FUNCTIONAL_NODES))))


def rdflib_build(claims: list[Claim], pages: list[Source], place: Path) -> None:
    """Load the same claims and truths into an rdflib dataset, and write them sorted."""
    from rdflib import Dataset, Literal, URIRef
    from rdflib.namespace import RDF

    dataset = Dataset()
    truths = URIRef(f"{PREFIXES['g']}truths")
    graphs = {
        name: dataset.graph(URIRef(iri(Ref("source", name))))
        for name in {c.read_from for c in claims}
    }
    graphs["truths"] = dataset.graph(truths)

    def node(part: Ref | Value) -> URIRef | Literal:
        if isinstance(part, Ref):
            return URIRef(iri(part))
        return Literal(part.text, datatype=URIRef(PREFIXES["xsd"] + part.datatype))

    quads = []
    for claim in claims:
        name, graph = URIRef(claim_iri(claim)), graphs[claim.read_from]
        subject, predicate, thing = (
            node(claim.subject),
            URIRef(term(claim.predicate)),
            node(claim.object),
        )
        assert isinstance(claim.evidence, Row)
        said = [
            (RDF.type, URIRef(term("Claim"))), (RDF.subject, subject), (RDF.predicate, predicate),
            (RDF.object, thing), (URIRef(term("confidence")), Literal(claim.confidence)),
            (URIRef(term("method")), Literal(claim.method)),
            (URIRef(term("row")), Literal(claim.evidence.text)),
            (URIRef(term("line")), Literal(claim.evidence.line)),
            (URIRef(term("prov:wasDerivedFrom")), graph.identifier),
            *((URIRef(term("prov:hadPrimarySource")), URIRef(iri(Ref("source", page))))
              for page in claim.evidence.cited),
            *((URIRef(term(key)), node(value)) for key, value in claim.qualifiers),
        ]  # fmt: skip
        quads += [(name, about, value, graph) for about, value in said]
        quads.append((name, URIRef(term("standing")), URIRef(term("accepted")), graphs["truths"]))
        quads.append((subject, predicate, thing, graphs["truths"]))
    dataset.addN(quads)
    lines = sorted(dataset.serialize(format="nquads").splitlines())
    place.write_text("\n".join(lines), encoding="utf-8")


def bench_queries(folder: Path, given: argparse.Namespace) -> None:
    """Each query of the library through expograph, as raw text on pyoxigraph, and on rdflib."""
    store = built_in(folder)
    engine = open_store(store)
    raw = pyoxigraph.Store.read_only(str(current(store).engine))
    dataset = None if given.alone else _rdflib_dataset(store)
    print(
        "| query | rows | expograph ms | / pyoxigraph | rdflib / expograph |\n|---|---|---|---|---|"
    )
    over_raw, over_ours = [], []
    for name in library.names():
        text = library.question(name).text
        rows = len(engine.rows(text).rows)
        times = 5 if rows > 3000 else 15
        pairs = [
            (
                spent(lambda text=text: _through_the_api(engine, text)),
                spent(lambda text=text: _raw(raw, text)),
            )
            for _ in range(times)
        ]
        ours = statistics.median(mine for mine, _ in pairs)
        over_raw.append(statistics.median(mine / other for mine, other in pairs))
        theirs = None if dataset is None else _patiently(dataset, text)
        shown = ""
        if theirs is not None:
            over_ours.append(theirs / ours)
            shown = f"{'> ' if theirs >= PATIENCE else ''}{theirs / ours:,.0f}"
        print(
            f"| {name} | {rows:,} | {ours * 1000:.1f} | {over_raw[-1]:.2f} | {shown} |", flush=True
        )
    print(f"| geometric mean | | | **{_mean(over_raw):.2f}** | **{_mean(over_ours):,.0f}** |")


def _through_the_api(engine: Engine, text: str) -> int:
    return (
        len(ask.answered(library.read("bench", text), {}, engine.rows).rows)
        if "#+ function" not in text
        else len(engine.rows(text).rows)
    )


def _raw(store: pyoxigraph.Store, text: str) -> int:
    solutions = store.query(text, use_default_graph_as_union=True)
    return len([tuple(solution) for solution in solutions])


def _rdflib_dataset(store: Path) -> object:
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    dataset.parse(str(current(store).quads_file), format="nquads")
    return dataset


def _patiently(dataset: object, text: str) -> float:
    """Return the seconds that rdflib takes for a query, at most ``PATIENCE``."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    try:
        return spent(lambda: list(dataset.query(text)))  # type: ignore[attr-defined]
    except TimeoutError:
        return float(PATIENCE)
    finally:
        signal.alarm(0)


def _mean(ratios: list[float]) -> float:
    return math.exp(statistics.fmean(map(math.log, ratios))) if ratios else math.nan


def bench_cold(folder: Path, _: argparse.Namespace) -> None:
    """One question from a cold start, beside importing the engine alone."""
    store = str(built_in(folder))
    imported = [sys.executable, "-c", "import pyoxigraph"]
    asked = [
        sys.executable,
        "-m",
        "expograph",
        "query",
        "partners",
        "--of",
        "mixmove",
        "--store",
        store,
    ]
    pairs = [(_child(asked), _child(imported)) for _ in range(21)]
    ours = statistics.median(mine for mine, _ in pairs)
    theirs = statistics.median(other for _, other in pairs)
    print(f"| cold query | {ours * 1000:.0f} ms | import pyoxigraph {theirs * 1000:.0f} ms |")
    print(f"| ratio | **{statistics.median(mine / other for mine, other in pairs):.1f}** | |")


def _child(words: list[str]) -> float:
    """Return the CPU seconds of a command, with its compiled modules kept as usual."""
    plain = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env=plain)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def bench_validate(folder: Path, _: argparse.Namespace) -> None:
    """The shapes compiled to SPARQL checks, beside pyshacl with the same shapes."""
    import pyshacl
    from rdflib import SH, Graph

    store = built_in(folder)
    engine = open_store(store)
    ours = median(lambda: pipeline.findings(engine), 3)
    dataset = _rdflib_dataset(store)
    shapes = Graph()
    for _name, path in resources.files("ontology", ".ttl", below="shapes"):
        shapes.parse(path)
    begun = time.process_time()
    _conforms, report, _text = pyshacl.validate(dataset, shacl_graph=shapes)
    theirs = time.process_time() - begun
    mine = {(each.shape, each.focus) for each in pipeline.findings(engine)}
    same = mine == {
        (str(report.value(result, SH.sourceShape)), str(report.value(result, SH.focusNode)))
        for result in report.objects(None, SH.result)
    }
    print(f"| shapes as SPARQL | {ours:.2f} s |\n| pyshacl | {theirs:.1f} s |")
    print(f"| pyshacl / expograph | **{theirs / ours:.0f}** |")
    print(f"| the same findings | {'yes' if same else 'NO'}, {len(mine)} |")


PARTS = {
    "build": bench_build, "generated": bench_generated, "queries": bench_queries,
    "cold": bench_cold, "validate": bench_validate,
}  # fmt: skip


def main() -> None:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--alone", action="store_true", help="without the slow peer")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        PARTS[given.part](Path(folder), given)


if __name__ == "__main__":
    main()
