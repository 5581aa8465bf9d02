"""Verified backups and checks of a whole journal: in any thread, on a connection of their own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from metanoia.domain.errors import BackupDamaged, Cancelled, MetanoiaError
from metanoia.store import client_copies, client_gone, copy, database, driver
from metanoia.store.turn import Turn
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


_PATIENCE = 1.0  # s that a note of what was done waits for its turn


def back_up(folder: Folder, key: bytes, turn: Turn, cancelled: copy.Cancel | None = None) -> Backup:
    """Make a verified backup of the open journal, thin out the old ones, and return the new one.

    Raises Cancelled, JournalDamaged, DiskFull, FolderReadOnly or StorageFailed; no half of a backup is
    left then.
    """
    with contextlib.suppress(MetanoiaError):  # it is tried again with the next one
        client_gone.finish(folder, key, turn, _PATIENCE)
    with _connected(folder, key) as connection:
        backup = publish(folder, connection, key, turn, cancelled)
    with contextlib.suppress(MetanoiaError):  # the backup is good; the next one thins out again
        backups.rotate(folder)
    return backup


def publish(
    folder: Folder,
    connection: driver.Connection,
    key: bytes,
    turn: Turn,
    cancelled: copy.Cancel | None = None,
) -> Backup:
    """Make a verified backup by a connection that is open; raises as ``back_up``."""
    reached = 0

    def write_copy(target: Path) -> None:
        nonlocal reached
        reached = copy.copy_verified(connection, key, target, cancelled)

    def write_clients(target: Path) -> None:
        client_copies.copy_all(folder, key, target, cancelled)

    backup = backups.publish(folder, write_copy, write_clients=write_clients)
    client_copies.drop_deleted(folder, backup)
    # Without the note one more backup is made than is needed, and none too few.
    with contextlib.suppress(MetanoiaError), turn.taken(_PATIENCE):
        copy.note_backup(connection, reached)
    return backup


def check(
    folder: Folder,
    key: bytes,
    turn: Turn,
    full: bool = True,
    progress: copy.Progress | None = None,
    cancelled: copy.Cancel | None = None,
) -> Health:
    """Check the open journal and every backup of it. Raises Cancelled, JournalInUse, JournalDamaged.

    ``full`` looks at everything; otherwise only at the file's own checksums and its structure's names.
    """
    with _connected(folder, key) as connection:
        copy.checkpoint(connection)
        problems = copy.verify(connection, full, progress=progress, cancelled=cancelled, turn=turn)
        if full and not problems:
            with contextlib.suppress(MetanoiaError), turn.taken(_PATIENCE):  # a date, and no more
                copy.note_verified(connection)
        problems += _client_problems(folder, key, connection, full)
    whole, damaged = [], []
    for backup in backups.listing(folder):
        if cancelled and cancelled():
            raise Cancelled
        try:
            backups.check(backup)
        except BackupDamaged:
            if not backup.set_aside:  # what a restore put away may well be damaged
                damaged.append(backup)
        else:
            whole.append(backup)
    return Health(problems=tuple(problems), whole=tuple(whole), damaged=tuple(damaged))


def _client_problems(
    folder: Folder, key: bytes, connection: driver.Connection, full: bool
) -> list[str]:
    def name(person: str) -> str:
        with contextlib.suppress(driver.Error):
            row = connection.execute("SELECT name FROM party WHERE id = ?", (person,)).fetchone()
            if row is not None:
                return str(row[0])
        return "a client"

    return list(client_copies.problems(folder, key, name, full=full))


@contextlib.contextmanager
def _connected(folder: Folder, key: bytes) -> Iterator[driver.Connection]:
    connection = database.open_second(folder.database, key, reads_only=False)
    try:
        yield connection
    finally:
        connection.close()
