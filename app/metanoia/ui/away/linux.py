"""logind, the lid and the screen saver, by D-Bus; nothing here waits for an answer."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_LOGIN: Final = "org.freedesktop.login1"
_MANAGER: Final = f"{_LOGIN}.Manager"
_LOGIN_PATH: Final = "/org/freedesktop/login1"
_SESSION: Final = f"{_LOGIN}.Session"
_POWER: Final = "org.freedesktop.UPower"
_POWER_PATH: Final = "/org/freedesktop/UPower"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_SCREEN_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.cinnamon.ScreenSaver",
)
_LIMIT: Final = 5_000  # ms that logind may take

# as text, though the stubs ask for bytes: bytes are refused
_HAPPENED: Final[Any] = SLOT("happened()")
_BECAME: Final[Any] = SLOT("became(bool)")
_SLEEPS: Final[Any] = SLOT("sleeps(bool)")
_CHANGED: Final[Any] = SLOT("changed(QString,QVariantMap,QStringList)")


class LinuxSession(QObject):
    """Emits ``gone`` on a locked or left session, a screen saver, a closed lid and before sleep.

    Sleep waits until ``gone`` was heard out, where logind lets us ask for that.
    """

    gone = Signal()

    def __init__(
        self,
        parent: QObject,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        self._system = system or QDBusConnection.systemBus()
        self._delay: QDBusUnixFileDescriptor | None = None
        session = session or QDBusConnection.sessionBus()
        if self._system.isConnected():
            self._listen_to_the_system()
        if session.isConnected():
            for name in _SCREEN_SAVERS:
                session.connect("", "", name, "ActiveChanged", self, _BECAME)

    # -- what is heard

    @Slot()
    def happened(self) -> None:
        """Take a signal that says it by being sent."""
        self.gone.emit()

    @Slot(bool)
    def became(self, active: bool) -> None:
        """Take a signal that says whether it begins or ends."""
        if active:
            self.gone.emit()

    @Slot(bool)
    def sleeps(self, begins: bool) -> None:
        """Be gone before the computer sleeps and only then let it; ask for time again afterwards."""
        self.gone.emit()  # on waking too: it may have slept before we were heard
        self._delay = None
        if not begins:
            self._ask_for_time()

    @Slot(str, "QVariantMap", "QStringList")
    def changed(self, interface: str, values: dict[str, object], _unknown: list[str]) -> None:
        """Take what changed of our session or of the lid."""
        left = interface == _SESSION and values.get("Active") is False
        if left or (interface == _POWER and values.get("LidIsClosed") is True):
            self.gone.emit()

    # -- inside

    def _listen_to_the_system(self) -> None:
        system = self._system
        system.connect(_LOGIN, _LOGIN_PATH, _MANAGER, "PrepareForSleep", self, _SLEEPS)
        system.connect(_POWER, _POWER_PATH, _PROPERTIES, "PropertiesChanged", self, _CHANGED)
        self._call("GetSession", [os.environ.get("XDG_SESSION_ID") or "auto"], self._session_known)
        self._ask_for_time()

    def _ask_for_time(self) -> None:
        self._call("Inhibit", ["sleep", "Metanoia", "Locks the journal", "delay"], self._time_given)

    def _call(
        self, method: str, words: list[str], answered: Callable[[QDBusPendingCallWatcher], None]
    ) -> None:
        question = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, _MANAGER, method)
        question.setArguments(words)
        question.setAutoStartService(False)
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(question, _LIMIT), self)
        watcher.finished.connect(answered)

    @Slot(QDBusPendingCallWatcher)
    def _session_known(self, watcher: QDBusPendingCallWatcher) -> None:
        """Listen to our own session; to any that is locked where we cannot know which is ours."""
        path = ""
        if not watcher.isError() and (said := watcher.reply().arguments()):
            path = said[0].path()
            self._system.connect(_LOGIN, path, _PROPERTIES, "PropertiesChanged", self, _CHANGED)
        self._system.connect(_LOGIN, path, _SESSION, "Lock", self, _HAPPENED)
        watcher.deleteLater()

    @Slot(QDBusPendingCallWatcher)
    def _time_given(self, watcher: QDBusPendingCallWatcher) -> None:
        if not watcher.isError() and (said := watcher.reply().arguments()):
            self._delay = said[0]  # kept open: closing it lets the computer sleep
        watcher.deleteLater()
