"""The Review page: a week, a quarter, a year."""

from metanoia.ui.pages.review.page import ReviewPage

__all__ = ["ReviewPage"]
