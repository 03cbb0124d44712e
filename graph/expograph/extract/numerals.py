"""Reads the numbers and ordinals of a text, whether digits, Roman letters or words write them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_NUMBER = (
    r"\d{1,3}(?P<mark>[.,'’\u00a0\u202f\u2009 ])\d{3}(?:(?P=mark)\d{3}){0,3}(?!\d)"  # 24,000
    r"|\d{1,9}(?:[.,]\d{1,3})?(?!\d)"
)
_TOKEN = re.compile(
    rf"(?P<number>(?<![\w.,:/])(?<![^\W\d_]-)(?:{_NUMBER}))(?P<glued>[^\W\d_]{{0,12}})(?!\w)"
    r"|(?P<word>[^\W\d_]+(?:[-:*/·'’‑][^\W\d_]+)*)"  # Smart-City-Experten · Besucher:innen
    r"|(?P<mixed>\w+)"  # 5G
    r"|(?P<sign>[^\w\s])"
)
_SIMPLE = re.compile(r"(\d+)([.,])(\d{1,3})")
_ROMAN = re.compile(r"(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_SCALES = (100, 1_000, 1_000_000)
_MOST_WORDS = 8
_LONGEST_WORD = 50


class Token(NamedTuple):
    """A number, a word or a sign of a text; ``glued`` are the letters right behind digits."""

    kind: str
    text: str
    lower: str
    start: int
    end: int
    glued: str


class Quantity(NamedTuple):
    """A number and the index of the token after it; ``spelt`` if words write it."""

    value: int
    following: int
    spelt: bool


@dataclass(frozen=True, slots=True)
class NumeralWords:
    """The words with which a language writes numbers; all are lower-case.

    ``joined`` stands between the parts of one word ("und"), a word of ``also`` between words.
    """

    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    ordinal_endings: tuple[str, ...]
    ordinal_suffixes: frozenset[str]
    joined: str
    also: frozenset[str]
    decimal: str
    beginning: re.Pattern[str]

    def may_stand(self, text: str, start: int, end: int) -> bool:
        """Tell whether a number may stand between two places of a text."""
        return self.beginning.search(text, start, end) is not None

    @classmethod
    def from_table(cls, table: Mapping[str, object]) -> "NumeralWords":
        """Return the words for numbers of the table ``[figures]`` of a language file."""
        numbers, scales, ordinals = (
            _values(table, each) for each in ("numbers", "scales", "ordinals")
        )
        return cls(
            numbers=numbers,
            scales=scales,
            ordinals=ordinals,
            ordinal_endings=tuple(listed(table, "ordinal_endings")),
            ordinal_suffixes=frozenset(listed(table, "ordinal_suffixes")),
            joined=str(table.get("joined", "")),
            also=frozenset(listed(table, "also")),
            decimal=str(table.get("decimal", ".")),
            beginning=_beginning([numbers, scales, ordinals], str(table.get("joined", ""))),
        )


def _beginning(tables: Iterable[Mapping[str, int]], joined: str) -> re.Pattern[str]:
    """Return what every number begins with: a digit, a letter of Rome, a word or part of one.

    A word for 1 is part of one ("einhundert") or an ordinal, and else no number but an article.
    """
    numbers, scales, ordinals = tables
    ones = [word for word, value in numbers.items() if value == 1]
    begun = [one + each for one in ones for each in (*scales, joined, "-") if each]
    spelt = [*(word for word in numbers if word not in ones), *begun, *scales, *ordinals]
    words = "|".join(re.escape(word) for word in sorted(spelt))
    return re.compile(rf"\d|\b[IVXL]+\b|(?i:\b(?:{words or '(?!)'}))")


def listed(table: Mapping[str, object], key: str) -> list[str]:
    """Return the words of a list of a table, lower-case."""
    words = table.get(key, [])
    return [str(word).lower() for word in words] if isinstance(words, list) else []


def _values(table: Mapping[str, object], key: str) -> dict[str, int]:
    words = table.get(key, {})
    items = words.items() if isinstance(words, dict) else ()
    return {str(word).lower(): int(number) for word, number in items}


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the numbers, words and signs between two places of a text."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        kind, written, glued = match.lastgroup or "sign", match[0], ""
        if match["number"]:
            kind, written, glued = "number", match["number"], match["glued"].lower()
        found.append(Token(kind, written, written.lower(), *match.span(), glued))
    return found


class Numerals:
    """Reads the numbers among the tokens of one text."""

    def __init__(self, found: Sequence[Token], words: NumeralWords) -> None:
        self._tokens, self._words = found, words
        self._known: dict[str, list[int]] = {}

    def quantity(self, at: int) -> Quantity | None:
        """Return the number that begins at a token, if one greater than a word for 1 does."""
        if at >= len(self._tokens):
            return None
        kind = self._tokens[at].kind
        return (
            self._written(at) if kind == "number" else self._spelt(at) if kind == "word" else None
        )

    def _written(self, at: int) -> Quantity | None:
        token, following = self._tokens[at], at + 1
        scale = self._words.scales.get(token.glued, 0)
        if token.glued and not scale:
            return None
        if not scale and following < len(self._tokens):
            scale = self._words.scales.get(self._tokens[following].lower, 0)
            following += bool(scale)
            following += bool(scale) and self.is_close(following, ".")
        value = self._value(token.text, scale)
        return Quantity(value, following, False) if value else None

    def _value(self, written: str, scale: int) -> int:
        """Return the whole number that digits and marks write, or 0 if it is none."""
        simple = _SIMPLE.fullmatch(written)
        if not simple:
            return int("".join(filter(str.isdecimal, written))) * (scale or 1)
        whole, mark, part = simple.groups()
        is_decimal = len(part) < 3 or (scale >= 1_000_000 and mark == self._words.decimal)
        if not is_decimal:
            return int(whole + part) * (scale or 1) if len(whole) < 4 and whole != "0" else 0
        if not scale or mark != self._words.decimal:
            return 0
        return (int(whole + part) * scale) // int("1" + "0" * len(part))

    def _spelt(self, at: int) -> Quantity | None:
        """Return the number that is written in words ("two hundred and fifty")."""
        parts = [*self.parts(self._tokens[at].lower)]
        following = at + 1
        while parts and following < min(len(self._tokens), at + _MOST_WORDS):
            word = self._tokens[following].lower
            if word in self._words.also and parts[-1] in _SCALES and self._goes_on(following + 1):
                following += 1
                word = self._tokens[following].lower
            more = self.parts(word)
            if not more or not _may_follow(parts[-1], more[0]):
                break
            parts += more
            following += 1
        value = _sum(parts)
        if value > 1 and following < len(self._tokens):  # two dozen
            scale = self._words.scales.get(self._tokens[following].lower, 1)
            value, following = value * scale, following + (scale > 1)
        return Quantity(value, following, True) if value > 1 else None

    def _goes_on(self, at: int) -> bool:
        return at < len(self._tokens) and bool(self.parts(self._tokens[at].lower))

    def parts(self, word: str) -> list[int]:
        """Return the numbers of which a lower-case word is made, or nothing."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._parts(word)
        return known

    def _parts(self, word: str) -> list[int]:
        if word in self._words.numbers:
            return [self._words.numbers[word]]
        if word in self._words.scales and len(word) > 3:
            return [self._words.scales[word]]
        if "-" in word and len(word) < _LONGEST_WORD:
            parts = [self._words.numbers.get(part, 0) for part in word.split("-")]
            return parts if all(parts) else []
        return self._compound(word) if self._words.joined and len(word) < _LONGEST_WORD else []

    def _compound(self, word: str) -> list[int]:
        """Return the numbers of a word such as "zweihundertfünfzig"."""
        parts: list[int] = []
        while word:
            sizes = range(min(len(word), 10), 2, -1)
            size = next((size for size in sizes if word[:size] in self._words.numbers), 0)
            if size:
                parts.append(self._words.numbers[word[:size]])
            elif not parts or not word.startswith(self._words.joined):
                return []
            word = word[size or len(self._words.joined) :]
        return parts

    def ordinal(self, at: int) -> tuple[int, int]:
        """Return the number that an ordinal at a token says, and the token after it; or 0."""
        token = self._tokens[at]
        has_point = "." in self._words.ordinal_suffixes and self.is_close(at + 1, ".")
        if token.kind == "word":
            return self._ordinal_word(at), at + 1 + (has_point and token.text.isupper())
        if token.kind == "number" and token.text.isdecimal() and len(token.text) < 4:
            if token.glued and token.glued in self._words.ordinal_suffixes:
                return int(token.text), at + 1
            if (
                not token.glued
                and "." in self._words.ordinal_suffixes
                and self.is_close(at + 1, ".")
            ):
                return int(token.text), at + 2
        return 0, at

    def _ordinal_word(self, at: int) -> int:
        token, words = self._tokens[at], self._words
        if token.lower in words.ordinals:
            return words.ordinals[token.lower]
        if token.text.isupper() and len(token.text) < 8 and _ROMAN.fullmatch(token.text):
            is_sure = len(token.text) > 1 or self._is_capital(at + 1)
            return _roman(token.text) if is_sure else 0
        head, _, last = token.lower.rpartition("-")
        if head in words.numbers and last in words.ordinals:
            return words.numbers[head] + words.ordinals[last]
        for ending in words.ordinal_endings:
            if token.lower.endswith(ending):
                return _sum(self.parts(token.lower.removesuffix(ending)))
        return 0

    def _is_capital(self, at: int) -> bool:
        return at < len(self._tokens) and self._tokens[at].text[0].isupper()

    def is_close(self, at: int, signs: str) -> bool:
        """Tell whether a token is one of some signs, and no space stands before it."""
        if not 0 < at < len(self._tokens) or self._tokens[at].text not in signs:
            return False
        return self._tokens[at - 1].end == self._tokens[at].start


def _may_follow(last: int, following: int) -> bool:
    """Tell whether one number word may follow another in the same number."""
    if following in _SCALES:
        return last < following or last in (100, 1_000)
    return last in _SCALES or (20 <= last < 100 and last % 10 == 0 and following < 10)


def _sum(parts: Iterable[int]) -> int:
    """Return the number that a row of number words makes."""
    total, current = 0, 0
    for part in parts:
        if part == 100:
            current = max(current, 1) * 100
        elif part in _SCALES:
            total += max(current, 1) * part
            current = 0
        else:
            current += part
    return total + current


def _roman(written: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in written]
    return sum(
        -value if value < max(values[index + 1 :], default=0) else value
        for index, value in enumerate(values)
    )
