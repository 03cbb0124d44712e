"""Loads and asks the embedded SPARQL engine (Oxigraph); the default graph is the union of all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph

from expograph.answers import Answer, Triples, Verdict, from_turtle, in_order, taken, used, written
from expograph.errors import QueryError, StoreError
from expograph.store.guard import refuse_dangerous
from expograph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


class Engine:
    """A graph that can be asked: in memory, or in a folder on disk."""

    def __init__(self, store: pyoxigraph.Store, folder: Path | None = None) -> None:
        self._store, self._folder = store, folder

    @classmethod
    def in_memory(cls) -> Engine:
        """Return an empty graph in memory."""
        return cls(pyoxigraph.Store())

    @classmethod
    def writing(cls, folder: Path) -> Engine:
        """Return a new graph in a folder, to be loaded."""
        return cls(pyoxigraph.Store(str(folder)), folder)

    @classmethod
    def reading(cls, folder: Path) -> Engine:
        """Return the graph in a folder, for reading by any number of processes."""
        with _read(folder):
            return cls(pyoxigraph.Store.read_only(str(folder)), folder)

    @property
    def store(self) -> pyoxigraph.Store:
        """The engine's own store, for those who know Oxigraph."""
        return self._store

    def load(self, lines: Iterable[str]) -> None:
        """Take in lines of N-Quads in bulk."""
        self.load_text("\n".join(lines).encode("utf-8"))

    def load_text(self, content: bytes) -> None:
        """Take in a text of N-Quads in bulk."""
        self._store.bulk_load(content, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)

    @contextmanager
    def loading(self) -> Iterator[Callable[[Iterable[str]], None]]:
        """Yield what takes in lines in bulk, while they are still being made; at the end, wait.

        The engine works on one part for each processor, at most two at a time: more parts at once
        take more memory and no less time.
        """
        from concurrent.futures import Future, ThreadPoolExecutor

        parts: list[Future[None]] = []

        def take(lines: Iterable[str]) -> None:
            if len(parts) > 2:
                parts.pop(0).result()
            parts.append(pool.submit(self.load, lines))

        with ThreadPoolExecutor(2) as pool:
            yield take
            for part in parts:
                part.result()

    def settle(self) -> None:
        """See to it that all is on the disk, and in the order in which it is read fastest."""
        self._store.flush()
        self._store.optimize()

    def lines(self) -> Iterator[str]:
        """Yield all statements as lines of N-Quads, in no order."""
        with _read(self._folder):
            for quad in self._store:
                yield f"{quad} ."

    def written(self, form: str) -> bytes:
        """Return the whole graph as "trig", "turtle" or "jsonld"; Turtle without its graphs."""
        with _read(self._folder):
            quads = sorted(self._store, key=lambda quad: (str(quad.graph_name), str(quad)))
        if form == "turtle":
            return written(dict.fromkeys(quad.triple for quad in quads), form, PREFIXES)
        formats = {"trig": pyoxigraph.RdfFormat.TRIG, "jsonld": pyoxigraph.RdfFormat.JSON_LD}
        known = used(PREFIXES, map(str, quads))
        return in_order(pyoxigraph.serialize(quads, format=formats[form], prefixes=known) or b"")

    def __len__(self) -> int:
        with _read(self._folder):
            return len(self._store)

    def ask(self, query: str) -> Answer | Verdict | Triples:
        """Return the answer to a SPARQL 1.1 query; the prefixes of expograph are known to it.

        Raises ``QueryError`` for what is no query, would ask another server or is too deep for the
        engine, ``StoreError`` when the files are damaged.
        """
        refuse_dangerous(query)
        try:
            with _read(self._folder):
                return taken(
                    self._store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
                )
        except SyntaxError as error:
            raise QueryError(f"this is no SPARQL query: {_explained(error)}") from None
        except UnicodeEncodeError:
            raise QueryError("this is no SPARQL query: it is not UTF-8") from None
        except RuntimeError as error:
            raise QueryError(f"the query cannot be answered: {error}") from None

    def rows(self, query: str) -> Answer:
        """Return the rows of a SELECT; see ``ask``."""
        answer = self.ask(query)
        if not isinstance(answer, Answer):
            raise QueryError("a SELECT query was expected here")
        return answer


def turtle_lines(content: str, graph: str, name: str) -> Iterator[str]:
    """Yield the statements of a Turtle text as lines of N-Quads in a named graph.

    ``name`` is that of its nodes without one; see ``from_turtle``.
    """
    for triple in from_turtle(content, name):
        yield f"{triple.subject} {triple.predicate} {triple.object} <{graph}> ."


@contextmanager
def _read(folder: Path | None) -> Iterator[None]:
    """Say in a sentence what is wrong with a store's files, when they cannot be read."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "corrupt" not in str(error).lower():
            raise
        if folder is not None and not folder.exists():
            raise StoreError(
                f"{folder} is gone: the graph was built anew meanwhile; do again what you did"
            ) from None
        reason = " ".join(str(error).split())
        raise StoreError(
            f"the store in {folder} is damaged ({reason}); run `expograph build` to make it anew"
        ) from None


def _explained(error: SyntaxError) -> str:
    """Return what the parser says, without the lists of letters that it would have taken."""
    said = str(error.args[0] if error.args else error).strip()
    if "Prefix not found" in said:
        return f"{said.partition(' expected ')[0]} a prefix that is not declared"
    return said if len(said) < 200 else said[:200].rpartition(",")[0] + " …"
