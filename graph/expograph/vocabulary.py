"""Repeats the names of the ontology's terms for Python, as plain strings."""

from expograph.errors import offer

BASE = "https://w3id.org/expograph/"
NS = BASE + "ns#"

PREFIXES: dict[str, str] = {
    "": NS,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "ev": BASE + "id/event/",
    "se": BASE + "id/series/",
    "og": BASE + "id/organisation/",
    "ci": BASE + "id/city/",
    "co": BASE + "id/country/",
    "pe": BASE + "id/person/",
    "pj": BASE + "id/project/",
    "aw": BASE + "id/award/",
    "ve": BASE + "id/venue/",
    "th": BASE + "id/theme/",
    "kind": BASE + "kind/",
    "c": BASE + "claim/",
    "g": BASE + "graph/",
    "src": BASE + "source/",
    "tab": BASE + "source/table/",
    "doc": BASE + "source/document/",
    "rule": BASE + "source/rule/",
}

CLASS_OF_KIND: dict[str, str] = {
    "event": "Event",
    "series": "EventSeries",
    "organisation": "Organisation",
    "city": "City",
    "country": "Country",
    "venue": "Venue",
    "person": "Person",
    "project": "Project",
    "award": "Award",
    "theme": "Theme",
}
"""The class of an entity by its kind, the part of its IRI that follows ``id/``."""

KINDS_OF_AGENT = ("organisation", "city", "country", "person", "project")
"""The kinds of thing that may organise, exhibit, take part and speak."""

CLASSES: frozenset[str] = frozenset(
    {"Agent", "Claim", "Kind", "Role", "Source", *CLASS_OF_KIND.values()}
)

SYMMETRIC: frozenset[str] = frozenset({"partnerOf", "twinnedWith"})
"""Properties that are written once and hold both ways."""

FUNCTIONAL: frozenset[str] = frozenset(
    {
        "attendeeCount",
        "awardEntryCount",
        "cityCount",
        "countryCount",
        "editionNumber",
        "endDate",
        "exhibitionVisitorCount",
        "exhibitorCount",
        "format",
        "frequency",
        "heldAtVenue",
        "iso2",
        "iso3",
        "kind",
        "latitude",
        "longitude",
        "motto",
        "onlineAttendeeCount",
        "sessionCount",
        "since",
        "speakerCount",
        "sponsorCount",
        "startDate",
        "status",
    }
)
"""Properties with one value for one thing: sources that differ have to be weighed."""

PROPERTIES: frozenset[str] = frozenset(
    {
        *SYMMETRIC,
        *FUNCTIONAL,
        # ties of events, agents, places and awards
        "basedIn",
        "finalist",
        "governs",
        "hasExhibitor",
        "hasParticipant",
        "hasSpeaker",
        "hasTheme",
        "heldInCity",
        "heldInCountry",
        "locatedIn",
        "memberOf",
        "organisedBy",
        "parentOrganisation",
        "parentSeries",
        "partOfSeries",
        "position",
        "presentedAt",
        "subEventOf",
        "supportedBy",
        "website",
        "wonBy",
        "worksFor",
        # inverses, declared only
        "exhibitedAt",
        "hasEdition",
        "hasMember",
        "hasSubEvent",
        "participatedIn",
        "spokeAt",
        # of claims
        "announcedAt",
        "asOf",
        "bound",
        "category",
        "confidence",
        "contested",
        "line",
        "matchedBy",
        "mayBe",
        "method",
        "nameAsRead",
        "pavilion",
        "premise",
        "reference",
        "role",
        "row",
        "scope",
        "standing",
        "through",
        "until",
        # of sources
        "address",
        "columns",
        "language",
        "published",
        "publisher",
        "sameWorkAs",
        "title",
        # of properties, roles and themes
        "announcedByWord",
        "inverseLabel",
        "statesProperty",
    }
)

CONCEPTS: frozenset[str] = frozenset(
    {
        # standing of a claim
        "accepted",
        "outvoted",
        "rejected",
        "superseded",
        # status, format and bound
        "announced",
        "final",
        "held",
        "postponed",
        "online",
        "hybrid",
        "at-least",
        # parts in an event
        "co-organiser",
        "exhibitor",
        "host",
        "media-partner",
        "organiser",
        "participant",
        "partner",
        "speaker",
        "sponsor",
        "supporter",
        # types of partnership
        "agreement",
        "joint-organisation",
        "joint-pavilion",
        "membership",
        "project",
        "twin-city",
    }
)
"""Concepts that live beside the terms in ``ns#``."""

TERMS: frozenset[str] = CLASSES | PROPERTIES | CONCEPTS


class UnknownTerm(ValueError):
    """A name that the ontology does not hold."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no term {name!r} in the ontology{_suggestion(name)}")
        self.name = name


def term(name: str) -> str:
    """Return the IRI of a term by its name, or of anything by its prefixed name.

    >>> term("hasExhibitor")
    'https://w3id.org/expograph/ns#hasExhibitor'
    >>> term("og:clean")
    'https://w3id.org/expograph/id/organisation/clean'
    """
    prefix, colon, local = name.partition(":")
    if colon and prefix and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    known = name.removeprefix(":")
    if known not in TERMS:
        raise UnknownTerm(known)
    return NS + known


def prefixed(address: str) -> tuple[str, str] | None:
    """Return an IRI as the prefix of its namespace, the longest that is known, and the rest.

    >>> prefixed("https://w3id.org/expograph/id/city/barcelona")
    ('ci', 'barcelona')
    """
    fitting = [(iri, prefix) for prefix, iri in PREFIXES.items() if address.startswith(iri)]
    if not fitting:
        return None
    iri, prefix = max(fitting)
    return prefix, address.removeprefix(iri)


def _suggestion(name: str) -> str:
    """Return a question that names the most similar term, if there is one."""
    import difflib

    return offer(difflib.get_close_matches(name, sorted(TERMS), n=1))
