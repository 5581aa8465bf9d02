"""What SQLCipher's errors mean to a person, decided once."""

from __future__ import annotations

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
)
from metanoia.store import driver

# By the primary result code (https://www.sqlite.org/rescode.html), and by the driver's words where
# it gives no code.
_SENTENCES: tuple[
    tuple[tuple[int, ...], tuple[str, ...], Callable[[object], MetanoiaError]], ...
] = (
    ((13,), ("disk is full",), lambda _: DiskFull()),
    ((5, 6), ("is locked",), lambda _: JournalInUse()),
    # a connection is closed under work in another thread only while the whole journal closes
    ((9,), ("interrupted", "closed database"), lambda _: Cancelled()),
    ((8, 14, 3), ("readonly", "unable to open"), FolderReadOnly),
    ((11, 26), ("malformed", "not a database"), lambda _: JournalDamaged()),
    ((10,), ("i/o error",), lambda _: StorageFailed("the disk reports an error")),
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
