"""Verified backups and checks of a whole journal: in any thread, on a connection of their own."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from metanoia.domain.errors import BackupDamaged
from metanoia.store import copy, database, driver
from metanoia.vault import backups
from metanoia.vault.backups import Backup
from metanoia.vault.folder import Folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a check found: sentences about the journal, and which backups are whole."""

    problems: tuple[str, ...]
    whole: tuple[Backup, ...]
    damaged: tuple[Backup, ...]

    @property
    def sound(self) -> bool:
        """Tell whether nothing at all is wrong."""
        return not self.problems and not self.damaged


def back_up(folder: Folder, key: bytes, cancelled: threading.Event | None = None) -> Backup:
    """Make a verified backup of the open journal, thin out the old ones, and return the new one.

    Raises Cancelled, JournalDamaged, DiskFull, FolderReadOnly or StorageFailed; no half of a backup is
    left then.
    """
    with _connected(folder, key) as connection:
        backup = publish(folder, connection, key, cancelled)
    backups.rotate(folder)
    return backup


def publish(
    folder: Folder,
    connection: driver.Connection,
    key: bytes,
    cancelled: threading.Event | None = None,
) -> Backup:
    """Make a verified backup by a connection that is open; raises as ``back_up``."""
    reached = 0

    def write_copy(target: Path) -> None:
        nonlocal reached
        ask = cancelled.is_set if cancelled else None
        reached = copy.copy_verified(connection, key, target, ask)

    backup = backups.publish(folder, write_copy)
    copy.note_backup(connection, reached)
    return backup


def check(
    folder: Folder,
    key: bytes,
    full: bool = True,
    progress: copy.Progress | None = None,
    cancelled: threading.Event | None = None,
) -> Health:
    """Check the open journal and every backup of it. Raises Cancelled.

    ``full`` looks at everything; otherwise only at the file's own checksums and its structure's names.
    """
    with _connected(folder, key) as connection:
        copy.checkpoint(connection)
        ask = cancelled.is_set if cancelled else None
        problems = copy.verify(connection, full, progress=progress, cancelled=ask)
        if full and not problems:
            copy.note_verified(connection)
    whole, damaged = [], []
    for backup in backups.listing(folder):
        try:
            backups.check(backup)
        except BackupDamaged:
            if not backup.set_aside:  # what a restore put away may well be damaged
                damaged.append(backup)
        else:
            whole.append(backup)
    return Health(problems=tuple(problems), whole=tuple(whole), damaged=tuple(damaged))


@contextlib.contextmanager
def _connected(folder: Folder, key: bytes) -> Iterator[driver.Connection]:
    connection = database.open_second(folder.database, key, reads_only=False)
    try:
        yield connection
    finally:
        connection.close()
