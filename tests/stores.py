"""A bare store for tests: an encrypted database without keys, lock and folder around it."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from metanoia.store import database
from metanoia.store.changes import Changes

KEY = bytes(range(32))
VAULT_ID = "00000000-0000-4000-8000-000000000000"


def never(connection: Any) -> None:
    """Stand for the copy before migrating where no step is pending."""
    raise AssertionError("no step is pending")


@functools.cache
def _made_once() -> bytes:
    """Return a new, empty database, to be copied: ten times as fast as to make another."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        meta = {"vault_id": VAULT_ID, "commit_no": "0"}
        database.close(database.create(path, KEY, meta))
        return path.read_bytes()


class Store:
    """An open database and its changes; ``part`` makes what the test needs of it."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = path
        if create:
            path.write_bytes(_made_once())
        self.connection = database.open_(path, KEY, VAULT_ID, before_migrating=never)
        self.changes = Changes(self.connection, path)

    def part(self, kind: type) -> Any:
        return kind(self.connection, self.changes)

    def one(self, sql: str, *values: object) -> Any:
        return self.connection.execute(sql, values).fetchone()[0]

    @property
    def commits(self) -> int:
        return int(self.one("SELECT value FROM meta WHERE key = 'commit_no'"))

    def close(self) -> None:
        database.close(self.connection)


class Clock:
    """The moment that every store module takes for now: noon of 2 March 2026, moved by hand."""

    def __init__(self) -> None:
        self.moment = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.moment

    def forward(self, **span: float) -> dt.datetime:
        """Let days, hours, minutes … pass; return the new moment."""
        self.moment += dt.timedelta(**span)
        return self.moment

    @property
    def today(self) -> dt.date:
        return self.moment.astimezone().date()


@contextlib.contextmanager
def set_clock() -> Iterator[Clock]:
    """Give every store module the same clock inside the block."""
    clock = Clock()
    with contextlib.ExitStack() as stack:
        for name, module in tuple(sys.modules.items()):
            if name.startswith("metanoia.store") and hasattr(module, "now"):
                stack.enter_context(mock.patch.object(module, "now", clock))
        yield clock
