"""What a decision names, where it stands, what it says, and what all of them come to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from expograph.claims import Claim, Decision, Mistake, Qualifiers, Ref, Row, Source, Value
from expograph.resolve.forgetting import FORGOTTEN
from expograph.vocabulary import BASE

READ_FROM = "table/decisions"


@dataclass(slots=True)
class Applied:
    """What the decisions come to: claims to keep, to reject, to confirm, and new ones.

    ``merged`` leads from each merged thing to the one that is kept; ``idle`` are the decisions that
    came to nothing; ``forgotten`` matches what is not to be read of people any more.
    """

    claims: list[Claim]
    merged: dict[str, str] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)
    idle: list[Mistake] = field(default_factory=list)
    forgotten: re.Pattern[str] | None = None

    def sources(self, sources: Iterable[Source]) -> Iterator[Source]:
        """Yield what is known of sources, without the names of people who are forgotten."""
        for source in sources:
            if self.forgotten:
                title, publisher = (
                    self.forgotten.sub(FORGOTTEN, text) for text in (source.title, source.publisher)
                )
                source = replace(source, title=title, publisher=publisher)
            yield source


def order(decision: Decision) -> tuple[str, str, int]:
    """Return what sorts decisions: when, and for those of one day where they stand."""
    stands = place(decision)
    return decision.when, stands.file, stands.line


def place(decision: Decision, column: str = "subject", problem: str = "") -> Mistake:
    """Return where a decision stands, as the place of a mistake."""
    file, line, _ = decision.place.split("\x1f")
    return Mistake(file, int(line), column, problem)


def idle(decision: Decision, why: str, column: str = "subject") -> Mistake:
    """Return what is said of a decision that came to nothing."""
    about = f"the decision {decision.kind!r} about {decision.subject!r} came to nothing"
    return place(decision, column, f"{about}: {why}")


def said(
    decision: Decision, subject: Ref, predicate: str, value: Ref | Value, more: Qualifiers = ()
) -> Claim:
    """Return the claim of a decision, whose evidence is its row."""
    _, line, row = decision.place.split("\x1f")
    key = "\x1e".join(
        (decision.kind, decision.subject, decision.predicate, decision.object, decision.value)
    )
    evidence = Row(int(line), row, key)
    return Claim(READ_FROM, subject, predicate, value, evidence, more, method="decision")


def address(written: str) -> str:
    """Return the IRI for what a decision names: an IRI, ``city/barcelona`` or ``claim/…``."""
    if not written or "://" in written:
        return written
    return f"{BASE}{written}" if written.startswith("claim/") else f"{BASE}id/{written}"
