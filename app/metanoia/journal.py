"""One open journal: its folder locked, its key at hand, everything in it one attribute away."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

from metanoia.domain.errors import (
    BackupsNotRewrapped,
    Cancelled,
    DiskFull,
    JournalBusy,
    JournalMissing,
    MetanoiaError,
)
from metanoia.domain.stats import Stats
from metanoia.store import database, driver, health, opening, rekeying, tidying
from metanoia.store.changes import Changes
from metanoia.store.health import Health
from metanoia.store.meta import journal_name
from metanoia.store.parts import WritableParts
from metanoia.store.reader import Reader
from metanoia.store.turn import Turn
from metanoia.store.works import Works
from metanoia.store.writer import Writer
from metanoia.vault import (
    anchor,
    backups,
    descriptor,
    quick_unlock,
    restoring,
    second_folder,
    slots,
    vault,
)
from metanoia.vault.backups import Backup
from metanoia.vault.folder import Folder
from metanoia.vault.lock import FolderLock
from metanoia.vault.quick_unlock import QuickUnlock
from metanoia.vault.rekeying import Anew
from metanoia.vault.scrypt_age import LOG_N
from metanoia.vault.second_folder import Look
from metanoia.vault.vault import RecoveryKey, Secret, Unlocked

_STEPS_ON_CLOSING = 100  # well under a second

if TYPE_CHECKING:
    from metanoia.exchange.plans import Survey

Progress = Callable[[int, int], None]


class Journal(WritableParts):
    """An open journal; everything that is written goes through ``changes``."""

    def __init__(
        self, folder: Folder, lock: FolderLock, key: bytes, connection: driver.Connection
    ) -> None:
        """Take over a locked folder, its key and the open database; see ``open`` and ``create``."""
        self._lock = lock
        self._readers: list[Reader] = []
        self._works = Works()
        self._turn = Turn()
        changes = Changes(connection, folder.database, self._turn)
        super().__init__(connection, changes, folder, key)
        self._vault_id = self.meta.vault_id  # for work on the keys in other threads
        noted = anchor.read(folder, key) or 0
        self.missing_changes = max(noted - self.meta.commit_no, 0)
        """How many of the newest changes were lost: an older copy, or a lost write-ahead log."""

    # -- making, opening, closing

    @classmethod
    def create(
        cls,
        path: Path,
        passphrase: str,
        *,
        name: str = "Journal",
        recovery_key: str | None = None,
        log_n: int = LOG_N,
    ) -> tuple[Journal, str]:
        """Make a journal in an empty folder; return it open, and its recovery key to be shown once.

        Raises Refused (name, passphrase), JournalExists, FolderReadOnly, DiskFull or StorageFailed, and
        then leaves nothing behind.
        """
        name = journal_name(name)
        vault.check_passphrase(passphrase)
        folder = Folder(path.absolute())
        folder.prepare()
        lock = FolderLock(folder)
        with _released_on_error(lock):
            made = vault.create(folder, passphrase, recovery_key=recovery_key, log_n=log_n)
            try:
                journal = cls(folder, lock, made.key, opening.new(folder, made, name))
            except BaseException:
                vault.discard(folder)
                raise
        return journal, made.recovery_key

    @classmethod
    def open(cls, path: Path, secret: Secret) -> Journal:
        """Open the journal in a folder; a restore that was cut off is finished first.

        Raises JournalMissing, JournalInUse, WrongPassphrase, WrongRecoveryKey, KeyFileDamaged,
        DescriptorDamaged, JournalDamaged, JournalNewer, KeyringUnavailable, FolderReadOnly, DiskFull or
        StorageFailed.
        """
        folder = Folder(path.absolute())
        if not folder.holds_journal():
            raise JournalMissing(folder.path)
        lock = FolderLock(folder)
        with _released_on_error(lock):
            vault.settle(folder)
            unlocked = rekeying.finish(folder, vault.unlock(folder, secret))
            key, connection = opening.open_(folder, unlocked)
            return cls(folder, lock, key, connection)

    def close(self, *, back_up: bool = False) -> None:
        """Fold everything into the one file, note the commit, let the folder go and forget the key.

        With ``back_up`` a verified backup is made first if anything changed since the last. The journal
        is closed even if one of this fails; the error follows then, except that a full disk under what
        is kept already is no news.
        """
        if not self._works.close():
            return
        self.changes.hush()
        self._works.end()
        try:
            if self.still_in_place():
                with contextlib.suppress(MetanoiaError):
                    self.purge_expired(dt.datetime.now(dt.UTC))
                    tidying.forget_purged_words(self._connection, _STEPS_ON_CLOSING)
                with contextlib.suppress(DiskFull):  # all is kept; the note of then stands
                    self.note_commit()
                if back_up and self.backup_needed:
                    health.back_up(self.folder, self._key, self._turn)
                elif back_up and self.meta.second_folder:
                    health.catch_up(self.folder, self._key, self._turn)
        finally:
            with contextlib.ExitStack() as last:  # from below; each, whatever becomes of the others
                last.callback(self._lock.release)
                last.callback(setattr, self, "_key", b"")
                last.callback(database.close, self._connection, self.folder.database)
                last.callback(self._end_clients)
                for reader in self._readers:
                    last.callback(reader.close)

    @property
    def is_open(self) -> bool:
        """Tell whether the journal was not closed yet."""
        return bool(self._key)

    def __enter__(self) -> Self:
        """Use the journal inside the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the journal."""
        self.close()

    # -- what goes on while it is open

    @property
    def path(self) -> Path:
        """The journal's folder."""
        return self.folder.path

    @property
    def name(self) -> str:
        """The journal's name."""
        return self.meta.name

    def reader(self) -> Reader:
        """Return a second connection for one worker thread; closed with the journal at the latest.

        Raises Cancelled once the journal is closing.
        """
        with self._works.begun():
            self._readers = [reader for reader in self._readers if not reader.closed]
            reader = Reader(self.folder.database, self._key)
            self._readers.append(reader)
        return reader

    def writer(self) -> Writer:
        """Return stores on a connection of their own, for one large change in a worker thread.

        Closing the journal stops the work first. Its owner tells ``changes`` once it is done. Raises
        Cancelled once the journal is closing.
        """
        with self._works.begun() as running:
            writer = Writer(self.folder.database, self._key, self._turn)
            running.append(writer)
        return writer

    def end_work(self) -> None:
        """Stop large changes, backups and checks in other threads; wait until they let the journal go.

        There they end as Cancelled. To be called before the last save, which they would keep waiting.
        """
        self._works.end()

    def versions(self) -> tuple[str, str]:
        """Return the versions of SQLite and SQLCipher that keep this journal."""
        return driver.versions(self._connection)

    def still_in_place(self) -> bool:
        """Tell whether the database still stands where it was opened; ask on focus and once a minute."""
        return self.changes.in_place()

    def note_commit(self) -> None:
        """Note outside the database how far it has come; every minute while changes are made.

        What is missing stays so until it is accepted: what is written since does not make up for it.
        """
        anchor.write(self.folder, self._key, self.meta.commit_no + self.missing_changes)

    def accept_missing(self) -> None:
        """Go on without the changes that are missing, once the person has said so."""
        self.missing_changes = 0
        self.note_commit()

    def tidy(self) -> bool:
        """Do a little housekeeping, some milliseconds, when idle; return whether there is more to do.

        While another connection writes there is nothing to do.
        """
        with contextlib.suppress(JournalBusy), self._turn.taken(0):
            return tidying.tidy(self._connection)
        return False

    def stats(self) -> Stats:
        """Return what the journal holds, in numbers."""
        return Stats(
            entries=self.entries.count,
            words=self.entries.words,
            days=self.entries.days,
            tags=len(self.tags.all()),
            attachments=self.attachments.count,
            first_day=self.entries.first_day,
            last_day=self.entries.last_day,
        )

    # -- backups and health: any thread, each on a connection of its own

    def backups(self) -> list[Backup]:
        """Return the backups, newest first by number."""
        return backups.listing(self.folder)

    @property
    def backup_needed(self) -> bool:
        """Tell whether anything changed since the last backup."""
        return self.meta.commit_no > int(self.meta.get("backed_up_commit_no") or 0)

    def back_up(self, cancelled: threading.Event | None = None) -> Backup:
        """Make a verified backup, then thin out the old ones; return it.

        Raises Cancelled, JournalDamaged, DiskFull, FolderReadOnly or StorageFailed; no half of a backup
        is left then.
        """
        with self._works.call(cancelled) as stopped:
            return health.back_up(self.folder, self._key, self._turn, stopped)

    def choose_second_folder(self, path: Path) -> Path:
        """Have backups copied to a second folder as well from now on; return its whole path.

        Raises Refused for one that is no help, DiskFull, FolderReadOnly or StorageFailed for one that
        cannot be written. ``copy_to_second`` makes the first copy.
        """
        chosen = second_folder.prepare(self.folder, path)
        self.meta.second_folder = chosen
        return chosen

    def look_at_second_folder(self) -> Look | None:
        """Look what is in the second folder now, None if none was chosen."""
        chosen = self.meta.second_folder
        return None if chosen is None else second_folder.look(self.folder, chosen)

    def copy_to_second(self, cancelled: threading.Event | None = None) -> None:
        """Copy the newest backup to the second folder, made anew if anything changed since, and read it back.

        Raises Refused if none was chosen, SecondFolderGone, SecondFolderFailed, and as ``back_up`` does.
        """
        with self._works.call(cancelled) as stopped:
            health.copy_to_second(self.folder, self._key, self._turn, stopped)

    def check(
        self,
        full: bool = True,
        progress: Progress | None = None,
        cancelled: threading.Event | None = None,
    ) -> Health:
        """Check the journal and every backup; if not ``full``, only the file's own checksums. Cancelled."""
        with self._works.call(cancelled) as stopped:
            return health.check(self.folder, self._key, self._turn, full, progress, stopped)

    def salvage(self, backup: Backup, cancelled: threading.Event | None = None) -> Survey:
        """Return the entries of what a restore set aside that are missing here, to be picked and brought in.

        Raises Cancelled, JournalDamaged if nothing of it can be read, JournalNewer, DiskFull and its like.
        """
        from metanoia.exchange import salvaging  # as few journals need it
        from metanoia.store import salvage

        with self._works.call(cancelled) as stopped, contextlib.closing(self.reader()) as reader:
            found = salvage.read(Folder(backup.path), self.folder, self._key, stopped)
            return salvaging.survey(reader, found, backup.path.name)

    # -- keys

    def change_passphrase(self, old: str, new: str, log_n: int = LOG_N) -> None:
        """Replace the passphrase, in about three seconds. WrongPassphrase, Refused, DiskFull and its like."""
        vault.check_passphrase(new)
        with self._proven(old):
            vault.change_passphrase(self.folder, self._key, new, log_n)

    def new_recovery_key(self, passphrase: str) -> str:
        """Replace the recovery key and return the new one, to be shown once. WrongPassphrase."""
        with self._proven(passphrase):
            return vault.renew_recovery_key(self.folder, self._key)

    def try_passphrase(self, passphrase: str) -> None:
        """Raise WrongPassphrase, or KeyFileDamaged, unless this passphrase opens the journal."""
        with self._works.call(None):
            slots.read_slot(self.folder.passphrase_slot, passphrase, self._vault_id)

    def try_recovery_key(self, recovery_key: str) -> None:
        """Raise WrongRecoveryKey, or KeyFileDamaged, unless this recovery key opens the journal."""
        vault.unlock(self.folder, RecoveryKey(recovery_key))

    def rewrap_backups(self) -> int:
        """Let the backups be opened by today's keys and no longer by the former; return how many.

        Raises BackupsNotRewrapped; each backup opens at every moment.
        """
        with self._works.call(None):
            chosen = self.meta.second_folder
            if chosen:  # when it is not there, with the next backup
                with contextlib.suppress(MetanoiaError):
                    second_folder.rewrap(self.folder, self._key, chosen)
            try:
                return backups.rewrap(self.folder, self._key)
            except MetanoiaError as error:
                raise BackupsNotRewrapped(str(error)) from error

    @property
    def remembered(self) -> bool:
        """Tell whether this computer's keyring was asked to keep the key."""
        return descriptor.read(self.folder).has(descriptor.KEYRING)

    def remember_key(self) -> None:
        """Keep the key in this computer's keyring; KeyringUnavailable after four seconds at most."""
        with self._works.call(None):
            vault.remember(self.folder, self._key)

    def forget_key(self) -> None:
        """Take the key out of this computer's keyring; KeyringUnavailable."""
        with self._works.call(None):
            vault.forget(self.folder, self._key)

    def quick_unlock(self, pin: str, log_n: int = quick_unlock.LOG_N) -> QuickUnlock:
        """Return the key sealed with a PIN, for as long as this program runs; Refused for a plain PIN."""
        with self._works.call(None):
            return QuickUnlock(self._key, pin, log_n=log_n)

    @contextlib.contextmanager
    def _proven(self, passphrase: str) -> Iterator[None]:
        """Change the keys inside the block, once the passphrase is proven; the journal closes only then.

        Raises WrongPassphrase, and Cancelled if it is to be closed by then: nobody would see the new key.
        """
        with self._works.call(None) as stopped:
            slots.read_slot(self.folder.passphrase_slot, passphrase, self._vault_id)
            if stopped():
                raise Cancelled
            yield


