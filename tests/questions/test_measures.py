"""The functions behind chain, bridges and duplicates, and what always holds of them."""

import os
import subprocess
import sys
from itertools import combinations, pairwise

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, Triple
from pyoxigraph import Literal as Words

from expograph.answers import Answer, text
from expograph.questions.bridges import bridges
from expograph.questions.chain import chain
from expograph.questions.duplicates import duplicates
from expograph.questions.measures import MEASURES

BASE = "https://w3id.org/expograph/id/"
NS = "https://w3id.org/expograph/ns#"

Tie = tuple[str, str, str]
Term = NamedNode | BlankNode | Words | Triple


def thing(name: str) -> NamedNode:
    return NamedNode(BASE + name)


# chain


def told(ties: list[Tie]) -> Answer:
    """The rows of ``chain.rq`` for plain ties, each by a claim and a page of its own."""
    columns = ("tie", "thing", "agent", "role", "through", "claim", "read", "page")
    rows: list[tuple[Term | None, ...]] = [
        (
            NamedNode(NS + tie), thing(one), thing(other), None, None,
            NamedNode(f"urn:claim:{tie}:{one}:{other}"), NamedNode("urn:table"),
            NamedNode(f"urn:page:{place}"),
        )
        for place, (one, tie, other) in enumerate(ties)
    ]  # fmt: skip
    return Answer(columns, rows)


def chained(ties: list[Tie], one: str, other: str) -> list[dict[str, str]]:
    bound = {"from": [thing(one)], "to": [thing(other)]}
    answer = chain(told(ties), bound)
    return [{c: said.removeprefix(BASE) for c, said in row.items()} for row in answer.texts()]


AGENTS = [f"organisation/o{n}" for n in range(5)] + ["country/spain", "country/france"]
EVENTS = [f"event/e{n}" for n in range(3)]
TIES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(AGENTS), st.just("partnerOf"), st.sampled_from(AGENTS)),
        st.tuples(
            st.sampled_from(EVENTS),
            st.sampled_from(["hasExhibitor", "organisedBy"]),
            st.sampled_from(AGENTS),
        ),
    ).filter(lambda tie: tie[0] != tie[2]),
    max_size=14,
    unique=True,
)


def network(ties: list[Tie], ends: tuple[str, str]) -> networkx.Graph:
    """Who meets whom in one step, without countries but for the ends."""
    graph = networkx.Graph()
    graph.add_nodes_from(ends)
    for one, _, other in ties:
        if one not in EVENTS:
            graph.add_edge(one, other)
    for event in EVENTS:
        graph.add_edges_from(combinations({o for e, _, o in ties if e == event}, 2))
    countries = [n for n in graph if n.startswith("country/") and n not in ends]
    graph.remove_nodes_from(countries)
    return graph


@given(ties=TIES, ends=st.sampled_from(list(combinations(AGENTS, 2))))
def test_no_way_is_shorter_than_the_chain(ties: list[Tie], ends: tuple[str, str]) -> None:
    graph = network(ties, ends)
    steps = chained(ties, *ends)
    if networkx.has_path(graph, *ends):
        assert len(steps) == networkx.shortest_path_length(graph, *ends)
    else:
        assert steps == []


@given(ties=TIES, ends=st.sampled_from(list(combinations(AGENTS, 2))))
def test_a_chain_leads_from_end_to_end_without_a_gap(
    ties: list[Tie], ends: tuple[str, str]
) -> None:
    steps = chained(ties, *ends)
    if steps:
        assert (steps[0]["one"], steps[-1]["other"]) == ends
        assert all(a["other"] == b["one"] for a, b in pairwise(steps))
        graph = network(ties, ends)
        assert all(graph.has_edge(step["one"], step["other"]) for step in steps)


@given(ties=TIES, ends=st.sampled_from(list(combinations(AGENTS, 2))))
def test_the_chain_back_is_the_same_whatever_the_order_of_the_rows(
    ties: list[Tie], ends: tuple[str, str]
) -> None:
    there = [(s["one"], s["through"], s["other"]) for s in chained(ties, *ends)]
    rows = told(ties)
    turned = Answer(rows.columns, rows.rows[::-1])
    bound = {"from": [thing(ends[1])], "to": [thing(ends[0])]}
    back = [
        tuple(row[c].removeprefix(BASE) for c in ("other", "through", "one"))
        for row in chain(turned, bound).texts()
    ]
    assert back[::-1] == there


