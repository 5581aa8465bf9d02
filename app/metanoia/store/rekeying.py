"""Every file of a closed journal encrypted with another key, and finished at the next opening if cut off."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from metanoia.domain.errors import (
    Cancelled,
    DiskFull,
    DiskFullMeanwhile,
    JournalDamaged,
    KeyringUnavailable,
    MetanoiaError,
    Refused,
)
from metanoia.store import copy, database, driver, health, opening
from metanoia.store.errors import plainly
from metanoia.store.turn import Turn
from metanoia.vault import anchor, client_files, descriptor, keys, rekeying, remembered, vault
from metanoia.vault.folder import Folder
from metanoia.vault.rekeying import Anew
from metanoia.vault.vault import Passphrase, Unlocked

STEPS = 6
STOPPABLE = 2  # steps after which it can no longer be stopped
_ROOM = 2.2  # as much as the files again: the log, then the new backup

Told = Callable[[int], None]


def change_key(
    folder: Folder,
    anew: Anew,
    progress: copy.Progress | None = None,
    cancelled: copy.Cancel | None = None,
) -> None:
    """Give the closed journal, its clients' files and what opens them another key; the lock is held.

    Raises what opening does; Cancelled before the third step, Refused, DiskFull, FolderReadOnly or
    StorageFailed, and the journal opens as before then, or goes on at the next opening.
    """

    def tell(step: int) -> None:
        if progress:
            progress(step, STEPS)

    tell(0)
    vault.check_passphrase(anew.new_passphrase)
    keys.canonical_recovery_key(anew.recovery_key)
    unlocked = finish(folder, vault.unlock(folder, Passphrase(anew.passphrase)))
    _check_room(folder)
    remembers = descriptor.read(folder).has(descriptor.KEYRING)
    key, connection = opening.open_(folder, unlocked)
    database.close(connection)
    health.back_up(folder, key, Turn(), cancelled)
    tell(1)
    new = keys.new_key()
    if cancelled and cancelled():
        raise Cancelled
    rekeying.lay_ready(folder, anew, key, new)
    tell(STOPPABLE)
    rekeying.begin(folder)
    _finish_files(folder, Unlocked((key, new), unlocked.vault_id), tell)
    with contextlib.suppress(KeyringUnavailable):  # what it keeps opens nothing any more
        if remembers:
            remembered.forget(unlocked.vault_id)
    finish_backups(folder, new)
    tell(STEPS)


def finish(folder: Folder, unlocked: Unlocked) -> Unlocked:
    """Finish what was cut off of a change of key; return what opens the journal now.

    Raises KeyringUnavailable where the passphrase is needed for it, JournalDamaged, DiskFull,
    FolderReadOnly or StorageFailed. Backups that cannot be seen to wait for the next time.
    """
    if rekeying.is_pending(folder):
        unlocked = _finish_files(folder, unlocked, lambda _step: None)
    if rekeying.leaves_backups(folder):
        with contextlib.suppress(MetanoiaError):
            finish_backups(folder, unlocked.key)
    return unlocked


def is_cut_off(folder: Folder) -> bool:
    """Tell whether a change of key was cut off and files may still be under the former one."""
    return rekeying.is_pending(folder)


def finish_backups(folder: Folder, key: bytes) -> None:
    """Make a verified backup under the new key, then see to those under the former one."""
    health.back_up(folder, key, Turn())
    rekeying.see_to_backups(folder)


def _finish_files(folder: Folder, unlocked: Unlocked, tell: Told) -> Unlocked:
    old, new = unlocked.keys[0], unlocked.keys[-1]
    if old == new and not _opens(folder.database, new):
        raise KeyringUnavailable("the journal is being given another key")
    with _room_told(folder):
        for path, former, following in _files(folder, old, new):
            _encrypt(path, former, following)
        tell(STOPPABLE + 1)
        with _connected(folder.database, new) as connection:
            if copy.verify(connection):
                raise JournalDamaged("it does not verify under its new key")
            number = connection.execute("SELECT value FROM meta WHERE key = 'commit_no'").fetchone()
            noted = (
                anchor.read(folder, key) or 0 for key in (old, new)
            )  # what is missing stays so
            anchor.write(folder, new, max(int(number[0]), *noted))
        tell(STOPPABLE + 2)
        rekeying.put_in_place(folder)
    return Unlocked((new,), unlocked.vault_id)


def _files(folder: Folder, old: bytes, new: bytes) -> Iterator[tuple[Path, bytes, bytes]]:
    """Yield each database with its former key and its new one: the clients' first, then the journal's."""
    for person in client_files.ids(folder):
        path = client_files.path_of(folder, person)
        yield path, keys.client_key(old, person), keys.client_key(new, person)
    yield folder.database, old, new


def _encrypt(path: Path, old: bytes, new: bytes) -> None:
    """Encrypt one database with ``new``; what neither key opens is damaged, and stays so."""
    if _opens(path, new) or not _opens(path, old):
        return
    with _connected(path, old) as connection, plainly(path):
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.reset_key(f"x'{new.hex()}'".encode())
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if not _opens(path, new):
        raise JournalDamaged("a file of it does not open under its new key")


def _opens(path: Path, key: bytes) -> bool:
    with contextlib.suppress(driver.Error), contextlib.closing(driver.connect(path, key)) as one:
        return bool(one.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    return False


@contextlib.contextmanager
def _connected(path: Path, key: bytes) -> Iterator[driver.Connection]:
    connection = database.open_second(path, key, reads_only=False)
    try:
        yield connection
    finally:
        connection.close()


@contextlib.contextmanager
def _room_told(folder: Folder) -> Iterator[None]:
    """Say that the disk is full where it is: without room for its log a database tells other reasons."""
    try:
        yield
    except MetanoiaError as error:
        with contextlib.suppress(OSError):  # the folder is gone: the error stands
            needed = _needed(folder)
            if isinstance(error, DiskFull) or shutil.disk_usage(folder.path).free < needed:
                raise DiskFullMeanwhile(_in_mb(needed)) from error
        raise


def _needed(folder: Folder) -> int:
    places = (folder.database, *folder.clients.glob("*.db"))
    return int(_ROOM * sum(path.stat().st_size for path in places))


def _in_mb(size: int) -> int:
    return max(size // 1_000_000, 1)


def _check_room(folder: Folder) -> None:
    needed = _needed(folder)
    if shutil.disk_usage(folder.path).free < needed:
        size = _in_mb(needed)
        raise Refused(
            f"Encrypting everything anew needs {size} MB free on this disk. Make room and try again; "
            "nothing was changed."
        )
