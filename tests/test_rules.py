"""What follows by a rule is a claim, and the claims from which it follows are its evidence."""

import pytest

from expograph import resources
from expograph.answers import Answer
from expograph.claims import Premises, Ref
from expograph.identifiers import claim_iri
from expograph.rules import follow, rule_key, summary
from expograph.store.engine import Engine

BASE = "https://w3id.org/expograph"


def graph(*claims: tuple[str, str, str, str], standing: str = "accepted") -> Engine:
    """Return a graph of claims (name, subject, predicate, object) and their truths."""
    said = []
    for name, subject, predicate, thing in claims:
        ends = f"<{BASE}/id/{subject}>", f"<{BASE}/ns#{predicate}>", f"<{BASE}/id/{thing}>"
        claim, at = f"<{BASE}/claim/{name}>", f"<{BASE}/graph/test>"
        for part, end in zip(("subject", "predicate", "object"), ends, strict=True):
            said.append(f"{claim} <http://www.w3.org/1999/02/22-rdf-syntax-ns#{part}> {end} {at} .")
        said.append(f"{claim} <{BASE}/ns#standing> <{BASE}/ns#{standing}> {at} .")
        if standing == "accepted":
            said.append(f"{' '.join(ends)} {at} .")
    engine = Engine.in_memory()
    engine.load(said)
    return engine


def rule() -> str:
    """Return the text of the rule about pavilions."""
    ((_, path),) = resources.files("ontology", ".rq", below="rules")
    return path.read_text(encoding="utf-8")


SHOWN = ("a", "project/stand", "presentedAt", "event/expo")


def test_who_shows_on_a_pavilion_that_is_presented_at_an_edition_exhibits_there() -> None:
    engine = graph(SHOWN, ("b", "project/stand", "hasExhibitor", "organisation/firm"),
                   ("c", "project/stand", "hasExhibitor", "organisation/firm"))  # fmt: skip
    (claim,) = follow("exhibits-with-pavilion", rule(), engine.rows)
    assert (claim.subject, claim.predicate, claim.object) == (
        Ref("event", "expo"),
        "hasExhibitor",
        Ref("organisation", "firm"),
    )
    assert claim.evidence == Premises(tuple(f"{BASE}/claim/{name}" for name in "abc"))
    qualifiers = dict(claim.qualifiers)
    assert qualifiers["pavilion"] == Ref("project", "stand")
    assert (claim.read_from, claim.method) == ("rule/exhibits-with-pavilion", "rule")


@pytest.mark.parametrize("part", ["supportedBy", "organisedBy"])
def test_who_supports_or_hosts_a_pavilion_does_not_exhibit_with_it(part: str) -> None:
    engine = graph(SHOWN, ("b", "project/stand", part, "organisation/firm"))
    assert list(follow("exhibits-with-pavilion", rule(), engine.rows)) == []


def test_nothing_follows_from_what_was_rejected() -> None:
    shown = ("b", "project/stand", "hasExhibitor", "organisation/firm")
    engine = graph(SHOWN, shown, standing="rejected")
    assert list(follow("exhibits-with-pavilion", rule(), engine.rows)) == []


def test_claims_come_in_one_order_whatever_that_of_the_rows() -> None:
    engine = graph(SHOWN, *(
        (f"b{n}", "project/stand", "hasExhibitor", f"organisation/firm-{n}") for n in range(5)
    ))  # fmt: skip

    def reversed_rows(query: str) -> Answer:
        answer = engine.rows(query)
        return Answer(answer.columns, answer.rows[::-1])

    claims = list(follow("r", rule(), engine.rows))
    assert claims == list(follow("r", rule(), reversed_rows))
    assert len({claim_iri(claim) for claim in claims}) == 5


def test_a_rule_has_a_sentence_and_a_key() -> None:
    assert summary(rule()).startswith("Whoever shows on a pavilion")
    assert rule_key("exhibits-with-pavilion") == "rule/exhibits-with-pavilion"
