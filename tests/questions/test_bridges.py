"""Question 14: which organisations bridge otherwise separate communities."""

from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Facts = Callable[[str], list[dict[str, str]]]


def test_fira_de_barcelona_is_the_busiest_bridge(asked: Asked) -> None:
    rows = asked("bridges")
    assert rows[0]["organisation"] == "organisation/fira-de-barcelona"
    ways = [int(row["ways"]) for row in rows]
    assert ways == sorted(ways, reverse=True)


def test_a_bridge_is_an_organisation_with_a_tie_to_each_side(asked: Asked, facts: Facts) -> None:
    ties: set[frozenset[str]] = set()
    for row in facts("participations"):
        agent = f"{row['agent_type']}/{row['agent']}"
        ties.add(frozenset({agent, f"event/{row['event']}"}))
        if row["pavilion"]:
            ties.add(frozenset({agent, f"project/{row['pavilion']}"}))
    for row in facts("partnerships"):
        ties.add(frozenset({f"{row['a_type']}/{row['a']}", f"{row['b_type']}/{row['b']}"}))
    for row in [*facts("people"), *facts("positions")]:
        person = f"person/{row.get('person') or row['id']}"
        ties.add(frozenset({person, f"{row['affiliation_type']}/{row['affiliation']}"}))
    for row in facts("organisations"):
        for column, kind in (("parent", "organisation"), ("governs", "city")):
            ties.add(frozenset({f"organisation/{row['id']}", f"{kind}/{row[column]}"}))
    for row in facts("projects"):
        for agent in f"{row['organised_by']};{row['partners']}".split(";"):
            ties.add(frozenset({f"project/{row['id']}", agent.replace(":", "/")}))
    awarded = {row["winner"] for row in facts("awards")}
    for row in asked("bridges"):
        assert row["organisation"].startswith("organisation/")
        assert row["one_side"] != row["other_side"]
        assert int(row["communities"]) >= 2
        for side in (row["one_side"], row["other_side"]):
            tied = frozenset({row["organisation"], side}) in ties
            assert tied or (
                side.startswith(("award/", "project/"))
                and row["organisation"].partition("/")[2] in awarded
            )


def test_the_same_graph_gives_the_same_bridges(asked: Asked) -> None:
    assert asked("bridges") == asked("bridges")
