"""An answer becomes a decision in the words of the file; a wrong one is said to be so."""

from collections.abc import Callable
from typing import Any

import pytest

from expograph.claims import Ref, Value
from expograph.errors import UsageError
from expograph.names import digest
from expograph.review.deciding import Reply, Signed, answers, decided, offered, understood
from expograph.review.doubts import doubts
from expograph.review.sides import Doubt
from expograph.store.engine import Engine

Graph = Callable[..., Engine]
Says = Callable[[str], Any]

ME = Signed("me", "2024-01-01")
FAIR, ANA = Ref("event", "scewc-2021"), Ref("person", "ana-perez")
CLEAN, FIRA = (Ref("organisation", key) for key in ("clean", "fira"))
FIGURES = """event,measure,value,source,note
scewc-2021,attendees,10000,page,
scewc-2021,attendees,12000,other,
scewc-2021,start_date,2021-11-17,other,
"""


@pytest.fixture
def engine(graph: Graph, says: Says) -> Engine:
    """A graph with a doubt of each sort."""
    post = says("document/post")
    new, read = (Ref("organisation", f"clean-cluster{at}") for at in ("", "@post"))
    claims = [
        post.calls(read, "Clean Cluster", "0.5", "may be one of two", CLEAN, FIRA),
        post.states(FAIR, "hasSpeaker", ANA, "Ana Pérez may speak.", "0.6"),
        *(post.states(FAIR, "supportedBy", who, "Two helped.", "0.6") for who in (CLEAN, FIRA)),
        post.states(FAIR, "motto", Value("Cities", language="en"), "Cities, it said.", "0.4"),
        post.states(
            Ref("organisation", "clean"), "kind", Ref("kind", "company"), "The firm Clean.", "0.6"
        ),
        post.states(
            Ref("organisation", "clean"), "kind", Ref("kind", "media"), "The paper Clean.", "0.6"
        ),
    ]
    return graph(claims, [post.source], {read: new}, figures=FIGURES)


def one(engine: Engine, about: str) -> Doubt:
    """Return the doubt about this property, or about names."""
    return next(
        doubt
        for doubt in doubts(engine.rows)
        if doubt.predicate.rpartition("#")[2] == about or doubt.kind == about
    )


def cells(engine: Engine, about: str, typed: str) -> list[str]:
    """Return what an answer comes to, as the cells of its rows that are not empty."""
    doubt = one(engine, about)
    found = decided(doubt, understood(typed, doubt), ME, engine.rows)
    return [
        ", ".join(
            filter(None, (d.kind, d.subject, d.predicate, d.object, d.value, d.source, d.why))
        )
        for d in found
    ]


CLUSTER = "organisation/clean-cluster@post"


