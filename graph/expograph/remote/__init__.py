"""SPARQL servers elsewhere: asked like the embedded engine, and filled from a file."""

from expograph.remote.endpoint import Endpoint, query_form, with_prefixes
from expograph.remote.graph_store import Published, publish

__all__ = ["Endpoint", "Published", "publish", "query_form", "with_prefixes"]
