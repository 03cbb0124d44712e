"""Knows when a tie was: by its own dates, or by those of the event or project that it is of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from expograph.network.ties import Thing, Tie, Ties
from expograph.network.told import Told, qualifiers


@dataclass(frozen=True, slots=True)
class When:
    """When a tie was, as the sources give it: since and until when it holds, or its day."""

    since: str = ""
    until: str = ""
    date: str = ""
    last: str = ""

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.since or self.until or self.date)

    def falls_in(self, first: str, last: str) -> bool:
        """Tell whether it overlaps a time, of which either end may be open.

        >>> When(date="2019-11-19", last="2019-11-21").falls_in("2019-11-20", "2020")
        True
        >>> When(since="2018").falls_in("2021", ""), When(date="2018").falls_in("2021", "")
        (True, False)
        """
        spans = []
        if self.date:
            spans.append((self.date, self.last or self.date))
        if self.since or self.until:
            spans.append((self.since, self.until))
        return any(_before(begin, last) and _before(first, end) for begin, end in spans)


def _before(one: str, other: str) -> bool:
    """Tell whether a date is not after another, as precisely as both are known."""
    common = min(len(one), len(other))
    return one[:common] <= other[:common]


def when(tie: Tie, told: Sequence[Told], things: Mapping[str, Thing]) -> When:
    """Return when a tie was.

    It holds since and until when claims say so, else while the project lasts that it is of. Its
    date is that of the event, pavilion or award at either end or through which it leads; of
    several, from the first to the last.
    """
    parts = [things[each] for each in tie.through or (tie.start, tie.end) if each in things]
    events = [thing for thing in parts if thing.kind == "Event"]
    days = _days(parts if tie.through else events[:1] or parts, things)
    said = qualifiers(told)
    since, until, as_of = (said.get(name, []) for name in ("since", "until", "asOf"))
    spans = [(each.date, each.until) for each in parts if _lasts(each) and not events]
    since = since or sorted(first for first, _ in spans)
    until = until or sorted(last for _, last in spans if last)
    if len(days) > 1:
        since = sorted([*since, days[0][0]])
    date, last = max(days) if days else ((as_of or [""])[-1], "")
    return When((since or [""])[0], (until or [""])[-1], date, last)


def _lasts(thing: Thing) -> bool:
    return thing.kind == "Project" and bool(thing.date) and not thing.is_pavilion


def _days(parts: Iterable[Thing], things: Mapping[str, Thing]) -> list[tuple[str, str]]:
    """Return the first and last days of events, and of what was presented at them, in order."""
    days = set()
    for thing in parts:
        if thing.kind == "Event" and thing.date:
            days.add((thing.date, thing.until))
        elif thing.kind == "Award" or thing.is_pavilion:
            editions = [things[each] for each in thing.shown if each in things]
            found = {(each.date, each.until) for each in editions if each.date}
            days |= found or ({(thing.date, thing.until)} if thing.date else set())
    return sorted(days)


def within(ties: Ties, told: Callable[[Tie], Sequence[Told]], first: str, last: str) -> Ties:
    """Return the ties that fall into a time, and those of which nobody says when they were."""

    def wanted() -> Iterator[Tie]:
        for tie in ties.ties:
            known = when(tie, told(tie), ties.known)
            if not known.known or known.falls_in(first, last):
                yield tie

    return Ties(ties.things, tuple(wanted()), ties.known)
