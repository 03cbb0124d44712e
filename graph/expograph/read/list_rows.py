"""Understands the rows of a list of the user's: its cells cleaned, each mistake named.

A cell that cannot be understood is left out, and so is a row of which no more would be true: one
without a name, with a date that is none, or that says what another row has said.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from expograph.claims import Mistake, Row
from expograph.dates import read_date
from expograph.errors import nearest, offer
from expograph.names import plain
from expograph.read.columns import Columns
from expograph.read.headers import cell_words, listed_words, words
from expograph.read.sheets import Sheet
from expograph.read.tables import BLANKS, TableRow

PARTS = ("organisedBy", "supportedBy", "hasExhibitor", "hasParticipant", "hasSpeaker")
"""What a part in an event may state."""
DATED = ("event", "project")
"""The kinds of thing that begin and end."""
LONGEST_NAME = 200
LONGEST_ADDRESS = 2_000

_BLANKS = re.compile("[ \r\n\u00a0]+")
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`/?#]+[^\s<>\"{}|\\^`]*", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}(?:[/?#][^\s<>\"{}|\\^`]*)?")
_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_PARTS_OF_CELL = re.compile(r"\s*[;,|/\n]\s*")
LEFT_OUT = "; the row was left out"
_CELL = "; the cell was left out"
_NAMES = (
    "name", "person", "first_name", "last_name", "city", "country", "position", "event", "pavilion",
)  # fmt: skip
_KEY = ("name", "person", "first_name", "last_name", "event", "role", "pavilion")
_KEY_OF_KIND = {"event": ("city", "country", "start"), "city": ("country",)}
_PROJECTS = ("pavilion", "programme", "initiative", "eu-project")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user says of a list: the event, the role and the kind of its rows.

    ``themes`` and ``roles`` give the identifier for each word, the word in plain form, and
    ``states`` the property of each role.
    """

    event: str
    role: str
    kind: str
    states: Mapping[str, str]
    roles: Mapping[str, str]
    themes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of which the cells were cleaned: its texts by field, its kind, sort, part and dates."""

    texts: Mapping[str, str]
    evidence: Row
    kind: str
    sort: str
    role: str
    dates: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "")

    @property
    def people(self) -> list[str]:
        """The names of the people in the row."""
        parts = " ".join(filter(None, (self["first_name"], self["last_name"])))
        said = self["person"] or parts
        if self.kind == "person" and not said:
            said = self["name"]
        return [name for name in _SEVERAL.split(said) if is_name(name)]

    def themes(self, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield each word of the column of themes, and the theme of the list or ""."""
        text = self["themes"]
        for word in [text] if plain(text) in known else _PARTS_OF_CELL.split(text):
            if word:
                yield word, known.get(plain(word), "")


