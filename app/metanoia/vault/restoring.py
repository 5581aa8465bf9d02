"""Bringing a backup back: nothing is overwritten, and a restore that was cut off is finished later.

The copies are made and flushed first, in ``restoring/new``. Renames do the rest, in two steps that
can be repeated: everything of the journal goes to ``restoring/before-restore-…``; then ``new`` becomes
``ready`` and its pieces take their places.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from metanoia.domain.errors import BackupDamaged, DescriptorDamaged, Refused
from metanoia.vault import backup_note, backups, client_files, descriptor
from metanoia.vault.backups import Backup
from metanoia.vault.folder import RESTORING, TEMPORARY, Folder, disk, flush_folder
from metanoia.vault.stamps import Clock, name_stamp, utc_now

# The log before its database: whatever is cut off, no database stands beside a foreign log.
_PIECES = (
    *("rekeying", "journal.db-wal", "journal.db-shm", "anchor.json", "journal.db", "clients"),
    *("keys", "vault.json"),
)
_COPIED = ("journal.db-wal", "anchor.json", "journal.db", "vault.json")


def restore(folder: Folder, backup: Backup, now: Clock = utc_now) -> Path | None:
    """Put the backup in the journal's place; return where the journal is now, None if there was none.

    The lock is held and the database closed: Python's opening and closing of a live SQLite file would
    drop its locks. Restoring the returned folder undoes it. Raises BackupDamaged, Refused for another
    journal's backup, DiskFull, FolderReadOnly, StorageFailed; the journal is then as it was.
    """
    finish(folder)
    _same_journal(folder, backup)
    with disk(folder.path):
        folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=folder.path))  # mode 0700
        try:
            _copy_in(folder, backup, work / "new")
            number = backups.next_sequence(folder)
            (work / f"{backups.SET_ASIDE}{number:08}-{name_stamp(now())}").mkdir(mode=0o700)
            flush_folder(work)
            work.rename(folder.path / RESTORING)
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise
        flush_folder(folder.path)
    return finish(folder)


def finish(folder: Folder) -> Path | None:
    """Complete a restore that was begun; return where the former journal is, None if nothing was begun.

    To be called with the lock held, before anything of the journal is read.
    """
    work = folder.path / RESTORING
    if not work.is_dir():
        return None
    new, ready = work / "new", work / "ready"
    with disk(folder.path):
        aside = next(work.glob(f"{backups.SET_ASIDE}*"), None)
        if aside is not None and new.is_dir():
            _move(folder.path, aside)
            new.rename(ready)
            flush_folder(work)
        if ready.is_dir():
            _move(ready, folder.path)
            ready.rmdir()
        kept = None
        if aside is not None and any(aside.iterdir()):
            kept = folder.path / aside.name
            aside.rename(kept)
        shutil.rmtree(work)
        flush_folder(folder.path)
    return kept


def _move(source: Path, target: Path) -> None:
    for name in _PIECES:
        if (source / name).exists():
            (source / name).rename(target / name)
    flush_folder(target)
    flush_folder(source)


def _copy_in(folder: Folder, backup: Backup, new: Path) -> None:
    new.mkdir(mode=0o700)
    (new / "keys").mkdir(mode=0o700)
    slots = [f"keys/{path.name}" for path in sorted((backup.path / "keys").glob("*.age"))]
    if not backup.set_aside and not slots:  # it could never be opened
        raise BackupDamaged(backup.path.name)
    for name in (*_COPIED, *slots):
        source = backup.path / name
        if not source.is_file():
            continue
        digest = backups.copy_file(source, new / name)
        if name == "journal.db" and backup_note.digest(backup.path) not in (None, digest):
            raise BackupDamaged(backup.path.name)
    _copy_clients(folder, backup, new / "clients")
    for place in (new / "keys", new):
        flush_folder(place)


def _copy_clients(folder: Folder, backup: Backup, new: Path) -> None:
    """Copy the files of clients, but for those who were deleted, and copies that are not as written.

    A damaged copy must not keep the journal from coming back; the desk says that it is missing.
    """
    source, gone = Folder(backup.path).clients, client_files.deleted(folder)
    if not source.is_dir():
        return
    new.mkdir(mode=0o700)
    noted = backup_note.clients(backup.path)
    for path in sorted(source.iterdir()):
        person = path.name.partition(".")[0]
        if person in gone or path.name.startswith(TEMPORARY) or path.name.endswith("-shm"):
            continue
        digest = backups.copy_file(path, new / path.name)
        if path.suffix == ".db" and digest not in noted.get(person, (digest,)):
            (new / path.name).unlink()
    flush_folder(new)


def _same_journal(folder: Folder, backup: Backup) -> None:
    """Refuse the backup of another journal, as far as both say whose they are."""
    try:
        theirs = descriptor.read(Folder(backup.path)).vault_id
    except DescriptorDamaged:
        if not backup.set_aside:
            raise BackupDamaged(backup.path.name) from None
        return
    try:
        ours = descriptor.read(folder).vault_id
    except DescriptorDamaged:
        return
    if ours != theirs:
        raise Refused(
            "That backup is of another journal. Bring it back into an empty folder of its own."
        )
