from __future__ import annotations

import errno
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from metanoia.domain.errors import BackupDamaged, DiskFull, Refused
from metanoia.vault import anchor, backups, client_files, restoring
from metanoia.vault import vault as vaults
from metanoia.vault.folder import Folder
from vault.journal_folders import SECRET, START, Clock, back_up, files, new_journal

NEW = "another lake entirely"


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def folder(tmp_path):
    """A journal that was backed up, went on, changed its passphrase and was not closed cleanly."""
    folder = Folder(tmp_path / "Journal")
    made = new_journal(folder, b"first")
    back_up(folder)
    folder.database.write_bytes(b"second, and longer")
    vaults.change_passphrase(folder, made.key, NEW, 2)
    anchor.write(folder, made.key, 9)
    folder.database.with_name("journal.db-wal").write_bytes(b"log of the second")
    folder.database.with_name("journal.db-shm").write_bytes(b"shared")
    return folder


def journal(path):
    """The journal's own files, without backups and what is beside them."""
    return {
        name: data
        for name, data in files(path).items()
        if not name.startswith(("backups/", "before-restore", "README", "backup.json", ".lock"))
    }


def test_the_backup_takes_the_journals_place_which_is_kept_whole(folder):
    (backup,) = backups.listing(folder)
    before = journal(folder.path)
    aside = restoring.restore(folder, backup, Clock(START + timedelta(days=1)))
    assert journal(folder.path) == journal(backup.path)
    assert journal(aside) == before
    assert aside == folder.path / "before-restore-00000002-20260105T093000Z"
    assert vaults.unlock(folder, vaults.Passphrase(SECRET))
    assert not list(folder.path.glob(".tmp*"))
    assert not (folder.path / "restoring").exists()


def test_the_backup_itself_stays_as_it_was(folder):
    (backup,) = backups.listing(folder)
    before = files(backup.path)
    restoring.restore(folder, backup)
    assert files(backup.path) == before


def test_what_was_set_aside_is_listed_and_brings_everything_back(folder):
    before = journal(folder.path)
    del before["journal.db-shm"]  # SQLite makes it anew from the log
    restoring.restore(folder, backups.find(folder, "1"))
    aside = backups.find(folder, "2")
    assert aside.set_aside
    assert backups.listing(folder)[0] == aside
    second = restoring.restore(folder, aside)
    assert journal(folder.path) == before
    assert vaults.unlock(folder, vaults.Passphrase(NEW))
    assert journal(second) == journal(backups.find(folder, "1").path)


def test_a_backup_comes_back_into_an_empty_folder(folder, tmp_path):
    other = Folder(tmp_path / "New place")
    backup = backups.find(other, str(backups.listing(folder)[0].path))
    assert restoring.restore(other, backup) is None
    assert journal(other.path) == journal(backup.path)
    assert [path.name for path in other.path.glob("before*")] == []


def test_a_copy_of_a_whole_folder_is_a_backup_too(folder, tmp_path):
    other = Folder(tmp_path / "New place")
    restoring.restore(other, backups.find(other, str(folder.path)))
    whole = journal(folder.path)
    del whole["journal.db-shm"]
    assert journal(other.path) == whole


def test_a_damaged_journal_is_replaced_and_kept(folder):
    folder.descriptor.write_bytes(b"garbage")
    folder.passphrase_slot.unlink()
    folder.database.write_bytes(b"")
    aside = restoring.restore(folder, backups.find(folder, "1"))
    assert vaults.unlock(folder, vaults.Passphrase(SECRET))
    assert (aside / "vault.json").read_bytes() == b"garbage"
    restoring.restore(folder, backups.find(folder, "2"))  # even that can be had back
    assert folder.descriptor.read_bytes() == b"garbage"


def test_a_backup_of_another_journal_is_refused(folder, tmp_path):
    other = Folder(tmp_path / "Other")
    new_journal(other)
    theirs = back_up(other)
    before = files(folder.path)
    with pytest.raises(Refused, match="another journal"):
        restoring.restore(folder, theirs)
    assert files(folder.path) == before