class _Wrong(ValueError):
    """Why a row cannot be taken, and in which field."""

    def __init__(self, field: str, problem: str) -> None:
        self.field = field
        super().__init__(problem)


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one sheet after one another, and keeps the mistakes."""

    sheet: Sheet
    columns: Columns
    asked: Asked
    mistakes: list[Mistake] = field(default_factory=list)
    _before: dict[tuple[str, ...], int] = field(default_factory=dict)
    _unknown: set[tuple[str, str]] = field(default_factory=set)

    def rows(self) -> Iterator[ListRow]:
        """Yield the rows that can be taken."""
        for row in self.sheet.rows:
            try:
                yield self._read(row)
            except _Wrong as wrong:
                self.mistake(row.line, wrong.field, str(wrong) + LEFT_OUT)

    def not_known(self, line: int, name: str, text: str, problem: str) -> None:
        """Name a word in the column of a field that is not known, where it stands first."""
        if (name, plain(text)) not in self._unknown:
            self._unknown.add((name, plain(text)))
            self.mistake(line, name, f"{text[:80]!r} {problem}; left out, here and below")

    def mistake(self, line: int, name: str, problem: str) -> None:
        """Keep a mistake in the column of a field."""
        column = self.columns.column(name)
        self.mistakes.append(Mistake(self.sheet.file, line, column, problem))

    def _read(self, row: TableRow) -> ListRow:
        """Return the cells of a row; raise ``_Wrong`` for what cannot be taken."""
        texts = {name: self._text(row, name) for name in self.columns.of_field}
        if not any(texts.get(each) for each in ("name", "person", "first_name", "last_name")):
            raise _Wrong("name" if "name" in texts else "person", "the row has no name")
        for name in _NAMES:
            self._check_name(row, name, texts)
        self._repeated(row, texts)
        kind, sort = self._kind(row, texts.get("kind", ""))
        role = self._role(texts.get("role", ""))
        dates = self._dates(texts) if kind in DATED else {}
        if texts.get("website"):
            texts["website"] = self._address(row, texts["website"])
        fields = (*_KEY, *_KEY_OF_KIND.get(kind, ()))
        key = "\x1e".join(texts.get(each, "") for each in fields)
        return ListRow(texts, Row(row.line, row.text, key), kind, sort, role, dates)

    def _text(self, row: TableRow, name: str) -> str:
        """Return the text of a cell, "" if it says that there is nothing."""
        text = row.cell(self.columns.of_field[name])
        if not text or text.casefold() in cell_words("empty"):
            return ""
        if text.casefold() in cell_words("broken"):
            self.mistake(row.line, name, f"{text!r} is a formula that failed{_CELL}")
            return ""
        if _TURNING.search(text):
            problem = "characters that turn the direction of writing were taken out of the cell"
            self.mistake(row.line, name, problem)
            text = _TURNING.sub("", text)
        return text if name == "person" else _BLANKS.sub(" ", text).strip(BLANKS)

    def _check_name(self, row: TableRow, name: str, texts: dict[str, str]) -> None:
        """Empty a cell that is no name; of the name itself, raise ``_Wrong``."""
        text = texts.get(name, "")
        if not text or (is_name(text) and len(text) <= LONGEST_NAME):
            return
        problem = f"{text[:40]!r} is no name"
        if len(text) > LONGEST_NAME:
            problem = f"a name of {len(text):,} characters, more than {LONGEST_NAME}"
        if name == "name" or (name == "person" and "name" not in texts):
            raise _Wrong(name, problem)
        texts[name] = ""
        self.mistake(row.line, name, problem + _CELL)

    def _repeated(self, row: TableRow, texts: Mapping[str, str]) -> None:
        said = tuple(text.casefold() for text in texts.values())
        line = self._before.setdefault(said, row.line)
        if line != row.line:
            column = "name" if texts.get("name") else "person"
            raise _Wrong(column, f"the row says the same as line {line}")

    def _kind(self, row: TableRow, text: str) -> tuple[str, str]:
        """Return what the row is about, and which sort of organisation or project it is."""
        kinds, things = listed_words("kinds"), listed_words("things")
        for part in (text, *_PARTS_OF_CELL.split(text)) if text else ():
            if thing := things.get(plain(part)):
                if thing == "event" and self.asked.event:
                    raise _Wrong("kind", "an event has no part in another one")
                return thing, ""
            if sort := kinds.get(plain(part)):
                is_project = sort in _PROJECTS
                if self.asked.kind in ("organisation", "project"):
                    return "project" if is_project else "organisation", sort
                return self.asked.kind, ""
        if text:
            known = [each for each in words()["kinds"] if each not in _PROJECTS]
            self.not_known(row.line, "kind", text, f"is none of {', '.join(known)}")
        return self.asked.kind, ""

    def _role(self, text: str) -> str:
        """Return the role of a row, its own or that of all."""
        if not text:
            at_something = self.asked.event or "event" in self.columns
            if not self.asked.role and at_something:
                raise _Wrong("role", "the row has no role")
            return self.asked.role
        role = self.asked.roles.get(plain(text), "")
        if self.asked.states.get(role) not in PARTS:
            raise _Wrong(
                "role", f"there is no role {text!r}{offer(nearest(text, self.asked.roles))}"
            )
        return role

    def _dates(self, texts: Mapping[str, str]) -> dict[str, str]:
        dates = {}
        for name in ("start", "end"):
            if text := texts.get(name, ""):
                try:
                    dates[name] = read_date(text)
                except ValueError as error:
                    raise _Wrong(name, str(error)) from None
        start, end = dates.get("start", ""), dates.get("end", "")
        if end and end[: len(start)] < start[: len(end)]:
            raise _Wrong("end", f"{texts['end']!r} lies before the start {texts['start']!r}")
        return dates

    def _address(self, row: TableRow, text: str) -> str:
        """Return a web address, with https:// before a bare one."""
        if len(text) <= LONGEST_ADDRESS:
            if _ADDRESS.fullmatch(text):
                return text
            if _BARE_ADDRESS.fullmatch(text):
                return f"https://{text}"
        problem = f"{text[:80]!r} is no web address; it begins with https:// or http://{_CELL}"
        self.mistake(row.line, "website", problem)
        return ""


def is_name(text: str) -> bool:
    """Tell whether a text holds a letter or digit."""
    return any(map(str.isalnum, text))
