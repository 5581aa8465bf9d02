"""The encrypted file of one client: made, opened as strictly as the journal, written as one change."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from metanoia.domain.errors import JournalDamaged, JournalNewer, MetanoiaError
from metanoia.store import client_steps, copy, database, driver
from metanoia.store.errors import plainly, translated
from metanoia.store.part import Row
from metanoia.vault.folder import TEMPORARY, disk, flush_folder

_CACHE: Final = "cache_size = -1000"  # KiB; many are open at once


class ClientUnreadable(MetanoiaError):
    """The file of a client is missing, damaged or another's; the desk says what to do."""

    def __init__(self) -> None:
        super().__init__("The file of this client cannot be read.")


class ClientFile:
    """One open file; database errors leave as sentences, damage as ClientUnreadable."""

    def __init__(self, path: Path, connection: driver.Connection) -> None:
        """Take over an open connection; see ``open_`` and ``create``."""
        self.path = path
        self.connection = connection
        self._identity = _identity(path)

    def in_place(self) -> bool:
        """Tell whether the file that is open still stands under its name."""
        return self._identity is not None and _identity(self.path) == self._identity

    def all(self, sql: str, *values: object) -> list[Row]:
        """Return every row."""
        with self._plainly():
            rows: list[Row] = self.connection.execute(sql, values).fetchall()
        return rows

    def one(self, sql: str, *values: object) -> Row | None:
        """Return the first row, None if there is none."""
        with self._plainly():
            row: Row | None = self.connection.execute(sql, values).fetchone()
        return row

    def run(self, sql: str, *values: object) -> int:
        """Run one statement inside a ``write`` block; return how many rows it touched."""
        with self._plainly():
            count: int = self.connection.execute(sql, values).rowcount
        return count

    @contextlib.contextmanager
    def write(self) -> Iterator[None]:
        """Write inside this block: all of it is kept, or nothing; a block within it is part of it."""
        if self.connection.in_transaction:
            yield
            return
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                with contextlib.suppress(driver.Error):
                    self.connection.execute("ROLLBACK")
            raise

    def meta(self, key: str) -> str | None:
        """Return the value of ``key``, None if there is none."""
        row = self.one("SELECT value FROM meta WHERE key = ?", key)
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str | None) -> None:
        """Keep ``value`` inside a ``write`` block; None removes it."""
        if value is None:
            self.run("DELETE FROM meta WHERE key = ?", key)
        else:
            self.run("INSERT OR REPLACE INTO meta VALUES(?, ?)", key, value)

    def state(self) -> tuple[int, int]:
        """Return what differs after every change, by this connection or another one."""
        row = self.one("PRAGMA data_version")
        return (row[0] if row else 0), self.connection.total_changes

    def fold(self) -> None:
        """Write anew without what was deleted, and empty the log, as far as nobody reads just now."""
        with contextlib.suppress(driver.Error):  # deleted pages were overwritten in any case
            self.connection.execute("VACUUM")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Fold the log into the one file and close."""
        with contextlib.suppress(MetanoiaError):  # the log is kept beside it then, and read again
            database.close(self.connection)

    @contextlib.contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except driver.Error as error:
            found = translated(error, self.path)
            raise (ClientUnreadable() if isinstance(found, JournalDamaged) else found) from None


def create(path: Path, key: bytes, person: str) -> ClientFile:
    """Make the file of a client at ``path``, whole before it has its name; return it open.

    Raises FolderReadOnly, DiskFull or StorageFailed, and then leaves no file behind.
    """
    making = path.with_name(f"{TEMPORARY}{path.name}")
    with plainly(path), disk(path.parent):
        making.unlink(missing_ok=True)
        connection = driver.connect(making, key, create=True)
        try:
            _prepare(connection, live=False)
            client_steps.apply(connection, 0)
            connection.execute("INSERT INTO meta VALUES('person', ?)", (person,))
            connection.close()
        except BaseException:
            database.discard(connection, making)
            raise
        making.chmod(0o600)
        making.rename(path)
        flush_folder(path.parent)
    return open_(path, key, person)


def open_(path: Path, key: bytes, person: str, *, live: bool = True) -> ClientFile:
    """Open the file of a client; ``live`` is False for a copy in a backup, which has no log.

    Raises ClientUnreadable, JournalNewer, FolderReadOnly, DiskFull or StorageFailed.
    """
    try:
        # what is deleted has to be gone, so nothing is read through a link to somewhere else
        if not path.is_file() or path.is_symlink() or not os.access(path, os.R_OK):
            raise ClientUnreadable
        with plainly(path):
            connection = driver.connect(path, key)
            try:
                version = _checked_version(connection, person)
                _prepare(connection, live=live)
                if version < client_steps.LATEST:
                    client_steps.apply(connection, version)
            except BaseException:
                connection.close()
                raise
    except JournalDamaged:
        raise ClientUnreadable from None
    return ClientFile(path, connection)


def is_damaged(file: ClientFile, *, full: bool = True) -> bool:
    """Tell whether anything is wrong with an open file; ``full`` looks at its structure as well."""
    try:
        copy.checkpoint(file.connection)
        return not is_sound(file.connection, full=full)
    except (driver.Error, JournalDamaged):
        return True


def is_sound(connection: driver.Connection, *, full: bool = True) -> bool:
    """Tell whether nothing is wrong with the database of a client."""
    checks = ["cipher_integrity_check"]
    checks += ["foreign_key_check"] if full else []
    if any(connection.execute(f"PRAGMA {check}").fetchall() for check in checks):
        return False
    return not full or connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]


def _prepare(connection: driver.Connection, *, live: bool = True) -> None:
    database.prepare(connection)
    connection.execute(f"PRAGMA {_CACHE}")
    if not live:
        connection.execute("PRAGMA journal_mode = DELETE")


def _checked_version(connection: driver.Connection, person: str) -> int:
    # An empty file opens as a healthy empty database: only these three tell it from a client's.
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if not tables or application != client_steps.APPLICATION_ID:
        raise ClientUnreadable
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > client_steps.LATEST:
        raise JournalNewer
    found = connection.execute("SELECT value FROM meta WHERE key = 'person'").fetchone()
    if not found or found[0] != person:
        raise ClientUnreadable
    return version


def _identity(path: Path) -> tuple[int, int] | None:
    # By name only: Python's opening and closing of a live SQLite file would drop its locks.
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
