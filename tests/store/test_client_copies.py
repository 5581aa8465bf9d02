"""The files of clients in backups: what has to go goes from each of them, and each stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from clients import agreed, client_in_the_clear, coach, share, whole
from journals import open_journal
from metanoia.domain.errors import BackupDamaged
from metanoia.journal import restore
from metanoia.store import client_copies
from metanoia.vault import backup_note, backups

MARKER = "heliotrope-quokka"


@pytest.fixture
def desk(tmp_path):
    """A coach's open journal with one client, two shares of theirs, and a backup of it."""
    journal, person = coach(tmp_path / "journal")
    for n in (1, 2):
        journal.clients.keep(*whole(share(n, body=f"{MARKER} {n}", agreed=agreed())), person.id)
    journal.back_up()
    yield journal, person.id
    journal.close()


def copies(journal, mara):
    return [backup.path / "clients" / f"{mara}.db" for backup in journal.backups()]


def test_a_share_goes_from_what_a_restore_set_aside_too(desk):
    journal, mara = desk
    path, key = journal.path, journal._key
    journal.close()
    restore(path, "1")
    with open_journal(path) as journal:
        assert journal.clients.delete_shares(mara, [share(1).id, share(2).id]) == 2
        aside = next(one for one in journal.backups() if one.set_aside)
        assert MARKER.encode() not in client_in_the_clear(aside.path, mara, key)
        for backup in journal.backups():
            assert MARKER.encode() not in client_in_the_clear(backup.path, mara, key)
    restore(path, str(aside.sequence))
    with open_journal(path) as journal:
        assert journal.clients.shares(mara) == []
        assert journal.check().sound


def test_a_backup_that_never_held_the_share_is_left_as_it_is(desk):
    journal, mara = desk
    journal.clients.keep(*whole(share(3)), mara)
    (copy,) = copies(journal, mara)
    before = copy.read_bytes(), copy.stat().st_mtime_ns
    journal.clients.delete_shares(mara, [share(3).id])
    assert (copy.read_bytes(), copy.stat().st_mtime_ns) == before


@pytest.mark.parametrize("after", [0, 1])
def test_a_backup_is_whole_wherever_its_rewriting_was_cut_off(desk, monkeypatch, after):
    journal, mara = desk
    replace, calls = Path.replace, []

    def cut_off(self, target):
        if Path(target).name == f"{mara}.db":
            calls.append(target)
            if not after:
                raise KeyboardInterrupt
            replace(self, target)
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", cut_off)
    with pytest.raises(KeyboardInterrupt):
        journal.clients.delete_shares(mara, [share(1).id])
    monkeypatch.undo()
    assert calls
    (backup,) = journal.backups()
    assert len(backup_note.clients(backup.path)[mara]) == 2
    backups.check(backup)
    journal.back_up()  # finishes it
    key = journal._key
    for path in (backup.path, journal.backups()[0].path):
        assert f"{MARKER} 1".encode() not in client_in_the_clear(path, mara, key)
        assert f"{MARKER} 2".encode() in client_in_the_clear(path, mara, key)
    assert journal.check().sound


def test_a_copy_that_cannot_be_read_is_removed_since_nobody_can_tell_what_it_holds(desk):
    journal, mara = desk
    (copy,) = copies(journal, mara)
    copy.write_bytes(b"bent" * 4096)
    journal.clients.delete_shares(mara, [share(1).id])
    assert not copy.exists()
    (backup,) = journal.backups()
    backups.check(backup)


def test_what_was_damaged_and_set_aside_goes_with_what_is_withdrawn(desk):
    journal, mara = desk
    journal.clients.close()
    (journal.path / "clients" / f"{mara}.db").write_bytes(b"bent" * 4096)
    journal.clients.bring_back(mara)
    assert len(list((journal.path / "clients").glob("*.damaged-1"))) == 1
    journal.clients.keep(*whole(share(3, withdrawn=(share(1).id,))), mara)
    assert not list((journal.path / "clients").glob("*.damaged-*"))


def test_a_backup_whose_copy_is_bent_is_damaged_and_not_brought_back_from(desk):
    journal, mara = desk
    journal.clients.add_note(mara, "Later.")
    journal.back_up()
    newest, oldest = copies(journal, mara)
    newest.write_bytes(b"bent")
    assert [one.sequence for one in journal.check().damaged] == [2]
    assert journal.clients.can_bring_back(mara).sequence == 1
    with pytest.raises(BackupDamaged):
        client_copies.bring_back(journal.folder, mara, journal.backups()[0])
    oldest.unlink()
    assert journal.clients.can_bring_back(mara) is None
