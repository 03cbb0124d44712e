"""Writes a network as JSON: everything that is known of it, in networkx' node-link form."""

import json

from expograph.network.files.parts import Selection


def node_link(chosen: Selection) -> bytes:
    """Return JSON that ``networkx.node_link_graph(…, edges="edges")`` reads back."""
    tree = {
        "directed": True,
        "multigraph": True,
        "graph": {
            "title": chosen.title, "choice": chosen.chosen, "state": chosen.state,
            "relations": chosen.relations, "roles": chosen.roles, "themes": chosen.themes,
        },
        "nodes": [{**known, "id": name} for name, known in chosen.things.items()],
        "edges": [
            {**tie.known, "source": tie.start, "target": tie.end, "key": tie.key}
            for tie in chosen.ties
        ],
    }  # fmt: skip
    return (json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
