"""What stands behind the rows of an answer, and how it is shown."""

import re
import shlex

import pytest

from expograph import ask
from expograph.answers import BlankNode, Literal, NamedNode
from expograph.errors import UsageError
from expograph.questions import library
from expograph.questions.evidence import (
    Evidence,
    Source,
    Statement,
    evidence_of,
    shown,
    statements_behind,
    together,
)
from expograph.store.engine import Engine
from expograph.vocabulary import BASE, NS

EVENT, MAKER = f"<{BASE}id/event/scewc-2019>", f"<{BASE}id/organisation/mixmove>"
SHOWS: Statement = (EVENT, f"<{NS}hasExhibitor>", MAKER)


def test_a_row_rests_on_the_statements_that_the_head_of_its_question_says(engine: Engine) -> None:
    event, maker = NamedNode(EVENT[1:-1]), NamedNode(MAKER[1:-1])
    cells = [(event, maker), (None, maker)]
    behind = statements_behind(["?at :hasExhibitor ?who"], ["at", "who"], cells, engine.rows)
    assert behind == [[SHOWS], []]


def test_what_is_no_column_is_looked_up(engine: Engine) -> None:
    pattern = "?pavilion :hasExhibitor ?who . ?pavilion :presentedAt ?at"
    cells = [[NamedNode(EVENT[1:-1]), NamedNode(MAKER[1:-1])]]
    (statements,) = statements_behind([pattern], ["at", "who"], cells, engine.rows)
    pavilion = f"<{BASE}id/project/nordic-pavilion-2019>"
    assert (pavilion, f"<{NS}hasExhibitor>", MAKER) in statements
    assert (pavilion, f"<{NS}presentedAt>", EVENT) in statements


def test_a_statement_has_the_row_that_says_it_with_its_source(engine: Engine) -> None:
    found = evidence_of([SHOWS], engine.rows)[SHOWS]
    assert found
    for each in found:
        assert each.words
        assert each.standing in ("accepted", "outvoted", "superseded", "rejected")
        assert re.fullmatch(r"line \d+|characters \d+–\d+", each.where)
        assert each.sources
        assert all(source.iri for source in each.sources)


def test_a_symmetric_statement_is_found_from_both_ends(engine: Engine) -> None:
    rows = engine.rows("SELECT ?a ?b { ?a :partnerOf ?b } ORDER BY ?a ?b LIMIT 5").rows
    for one, other in rows:
        tie = f"<{NS}partnerOf>"
        forth: Statement = (str(one), tie, str(other))
        back: Statement = (str(other), tie, str(one))
        assert evidence_of([forth], engine.rows)[forth]
        assert evidence_of([back], engine.rows)[back] == evidence_of([forth], engine.rows)[forth]


def test_a_statement_that_nobody_makes_has_no_evidence(engine: Engine) -> None:
    nobody: Statement = (EVENT, f"<{NS}hasExhibitor>", f"<{BASE}id/organisation/nobody>")
    assert evidence_of([nobody], engine.rows) == {nobody: []}
    assert evidence_of([], engine.rows) == {}


def test_cells_without_a_name_rest_on_nothing(engine: Engine) -> None:
    cells = [(BlankNode(), Literal('} "'))]
    assert statements_behind(["?a :hasTheme ?free"], ["a", "b"], cells, engine.rows) == [[]]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("?a :hasExhibitor", "is not written"),
        ("", "is not written"),
        ("?a :hasExhibitor ?b . ", "is not written"),
        ("?a :hasExhibiter ?b", "hasExhibitor"),
    ],
)
def test_a_pattern_with_a_mistake_is_named(engine: Engine, pattern: str, said: str) -> None:
    with pytest.raises(UsageError, match="the evidence ") as caught:
        statements_behind([pattern], ["a"], [[NamedNode("urn:a")]], engine.rows)
    assert said in str(caught.value)


def test_evidence_is_shown_in_lines_that_no_terminal_obeys() -> None:
    source = Source("urn:s", "A\x1b[2J title", "Publisher", "2019", "https://x.example/", "en")
    both = (source, source._replace(title="B"))
    read = f"{BASE}source/document/post"
    quote = Evidence(
        "urn:c", "outvoted", "two\nlines\u202e", True, "characters 1–9", read, "", both
    )
    assert shown(quote).split("\n") == [
        "“two lines ” [outvoted]",
        "  document/post, characters 1–9; one or more of:",
        "    A [2J title, Publisher, 2019, en, https://x.example/",
        "    B, Publisher, 2019, en, https://x.example/",
    ]


def said_by(
    source: Source, words: str = "Die Messe begann.", claim: str = "urn:c", reference: str = ""
) -> Evidence:
    """Return a quote from a document."""
    return Evidence(
        claim, "accepted", words, True, "characters 1–18", f"{BASE}source/document/post", "",
        (source,), reference,
    )  # fmt: skip


def test_a_quote_stands_in_the_marks_of_its_language_with_what_stands_outside_it() -> None:
    source = Source("urn:s", "Ein Bericht", "", "2019", "", "de")
    outside = "“Die Messe” stands for “SCEWC 2019”, named at characters 30–40"
    assert shown(said_by(source, reference=outside)).split("\n") == [
        "„Die Messe begann.“",
        f"  ({outside})",
        "  document/post, characters 1–18; Ein Bericht, 2019, de",
    ]


def test_of_a_text_of_which_nothing_is_known_its_place_is_told_once() -> None:
    nameless = Source(f"{BASE}source/document/post", "", "", "", "", "")
    assert shown(said_by(nameless)).split("\n")[1:] == ["  document/post, characters 1–18"]


def test_a_quote_over_several_lines_is_no_row() -> None:
    source = Source("urn:s", "A post", "", "", "", "en")
    assert said_by(source, words='one\n"two\r\nthree').readable == 'one\n"two\r\nthree'


def test_what_the_same_words_leave_to_be_told_is_told_together_and_before_rows() -> None:
    source = Source("urn:s", "A post", "", "", "", "en")
    row = said_by(source)._replace(is_quote=False, words="a,b")
    pieces = [row, said_by(source, reference="one"), row, said_by(source, claim="urn:d")]
    pieces.append(said_by(source, claim="urn:e", reference="other"))
    assert together(pieces) == [said_by(source, reference="one; other"), row]


@pytest.mark.parametrize(
    ("columns", "row", "said"),
    [
        ("event,agent,agent_type", "x,,city", "event: x · agent type: city"),
        ("id,name,source", 'x,"A, ""B""\nC",page', 'id: x · name: A, "B"\nC'),
        ("id,name", "no such row", "no such row"),
        ("", "x,y", "x,y"),
    ],
)
def test_a_row_is_read_cell_by_cell_with_the_names_of_its_columns(
    columns: str, row: str, said: str
) -> None:
    evidence = Evidence("urn:c", "accepted", row, False, "line 2", "urn:t", columns, ())
    assert evidence.readable == said


@pytest.mark.parametrize("name", library.names())
def test_every_row_of_an_example_shows_what_stands_behind_it(engine: Engine, name: str) -> None:
    question = library.question(name)
    request = ask.understood([name, *shlex.split(question.example)])
    bound = ask.bound_terms(request, engine.rows)
    answer = ask.answered(question, bound, engine.rows)
    assert answer.rows
    assert "no evidence was found" not in ask.behind(question, bound, answer, engine.rows)
