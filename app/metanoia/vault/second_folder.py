"""Backups in a second folder, as on a stick: copies of those beside the journal, under today's keys.

They lie in ``<chosen>/metanoia-<the vault's id, shortened>/backups``, so that all that works on the
backups of a journal works on them. That folder is made when a person chooses and never by itself: what
lies where a stick was plugged in gets no copies. Only the newest copy holds the files of clients, so
that nothing lives on there which a client withdrew.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from metanoia.domain.errors import (
    BackupDamaged,
    Cancelled,
    DescriptorDamaged,
    JournalNewer,
    NotFound,
    Refused,
    SecondFolderFailed,
    SecondFolderGone,
    StorageFailed,
)
from metanoia.vault import backup_note, backups, descriptor, key_files, second_files
from metanoia.vault.backups import Backup
from metanoia.vault.folder import (
    TEMPORARY,
    Folder,
    disk,
    flush_folder,
    sweep,
    write_atomically,
)
from metanoia.vault.stamps import name_stamp

Cancel = Callable[[], bool]

_one = threading.Lock()  # of all that copies, thins out and checks there
_LOOK = 0.1  # s between two looks whether to stop
_PATIENCE = 1.0  # s that a window may stand still for it


@dataclass(frozen=True)
class Look:
    """What is found in the second folder: whether it is there, and its backups, newest first."""

    path: Path
    there: bool
    same_disk: bool
    backups: tuple[Backup, ...]


def prepare(folder: Folder, chosen: Path) -> Path:
    """Make the place for the copies in the folder that was chosen, and return the folder's whole path.

    Raises Refused for a folder that is missing or of a journal, DescriptorDamaged, and DiskFull,
    FolderReadOnly or StorageFailed for one that cannot be written.
    """
    path = chosen.expanduser().absolute()
    if path.name == place(folder, path).path.name:  # one of before, chosen from inside
        path = path.parent
    if not path.is_dir():
        raise Refused(f"There is no folder {path}. Choose one that is there.")
    within, whole = folder.path.resolve(), path.resolve()
    if whole == within or within in whole.parents:
        raise Refused(
            "That folder is the journal's own, which is lost together with it. Choose one elsewhere, "
            "best on another disk."
        )
    if Folder(path).holds_journal():
        raise Refused("That folder holds a journal. Choose one that holds none.")
    second = place(folder, path)
    with disk(path):
        second.backups.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = second.path / f"{TEMPORARY}probe"
        write_atomically(probe, b"")
        probe.unlink()
        flush_folder(path)
    return path


def place(folder: Folder, chosen: Path) -> Folder:
    """Return where the copies of this journal's backups lie in the folder that was chosen."""
    return Folder(chosen / f"metanoia-{descriptor.read(folder).vault_id[:8]}")


def look(folder: Folder, chosen: Path) -> Look:
    """Look what is there now. It may take long where a drive has to wake up first."""
    try:
        second = _reached(folder, chosen)
        same = second.path.stat().st_dev == folder.path.stat().st_dev
    except (SecondFolderGone, DescriptorDamaged, JournalNewer, StorageFailed, OSError):
        return Look(chosen, there=False, same_disk=False, backups=())
    return Look(chosen, there=True, same_disk=same, backups=tuple(backups.listing(second)))


def newest(folder: Folder, key: bytes) -> Backup | None:
    """Return the newest backup beside the journal that its present key opens."""
    found = (one for one in backups.listing(folder) if not one.set_aside)
    return next((one for one in found if backups.is_under(one, key)), None)


def mirror(
    folder: Folder,
    key: bytes,
    chosen: Path,
    cancelled: Cancel | None = None,
    *,
    verify: bool = False,
) -> Backup | None:
    """Bring the second folder up to date; return the copy that was made, None if it was there already.

    With ``verify`` a copy that is there is read back, and made anew if it is damaged. Raises
    SecondFolderGone, SecondFolderFailed, NotFound (no backup yet), BackupDamaged, Cancelled, DiskFull,
    FolderReadOnly, and no half of a copy is left then.
    """
    with taken(cancelled), _reaching(folder, chosen):
        second = _reached(folder, chosen)
        source = newest(folder, key)
        if source is None:
            raise NotFound("There is no backup yet that could be copied.")
        made = None
        with disk(second.path):
            second.backups.mkdir(mode=0o700, exist_ok=True)
            sweep(second)
            _keep_in_step(folder, second)  # first: there may be no room for more
            current = _twin(second, source, verify=verify)
            if current is None:
                current = made = _copied(folder, key, source, second, cancelled)
            for copy in backups.listing(second):
                if copy.path != current.path:
                    second_files.forget_clients(copy)
            second_files.follow(folder, source, current)
            if not key_files.problems(folder, key):  # else the copies may have the last whole ones
                backups.copy_slots(folder, Folder(current.path))
                _drop_former(folder, key, second)
                backups.rewrap(second, key, folder)
            backups.rotate(second)
    return made


