"""Validates a graph: SHACL shapes become SPARQL, what breaks them is said in sentences."""

from expograph.shapes.compiler import checks
from expograph.shapes.report import Check, Violation, violations
from expograph.shapes.said import UnknownConstruct

__all__ = ["Check", "UnknownConstruct", "Violation", "checks", "violations"]
