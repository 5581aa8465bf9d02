"""Copies of backups in a second folder: whole or not there, opened by today's keys, thinned out there."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from metanoia.domain.errors import (
    BackupDamaged,
    Cancelled,
    DiskFull,
    FolderReadOnly,
    NotFound,
    Refused,
    SecondFolderFailed,
    SecondFolderGone,
    WrongPassphrase,
)
from metanoia.vault import backups, descriptor, second_files, second_folder
from metanoia.vault import vault as vaults
from metanoia.vault.folder import Folder
from vault import journal_folders
from vault.journal_folders import SECRET, Clock, files, new_journal


class Killed(BaseException):
    """What a test raises in the place of a kill."""


def back_up(folder, clock=None):
    """Back up a database that changed since."""
    folder.database.write_bytes(folder.database.read_bytes() + b".")
    return journal_folders.back_up(folder, clock)


@pytest.fixture
def made(tmp_path):
    """A journal's folder and its key."""
    folder = Folder(tmp_path / "Journal")
    return folder, new_journal(folder, b"first").key


@pytest.fixture
def folder(made):
    return made[0]


@pytest.fixture
def key(made):
    return made[1]


@pytest.fixture
def stick(folder, tmp_path):
    path = tmp_path / "stick"
    path.mkdir()
    second_folder.prepare(folder, path)
    return path


@pytest.fixture
def there(folder, stick):
    return second_folder.place(folder, stick)


def test_the_newest_backup_is_copied_whole_and_once(folder, key, stick, there):
    back_up(folder)
    newest = back_up(folder)
    copy = second_folder.mirror(folder, key, stick)
    assert copy == backups.listing(there)[0]
    assert copy.path == there.backups / newest.path.name
    assert files(copy.path) == files(newest.path)
    assert second_folder.mirror(folder, key, stick) is None
    assert backups.listing(there) == [copy]
    backups.check(copy)


def test_it_lies_under_a_name_of_the_journals_own(folder, key, stick):
    back_up(folder)
    second_folder.mirror(folder, key, stick)
    vault_id = descriptor.read(folder).vault_id
    assert [path.name for path in stick.iterdir()] == [f"metanoia-{vault_id[:8]}"]


def test_without_a_backup_there_is_nothing_to_copy(folder, key, stick, there):
    with pytest.raises(NotFound):
        second_folder.mirror(folder, key, stick)
    assert list(there.backups.iterdir()) == []


def test_copies_are_thinned_out_as_backups_are(folder, key, stick, there):
    clock = Clock()
    for _ in range(backups.NEWEST_KEPT + 4):
        back_up(folder, clock)
        backups.rotate(folder)
        second_folder.mirror(folder, key, stick)
    kept = [one.sequence for one in backups.listing(there)]
    assert kept == [one.sequence for one in backups.listing(folder)]
    assert len(kept) == backups.NEWEST_KEPT + 2  # one more of the day and of the week


# -- cut off, unplugged, full, read-only


def places_to_break():
    """Name each function that a step of copying ends with."""
    return [
        (os, "fsync"), (Path, "rename"), (Path, "replace"), (shutil, "rmtree"),
        (backups, "copy_file"), (backups, "copy_slots"), (backups, "rotate"),
        (second_files, "follow"), (second_files, "forget_clients"),
    ]  # fmt: skip


def broken_at(monkeypatch, number, error, after):
    calls = 0

    def watched(real):
        def call(*given, **named):
            nonlocal calls
            mine, calls = calls, calls + 1
            if mine == number and not after:
                raise error
            answer = real(*given, **named)
            if mine == number:
                raise error
            return answer

        return call

    for owner, name in places_to_break():
        monkeypatch.setattr(owner, name, watched(getattr(owner, name)))


@pytest.mark.parametrize(
    ("error", "after"),
    [
        (Killed(), False),
        (OSError(errno.ENOSPC, "full"), False),
        (OSError(errno.EIO, "broken"), True),
    ],
)
def test_a_fault_at_any_step_leaves_no_half_and_is_made_up_for(
    folder, key, stick, there, error, after
):
    clock = Clock()
    for _ in range(backups.NEWEST_KEPT + 2):
        back_up(folder, clock)
        second_folder.mirror(folder, key, stick)
    number = finished = 0
    while not finished:
        newest = back_up(folder, clock)
        with pytest.MonkeyPatch.context() as patch:
            broken_at(patch, number, error, after)
            try:
                second_folder.mirror(folder, key, stick)
                finished = number
            except (Killed, DiskFull, SecondFolderFailed):
                pass
        for copy in backups.listing(there):
            backups.check(copy)
            vaults.unlock(Folder(copy.path), vaults.Passphrase(SECRET))
        for backup in backups.listing(folder):
            backups.check(backup)
        second_folder.mirror(folder, key, stick)
        assert backups.listing(there)[0].path.name == newest.path.name
        assert not list(there.path.rglob(".tmp*"))
        number += 1
    assert number > 10


