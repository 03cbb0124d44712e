"""Tells how far a name goes: which capitals, "of"s and "and"s around a word belong to it."""

from collections.abc import Sequence

from expograph.extract.heads import SORTS, Heads
from expograph.extract.lemmas import is_word
from expograph.extract.tokens import Token, is_year
from expograph.extract.words import Words

LONGEST = 14
"""How many words a name or a quotation may have."""

_FOREIGN_JOINS = frozenset({"&", "de", "del", "della", "di", "do", "dos", "du"})


class Reach:
    """Finds the first and the last word of a name, by the words of a language."""

    def __init__(self, words: Words, heads: Heads) -> None:
        self._heads, self._language = heads, words.language
        self._is_compounding = words.is_compounding
        self.articles = words.all("names", "articles")
        self._never = words.all("names", "never")
        self._possessives = words.all("names", "possessives")
        self._offices = tuple(sorted(words.all("names", "offices")))
        self._openers = words.all("sentences", "openers") | self.articles
        self._titles = words.all("person", "titles")
        self._numbers = frozenset(words.table["figures"]["numbers"])

    def begins(self, token: Token) -> bool:
        """Tell whether a name can begin with a word."""
        if not token.is_word or not token.is_capital or len(token.text) < 2:
            return False
        return token.lower not in self._never and token.lower not in self.articles

    # -- to the right

    def last(self, tokens: Sequence[Token], at: int) -> int:
        """Return the last word of the name that begins at a word."""
        last = at
        while last - at < LONGEST:
            following = self._next(tokens, at, last)
            if following is None:
                return last
            last = following
        return last

    def _next(self, tokens: Sequence[Token], first: int, last: int) -> int | None:
        """Return the last word of a name that goes on after ``last``, or None where it ends."""
        at = last + 1
        if at >= len(tokens):
            return None
        token, before = tokens[at], tokens[last]
        if not token.is_word:
            return self._after_sign(tokens, first, last)
        if before.text == ".":
            return None
        if before.text.endswith("-"):
            return at + 1 if _is_capital(tokens, at + 1) else None
        if _is_capital(tokens, at):
            is_noun = self._is_compounding and is_year(before) and self._heads.is_common(token)
            return None if is_noun or token.lower in self._never else at
        if token.text.isdigit():
            return at if self._is_edition(tokens[first:at], token) else None
        joins = token.lower in self._heads.joins or token.lower in _FOREIGN_JOINS
        return self._joined(tokens, first, last) if joins else None

    def _after_sign(self, tokens: Sequence[Token], first: int, last: int) -> int | None:
        """Return where a name goes on at a sign: Co., Ltd.; Mayors' Forum; Fairs & Events."""
        at, sign, before = last + 1, tokens[last + 1].text, tokens[last]
        is_close = before.end == tokens[at].start
        if sign == "." and before.lower in self._heads.legal:
            return at if is_close and at + 1 < len(tokens) else None
        if sign == "," and at + 1 < len(tokens) and tokens[at + 1].lower in self._heads.legal:
            return at + 1
        if sign in "'’" and before.lower.endswith("s") and is_close:
            return at + 1 if _is_capital(tokens, at + 1) else None
        if sign == "," and self._enumerates(tokens, first, last):
            return at + 1
        return self._joined(tokens, first, last) if sign in self._heads.joins else None

    def _is_edition(self, inside: Sequence[Token], number: Token) -> bool:
        """Tell whether a number is the year of the event that a name names: Nordic Edge 2019."""
        kind, _ = self._heads.of(inside)
        if not is_year(number) or kind in ("organisation", "venue"):
            return False
        if kind in ("event", "award"):
            return True
        named = len(inside) > 1 or not all(map(self._heads.is_common, inside))
        return named and not self._heads.place(" ".join(each.text for each in inside))

    def _enumerates(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Tell whether a comma goes on with what an office is for: Land, Infrastructure and …."""
        if not self._is_office(tokens, first):
            return False
        at = last + 1
        while at < len(tokens) and tokens[at].text == "," and self._is_field(tokens, at + 1):
            at += 2
        if at == last + 1 or at >= len(tokens):
            return False
        return tokens[at].lower in self._heads.ands and self._is_field(tokens, at + 1)

    def _is_office(self, tokens: Sequence[Token], first: int) -> bool:
        return any(token.lower.endswith(self._offices) for token in tokens[first : first + 2])

    def _is_field(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a word names a field of work: Science, ICT."""
        is_field = _is_capital(tokens, at)
        return is_field and (tokens[at].text.isupper() or self._heads.is_common(tokens[at]))

    def _joined(self, tokens: Sequence[Token], first: int, last: int) -> int | None:
        """Return the word after "of", "for the", "and" where these join the parts of a name."""
        at, joins = last + 1, list[str]()
        known = self._heads.joins | _FOREIGN_JOINS
        while at < len(tokens) and len(joins) < 3 and tokens[at].lower in known:
            joins.append(tokens[at].lower)
            at += 1
        at = self._past_adjective(tokens, at)
        if not joins or not _is_capital(tokens, at):
            return None
        is_office = self._is_office(tokens, first)
        if tokens[at].lower in self._never and not (is_office and tokens[at].text.isupper()):
            return None
        if joins[0] in _FOREIGN_JOINS:
            return at
        if joins[0] in self._heads.ands:
            may = len(joins) == 1 or is_office  # not "and the"
            return at if may and self._goes_on(tokens, first, last, at) else None
        joining = ("organisation",) if self._is_compounding else ("organisation", "event")
        kind, _ = self._heads.of(tokens[first : last + 1])
        is_for = joins[0] in ("for", "für")
        is_body = kind == "venue" and is_for  # Centre for Liveable Cities
        is_event = kind == "event" and is_for and last > first  # Nationale Konferenz für …
        return at if kind in joining or is_body or is_event else None

    def _past_adjective(self, tokens: Sequence[Token], at: int) -> int:
        """In German, skip what stands between "für" and a noun: "auswärtige"."""
        if not self._is_compounding or at >= len(tokens) or not tokens[at].text.islower():
            return at
        is_adjective = tokens[at].lower.endswith(("e", "en", "er"))
        return at + 1 if is_adjective and _is_capital(tokens, at + 1) else at

    def _goes_on(self, tokens: Sequence[Token], first: int, last: int, at: int) -> bool:
        """Tell whether "and" joins words of one name."""
        inside = tokens[first : last + 1]
        if self._is_office(tokens, first) and self._is_field(tokens, at):
            return not self._heads.of_word(tokens[at])  # Ministry of Science and Technology
        if any(token.lower in self._heads.joins - self._heads.ands for token in inside):
            is_body = self._heads.of(inside)[0] == "organisation"
            return is_body and all(
                is_word(each.lower, self._language) for each in (tokens[last], tokens[at])
            )
        ahead = at
        while _is_capital(tokens, ahead + 1):
            ahead += 1
        kind = self._heads.of(inside)[0]
        if kind == "event" and last == first and ahead > at:  # Exhibition and Congress Centre
            return self._heads.of(tokens[at : ahead + 1])[0] == "venue"
        if kind or ahead == at:  # Conference and Expo
            return kind == "event" and ahead == at and self._heads.of_word(tokens[at]) == "event"
        if tokens[ahead].lower in self._heads.legal:
            return True
        return self._is_one_name(tokens, first, last, self._heads.of(tokens[at : ahead + 1])[0])

    def _is_one_name(self, tokens: Sequence[Token], first: int, last: int, kind: str) -> bool:
        """Tell whether words before "and" only begin the name after it: Roads and Transport …."""
        token = tokens[last]
        if not self._heads.is_common(token) or self._heads.place(token.text):
            return False
        before = tokens[first - 1].lower if first else ""
        if last > first:
            return kind == "event"
        return (before == "'s" or before in self.articles) and kind in ("event", "organisation")

    # -- to the left

    def first(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """Return the first word of a name: not a sentence's first word, a title or a position."""
        if self._is_compounding and (first, last) == (0, 1):
            opens = is_word(tokens[0].lower, self._language)
            first += opens and self._heads.is_common(tokens[1])  # Drei Tage
        positions = (
            at
            for at in range(first, last)
            if tokens[at + 1].is_word and self._heads.is_position(tokens[at])
        )
        first = max([first, *(at + 1 for at in positions)])
        while first < last and self._is_before(tokens, first, last):
            first += 1
        return first

    def _is_before(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Tell whether the first of some capital words is no part of the name."""
        token = tokens[first]
        if token.lower in self._openers and not token.text.isupper():
            return True
        if token.lower in self._titles or token.lower in self._numbers:
            return True
        return self._is_noun_before(tokens, first, last)

    def _is_noun_before(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """In German, tell whether the first word is a noun before a name: des Verbands Bitkom."""
        token, rest = tokens[first], tokens[first + 1 : last + 1]
        if not self._is_compounding or first == 0 or self._heads.is_adjective(token):
            return False
        if not rest[0].is_capital:  # InnoTrans 2018
            return False
        is_compound = self._heads.looks_compound(token)
        known = (
            is_word(each.text, self._language) or self._heads.place(each.text) for each in rest
        )
        if not (is_compound or is_word(token.text, self._language)) or any(known):
            return False
        if all(is_word(each.lower, "en") for each in rest):
            return False
        before = tokens[first - 1].lower
        owned = before in self.articles or before in self._possessives
        return owned or (token.lemma != token.lower and not is_compound)

    def cut(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """In German, leave out nouns after an office: die Bundesregierung Zeit (ersparen)."""
        heads = self._heads
        if not self._is_compounding:
            return last
        rest = tokens[first + 1 : last + 1]
        if heads.place(" ".join(token.text for token in tokens[first : last + 1])):
            return last
        if heads.place(tokens[first].text) and rest and all(map(heads.is_common, rest)):
            return first if not any(map(heads.of_word, rest)) else last  # in Stuttgart Station
        if heads.of_word(tokens[first]) not in SORTS:
            return last
        if any(token.lower in heads.joins for token in tokens[first:last]):
            return last
        while last > first and heads.is_common(tokens[last]):
            if heads.place(tokens[last].text) or heads.of_word(tokens[last]):
                break
            last -= 1
        return last


def _is_capital(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens):
        return False
    token = tokens[at]
    return token.is_word and token.is_capital and not token.text.isdigit()
