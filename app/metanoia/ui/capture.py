"""Keeping the window out of pictures and films of the screen, where the system knows how.

Written from the documentation of Windows and macOS, not yet run there. Linux has nothing of the kind.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QChildEvent, QEvent, QObject, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable

    Hide = Callable[[int, bool], bool]

_SEEN: Final = 0
_BLACK: Final = 0x01  # WDA_MONITOR, of a Windows older than 10 2004
_ABSENT: Final = 0x11  # WDA_EXCLUDEFROMCAPTURE
_SHARING_NONE: Final = 0
_SHARING_READ_ONLY: Final = 1


class Capture(QObject):
    """Hides ``window`` from capture at the door, below a sheet that shows a key, and where ``wished``.

    ``hide`` takes the window's id and whether to hide it, and returns whether that was done.
    """

    def __init__(self, window: QWidget, hide: Hide | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._hide = hide or of_the_system()
        self._wished = False
        self._at_the_door = True
        self._is_hidden = False
        window.installEventFilter(self)

    def wish(self, *, hidden: bool) -> None:
        """Hide an open journal too, or let it be seen."""
        self._wished = hidden
        self.look()

    def at_the_door(self, *, here: bool) -> None:
        """Say whether the window shows the door, where keys are typed."""
        self._at_the_door = here
        self.look()

    @Slot()
    def look(self) -> None:
        """Bring the window in line with what it shows now."""
        hidden = self._wished or self._at_the_door or self._shows_secret()
        if self._hide is None or not self._window.isVisible() or hidden == self._is_hidden:
            return
        if self._hide(int(self._window.winId()), hidden):
            self._is_hidden = hidden

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look when the window appears, and when a sheet opens over it."""
        if event.type() == QEvent.Type.Show:
            self._is_hidden = False  # a window of the system's own may be a new one
            self.look()
        elif event.type() == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            over = event.child()
            if isinstance(over, Overlay) and over.shows_secret:
                over.closed.connect(self.look)
                self.look()
        return False

    def _shows_secret(self) -> bool:
        return any(
            over.shows_secret and over.is_open() for over in self._window.findChildren(Overlay)
        )


def of_the_system() -> Hide | None:
    """Return what hides a window of this system, None where it cannot be done."""
    try:
        if sys.platform == "win32":
            return of_windows(getattr(ctypes, "windll").user32)  # noqa: B009 - absent elsewhere
        if sys.platform == "darwin":
            path = ctypes.util.find_library("objc")
            return of_macos(ctypes.CDLL(path)) if path else None
    except (OSError, AttributeError):
        pass
    return None


def of_windows(user: Any) -> Hide:
    """Return what hides a window of Windows; ``user`` is the library user32."""
    affinity = user.SetWindowDisplayAffinity
    affinity.argtypes = [ctypes.c_void_p, ctypes.c_uint32]

    def hide(window: int, hidden: bool) -> bool:
        if not hidden:
            return bool(affinity(window, _SEEN))
        return bool(affinity(window, _ABSENT) or affinity(window, _BLACK))

    return hide


def of_macos(objc: Any) -> Hide:
    """Return what hides a window of macOS; ``objc`` is its library of the same name."""
    pointer = ctypes.c_void_p
    objc.sel_registerName.restype = pointer
    objc.sel_registerName.argtypes = [ctypes.c_char_p]
    ask = ctypes.CFUNCTYPE(pointer, pointer, pointer)(("objc_msgSend", objc))
    tell = ctypes.CFUNCTYPE(None, pointer, pointer, ctypes.c_ulong)(("objc_msgSend", objc))
    return sharing(objc.sel_registerName, ask, tell)


def sharing(name: Any, ask: Any, tell: Any) -> Hide:
    """Return what hides a window by three calls of Objective-C: a selector's name, a question, an order."""

    def hide(view: int, hidden: bool) -> bool:
        window = ask(view, name(b"window"))
        if not window:
            return False
        tell(window, name(b"setSharingType:"), _SHARING_NONE if hidden else _SHARING_READ_ONLY)
        return True

    return hide
