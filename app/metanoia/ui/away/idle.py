"""How long nobody has touched this computer, in whatever program: asked of the system."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable


class Idle(QObject):
    """Asked by ``ask``, it emits ``told`` with the idle seconds at once, later, or never."""

    told = Signal(float)

    def ask(self) -> None:
        """Find out; never waits for an answer."""
        raise NotImplementedError


class CalledIdle(Idle):
    """Asks by a call that answers within a millisecond, or fails with OSError."""

    def __init__(self, seconds: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seconds = seconds

    def ask(self) -> None:
        """Call, and tell; say nothing where the call fails."""
        try:
            seconds = self._seconds()
        except OSError:
            return
        self.told.emit(seconds)


def of_the_session(parent: QObject) -> Idle | None:
    """Return what knows how long this session is idle, or None where nothing does."""
    try:
        if sys.platform == "win32":
            from metanoia.ui.away import windows

            return CalledIdle(windows.idle(), parent)
        if sys.platform == "darwin":
            from metanoia.ui.away import macos

            return CalledIdle(macos.idle(), parent)
        if QGuiApplication.platformName() == "xcb":
            from metanoia.ui.away import x11

            return CalledIdle(x11.idle(), parent)
    except (ImportError, OSError, AttributeError):
        pass  # no such library here
    if not sys.platform.startswith("linux"):
        return None
    from metanoia.ui.away.bus_idle import BusIdle

    return BusIdle.found(parent)
