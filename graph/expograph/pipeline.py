"""Leads the material through the house, from tables to a store; a list of steps."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from expograph import resources
from expograph.claims import Claim, Decision, Mistake, Source
from expograph.errors import ExpographError, InputError, StoreError
from expograph.identifiers import graph, term_name
from expograph.model import FUNCTIONAL_NODES, described, graph_lines, identified
from expograph.read.cells import Refused, in_order, understand
from expograph.read.decisions import read_decisions
from expograph.read.rows import claims as claims_of_rows
from expograph.read.rows import sources as sources_of_rows
from expograph.read.rows import table_key
from expograph.read.tables import Table, read_table
from expograph.resolve.decisions import READ_FROM, Applied, apply, apply_to_inferred
from expograph.rules import follow, rule_key, summary
from expograph.shapes import Violation, checks, violations
from expograph.store.engine import Engine, turtle_lines
from expograph.store.generations import Generation, commit, writing
from expograph.weigh import Scales, Stated, Weighed, weigh

Progress = Callable[[str], None]
PART = 100_000
"""How many lines are loaded and written at a time."""

OWN_TABLES = {"event": table_key("events")}
"""The table whose cell comes before other sources, by the kind of thing that it defines."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a graph is built from: claims as read, their sources, people's decisions."""

    claims: Sequence[Claim]
    sources: Sequence[Source]
    decisions: Sequence[Decision] = ()
    mistakes: Sequence[Mistake] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the generation, its size, and what was left out."""

    generation: Generation
    claims: int
    truths: int
    contested: int
    mistakes: tuple[Mistake, ...]
    findings: tuple[Violation, ...] = ()


def findings(engine: Engine) -> tuple[Violation, ...]:
    """Return what in a graph does not keep to the shapes of the ontology, each as a sentence."""
    shapes = [
        (name, path.read_text(encoding="utf-8"))
        for name, path in resources.files("ontology", ".ttl", below="shapes")
    ]
    return tuple(violations(checks(shapes), engine.rows))


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


def read_material(paths: Iterable[Path], decisions: Path | None = None) -> Material:
    """Read tables, all their mistakes in one run.

    ``decisions`` is the user's file of decisions, when there is one. What other mistakes entail
    comes after them. Raises ``InputError`` that names every table that cannot be used.
    """
    facts, decided, refused = _read_all([*paths, *([decisions] if decisions else [])])
    vocabulary = Engine.in_memory()
    vocabulary.load(ontology_lines())
    themes, roles, states = _vocabulary(vocabulary)
    rows, mistakes, entailed = understand(facts, themes, roles, refused)
    return Material(
        list(claims_of_rows(rows, states)),
        [*sources_of_rows(rows), Source(READ_FROM, title="decisions.csv")],
        [decision for each, _ in decided for decision in each],
        [*in_order([*mistakes, *(mistake for _, each in decided for mistake in each)]), *entailed],
    )


def build(
    store: Path, material: Material, progress: Progress = lambda step: None, *, check: bool = True
) -> Built:
    """Build a new generation of a store from material, and point the store at it.

    The same material gives the same bytes, in whichever order it stands. A build that fails leaves
    the old graph as it is. ``check`` holds the graph against the shapes.
    """
    with writing(store) as fresh:
        try:
            return _build(store, fresh, material, progress, check)
        except OSError as error:
            raise StoreError(
                f"{store} could not be written ({error}); the graph that was there is unchanged"
            ) from None


def _build(store: Path, fresh: Path, material: Material, progress: Progress, check: bool) -> Built:
    progress("weighing the claims")
    applied = apply(material.decisions, material.claims)
    stated = identified(applied.claims, applied.merged)
    first = weigh(stated, _scales(material, applied))
    rules = _rules()
    progress("loading the graph")
    engine = Engine.writing(fresh / "engine")
    cited = [*material.sources, *(_rule_source(*rule) for rule in rules.items())]
    lines = _loaded(engine, stated, first, applied.sources(cited))
    progress("following the rules")
    concluded, second = _concluded(engine, rules, material, applied)
    more = list(graph_lines(concluded, second, known=first.truths))
    engine.load(more)
    with ThreadPoolExecutor(1) as aside:
        settled = aside.submit(engine.settle)
        progress("checking the graph")
        found = findings(engine) if check else ()
        progress("writing to the disk")
        digest = _written(fresh / "graph.nq", sorted(lines + more))
        settled.result()
    quads = len(engine)
    del engine
    generation = commit(store, fresh, digest, quads)
    return Built(
        generation, len(stated) + len(concluded), len(first.truths | second.truths),
        len(first.contested), (*material.mistakes, *applied.idle), found,
    )  # fmt: skip


def _rules() -> dict[str, str]:
    """Return the rules of the ontology, each a query, by name."""
    paths = resources.files("ontology", ".rq", below="rules")
    return {name: path.read_text(encoding="utf-8") for name, path in paths}


def _rule_source(name: str, query: str) -> Source:
    return Source(rule_key(name), title=summary(query))


def _loaded(
    engine: Engine, stated: Sequence[Stated], outcome: Weighed, sources: Iterable[Source]
) -> list[str]:
    """Load claims, truths, sources and ontology while they are being written; return the lines."""
    lines = described(sources) + ontology_lines()
    engine.load(lines)
    with engine.loading() as load:
        for part in _parts(graph_lines(stated, outcome)):
            lines += part
            load(part)
        lines.sort()
    return lines


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
