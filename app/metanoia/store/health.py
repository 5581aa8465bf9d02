"""Verified backups and checks of a whole journal: in any thread, on a connection of their own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from metanoia.domain.errors import BackupDamaged, Cancelled, JournalDamaged, MetanoiaError
from metanoia.store import client_copies, client_gone, copy, database, driver, second
from metanoia.store.turn import Turn
from metanoia.vault import backups, key_files, second_folder
from metanoia.vault.backups import Backup
from metanoia.vault.folder import Folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a check found: sentences about the journal and about its key files, and which backups are whole.

    ``second`` is what was found in the second folder, None if none was chosen.
    """

    problems: tuple[str, ...]
    keys: tuple[str, ...]
    whole: tuple[Backup, ...]
    damaged: tuple[Backup, ...]
    second: Copies | None = None

    @property
    def sound(self) -> bool:
        """Tell whether nothing at all is wrong."""
        elsewhere = self.second is None or not self.second.damaged
        return not self.problems and not self.keys and not self.damaged and elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """What a check found in the second folder at ``path``, if it was there."""

    path: Path
    there: bool
    whole: tuple[Backup, ...]
    damaged: tuple[Backup, ...]


_PATIENCE = 1.0  # s that a note of what was done waits for its turn


def back_up(folder: Folder, key: bytes, turn: Turn, cancelled: copy.Cancel | None = None) -> Backup:
    """Make a verified backup of the open journal, thin out the old ones, and return the new one.

    It is copied to the second folder, if one was chosen; whether that succeeds, the journal notes.
    Raises Cancelled, JournalDamaged, DiskFull, FolderReadOnly or StorageFailed; no half of a backup is
    left then.
    """
    with contextlib.suppress(MetanoiaError):  # it is tried again with the next one
        client_gone.finish(folder, key, turn, _PATIENCE)
    with _connected(folder, key) as connection:
        backup = publish(folder, connection, key, turn, cancelled)
        with contextlib.suppress(MetanoiaError):  # the backup is good; the next one thins out again
            backups.rotate(folder)
        with contextlib.suppress(MetanoiaError):  # the backup itself is good
            second.copy_newest(folder, key, connection, turn, cancelled)
    return backup


def copy_to_second(
    folder: Folder, key: bytes, turn: Turn, cancelled: copy.Cancel | None = None
) -> None:
    """Copy the newest backup to the second folder, once there is one with everything, and read it back.

    Raises as ``back_up`` and ``second_folder.mirror`` do, Refused if no second folder was chosen.
    """
    with _connected(folder, key) as connection:
        if copy.needs_backup(connection) or second_folder.newest(folder, key) is None:
            publish(folder, connection, key, turn, cancelled)
            with contextlib.suppress(MetanoiaError):
                backups.rotate(folder)
        second.copy_newest(folder, key, connection, turn, cancelled, verify=True)


def catch_up(folder: Folder, key: bytes, turn: Turn, cancelled: copy.Cancel | None = None) -> None:
    """Copy to the second folder what it missed while it was not there; whatever fails is noted."""
    with contextlib.suppress(MetanoiaError), _connected(folder, key) as connection:
        second.copy_newest(folder, key, connection, turn, cancelled)


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
    """Check the open journal, its key files, and every backup of it, in the second folder too if that is there.

    Raises Cancelled, JournalInUse, JournalDamaged.
    ``full`` looks at everything; otherwise only at the file's own checksums and its structure's names.
    """
    with _connected(folder, key) as connection:
        copy.checkpoint(connection)
        problems = copy.verify(connection, full, progress=progress, cancelled=cancelled, turn=turn)
        if full and not problems:
            with contextlib.suppress(MetanoiaError), turn.taken(_PATIENCE):  # a date, and no more
                copy.note_verified(connection)
        problems += _client_problems(folder, key, connection, full)
        chosen = None
        with contextlib.suppress(JournalDamaged):  # the problems say so already
            chosen = second.path(connection)
    whole, damaged = _sorted(backups.listing(folder), cancelled)
    return Health(
        problems=tuple(problems),
        keys=key_files.problems(folder, key),
        whole=whole,
        damaged=damaged,
        second=None if chosen is None else _copies(folder, chosen, cancelled),
    )


def _copies(folder: Folder, chosen: Path, cancelled: copy.Cancel | None) -> Copies:
    with second_folder.taken(cancelled):
        found = second_folder.look(folder, chosen)
        whole, damaged = _sorted(found.backups, cancelled)
    return Copies(path=chosen, there=found.there, whole=whole, damaged=damaged)


def _sorted(
    listed: Sequence[Backup], cancelled: copy.Cancel | None
) -> tuple[tuple[Backup, ...], tuple[Backup, ...]]:
    """Return which of the backups are whole and which are damaged. Cancelled."""
    whole, damaged = [], []
    for backup in listed:
        if cancelled and cancelled():
            raise Cancelled
        try:
            backups.check(backup)
        except BackupDamaged:
            if not backup.set_aside:  # what a restore put away may well be damaged
                damaged.append(backup)
        else:
            whole.append(backup)
    return tuple(whole), tuple(damaged)


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
