"""A document that is a page which the tables cite counts with it."""

import pytest

from expograph.claims import Source
from expograph.resolve.works import same_works

CITED = [
    Source("seed-000", "Smart City Expo World Congress", "MIXMOVE", "en", "2019-12-03"),
    Source("press", "A city of light opens", "City news", "en", "2021", "https://www.news.org/a/"),
    Source("press-2", "A city of light opens", "Other news", "en", "2021", "https://news.org/b"),
    Source("short", "Energy", "City news", "en", "2021-05-01"),
]
IDS = {"seed:000_0a5bb18419ea0832.txt": "seed-000", "press": "press"}


@pytest.mark.parametrize(
    ("document", "page"),
    [
        (Source("document/a", address="http://news.org/a#top"), "press"),
        (Source("document/a", address="https://news.org/a?page=2"), ""),
        (Source("document/000-0a5bb18419ea0832"), "seed-000"),
        (Source("document/000-ffffffffffffffff"), ""),
        (Source("document/a", "Smart City Expo World Congress", published="2019-12-03"),
         "seed-000"),
        (Source("document/a", "Smart City Expo World Congress", published="2019"), ""),
        (Source("document/a", "Smart City Expo World Congress", "", "de", "2019-12-03"), ""),
        (Source("document/a", "A city of light opens", "City News", published="2021-03"),
         "press"),
        (Source("document/a", "A city of light opens", "Third news", published="2021"), ""),
        (Source("document/a", "Energy", "City news", "en", "2021-05-01"), ""),
        (Source("document/press"), ""),
    ],
)  # fmt: skip
def test_a_document_is_a_page_by_address_file_or_title_and_day(document: Source, page: str) -> None:
    found = same_works([document], CITED, IDS)
    assert found == ({document.key: page} if page else {})
