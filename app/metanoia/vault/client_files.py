"""The files of a coach's clients, by name only: which there are, and how one goes for good.

Each is ``clients/<person id>.db``; the ids of clients who were deleted stand in ``deleted-clients.json``
and keep what an older backup still holds of them from coming back.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from metanoia.vault import backup_note, backups
from metanoia.vault.folder import Folder, disk, flush_folder, write_atomically

_NAME = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.db")
_NOTE_BYTES = 1 << 20


def path_of(folder: Folder, person: str) -> Path:
    """Return where the file of a client is, or would be; ValueError for what is no person's id."""
    name = f"{person}.db"
    if not _NAME.fullmatch(name):
        raise ValueError("not a person's id")
    return folder.clients / name


def ids(folder: Folder) -> list[str]:
    """Return the ids of the clients who have a file in the folder of a journal or of a backup."""
    with contextlib.suppress(OSError):
        found = (_NAME.fullmatch(path.name) for path in folder.clients.iterdir())
        return sorted(one[1] for one in found if one)
    return []


def prepare(folder: Folder) -> None:
    """Make the private folder (0700) that the files lie in, unless it is there."""
    with disk(folder.path):
        folder.clients.mkdir(mode=0o700, exist_ok=True)
        flush_folder(folder.path)


def set_aside(folder: Folder, person: str) -> None:
    """Put a damaged file, and its log, out of the way under names that nothing opens."""
    with disk(folder.path):
        for path in _pieces(folder, person):
            if not path.name.startswith(f"{person}.damaged-"):
                number = len(list(folder.clients.glob(f"{person}.damaged-*"))) + 1
                path.rename(path.with_name(f"{person}.damaged-{number}"))
        flush_folder(folder.clients)


def forget_set_aside(folder: Folder, person: str) -> None:
    """Remove for ever what was set aside of a client's file."""
    with disk(folder.path):
        for path in list(folder.clients.glob(f"{person}.damaged-*")):
            _remove(path)


# -- deleting a client


def deleted(folder: Folder) -> frozenset[str]:
    """Return the ids of the clients who were deleted and did not come back by a new share."""
    try:
        with folder.deleted_clients.open("rb") as source:
            found = json.loads(source.read(_NOTE_BYTES))
    except (OSError, ValueError, RecursionError):
        return frozenset()
    listed = found if isinstance(found, list) else []
    return frozenset(one for one in listed if isinstance(one, str) and _NAME.fullmatch(f"{one}.db"))


def note_deleted(folder: Folder, person: str, *, gone: bool = True) -> None:
    """Note that a client is deleted, or not ``gone`` any more; the files themselves are untouched."""
    noted = deleted(folder)
    wanted = noted | {person} if gone else noted - {person}
    if wanted != noted:
        write_atomically(folder.deleted_clients, json.dumps(sorted(wanted)).encode() + b"\n")


def finish_deleting(folder: Folder) -> None:
    """Remove the files of every deleted client, here and in each backup that lies in this folder.

    To be called with the lock held, whenever something may have been cut off; it can be repeated.
    Raises DiskFull, FolderReadOnly or StorageFailed.
    """
    for person in deleted(folder):
        for place in (folder, *(Folder(backup.path) for backup in backups.listing(folder))):
            forget(place, person)


def forget(folder: Folder, person: str) -> None:
    """Remove the file of a client from the folder of a journal or a backup, with all that belongs to it."""
    pieces = list(_pieces(folder, person))
    if not pieces:
        return
    with disk(folder.path):
        for path in pieces:
            _remove(path)
        flush_folder(folder.clients)
    backup_note.note_client(folder.path, person, ())


def _pieces(folder: Folder, person: str) -> Iterator[Path]:
    """Yield what bears a client's name: the database, its log, and what was set aside."""
    return folder.clients.glob(f"{person}.*")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():  # whoever put a folder in the place of the file
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
