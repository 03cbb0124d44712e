"""Finds which of the pages that the tables cite a document is, so that the two count once."""

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from expograph.claims import Source
from expograph.dates import agree
from expograph.names import plain, slug

_TELLING = 4
"""From how many words on a title tells one page from others."""
_DAY = 10


def same_works(
    read: Iterable[Source],
    cited: Iterable[Source],
    ids: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return the key of the cited page that a document is, by the document's key.

    It has the address of the page, or it was read from the file by which tables know the page, or
    both have a telling title, and one publisher or day. ``ids`` are the keys of cited pages by the
    ids that tables give them ("seed:000_….txt"). A document that may be two pages is none.
    """
    pages = list(cited)
    by_address = _grouped((_address(page), page.key) for page in pages if page.address)
    by_title = _grouped((plain(page.title), page.key) for page in pages)
    by_file = _grouped((_key_of_file(id), key) for id, key in (ids or {}).items())
    named = {page.key: page for page in pages}
    found = {}
    for document in read:
        titled = by_title.get(plain(document.title), set())
        for keys in (
            by_address.get(_address(document), set()) if document.address else set(),
            by_file.get(document.key, set()),
            {key for key in titled if _is_published_so(document, named[key])},
        ):
            if len(keys) == 1:
                found[document.key] = next(iter(keys))
                break
    return found


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for name, key in pairs:
        groups.setdefault(name, set()).add(key)
    return groups


def _key_of_file(identifier: str) -> str:
    """Return the key of the document in the file that an id names, or nothing."""
    file = PurePath(identifier.rpartition(":")[2])
    return f"document/{slug(file.stem)}" if file.suffix else ""


def _address(source: Source) -> str:
    """Return a web address without what may differ for one and the same page."""
    bare = re.sub(r"^https?://(www\.)?", "", source.address.strip(), flags=re.IGNORECASE)
    return re.sub(r"/*(#.*)?$", "", bare)


def _is_published_so(document: Source, page: Source) -> bool:
    """Tell whether two of one telling title were published by the same, or on the same day."""
    if len(plain(document.title).split()) < _TELLING or not agree(
        document.published, page.published
    ):
        return False
    for one, other in ((document.publisher, page.publisher), (document.language, page.language)):
        if one and other and plain(one) != plain(other):
            return False
    known_publisher = bool(document.publisher and page.publisher)
    return known_publisher or len(document.published) == len(page.published) == _DAY
