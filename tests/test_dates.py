"""A date is read as precisely as it is given, or it is said why not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.dates import agree, precision, read_date

DATES = st.dates(min_value=date(1000, 1, 1)).map(date.isoformat)
PARTS = st.sampled_from([4, 7, 10])


@pytest.mark.parametrize(
    ("text", "expected", "kind"),
    [
        ("2021", "2021", "gYear"),
        ("2021-10", "2021-10", "gYearMonth"),
        ("2021-10-14", "2021-10-14", "date"),
        ("14.10.2021", "2021-10-14", "date"),
        ("4.1.2021", "2021-01-04", "date"),
        ("25/12/2021", "2021-12-25", "date"),
        ("12/25/2021", "2021-12-25", "date"),
        ("5/5/2021", "2021-05-05", "date"),
        ("2024-02-29", "2024-02-29", "date"),
    ],
)
def test_a_date_is_as_precise_as_its_text(text: str, expected: str, kind: str) -> None:
    assert (read_date(text), precision(read_date(text))) == (expected, kind)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2019-02-30", "not in the calendar"),
        ("2023-02-29", "not in the calendar"),
        ("31.04.2019", "not in the calendar"),
        ("13/13/2019", "not in the calendar"),
        ("2019-13", "not in the calendar"),
        ("0000", "not in the calendar"),
        ("11/12/2019", "ambiguous; write 2019-11-12 or 2019-12-11"),
        ("20190", "no date; write"),
        ("soon", "no date"),
        ("19.11.19", "no date"),
        ("2019-11-19T09:00", "no date"),
        ("٢٠١٩", "no date"),
        ("2019-1-1", "no date"),
        (" 2019", "no date"),
        ("", "no date"),
    ],
)
def test_what_is_no_date_is_answered_with_what_was_given_and_the_reason(
    text: str, why: str
) -> None:
    with pytest.raises(ValueError) as caught:
        read_date(text)
    assert str(caught.value).startswith(repr(text))
    assert why in str(caught.value)


@given(DATES, PARTS)
def test_every_date_of_the_calendar_reads_as_itself(day: str, length: int) -> None:
    assert read_date(day[:length]) == day[:length]


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_a_reason(text: str) -> None:
    try:
        assert precision(read_date(text))
    except ValueError as error:
        assert "write" in str(error)


@given(DATES, DATES, PARTS, PARTS)
def test_dates_agree_when_neither_says_what_the_other_denies(
    one: str, other: str, first: int, second: int
) -> None:
    one, other = one[:first], other[:second]
    common = min(first, second)
    assert agree(one, other) == agree(other, one) == (one[:common] == other[:common])
