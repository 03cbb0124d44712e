"""Extracting: from what a text says to claims with its words. The documents' rooms go here."""