@pytest.mark.parametrize("hurt", ["journal.db", "keys", "vault.json", "no vault.json"])
def test_a_damaged_backup_is_refused_and_nothing_changed(folder, hurt):
    (backup,) = backups.listing(folder)
    if hurt == "keys":
        for slot in (backup.path / "keys").iterdir():
            slot.unlink()
    elif hurt == "no vault.json":
        (backup.path / "vault.json").unlink()
    else:
        (backup.path / hurt).write_bytes(b"garbage")
    before = files(folder.path)
    with pytest.raises(BackupDamaged):
        restoring.restore(folder, backup)
    assert files(folder.path) == before


def test_a_backup_without_its_note_still_comes_back(folder):
    (backup,) = backups.listing(folder)
    (backup.path / "backup.json").unlink()
    restoring.restore(folder, backup)
    assert folder.database.read_bytes() == b"first"


def test_a_disk_that_fills_up_while_copying_changes_nothing(folder, monkeypatch):
    before = files(folder.path)
    backup, fsync = backups.find(folder, "1"), os.fsync
    for writes in range(7):
        left = [writes]

        def filling(handle, left=left):
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            fsync(handle)

        monkeypatch.setattr(os, "fsync", filling)
        with pytest.raises(DiskFull):
            restoring.restore(folder, backup)
        monkeypatch.undo()
        assert files(folder.path) == before


def kill_after(monkeypatch, limit):
    """End the process at the step ``limit`` (a rename, a flush, a clean-up)."""
    count = [0]

    def counted(real):
        def step(*args, **kwargs):
            if count[0] == limit:
                raise Killed
            count[0] += 1
            return real(*args, **kwargs)

        return step

    monkeypatch.setattr(Path, "rename", counted(Path.rename))
    monkeypatch.setattr(os, "fsync", counted(os.fsync))
    monkeypatch.setattr(restoring.shutil, "rmtree", counted(restoring.shutil.rmtree))


def test_a_restore_killed_at_any_step_is_undone_or_finished(tmp_path, monkeypatch):
    limit = 0
    outcomes = set()
    while True:
        folder = Folder(tmp_path / f"Journal {limit}")
        new_journal(folder, b"first")
        backup = back_up(folder)
        folder.database.write_bytes(b"second")
        folder.database.with_name("journal.db-wal").write_bytes(b"log of the second")
        old, new = journal(folder.path), journal(backup.path)
        kill_after(monkeypatch, limit)
        try:
            restoring.restore(folder, backup, Clock())
            killed = False
        except Killed:
            killed = True
        monkeypatch.undo()
        assert folder.holds_journal()
        vaults.settle(folder)
        now = journal(folder.path)
        assert now in (old, new)
        aside = folder.path / "before-restore-00000002-20260104T093000Z"
        assert aside.exists() is (now == new)
        if now == new:
            assert journal(aside) == old
        assert not (folder.path / "restoring").exists()
        assert not list(folder.path.glob(".tmp*"))
        outcomes.add((killed, now == new))
        if not killed:
            break
        limit += 1
    assert outcomes == {(True, False), (True, True), (False, True)}
    assert limit > 20


def test_finishing_when_nothing_was_begun_does_nothing(folder):
    before = files(folder.path)
    assert restoring.finish(folder) is None
    assert files(folder.path) == before


def test_what_is_begun_is_on_the_disk_before_anything_of_the_journal_moves(folder, monkeypatch):
    steps = []
    flush, rename = restoring.flush_folder, Path.rename

    def flushed(path):
        steps.append(("flush", path))
        flush(path)

    def renamed(path, target):
        steps.append(("rename", path))
        return rename(path, target)

    backup = back_up(folder)
    monkeypatch.setattr(restoring, "flush_folder", flushed)
    monkeypatch.setattr(Path, "rename", renamed)
    restoring.restore(folder, backup)

    moves = steps.index(("rename", folder.database))
    begun = next(
        i for i, (what, path) in enumerate(steps) if what == "rename" and ".tmp-" in path.name
    )
    assert ("flush", folder.path) in steps[begun:moves]
    assert steps[-1] == ("flush", folder.path)


