"""How far what was read agrees with what a careful reader takes out of a text."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from expograph.agreement import Tally, compared
from expograph.gold import Said

GOLD: Said = {
    "entities": [
        {"id": "e1", "type": "Event", "name": "Smart City Expo", "aliases": ["SCE"]},
        {"id": "e2", "type": "Organisation", "name": "The Clean Harbour GmbH", "aliases": []},
        {"id": "e3", "type": "City", "name": "Málaga", "aliases": []},
    ],
    "facts": [
        {"subject": "e1", "predicate": "hasExhibitor", "object": "e2"},
        {"subject": "e1", "predicate": "startDate", "value": "2019-11"},
        {"subject": "e2", "predicate": "partnerOf", "object": "e3"},
        {"subject": "e1", "predicate": "motto", "value": "Cities made of dreams"},
    ],
}


def with_facts(*facts: dict[str, Any], **names: str) -> Said:
    """Return a reading with these facts, in which things may have other names."""
    entities = [{**each, "name": names.get(each["id"], each["name"])} for each in GOLD["entities"]]
    return {"entities": entities, "facts": list(facts)}


def fact(subject: str, predicate: str, **end: Any) -> dict[str, Any]:
    """Return one fact."""
    return {"subject": subject, "predicate": predicate, **end}


def test_a_text_agrees_with_itself() -> None:
    judged = compared(GOLD, GOLD)
    assert (len(judged.right), judged.wrong, judged.found_entities) == (4, frozenset(), 3)


@pytest.mark.parametrize(
    ("said", "right"),
    [
        (fact("e1", "hasExhibitor", object="e2"), True),
        (fact("e1", "hasExhibitor", object="e3"), False),
        (fact("e2", "hasExhibitor", object="e1"), False),
        (fact("e3", "partnerOf", object="e2"), True),
        (fact("e1", "startDate", value="2019-11-19"), True),
        (fact("e1", "startDate", value="2019-11"), True),
        (fact("e1", "startDate", value="2019"), False),
        (fact("e1", "motto", value="“Cities made of DREAMS”"), True),
        (fact("e1", "motto", value="Cities"), False),
    ],
)
def test_a_fact_is_right_when_ends_and_predicate_are(said: dict[str, Any], right: bool) -> None:
    assert bool(compared(GOLD, with_facts(said)).right) is right


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Clean Harbour", True),
        ("clean harbour AG", True),
        ("Clean Harbor", True),
        ("Clean", False),
        ("Dirty Harbour", False),
    ],
)
def test_names_are_compared_without_article_legal_form_and_case(name: str, same: bool) -> None:
    judged = compared(GOLD, with_facts(fact("e1", "hasExhibitor", object="e2"), e2=name))
    assert bool(judged.right) is same


def test_a_fact_said_twice_counts_once_at_its_first_place() -> None:
    twice = fact("e1", "hasExhibitor", object="e2")
    judged = compared(GOLD, with_facts(fact("e1", "motto", value="x"), twice, twice))
    assert (list(judged.right), list(judged.wrong)) == ([1], [0])


def test_two_readings_of_one_entity_do_not_both_find_it() -> None:
    said = with_facts()
    said["entities"].append({"id": "e9", "type": "City", "name": "Malaga", "aliases": []})
    judged = compared(GOLD, said)
    assert (judged.entities, judged.found_entities) == (4, 3)


@pytest.mark.shared
def test_the_figures_are_those_of_the_script_that_comes_with_the_gold_documents(
    shared: Path, tmp_path: Path
) -> None:
    tally = Tally()
    for path in sorted((shared / "gold" / "dev").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        spoilt = spoiled(gold)
        (tmp_path / path.name).write_text(json.dumps(spoilt), encoding="utf-8")
        tally.add(compared(gold, spoilt))
    words = [shared / "gold" / "score.py", shared / "gold" / "dev", tmp_path, "--json"]
    theirs = json.loads(subprocess.check_output([sys.executable, *map(str, words)]))
    for ours, what in ((tally.facts(), "facts"), (tally.entities(), "entities")):
        other = theirs[what]["all"]
        assert 0.5 < ours.f1 < 0.99
        assert [round(each, 3) for each in ours] == [
            other["precision"], other["recall"], other["f1"],
        ]  # fmt: skip


def spoiled(gold: Said) -> Said:
    """Return a gold document in which every few names, types, ends and dates are otherwise."""
    entities = [dict(each) for each in gold["entities"]]
    for each in entities[::3]:
        each["name"] = f"The {each['name'].upper()} Ltd."
    for each in entities[1::5]:
        each["name"], each["aliases"] = each["name"][:-1], []
    for each in entities[2::7]:
        each["type"] = "Event"
    facts = [dict(each) for each in gold["facts"][1:]]
    for each in facts[::4]:
        if "object" in each:
            each["object"] = entities[-1]["id"]
        elif each["predicate"] in ("startDate", "endDate"):
            each["value"] = f"{each['value'][:4]}-01-01"
    return {"entities": entities, "facts": [*facts, *facts[:2]]}