def test_a_kill_without_any_cleaning_up_leaves_nothing_that_is_listed(
    folder, key, stick, there, monkeypatch
):
    back_up(folder)

    def killed(*_given, **_named):
        raise Killed

    monkeypatch.setattr(shutil, "rmtree", lambda *_given, **_named: None)
    monkeypatch.setattr(backups.backup_note, "take_over", killed)
    with pytest.raises(Killed):
        second_folder.mirror(folder, key, stick)
    assert list(there.backups.glob(".tmp*"))
    assert backups.listing(there) == []
    monkeypatch.undo()
    second_folder.mirror(folder, key, stick)
    assert [path.name for path in there.backups.iterdir()] == [backups.listing(folder)[0].path.name]


def test_a_stick_that_is_not_there_is_never_made_up_by_a_folder(folder, key, stick):
    back_up(folder)
    second_folder.mirror(folder, key, stick)
    shutil.rmtree(stick)
    with pytest.raises(SecondFolderGone, match="Plug the drive in"):
        second_folder.mirror(folder, key, stick)
    assert not stick.exists()
    stick.mkdir()  # what an empty place of mounting looks like
    with pytest.raises(SecondFolderGone):
        second_folder.mirror(folder, key, stick)
    assert list(stick.iterdir()) == []
    assert not second_folder.look(folder, stick).there


def test_a_stick_that_is_pulled_out_meanwhile_is_said_to_be_gone(folder, key, stick, monkeypatch):
    back_up(folder)

    def pulled_out(*_given):
        shutil.rmtree(stick)
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(backups, "copy_file", pulled_out)
    with pytest.raises(SecondFolderGone):
        second_folder.mirror(folder, key, stick)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written_is_refused_as_it_is(folder, tmp_path):
    path = tmp_path / "locked"
    path.mkdir(mode=0o500)
    with pytest.raises(FolderReadOnly):
        second_folder.prepare(folder, path)


def test_a_read_only_drive_is_refused_and_told(folder, key, stick, there, tmp_path, monkeypatch):
    back_up(folder)

    def refuse(*_given, **_named):
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(backups.tempfile, "mkdtemp", refuse)
    with pytest.raises(FolderReadOnly, match="cannot be written to"):
        second_folder.mirror(folder, key, stick)
    assert backups.listing(there) == []
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.setattr("metanoia.vault.folder.tempfile.mkstemp", refuse)
    with pytest.raises(FolderReadOnly):
        second_folder.prepare(folder, other)


def test_copying_can_be_stopped(folder, key, stick, there):
    back_up(folder)
    with pytest.raises(Cancelled):
        second_folder.mirror(folder, key, stick, lambda: True)
    assert list(there.backups.iterdir()) == []


def test_copying_can_be_stopped_in_the_middle_of_a_file(folder, key, stick, there, monkeypatch):
    folder.database.write_bytes(bytes(range(256)) * 64)
    back_up(folder)
    monkeypatch.setattr(backups, "_BLOCK", 1 << 10)
    monkeypatch.setattr(backups, "_AT_ONCE", 4 << 10)
    for asked in (3, 9, 20):  # the last while it is read back
        answers = iter([False] * asked)
        with pytest.raises(Cancelled):
            second_folder.mirror(folder, key, stick, lambda left=answers: next(left, True))
        assert list(there.backups.iterdir()) == []
    assert second_folder.mirror(folder, key, stick, lambda: False) is not None


def test_waiting_for_the_folder_can_be_stopped_and_a_window_does_not_wait(folder, key, stick):
    back_up(folder)
    with second_folder.taken():
        with pytest.raises(Cancelled):
            second_folder.mirror(folder, key, stick, lambda: True)
        with pytest.raises(SecondFolderFailed):
            second_folder.follow(folder, stick)


# -- what is copied


def test_a_damaged_backup_is_not_copied(folder, key, stick, there):
    backup = back_up(folder)
    (backup.path / "journal.db").write_bytes(b"fjrst")
    with pytest.raises(BackupDamaged):
        second_folder.mirror(folder, key, stick)
    assert list(there.backups.iterdir()) == []


def test_what_reads_back_differently_is_not_published(folder, key, stick, there, monkeypatch):
    back_up(folder)
    whole = backups.copy_file

    def flipping(source, target, cancelled=None):
        digest = whole(source, target, cancelled)
        target.write_bytes(b"f1rst")
        return digest

    monkeypatch.setattr(backups, "copy_file", flipping)
    with pytest.raises(SecondFolderFailed):
        second_folder.mirror(folder, key, stick)
    assert list(there.backups.iterdir()) == []


def test_a_copy_that_was_damaged_is_made_anew_when_asked_for(folder, key, stick, there):
    back_up(folder)
    copy = second_folder.mirror(folder, key, stick)
    (copy.path / "journal.db").write_bytes(b"fjrst")
    assert second_folder.mirror(folder, key, stick) is None
    assert second_folder.mirror(folder, key, stick, verify=True) is not None
    (copy,) = backups.listing(there)
    backups.check(copy)


