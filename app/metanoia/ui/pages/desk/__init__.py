"""Coach desk: shares that others sealed, opened to be read."""

from metanoia.ui.pages.desk.page import DeskPage

__all__ = ["DeskPage"]
