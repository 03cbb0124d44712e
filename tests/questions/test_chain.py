"""Question 6: by which shortest cited chain two agents are connected."""

from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise, permutations

import pytest

Asked = Callable[..., list[dict[str, str]]]
Facts = Callable[[str], list[dict[str, str]]]


def met(facts: Facts) -> dict[str, set[str]]:
    """Whom each agent meets in one step, by the rows of the tables."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    pairs: set[tuple[str, str]] = set()
    pavilions = {row["id"] for row in facts("projects") if row["kind"] == "pavilion"}
    shown: set[tuple[str, str]] = set()
    for row in facts("participations"):
        event, agent = f"event/{row['event']}", f"{row['agent_type']}/{row['agent']}"
        stand = f"project/{row['pavilion']}"
        if row["pavilion"]:
            groups[stand].add(agent)
            pairs.add((stand, agent))
            groups[event].add(stand)
            shown.add((row["pavilion"], event))
            if row["role"] not in ("supporter", "sponsor", "participant", "partner"):
                groups[event].add(agent)
        else:
            groups[event].add(agent)
            if agent.startswith("project/"):
                shown.add((row["agent"], event))
    for row in facts("projects"):
        for column in ("organised_by", "partners"):
            for agent in filter(None, row[column].replace(":", "/").split(";")):
                groups[f"project/{row['id']}"].add(agent)
                pairs.add((f"project/{row['id']}", agent))
                if column == "organised_by" and row["id"] in pavilions:
                    groups.update(
                        {e: groups[e] | {agent} for stand, e in shown if stand == row["id"]}
                    )
    for row in facts("event_series"):
        organisers = filter(None, row["organiser"].split(";"))
        groups[f"series/{row['id']}"] |= {f"organisation/{each}" for each in organisers}
    for row in facts("awards"):
        winner = f"{row['winner_type']}/{row['winner']}"
        groups[f"event/{row['event']}"].add(winner)
        if row["project"]:
            pairs.add((f"project/{row['project']}", winner))
    for row in facts("partnerships"):
        one, other = f"{row['a_type']}/{row['a']}", f"{row['b_type']}/{row['b']}"
        pairs.add((one, other))
        for project, partner in ((one, other), (other, one)):
            if project.startswith("project/") and row["type"] != "membership":
                groups[project].add(partner)
    for row in [*facts("people"), *facts("positions")]:
        if row["affiliation"]:
            employer = f"{row['affiliation_type']}/{row['affiliation']}"
            pairs.add((f"person/{row.get('person') or row['id']}", employer))
    for row in facts("organisations"):
        for column, kind in (("parent", "organisation"), ("governs", "city")):
            if row[column]:
                pairs.add((f"organisation/{row['id']}", f"{kind}/{row[column]}"))
    known: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups.values():
        pairs |= set(permutations(group, 2))
    for one, other in pairs:
        known[one].add(other)
        known[other].add(one)
    return known


def distance(known: dict[str, set[str]], start: str, goal: str) -> int:
    """How many steps lead from one to the other, not through a country."""
    found, ring, steps = {start}, {start}, 0
    while goal not in found:
        passing = {each for each in ring if not each.startswith("country/") or each == start}
        ring = {each for one in passing for each in known.get(one, set())} - found
        assert ring
        found |= ring
        steps += 1
    return steps


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation/mixmove", "organisation/messe-berlin"),
        ("organisation/mixmove", "city/shanghai"),
        ("city/tromso", "country/spain"),
        ("person/ada-colau", "organisation/kintex"),
        ("organisation/bitkom", "organisation/uitp"),
        ("project/stardust", "organisation/siemens"),
    ],
)
def test_no_way_through_the_tables_is_shorter(
    asked: Asked, facts: Facts, one: str, other: str
) -> None:
    rows = asked("chain", **{"from": one, "to": other})
    assert len(rows) == distance(met(facts), one, other)
    assert (rows[0]["one"], rows[-1]["other"]) == (one, other)
    assert all(a["other"] == b["one"] for a, b in pairwise(rows))
    assert [row["step"] for row in rows] == [str(at) for at in range(1, len(rows) + 1)]


def test_clean_and_mixmove_are_connected_by_the_nordic_pavilion(asked: Asked) -> None:
    (row,) = asked("chain", **{"from": "clean", "to": "mixmove"})
    assert row["through"] == "project/nordic-pavilion-2019"
    assert row["relation"].endswith("co-organised what the other exhibited at and spoke at")


def test_a_stated_tie_comes_before_a_shared_edition(asked: Asked) -> None:
    (row,) = asked("chain", **{"from": "city/barcelona", "to": "city/shanghai"})
    assert row["relation"] == "has an agreement with and is twinned with"


def test_the_chain_back_is_the_same_chain(asked: Asked) -> None:
    there = asked("chain", **{"from": "mixmove", "to": "messe-berlin"})
    back = asked("chain", **{"from": "messe-berlin", "to": "mixmove"})
    assert [(row["one"], row["through"], row["other"]) for row in there] == [
        (row["other"], row["through"], row["one"]) for row in reversed(back)
    ]


def test_from_somebody_to_itself_there_is_no_chain(asked: Asked) -> None:
    assert asked("chain", **{"from": "mixmove", "to": "mixmove"}) == []
