"""A second folder of backups, on a stick or another disk, which may be away: whole copies, file by file.

The copies lie there as in a journal's folder, so that they are listed, checked, thinned out and brought
back in the same way. They have numbers of their own: a journal that was brought back begins anew with its
numbers, and the newest copy must still be the newest.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from metanoia.domain.errors import (
    DescriptorDamaged,
    JournalNewer,
    NotFound,
    Refused,
    SecondFolderAway,
    StorageFailed,
)
from metanoia.vault import backup_note, backups, client_files, descriptor
from metanoia.vault.backups import Backup
from metanoia.vault.folder import TEMPORARY, Folder, disk, flush_folder, sweep
from metanoia.vault.stamps import name_stamp

Cancel = Callable[[], bool]


def place(chosen: Path, vault_id: str) -> Folder:
    """Return where the backups of one journal lie in the folder that was chosen."""
    return Folder(chosen / f"metanoia-{vault_id[:8]}")


def check_choice(folder: Folder, chosen: Path) -> None:
    """Raise Refused for what is no folder, or lies within the journal's own."""
    if not chosen.is_dir():
        raise Refused(f"{chosen} is not a folder. Choose one on a stick or another disk.")
    if chosen.resolve().is_relative_to(folder.path.resolve()):
        raise Refused(
            "That lies in the journal's own folder. Choose a folder on a stick or another disk."
        )


def same_disk(folder: Folder, chosen: Path) -> bool:
    """Tell whether both lie on one file system; False for a folder that is away."""
    try:
        return folder.path.stat().st_dev == chosen.stat().st_dev
    except OSError:
        return False


def bring_up_to_date(
    folder: Folder, chosen: Path, key: bytes, cancelled: Cancel | None = None
) -> Backup:
    """Copy the newest backup into the ``chosen`` folder, if it is not there; return that backup.

    What else lies there opens with today's secrets afterwards, or is removed if it is under an earlier
    key; only the newest keeps the files of clients, whatever one of them withdrew meanwhile; and it is
    thinned out as the journal's own backups are. Raises NotFound without any backup, SecondFolderAway,
    Cancelled, BackupDamaged, DiskFull, FolderReadOnly or StorageFailed; no half of a copy is listed.
    """
    newest = next((one for one in backups.listing(folder) if not one.set_aside), None)
    if newest is None:
        raise NotFound("There is no backup yet to copy. Make one first.")
    if not chosen.is_dir():
        raise SecondFolderAway(chosen)
    vault_id = descriptor.read(folder).vault_id
    there = place(chosen, vault_id)
    with disk(chosen):
        there.path.mkdir(mode=0o700, exist_ok=True)
        there.backups.mkdir(mode=0o700, exist_ok=True)
        sweep(there)
        if not _is_newest(newest, there):
            _copy(newest, there, cancelled)
        for older in backups.listing(there)[1:]:
            _let_go(older, vault_id, key)
        backups.rewrap(folder, key, there)
        backups.rotate(there)
    return newest


def _is_newest(backup: Backup, there: Folder) -> bool:
    """Tell whether the newest copy there is of this backup, which no client was taken out of since."""
    for copied in backups.listing(there)[:1]:
        note = copied.path / backup_note.NAME
        if note.exists() and copied.size == backup.size:
            return note.read_bytes() == (backup.path / backup_note.NAME).read_bytes()
    return False


def _copy(backup: Backup, there: Folder, cancelled: Cancel | None) -> None:
    work = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=there.backups))
    try:
        for source in sorted(backup.path.rglob("*")):
            target = work / source.relative_to(backup.path)
            if source.is_dir():
                target.mkdir(mode=0o700)
            elif not source.name.startswith(TEMPORARY):
                backups.copy_file(source, target, cancelled)
        backups.check(replace(backup, path=work))
        for inside in (work, *(path for path in work.iterdir() if path.is_dir())):
            flush_folder(inside)
        number = backups.next_sequence(there)
        work.rename(there.backups / f"{number:08}-{name_stamp(backup.made_at)}")
        flush_folder(there.backups)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def _let_go(backup: Backup, vault_id: str, key: bytes) -> None:
    """Remove an older copy that is under an earlier key of this journal; take the clients out of any other."""
    kept = Folder(backup.path)
    if _owner(kept) == vault_id and not backups.is_under(backup, key):
        backups.remove(backup)
        return
    for person in client_files.ids(kept):
        client_files.forget(kept, person)


def _owner(kept: Folder) -> str | None:
    try:
        return descriptor.read(kept).vault_id
    except (DescriptorDamaged, JournalNewer, StorageFailed):
        return None
