"""Leads the material through the house, from tables and readings to a store; a list of steps."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass, field, replace
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path

from expograph import resources
from expograph.claims import Claim, Decision, Mistake, Quote, Source
from expograph.errors import ExpographError, InputError, StoreError
from expograph.identifiers import graph, term_name
from expograph.model import FUNCTIONAL_NODES, described, graph_lines, identified
from expograph.read.cells import Refused, in_order, understand
from expograph.read.decisions import read_decisions
from expograph.read.rows import claims as claims_of_rows
from expograph.read.rows import sources as sources_of_rows
from expograph.read.rows import table_key
from expograph.read.tables import Table, read_table
from expograph.readings import Document, Reading
from expograph.resolve.decisions import READ_FROM, Applied, apply, apply_to_inferred
from expograph.resolve.works import same_works
from expograph.rules import follow, rule_key, summary
from expograph.shapes import Violation, checks, violations
from expograph.shelf import Shelved
from expograph.store.carrying import Copied, carried_over
from expograph.store.engine import Engine, turtle_lines
from expograph.store.generations import Generation, commit, current, writing
from expograph.weigh import Scales, Stated, Weighed, weigh

Progress = Callable[[str], None]
PART = 100_000
"""How many lines are loaded and written at a time."""

ENGINE = "engine"
"""The folder of a generation that holds the engine's files."""

FACTS = "facts"
"""The file of a generation that names the folder of tables, where it is not the built-in one."""

