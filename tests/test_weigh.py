"""Claims are weighed as people would: who decides, what is newer, what is better supported."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.claims import Claim, Premises, Quote, Ref, Row, Value
from expograph.dates import precision
from expograph.weigh import PROSE_THRESHOLD, Scales, Stated, Weighed, independent_sources, weigh

EVENT = Ref("event", "scewc-2019")
FINAL, ANNOUNCED = (("status", Ref("concept", status)) for status in ("final", "announced"))
AT_LEAST = ("bound", Ref("concept", "at-least"))
SCALES = Scales(
    functional=frozenset({"attendeeCount", "startDate", "motto"}),
    published={"old": "2019", "new": "2020-05-01", "page": "2019-12-03"},
    same_work={"document/post": "page"},
    own_table={"event": "table/events"},
)


def stated(
    value: str,
    *pages: str,
    iri: str = "",
    table: str = "table/figures",
    predicate: str = "attendeeCount",
    more: Sequence[tuple[str, Ref | Value]] = (),
    method: str = "table",
) -> Stated:
    """Return a claim of a row about the event that cites these pages."""
    kinds = {"attendeeCount": "integer", "motto": "string", "theme": "string"}
    thing = Value(value, kinds.get(predicate) or precision(value))
    evidence = Row(2, value, value, tuple(pages))
    claim = Claim(table, EVENT, predicate, thing, evidence, tuple(more), method=method)
    name = iri or "|".join((value, table, predicate, method, *pages, *map(str, more)))
    return Stated(name, "event", predicate, str(thing), claim)


def prose(value: str, confidence: str, *, predicate: str = "attendeeCount", **more: str) -> Stated:
    """Return a claim of a sentence, in a document that is no cited page unless it is said."""
    base = stated(value, predicate=predicate)
    document = more.get("document", "document/other")
    claim = Claim(
        document, EVENT, predicate, base.claim.object, Quote(value, 0, len(value)),
        confidence=confidence, method="prose",
    )  # fmt: skip
    return Stated(f"prose {value} {confidence} {document}", "event", predicate, base.object, claim)


def truth(outcome: Weighed) -> str:
    """Return the text of the only truth."""
    ((_, _, value),) = outcome.truths
    return value.split("'")[1]


def standings(claims: Sequence[Stated], scales: Scales = SCALES) -> list[str]:
    """Return how each claim came out."""
    outcome = weigh(claims, scales)
    return [outcome.standings[claim.iri] for claim in claims]


# Who comes first


def test_a_decision_comes_before_the_table_of_events() -> None:
    claims = [
        stated("1", "old", table="table/decisions", method="decision"),
        stated("2", "new", table="table/events"),
        stated("2", "old", "page"),
    ]
    assert truth(weigh(claims, SCALES)) == "1"
    assert standings(claims) == ["accepted", "outvoted", "outvoted"]


def test_the_table_of_events_comes_before_more_and_newer_sources() -> None:
    claims = [stated("1", "old", table="table/events"), stated("2", "new"), stated("2", "page")]
    assert truth(weigh(claims, SCALES)) == "1"
    assert standings(claims) == ["accepted", "outvoted", "outvoted"]


def test_a_result_comes_before_a_forecast_of_more_and_newer_sources() -> None:
    claims = [
        stated("1", "old", more=[FINAL]),
        stated("2", "new", more=[ANNOUNCED]),
        stated("2", "page", more=[ANNOUNCED]),
    ]
    outcome = weigh(claims, SCALES)
    assert (truth(outcome), outcome.contested) == ("1", set())
    assert standings(claims) == ["accepted", "superseded", "superseded"]


def test_more_independent_sources_come_before_a_newer_one() -> None:
    claims = [stated("1", "old"), stated("1", "page"), stated("2", "new")]
    outcome = weigh(claims, SCALES)
    assert (truth(outcome), outcome.contested) == ("1", {("event", "attendeeCount")})
    assert standings(claims) == ["accepted", "accepted", "outvoted"]


def test_of_as_many_sources_the_newer_one_is_believed() -> None:
    assert truth(weigh([stated("1", "new"), stated("9", "old")], SCALES)) == "1"


def test_what_a_person_confirmed_comes_first_even_a_forecast_or_a_doubtful_sentence() -> None:
    for claim in (
        stated("1", "old"),
        stated("1", "old", more=[ANNOUNCED]),
        prose("1", "0.1"),
    ):
        others = [stated("2", "new", table="table/events"), stated("2", "page")]
        scales = Scales(
            SCALES.functional, own_table=SCALES.own_table, confirmed=frozenset({claim.iri})
        )
        assert truth(weigh([claim, *others], scales)) == "1"


def test_what_a_person_rejected_has_no_say() -> None:
    wrong, right = stated("1", "old", table="table/events"), stated("2", "new")
    scales = Scales(SCALES.functional, own_table=SCALES.own_table, rejected=frozenset({wrong.iri}))
    outcome = weigh([wrong, right], scales)
    assert (truth(outcome), outcome.contested) == ("2", set())
    assert standings([wrong, right], scales) == ["rejected", "accepted"]


# What agrees


@pytest.mark.parametrize("rough", ["2019", "2019-11"])
def test_a_rough_date_agrees_with_an_exact_one_which_is_the_truth(rough: str) -> None:
    claims = [
        stated(rough, "old", "page", table="table/events", predicate="startDate"),
        stated("2019-11-19", "new", predicate="startDate"),
    ]
    outcome = weigh(claims, SCALES)
    assert (truth(outcome), outcome.contested) == ("2019-11-19", set())
    assert standings(claims) == ["accepted", "accepted"]


def test_a_rough_date_counts_for_each_exact_one() -> None:
    claims = [
        stated("2019-11-19", "old", predicate="startDate"),
        stated("2019-11", "page", predicate="startDate"),
        stated("2019-12-01", "new", predicate="startDate"),
    ]
    assert truth(weigh(claims, SCALES)) == "2019-11-19"
    assert standings(claims) == ["accepted", "accepted", "outvoted"]


def test_more_than_nine_agrees_with_ten_and_the_number_is_the_truth() -> None:
    claims = [stated("9", "old", more=[FINAL, AT_LEAST]), stated("10", "new", more=[FINAL])]
    outcome = weigh(claims, SCALES)
    assert (truth(outcome), outcome.contested) == ("10", set())
    assert standings(claims) == ["accepted", "accepted"]


def test_more_than_ten_contradicts_nine() -> None:
    claims = [stated("10", "old", more=[FINAL, AT_LEAST]), stated("9", "new", more=[FINAL])]
    assert weigh(claims, SCALES).contested == {("event", "attendeeCount")}


def test_a_forecast_that_comes_true_is_accepted() -> None:
    claims = [stated("1", "old", more=[ANNOUNCED]), stated("1", "new", more=[FINAL])]
    assert standings(claims) == ["accepted", "accepted"]


def test_forecasts_alone_make_a_truth_and_no_contest() -> None:
    claims = [stated("1", "old", more=[ANNOUNCED]), stated("2", "new", more=[ANNOUNCED])]
    outcome = weigh(claims, SCALES)
    assert (truth(outcome), outcome.contested) == ("2", set())
    assert standings(claims) == ["superseded", "accepted"]


def test_what_is_not_single_valued_stands_side_by_side() -> None:
    claims = [stated("a", "old", predicate="theme"), stated("b", "new", predicate="theme")]
    outcome = weigh(claims, SCALES)
    assert len(outcome.truths) == 2
    assert standings(claims) == ["accepted", "accepted"]


# Sources


def rows(*cited: str) -> list[Claim]:
    """Return claims of rows that cite these pages, given as words."""
    return [stated("1", *pages.split()).claim for pages in cited]


@pytest.mark.parametrize(
    ("cited", "number"),
    [
        (["a"], 1),
        (["a", "a"], 1),
        (["a", "b"], 2),
        (["a b c"], 1),
        (["a b", "b c"], 1),
        (["a", "a b"], 1),
        (["a", "b c"], 2),
        (["a b", "c d"], 2),
        ([], 0),
    ],
)
def test_the_pages_of_one_row_are_one_or_more_of_these(cited: list[str], number: int) -> None:
    assert independent_sources(rows(*cited), {}) == number


def test_a_document_that_is_a_cited_page_counts_once_with_it() -> None:
    post = prose("1", "0.9", document="document/post").claim
    assert independent_sources([*rows("page"), post], SCALES.same_work) == 1
    assert independent_sources([*rows("page"), post], {}) == 2


def test_a_row_that_cites_nothing_is_the_word_of_its_table() -> None:
    assert independent_sources(rows("", ""), {}) == 1


# Prose


@pytest.mark.parametrize("predicate", ["attendeeCount", "theme"])
@pytest.mark.parametrize(("confidence", "believed"), [("0.49", 0), ("0.5", 1), ("1", 1)])
def test_a_sentence_alone_makes_a_truth_from_a_confidence_on(
    predicate: str, confidence: str, believed: int
) -> None:
    claim = prose("7", confidence, predicate=predicate)
    outcome = weigh([claim], SCALES)
    assert (len(outcome.truths), outcome.contested) == (believed, set())
    assert outcome.standings[claim.iri] == ("accepted" if believed else "outvoted")


@pytest.mark.parametrize("predicate", ["attendeeCount", "theme"])
def test_a_doubtful_sentence_is_accepted_with_what_is_true_on_other_grounds(predicate: str) -> None:
    claims = [prose("7", "0.1", predicate=predicate), stated("7", "page", predicate=predicate)]
    assert standings(claims) == ["accepted", "accepted"]


def test_a_doubtful_sentence_contests_nothing_and_does_not_silence_a_forecast() -> None:
    claims = [prose("7", "0.1"), stated("8", "page", more=[ANNOUNCED])]
    outcome = weigh(claims, SCALES)
    assert (truth(outcome), outcome.contested) == ("8", set())
    assert standings(claims) == ["outvoted", "accepted"]


# Laws

PAGES = st.lists(st.sampled_from(["old", "new", "page"]), max_size=3, unique=True)
QUALIFIERS = st.sampled_from([[], [FINAL], [ANNOUNCED], [FINAL, AT_LEAST]])
TABLES = st.sampled_from(["table/events", "table/figures"])
FIGURES = st.builds(
    lambda value, pages, table, more, method: stated(
        value, *pages, table=table, more=more, method=method
    ),
    st.sampled_from(["9", "10", "400", "412"]), PAGES, TABLES, QUALIFIERS,
    st.sampled_from(["table", "table", "decision"]),
)  # fmt: skip
DATES = st.builds(
    lambda value, pages, table: stated(value, *pages, table=table, predicate="startDate"),
    st.sampled_from(["2019", "2019-11", "2019-11-19", "2019-11-20", "2020"]), PAGES, TABLES,
)  # fmt: skip
THEMES = st.builds(lambda value: stated(value, predicate="theme"), st.sampled_from("ab"))
SENTENCES = st.builds(
    lambda value, sure, predicate: prose(value, sure, predicate=predicate),
    st.sampled_from(["9", "412"]), st.sampled_from(["0.1", "0.9"]),
    st.sampled_from(["attendeeCount", "theme"]),
)  # fmt: skip
CLAIMS = st.lists(
    FIGURES | DATES | THEMES | SENTENCES, max_size=9, unique_by=lambda claim: claim.iri
)


@st.composite
def decided(draw: st.DrawFn) -> tuple[list[Stated], Scales]:
    """Draw claims, and scales on which some are rejected or confirmed."""
    claims = draw(CLAIMS)
    some = st.sets(st.sampled_from([claim.iri for claim in claims])) if claims else st.just(set())
    scales = Scales(
        SCALES.functional, SCALES.published, SCALES.same_work, SCALES.own_table,
        rejected=frozenset(draw(some)), confirmed=frozenset(draw(some)),
    )  # fmt: skip
    return claims, scales


@given(decided(), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(
    given_: tuple[list[Stated], Scales], random: object
) -> None:
    claims, scales = given_
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert weigh(claims, scales) == weigh(iter(shuffled), scales)


@given(decided())
def test_every_truth_has_an_accepted_claim_and_every_claim_one_standing(
    given_: tuple[list[Stated], Scales],
) -> None:
    claims, scales = given_
    outcome = weigh(claims, scales)
    assert outcome.standings.keys() == {claim.iri for claim in claims}
    accepted = {
        (claim.subject, claim.predicate, claim.object)
        for claim in claims
        if outcome.standings[claim.iri] == "accepted"
    }
    assert outcome.truths <= accepted


@given(decided())
def test_a_single_valued_property_has_one_truth(given_: tuple[list[Stated], Scales]) -> None:
    claims, scales = given_
    outcome = weigh(claims, scales)
    single = [truth[:2] for truth in outcome.truths if truth[1] in scales.functional]
    assert len(single) == len(set(single))


@given(decided())
def test_what_is_contested_has_an_outvoted_claim_that_is_no_forecast(
    given_: tuple[list[Stated], Scales],
) -> None:
    claims, scales = given_
    outcome = weigh(claims, scales)
    outvoted = {
        (claim.subject, claim.predicate)
        for claim in claims
        if outcome.standings[claim.iri] == "outvoted"
        and (
            ANNOUNCED not in claim.claim.qualifiers
            or claim.claim.method == "decision"
            or claim.iri in scales.confirmed
        )
    }
    assert outcome.contested <= outvoted


@given(decided())
def test_weighing_again_without_what_was_rejected_changes_no_truth(
    given_: tuple[list[Stated], Scales],
) -> None:
    claims, scales = given_
    left = [claim for claim in claims if claim.iri not in scales.rejected]
    assert weigh(claims, scales).truths == weigh(left, scales).truths


def test_the_claim_of_a_rule_is_accepted() -> None:
    claim = Claim("rule/r", EVENT, "hasExhibitor", Ref("organisation", "o"), Premises(("a", "b")))
    one = Stated("rule", "event", "hasExhibitor", "o", claim)
    assert standings([one]) == ["accepted"]


def test_hundreds_of_figures_are_weighed_in_a_moment() -> None:
    claims = [stated(str(number), "old") for number in range(1, 600)]
    assert len(weigh(claims, SCALES).truths) == 1


def test_there_is_one_threshold() -> None:
    assert PROSE_THRESHOLD == 0.5


def test_a_tie_of_two_things_that_became_one_is_no_truth() -> None:
    claim = Claim("t", EVENT, "partnerOf", EVENT, Row(2, "row", "row"))
    outcome = weigh([Stated("tie", "event", "partnerOf", "event", claim)], SCALES)
    assert (outcome.truths, outcome.standings) == (set(), {"tie": "outvoted"})


def test_a_figure_of_another_scope_stands_beside_and_contradicts_nothing() -> None:
    together = ("scope", Value("total of the co-located congresses"))
    alone, all_of_them = stated("400", "old"), stated("25000", "new", more=[FINAL, together])
    outcome = weigh([alone, all_of_them], SCALES)
    assert truth(outcome) == "400"
    assert not outcome.contested
    assert set(outcome.standings.values()) == {"accepted"}
    assert not weigh([all_of_them], SCALES).truths
