"""Writing as one change, and word of it once it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from metanoia.domain.kinds import Kind
from metanoia.store import driver
from metanoia.store.errors import translated

Listener = Callable[[frozenset[Kind], object], None]


class Changes:
    """The one way to write: all of a change is kept, or none of it."""

    def __init__(self, connection: driver.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path
        self._listeners: list[Listener] = []
        self._touched: set[Kind] = set()
        self._depth = 0

    def subscribe(self, listener: Listener) -> None:
        """Call ``listener(kinds, source)`` after each kept change."""
        self._listeners.append(listener)

    def unsubscribe(self, listener: Listener) -> None:
        """Stop telling ``listener``."""
        self._listeners.remove(listener)

    @contextmanager
    def write(self, *kinds: Kind, source: object = None) -> Iterator[None]:
        """Write inside this block; blocks nest, and word goes out once, after the outermost commit.

        ``source`` lets a screen know its own echo. Database errors leave as sentences, and
        everything written in the outermost block is undone with them.
        """
        outermost = not self._depth
        self._depth += 1
        try:
            if outermost:
                self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._touched.update(kinds)
            if outermost:
                self._connection.execute(
                    "UPDATE meta SET value = value + 1 WHERE key = 'commit_no'"
                )
                self._connection.execute("COMMIT")
        except BaseException as error:
            if outermost:
                self._touched.clear()
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            if isinstance(error, driver.Error):
                raise translated(error, self.path) from None
            raise
        finally:
            self._depth -= 1
        if outermost:
            touched, self._touched = frozenset(self._touched), set()
            for listener in tuple(self._listeners):
                listener(touched, source)
