"""What SQLCipher's errors mean to a person, decided once."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from metanoia.domain.errors import (
    Cancelled,
    DiskFull,
    FolderReadOnly,
    JournalDamaged,
    JournalInUse,
    MetanoiaError,
    StorageFailed,
    TooManyFiles,
)
from metanoia.store import driver
from metanoia.vault.folder import TEMPORARY, storage_error

_PAGE_OF_LOCKS = (
    1 << 16
)  # bytes; what SQLite wants at once beside a log, and reports as no lack of room
_FILES_AT_ONCE = 16  # more than one connection holds


def _not_done(folder: object) -> MetanoiaError:
    """Ask the system why a disk refused something, since SQLite has one word for all of it."""
    unknown = StorageFailed("the disk reports an error")
    if not isinstance(folder, Path):
        return unknown
    try:
        if shutil.disk_usage(folder).free < _PAGE_OF_LOCKS:
            return DiskFull()
        with tempfile.TemporaryFile(prefix=TEMPORARY, dir=folder):  # nothing is written to it
            return unknown
    except OSError as why:
        found = storage_error(why, folder)
        return found if isinstance(found, DiskFull | FolderReadOnly | TooManyFiles) else unknown


def _not_opened(folder: object) -> MetanoiaError:
    """Tell a want of handles from a folder that cannot be written to: SQLite has the same words for both."""
    handles: list[int] = []
    try:
        for _ in range(_FILES_AT_ONCE):
            handles.append(os.open(os.devnull, os.O_RDONLY))  # noqa: PERF401 - closed whatever happens
    except OSError as error:
        if error.errno in (errno.EMFILE, errno.ENFILE):
            return TooManyFiles()
    finally:
        for handle in handles:
            os.close(handle)
    return FolderReadOnly(folder)


# By the primary result code (https://www.sqlite.org/rescode.html), and by the driver's words where
# it gives no code.
_SENTENCES: tuple[
    tuple[tuple[int, ...], tuple[str, ...], Callable[[object], MetanoiaError]], ...
] = (
    ((13,), ("disk is full",), lambda _: DiskFull()),
    ((5, 6), ("is locked",), lambda _: JournalInUse()),
    # a connection is closed under work in another thread only while the whole journal closes
    ((9,), ("interrupted", "closed database"), lambda _: Cancelled()),
    ((8, 14, 3), ("readonly", "unable to open"), _not_opened),
    ((11, 26), ("malformed", "not a database"), lambda _: JournalDamaged()),
    ((10,), ("i/o error",), _not_done),
)


def translated(error: Exception, path: Path | None = None) -> MetanoiaError:
    """Return the sentence for a database error; the driver's own text may quote the journal."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    text = str(error).lower()
    folder = path.parent if path else "of the journal"
    for codes, words, sentence in _SENTENCES:
        if primary in codes or any(word in text for word in words):
            return sentence(folder)
    return StorageFailed(type(error).__name__)


@contextmanager
def plainly(path: Path | None = None) -> Iterator[None]:
    """Turn every database error inside this block into a sentence."""
    try:
        yield
    except driver.Error as error:
        raise translated(error, path) from None
