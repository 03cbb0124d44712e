"""Question 16: what only one source claims."""

from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Facts = Callable[[str], list[dict[str, str]]]


def test_a_twinning_that_one_export_alone_tells_is_listed(asked: Asked, facts: Facts) -> None:
    expected = {
        frozenset({f"city/{row['a']}", f"city/{row['b']}"})
        for row in facts("partnerships")
        if row["type"] == "twin-city"
        and row["source"] == "wikidata-twins"
        and "curitiba" in (row["a"], row["b"])
    }
    rows = asked("single-source", about="city/curitiba")
    assert expected
    assert {
        frozenset({row["thing"], row["value"]}) for row in rows if row["says"] == "twinnedWith"
    } == expected


def test_what_several_sources_tell_is_not_listed(asked: Asked, facts: Facts) -> None:
    (twins,) = [
        row["source"].split(";")
        for row in facts("partnerships")
        if (row["a"], row["b"], row["type"]) == ("barcelona", "shanghai", "twin-city")
    ]
    assert len(twins) > 1
    rows = asked("single-source", about="city/shanghai")
    assert ("city/barcelona", "city/shanghai", "twinnedWith") not in {
        (row["thing"], row["value"], row["says"]) for row in rows
    }


def test_mixmove_on_the_nordic_pavilion_rests_on_its_own_post(asked: Asked) -> None:
    rows = asked("single-source", about="mixmove")
    assert ("project/nordic-pavilion-2019", "hasExhibitor", "source/seed-000") in {
        (row["thing"], row["says"], row["source"]) for row in rows
    }


def test_what_a_document_confirms_is_no_longer_listed(asked: Asked, asked_of_texts: Asked) -> None:
    def hosts(ask: Asked) -> set[str]:
        rows = ask("single-source", about="Nordic Pavilion 2019")
        return {row["value"] for row in rows if row["says"] == "organisedBy"}

    assert "organisation/clean" in hosts(asked)
    assert "organisation/clean" not in hosts(asked_of_texts)


def test_what_only_one_document_tells_is_listed_under_the_page_that_it_is(
    asked_of_texts: Asked,
) -> None:
    (row,) = asked_of_texts("single-source", about="Hafenwerk Digital")
    assert (row["thing"], row["says"]) == ("event/scewc-2019", "hasExhibitor")
    assert (row["source"], row["publisher"], row["language"]) == ("source/esn-scewc19", "ESN", "en")
