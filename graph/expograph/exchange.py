"""Hands graphs to rdflib and takes them from there; rdflib is what the field speaks."""

from rdflib import Dataset

from expograph.store.engine import Engine


def dataset_of(engine: Engine) -> Dataset:
    """Return a copy of a graph as an rdflib dataset, one graph for each thing read.

    The union of all graphs is its default graph, as in every query of ours.
    """
    dataset = Dataset(default_union=True)
    dataset.parse(data="\n".join(engine.lines()), format="nquads")
    return dataset


def engine_of(dataset: Dataset) -> Engine:
    """Return an engine in memory that holds what an rdflib dataset holds."""
    engine = Engine.in_memory()
    engine.load([dataset.serialize(format="nquads")])
    return engine
