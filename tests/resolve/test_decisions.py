"""What people decide stands above all that was read; what comes to nothing is said."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from expograph import pipeline
from expograph.claims import Claim, Decision, Quote, Ref, Row, Source, Value
from expograph.errors import InputError
from expograph.identifiers import claim_iri
from expograph.model import FUNCTIONAL_NODES, identified
from expograph.names import digest
from expograph.pipeline import OWN_TABLES
from expograph.read.decisions import COLUMNS, read_decisions
from expograph.read.tables import parse_table
from expograph.resolve.decisions import Applied, apply, apply_to_inferred
from expograph.rules import rule_key
from expograph.vocabulary import NS
from expograph.weigh import Scales, weigh

World = Callable[..., list[Path]]
ID = "https://w3id.org/expograph/id/"
OWL_SAME = "http://www.w3.org/2002/07/owl#sameAs"
PREF_LABEL, ALT_LABEL = (
    f"http://www.w3.org/2004/02/skos/core#{name}Label" for name in ("pref", "alt")
)


def decisions(*rows: str) -> list[Decision]:
    """Return decisions, each given as "kind, subject, predicate, object, value", of growing age."""
    lines = [",".join(COLUMNS)]
    for day, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row.split(",")]
        lines.append(",".join([*cells, *[""] * (6 - len(cells)), "ada", f"2024-01-{day:02}", ""]))
    decided, mistakes = read_decisions(parse_table("decisions.csv", "\n".join(lines).encode()))
    assert not mistakes
    return decided


@dataclass(frozen=True)
class Seen:
    """What a user of the graph sees: plain triples, and how the claims came out."""

    truths: set[tuple[str, str, str]]
    standings: dict[str, str]
    contested: set[str]
    idle: list[str]
    applied: Applied

    def of(self, subject: str, predicate: str) -> list[str]:
        """Return what is true of a thing."""
        return sorted(o for s, p, o in self.truths if (s, p) == (subject, predicate))


def short(node: str) -> str:
    """Return a node as ``kind/key``, a term as its name, a literal as its text."""
    if node.startswith("<"):
        return node.strip("<>").removeprefix(ID).removeprefix(NS)
    return node.split('"')[1]


@pytest.fixture
def claims(world: World) -> list[Claim]:
    """The claims of the small world."""
    return list(pipeline.read_material(world()).claims)


def seen(claims: Sequence[Claim], decided: Sequence[Decision]) -> Seen:
    """Return what claims come to under decisions, by the steps of a build."""
    applied = apply(decided, claims)
    scales = Scales(
        FUNCTIONAL_NODES,
        own_table=OWN_TABLES,
        rejected=frozenset(applied.rejected),
        confirmed=frozenset(applied.confirmed),
    )
    outcome = weigh(identified(applied.claims, applied.merged), scales)
    return Seen(
        {(short(s), short(p), short(o)) for s, p, o in outcome.truths},
        outcome.standings,
        {short(predicate) for _, predicate in outcome.contested},
        [str(mistake) for mistake in applied.idle],
        applied,
    )


def figure(value: str, page: str) -> Claim:
    """Return the claim of a row that the event had so many visitors."""
    evidence = Row(9, f"scewc-2021,attendees,{value},{page}", value, (page,))
    event = Ref("event", "scewc-2021")
    return Claim("table/figures", event, "attendeeCount", Value(value, "integer"), evidence)


# What is no decision


def problems(row: str, head: str = ",".join(COLUMNS)) -> list[str]:
    """Return what is said of a row of decisions."""
    return [
        str(each) for each in read_decisions(parse_table("d.csv", f"{head}\n{row}".encode()))[1]
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("merge,a/b,,a/c,,,ada,2024,", "line 2, column kind: 'merge' is none of 'same', 'not"),
        ("same,city/a,,,,,ada,2024,", "line 2, column object: the cell is empty, and 'same' needs"),
        ("reject,,,,,,ada,2024,", "line 2, column subject: the cell is empty"),
        ("reject,city/a,,,,,,2024,", "line 2, column who: the cell is empty"),
        ("reject,city/a,,,,,ada,,", "line 2, column when: the cell is empty"),
        ("reject,city/a,,,,,ada,soon,", "line 2, column when: 'soon' is no date"),
        ("reject,city/a,,,,,ada,2026-11-24 noon,", "column when: '2026-11-24 noon' is no date"),
        ("reject,city/a,,,,,ada,2026-02-30,", "column when: '2026-02-30' is not in the calendar"),
        ("reject,city/a,,,,,ada,24.11.2026,", "column when: '24.11.2026' is not how a day is "
         "written here; write 2026-11-24"),
        ("correct,city/a,name,,,,ada,2024,", "line 2, column value: the cell is empty"),
        ("reject,city/a,hasExibitor,,,,ada,2024,", "column predicate: there is no term 'hasEx"),
        ("correct,city/a,rdf:type,,x,,ada,2024,", "column predicate: of which kind a thing is"),
        ("forget,Ana Pérez,,,,,ada,2024,", f"column subject: a person is named by a digest here; "
         f"for this name write {digest('Ana Pérez')}"),
    ],
)  # fmt: skip
def test_a_row_that_is_no_decision_is_named_with_its_column(row: str, said: str) -> None:
    assert any(said in problem for problem in problems(row))
    assert all(problem.endswith("the row was left out") for problem in problems(row))


def test_a_decision_is_of_a_day_a_month_or_a_year() -> None:
    for when in ("2026-11-24", "2026-11", "2026"):
        assert problems(f"reject,city/a,,,,,ada,{when},") == []


def test_a_table_of_several_rows_of_which_none_is_a_decision_is_refused() -> None:
    with pytest.raises(
        InputError, match=r"^d\.csv: none of its 2 rows can be read, the first \(lin"
    ):
        problems("reject,city/a,,,,,ada,soon,\nreject,city/a,,,,,,2024,")


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    assert len(problems("correct,,colour,,,,,soon,")) == 5


def test_a_table_of_decisions_needs_its_columns_and_names_unknown_ones() -> None:
    with pytest.raises(InputError, match=r"d\.csv, line 1: there is no column 'who' or 'when'"):
        problems("same,a,b", "kind,subject,object")
    (said,) = problems("reject,city/a,ada,2024,x", "kind,subject,who,when,reason")
    assert "column reason: the table has no such column" in said


def test_a_property_may_be_written_with_its_prefix_or_its_iri() -> None:
    for written in ("hasExhibitor", ":hasExhibitor", f"{NS}hasExhibitor"):
        (decided,) = decisions(f"reject, city/a, {written}")
        assert decided.predicate == "hasExhibitor"


@pytest.mark.parametrize(
    "row",
    [
        "same, organisation/clean,, organisation/nobody",
        "same, organisation/nobody,, organisation/clean",
        "not the same, city/nowhere,, city/lyon",
        "unsure, city/nowhere,, city/lyon",
        "same, city/lyon,, city/lyon",
        "same, city/lyon,, organisation/clean",
        "reject, city/nowhere",
        "reject, city/lyon, hasExhibitor",
        "reject, claim/0123456789abcdef",
        "confirm, event/scewc-2019, attendeeCount,, 7",
        "correct, event/nowhere, attendeeCount,, 7",
        "correct, event/scewc-2019, until,, 2019",
        "correct, event/scewc-2019, attendeeCount,, many",
        "correct, event/scewc-2019, startDate,, 2019-02-30",
        "correct, event/scewc-2019, heldInCity,, city/nowhere",
        "correct, event/scewc-2019,,, 7",
        f"forget, {'0' * 32}",
    ],
)
def test_a_decision_that_comes_to_nothing_is_reported_and_changes_nothing(
    claims: list[Claim], row: str
) -> None:
    outcome = seen(claims, decisions(row))
    (said,) = outcome.idle
    kind, subject = row.split(",")[:2]
    assert said.startswith(
        f"decisions.csv, line 2, column subject: the decision {kind!r} about {subject.strip()!r} "
        "came to nothing: "
    )
    before = seen(claims, [])
    assert (outcome.truths, outcome.standings) == (before.truths, before.standings)


# Two things


def test_what_is_the_same_becomes_one_thing_that_keeps_the_first_name_and_all_truths(
    claims: list[Claim],
) -> None:
    outcome = seen(claims, decisions("same, organisation/clean,, organisation/mixmove"))
    assert outcome.idle == []
    subjects = {subject for subject, *_ in outcome.truths}
    objects = {thing for _, predicate, thing in outcome.truths if predicate != OWL_SAME}
    assert "organisation/mixmove" not in subjects | objects
    assert outcome.of("organisation/clean", OWL_SAME) == ["organisation/mixmove"]
    assert outcome.of("organisation/clean", PREF_LABEL) == ["CLEAN"]
    assert outcome.of("organisation/clean", ALT_LABEL) == ["Clean", "MIXMOVE"]
    assert outcome.of("organisation/clean", "basedIn") == ["city/lyon"]
    assert outcome.of("project/nordic-pavilion", "hasExhibitor") == ["organisation/clean"]
    assert outcome.of("organisation/clean", "partnerOf") == []


def test_what_is_the_same_by_way_of_a_third_is_the_same(claims: list[Claim]) -> None:
    for rows in (
        ["organisation/clean,, organisation/mixmove", "organisation/mixmove,, organisation/fira"],
        ["organisation/mixmove,, organisation/fira", "organisation/clean,, organisation/fira"],
        ["organisation/clean,, organisation/mixmove", "organisation/fira,, organisation/mixmove"],
    ):
        outcome = seen(claims, decisions(*(f"same, {row}" for row in rows)))
        assert outcome.idle == []
        assert len({s for s, p, _ in outcome.truths if p == "basedIn" and "organ" in s}) == 1


def test_decisions_in_a_circle_make_one_thing(claims: list[Claim]) -> None:
    rows = ["same, city/lyon,, city/barcelona", "same, city/barcelona,, city/lyon"]
    outcome = seen(claims, decisions(*rows))
    assert len({s for s, p, _ in outcome.truths if p == "latitude"}) == 1


def test_unsure_and_not_the_same_merge_nothing_and_are_not_idle(claims: list[Claim]) -> None:
    rows = ["unsure, city/lyon,, city/barcelona", "not the same, city/lyon,, city/barcelona"]
    outcome = seen(claims, decisions(rows[0]))
    assert (outcome.idle, outcome.applied.merged) == ([], {})
    outcome = seen(claims, decisions(*reversed(rows)))
    assert "line 3 is later" in outcome.idle[0]


def test_of_two_decisions_about_two_things_the_later_stands(claims: list[Claim]) -> None:
    rows = ["not the same, city/lyon,, city/barcelona", "same, city/barcelona,, city/lyon"]
    outcome = seen(claims, decisions(*rows))
    assert outcome.applied.merged == {f"{ID}city/lyon": f"{ID}city/barcelona"}
    assert "line 2" in outcome.idle[0]
    assert "line 3 is later" in outcome.idle[0]
    assert seen(claims, decisions(*reversed(rows))).applied.merged == {}


def test_two_that_others_make_the_same_are_reported_when_they_are_not(claims: list[Claim]) -> None:
    rows = [
        "same, organisation/clean,, organisation/mixmove",
        "same, organisation/mixmove,, organisation/fira",
        "not the same, organisation/clean,, organisation/fira",
    ]
    (said,) = seen(claims, decisions(*rows)).idle
    assert "line 4" in said
    assert "other decisions make the two the same" in said


# Claims and values


def test_what_is_rejected_is_no_truth_and_its_claim_says_so(claims: list[Claim]) -> None:
    row = "reject, event/scewc-2019, heldInCity, city/barcelona"
    outcome = seen(claims, decisions(row))
    assert (outcome.idle, outcome.of("event/scewc-2019", "heldInCity")) == ([], [])
    assert list(outcome.standings.values()).count("rejected") == 1


@pytest.mark.parametrize(
    "row",
    [
        "reject, {iri}",
        "reject, claim/{digest}",
        "reject, event/scewc-2019, attendeeCount",
        "reject, event/scewc-2019, attendeeCount, 24399",
        "reject, event/scewc-2019, attendeeCount,, 24399",
        "reject, event/scewc-2019, attendeeCount,,, table/events",
        "reject, https://w3id.org/expograph/id/event/scewc-2019, attendeeCount, 24399,, page",
    ],
)
def test_a_claim_is_named_by_its_iri_or_by_its_parts(claims: list[Claim], row: str) -> None:
    claims = [c for c in claims if c.read_from != "table/figures"]
    (wanted,) = [c for c in claims if c.predicate == "attendeeCount"]
    name = claim_iri(wanted)
    outcome = seen(claims, decisions(row.format(iri=name, digest=name.rpartition("/")[2])))
    assert (outcome.idle, outcome.standings[name]) == ([], "rejected")


@pytest.mark.parametrize(
    ("row", "pages"),
    [
        ("reject, city/lyon, twinnedWith, city/barcelona", 1),
        ("reject, city/barcelona, twinnedWith, city/lyon", 1),
        ("reject, city/barcelona, twinnedWith, city/paris", 0),
    ],
)
def test_a_tie_that_holds_both_ways_is_named_from_either_end(row: str, pages: int) -> None:
    lyon, barcelona = Ref("city", "lyon"), Ref("city", "barcelona")
    tie = Claim("table/partnerships", lyon, "twinnedWith", barcelona, Row(2, "row", "row"))
    assert len(apply(decisions(row), [tie]).rejected) == pages


def test_what_is_said_of_a_thing_under_a_name_that_it_lost_can_be_rejected_under_the_one_it_kept(
    claims: list[Claim],
) -> None:
    outcome = seen(
        claims,
        decisions(
            "same, organisation/clean,, organisation/mixmove",
            "reject, organisation/clean, basedIn, city/lyon",
        ),
    )
    assert (outcome.idle, outcome.of("organisation/clean", "basedIn")) == ([], [])


def test_what_is_confirmed_beats_the_table_of_events(claims: list[Claim]) -> None:
    row = "confirm, event/scewc-2019, attendeeCount, 20000"
    outcome = seen(claims, decisions(row))
    assert outcome.idle == []
    assert outcome.of("event/scewc-2019", "attendeeCount") == ["20000"]


def test_a_doubtful_sentence_that_is_confirmed_is_true(claims: list[Claim]) -> None:
    quote = Claim(
        "document/post", Ref("event", "scewc-2021"), "hasExhibitor", Ref("organisation", "fira"),
        Quote("Fira", 0, 4), confidence="0.2", method="prose",
    )  # fmt: skip
    row = "confirm, event/scewc-2021, hasExhibitor, organisation/fira"
    assert seen([*claims, quote], []).of("event/scewc-2021", "hasExhibitor") == []
    outcome = seen([*claims, quote], decisions(row))
    assert outcome.of("event/scewc-2021", "hasExhibitor") == ["organisation/fira"]


@pytest.mark.parametrize(
    ("rows", "standing"),
    [
        (["reject, city/lyon, locatedIn", "confirm, city/lyon, locatedIn"], "accepted"),
        (["confirm, city/lyon, locatedIn", "reject, city/lyon, locatedIn"], "rejected"),
    ],
)
def test_whoever_decides_last_about_a_claim_decides(
    claims: list[Claim], rows: list[str], standing: str
) -> None:
    claims = [claim for claim in claims if claim.read_from == "table/cities"]
    (about,) = [c for c in claims if (c.subject.key, c.predicate) == ("lyon", "locatedIn")]
    assert seen(claims, decisions(*rows)).standings[claim_iri(about)] == standing


def test_a_correction_adds_a_claim_whose_evidence_is_the_row_of_the_decision(
    claims: list[Claim],
) -> None:
    outcome = seen(claims, decisions("correct, event/scewc-2019, attendeeCount,, 24000"))
    assert outcome.of("event/scewc-2019", "attendeeCount") == ["24000"]
    assert outcome.contested == {"attendeeCount"}
    (added,) = [claim for claim in outcome.applied.claims if claim.method == "decision"]
    assert added.read_from == "table/decisions"
    assert isinstance(added.evidence, Row)
    assert (added.evidence.line, added.evidence.text) == (
        2,
        "correct,event/scewc-2019,attendeeCount,,24000,,ada,2024-01-01,",
    )
    assert added.object == Value("24000", "integer")


@pytest.mark.parametrize(
    ("row", "predicate", "value"),
    [
        ("correct, event/scewc-2019, startDate,, 20.11.2019", "startDate", "2019-11-20"),
        ("correct, event/scewc-2019, motto,, Cities", "motto", "Cities"),
        ("correct, organisation/clean, kind,, company", "kind", "kind/company"),
        ("correct, event/scewc-2021, attendeeCount,, 10000", "attendeeCount", "10000"),
        ("correct, project/nordic-pavilion, organisedBy,, organisation/fira", "organisedBy",
         "organisation/fira"),
    ],
)  # fmt: skip
def test_a_corrected_value_is_of_the_sort_of_the_one_it_corrects(
    claims: list[Claim], row: str, predicate: str, value: str
) -> None:
    motto = Claim(
        "table/events", Ref("event", "scewc-2021"), "motto", Value("x"), Row(3, "row", "row")
    )
    outcome = seen([*claims, motto], decisions(row))
    assert outcome.idle == []
    subject = row.split(",")[1].strip()
    (found,) = outcome.of(subject, predicate)
    assert found.removeprefix("https://w3id.org/expograph/") == value


def test_what_was_corrected_does_not_stand_beside_its_correction(claims: list[Claim]) -> None:
    rows = ["correct, event/scewc-2019, heldInCity, city/barcelona, city/lyon"]
    outcome = seen(claims, decisions(*rows))
    assert outcome.of("event/scewc-2019", "heldInCity") == ["city/lyon"]
    rows.append("correct, event/scewc-2019, heldInCity,, city/barcelona")
    assert seen(claims, decisions(*rows)).of("event/scewc-2019", "heldInCity") == ["city/barcelona"]


def test_of_several_things_stated_a_correction_says_which_is_wrong(claims: list[Claim]) -> None:
    page = Row(9, "row", "row")
    more = Claim("table/x", Ref("event", "scewc-2019"), "heldInCity", Ref("city", "lyon"), page)
    row = "correct, event/scewc-2019, heldInCity,, city/barcelona"
    (said,) = seen([*claims, more], decisions(row)).idle
    assert "say in column object which is wrong" in said


def test_a_tie_that_holds_both_ways_is_corrected_from_either_end(claims: list[Claim]) -> None:
    lyon, barcelona = Ref("city", "lyon"), Ref("city", "barcelona")
    tie = Claim("table/partnerships", lyon, "twinnedWith", barcelona, Row(2, "row", "row"))
    row = "correct, city/barcelona, twinnedWith, city/lyon, country/spain"
    outcome = seen([*claims, tie], decisions(row))
    ties = {(s, o) for s, p, o in outcome.truths if p == "twinnedWith"}
    assert (outcome.idle, ties) == ([], {("city/barcelona", "country/spain")})


def test_two_who_confirm_the_same_do_not_contradict_each_other(claims: list[Claim]) -> None:
    row = "confirm, event/scewc-2019, attendeeCount, 20000"
    outcome = seen(claims, decisions(row, row))
    assert (outcome.idle, outcome.of("event/scewc-2019", "attendeeCount")) == ([], ["20000"])


def test_of_which_kind_a_thing_is_cannot_be_corrected_by_the_claim_either(
    claims: list[Claim],
) -> None:
    mention = next(claim for claim in claims if claim.name_as_read is not None)
    (said,) = seen(claims, decisions(f"correct, {claim_iri(mention)},,, city/lyon")).idle
    assert "of which kind a thing is stands in its table" in said


def test_a_corrected_part_keeps_its_role(claims: list[Claim]) -> None:
    row = "correct, project/nordic-pavilion, hasExhibitor, organisation/mixmove, organisation/fira"
    (added,) = [c for c in seen(claims, decisions(row)).applied.claims if c.method == "decision"]
    assert added.qualifiers == (("role", Ref("role", "exhibitor")),)


def test_a_later_correction_stands_for_an_earlier_one_and_for_a_confirmation(
    claims: list[Claim],
) -> None:
    about = "event/scewc-2019, attendeeCount"
    first, second = f"correct, {about},, 90000", f"correct, {about},, 10000"
    confirm = f"confirm, {about}, 20000"
    for rows, value in (
        ([first, second], "10000"),
        ([second, first], "90000"),
        ([confirm, second], "10000"),
        ([first, confirm], "20000"),
    ):
        outcome = seen(claims, decisions(*rows))
        assert outcome.of("event/scewc-2019", "attendeeCount") == [value]
        assert "line 2" in outcome.idle[0]
        assert "line 3 is later" in outcome.idle[0]


def test_a_contested_figure_is_settled_by_a_correction() -> None:
    claims = [figure("1", "old"), figure("2", "new")]
    outcome = seen(claims, decisions("correct, event/scewc-2021, attendeeCount,, 1"))
    assert outcome.of("event/scewc-2021", "attendeeCount") == ["1"]


def test_the_order_in_which_decisions_and_claims_stand_does_not_matter(claims: list[Claim]) -> None:
    decided = decisions(
        "same, organisation/clean,, organisation/mixmove",
        "reject, organisation/clean, basedIn",
        "correct, event/scewc-2019, attendeeCount,, 1",
        "correct, event/scewc-2019, attendeeCount,, 2",
        f"forget, {digest('ana perez')}",
        "correct, event/scewc-2019, heldInCity,, city/lyon",
    )
    expected = seen(claims, decided)
    for seed in range(5):
        mixed, rows = list(claims), list(decided)
        random.Random(seed).shuffle(mixed)
        random.Random(seed).shuffle(rows)
        found = seen(mixed, rows)
        assert (found.truths, found.standings) == (expected.truths, expected.standings)
        assert found.idle == expected.idle


# Rules


def test_what_a_rule_infers_is_rejected_by_its_parts_and_the_decision_is_not_idle(
    claims: list[Claim],
) -> None:
    decided = decisions("reject, event/scewc-2019, hasExhibitor, organisation/mixmove")
    applied = apply(decided, claims)
    assert len(applied.idle) == 1
    event, firm = Ref("event", "scewc-2019"), Ref("organisation", "mixmove")
    inferred = Claim(rule_key("r"), event, "hasExhibitor", firm, Row(1, "", ""))
    apply_to_inferred(decided, applied, [inferred])
    assert (applied.idle, applied.rejected) == ([], {claim_iri(inferred)})


# Through a build


def test_decisions_are_applied_in_every_build_and_the_law_holds(
    world: World, tmp_path: Path
) -> None:
    rows = [
        ",".join(COLUMNS),
        "same,organisation/clean,,organisation/mixmove,,,ada,2024-01-01,one firm",
        "correct,event/scewc-2019,attendeeCount,,24000,,ada,2024-01-02,",
        "reject,event/scewc-2021,heldInCity,,,,ada,2024-01-03,",
        "reject,city/atlantis,,,,,ada,2024-01-04,",
    ]
    paths = world(decisions="\n".join(rows))
    digests = []
    for name in ("one", "two"):
        material = pipeline.read_material(paths)
        built = pipeline.build(tmp_path / name, material)
        digests.append(built.generation.digest)
        assert [mistake.line for mistake in built.mistakes] == [5]
        assert built.findings == ()
    assert len(set(digests)) == 1


def test_the_users_decisions_join_those_of_the_tables(world: World, tmp_path: Path) -> None:
    head = ",".join(COLUMNS)
    mine = tmp_path / "decisions.csv"
    mine.write_text(f"{head}\nreject,city/lyon,locatedIn,,,,me,2024,\n", encoding="utf-8")
    tables = f"{head}\nreject,city/barcelona,locatedIn,,,,ada,2024,\n"
    material = pipeline.read_material(world(decisions=tables), mine)
    assert {decision.who for decision in material.decisions} == {"ada", "me"}
    assert Source("table/decisions", title="decisions.csv") in material.sources


def test_a_rejected_conclusion_of_a_rule_is_no_truth_and_named_nowhere_as_idle(
    world: World, tmp_path: Path
) -> None:
    head = ",".join(COLUMNS)
    row = "reject,event/scewc-2019,hasExhibitor,organisation/mixmove,,,ada,2024,"
    built = pipeline.build(
        tmp_path / "store", pipeline.read_material(world(decisions=f"{head}\n{row}\n"))
    )
    assert (built.mistakes, built.findings) == ((), ())
    graph = built.generation.quads_file.read_text(encoding="utf-8")
    truth = f"<{ID}event/scewc-2019> <{NS}hasExhibitor> <{ID}organisation/mixmove>"
    assert truth not in graph
    assert graph.count(f"<{NS}standing> <{NS}rejected>") == 1
