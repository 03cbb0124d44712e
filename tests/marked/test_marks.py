"""Names are found where they stand, and marks may lie across one another."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.claims import Quote
from expograph.marked.marks import Mark, marked, names_in
from expograph.readings import Entity, Mention


def entity(kind: str, *forms: tuple[str, int]) -> Entity:
    """Return a thing by the forms of its name, each with the place where it was read."""
    mentions = tuple(Mention(form, Quote(form, at, at + len(form))) for form, at in forms)
    name = forms[0][0]
    return Entity(f"{kind}/{name}", kind, name, tuple(form for form, _ in forms[1:]), "", mentions)


def found(text: str, *entities: Entity) -> list[tuple[str, str]]:
    """Return the names that stand in a text, each with the kinds of what it names."""
    return [
        (text[start:end], "+".join(each.kind for each in named))
        for start, end, named in names_in(text, entities)
    ]


def test_a_name_is_found_where_it_was_read_and_again() -> None:
    text = "Clean came. Cleanup followed; Clean left, and clean water."
    assert names_in(text, [entity("organisation", ("Clean", 0))]) == [
        (at, at + 5, (entity("organisation", ("Clean", 0)),)) for at in (0, 30)
    ]


def test_of_two_names_at_one_place_the_longer_is_found() -> None:
    text = "Fira and Gran Via: Fira Gran Via is large."
    assert found(text, entity("organisation", ("Fira", 0)), entity("venue", ("Gran Via", 9))) == [
        ("Fira", "organisation"), ("Gran Via", "venue"),
        ("Fira", "organisation"), ("Gran Via", "venue"),
    ]  # fmt: skip
    hall = entity("venue", ("Fira Gran Via", 19))
    assert found(text, entity("organisation", ("Fira", 0)), hall)[-1] == ("Fira Gran Via", "venue")


def test_a_name_that_was_read_inside_another_is_found_too() -> None:
    text = "City of Malmö"
    city, council = entity("city", ("Malmö", 8)), entity("organisation", ("City of Malmö", 0))
    assert found(text, city, council) == [("City of Malmö", "organisation"), ("Malmö", "city")]


def test_the_short_form_inside_the_long_one_of_the_same_thing_is_no_name_of_its_own() -> None:
    thing = entity("person", ("Ana Pérez", 0), ("Pérez", 4))
    assert found("Ana Pérez spoke; Pérez left.", thing) == [
        ("Ana Pérez", "person"),
        ("Pérez", "person"),
    ]


def test_a_name_may_stand_for_two_things() -> None:
    both = entity("event", ("Expo", 0)), entity("series", ("Expo", 0))
    assert found("Expo is held every year.", *both) == [("Expo", "event+series")]


class Nesting(HTMLParser):
    """Reads HTML and fails where elements are not nested."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.classes: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.classes.append(str(dict(attrs).get("class")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def plain(html: str) -> str:
    """Return what of marked text is the text."""
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"<sup>.*?</sup>", "", html)))


def test_marks_that_lie_across_one_another_are_closed_and_opened_again() -> None:
    marks = [Mark(0, 5, "span", "quote", number="1"), Mark(3, 8, "mark", "city", title="City: x")]
    assert marked("abcdefgh", 0, 8, marks) == (
        '<span class="quote"><sup>1</sup>abc<mark class="city" title="City: x">de</mark>'
        '<sup>1</sup></span><mark class="city on" title="City: x">fgh</mark>'
    )


@given(
    st.text("ab<&>\"'\x00 ", min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12), st.booleans()), max_size=8),
)
def test_elements_are_nested_and_the_text_is_the_text(
    text: str, places: list[tuple[int, int, bool]]
) -> None:
    marks = [
        Mark(start, start + size, "mark" if name else "span", "x", number="" if name else "7")
        for start, size, name in places
        if start + size <= len(text)
    ]
    html = str(marked(text, 0, len(text), marks))
    assert plain(html) == text.replace("\x00", "\ufffd")
    assert len(Nesting(html).classes) - html.count("<sup>") >= len(marks)
    assert html.count("<sup>") == 2 * sum(mark.number == "7" for mark in marks)


@pytest.mark.parametrize("span", [(0, 3), (5, 9), (9, 9)])
def test_a_mark_that_is_not_in_the_stretch_is_not_drawn(span: tuple[int, int]) -> None:
    assert marked("abcdefghi", 2, 6, [Mark(*span, "mark", "city")]) == "cdef"


def test_many_names_in_a_long_text_do_not_take_long() -> None:
    names = [f"Smart City Hall {number}" for number in range(3000)]
    text = " ".join(f"{name} opened." for name in names) * 3
    things = [entity("venue", (name, text.index(name))) for name in names]
    assert len(names_in(text, things)) == 9000
