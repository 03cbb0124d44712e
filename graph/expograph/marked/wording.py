"""Says in words what a fact states, for the page and for the terminal."""

import tomllib
from functools import cache
from pathlib import Path

from expograph.claims import Ref, Value
from expograph.readings import Entity, Fact, Reading

_WORDS = Path(__file__).with_name("words.toml")


@cache
def words(section: str) -> dict[str, str]:
    """Return our words of one section of ``words.toml``.

    >>> words("predicate")["heldInCity"]
    'is held in'
    """
    found = tomllib.loads(_WORDS.read_text(encoding="utf-8"))[section]
    return {name: str(said) for name, said in found.items()}


def stated(predicate: str) -> str:
    """Return what a predicate says between its two ends; its name where we have no words."""
    return words("predicate").get(predicate, predicate)


def entities_of(reading: Reading) -> dict[str, Entity]:
    """Return the entities of a reading by their key."""
    return {entity.key: entity for entity in reading.entities}


def end_of(fact: Fact, entities: dict[str, Entity]) -> str:
    """Return the name or the value at the far end of a fact."""
    return fact.object.text if isinstance(fact.object, Value) else entities[fact.object].name


def beside(fact: Fact) -> list[str]:
    """Return what is said of a fact beside its two ends: qualifiers, and what stands elsewhere."""
    understood = ("role", words("understood").get(fact.predicate, ""))
    qualifiers = [
        f"{words('qualifier').get(name, name)} {_said(value)}"
        for name, value in fact.qualifiers
        if (name, _said(value)) != understood
    ]
    return [*qualifiers, *([fact.reference] if fact.reference else [])]


def _said(value: Ref | Value) -> str:
    return value.text if isinstance(value, Value) else value.key


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "fact", "facts"), counted(1200, "fact", "facts")
    ('1 fact', '1,200 facts')
    """
    said = words("page")
    return f"{number:,} {said[one] if number == 1 else said[many]}"


def sure(confidence: float) -> str:
    """Return a confidence as it is shown.

    >>> sure(0.8), sure(1.0)
    ('0.80', '1.00')
    """
    return f"{confidence:.2f}"
