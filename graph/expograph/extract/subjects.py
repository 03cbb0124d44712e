"""States what an event is about: its themes, its motto, and the joint stands that are shown."""

from collections.abc import Sequence

from expograph.claims import Value
from expograph.extract.rows import Row, Thing
from expograph.extract.statements import Theme
from expograph.extract.telling import IN_LIST, Telling
from expograph.extract.tokens import Token, among
from expograph.extract.topics import Topic, Topics
from expograph.extract.words import Words

_MOTTO_BEFORE, _MOTTO_AFTER = 45, 25
"""How many characters before and after a quotation may say that it is a motto."""

_TO_ABOUT = 3
"""How many words after an event "on" or "about" may stand and still belong to it."""

_TO_VERB = 40

_MANY = 5
"""So many themes in one list are hardly those of anything but the event."""


class Subjects:
    """States topics and mottos, by the words of a language and the themes of the ontology."""

    def __init__(self, words: Words, telling: Telling, topics: Topics) -> None:
        self._telling, self._topics = telling, topics
        self._is_compounding = words.is_compounding
        self._motto = words.all("editions", "motto")

    def motto(self, row: Row) -> None:
        """State the slogan of an event: what stands in quotation marks by "motto"."""
        for quoted in row.of_kind("quoted"):
            start, end = quoted.start - _MOTTO_BEFORE, quoted.end + _MOTTO_AFTER
            near = [
                token for token in row.tokens
                if start < token.start < quoted.start or quoted.end <= token.start < end
            ]  # fmt: skip
            if not among(near, self._motto):
                continue
            event, number, about = self._telling.spoken_of(row, quoted.start)
            number = self._telling.main if number is None else number
            if number is not None and not self._telling.notebook.has(number, "motto"):
                self._telling.note(
                    row, number, "motto", Value(quoted.form.strip(" ,.;")),
                    confidence=0.85 if event else 0.7, rule="motto", event=event, reference=about,
                )  # fmt: skip

    def pavilions(self, row: Row) -> None:
        """State at which event a joint stand is: the one of which its sentence speaks."""
        for thing in row.of_kind("project"):
            member = self._telling.notebook.cast.members[thing.members[0]]
            event = self._telling.nearest(row, thing.start)
            if event is None or thing.is_list or member.sort != "pavilion":
                continue
            self._telling.note(
                row, thing.members[0], "presentedAt", event.members[0], confidence=0.85,
                rule="joint stand", event=event, reference=self._telling.refers(thing),
            )  # fmt: skip

    def themes(self, row: Row, after: Sequence[Token] = ()) -> None:
        """State the themes that a wording announces; ``after`` are the list items that follow."""
        event, number, about = self._telling.spoken_of(row, row.start)
        if number is None or not (after or self._topics.may_stand(row.vocabulary)):
            return
        tokens = [*row.tokens, *after]
        cues = [*self._topics.cues(row.tokens)]
        found = [
            topic for topic in self._topics.themes(tokens) if not _is_named(row, tokens, topic)
        ]
        listed = self._topics.in_lists(tokens, found)
        is_long = len({theme for topic in listed for theme in topic.themes}) >= _MANY
        for topic in found:
            cue = next((last for last in cues if last < topic.first), None)
            certain = topic in listed, is_long
            confidence = self._confidence(row, tokens, event, cue, topic, *certain)
            first, last = tokens[topic.first], tokens[topic.last]
            place = f"{IN_LIST} the topic, at characters {first.start}–{last.end}"
            said = [about, place if first.start >= row.end else ""]
            for theme in topic.themes if confidence else ():
                self._telling.note(
                    row, number, "hasTheme", Theme(theme), confidence=confidence, rule="topics",
                    event=event, reference="; ".join(each for each in said if each),
                )  # fmt: skip

    def _confidence(
        self, row: Row, tokens: Sequence[Token], event: Thing | None, cue: int | None,
        topic: Topic, is_listed: bool, is_long: bool,
    ) -> float:  # fmt: skip
        """Return how sure it is that an event is about a theme, or nought.

        A wording that announces topics says so, or "on" after the event, or a list of several; a
        long list does even where its sentence does not name the event.
        """
        is_led = cue is not None and self._leads(row, tokens, cue, topic.first)
        if event is None:
            return 0.6 if is_led and is_listed else 0.55 if is_listed and is_long else 0
        if cue is not None:
            return 0.8 if is_led else 0
        if self._is_about(tokens, topic.first, event):
            return 0.75
        verb = self._verb_follows(tokens, topic.first, event)
        return 0.75 if verb else 0.65 if is_listed else 0

    def _leads(self, row: Row, tokens: Sequence[Token], cue: int, topic: int) -> bool:
        """Tell whether a wording that announces topics goes on up to a theme."""
        if among(tokens[cue:topic], self._telling.refused):
            return False
        start, end = tokens[cue].start, tokens[topic].start
        others = row.of_kind("award", "project", "person")
        return not any(start < thing.start < end for thing in others)

    def _is_about(self, tokens: Sequence[Token], at: int, event: Thing) -> bool:
        """Tell whether a theme follows an event: "the biggest event on urban development"."""
        for before in range(at - 1, max(-1, at - 12), -1):
            token = tokens[before]
            is_name = token.is_capital and not self._is_compounding
            if token.end <= event.end or is_name or token.text in ".;:":
                return False
            if self._topics.is_about(tokens, before):
                between = [each for each in tokens[before + 1 : at] if each.is_word]
                led = [each for each in tokens[:before] if event.end <= each.start]
                return len(led) <= _TO_ABOUT and (len(between) < 3 or self._are_themes(between))
        return False

    def _are_themes(self, between: Sequence[Token]) -> bool:
        """Tell whether words before a theme are, with few exceptions, themes themselves."""
        known = sum(topic.last - topic.first + 1 for topic in self._topics.themes(between))
        return known * 2 >= len(between)

    def _verb_follows(self, tokens: Sequence[Token], topic: int, event: Thing) -> bool:
        """Tell whether the verb that announces topics ends the clause, as in German."""
        later = tokens[topic : topic + _TO_VERB]
        return tokens[topic].start > event.end and among(later, self._topics.verb_final)


def _is_named(row: Row, tokens: Sequence[Token], topic: Topic) -> bool:
    """Tell whether the words of a theme are part of a name: Urban Mobility Forum."""
    at = tokens[topic.first].start
    return any(not thing.phrase and thing.start <= at < thing.end for thing in row.things)
