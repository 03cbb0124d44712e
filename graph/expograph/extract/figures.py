"""Finds the figures in a text: how many visitors, exhibitors, countries; which edition it is.

A figure is a number with what it counts, in one reach of words. Money, shares, areas, times and
years are none; nor is a number of things that the language's words do not name.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from expograph.extract.numerals import Numerals, NumeralWords, Quantity, Token, listed, tokens

EDITION = "editionNumber"
COMPANIES = "organisations"
_REACH = 4
"""How many words may stand between a number and what it counts."""
_NEARBY = 12
_CLAUSE = 8
_MOST_BOUND = 4
_ENDS = frozenset(".!?;…")
_CUTS = frozenset(",;:.!?–—()")
_MONEY = frozenset("€$£¥%‰°#+")
_QUOTES = frozenset("\"'“”„«»‘’‚&")
_FEMALE = re.compile(r"[:*/_·]?-?innen$")
_SHORTEST_PART = 5
"""How long the last part of a compound must be to say what the whole means."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts: ``text[start:end]`` from its bound to the noun.

    ``counted`` is the predicate ("attendeeCount", "editionNumber") or word under which the noun
    stands; ``bound`` is "", "at-least", "at-most" or "about"; ``scope`` what limits or widens it
    ("online", "together", "abroad", "times" for "zum 11. Mal"); ``forecast`` if it is to come yet.
    """

    start: int
    end: int
    value: int
    bound: str
    counted: str
    scope: str = ""
    forecast: bool = False


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What a language's words say about figures; all words are lower-case.

    ``bounds``, ``bounds_after``, ``counted`` and ``scopes`` lead from a word to what it stands for;
    the other sets are those of the table ``[figures]``.
    """

    numerals: NumeralWords
    bounds: Mapping[str, str]
    bounds_after: Mapping[str, str]
    ranges: frozenset[str]
    between: frozenset[str]
    counted: Mapping[str, str]
    qualified: Mapping[str, str]
    vague: frozenset[str]
    not_counted: frozenset[str]
    editions: Mapping[str, str]
    endings: tuple[str, ...]
    compounds: bool
    capital_nouns: bool
    stops: frozenset[str]
    edition_marks: frozenset[str]
    times: frozenset[str]
    before_times: frozenset[str]
    scopes: Mapping[str, str]
    scope: re.Pattern[str]
    forecast: re.Pattern[str]

    @classmethod
    def from_table(cls, table: Mapping[str, object]) -> "FigureWords":
        """Return the words of the table ``[figures]`` of a language file."""
        scopes = _grouped(table, "scopes")
        return cls(
            numerals=NumeralWords.from_table(table),
            bounds=_grouped(table, "bounds"),
            bounds_after=_grouped(table, "bounds_after"),
            ranges=frozenset(listed(table, "ranges")),
            between=frozenset(listed(table, "between")),
            counted=_grouped(table, "counted"),
            qualified=_grouped(table, "qualified"),
            vague=frozenset(listed(table, "vague")),
            not_counted=frozenset(listed(table, "not_counted")),
            editions=dict.fromkeys(listed(table, "editions") + listed(table, "events"), EDITION),
            endings=("", *listed(table, "endings")),
            compounds=bool(table.get("compounds")),
            capital_nouns=bool(table.get("capital_nouns")),
            stops=frozenset(listed(table, "stops")),
            edition_marks=frozenset(listed(table, "edition_marks")),
            times=frozenset(listed(table, "times")),
            before_times=frozenset(listed(table, "before_times")),
            scopes=scopes,
            scope=_phrases(scopes),
            forecast=_phrases(listed(table, "forecast")),
        )


def _grouped(table: Mapping[str, object], key: str) -> dict[str, str]:
    """Return for each word of a table of lists the name of its list."""
    groups = table.get(key, {})
    lists = groups.items() if isinstance(groups, dict) else ()
    return {str(word).lower(): str(name) for name, words in lists for word in words}


def _phrases(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: (-len(word), word))
    inner = "|".join(re.escape(word).replace(r"\ ", r"\s{1,2}") for word in longest)
    return re.compile(rf"\b(?:{inner or '(?!)'})\b", re.IGNORECASE)


def figures(
    text: str, words: FigureWords, *, start: int = 0, end: int | None = None
) -> list[Figure]:
    """Return the figures of a text, or of the sentence between two places of it, in their order."""
    end = len(text) if end is None else end
    if not words.numerals.may_stand(text, start, end):
        return []
    return _Search(text, tokens(text, start, end), words).figures()


