"""What nobody can be sure of is found, what most hangs on it first, and nothing is asked twice."""

from collections.abc import Callable
from typing import Any

import pytest

from expograph.claims import Decision, Ref, Value
from expograph.review.doubts import doubts
from expograph.review.sides import Doubt
from expograph.store.engine import Engine

Graph = Callable[..., Engine]
Says = Callable[[str], Any]

SCEWC, FAIR = Ref("event", "scewc-2019"), Ref("event", "scewc-2021")
CLEAN, FIRA, MIXMOVE = (Ref("organisation", key) for key in ("clean", "fira", "mixmove"))
TWINS = """id,name,aliases,kind,city,country,parent,website,source
fira,Fira de Barcelona,,organiser,barcelona,spain,,https://www.firabarcelona.com/,page
clean,CLEAN,Clean,association,,,,,page
mixmove,MIXMOVE,,company,lyon,france,,,page
mixmove-lyon,Mixmove Lyon SA,Mixmove,company,lyon,france,,,other
"""
FIGURES = """event,measure,value,source,note
scewc-2021,attendees,10000,page,
scewc-2021,attendees,12000,other,
"""


def decided(kind: str, subject: str, **cells: str) -> Decision:
    """Return a decision that somebody made."""
    return Decision(kind, subject, who="me", when="2024-01-01", place="d.csv\x1f2\x1f", **cells)


def sides(doubt: Doubt) -> list[str]:
    """Return the sides of a doubt as decisions name them."""
    return [name for side in doubt.sides for name in side.written]


# Possible duplicates


def test_two_firms_of_one_name_are_possible_duplicates(graph: Graph) -> None:
    (doubt,) = doubts(graph(organisations=TWINS).rows, kinds=["duplicates"])
    assert sides(doubt) == ["organisation/mixmove", "organisation/mixmove-lyon"]
    assert "both are called" in doubt.because
    assert doubt.effect == 1


@pytest.mark.parametrize("kind", ["same", "not the same", "unsure"])
def test_a_pair_that_was_decided_is_not_asked_for_again(graph: Graph, kind: str) -> None:
    rows = graph(organisations=TWINS).rows
    decision = decided(kind, "organisation/mixmove-lyon", object="organisation/mixmove")
    assert doubts(rows, [decision], ["duplicates"]) == []
    asked_again = doubts(rows, [decision], ["duplicates"], again=True)
    assert len(asked_again) == (kind == "unsure")


def test_what_was_decided_of_a_thing_holds_for_what_it_was_merged_with(graph: Graph) -> None:
    rows = graph(organisations=TWINS).rows
    earlier = [
        decided("same", "organisation/mixmove", object="organisation/mixmove-norge"),
        decided("not the same", "organisation/mixmove-norge", object="organisation/mixmove-lyon"),
    ]
    assert doubts(rows, earlier, ["duplicates"]) == []


def test_of_a_thing_of_a_table_and_one_that_was_read_the_first_is_kept(
    graph: Graph, says: Says
) -> None:
    post, new = says("document/post"), Ref("organisation", "fira-de-barcelona-post")
    read = Ref("organisation", "fira-de-barcelona@post")
    claims = [
        post.calls(read, "Fira de Barcelona", "0.9", "nothing is called so"),
        post.states(read, "skos:prefLabel", Value("Fira de Barcelona"), "Fira de Barcelona", "1.0"),
        *(
            post.states(event, tie, read, f"It helps {event.key}.", "0.9")
            for event in (SCEWC, FAIR)
            for tie in ("supportedBy", "hasExhibitor")
        ),
    ]
    rows = graph(claims, [post.source], {read: new}).rows
    firms = [doubt for doubt in doubts(rows, kinds=["duplicates"]) if "fira" in doubt.thing]
    assert [(sides(doubt)[0], doubt.effect) for doubt in firms] == [("organisation/fira", 4)]


# Names that were matched weakly


def test_a_name_that_was_taken_for_a_thing_with_little_confidence_is_in_doubt(
    graph: Graph, says: Says
) -> None:
    post = says("document/post")
    read = Ref("organisation", "clean@post")
    claims = [
        post.calls(read, "Clean", "0.6", "the same words"),
        post.states(FAIR, "hasExhibitor", read, "Clean shows its work.", "0.9"),
    ]
    rows = graph(claims, [post.source], {read: CLEAN}).rows
    (doubt,) = doubts(rows, kinds=["matches"])
    assert sides(doubt) == ["organisation/clean", "organisation/clean@post"]
    assert doubt.sides[1].words == "“Clean” in document/post"
    assert "the same words (confidence 0.60)" in doubt.because
    assert doubt.effect == 1
    decision = decided("not the same", "organisation/clean", object="organisation/clean@post")
    assert doubts(rows, [decision], ["matches"]) == []


