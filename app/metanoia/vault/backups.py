"""Backups: whole copies of a journal in numbered folders, listed before unlock, thinned out by number."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from metanoia.domain.errors import (
    BackupDamaged,
    Cancelled,
    DescriptorDamaged,
    JournalNewer,
    NotFound,
    StorageFailed,
)
from metanoia.vault import backup_note, descriptor
from metanoia.vault.folder import (
    TEMPORARY,
    Folder,
    disk,
    flush,
    flush_folder,
    write_atomically,
)
from metanoia.vault.stamps import Clock, name_stamp, parse, parse_name, stamp, utc_now

SET_ASIDE = "before-restore-"
NEWEST_KEPT = 5
DAYS_KEPT = 7
WEEKS_KEPT = 8

_NAME = re.compile(rf"(?P<aside>{SET_ASIDE})?(?P<sequence>\d{{8,}})-(?P<made>\d{{8}}T\d{{6}}Z)")
_BLOCK = 1 << 20
_AT_ONCE = 8 << 20  # bytes that may wait for a slow disk


@dataclass(frozen=True)
class Backup:
    """A copy of the journal; ``size`` is that of its database in bytes, moments are UTC.

    ``set_aside`` marks what a restore put out of the way; it is brought back like any backup.
    """

    sequence: int
    made_at: datetime
    path: Path
    verified_at: datetime | None
    size: int
    set_aside: bool = False


def listing(folder: Folder) -> list[Backup]:
    """Return the backups and what restores set aside, newest first by number; no key is needed."""
    found = [
        backup
        for place, aside in ((folder.backups, False), (folder.path, True))
        for path in _folders(place)
        if (backup := _read(path)) is not None and backup.set_aside is aside
    ]
    return sorted(found, key=lambda backup: backup.sequence, reverse=True)


def find(folder: Folder, which: str) -> Backup:
    """Return the backup of a number ("7") or in a folder, which may lie elsewhere; NotFound if none."""
    if which.isascii() and which.isdecimal():
        for backup in listing(folder):
            if backup.sequence == int(which):
                return backup
        raise NotFound(f"There is no backup number {which}. Look at the list of backups.")
    path = Path(which).expanduser().absolute()
    held = _held(path)
    if held is None or path == folder.path.absolute():
        raise NotFound(f"{which} is no backup: it holds no copy of a journal.")
    unnamed = Backup(0, datetime.fromtimestamp(held.st_mtime, UTC), path, None, held.st_size)
    return _read(path) or unnamed


def publish(
    folder: Folder,
    write_copy: Callable[[Path], None],
    now: Clock = utc_now,
    *,
    write_clients: Callable[[Path], None] | None = None,
) -> Backup:
    """Make the next backup; ``write_copy(path)`` writes the copy of the database and verifies it.

    ``write_clients(folder)`` does so for the files of clients, each under its name. Whatever it raises, and DiskFull, FolderReadOnly or StorageFailed, leave no new backup behind.
    """
    with disk(folder.path):
        folder.backups.mkdir(mode=0o700, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=folder.backups))  # mode 0700
        try:
            (work / "keys").mkdir(mode=0o700)
            copy = work / folder.database.name
            write_copy(copy)
            digest = _settled(copy)
            clients = _clients_written(Folder(work), write_clients) if write_clients else {}
            copy_slots(folder, Folder(work))
            sequence, at = next_sequence(folder), now()
            backup_note.write(work, sequence, at, copy.stat().st_size, digest, clients)
            target = folder.backups / f"{sequence:08}-{name_stamp(at)}"
            work.rename(target)
            flush_folder(folder.backups)
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise
    return Backup(sequence, _whole(at), target, _whole(at), (target / copy.name).stat().st_size)


def check(backup: Backup) -> None:
    """Raise BackupDamaged unless the copies' bytes are those that were written; no key is needed."""
    clients = Folder(backup.path).clients
    try:
        whole = digest_of(backup.path / "journal.db") == backup_note.digest(backup.path) and all(
            digest_of(clients / f"{person}.db") in digests
            for person, digests in backup_note.clients(backup.path).items()
        )
    except OSError:
        whole = False
    if not whole:
        raise BackupDamaged(backup.path.name)


def rewrap(folder: Folder, key: bytes, journal: Folder | None = None) -> int:
    """Give the backups of this ``key`` the journal's present slots; return how many there are.

    The ``journal`` is elsewhere if ``folder`` holds copies of its backups alone.

    After a change of passphrase or recovery key the old ones then open none of them. Each keeps
    opening at every moment in between. Raises DiskFull, FolderReadOnly or StorageFailed.
    """
    count = 0
    for backup in listing(folder):
        if is_under(backup, key):  # else its slots are all it has
            copy_slots(journal or folder, Folder(backup.path))
            count += 1
    return count


def is_under(backup: Backup, key: bytes) -> bool:
    """Tell whether ``key`` is the backup's; not for one that is past mending."""
    try:
        descriptor.read(Folder(backup.path)).verify(key)
    except (DescriptorDamaged, JournalNewer, StorageFailed):
        return False
    return True


