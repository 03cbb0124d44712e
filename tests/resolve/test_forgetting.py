"""Whoever is to be forgotten is not in the graph, and the file does not keep the name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from expograph import pipeline
from expograph.claims import Claim, Quote, Ref, Row, Value
from expograph.names import digest
from expograph.read.decisions import COLUMNS
from expograph.resolve.forgetting import FORGOTTEN, forget, people

World = Callable[..., list[Path]]
ANA = Ref("person", "ana-perez")
EVENT = Ref("event", "scewc-2019")


def named(thing: Ref, name: str, row: str = "row") -> Claim:
    """Return the mention of a thing by a name."""
    return Claim(
        "table/people", thing, "rdf:type", Ref("class", thing.kind), Row(2, row, row),
        name_as_read=Value(name), matched_by="name in people.csv",
    )  # fmt: skip


def about(row: str, predicate: str = "hasTheme", thing: Ref | Value | None = None) -> Claim:
    """Return a claim about the event that rests on a row."""
    other = thing or Ref("theme", "mobility")
    return Claim("table/awards", EVENT, predicate, other, Row(3, row, row))


def test_writing_case_and_accents_do_not_matter_for_a_digest() -> None:
    assert digest("Ana  PEREZ") == digest("Ana Pérez") != digest("Ana Péres")


def test_everybody_of_that_name_and_whoever_is_the_same_is_meant() -> None:
    base = "https://w3id.org/expograph/id/person/"
    other, same, third = (Ref("person", key) for key in ("ana-2", "a-p", "bo"))
    claims = [
        named(ANA, "Ana Pérez"),
        named(other, "Ana Perez"),
        named(same, "A. P."),
        named(third, "Bo"),
    ]
    merged = {f"{base}a-p": f"{base}ana-perez"}
    assert people(digest("ana perez"), claims, merged) == {ANA, other, same}
    assert people(digest("Bo Li"), claims, merged) == set()


def test_a_firm_of_that_name_is_no_person_and_keeps_it() -> None:
    firm = Ref("organisation", "ana-perez")
    claims = [named(firm, "Ana Pérez"), Claim("t", firm, "skos:prefLabel", Value("Ana Pérez"),
                                              Row(2, "x", "x"))]  # fmt: skip
    assert people(digest("Ana Pérez"), claims, {}) == set()
    assert len(forget({ANA}, [named(ANA, "Ana Pérez"), *claims])[0]) == 2


@pytest.mark.parametrize(
    "claim",
    [
        named(ANA, "Ana P."),
        about("row", "hasSpeaker", ANA),
        about("row", "motto", Value("As Ana Pérez says")),
        Claim("t", EVENT, "hasTheme", Ref("theme", "x"), Row(2, "x", "x"), (("through", ANA),)),
        Claim("t", EVENT, "attendeeCount", Value("7", "integer"), Row(2, "x", "x"),
              (("scope", Value("counted by Ana Pérez")),)),
        Claim("document/d", EVENT, "hasTheme", Ref("theme", "x"), Quote("Ana Pérez spoke", 0, 15)),
    ],
)  # fmt: skip
def test_what_is_said_of_a_person_or_quotes_the_name_goes(claim: Claim) -> None:
    kept = about("row")
    left, _ = forget({ANA}, [named(ANA, "Ana Pérez"), claim, kept])
    assert left == [kept]


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ("Prize,x,ana-perez,person", f"Prize,x,{FORGOTTEN},person"),
        ("Prize,Ana Pérez;Bo,x", f"Prize,{FORGOTTEN};Bo,x"),
        ('"given to ""Ana Pérez"", at last"', f'"given to ""{FORGOTTEN}"", at last"'),
        ("Joe ""A"" Pérez".replace("A", "Ana"), "Joe Ana Pérez".replace("Ana Pérez", FORGOTTEN)),
        ("ana-perez-prize,ana-perezx,Ana Pérezova", "ana-perez-prize,ana-perezx,Ana Pérezova"),
    ],
)  # fmt: skip
def test_in_a_row_that_speaks_of_others_the_name_gives_way(row: str, shown: str) -> None:
    (claim,), _ = forget({ANA}, [named(ANA, "Ana Pérez"), about(row)])
    assert isinstance(claim.evidence, Row)
    assert (claim.evidence.text, claim.evidence.key) == (shown, row)


def test_no_byte_of_the_graph_tells_of_who_was_forgotten(world: World, tmp_path: Path) -> None:
    head = "award,event,category,winner,winner_type,city,country,project,source\n"
    awards = (
        head + "Prize,scewc-2019,,ana-perez,person,,,,page\nPrize,scewc-2019,,lyon,city,,,,page\n"
    )
    rows = f"forget,{digest('Ana Pérez')},,,,,bo,2024-01-01,asked for\n"
    paths = world(awards=awards, decisions=",".join(COLUMNS) + "\n" + rows)
    sources = paths[0].with_name("sources.csv")
    text = sources.read_text(encoding="utf-8").replace("A page", "Ana Pérez speaks")
    sources.write_text(text, encoding="utf-8")
    built = pipeline.build(tmp_path / "store", pipeline.read_material(paths))
    assert (built.mistakes, built.findings) == ((), ())
    graph = built.generation.quads_file.read_text(encoding="utf-8")
    for word in ("ana-perez", "Ana Pérez", "Ana P."):
        assert word not in graph
    assert f'"{FORGOTTEN} speaks"' in graph
    assert "award/prize-scewc-2019" in graph
    assert "CEO" not in graph
