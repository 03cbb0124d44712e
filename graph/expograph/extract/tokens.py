"""Cuts a sentence into words and signs, each with its place in the text and its lemma."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from expograph.extract.lemmas import lemma

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?![^\W\d_])"  # 24,000 · 11th
    r"|[^\W_]+(?:[-/&+.:·‑–][^\W_]+)*"  # KEA-BW · B:SM
    r"(?:-(?=\s+(?:und|and|&|oder|bzw)\b))?"  # Städte- und
    r"|['’](?:s|S)\b"
    r"|[^\w\s]|_"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign of a text, with ``document[start:end] == text``."""

    text: str
    lower: str
    lemma: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """Tell whether it begins like a name: with a capital, or with one inside (eGovernment)."""
        return self.text[0].isupper() or (
            len(self.text) > 2 and self.text[0].isalpha() and any(map(str.isupper, self.text[1:]))
        )

    @property
    def is_word(self) -> bool:
        """Tell whether it is made of letters or digits."""
        return self.text[0].isalnum()


def tokens(text: str, start: int, end: int, language: str) -> list[Token]:
    """Return the words and signs between two places of a text."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        is_letters = word[0].isalpha()
        found.append(
            Token(
                word, lower := word.casefold().replace("’", "'"),
                lemma(word, language) if is_letters else lower,
                match.start(), match.end(),
            )
        )  # fmt: skip
    return found


def is_year(token: Token) -> bool:
    """Tell whether a number is a year of our time."""
    return len(token.text) == 4 and token.text.isdigit() and token.text[:2] in ("19", "20")


def holds_at(tokens: Sequence[Token], at: int, phrase: Sequence[str]) -> bool:
    """Tell whether a phrase stands at a word, as it is written or in dictionary forms."""
    if at + len(phrase) > len(tokens):
        return False
    return all(
        part in (token.lower, token.lemma)
        for part, token in zip(phrase, tokens[at : at + len(phrase)], strict=True)
    )


def holds(tokens: Sequence[Token], phrase: Sequence[str]) -> bool:
    """Tell whether a phrase stands anywhere among words."""
    return any(holds_at(tokens, at, phrase) for at in range(len(tokens)))


def among(tokens: Iterable[Token], words: frozenset[str]) -> bool:
    """Tell whether any of some words is among tokens, as written or in its dictionary form."""
    return any(token.lower in words or token.lemma in words for token in tokens)
