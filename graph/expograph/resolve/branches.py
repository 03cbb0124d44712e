"""Tells an edition abroad from an edition of the congress: its own series has that as its parent.

A text says that Shanghai's edition is "part of" the congress in Barcelona. In the graph the edition
belongs to its own series, and that series to the congress.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from expograph.claims import Ref
from expograph.names import plain, slug
from expograph.readings import Fact
from expograph.resolve.as_read import AsRead, source_id
from expograph.resolve.known import Known, Thing
from expograph.resolve.statements import Outcome
from expograph.resolve.words import dated


@dataclass(frozen=True, slots=True)
class Branch:
    """The series as read of which a fact about an edition speaks, and what it is in the graph."""

    read: Ref
    meant: Ref


def branches(read: AsRead, outcomes: Mapping[Ref, Outcome], known: Known) -> dict[Fact, Branch]:
    """Return the facts about editions that speak of a parent of their series."""
    stated: defaultdict[Ref, list[Fact]] = defaultdict(list)
    for fact in read.reading.facts:
        if fact.predicate == "partOfSeries" and isinstance(fact.object, str):
            stated[read.refs[fact.subject]].append(fact)
    found = {}
    for event, facts in stated.items():
        series = {read.refs[str(fact.object)] for fact in facts}
        if branch := _branch(read, event, series, outcomes, known):
            for fact in facts:
                parent = outcomes[read.refs[str(fact.object)]].meant
                if parent != branch.meant and _is_above(parent, branch, series, known):
                    found[fact] = branch
    return found


def _branch(
    read: AsRead, event: Ref, series: set[Ref], outcomes: Mapping[Ref, Outcome], known: Known
) -> Branch | None:
    """Return the series of its own that an event has: in the graph, or by its name in the text."""
    meant = outcomes[event].meant
    if meant in known.things and len(own_series := known.things[meant].ties["partOfSeries"]) == 1:
        name = slug(dated(read.entities[event].name)[0])
        return Branch(Ref("series", f"{name}@{source_id(read.reading)}"), min(own_series))
    names = _stems(read.things[event])
    for own in sorted(series):
        if names & _stems(read.things[own]):
            return Branch(own, outcomes[own].meant)
    return None


def _stems(thing: Thing) -> set[str]:
    return {dated(name)[0] for name in thing.names} | {plain(name) for name in thing.names}


def _is_above(parent: Ref, branch: Branch, stated: set[Ref], known: Known) -> bool:
    """Tell whether it is the parent: the text gives both, or the graph knows it as such."""
    if branch.meant in known.things:
        return parent in known.things[branch.meant].ties["parentSeries"]
    return branch.read in stated
