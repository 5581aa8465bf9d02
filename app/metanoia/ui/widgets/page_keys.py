"""Keys that a text field would take for itself and that belong to the page or the window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_CONTROL = Qt.KeyboardModifier.ControlModifier
# Some desktops' text fields read these as "delete a letter", "to the line's end" and the like.
_TAKEN: Final = (
    Qt.Key.Key_D,
    Qt.Key.Key_K,
    Qt.Key.Key_E,
    Qt.Key.Key_B,
    Qt.Key.Key_F,
    Qt.Key.Key_N,
    Qt.Key.Key_L,
    Qt.Key.Key_Backslash,
)


def meant_for_page(event: QEvent) -> bool:
    """Tell whether the event asks a field about a key that it must leave to the page's shortcuts."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.modifiers() == _CONTROL
        and event.key() in _TAKEN
    )
