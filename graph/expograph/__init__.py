"""A knowledge graph of urban-innovation events, in which every statement can be traced.

What stands in ``__all__`` may be relied upon; the rest may move. Names are imported when they are
first used, so that importing expograph costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from expograph.exchange import dataset_of, engine_of
    from expograph.network.build import Choice, choose, network_of, partnerships, read_ties
    from expograph.page import draw
    from expograph.pipeline import build, read_material
    from expograph.questions.evidence import evidence_of
    from expograph.questions.library import bind, question
    from expograph.remote import Endpoint, publish
    from expograph.store import open_store
    from expograph.store.engine import Engine

__version__ = "0.1.0"

_PLACES = {
    "Choice": "network.build",
    "Endpoint": "remote",
    "Engine": "store.engine",
    "bind": "questions.library",
    "build": "pipeline",
    "choose": "network.build",
    "dataset_of": "exchange",
    "draw": "page",
    "engine_of": "exchange",
    "evidence_of": "questions.evidence",
    "network_of": "network.build",
    "open_store": "store",
    "partnerships": "network.build",
    "publish": "remote",
    "question": "questions.library",
    "read_material": "pipeline",
    "read_ties": "network.build",
}

__all__ = [
    "Choice",
    "Endpoint",
    "Engine",
    "bind",
    "build",
    "choose",
    "dataset_of",
    "draw",
    "engine_of",
    "evidence_of",
    "network_of",
    "open_store",
    "partnerships",
    "publish",
    "question",
    "read_material",
    "read_ties",
]


def __getattr__(name: str) -> object:
    """Import a name of the front door when it is first used."""
    if name not in _PLACES:
        raise AttributeError(f"module 'expograph' has no attribute {name!r}")
    return getattr(import_module(f"expograph.{_PLACES[name]}"), name)
