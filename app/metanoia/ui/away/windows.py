"""Session and power messages of Windows. Written from the documentation, not yet run there."""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import Any, Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

_SESSION_CHANGE: Final = 0x02B1
_SESSION_LOCK: Final = 7
_POWER: Final = 0x0218
_SUSPEND: Final = 4
_THIS_SESSION: Final = 0


class _Messages(QAbstractNativeEventFilter):
    def __init__(self, session: WindowsSession) -> None:
        super().__init__()
        self._session = session

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> Any:
        if QByteArray(kind).data() == b"windows_generic_MSG":
            said = wintypes.MSG.from_address(int(message))
            what = (said.message, said.wParam)
            if what in ((_SESSION_CHANGE, _SESSION_LOCK), (_POWER, _SUSPEND)):
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
