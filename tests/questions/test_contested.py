"""Question 17: where sources disagree, who says what, and what the graph decided."""

from collections.abc import Callable
from pathlib import Path

from expograph import ask, pipeline
from expograph.questions import library
from expograph.store.engine import Engine
from expograph.store.generations import current

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]
World = Callable[..., list[Path]]

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
    """Tell whether a result contradicts the cell: no coarser date, no bound, no other scope."""
    if note.startswith(("expected before the event", "stated before the event")):
        return False
    other_scopes = ("total of", "together", "co-located", "foreign", "international", "guests",
                    "registered", "stakeholders", "seminars", "Taipei part")  # fmt: skip
    if not note.startswith("alternative") and any(scope in note for scope in other_scopes):
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
    found = {(row["thing"], row["property"]) for row in asked("contested")}
    assert found & decided == expected


def said_by(cited: str, titles: dict[str, str]) -> tuple[str, str]:
    """Return who says the value of a row that cites these pages, and the page if it is one."""
    pages = cited.split(";")
    return (f"one or more of {len(pages)} pages", "") if pages[1:] else ("the page", titles[cited])


def test_each_row_of_a_table_is_told_once_and_a_page_is_named_only_if_it_alone_is_cited(
    asked: Asked, facts: Facts
) -> None:
    titles = {source["id"]: source["title"] for source in facts("sources")}
    found = asked("contested")
    contested = {(row["thing"], row["property"]) for row in found}
    expected = [
        (f"event/{event['id']}", term, event[column], "events.csv",
         *said_by(event["source"], titles))
        for event in facts("events")
        for column, term in MEASURES.items()
        if event[column] and (f"event/{event['id']}", term) in contested
    ] + [
        (f"event/{row['event']}", MEASURES[row["measure"]], row["value"], "figures.csv",
         *said_by(row["source"], titles))
        for row in facts("figures")
        if (f"event/{row['event']}", MEASURES.get(row["measure"])) in contested
    ]  # fmt: skip
    told = [
        (row["thing"], row["property"], row["value"], row["stated_in"], row["says"], row["page"])
        for row in found
        if row["property"] in MEASURES.values()
    ]
    assert sorted(told) == sorted(expected)
    assert {row["says"] for row in found if row["page"]} == {"the page"}
    assert any(row["says"].startswith("one or more of") for row in found)


def test_a_row_of_several_pages_makes_no_page_say_two_values(asked: Asked) -> None:
    for about, page in (("scewc-2021", "aktiencheck.de"), ("scewc-2019", "Catalan News")):
        values: dict[str, set[str]] = {}
        for row in asked("contested", about=about):
            if row["publisher"] == page:
                values.setdefault(row["property"], set()).add(row["value"])
        assert values and all(len(each) == 1 for each in values.values())


def test_a_decision_is_told_as_a_decision(tmp_path: Path, world: World) -> None:
    tables = world(
        decisions="kind,subject,predicate,value,who,when\n"
        "correct,event/scewc-2019,attendeeCount,24000,ada,2024-05-01\n",
        figures="event,measure,value,source,note\nscewc-2019,attendees,21000,other,\n",
    )
    built = pipeline.build(tmp_path / "store", pipeline.read_material(tables))
    assert not built.mistakes
    rows = Engine.reading(current(tmp_path / "store").engine).rows
    question = library.question("contested")
    answer = ask.answered(question, {"about": [], "property": []}, rows)
    assert {(r["value"], r["says"], r["page"], r["stated_in"]) for r in answer.texts()} == {
        ("24000", "a decision", "", "decisions.csv"),
        ("24399", "the page", "A page", "events.csv"),
        ("21000", "the page", "Another page", "figures.csv"),
    }


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
    assert by_name == [row for row in every if row["property"] == "attendeeCount"]
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
