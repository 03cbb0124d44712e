"""Writes a network as a table: one row for each piece of evidence of each tie."""

from collections.abc import Iterator

from expograph.formats import separated_rows
from expograph.network.files.parts import (
    BETWEEN,
    Record,
    Selection,
    Tie,
    sources_of,
    tie_cells,
)

COLUMNS = (
    "from", "relation", "to", "since", "until", "date", "status", "roles", "through", "reasons",
    "contested", "independent_sources", "evidence", "evidence_kind", "place", "reference",
    "source", "publisher", "published", "address", "language", "from_kind", "to_kind", "tie",
    "from_iri", "relation_name", "to_iri", "through_iri", "network", "chosen", "state",
)  # fmt: skip


def evidence_table(chosen: Selection) -> bytes:
    """Return CSV that no spreadsheet takes for formulas, in UTF-8 with a byte order mark."""
    return separated_rows(COLUMNS, _rows(chosen)).encode("utf-8-sig")


def _rows(chosen: Selection) -> Iterator[list[str]]:
    for number, tie in enumerate(chosen.ties, 1):
        said = {**_said_of_tie(chosen, tie), "tie": str(number)}
        for piece in tie.known.get("evidence") or [{}]:
            row = {**said, **_said_by(piece)}
            yield [row.get(column, "") for column in COLUMNS]


def _said_of_tie(chosen: Selection, tie: Tie) -> dict[str, str]:
    cells = tie_cells(chosen, tie)
    return {
        **cells,
        "from": chosen.label(tie.start), "to": chosen.label(tie.end),
        "relation": cells["label"], "relation_name": cells["relation"],
        "from_iri": tie.start, "to_iri": tie.end,
        "from_kind": chosen.things[tie.start].get("kind") or "",
        "to_kind": chosen.things[tie.end].get("kind") or "",
        "independent_sources": str(tie.known.get("weight", "")),
        "network": chosen.title, "chosen": chosen.choice, "state": chosen.state,
    }  # fmt: skip


def _said_by(piece: Record) -> dict[str, str]:
    """Return the cells of one piece of evidence; of several sources, each has its place in each."""
    if not piece:
        return {}
    names = ("source", "publisher", "published", "address", "language")
    cited = zip(names, zip(*sources_of(piece), strict=False), strict=False)
    return {
        "evidence": piece.get("text", ""),
        "evidence_kind": "quote" if piece.get("is_quote") else "row",
        "place": piece.get("where", ""),
        "reference": piece.get("reference", ""),
        **{name: BETWEEN.join(parts) if any(parts) else "" for name, parts in cited},
    }
