"""Session and power messages of Windows. Written from the documentation, not yet run there."""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable

_SESSION_CHANGE: Final = 0x02B1
_POWER: Final = 0x0218
_SUSPEND: Final = 4
_THIS_SESSION: Final = 0
_TICKS: Final = 2**32  # ms after which the clock of the last input begins anew
# the console or the remote one disconnected (another user), logged off, locked
_LEFT: Final = frozenset({2, 4, 6, 7})


class _Messages(QAbstractNativeEventFilter):
    def __init__(self, session: WindowsSession) -> None:
        super().__init__()
        self._session = session

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> Any:
        if QByteArray(kind).data() == b"windows_generic_MSG":
            said = wintypes.MSG.from_address(int(message))
            if is_going(said.message, said.wParam):
                self._session.gone.emit()
        return False, 0


class WindowsSession(QObject):
    """Emits ``gone`` when the session is locked or the computer goes to sleep."""

    gone = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._messages = _Messages(self)
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self._messages)
        terminal = getattr(ctypes, "windll").wtsapi32  # noqa: B009 - absent elsewhere
        for window in QGuiApplication.topLevelWindows():
            terminal.WTSRegisterSessionNotification(wintypes.HWND(window.winId()), _THIS_SESSION)


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint32), ("ticks", ctypes.c_uint32))


def is_going(message: int, what: int) -> bool:
    """Tell whether a message says that the session is left or locked, or the computer sleeps."""
    return (message == _SESSION_CHANGE and what in _LEFT) or (message, what) == (_POWER, _SUSPEND)


def idle(libraries: Any = None) -> Callable[[], float]:
    """Return a call that tells the idle seconds; ``libraries`` is ctypes.windll."""
    libraries = libraries or getattr(ctypes, "windll")  # noqa: B009 - absent elsewhere
    user, kernel = libraries.user32, libraries.kernel32
    info = _LastInput(size=ctypes.sizeof(_LastInput))

    def seconds() -> float:
        if not user.GetLastInputInfo(ctypes.byref(info)):
            raise OSError("GetLastInputInfo failed")
        return float((kernel.GetTickCount() - info.ticks) % _TICKS) / 1000

    return seconds
