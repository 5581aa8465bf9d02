"""The idle time that a desktop tells over D-Bus, asked so that a mute service holds nothing up."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

from metanoia.ui.away.idle import Idle

LIMIT: Final = 2_000  # ms that a service may take


class _Service(NamedTuple):
    """Whom to ask, and how many of what it answers are a second."""

    name: str
    path: str
    method: str
    a_second: int = 1


SERVICES: Final = (
    _Service(
        "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", "GetIdletime", 1000
    ),
    _Service("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "GetSessionIdleTime"),
    _Service("org.freedesktop.ScreenSaver", "/ScreenSaver", "GetSessionIdleTime"),  # KDE's place
    _Service("org.mate.ScreenSaver", "/org/mate/ScreenSaver", "GetSessionIdleTime"),
    _Service("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver", "GetSessionIdleTime"),
)


class BusIdle(Idle):
    """Asks the first service that answers; the next one after a refusal or a silence."""

    def __init__(
        self, bus: QDBusConnection, parent: QObject | None = None, limit: int = LIMIT
    ) -> None:
        super().__init__(parent)
        self._bus = bus
        self._limit = limit
        self._service = 0
        self._waiting: QDBusPendingCallWatcher | None = None

    @classmethod
    def found(cls, parent: QObject) -> BusIdle | None:
        """Return one for the session's bus, None where there is no bus."""
        bus = QDBusConnection.sessionBus()
        return cls(bus, parent) if bus.isConnected() else None

    def ask(self) -> None:
        """Send the question, unless one is under way."""
        if self._waiting is not None:
            return
        service = SERVICES[self._service]
        question = QDBusMessage.createMethodCall(
            service.name, service.path, service.name, service.method
        )
        question.setAutoStartService(False)
        call = self._bus.asyncCall(question, self._limit)
        self._waiting = QDBusPendingCallWatcher(call, self)
        self._waiting.finished.connect(self._answered)

    @Slot(QDBusPendingCallWatcher)
    def _answered(self, watcher: QDBusPendingCallWatcher) -> None:
        self._waiting = None
        reply = watcher.reply()
        watcher.deleteLater()
        said = reply.arguments()
        if reply.type() is not QDBusMessage.MessageType.ReplyMessage or not _is_number(said):
            self._ask_next()
            return
        self.told.emit(said[0] / SERVICES[self._service].a_second)

    def _ask_next(self) -> None:
        """Go on to the next service now; after the last begin anew when asked again."""
        self._service = (self._service + 1) % len(SERVICES)
        if self._service:
            self.ask()


def _is_number(said: list[object]) -> bool:
    return len(said) == 1 and isinstance(said[0], int) and said[0] >= 0
