"""The files of clients in backups: copied and verified, brought back, and freed of what has to go."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path

from metanoia.domain.errors import BackupDamaged, JournalDamaged, JournalNewer
from metanoia.store import client_file, copy, driver
from metanoia.store.client_file import ClientFile, ClientUnreadable
from metanoia.store.errors import plainly
from metanoia.vault import backup_note, backups, client_files, keys
from metanoia.vault.backups import Backup
from metanoia.vault.folder import TEMPORARY, Folder, disk, flush_folder


def copy_all(
    folder: Folder, key: bytes, target: Path, cancelled: copy.Cancel | None = None
) -> None:
    """Write a verified copy of each client's file into the folder ``target`` of a new backup.

    In place of one that cannot be read, damaged or of a newer version, goes the newest whole copy of an earlier backup, if there is
    one: a damaged file hinders neither the others nor the journal. Raises Cancelled, DiskFull,
    FolderReadOnly or StorageFailed.
    """
    for person in _to_copy(folder):
        path = target / f"{person}.db"
        try:
            _copy_verified(folder, key, person, path, cancelled)
        except (ClientUnreadable, JournalDamaged, JournalNewer):
            path.unlink(missing_ok=True)
            backup = newest(folder, person)
            if backup is not None:
                backups.copy_file(backup.path / "clients" / path.name, path)


def newest(folder: Folder, person: str) -> Backup | None:
    """Return the newest backup in this folder whose copy of a client's file is as it was written."""
    for backup in backups.listing(folder):
        if person in backup_note.clients(backup.path) and _whole(backup, person):
            return backup
    return None


def held(folder: Folder, person: str) -> bool:
    """Tell whether any backup in this folder has a copy of a client's file, whole or not."""
    return any(folder.backups.glob(f"*/clients/{person}.db"))


def bring_back(folder: Folder, person: str, backup: Backup) -> None:
    """Put a backup's copy in the place of a client's file, which is put aside; nobody has it open.

    Raises BackupDamaged, DiskFull, FolderReadOnly or StorageFailed.
    """
    path = client_files.path_of(folder, person)
    with disk(folder.path):
        client_files.prepare(folder)
        coming = path.with_name(f"{TEMPORARY}{path.name}")
        coming.unlink(missing_ok=True)
        digest = backups.copy_file(backup.path / "clients" / path.name, coming)
        if digest not in backup_note.clients(backup.path)[person]:
            coming.unlink()
            raise BackupDamaged(backup.path.name)
        client_files.set_aside(folder, person)
        coming.rename(path)
        flush_folder(folder.clients)


def change(folder: Folder, key: bytes, person: str, act: Callable[[ClientFile], bool]) -> None:
    """Do the same to the copy of a client's file in every backup here, and to what restores put aside.

    ``act`` tells whether it changed anything. A copy that cannot be read is removed: nobody can tell what it holds. Raises DiskFull,
    FolderReadOnly or StorageFailed; every backup is whole at each moment, and it can be repeated.
    """
    client_files.forget_set_aside(folder, person)
    for backup in backups.listing(folder):
        place = Folder(backup.path)
        if client_files.path_of(place, person).exists():
            try:
                _changed(place, keys.client_key(key, person), person, act)
            except (ClientUnreadable, JournalNewer):
                client_files.forget(place, person)


def problems(
    folder: Folder, key: bytes, names: Callable[[str], str], *, full: bool
) -> Iterable[str]:
    """Yield a sentence for each client's file that is damaged."""
    for person in client_files.ids(folder):
        try:
            file = client_file.open_(
                client_files.path_of(folder, person), keys.client_key(key, person), person
            )
        except (ClientUnreadable, JournalNewer):
            yield _sentence(names(person))
            continue
        try:
            if client_file.is_damaged(file, full=full):
                yield _sentence(names(person))
        finally:
            file.connection.close()


def drop_deleted(folder: Folder, backup: Backup) -> None:
    """Take clients out of a new backup who were deleted while it was made."""
    for person in client_files.deleted(folder):
        client_files.forget(Folder(backup.path), person)


def _to_copy(folder: Folder) -> list[str]:
    """Return whose files are here, or were by the last backup and are missing."""
    last = next((one for one in backups.listing(folder) if not one.set_aside), None)
    missing = set() if last is None else set(backup_note.clients(last.path))
    return sorted({*client_files.ids(folder), *missing} - client_files.deleted(folder))


def _copy_verified(
    folder: Folder, key: bytes, person: str, target: Path, cancelled: copy.Cancel | None
) -> None:
    own = keys.client_key(key, person)
    file = client_file.open_(client_files.path_of(folder, person), own, person)
    try:
        with plainly(target), copy.asking(file.connection, cancelled):
            file.connection.execute("VACUUM INTO ?", (str(target),))
    finally:
        file.connection.close()
    with plainly(target):
        copied = driver.connect(target, own)
        try:
            copied.execute("PRAGMA temp_store = MEMORY")
            if not client_file.is_sound(copied):
                raise ClientUnreadable
        finally:
            copied.close()


def _changed(place: Folder, own: bytes, person: str, act: Callable[[ClientFile], bool]) -> None:
    """Change a copy beside it and put the new one in its place; the note allows for both meanwhile."""
    path = client_files.path_of(place, person)
    work = path.with_name(f"{TEMPORARY}{path.name}")
    with disk(place.path):
        work.unlink(missing_ok=True)
        before = backups.copy_file(path, work)
        log = path.with_name(f"{path.name}-wal")
        if log.exists():
            backups.copy_file(log, work.with_name(f"{work.name}-wal"))
        file = client_file.open_(work, own, person, live=False)
        try:
            with file.write():
                changed = act(file)
            if changed:
                file.run("VACUUM")
        finally:
            file.connection.close()
        if not changed:
            work.unlink()
            return
        after = backups.digest_of(work)
        backup_note.note_client(place.path, person, (before, after))
        work.replace(path)
        log.unlink(missing_ok=True)
        flush_folder(place.clients)
        backup_note.note_client(place.path, person, (after,))


def _whole(backup: Backup, person: str) -> bool:
    with contextlib.suppress(OSError):
        found = backups.digest_of(backup.path / "clients" / f"{person}.db")
        return found in backup_note.clients(backup.path)[person]
    return False


def _sentence(name: str) -> str:
    return f"The file of {name} is damaged. Bring it back from a backup on the Coach desk."
