"""Each row of a built-in table says what it means, and the row is the evidence."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest

from expograph import pipeline
from expograph.claims import Claim, Ref, Row, Value
from expograph.pipeline import Material

World = Callable[..., list[Path]]
Statement = tuple[str, str, str, dict[str, str]]


def shown(part: Ref | Value) -> str:
    """Return a thing as ``kind/key``, a term as its name, a value as its text."""
    if isinstance(part, Value):
        return part.text
    return part.key if part.kind in ("role", "concept", "kind") else f"{part.kind}/{part.key}"


def statements(claims: Iterable[Claim], table: str) -> list[Statement]:
    """Return what the rows of a table say, without the names and types that they give."""
    return [
        (
            shown(claim.subject),
            claim.predicate,
            shown(claim.object),
            {term: shown(value) for term, value in claim.qualifiers},
        )
        for claim in claims
        if claim.read_from == f"table/{table}" and claim.name_as_read is None
    ]


def read(world: World, table: str, *rows: str) -> list[Statement]:
    """Return what these rows say when they stand in a table of the small world."""
    (path,) = [path for path in world() if path.stem == table]
    head = path.read_text(encoding="utf-8").partition("\n")[0]
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    material = pipeline.read_material(sorted(path.parent.glob("*.csv")))
    assert not material.mistakes
    return statements(material.claims, table)


# Parts in events


def test_a_row_with_a_pavilion_says_two_things_of_the_pavilion_and_none_of_the_event(
    world: World,
) -> None:
    row = "scewc-2019,mixmove,organisation,exhibitor,nordic-pavilion,page"
    assert read(world, "participations", row) == [
        ("project/nordic-pavilion", "hasExhibitor", "organisation/mixmove", {"role": "exhibitor"}),
        ("project/nordic-pavilion", "presentedAt", "event/scewc-2019", {}),
    ]


def test_the_supporter_of_a_pavilion_does_not_support_the_event(world: World) -> None:
    row = "scewc-2019,fira,organisation,supporter,nordic-pavilion,page"
    subjects = {subject for subject, *_ in read(world, "participations", row)}
    assert subjects == {"project/nordic-pavilion"}


@pytest.mark.parametrize("role", ["exhibitor", "participant", "host"])
def test_a_pavilion_in_whatever_role_is_presented_at_the_event(world: World, role: str) -> None:
    row = f"scewc-2019,nordic-pavilion,project,{role},,page"
    assert read(world, "participations", row) == [
        ("project/nordic-pavilion", "presentedAt", "event/scewc-2019", {"role": role})
    ]


@pytest.mark.parametrize(
    ("role", "predicate"),
    [
        ("organiser", "organisedBy"), ("co-organiser", "organisedBy"), ("host", "organisedBy"),
        ("supporter", "supportedBy"), ("sponsor", "supportedBy"), ("partner", "supportedBy"),
        ("media-partner", "supportedBy"), ("exhibitor", "hasExhibitor"),
        ("participant", "hasParticipant"), ("speaker", "hasSpeaker"),
    ],
)  # fmt: skip
def test_roles_that_share_a_property_stay_apart(world: World, role: str, predicate: str) -> None:
    row = f"scewc-2019,lyon,city,{role},,page"
    assert read(world, "participations", row) == [
        ("event/scewc-2019", predicate, "city/lyon", {"role": role})
    ]


# Ties


def test_a_partnership_says_in_what_way_since_when_by_what_and_where_it_was_announced(
    world: World,
) -> None:
    row = (
        "clean,organisation,mixmove,organisation,agreement,2018-05,nordic-pavilion,scewc-2019,page"
    )
    assert read(world, "partnerships", row) == [
        (
            "organisation/clean",
            "partnerOf",
            "organisation/mixmove",
            {
                "role": "agreement",
                "since": "2018-05",
                "through": "project/nordic-pavilion",
                "announcedAt": "event/scewc-2019",
            },
        )
    ]


def test_a_phrase_through_which_a_tie_goes_is_kept_as_a_phrase(world: World) -> None:
    row = "lyon,city,barcelona,city,twin-city,,memorandum of understanding,,page"
    assert read(world, "partnerships", row) == [
        (
            "city/lyon",
            "twinnedWith",
            "city/barcelona",
            {"role": "twin-city", "through": "memorandum of understanding"},
        )
    ]


@pytest.mark.parametrize(
    ("row", "member", "body"),
    [
        ("lyon,city,clean,organisation", "city/lyon", "organisation/clean"),
        ("clean,organisation,lyon,city", "city/lyon", "organisation/clean"),
        ("mixmove,organisation,clean,organisation", "organisation/mixmove", "organisation/clean"),
        ("clean,organisation,mixmove,organisation", "organisation/mixmove", "organisation/clean"),
        ("lyon,city,mixmove,organisation", "city/lyon", "organisation/mixmove"),
        ("fira,organisation,mixmove,organisation", "organisation/fira", "organisation/mixmove"),
    ],
)
def test_a_member_is_member_of_the_association_whichever_stands_first(
    world: World, row: str, member: str, body: str
) -> None:
    assert read(world, "partnerships", f"{row},membership,,,,page") == [
        (member, "memberOf", body, {"role": "membership"})
    ]


@pytest.mark.parametrize("ends", ["fira,organisation,nordic-pavilion,project",
                                  "nordic-pavilion,project,fira,organisation"])  # fmt: skip
def test_whoever_is_tied_to_a_project_takes_part_in_it(world: World, ends: str) -> None:
    assert read(world, "partnerships", f"{ends},project,,,,page") == [
        ("project/nordic-pavilion", "hasParticipant", "organisation/fira", {"role": "project"})
    ]


# Figures, prizes, people


@pytest.mark.parametrize(
    ("note", "qualifiers"),
    [
        ("", {"status": "final"}),
        ("more than", {"status": "final", "bound": "at-least"}),
        ("over", {"status": "final", "bound": "at-least"}),
        ('"over, stated in 2021"', {"status": "final", "bound": "at-least"}),
        ("called the tenth", {"status": "final"}),
        ("expected before the event", {"status": "announced"}),
        ("stated before the event", {"status": "announced"}),
        ("expected before the event: foreign professionals",
         {"status": "announced", "scope": "expected before the event: foreign professionals"}),
        ("total of the co-located congresses", {"status": "final",
                                                "scope": "total of the co-located congresses"}),
        ("alternative", {"status": "final"}),
        ("alternative: planned date before postponement", {"status": "final"}),
    ],
)  # fmt: skip
def test_a_figure_is_final_or_expected_exact_or_a_bound_and_of_a_scope(
    world: World, note: str, qualifiers: dict[str, str]
) -> None:
    assert read(world, "figures", f"scewc-2019,attendees,24000,page,{note}") == [
        ("event/scewc-2019", "attendeeCount", "24000", qualifiers)
    ]


@pytest.mark.parametrize(
    ("measure", "value", "predicate", "said"),
    [
        ("start_date", "19.11.2019", "startDate", "2019-11-19"),
        ("motto", "Cities, made of dreams", "motto", "Cities, made of dreams"),
        ("venue", "Gran Via", "heldAtVenue", "venue/fira-gran-via"),
        ("online_attendees", "0700", "onlineAttendeeCount", "700"),
    ],
)
def test_dates_mottos_and_venues_are_figures_too(
    world: World, measure: str, value: str, predicate: str, said: str
) -> None:
    assert read(world, "figures", f'scewc-2019,{measure},"{value}",page,') == [
        ("event/scewc-2019", predicate, said, {"status": "final"})
    ]


def test_a_prize_is_one_award_of_its_edition_won_in_a_category_for_a_project(
    world: World,
) -> None:
    row = "Smart Awards,scewc-2019,City,lyon,city,lyon,france,Nordic Pavilion,page"
    assert read(world, "awards", row) == [
        ("award/smart-awards-scewc-2019", "skos:prefLabel", "Smart Awards", {}),
        ("award/smart-awards-scewc-2019", "presentedAt", "event/scewc-2019", {}),
        ("award/smart-awards-scewc-2019", "wonBy", "city/lyon",
         {"category": "City", "through": "project/nordic-pavilion"}),
        ("award/smart-awards-scewc-2019", "wonBy", "project/nordic-pavilion", {"category": "City"}),
        ("project/nordic-pavilion", "organisedBy", "city/lyon", {}),
        ("city/lyon", "locatedIn", "country/france", {}),
    ]  # fmt: skip


def test_a_finalist_did_not_win_and_belongs_to_the_same_award(world: World) -> None:
    rows = [
        "Prize,scewc-2019,,lyon,city,,,,page",
        "Prize (finalist),scewc-2019,,fira,organisation,,,,page",
    ]
    said = read(world, "awards", *rows)
    assert ("award/prize-scewc-2019", "wonBy", "city/lyon", {}) in said
    assert ("award/prize-scewc-2019", "finalist", "organisation/fira", {}) in said
    assert {subject for subject, *_ in said} == {"award/prize-scewc-2019"}


def test_a_project_that_only_a_prize_names_is_a_project_of_its_winner(world: World) -> None:
    said = read(world, "awards", "Prize,scewc-2019,,mixmove,organisation,,,Cargo « Bleu »,page")
    assert ("project/cargo-bleu", "skos:prefLabel", "Cargo « Bleu »", {}) in said
    assert ("project/cargo-bleu", "kind", "project", {}) in said
    assert ("project/cargo-bleu", "organisedBy", "organisation/mixmove", {}) in said


def test_a_new_project_whose_slug_is_taken_takes_the_event_into_its_key(world: World) -> None:
    said = read(world, "awards", "Prize,scewc-2019,,fira,organisation,,,Nordic-Pavilion!,page")
    assert ("project/nordic-pavilion", "organisedBy", "organisation/fira", {}) in said
    (path,) = [path for path in world() if path.stem == "projects"]
    text = path.read_text(encoding="utf-8").replace("Nordic Pavilion", "Stand of the North")
    said = read(
        lambda: world(projects=text),
        "awards",
        "Prize,scewc-2019,,fira,organisation,,,Nordic Pavilion,page",
    )
    assert ("project/nordic-pavilion-scewc-2019", "organisedBy", "organisation/fira", {}) in said


@pytest.mark.parametrize("country", ["", "spain"])
def test_a_winning_city_may_name_another_city_as_its_place(world: World, country: str) -> None:
    said = read(world, "awards", f"Prize,scewc-2019,,lyon,city,barcelona,{country},,page")
    assert ("award/prize-scewc-2019", "wonBy", "city/lyon", {}) in said


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("people", "bo-li,Bo Li,,Mayor,lyon,city,2019-11,page"),
        ("positions", "ana-perez,Mayor,lyon,city,2019-11,page"),
    ],
)
def test_a_position_is_held_with_somebody_as_of_a_day(world: World, table: str, row: str) -> None:
    paths = "person,role,affiliation,affiliation_type,as_of,source\n"
    said = read(lambda: world(positions=paths, participations=None), table, row)
    person = "person/" + row.partition(",")[0]
    assert [each for each in said if each[1] in ("position", "worksFor")] == [
        (person, "position", "Mayor", {"asOf": "2019-11"}),
        (person, "worksFor", "city/lyon", {"position": "Mayor", "asOf": "2019-11"}),
    ]


def test_what_sits_in_a_city_sits_in_its_country_by_it(world: World) -> None:
    said = read(world, "organisations", "mixmove,MIXMOVE,,,lyon,france,,,page",
                "clean,CLEAN,,,,spain,,,page", "fira,Fira,,,,,,,page")  # fmt: skip
    assert [each[:3] for each in said if each[1] == "basedIn"] == [
        ("organisation/mixmove", "basedIn", "city/lyon"),
        ("organisation/clean", "basedIn", "country/spain"),
    ]


# Names and evidence


def mentions(material: Material) -> list[tuple[str, str, str]]:
    """Return who is called how, and why."""
    return [
        (shown(claim.subject), claim.name_as_read.text, claim.matched_by)
        for claim in material.claims
        if claim.name_as_read is not None
    ]


def test_a_name_and_each_alias_is_a_mention_and_a_label(world: World) -> None:
    material = pipeline.read_material(world())
    assert ("organisation/clean", "CLEAN", "name in organisations.csv") in mentions(material)
    assert ("organisation/clean", "Clean", "aliases in organisations.csv") in mentions(material)
    labels = {
        (claim.predicate, claim.object[0])
        for claim in material.claims
        if claim.subject == Ref("organisation", "clean") and claim.predicate.startswith("skos:")
    }
    assert labels == {("skos:prefLabel", "CLEAN"), ("skos:altLabel", "Clean")}


def test_an_alias_that_repeats_the_name_or_another_alias_is_said_once(
    world: World, tmp_path: Path
) -> None:
    row = "clean,CLEAN,CLEAN;Clean; Clean ;,,,,,,page"
    (path,) = [path for path in world() if path.stem == "organisations"]
    text = path.read_text(encoding="utf-8").replace("clean,CLEAN,Clean,association,,,,,page", row)
    material = pipeline.read_material(world(organisations=text))
    called = [each[1] for each in mentions(material) if each[0] == "organisation/clean"]
    assert called == ["CLEAN", "Clean"]
    assert pipeline.build(tmp_path / "store", material).findings == ()


def test_each_claim_has_the_row_that_says_it_with_its_line_and_the_pages_that_it_cites(
    world: World,
) -> None:
    head = "event,agent,agent_type,role,source\n"
    row = 'scewc-2019,"lyon",city,participant,page;other'
    material = pipeline.read_material(world(participations=f"{head}\n{row}\n"))
    (claim,) = [each for each in material.claims if each.read_from == "table/participations"]
    assert isinstance(claim.evidence, Row)
    assert (claim.evidence.line, claim.evidence.text) == (3, row)
    assert claim.evidence.cited == ("page", "other")


def test_sources_are_described_and_claim_nothing(world: World) -> None:
    material = pipeline.read_material(world())
    assert not [claim for claim in material.claims if claim.read_from == "table/sources"]
    described = {source.key: source for source in material.sources}
    assert described["page"].published == "2019-12-03"
    assert described["page"].address == "https://example.org/page"
    assert described["table/events"].title == "events.csv"


# The reference example

NS = "https://w3id.org/expograph/ns#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PROV = "http://www.w3.org/ns/prov#"
SAID = [f"{RDF}subject", f"{RDF}predicate", f"{RDF}object"]


@cache
def example(shared: Path) -> dict[str, dict[str, set[str]]]:
    """Return what is said of each claim in the reference example, by its IRI."""
    content = (shared / "example" / "graph.trig").read_bytes()
    return by_claim(pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.TRIG))


@pytest.fixture(scope="module")
def built(store: Path) -> dict[str, dict[str, set[str]]]:
    """What is said of each claim in the built-in graph, by its IRI."""
    (quads,) = store.glob("generations/*/graph.nq")
    return by_claim(pyoxigraph.parse(path=str(quads), format=pyoxigraph.RdfFormat.N_QUADS))


def by_claim(quads: Iterable[pyoxigraph.Quad]) -> dict[str, dict[str, set[str]]]:
    """Gather the values of each property of each claim, values with their types."""
    said: dict[str, dict[str, set[str]]] = {}
    for quad in quads:
        if isinstance(quad.subject, pyoxigraph.NamedNode) and "/claim/" in quad.subject.value:
            properties = said.setdefault(quad.subject.value, {})
            properties.setdefault(quad.predicate.value, set()).add(str(quad.object))
    return said


@pytest.mark.shared
def test_the_claims_of_the_reference_example_stand_in_the_built_graph(
    shared: Path, built: dict[str, dict[str, set[str]]]
) -> None:
    wanted = [
        claim
        for claim in example(shared).values()
        if "/source/table/" in str(claim.get(f"{PROV}wasDerivedFrom"))
    ]
    assert len(wanted) == 10
    for claim in wanted:
        facts = {name: value for name, value in claim.items() if name != f"{NS}row"}
        assert any(
            all(value <= other.get(name, set()) for name, value in facts.items())
            for other in built.values()
        ), claim


@pytest.mark.shared
def test_claims_of_tables_have_the_properties_of_the_example_and_no_others_but_how_sure_and_how(
    shared: Path, built: dict[str, dict[str, set[str]]]
) -> None:
    for claim in example(shared).values():
        if f"{NS}line" not in claim:
            continue
        (same,) = [
            other
            for other in built.values()
            if all(other.get(name) == claim[name] for name in (*SAID, f"{NS}line"))
        ]
        more = set(same) - set(claim)
        assert more <= {f"{NS}confidence", f"{NS}method", f"{NS}status", f"{NS}scope"}


@pytest.mark.shared
def test_the_rule_of_the_example_follows_from_the_rows_of_the_built_graph(
    shared: Path, built: dict[str, dict[str, set[str]]]
) -> None:
    (rule,) = [claim for claim in example(shared).values() if f"{NS}premise" in claim]
    facts = {name: value for name, value in rule.items() if name != f"{NS}premise"}
    (found,) = [
        claim for claim in built.values() if all(claim.get(name) == facts[name] for name in facts)
    ]
    premises = [built[premise.strip("<>")] for premise in found[f"{NS}premise"]]
    assert len(premises) >= 2
    assert {str(*premise[f"{RDF}predicate"]) for premise in premises} == {
        f"<{NS}hasExhibitor>",
        f"<{NS}presentedAt>",
    }
