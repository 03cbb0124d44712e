"""What travels from room to room: things as read, values, claims and their evidence.

Plain frozen records that import nothing of ours. Whoever holds one can print it, compare it and
write it in a test. A claim without evidence cannot be made.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Ref(NamedTuple):
    """A thing as it was read: its kind ("organisation", "event", "role" …) and its key.

    In a table the key is the row's id; ``expograph.identifiers`` turns the pair into an IRI.
    """

    kind: str
    key: str


class Value(NamedTuple):
    """A literal as it was read: its text, the XML Schema type ("date", "integer") or language."""

    text: str
    datatype: str = "string"
    language: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """Evidence: one row of a table, where it stands, and the pages that it cites.

    ``key`` tells the row from all others of its table and stays when other cells change.
    """

    line: int
    text: str
    key: str
    cited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Evidence: the exact words of a document, with ``document[start:end] == exact``."""

    exact: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Premises:
    """Evidence of a rule: the IRIs of the claims from which its claim follows, sorted."""

    claims: tuple[str, ...]


Evidence = Row | Quote | Premises
Qualifiers = tuple[tuple[str, Ref | Value], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement by one thing read, with the evidence that lets a reader check it.

    ``predicate`` is a term of ``expograph.vocabulary``; ``qualifiers`` are (term, value) pairs
    such as ``("role", Ref("role", "exhibitor"))``. A mention (``rdf:type``) carries the name that
    was read and the reason for which it was taken for this thing; ``may_be`` are others that the
    name may stand for. ``reference`` says what of the claim stands outside its quote.
    """

    read_from: str
    subject: Ref
    predicate: str
    object: Ref | Value
    evidence: Evidence
    qualifiers: Qualifiers = ()
    confidence: str = "1.0"
    method: str = "table"
    name_as_read: Value | None = None
    matched_by: str = ""
    may_be: tuple[Ref, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A page, document, table or rule from which claims are read or which a row cites.

    ``key`` is its path below ``…/source/``; ``published`` an ISO date as precise as it is known;
    ``columns`` the line of column names of a table.
    """

    key: str
    title: str = ""
    publisher: str = ""
    language: str = ""
    published: str = ""
    address: str = ""
    same_work_as: str = ""
    columns: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about two things, a claim or a value, with who, when and why."""

    kind: str
    subject: str
    predicate: str = ""
    object: str = ""
    value: str = ""
    source: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something in a file that was left out or read otherwise than it stands, and why."""

    file: str
    line: int
    column: str
    problem: str

    def __str__(self) -> str:
        """Say where and what, as it is printed."""
        place = ", ".join(
            part
            for part in (
                self.file,
                f"line {self.line}" if self.line else "",
                f"column {self.column}" if self.column else "",
            )
            if part
        )
        return f"{place}: {self.problem}"
