"""Keeping the graph on disk: generations in a folder, opened read-only, written by one at a time."""
