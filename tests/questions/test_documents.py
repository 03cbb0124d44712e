"""Question 16: which documents tell about something."""

from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]
Facts = Callable[[str], list[dict[str, str]]]


def test_curitiba_is_told_of_by_the_pages_that_its_rows_cite(asked: Asked, facts: Facts) -> None:
    cited: set[str] = set()
    for table, columns in (
        ("cities", ("id",)),
        ("events", ("city",)),
        ("participations", ("agent",)),
        ("partnerships", ("a", "b")),
        ("awards", ("winner",)),
        ("organisations", ("city", "governs")),
        ("event_series", ("city",)),
        ("venues", ("city",)),
        ("people", ("affiliation",)),
        ("positions", ("affiliation",)),
    ):
        for row in facts(table):
            if "curitiba" in [row[column] for column in columns]:
                cited |= set(row["source"].split(";"))
    sources = {
        row["source"].removeprefix("source/") for row in asked("documents", about="city/curitiba")
    }
    assert {each for each in cited if ":" not in each} == {
        each for each in sources if not each.startswith("seed-")
    }
    assert ("seed-004" in sources) == any(each.startswith("seed:004") for each in cited)


def test_each_document_has_its_language(asked: Asked, facts: Facts) -> None:
    languages = {row["id"]: row["language"] for row in facts("sources")}
    rows = asked("documents", about="city/curitiba")
    for row in rows:
        key = row["source"].removeprefix("source/")
        assert key.startswith("seed-") or row["language"] == languages[key]
    assert {"pt", "en", "de"} <= {row["language"] for row in rows}


def test_what_only_one_source_tells_is_counted_as_it_is_listed(asked: Asked) -> None:
    documents = asked("documents", about="city/curitiba")
    listed = asked("single-source", about="city/curitiba")
    for document in documents:
        count = sum(1 for row in listed if row["source"] == document["source"])
        assert document["only"] == str(count)
        assert int(document["only"]) <= int(document["statements"])


def test_the_post_on_2019_tells_of_mixmove(asked: Asked) -> None:
    rows = asked("documents", about="mixmove")
    assert rows[0]["source"] == "source/seed-000"
    assert rows[0]["language"] == "en"
