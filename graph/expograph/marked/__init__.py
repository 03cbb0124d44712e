"""Shows texts with what they say beside their words, as a page or as lines for a terminal."""

from expograph.marked.lines import lines
from expograph.marked.page import draw

__all__ = ["draw", "lines"]
