"""Question 1: partners, since when, in what role."""

from collections.abc import Callable

Asked = Callable[..., list[dict[str, str]]]


def test_the_hosts_of_the_nordic_pavilion_are_partners_of_who_showed_on_it(asked: Asked) -> None:
    rows = asked("partners", of="mixmove")
    assert [(row["partner"], row["through"]) for row in rows] == [
        (f"organisation/{host}", "project/nordic-pavilion-2019")
        for host in ("business-finland", "clean", "cleantech-scandinavia", "innovation-norway")
    ]
