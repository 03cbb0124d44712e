"""When an event is held is stated as precisely as the text says it, and where, beside it."""

from collections.abc import Callable

import pytest

from expograph.claims import Value
from expograph.readings import Reading

Says = Callable[..., set[tuple[str, str, str]]]
Reads = Callable[..., Reading]

CONGRESS = "Smart City Expo World Congress"
CONVENTION = "Smart Country Convention"


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("en", f"{CONGRESS} takes place from 19 to 21 November 2019.", "2019-11-19", "2019-11-21"),
        ("en", f"{CONGRESS} takes place on 19 November 2019.", "2019-11-19", ""),
        ("en", f"{CONGRESS} takes place in November 2019.", "2019-11", ""),
        (
            "de",
            f"Die {CONVENTION} findet vom 22. bis 24. Oktober 2019 statt.",
            "2019-10-22",
            "2019-10-24",
        ),
        ("de", f"Die {CONVENTION} findet am 22. Oktober 2019 statt.", "2019-10-22", ""),
        ("de", f"Die {CONVENTION} findet im Oktober 2019 statt.", "2019-10", ""),
    ],
)
def test_an_event_begins_and_ends_when_the_text_says_so(
    says: Says, language: str, text: str, first: str, last: str
) -> None:
    found = {(predicate, value) for _, predicate, value in says(text, language)}
    assert {value for predicate, value in found if predicate == "startDate"} == {first}
    assert {value for predicate, value in found if predicate == "endDate"} == ({last} - {""})


def test_a_date_is_typed_by_its_precision(reads: Reads) -> None:
    reading = reads(f"{CONGRESS} takes place in November 2019.")
    assert [fact.object for fact in reading.facts if fact.predicate == "startDate"] == [
        Value("2019-11", "gYearMonth")
    ]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", f"{CONGRESS} takes place on 19 November.", "2019-11-19"),
        ("de", f"Die {CONVENTION} findet am 22. Oktober statt.", "2019-10-22"),
    ],
)
def test_a_year_that_the_text_leaves_out_is_that_of_its_publication(
    reads: Reads, language: str, text: str, day: str
) -> None:
    (fact,) = [
        each
        for each in reads(text, language, published="2019-11-25").facts
        if each.predicate == "startDate"
    ]
    assert isinstance(fact.object, Value)
    assert fact.object.text == day
    assert "2019" in fact.reference
    assert "publication" in fact.reference


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"{CONGRESS} takes place on 19 November."),
        ("en", f"{CONGRESS} takes place this year."),
        ("de", f"Die {CONVENTION} findet am 22. Oktober statt."),
    ],
)
def test_without_a_publication_date_no_year_is_made_up(
    says: Says, language: str, text: str
) -> None:
    assert not [fact for fact in says(text, language, published="") if fact[1] == "startDate"]


def test_this_year_is_a_year_and_says_from_where_it_was_counted(reads: Reads) -> None:
    (fact,) = [
        each
        for each in reads(f"{CONGRESS} takes place in Barcelona this year.").facts
        if each.predicate == "startDate"
    ]
    assert fact.object == Value("2019", "gYear")
    assert "2019-11-25" in fact.reference


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"{CONGRESS} was founded on 5 May 2011."),
        ("en", f"{CONGRESS} has its deadline on 5 May 2011."),
        ("de", f"Die {CONVENTION} wurde am 5. Mai 2011 gegründet."),
    ],
)
def test_the_date_of_something_else_is_not_that_of_the_event(
    says: Says, language: str, text: str
) -> None:
    assert not [fact for fact in says(text, language) if fact[1] == "startDate"]


def test_a_last_day_alone_is_no_first_day(says: Says) -> None:
    found = says(f"{CONGRESS} closed on 21 November 2019.")
    assert (CONGRESS, "endDate", "2019-11-21") in found
    assert not [fact for fact in found if fact[1] == "startDate"]


def test_the_year_and_the_city_in_the_name_of_an_event_are_its_own(says: Says) -> None:
    name = "Smart City Expo Curitiba 2018"
    found = says(f"MIXMOVE exhibited at {name}.")
    assert (name, "startDate", "2018") in found
    assert (name, "heldInCity", "Curitiba") in found


def test_a_city_beside_the_date_is_where_the_event_is(says: Says) -> None:
    text = f"{CONGRESS} will be back from 19 to 21 November 2019 in Barcelona."
    assert (CONGRESS, "heldInCity", "Barcelona") in says(text)


def test_the_dates_of_two_editions_are_kept_apart(says: Says) -> None:
    text = (
        "Hannover Messe 2018 took place in Hannover on 23 April 2018. "
        "Hannover Messe 2019 took place in Hannover on 1 April 2019."
    )
    assert {
        ("Hannover Messe 2018", "startDate", "2018-04-23"),
        ("Hannover Messe 2019", "startDate", "2019-04-01"),
    } <= says(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            f"{CONGRESS} drew many visitors in Barcelona.",
            (CONGRESS, "heldInCity", "Barcelona"),
        ),
        (
            f"{CONGRESS} drew many visitors at the Gran Via Congress Centre.",
            (CONGRESS, "heldAtVenue", "Gran Via Congress Centre"),
        ),
    ],
)
def test_the_only_place_that_a_text_names_is_where_the_event_is(
    says: Says, text: str, fact: tuple[str, str, str]
) -> None:
    assert fact in says(text)


def test_of_two_places_none_is_surely_where_the_event_is(says: Says) -> None:
    text = f"{CONGRESS} drew visitors in Barcelona. {CONGRESS} was the talk in Lyon."
    assert not [fact for fact in says(text) if fact[1] == "heldInCity"]


def test_a_date_of_another_year_is_not_that_of_an_event_whose_name_has_its_own(
    says: Says,
) -> None:
    text = f"{CONGRESS} 2019 takes place from 17 to 19 November 2020."
    assert not [fact for fact in says(text) if fact[2].startswith("2020")]


def test_no_event_ends_before_it_begins(says: Says) -> None:
    text = (
        "Hannover Messe opens its doors on 23 April 2018. Hannover Messe closed on 21 April 2017."
    )
    found = says(text)
    assert ("Hannover Messe", "startDate", "2018-04-23") in found
    assert not [fact for fact in found if fact[1] == "endDate"]
