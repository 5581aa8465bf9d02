"""Searching as one types: in a worker, the newest question only, the one before it interrupted."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from metanoia.domain.errors import Cancelled
from metanoia.ui.background import Task

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.store.reader import Reader
    from metanoia.store.search import Found

PAGE = 50


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for, in which order, and after which hit."""

    text: str
    order: Literal["auto", "newest"] = "auto"
    before: int | None = None


class Searcher(QObject):
    """Answers the question asked last; ``answered`` carries it with what was found."""

    answered = Signal(object, object)
    failed = Signal(Exception)

    def __init__(self, journal: Journal, parent: QObject) -> None:
        super().__init__(parent)
        self._journal = journal
        self._reader: Reader | None = None
        self._running: Question | None = None
        self._waiting: Question | None = None
        self._dropped: Question | None = None
        self._reading = threading.Lock()

    def ask(self, question: Question) -> None:
        """Look for something; whatever was looked for before is dropped."""
        self._waiting = question
        if self._running is None:
            self._next()
        elif self._reader is not None:
            self._reader.interrupt()

    def drop(self) -> None:
        """Look for nothing any more."""
        self._waiting = None
        self._dropped = self._running
        if self._running is not None and self._reader is not None:
            self._reader.interrupt()

    def close(self) -> None:
        """Stop, and wait until nothing is read any more: the journal is about to be closed."""
        self.drop()
        if self._reader is not None:
            while not self._reading.acquire(timeout=0.02):
                self._reader.interrupt()
            self._reading.release()
            self._reader = None

    def _next(self) -> None:
        question, self._waiting = self._waiting, None
        if question is None or not self._journal.is_open:
            return
        if self._reader is None or self._reader.closed:
            self._reader = self._journal.reader()
        reader, self._running = self._reader, question

        def work() -> Found:
            with self._reading:
                return reader.search.find(
                    question.text, limit=PAGE, before=question.before, order=question.order
                )

        task = Task(work)
        task.done.connect(self._done)
        task.failed.connect(self._failed)
        task.start()

    def _done(self, found: object) -> None:
        question, self._running = self._running, None
        wanted = question is not None and question is not self._dropped
        if wanted and self._waiting is None:
            self.answered.emit(question, found)
        self._next()

    def _failed(self, error: Exception) -> None:
        self._running = None
        if self._waiting is None and not isinstance(error, Cancelled):
            self.failed.emit(error)
        self._next()