def test_a_name_is_judged_in_several_texts_at_once_but_for_those_that_were_judged(
    graph: Graph, says: Says
) -> None:
    texts = [says(f"document/post-{number}") for number in range(7)]
    read = {each: Ref("organisation", f"clean@post-{n}") for n, each in enumerate(texts)}
    claims = [each.calls(read[each], "Clean", "0.6") for each in texts]
    rows = graph(claims, merged=dict.fromkeys(read.values(), CLEAN)).rows
    assert [len(sides(doubt)) for doubt in doubts(rows, kinds=["matches"])] == [6, 3]
    earlier = decided("same", "organisation/clean", object="organisation/clean@post-0")
    (doubt, _) = doubts(rows, [earlier], ["matches"])
    assert "organisation/clean@post-0" not in sides(doubt)


def test_a_thing_that_a_text_gives_two_names_is_judged_by_its_full_one(
    graph: Graph, says: Says
) -> None:
    post, read = says("document/post"), Ref("organisation", "fira-de-barcelona@post")
    claims = [post.calls(read, name, "0.6") for name in ("Fira", "Fira de Barcelona", "The Fira")]
    (doubt,) = doubts(graph(claims, merged={read: FIRA}).rows, kinds=["matches"])
    assert doubt.sides[1].words == "“Fira de Barcelona” in document/post"


def test_a_new_thing_that_may_be_one_that_is_known_is_in_doubt_with_all_that_it_may_be(
    graph: Graph, says: Says
) -> None:
    post = says("document/post")
    read, new = Ref("organisation", "clean-cluster@post"), Ref("organisation", "clean-cluster")
    claims = [
        post.calls(read, "Clean Cluster", "0.9", "may be one of two", CLEAN, FIRA),
        post.states(FAIR, "hasExhibitor", read, "The Clean Cluster was there.", "0.9"),
    ]
    rows = graph(claims, [post.source], {read: new}).rows
    (doubt,) = doubts(rows)
    assert sides(doubt) == [
        "organisation/clean",
        "organisation/fira",
        "organisation/clean-cluster@post",
    ]
    assert (doubt.kind, doubt.effect) == ("matches", 1)
    one = decided("not the same", "organisation/fira", object="organisation/clean-cluster@post")
    (left,) = doubts(rows, [one])
    assert sides(left) == ["organisation/clean", "organisation/clean-cluster@post"]
    other = decided("not the same", "organisation/clean", object="organisation/clean-cluster@post")
    assert doubts(rows, [one, other]) == []


def test_two_new_things_that_are_nothing_else_are_in_no_doubt(graph: Graph, says: Says) -> None:
    post = says("document/post")
    new = Ref("organisation", "urban-lab")
    claims = [post.calls(Ref("organisation", "urban-lab@post"), "Urban Lab", "0.3")]
    assert doubts(graph(claims, merged={claims[0].subject: new}).rows) == []


@pytest.mark.parametrize(
    ("place", "key", "names"),
    [
        ("document/post", "fira-de-barcelona@post", ["Fira", "Fira de Barcelona"]),
        ("table/exhibitors", "fira@table/exhibitors", ["Fira"]),
        ("document/post", "fira-barcelona@post", ["Fira"]),
    ],
)
def test_a_decision_names_a_thing_as_it_was_read_under_whichever_of_its_names(
    graph: Graph, says: Says, place: str, key: str, names: list[str]
) -> None:
    post, read = says(place), Ref("organisation", key)
    claims = [post.calls(read, name, "0.6") for name in names]
    claims.append(post.states(read, "basedIn", Ref("city", "barcelona"), "in Barcelona", "0.9"))
    claims.append(post.calls(Ref("city", "barcelona"), "Barcelona", "1.0"))
    found = doubts(graph(claims, merged={read: FIRA}).rows, kinds=["matches"])
    assert {name for doubt in found for name in sides(doubt)[1:]} == {f"organisation/{key}"}


