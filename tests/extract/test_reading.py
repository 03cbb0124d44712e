"""Whatever a text is, reading it states nothing that cannot be found in it, and ends in time."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expograph.claims import Quote, Value
from expograph.extract import PARTS, languages, read
from expograph.extract.reading import LONGEST
from expograph.readings import Document, Entity, Fact, Reading
from expograph.vocabulary import CLASS_OF_KIND, PROPERTIES

Says = Callable[..., set[tuple[str, str, str]]]
Reads = Callable[..., Reading]

CONGRESS = "Smart City Expo World Congress 2019"

FRAGMENTS = (
    CONGRESS, "Hannover Messe", "InnoTrans 2018", "Siemens AG", "Huawei Technologies Co., Ltd.",
    "Fira de Barcelona", "Messe Berlin GmbH", "Barcelona City Council (BCC)", "Nordic Pavilion",
    "Gemeinschaftsstand Baden-Württemberg", "World Smart City Awards", "Mayor Ada Colau", "Colau",
    "Bürgermeisterin Ada Colau", "Barcelona", "Shanghai", "Nice", "Spanien", "Barcelona’s",
    "the show", "this year's fair", "die Messe", "both cities", "beide Städte", "sister cities",
    "the awards ceremony", "the ninth edition of", "Die 9. Ausgabe der", "for the 11th time",
    "zum 11. Mal", "is held every year", "findet jährlich statt", "was organised by",
    "veranstaltet", "exhibited at", "stellt aus", "spoke at", "sprach auf", "signed an agreement",
    "in", "auf der", "not", "nicht", "would", "more than 24,399 visitors", "400 Aussteller",
    "zwei Millionen", "expects", "from 19 to 21 November 2019", "vom 19. bis 21. November",
    "on 31 February", "last week", "this year", "2019", "14.", "topics", "Themen", "mobility",
    "Energie", "The motto was “Cities for all”", "unter dem Motto „Städte“", "Exhibitors:",
    "Aussteller:", "\n- ", "\n• ", "\n1. ", "\n\n", "\n", ":", ",", ".", ";", "and", "und", "&",
    "(", ")", "“", "”", "„", "»", "«", "'", "|", "<event#0>", "!", "\\", "\x00", "\u2028", "²", "ß",
    "İ", "ﬁ", "日本", "\u200d", "A", "A-", "-A", "e.V.",
)  # fmt: skip


def document(text: str, language: str = "en", published: str = "2019-11-25") -> Document:
    return Document("press", text, "", language, published)


def _quote(text: str, evidence: object) -> str:
    assert isinstance(evidence, Quote)
    assert text[evidence.start : evidence.end] == evidence.exact
    assert evidence.exact.strip()
    return evidence.exact


def _hold(text: str, reading: Reading) -> None:
    """Hold a reading to the laws: what it says stands in the text, and nothing is left loose."""
    entities = {entity.key: entity for entity in reading.entities}
    assert len(entities) == len(reading.entities)
    for entity in reading.entities:
        assert entity.kind in CLASS_OF_KIND
        assert entity.name.strip()
        assert entity.mentions or entity.kind == "theme"
        assert {entity.name, *entity.aliases} == {
            mention.form for mention in entity.mentions
        } or entity.kind == "theme"
        for mention in entity.mentions:
            _quote(text, mention.evidence)
    spoken_of = set()
    for fact in reading.facts:
        assert fact.predicate in PROPERTIES
        assert 0 < fact.confidence < 1
        spoken_of |= {each for each in (fact.subject, fact.object) if isinstance(each, str)}
        _quote(text, fact.evidence)
    assert spoken_of == entities.keys()
    assert len({(each.subject, each.predicate, each.object) for each in reading.facts}) == len(
        reading.facts
    )


def _not_named(reading: Reading) -> Iterator[tuple[Fact, Entity]]:
    """Yield what a fact speaks of that neither its quote nor its reference names."""
    entities = {entity.key: entity for entity in reading.entities}
    for fact in reading.facts:
        said = f"{fact.evidence.exact if isinstance(fact.evidence, Quote) else ''} {fact.reference}"
        for key in (fact.subject, fact.object):
            entity = entities[key] if isinstance(key, str) else None
            if entity and entity.kind not in ("theme", "series"):
                forms = (entity.name, *entity.aliases)
                if not any(form in said for form in forms):
                    yield fact, entity


texts = st.text(max_size=400)
mixtures = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=40).map(" ".join)
published = st.sampled_from(["", "2019", "2019-11", "2019-11-25", "2019-12-31"])


@given(texts | mixtures, st.sampled_from(languages()), published)
def test_whatever_a_text_says_it_can_be_found_in_it(
    text: str, language: str, published: str
) -> None:
    reading = read(document(text, language, published))
    _hold(text, reading)
    assert read(document(text, language, published)) == reading


@given(mixtures, st.sampled_from(languages()))
@settings(max_examples=200)
def test_what_a_fact_speaks_of_stands_in_its_quote_or_its_reference(
    text: str, language: str
) -> None:
    assert [*_not_named(read(document(text, language)))] == []


@given(mixtures, st.sampled_from(languages()), st.sets(st.sampled_from(PARTS)))
@settings(max_examples=50)
def test_every_part_can_be_left_out(text: str, language: str, without: set[str]) -> None:
    _hold(text, read(document(text, language), without=without))


@pytest.mark.parametrize(
    ("part", "text", "predicate"),
    [
        ("wordings", f"Siemens AG exhibited at {CONGRESS}.", "hasExhibitor"),
        ("lists", f"Siemens AG, MIXMOVE and CLEAN exhibited at {CONGRESS}.", "hasExhibitor"),
        ("list items", f"{CONGRESS}.\n\nExhibitors:\n- Siemens AG\n- MIXMOVE", "hasExhibitor"),
        ("signatures", f"{CONGRESS}.\n\nAda Colau\nMayor of Barcelona\n", "worksFor"),
        ("dates", f"{CONGRESS} takes place on 19 November 2019.", "startDate"),
        ("figures", f"{CONGRESS} had 400 exhibitors.", "exhibitorCount"),
        ("series", f"{CONGRESS} is held every year.", "partOfSeries"),
        ("mottos", "The motto of Hannover Messe was “Cities made of dreams”.", "motto"),
        ("topics", f"The topics of {CONGRESS} were mobility and energy.", "hasTheme"),
        ("joint stands", f"The Nordic Pavilion at {CONGRESS} was full.", "presentedAt"),
        ("only places", f"{CONGRESS} drew many visitors in Barcelona.", "heldInCity"),
        ("names of events", f"Siemens AG exhibited at {CONGRESS}.", "startDate"),
    ],
)
def test_what_is_left_out_brings_less(reads: Reads, part: str, text: str, predicate: str) -> None:
    whole = [fact for fact in reads(text).facts if fact.predicate == predicate]
    less = [fact for fact in reads(text, without=(part,)).facts if fact.predicate == predicate]
    assert [fact.object for fact in less] != [fact.object for fact in whole]


def test_a_language_that_cannot_be_read_says_nothing() -> None:
    reading = read(Document("press", f"Siemens AG was at {CONGRESS}.", "A title", "xx", "2019"))
    assert (reading.entities, reading.facts) == ((), ())
    assert reading.source.key == "document/press"
    assert (reading.source.title, reading.source.published) == ("A title", "2019")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "“", "(", "-", "…", "A"])
def test_a_text_of_nothing_says_nothing(reads: Reads, text: str) -> None:
    assert (reads(text).entities, reads(text).facts) == ((), ())


def test_the_event_that_the_text_is_about_stands_first(reads: Reads) -> None:
    reading = reads(f"Siemens AG, Fira de Barcelona and MIXMOVE exhibited at {CONGRESS}.")
    assert reading.entities[0].name == CONGRESS


def test_facts_stand_in_the_order_of_the_text(reads: Reads) -> None:
    reading = reads(f"{CONGRESS} was held in Barcelona. Siemens AG exhibited at {CONGRESS}.")
    quotes = [fact.evidence for fact in reading.facts]
    places = [quote.start for quote in quotes if isinstance(quote, Quote)]
    assert places == sorted(places)


def test_an_event_of_which_only_one_thing_is_said_in_passing_is_left_out(says: Says) -> None:
    text = f"{CONGRESS} was held in Barcelona. MIXMOVE exhibited at Hannover Messe."
    found = says(text)
    assert (CONGRESS, "heldInCity", "Barcelona") in found
    assert not [fact for fact in found if "Hannover" in fact[0]]


def test_an_event_of_which_more_is_said_is_kept(says: Says) -> None:
    text = (
        f"{CONGRESS} was held in Barcelona. MIXMOVE exhibited at Hannover Messe. "
        "Hannover Messe had 6,500 exhibitors."
    )
    assert {
        ("Hannover Messe", "hasExhibitor", "MIXMOVE"),
        ("Hannover Messe", "exhibitorCount", "6500"),
    } <= says(text)


def test_the_list_item_that_names_an_exhibitor_is_said_with_the_fact(reads: Reads) -> None:
    reading = reads(f"{CONGRESS} closed.\n\nExhibitors:\n- Siemens AG\n- MIXMOVE\n")
    assert [fact for fact in reading.facts if fact.predicate == "hasExhibitor"]
    assert [*_not_named(reading)] == []


def test_text_beyond_the_longest_is_not_read(reads: Reads) -> None:
    text = f"{' ' * LONGEST}{CONGRESS} was held in Barcelona."
    assert reads(text).facts == ()


# -- hostile texts


def _hostile_names(shared: Path) -> list[Path]:
    return sorted(
        path for kind in ("text", "html") for path in (shared / "hostile" / kind).iterdir()
    )


@pytest.mark.parametrize("language", languages())
def test_hostile_files_are_read_as_what_they_are(shared: Path, language: str) -> None:
    for path in _hostile_names(shared):
        text = path.read_bytes().decode("utf-8", "replace")
        begin = process_time()
        _hold(text[:LONGEST], read(document(text, language)))
        assert process_time() - begin < 20, path.name


def test_gold_documents_are_read_by_the_laws(shared: Path) -> None:
    for path in sorted((shared / "gold" / "dev").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        known = gold["document"]
        language, day = known["language"], known["published"] or ""
        reading = read(Document(known["id"], gold["text"], known["title"], language, day))
        _hold(gold["text"], reading)
        assert [*_not_named(reading)] == [], path.name


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "unit",
    [
        "14. 14. 14. ",
        "A B C D ",
        "and und ",
        "( ( ( ",
        "“Smart City” ",
        "Ministry of Land, Infrastructure, ",
        f"{CONGRESS} had 400 exhibitors. ",
        "Siemens AG, Huawei, Cisco and Bosch GmbH, ",
    ],
)
def test_a_long_text_of_one_thing_is_read_in_time(unit: str, language: str) -> None:
    text = unit * (100_000 // len(unit))
    begin = process_time()
    read(document(text, language))
    assert process_time() - begin < 8


@pytest.mark.parametrize("language", languages())
def test_the_longest_text_is_read_in_time(language: str) -> None:
    unit = f"Siemens AG, Huawei and Bosch GmbH exhibited at {CONGRESS}, the show. "
    begin = process_time()
    read(document(unit * (LONGEST // len(unit)), language))
    assert process_time() - begin < 20


@pytest.mark.parametrize("unit", ["a:\n", "- Siemens AG:\n", "- mobility\n", "Both cities met. "])
def test_lines_and_items_without_end_are_read_in_time(unit: str) -> None:
    text = f"The topics of {CONGRESS} are:\n{unit * (200_000 // len(unit))}"
    begin = process_time()
    read(document(text))
    assert process_time() - begin < 20


def _names(pattern: str) -> str:
    """Return a text of many different names, each in a sentence."""
    letters = "bcdfghklmnprstvz"
    words = (f"{a}o{b}a{c}i{d}u" for a in letters for b in letters for c in letters for d in "klm")
    return " ".join(pattern.format(word.capitalize()) for word in words)[:200_000]


@pytest.mark.parametrize(
    "pattern",
    [
        "{} Expo took place on 4 May 2019 with 400 exhibitors.",
        "The 5th {} Expo 2019 was held. The 6th {} Expo 2020 was held.",
        f"{{}} AG exhibited at {CONGRESS}.",
        f"Mayor {{}} Colau spoke at {CONGRESS}.",
    ],
)
def test_a_text_of_many_names_is_read_in_time(pattern: str) -> None:
    text = _names(pattern.replace("{} Expo 2020", "Expo 2020"))
    begin = process_time()
    read(document(text))
    assert process_time() - begin < 20


def test_years_are_typed_and_figures_are_whole_numbers(reads: Reads) -> None:
    reading = reads(f"Siemens AG exhibited at {CONGRESS}. {CONGRESS} had 400 exhibitors.")
    values = {
        fact.predicate: fact.object for fact in reading.facts if isinstance(fact.object, Value)
    }
    assert values == {
        "startDate": Value("2019", "gYear"),
        "exhibitorCount": Value("400", "integer"),
    }
