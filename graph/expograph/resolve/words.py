"""Knows the words of names that tell little or much: legal forms, city offices, everyday words.

They stand in ``words.toml``: to teach one more is to edit that file.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from expograph.names import plain

_SHORT = 4
"""Up to how many letters a name of one word is short: many things may be called so."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_YEAR = re.compile(r"\s*[’'`´](\d\d)$")
_DASH = re.compile(r"\s+[–—-]\s+")


@dataclass(frozen=True, slots=True)
class _Words:
    legal_forms: frozenset[tuple[str, ...]]
    small: frozenset[str]
    common: frozenset[str]
    families: frozenset[str]
    endings: tuple[str, ...]
    translations: dict[str, str]
    offices: tuple[re.Pattern[str], ...]


@cache
def _words() -> _Words:
    import tomllib

    with (Path(__file__).parent / "words.toml").open("rb") as file:
        read = tomllib.load(file)
    patterns = sorted({pattern for each in read["offices"].values() for pattern in each})
    return _Words(
        frozenset(tuple(each.split()) for each in read["legal_forms"]),
        frozenset(read["small"]),
        frozenset(word for each in read["common"].values() for word in each),
        frozenset(name for each in read["families"].values() for name in each),
        tuple(read["endings"]),
        read["translations"],
        tuple(re.compile(pattern.replace("{}", "(.+)")) for pattern in patterns),
    )


def is_small(word: str) -> bool:
    """Tell whether a folded word is an article, a preposition or the like."""
    return word in _words().small


def is_common(name: str) -> bool:
    """Tell whether a name is one everyday word, which other things are called as well.

    >>> is_common("Orange"), is_common("Huawei"), is_common("Orange Bank")
    (True, False, False)
    """
    return plain(name) in _words().common


def is_common_family(name: str) -> bool:
    """Tell whether many people have a family name, given as it is folded."""
    return name in _words().families


def is_short(name: str) -> bool:
    """Tell whether a name is so short that it may well stand for something else.

    >>> is_short("TCA"), is_short("Huawei")
    (True, False)
    """
    folded = plain(name)
    return folded.isascii() and folded.isalpha() and len(folded) <= _SHORT


def without_legal_form(name: str) -> str:
    """Return the folded name of a firm or club without the legal form at its end.

    >>> without_legal_form("Tatung Co., Ltd."), without_legal_form("Bitkom e. V.")
    ('tatung', 'bitkom')
    """
    words, forms = plain(name).split(), _words().legal_forms
    longest = max(map(len, forms))
    while found := [
        n for n in range(1, longest + 1) if n < len(words) and tuple(words[-n:]) in forms
    ]:
        del words[-max(found) :]
    return " ".join(words)


@lru_cache(maxsize=20_000)
def dated(name: str) -> tuple[str, str]:
    """Return the folded name without its year, and the year, or nothing.

    >>> dated("SCEWC 2019"), dated("SCEWC ’19"), dated("WUF10")
    (('scewc', '2019'), ('scewc', '2019'), ('wuf10', ''))
    """
    if years := _YEAR.findall(name):
        bare = plain(_YEAR.sub(" ", name))
        return (bare, years[0]) if bare and len({*years}) == 1 else (plain(name), "")
    if short := _SHORT_YEAR.search(name):
        return plain(name[: short.start()]), f"20{short[1]}"
    return plain(name), ""


def parts(name: str) -> list[str]:
    """Return what stands on either side of a dash in a name, or nothing.

    >>> parts("FIL – Feira Internacional de Lisboa")
    ['FIL', 'Feira Internacional de Lisboa']
    """
    split = [part.strip() for part in _DASH.split(name)]
    return split if len(split) > 1 and all(split) else []


def city_of_office(name: str) -> list[str]:
    """Return the folded names of the cities whose government may call itself so.

    >>> city_of_office("Ajuntament de Barcelona"), city_of_office("Barcelona Regional")
    (['barcelona'], [])
    """
    folded = plain(name)
    found = {match[1] for each in _words().offices if (match := each.fullmatch(folded))}
    return sorted(found)


def translated(folded: str) -> str:
    """Return a folded name with its words for congresses and the like in English.

    >>> translated("its weltkongress")
    'its world congress'
    """
    table = _words().translations
    return " ".join(table.get(word, word) for word in folded.split())


def without_ending(name: str) -> list[str]:
    """Return a name and what it may be without the ending that a sentence gave it.

    >>> without_ending("Niederlanden")
    ['Niederlanden', 'Niederlande']
    """
    endings = _words().endings
    return [name, *(name.removesuffix(each) for each in endings if name.endswith(each))]
