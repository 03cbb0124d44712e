"""Forgets a person: leaves out what is said of them, and their name where others are spoken of."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from expograph.claims import Claim, Quote, Ref, Row, Value
from expograph.identifiers import iri
from expograph.names import digest

FORGOTTEN = "[forgotten]"


def people(name_digest: str, claims: Iterable[Claim], merged: Mapping[str, str]) -> set[Ref]:
    """Return the people of this name, and whoever was found to be the same."""
    claims = [claim for claim in claims if claim.subject.kind == "person"]
    called = {
        merged.get(iri(claim.subject), iri(claim.subject))
        for claim in claims
        if claim.name_as_read is not None and digest(claim.name_as_read.text) == name_digest
    }
    known = {claim.subject for claim in claims}
    return {each for each in known if merged.get(iri(each), iri(each)) in called}


def forget(gone: set[Ref], claims: Iterable[Claim]) -> tuple[list[Claim], re.Pattern[str]]:
    """Return what is left without these people, and the pattern of what was taken out of texts.

    A claim in which they have a part goes, and so does one that quotes or says their name. In a row
    that speaks of others besides, their names and ids give way to ``[forgotten]``. A thing that
    bears the name, such as a firm, keeps it.
    """
    claims = list(claims)
    pattern = _words(gone, claims)
    left = []
    for claim in claims:
        if claim.subject in gone or claim.object in gone or _says(claim, gone, pattern):
            continue
        if isinstance(claim.evidence, Row) and pattern.search(claim.evidence.text):
            text = pattern.sub(FORGOTTEN, claim.evidence.text)
            claim = replace(claim, evidence=replace(claim.evidence, text=text))
        left.append(claim)
    return left, pattern


def _words(gone: set[Ref], claims: Iterable[Claim]) -> re.Pattern[str]:
    """Return a pattern of the names and ids of people, as they stand in a row."""
    names = {
        claim.name_as_read.text
        for claim in claims
        if claim.subject in gone and claim.name_as_read is not None
    }
    words = names | {name.replace('"', '""') for name in names} | {each.key for each in gone}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


def _says(claim: Claim, gone: set[Ref], pattern: re.Pattern[str]) -> bool:
    """Tell whether a claim of something else quotes these people, or names them in passing."""
    if isinstance(claim.evidence, Quote) and pattern.search(claim.evidence.exact):
        return True
    said = [value for _, value in claim.qualifiers]
    if not claim.predicate.startswith("skos:"):
        said.append(claim.object)
    return any(
        value in gone or (isinstance(value, Value) and pattern.search(value.text) is not None)
        for value in said
    )
