"""The lock that keeps a journal open in one Metanoia at a time, window and command line alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from metanoia.domain.errors import JournalInUse, JournalMissing
from metanoia.vault.folder import Folder, disk

if TYPE_CHECKING:
    from filelock import BaseFileLock


class FolderLock:
    """The lock of one journal's folder; the system drops it when the process ends, however it ends."""

    def __init__(self, folder: Folder) -> None:
        """Name the folder; nothing is locked yet."""
        self._folder = folder
        self._held: BaseFileLock | None = None

    @property
    def held(self) -> bool:
        """Tell whether this lock is held."""
        return self._held is not None

    def acquire(self) -> None:
        """Take the lock at once or raise JournalInUse, JournalMissing, FolderReadOnly, StorageFailed."""
        from filelock import FileLock, Timeout

        if self._held is not None:
            return
        if not self._folder.path.is_dir():  # filelock would make it
            raise JournalMissing(self._folder.path)
        # Opened in one thread, closed in another; and no soft lock, which outlives a killed process.
        lock = FileLock(
            self._folder.lock, timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False
        )
        with disk(self._folder.path):
            try:
                lock.acquire()
            except Timeout:
                raise JournalInUse from None
        self._held = lock

    def release(self) -> None:
        """Let the lock go; nothing happens if it is not held."""
        if self._held is not None:
            self._held.release()
            self._held = None

    def __enter__(self) -> Self:
        """Acquire the lock."""
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        """Release the lock."""
        self.release()
