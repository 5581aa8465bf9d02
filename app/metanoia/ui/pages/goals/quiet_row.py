"""A line of a card that can be pressed: flat until it is pointed at; single keys act on it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.layout import Child, hbox
from metanoia.ui.widgets.pressable import pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow


class QuietRow(LaidOutRow):
    """``pressed_item`` carries the id of the thing it stands for.

    ``key_asked`` carries what a single key of ``keys`` asks for, and the id.
    """

    pressed_item = Signal(str)
    key_asked = Signal(str, str)

    def __init__(
        self,
        name: str,
        *children: Child,
        item: str = "",
        inset: int = 8,
        keys: Mapping[Qt.Key, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent=parent)
        self.item = item
        self._keys = keys or {}
        self.setAccessibleName(name)
        self.setLayout(hbox(*children, margins=(inset, 5, inset, 5)))
        pass_mouse_through(self)
        self.clicked.connect(self._clicked)

    def hasHeightForWidth(self) -> bool:
        """Return whether anything in it wraps; Qt takes a height of -1 at its word otherwise."""
        layout = self.layout()
        return layout is not None and layout.hasHeightForWidth()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a single key asks for; leave the arrows to the page, which scrolls by them."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in self._keys:
            self.key_asked.emit(self._keys[key], self.item)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        self.pressed_item.emit(self.item)
