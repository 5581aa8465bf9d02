"""logind and the screen saver, by D-Bus."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

_LOGIN = "org.freedesktop.login1"
_SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


class LinuxSession(QObject):
    """Emits ``gone`` when the session is locked, the screen saver starts, or the computer sleeps."""

    gone = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        # as text, though the stubs ask for bytes: bytes are refused
        happened: Any = SLOT("happened()")
        became: Any = SLOT("became(bool)")
        if system.isConnected():
            manager = f"{_LOGIN}.Manager"
            system.connect(
                _LOGIN, "/org/freedesktop/login1", manager, "PrepareForSleep", self, became
            )
            system.connect(_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, happened)
        if session.isConnected():
            for name in _SCREEN_SAVERS:
                session.connect("", "", name, "ActiveChanged", self, became)

    @Slot()
    def happened(self) -> None:
        """Take a signal that says it by being sent."""
        self.gone.emit()

    @Slot(bool)
    def became(self, active: bool) -> None:
        """Take a signal that says whether it begins or ends."""
        if active:
            self.gone.emit()
