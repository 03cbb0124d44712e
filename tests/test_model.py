"""Claims become a graph: each once, with its evidence, under the names that things have kept."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expograph.claims import Claim, Quote, Ref, Row, Source, Value
from expograph.errors import ExpographError
from expograph.identifiers import claim_iri, iri
from expograph.model import FUNCTIONAL_NODES, described, graph_lines, identified
from expograph.weigh import Scales, weigh

EVENT, FIRM, OTHER = Ref("event", "expo"), Ref("organisation", "firm"), Ref("organisation", "b")
STAND = Ref("project", "stand")
ROW = Row(2, "the row", "key", ("page",))
CLAIM = Claim("table/t", EVENT, "hasExhibitor", FIRM, ROW, (("pavilion", STAND),))
SCALES = Scales(FUNCTIONAL_NODES)
NS = "https://w3id.org/expograph/ns#"


def lines_of(claims: Iterable[Claim], merged: Mapping[str, str] | None = None) -> list[str]:
    """Return the lines to which claims come."""
    stated = identified(claims, merged or {})
    return list(graph_lines(stated, weigh(stated, SCALES)))


def truth_of(claims: Iterable[Claim], merged: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the only truth to which claims come."""
    (truth,) = weigh(identified(claims, merged or {}), SCALES).truths
    return truth


def parsed(lines: Iterable[str]) -> list[pyoxigraph.Quad]:
    """Return lines as an engine reads them; one that is no N-Quads fails."""
    text = "".join(f"{line}\n" for line in lines)
    return list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS))


def said(lines: Iterable[str], subject: str) -> dict[str, str]:
    """Return what is said of a thing, by the last part of each property."""
    return {
        quad.predicate.value.replace("#", "/").rpartition("/")[2]: str(quad.object)
        for quad in parsed(lines)
        if str(quad.subject) == f"<{subject}>"
    }


def test_a_claim_carries_its_parts_its_evidence_and_how_it_came_out() -> None:
    assert said(lines_of([CLAIM]), claim_iri(CLAIM)) == {
        "type": f"<{NS}Claim>",
        "subject": f"<{iri(EVENT)}>",
        "predicate": f"<{NS}hasExhibitor>",
        "object": f"<{iri(FIRM)}>",
        "pavilion": f"<{iri(STAND)}>",
        "wasDerivedFrom": "<https://w3id.org/expograph/source/table/t>",
        "hadPrimarySource": "<https://w3id.org/expograph/source/page>",
        "line": '"2"^^<http://www.w3.org/2001/XMLSchema#integer>',
        "row": '"the row"',
        "confidence": '"1.0"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        "method": '"table"',
        "standing": f"<{NS}accepted>",
    }


def test_a_quote_carries_its_words_and_where_they_stand() -> None:
    quoted = replace(CLAIM, read_from="document/d", evidence=Quote("a firm", 5, 11))
    described_ = said(lines_of([quoted]), claim_iri(quoted))
    assert described_["exact"] == '"a firm"'
    assert described_["start"].startswith('"5"')
    assert described_["end"].startswith('"11"')


def test_each_thing_read_has_a_graph_and_truths_have_one() -> None:
    base = "https://w3id.org/expograph"
    assert {str(quad.graph_name) for quad in parsed(lines_of([CLAIM]))} == {
        f"<{base}/source/table/t>",
        f"<{base}/graph/truths>",
    }


def test_no_statement_stands_twice() -> None:
    lines = lines_of([CLAIM, replace(CLAIM, evidence=replace(ROW, key="other")), CLAIM])
    assert len(lines) == len(set(lines))
    assert sum("#Claim>" in line for line in lines) == 2


def test_ties_that_hold_both_ways_are_written_once_in_the_order_of_the_kept_names() -> None:
    tie = Claim("table/t", FIRM, "partnerOf", OTHER, ROW)
    back = replace(tie, subject=OTHER, object=FIRM)
    one, _, other = truth_of([tie, back])
    assert (one, other) == (f"<{iri(OTHER)}>", f"<{iri(FIRM)}>")
    merged = {iri(OTHER): iri(Ref("organisation", "z"))}
    one, _, other = truth_of([tie], merged)
    assert (one, other) == (f"<{iri(FIRM)}>", f"<{merged[iri(OTHER)]}>")


def test_a_name_that_begins_another_comes_before_it() -> None:
    longer = Ref("organisation", "firm-2")
    one, _, other = truth_of([Claim("table/t", longer, "partnerOf", FIRM, ROW)])
    assert (one, other) == (f"<{iri(FIRM)}>", f"<{iri(longer)}>")


def test_after_a_merge_subject_object_and_qualifiers_are_what_was_kept() -> None:
    merged = {iri(each): iri(Ref(each.kind, "kept")) for each in (EVENT, FIRM, STAND)}
    about = said(lines_of([CLAIM], merged), claim_iri(CLAIM))
    assert {about[part] for part in ("subject", "object", "pavilion")} == {
        f"<{kept}>" for kept in merged.values()
    }


def test_a_merge_states_what_the_thing_was_called_before() -> None:
    same = Claim("table/decisions", FIRM, "owl:sameAs", Ref("outside", iri(OTHER)), ROW)
    subject, _, thing = truth_of([same], {iri(OTHER): iri(FIRM)})
    assert (subject, thing) == (f"<{iri(FIRM)}>", f"<{iri(OTHER)}>")


MENTIONS = [
    replace(CLAIM, predicate="rdf:type", object=Ref("class", "event"), qualifiers=(),
            evidence=Row(line, f"row {line}", str(line)), name_as_read=Value("Expo"),
            matched_by="name")
    for line in (2, 5, 9)
]  # fmt: skip


@given(st.permutations(MENTIONS))
def test_of_claims_that_are_the_same_the_one_that_stands_first_is_kept(claims: list[Claim]) -> None:
    (stated,) = identified(claims, {})
    assert stated.claim == MENTIONS[0]


def test_two_claims_whose_digests_met_by_accident_are_noticed() -> None:
    with pytest.raises(ExpographError, match="two claims share the IRI"):
        identified([CLAIM, replace(CLAIM, method="another")], {})


def test_a_truth_that_stands_already_is_not_written_again() -> None:
    first = weigh(identified([CLAIM], {}), SCALES)
    again = identified([replace(CLAIM, read_from="rule/r")], {})
    lines = list(graph_lines(again, weigh(again, SCALES), known=first.truths))
    assert not set(lines) & set(lines_of([CLAIM]))


def test_a_source_is_described_by_what_is_known_of_it() -> None:
    source = Source("page", "A “page”\n", "P", "en", "2019-12", "https://example.org/", "other")
    base = "https://w3id.org/expograph/source/"
    assert said(described([source, source, Source("x")]), f"{base}page") == {
        "type": f"<{NS}Source>",
        "title": '"A “page”\\n"',
        "publisher": '"P"',
        "language": '"en"',
        "published": '"2019-12"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>',
        "address": '"https://example.org/"^^<http://www.w3.org/2001/XMLSchema#anyURI>',
        "sameWorkAs": f"<{base}other>",
    }


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "en"]))
def test_any_text_comes_out_of_the_lines_as_it_went_in(text: str, language: str) -> None:
    claim = replace(CLAIM, predicate="motto", object=Value(text, language=language),
                    evidence=Row(2, text, "key"))  # fmt: skip
    objects = [quad.object for quad in parsed(lines_of([claim]))]
    literals = [each for each in objects if isinstance(each, pyoxigraph.Literal)]
    assert sum(each.value == text for each in literals) >= 3
