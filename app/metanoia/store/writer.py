"""Writing much in a worker thread, on a connection of its own beside the one that the window uses."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import Self

from metanoia.store import database, driver
from metanoia.store.changes import Changes
from metanoia.store.parts import WritableParts
from metanoia.store.turn import Turn
from metanoia.vault.folder import Folder

_PATIENCE = 600.0  # s that a large change waits for another one to end
_AGAIN = 0.1  # s between two requests to stop


class Writer(WritableParts):
    """The open journal once more, as imports know it, for one worker thread; use it as a context.

    One change that takes seconds is one transaction here: the window goes on reading what the
    journal held before, and no other write can become a part of it. Word of it is for the owner of
    the other connection to spread (``Changes.tell``).
    """

    def __init__(self, path: Path, key: bytes, turn: Turn) -> None:
        """Connect to the open database at ``path``."""
        self.stopped = threading.Event()
        self._ended = threading.Event()
        connection = database.open_second(path, key, reads_only=False)
        changes = Changes(connection, path, turn, _PATIENCE)
        super().__init__(connection, changes, Folder(path.parent), key)

    def __enter__(self) -> Self:
        """Use the stores inside the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        try:
            self._end_clients()
            self._connection.close()
        finally:
            self._ended.set()

    @property
    def ended(self) -> bool:
        """Tell whether the work is over and the connection closed."""
        return self._ended.is_set()

    def stop(self) -> None:
        """End the work, from another thread, as Cancelled; wait until it has let the journal go."""
        self.stopped.set()
        while not self._ended.wait(_AGAIN):
            with contextlib.suppress(driver.Error):  # closed meanwhile
                self._connection.interrupt()
