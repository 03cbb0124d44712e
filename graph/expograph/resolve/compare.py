"""Says how alike something read and a known thing are, and why: one sentence a comparison.

A positive verdict speaks for one thing, a negative one against; None is nothing to say. The events'
own comparisons are in ``expograph.resolve.editions``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from expograph.claims import Ref
from expograph.names import plain
from expograph.resolve.known import (
    BARE,
    PART,
    PLACELESS,
    TRANSLATED,
    UNDATED,
    WHOLE,
    Form,
    Known,
    Thing,
)
from expograph.resolve.places import Place
from expograph.resolve.propose import Seen
from expograph.resolve.words import dated, is_common, is_common_family, is_short


class Verdict(NamedTuple):
    """How much a comparison speaks for two things being one, and why, in words."""

    weight: float
    reason: str


Comparison = Callable[[Seen, Thing, Known], Verdict | None]

_OF_A_NAME = {"event": 0.6, "award": 0.6, "venue": 0.7, "person": 0.7, "city": 0.9}
"""How much one and the same name says, by kind: of the others it says all."""
_OF_A_PAVILION = 0.6
_COMMON, _SHORT, _ABBREVIATION, _ONE_WORD = 0.55, 0.7, 0.6, 0.3
"""What is left of it for an everyday word, a short name, a short alias, half a person's name."""
_SERIES = 0.85
_OTHERWISE_WRITTEN, _SHORT_AND_OTHERWISE_WRITTEN = 0.95, 0.8
_COMMON_CITY, _PLACE_OTHERWISE_WRITTEN = 0.86, 0.99
"""What is left of it for a city that bears an everyday word as its name, and for other writing."""
_LEFT_OUT = {WHOLE: 1.0, UNDATED: 1.0, BARE: 0.9, PLACELESS: 0.86, PART: 0.85, TRANSLATED: 0.85}
_SLIP = 0.6
_WELL_KNOWN = 3
"""At how many events a thing has a part that is well known."""
_APART_BY_KIND = ({"company", "media"}, {"public-body", "university", "association"})


