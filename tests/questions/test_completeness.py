"""Question 25: expected counts against actors found, and sources by language."""

from collections import defaultdict
from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]


def counts(rows: list[dict[str, str]]) -> dict[str, tuple[str, str]]:
    """Return expected and found of each count."""
    return {row["what"]: (row["expected"], row["found"]) for row in rows if row["what"] != "Source"}


def test_exhibitors_and_speakers_found_stand_beside_those_expected(
    asked: Asked, facts: Facts
) -> None:
    pavilions = {row["id"] for row in facts("projects") if row["kind"] == "pavilion"}
    for event in (row for row in facts("events") if row["series"] == "scewc"):
        parts = [row for row in facts("participations") if row["event"] == event["id"]]
        exhibitors = {
            (row["agent_type"], row["agent"])
            for row in parts
            if row["role"] == "exhibitor" and row["agent"] not in pavilions
        }
        speakers = {
            row["agent"] for row in parts if row["role"] == "speaker" and not row["pavilion"]
        }
        rows = counts(asked("completeness", at=event["id"]))
        assert rows["exhibitorCount"] == (event["exhibitors"], str(len(exhibitors)))
        assert rows["speakerCount"] == (event["speakers"], str(len(speakers)))


def test_cities_found_are_those_with_a_part_of_their_own_or_by_their_people(
    asked: Asked, facts: Facts
) -> None:
    governs = {row["id"]: row["governs"] for row in facts("organisations") if row["governs"]}
    works: defaultdict[str, set[str]] = defaultdict(set)
    for row in [*facts("people"), *facts("positions")]:
        person = row.get("person") or row["id"]
        if row["affiliation_type"] == "city":
            works[person].add(row["affiliation"])
        elif row["affiliation"] in governs:
            works[person].add(governs[row["affiliation"]])
    found = set()
    for row in facts("participations"):
        if row["event"] == "scewc-2021" and (not row["pavilion"] or row["role"] == "exhibitor"):
            if row["agent_type"] == "city":
                found.add(row["agent"])
            elif row["agent"] in governs:
                found.add(governs[row["agent"]])
            else:
                found |= works[row["agent"]]
    assert counts(asked("completeness", at="scewc-2021"))["cityCount"] == ("400", str(len(found)))


def test_the_figures_of_the_english_seed_are_expected(asked: Asked) -> None:
    rows = counts(asked("completeness", at="scewc-2019"))
    expected = {what: expected for what, (expected, _) in rows.items()}
    assert expected["attendeeCount"] == "24000"
    assert expected["exhibitorCount"] == "1010"
    assert expected["speakerCount"] == "400"
    assert expected["countryCount"] == "146"
    assert rows["attendeeCount"][1] == "", "nobody counts attendees by name"


def test_sources_are_counted_by_language(asked: Asked, facts: Facts) -> None:
    about = [row for row in facts("events") if "scewc-2019" in (row["id"], row["parent_event"])]
    for table in ("participations", "figures", "awards"):
        about += [row for row in facts(table) if row["event"] == "scewc-2019"]
    language = {row["id"]: row["language"] for row in facts("sources")}
    pages = {page for row in about for page in row["source"].split(";")}
    expected: defaultdict[str, int] = defaultdict(int)
    for page in pages:
        expected[language[page]] += 1
    assert {
        row["language"]: int(row["found"])
        for row in asked("completeness", at="scewc-2019")
        if row["what"] == "Source"
    } == expected


def test_what_was_found_is_told_where_no_figure_is_known(asked: Asked, facts: Facts) -> None:
    unknown = next(
        event["id"]
        for event in facts("events")
        if not event["exhibitors"] and event["id"] not in {row["event"] for row in facts("figures")}
    )
    rows = counts(asked("completeness", at=unknown))
    assert rows["exhibitorCount"][0] == ""
    assert rows["exhibitorCount"][1].isdecimal()


def test_the_share_found_is_rounded_to_whole_percents(asked: Asked) -> None:
    for row in asked("completeness", at="scewc-2019"):
        if row["expected"] and row["found"]:
            assert int(row["percent"]) == round(100 * int(row["found"]) / int(row["expected"]))
        else:
            assert row["percent"] == ""


def test_every_row_has_its_rows_behind_it(behind: Behind) -> None:
    said = behind("completeness", at="scewc-2019")
    assert "no evidence was found" not in said
    assert "events, line" in said and "figures, line" in said
