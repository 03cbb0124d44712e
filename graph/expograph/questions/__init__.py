"""Asking: the library of questions, the names that people type, the evidence behind answers."""
