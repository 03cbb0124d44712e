"""Writes networks for other programs: GraphML, GEXF and JSON, with the evidence on each tie."""

import json
from io import BytesIO

import networkx as nx

FORMATS = ("html", "graphml", "gexf", "json")


def written(graph: nx.MultiDiGraph, form: str) -> bytes:
    """Return a network as "graphml", "gexf" or "json" (node-link form), in UTF-8."""
    if form == "json":
        linked = nx.node_link_data(graph, edges="edges")
        return (json.dumps(linked, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    plain = _flattened(graph)
    stream = BytesIO()
    if form == "graphml":
        nx.write_graphml(plain, stream, encoding="utf-8", named_key_ids=True)
        return stream.getvalue()
    nx.write_gexf(plain, stream, encoding="utf-8")
    return _undated(stream.getvalue())


def _flattened(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return a copy whose attributes are texts, numbers and truth values, fit for XML."""
    plain = nx.MultiDiGraph()
    for node, known in graph.nodes(data=True):
        plain.add_node(node, **{key: _flat(value) for key, value in known.items()})
    for start, end, key, known in graph.edges(keys=True, data=True):
        plain.add_edge(start, end, key, **{name: _flat(value) for name, value in known.items()})
    return plain


def _flat(value: object) -> object:
    if isinstance(value, list):
        words = [each if isinstance(each, str) else _said(each) for each in value]
        value = "\n".join(words)
    if isinstance(value, str):
        return "".join(c for c in value if c >= " " or c in "\t\n\r")
    return value


def _said(evidence: dict[str, str]) -> str:
    outside = f" ({evidence['reference']})" if evidence.get("reference") else ""
    return f"{evidence['text']}{outside} ({evidence['where']}; {evidence['source']})"


def _undated(content: bytes) -> bytes:
    """Return GEXF without the day on which it was written, so that it can be compared."""
    import re

    return re.sub(rb' lastmodifieddate="[^"]*"', b"", content, count=1)