def test_a_pair_is_asked_for_once_with_the_words_that_were_read(graph: Graph, says: Says) -> None:
    post = says("document/post")
    read, new = Ref("organisation", "mixmove-as@post"), Ref("organisation", "mixmove-as")
    claims = [
        post.calls(read, "MIXMOVE", "0.9", "may be MIXMOVE", MIXMOVE),
        post.states(read, "skos:prefLabel", Value("MIXMOVE", language="en"), "MIXMOVE", "0.9"),
    ]
    rows = graph(claims, [post.source], {read: new}).rows
    assert [doubt.kind for doubt in doubts(rows)] == ["matches"]
    assert doubts(rows, kinds=["duplicates"]) == []
    parted = decided("not the same", "organisation/mixmove", object="organisation/mixmove-as@post")
    assert doubts(rows, [parted]) == []


# Contested values


def test_values_on_which_sources_disagree_are_in_doubt_the_one_taken_first(graph: Graph) -> None:
    (doubt,) = doubts(graph(figures=FIGURES).rows)
    assert (doubt.kind, doubt.thing.rpartition("/")[2]) == ("contested", "scewc-2021")
    assert sides(doubt) == ["12000", "10000"]
    assert (doubt.because, doubt.effect) == ("sources: 1 against 1", 1)


@pytest.mark.parametrize(
    ("kind", "cells", "left"),
    [
        ("confirm", {"value": "10000"}, 0),
        ("confirm", {"object": "10000"}, 0),
        ("correct", {"value": "11000"}, 0),
        ("reject", {"value": "10000"}, 0),
        ("reject", {"value": "10000", "source": "document/else"}, 1),
        ("reject", {"value": "9"}, 1),
    ],
)
def test_a_contested_value_is_asked_for_until_it_is_decided(
    graph: Graph, kind: str, cells: dict[str, str], left: int
) -> None:
    decision = decided(kind, "event/scewc-2021", predicate="attendeeCount", **cells)
    assert len(doubts(graph(figures=FIGURES).rows, [decision])) == left


def test_a_more_precise_date_is_no_other_side(graph: Graph) -> None:
    figures = """event,measure,value,source,note
scewc-2021,start_date,2021,page,
scewc-2021,start_date,2021-11-17,other,
"""
    (doubt,) = doubts(graph(figures=figures).rows)
    assert sides(doubt) == ["2021-11-16", "2021-11-17"]
    assert doubt.because == "sources: 1 against 1"


# Claims of little confidence


@pytest.mark.parametrize("confidence", ["0.3", "0.6"])
def test_a_weak_claim_by_which_a_statement_stands_or_falls_is_in_doubt(
    graph: Graph, says: Says, confidence: str
) -> None:
    post = says("document/post")
    claim = post.states(FAIR, "hasExhibitor", FIRA, "Fira may have been there.", confidence)
    rows = graph([claim], [post.source]).rows
    (doubt,) = doubts(rows)
    assert (doubt.kind, doubt.source, sides(doubt)) == (
        "claims", "document/post", ["organisation/fira"],
    )  # fmt: skip
    stands = "makes a truth by itself" if confidence == "0.6" else "makes no truth alone"
    assert stands in doubt.because
    decision = decided(
        "reject", "event/scewc-2021", predicate="hasExhibitor", object="organisation/fira",
        source="document/post",
    )  # fmt: skip
    assert doubts(rows, [decision]) == []


def test_a_weak_claim_on_which_nothing_hangs_is_in_no_doubt(graph: Graph, says: Says) -> None:
    post = says("document/post")
    claims = [
        post.states(Ref("project", "nordic-pavilion"), "hasExhibitor", MIXMOVE, "MIXMOVE.", "0.4"),
        post.states(SCEWC, "attendeeCount", Value("9", "integer"), "Nine came.", "0.4"),
        post.states(FAIR, "hasExhibitor", FIRA, "Fira shows.", "0.4"),
        says("document/other").states(FAIR, "hasExhibitor", FIRA, "Fira is there.", "0.9"),
    ]
    assert doubts(graph(claims).rows) == []


