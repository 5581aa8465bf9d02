"""Pointing a passage out in a text for a moment, as when somebody was led to it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from metanoia.ui.theme import theme

MILLISECONDS: Final = 2400


class PassageFlash(QObject):
    """Brings passages of one text into view."""

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._timer = QTimer(self, singleShot=True, interval=MILLISECONDS)
        self._timer.timeout.connect(self.end)

    def show(self, start: int, stop: int) -> None:
        """Bring a passage (UTF-16 units) into view, the caret at its start, and colour it a while."""
        document = self._editor.document()
        last = document.characterCount() - 1
        cursor = QTextCursor(document)
        for place in (stop, start):  # its end first, so that both are in view where there is room
            cursor.setPosition(max(0, min(place, last)))
            self._editor.setTextCursor(cursor)
            self._editor.ensureCursorVisible()
        passage = QTextEdit.ExtraSelection()
        passage.cursor = QTextCursor(cursor)
        passage.cursor.setPosition(min(stop, last), QTextCursor.MoveMode.KeepAnchor)
        passage.format = QTextCharFormat()
        passage.format.setBackground(theme().colour("search"))
        self._editor.setExtraSelections([passage])
        self._timer.start()

    @Slot()
    def end(self) -> None:
        """Take the colour away."""
        self._timer.stop()
        self._editor.setExtraSelections([])
