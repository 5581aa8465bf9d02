"""Backups in a second folder: whole or not there, opened by today's secrets, and without the clients of before."""

from __future__ import annotations

import os
import shutil

import pytest

from metanoia.domain.errors import (
    BackupDamaged,
    Cancelled,
    DiskFull,
    NotFound,
    Refused,
    SecondFolderAway,
    WrongPassphrase,
)
from metanoia.vault import backups, second_folder
from metanoia.vault import vault as vaults
from metanoia.vault.folder import Folder
from vault.journal_folders import SECRET, Clock, back_up, files, new_journal

NEW = "another lake entirely"
MARA = "0f0e0d0c-0b0a-4908-8706-050403020100"


@pytest.fixture
def stick(tmp_path):
    """A folder on another disk."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def made(tmp_path):
    return new_journal(Folder(tmp_path / "Journal"))


@pytest.fixture
def folder(tmp_path, made):
    return Folder(tmp_path / "Journal")


@pytest.fixture
def there(folder, made, stick):
    return second_folder.place(stick, made.vault_id)


@pytest.fixture
def bring(folder, made, stick):
    def bring(cancelled=None, key=None):
        return second_folder.bring_up_to_date(folder, stick, key or made.key, cancelled)

    return bring


def with_client(backup, person, note=True):
    """Put a client's file into a backup, as if it had been copied with it."""
    from metanoia.vault import backup_note

    clients = Folder(backup.path).clients
    clients.mkdir(exist_ok=True)
    (clients / f"{person}.db").write_bytes(b"what a client wrote")
    if note:
        digest = backups.digest_of(clients / f"{person}.db")
        backup_note.note_client(backup.path, person, (digest,))


def test_the_newest_is_copied_byte_for_byte(folder, bring, there):
    clock = Clock()
    back_up(folder, clock)
    newest = back_up(folder, clock)
    with_client(newest, MARA)
    assert bring() == newest
    (copied,) = backups.listing(there)
    assert files(copied.path) == files(newest.path)
    assert copied.made_at == newest.made_at
    backups.check(copied)


def test_what_is_there_is_not_copied_again(folder, bring, there):
    back_up(folder)
    bring()
    before = {path: path.stat().st_mtime_ns for path in there.path.rglob("*")}
    bring()
    assert {path: path.stat().st_mtime_ns for path in there.path.rglob("*")} == before


def test_each_new_one_comes_on_top_and_old_ones_are_thinned_out(folder, bring, there):
    clock = Clock()
    for _ in range(9):
        back_up(folder, clock)
        backups.rotate(folder)
        bring()
    kept = [backup.made_at for backup in backups.listing(there)]
    assert kept == [backup.made_at for backup in backups.listing(folder)]
    assert 5 < len(kept) < 9
    assert not list(there.backups.glob(".tmp*"))


def test_without_a_backup_or_a_disk_it_says_so(folder, bring, stick, there):
    with pytest.raises(NotFound):
        bring()
    back_up(folder)
    shutil.rmtree(stick)
    with pytest.raises(SecondFolderAway, match="Plug its disk in"):
        bring()
    assert not stick.exists()


@pytest.mark.parametrize("when", [0, 1, 2, 3])
def test_a_copy_that_is_cut_off_is_never_listed(folder, bring, there, when):
    back_up(folder)
    asked = iter(range(100))
    with pytest.raises(Cancelled):
        bring(lambda: next(asked) >= when)
    assert backups.listing(there) == []
    assert not list(there.backups.iterdir())
    bring()
    assert len(backups.listing(there)) == 1


def test_a_full_disk_leaves_no_half_of_a_copy(folder, bring, there, monkeypatch):
    import errno

    back_up(folder)
    bring()
    back_up(folder)

    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(backups, "flush", full)
        with pytest.raises(DiskFull):
            bring()
    assert len(backups.listing(there)) == 1
    assert not list(there.backups.glob(".tmp*"))


def test_what_a_kill_left_is_swept_away(folder, bring, there):
    back_up(folder)
    (there.backups / ".tmp-half").mkdir(parents=True)
    (there.backups / ".tmp-half" / "journal.db").write_bytes(b"half")
    bring()
    assert len(list(there.backups.iterdir())) == 1


def test_a_damaged_backup_is_not_copied(folder, bring, there):
    backup = back_up(folder)
    (backup.path / "journal.db").write_bytes(b"fIrst")
    with pytest.raises(BackupDamaged):
        bring()
    assert backups.listing(there) == []


def test_todays_passphrase_opens_all_that_is_there(folder, made, bring, there):
    back_up(folder)
    bring()
    vaults.change_passphrase(folder, made.key, NEW, 2)
    folder.database.write_bytes(b"and more")
    back_up(folder)
    bring()
    for backup in backups.listing(there):
        assert vaults.unlock(Folder(backup.path), vaults.Passphrase(NEW))
        with pytest.raises(WrongPassphrase):
            vaults.unlock(Folder(backup.path), vaults.Passphrase(SECRET))


def test_copies_under_an_earlier_key_go_and_those_of_other_journals_stay(
    folder, made, bring, there, tmp_path
):
    back_up(folder)
    bring()
    other = Folder(tmp_path / "Other")
    new_journal(other)
    foreign = there.backups / "00000001-20200101T000000Z"
    shutil.copytree(back_up(other).path, foreign)
    key = bytes(range(32))
    from metanoia.vault import descriptor

    descriptor.write(folder, descriptor.read(folder), key)
    back_up(folder)
    bring(key=key)
    assert [one.path for one in backups.listing(there)][1:] == [foreign]


def test_only_the_newest_keeps_the_files_of_clients(folder, bring, there):
    first = back_up(folder)
    with_client(first, MARA)
    bring()
    with_client(back_up(folder), MARA)
    bring()
    newest, older = backups.listing(there)
    assert (newest.path / "clients" / f"{MARA}.db").exists()
    assert not list((older.path / "clients").iterdir())
    backups.check(older)


def test_who_was_deleted_meanwhile_is_taken_out_of_the_newest_too(folder, bring, there):
    from metanoia.vault import client_files

    backup = back_up(folder)
    with_client(backup, MARA)
    bring()
    client_files.forget(Folder(backup.path), MARA)
    bring()
    assert not list(there.path.rglob(f"{MARA}.*"))
    assert all(backups.check(one) is None for one in backups.listing(there))


def test_a_journal_that_was_brought_back_from_there_goes_on_on_top(
    folder, made, bring, there, stick, tmp_path
):
    from metanoia.vault import restoring

    clock = Clock()
    for _ in range(3):
        back_up(folder, clock)
        bring()
    shutil.rmtree(folder.path)
    again = Folder(tmp_path / "Again")
    restoring.restore(again, backups.find(again, str(backups.listing(there)[0].path)))
    newest = back_up(again, clock)
    assert newest.sequence < 3
    second_folder.bring_up_to_date(again, stick, made.key)
    assert backups.listing(there)[0].made_at == newest.made_at
    assert len(backups.listing(there)) == 4


def test_only_another_folder_can_be_chosen(folder, stick, tmp_path):
    for wrong in (folder.path, folder.path / "backups", tmp_path / "nowhere"):
        with pytest.raises(Refused):
            second_folder.check_choice(folder, wrong)
    second_folder.check_choice(folder, stick)
    assert second_folder.same_disk(folder, stick)
    assert not second_folder.same_disk(folder, tmp_path / "nowhere")
