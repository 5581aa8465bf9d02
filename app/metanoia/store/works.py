"""What other threads do with one open journal: begun only while it is open, ended before it closes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from metanoia.domain.errors import Cancelled


class Work(Protocol):
    """Something under way in another thread; it looks at ``stopped`` as often as it can."""

    stopped: threading.Event

    @property
    def ended(self) -> bool:
        """Tell whether it has let the journal go."""

    def stop(self) -> None:
        """End it as Cancelled, and wait until it has let the journal go."""


class Works:
    """The work of other threads on one open journal."""

    def __init__(self) -> None:
        self._beginning = threading.Lock()
        self._closing = False
        self._running: list[Work] = []

    def close(self) -> bool:
        """Let nothing begin any more; return False if that was said before."""
        with self._beginning:
            first, self._closing = not self._closing, True
        return first

    def end(self) -> None:
        """Stop all that is under way and wait for its end."""
        with self._beginning:
            running, self._running = self._running, []
        for work in running:  # all at first: one may be waiting for another to end
            work.stopped.set()
        for work in running:
            work.stop()

    @contextmanager
    def begun(self) -> Iterator[list[Work]]:
        """Begin work inside the block and put it on the list; Cancelled once the journal is closing."""
        with self._beginning:
            if self._closing:
                raise Cancelled
            self._running = [work for work in self._running if not work.ended]
            yield self._running

    @contextmanager
    def call(self, cancelled: threading.Event | None) -> Iterator[Callable[[], bool]]:
        """Do work inside the block, which asks the function given to it whether it is to stop."""
        work = _Call(cancelled)
        with self.begun() as running:
            running.append(work)
        try:
            yield work.is_stopped
        finally:
            work.end()


class _Call:
    def __init__(self, cancelled: threading.Event | None) -> None:
        self._cancelled = cancelled
        self.stopped = threading.Event()
        self._ended = threading.Event()

    @property
    def ended(self) -> bool:
        return self._ended.is_set()

    def is_stopped(self) -> bool:
        asked = self._cancelled is not None and self._cancelled.is_set()
        return asked or self.stopped.is_set()

    def stop(self) -> None:
        self.stopped.set()
        self._ended.wait()

    def end(self) -> None:
        self._ended.set()
