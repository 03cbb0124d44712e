"""Resolving: which things are one and the same, and what people have decided about them."""
