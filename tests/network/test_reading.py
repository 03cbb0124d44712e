"""Rows of our tables are read with names; those of other people stay as they are."""

from expograph.network.reading import readable
from expograph.questions.evidence import Evidence
from expograph.vocabulary import BASE, NS

NAMES = {
    f"{BASE}id/event/fair-2019": "Fair 2019",
    f"{BASE}id/organisation/clean": "CLEAN",
    f"{BASE}id/city/lyon": "Lyon",
    f"{BASE}id/theme/mobility": "mobility",
    f"{NS}joint-pavilion": "joint pavilion",
}


def told(table: str, columns: str, row: str) -> str:
    evidence = Evidence("", "accepted", row, False, "line 2", f"{BASE}source/{table}", columns, ())
    return readable(evidence, lambda iri: NAMES.get(iri, ""))


def test_the_kind_of_an_agent_leads_to_its_name_and_is_not_told() -> None:
    columns = "award,event,category,winner,winner_type,city,country,project,source"
    said = told("table/awards", columns, "Prize,fair-2019,City,lyon,city,lyon,france,,page")
    assert said == (
        "award: Prize · event: Fair 2019 · category: City · winner: Lyon · city: Lyon · "
        "country: france"
    )


def test_several_things_in_a_cell_are_each_named() -> None:
    columns = "id,name,aliases,kind,organised_by,themes,source"
    row = "pav,The Pavilion,,pavilion,organisation:clean;organisation:nobody,mobility,page"
    assert told("table/projects", columns, row) == (
        "name: The Pavilion · kind: pavilion · organised by: CLEAN; nobody · themes: mobility"
    )


def test_the_type_of_a_partnership_is_told_in_its_words() -> None:
    columns = "a,a_type,b,b_type,type,since,source"
    row = "clean,organisation,lyon,city,joint-pavilion,2019,page"
    assert told("table/partnerships", columns, row) == (
        "a: CLEAN · b: Lyon · type: joint pavilion · since: 2019"
    )


def test_a_list_of_somebody_else_is_not_taken_for_ours() -> None:
    assert told("table/exhibitors-list", "event,agent", "fair-2019,clean") == (
        "event: fair-2019 · agent: clean"
    )
    assert told("table/awards", "award,event", "a,row,that,is,too,long") == "a,row,that,is,too,long"
