"""Backups in a second folder with real encrypted journals: there, not there, other keys, clients who go."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
import time

import pytest

from clients import coach, comment, draft, share, whole
from journals import LOG_N, PASSPHRASE, entry, new_journal, open_journal
from metanoia.domain.errors import (
    DiskFull,
    FolderReadOnly,
    Refused,
    SecondFolderGone,
    WrongPassphrase,
)
from metanoia.journal import encrypt_anew, restore
from metanoia.vault import backups, keys, second_folder, vault
from metanoia.vault.folder import Folder
from metanoia.vault.rekeying import Anew
from metanoia.vault.vault import Passphrase

NEW = "six quiet otters cross the river"
MARKER = "heliotrope-quokka"


@pytest.fixture
def stick(tmp_path):
    path = tmp_path / "stick"
    path.mkdir()
    return path


@pytest.fixture
def journal(tmp_path, stick):
    made = new_journal(tmp_path / "journal")
    made.entries.add(entry("One"))
    made.choose_second_folder(stick)
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path, stick):
    """A coach's journal with a client whose shares 1 and 2 are kept, copied to the stick."""
    made, person = coach(tmp_path / "journal")
    for n in (1, 2):
        made.clients.keep(*whole(share(n, body=f"{MARKER} {n}")), person.id)
    made.choose_second_folder(stick)
    made.copy_to_second()
    yield made, person.id
    made.close()


def there(journal, stick):
    return backups.listing(second_folder.place(journal.folder, stick))


def unplug(stick):
    stick.rename(stick.with_name("in a drawer"))


def plug_in(stick):
    stick.with_name("in a drawer").rename(stick)


def client_files(stick):
    return sorted(stick.rglob("clients/*.db"))


def shares_there(journal, stick, person, tmp_path, passphrase=PASSPHRASE):
    """Return the numbers of the shares in the newest copy, brought back into an empty folder."""
    into = tmp_path / f"back-{time.monotonic_ns()}"
    restore(into, str(there(journal, stick)[0].path))
    with open_journal(into, passphrase) as back:
        assert back.check().sound
        return sorted(one.seq for one in back.clients.shares(person))


# -- copying


def test_every_backup_is_copied_and_that_is_noted_without_a_change(journal, stick):
    journal.copy_to_second()
    assert not journal.backup_needed
    assert journal.meta.second_copied is not None
    assert len(there(journal, stick)) == 1
    journal.entries.add(entry("Two"))
    backup = journal.back_up()
    assert not journal.backup_needed
    assert there(journal, stick)[0].path.name == backup.path.name


def test_a_copy_is_made_on_closing(journal, stick):
    journal.close(back_up=True)
    assert len(there(journal, stick)) == 1


def test_closing_makes_up_for_what_was_missed_while_it_was_not_there(journal, stick):
    journal.copy_to_second()
    unplug(stick)
    journal.entries.add(entry("Two"))
    backup = journal.back_up()
    assert backup in journal.backups()
    assert not stick.exists()
    assert not journal.look_at_second_folder().there
    plug_in(stick)
    journal.close(back_up=True)
    assert there(journal, stick)[0].path.name == backup.path.name


def test_copying_by_hand_says_that_it_is_not_there(journal, stick):
    journal.copy_to_second()
    copied = journal.meta.second_copied
    unplug(stick)
    with pytest.raises(SecondFolderGone):
        journal.copy_to_second()
    assert journal.meta.second_copied == copied
    assert len([one for one in journal.backups() if not one.set_aside]) >= 1
    plug_in(stick)


def test_no_second_folder_no_copy(tmp_path):
    with new_journal(tmp_path / "journal") as journal:
        assert journal.look_at_second_folder() is None
        with pytest.raises(Refused):
            journal.copy_to_second()


