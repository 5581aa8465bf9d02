"""The one door to SQLCipher and sqlite-utils; nothing else imports either.

sqlite-utils catches the errors of ``pysqlite3`` or ``sqlite3``. Unless it is made to take
sqlcipher3 for pysqlite3 *before* its first import, eight of its calls misbehave, and one of them
silently loses later writes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3
import sqlcipher3.dbapi2

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)

Connection = Any  # sqlcipher3 has no type stubs
Error: type[Exception] = sqlcipher3.Error
DatabaseError: type[Exception] = sqlcipher3.DatabaseError
IntegrityError: type[Exception] = sqlcipher3.IntegrityError
OperationalError: type[Exception] = sqlcipher3.OperationalError


def connect(path: Path, key: bytes, *, create: bool = False) -> Connection:
    """Open the SQLCipher file with a raw key of 32 bytes; a missing file is an error unless ``create``."""
    if len(key) != 32:
        raise ValueError("a raw key has 32 bytes; any other is silently taken for a passphrase")
    mode = "rwc" if create else "rw"
    connection = sqlcipher3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,  # opened in a thread before Qt is imported, then handed over once
        cached_statements=256,
    )
    # In this form the key is raw: 32 bytes by themselves would be stretched as a passphrase.
    connection.set_key(f"x'{key.hex()}'".encode())
    connection.execute("PRAGMA cipher_log_level = NONE")
    return connection


def database(connection: Connection) -> Database:
    """Wrap the connection for sqlite-utils (slow to import: schema, import and export only)."""
    from sqlite_utils import Database

    return Database(connection, execute_plugins=False)


def migrations() -> Migrations:
    """Return the empty list of named steps that the journal's schema is made of."""
    from sqlite_utils import Migrations

    return Migrations("metanoia")


def versions(connection: Connection) -> tuple[str, str]:
    """Return the versions of SQLite and SQLCipher ("3.53.4", "4.19.0 community")."""
    return (
        connection.execute("SELECT sqlite_version()").fetchone()[0],
        connection.execute("PRAGMA cipher_version").fetchone()[0],
    )
