"""The files of one copy in the second folder: written and read back, and those of clients kept in step."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from metanoia.domain.errors import BackupDamaged, SecondFolderFailed
from metanoia.vault import backup_note, backups, client_files
from metanoia.vault.backups import Backup
from metanoia.vault.folder import TEMPORARY, Folder, flush_folder

Cancel = Callable[[], bool]

_TRIES = 5  # for a client's file that is being changed meanwhile


def written(source: Path, target: Path, cancelled: Cancel | None) -> str:
    """Copy a file, and return the SHA-256 in hex of what is on the drive afterwards."""
    digest = backups.copy_file(source, target, cancelled)
    _drop_cached(target)
    if backups.digest_of(target, cancelled) != digest:
        raise SecondFolderFailed
    return digest


def clients_copied(source: Backup, copy: Folder, cancelled: Cancel | None) -> dict[str, list[str]]:
    """Copy the files of clients out of a backup; return the SHA-256 of each by its person's id."""
    copy.clients.mkdir(mode=0o700)
    found = {}
    for person in backup_note.clients(source.path):
        digest = _client_written(source, person, client_files.path_of(copy, person), cancelled)
        if digest is not None:
            found[person] = [digest]
    flush_folder(copy.clients)
    return found


def follow(folder: Folder, source: Backup, copy: Backup) -> None:
    """Let a copy hold the files of clients that its backup holds by now, and no others."""
    there, gone = Folder(copy.path), client_files.deleted(folder)
    wanted, held = backup_note.clients(source.path), backup_note.clients(copy.path)
    for person in {*held, *client_files.ids(there)}:
        if person in gone or person not in wanted:
            client_files.forget(there, person)
            backup_note.note_client(copy.path, person, ())
    for person, digests in wanted.items():
        if person not in gone and held.get(person) != digests:
            _replace_client(source, copy, person, held.get(person, ()))


def forget_clients(copy: Backup) -> None:
    """Take the files of all clients out of a copy that is not the newest any more."""
    there = Folder(copy.path)
    for person in {*backup_note.clients(copy.path), *client_files.ids(there)}:
        client_files.forget(there, person)
        backup_note.note_client(copy.path, person, ())
    if there.clients.is_dir():
        shutil.rmtree(there.clients)


def _client_written(
    source: Backup, person: str, target: Path, cancelled: Cancel | None
) -> str | None:
    """Copy a client's file out of a backup; return its SHA-256, None if it is not there any more.

    Another thread may be taking something out of it, and puts another file in its place then.
    """
    path = client_files.path_of(Folder(source.path), person)
    for _ in range(_TRIES):
        if person not in backup_note.clients(source.path):
            return None
        with contextlib.suppress(FileNotFoundError):
            digest = written(path, target, cancelled)
            if digest in backup_note.clients(source.path).get(person, ()):
                return digest
        target.unlink(missing_ok=True)
    raise BackupDamaged(source.path.name)


def _replace_client(source: Backup, copy: Backup, person: str, held: tuple[str, ...]) -> None:
    there = Folder(copy.path)
    client_files.prepare(there)
    path = client_files.path_of(there, person)
    work = path.with_name(f"{TEMPORARY}{path.name}")
    work.unlink(missing_ok=True)
    digest = _client_written(source, person, work, None)
    if digest is None:
        client_files.forget(there, person)
        return
    backup_note.note_client(copy.path, person, (*held, digest))
    work.replace(path)
    flush_folder(there.clients)
    backup_note.note_client(copy.path, person, (digest,))


def _drop_cached(path: Path) -> None:
    """Let what is read next come from the drive, not from memory, where the system knows how."""
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError), path.open("rb") as written:
            os.posix_fadvise(written.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
