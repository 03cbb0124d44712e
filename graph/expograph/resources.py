"""Finds the ontology, the queries and the built-in tables, in a checkout or in a wheel."""

from collections.abc import Iterator
from pathlib import Path

_HERE = Path(__file__).parent
_CHECKOUT = {"ontology": "ontology", "queries": "queries", "facts": "graph/facts"}


def folder(name: str) -> Path:
    """Return the folder that holds ``name``: "ontology", "queries" or "facts".

    A wheel carries them inside the package; a checkout keeps them where people look for them.
    """
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parents[1] / _CHECKOUT[name]


def files(name: str, suffix: str, below: str = "") -> Iterator[tuple[str, Path]]:
    """Yield each file of a folder that ends in ``suffix`` with its name, sorted by name.

    >>> "expograph" in dict(files("ontology", ".ttl"))
    True
    """
    for path in sorted((folder(name) / below).glob(f"*{suffix}")):
        yield path.name.removesuffix(suffix), path


def tables(place: Path | None = None) -> list[Path]:
    """Return the CSV tables of a folder, of the built-in one unless another is given."""
    return sorted((place or folder("facts")).glob("*.csv"))


def query(name: str) -> str:
    """Return the text of a query of ours by its path below ``queries/``, without ending."""
    return (folder("queries") / f"{name}.rq").read_text(encoding="utf-8")
