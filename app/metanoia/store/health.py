"""Verified backups and checks of a whole journal: in any thread, on a connection of their own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from metanoia.domain.errors import BackupDamaged, Cancelled, MetanoiaError
from metanoia.store import client_copies, client_gone, copy, database, driver
from metanoia.store.turn import Turn
from metanoia.vault import backups, descriptor, second_folder, slots
from metanoia.vault.backups import Backup
from metanoia.vault.folder import Folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a check found: sentences about the journal and its keys, and which backups are whole.

    ``elsewhere`` are the whole copies in the second folder, ``damaged_elsewhere`` the others there.
    """

    problems: tuple[str, ...]
    keys: tuple[str, ...]
    whole: tuple[Backup, ...]
    damaged: tuple[Backup, ...]
    elsewhere: tuple[Backup, ...] = ()
    damaged_elsewhere: tuple[Backup, ...] = ()

    @property
    def sound(self) -> bool:
        """Tell whether nothing at all is wrong."""
        return not (self.problems or self.keys or self.damaged or self.damaged_elsewhere)


_NO_PASSPHRASE = (
    "The file of the passphrase is damaged or missing. Lock the journal and open it with the recovery "
    "key, which sets a new passphrase."
)
_NO_RECOVERY_KEY = (
    "The file of the recovery key is damaged or missing, so that it opens nothing. Make a new recovery "
    "key."
)
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
    with contextlib.suppress(MetanoiaError):  # the backup is good; it goes there with the next one
        copy_elsewhere(folder, key, turn, cancelled)
    return backup


def copy_elsewhere(
    folder: Folder, key: bytes, turn: Turn, cancelled: copy.Cancel | None = None
) -> None:
    """Bring the second folder up to date, if one was chosen; raises as ``second_folder.bring_up_to_date``."""
    with _connected(folder, key) as connection:
        chosen = copy.second_folder(connection)
        if chosen is not None:
            backup = second_folder.bring_up_to_date(folder, chosen, key, cancelled)
            with contextlib.suppress(MetanoiaError), turn.taken(_PATIENCE):  # a date, and no more
                copy.note_second(connection, backup.made_at)


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
    """Check the open journal, its key files and every backup of it. Raises Cancelled, JournalInUse, JournalDamaged.

    ``full`` looks at everything; otherwise only at the file's own checksums and its structure's names.
    """
    with _connected(folder, key) as connection:
        copy.checkpoint(connection)
        problems = copy.verify(connection, full, progress=progress, cancelled=cancelled, turn=turn)
        if full and not problems:
            with contextlib.suppress(MetanoiaError), turn.taken(_PATIENCE):  # a date, and no more
                copy.note_verified(connection)
        problems += _client_problems(folder, key, connection, full)
        chosen = copy.second_folder(connection)
    whole, damaged = _checked(folder, cancelled)
    there: list[Backup] = []
    damaged_there: list[Backup] = []
    if chosen is not None:
        vault_id = descriptor.read(folder).vault_id
        there, damaged_there = _checked(second_folder.place(chosen, vault_id), cancelled)
    return Health(
        problems=tuple(problems),
        keys=tuple(_key_problems(folder)),
        whole=tuple(whole),
        damaged=tuple(damaged),
        elsewhere=tuple(there),
        damaged_elsewhere=tuple(damaged_there),
    )


def _checked(folder: Folder, cancelled: copy.Cancel | None) -> tuple[list[Backup], list[Backup]]:
    """Return the backups there that are whole, and those that are damaged."""
    whole: list[Backup] = []
    damaged: list[Backup] = []
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
    return whole, damaged


def _key_problems(folder: Folder) -> Iterator[str]:
    for slot, sentence in (
        (folder.passphrase_slot, _NO_PASSPHRASE),
        (folder.recovery_slot, _NO_RECOVERY_KEY),
    ):
        try:
            slots.check_slot(slot)
        except MetanoiaError:
            yield sentence


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
