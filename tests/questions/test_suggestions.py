"""Question 5: whom to meet, since events or a pavilion were shared, and no tie is recorded."""

from collections import defaultdict
from collections.abc import Callable, Iterable

import pytest

from expograph.names import slug

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]
Ties = defaultdict[str, set[str]]

ORGANISES = ("organiser", "co-organiser", "host")


def typed(cell: str) -> set[str]:
    """Return the agents in a cell such as ``city:nice;organisation:clean``."""
    return {each.replace(":", "/") for each in cell.split(";") if each}


def present(facts: Facts) -> Ties:
    """Return who had a part in each event, and who was on or behind each pavilion."""
    kinds = {row["id"]: row["kind"] for row in facts("projects")}
    found: Ties = defaultdict(set)
    stood: dict[str, str] = {}
    for row in facts("participations"):
        agent, event = f"{row['agent_type']}/{row['agent']}", f"event/{row['event']}"
        if row["pavilion"]:
            stood[f"project/{row['pavilion']}"] = event
            found[f"project/{row['pavilion']}"].add(agent)
        elif kinds.get(row["agent"]) == "pavilion":
            stood[agent] = event
        elif row["agent_type"] != "project" or row["role"] != "participant":
            found[event].add(agent)
    for row in facts("projects"):
        if (stand := f"project/{row['id']}") in stood:
            found[stand] |= typed(row["organised_by"]) | typed(row["partners"])
            found[stood[stand]] |= found[stand]
    return found


def tied(facts: Facts, of: str) -> set[str]:
    """Return itself and whoever is tied to an agent by any row of the tables."""
    found = {of}
    hosts: Ties = defaultdict(set)
    shown: Ties = defaultdict(set)
    members: Ties = defaultdict(set)
    for row in facts("projects"):
        hosts[row["id"]] |= typed(row["organised_by"])
        members[row["id"]] |= typed(row["partners"])
    for row in facts("awards"):
        hosts[slug(row["project"])].add(f"{row['winner_type']}/{row['winner']}")
    for row in facts("participations"):
        agent = f"{row['agent_type']}/{row['agent']}"
        if row["role"] in ORGANISES:
            hosts[row["pavilion"] or f"event/{row['event']}"].add(agent)
        elif row["role"] == "exhibitor" and row["pavilion"]:
            shown[row["pavilion"]].add(agent)
    for row in facts("partnerships"):
        both = {f"{row['a_type']}/{row['a']}", f"{row['b_type']}/{row['b']}"}
        found |= both if of in both else set()
        project = next((each for each in both if each.startswith("project/")), "")
        if project and row["type"] != "membership":
            members[project.removeprefix("project/")] |= both - {project}
    hosts.pop("", None)
    for thing in {*hosts, *shown, *members}:
        if of in hosts[thing]:
            found |= hosts[thing] | shown[thing] | members[thing]
        if of in members[thing]:
            found |= members[thing] | hosts[thing]
        if of in shown[thing]:
            found |= hosts[thing]
    for row in facts("organisations"):
        pair = {f"organisation/{row['id']}"}
        for other in (f"organisation/{row['parent']}", f"city/{row['governs']}"):
            found |= pair | {other} if of in pair | {other} else set()
    for table, key in (("people", "id"), ("positions", "person")):
        for row in facts(table):
            pair = {f"person/{row[key]}", f"{row['affiliation_type']}/{row['affiliation']}"}
            found |= pair if of in pair else set()
    return found


def expected(facts: Facts, of: str) -> dict[str, set[str]]:
    """Return whom an agent should meet, and the events and pavilions that they shared."""
    shared: Ties = defaultdict(set)
    for thing, agents in present(facts).items():
        if of in agents:
            for other in agents - tied(facts, of):
                shared[other].add(thing)
    return {
        whom: things
        for whom, things in shared.items()
        if len(things) > 1 or any(thing.startswith("project/") for thing in things)
    }


def weights(rows: Iterable[dict[str, str]]) -> list[int]:
    """Return the weights in the order of the rows."""
    return [int(row["weight"]) for row in rows]


@pytest.mark.parametrize(
    "of",
    [
        "organisation/clean", "organisation/nordic-edge", "organisation/siemens", "city/busan",
        "organisation/berlin-partner", "country/norway", "organisation/vinnova",
    ],
)  # fmt: skip
def test_whoever_shared_enough_and_is_not_tied_is_suggested_with_what_was_shared(
    asked: Asked, facts: Facts, of: str
) -> None:
    rows = asked("suggestions", of=of)
    found: Ties = defaultdict(set)
    for row in rows:
        found[row["whom"]].add(row["shared"])
    assert found == expected(facts, of)
    assert all(len(found[row["whom"]]) == int(row["weight"]) for row in rows)
    assert weights(rows) == sorted(weights(rows), reverse=True)


def test_vinnova_stood_behind_the_pavilion_that_clean_hosted(asked: Asked) -> None:
    rows = asked("suggestions", of="clean")
    assert {row["shared"] for row in rows if row["whom"] == "organisation/vinnova"} == {
        "event/scewc-2018", "project/nordic-pavilion-2018",
    }  # fmt: skip


def test_partners_in_any_sense_are_not_suggested(asked: Asked) -> None:
    for of in ("clean", "nordic-edge", "city/busan"):
        partners = {row["partner"] for row in asked("partners", of=of)}
        assert not partners & {row["whom"] for row in asked("suggestions", of=of)}


def test_mixmove_met_the_hosts_of_its_only_pavilion_already(asked: Asked) -> None:
    assert asked("suggestions", of="mixmove") == []


@pytest.mark.parametrize("of", ["clean", "nordic-edge"])
def test_every_row_has_its_evidence_behind_it(behind: Behind, of: str) -> None:
    said = behind("suggestions", of=of)
    assert said.strip()
    assert "no evidence was found" not in said
