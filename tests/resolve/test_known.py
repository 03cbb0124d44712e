"""Names are compared in forms; what was left out of them is known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from expograph import pipeline
from expograph.claims import Ref
from expograph.resolve.known import Known, Name, forms

World = Callable[..., list[Path]]


@pytest.mark.parametrize(
    ("name", "kind", "cities", "expected"),
    [
        ("SCEWC 2019", "event", [], {"scewc 2019": "whole", "scewc": "without its year"}),
        ("Smart City Expo Taipei 2014", "event", ["taipei"],
         {"smart city expo": "without its city", "smart city expo taipei": "without its year"}),
        ("Tatung Co., Ltd.", "organisation", [], {"tatung": "without its legal form"}),
        ("FIL – Feira de Lisboa", "venue", [], {"fil": "part", "feira de lisboa": "part"}),
        ("Postmuseum in Shanghai", "venue", ["shanghai"], {"postmuseum": "without its city"}),
        ("ITS Weltkongress", "series", [], {"its world congress": "in another language"}),
        ("Agenda 2030", "organisation", [], {"agenda 2030": "whole"}),
        ("Shanghai", "venue", ["shanghai"], {"shanghai": "whole"}),
        ("…", "organisation", [], {}),
    ],
)  # fmt: skip
def test_a_name_is_compared_in_the_forms_of_its_kind(
    name: str, kind: str, cities: list[str], expected: dict[str, str]
) -> None:
    found = {form.key: form.left_out for form in forms(Name(name), kind, cities)}
    assert expected.items() <= found.items()
    assert len(found) <= len(expected) + 1


def test_things_are_found_by_their_names_places_and_codes(world: World) -> None:
    known = Known(pipeline.read_material(world()).claims)
    clean, barcelona = Ref("organisation", "clean"), Ref("city", "barcelona")
    assert known.called("organisation", "clean") == {clean}
    assert known.called("city", "clean") == set()
    assert known.place("3128760") == barcelona
    assert known.country("ES") == Ref("country", "spain")
    assert known.editions(Ref("series", "scewc")) == {
        Ref("event", "scewc-2019"), Ref("event", "scewc-2021"),
    }  # fmt: skip
    assert Ref("project", "nordic-pavilion") in known.neighbours(clean)
    assert known.sharing_a_word("series", "smart congress of the world") == {Ref("series", "scewc")}


def test_a_thing_is_told_of_by_its_preferred_name(world: World) -> None:
    known = Known(pipeline.read_material(world()).claims)
    assert known.label(Ref("organisation", "clean")) == "CLEAN"
    assert known.label(Ref("organisation", "nobody")) == "nobody"
