"""Every comparison says in words what speaks for two things being one, or against."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from expograph import pipeline
from expograph.claims import Ref
from expograph.resolve import compare, editions
from expograph.resolve.compare import COMPARISONS, Comparison, Verdict
from expograph.resolve.editions import EDITIONS
from expograph.resolve.known import Known, Thing
from expograph.resolve.propose import Seen

World = Callable[..., list[Path]]

ORGANISATIONS = """id,name,aliases,kind,city,source
fira,Fira de Barcelona,,organiser,barcelona,page
clean,CLEAN,Clean,association,,page
mixmove,MIXMOVE,,company,lyon,page
orange,Orange,,company,,page
lh,LH,Korea Land and Housing,public-body,,page
tatung,Tatung,,company,,page
scandinavia,Cleantech Scandinavia,,association,,page
"""


@pytest.fixture
def known(world: World) -> Known:
    return Known(pipeline.read_material(world(organisations=ORGANISATIONS)).claims)


def seen(known: Known, kind: str, *names: str, sort: str = "", **ties: Ref | str) -> Seen:
    """Return something read with these names, of this sort, with these ties and values."""
    thing = Thing(Ref(kind, "it@a"))
    for at, name in enumerate(names):
        thing.called(name, at == 0)
    for predicate, said in ties.items():
        if isinstance(said, Ref):
            thing.ties[predicate].add(said)
        else:
            thing.values[predicate].add(said)
    if sort:
        thing.values["kind"].add(sort)
    return Seen(thing, tuple(known.forms(thing)))


def verdict(
    comparison: Comparison, known: Known, kind: str, key: str, *names: str, **ties: Ref | str
) -> Verdict | None:
    """Return what a comparison says of something read and a known thing."""
    read = seen(known, kind, *names, sort="", **ties)
    return comparison(read, known.things[Ref(kind, key)], known)


@pytest.mark.parametrize(
    ("key", "name", "weight", "reason"),
    [
        ("mixmove", "MIXMOVE", 1.0, "name of MIXMOVE"),
        ("mixmove", "Mixmove", 0.95, "name of MIXMOVE, written otherwise"),
        ("clean", "Clean", 0.55, "alias of CLEAN"),
        ("orange", "Orange", 0.55, "name of Orange"),
        ("lh", "LH", 0.7, "name of LH"),
        ("tatung", "Tatung Co.", 0.9, "name of Tatung without its legal form"),
    ],
)
def test_a_name_says_less_the_more_may_be_called_so(
    known: Known, key: str, name: str, weight: float, reason: str
) -> None:
    found = verdict(compare.same_name, known, "organisation", key, name)
    assert found is not None
    assert (round(found.weight, 3), found.reason) == (weight, reason)


@pytest.mark.parametrize("name", ["Fira", "Barcelona", "Cleantech"])
def test_a_part_of_a_name_says_nothing(known: Known, name: str) -> None:
    for key in ("fira", "scandinavia", "clean"):
        assert verdict(compare.same_name, known, "organisation", key, name) is None
        assert verdict(compare.differs_by_a_slip, known, "organisation", key, name) is None


@pytest.mark.parametrize(
    ("name", "is_slip"),
    [
        ("Cleantec Scandinavia", True),
        ("Clean Tech Scandinavia", True),
        ("Cleantech Scandinavian", True),
        ("Cleantech Slovenia", False),
        ("Scandinavia Cleantech", False),
    ],
)
def test_a_slip_is_a_letter_of_one_word(known: Known, name: str, is_slip: bool) -> None:
    found = verdict(compare.differs_by_a_slip, known, "organisation", "scandinavia", name)
    assert (found is not None) == is_slip


def test_seats_speak_for_and_against(known: Known) -> None:
    lyon, barcelona = Ref("city", "lyon"), Ref("city", "barcelona")
    for seat, weight in ((lyon, 0.3), (Ref("country", "france"), 0.15), (barcelona, -0.6)):
        found = verdict(compare.same_seat, known, "organisation", "mixmove", "M", basedIn=seat)
        assert found is not None
        assert found.weight == weight
    assert verdict(compare.same_seat, known, "organisation", "mixmove", "M") is None


def test_the_sort_speaks_against_a_short_name_more_than_against_a_long_one(known: Known) -> None:
    body = known.things[Ref("organisation", "lh")]
    short, long = (
        compare.same_sort(seen(known, "organisation", name, sort="company"), body, known)
        for name in ("LH", "Korea Land")
    )
    assert short and long
    assert short.weight < long.weight < 0


def test_company_tells_who_is_meant(known: Known) -> None:
    beside = seen(known, "organisation", "Clean")
    near = Seen(beside.thing, beside.forms, frozenset({Ref("organisation", "mixmove")}))
    clean = known.things[Ref("organisation", "clean")]
    found = compare.named_beside(near, clean, known)
    assert found == (0.4, "named beside MIXMOVE, with which it is tied")
    at = Seen(beside.thing, beside.forms, frozenset({Ref("project", "nordic-pavilion")}))
    assert compare.has_a_part(at, clean, known) == (0.4, "has a part in Nordic Pavilion")
    assert compare.has_a_part(beside, clean, known) is None


def test_an_employer_speaks_against_only_where_it_is_known(known: Known) -> None:
    for employer, weight in (("mixmove", 0.4), ("fira", -0.3)):
        ref = Ref("organisation", employer)
        found = verdict(compare.same_employer, known, "person", "ana-perez", "A", worksFor=ref)
        assert found is not None
        assert found.weight == weight
    new = Ref("organisation", "new@a")
    assert verdict(compare.same_employer, known, "person", "ana-perez", "A", worksFor=new) is None


def test_a_family_name_that_many_have_supports_nobody(known: Known) -> None:
    assert verdict(compare.rare_name, known, "person", "ana-perez", "Ana Pérez") is None


@pytest.mark.parametrize(
    ("start", "weight"),
    [("2019", 0.25), ("2019-11", 0.3), ("2019-11-19", 0.35), ("2019-11-17", 0.2),
     ("2019-11-30", -1.0), ("2018", -1.0)],
)  # fmt: skip
def test_dates_say_more_the_more_precise_they_are(known: Known, start: str, weight: float) -> None:
    found = verdict(editions.same_date, known, "event", "scewc-2019", "SCEWC", startDate=start)
    assert found is not None
    assert found.weight == weight


def test_a_name_may_give_the_year(known: Known) -> None:
    found = verdict(editions.same_date, known, "event", "scewc-2019", "Expo 2018")
    assert found is not None
    assert found.weight == -1.0


def test_an_edition_is_called_like_its_series_or_said_to_be_of_it(known: Known) -> None:
    name, series = "Smart City Expo World Congress", Ref("series", "scewc")
    compared = editions.called_like_the_series
    called = verdict(compared, known, "event", "scewc-2019", name)
    said = verdict(compared, known, "event", "scewc-2019", "the fair", partOfSeries=series)
    assert called and said
    assert called.weight > said.weight
    assert verdict(compared, known, "event", "scewc-2019", "the fair") is None


def test_each_comparison_is_told_in_one_sentence() -> None:
    every = {each for row in (*COMPARISONS.values(), EDITIONS) for each in row}
    for comparison in every:
        assert comparison.__doc__
        assert comparison.__doc__.count(".") == 1