def test_of_chains_with_equally_many_steps_the_better_told_one_is_taken() -> None:
    a, b, c, d = AGENTS[:4]
    ties = [(a, "partnerOf", b), (b, "partnerOf", d), (a, "partnerOf", c), (c, "partnerOf", d)]
    assert chained(ties, a, d)[0]["other"] == b
    twice = [*told(ties).rows, *told([(d, "memberOf", d)] * 9 + [ties[2], ties[3]]).rows[-2:]]
    again = [(*row[:5], NamedNode(f"{text(row[5])}:{n}"), *row[6:]) for n, row in enumerate(twice)]
    answer = chain(Answer(told(ties).columns, again), {"from": [thing(a)], "to": [thing(d)]})
    assert [row["other"].removeprefix(BASE) for row in answer.texts()] == [c, d]
    assert [row["sources"] for row in answer.texts()] == ["2", "2"]


def test_claims_that_may_rest_on_one_page_are_one_source() -> None:
    a, b = AGENTS[:2]
    partner, member = told([(a, "partnerOf", b), (a, "memberOf", b)]).rows
    cited = [(partner, "p"), (partner, "q"), (member, "q"), (member, "r")]
    rows = [(*row[:7], NamedNode(f"urn:page:{page}")) for row, page in cited]
    answer = chain(Answer(told([]).columns, rows), {"from": [thing(a)], "to": [thing(b)]})
    assert [row["sources"] for row in answer.texts()] == ["1"]


def test_a_stated_tie_is_closer_than_a_project_and_that_closer_than_an_edition() -> None:
    a, b = AGENTS[:2]
    edition = [("event/e0", "hasExhibitor", a), ("event/e0", "organisedBy", b)]
    project = [("project/p", "hasParticipant", a), ("project/p", "hasParticipant", b)]
    (row,) = chained(edition, a, b)
    assert row["relation"] == "exhibited at what the other organised"
    (row,) = chained([*edition, *project], a, b)
    assert (row["through"], row["relation"]) == ("project/p", "both took part in")
    (row,) = chained([*edition, *project, (a, "partnerOf", b)], a, b)
    assert (row["through"], row["relation"]) == ("", "is a partner of")


def test_a_series_ties_those_who_organise_it_and_nobody_else() -> None:
    a, b, c = AGENTS[:3]
    ties = [
        ("series/s", "organisedBy", a), ("series/s", "organisedBy", b),
        ("series/s", "supportedBy", c),
    ]  # fmt: skip
    assert chained(ties, a, b)[0]["through"] == "series/s"
    assert chained(ties, a, c) == []


# bridges

CLIQUES = [
    (f"event/{side}", "hasExhibitor", f"organisation/{side}{n}")
    for side in ("left", "right")
    for n in range(6)
] + [(f"project/{side}", "hasParticipant", f"organisation/{side}{n}")
     for side in ("left", "right") for n in range(6)]  # fmt: skip


def network_rows(ties: list[Tie]) -> Answer:
    rows: list[tuple[Term | None, ...]] = [
        (thing(one), NamedNode(NS + tie), thing(other)) for one, tie, other in ties
    ]
    return Answer(("thing", "tie", "agent"), rows)


def test_the_only_organisation_with_ties_to_two_communities_is_their_bridge() -> None:
    ties = [
        *CLIQUES,
        ("event/left", "hasSpeaker", "organisation/bridge"),
        ("project/right", "organisedBy", "organisation/bridge"),
    ]
    (row,) = bridges(network_rows(ties), {}).texts()
    assert row["organisation"] == f"{BASE}organisation/bridge"
    assert {row["one_side"], row["other_side"]} == {f"{BASE}event/left", f"{BASE}project/right"}
    assert "nobody else does" in row["because"]
    assert "would be cut off" in row["because"]


def test_communities_that_nobody_joins_have_no_bridge() -> None:
    assert bridges(network_rows(CLIQUES), {}).rows == []
    assert bridges(network_rows([]), {}).rows == []


def test_a_country_bridges_nothing() -> None:
    ties = [
        *CLIQUES,
        ("event/left", "hasExhibitor", "country/spain"),
        ("event/right", "hasExhibitor", "country/spain"),
    ]
    assert bridges(network_rows(ties), {}).rows == []


# duplicates


