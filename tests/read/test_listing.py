"""A list of the user's says who had which part in an event, and its mistakes have a place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.claims import Mistake, Ref, Row, Source, Value
from expograph.errors import InputError, UnknownName, UsageError
from expograph.read.columns import guess, mapped
from expograph.read.listing import preview, reading_of, rows_taken
from expograph.read.sheets import parse_sheet
from expograph.readings import Entity, Fact, Reading

STATES = {
    "exhibitor": "hasExhibitor", "speaker": "hasSpeaker", "organiser": "organisedBy",
    "participant": "hasParticipant", "membership": "memberOf",
}  # fmt: skip
EVENT = "event/scewc-2019"
AT = {"event": EVENT, "role": "exhibitor"}
ROLE = (("role", Ref("role", "exhibitor")),)


def read(*lines: str, to_map: str = "", **asked: object) -> tuple[Reading, tuple[Mistake, ...]]:
    """Return what a list says whose cells are parted by semicolons."""
    sheet = parse_sheet("list.csv", "\n".join(lines).encode())
    role = str(asked.get("role", ""))
    columns = mapped(sheet, to_map, role=role) if to_map else guess(sheet, role=role)
    return reading_of(
        sheet,
        columns,
        states=STATES,
        source=Source("table/list", title="list.csv"),
        **asked,  # type: ignore[arg-type]
    )


def facts(reading: Reading) -> list[tuple[object, ...]]:
    """Return subject, predicate and object of what a reading states."""
    return [(fact.subject, fact.predicate, _text(fact)) for fact in reading.facts]


def _text(fact: Fact) -> str:
    return fact.object if isinstance(fact.object, str) else fact.object.text


def entity(reading: Reading, key: str) -> Entity:
    """Return the thing of a reading that has this key."""
    return next(each for each in reading.entities if each.key == key)


def problems(mistakes: tuple[Mistake, ...]) -> list[tuple[int, str, str]]:
    """Return line, column and problem of each mistake."""
    return [(mistake.line, mistake.column, mistake.problem) for mistake in mistakes]


# What a row says


def test_a_row_says_who_exhibits_where_the_firm_is_and_where_it_is_on_the_web() -> None:
    reading, mistakes = read(
        "Company;Town;Country;Website;Type", "MIXMOVE;Lyon;France;https://mixmove.example;SME", **AT
    )
    assert mistakes == ()
    assert facts(reading) == [
        ("organisation/mixmove", "website", "https://mixmove.example"),
        ("organisation/mixmove", "basedIn", "city/lyon-france"),
        ("city/lyon-france", "locatedIn", "country/france"),
        (EVENT, "hasExhibitor", "organisation/mixmove"),
    ]
    part = reading.facts[-1]
    assert part.qualifiers == ROLE
    assert isinstance(part.evidence, Row)
    assert part.evidence.text == "MIXMOVE,Lyon,France,https://mixmove.example,SME"
    assert entity(reading, "organisation/mixmove").sort == "company"
    assert entity(reading, EVENT).known == EVENT
    assert (reading.method, reading.source.columns) == (
        "table",
        "Company,Town,Country,Website,Type",
    )


def test_a_firm_without_a_city_is_based_in_its_country_and_a_code_stands_for_the_country() -> None:
    reading, mistakes = read("Company;Country", "Acme;ES", "Bolt;Spain", "Cog;QX", "Dyn;QX", **AT)
    based = [fact for fact in facts(reading) if fact[1] == "basedIn"]
    assert [place for *_, place in based] == ["country/spain", "country/spain"]
    assert [each.form for each in entity(reading, "country/spain").mentions] == ["ES", "Spain"]
    assert problems(mistakes) == [
        (4, "Country", "'QX' is no code of a country; left out, here and below")
    ]


def test_cities_of_one_name_in_two_countries_are_two() -> None:
    reading, _ = read(
        "City;Country", "Valencia;Spain", "Valencia;Venezuela", kind="city", to_map="name=City"
    )
    assert facts(reading) == [
        ("city/valencia-spain", "locatedIn", "country/spain"),
        ("city/valencia-venezuela", "locatedIn", "country/venezuela"),
    ]


def test_a_row_with_a_pavilion_speaks_of_the_pavilion_and_not_of_the_event() -> None:
    reading, _ = read("Company;Pavilion", "CLEAN;Nordic Pavilion", "MIXMOVE;", **AT)
    pavilion = "project/nordic-pavilion"
    assert facts(reading) == [
        (pavilion, "hasExhibitor", "organisation/clean"),
        (pavilion, "presentedAt", EVENT),
        (EVENT, "hasExhibitor", "organisation/mixmove"),
    ]
    assert entity(reading, pavilion).sort == "pavilion"


def test_the_rows_may_have_their_part_in_a_pavilion_that_the_user_names() -> None:
    reading, _ = read("Company", "CLEAN", event="project/nordic-pavilion", role="exhibitor")
    assert facts(reading) == [("project/nordic-pavilion", "hasExhibitor", "organisation/clean")]


@pytest.mark.parametrize(
    "lines",
    [
        ("Name;Job title;Organisation", "Pilar Conesa;Curator;Fira de Barcelona"),
        ("First name;Surname;Position;Company", "Pilar;Conesa;Curator;Fira de Barcelona"),
    ],
)
def test_where_people_speak_the_person_does_and_the_firm_employs_them(lines: tuple[str]) -> None:
    reading, _ = read(*lines, event=EVENT, role="speaker")
    person, firm = "person/pilar-conesa", "organisation/fira-de-barcelona"
    assert facts(reading) == [
        (person, "position", "Curator"), (person, "worksFor", firm), (EVENT, "hasSpeaker", person),
    ]  # fmt: skip
    assert reading.facts[1].qualifiers == (("position", Value("Curator")),)


def test_a_list_of_people_alone_needs_no_firm() -> None:
    reading, _ = read("Speaker", "Pilar Conesa; Ugo Valenti", event=EVENT, role="speaker")
    assert facts(reading) == [
        (EVENT, "hasSpeaker", "person/pilar-conesa"), (EVENT, "hasSpeaker", "person/ugo-valenti"),
    ]  # fmt: skip


def test_a_person_beside_an_exhibitor_works_there_and_does_not_exhibit() -> None:
    reading, _ = read("Company;Contact", "CLEAN;Pilar Conesa", to_map="person=Contact", **AT)
    assert facts(reading) == [
        ("person/pilar-conesa", "worksFor", "organisation/clean"),
        (EVENT, "hasExhibitor", "organisation/clean"),
    ]


def test_columns_may_say_event_and_role_of_each_row() -> None:
    reading, mistakes = read(
        "Company;Event;Participates as", "CLEAN;Nordic Edge 2019;Aussteller", "MIXMOVE;;organiser",
        "Acme;;guest of honour", **AT, roles={"Aussteller": "exhibitor"},
    )  # fmt: skip
    assert facts(reading) == [
        ("event/nordic-edge-2019", "hasExhibitor", "organisation/clean"),
        (EVENT, "organisedBy", "organisation/mixmove"),
    ]
    assert problems(mistakes)[0][:2] == (4, "Participates as")
    assert "there is no role 'guest of honour'" in mistakes[0].problem


def test_a_row_may_be_about_a_city_where_its_kind_says_so() -> None:
    reading, mistakes = read("Name;Type", "Lyon;City", "Acme;Hochschule", "Bolt;zzz", **AT)
    assert [fact[2] for fact in facts(reading)] == [
        "city/lyon", "organisation/acme", "organisation/bolt",
    ]  # fmt: skip
    assert entity(reading, "organisation/acme").sort == "university"
    assert problems(mistakes)[0][:2] == (4, "Type")


def test_themes_are_those_of_the_list_by_identifier_or_label() -> None:
    themes = {"mobility": "mobility", "Mobilität": "mobility", "Water, waste": "water"}
    reading, mistakes = read(
        "Company;Themes", "Acme;Mobilität, mobility", "Bolt;Water, waste", "Cog;zzz", themes=themes
    )
    assert facts(reading) == [
        ("organisation/acme", "hasTheme", "theme/mobility"),
        ("organisation/bolt", "hasTheme", "theme/water"),
    ]
    assert entity(reading, "theme/mobility").name == "mobility"
    assert problems(mistakes) == [
        (4, "Themes", "'zzz' is not in the list of themes; left out, here and below")
    ]


def test_rows_with_dates_that_take_part_in_nothing_are_events() -> None:
    reading, mistakes = read(
        "Name;Start;End;City;Country", "Expo 2015;01.05.2015;2015-10;Milan;Italy"
    )
    event = "event/expo-2015-milan-2015"
    assert mistakes == ()
    assert facts(reading) == [
        (event, "startDate", "2015-05-01"), (event, "endDate", "2015-10"),
        (event, "heldInCity", "city/milan-italy"),
        ("city/milan-italy", "locatedIn", "country/italy"),
        (event, "heldInCountry", "country/italy"),
    ]  # fmt: skip


def test_a_list_that_takes_part_in_nothing_says_what_there_is() -> None:
    reading, _ = read("Company;Town", "Acme;Lyon")
    assert facts(reading) == [("organisation/acme", "basedIn", "city/lyon")]
    assert [each.key for each in reading.entities] == ["organisation/acme", "city/lyon"]


# What is wrong with it


def test_each_mistake_is_named_and_the_rest_is_taken() -> None:
    reading, mistakes = read(
        "Company;Town;Website", "Acme;Lyon;not there", ";Bonn;", "acme;Lyon;NOT THERE",
        "---;Rome;", f"{'x' * 300};Rome;", "#REF!;Rome;", "Bolt;n/a;javascript:alert(1)",
        "Cog;#NAME?;www.cog.example", **AT,
    )  # fmt: skip
    assert [(line, column, problem[:19]) for line, column, problem in problems(mistakes)] == [
        (2, "Website", "'not there' is no w"),
        (3, "Company", "the row has no name"),
        (4, "Company", "the row says the sa"),
        (5, "Company", "the row has no name"),
        (6, "Company", "a name of 300 chara"),
        (7, "Company", "'#REF!' is a formul"),
        (7, "Company", "the row has no name"),
        (8, "Website", "'javascript:alert(1"),
        (9, "Town", "'#NAME?' is a formu"),
    ]  # fmt: skip
    assert rows_taken(reading) == 3
    assert ("organisation/cog", "website", "https://www.cog.example") in facts(reading)


def test_dates_that_are_none_leave_their_row_out() -> None:
    reading, mistakes = read(
        "name;start;end", "A;2019-02-30;", "B;2019-05-10;2019-05-01", "C;19.11.2019;21.11.2019",
        "D;11/12/2019;", "E;20190;", "F;soon;",
    )  # fmt: skip
    assert [each.name for each in reading.entities] == ["C"]
    assert [(line, column) for line, column, _ in problems(mistakes)] == [
        (2, "start"), (3, "end"), (5, "start"), (6, "start"), (7, "start"),
    ]  # fmt: skip


def test_what_looks_like_a_formula_is_a_name_like_any_other() -> None:
    reading, mistakes = read("name", '"=HYPERLINK(""http://127.0.0.1:18099/"")"', "+1+1")
    assert mistakes == ()
    assert [each.name for each in reading.entities] == [
        '=HYPERLINK("http://127.0.0.1:18099/")',
        "+1+1",
    ]


def test_characters_that_turn_the_direction_of_writing_do_not_come_into_names() -> None:
    reading, mistakes = read("Company;Town", "Ac\u202eme;Lyon")
    assert reading.entities[0].name == "Acme"
    assert "turn the direction" in mistakes[-1].problem


def test_forms_of_one_name_are_one_thing_and_each_row_is_evidence() -> None:
    reading, _ = read("Company;Town", "MIXMOVE;Lyon", "Mixmove!;Bonn", **AT)
    mixmove = entity(reading, "organisation/mixmove")
    assert (mixmove.name, mixmove.aliases) == ("MIXMOVE", ("Mixmove!",))
    assert [each.evidence.line for each in mixmove.mentions if isinstance(each.evidence, Row)] == [
        2,
        3,
    ]


def test_a_list_of_which_no_row_can_be_taken_is_refused_as_a_whole() -> None:
    with pytest.raises(InputError, match=r"none of its 2 rows can be taken, the first \(line 2\)"):
        read("Name;Start", "A;soon", "B;later")


@pytest.mark.parametrize(
    ("header", "asked", "said"),
    [
        ("Company", {"event": EVENT}, "say in which role"),
        ("Company", {"role": "exhibitor"}, "say at which event"),
        ("Company", {"event": "city/lyon", "role": "exhibitor"}, "neither an event nor a project"),
        ("Company", AT | {"role": "exhibiter"}, "did you mean 'exhibitor'?"),
        ("Company", AT | {"role": "membership"}, "no role called 'membership'"),
        ("Company", {"kind": "firm"}, "no kind called 'firm'"),
        ("E-Mail;Stand", AT, "--map name="),
        ("Company", AT | {"kind": "event"}, "events have no part in an event"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_way_on(
    header: str, asked: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        read(header, "a;b" if ";" in header else "a", **asked)
    assert said in str(caught.value)
    assert isinstance(caught.value, UnknownName) == ("called" in said or "mean" in said)


# Laws


CELLS = st.sampled_from(["Acme", "Bolt", "", "Lyon", "Spain", "=1+1", "n/a", "x" * 201, "é", "-"])


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6), st.randoms())
def test_the_order_of_rows_changes_neither_what_is_said_nor_the_keys_of_rows(
    rows: list[tuple[str, str, str]], order: object
) -> None:
    def said(lines: list[tuple[str, str, str]]) -> set[object]:
        try:
            reading, _ = read("Company;Town;Pavilion", *map(";".join, lines), "Cog;Bonn;", **AT)
        except InputError:
            return set()
        return {
            (f.subject, f.predicate, f.object, f.qualifiers, f.evidence.key)
            for f in reading.facts
            if isinstance(f.evidence, Row)
        }

    assert said(rows) == said([*reversed(rows)])


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6))
def test_every_fact_is_about_things_of_the_reading_and_stated_once(
    rows: list[tuple[str, str, str]],
) -> None:
    reading, _ = read("Company;Town;Country", "Cog;Bonn;Spain", *map(";".join, rows), **AT)
    keys = [each.key for each in reading.entities]
    assert len(keys) == len({*keys})
    assert {fact.subject for fact in reading.facts} <= {*keys}
    assert {fact.object for fact in reading.facts if isinstance(fact.object, str)} <= {*keys}
    stated = [(f.subject, f.predicate, f.object, f.evidence) for f in reading.facts]
    assert len(stated) == len({*stated})


def test_a_preview_shows_what_each_column_was_taken_for_and_why_and_the_mistakes() -> None:
    lines = ["Company;Town;E-Mail", "Acme;Lyon;a@b.example", "Bolt;\x1b[31m;", ";Bonn;"]
    sheet = parse_sheet("list.csv", "\n".join(lines).encode())
    columns = guess(sheet)
    reading, mistakes = reading_of(
        sheet, columns, states=STATES, source=Source("table/list"), event=EVENT, role="exhibitor"
    )
    shown = preview(sheet, columns, reading, mistakes)
    assert "list.csv: 3 rows below the column names in line 1" in shown
    assert "Company  name   its header says so" in shown
    assert "E-Mail   –      a contact; taken only with --map" in shown
    assert "2 rows would be taken" in shown
    assert "list.csv, line 4, column Company: the row has no name; the row was left out" in shown
    assert "\x1b" not in shown


def test_bad_dates_are_named_by_row_and_column(shared: Path) -> None:
    path = shared / "hostile" / "csv" / "bad-dates.csv"
    sheet = parse_sheet(path.name, path.read_bytes())
    reading, mistakes = reading_of(sheet, guess(sheet), states=STATES, source=Source("table/d"))
    assert [each.name for each in reading.entities] == ["C", "G"]
    assert [mistake.line for mistake in mistakes] == [2, 3, 5, 6, 7]
    assert "ambiguous" in mistakes[2].problem
