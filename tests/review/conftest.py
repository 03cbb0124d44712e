"""What the tests of reviewing share: a small graph, and claims of a text made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from expograph import pipeline
from expograph.claims import Claim, Quote, Ref, Source, Value
from expograph.identifiers import claim_iri, iri
from expograph.model import FUNCTIONAL_NODES, described, graph_lines, identified
from expograph.pipeline import OWN_TABLES, ontology_lines
from expograph.store.engine import Engine
from expograph.vocabulary import BASE, NS
from expograph.weigh import Scales, weigh

World = Callable[..., list[Path]]
Graph = Callable[..., Engine]


class Says:
    """What one text says: claims whose quotes are sentences of ours."""

    def __init__(self, place: str) -> None:
        self.read_from = place
        self.source = Source(place, title=f"The text {place}", published="2019-11-21")

    def calls(
        self, thing: Ref, name: str, confidence: str, why: str = "the name", *may_be: Ref
    ) -> Claim:
        """Return the claim that a thing is called so in the text."""
        return Claim(
            self.read_from, thing, "rdf:type", Ref("class", thing.kind), Quote(name, 0, len(name)),
            confidence=confidence, method="prose", name_as_read=Value(name, language="en"),
            matched_by=why, may_be=may_be,
        )  # fmt: skip

    def states(
        self, subject: Ref, predicate: str, thing: Ref | Value, sentence: str, confidence: str
    ) -> Claim:
        """Return what a sentence states."""
        quote = Quote(sentence, 40, 40 + len(sentence))
        return Claim(
            self.read_from, subject, predicate, thing, quote, confidence=confidence, method="prose"
        )


@pytest.fixture
def says() -> Callable[[str], Says]:
    """Make what a text says: ``says("document/post")``."""
    return Says


@pytest.fixture
def graph(world: World) -> Graph:
    """Make a graph of the small world and more: ``graph(claims, sources, merged, figures="…")``.

    ``merged`` leads from things as read to what they were found to be.
    """

    def made(
        more: Iterable[Claim] = (),
        sources: Iterable[Source] = (),
        merged: Mapping[Ref, Ref] | None = None,
        **tables: str | None,
    ) -> Engine:
        material = pipeline.read_material(world(**tables))
        found = {iri(one): iri(other) for one, other in (merged or {}).items()}
        stated = identified([*material.claims, *more], found)
        scales = Scales(FUNCTIONAL_NODES, own_table=OWN_TABLES)
        engine = Engine.in_memory()
        engine.load(ontology_lines())
        engine.load(described([*material.sources, *sources]))
        engine.load(graph_lines(stated, weigh(stated, scales)))
        engine.load(
            f"<{claim_iri(claim)}> <{NS}mayBe> <{found.get(iri(each), iri(each))}> "
            f"<{BASE}source/{claim.read_from}> ."
            for claim in more
            for each in claim.may_be
        )
        return engine

    return made
