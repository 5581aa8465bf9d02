"""Opening the journal's database, as fast as it can be and as strictly as it must be."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from metanoia.domain.errors import DiskFull, JournalDamaged, JournalNewer
from metanoia.store import driver, migrations
from metanoia.store.errors import plainly
from metanoia.store.steps.first_light import APPLICATION_ID

_PRAGMAS = (
    "busy_timeout = 3000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON",
    "temp_store = MEMORY", "trusted_schema = OFF", "cell_size_check = ON",
    "recursive_triggers = ON", "secure_delete = ON", "cache_size = -8000",
)  # fmt: skip


def create(path: Path, key: bytes, meta: dict[str, str]) -> driver.Connection:
    """Make a new database with today's schema and the keys and values of ``meta``; return it open.

    Raises FolderReadOnly, DiskFull or StorageFailed, and then leaves no file behind.
    """
    with plainly(path):
        connection = driver.connect(path, key, create=True)
        try:
            prepare(connection)
            migrations.apply(connection)
            connection.executemany("INSERT INTO meta VALUES(?, ?)", sorted(meta.items()))
        except BaseException:
            discard(connection, path)
            raise
    path.chmod(0o600)
    return connection


def discard(connection: driver.Connection, path: Path) -> None:
    """Take back a database that was just made: close it and remove its files."""
    connection.close()
    for ending in ("-wal", "-shm", ""):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def open_(
    path: Path, key: bytes, vault_id: str, *, before_migrating: Callable[[driver.Connection], None]
) -> driver.Connection:
    """Open the database for writing and bring it to today's schema.

    ``before_migrating`` is called with the connection, before any pending step, to keep a copy.
    Raises JournalDamaged, JournalNewer, FolderReadOnly or DiskFull.
    """
    if not path.exists():
        raise JournalDamaged(f"its file {path.name} is missing")
    with plainly(path):
        connection = driver.connect(path, key)
        try:
            version = _checked_version(connection, vault_id)
            prepare(connection)
            if version < migrations.LATEST:
                before_migrating(connection)
                migrations.apply(connection)
            if migrations.missing_triggers(connection):
                raise JournalDamaged("a part of its structure is missing")
        except BaseException:
            connection.close()
            raise
    return connection


def open_second(path: Path, key: bytes, *, reads_only: bool = True) -> driver.Connection:
    """Open another connection to the open journal, for a worker."""
    with plainly(path):
        connection = driver.connect(path, key)
        try:
            prepare(connection)
            connection.execute(f"PRAGMA query_only = {int(reads_only)}")
        except BaseException:
            connection.close()
            raise
    return connection


def close(connection: driver.Connection, path: Path | None = None) -> None:
    """Fold the log into the one file and close, so that a closed journal may be copied.

    On a full disk the log stays beside it, as after a crash: nothing is lost, and nothing is said.
    """
    with contextlib.suppress(DiskFull), plainly(path):
        try:
            connection.execute("PRAGMA optimize")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()


def prepare(connection: driver.Connection) -> None:
    """Set what every connection that writes has in common: durable, strict, and nothing beside the file."""
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _checked_version(connection: driver.Connection, vault_id: str) -> int:
    # An empty file opens as a healthy empty database: only these three tell it from the journal.
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if not tables or application != APPLICATION_ID:
        raise JournalDamaged("its file is empty or belongs to another program")
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > migrations.LATEST:
        raise JournalNewer
    found = connection.execute("SELECT value FROM meta WHERE key = 'vault_id'").fetchone()
    if not found or found[0] != vault_id:
        raise JournalDamaged("its database belongs to another journal")
    return version
