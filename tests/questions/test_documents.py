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


def test_documents_stand_beside_cited_pages_each_with_its_language(asked_of_texts: Asked) -> None:
    rows = asked_of_texts("documents", about="Nordic Pavilion 2019")
    languages = {row["source"]: row["language"] for row in rows}
    assert languages == {
        "source/seed-000": "en",
        "source/document/nordic-pavilion": "en",
        "source/document/nordischer-pavillon": "de",
    }
    assert all(int(row["statements"]) > 1 for row in rows)
    assert [int(row["statements"]) for row in rows] == sorted(
        (int(row["statements"]) for row in rows), reverse=True
    )


def test_what_another_document_tells_too_is_no_longer_told_by_one_only(
    asked: Asked, asked_of_texts: Asked
) -> None:
    def only(ask: Asked) -> int:
        rows = ask("documents", about="Nordic Pavilion 2019")
        return next(int(row["only"]) for row in rows if row["source"] == "source/seed-000")

    assert 0 < only(asked_of_texts) < only(asked)


def test_a_document_that_is_a_cited_page_counts_with_it_once(
    asked: Asked, asked_of_texts: Asked
) -> None:
    def page(ask: Asked) -> dict[str, str]:
        rows = ask("documents", about="SCEWC 2019")
        assert "source/document/report" not in {row["source"] for row in rows}
        return next(row for row in rows if row["source"] == "source/esn-scewc19")

    before, after = page(asked), page(asked_of_texts)
    assert int(after["statements"]) == int(before["statements"]) + 1
    listed = asked_of_texts("single-source", about="SCEWC 2019")
    only = [row["value"] for row in listed if row["source"] == after["source"]]
    assert "organisation/hafenwerk-digital" in only
    assert "organisation/alstom" in only
    assert after["only"] == str(len(only))


def test_a_document_that_only_names_somebody_has_no_statement(asked_of_texts: Asked) -> None:
    rows = asked_of_texts("documents", about="cleantech-scandinavia")
    (greeting,) = [row for row in rows if row["source"] == "source/document/greeting"]
    assert (greeting["statements"], greeting["only"]) == ("0", "0")
    assert greeting["title"] == "A greeting"


def test_behind_each_document_stands_what_it_says_itself(
    behind_texts: Callable[..., str],
) -> None:
    said = behind_texts("documents", about="mixmove")
    titles = ("Nordic hosts share a stand", "Gemeinsam im Norden, gemeinsam in Barcelona · de")
    english, german = (said[said.index(title) :] for title in titles)
    english = english[: english.index(titles[1])]
    assert "“MIXMOVE exhibited at the Nordic Pavilion" in english
    assert "„" not in english
    assert "„Am Nordic Pavilion zeigte MIXMOVE" in german
    assert "“MIXMOVE exhibited" not in german
    assert "no evidence was found" not in said


def test_a_source_of_which_nothing_was_accepted_says_so(behind_texts: Callable[..., str]) -> None:
    said = behind_texts("documents", about="SCEWC 2019")
    assert "what it says was not accepted" in said
    assert "no evidence was found" not in said
