"""Hands graphs to rdflib and takes them from there; rdflib is what the field speaks."""

from oxrdflib import OxigraphStore
from rdflib import Dataset

from expograph.store.engine import Engine


def dataset_of(engine: Engine) -> Dataset:
    """Return a graph as an rdflib dataset, one graph for each thing read; nothing is copied.

    The union of all graphs is its default graph, as in every query of ours, and the engine answers
    its queries. A graph that was opened for reading can be read only. rdflib writes numbers in its
    own way: ``007`` becomes ``7``.
    """
    return Dataset(store=OxigraphStore(store=engine.store), default_union=True)


def engine_of(dataset: Dataset) -> Engine:
    """Return an engine in memory that holds what an rdflib dataset holds."""
    engine = Engine.in_memory()
    engine.load([dataset.serialize(format="nquads")])
    return engine
