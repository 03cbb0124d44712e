"""Puts one doubt after another to a person, and keeps each answer before it asks on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from expograph.errors import UsageError
from expograph.review.deciding import Signed, decided, offered, understood
from expograph.review.settled import Settled
from expograph.review.sides import PAIRS
from expograph.review.wording import shown_to_a_person, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from expograph.answers import Rows
    from expograph.claims import Decision
    from expograph.review.sides import Doubt

_QUIT = ("q", "quit")


class Conversation(NamedTuple):
    """How a person is spoken to, and what keeps the answers.

    ``ask`` shows a prompt and returns what was typed, ``EOFError`` at the end; ``keep`` writes
    decisions and returns those that are new.
    """

    ask: Callable[[str], str]
    tell: Callable[[str], None]
    keep: Callable[[Iterable[Decision]], Sequence[Decision]]


def go_through(
    doubts: Sequence[Doubt], rows: Rows, conversation: Conversation, signed: Signed
) -> list[Decision]:
    """Ask about each doubt until the person has had enough, and return what was decided.

    Who decides is asked for once, at the first answer, unless ``signed`` says so.
    """
    made: list[Decision] = []
    for number, doubt in enumerate(doubts, 1):
        if _answered_meanwhile(doubt, made):
            continue
        (words,) = told([doubt], rows)
        place = f"{number} of {len(doubts)}"
        choice = f"{offered(doubt)} · Enter skips · q quits"
        conversation.tell(shown_to_a_person(words, place, choice))
        try:
            typed, decisions = _answer(doubt, rows, conversation, signed)
        except EOFError:
            break
        if typed in _QUIT:
            break
        if decisions:
            signed = signed._replace(who=decisions[0].who)
            conversation.keep(decisions)
            made += decisions
    return made


def _answered_meanwhile(doubt: Doubt, made: Iterable[Decision]) -> bool:
    """Tell whether what was decided a moment ago answers this doubt about two things, too."""
    if doubt.kind not in PAIRS:
        return False
    settled = Settled(made)
    *candidates, other = doubt.sides
    return all(
        settled.pair(candidate.written[0], each)
        for candidate in candidates
        for each in other.written
    )


def _answer(
    doubt: Doubt, rows: Rows, conversation: Conversation, signed: Signed
) -> tuple[str, list[Decision]]:
    """Return what was typed in the end and what it comes to; a wrong answer is asked again."""
    while True:
        typed = conversation.ask("> ").strip()
        if not typed or typed.casefold() in _QUIT:
            return typed.casefold(), []
        try:
            reply = understood(typed, doubt)
            if reply.kind == "correct" and not reply.rest:
                value = conversation.ask("the right value: ").strip()
                reply = reply._replace(rest=value)
            while not signed.who.strip():
                signed = signed._replace(who=conversation.ask("who decides? "))
            return typed, decided(doubt, reply, signed, rows)
        except UsageError as problem:
            conversation.tell(f"{problem}\n")
