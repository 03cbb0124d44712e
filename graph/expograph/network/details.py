"""Tells of the things in a network what a reader looks up: places, identifiers, disputes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from expograph import resources
from expograph.answers import text
from expograph.identifiers import term_name
from expograph.independence import independent
from expograph.network.ties import Rows, Thing

_ELSEWHERE = {
    "http://www.wikidata.org/entity/": ("Wikidata", "https://www.wikidata.org/wiki/"),
    "https://www.wikidata.org/entity/": ("Wikidata", "https://www.wikidata.org/wiki/"),
    "https://sws.geonames.org/": ("GeoNames", "https://www.geonames.org/"),
    "https://ror.org/": ("ROR", "https://ror.org/"),
    "https://orcid.org/": ("ORCID", "https://orcid.org/"),
}
_ORDER = ("Venue", "City", "Country")

Contested = list[dict[str, object]]


def places(thing: Thing, things: Mapping[str, Thing]) -> list[str]:
    """Return the names of where a thing is: the venue, then the city, then the country."""
    found: dict[str, None] = {}
    left = list(thing.places)
    while left:
        place = left.pop(0)
        if place in things and place not in found and place != thing.iri:
            found[place] = None
            left.extend(things[place].places)
    known = [things[place] for place in found]
    ordered = sorted(
        (each for each in known if each.kind in _ORDER),
        key=lambda each: (_ORDER.index(each.kind), each.label),
    )
    return [each.label for each in ordered]


def country(thing: Thing, things: Mapping[str, Thing]) -> str:
    """Return the two-letter code of the country in which a thing is; nothing if in several."""
    codes, seen, left = set(), {thing.iri}, [thing]
    while left:
        place = left.pop()
        if place.kind == "Country":
            codes.add(place.code.upper() or _code(place.label))
        new = [each for each in place.places if each in things and each not in seen]
        seen.update(new)
        left.extend(things[each] for each in new)
    return codes.pop() if len(codes) == 1 else ""


def _code(name: str) -> str:
    """Return the code of a country by its English name, where the graph has none."""
    return _codes().get(name.casefold(), "")


@cache
def _codes() -> dict[str, str]:
    from babel import Locale

    territories = Locale("en").territories
    return {name.casefold(): code for code, name in territories.items() if code.isalpha()}


def identifiers(thing: Thing) -> list[list[str]]:
    """Return by which identifiers a thing is known elsewhere: name, value, and web address."""
    found = [["website", address, address] for address in thing.websites]
    for same in thing.same:
        for begin, (name, page) in _ELSEWHERE.items():
            if same.startswith(begin):
                value = same.removeprefix(begin).strip("/")
                found.append([name, value, page + value])
    if thing.code:
        found.append(["ISO 3166-1", thing.code, ""])
    return found


def contested(
    things: Iterable[Thing],
    names: Mapping[str, str],
    words: Mapping[str, Mapping[str, str]],
    rows: Rows,
) -> dict[str, Contested]:
    """Return what sources disagree about, for each of these things that has such a property.

    Every value is told with its sources, the one that the graph took for true first. ``names``
    says how things are called, ``words`` how properties are, in each language.
    """
    wanted = {thing.iri for thing in things if thing.contested}
    if not wanted:
        return {}
    said: defaultdict[tuple[str, str], dict[str, _Value]] = defaultdict(dict)
    titles = _titles(rows)
    for row in rows(resources.query("internal/disputed")).texts():
        if row["thing"] in wanted:
            values = said[row["thing"], term_name(row["property"])]
            shown = names.get(row["value"], row["value"])
            values.setdefault(shown, _Value()).take(row)
    found: defaultdict[str, Contested] = defaultdict(list)
    for (thing, name), values in sorted(said.items()):
        ordered = sorted(values.items(), key=lambda each: (not each[1].accepted, each[0]))
        told = [value.told(shown, titles) for shown, value in ordered]
        found[thing].append({"property": name, "words": dict(words.get(name, {})), "values": told})
    return dict(found)


class _Value:
    """One of several values: the pages that each claim of it may come from, and how it came out."""

    def __init__(self) -> None:
        self.pages: defaultdict[str, set[str]] = defaultdict(set)
        self.accepted = False

    def take(self, row: Mapping[str, str]) -> None:
        """Take in a claim of the value, with one of its pages."""
        self.pages[row["claim"]].add(row["page"])
        self.accepted |= term_name(row["standing"]) == "accepted"

    def told(self, value: str, titles: Mapping[str, str]) -> dict[str, object]:
        """Return the value with its sources, as a page takes it."""
        pages = sorted({page for each in self.pages.values() for page in each})
        return {
            "value": value, "sources": independent(self.pages.values()),
            "titles": [titles.get(page) or page for page in pages], "accepted": self.accepted,
        }  # fmt: skip


def _titles(rows: Rows) -> dict[str, str]:
    answer = rows(resources.query("internal/titles"))
    return {text(source): text(title) for source, title in answer.rows}
