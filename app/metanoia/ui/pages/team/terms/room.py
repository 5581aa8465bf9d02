"""A room of the Team page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from metanoia.ui.destination import Command, Destination
from metanoia.ui.pages.team.head import WORDS, TeamHead
from metanoia.ui.room import Room
from metanoia.ui.widgets.empty import EmptyState
from metanoia.ui.widgets.layout import boxed, hbox, vbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from metanoia.ui.page import Page


class TermsRoom(Room):
    """What is there, or how to begin."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.head = TeamHead(WORDS)
        self.empty = EmptyState(
            "languages", self.tr("Which words mean different things to you?"), ""
        )
        self.setLayout(vbox(boxed(hbox(self.head, margins=(32, 18, 18, 0))), (self.empty, 1)))
        self.head.tab_asked.connect(self.tab_asked)

    def go(self, destination: Destination) -> None:
        """Show the room."""

    def where(self) -> Destination:
        """Return the way back to this room."""
        return Destination(page=self.page.name, section="words")

    def refresh(self) -> None:
        """Show what the journal holds now."""

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        return []

    def panes(self) -> Sequence[QWidget]:
        """Return the one pane."""
        return [self]

    def take_focus(self) -> None:
        """Begin at the tabs."""
        self.head.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def blank(self) -> None:
        """Forget nothing yet."""
