"""Writing as one change, and word of it once it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from threading import RLock

from metanoia.domain.errors import JournalMoved, MetanoiaError
from metanoia.domain.kinds import Kind
from metanoia.store import driver
from metanoia.store.errors import translated
from metanoia.store.turn import Turn

PATIENCE = 0.05  # s that the window may stand still while another connection ends its write

Listener = Callable[[frozenset[Kind], object], None]

_COUNT_COMMIT = "UPDATE meta SET value = value + 1 WHERE key = 'commit_no'"


class Changes:
    """The one way to write: all of a change is kept, or none of it."""

    def __init__(
        self,
        connection: driver.Connection,
        path: Path,
        turn: Turn | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self._connection = connection
        self.path = path
        self.in_use = RLock()
        """Held while a statement reads: a connection closed under one brings the whole process down."""
        self._turn = turn or Turn()
        self._patience = patience
        self._listeners: list[Listener] = []
        self._touched: set[Kind] = set()
        self._depth = 0
        self._opened = _identity(path)

    def subscribe(self, listener: Listener) -> None:
        """Call ``listener(kinds, source)`` after each kept change."""
        self._listeners.append(listener)

    def unsubscribe(self, listener: Listener) -> None:
        """Stop telling ``listener``; nothing happens if it was not told."""
        with suppress(ValueError):
            self._listeners.remove(listener)

    def hush(self) -> None:
        """Tell nobody any more: what is still written is housekeeping, and every screen is blank."""
        self._listeners.clear()

    def in_place(self) -> bool:
        """Tell whether the file that is open still stands where it was opened."""
        return _identity(self.path) == self._opened

    @contextmanager
    def write(self, *kinds: Kind, source: object = None) -> Iterator[None]:
        """Write inside this block; blocks nest, and word goes out once, after the outermost commit.

        ``source`` lets a screen know its own echo. Database errors leave as sentences; what an error
        leaves behind in its block is undone with it, and the outermost block counts one commit.
        Raises JournalBusy while another connection of this journal writes, JournalMoved.
        """
        outermost = not self._depth
        if outermost and not self.in_place():
            # SQLite would go on writing, into a file that nobody will ever open again.
            raise JournalMoved(self.path.parent)
        with self._turn.taken(self._patience) if outermost else nullcontext():
            yield from self._block(outermost, kinds)
        if outermost:
            touched, self._touched = self._touched, set()
            self.tell(*touched, source=source)

    def tell(self, *kinds: Kind, source: object = None) -> None:
        """Send word of a change that is kept already, as one made on another connection."""
        for listener in tuple(self._listeners):
            with suppress(MetanoiaError):  # a screen cannot read just now: the change is kept
                listener(frozenset(kinds), source)

    def _block(self, outermost: bool, kinds: tuple[Kind, ...]) -> Iterator[None]:
        point = f"block_{self._depth}"
        self._depth += 1
        try:
            self._connection.execute("BEGIN IMMEDIATE" if outermost else f"SAVEPOINT {point}")
            yield
            self._touched.update(kinds)
            if outermost:
                self._connection.execute(_COUNT_COMMIT)
            self._connection.execute("COMMIT" if outermost else f"RELEASE {point}")
        except BaseException as error:
            self._undo(outermost, point)
            if isinstance(error, driver.Error):
                raise translated(error, self.path) from None
            raise
        finally:
            self._depth -= 1

    def _undo(self, outermost: bool, point: str) -> None:
        if outermost:
            self._touched.clear()
        if not self._connection.in_transaction:
            return  # a full disk ends the whole transaction by itself
        with suppress(driver.Error):
            if outermost:
                self._connection.execute("ROLLBACK")
            else:
                self._connection.execute(f"ROLLBACK TO {point}")
                self._connection.execute(f"RELEASE {point}")


def _identity(path: Path) -> tuple[int, int] | None:
    # By name only: Python's opening and closing of a live SQLite file would drop its locks.
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
