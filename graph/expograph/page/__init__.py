"""Draws a network as one HTML page that works offline and shows the words behind every tie."""

from expograph.page.draw import draw

__all__ = ["draw"]
