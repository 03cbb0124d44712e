"""Compares an event that was read with a known edition: by name, date, place and number."""

from collections.abc import Sequence
from datetime import date

from expograph.dates import agree
from expograph.names import plain
from expograph.resolve.compare import (
    NAMING,
    Comparison,
    Verdict,
    differs_by_a_slip,
    same_name,
    same_organisers,
)
from expograph.resolve.known import Known, Thing
from expograph.resolve.propose import Seen, series_called
from expograph.resolve.words import dated

_NEARBY = 7
"""By how many days two sources may differ on when one and the same event begins."""
_AFTER, _BEFORE = 75, 150
"""How many days after an event, or before, a text that gives no date may still be of it."""
_PRECISE = {4: 0.25, 7: 0.3, 10: 0.35}
"""What it says that dates agree, by how precise the less precise one is."""


def called_like_the_series(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """The event is called like the series of which the other is an edition, or said to be of it."""
    if same_name(seen, thing, known):
        return None
    series = thing.ties["partOfSeries"]
    if shared := sorted(series & series_called(seen, known)):
        names = {dated(name)[0] for name in seen.thing.names}
        weight = 0.6 if plain(known.label(shared[0])) in names else 0.5
        return Verdict(weight, f"called like {known.label(shared[0])}, of which this is an edition")
    if shared := sorted(series & seen.thing.ties["partOfSeries"]):
        return Verdict(0.45, f"an edition of {known.label(shared[0])}")
    return None


def same_series(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """Both are of one series, or of two that have nothing to do with each other."""
    own = thing.ties["partOfSeries"]
    stated = {ref for ref in seen.thing.ties["partOfSeries"] if ref in known.things}
    if not own or not stated or own & stated:
        return None
    if any(known.things[ref].ties["parentSeries"] & stated for ref in own if ref in known.things):
        return None
    return Verdict(-0.3, f"{thing.label} is of {known.label(min(own))}")


def same_date(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """Both begin on the same date, as precisely as it is given, or on another."""
    read, own = starts(seen.thing), starts(thing)
    if not read or not own:
        return None
    agreeing = [min(one, other, key=len) for one in read for other in own if agree(one, other)]
    if agreeing:
        best = max(agreeing, key=len)
        return Verdict(_PRECISE[len(best)], f"of {best}")
    if any(_nearby(one, other) for one in read for other in own):
        return Verdict(0.2, f"begins within days of {thing.label}")
    if any(_within(one, thing) for one in read):
        return Verdict(0.2, f"falls into the days of {thing.label}")
    return Verdict(-1.0, f"{thing.label} began on {min(own)}")


def starts(thing: Thing) -> set[str]:
    """Return the dates on which an event begins, or the year that its names give."""
    named = {year for name in thing.names if (year := dated(name)[1])}
    return set(thing.values["startDate"]) or named


def _nearby(one: str, other: str) -> bool:
    if len(one) < 10 or len(other) < 10:
        return False
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= _NEARBY


def _within(day: str, thing: Thing) -> bool:
    first, last = min(starts(thing)), max(thing.values["endDate"], default="")
    return len(day) == len(first) == len(last) == 10 and first <= day <= last


def same_end(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """Both end on the same day, or on another."""
    read, own = seen.thing.values["endDate"], thing.values["endDate"]
    if not read or not own or not {len(day) for day in read | own} <= {10}:
        return None
    if read & own:
        return Verdict(0.1, f"until {min(read & own)}")
    return Verdict(-0.1, f"{thing.label} ended on {min(own)}")


def published_about_then(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """The text gives no date, and was published not long after the event, or before it, or not."""
    if starts(seen.thing) or not (own := starts(thing)):
        return None
    published = min(seen.thing.values["published"], default="")
    first = min(own)
    if len(published) == 10 and len(first) == 10:
        days = (date.fromisoformat(published) - date.fromisoformat(first)).days
        if -_BEFORE <= days <= _AFTER:
            return Verdict(0.15, f"the text is of {published}, not far from {first}")
    return Verdict(-0.15, "the text gives no date")


def same_city(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """Both are held in the same city, or in another."""
    read, own = seen.thing.ties["heldInCity"], thing.ties["heldInCity"]
    if not read or not own:
        return None
    if shared := sorted(read & own):
        return Verdict(0.25, f"held in {known.label(shared[0])}")
    return Verdict(-0.8, f"{thing.label} was held in {known.label(min(own))}")


def same_number(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """Both are the same edition by their number, or another."""
    read, own = seen.thing.values["editionNumber"], thing.values["editionNumber"]
    if not read or not own:
        return None
    if shared := sorted(read & own):
        return Verdict(0.2, f"edition {shared[0]} as well")
    return Verdict(-0.1, f"{thing.label} is edition {min(own)}")


def same_motto(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """Both have the same motto."""
    read, own = ({m.casefold() for m in each.values["motto"]} for each in (seen.thing, thing))
    return Verdict(0.2, "the same motto") if read & own else None


EDITIONS: Sequence[Comparison] = (
    same_name, called_like_the_series, differs_by_a_slip, same_series, same_date,
    same_end, published_about_then, same_city, same_number, same_motto, same_organisers,
)  # fmt: skip
"""What is compared of events; tuning is editing this list."""
NAMING_EDITIONS = (*NAMING, called_like_the_series)
"""The comparisons of names: without one of them no event is taken for another."""