def test_numbers_go_on_there_when_the_journal_came_back_from_there(folder, key, stick, there):
    """A new disk has no backup yet and counts from one; the copies of before are not newer for that."""
    clock = Clock()
    for _ in range(3):
        back_up(folder, clock)
        second_folder.mirror(folder, key, stick)
    shutil.rmtree(folder.backups)
    folder.database.write_bytes(b"later")
    fresh = back_up(folder, clock)
    assert fresh.sequence == 1
    copy = second_folder.mirror(folder, key, stick)
    assert (copy.sequence, copy.made_at) == (4, fresh.made_at)
    assert (copy.path / "journal.db").read_bytes() == b"later."
    assert second_folder.mirror(folder, key, stick) is None


# -- keys


def test_copies_open_with_todays_keys_alone(folder, key, stick, there):
    for _ in range(2):
        back_up(folder)
        second_folder.mirror(folder, key, stick)
    later = descriptor.read(folder).created + timedelta(days=1)
    vaults.change_passphrase(folder, key, "another lake entirely", 2, lambda: later)
    second_folder.mirror(folder, key, stick)
    assert len(backups.listing(there)) == 2
    for copy in backups.listing(there):
        vaults.unlock(Folder(copy.path), vaults.Passphrase("another lake entirely"))
        with pytest.raises(WrongPassphrase):
            vaults.unlock(Folder(copy.path), vaults.Passphrase(SECRET))
        backups.check(copy)
    vaults.unlock(Folder(backups.listing(folder)[0].path), vaults.Passphrase(SECRET))


def another_key(folder, later):
    """Give the journal another key, made at ``later``."""
    found, new = descriptor.read(folder), bytes(range(32))
    for slot in (descriptor.PASSPHRASE, descriptor.RECOVERY):
        found = found.with_slot(slot, later)
    descriptor.write(folder, found, new)
    return new


def test_copies_under_an_earlier_key_go_once_the_new_one_is_there(folder, key, stick, there):
    clock = Clock()
    back_up(folder, clock)
    second_folder.mirror(folder, key, stick)
    damaged = back_up(folder, clock)
    second_folder.mirror(folder, key, stick)
    (there.backups / damaged.path.name / "vault.json").write_bytes(b"garbage")
    new = another_key(folder, clock().replace(year=2999))
    with pytest.raises(NotFound):
        second_folder.mirror(folder, new, stick)
    assert len(backups.listing(there)) == 2
    back_up(folder, clock)
    second_folder.mirror(folder, new, stick)
    assert [one.sequence for one in backups.listing(there)] == [3, 2]  # whose 2 cannot be told


def test_copies_under_a_later_key_stay(folder, key, stick, there, tmp_path):
    """An older backup was brought back, or an old copy of the journal uses the same stick."""
    clock = Clock()
    shutil.copytree(folder.path, tmp_path / "older")
    older = Folder(tmp_path / "older")
    older.database.write_bytes(b"older")
    new = another_key(folder, clock().replace(year=2999))
    back_up(folder, clock)
    second_folder.mirror(folder, new, stick)
    back_up(older, clock)
    second_folder.mirror(older, key, stick)
    assert len(backups.listing(there)) == 2


def test_damaged_key_files_do_not_replace_whole_ones_there(folder, key, stick, there):
    back_up(folder)
    second_folder.mirror(folder, key, stick)
    whole = folder.passphrase_slot.read_bytes()
    folder.passphrase_slot.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    second_folder.mirror(folder, key, stick)
    (copy,) = backups.listing(there)
    assert vaults.unlock(Folder(copy.path), vaults.Passphrase(SECRET)).key == key


# -- choosing


def test_folders_that_are_no_help_are_refused(folder, tmp_path):
    back_up(folder)
    for path in (folder.path, folder.backups):
        with pytest.raises(Refused, match="journal's own"):
            second_folder.prepare(folder, path)
    other = Folder(tmp_path / "other")
    new_journal(other)
    with pytest.raises(Refused, match="holds a journal"):
        second_folder.prepare(folder, other.path)
    with pytest.raises(Refused, match="no folder"):
        second_folder.prepare(folder, tmp_path / "nowhere")
    link = tmp_path / "link"
    link.symlink_to(folder.path)
    with pytest.raises(Refused, match="journal's own"):
        second_folder.prepare(folder, link)
    assert not list(tmp_path.rglob("metanoia-*"))


def test_the_folder_of_before_may_be_chosen_from_inside(folder, stick, there):
    assert second_folder.prepare(folder, there.path) == stick


def test_it_is_seen_whether_it_lies_on_the_journals_disk(folder, stick):
    assert second_folder.look(folder, stick).same_disk


def test_two_copies_at_once_wait_for_one_another(folder, key, stick, there):
    back_up(folder)
    threads = [
        threading.Thread(target=second_folder.mirror, args=(folder, key, stick)) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(backups.listing(there)) == 1
