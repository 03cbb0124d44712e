"""How questions are found, described and bound: nothing that is typed becomes SPARQL."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph import resources
from expograph.answers import Literal, NamedNode
from expograph.errors import UnknownName, UsageError
from expograph.questions import library
from expograph.store.engine import Engine

TWO = """\
SELECT ?one ?two WHERE {
  VALUES ?one { "example" } #+ one
  VALUES (?two) { ("} #+ of an example") } #+ three
  VALUES ?two { <urn:example> } #+ two
}
"""
SPITEFUL = [
    '"', "'", "\\", "\\\\\"", "}", "{", "} #+ two", "#", "\n", "\r\n", "\0", "\u2028", ">",
    '" } #+ one\n ?s ?p ?o . VALUES ?x { "', "VALUES ?two { <urn:x> } #+ two", "\\1", "\\g<1>",
    'VALUES ?one { "" } #+ one', '"""', "'''", "\\u0022 }", "$", "?one", "@en", "^^xsd:int",
    "<urn:x>",
]  # fmt: skip
TYPED = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(SPITEFUL), max_size=6).map("".join),
)


@pytest.mark.parametrize("name", library.names())
def test_each_question_has_a_head_and_an_example_of_each_parameter(name: str) -> None:
    question = library.question(name)
    assert question.summary
    assert question.number
    for parameter in question.parameters:
        assert parameter.meaning
        assert library.bind(question.text, {parameter.name: []}) != question.text
    assert all(
        parameter.optional or f"--{parameter.name} " in question.example
        for parameter in question.parameters
    )


@pytest.mark.parametrize(
    "name", ["../LICENSE", "internal/names", "", ".", "par\0tners", "é", "a" * 999]
)
def test_a_name_is_no_path(name: str) -> None:
    with pytest.raises(UnknownName, match="there is no query called"):
        library.question(name)


def test_a_misspelt_question_is_answered_with_the_nearest_ones() -> None:
    with pytest.raises(UnknownName, match="did you mean 'partners'"):
        library.question("partnrs")


@given(TYPED, TYPED)
def test_whatever_is_typed_is_asked_for_as_it_is(one: str, two: str) -> None:
    text = TWO.replace('VALUES (?two) { ("} #+ of an example") } #+ three\n', "")
    bound = library.bind(text, {"one": [str(Literal(one))], "two": [str(Literal(two))]})
    assert Engine.in_memory().rows(bound).rows == [(Literal(one), Literal(two))]


@given(st.lists(TYPED, max_size=4))
def test_several_values_are_asked_for_together(values: list[str]) -> None:
    text = 'SELECT ?one { VALUES ?one { "example" } #+ one\n }'
    bound = library.bind(text, {"one": [str(Literal(each)) for each in values]})
    answer = Engine.in_memory().rows(bound)
    assert list(answer.texts()) == ([{"one": each} for each in values] or [{"one": ""}])


def test_a_parameter_without_a_value_is_left_free() -> None:
    bound = library.bind(
        "SELECT * { VALUES ?one { 1 } #+ one\n VALUES ?two { 2 } #+ two\n }", {"one": []}
    )
    assert [row[-1] for row in Engine.in_memory().rows(bound).rows] == [Literal(2)]


def test_only_the_block_of_the_parameter_is_replaced() -> None:
    text = "SELECT * { VALUES ?a { 1 } #+ of\n VALUES ?b { 2 } #+ offer\n VALUES ?c { 3 }\n }"
    bound = library.bind(text, {"of": [str(NamedNode("urn:x"))]})
    assert Engine.in_memory().rows(bound).rows == [(NamedNode("urn:x"), Literal(2), Literal(3))]


def test_a_block_may_hold_several_variables_in_lower_case() -> None:
    bound = library.bind("SELECT * { values ( ?a ?b ) { (1 2) } #+ pair\n }", {"pair": ["(3 4)"]})
    assert Engine.in_memory().rows(bound).rows == [(Literal(3), Literal(4))]


def test_a_parameter_without_a_block_is_a_mistake() -> None:
    with pytest.raises(UsageError, match=r"no block `VALUES \?of \{ … \} #\+ of`"):
        library.bind("SELECT * { ?s ?p ?o }", {"of": ["<urn:x>"]})


# a file of the user's ---------------------------------------------------------------------------


def test_a_query_without_a_head_is_a_question_without_parameters(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("SELECT * { ?s ?p ?o }")
    question = library.from_file(path)
    assert (question.name, question.parameters, question.summary) == ("mine", (), "")


def test_the_mark_that_windows_puts_before_a_text_is_no_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_bytes(b"\xef\xbb\xbf#+ summary: What?\nASK {}")
    assert library.from_file(path).summary == "What?"
    Engine.in_memory().ask(library.from_file(path).text)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "is not UTF-8"),
        (b"#+ param: of\nASK {}", "is not written `name Type"),
        (
            b"#+ param: of Ferry \xe2\x80\x94 which\nASK {}",
            "cannot be a 'Ferry'; it may be Agent, ",
        ),
    ],
)
def test_a_file_with_a_mistake_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "mine.rq"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="mine") as caught:
        library.from_file(path)
    assert said in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    for place in (tmp_path / "nowhere.rq", tmp_path):
        with pytest.raises(UsageError, match="cannot be read"):
            library.from_file(place)


@pytest.mark.parametrize(
    "name", [path.stem for path in resources.folder("queries").glob("internal/*.rq")]
)
def test_each_question_of_the_house_to_itself_says_what_it_asks(name: str) -> None:
    assert library.read(name, resources.query(f"internal/{name}")).summary
