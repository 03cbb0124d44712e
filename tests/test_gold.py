"""What a text says, in the form of the gold documents."""

import json

from expograph.claims import Quote, Ref, Source, Value
from expograph.gold import PREDICATES, said
from expograph.readings import Document, Entity, Fact, Mention, Reading
from expograph.vocabulary import PROPERTIES

TEXT = "Clean and 400 others showed at Smart City Expo, which opened on 19 November 2019."
DOCUMENT = Document(
    "press-2019", TEXT, "A look back", "en", "2019-12", address="https://example.org/"
)


def quote(words: str) -> Quote:
    """Return words of the text as evidence."""
    return Quote(words, TEXT.index(words), TEXT.index(words) + len(words))


def reading() -> Reading:
    """What the text says, and something that gold documents do not tell."""
    expo, clean = "event/smart-city-expo", "organisation/clean"
    whole, opened = quote(TEXT), quote("opened on 19 November 2019")
    named = Mention("Clean", quote("Clean"))
    entities = (
        Entity(expo, "event", "Smart City Expo", ("SCE",)),
        Entity(clean, "organisation", "Clean", (), "association", (named,)),
        Entity("organisation/x", "organisation", "Smart", sort="think tank"),
        Entity("theme/energy", "theme", "energy"),
    )  # fmt: skip
    facts = (
        Fact(expo, "hasExhibitor", clean, whole, 0.91239, (("role", Ref("role", "exhibitor")),)),
        Fact(expo, "startDate", Value("2019-11-19", "date"), opened, 0.8, reference="which?"),
        Fact(expo, "exhibitorCount", Value("400", "integer"), quote("400 others")),
        Fact(clean, "website", Value("https://example.org/"), whole),
    )
    return Reading(Source("document/press-2019"), entities, facts)


def test_what_a_text_says_has_the_form_of_the_gold_documents() -> None:
    form = said(DOCUMENT, reading())
    assert form["document"] == {
        "id": "press-2019",
        "url": "https://example.org/",
        "language": "en",
        "title": "A look back",
        "published": "2019-12",
    }
    assert form["text"] == TEXT
    assert form["entities"][:2] == [
        {"id": "e1", "type": "Event", "name": "Smart City Expo", "aliases": ["SCE"]},
        {
            "id": "e2",
            "type": "Organisation",
            "kind": "association",
            "name": "Clean",
            "aliases": [],
        },
    ]
    assert form["facts"][0] == {
        "subject": "e1",
        "predicate": "hasExhibitor",
        "object": "e2",
        "quote": TEXT,
        "start": 0,
        "end": len(TEXT),
        "confidence": 0.912,
    }
    assert json.loads(json.dumps(form)) == form


def test_numbers_are_numbers_dates_are_texts_and_the_reference_is_told() -> None:
    _, date, count = said(DOCUMENT, reading())["facts"]
    assert (date["value"], date["reference"]) == ("2019-11-19", "which?")
    assert count["value"] == 400 and "reference" not in count


def test_every_quote_is_what_stands_at_its_place() -> None:
    form = said(DOCUMENT, reading())
    for fact in form["facts"]:
        assert form["text"][fact["start"] : fact["end"]] == fact["quote"]


def test_a_kind_of_organisation_that_gold_does_not_have_is_another() -> None:
    assert said(DOCUMENT, reading())["entities"][2]["kind"] == "other"


def test_what_gold_documents_do_not_tell_is_left_out() -> None:
    assert "website" not in {fact["predicate"] for fact in said(DOCUMENT, reading())["facts"]}
    assert set(PREDICATES) <= PROPERTIES


def test_what_is_not_known_of_a_document_is_null() -> None:
    known = said(Document("x", "Some words."), Reading(Source("document/x")))["document"]
    assert known == {"id": "x", "url": None, "language": "", "title": "", "published": None}
