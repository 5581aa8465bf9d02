"""What can still be read of a damaged journal, entry by entry; the damaged files are only read."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from metanoia.domain.entries import Entry
from metanoia.domain.errors import Cancelled, JournalDamaged, JournalNewer
from metanoia.store import driver, migrations
from metanoia.store.entry_rows import WHOLE, whole
from metanoia.vault.folder import TEMPORARY, Folder, disk

Stopped = Callable[[], bool]

_COPIED: Final = ("journal.db", "journal.db-wal")
# Where the places of entries stand, in trees of their own: what one has lost another may hold.
_SOURCES: Final = (
    "SELECT n FROM entry ORDER BY n",
    "SELECT n FROM entry ORDER BY n DESC",
    "SELECT n FROM entry INDEXED BY sqlite_autoindex_entry_1",
    "SELECT id FROM entry_fts_docsize ORDER BY id",
    "SELECT id FROM entry_fts_docsize ORDER BY id DESC",
)


@dataclass(frozen=True, slots=True)
class Salvage:
    """The living entries that can be read, oldest first, and how many are known of that cannot."""

    entries: tuple[Entry, ...]
    lost: int


def read(source: Folder, beside: Folder, key: bytes, stopped: Stopped | None = None) -> Salvage:
    """Read what can be read of the journal in ``source``; a copy is made in ``beside`` and removed.

    Raises JournalDamaged if nothing at all can be read, JournalNewer for one of another version,
    Cancelled, DiskFull, FolderReadOnly or StorageFailed.
    """
    with _copied(source, beside) as copy, contextlib.closing(_Damaged(copy, key)) as damaged:
        _check(damaged)
        places = {n for source in _SOURCES for (n,) in damaged.rows(source)}
        found, lost = [], 0
        for n in sorted(places):
            if stopped and stopped():
                raise Cancelled
            entry = damaged.entry(n)
            if entry is None:
                lost += 1
            elif entry.deleted_at is None:
                found.append(entry)
    return Salvage(tuple(found), lost)


class _Damaged:
    """A damaged database; opened anew after each fault, for SQLCipher reads nothing more after one."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._opened: driver.Connection | None = None

    def rows(self, statement: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield rows up to the first that cannot be read."""
        try:
            if self._opened is None:
                self._opened = driver.connect(self._path, self._key)
            yield from self._opened.execute(statement, values)
        except driver.Error:
            self.close()

    def entry(self, n: int) -> Entry | None:
        """Return the entry at a place, None if it cannot be read."""
        with contextlib.suppress(ValueError, TypeError, KeyError):
            for row in self.rows(f"SELECT {WHOLE} FROM entry WHERE n = ?", n):
                return whole(row)
        return None

    def close(self) -> None:
        """Close what is open."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None


def _check(damaged: _Damaged) -> None:
    tables = list(damaged.rows("SELECT 1 FROM sqlite_master WHERE name = 'entry'"))
    version = list(damaged.rows("PRAGMA user_version"))
    if not tables or not version:
        raise JournalDamaged("its first pages are gone, so nothing of it can be read")
    if version[0][0] != migrations.LATEST:
        raise JournalNewer


@contextmanager
def _copied(source: Folder, beside: Folder) -> Iterator[Path]:
    """Copy the database with its log, still encrypted: opening the damaged one could fold its log in."""
    with disk(beside.path):
        work = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=beside.path))
        try:
            for name in _COPIED:
                if (source.path / name).exists():
                    shutil.copyfile(source.path / name, work / name)
            if not (work / _COPIED[0]).exists():
                raise JournalDamaged("its database is missing")
            yield work / _COPIED[0]
        finally:
            shutil.rmtree(work, ignore_errors=True)
