"""The settings: what can be chosen, what is kept where, and help."""

from metanoia.ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
