"""Work that leaves the GUI thread: plain values in, one plain value back."""

from __future__ import annotations

import gc
import inspect
import logging
import sys
import threading
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

_TURN: Final = 0.001  # s; Python's own 5 ms would let work hold up each single call of the window
_OFTEN: Final = 500  # ms
_running: set[Task] = set()
_collecting: list[_Collecting] = []


class Task(QObject):
    """One call on the pool; ``done`` or ``failed`` is emitted once, in the thread that made the task.

    ``work`` may take ``cancelled`` (a threading.Event that ``cancel()`` sets) and ``progress``
    (called with how much is done and how much there is); both are handed over by name.
    """

    done = Signal(object)
    failed = Signal(Exception)
    progress = Signal(int, int)

    def __init__(self, work: Callable[..., object]) -> None:
        super().__init__()
        self._work = work
        self._cancelled = threading.Event()

    def start(self) -> Task:
        """Queue the call and return the task, which keeps itself alive until it has answered."""
        sys.setswitchinterval(_TURN)
        _collect_at_rest()
        _running.add(self)
        self.done.connect(self._forget)
        self.failed.connect(self._forget)
        QThreadPool.globalInstance().start(self.run)
        return self

    def cancel(self) -> None:
        """Ask the work to stop; it still answers, by what it returns or raises on being stopped."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Return whether the work was asked to stop."""
        return self._cancelled.is_set()

    def run(self) -> None:
        """Make the call in the thread that this is called in."""
        try:
            result = self._work(**self._offered())
        except Exception as error:  # noqa: BLE001 - ``failed`` carries whatever it was
            # Only the type: the message of an error may hold a person's words.
            logger.error("background work failed: %s", type(error).__name__)  # noqa: TRY400
            self.failed.emit(error)
        else:
            self.done.emit(result)

    def _offered(self) -> dict[str, Any]:
        offers = {"cancelled": self._cancelled, "progress": self.progress.emit}
        try:
            wanted = inspect.signature(self._work).parameters
        except (TypeError, ValueError):
            return {}
        return {name: offer for name, offer in offers.items() if name in wanted}

    @Slot(object)
    def _forget(self, _answer: object) -> None:
        # Not at once: others may still be waiting for the very answer that is being delivered.
        QTimer.singleShot(0, self, self._let_go)

    @Slot()
    def _let_go(self) -> None:
        _running.discard(self)


def finish(milliseconds: int = -1) -> bool:
    """Wait until all work is done, at most ``milliseconds`` (-1: as long as it takes); say whether it is."""
    return QThreadPool.globalInstance().waitForDone(milliseconds)


def collect() -> None:
    """Free what is left in rings as Python's own collector would, if enough has come together.

    Left to itself that one would run wherever it happens: in the thread of some work, or within a
    call of Qt's, and destroy widgets there.
    """
    waiting, enough = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if waiting[generation] > enough[generation]:
            gc.collect(generation)
            return


class _Collecting(QObject):
    """Collects between two events of the window, and nowhere else."""

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._often = QTimer(self, interval=_OFTEN)
        self._often.timeout.connect(self._collect)
        self._often.start()

    @Slot()
    def _collect(self) -> None:
        collect()


def _collect_at_rest() -> None:
    if not _collecting:
        _collecting.append(_Collecting())
