"""A text is cut where a reader would stop, and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from expograph.claims import Quote, Value
from expograph.marked.passages import passages
from expograph.readings import Fact

TEXT = """\
A congress in the harbour

The congress opened in November. Clean showed a barge, so did the city of Malmö! More than
400 came. Dr. Who did not.
"""


def resting_on(words: str, text: str = TEXT) -> Fact:
    """Return a fact that rests on these words."""
    start = text.index(words)
    quote = Quote(words, start, start + len(words))
    return Fact("event/x", "motto", Value(words), quote)


def cut(*quotes: str) -> list[tuple[str, int]]:
    """Return the passages of the text as words, each with the number of its facts."""
    found = passages(TEXT, [resting_on(words) for words in quotes])
    return [(TEXT[each.start : each.end], len(each.facts)) for each in found]


def test_a_passage_is_the_sentence_that_facts_rest_on() -> None:
    assert cut("Clean showed a barge", "the city of Malmö") == [
        ("A congress in the harbour\n\nThe congress opened in November.", 0),
        ("Clean showed a barge, so did the city of Malmö!", 2),
        ("More than\n400 came. Dr. Who did not.", 0),
    ]


def test_sentences_that_one_quote_spans_stay_together() -> None:
    spanning = "November. Clean showed a barge"
    (_, _), (words, facts), *_ = cut(spanning, "opened in November.", "the city of Malmö")
    assert (words[:12], words[-6:], facts) == ("The congress", "Malmö!", 3)


def test_a_text_on_which_nothing_rests_is_one_passage() -> None:
    assert cut() == [(TEXT.strip(), 0)]
    assert passages("", []) == []


def test_the_passages_that_begin_a_line_are_known() -> None:
    found = passages(TEXT, [resting_on("opened"), resting_on("barge")])
    assert [each.opens for each in found] == [True, True, False, False]


def test_facts_stand_in_the_order_of_their_words() -> None:
    (_, passage, _) = passages(TEXT, [resting_on("Malmö"), resting_on("Clean")])
    assert [quote.exact for quote, _ in passage.facts] == ["Clean", "Malmö"]


@given(
    st.text("ab. \nX!?»\u2028ß(", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), max_size=6),
)
def test_no_word_and_no_fact_is_lost(text: str, places: list[tuple[int, int]]) -> None:
    quotes = [
        Quote(text[start : start + size], start, start + size)
        for start, size in places
        if text[start : start + size].strip() and start + size <= len(text)
    ]
    quotes = [quote for quote in quotes if quote.exact == quote.exact.strip()]
    facts = [Fact("event/x", "motto", Value("x"), quote) for quote in quotes]
    found = passages(text, facts)
    assert "".join("".join(text[p.start : p.end].split()) for p in found) == "".join(text.split())
    assert sum(len(passage.facts) for passage in found) == len(facts)
    for passage in found:
        for quote, _ in passage.facts:
            assert passage.start <= quote.start < quote.end <= passage.end
    ends = [place for passage in found for place in (passage.start, passage.end)]
    assert ends == sorted(ends)
