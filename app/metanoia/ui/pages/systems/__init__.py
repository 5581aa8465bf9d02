"""The Systems page: maps of what feeds what."""

from metanoia.ui.pages.systems.page import SystemsPage

__all__ = ["SystemsPage"]
