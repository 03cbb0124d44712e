"""Names find their place without lying over one another, whatever font shows them."""

import pytest
import resvg_py
from hypothesis import given
from hypothesis import strategies as st

from expograph.page.labels import Box, Spot, lines_of, place, width, wrapped

COORDINATE = st.floats(0, 400)
SPOTS = st.lists(
    st.builds(Spot, st.text(max_size=50), COORDINATE, COORDINATE, st.floats(1, 30), st.booleans()),
    max_size=25,
)
PICTURE = Box(0, 0, 400, 400)


@given(SPOTS)
def test_no_name_lies_over_another_or_outside_and_only_a_bold_one_over_a_thing(
    spots: list[Spot],
) -> None:
    thing = Box(100, 100, 200, 200)
    labels = place(spots, PICTURE, 20, [thing])
    boxes = [label.box for label in labels]
    assert len(boxes) <= 20
    assert not any(label.box.shared(thing) for label in labels if not label.spot.bold)
    for number, box in enumerate(boxes):
        assert not any(box.meets(other) for other in boxes[:number])
        assert min(box.left, box.top) >= 0
        assert max(box.right, box.bottom) <= 400


def test_the_first_is_named_where_two_have_the_same_place() -> None:
    spots = [Spot("x" * 22, 200, 200, 2), *[Spot("y" * 22, 200, 200, 2)] * 9]
    labels = place(spots, PICTURE, 20, [])
    assert labels[0].lines == ("x" * 22,)
    assert 1 < len(labels) < 10


def test_what_should_be_named_by_all_means_is_named_where_it_covers_least() -> None:
    crowd = [Box(0, 0, 400, 190), Box(0, 190, 196, 400), Box(204, 190, 400, 395)]
    assert not place([Spot("congress", 200, 200, 4)], PICTURE, 1, crowd)
    (label,) = place([Spot("congress", 200, 200, 4, bold=True)], PICTURE, 1, crowd)
    covered = sum(label.box.shared(thing) for thing in crowd)
    assert 0 < covered < (label.box.right - label.box.left) * (label.box.bottom - label.box.top)


@given(st.text(max_size=80), st.integers(40, 300))
def test_wrapped_lines_fit_their_room(text: str, room: int) -> None:
    lines = wrapped(text, 15, room, 99)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line, 15) <= room for line in lines if len(line) > 1)


def test_what_needs_more_lines_than_there_are_says_that_it_goes_on() -> None:
    lines = wrapped("one two three four", 15, 40, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_a_very_long_name_is_cut() -> None:
    assert "".join(lines_of("word " * 30)).endswith("…")
    assert len(lines_of("x" * 100)[0]) == 42


def ink(text: str, size: int, family: str, weight: int) -> int:
    """Return how many points wide a text really is in a font of this machine."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="60">'
        '<text x="0" y="40" font-size="{s}" font-family="{f}" font-weight="{b}">{t}</text>'
        '<rect x="{c}" width="2000" height="60" fill="#fff"/></svg>'
    )

    def drawn(cover: int) -> bytes:
        told = {"w": 2000, "s": size, "f": family, "b": weight, "t": text, "c": cover}
        return bytes(resvg_py.svg_to_bytes(svg_string=svg.format(**told), background="white"))

    whole, low, high = drawn(2000), 0, 2000
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if drawn(middle) == whole else (middle + 1, high)
    return low


@pytest.mark.parametrize("family", ["sans-serif", "DejaVu Sans", "Liberation Sans"])
@pytest.mark.parametrize(
    "text",
    [
        "Smart City Expo World Congress",
        "MIXMOVE",
        "Ajuntament de Barcelona",
        "Stadt Köln – Łódź",
        "WWWWMMMM",
        "illi 2019",
        "Москва",
    ],
)
@pytest.mark.parametrize(("weight", "bold"), [(450, False), (650, True)])
def test_no_name_is_wider_than_the_room_it_was_given(
    text: str, family: str, weight: int, bold: bool
) -> None:
    assert ink(text, 15, family, weight) <= width(text, 15, bold) + 1
