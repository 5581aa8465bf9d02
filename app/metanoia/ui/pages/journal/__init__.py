"""The Journal page."""

from metanoia.ui.pages.journal.page import JournalPage

__all__ = ["JournalPage"]
