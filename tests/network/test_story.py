"""Stories: read from YAML, looked up in the network, every mistake told with its step."""

from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from expograph.errors import InputError
from expograph.network.story import Story, read_story
from expograph.network.yaml_texts import LARGEST, read_yaml

BASE = "https://w3id.org/expograph/id/"
CONGRESS, MIXMOVE = BASE + "event/congress", BASE + "organisation/mixmove"
OSLO, OSLO_PORT = BASE + "city/oslo", BASE + "organisation/oslo"


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    """A congress with an exhibitor in Oslo, which is a city and an organisation."""
    graph = nx.MultiDiGraph()
    graph.add_node(CONGRESS, label="Congress 2019", kind="Event", themes=[BASE + "theme/mobility"])
    graph.add_node(
        MIXMOVE, label="MIXMOVE", kind="Organisation", aliases=["Mixmove AS"], country="NO"
    )
    graph.add_node(OSLO, label="Oslo", labels={"fr": "Oslo-la-ville"}, kind="City", country="NO")
    graph.add_node(OSLO_PORT, label="Oslo", kind="Organisation", country="NO")
    graph.add_edge(CONGRESS, MIXMOVE, relation="hasExhibitor")
    graph.add_edge(CONGRESS, MIXMOVE, relation="hasSpeaker")
    graph.add_edge(MIXMOVE, OSLO, relation="locatedIn")
    graph.add_edge(OSLO, OSLO_PORT, relation="partnerOf")
    graph.graph["relations"] = {
        "hasExhibitor": {
            "forth": {"en": "had exhibitor", "de": "hatte als Aussteller"},
            "back": {"en": "exhibited at"},
        },
        "partnerOf": {"forth": {"en": "is partner of"}, "symmetric": True},
    }
    graph.graph["themes"] = {BASE + "theme/mobility": {"en": "Mobility", "de": "Mobilität"}}
    return graph


def told(text: str, graph: nx.MultiDiGraph, folder: Path) -> Story:
    path = folder / "story.yaml"
    path.write_text(text, encoding="utf-8")
    return read_story(path, graph)


def mistakes(text: str, graph: nx.MultiDiGraph, folder: Path) -> str:
    with pytest.raises(InputError) as wrong:
        told(text, graph, folder)
    return str(wrong.value).replace(f"{folder}/", "")


