"""Question 1: partners in each of the four senses, since when, in what role."""

from collections import defaultdict
from collections.abc import Callable

import pytest

from expograph.names import slug

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]
Ties = dict[str, set[str]]

ORGANISES = ("organiser", "co-organiser", "host")
STATES_PARTNERS = ("agreement", "joint-pavilion", "joint-organisation", "project")
WHO = (
    "organisation/clean", "organisation/mixmove", "organisation/fira-de-barcelona",
    "organisation/cartif", "organisation/bitkom", "organisation/kotra", "city/limerick",
    "city/barcelona", "country/norway", "project/triangulum", "organisation/csem",
)  # fmt: skip


def organisers(facts: Facts) -> Ties:
    """Return who organises each event and each project."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in facts("participations"):
        if row["role"] in ORGANISES:
            thing = f"project/{row['pavilion']}" if row["pavilion"] else f"event/{row['event']}"
            found[thing].add(f"{row['agent_type']}/{row['agent']}")
    for row in facts("projects"):
        found[f"project/{row['id']}"] |= typed(row["organised_by"])
    for row in facts("awards"):
        if row["project"]:
            found[f"project/{slug(row['project'])}"].add(f"{row['winner_type']}/{row['winner']}")
    return found


def shown(facts: Facts) -> Ties:
    """Return who shows on each pavilion."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in facts("participations"):
        if row["role"] == "exhibitor" and row["pavilion"]:
            found[f"project/{row['pavilion']}"].add(f"{row['agent_type']}/{row['agent']}")
    return found


def members(facts: Facts) -> Ties:
    """Return the partners in each project."""
    found = defaultdict(
        set, {f"project/{row['id']}": typed(row["partners"]) for row in facts("projects")}
    )
    for row in facts("partnerships"):
        a, b = f"{row['a_type']}/{row['a']}", f"{row['b_type']}/{row['b']}"
        if row["type"] in STATES_PARTNERS and "project" in (row["a_type"], row["b_type"]):
            project, other = (a, b) if row["a_type"] == "project" else (b, a)
            found[project].add(other)
    return found


def typed(cell: str) -> set[str]:
    """Return the agents in a cell such as ``city:nice;organisation:clean``."""
    return {each.replace(":", "/") for each in cell.split(";") if each}


def expected(facts: Facts, of: str) -> set[tuple[str, str, str]]:
    """Return the partners of an agent, each with how and through what, from the tables alone."""
    rows = set()
    for row in facts("partnerships"):
        both = f"{row['a_type']}/{row['a']}", f"{row['b_type']}/{row['b']}"
        if row["type"] in STATES_PARTNERS and of in both and "project" not in (
            row["a_type"], row["b_type"]
        ):  # fmt: skip
            rows.add((next(each for each in both if each != of), "stated partnership", ""))
    senses = (
        (organisers(facts), shown(facts), "shows on its pavilion"),
        (shown(facts), organisers(facts), "hosts the pavilion it showed on"),
        (members(facts), members(facts), "partner in the same project"),
        (organisers(facts), members(facts), "partner in its project"),
        (members(facts), organisers(facts), "runs the project it is a partner in"),
        (organisers(facts), organisers(facts), "runs the same project or pavilion"),
    )
    for mine, theirs, how in senses:
        for thing in mine:
            if of in mine[thing] and thing in theirs:
                said = "organises the same event" if thing.startswith("event/") else how
                rows |= {(partner, said, thing) for partner in theirs[thing]}
    return {row for row in rows if row[0] != of}


@pytest.mark.parametrize("of", WHO)
def test_partners_in_every_sense_are_found_and_no_others(
    asked: Asked, facts: Facts, of: str
) -> None:
    rows = asked("partners", of=of)
    found = {
        (row["partner"], row["how"], "" if row["how"].startswith("stated") else row["through"])
        for row in rows
    }
    assert found == expected(facts, of)


def test_whoever_is_a_partner_has_a_partner(asked: Asked, facts: Facts) -> None:
    for of in ("organisation/clean", "city/limerick", "organisation/kotra"):
        for partner in {row["partner"] for row in asked("partners", of=of)}:
            assert of in {row["partner"] for row in asked("partners", of=partner)}


def test_the_hosts_of_the_nordic_pavilion_are_partners_of_who_showed_on_it(asked: Asked) -> None:
    rows = asked("partners", of="mixmove")
    assert [(row["partner"], row["role"], row["since"], row["through"]) for row in rows] == [
        (f"organisation/{host}", "host", "2019", "project/nordic-pavilion-2019")
        for host in ("business-finland", "clean", "cleantech-scandinavia", "innovation-norway")
    ]


def test_a_stated_partnership_tells_its_type_since_when_and_what_carries_it(
    asked: Asked, facts: Facts
) -> None:
    stated = {
        (
            f"{row['b_type']}/{row['b']}" if row["a"] == "clean" else f"{row['a_type']}/{row['a']}",
            {"joint-pavilion": "joint pavilion", "project": "joint project"}[row["type"]],
            row["since"],
            f"project/{row['through']}",
        )
        for row in facts("partnerships")
        if "clean" in (row["a"], row["b"])
    }
    assert stated == {
        (row["partner"], row["role"], row["since"], row["through"])
        for row in asked("partners", of="clean")
        if row["how"] == "stated partnership"
    }


def test_the_part_in_a_project_and_in_an_event_is_told(asked: Asked) -> None:
    limerick = {row["partner"]: row["role"] for row in asked("partners", of="limerick")}
    assert limerick["city/trondheim"] == "lighthouse city"
    assert limerick["organisation/ntnu"] == "coordinator"
    host = [
        row for row in asked("partners", of="fira-de-barcelona")
        if (row["partner"], row["through"]) == ("city/barcelona", "event/scewc-2019")
    ]  # fmt: skip
    assert [(row["role"], row["since"]) for row in host] == [("host", "2019-11-19")]


def test_twin_cities_and_memberships_are_no_partnerships(asked: Asked, facts: Facts) -> None:
    twins = {
        row["b"] for row in facts("partnerships")
        if row["type"] == "twin-city" and row["a"] == "aalborg"
    }  # fmt: skip
    assert twins
    assert asked("partners", of="aalborg") == []


@pytest.mark.parametrize("of", ["clean", "limerick", "csem"])
def test_every_row_has_its_evidence_behind_it(behind: Behind, of: str) -> None:
    said = behind("partners", of=of)
    assert said.strip()
    assert "no evidence was found" not in said


def test_sentences_of_both_languages_stand_behind_a_partnership(
    behind_texts: Callable[..., str],
) -> None:
    said = behind_texts("partners", of="mixmove")
    sentence = "CLEAN and Business Finland hosted the Nordic Pavilion at the congress.”"
    assert sentence in said
    assert "„Am Nordic Pavilion zeigte MIXMOVE" in said
    assert said.index(sentence) < said.index("table/participations")
