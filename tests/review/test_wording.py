"""A doubt is put in words that a person can answer: what is asked, both sides, who says so."""

from collections.abc import Callable
from typing import Any

import pytest

from expograph.claims import Ref, Value
from expograph.review.doubts import doubts
from expograph.review.wording import shown_to_a_person, told
from expograph.store.engine import Engine

Graph = Callable[..., Engine]
Says = Callable[[str], Any]

FAIR = Ref("event", "scewc-2021")
CLEAN, FIRA = (Ref("organisation", key) for key in ("clean", "fira"))
FIGURES = """event,measure,value,source,note
scewc-2021,attendees,10000,page,
scewc-2021,attendees,12000,other,
"""
PARTNERS = """a,a_type,b,b_type,type,since,through,announced_at,source
mixmove,organisation,clean,organisation,agreement,,,,page
"""
TWINS = """id,name,aliases,kind,city,country,parent,website,source
fira,Fira de Barcelona,,organiser,barcelona,spain,,https://www.firabarcelona.com/,page
clean,CLEAN,Clean,association,,,,,page
mixmove,MIXMOVE,,company,lyon,france,,,page
mixmove-lyon,Mixmove Lyon SA,Mixmove,company,lyon,france,,,other
"""


def shown(engine: Engine) -> str:
    """Return the first doubt of a graph as it is shown."""
    (words,) = told(doubts(engine.rows)[:1], engine.rows)
    return shown_to_a_person(words, "1 of 1", "s same")


def test_two_things_are_shown_with_what_is_known_of_them_and_the_rows_that_say_so(
    graph: Graph,
) -> None:
    said = shown(graph(organisations=TWINS))
    for part in (
        "1 of 1 · possible duplicates · one statement of the graph hangs on it",
        "Are MIXMOVE and Mixmove Lyon SA the same organisation?",
        "1  MIXMOVE (organisation/mixmove)",
        "2  Mixmove Lyon SA (organisation/mixmove-lyon)",
        "also called Mixmove",
        "based in: Lyon",
        "▸ id: mixmove · name: MIXMOVE · kind: company · city: lyon · country: france",
        "table/organisations, line 4; A page, Somebody, 2019-12-03, https://example.org/page",
        "Another page, Somebody else, 2021",
    ):
        assert part in said
    assert said.endswith("\ns same\n")


def test_a_tie_that_holds_both_ways_is_called_the_same_from_either_end(graph: Graph) -> None:
    said = shown(graph(organisations=TWINS, partnerships=PARTNERS))
    assert "is a partner of: CLEAN\n" in said


def test_a_contested_value_is_shown_with_who_says_which(graph: Graph) -> None:
    said = shown(graph(figures=FIGURES))
    assert "SCEWC 2021 · attendees · 12000 or 10000: which?" in said
    assert "1  12000, which the graph took" in said
    assert "event: scewc-2021 · measure: attendees · value: 10000\n" in said
    assert "outvoted" not in said


def test_a_name_is_shown_with_the_sentences_in_which_it_stands(graph: Graph, says: Says) -> None:
    post, read = says("document/post"), Ref("organisation", "clean@post")
    claims = [
        post.calls(read, "Clean", "0.6", "the same words"),
        post.states(FAIR, "hasExhibitor", read, "Clean shows its\x1b[2J work.", "0.9"),
    ]
    said = shown(graph(claims, [post.source], {read: CLEAN}))
    assert "Is “Clean” in document/post the organisation CLEAN?" in said
    assert "the same words (confidence 0.60)" in said
    assert "▸ “Clean shows its [2J work.”" in said
    assert "document/post, characters 40–" in said
    assert "The text document/post, 2019-11-21" in said
    assert "\x1b" not in said


def test_a_new_thing_is_shown_with_all_that_it_may_be(graph: Graph, says: Says) -> None:
    post, read = says("document/post"), Ref("organisation", "clean-cluster@post")
    new = Ref("organisation", "clean-cluster")
    claims = [post.calls(read, "Clean Cluster", "0.5", "may be one of two", CLEAN, FIRA)]
    said = shown(graph(claims, [post.source], {read: new}))
    assert (
        "Is “Clean Cluster” in document/post, now a thing of its own, the organisation CLEAN "
        "or Fira de Barcelona?"
    ) in said
    assert "3  “Clean Cluster” in document/post" in said


@pytest.mark.parametrize(
    ("thing", "words"),
    [(FIRA, "had exhibitor · Fira de Barcelona"), (Value("Cities", language="en"), "motto · Cit")],
)
def test_a_claim_is_shown_with_its_sentence(
    graph: Graph, says: Says, thing: Ref | Value, words: str
) -> None:
    post, predicate = says("document/post"), "hasExhibitor" if thing == FIRA else "motto"
    claim = post.states(FAIR, predicate, thing, "The fair was called so.", "0.6")
    said = shown(graph([claim], [post.source]))
    assert f"SCEWC 2021 · {words}" in said
    assert "▸ “The fair was called so.”" in said


def test_a_list_needs_no_evidence_and_names_the_doubt_in_a_few_words(graph: Graph) -> None:
    engine = graph(organisations=TWINS, figures=FIGURES)
    words = told(doubts(engine.rows), engine.rows, in_full=False)
    assert [each.short for each in words] == ["may be Mixmove Lyon SA", "attendees: 12000 or 10000"]
    assert not any(side.evidence for each in words for side in each.sides)


def test_a_thing_of_many_ties_is_shown_in_few_lines(engine: Engine) -> None:
    for doubt in doubts(engine.rows)[:6]:
        (words,) = told([doubt], engine.rows)
        assert len(shown_to_a_person(words, "", "").splitlines()) < 50
        assert all(side.evidence for side in words.sides)
