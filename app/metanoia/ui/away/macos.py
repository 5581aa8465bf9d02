"""Distributed notifications of macOS. Written from the documentation, not yet run there."""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import Final

from PySide6.QtCore import QObject, Signal

_NAMES: Final = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart")
_UTF8: Final = 0x08000100
_DELIVER_AT_ONCE: Final = 4


class MacSession(QObject):
    """Emits ``gone`` when the screen is locked or its saver starts."""

    gone = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        path = ctypes.util.find_library("CoreFoundation")
        if path is None:
            raise OSError("CoreFoundation is not there")
        core = ctypes.CDLL(path)
        pointer = ctypes.c_void_p
        core.CFNotificationCenterGetDistributedCenter.restype = pointer
        core.CFStringCreateWithCString.restype = pointer
        core.CFStringCreateWithCString.argtypes = [pointer, ctypes.c_char_p, ctypes.c_uint32]
        heard_type = ctypes.CFUNCTYPE(None, pointer, pointer, pointer, pointer, pointer)
        self._heard = heard_type(self._happened)  # kept: the system holds only its address
        add = core.CFNotificationCenterAddObserver
        add.argtypes = [pointer, pointer, heard_type, pointer, pointer, ctypes.c_long]
        centre = core.CFNotificationCenterGetDistributedCenter()
        for name in _NAMES:
            text = core.CFStringCreateWithCString(None, name.encode(), _UTF8)
            add(centre, None, self._heard, text, None, _DELIVER_AT_ONCE)

    def _happened(self, *_: object) -> None:
        self.gone.emit()
