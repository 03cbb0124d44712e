"""A person is asked one thing after another, and what was answered is kept at once."""

from collections.abc import Callable, Iterable

import pytest

from expograph.claims import Decision
from expograph.review.asking import Conversation, go_through
from expograph.review.deciding import Signed
from expograph.review.doubts import doubts
from expograph.store.engine import Engine

Graph = Callable[..., Engine]
TWINS = """id,name,aliases,kind,city,country,parent,website,source
fira,Fira de Barcelona,,organiser,barcelona,spain,,https://www.firabarcelona.com/,page
clean,CLEAN,Clean,association,,,,,page
mixmove,MIXMOVE,,company,lyon,france,,,page
mixmove-lyon,Mixmove Lyon SA,Mixmove,company,lyon,france,,,other
"""
FIGURES = """event,measure,value,source,note
scewc-2021,attendees,10000,page,
scewc-2021,attendees,12000,other,
"""


class Person:
    """Types answers, one after the other, and remembers what was said and kept."""

    def __init__(self, *typed: str) -> None:
        self.typed = list(typed)
        self.prompts: list[str] = []
        self.told: list[str] = []
        self.kept: list[Decision] = []

    def ask(self, prompt: str) -> str:
        self.prompts.append(prompt)
        if not self.typed:
            raise EOFError
        return self.typed.pop(0)

    def keep(self, decisions: Iterable[Decision]) -> list[Decision]:
        new = list(decisions)
        self.kept += new
        return new


@pytest.fixture
def engine(graph: Graph) -> Engine:
    """A graph with a possible duplicate and a contested value."""
    return graph(organisations=TWINS, figures=FIGURES)


def asked(engine: Engine, person: Person, who: str = "") -> list[tuple[str, str, str]]:
    """Let a person go through the doubts; return what was decided, by whom and why."""
    conversation = Conversation(person.ask, person.told.append, person.keep)
    made = go_through(doubts(engine.rows), engine.rows, conversation, Signed(who, "2024-01-01"))
    assert made == person.kept
    return [(each.kind, each.who, each.why) for each in made]


def test_who_decides_is_asked_for_once(engine: Engine) -> None:
    person = Person("n two firms", "", "Ada", "c2")
    assert asked(engine, person) == [("not the same", "Ada", "two firms"), ("confirm", "Ada", "")]
    assert person.prompts == ["> ", "who decides? ", "who decides? ", "> "]


def test_who_said_so_beforehand_is_not_asked(engine: Engine) -> None:
    person = Person("s", "c")
    assert [who for _, who, _ in asked(engine, person, "Eve")] == ["Eve", "Eve"]
    assert person.prompts == ["> ", "> "]


def test_what_follows_from_an_answer_is_not_asked_any_more(graph: Graph) -> None:
    third = TWINS + "mixmove-as,Mixmove AS,Mixmove,company,lyon,france,,,other\n"
    engine = graph(organisations=third)
    assert len(doubts(engine.rows)) == 3
    person = Person("s", "s")
    assert [kind for kind, *_ in asked(engine, person, "me")] == ["same", "same"]
    assert len(person.told) == 2


def test_enter_skips_and_q_ends(engine: Engine) -> None:
    assert asked(engine, Person("", "q"), "me") == []
    assert asked(engine, Person("q", "s"), "me") == []
    assert asked(engine, Person("", "c"), "me") == [("confirm", "me", "")]


def test_what_was_answered_before_the_end_of_the_input_is_kept(engine: Engine) -> None:
    assert asked(engine, Person("u"), "me") == [("unsure", "me", "")]
    person = Person("u", "o")
    assert asked(engine, person, "me") == [("unsure", "me", "")]


def test_what_was_answered_before_somebody_breaks_off_is_kept(engine: Engine) -> None:
    class Impatient(Person):
        def ask(self, prompt: str) -> str:
            if not self.typed:
                raise KeyboardInterrupt
            return super().ask(prompt)

    person = Impatient("s")
    with pytest.raises(KeyboardInterrupt):
        asked(engine, person, "me")
    assert [each.kind for each in person.kept] == ["same"]


def test_a_wrong_answer_is_asked_again_in_a_sentence(engine: Engine) -> None:
    person = Person("maybe", "n", "o", "many", "o 9.9", "o 9000")
    assert [kind for kind, *_ in asked(engine, person, "me")] == ["not the same", "correct"]
    said = "".join(person.told)
    assert "'maybe' is none of the answers; s same · n not the same" in said
    assert "'many' cannot stand there, but something such as '12000' can" in said
    assert person.prompts == ["> ", "> ", "> ", "the right value: ", "> ", "> "]
    assert person.kept[-1].value == "9000"


def test_each_doubt_is_shown_with_its_place_and_the_answers_that_it_takes(engine: Engine) -> None:
    person = Person("", "")
    asked(engine, person)
    first, second = person.told
    assert "1 of 2 · possible duplicates" in first
    assert first.endswith("s same · n not the same · u unsure · Enter skips · q quits\n")
    assert "2 of 2 · a contested value" in second
    assert "c confirm 1 (c2: 2) · r reject (r2: 2) · o correct it · Enter skips" in second
