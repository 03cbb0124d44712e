"""Every mistake in the tables is answered in one run, with its place and the way on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from expograph import pipeline
from expograph.claims import Claim
from expograph.errors import InputError
from expograph.pipeline import Material

World = Callable[..., list[Path]]

EVENTS = (
    "id,name,aliases,start_date,end_date,city,country,venue,attendees,parent_event,series,source\n"
)
ORGANISATIONS = "id,name,kind,city,country,parent,website,wikidata,source\n"
NOBODY: dict[str, None] = dict.fromkeys(
    ("participations", "partnerships", "figures", "awards", "people", "projects", "event_series")
)
"""Leaves out the tables that refer to organisations and events."""


def said(material: Material) -> list[str]:
    """Return the mistakes as they are printed."""
    return [str(mistake) for mistake in material.mistakes]


def names(material: Material, kind: str) -> set[str]:
    """Return the keys of the things of a kind that are named."""
    return {
        claim.subject.key
        for claim in material.claims
        if claim.subject.kind == kind and claim.name_as_read is not None
    }


def test_a_table_without_mistakes_has_none(world: World) -> None:
    assert said(pipeline.read_material(world())) == []


def test_tables_without_rows_are_no_mistake(world: World) -> None:
    paths = world()
    for path in paths:
        path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n")
    material = pipeline.read_material(paths)
    assert (said(material), list(material.claims)) == ([], [])


# Cells


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("x,Expo,,2019-02-30,,,,,,,,page", "start_date", "'2019-02-30' is not in the calendar"),
        ("x,Expo,,soon,,,,,,,,page", "start_date", "'soon' is no date; write 2021-10-14, 2021-10"),
        ("x,Expo,,20190,,,,,,,,page", "start_date", "'20190' is no date"),
        ("x,Expo,,0000,,,,,,,,page", "start_date", "'0000' is not in the calendar"),
        ("x,Expo,,11/12/2019,,,,,,,,page", "start_date", "ambiguous; write 2019-11-12 or 2019-12-"),
        ("x,Expo,,2019-05-10,2019-05-01,,,,,,,page", "end_date", "'2019-05-01' lies before the"),
        ("x,Expo,,2019-05-10,2019-04,,,,,,,page", "end_date", "'2019-04' lies before the start_"),
        ("x,Expo,,,,barselona,,,,,,page", "city", "no city 'barselona'; did you mean 'barcelona'?"),
        ("x,Expo,,,,spain,,,,,,page", "city", "no city 'spain'; there is a country of this id"),
        ("x,Expo,,,,q,,,,,,page", "city", "there is no city 'q'; add it to cities.csv"),
        ("x,Expo,,,,,,Grand Via,,,,page", "venue", "no venue 'Grand Via'; did you mean 'Fira Gran"),
        ("x,Expo,,,,,,Q,,,,page", "venue", "there is no venue 'Q'; add it to venues.csv"),
        ("x,Expo,,,,,,,many,,,page", "attendees", "'many' is no plain whole number, such as 1010"),
        ("x,Expo,,,,,,,24.399,,,page", "attendees", "'24.399' is no plain whole number; write 24"),
        ("x,Expo,,,,,,,1 024 399,,,page", "attendees", "whole number; write 1024399"),
        ("x,Expo,,,,,,,٢٤,,,page", "attendees", "'٢٤' is no plain whole number, such as 1010"),
        ("x,Expo,,,,,,,-4,,,page", "attendees", "'-4' is no plain whole number"),
        ("x,Expo,,,,,,,,goud,,page", "parent_event", "no event 'goud'; did you mean 'good'?"),
        ("x,Expo,,,,,,,,x,,page", "parent_event", "leads round in a circle ('x' in 'x'); empty"),
        ("x,Expo,,,,,,,,,,pag", "source", "there is no source 'pag'; did you mean 'page'?"),
        ("x,Expo,,,,,,,,,,", "source", "the cell is empty, and a value is needed here"),
        ("x,Expo,,,,,,,,,,; ;", "source", "the cell is empty, and a value is needed here"),
        ("x,,,,,,,,,,,page", "name", "the cell is empty, and a value is needed here"),
        (",Expo,,,,,,,,,,page", "id", "the cell is empty, and a value is needed here"),
        ("münchen 1,Expo,,,,,,,,,,page", "id", "'münchen 1' is no identifier; write 'munchen-1'"),
        ("x,Expo,,,,lyon,spain,,,,,page", "country", "'spain' contradicts the city 'lyon', which "
         "is in 'france' (cities.csv, line 3)"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_understood_is_named_and_its_row_left_out(
    world: World, row: str, column: str, problem: str
) -> None:
    good = "good,Good,,,,,,,,,,page"
    material = pipeline.read_material(world(events=f"{EVENTS}{good}\n{row}\n", **NOBODY))
    (mistake,) = said(material)
    assert mistake.startswith(f"events.csv, line 3, column {column}: ")
    assert problem in mistake
    assert mistake.endswith("; the row was left out")
    assert names(material, "event") == {"good"}


@pytest.mark.parametrize(
    ("table", "row", "column", "problem"),
    [
        ("participations", "scewc-2019,mixmove,organisation,exhibiter,,page", "role",
         "'exhibiter' is none of"),
        ("participations", "scewc-2019,lyon,organisation,exhibitor,,page", "agent",
         "there is no organisation 'lyon'; there is a city of this id"),
        ("participations", "scewc-2019,mixmove,firm,exhibitor,,page", "agent_type",
         "'firm' is none of organisation, city, country, person, project"),
        ("partnerships", "clean,organisation,fira,organisation,friends,,,,page", "type",
         "'friends' is none of"),
        ("partnerships", "clean,organisation,fira,organisation,agreement,,nordic-pavilon,,page",
         "through", "no project or series 'nordic-pavilon'; did you mean 'nordic-pavilion'?"),
        ("partnerships", "clean,organisation,fira,organisation,agreement,,,scewc-2020,page",
         "announced_at", "there is no event 'scewc-2020'; did you mean 'scewc-2021'"),
        ("figures", "scewc-2019,visitors,10,page,", "measure", "'visitors' is none of attendees"),
        ("figures", "scewc-2019,attendees,about ten,page,", "value", "'about ten' is no plain"),
        ("figures", "scewc-2019,start_date,2019-02-31,page,", "value", "is not in the calendar"),
        ("people", "bo,Bo,,Mayor,lyon,,2019,page", "affiliation",
         "'lyon' needs its kind in column affiliation_type"),
        ("projects", "p,P,,pavilion,clean,,page", "organised_by",
         "'clean' should be kind:id, such as organisation:clean"),
        ("cities", "paris,Paris,france,48.85,2.35,,Paris,page", "wikidata",
         "'Paris' is no identifier of Wikidata, such as Q1492"),
        ("cities", "paris,Paris,france,48°N,2.35,,,page", "lat", "no plain number, such as 41"),
        ("organisations", "x,X,,firm,,,,,page", "kind", "'firm' is none of company, pu"),
        ("organisations", "x,X,,,,,,javascript:alert(1),page", "website", "no web address"),
        ("awards", "Prize,scewc-2019,,lyon,city,lyon,spain,,page", "country", "contradicts the c"),
        ("sources", "third,https://example.org/ a,T,,,", "url", "is no web address"),
    ],
)  # fmt: skip
def test_each_table_says_what_its_cells_may_be(
    world: World, table: str, row: str, column: str, problem: str
) -> None:
    (path,) = [path for path in world() if path.stem == table]
    line = path.read_text(encoding="utf-8").count("\n") + 1
    with path.open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    mistakes = said(pipeline.read_material(sorted(path.parent.glob("*.csv"))))
    found = [each for each in mistakes if f", column {column}: " in each]
    assert len(found) == 1
    assert found[0].startswith(f"{table}.csv, line {line}, column {column}: ")
    assert problem in found[0]


def test_all_mistakes_of_a_cell_a_row_and_all_tables_are_found_in_one_run(world: World) -> None:
    mistakes = said(
        pipeline.read_material(
            world(
                events=f"{EVENTS}scewc-2019,,,soon,later,nowhere,,,,,,page;paje;padge\n",
                cities="id,name,country,source\nlyon,Lyon,frence,page\nbarcelona,Barcelona\n",
            )
        )
    )
    places = [mistake.partition(": ")[0] for mistake in mistakes]
    assert [place for place in places if place.startswith(("events.csv, line 2,", "cities"))] == [
        "cities.csv, line 2, column country",
        "cities.csv, line 3",
        "events.csv, line 2, column city",
        "events.csv, line 2, column end_date",
        "events.csv, line 2, column name",
        "events.csv, line 2, column source",
        "events.csv, line 2, column source",
        "events.csv, line 2, column start_date",
    ]


def test_a_cell_has_a_thousand_values_at_most(world: World) -> None:
    for number, mistakes in ((1_000, 0), (1_001, 1)):
        aliases = ";".join(f"a{n}" for n in range(number))
        events = f"{EVENTS}x,Expo,{aliases},,,,,,,,,page\n"
        assert len(pipeline.read_material(world(events=events, **NOBODY)).mistakes) == mistakes


def test_a_message_stays_readable_whatever_the_cell_holds(world: World) -> None:
    tables = {**NOBODY, "events": f"{EVENTS}x,Expo,,{'9' * 100_000},,,,,,,,page\n"}
    (mistake,) = said(pipeline.read_material(world(**tables)))
    assert len(mistake) < 700
    assert mistake.endswith("write 2021-10-14, 2021-10 or 2021; the row was left out")


# Rows


def test_rows_left_out_only_for_their_references_come_after_all_other_mistakes(
    world: World,
) -> None:
    material = pipeline.read_material(
        world(
            cities="id,name,country,source\nlyon,,france,page\nbarcelona,Barcelona\n"
            "paris,Paris,france,page\n",
            organisations="id,name,city,website,source\nfira,Fira,barcelona,,page\n"
            "clean,CLEAN,,,page\nmixmove,MIXMOVE,lyon,no address,page\n",
            decisions="kind,subject,who,when\nreject,city/paris,ada,soon\n"
            "reject,city/paris,ada,2024\n",
        )
    )
    mistakes = said(material)
    causes = [each.partition(": ")[0] for each in mistakes[:5]]
    assert causes == [
        "cities.csv, line 2, column name",
        "cities.csv, line 3",
        "decisions.csv, line 2, column when",
        "organisations.csv, line 4, column city",
        "organisations.csv, line 4, column website",
    ]
    assert all("was left out (" in each for each in mistakes[5:])
    places = [(each.file, each.line) for each in material.mistakes[5:]]
    assert places == sorted(places)
    assert (
        "organisations.csv, line 2, column city: 'barcelona' was left out (cities.csv, line 3); "
        "the row was left out" in mistakes
    )
    assert {file for file, _ in places} >= {"awards.csv", "events.csv", "participations.csv"}


def test_a_venue_whose_row_cannot_be_read_is_known_by_its_name(world: World) -> None:
    mistakes = said(
        pipeline.read_material(
            world(
                venues="name,city,source\nFira  Gran Vía,barcelona\nPalais,lyon,page\n",
                events=f"{EVENTS}a,A,,,,,,Fira Gran vía,,,,page\nb,B,,,,,,,,,,page\n",
                **NOBODY,
            )
        )
    )
    assert len(mistakes) == 2
    assert "column venue: 'Fira Gran vía' was left out (venues.csv, line 2)" in mistakes[1]


def test_a_row_that_refers_to_one_left_out_is_left_out_with_it_and_says_which(world: World) -> None:
    material = pipeline.read_material(
        world(
            countries="id,name,source\nspain,Spain,page\nfrance,,page\n",
            awards=None,
        )
    )
    mistakes = said(material)
    assert mistakes[0].startswith("countries.csv, line 3, column name: the cell is empty")
    assert (
        "cities.csv, line 3, column country: 'france' was left out (countries.csv, line 3)"
        in (mistakes[1])
    )
    assert "organisations.csv, line 4, column city: 'lyon' was left out (cities.csv, line 3)" in (
        "\n".join(mistakes)
    )
    assert "people.csv, line 2, column affiliation: 'mixmove' was left out" in "\n".join(mistakes)
    assert names(material, "organisation") == {"fira", "clean"}
    assert names(material, "person") == set()


def test_a_long_chain_of_rows_left_out_is_followed_to_its_end_quickly(world: World) -> None:
    rows = "".join(f"e{n},E,,,,,,,,e{n + 1},,page\n" for n in range(3000))
    tables = {**NOBODY, "events": f"{EVENTS}{rows}e3000,E,,soon,,,,,,,,page\n"}
    material = pipeline.read_material(world(**tables))
    assert len(material.mistakes) == 3001
    assert names(material, "event") == set()


def test_things_that_are_part_of_one_another_are_named_each(world: World) -> None:
    rows = "a,A,,,,b,,,page\nb,B,,,,c,,,page\nc,C,,,,b,,,page\n"
    tables = {**NOBODY, "organisations": ORGANISATIONS + rows, "events": None}
    mistakes = said(pipeline.read_material(world(**tables)))
    circle = "this leads round in a circle ('{}' in '{}' in '{}'); empty the cell"
    assert [mistake.removesuffix("; the row was left out") for mistake in mistakes] == [
        f"organisations.csv, line 3, column parent: {circle.format(*'bcb')}",
        f"organisations.csv, line 4, column parent: {circle.format(*'bcb')}",
        "organisations.csv, line 2, column parent: 'b' was left out (organisations.csv, line 3)",
    ]


@pytest.mark.parametrize(
    ("table", "second", "what"),
    [
        ("events", "scewc-2019,,Another,,,,,,,,,page", "event 'scewc-2019' as in line 2"),
        ("venues", "fira GRAN vía,,barcelona,page", "venue 'fira GRAN vía' as in line 2"),
        ("sources", "page,,Another,,,", "source 'page' as in line 2"),
        ("participations", "scewc-2019,mixmove,organisation,exhibitor,nordic-pavilion,page",
         "row as in line 2"),
    ],
)  # fmt: skip
def test_of_two_rows_for_the_same_thing_the_first_stays(
    world: World, table: str, second: str, what: str
) -> None:
    (path,) = [path for path in world() if path.stem == table]
    with path.open("a", encoding="utf-8") as file:
        file.write(second + "\n")
    (mistake,) = said(pipeline.read_material(sorted(path.parent.glob("*.csv"))))
    assert mistake.startswith(f"{table}.csv, line ")
    assert f"the same {what}; remove one of the two; the row was left out" in mistake


@pytest.mark.parametrize(
    ("table", "line", "second"),
    [
        ("participations", 2, "scewc-2019,mixmove,organisation,exhibitor,nordic-pavilion,other"),
        ("participations", 4, "scewc-2019,ana-perez,person,speaker,,page; other"),
        ("awards", 2, "World Smart City Awards,scewc-2019,City,lyon,city,,,,other"),
        ("cities", 3, "lyon,Lyon,france,45.74846,4.84671,2996944,Q456,other"),
    ],
)
def test_a_row_that_says_the_same_by_another_source_is_told_where_to_add_it(
    world: World, table: str, line: int, second: str
) -> None:
    (path,) = [path for path in world() if path.stem == table]
    with path.open("a", encoding="utf-8") as file:
        file.write(second + "\n")
    (mistake,) = said(pipeline.read_material(sorted(path.parent.glob("*.csv"))))
    assert mistake.endswith(
        f", column source: says the same as line {line}; add its source there, after a semicolon; "
        "the row was left out"
    )


def test_two_agreements_of_the_same_two_are_two_rows(world: World) -> None:
    head = "a,a_type,b,b_type,type,since,through,announced_at,source\n"
    row = "lyon,city,barcelona,city,agreement,{},,,page\n"
    material = pipeline.read_material(
        world(partnerships=head + row.format("2015") + row.format("2019"))
    )
    assert said(material) == []


def test_venues_of_one_name_take_their_city_into_their_key_and_are_told_apart_by_it(
    world: World,
) -> None:
    events = (
        "a,A,,,,lyon,,Palais,,,,page\nb,B,,,,barcelona,,Palais,,,,page\nc,C,,,,,,Palais,,,,page\n"
    )
    tables = {
        **NOBODY,
        "venues": "name,aliases,city,source\nPalais,,barcelona,page\nPalais,,lyon,page\n",
        "events": EVENTS + events,
    }
    material = pipeline.read_material(world(**tables))
    assert names(material, "venue") == {"palais-barcelona", "palais-lyon"}
    held = {c.subject.key: c.object for c in material.claims if c.predicate == "heldAtVenue"}
    assert {event: venue[1] for event, venue in held.items()} == {
        "a": "palais-lyon",
        "b": "palais-barcelona",
    }
    (mistake,) = said(material)
    assert "several venues 'Palais'; say in column city which: 'barcelona' or 'lyon'" in mistake


def test_a_phrase_may_carry_a_tie(world: World) -> None:
    head = "a,a_type,b,b_type,type,since,through,announced_at,source\n"
    row = "lyon,city,barcelona,city,agreement,2015,follower city,,page\n"
    assert said(pipeline.read_material(world(partnerships=head + row))) == []


def test_an_event_need_not_belong_to_a_series(world: World) -> None:
    material = pipeline.read_material(world(events=EVENTS + "x,X,,,,,,,,,,page\n", **NOBODY))
    assert (said(material), names(material, "event")) == ([], {"x"})


def test_a_formula_is_stored_as_it_is(world: World) -> None:
    formula = '"=HYPERLINK(""http://127.0.0.1/x"",""Expo"")"'
    material = pipeline.read_material(
        world(events=f"{EVENTS}x,{formula},,,,,,,,,,page\n", **NOBODY)
    )
    (label,) = labels(material.claims, "event")
    assert label == '=HYPERLINK("http://127.0.0.1/x","Expo")'


def labels(claims: object, kind: str) -> Iterator[str]:
    """Yield the preferred labels of things of a kind."""
    assert isinstance(claims, list)
    for claim in claims:
        assert isinstance(claim, Claim)
        if claim.subject.kind == kind and claim.predicate == "skos:prefLabel":
            yield claim.object[0]


# Tables


def refused(paths: list[Path]) -> list[str]:
    """Return why tables cannot be used."""
    with pytest.raises(InputError) as caught:
        pipeline.read_material(paths)
    return str(caught.value).splitlines()


def test_a_table_that_is_missing_is_named_with_one_that_refers_to_it(world: World) -> None:
    assert refused(world(cities=None, venues=None)) == [
        "cities.csv is missing, and organisations.csv refers to it (line 2, column city: "
        "'barcelona')",
        "venues.csv is missing, and events.csv refers to it (line 2, column venue: 'Gran Via')",
    ]


@pytest.mark.parametrize(
    "table", ["sources", "countries", "events", "organisations", "people", "projects"]
)
def test_any_table_to_which_rows_refer_may_be_the_missing_one(world: World, table: str) -> None:
    paths = [path for path in world() if path.stem != table]
    assert [line.partition(" and ")[0] for line in refused(paths)] == [f"{table}.csv is missing,"]


def test_a_table_to_which_no_row_refers_need_not_be_there(world: World) -> None:
    material = pipeline.read_material(world(figures=None, awards=None, partnerships=None))
    assert said(material) == []


def test_a_table_of_which_no_row_can_be_read_is_refused_with_the_first_reason(
    world: World,
) -> None:
    head = EVENTS.replace(",aliases", "")
    rows = "a,A,,,,,,,,,,page\nb,B,,,,,,,,,,page\n"
    assert refused(world(events=head + rows)) == [
        "events.csv: none of its 2 rows can be read, the first (line 2) because the row has 12 "
        "cells where the header has 11; a cell with a comma in it stands in quotes; all rows have "
        "as many, so it may be the header that lacks or has one too many"
    ]


def test_rows_that_are_wrong_in_their_cells_are_no_rows_that_can_be_read(world: World) -> None:
    rows = "a,A,,soon,,,,,,,,page\nb\nc,,,,,,,,,,,page\na,B,,,,,,,,,,page\n"
    assert refused(world(events=EVENTS + rows, **NOBODY)) == [
        "events.csv: none of its 4 rows can be read, the first (line 2, column start_date) because "
        "'soon' is no date; write 2021-10-14, 2021-10 or 2021"
    ]


def test_a_table_whose_rows_are_left_out_for_their_references_is_not_refused(world: World) -> None:
    rows = "a,A,,,,nowhere,,,,,,page\nb,B,,soon,,,,,,,,page\n"
    assert len(said(pipeline.read_material(world(events=EVENTS + rows, **NOBODY)))) == 2


def test_what_is_wrong_with_whole_tables_is_said_at_once_and_a_table_that_is_there_is_not_missing(
    world: World,
) -> None:
    paths = world(
        countries="id,id\n",
        cities="id,name\nlyon,Lyon\n",
        organisations=None,
        figures="event,measure,value,source\nscewc-2019,people,1,page\nscewc-2019,x,1,page\n",
        decisions="kind,subject,who,when\nreject,city/a,ada,soon\nreject,city/b,ada,later\n",
    )
    assert [line[:50].partition(",")[0] for line in refused(paths)] == [
        "countries.csv",
        "decisions.csv: none of its 2 rows can be read",
        "cities.csv",
        "organisations.csv is missing",
        "figures.csv: none of its 2 rows can be read",
    ]


def test_tables_that_cannot_be_used_are_all_named_at_once(world: World) -> None:
    paths = world(
        events="id,title,source\nx,X,page\n",
        evnts=EVENTS,
        cities="name,country\nLyon,france\n",
        zzz="a,b\n",
    )
    with pytest.raises(InputError) as caught:
        pipeline.read_material(paths)
    lines = str(caught.value).splitlines()
    assert [line.partition(";")[0] for line in lines] == [
        "cities.csv, line 1: there is no column 'id'",
        "cities.csv, line 1: there is no column 'source'",
        "events.csv, line 1: there is no column 'name'",
        "evnts.csv: no table is called so",
        "zzz.csv: no table is called so",
    ]
    assert "did you mean 'events'" in lines[3]
    assert "the table has id, title, source" in lines[2]
    assert "'venues'" in lines[4]


def test_a_column_that_no_table_has_is_reported_and_the_rest_read(world: World) -> None:
    material = pipeline.read_material(
        world(events="id,name,vanue,colour,source\nx,X,Gran Via,blue,page\n", **NOBODY)
    )
    first, second = said(material)
    assert first.startswith("events.csv, line 1, column colour: the table has no such column")
    assert "column vanue" in second
    assert "did you mean 'venue'" in second
    assert names(material, "event") == {"x"}


def test_thousands_of_misspelt_references_are_answered_in_a_few_seconds(world: World) -> None:
    cities = "".join(f"place-{n},Place,france,page\n" for n in range(3000))
    rows = "".join(f"e{n},E,,,,plaze-{n},,,,,,page\n" for n in range(3000))
    tables = {**NOBODY, "cities": f"id,name,country,source\n{cities}", "events": EVENTS + rows}
    tables |= dict.fromkeys(("organisations", "venues"))
    mistakes = said(pipeline.read_material(world(**tables)))
    assert len(mistakes) == 3000
    assert "did you mean 'place-0'" in mistakes[0]


@pytest.mark.shared
def test_hostile_dates_are_named_with_row_and_column(world: World, shared: Path) -> None:
    lines = (shared / "hostile" / "csv" / "bad-dates.csv").read_text(encoding="utf-8").splitlines()
    rows = "".join(f"{line[0].lower()},{line},page\n" for line in lines[1:])
    tables = {**NOBODY, "events": f"id,name,start_date,end_date,source\n{rows}"}
    material = pipeline.read_material(world(**tables))
    places = [(each.line, each.column) for each in material.mistakes]
    assert places == [
        (2, "start_date"), (3, "end_date"), (5, "start_date"), (6, "start_date"),
        (7, "end_date"), (7, "start_date"),
    ]  # fmt: skip
    assert "ambiguous" in said(material)[2]
    assert names(material, "event") == {"c", "g"}
