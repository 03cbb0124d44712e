"""Cuts a sentence into words and signs, each with its place in the text and its lemma."""

import re
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from expograph.extract.lemmas import lemma

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?![^\W\d_])"  # 24,000 · 11th
    r"|[^\W_]+(?:[-/&+.:·‑–][^\W_]+)*"  # KEA-BW · B:SM
    r"(?:-(?=\s+(?:und|and|&|oder|bzw)\b))?"  # Städte- und
    r"|['’](?:s|S)\b"
    r"|[^\w\s]|_"
)


class Token(NamedTuple):
    """A word or a sign of a text, with ``document[start:end] == text``.

    ``is_capital`` says that it begins like a name: with a capital, or with one inside
    (eGovernment); ``is_word`` that it is made of letters or digits.
    """

    text: str
    lower: str
    lemma: str
    start: int
    end: int
    is_capital: bool = False
    is_word: bool = False


def token(text: str, start: int, language: str = "") -> Token:
    """Return a word or sign as it stands somewhere; without a language it is its own lemma."""
    is_letters = text[0].isalpha()
    if not is_letters:
        lower = text.casefold().replace("’", "'")
        return Token(text, lower, lower, start, start + len(text), False, text[0].isalnum())
    lower = text.casefold().replace("’", "'")
    is_capital = text[0].isupper() or (len(text) > 2 and text != text.lower())
    base = lemma(text, language) if language else lower
    return Token(text, lower, base, start, start + len(text), is_capital, True)


def tokens(text: str, start: int, end: int, language: str) -> list[Token]:
    """Return the words and signs between two places of a text."""
    return [token(match[0], match.start(), language) for match in _TOKEN.finditer(text, start, end)]


def is_year(token: Token) -> bool:
    """Tell whether a number is a year of our time."""
    return len(token.text) == 4 and token.text.isdigit() and token.text[:2] in ("19", "20")


def holds_at(tokens: Sequence[Token], at: int, phrase: Sequence[str]) -> bool:
    """Tell whether a phrase stands at a word, as it is written or in dictionary forms."""
    if at < 0 or at + len(phrase) > len(tokens):
        return False
    for part, token in zip(phrase, tokens[at : at + len(phrase)], strict=True):
        if part != token.lower and part != token.lemma:
            return False
    return True


class Wordings:
    """Some phrases of a language, looked for together; of two that begin alike, the longer."""

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(phrases, key=lambda each: (-len(each), each)):
            self._by_first.setdefault(phrase[0], []).append(phrase)

    def at(self, tokens: Sequence[Token], at: int) -> tuple[str, ...] | None:
        """Return the phrase that stands at a word."""
        token = tokens[at]
        for first in (token.lower, token.lemma) if token.lower != token.lemma else (token.lower,):
            for phrase in self._by_first.get(first, ()):
                if holds_at(tokens, at, phrase):
                    return phrase
        return None

    def begins(self, token: Token) -> bool:
        """Tell whether a phrase may begin with a word."""
        return token.lower in self._by_first or token.lemma in self._by_first

    def may_stand(self, vocabulary: Set[str]) -> bool:
        """Tell whether a sentence with these words may have one of the phrases."""
        return not self._by_first.keys().isdisjoint(vocabulary)

    def among(self, tokens: Sequence[Token]) -> bool:
        """Tell whether any of the phrases stands among words."""
        return any(self.at(tokens, at) for at in range(len(tokens)))


def among(tokens: Iterable[Token], words: frozenset[str]) -> bool:
    """Tell whether any of some words is among tokens, as written or in its dictionary form."""
    return any(token.lower in words or token.lemma in words for token in tokens)
