"""What SQLCipher's errors mean to a person, decided once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from metanoia.domain.errors import (
    DiskFull,
    FolderReadOnly,
    JournalDamaged,
    JournalInUse,
    MetanoiaError,
    StorageFailed,
)
from metanoia.store import driver

_FULL, _BUSY, _READONLY, _CORRUPT, _NOTADB, _IOERR, _CANTOPEN = 13, 5, 8, 11, 26, 10, 14


def translated(error: Exception, path: Path | None = None) -> MetanoiaError:
    """Return the sentence for a database error; the driver's own text may quote the journal."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    text = str(error).lower()
    folder = path.parent if path else "of the journal"
    if primary == _FULL or "disk is full" in text:
        return DiskFull()
    if primary == _BUSY or "database is locked" in text:
        return JournalInUse()
    if primary == _READONLY or "readonly" in text:
        return FolderReadOnly(folder)
    if primary in (_CORRUPT, _NOTADB) or "malformed" in text or "not a database" in text:
        return JournalDamaged()
    if primary == _IOERR or "i/o error" in text:
        return StorageFailed("the disk reports an error")
    if primary == _CANTOPEN or "unable to open" in text:
        return FolderReadOnly(folder)
    return StorageFailed(type(error).__name__)


@contextmanager
def plainly(path: Path | None = None) -> Iterator[None]:
    """Turn every database error inside this block into a sentence."""
    try:
        yield
    except driver.Error as error:
        raise translated(error, path) from None
