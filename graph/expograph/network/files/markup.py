"""Writes a network as GraphML and as GEXF, for programs that analyse and draw networks."""

from io import BytesIO

import networkx as nx
from lxml import etree

from expograph.network.files.parts import Selection, evidence_line, thing_cells, tie_cells

_GEXF = "http://gexf.net/1.3"


def graphml(chosen: Selection) -> bytes:
    """Return GraphML whose graph carries title, choice and state of the data."""
    plain = _flattened(chosen)
    about = {"title": chosen.title, "chosen": chosen.choice, "state": chosen.state}
    plain.graph.update({name: text for name, text in about.items() if text})
    stream = BytesIO()
    nx.write_graphml(plain, stream, encoding="utf-8")
    return stream.getvalue()


def gexf(chosen: Selection) -> bytes:
    """Return GEXF 1.3 whose head carries title, choice and state of the data."""
    stream = BytesIO()
    nx.write_gexf(_flattened(chosen), stream, encoding="utf-8", version="1.3")
    tree = etree.fromstring(stream.getvalue(), etree.XMLParser(huge_tree=True))
    meta = tree.find(f"{{{_GEXF}}}meta")
    meta.attrib.clear()
    meta[:] = []
    said = {
        "creator": "expograph",
        "description": ". ".join(filter(None, [chosen.title, chosen.extent, chosen.state])),
        "keywords": chosen.choice,
    }
    for name, text in said.items():
        etree.SubElement(meta, f"{{{_GEXF}}}{name}").text = text
    content: bytes = etree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _flattened(chosen: Selection) -> nx.MultiDiGraph:
    """Return a network whose attributes are texts and numbers, its ties numbered through.

    A number that is there once only keeps parallel ties, and alike ties of other things, apart in
    programs that take two ties of one name for one.
    """
    plain = nx.MultiDiGraph()
    for name in chosen.things:
        plain.add_node(name, **thing_cells(chosen, name))
    for number, tie in enumerate(chosen.ties, 1):
        cells = {each: text for each, text in tie_cells(chosen, tie).items() if text}
        evidence = "\n".join(map(evidence_line, tie.known.get("evidence", ())))
        plain.add_edge(
            tie.start, tie.end, str(number), **cells,
            symmetric=chosen.is_symmetric(tie.known.get("relation", "")),
            weight=int(tie.known.get("weight", 1)), evidence=evidence,
        )  # fmt: skip
    return plain
