"""Writes a sentence as a row of things and words, for wordings to be found in it.

Names, lists of names, dates and phrases that refer to something named before ("the show") each
become one cell; a bracket after a name goes with the name; articles are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from expograph.extract.cast import Cast
from expograph.extract.patterns import NAMELESS, PHRASE, STRANGER, thing_cell, word_cell
from expograph.extract.references import References
from expograph.extract.tokens import Token
from expograph.extract.words import Words

_ACTORS = frozenset({"organisation", "city", "country", NAMELESS, PHRASE, STRANGER})
_PEOPLE = ("person", STRANGER)
_LONGEST_LIST = 40


@dataclass(frozen=True, slots=True)
class Thing:
    """What stands in a cell: things of the cast, and where.

    ``phrase`` are the words that refer to it, where it is not named here; ``beside`` what stands
    in brackets after the name.
    """

    members: tuple[int, ...]
    kinds: tuple[str, ...]
    start: int
    end: int
    phrase: str = ""
    beside: tuple[int, ...] = ()
    form: str = ""

    @property
    def is_list(self) -> bool:
        """Tell whether several things stand here."""
        return len(self.members) > 1


@dataclass(slots=True)
class Row:
    """A sentence as cells: the text for wordings, its things by number, its words and kinds.

    ``spoken`` is the event that the sentences before speak of.
    """

    start: int
    end: int
    text: str = ""
    things: list[Thing] = field(default_factory=list)
    vocabulary: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    tokens: Sequence[Token] = ()
    spoken: int | None = None

    def start_of_cell(self, at: int) -> int:
        """Return where in the text the cell stands that begins at a place of the row's text."""
        number = self.text[:at].count(" ")
        return self.places[number] if number < len(self.places) else self.end

    def of_kind(self, *kinds: str) -> list[Thing]:
        """Return the things of these kinds, in their order; of lists, those with any."""
        return [thing for thing in self.things if set(thing.kinds) & set(kinds)]


Cell = Thing | Token


