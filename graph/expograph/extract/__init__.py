"""Extracting: what a text names and states, with the words that say it, before identity."""

from expograph.extract.reading import PARTS, read
from expograph.extract.words import languages, version

__all__ = ["PARTS", "languages", "read", "version"]
