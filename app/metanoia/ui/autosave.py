"""Keeping what is written without being asked to: soon after typing stops, and again after a failure."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from metanoia.domain.errors import JournalBusy, MetanoiaError

REST: Final = 800  # ms without a key before the text is saved
LONGEST: Final = 10.0  # s that somebody may type on before it is saved all the same
AGAIN: Final = 10_000  # ms after a failure until it is tried again


class Autosave(QObject):
    """Calls ``keep`` when there is something to keep; what goes wrong is said by ``failed``."""

    waiting = Signal()
    kept = Signal()
    failed = Signal(str)

    def __init__(self, keep: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._keep = keep
        self._since = 0.0
        self.dirty = False
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self.flush)

    def touch(self) -> None:
        """Note that something was written."""
        if not self.dirty:
            self.dirty = True
            self._since = time.monotonic()
            self.waiting.emit()
        if not self._timer.isActive() or time.monotonic() - self._since < LONGEST:
            self._timer.start(REST)

    def flush(self) -> bool:
        """Keep at once what is not kept; return whether all is kept now.

        The end of an import is waited for in silence: nothing is wrong, and nothing is to be done.
        """
        return self._tried(waits=True) is None

    def flush_or_raise(self) -> None:
        """Keep at once what is not kept, or raise what went wrong after having said it."""
        error = self._tried(waits=False)
        if error is not None:
            raise error

    def _tried(self, *, waits: bool) -> MetanoiaError | None:
        self._timer.stop()
        if not self.dirty:
            return None
        try:
            self._keep()
        except MetanoiaError as error:
            busy = isinstance(error, JournalBusy)
            self._timer.start(REST if busy else AGAIN)
            if not (busy and waits):
                self.failed.emit(str(error))
            return error
        self.dirty = False
        self.kept.emit()
        return None

    def forget(self) -> None:
        """Keep nothing any more: another text is shown, or none."""
        self._timer.stop()
        self.dirty = False
