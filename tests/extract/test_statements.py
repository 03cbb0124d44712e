"""What is stated twice is noted once, and everything that is stated can be found in the text."""

from expograph.claims import Value
from expograph.extract.cast import Cast, Member, Place
from expograph.extract.statements import Notebook, Statement, entities, facts

TEXT = "Barcelona and Lyon met at Expo 2019."


def notebook() -> Notebook:
    return Notebook(
        Cast(
            [
                Member("city", "", "", {"Barcelona": [Place(0, 0, 9)]}),
                Member("city", "", "", {"Lyon": [Place(0, 14, 18)]}),
                Member("event", "", "2019", {"Expo 2019": [Place(0, 26, 35)]}),
            ]
        )
    )


def said(subject: int, predicate: str, thing: int | Value, confidence: float = 0.8) -> Statement:
    return Statement(subject, predicate, thing, 0, len(TEXT), confidence, "a rule")


def test_of_two_statements_that_say_the_same_the_surer_stays() -> None:
    book = notebook()
    for confidence in (0.6, 0.9, 0.7):
        book.note(said(2, "heldInCity", 0, confidence))
    assert [each.confidence for each in book.statements.values()] == [0.9]


def test_a_tie_that_holds_both_ways_is_noted_once() -> None:
    book = notebook()
    book.note(said(1, "twinnedWith", 0))
    book.note(said(0, "twinnedWith", 1))
    assert [*book.statements] == [(0, "twinnedWith", 1)]


def test_nothing_is_said_of_a_thing_and_itself() -> None:
    book = notebook()
    book.note(said(0, "partnerOf", 0))
    assert not book.statements


def test_what_was_noted_can_be_asked_for_and_dropped() -> None:
    book = notebook()
    book.note(said(2, "heldInCity", 0))
    assert book.has(2, "heldInCity")
    assert not book.has(2, "startDate")
    assert book.objects(2, "heldInCity") == [0]
    book.drop([(2, "heldInCity", 0), (2, "heldInCity", 1)])
    assert not book.has(2, "heldInCity")
    assert book.objects(2, "heldInCity") == []


def test_a_series_has_the_name_of_its_event_without_the_year() -> None:
    book = notebook()
    book.note(said(2, "partOfSeries", book.series_of(2)))
    assert book.series_of(2) == book.series_of(2) == 3
    known = entities(book, TEXT, 2)
    assert [(each.kind, each.name) for each in known.values()] == [
        ("event", "Expo 2019"),
        ("series", "Expo"),
    ]


def test_two_editions_are_of_one_series() -> None:
    book = notebook()
    book.cast.members.append(Member("event", "", "2018", {"Expo 2018": [Place(0, 26, 35)]}))
    assert book.series_of(2) == book.series_of(3)


def test_entities_are_those_that_facts_speak_of_the_main_event_first() -> None:
    book = notebook()
    book.note(said(2, "heldInCity", 0))
    book.note(said(2, "startDate", Value("2019", "gYear"), 1.0))
    known = entities(book, TEXT, 2)
    assert [each.key for each in known.values()] == ["event/expo-2019", "city/barcelona"]
    first, second = facts(book, known, TEXT)
    assert (first.subject, first.object) == ("event/expo-2019", "city/barcelona")
    assert first.evidence.exact == TEXT  # type: ignore[union-attr]
    assert second.confidence == 0.99


def test_two_things_of_one_name_have_different_keys() -> None:
    book = notebook()
    book.cast.members.append(Member("event", "", "2020", {"Expo 2019": [Place(0, 26, 35)]}))
    book.cast.members.append(Member("event", "", "2021", {"Expo 2019": [Place(0, 26, 35)]}))
    for event in (2, 3, 4):
        book.note(said(event, "heldInCity", 0))
    keys = [each.key for each in entities(book, TEXT, None).values()]
    assert len(keys) == len(set(keys)) == 4
