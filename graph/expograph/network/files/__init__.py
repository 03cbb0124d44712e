"""Writes networks for other programs, with the words behind every tie.

What each format is for, and where it says title, choice and state of the data:

- ``csv``: spreadsheets and pandas. One row for each piece of evidence, so that a row can be read
  alone; ``tie`` numbers the ties. CSV knows no comments, and a block of lines before or after the
  table breaks every reader: the last columns (``network``, ``chosen``, ``state``) say it in each
  row, where it also survives sorting, filtering and joining files. UTF-8 with a byte order mark,
  without which Excel shows "MalmÃ¶".
- ``gexf``: Gephi (``meta``: title, description, keywords).
- ``graphml``: yEd, Cytoscape, igraph (``data`` of the graph: title, chosen, state).
- ``json``: everything as it is held here, in networkx' node-link form (``graph``).
- ``jsonld`` and ``ttl``: RDF in our vocabulary (a description of the file in Dublin Core).
"""

from collections.abc import Callable

import networkx as nx

from expograph.errors import UsageError, listed
from expograph.network.files.markup import gexf, graphml
from expograph.network.files.parts import Selection, selection
from expograph.network.files.tables import evidence_table
from expograph.network.files.trees import node_link
from expograph.network.files.triples import described

_WRITERS: dict[str, Callable[[Selection], bytes]] = {
    "csv": evidence_table,
    "gexf": gexf,
    "graphml": graphml,
    "json": node_link,
    "jsonld": lambda chosen: described(chosen, "jsonld"),
    "ttl": lambda chosen: described(chosen, "turtle"),
}
FORMATS = tuple(_WRITERS)
"""The formats that ``written`` knows, each called as its files end."""


def written(graph: nx.MultiDiGraph, form: str, *, title: str = "", language: str = "en") -> bytes:
    """Return a network as a file of one of ``FORMATS``, in UTF-8.

    ``graph`` is one of ``network.build``: things with ``label`` and ``kind``, ties with
    ``relation`` and ``evidence``; ``graph.graph`` may hold ``relations``, ``roles``, ``themes``,
    ``choice`` and ``state``. Relations are told in ``language``. The same network gives the same
    bytes, in whichever order it was put together. Raises ``UsageError`` for any other format.
    """
    if form not in _WRITERS:
        raise UsageError(f"a network cannot be written as {form!r}; choose {listed(FORMATS)}")
    return _WRITERS[form](selection(graph, title, language))
