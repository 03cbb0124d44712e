"""Says what each built-in table holds: its columns, what a cell of each may be, what it states.

A column that names a predicate states one thing of the row's own entity for each of its values;
tables whose rows tie several things together are read in ``expograph.read.rows``.
"""

from dataclasses import dataclass

from expograph.vocabulary import KINDS_OF_AGENT

REF = "ref"
NAMES = "names"
TEXT = "text"
DATE = "date"
INTEGER = "integer"
DECIMAL = "decimal"
CONCEPT = "concept"
ADDRESS = "address"
SAME = "same"
ID = "id"
VENUE = "venue"
THROUGH = "through"
PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what its cells hold, and which predicate they state, if they state one alone.

    ``target`` is the kind of thing that a reference leads to, the column that holds that kind
    (``"@agent_type"``), the allowed concepts, or the pattern of an outside identifier.
    """

    name: str
    holds: str = TEXT
    states: str = ""
    target: str = ""
    many: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """One table: the kind of thing that a row defines, if any, its columns, and its key."""

    table: str
    defines: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)


_AGENTS = " ".join(KINDS_OF_AGENT)
_ID = Column("id", ID, required=True)
_NAME = Column("name", NAMES, "skos:prefLabel", required=True)
_ALIASES = Column("aliases", NAMES, "skos:altLabel", many=True)
_SOURCE = Column("source", REF, target="source", many=True, required=True)
_THEMES = Column("themes", REF, "hasTheme", "theme", many=True)
_WEBSITE = Column("website", ADDRESS, "website")
_WIKIDATA = Column("wikidata", SAME, "owl:sameAs", "http://www.wikidata.org/entity/")
_ORGANISER = Column("organiser", REF, "organisedBy", "organisation", many=True)


def _typed(name: str, predicate: str = "", required: bool = False) -> tuple[Column, Column]:
    """Return a column that refers to an agent and the one that says of which kind it is."""
    return (
        Column(name, REF, predicate, f"@{name}_type", required=required),
        Column(f"{name}_type", CONCEPT, target=_AGENTS, required=required),
    )


SCHEMAS: tuple[Schema, ...] = (
    Schema("sources", "source", (
        Column("id", required=True), Column("url", ADDRESS), Column("title", required=True),
        Column("publisher"), Column("language"), Column("published", DATE),
    )),
    Schema("countries", "country", (
        _ID, _NAME, Column("iso2", TEXT, "iso2"), Column("iso3", TEXT, "iso3"), _WIKIDATA, _SOURCE,
    )),
    Schema("cities", "city", (
        _ID, _NAME, Column("country", REF, "locatedIn", "country"),
        Column("lat", DECIMAL, "latitude"), Column("lon", DECIMAL, "longitude"),
        Column("geonames", SAME, "owl:sameAs", "https://sws.geonames.org/"), _WIKIDATA, _SOURCE,
    )),
    Schema("venues", "venue", (
        _NAME, _ALIASES, Column("city", REF, "locatedIn", "city"), _SOURCE,
    ), key=("name", "city")),
    Schema("organisations", "organisation", (
        _ID, _NAME, _ALIASES,
        Column("kind", CONCEPT, "kind", "company public-body university association organiser "
               "media other"),
        Column("city", REF, "basedIn", "city"), Column("country", REF, "basedIn", "country"),
        Column("parent", REF, "parentOrganisation", "organisation"),
        Column("governs", REF, "governs", "city"), _WEBSITE, _WIKIDATA, _SOURCE,
    )),
    Schema("event_series", "series", (
        _ID, _NAME, _ALIASES, _ORGANISER, Column("city", REF, "basedIn", "city"),
        Column("country", REF, "basedIn", "country"), Column("since", DATE, "since"),
        Column("frequency", TEXT, "frequency"), _WEBSITE,
        Column("parent", REF, "parentSeries", "series"), _THEMES, _WIKIDATA, _SOURCE,
    )),
    Schema("events", "event", (
        _ID, Column("series", REF, "partOfSeries", "series"), _NAME, _ALIASES,
        Column("start_date", DATE, "startDate"), Column("end_date", DATE, "endDate"),
        Column("city", REF, "heldInCity", "city"),
        Column("country", REF, "heldInCountry", "country"),
        Column("venue", VENUE, "heldAtVenue"), Column("motto", TEXT, "motto"),
        Column("edition_number", INTEGER, "editionNumber"),
        Column("attendees", INTEGER, "attendeeCount"),
        Column("exhibitors", INTEGER, "exhibitorCount"),
        Column("speakers", INTEGER, "speakerCount"),
        Column("countries", INTEGER, "countryCount"), Column("cities", INTEGER, "cityCount"),
        Column("sessions", INTEGER, "sessionCount"), _THEMES,
        Column("format", CONCEPT, "format", "online hybrid"),
        Column("status", CONCEPT, "status", "announced held postponed"),
        Column("parent_event", REF, "subEventOf", "event"), _WEBSITE, _SOURCE,
    )),
    Schema("people", "person", (
        _ID, _NAME, _ALIASES, Column("role"), *_typed("affiliation"), Column("as_of", DATE),
        _WIKIDATA, _SOURCE,
    )),
    Schema("projects", "project", (
        _ID, _NAME, _ALIASES, Column("kind", CONCEPT, "kind", "pavilion programme initiative "
                                     "eu-project"),
        Column("organised_by", REF, "organisedBy", "typed", many=True),
        Column("partners", REF, "hasParticipant", "typed", many=True),
        Column("start", DATE, "startDate"), Column("end", DATE, "endDate"), _WEBSITE, _THEMES,
        _WIKIDATA, _SOURCE,
    )),
    Schema("positions", "", (
        Column("person", REF, target="person", required=True), Column("role"),
        *_typed("affiliation"), Column("as_of", DATE), _SOURCE,
    ), key=("person", "role", "affiliation", "affiliation_type", "as_of")),
    Schema("agent_themes", "", (
        *_typed("agent", required=True), Column("theme", REF, target="theme", required=True),
        _SOURCE,
    ), key=("agent", "agent_type", "theme")),
    Schema("participations", "", (
        Column("event", REF, target="event", required=True), *_typed("agent", required=True),
        Column("role", CONCEPT, target="@participation", required=True),
        Column("pavilion", REF, target="project"), _SOURCE,
    ), key=("event", "agent", "agent_type", "role", "pavilion")),
    Schema("partnerships", "", (
        *_typed("a", required=True), *_typed("b", required=True),
        Column("type", CONCEPT, target="@partnership", required=True), Column("since", DATE),
        Column("through", THROUGH), Column("announced_at", REF, target="event"), _SOURCE,
    ), key=("a", "a_type", "b", "b_type", "type", "since", "through", "announced_at")),
    Schema("awards", "", (
        Column("award", required=True), Column("event", REF, target="event", required=True),
        Column("category"), *_typed("winner", required=True), Column("city", REF, target="city"),
        Column("country", REF, target="country"), Column("project", PROJECT), _SOURCE,
    ), key=("award", "event", "category", "winner", "winner_type", "project")),
    Schema("figures", "", (
        Column("event", REF, target="event", required=True),
        Column("measure", CONCEPT, target="attendees exhibitors speakers countries cities sessions "
               "edition_number start_date end_date motto venue online_attendees "
               "exhibition_visitors award_entries sponsors", required=True),
        Column("value", required=True), Column("source", REF, target="source", required=True),
        Column("note"),
    ), key=("event", "measure", "value", "source")),
)  # fmt: skip

MEASURES: dict[str, tuple[str, str]] = {
    **{
        c.name: (c.states, c.holds) for c in next(s for s in SCHEMAS if s.table == "events").columns
    },
    "online_attendees": ("onlineAttendeeCount", INTEGER),
    "exhibition_visitors": ("exhibitionVisitorCount", INTEGER),
    "award_entries": ("awardEntryCount", INTEGER),
    "sponsors": ("sponsorCount", INTEGER),
}
"""What a measure of ``figures.csv`` states, and what its value holds."""