class _Search:
    """One search through the words and signs of a text."""

    def __init__(self, text: str, found: Sequence[Token], words: FigureWords) -> None:
        self._text, self._tokens, self._words = text, found, words
        self._numerals = Numerals(found, words.numerals)
        self._before = {phrase.split()[-1] for phrase in words.bounds}
        self._behind = {phrase.split()[0] for phrase in words.bounds_after}
        self._free = 0
        self._ends = [at for at, token in enumerate(found) if token.text in _ENDS]

    def figures(self) -> list[Figure]:
        """Return all figures in their order; none shares a word with another."""
        found: list[Figure] = []
        at = 0
        while at < len(self._tokens):
            figure, following = None, 0
            if self._tokens[at].kind in ("number", "word"):
                figure, following = self._edition(at)
                if not figure:
                    figure, following = self._count(at)
            if figure:
                found.append(figure)
                self._free = following
            at = max(at + 1, following)
        return found

    def _count(self, at: int) -> tuple[Figure | None, int]:
        """Return the count whose number begins at a token, and where to go on."""
        quantity = self._numerals.quantity(at)
        if not quantity:
            return None, at
        quantity, range_bound = self._range(at, quantity)
        after, bound_after = self._bound_after(quantity.following)
        if not bound_after and self._is_other(at, quantity):
            return None, quantity.following
        noun, counted = self._noun(after)
        first, bound = self._bound_before(at)
        if noun < 0:
            noun, counted = self._noun_before(first)
        if noun < 0:
            return None, quantity.following
        bound = range_bound or bound or bound_after
        if not bound and self._is_year(at, quantity):
            return None, quantity.following
        last = max(noun, after - 1)
        return self._figure(min(first, noun), last, quantity.value, bound, counted), last + 1

    def _figure(self, first: int, last: int, value: int, bound: str, counted: str) -> Figure:
        scope, forecast = self._scope(first, last), self._is_forecast(first, last)
        start, end = self._tokens[first].start, self._tokens[last].end
        return Figure(start, end, value, bound, counted, scope, forecast)

    # what a number is not

    def _is_other(self, at: int, quantity: Quantity) -> bool:
        """Tell whether a number is a share, a price, a time or part of a word."""
        before = self._tokens[at - 1].lower if at else ""
        if before in _MONEY or before in self._words.vague:
            return True
        after = quantity.following
        if after >= len(self._tokens):
            return False
        if self._tokens[after].text in _MONEY - {"+"}:
            return True
        is_glued = self._numerals.is_close(after, "-:/*²³")
        return is_glued and not self._numerals.quantity(after + 1)

    def _is_year(self, at: int, quantity: Quantity) -> bool:
        """Tell whether a number is rather a year: 2019, but neither 2,019 nor 2000."""
        written = self._tokens[at].text
        is_bare = not quantity.spelt and len(written) == 4 and written.isdecimal()
        return is_bare and 1900 <= int(written) < 2100 and int(written) % 100 != 0

    # bounds

    def _range(self, at: int, quantity: Quantity) -> tuple[Quantity, str]:
        """Return a number from which others range ("300 to 400"), its end that of the last."""
        sign = quantity.following
        word = self._tokens[sign].lower if sign < len(self._tokens) else ""
        before = self._tokens[at - 1].lower if at else ""
        if word in self._words.ranges or (
            before in self._words.between and word in self._words.numerals.also
        ):
            last = self._numerals.quantity(sign + 1)
            if last and last.value > quantity.value:
                return quantity._replace(following=last.following), "at-least"
        return quantity, ""

    def _bound_before(self, at: int) -> tuple[int, str]:
        """Return where a bound before a number begins, and what it is."""
        if not at or self._tokens[at - 1].lower not in self._before:
            return at, ""
        for size in range(min(_MOST_BOUND, at), 0, -1):
            phrase = " ".join(token.lower for token in self._tokens[at - size : at])
            if phrase in self._words.bounds:
                return at - size, self._words.bounds[phrase]
        return at, ""

    def _bound_after(self, at: int) -> tuple[int, str]:
        """Return where a bound behind a number ends, and what it is."""
        if at >= len(self._tokens) or self._tokens[at].lower not in self._behind:
            return at, ""
        for size in range(min(_MOST_BOUND, len(self._tokens) - at), 0, -1):
            phrase = " ".join(token.lower for token in self._tokens[at : at + size])
            if phrase in self._words.bounds_after:
                return at + size, self._words.bounds_after[phrase]
        return at, ""

    # nouns

    def _noun(self, at: int) -> tuple[int, str]:
        """Return the token of what a number counts, and the name under which it stands; or -1."""
        capitals = 0
        for index in range(at, min(len(self._tokens), at + _REACH + 1)):
            token = self._tokens[index]
            if token.text in _QUOTES:
                continue
            if token.kind != "word" or token.lower in self._words.stops:
                break
            counted = self._named(token, self._words.counted)
            if counted and not self._numerals.is_close(index + 1, "-"):
                return index, self._qualified(at, index) or counted
            if self._numerals.parts(token.lower):
                break
            capitals = capitals + 1 if token.text[0].isupper() else 2 * capitals
            if self._words.capital_nouns and capitals > 1:
                break
        return -1, ""

    def _qualified(self, at: int, noun: int) -> str:
        """Return the name under which companies stand if a word before them says what they do."""
        if self._named(self._tokens[noun], self._words.counted) != COMPANIES:
            return ""
        forms = (
            form
            for token in self._tokens[at:noun]
            for form in _forms(token.lower, self._words.endings)
        )
        return next(
            (self._words.qualified[each] for each in forms if each in self._words.qualified), ""
        )

    def _noun_before(self, at: int) -> tuple[int, str]:
        """Return what is counted in the way of a table ("Exhibitors: 400"); or -1."""
        if at < 2 or self._tokens[at - 1].text != ":" or self._tokens[at - 2].kind != "word":
            return -1, ""
        counted = self._named(self._tokens[at - 2], self._words.counted)
        return (at - 2, counted) if counted else (-1, "")

    def _named(self, token: Token, names: Mapping[str, str]) -> str:
        """Return under which name a noun stands among others, whatever its ending."""
        if self._words.capital_nouns and not token.text[0].isupper():
            return ""
        forms = [*_forms(token.lower, self._words.endings)]
        if any(form in self._words.not_counted for form in forms):
            return ""
        parts = (
            [part for form in forms for part in _last_parts(form)] if self._words.compounds else []
        )
        return next((names[form] for form in (*forms, *parts) if form in names), "")

    # editions

    def _edition(self, at: int) -> tuple[Figure | None, int]:
        """Return the number of an edition that begins at a token, and where to go on."""
        number, after = self._numerals.ordinal(at)
        if not number:
            return self._numbered_edition(at)
        if number > 1 and self._is_times(at, after):
            last = min(after, len(self._tokens) - 1)
            figure = self._figure(at - 1, last, number, "", EDITION)
            return Figure(
                figure.start, figure.end, number, "", EDITION, "times", figure.forecast
            ), after + 1
        for index in range(after, min(len(self._tokens), after + _REACH)):
            token = self._tokens[index]
            if token.kind != "word" or token.lower in self._words.stops:
                break
            if self._named(token, self._words.editions):
                return self._figure(at, index, number, "", EDITION), index + 1
        return None, at

    def _numbered_edition(self, at: int) -> tuple[Figure | None, int]:
        """Return the number of an edition that follows the noun ("edition number 20")."""
        if (
            at + 2 >= len(self._tokens)
            or self._tokens[at + 1].lower not in self._words.edition_marks
        ):
            return None, at
        number = at + 2 + self._numerals.is_close(at + 2, ".")
        quantity = self._numerals.quantity(number)
        if not quantity or not self._named(self._tokens[at], self._words.editions):
            return None, at
        last = quantity.following - 1
        return self._figure(at, last, quantity.value, "", EDITION), quantity.following

    def _is_times(self, at: int, after: int) -> bool:
        """Tell whether an ordinal says for which time ("zum 11. Mal"); "Mal" may be cut off."""
        if not at or self._tokens[at - 1].lower not in self._words.before_times:
            return False
        return after >= len(self._tokens) or self._tokens[after].lower in self._words.times

    # surroundings

    def _scope(self, first: int, last: int) -> str:
        """Return what the words in the same clause say of how far a figure reaches."""
        left, right = first, last
        while left > self._free and first - left < _CLAUSE and not self._cuts(left - 1):
            left -= 1
        while (
            right + 1 < len(self._tokens) and right - last < _CLAUSE and not self._cuts(right + 1)
        ):
            right += 1
        start, end = self._tokens[left].start, self._tokens[right].end
        found = self._words.scope.search(self._text, start, end)
        return self._words.scopes.get(" ".join(found[0].lower().split()), "") if found else ""

    def _cuts(self, at: int) -> bool:
        token = self._tokens[at]
        return (
            token.kind == "number"
            or token.text in _CUTS
            or token.lower in self._words.numerals.also
        )

    def _is_forecast(self, first: int, last: int) -> bool:
        """Tell whether the sentence around a figure speaks of what is to come."""
        before, after = bisect_left(self._ends, first), bisect_left(self._ends, last)
        left = self._ends[before - 1] + 1 if before else 0
        right = self._ends[after] if after < len(self._ends) else len(self._tokens) - 1
        start = self._tokens[max(left, first - _NEARBY)].start
        end = self._tokens[min(right, last + _NEARBY)].end
        return bool(self._words.forecast.search(self._text, start, end))


def _forms(word: str, endings: Collection[str]) -> Iterator[str]:
    """Yield a word without each of the endings that it may have."""
    for each in dict.fromkeys((word, _FEMALE.sub("", word))):
        for ending in endings:
            if each.endswith(ending) and len(each) > len(ending) + 2:
                yield each[: len(each) - len(ending)]


def _last_parts(word: str) -> Iterator[str]:
    """Yield what may be the last part of a compound ("fachbesucher": "besucher")."""
    longest = min(len(word) - 1, 24)
    for size in range(longest, _SHORTEST_PART - 1, -1):
        yield word[len(word) - size :]
