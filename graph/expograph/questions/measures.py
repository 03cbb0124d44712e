"""Knows the functions that work on the rows of questions which SPARQL alone cannot answer.

Each takes what a query found, in whatever order, and the terms of its parameters, and gives an
answer in its place. networkx is loaded by the functions that need it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from expograph.questions.bridges import bridges
from expograph.questions.chain import chain
from expograph.questions.duplicates import duplicates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from expograph.answers import Answer, Bound

MEASURES: Mapping[str, Callable[[Answer, Bound], Answer]] = {
    "chain": chain,
    "bridges": bridges,
    "duplicates": duplicates,
}
"""The functions that a question may name in its head, by their names there."""
