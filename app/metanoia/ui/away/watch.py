"""One signal for every way of going away, whatever the system says it by."""

from __future__ import annotations

import sys
import time
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot

from metanoia.ui.away import idle as idle_time

TICK: Final = 5_000  # ms between two looks at the clock
JUMP: Final = 30.0  # s by which a sleeping computer's clock runs ahead of ours

_SIGNS_OF_LIFE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Away(QObject):
    """Emits ``gone`` after ``minutes`` idle (0: never), on a locked session and after sleep.

    ``idle`` tells of the whole session; where it is mute, only what happens in this window counts.
    """

    gone = Signal()

    def __init__(
        self, minutes: int, parent: QObject | None = None, idle: idle_time.Idle | None = None
    ) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._has_told = False
        self._idle = idle or idle_time.of_the_session(self)
        if self._idle is not None:
            self._idle.told.connect(self._session_idle)
        self._last_sign = time.monotonic()
        self._ahead = _ahead()
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._system = _of_the_system(self)
        if self._system is not None:
            self._system.gone.connect(self.gone)  # type: ignore[attr-defined]

    def set_minutes(self, minutes: int) -> None:
        """Go after so many idle minutes from now on; 0 for never."""
        self._minutes = minutes
        self._last_sign = time.monotonic()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a sign of life; nothing is held back."""
        if event.type() in _SIGNS_OF_LIFE:
            self._last_sign = time.monotonic()
        return False

    def look(self) -> None:
        """Compare the clocks; called every few seconds."""
        ahead = _ahead()
        slept = any(now - before > JUMP for before, now in zip(self._ahead, ahead, strict=True))
        self._ahead = ahead
        idle = self._minutes and time.monotonic() - self._last_sign >= self._minutes * 60
        if slept or idle:
            self._last_sign = time.monotonic()
            self.gone.emit()
        elif self._idle is not None and self._minutes:
            self._idle.ask()

    @Slot(float)
    def _session_idle(self, seconds: float) -> None:
        """Note when any program was last used.

        Some desktops say 0 for ever: nothing is made of that until something else was said.
        """
        self._has_told = self._has_told or seconds > 0
        if self._has_told and seconds >= 0:
            self._last_sign = max(self._last_sign, time.monotonic() - seconds)


def _ahead() -> list[float]:
    """Return by how many seconds clocks that go on in sleep are ahead of one that stops.

    There may be two: one of them can be put back while the computer sleeps, and would hide it.
    """
    running = time.monotonic()
    clocks = [time.time() - running]
    if hasattr(time, "CLOCK_BOOTTIME"):
        clocks.append(time.clock_gettime(time.CLOCK_BOOTTIME) - running)
    return clocks


def _of_the_system(parent: QObject) -> QObject | None:
    """Return what listens to this system's own signals, or None where there are none to hear."""
    try:
        if sys.platform.startswith("linux"):
            from metanoia.ui.away.linux import LinuxSession

            return LinuxSession(parent)
        if sys.platform == "win32":
            from metanoia.ui.away.windows import WindowsSession

            return WindowsSession(parent)
        if sys.platform == "darwin":
            from metanoia.ui.away.macos import MacSession

            return MacSession(parent)
    except (ImportError, OSError, AttributeError):
        pass  # the idle timer and the clocks still watch
    return None