def rotate(folder: Folder) -> None:
    """Keep the 5 newest backups, the last of each of 7 days and then of 8 weeks, the last verified one.

    Numbers decide what is newer, not dates: a clock that was set makes no backup older. Days and weeks
    are those of the backups' names, and only those of which there is one count. What a restore set aside
    is never removed.
    """
    backups = [backup for backup in listing(folder) if not backup.set_aside]
    kept = backups[:NEWEST_KEPT]
    kept += _last_of_each(backups, kept, lambda at: at.date(), DAYS_KEPT)
    kept += _last_of_each(backups, kept, lambda at: at.isocalendar()[:2], WEEKS_KEPT)
    kept += [backup for backup in backups if backup.verified_at is not None][:1]
    for backup in backups:
        if backup not in kept:
            remove(backup)


def remove(backup: Backup) -> None:
    """Take the backup away under another name first, so that no half of one is ever listed."""
    with disk(backup.path.parent):
        going = backup.path.with_name(f"{TEMPORARY}{backup.path.name}")
        backup.path.rename(going)
        shutil.rmtree(going)


def next_sequence(folder: Folder) -> int:
    """Return the number after the highest that is in use."""
    return max((backup.sequence for backup in listing(folder)), default=0) + 1


def copy_file(source: Path, target: Path, cancelled: Callable[[], bool] | None = None) -> str:
    """Copy a closed file to a new one (0600), wait for the disk, and return its SHA-256 in hex.

    Raises Cancelled, and then leaves part of it; what may be cancelled goes to the disk bit by bit, so
    that the end of it never waits long.
    """
    digest = hashlib.sha256()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(target, flags, 0o600)
    with source.open("rb") as coming, os.fdopen(handle, "wb") as out:
        while block := coming.read(_BLOCK):
            if cancelled:
                if cancelled():
                    raise Cancelled
                if out.tell() % _AT_ONCE == 0:
                    out.flush()
                    flush(out.fileno())
            digest.update(block)
            out.write(block)
        out.flush()
        flush(out.fileno())
    return digest.hexdigest()


def digest_of(path: Path, cancelled: Callable[[], bool] | None = None) -> str:
    """Return the SHA-256 in hex of a file that no database has open. Raises Cancelled."""
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while block := source.read(_BLOCK):
            if cancelled and cancelled():
                raise Cancelled
            digest.update(block)
    return digest.hexdigest()


def copy_slots(folder: Folder, copy: Folder) -> None:
    """Let what opens ``folder`` open ``copy``; what is the same already is not written again."""
    with disk(copy.path):
        for source, target in (
            (folder.passphrase_slot, copy.passphrase_slot),
            (folder.recovery_slot, copy.recovery_slot),
            (folder.descriptor, copy.descriptor),
        ):
            data = source.read_bytes()
            if not target.is_file() or target.read_bytes() != data:
                write_atomically(target, data)


def _folders(place: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from (path for path in place.iterdir() if path.is_dir())


def _read(path: Path) -> Backup | None:
    """Return what is known of the backup in ``path``, or None if there is none."""
    held, named = _held(path), _NAME.fullmatch(path.name)
    if held is None or named is None:
        return None
    verified = backup_note.verified_at(path)
    try:
        made = parse_name(named["made"])
    except ValueError:
        return None
    aside = named["aside"] is not None
    return Backup(int(named["sequence"]), made, path, verified, held.st_size, aside)


def _held(path: Path) -> os.stat_result | None:
    """Return what the file system knows of the database in ``path``, or None if there is none."""
    try:
        return (path / "journal.db").stat()
    except OSError:
        return None


def _clients_written(copy: Folder, write: Callable[[Path], None]) -> dict[str, list[str]]:
    """Let the files of clients be written into a backup; return the SHA-256 of each by its person's id."""
    copy.clients.mkdir(mode=0o700)
    write(copy.clients)
    found = {path.stem: [_settled(path)] for path in sorted(copy.clients.iterdir())}
    flush_folder(copy.clients)
    return found


def _settled(path: Path) -> str:
    """Make a copy that was just written private, wait for the disk, and return its SHA-256 in hex."""
    path.chmod(0o600)
    with path.open("r+b") as written:  # closed by its writer, and no live database
        flush(written.fileno())
    return digest_of(path)


def _last_of_each(
    backups: list[Backup], kept: list[Backup], span: Callable[[datetime], object], count: int
) -> list[Backup]:
    """Return the newest backup of each of ``count`` spans, of those that are older than all that are kept."""
    oldest = kept[-1].sequence if kept else 0
    last: dict[object, Backup] = {}
    for backup in backups:
        if backup.sequence < oldest:
            last.setdefault(span(backup.made_at), backup)
    return list(last.values())[:count]


def _whole(at: datetime) -> datetime:
    return parse(stamp(at))