OWN_TABLES = {"event": table_key("events")}
"""The table whose cell comes before other sources, by the kind of thing that it defines."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a graph is built from: claims as read, their sources, people's decisions.

    ``readings`` are what documents and users' tables say; ``documents`` has the texts to which
    every quote is held, by the key of the source; ``facts`` is the folder of the tables where it is
    not the built-in one, and ``pages`` has the keys of cited pages by the ids that tables use.
    """

    claims: Sequence[Claim]
    sources: Sequence[Source]
    decisions: Sequence[Decision] = ()
    mistakes: Sequence[Mistake] = ()
    readings: Sequence[Reading] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    facts: Path | None = None
    pages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the generation, its size, what was left out, and claims by thing read."""

    generation: Generation
    claims: int
    truths: int
    contested: int
    mistakes: tuple[Mistake, ...]
    findings: tuple[Violation, ...] = ()
    read: Mapping[str, int] = field(default_factory=dict)


def findings(engine: Engine) -> tuple[Violation, ...]:
    """Return what in a graph does not keep to the shapes of the ontology, each as a sentence."""
    shapes = [
        (name, path.read_text(encoding="utf-8"))
        for name, path in resources.files("ontology", ".ttl", below="shapes")
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda check: violations([check], engine.rows), checks(shapes))
        return tuple(sorted({*chain.from_iterable(found)}, key=astuple))


def ontology_lines() -> list[str]:
    """Return the ontology, themes, roles and concepts as N-Quads, each in a graph of its own."""
    return [
        line
        for name, path in resources.files("ontology", ".ttl")
        for line in turtle_lines(
            path.read_text(encoding="utf-8"),
            graph("ontology" if name == "expograph" else name),
            name,
        )
    ]


def read_material(
    paths: Iterable[Path], decisions: Path | None = None, facts: Path | None = None
) -> Material:
    """Read tables, all their mistakes in one run.

    ``decisions`` is the user's file of decisions, when there is one; ``facts`` the folder of the
    tables, to be remembered. What other mistakes entail comes after them. Raises ``InputError``
    that names every table that cannot be used.
    """
    tables, decided, refused = _read_all([*paths, *([decisions] if decisions else [])])
    vocabulary = Engine.in_memory()
    vocabulary.load(ontology_lines())
    themes, roles, states = _vocabulary(vocabulary)
    rows, mistakes, entailed = understand(tables, themes, roles, refused)
    return Material(
        list(claims_of_rows(rows, states)),
        [*sources_of_rows(rows), Source(READ_FROM, title="decisions.csv")],
        [decision for each, _ in decided for decision in each],
        [*in_order([*mistakes, *(mistake for _, each in decided for mistake in each)]), *entailed],
        facts=facts,
        pages={
            row.row.cell("id"): row.thing.key
            for row in rows
            if row.thing and row.thing.kind == "source"
        },
    )


def with_shelf(material: Material, shelved: Iterable[Shelved]) -> Material:
    """Return material with what is on the shelf, in canonical order."""
    kept = sorted(shelved, key=lambda each: each.key)
    return replace(
        material,
        readings=[each.reading for each in kept],
        documents={each.key: each.document for each in kept if each.document},
    )


def facts_of(store: Path) -> Path | None:
    """Return the folder of tables that a store was built from; None for the built-in one.

    Of a store that is damaged, it is that of any generation that is left.
    """
    try:
        written = current(store).folder / FACTS
    except StoreError:
        written = next((store / "generations").glob(f"*/{FACTS}"), store / FACTS)
    return Path(os.fsdecode(written.read_bytes())) if written.exists() else None


def build(
    store: Path, material: Material, progress: Progress = lambda step: None, *, check: bool = True
) -> Built:
    """Build a new generation of a store from material, and point the store at it.

    The same material gives the same bytes, in whichever order it stands. A build that fails leaves
    the old graph as it is. ``check`` holds the graph against the shapes.
    """
    with writing(store) as fresh:
        return build_in(fresh, store, material, progress, check=check)


def build_in(
    fresh: Path,
    store: Path,
    material: Material,
    progress: Progress = lambda step: None,
    *,
    before: Copied | None = None,
    check: bool = True,
) -> Built:
    """Build in the folder that ``writing`` yields for a store; see ``build``.

    ``before`` is a copy of the generation before, in ``fresh / ENGINE``; where little differs, only
    that is loaded.
    """
    try:
        return _build(fresh, store, material, progress, before, check)
    except OSError as error:
        raise StoreError(
            f"{store} could not be written ({error}); the graph that was there is unchanged"
        ) from None


def _build(
    fresh: Path,
    store: Path,
    material: Material,
    progress: Progress,
    before: Copied | None,
    check: bool,
) -> Built:
    material, merged = _matched(material, progress)
    progress("weighing the claims")
    applied = apply(material.decisions, material.claims, merged)
    stated = identified(applied.claims, applied.merged)
    first = weigh(stated, _scales(material, applied))
    rules = _rules()
    progress("loading the graph")
    cited = [*material.sources, *(_rule_source(*rule) for rule in rules.items())]
    about = described(applied.sources(cited)) + ontology_lines()
    engine, lines, carried = _loaded(fresh / ENGINE, about, graph_lines(stated, first), before)
    asked = before.memory if before and carried else engine
    progress("following the rules")
    concluded, second = _concluded(asked, rules, material, applied)
    more = list(graph_lines(concluded, second, known=first.truths))
    engine.load(more)
    if asked is not engine:
        asked.load(more)
    settle = engine.store.flush if carried else engine.settle
    lines = sorted(lines + more)
    digest, found = _finished(asked, settle, fresh / "graph.nq", lines, progress, check)
    quads = len(engine)
    del engine, settle
    if material.facts:
        (fresh / FACTS).write_bytes(os.fsencode(material.facts.absolute()))
    return Built(
        commit(store, fresh, digest, quads), len(stated) + len(concluded),
        len(first.truths | second.truths), len(first.contested),
        (*material.mistakes, *applied.idle), found,
        Counter(each.claim.read_from for each in stated),
    )  # fmt: skip


def _finished(
    engine: Engine,
    settle: Callable[[], None],
    file: Path,
    lines: Sequence[str],
    progress: Progress,
    check: bool,
) -> tuple[str, tuple[Violation, ...]]:
    """Put all on the disk, and check the graph meanwhile; return the digest and what was found."""
    with ThreadPoolExecutor(1) as aside:
        settled = aside.submit(settle)
        written = aside.submit(_written, file, lines)
        progress("checking the graph")
        found = findings(engine) if check else ()
        progress("writing to the disk")
        settled.result()
        return written.result(), found


def _matched(material: Material, progress: Progress) -> tuple[Material, Mapping[str, str]]:
    """Return material with the claims and sources of its readings, and what is one with what."""
    if not material.readings:
        return material, {}
    from expograph.resolve.identity import identify

    progress("matching names")
    readings = sorted(material.readings, key=lambda each: each.source.key)
    found = identify(readings, material.claims, material.decisions)
    _check_quotes(found.claims, material.documents)
    matched = replace(
        material,
        claims=[*material.claims, *found.claims],
        sources=[*material.sources, *_linked([each.source for each in readings], material)],
        decisions=[each for each in material.decisions if each not in found.followed],
    )
    return matched, found.merged


def _linked(read: Sequence[Source], material: Material) -> Iterator[Source]:
    """Yield the sources of readings, each with the cited page that it is, if it is one.

    One without a title goes by its key.
    """
    same = same_works(read, material.sources, material.pages)
    for source in read:
        title = source.title or source.key.partition("/")[2]
        yield replace(source, same_work_as=same.get(source.key, ""), title=title)


def _check_quotes(claims: Iterable[Claim], documents: Mapping[str, Document]) -> None:
    """Hold each quote to the text that it is cut from; one that is not there is a bug."""
    for claim in claims:
        if isinstance(quote := claim.evidence, Quote):
            read = documents.get(claim.read_from)
            if not read or read.text[quote.start : quote.end] != quote.exact or not quote.exact:
                raise AssertionError(f"the words of a claim are not in its document: {claim}")


def _rules() -> dict[str, str]:
    """Return the rules of the ontology, each a query, by name."""
    paths = resources.files("ontology", ".rq", below="rules")
    return {name: path.read_text(encoding="utf-8") for name, path in paths}


def _rule_source(name: str, query: str) -> Source:
    return Source(rule_key(name), title=summary(query))


def _loaded(
    folder: Path, about: list[str], graph: Iterable[str], before: Copied | None
) -> tuple[Engine, list[str], bool]:
    """Return an engine in a folder that holds the lines, these, and whether it is a copy.

    Where there is no copy of the generation before, or much differs from it, the lines are loaded
    while they are being written.
    """
    if before:
        lines = sorted(chain(about, graph))
        if engine := carried_over(before, lines):
            return engine, lines, True
        about, graph = lines, ()
    engine, lines = Engine.writing(folder), list[str]()
    with engine.loading() as load:
        for part in chain(_parts(about), _parts(graph)):
            lines += part
            load(part)
        lines.sort()
    return engine, lines, False


def _concluded(
    engine: Engine, rules: Mapping[str, str], material: Material, applied: Applied
) -> tuple[list[Stated], Weighed]:
    """Return what follows by the rules from the claims that were loaded, weighed in its turn."""
    inferred = [claim for name in rules for claim in follow(name, rules[name], engine.rows)]
    apply_to_inferred(material.decisions, applied, inferred)
    concluded = identified(inferred, {})
    outcome = weigh(concluded, _scales(material, applied))
    if any(predicate in FUNCTIONAL_NODES for _, predicate, _ in outcome.truths):
        raise ExpographError("a rule must not state a single-valued property")
    return concluded, outcome


def _scales(material: Material, applied: Applied) -> Scales:
    return Scales(
        functional=FUNCTIONAL_NODES,
        published={source.key: source.published for source in material.sources},
        same_work={s.key: s.same_work_as for s in material.sources if s.same_work_as},
        own_table=OWN_TABLES,
        rejected=frozenset(applied.rejected),
        confirmed=frozenset(applied.confirmed),
    )


_Decided = tuple[list[Decision], list[Mistake]]


def _read_all(paths: Iterable[Path]) -> tuple[list[Table], list[_Decided], list[Refused]]:
    """Return the tables of facts, the decisions, and which files cannot be taken in and why."""
    facts, decided, refused = [], [], []
    for path in sorted(paths, key=lambda path: path.name):
        try:
            table = read_table(path)
            if path.name == "decisions.csv":
                decided.append(read_decisions(table))
            else:
                facts.append(table)
        except InputError as error:
            refused.append((path.stem, str(error)))
    return facts, decided, refused


def _vocabulary(engine: Engine) -> tuple[list[str], dict[str, tuple[str, ...]], dict[str, str]]:
    """Return the themes, the roles by scheme, and what a part in each role states."""
    themes = engine.rows(resources.query("internal/themes"))
    roles = engine.rows(resources.query("internal/roles"))
    schemes: dict[str, list[str]] = {}
    states = {}
    for row in roles.texts():
        name = term_name(row["role"])
        states[name] = term_name(row["property"])
        schemes.setdefault(row["scheme"], []).append(name)
    by_name = {
        "partnership" if "partnership" in scheme else "participation": tuple(names)
        for scheme, names in schemes.items()
    }
    return [row["theme"].rpartition("/")[2] for row in themes.texts()], by_name, states


def _parts(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield lines in parts that are worth the while of loading them by themselves."""
    lines = iter(lines)
    while part := list(islice(lines, PART)):
        yield part


def _written(path: Path, lines: Sequence[str]) -> str:
    """Write lines to a file, and return the digest of what was written."""
    digest = sha256()
    with path.open("wb") as file:
        for start in range(0, len(lines), PART):
            block = ("\n".join(lines[start : start + PART]) + "\n").encode("utf-8")
            digest.update(block)
            file.write(block)
    return digest.hexdigest()[:24]
