"""A line of a card that can be pressed: flat until it is pointed at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.layout import Child, hbox
from metanoia.ui.widgets.pressable import pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow

INDENT = 10  # px at scale 1 between the row's edge and its words


class QuietRow(LaidOutRow):
    """Lays ``children`` out from left to right; Delete and the like go on to the card."""

    def __init__(self, name: str, *children: Child, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.setAccessibleName(name)
        self.setLayout(hbox(*children, margins=(INDENT, 6, INDENT, 6)))
        pass_mouse_through(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the page, which scrolls by them."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)
