"""Question 17: where sources disagree, who says what, and what the graph decided."""

from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]

MEASURES = {
    "attendees": "attendeeCount",
    "exhibitors": "exhibitorCount",
    "speakers": "speakerCount",
    "countries": "countryCount",
    "cities": "cityCount",
    "sessions": "sessionCount",
    "edition_number": "editionNumber",
    "start_date": "startDate",
    "end_date": "endDate",
}
"""The columns of events.csv that figures.csv may contradict, and what they state."""


def disagree(cell: str, figure: str, note: str) -> bool:
    """Tell whether a result contradicts the cell: no coarser date, no bound that holds."""
    if note.startswith("expected before the event"):
        return False
    if "-" in cell + figure:
        return not (cell.startswith(figure) or figure.startswith(cell))
    bounded = note.split(",")[0].strip() in ("more than", "over")
    return cell != figure and not (bounded and int(cell) >= int(figure))


def test_a_cell_of_the_events_is_contested_exactly_where_a_result_contradicts_it(
    asked: Asked, facts: Facts
) -> None:
    cells = {
        (event["id"], column): event[column]
        for event in facts("events")
        for column in MEASURES
        if event[column]
    }
    figures = [
        (row["event"], row["measure"], row["value"], row["note"]) for row in facts("figures")
    ]
    expected = {
        (f"event/{event}", MEASURES[measure])
        for event, measure, value, note in figures
        if (event, measure) in cells and disagree(cells[event, measure], value, note)
    }
    decided = {(f"event/{event}", MEASURES[measure]) for event, measure in cells}
    found = {(row["thing"], row["contested"]) for row in asked("contested")}
    assert found & decided == expected


def test_all_values_of_a_contested_figure_are_told_and_the_accepted_one_stands_first(
    asked: Asked, facts: Facts
) -> None:
    rows = asked("contested", about="scewc-2019", property="attendees")
    stated = {
        row["value"]
        for row in facts("figures")
        if (row["event"], row["measure"]) == ("scewc-2019", "attendees")
    }
    assert {row["value"] for row in rows} == stated
    assert (rows[0]["value"], rows[0]["standing"]) == ("24000", "accepted")
    assert {(row["value"], row["standing"]) for row in rows} == {
        ("24000", "accepted"),
        ("21000", "outvoted"),  # the figure of the year before, repeated
        ("25000", "outvoted"),  # "over 25 000", said two years later
        ("25000", "superseded"),  # expected before the event
    }
    assert ("24000", "MIXMOVE", "2019-12-03") in {
        (row["value"], row["publisher"], row["published"]) for row in rows
    }


def test_the_german_press_text_is_outvoted_on_the_number_of_the_edition(asked: Asked) -> None:
    rows = asked("contested", about="scewc-2021", property="editionNumber")
    eleventh = [row for row in rows if row["value"] == "11"]
    assert [(row["standing"], row["publisher"], row["stated_in"]) for row in eleventh] == [
        ("outvoted", "aktiencheck.de", "figures.csv")
    ]
    assert {row["standing"] for row in rows if row["value"] == "10"} == {"accepted"}


def test_a_property_is_known_by_its_name_and_by_its_term(asked: Asked) -> None:
    by_name = asked("contested", property="Attendees")
    assert by_name == asked("contested", property="attendeeCount")
    every = asked("contested")
    assert by_name == [row for row in every if row["contested"] == "attendeeCount"]
    assert by_name


def test_of_a_series_the_disagreements_about_its_editions_are_told(
    asked: Asked, facts: Facts
) -> None:
    editions = {f"event/{event['id']}" for event in facts("events") if event["series"] == "scewc"}
    every = [row for row in asked("contested") if row["thing"] in editions]
    assert asked("contested", about="series/scewc") == every


def test_nobody_disagrees_about_a_thing_of_which_one_source_speaks(asked: Asked) -> None:
    assert asked("contested", about="mixmove") == []


def test_every_row_has_its_rows_behind_it(behind: Behind) -> None:
    said = behind("contested", about="scewc-2021")
    assert "no evidence was found" not in said
    assert "figures, line" in said and "[outvoted]" in said
