"""Whose turn it is to write: the open journal has several connections, and one of them writes at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from metanoia.domain.errors import JournalBusy


class Turn:
    """The right to write to one open journal, passed from connection to connection."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @contextmanager
    def taken(self, patience: float) -> Iterator[None]:
        """Have the right inside the block; JournalBusy if it is not free within ``patience`` seconds.

        SQLite's own waiting would hold up the window for three seconds, and not tell an import of this
        window from another Metanoia.
        """
        if not self._lock.acquire(timeout=patience):
            raise JournalBusy
        try:
            yield
        finally:
            self._lock.release()
