"""The register: every assumption by where it stands, and the one that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from metanoia.ui.destination import Command, Destination
from metanoia.ui.pages.assumptions.head import ASSUMPTIONS, RoomHead
from metanoia.ui.pages.assumptions.room import Room
from metanoia.ui.widgets.layout import vbox
from metanoia.ui.widgets.two_panes import TwoPanes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.ui.page import Page


class RegisterRoom(Room):
    """The list on the left, what is known of one assumption on the right."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.head = RoomHead(ASSUMPTIONS, self.tr("New assumption"), key="Ctrl+Shift+A")
        left = QWidget()
        left.setLayout(vbox(self.head, None))
        self.panes_ = TwoPanes(left, QWidget())
        self.setLayout(vbox(self.panes_))
        self.head.tab_asked.connect(self.tab_asked)

    def go(self, destination: Destination) -> None:
        """Show the assumption that ``destination`` names."""

    def where(self) -> Destination:
        """Return the way back to the assumption that is looked at."""
        return Destination(page=self.page.name, section="register")

    def refresh(self) -> None:
        """Show what the journal holds now."""

    def commands(self) -> list[Command]:
        """Return what can be done with the assumption that is looked at."""
        return []

    def panes(self) -> Sequence[QWidget]:
        """Return the list and the detail."""
        return (self,)

    def take_focus(self) -> None:
        """Begin in the list."""
        self.head.new.setFocus()

    def blank(self) -> None:
        """Forget every assumption."""