class Writer:
    """Writes rows by the words of a language, for the things of one text."""

    def __init__(
        self, words: Words, cast: Cast, references: References | None, *, lists: bool = True
    ) -> None:
        self._cast, self._references, self._has_lists = cast, references, lists
        self._articles = words.all("names", "articles")
        self._and = words.all("names", "and")
        self._and_words = frozenset(part for phrase in self._and for part in phrase.split())
        self._contractions: Mapping[str, str] = words.table["names"].get("contractions", {})
        self._of = words.all("person", "of")
        self._unless = words.all("refuse", "unless")
        self._refused = words.refused

    def row(
        self, tokens: Sequence[Token], start: int, end: int,
        *, leading: Sequence[Thing] = (), stand: int | None = None,
    ) -> Row:  # fmt: skip
        """Return the row of a sentence.

        ``leading`` are the things that begin the list items after it; ``stand`` is the joint stand
        of which the text spoke last.
        """
        cells = [*self._cells(tokens, stand)]
        if leading:
            cells.append(_listed(leading))
        row = Row(start, end, tokens=tokens)
        text: list[str] = []
        every = [*self._lists(cells)] if self._has_lists else cells
        for cell, after in zip_longest(every, every[1:]):
            row.places.append(cell.start)
            if isinstance(cell, Thing):
                text.append(thing_cell(cell.kinds, len(row.things)))
                row.things.append(cell)
            else:
                lemma = self._contractions.get(cell.lower, cell.lemma)
                refused = self._is_refused(cell, lemma, after)
                text.append(word_cell(cell.lower, lemma, refused=refused))
                row.vocabulary.update((cell.lower, lemma))
        row.text = "".join(text)
        return row

    def _is_refused(self, token: Token, lemma: str, after: Cell | None) -> bool:
        """Tell whether a word denies or supposes; not in "not only", and not the month of May."""
        if not {token.lower, lemma} & self._refused:
            return False
        if isinstance(after, Token) and after.lower in self._unless:
            return False
        return token.text.islower() or lemma != token.lower or token.text[0].islower()

    def thing(self, tokens: Sequence[Token], at: int, number: int) -> Thing:
        """Return the thing named at a token."""
        return self._named(tokens, at, number)[0]

    def _cells(self, tokens: Sequence[Token], stand: int | None) -> Iterator[Cell]:
        at, before = 0, list[Cell]()
        while at < len(tokens):
            number = self._cast.at.get(tokens[at].start)
            if number is not None:
                cell: Cell | None
                cell, at = self._named(tokens, at, number)
                if self._is_owner(tokens, at, cell):
                    at += 1
                    continue
            elif found := self._reference(tokens, at, stand, before):
                cell, at = found
            else:
                cell, at = tokens[at], at + 1
                if cell.lower in self._articles and not self._is_relative(tokens, at - 1):
                    continue
            before = [*before[-1:], cell]
            yield cell

    def _is_relative(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether what looks like an article begins a clause: "NAME, die die Messe leitet"."""
        around = (
            tokens[at - 1].text if at else "",
            tokens[at + 1].lower if at + 1 < len(tokens) else "",
        )
        return around[0] == "," and around[1] in self._articles

    def _reference(
        self, tokens: Sequence[Token], at: int, stand: int | None, before: Sequence[Cell]
    ) -> tuple[Thing, int] | None:
        if self._references is None:
            return None
        named = _named_before(before)
        found = self._references.at(tokens, at, stand, named)
        if found is None:
            return None
        members, kind, following = found
        last = tokens[following - 1]
        phrase = " ".join(each.text for each in tokens[at:following])
        kinds = (kind,) * len(members)
        return Thing(members, kinds, tokens[at].start, last.end, phrase, (), phrase), following

    def _is_owner(self, tokens: Sequence[Token], at: int, thing: Thing) -> bool:
        """Tell whether a place only says whose what follows is: Dubai's Transport Authority."""
        if thing.kinds[0] not in ("city", "country") or at + 1 >= len(tokens):
            return False
        following = self._cast.at.get(tokens[at + 1].start)
        if tokens[at].lower != "'s" or following is None:
            return False
        return self._cast.members[following].kind == "organisation"

    def _named(self, tokens: Sequence[Token], at: int, number: int) -> tuple[Thing, int]:
        """Return a named thing with what stands in brackets after it, and the next token."""
        start = tokens[at].start
        end, form = self._cast.ends[start]
        while at < len(tokens) and tokens[at].start < end:
            at += 1
        kind = self._cast.members[number].kind
        bracket = self._bracket(tokens, at) if kind not in _PEOPLE else None
        beside, following = bracket or ((), at)
        return Thing((number,), (kind,), start, end, "", beside, form), following

    def _bracket(self, tokens: Sequence[Token], at: int) -> tuple[tuple[int, ...], int] | None:
        """Return the one thing that stands in brackets at a token, and the token after them."""
        if at + 2 >= len(tokens) or tokens[at].text != "(":
            return None
        inside = self._cast.at.get(tokens[at + 1].start)
        if inside is None:
            return None
        end, _ = self._cast.ends[tokens[at + 1].start]
        close = next((n for n in range(at + 1, len(tokens)) if tokens[n].start >= end), None)
        if close is None or tokens[close].text != ")":
            return None
        return (inside,), close + 1

    # -- lists

    def _lists(self, cells: Sequence[Cell]) -> Iterator[Cell]:
        at = 0
        while at < len(cells):
            cell = cells[at]
            if isinstance(cell, Thing) and not cell.phrase:
                members, at = self._list(cells, at)
                yield _listed(members) if len(members) > 1 else cell
            else:
                yield cell
                at += 1

    def _list(self, cells: Sequence[Cell], at: int) -> tuple[list[Thing], int]:
        """Return the things of a list that begins here, and the cell after it."""
        first = cells[at]
        assert isinstance(first, Thing)
        members, end, closed = [first], at + 1, False
        while not closed and len(members) < _LONGEST_LIST:
            separators, thing_at = self._separators(cells, end)
            thing = cells[thing_at] if separators and thing_at < len(cells) else None
            if not isinstance(thing, Thing) or thing.phrase or not _alike(first, thing):
                break
            if self._goes_on(cells[thing_at + 1 : thing_at + 2], thing):
                break
            members.append(thing)
            end = thing_at + 1
            closed = any(word in self._and for word in separators)
        if not closed and len(members) < 3:
            return [first], at + 1
        return members, end

    def _goes_on(self, after: Sequence[Cell], thing: Thing) -> bool:
        """Tell whether another clause begins with a thing: "and Lyon's mayor", "and A of B"."""
        words = [cell.lower for cell in after if isinstance(cell, Token)]
        is_open = thing.kinds[0] in (NAMELESS, PHRASE)
        return "'s" in words or (is_open and any(word in self._of for word in words))

    def _separators(self, cells: Sequence[Cell], at: int) -> tuple[list[str], int]:
        """Return the comma and the "and" at a cell, and the cell after them."""
        found: list[str] = []
        while at < len(cells) and len(found) < 4:
            cell = cells[at]
            if not isinstance(cell, Token) or cell.lower not in {",", *self._and_words}:
                break
            found.append(cell.lower)
            at += 1
        phrase = " ".join(word for word in found if word != ",")
        return (found, at) if not phrase or phrase in self._and else ([], at)


def _named_before(cells: Sequence[Cell]) -> int | None:
    """Return the event that is named right before, with a comma after it."""
    if len(cells) < 2 or not isinstance(cells[0], Thing) or not isinstance(cells[1], Token):
        return None
    is_event = cells[0].kinds == ("event",) and cells[1].text == ","
    return cells[0].members[0] if is_event else None


def _alike(one: Cell, other: Thing) -> bool:
    if not isinstance(one, Thing):
        return False
    first, second = set(one.kinds), set(other.kinds)
    people = set(_PEOPLE)
    return bool(first & second) or (first | second) <= _ACTORS or (first | second) <= people


def _listed(things: Sequence[Thing]) -> Thing:
    """Return several things as one."""
    flat = [
        (member, kind)
        for thing in things
        for member, kind in zip(thing.members, thing.kinds, strict=True)
    ]
    return Thing(
        tuple(member for member, _ in flat), tuple(kind for _, kind in flat),
        things[0].start, things[-1].end, "", (), "",
    )  # fmt: skip
