"""Team: what one wants together with others, in whose words, and the conversations about it."""

from metanoia.ui.pages.team.page import TeamPage

__all__ = ["TeamPage"]
