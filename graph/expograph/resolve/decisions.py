"""Applies what people have decided to the claims and things that it is about.

``same``, ``not the same`` and ``unsure`` speak of two things; ``reject``, ``confirm`` and
``correct`` of a claim or of a value; ``forget`` of a person, by a digest of the name, so that the
file does not keep it. Decisions come last and survive every rebuild. The later of two that
contradict each other stands; one that comes to nothing is reported.
"""

from collections.abc import Iterable, Mapping, Sequence

from expograph.claims import Claim, Decision, Ref
from expograph.identifiers import claim_iri
from expograph.resolve.decided import READ_FROM, Applied, idle, order
from expograph.resolve.forgetting import forget, people
from expograph.resolve.merging import merge
from expograph.resolve.verdicts import NO_CLAIM, Verdicts

__all__ = ["READ_FROM", "Applied", "apply", "apply_to_inferred"]

_PAIRS = ("same", "not the same", "unsure")


def apply(
    decisions: Sequence[Decision],
    claims: Iterable[Claim],
    merged: Mapping[str, str] | None = None,
) -> Applied:
    """Apply decisions to claims as read.

    A merge keeps the subject's IRI and states ``owl:sameAs``; a correction adds a claim whose
    evidence is the decision's row. ``merged`` leads from things as read in documents to those of
    the graph.
    """
    applied = Applied(list(claims), dict(merged or {}))
    if decisions:
        applied.claims.sort(key=claim_iri)
        ordered = sorted(decisions, key=order)
        merge([each for each in ordered if each.kind in _PAIRS], applied)
        Verdicts(applied).follow(each for each in ordered if each.kind not in (*_PAIRS, "forget"))
        _forget([each for each in ordered if each.kind == "forget"], applied)
        applied.idle.sort(key=lambda mistake: (mistake.file, mistake.line))
    return applied


def apply_to_inferred(
    decisions: Sequence[Decision], applied: Applied, inferred: Iterable[Claim]
) -> None:
    """Let what was decided about claims hold for the claims of rules, too."""
    verdicts = Verdicts(Applied(list(inferred), applied.merged))
    judged = [each for each in sorted(decisions, key=order) if each.kind in ("reject", "confirm")]
    verdicts.follow(judged)
    found = {idle(each, NO_CLAIM) for each in judged} - {*verdicts.applied.idle}
    applied.idle = [each for each in applied.idle if each not in found]
    applied.rejected |= verdicts.applied.rejected
    applied.confirmed |= verdicts.applied.confirmed


def _forget(decisions: Iterable[Decision], applied: Applied) -> None:
    gone: set[Ref] = set()
    for decision in decisions:
        found = people(decision.subject, applied.claims, applied.merged)
        if not found:
            applied.idle.append(idle(decision, "there is nobody of that name"))
        gone |= found
    if gone:
        applied.claims, applied.forgotten = forget(gone, applied.claims)