def test_what_one_sentence_lists_is_asked_for_at_once(graph: Graph, says: Says) -> None:
    post = says("document/post")
    sentence = "Among the exhibitors were Fira, Clean and MIXMOVE."
    claims = [post.states(FAIR, "hasExhibitor", who, sentence, "0.6") for who in (FIRA, CLEAN)]
    claims.append(post.states(FAIR, "hasExhibitor", MIXMOVE, sentence, "0.55"))
    claims.append(post.states(FAIR, "supportedBy", FIRA, "It was helped by Fira.", "0.6"))
    rows = graph(claims, [post.source]).rows
    listed, single = doubts(rows)
    assert sides(listed) == ["organisation/clean", "organisation/fira", "organisation/mixmove"]
    assert (listed.effect, single.effect) == (3, 1)
    assert listed.because == "confidence 0.55 to 0.60: it makes a truth by itself"
    earlier = decided(
        "confirm", "event/scewc-2021", predicate="hasExhibitor", object="organisation/clean",
        source="document/post",
    )  # fmt: skip
    assert sides(doubts(rows, [earlier])[0]) == ["organisation/fira", "organisation/mixmove"]


def test_what_follows_from_a_weak_claim_hangs_on_it(graph: Graph, says: Says) -> None:
    post = says("document/post")
    claim = post.states(FAIR, "hasExhibitor", FIRA, "Fira may have been there.", "0.6")
    engine = graph([claim], [post.source])
    (before,) = doubts(engine.rows)
    (_, iri) = before.sides[0].claims[0]
    rule = "<https://w3id.org/expograph/source/rule/r>"
    ns, rdf = "https://w3id.org/expograph/ns#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    engine.load(
        f"<urn:c> <{ns}{part}> {said} {rule} ."
        if part == "premise"
        else f"<urn:c> <{rdf}{part}> {said} {rule} ."
        for part, said in (
            ("premise", f"<{iri}>"), ("subject", "<urn:s>"), ("predicate", "<urn:p>"),
            ("object", "<urn:o>"),
        )
    )  # fmt: skip
    (after,) = doubts(engine.rows)
    assert (before.effect, after.effect) == (1, 2)


def test_a_new_thing_in_a_weak_claim_goes_by_the_name_under_which_it_was_read(
    graph: Graph, says: Says
) -> None:
    post = says("document/post")
    read, new = Ref("organisation", "urban-lab@post"), Ref("organisation", "urban-lab")
    claims = [
        post.calls(read, "Urban Lab", "0.9", "nothing is called so"),
        post.states(FAIR, "hasExhibitor", read, "The Urban Lab may have been there.", "0.6"),
    ]
    rows = graph(claims, [post.source], {read: new}).rows
    (doubt,) = doubts(rows)
    assert (doubt.named, sides(doubt)) == ("event/scewc-2021", ["organisation/urban-lab@post"])
    for name in ("organisation/urban-lab@post", "organisation/urban-lab"):
        decision = decided("confirm", doubt.named, predicate="hasExhibitor", object=name)
        assert doubts(rows, [decision]) == []
        found = graph(claims, [post.source], {read: FIRA}).rows
        assert len(doubts(found, [decision], ["claims"])) == ("@" not in name)


# Order


def test_what_most_hangs_on_comes_first(graph: Graph, says: Says) -> None:
    post = says("document/post")
    read = Ref("organisation", "fira@post")
    claims = [
        post.calls(read, "Fira", "0.6"),
        *(
            post.states(e, "supportedBy", read, f"Fira helps {e.key}.", "0.9")
            for e in (SCEWC, FAIR)
        ),
        post.states(FAIR, "hasExhibitor", CLEAN, "Clean may have been there.", "0.6"),
    ]
    merged = {read: FIRA}
    found = doubts(graph(claims, [post.source], merged, organisations=TWINS, figures=FIGURES).rows)
    assert [(doubt.kind, doubt.effect) for doubt in found] == [
        ("matches", 2), ("duplicates", 1), ("contested", 1), ("claims", 1),
    ]  # fmt: skip


def test_the_same_graph_gives_the_same_doubts_in_the_same_order(graph: Graph) -> None:
    rows = graph(organisations=TWINS, figures=FIGURES).rows
    assert doubts(rows) == doubts(rows)


def test_the_built_in_graph_is_searched_in_no_time_and_all_kinds_of_doubt_can_be_asked_for(
    engine: Engine,
) -> None:
    found = doubts(engine.rows)
    assert {each.kind for each in found} >= {"duplicates", "contested"}
    assert found == sorted(found, key=lambda each: -each.effect)
