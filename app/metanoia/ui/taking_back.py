"""Taking an import back as one change, in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from metanoia.domain.errors import Cancelled, MetanoiaError
from metanoia.domain.kinds import Kind
from metanoia.ui.background import Task
from metanoia.ui.destination import Notice

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from metanoia.journal import Journal

KINDS = (Kind.IMPORT, Kind.ENTRY, Kind.TAG, Kind.LINK, Kind.ATTACHMENT)
"""What an import brings, and what goes again with it."""

_under_way: set[TakingBack] = set()


class TakingBack(QObject):
    """One import to be taken back by ``run``; ``said`` hears what became of it, ``ended`` follows."""

    ended = Signal()

    def __init__(self, journal: Journal, import_id: int, said: SignalInstance) -> None:
        super().__init__()
        self._journal = journal
        self._import_id = import_id
        self._said = said
        self._task: Task | None = None

    @Slot()
    def run(self) -> None:
        """Take it back in a thread, on a connection of its own; once at most."""
        if self._task is not None or not self._journal.is_open:
            return
        _under_way.add(self)
        journal, import_id = self._journal, self._import_id

        def work() -> None:
            with journal.writer() as writer:
                writer.imports.take_back(import_id)

        self._task = Task(work)
        self._task.done.connect(self._done)
        self._task.failed.connect(self._failed)
        self._task.start()

    @Slot(object)
    def _done(self, _nothing: object) -> None:
        if self._journal.is_open:
            self._journal.changes.tell(*KINDS)
            self._said.emit(Notice(text=self.tr("The import was taken back")))
        self._end()

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        if self._journal.is_open and not isinstance(error, Cancelled):
            unknown = self.tr("The import could not be taken back. Nothing was changed; try again.")
            text = str(error) if isinstance(error, MetanoiaError) else unknown
            self._said.emit(Notice(text=text))
        self._end()

    def _end(self) -> None:
        _under_way.discard(self)
        self.ended.emit()
