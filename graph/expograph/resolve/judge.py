"""Judges whether something read is a known thing, may be one, or is new, and says why.

An unsure match is none: it becomes a new thing that names its candidates, for a person to decide.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from expograph.claims import Ref
from expograph.resolve.compare import COMPARISONS, Comparison, Verdict
from expograph.resolve.editions import EDITIONS, NAMING_EDITIONS
from expograph.resolve.known import Known, Thing
from expograph.resolve.propose import Seen, candidates

SURE = 0.85
"""From this weight on something read is taken for a known thing."""
UNSURE = 0.4
"""From this weight on it may be one."""
MARGIN = 0.15
"""By how much the best candidate has to be before the second."""
MOST_CANDIDATES = 5
"""How many candidates a person is asked to choose from."""
_ALL: dict[str, Sequence[Comparison]] = {**COMPARISONS, "event": EDITIONS}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came out: the known thing that is meant, or those that may be, and why, in words."""

    match: Ref | None
    reason: str
    weight: float = 0.0
    may_be: tuple[Ref, ...] = ()


def judge(seen: Seen, known: Known, blocked: Collection[Ref] = ()) -> Judgement:
    """Return which known thing something read is; ``blocked`` are those that it is not."""
    weighed = _weighed(seen, known, blocked)
    if not weighed:
        return Judgement(None, "nothing in the graph is called so")
    if weighed[0][0] < UNSURE:
        return Judgement(
            None, _unlike(weighed[0][2], known, weighed[0][1]), max(0.01, weighed[0][0])
        )
    best, ref, verdicts = weighed[0]
    second = weighed[1][0] if len(weighed) > 1 else 0.0
    if best >= SURE and best - second >= MARGIN:
        return Judgement(ref, _in_words(verdicts), best)
    likely = [each for each in weighed if each[0] >= UNSURE and best - each[0] < 2 * MARGIN]
    may_be = tuple(each for _, each, _ in likely[:MOST_CANDIDATES])
    return Judgement(None, _doubt(verdicts, known, may_be), best, may_be)


def _weighed(
    seen: Seen, known: Known, blocked: Collection[Ref]
) -> list[tuple[float, Ref, list[Verdict]]]:
    """Return the candidates with what speaks for and against them, the weightiest first."""
    found = []
    for ref in candidates(seen, known):
        if ref in blocked or ref not in known.things:
            continue
        if verdicts := _compared(seen, known.things[ref], known):
            found.append((round(sum(each.weight for each in verdicts), 3), ref, verdicts))
    return sorted(found, key=lambda each: (-each[0], each[1]))


def _compared(seen: Seen, thing: Thing, known: Known) -> list[Verdict]:
    """Return what the comparisons say of two things, nothing when the names do not speak for it."""
    said = [(each, each(seen, thing, known)) for each in _ALL[thing.ref.kind]]
    verdicts = [verdict for _, verdict in said if verdict is not None]
    named = any(each in NAMING_EDITIONS and verdict is not None for each, verdict in said)
    return verdicts if named else []


def _in_words(verdicts: list[Verdict]) -> str:
    for_it = [verdict.reason for verdict in verdicts if verdict.weight > 0]
    against = [verdict.reason for verdict in verdicts if verdict.weight < 0]
    return "; ".join(for_it + [f"although {reason}" for reason in against])


def _unlike(verdicts: list[Verdict], known: Known, ref: Ref) -> str:
    return f"not {known.label(ref)}: {_in_words(verdicts)}" if verdicts else "called like nothing"


def _doubt(verdicts: list[Verdict], known: Known, may_be: tuple[Ref, ...]) -> str:
    if len(may_be) > 1:
        names = ", ".join(f"{known.label(ref)} ({ref.kind}/{ref.key})" for ref in may_be)
        return f"may be one of {names}: {_in_words(verdicts)}"
    return f"may be {known.label(may_be[0])}: {_in_words(verdicts)}, which is not enough"
