"""Goals: what somebody wants to be true and what is true now; what matters beside them."""

from metanoia.ui.pages.goals.page import GoalsPage

__all__ = ["GoalsPage"]
