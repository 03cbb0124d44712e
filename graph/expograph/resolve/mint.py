"""Gives new things their names in the graph, the same ones in whichever order they were read.

What is called the same is one thing, unless its city, seat, employer or year keeps it apart from
its namesake: then these are added to the name. An unsure match, and what nothing tells from a known
namesake, adds where it was read. There are no counters.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from expograph.claims import Ref
from expograph.names import file_stem, slug
from expograph.resolve.known import Thing
from expograph.resolve.rulings import READ_AT
from expograph.resolve.words import dated

ORDER = (
    "country", "city", "series", "organisation", "venue", "event", "project", "award", "person",
)  # fmt: skip
"""The kinds of thing, each after those by which it may be told apart."""
ONLY_ONCE = ("event", "project", "award")
"""The kinds of thing of which two in one reading are never one."""
_TOLD_BY = {
    "organisation": "basedIn", "event": "heldInCity", "venue": "locatedIn", "person": "worksFor",
    "project": "presentedAt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class New:
    """A thing as read that is no known one: where it was read, and what sets it apart.

    ``called`` is its name in GeoNames or CLDR and ``within`` the country, if it is a place;
    ``unsure`` when it may be a known thing.
    """

    thing: Thing
    read: str
    unsure: bool = False
    called: str = ""
    within: str = ""
    apart: frozenset[Ref] = frozenset()


def mint(new: Iterable[New], taken: Collection[Ref], final: Mapping[Ref, Ref]) -> dict[Ref, Ref]:
    """Return the names that new things go by; ``final`` has those of the others.

    ``taken`` are the known things, whose names are not given again.
    """
    minted = dict(final)
    by_kind: defaultdict[str, list[New]] = defaultdict(list)
    for each in new:
        by_kind[each.thing.ref.kind].append(each)
    for kind in ORDER:
        groups: defaultdict[str, list[New]] = defaultdict(list)
        for each in by_kind[kind]:
            groups[_base(each, minted)].append(each)
        for base, group in groups.items():
            keys = _told_apart(base, group, Ref(kind, base) in taken, minted)
            for each in group:
                minted[each.thing.ref] = _free(Ref(kind, keys[each.thing.ref]), each, taken)
    return minted


def _base(new: New, final: Mapping[Ref, Ref]) -> str:
    """Return the readable part of a name: an event with its year, a prize with its event."""
    thing = new.thing
    name = new.called or next(iter(thing.names))
    if thing.ref.kind == "event":
        bare, year = dated(name)
        year = min(thing.values["startDate"], default=year)[:4]
        return file_stem(slug(f"{bare} {year}" if bare else name))
    if thing.ref.kind == "award" and (events := _keys(thing, "presentedAt", final)):
        return f"{file_stem(slug(name))}-{events[0]}"
    return file_stem(slug(name))


def _keys(thing: Thing, predicate: str, final: Mapping[Ref, Ref]) -> list[str]:
    return sorted(final.get(ref, ref).key for ref in thing.ties[predicate])


def _told_apart(
    base: str, group: Sequence[New], is_taken: bool, final: Mapping[Ref, Ref]
) -> dict[Ref, str]:
    """Return what each new thing of a name goes by."""
    telling = _telling(group, final)
    refs = {new.thing.ref for new in group}
    several = len({each for each in telling if each}) > 1
    keys: dict[Ref, str] = {}
    for new, more in zip(group, telling, strict=True):
        read = "" if base.endswith(f"-{slug(new.read)}") else f"-{slug(new.read)}"
        if new.apart & refs:
            keys[new.thing.ref] = f"{base}{read}"
        elif not (is_taken or new.unsure or (several and more)):
            keys[new.thing.ref] = base
        else:
            keys[new.thing.ref] = f"{base}-{more}" if more else f"{base}{read}"
    return _each_its_own(group, keys)


def _each_its_own(group: Sequence[New], keys: dict[Ref, str]) -> dict[Ref, str]:
    """Keep apart what one reading keeps apart: two events, stands or prizes of one name."""
    count = Counter((new.read, keys[new.thing.ref]) for new in group)
    for new in group:
        ref = new.thing.ref
        if ref.kind in ONLY_ONCE and count[new.read, keys[ref]] > 1:
            keys[ref] = f"{ref.key.partition(READ_AT)[0]}-{slug(new.read)}"
    return keys


def _telling(group: Sequence[New], final: Mapping[Ref, Ref]) -> list[str]:
    """Return what tells each of a group from the others: a place, an employer, a month."""
    found = []
    for new in group:
        predicate = _TOLD_BY.get(new.thing.ref.kind, "")
        keys = [key.partition(READ_AT)[0] for key in _keys(new.thing, predicate, final)]
        found.append(slug(new.within) if new.within else keys[0] if keys else "")
    if group[0].thing.ref.kind == "event" and len({each for each in found if each}) <= 1:
        return _telling_months(group)
    return found


def _telling_months(group: Sequence[New]) -> list[str]:
    """Return the months of events, where they are of several; a year alone agrees with all."""
    starts = [min(new.thing.values["startDate"], default="")[:7] for new in group]
    months = [start if len(start) == 7 else "" for start in starts]
    return [month.replace("-", "")[4:] for month in months]


def _free(name: Ref, new: New, taken: Collection[Ref]) -> Ref:
    """Return a name that no known thing has."""
    if name not in taken:
        return name
    read = Ref(name.kind, f"{name.key}-{slug(new.read)}")
    if read not in taken:
        return read
    digest = sha256(new.thing.ref.key.encode()).hexdigest()[:8]
    return Ref(name.kind, f"{name.key}-{digest}")
