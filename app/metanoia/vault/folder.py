"""The folder of one journal: where its files are, and how a file in it is replaced without tearing."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from metanoia.domain.errors import (
    DiskFull,
    FolderReadOnly,
    JournalExists,
    MetanoiaError,
    StorageFailed,
    TooManyFiles,
    WouldOverwrite,
)

TEMPORARY = ".tmp-"
RESTORING = "restoring"
REKEYING = "rekeying"
# What a file browser leaves by itself, or our own lock: the folder is still empty to a person.
_NOTHING = frozenset({".lock", ".DS_Store", "desktop.ini", "Thumbs.db"})


@dataclass(frozen=True)
class Folder:
    """The folder that holds one journal; nothing is read or made until a method is called."""

    path: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.path / "journal.db"

    @property
    def lock(self) -> Path:
        """The file whose lock keeps a second Metanoia out."""
        return self.path / ".lock"

    @property
    def anchor(self) -> Path:
        """The commit counter that tells when the newest changes are missing."""
        return self.path / "anchor.json"

    @property
    def descriptor(self) -> Path:
        """vault.json, readable before unlock."""
        return self.path / "vault.json"

    @property
    def keys(self) -> Path:
        """The folder of the key slots."""
        return self.path / "keys"

    @property
    def passphrase_slot(self) -> Path:
        """The key sealed with the passphrase."""
        return self.keys / "passphrase.age"

    @property
    def recovery_slot(self) -> Path:
        """The key sealed with the recovery key."""
        return self.keys / "recovery.age"

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self.path / "backups"

    @property
    def clients(self) -> Path:
        """The folder of a coach's clients, a file each."""
        return self.path / "clients"

    @property
    def deleted_clients(self) -> Path:
        """The ids of clients who were deleted, so that no backup brings one back."""
        return self.path / "deleted-clients.json"

    @property
    def readme(self) -> Path:
        """README.txt, which says how to open the journal by hand."""
        return self.path / "README.txt"

    def holds_journal(self) -> bool:
        """Tell whether a journal (whole, damaged, or half restored) is here."""
        signs = (self.database, self.descriptor, self.path / RESTORING)
        return any(sign.exists() for sign in signs)

    def prepare(self) -> None:
        """Make the empty, private folder (0700) for a new journal; JournalExists if it holds anything."""
        with disk(self.path):
            try:
                self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            except FileExistsError:
                raise JournalExists(self.path) from None
            if any(found.name not in _NOTHING for found in self.path.iterdir()):
                raise JournalExists(self.path)
            self.path.chmod(0o700)


def storage_error(error: OSError, folder: Path) -> MetanoiaError:
    """Return the sentence for a failed read or write in ``folder``."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull()
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return FolderReadOnly(folder)
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return TooManyFiles()
    return StorageFailed(error.strerror or type(error).__name__)


def unread(error: OSError, path: Path) -> MetanoiaError:
    """Return the sentence for a small file that cannot be read."""
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return TooManyFiles()
    return StorageFailed(f"{path.name}: {error.strerror}")


@contextlib.contextmanager
def disk(folder: Path) -> Iterator[None]:
    """Turn every OSError inside into DiskFull, FolderReadOnly or StorageFailed."""
    try:
        yield
    except OSError as error:
        raise storage_error(error, folder) from error


def replace(written: Path, path: Path) -> None:
    """Put a whole file in the place of ``path``."""
    written.replace(path)


def put_new(written: Path, path: Path) -> None:
    """Put a whole file at ``path``, where nothing is yet; WouldOverwrite."""
    try:
        os.link(written, path)  # at once and whole, or not at all
    except FileExistsError:
        raise WouldOverwrite(path) from None
    except OSError:  # a stick whose file system knows no second name for a file
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            raise WouldOverwrite(path) from None
        written.replace(path)
    else:
        written.unlink()


def write_atomically(
    path: Path,
    data: bytes,
    check: Callable[[Path], None] | None = None,
    put: Callable[[Path, Path], None] = replace,
) -> None:
    """Put ``data`` at ``path`` so that after any fault either the old or the new file is whole.

    ``check`` sees the new file on disk before it takes the old one's place, and raises to refuse it.
    Raises DiskFull, FolderReadOnly or StorageFailed, and then the old file is as it was.
    """
    with disk(path.parent):
        handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)  # mode 0600
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                flush(out.fileno())
            if check is not None:
                check(temporary)
            put(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        flush_folder(path.parent)


def flush(handle: int) -> None:
    """Wait until what was written to the open file ``handle`` is on the disk."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):  # not every file system knows it; fsync follows
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    os.fsync(handle)


def flush_folder(path: Path) -> None:
    """Wait until the names in the folder ``path`` are on the disk."""
    if sys.platform == "win32":
        return  # a folder cannot be opened there; NTFS journals its names
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Folder) -> None:
    """Remove what a killed write left behind; to be called with the lock held, never fails."""
    with contextlib.suppress(OSError):
        copies = folder.backups.glob(f"*/{folder.clients.name}")
        for place in (folder.path, folder.keys, folder.clients, folder.backups, *copies):
            for left in place.glob(f"{TEMPORARY}*"):
                if left.is_dir() and not left.is_symlink():
                    shutil.rmtree(left, ignore_errors=True)
                else:
                    with contextlib.suppress(OSError):
                        left.unlink()
