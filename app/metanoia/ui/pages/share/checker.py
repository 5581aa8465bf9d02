"""Working out what would leave, beside the window: the newest question wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from metanoia.domain.errors import Cancelled, MetanoiaError
from metanoia.ui.background import Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.domain.shares import ShareRequest
    from metanoia.exchange.seal import Checked
    from metanoia.journal import Journal


class Checker(QObject):
    """``answered`` carries a ``Checked``; ``failed`` a sentence."""

    answered = Signal(object)
    failed = Signal(str)

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._running: Task | None = None
        self._next: ShareRequest | None = None

    @property
    def busy(self) -> bool:
        """Return whether something is being worked out."""
        return self._running is not None

    def ask(self, request: ShareRequest) -> None:
        """Work out what would leave for ``request``; an older question goes unanswered."""
        if self._running is not None:
            self._next = request
            return
        try:
            task = Task(_work(self._journal, request))
        except Cancelled:
            return
        self._running = task
        task.done.connect(self._done)
        task.failed.connect(self._failed)
        task.start()

    def forget(self) -> None:
        """Answer nothing any more of what was asked before."""
        self._next = None
        if self._running is not None:
            self._running.done.disconnect(self._done)
            self._running.failed.disconnect(self._failed)
            self._running = None

    @Slot(object)
    def _done(self, checked: Checked) -> None:
        if self._go_on():
            return
        self.answered.emit(checked)

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        if self._go_on() or isinstance(error, Cancelled):
            return
        unknown = self.tr("What would leave could not be worked out. Try once more.")
        self.failed.emit(str(error) if isinstance(error, MetanoiaError) else unknown)

    def _go_on(self) -> bool:
        self._running = None
        newer, self._next = self._next, None
        if newer is None:
            return False
        self.ask(newer)
        return True


def _work(journal: Journal, request: ShareRequest) -> Callable[[], Checked]:
    own = journal.identity.get()
    reader = journal.reader()

    def work() -> Checked:
        from metanoia.exchange import seal

        try:
            return seal.check(reader, request, own=own)
        finally:
            reader.close()

    return work
