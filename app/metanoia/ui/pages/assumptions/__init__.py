"""Assumptions: what is taken for granted and how sure of it one is; predictions beside them."""

from metanoia.ui.pages.assumptions.page import AssumptionsPage

__all__ = ["AssumptionsPage"]