def backups_in(path: Path) -> list[Backup]:
    """Return the backups of the journal in a folder, newest first; no key is needed."""
    return backups.listing(Folder(path.absolute()))


def restore(path: Path, which: str | Backup) -> Path | None:
    """Put a backup (or its number, or its folder) in the place of the closed journal in ``path``.

    Returns where the former journal is now, to be restored likewise, or None if there was none. Raises
    NotFound, JournalInUse, BackupDamaged, Refused, DiskFull, FolderReadOnly or StorageFailed.
    """
    folder = Folder(path.absolute())
    backup = backups.find(folder, which) if isinstance(which, str) else which
    if not folder.path.exists():
        folder.prepare()
    with FolderLock(folder):
        vault.settle(folder)
        return restoring.restore(folder, backup)


def encrypt_anew(
    path: Path,
    anew: Anew,
    progress: Progress | None = None,
    cancelled: threading.Event | None = None,
) -> None:
    """Give the closed journal another key, in six steps that ``progress`` hears; the first two can be cancelled.

    Neither the former secrets nor the former key open it afterwards. What is cut off is finished by the
    next ``open``. Raises JournalInUse, what ``open`` raises, Cancelled, Refused, DiskFull and its like.
    """
    folder = Folder(path.absolute())
    if not folder.holds_journal():
        raise JournalMissing(folder.path)
    with FolderLock(folder):
        vault.settle(folder)
        stopped = None if cancelled is None else cancelled.is_set
        rekeying.change_key(folder, anew, progress, stopped)


def recover(path: Path, recovery_key: str, new_passphrase: str, log_n: int = LOG_N) -> Unlocked:
    """Give the closed journal a new passphrase by its recovery key; return its key, to open it with.

    Raises JournalMissing, JournalInUse, WrongRecoveryKey, KeyFileDamaged, Refused, DiskFull
    and its like.
    """
    folder = Folder(path.absolute())
    if not folder.holds_journal():
        raise JournalMissing(folder.path)
    with FolderLock(folder):
        vault.settle(folder)
        if rekeying.is_cut_off(folder):  # before its slots change again
            rekeying.finish(folder, vault.unlock(folder, RecoveryKey(recovery_key)))
        return vault.recover(folder, recovery_key, new_passphrase, log_n)


@contextlib.contextmanager
def _released_on_error(lock: FolderLock) -> Iterator[None]:
    lock.acquire()
    try:
        yield
    except BaseException:
        lock.release()
        raise
