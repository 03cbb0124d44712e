"""Counts the independent sources among those that say the same."""

from collections.abc import Iterable, Set


def independent(sources: Iterable[Set[str]]) -> int:
    """Return how many independent sources there are, each given as the pages that it may be.

    Several pages are to be read as "one or more of these": they count once, and not at all when
    one of them may be counted already.

    >>> independent([{"a"}, {"a", "b"}, {"c", "d"}])
    2
    """
    number, counted = 0, set[str]()
    for pages in sorted(sources, key=lambda pages: (len(pages), sorted(pages))):
        if counted.isdisjoint(pages):
            number += 1
            counted |= pages
    return number
