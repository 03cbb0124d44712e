"""A spreadsheet of doubts comes back filled in, and nothing in it is taken for a formula."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.claims import Decision, Mistake, Ref, Value
from expograph.errors import InputError
from expograph.read.tables import parse_table
from expograph.review.deciding import Signed
from expograph.review.doubts import doubts
from expograph.review.sheet import _harmless, _unharmed, sheet, taken_back
from expograph.review.wording import told
from expograph.store.engine import Engine

Graph = Callable[..., Engine]
Says = Callable[[str], Any]
Rows = list[dict[str, str]]

FAIR = Ref("event", "scewc-2021")
TWINS = """id,name,aliases,kind,city,country,parent,website,source
fira,Fira de Barcelona,,organiser,barcelona,spain,,https://www.firabarcelona.com/,page
clean,CLEAN,Clean,association,,,,,page
mixmove,MIXMOVE,,company,lyon,france,,,page
mixmove-lyon,Mixmove Lyon SA,Mixmove,company,lyon,france,,,other
"""
FIGURES = """event,measure,value,source,note
scewc-2021,start_date,2021-11-17,other,
"""


@pytest.fixture
def engine(graph: Graph, says: Says) -> Engine:
    """A graph with a possible duplicate, a contested date, and a motto like a formula."""
    post = says("document/post")
    motto = Value("=HYPERLINK(1)", language="en")
    claims = [post.states(FAIR, "motto", motto, "=HYPERLINK(1) was said.", "0.6")]
    return graph(claims, [post.source], organisations=TWINS, figures=FIGURES)


def exported(engine: Engine) -> Rows:
    """Return the rows of a sheet as a spreadsheet has them."""
    found = doubts(engine.rows)
    content = sheet(found, told(found, engine.rows))
    return list(csv.DictReader(io.StringIO(content, newline="")))


def imported(
    engine: Engine, rows: Rows, delimiter: str = ",", encoding: str = "utf-8"
) -> tuple[list[Decision], list[Mistake]]:
    """Return what a sheet says that was saved by a spreadsheet."""
    lines = io.StringIO()
    writer = csv.DictWriter(lines, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    table = parse_table("sheet.csv", lines.getvalue().encode(encoding))
    return taken_back(table, engine.rows, Signed("me", "2024-01-01"))


def filled(rows: Rows, kind: str, **cells: str) -> Rows:
    """Return rows with cells of those of a kind filled in."""
    return [{**row, **(cells if row["kind"] == kind else {})} for row in rows]


def test_a_sheet_has_a_row_for_each_doubt_with_both_sides_and_their_evidence(
    engine: Engine,
) -> None:
    pair, date, motto = exported(engine)
    assert (pair["kind"], pair["effect"], pair["decision"]) == ("duplicates", "1", "")
    assert pair["answers"] == "same / not the same / unsure"
    assert pair["side_1"] == "MIXMOVE (organisation/mixmove)"
    assert "table/organisations, line 5; Another page" in pair["evidence"]
    assert (date["side_1"], date["side_2"]) == ("2021-11-16, which the graph took", "2021-11-17")
    assert (motto["kind"], motto["side_2"]) == ("claims", "")


def test_no_cell_of_a_sheet_is_taken_for_a_formula(engine: Engine) -> None:
    cells = [cell for row in exported(engine) for cell in row.values()]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    assert any(cell.startswith("'=HYPERLINK(1)") for cell in cells)


def test_a_sheet_that_comes_back_as_it_went_decides_nothing(engine: Engine) -> None:
    assert imported(engine, exported(engine)) == ([], [])


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16")]
)
def test_what_was_filled_in_becomes_decisions(
    engine: Engine, delimiter: str, encoding: str
) -> None:
    rows = filled(exported(engine), "duplicates", decision="Not the same", why="two firms")
    rows = filled(rows, "contested", decision="confirm 2")
    rows = filled(rows, "claims", decision="correct", value="'=1+1")
    decisions, mistakes = imported(engine, rows, delimiter, encoding)
    assert mistakes == []
    assert [(each.kind, each.subject, each.object, each.value) for each in decisions] == [
        ("not the same", "organisation/mixmove", "organisation/mixmove-lyon", ""),
        ("confirm", "event/scewc-2021", "", "2021-11-17"),
        ("correct", "event/scewc-2021", "", "=1+1"),
    ]
    assert (decisions[0].why, decisions[0].who) == ("two firms", "me")


def test_what_a_spreadsheet_does_to_the_cells_that_are_shown_does_not_matter(
    engine: Engine,
) -> None:
    rows = filled(exported(engine), "contested", decision="c2", side_2="17/11/2021", effect="1,0")
    ((decision,), mistakes) = imported(engine, rows)
    assert (decision.value, mistakes) == ("2021-11-17", [])


@pytest.mark.parametrize(
    ("kind", "cells", "line", "column", "said"),
    [
        ("duplicates", {"decision": "yes"}, 2, "decision", "'yes' is none of the answers; s same"),
        ("contested", {"decision": "c9"}, 3, "decision", "there is no confirm 9"),
        ("contested", {"decision": "correct"}, 3, "value", "the right value is missing"),
        ("contested", {"decision": "o", "value": "soon"}, 3, "value", "'soon' is no date"),
        ("contested", {"decision": "c", "doubt": ""}, 3, "doubt", "leave the column as it is"),
        ("contested", {"decision": "c", "doubt": "[1]"}, 3, "doubt", "leave the column as it is"),
        ("contested", {"decision": "c", "doubt": '["contested","x","","",["x"]]'}, 3, "doubt",
         "leave the column as it is"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_sheet_is_named_by_its_line_and_the_rest_is_taken_in(
    engine: Engine, kind: str, cells: dict[str, str], line: int, column: str, said: str
) -> None:
    rows = exported(engine)
    for row in rows:  # one line each, as the lines are counted here
        row["evidence"] = ""
    rows = filled(filled(rows, "claims", decision="reject"), kind, **cells)
    decisions, (mistake,) = imported(engine, rows)
    assert (mistake.line, mistake.column) == (line, column)
    assert said in mistake.problem
    assert [each.kind for each in decisions] == ["reject"]


def test_a_table_that_is_no_such_sheet_is_refused_with_the_way_on(engine: Engine) -> None:
    with pytest.raises(InputError, match=r"no column 'decision' or 'doubt'.*--export FILE"):
        taken_back(parse_table("x.csv", b"id,name\n1,x\n"), engine.rows, Signed("me", "2024"))


@given(st.text())
def test_a_cell_comes_back_as_it_went(cell: str) -> None:
    harmless = _harmless(cell)
    assert _unharmed(harmless) == cell
    assert not harmless.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
