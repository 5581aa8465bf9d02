"""Backups in a second folder, with real journals: what is copied, when, and what comes back from there."""

from __future__ import annotations

import shutil

import pytest

from clients import coach, share, whole
from journals import PASSPHRASE, entry, new_journal, open_journal
from metanoia.domain.errors import Refused, SecondFolderAway
from metanoia.domain.people import Role
from metanoia.journal import restore

NEW = "the harbour was loud after nine"
MARKER = "a canary that sings"


@pytest.fixture
def stick(tmp_path):
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def test_every_backup_goes_there_also_the_one_on_closing(tmp_path, stick):
    journal = new_journal(tmp_path / "journal")
    journal.keep_second(stick)
    journal.entries.add(entry("One"))
    journal.back_up()
    assert len(journal.second_backups()) == 1
    assert journal.meta.second_copied == journal.backups()[0].made_at
    assert not journal.backup_needed
    journal.entries.add(entry("Two"))
    journal.close(back_up=True)
    with open_journal(tmp_path / "journal") as journal:
        assert [one.sequence for one in journal.second_backups()] == [2, 1]


def test_it_comes_back_from_there_when_the_journal_is_gone(tmp_path, stick):
    journal = new_journal(tmp_path / "journal")
    journal.keep_second(stick)
    journal.entries.add(entry("Kept on the stick."))
    journal.close(back_up=True)
    shutil.rmtree(tmp_path / "journal")
    (copy,) = stick.glob("*/backups/*")
    restore(tmp_path / "again", str(copy))
    with open_journal(tmp_path / "again") as journal:
        assert [one.title for one in journal.entries.newest()] == [
            entry("Kept on the stick.").title
        ]
        journal.entries.add(entry("And on"))
        journal.back_up()
        assert journal.check().sound
        assert journal.second_backups()[0].made_at == journal.backups()[0].made_at


def test_a_stick_that_is_away_hinders_no_backup(tmp_path, stick):
    journal = new_journal(tmp_path / "journal")
    journal.keep_second(stick)
    stick.rename(tmp_path / "away")
    assert journal.back_up().verified_at is not None
    assert journal.second_backups() == []
    with pytest.raises(SecondFolderAway):
        journal.copy_elsewhere()
    (tmp_path / "away").rename(stick)
    journal.copy_elsewhere()
    assert len(journal.second_backups()) == 1
    journal.close()


def test_no_more_of_it_leaves_what_is_there(tmp_path, stick):
    journal = new_journal(tmp_path / "journal")
    with pytest.raises(Refused):
        journal.keep_second(journal.path)
    journal.keep_second(stick)
    journal.back_up()
    journal.keep_second(None)
    journal.back_up()
    assert (journal.meta.second_folder, journal.second_backups()) == (None, [])
    assert len(list(stick.glob("*/backups/*"))) == 1
    journal.close()


def test_nothing_there_is_readable(tmp_path, stick):
    journal = new_journal(tmp_path / "journal")
    journal.keep_second(stick)
    journal.entries.add(entry(f"{MARKER} in the title"))
    journal.close(back_up=True)
    for path in stick.rglob("*"):
        assert MARKER not in path.name
        assert path.is_dir() or MARKER.encode() not in path.read_bytes()


def test_a_changed_passphrase_opens_what_is_there_the_old_one_does_not(tmp_path, stick):
    journal = new_journal(tmp_path / "journal")
    journal.keep_second(stick)
    journal.back_up()
    journal.change_passphrase(PASSPHRASE, NEW, 4)
    journal.copy_elsewhere()
    (copied,) = journal.second_backups()
    journal.close()
    shutil.rmtree(tmp_path / "journal")
    restore(tmp_path / "journal", str(copied.path))
    open_journal(tmp_path / "journal", NEW).close()


def test_a_deleted_client_goes_there_too(tmp_path, stick):
    journal, mara = coach(tmp_path / "journal")
    journal.keep_second(stick)
    zoe = journal.people.add("Zoe", Role.CLIENT, None, bytes(31) + b"z")
    journal.clients.keep(*whole(share(1)), mara.id)
    journal.clients.add_note(zoe.id, "Kept.")
    journal.back_up()
    assert len(list(stick.rglob("*.db"))) == 3
    stick.rename(tmp_path / "away")
    journal.clients.delete(mara.id)
    assert journal.backup_needed
    journal.close(back_up=True)
    (tmp_path / "away").rename(stick)
    with open_journal(tmp_path / "journal") as journal:
        journal.copy_elsewhere()
        assert not list(stick.rglob(f"{mara.id}*"))
        assert len(list(stick.rglob(f"{zoe.id}*"))) == 1
        assert journal.check().sound


def test_what_is_deleted_of_a_client_calls_for_a_backup(tmp_path, stick):
    """So that no copy with it outlives the day on which the folder is there again."""
    journal, mara = coach(tmp_path / "journal")
    journal.keep_second(stick)
    journal.clients.keep(*whole(share(1, body=MARKER)), mara.id)
    journal.clients.add_note(mara.id, "Kept.")
    journal.back_up()
    assert not journal.backup_needed
    journal.clients.delete_shares(mara.id, [share(1).id])
    assert journal.backup_needed
    journal.close()


def test_a_check_finds_one_changed_byte_there_and_a_key_file_that_is_cut(tmp_path, stick):
    journal = new_journal(tmp_path / "journal")
    journal.keep_second(stick)
    journal.back_up()
    health = journal.check()
    assert (health.sound, len(health.elsewhere)) == (True, 1)
    (path,) = stick.rglob("journal.db")
    changed = bytearray(path.read_bytes())
    changed[5000] ^= 1
    path.write_bytes(changed)
    slot = journal.folder.recovery_slot
    slot.write_bytes(slot.read_bytes()[:100])
    health = journal.check()
    assert not health.sound
    assert (health.problems, len(health.damaged_elsewhere)) == ((), 1)
    (sentence,) = health.keys
    assert "Make a new recovery key" in sentence
    journal.folder.passphrase_slot.write_bytes(b"")
    assert "open it with the recovery key" in journal.check().keys[0]
    journal.close()