def known(*facts: tuple[str, str, str]) -> list[tuple[str, str, str, int]]:
    rows: list[tuple[Term | None, ...]] = [
        (
            thing(one), NamedNode(f"urn:x#{what}"),
            thing(value) if "/" in value and "://" not in value else Words(value),
        )
        for one, what, value in facts
    ]  # fmt: skip
    answer = duplicates(Answer(("thing", "what", "value"), rows), {})
    return [
        (
            row["thing"].removeprefix(BASE), row["may_be"].removeprefix(BASE), row["because"],
            int(row["would_move"]),
        )
        for row in answer.texts()
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ("Ayuntamiento de Málaga", "ayuntamiento de malaga", "both are called"),
        ("Siemens AG", "Siemens", "the same words"),
        ("Barcelona Tourism Board", "Tourism Board Barcelona", "the same words"),
        ("Union of Local Authorities", "ULA", "ULA are the initials of the other"),
        ("Cleantech Scandinavia", "Cleantech Skandinavia", "differ by a slip"),
        ("Nordic Edge", "Nordic Edge Expo", "“expo” added"),
    ],
)
def test_names_that_may_mean_one_organisation(one: str, other: str, because: str) -> None:
    ((_, _, reason, _),) = known(
        ("organisation/a", "prefLabel", one), ("organisation/b", "prefLabel", other)
    )
    assert because in reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nordic Pavilion 2018", "Nordic Pavilion 2019"),
        ("Smart Dubai", "Smart Dublin"),
        ("Orange", "Orange County"),
    ],
)
def test_names_that_mean_two(one: str, other: str) -> None:
    assert not known(("organisation/a", "prefLabel", one), ("organisation/b", "prefLabel", other))


SAME = (("organisation/a", "prefLabel", "Clean"), ("organisation/b", "prefLabel", "CLEAN"))


@pytest.mark.parametrize(
    "keeps_apart",
    [
        [("organisation/a", "parentOrganisation", "organisation/b")],
        [("organisation/b", "differentFrom", "organisation/a")],
        [("organisation/a", "basedIn", "city/oslo"), ("organisation/b", "basedIn", "city/rome")],
        [("organisation/a", "kind", "kind/company"), ("organisation/b", "kind", "kind/media")],
    ],
)
def test_what_keeps_two_of_one_name_apart(keeps_apart: list[tuple[str, str, str]]) -> None:
    assert known(*SAME)
    assert not known(*SAME, *keeps_apart)


def test_a_seat_in_a_city_agrees_with_one_in_its_country() -> None:
    assert known(
        *SAME,
        ("organisation/a", "basedIn", "city/oslo"),
        ("organisation/b", "basedIn", "country/norway"),
        ("city/oslo", "locatedIn", "country/norway"),
    )


def test_what_is_one_elsewhere_is_one_here_whatever_it_is_called() -> None:
    outside = "http://www.wikidata.org/entity/Q1492"
    ((_, _, reason, _),) = known(
        ("city/a", "prefLabel", "Barcelona"), ("city/a", "sameAs", outside),
        ("city/b", "prefLabel", "Barcelone"), ("city/b", "sameAs", outside),
    )  # fmt: skip
    assert reason == "both are Q1492 elsewhere"


def test_the_pair_whose_merging_moves_more_ties_comes_first() -> None:
    ties = [("event/e", "hasExhibitor", f"organisation/{x}") for x in ("x", "y", "y2")]
    found = known(
        *SAME,
        ("organisation/x", "prefLabel", "Nordic Edge"),
        ("organisation/y", "prefLabel", "NORDIC EDGE"),
        ("event/f", "hasExhibitor", "organisation/x"),
        *ties,
    )
    assert [(thing, other, moved) for thing, other, _, moved in found] == [
        ("organisation/x", "organisation/y", 1),
        ("organisation/b", "organisation/a", 0),
    ]


def test_a_word_that_very_many_share_is_no_reason_to_compare_them() -> None:
    many = [(f"person/p{n}", "prefLabel", f"Smart N{n:03}x City") for n in range(60)]
    assert known(*many) == []


@given(st.permutations([*SAME, ("event/e", "hasExhibitor", "organisation/a")]))
def test_the_order_of_the_rows_does_not_matter(facts: list[tuple[str, str, str]]) -> None:
    ((one, other, _, moved),) = known(*facts)
    assert (one, other, moved) == ("organisation/a", "organisation/b", 0)


def test_networkx_is_loaded_for_bridges_alone() -> None:
    program = (
        "import sys, expograph.questions.measures as m; "
        "from expograph.answers import Answer; "
        "m.duplicates(Answer(('thing', 'what', 'value'), []), {}); "
        "assert 'networkx' not in sys.modules"
    )
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", program], check=True, env=paths)


def test_the_functions_go_by_their_names() -> None:
    assert {name: function.__name__ for name, function in MEASURES.items()} == {
        name: name for name in MEASURES
    }
