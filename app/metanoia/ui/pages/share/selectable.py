"""A reading view whose words can be selected by the mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.reading import Reading

_MOVING: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class SelectableReading(Reading):
    """Shows a caret from the first arrow key on, until the mouse is used again."""

    def __init__(
        self,
        fetch: Callable[[str], bytes | None],
        *,
        size: float = 17,
        left: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(fetch, size=size, left=left, parent=parent)
        by_keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(self.textInteractionFlags() | by_keys)
        self.setCursorWidth(0)

    def show_html(self, html: str) -> None:
        """Show other HTML, with nothing selected."""
        self.select(0, 0)
        super().show_html(html)

    def select(self, anchor: int, position: int) -> None:
        """Select from ``anchor`` to ``position``, in units of the document, as far as it goes."""
        last = max(self.document().characterCount() - 1, 0)
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(anchor, last))
        cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _lay_out(self) -> None:
        """Lay the text out anew, as another theme asks for, and keep what is selected."""
        cursor = self.textCursor()
        ends = cursor.anchor(), cursor.position()
        super()._lay_out()
        at = self.verticalScrollBar().value()
        self.select(*ends)
        self.verticalScrollBar().setValue(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show where the keyboard is in the text."""
        if event.key() in _MOVING:
            self.setCursorWidth(1)
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hide the caret."""
        self.setCursorWidth(0)
        super().mousePressEvent(event)
