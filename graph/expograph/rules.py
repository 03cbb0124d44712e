"""Follows the rules of ``ontology/rules``: each is a query, and each of its rows is a claim."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from expograph.answers import Answer, text
from expograph.claims import Claim, Premises
from expograph.identifiers import term_name, thing

_FIXED = frozenset({"subject", "predicate", "object", "premise"})


def rule_key(name: str) -> str:
    """Return the key of a rule among the things read."""
    return f"rule/{name}"


def follow(name: str, query: str, rows: Callable[[str], Answer]) -> Iterator[Claim]:
    """Yield what follows by one rule, with the claims from which it follows as its premises.

    ``rows`` answers a SELECT. The columns of the rule are subject, predicate, object, premise (one
    a row) and, by their terms, qualifiers.
    """
    answer = rows(query)
    premises: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    columns = [column for column in answer.columns if column != "premise"]
    at = [answer.columns.index(column) for column in (*columns, "premise")]
    for row in answer.rows:
        *conclusion, premise = (text(row[position]) for position in at)
        premises[tuple(conclusion)].add(premise)
    for parts, found in sorted(premises.items()):
        said = dict(zip(columns, parts, strict=True))
        qualifiers = tuple(
            (column, thing(value))
            for column, value in said.items()
            if column not in _FIXED and value
        )
        yield Claim(
            rule_key(name), thing(said["subject"]), term_name(said["predicate"]),
            thing(said["object"]), Premises(tuple(sorted(found))), qualifiers, method="rule",
        )  # fmt: skip


def summary(query: str) -> str:
    """Return the sentence at the head of a rule."""
    head = next(line for line in query.splitlines() if line.startswith("#+ summary:"))
    return head.removeprefix("#+ summary:").strip()
