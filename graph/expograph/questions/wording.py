"""Says in words what a part in something is, and what a tie of two is."""

PARTS: dict[str, tuple[str, str]] = {
    "organisedBy": ("organised", "was organised by"),
    "organiser": ("organised", "was organised by"),
    "co-organiser": ("co-organised", "was co-organised by"),
    "host": ("hosted", "was hosted by"),
    "supportedBy": ("supported", "was supported by"),
    "supporter": ("supported", "was supported by"),
    "sponsor": ("sponsored", "was sponsored by"),
    "partner": ("was a partner of", "had as a partner"),
    "media-partner": ("was a media partner of", "had as a media partner"),
    "presentedAt": ("was presented at", ""),
    "pavilion host": ("hosted a pavilion at", ""),
    "wonBy": ("won", ""),
    "award winner": ("won an award at", ""),
    "finalist": ("was shortlisted for", ""),
    "award finalist": ("was shortlisted for an award at", ""),
    "hasExhibitor": ("exhibited at", "had as an exhibitor"),
    "exhibitor": ("exhibited at", "had as an exhibitor"),
    "hasSpeaker": ("spoke at", "had as a speaker"),
    "speaker": ("spoke at", "had as a speaker"),
    "pavilion speaker": ("spoke on a pavilion at", ""),
    "hasParticipant": ("took part in", "had as a participant"),
    "participant": ("took part in", "had as a participant"),
}
"""What one says of a part, from the agent's side and from the project's; the weightiest first."""

TIES: dict[str, tuple[str, str]] = {
    "agreement": ("has an agreement with", "has an agreement with"),
    "joint-pavilion": ("set up a pavilion with", "set up a pavilion with"),
    "joint-organisation": ("organises together with", "organises together with"),
    "project": ("has a project with", "has a project with"),
    "partnerOf": ("is a partner of", "is a partner of"),
    "twinnedWith": ("is twinned with", "is twinned with"),
    "memberOf": ("is a member of", "has as a member"),
    "worksFor": ("works or worked for", "employs or employed"),
    "governs": ("is the government of", "is governed by"),
    "parentOrganisation": ("belongs to", "is the parent of"),
}
"""What one says of a tie, from its one end and from the other; the closest first."""
