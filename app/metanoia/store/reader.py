"""Reading in a worker thread, beside the connection that writes."""

from __future__ import annotations

import contextlib
from pathlib import Path

from metanoia.store import database, driver
from metanoia.store.changes import Changes
from metanoia.store.parts import Parts

_AGAIN = 0.02  # s between two requests to stop reading


class Reader(Parts):
    """A second connection for one worker thread; what it has refuses to write."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Connect to the open database at ``path``."""
        self.closed = False
        connection = database.open_second(path, key)
        super().__init__(connection, Changes(connection, path))

    def interrupt(self) -> None:
        """Stop what is being read, from another thread; there it ends as Cancelled."""
        with contextlib.suppress(driver.Error):  # closed meanwhile
            self._connection.interrupt()

    def close(self) -> None:
        """Close the connection, in any thread; a statement that is running ends as Cancelled first."""
        self.closed = True
        while not self.changes.in_use.acquire(timeout=_AGAIN):
            self.interrupt()
        try:
            self._connection.close()
        finally:
            self.changes.in_use.release()
