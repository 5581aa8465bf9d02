"""The database of a journal whose keys are at hand: made, or opened and brought to today's schema."""

from __future__ import annotations

from metanoia.domain.errors import JournalDamaged
from metanoia.store import copy, database, driver, health
from metanoia.store.changes import Changes
from metanoia.store.identity import Identities
from metanoia.store.turn import Turn
from metanoia.vault.folder import Folder
from metanoia.vault.vault import NewVault, Unlocked


def new(folder: Folder, made: NewVault, name: str) -> driver.Connection:
    """Make the database of a new journal with its name and identity; return it open.

    Raises FolderReadOnly, DiskFull or StorageFailed, and then leaves no database behind.
    """
    values = {"vault_id": made.vault_id, "commit_no": "0", "name": name}
    connection = database.create(folder.database, made.key, values)
    try:
        Identities(connection, Changes(connection, folder.database)).create()
        copy.note_backup(connection, 1)  # there is nothing yet to keep a copy of
    except BaseException:
        database.discard(connection, folder.database)
        raise
    return connection


def open_(folder: Folder, unlocked: Unlocked) -> tuple[bytes, driver.Connection]:
    """Open with the first key that fits (there are two after an interrupted re-encryption).

    Return that key and the connection; a verified backup is made before the schema changes. Raises
    JournalDamaged, JournalNewer, FolderReadOnly, DiskFull or StorageFailed.
    """
    first, *others = unlocked.keys
    try:
        return first, _open_with(folder, first, unlocked.vault_id)
    except JournalDamaged:
        if not others:
            raise
        return open_(folder, Unlocked(tuple(others), unlocked.vault_id))


def _open_with(folder: Folder, key: bytes, vault_id: str) -> driver.Connection:
    def keep_a_copy(connection: driver.Connection) -> None:
        health.publish(folder, connection, key, Turn())  # nobody else writes to it yet

    return database.open_(folder.database, key, vault_id, before_migrating=keep_a_copy)
