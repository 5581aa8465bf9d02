"""Distributed notifications of macOS. Written from the documentation, not yet run there."""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

_NAMES: Final = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart")
_UTF8: Final = 0x08000100
_DELIVER_AT_ONCE: Final = 4
_WHOLE_SESSION: Final = 0
_ANY_INPUT: Final = 2**32 - 1


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


def idle(graphics: Any = None) -> Callable[[], float]:
    """Return a call that tells the idle seconds; ``graphics`` is the library CoreGraphics."""
    if graphics is None:
        path = ctypes.util.find_library("CoreGraphics")
        if path is None:
            raise OSError("CoreGraphics is not there")
        graphics = ctypes.CDLL(path)
    since = graphics.CGEventSourceSecondsSinceLastEventType
    since.restype = ctypes.c_double
    since.argtypes = [ctypes.c_int32, ctypes.c_uint32]

    def seconds() -> float:
        return float(since(_WHOLE_SESSION, _ANY_INPUT))

    return seconds