# -- the files of clients

MARA, ZOE = (f"{n:08x}-1111-4111-8111-111111111111" for n in (1, 2))


def with_clients(folder, **clients):
    """Back the journal up, with what stands for the files of clients."""
    folder.clients.mkdir(exist_ok=True)
    for person, data in clients.items():
        (folder.clients / f"{person}.db").write_bytes(data)

    def write_clients(place):
        for path in folder.clients.glob("*.db"):
            (place / path.name).write_bytes(path.read_bytes())

    return backups.publish(
        folder, lambda path: path.write_bytes(b"third"), write_clients=write_clients
    )


def test_the_files_of_clients_come_back_and_those_that_were_here_are_set_aside(folder):
    backup = with_clients(folder, **{MARA: b"one", ZOE: b"two"})
    (folder.clients / f"{MARA}.db").write_bytes(b"later")
    (folder.clients / f"{MARA}.db-wal").write_bytes(b"log")
    aside = restoring.restore(folder, backup)
    assert files(folder.clients) == {f"{MARA}.db": b"one", f"{ZOE}.db": b"two"}
    assert files(aside / "clients") == {
        f"{MARA}.db": b"later", f"{MARA}.db-wal": b"log", f"{ZOE}.db": b"two",
    }  # fmt: skip
    kept = backups.find(folder, aside.name.split("-")[2])
    restoring.restore(folder, kept)
    assert (folder.clients / f"{MARA}.db-wal").read_bytes() == b"log"


def test_a_backup_from_before_there_were_clients_still_comes_back(folder):
    (old,) = backups.listing(folder)
    with_clients(folder, **{MARA: b"one"})
    aside = restoring.restore(folder, old)
    assert not folder.clients.exists()
    assert files(aside / "clients") == {f"{MARA}.db": b"one"}


def test_a_deleted_client_does_not_come_back_whatever_a_backup_holds(folder, tmp_path):
    backup = with_clients(folder, **{MARA: b"one", ZOE: b"two"})
    elsewhere = tmp_path / "stick" / backup.path.name
    shutil.copytree(backup.path, elsewhere)
    client_files.note_deleted(folder, MARA)
    client_files.finish_deleting(folder)
    assert MARA not in "".join(files(folder.path))
    backups.check(backup)
    restoring.restore(folder, backups.find(folder, str(elsewhere)))
    assert files(folder.clients) == {f"{ZOE}.db": b"two"}
    client_files.note_deleted(folder, MARA, gone=False)
    restoring.restore(folder, backups.find(folder, str(elsewhere)))
    assert files(folder.clients) == {f"{MARA}.db": b"one", f"{ZOE}.db": b"two"}


def test_a_damaged_copy_of_a_client_keeps_nothing_else_from_coming_back(folder):
    backup = with_clients(folder, **{MARA: b"one", ZOE: b"two"})
    (backup.path / "clients" / f"{MARA}.db").write_bytes(b"bent")
    with pytest.raises(BackupDamaged):
        backups.check(backup)
    restoring.restore(folder, backup)
    assert folder.database.read_bytes() == b"third"
    assert files(folder.clients) == {f"{ZOE}.db": b"two"}


def test_a_list_of_the_deleted_that_cannot_be_read_deletes_nobody(folder):
    with_clients(folder, **{MARA: b"one"})
    for bent in (b"", b"{}", b'[1, "../x", null]', b"\xff"):
        folder.deleted_clients.write_bytes(bent)
        client_files.finish_deleting(folder)
        assert client_files.ids(folder) == [MARA]