def test_a_whole_story_is_read(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    story = told(
        """
        title: {en: The congress, de: Der Kongress}
        steps:
          - text: Who was there.
            select: congress 2019
            show:
              kinds: [event, Organisation]
              relations: [had exhibitor, partnerOf]
              themes: [Mobilität]
              countries: [NO]
              years: [2015, 2019]
              sources: 2
              around: MIXMOVE AS
          - text: {en: It showed., de: Er stellte aus.}
            select: [Mixmove, exhibited at, Congress 2019]
        """,
        graph,
        tmp_path,
    )
    assert story.title == {"en": "The congress", "de": "Der Kongress"}
    assert story.records() == [
        {
            "text": {"": "Who was there."},
            "state": {
                "thing": CONGRESS,
                "no-kinds": ["City"],
                "relations": ["hasExhibitor", "partnerOf"],
                "themes": [BASE + "theme/mobility"],
                "countries": ["NO"],
                "years": [2015, 2019],
                "sources": 2,
                "around": [MIXMOVE, "1"],
            },
        },
        {
            "text": {"en": "It showed.", "de": "Er stellte aus."},
            "state": {"tie": [CONGRESS, "hasExhibitor", MIXMOVE], "sources": 1},
        },
    ]


@pytest.mark.parametrize("name", ["oslo-la-ville", OSLO, "city/oslo"])
def test_a_thing_is_found_by_name_identifier_or_what_addresses_call_it(
    graph: nx.MultiDiGraph, tmp_path: Path, name: str
) -> None:
    story = told(f"steps: [{{text: a, select: '{name}'}}]", graph, tmp_path)
    assert story.steps[0].thing == OSLO


@pytest.mark.parametrize(
    ("tie", "found"),
    [
        ("congress 2019, hasExhibitor, mixmove", (CONGRESS, "hasExhibitor", MIXMOVE)),
        ("mixmove, hatte als Aussteller, congress 2019", None),
        ("congress 2019, hatte als Aussteller, mixmove", (CONGRESS, "hasExhibitor", MIXMOVE)),
        ("organisation/oslo, is partner of, city/oslo", (OSLO, "partnerOf", OSLO_PORT)),
        ("congress 2019, hasSpeaker, mixmove", (CONGRESS, "hasSpeaker", MIXMOVE)),
    ],
)
def test_a_tie_is_found_as_it_is_said_from_either_end(
    graph: nx.MultiDiGraph, tmp_path: Path, tie: str, found: tuple[str, str, str] | None
) -> None:
    text = f"steps: [{{text: a, select: [{tie}]}}]"
    if found:
        assert told(text, graph, tmp_path).steps[0].tie == found
    else:
        assert "no tie 'hatte als Aussteller' is between" in mistakes(text, graph, tmp_path)


def test_every_mistake_is_told_with_file_step_and_what_was_expected(
    graph: nx.MultiDiGraph, tmp_path: Path
) -> None:
    said = mistakes(
        """
        titel: The congress
        steps:
          - text: one
            selct: MIXMOVE
          - select: MIXMOV
            show: {kind: City, kinds: [Citi], relations: hasExhibtor, themes: mobilty}
          - text: {en: three, xx-: drei}
            show: {countries: Norway, years: [2019, 2015], sources: few, around: Oslo}
          - just words
          - text: five
            select: [MIXMOVE, knows, Congress 2019]
          - text: six
            select: [congress 2019, hasSpeaker, city/oslo]
        """,
        graph,
        tmp_path,
    ).split("\nstory.yaml")
    expected = [
        ["'titel' is none of title, steps", "did you mean 'title'?"],
        [", step 1: 'selct' is none of text, select, show", "'select'?"],
        [", step 2, select: there is no thing of this network called 'MIXMOV'", "'MIXMOVE'"],
        [", step 2, show: 'kind' is none of kinds", "'kinds'"],
        [", step 2, show, kinds: there is no kind of thing called 'Citi'", "'City'", "Event"],
        [", step 2, show, relations: there is no relation called 'hasExhibtor'", "'hasExhibitor'"],
        [", step 2, show, themes: there is no theme called 'mobilty'", "mobility"],
        [", step 2, text: expected is a text, not nothing"],
        [", step 3, text: 'xx-' is no code of a language"],
        [", step 3, show, countries: there is no country called 'Norway'", "(here are NO)"],
        [", step 3, show, years: expected is a year, or [first, last]", "2015"],
        [", step 3, show, sources: expected is a number of sources", "'few'"],
        [", step 3, show, around: 'Oslo' can be several things", OSLO, OSLO_PORT],
        [", step 4: expected are text, select, show, not 'just words'"],
        [
            ", step 5, select: no tie 'knows' is between 'MIXMOVE' and 'Congress 2019'",
            "exhibited at",
        ],
        [", step 6, select: no tie 'hasSpeaker'", "nothing ties them"],
    ]
    assert len(said) == len(expected)
    for line, parts in zip(said, expected, strict=True):
        for part in parts:
            assert part in line


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is no story: expected is a list of steps"),
        ("steps: []", "has 0 steps; a story has 1 to 200"),
        ("steps: MIXMOVE", "is no story"),
        ("[1, 2]", "is no story"),
        ("steps: [" + "{text: a}, " * 201 + "]", "has 201 steps"),
        ("steps: [{text: a, text: b}]", "line 1: 'text' stands twice in one place"),
        ("steps:\n- text: a\n  [b]: c", "story.yaml, line"),
        ("steps:\n  - {text: [a, b}", "line 2: "),
        ("steps: &a [{text: a}]", "line 1: write the value itself wherever it is needed"),
        ("a: &a [x]\nb: *a", "without & and *"),
        ("steps: !!python/object/apply:os.system [ls]", "line 1: leave out"),
        ("steps: [{text: !!binary aGE=}]", "every value here is a text, a list or a mapping"),
        ("steps: " + "[" * 5000, "line 1: this is nested too deep"),
        ("steps: [a]\n---\nsteps: [b]", "story.yaml"),
        ("steps: [{text: \x01}]", "story.yaml is no YAML: "),
    ],
)
def test_a_file_that_is_no_story_is_refused_in_a_sentence(
    graph: nx.MultiDiGraph, tmp_path: Path, text: str, problem: str
) -> None:
    said = mistakes(text, graph, tmp_path)
    assert problem in said and said.startswith("story.yaml")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    large, other = tmp_path / "large.yaml", tmp_path / "other.yaml"
    large.write_bytes(b"#" * (LARGEST + 1))
    other.write_bytes(b"title: M\xfcnchen")
    for path, problem in [
        (tmp_path / "none.yaml", "cannot be read"),
        (tmp_path, "cannot be read"),
        (large, "too large; at most 256 kB"),
        (other, "is not UTF-8 (byte 8)"),
    ]:
        with pytest.raises(InputError, match=str(path)) as wrong:
            read_yaml(path)
        assert problem in str(wrong.value)


def test_a_text_that_is_too_long_is_refused(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    assert "4,001 characters; at most 4,000" in mistakes(
        f"steps: [{{text: {'a' * 4001}}}]", graph, tmp_path
    )


texts = some.text(max_size=20)
values = some.recursive(
    texts, lambda inner: some.lists(inner, max_size=3) | some.dictionaries(texts, inner, max_size=3)
)


@given(content=values | some.fixed_dictionaries({"steps": some.lists(values, max_size=3)}))
def test_whatever_stands_in_a_file_is_a_story_or_a_sentence(
    content: Any, graph: nx.MultiDiGraph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "story.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    try:
        assert read_story(path, graph).steps
    except InputError as error:
        assert str(path) in str(error)


@given(noise=some.binary(max_size=200))
def test_no_bytes_make_reading_fail(noise: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("noise") / "story.yaml"
    path.write_bytes(noise)
    try:
        read_yaml(path)
    except InputError as error:
        assert str(path) in str(error)
