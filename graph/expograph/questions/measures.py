"""Works on the rows of the questions that SPARQL alone cannot answer: chain, bridges, duplicates.

Each function takes what a query found, whatever the order of its rows, and gives an answer in their
place. networkx is loaded by the one function that needs it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from expograph.answers import Answer, Literal, NamedNode, text
from expograph.vocabulary import BASE, NS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from expograph.answers import Term

    Bound = Mapping[str, Sequence[Term]]
    Row = Mapping[str, str]
    Edges = list[set[int]]

_THINGS = ("event", "project", "award")


def _kind(iri: str) -> str:
    """Return what sort of thing an IRI of ours stands for: "city", "event" …"""
    return iri.removeprefix(f"{BASE}id/").partition("/")[0]


# ---------------------------------------------------------------------------
# chain: by which shortest cited chain are two agents connected?
# ---------------------------------------------------------------------------

_PART_WORDS = {
    "organisedBy": "organised", "organiser": "organised", "co-organiser": "co-organised",
    "host": "hosted", "supportedBy": "supported", "supporter": "supported", "sponsor": "sponsored",
    "partner": "was a partner of", "media-partner": "was a media partner of",
    "presentedAt": "was presented at", "hosted": "hosted a pavilion at",
    "hasExhibitor": "exhibited at", "exhibitor": "exhibited at",
    "hasSpeaker": "spoke at", "speaker": "spoke at", "spoke": "spoke on a pavilion at",
    "hasParticipant": "took part in", "participant": "took part in", "project": "took part in",
    "wonBy": "won", "won": "won an award at",
    "finalist": "was a finalist of", "shortlisted": "was a finalist of an award at",
}  # fmt: skip
_HAD_WORDS = {
    "organised": "was organised by", "co-organised": "was co-organised by",
    "hosted": "was hosted by", "supported": "was supported by", "sponsored": "was sponsored by",
    "was a partner of": "had as a partner", "was a media partner of": "had as a media partner",
    "exhibited at": "was where the exhibitor was", "spoke at": "had as a speaker",
    "took part in": "had as a participant",
}  # fmt: skip
_TIE_WORDS = {
    "agreement": ("has an agreement with",) * 2, "joint-pavilion": ("set up a pavilion with",) * 2,
    "joint-organisation": ("organises together with",) * 2,
    "project": ("has a project with",) * 2, "partnerOf": ("is a partner of",) * 2,
    "twinnedWith": ("is twinned with",) * 2, "memberOf": ("is a member of", "has as a member"),
    "worksFor": ("works or worked for", "employs or employed"),
    "governs": ("is the government of", "is governed by"),
    "parentOrganisation": ("belongs to", "is the parent of"),
}  # fmt: skip
_HAD_WORDS["exhibited at"] = "had as an exhibitor"