@pytest.mark.parametrize("error", [DiskFull(), FolderReadOnly("there")])
def test_a_full_or_read_only_drive_leaves_the_backup_good_and_is_told(
    journal, stick, monkeypatch, error
):
    def refuse(*_given):
        raise error

    monkeypatch.setattr(second_folder, "_copied", refuse)
    backup = journal.back_up()
    backups.check(backup)
    assert there(journal, stick) == []
    assert journal.meta.second_failed == str(error)
    assert not journal.backup_needed
    monkeypatch.undo()
    journal.copy_to_second()
    assert journal.meta.second_failed == ""


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of 4 MB, and return what mounts it anew with other options."""
    disk = tmp_path / "small"
    disk.mkdir()

    def mount(options):
        return subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", disk], check=False)

    if sys.platform != "linux" or os.geteuid() != 0 or mount("size=4m").returncode:
        pytest.skip("no disk may be mounted here")
    yield disk, mount
    subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize(
    ("options", "words"), [("remount,size=64k", "full"), ("remount,ro", "cannot be written to")]
)
def test_a_drive_that_is_really_full_or_read_only(journal, small_disk, options, words):
    disk, mount = small_disk
    journal.choose_second_folder(disk)
    assert mount(options).returncode == 0
    backup = journal.back_up()
    backups.check(backup)
    assert there(journal, disk) == []
    assert not list(disk.rglob(".tmp*"))
    assert words in journal.meta.second_failed
    look = journal.look_at_second_folder()
    assert (look.there, look.same_disk) == (True, False)
    assert mount("remount,rw,size=4m").returncode == 0
    journal.copy_to_second()
    assert len(there(journal, disk)) == 1


_COPYING = """
import sys
from pathlib import Path
from journals import open_journal
journal = open_journal(Path(sys.argv[1]))
print("open", flush=True)
while True:
    journal.meta.set("again", str(journal.meta.commit_no))
    journal.back_up()
    print("copied", flush=True)