def same_name(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """Both are called the same, as it stands or with something left out."""
    own: defaultdict[str, list[Form]] = defaultdict(list)
    for form in known.forms(thing):
        own[form.key].append(form)
    verdicts = [_named(form, each, thing) for form in seen.forms for each in own[form.key]]
    return max(verdicts, default=None, key=lambda verdict: verdict.weight)


def _named(read: Form, own: Form, thing: Thing) -> Verdict:
    weight = _of_a_name(read, own, thing) * min(_LEFT_OUT[f.left_out] for f in (read, own))
    what = f"{'name' if own.name.preferred else 'alias'} of {thing.label}"
    left_out = next((f.left_out for f in (own, read) if f.left_out != WHOLE), "")
    if left_out == PART:
        return Verdict(weight, f"part of the {what} by a dash")
    if left_out:
        return Verdict(weight, f"{what} {left_out}")
    if read.name.text == own.name.text:
        return Verdict(weight, what)
    if thing.ref.kind in ("city", "country"):
        return Verdict(weight * _PLACE_OTHERWISE_WRITTEN, f"{what}, written otherwise")
    weak = is_short(read.name.text) or is_common(read.name.text)
    otherwise = _SHORT_AND_OTHERWISE_WRITTEN if weak else _OTHERWISE_WRITTEN
    return Verdict(weight * otherwise, f"{what}, written otherwise")


def _of_a_name(read: Form, own: Form, thing: Thing) -> float:
    kind, text = thing.ref.kind, read.name.text
    if kind == "person" and " " not in read.key:
        return _ONE_WORD
    if kind == "project" and (UNDATED in (read.left_out, own.left_out) or _is_pavilion(thing)):
        return _OF_A_PAVILION
    full = _OF_A_NAME.get(kind, 1.0)
    if kind == "city" and is_common(text):
        return _COMMON_CITY
    if kind == "series" and (is_common(text) or is_short(text)):
        return _SERIES
    if kind in ("organisation", "project"):
        if is_common(text) or is_common(read.key):
            return _COMMON
        if is_short(text):
            return _SHORT if own.name.preferred else _ABBREVIATION
    return full


def _is_pavilion(thing: Thing) -> bool:
    return "pavilion" in thing.values["kind"]


def differs_by_a_slip(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """Long names differ by a letter in a word, or by words written apart."""
    own = {form.key: form for form in known.forms(thing) if form.left_out in (WHOLE, UNDATED)}
    for form in seen.forms:
        if form.left_out in (WHOLE, UNDATED) and form.key not in own:
            for key in own:
                if _is_slip(form.key, key):
                    full = _OF_A_PAVILION if _is_pavilion(thing) else 1.0
                    name = own[key].name.text
                    return Verdict(_SLIP * full, f"differs by a slip from {name}")
    return None


def _is_slip(one: str, other: str) -> bool:
    """Tell whether two folded names differ as a slip of the pen leaves them."""
    from rapidfuzz.distance import OSA

    if min(len(one), len(other)) < 12:
        return False
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    words, others = one.split(), other.split()
    if len(words) != len(others):
        return False
    unlike = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    return len(unlike) == 1 and all(
        min(len(a), len(b)) > 4 and a.isalpha() and OSA.distance(a, b, score_cutoff=1) <= 1
        for a, b in unlike
    )


def name_in_another_language(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """GeoNames or CLDR know the name as another name of this place."""
    name, label = next(iter(seen.thing.names)), thing.label
    for place in seen.places:
        if known.place(place.id) == thing.ref:
            weight = 0.6 if _is_rather_another(place, seen.places) else 0.9
            return Verdict(weight, f"{name} is a name of {label} in GeoNames")
    if any(known.country(code) == thing.ref for code in seen.codes):
        return Verdict(0.95, f"{name} is a name of {label} in CLDR")
    return None


def _is_rather_another(place: Place, places: Iterable[Place]) -> bool:
    """Tell whether the name is one of many of a place, and the very name of a larger one."""
    larger = any(each.by_name and each.population > place.population for each in places)
    return larger and not place.by_name


def government_of_the_city(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """The name says that it is the government of a city, and this is it."""
    for city in sorted(seen.offices & thing.ties["governs"]):
        return Verdict(0.9, f"the government of {known.label(city)}, as {thing.label} is")
    return None


def same_sort(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """Both are companies, or one is a company and the other a public body."""
    read, own = seen.thing.values["kind"], thing.values["kind"]
    if shared := sorted((read & own) - {"other"}):
        return Verdict(0.15, f"both are of the kind {shared[0]}")
    one, other = _APART_BY_KIND
    if (read & one and own & other) or (read & other and own & one):
        weak = all(is_short(name) or is_common(name) for name in seen.thing.names)
        return Verdict(-0.3 if weak else -0.1, f"the graph has {min(own)} for {min(read)}")
    return None


def same_seat(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """Both say where they sit, and it is the same place or another."""
    read, own = seen.thing.ties["basedIn"], thing.ties["basedIn"]
    if not read or not own:
        return None
    within = {country for place in own | read for country in _countries(place, known)}
    if shared := sorted(read & own):
        return Verdict(0.3, f"both sit in {known.label(shared[0])}")
    if shared := sorted(within & read & {c for place in own for c in _countries(place, known)}):
        return Verdict(0.15, f"both sit in {known.label(shared[0])}")
    if own & {country for place in read for country in _countries(place, known)}:
        return None
    return Verdict(-0.6, f"{thing.label} sits in {known.label(min(own))}")


def _countries(place: Ref, known: Known) -> set[Ref]:
    return known.things[place].ties["locatedIn"] if place in known.things else set()


def has_a_part(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """The text is of an event, pavilion or prize in which the known thing has a part."""
    shared = known.neighbours(thing.ref) & seen.beside
    for kind in ("event", "project", "award", "series"):
        if parts := sorted(ref for ref in shared if ref.kind == kind):
            return Verdict(0.4, f"has a part in {known.label(parts[0])}")
    return _has_a_part_in_the_series(seen, thing, known)


def _has_a_part_in_the_series(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    for ref in sorted(known.neighbours(thing.ref)):
        if ref.kind == "event" and known.things[ref].ties["partOfSeries"] & seen.beside:
            return Verdict(0.2, f"has a part in {known.label(ref)}, of the same series")
    return None


def named_beside(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """The text names others besides with which the graph ties the known thing."""
    near = known.neighbours(thing.ref)
    if tied := sorted(ref for ref in near & seen.beside if ref.kind == "organisation"):
        return Verdict(0.4, f"named beside {known.label(tied[0])}, with which it is tied")
    for shared in sorted((ref for ref in near if ref.kind in ("project", "award")), reverse=True):
        if others := sorted(
            ref for ref in known.neighbours(shared) & seen.beside - {thing.ref}
            if ref.kind == "organisation"
        ):  # fmt: skip
            beside, what = known.label(others[0]), known.label(shared)
            return Verdict(0.4, f"named beside {beside}, which shares {what} with it")
    return None


def well_known(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """A short name is most likely that of whoever is seen at several events."""
    if not all(is_short(name) and not is_common(name) for name in seen.thing.names):
        return None
    events = [ref for ref in known.neighbours(thing.ref) if ref.kind == "event"]
    if len(events) < _WELL_KNOWN:
        return None
    return Verdict(0.15, f"known from {len(events)} events")


def same_employer(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """Both say for whom the person works, and it is the same or another."""
    read, own = (
        {ref for each in ties for ref in (each, *known.governing(each))}
        for ties in (seen.thing.ties["worksFor"], thing.ties["worksFor"])
    )
    if not read or not own:
        return None
    if shared := sorted(read & own):
        return Verdict(0.4, f"works for {known.label(shared[0])} as well")
    if read.isdisjoint(known.things):
        return None
    return Verdict(-0.3, f"works for {known.label(min(own))} in the graph")


def rare_name(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """The family name is none that many people have, and nobody else in the graph has it."""
    family = plain(seen.thing.label).split()[-1:]
    if family and not is_common_family(family[0]) and len(known.families[family[0]]) == 1:
        return Verdict(0.2, "nobody else in the graph has the family name")
    return None


def same_organisers(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """The same have organised both."""
    if shared := sorted(seen.thing.ties["organisedBy"] & thing.ties["organisedBy"]):
        return Verdict(0.2, f"organised by {known.label(shared[0])} as well")
    return None


def same_place(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """Both are in the same city or country, or in another."""
    read, own = seen.thing.ties["locatedIn"], thing.ties["locatedIn"]
    if not read or not own:
        return None
    if shared := sorted(read & own):
        return Verdict(0.3, f"in {known.label(shared[0])} as well")
    return Verdict(-1.0, f"{thing.label} is in {known.label(min(own))}")


def same_occasion(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """Both were presented at the same event, or at another: a stand or prize is of one event."""
    read, own = seen.thing.ties["presentedAt"], thing.ties["presentedAt"]
    if shared := sorted(read & own):
        return Verdict(0.4, f"presented at {known.label(shared[0])} as well")
    once = thing.ref.kind == "award" or _is_pavilion(thing)
    if once and own and not read.isdisjoint(known.things):
        return Verdict(-1.0, f"{thing.label} was presented at {known.label(min(own))}")
    return None


def same_year(seen: Seen, thing: Thing, known: Known) -> Verdict | None:
    """The names or the events say of which year a stand or a prize is."""
    once = thing.ref.kind == "award" or _is_pavilion(thing)
    if not once or (seen.thing.ties["presentedAt"] & thing.ties["presentedAt"]):
        return None
    read, own = years(seen.thing, known), years(thing, known)
    if not read or not own:
        return None
    if shared := sorted(read & own):
        return Verdict(0.3, f"of {shared[0]} as well")
    return Verdict(-1.0, f"{thing.label} is of {min(own)}")


def years(thing: Thing, known: Known) -> set[str]:
    """Return the years that a thing's names, dates and events give it."""
    events = [known.things[ref] for ref in thing.ties["presentedAt"] if ref in known.things]
    texts = {date for each in (thing, *events) for date in each.values["startDate"]}
    return {text[:4] for text in texts} | {year for name in thing.names if (year := dated(name)[1])}


_ANY: Sequence[Comparison] = (same_name, differs_by_a_slip)
NAMING = (*_ANY, name_in_another_language, government_of_the_city)
"""The comparisons of names: without one of them nothing is taken for anything."""
COMPARISONS: dict[str, Sequence[Comparison]] = {
    "organisation": (
        *_ANY, government_of_the_city, same_sort, same_seat, has_a_part, named_beside, well_known,
    ),
    "city": (same_name, name_in_another_language, same_place),
    "country": (same_name, name_in_another_language),
    "series": (*_ANY, same_organisers),
    "venue": (*_ANY, same_place),
    "project": (*_ANY, same_occasion, same_year, same_organisers),
    "award": (*_ANY, same_occasion, same_year),
    "person": (same_name, same_employer, has_a_part, rare_name),
}  # fmt: skip
"""What is compared, by kind; tuning is editing these lists."""
