"""What is printed says the same to a program, and no more than text to a terminal."""

import csv
import io
import json
import unicodedata

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph import formats
from expograph.answers import Answer, BlankNode, Literal, NamedNode, text

XSD = "http://www.w3.org/2001/XMLSchema#"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
LITERALS = st.one_of(
    TEXTS.map(Literal),
    st.builds(
        lambda said, tag: Literal(said, language=tag), TEXTS, st.sampled_from(["en", "pt-br"])
    ),
    st.builds(
        lambda said, kind: Literal(said, datatype=NamedNode(XSD + kind)),
        st.one_of(TEXTS, st.sampled_from(["1", "-1.5", "1e3", "NaN", "true", "2019-11-19"])),
        st.sampled_from(["integer", "decimal", "double", "boolean", "date", "gYear", "string"]),
    ),
)
IRIS = st.sampled_from(
    ["urn:x", "https://w3id.org/expograph/id/city/barcelona", "http://é.example/#"]
)
TERMS = st.one_of(st.none(), LITERALS, IRIS.map(NamedNode), st.just(BlankNode("b1")))
ANSWERS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[TERMS] * width), max_size=5).map(
        lambda rows: Answer(tuple(f"column_{number}" for number in range(width)), rows)
    )
)


def parsed(content: str, form: pyoxigraph.QueryResultsFormat) -> Answer:
    """Return results as an independent reader understands them."""
    results = pyoxigraph.parse_query_results(content.encode("utf-8"), format=form)
    assert isinstance(results, pyoxigraph.QuerySolutions)
    columns = tuple(variable.value for variable in results.variables)
    return Answer(columns, [tuple(row) for row in results])


def shape(answer: Answer) -> list[tuple[str, ...]]:
    """Return rows as texts in which nodes without a name look alike."""
    return [
        tuple("_:" if isinstance(term, BlankNode) else str(term) for term in row)
        for row in answer.rows
    ]


@given(ANSWERS)
def test_json_says_every_term_as_it_is(answer: Answer) -> None:
    written = formats.rows_in("json", answer)
    assert shape(parsed(written, pyoxigraph.QueryResultsFormat.JSON)) == shape(answer)
    assert json.loads(written)["head"]["vars"] == list(answer.columns)


@given(ANSWERS)
def test_tsv_says_every_term_as_it_is(answer: Answer) -> None:
    written = formats.rows_in("tsv", answer)
    assert shape(parsed(written, pyoxigraph.QueryResultsFormat.TSV)) == shape(answer)
    assert len(written.split("\n")) == len(answer.rows) + 2


@pytest.mark.parametrize("term", ['<<( <a:b> <a:c> "d"@en )>>', '"salām"@ar--rtl'])
def test_json_says_terms_of_rdf_1_2(term: str) -> None:
    results = pyoxigraph.Store().query(f"SELECT ({term} AS ?x) {{}}")
    assert isinstance(results, pyoxigraph.QuerySolutions)
    answer = Answer(("x",), [tuple(row) for row in results])
    written = formats.rows_in("json", answer)
    assert shape(parsed(written, pyoxigraph.QueryResultsFormat.JSON)) == shape(answer)


@given(ANSWERS)
def test_csv_holds_the_texts_with_nothing_but_an_apostrophe_before_formulas(answer: Answer) -> None:
    written = formats.separated(answer)
    head, *rows = list(csv.reader(io.StringIO(written, newline=""), strict=True))
    assert head == list(answer.columns)
    assert len(rows) == len(answer.rows) or answer.columns == ("column_0",)
    for cells, row in zip(rows, answer.rows, strict=False):
        for cell, term in zip(cells, row, strict=False):
            assert cell.removeprefix("'") == text(term).removeprefix("'")


