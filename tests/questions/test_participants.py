"""Question 2: who took part in an edition, in which roles, on which pavilion, with which people."""

from collections import defaultdict
from collections.abc import Callable

import pytest

from expograph.questions import library

Asked = Callable[..., list[dict[str, str]]]
Behind = Callable[..., str]
Facts = Callable[[str], list[dict[str, str]]]
Rows = set[tuple[str, str, str, str]]

PLAIN = ("organiser", "co-organiser", "host", "supporter", "sponsor", "speaker", "participant")
NAMED = {"partner": "event partner", "media-partner": "media partner"}
ON_PAVILION = {
    "organiser": "pavilion host", "co-organiser": "pavilion host", "host": "pavilion host",
    "supporter": "pavilion supporter", "speaker": "speaker", "exhibitor": "exhibitor",
}  # fmt: skip


def employers(facts: Facts, person: str, year: str) -> set[str]:
    """Return for whom a person worked by the positions stated nearest to a year."""
    held = {
        (
            row["as_of"][:4],
            f"{row['affiliation_type']}/{row['affiliation']}",
            bool(row["affiliation"]),
        )
        for table, key in (("positions", "person"), ("people", "id"))
        for row in facts(table)
        if row[key] == person and (row["role"] or row["affiliation"])
    }
    least = min((abs(int(said) - int(year)) for said, _, _ in held if said and year), default=None)
    return {
        who
        for said, who, somewhere in held
        if somewhere and (not said or least is None or abs(int(said) - int(year)) == least)
    }


def expected(facts: Facts, at: str) -> Rows:
    """Return the rows that the tables give for an event."""
    kinds = {row["id"]: row["kind"] for row in facts("projects")}
    year = next(row["start_date"][:4] for row in facts("events") if row["id"] == at)
    rows: Rows = set()
    stands: defaultdict[str, set[str]] = defaultdict(set)
    for row in facts("participations"):
        if row["event"] != at:
            continue
        agent = f"{row['agent_type']}/{row['agent']}"
        if row["pavilion"]:
            stands[f"project/{row['pavilion']}"] |= set()
            role = ON_PAVILION[row["role"]]
            rows.add((agent, role, f"project/{row['pavilion']}", ""))
        elif row["agent_type"] == "project" and (
            kinds[row["agent"]] == "pavilion" or row["role"] == "participant"
        ):
            rows.add((agent, "presented", "", ""))
            if kinds[row["agent"]] == "pavilion":
                stands[agent] |= set()
        else:
            rows.add((agent, NAMED.get(row["role"], row["role"]), "", ""))
            if row["agent_type"] == "person":
                said = f"{row['role']}'s employer"
                rows |= {(who, said, "", agent) for who in employers(facts, row["agent"], year)}
    for stand in stands:
        rows.add((stand, "presented", "", ""))
        told = next(row for row in facts("projects") if f"project/{row['id']}" == stand)
        for column, role in (("organised_by", "pavilion host"), ("partners", "pavilion partner")):
            rows |= {
                (each.replace(":", "/"), role, stand, "")
                for each in told[column].split(";")
                if each
            }
    return rows


@pytest.mark.parametrize(
    "at",
    [
        "scewc-2014", "scewc-2017", "scewc-2018", "scewc-2019", "scewc-2021", "scewc-2022",
        "scewc-2024", "sces-2021", "sccon-2024", "scse-2021", "sce-latam-2021", "wuf10",
        "lighthouse-event-nottingham", "its-mayoral-summit-2017", "intertraffic-2024",
        "portugal-smart-cities-summit-2018", "wsce-2023", "sce-india-2018", "cebit-2017",
    ],
)  # fmt: skip
def test_everybody_who_took_part_is_told_once_for_each_part(
    asked: Asked, facts: Facts, at: str
) -> None:
    rows = [
        (row["agent"], row["role"], row["pavilion"], row["person"])
        for row in asked("participants", at=f"event/{at}")
    ]
    assert set(rows) == expected(facts, at)
    assert len(rows) == len(set(rows))


def test_mixmove_showed_and_spoke_on_the_nordic_pavilion(asked: Asked) -> None:
    rows = asked("participants", at="scewc-2019")
    mixmove = {
        (row["role"], row["pavilion"]) for row in rows if row["agent"] == "organisation/mixmove"
    }
    pavilion = "project/nordic-pavilion-2019"
    assert mixmove == {("exhibitor", pavilion), ("speaker", pavilion)}
    assert {row["agent"] for row in rows if row["role"] == "pavilion host"} >= {
        "organisation/clean", "organisation/business-finland", "organisation/innovation-norway",
        "organisation/cleantech-scandinavia",
    }  # fmt: skip


def test_one_role_can_be_asked_for(asked: Asked) -> None:
    every = asked("participants", at="scewc-2021")
    for role in {row["role"] for row in every}:
        of_role = asked("participants", at="scewc-2021", role=role)
        assert of_role == [row for row in every if row["role"] == role]


def test_the_help_names_every_role_there_is(asked: Asked, facts: Facts) -> None:
    role = next(each for each in library.question("participants").parameters if each.name == "role")
    used = {
        row["role"]
        for at in ("scewc-2018", "scewc-2021", "scewc-2022", "scewc-2025", "greencities-2019")
        for row in asked("participants", at=f"event/{at}")
    }
    assert used <= set(role.meaning.partition(": ")[2].split(", "))


def test_nobody_is_found_in_a_role_that_nobody_had(asked: Asked) -> None:
    assert asked("participants", at="scewc-2019", role="sponsor") == []


@pytest.mark.parametrize("at", ["scewc-2019", "sces-2021", "scewc-2018"])
def test_every_row_has_its_evidence_behind_it(behind: Behind, at: str) -> None:
    said = behind("participants", at=at)
    assert said.strip()
    assert "no evidence was found" not in said
