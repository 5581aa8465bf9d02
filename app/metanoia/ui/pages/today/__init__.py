"""The page on which entries are written."""

from metanoia.ui.pages.today.page import TodayPage

__all__ = ["TodayPage"]