@pytest.mark.parametrize(
    ("about", "typed", "rows"),
    [
        ("matches", "s1", [f"same, organisation/clean, {CLUSTER}"]),
        ("matches", "S 2 one firm", [f"same, organisation/fira, {CLUSTER}, one firm"]),
        ("matches", "not the same", [
            f"not the same, organisation/clean, {CLUSTER}",
            f"not the same, organisation/fira, {CLUSTER}",
        ]),
        ("matches", "n2", [f"not the same, organisation/fira, {CLUSTER}"]),
        ("matches", "u ask them", [
            f"unsure, organisation/clean, {CLUSTER}, ask them",
            f"unsure, organisation/fira, {CLUSTER}, ask them",
        ]),
        ("attendeeCount", "c", ["confirm, event/scewc-2021, attendeeCount, 12000"]),
        ("attendeeCount", "Confirm 2", ["confirm, event/scewc-2021, attendeeCount, 10000"]),
        ("attendeeCount", "r2 a slip", ["reject, event/scewc-2021, attendeeCount, 10000, a slip"]),
        ("attendeeCount", "o 11000", ["correct, event/scewc-2021, attendeeCount, 11000"]),
        ("startDate", "correct 18.11.2021", ["correct, event/scewc-2021, startDate, 2021-11-18"]),
        ("kind", "c 2023 it was", ["confirm, organisation/clean, kind, media, 2023 it was"]),
        ("kind", "o public body", ["correct, organisation/clean, kind, public-body"]),
        ("hasSpeaker", "c", [
            "confirm, event/scewc-2021, hasSpeaker, person/ana-perez, document/post"]),
        ("hasSpeaker", "r", [
            "reject, event/scewc-2021, hasSpeaker, person/ana-perez, document/post"]),
        ("hasSpeaker", "o mixmove", ["correct, event/scewc-2021, hasSpeaker, person/ana-perez, "
                                     "organisation/mixmove, document/post"]),
        ("hasSpeaker", "f", [f"forget, {digest('Ana Pérez')}"]),
        ("supportedBy", "c", [
            "confirm, event/scewc-2021, supportedBy, organisation/clean, document/post",
            "confirm, event/scewc-2021, supportedBy, organisation/fira, document/post"]),
        ("supportedBy", "r2", [
            "reject, event/scewc-2021, supportedBy, organisation/fira, document/post"]),
        ("supportedBy", "o2 mixmove", ["correct, event/scewc-2021, supportedBy, organisation/fira, "
                                       "organisation/mixmove, document/post"]),
        ("motto", "c", ["confirm, event/scewc-2021, motto, Cities, document/post"]),
        ("motto", "o Cities for all", [
            "correct, event/scewc-2021, motto, Cities for all, document/post"]),
    ],
)  # fmt: skip
def test_an_answer_comes_to_rows_of_decisions(
    engine: Engine, about: str, typed: str, rows: list[str]
) -> None:
    assert cells(engine, about, typed) == rows


@pytest.mark.parametrize(
    ("about", "typed", "said"),
    [
        ("matches", "c", "'c' is none of the answers; s same"),
        ("matches", "yes", "'yes' is none of the answers"),
        ("matches", "s", "say which it is, as in s1"),
        ("matches", "s3", "there is no same 3; the last is 2"),
        ("attendeeCount", "s", "'s' is none of the answers; c confirm 1 (c2: 2)"),
        ("attendeeCount", "r", "say which value is rejected, as in r2"),
        ("attendeeCount", "c3", "there is no confirm 3; the last is 2"),
        ("attendeeCount", "o", "the right value is missing"),
        ("attendeeCount", "o many", "'many' cannot stand there, but something such as '12000' can"),
        ("startDate", "o 2021-02-30", "is not in the calendar"),
        ("startDate", "o 3/4/2021", "is ambiguous"),
        ("kind", "o bakery", "there is no 'bakery'; such a thing is written like 'media'"),
        ("supportedBy", "o mixmove", "say which is to be corrected, as in o2"),
        ("hasSpeaker", "o Atlantis", "there is no organisation, city, country, person or project"),
        ("hasSpeaker", "f she is Ana Perez", "the reason would keep the name"),
        ("hasSpeaker", "r \udcff", "is not UTF-8"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_said_to_be_so(
    engine: Engine, about: str, typed: str, said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        cells(engine, about, typed)
    assert said in str(caught.value)


def test_a_decision_says_who_when_and_why(engine: Engine) -> None:
    doubt = one(engine, "attendeeCount")
    signed = Signed(" Ada\n ", "2024-01-01", "as a rule")
    (first,) = decided(doubt, Reply("confirm"), signed, engine.rows)
    assert (first.who, first.when, first.why) == ("Ada", "2024-01-01", "as a rule")
    (second,) = decided(doubt, Reply("confirm", rest="they say so"), signed, engine.rows)
    assert second.why == "they say so"
    with pytest.raises(UsageError, match="who made it"):
        decided(doubt, Reply("confirm"), Signed("", "2024-01-01"), engine.rows)


def test_only_answers_that_make_sense_are_offered(engine: Engine) -> None:
    for doubt in doubts(engine.rows):
        assert len(offered(doubt).split(" · ")) == len(answers(doubt))
        assert ("forget" in answers(doubt)) == ("person/ana-perez" in str(doubt))