def follow(folder: Folder, chosen: Path) -> None:
    """Let what went from the clients' files in the backups go from the copies there as well.

    Raises as ``mirror`` does, whose next run makes up for it.
    """
    with taken(None, _PATIENCE), _reaching(folder, chosen):
        _keep_in_step(folder, _reached(folder, chosen))


def rewrap(folder: Folder, key: bytes, chosen: Path) -> None:
    """Let the copies be opened by today's keys and no longer by the former; raises as ``mirror`` does."""
    with taken(None, _PATIENCE), _reaching(folder, chosen):
        backups.rewrap(_reached(folder, chosen), key, folder)


@contextlib.contextmanager
def taken(cancelled: Cancel | None = None, patience: float | None = None) -> Iterator[None]:
    """Keep other work from the second folder inside the block.

    Raises Cancelled, and SecondFolderFailed if it is not free within ``patience`` seconds.
    """
    waited = 0.0
    while not _one.acquire(timeout=_LOOK):
        waited += _LOOK
        if cancelled and cancelled():
            raise Cancelled
        if patience is not None and waited >= patience:
            raise SecondFolderFailed
    try:
        yield
    finally:
        _one.release()


def _reached(folder: Folder, chosen: Path) -> Folder:
    second = place(folder, chosen)
    if not second.path.is_dir():
        raise SecondFolderGone(chosen)
    return second


@contextlib.contextmanager
def _reaching(folder: Folder, chosen: Path) -> Iterator[None]:
    """Say of a drive that fails that it is this one, and whether it was pulled out."""
    try:
        yield
    except (OSError, StorageFailed) as error:
        _reached(folder, chosen)
        raise SecondFolderFailed from error


def _keep_in_step(folder: Folder, second: Folder) -> None:
    """Let the newest copy with files of clients hold what its backup holds of them, and no other any."""
    holding = [one for one in backups.listing(second) if Folder(one.path).clients.is_dir()]
    for copy in holding:
        source = _twin(folder, copy)
        if source is None or copy != holding[0]:
            second_files.forget_clients(copy)
        else:
            second_files.follow(folder, source, copy)


def _twin(folder: Folder, backup: Backup, *, verify: bool = False) -> Backup | None:
    """Return the same backup in another folder: its number may differ, its bytes do not."""
    digest = backup_note.digest(backup.path)
    for one in backups.listing(folder):
        if digest is None or one.set_aside or backup_note.digest(one.path) != digest:
            continue
        if verify:
            try:
                backups.check(one)
            except BackupDamaged:
                backups.remove(one)
                continue
        return one
    return None


def _copied(
    folder: Folder, key: bytes, source: Backup, second: Folder, cancelled: Cancel | None
) -> Backup:
    """Copy a backup whole under the next number there, or its own if that is higher."""
    work = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=second.backups))  # mode 0700
    try:
        (work / "keys").mkdir(mode=0o700)
        digest = second_files.written(source.path / "journal.db", work / "journal.db", cancelled)
        if digest != backup_note.digest(source.path):
            raise BackupDamaged(source.path.name)
        clients = second_files.clients_copied(source, Folder(work), cancelled)
        whole = not key_files.problems(folder, key)
        backups.copy_slots(folder if whole else Folder(source.path), Folder(work))
        number = max(source.sequence, backups.next_sequence(second))
        backup_note.take_over(source.path, work, number, clients)
        target = second.backups / f"{number:08}-{name_stamp(source.made_at)}"
        work.rename(target)
        flush_folder(second.backups)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    return next(one for one in backups.listing(second) if one.path == target)


def _drop_former(folder: Folder, key: bytes, second: Folder) -> None:
    """Remove the copies of this journal that hang on a key of before.

    What cannot be told is left alone: a damaged vault.json, or a key that is newer than the present one.
    """
    ours = descriptor.read(folder)
    for copy in backups.listing(second):
        if copy.set_aside or backups.is_under(copy, key):
            continue
        try:
            theirs = descriptor.read(Folder(copy.path))
        except (DescriptorDamaged, JournalNewer, StorageFailed):
            continue
        slots = (descriptor.PASSPHRASE, descriptor.RECOVERY)
        ages = [(theirs.made(slot), ours.made(slot)) for slot in slots]
        older = all(their and our and their < our for their, our in ages)
        if theirs.vault_id == ours.vault_id and older:
            backups.remove(copy)
