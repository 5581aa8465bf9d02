"""What the rooms have in common that share one page, of which one is in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.destination import Command, Destination

if TYPE_CHECKING:
    from metanoia.ui.page import Page


class Room(QWidget):
    """One part of a page: it is brought up to date and gone to as a page is.

    ``asked`` carries a Destination, ``said`` a Notice, ``tab_asked`` the room to show instead.
    """

    asked = Signal(object)
    said = Signal(object)
    tab_asked = Signal(int)
    commands_changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.journal = page.journal

    def go(self, destination: Destination) -> None:
        """Show what ``destination`` names in this room."""
        raise NotImplementedError

    def where(self) -> Destination:
        """Return the way back to what is shown now."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show what the journal holds now."""
        raise NotImplementedError

    def commands(self) -> list[Command]:
        """Return what can be done here by key and from the palette."""
        raise NotImplementedError

    def panes(self) -> Sequence[QWidget]:
        """Return the parts of the room that F6 goes through, in reading order."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the keyboard where one begins here."""
        raise NotImplementedError

    def save(self) -> None:
        """Keep what is being written here; called before the page is left, locked or closed."""

    def unsaved(self) -> str:
        """Return as text what could not be kept, empty if nothing."""
        return ""

    def blank(self) -> None:
        """Forget every text shown; the journal is about to be closed."""
        raise NotImplementedError
