"""The keys that lock from anywhere, whatever lies over the window and whatever has the keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

AT_ONCE: Final = "F12"
KEYS: Final = (AT_ONCE, "Ctrl+L")


class PanicKey(QObject):
    """Emits ``pressed`` before any widget, dialog or menu of the application sees the key."""

    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._keys = [QKeySequence(keys) for keys in KEYS]
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key where it is first seen, and keep it from everything else."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if (
            not isinstance(event, QKeyEvent)
            or QKeySequence(event.keyCombination()) not in self._keys
        ):
            return False
        event.accept()
        if not event.isAutoRepeat():
            self.pressed.emit()
        return True