@pytest.mark.parametrize(
    "said",
    ["=1+1", "@SUM(1)", "+49 30 12", "-2+3", "\t=1", "\r=1", "\n=1", "＝1+1", "-", "-0044-03-15"],
)
@pytest.mark.parametrize("kind", ["string", "anyURI", "integer", "date"])
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(said: str, kind: str) -> None:
    answer = Answer(("x",), [(Literal(said, datatype=NamedNode(XSD + kind)),)])
    (cell,) = list(csv.reader(io.StringIO(formats.separated(answer), newline="")))[1]
    assert cell == f"'{said}"


@pytest.mark.parametrize("said", ["-5", "+5", "-1.5e3", "-.5", "1", "2019-11-19", "", "a=b", "'=1"])
def test_numbers_and_other_texts_stay_as_they_are(said: str) -> None:
    answer = Answer(("x", "y"), [(Literal(said), None)])
    assert formats.separated(answer) == f"x,y\r\n{said},\r\n"


@given(ANSWERS)
def test_a_table_obeys_nobody_and_its_columns_line_up(answer: Answer) -> None:
    lines = formats.table(answer).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(answer.rows) + 2
    assert all(line.isprintable() for line in lines)
    rulers = lines[1].split("  ")
    starts = [sum(len(ruler) + 2 for ruler in rulers[:number]) for number in range(len(rulers))]
    for line in lines:
        for start in starts[1:]:
            assert at(line, start - 2, 2) in ("  ", " ", "")


def at(line: str, start: int, width: int) -> str:
    """Return what stands at some places of a line on a terminal."""
    places = "".join(
        character * (2 if unicodedata.east_asian_width(character) in ("W", "F") else 1)
        for character in line
        if unicodedata.category(character) not in ("Mn", "Me")
    )
    return places[start : start + width]


def test_a_long_cell_is_cut_where_the_column_ends() -> None:
    for said in ("x" * 300, "東" * 300, "e\u0301" * 300, "x東" * 200):
        head, ruler, row = formats.table(Answer(("x", "y"), [(Literal(said), Literal("z"))])).split(
            "\n"
        )[:3]
        assert "…" in row
        assert len(at(row, 0, 1000)) == len(ruler) <= 104
        assert head.startswith("x ")
        assert row.endswith("  z")


@given(ANSWERS)
def test_markdown_keeps_its_columns_and_a_row_in_a_line(answer: Answer) -> None:
    lines = formats.markdown(answer).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(answer.rows) + 2
    for line in lines:
        assert line.isprintable()
        bars = line.replace("\\\\", "").replace("\\|", "").count("|")
        assert bars == len(answer.columns) + 1


def test_markdown_says_what_is_written_and_marks_nothing_up() -> None:
    answer = Answer(("x",), [(Literal("a|b <b>*c*</b> [d](e) `f` AT&amp;T ~~g~~ \x1b[2J\\"),)])
    assert formats.markdown(answer).split("\n")[2] == (
        r"| a\|b \<b\>\*c\*\</b\> \[d\](e) \`f\` AT\&amp;T \~\~g\~\~ \[2J\\ |"
    )


@pytest.mark.parametrize("form", formats.FORMATS)
@pytest.mark.parametrize("answer", [Answer((), [()]), Answer((), []), Answer(("x",), [])])
def test_an_answer_without_columns_or_rows_can_be_written(form: str, answer: Answer) -> None:
    assert formats.rows_in(form, answer).endswith("\n")


def test_names_stand_for_iris_and_not_for_texts_that_look_like_one() -> None:
    shown = formats.named({"urn:x": "X & Co."})
    assert shown(NamedNode("urn:x")) == "X & Co."
    assert (shown(Literal("urn:x")), shown(NamedNode("urn:y"))) == ("urn:x", "urn:y")


@pytest.mark.parametrize(
    ("form", "said"), [("table", "yes\n"), ("json", '{"head": {}, "boolean": true}\n')]
)
def test_a_verdict_is_a_word_or_json(form: str, said: str) -> None:
    assert formats.verdict(True, form) == said