"""


def test_killed_at_any_moment_there_is_never_a_half(journal, stick):
    journal.entries.add_many([entry(day=day, body="word " * 500) for day in range(300)], None)
    path = journal.path
    journal.close()
    for wait in (0.02, 0.06, 0.11, 0.17):
        with subprocess.Popen(
            [sys.executable, "-c", _COPYING, str(path)],
            stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": ":".join(sys.path)},
        ) as program:  # fmt: skip
            assert program.stdout
            for _ in range(2):
                program.stdout.readline()
            time.sleep(wait)
            program.kill()
        for one in there(journal, stick):
            backups.check(one)
            vault.unlock(Folder(one.path), Passphrase(PASSPHRASE))
    with open_journal(path) as again:
        again.copy_to_second()
        assert not list(stick.rglob(".tmp*"))
        assert again.check().sound


def test_another_folder_forgets_what_was_known_of_the_former(journal, stick, tmp_path):
    journal.copy_to_second()
    (tmp_path / "disk").mkdir()
    journal.choose_second_folder(tmp_path / "disk")
    assert journal.meta.second_copied is None
    journal.meta.second_folder = None
    journal.entries.add(entry("Two"))
    journal.back_up()
    assert len(there(journal, stick)) == 1
    assert there(journal, tmp_path / "disk") == []


# -- bringing back, and checking


def test_a_journal_whose_disk_died_comes_back_from_there(journal, stick):
    journal.copy_to_second()
    path, copy_ = journal.path, there(journal, stick)[0]
    journal.close()
    shutil.rmtree(path)
    restore(path, str(copy_.path))
    with open_journal(path) as back:
        assert [one.title for one in back.entries.newest()] == ["One"]
        back.entries.add(entry("Two"))
        back.back_up()
        numbers = [one.sequence for one in there(back, stick)]
        assert numbers == [2, 1]


def test_a_changed_byte_there_is_found(journal, stick):
    journal.copy_to_second()
    assert journal.check().sound
    (copied,) = there(journal, stick)
    data = bytearray((copied.path / "journal.db").read_bytes())
    data[5000] ^= 1
    (copied.path / "journal.db").write_bytes(data)
    found = journal.check()
    assert not found.sound
    assert (found.problems, found.damaged) == ((), ())
    assert found.second.damaged == (copied,)
    journal.copy_to_second()
    assert journal.check().sound


def test_a_check_says_whether_the_folder_was_there(journal, stick):
    journal.copy_to_second()
    unplug(stick)
    found = journal.check()
    assert found.sound
    assert not found.second.there
    plug_in(stick)
    found = journal.check()
    assert (found.second.there, len(found.second.whole)) == (True, 1)


def test_a_damaged_recovery_slot_is_found_by_a_check(journal):
    slot = journal.folder.recovery_slot
    slot.write_bytes(slot.read_bytes()[:100])
    found = journal.check()
    assert not found.sound
    assert found.problems == ()
    assert "Make a new recovery key" in found.keys[0]
    journal.new_recovery_key(PASSPHRASE)
    assert journal.check().sound


# -- keys


def test_a_new_passphrase_goes_for_the_copies_too(journal, stick):
    journal.copy_to_second()
    time.sleep(1.1)  # a key file is told from the former by the second in which it was made
    journal.change_passphrase(PASSPHRASE, NEW, LOG_N)
    journal.rewrap_backups()
    (copied,) = there(journal, stick)
    vault.unlock(Folder(copied.path), Passphrase(NEW))
    with pytest.raises(WrongPassphrase):
        vault.unlock(Folder(copied.path), Passphrase(PASSPHRASE))


def test_also_when_the_drive_comes_back_later_and_backups_keep_the_old_one(journal, stick):
    journal.copy_to_second()
    unplug(stick)
    time.sleep(1.1)
    journal.change_passphrase(PASSPHRASE, NEW, LOG_N)
    plug_in(stick)
    journal.close(back_up=True)
    (copied,) = there(journal, stick)
    with pytest.raises(WrongPassphrase):
        vault.unlock(Folder(copied.path), Passphrase(PASSPHRASE))
    vault.unlock(Folder(copied.path), Passphrase(NEW))


@pytest.mark.parametrize("plugged_in", [True, False])
def test_after_another_key_nothing_there_opens_by_the_former(desk, stick, tmp_path, plugged_in):
    journal, person = desk
    former, path = journal._key, journal.path
    journal.close()
    if not plugged_in:
        unplug(stick)
    time.sleep(1.1)
    encrypt_anew(path, Anew(PASSPHRASE, NEW, keys.new_recovery_key(), keep_backups=True, log_n=LOG_N))  # fmt: skip
    if not plugged_in:
        plug_in(stick)
        open_journal(path, NEW).close(back_up=True)
    (copied,) = there(journal, stick)
    assert not backups.is_under(copied, former)
    assert shares_there(journal, stick, person, tmp_path, NEW) == [1, 2]


# -- clients who go


def test_only_the_newest_copy_holds_files_of_clients(desk, stick, tmp_path):
    journal, person = desk
    journal.clients.add_note(person, "Kept.")
    journal.back_up()
    newest, older = there(journal, stick)
    assert [one.parent.parent for one in client_files(stick)] == [newest.path]
    backups.check(older)
    assert shares_there(journal, stick, person, tmp_path) == [1, 2]


def test_a_deleted_client_goes_from_there_at_once(desk, stick):
    journal, person = desk
    journal.clients.delete(person)
    assert not [path for path in stick.rglob("*") if person in path.name]
    assert journal.check().sound


def test_a_client_who_was_deleted_meanwhile_goes_when_it_is_back(desk, stick):
    journal, person = desk
    unplug(stick)
    journal.clients.delete(person)
    plug_in(stick)
    assert client_files(stick)
    journal.close(back_up=True)
    assert not [path for path in stick.rglob("*") if person in path.name]


def test_a_share_that_is_deleted_goes_from_there_at_once(desk, stick, tmp_path):
    journal, person = desk
    before = client_files(stick)[0].read_bytes()
    journal.clients.delete_shares(person, [share(1).id])
    assert client_files(stick)[0].read_bytes() != before
    assert shares_there(journal, stick, person, tmp_path) == [2]


@pytest.mark.parametrize("full", [False, True])
def test_a_share_withdrawn_meanwhile_goes_when_it_is_back(desk, stick, tmp_path, monkeypatch, full):
    journal, person = desk
    unplug(stick)
    withdrawing = dataclasses.replace(share(3), withdrawn=(share(1).id,))
    journal.clients.keep(*whole(withdrawing), person)
    plug_in(stick)
    if full:

        def refuse(*_given):
            raise DiskFull

        monkeypatch.setattr(second_folder, "_copied", refuse)
    journal.back_up()
    assert shares_there(journal, stick, person, tmp_path) == ([2] if full else [2, 3])


def test_what_is_written_in_reply_is_there_too(desk, stick, tmp_path):
    journal, person = desk
    journal.clients.save_draft(person, share(1).id, draft(comment(1)))
    journal.copy_to_second()
    into = tmp_path / "back"
    restore(into, str(there(journal, stick)[0].path))
    with open_journal(into) as back:
        assert back.clients.draft(person, share(1).id).comments


def test_deleting_while_the_newest_is_copied_leaves_no_file_there(desk, stick, monkeypatch):
    """The copy is published with what was there a moment ago, and follows."""
    journal, person = desk
    whole_copy = second_folder._copied

    def slowly(*given):
        copied = whole_copy(*given)
        journal.clients.delete(person)  # which finds the folder taken, and leaves it to this run
        return copied

    journal.clients.add_note(person, "Kept.")
    monkeypatch.setattr(second_folder, "_copied", slowly)
    monkeypatch.setattr(second_folder, "_PATIENCE", 0.1)
    journal.back_up()
    assert not [path for path in stick.rglob("*") if person in path.name]
    assert journal.check().sound
