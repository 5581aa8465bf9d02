from __future__ import annotations

import errno
import json
import os
import stat
from datetime import timedelta

import pytest

from metanoia.domain.errors import (
    BackupDamaged,
    DiskFull,
    JournalDamaged,
    NotFound,
    WrongPassphrase,
)
from metanoia.vault import backups
from metanoia.vault import vault as vaults
from metanoia.vault.folder import Folder
from vault.journal_folders import SECRET, START, Clock, back_up, files, new_journal


@pytest.fixture
def folder(tmp_path):
    folder = Folder(tmp_path / "Journal")
    new_journal(folder)
    return folder


def many(folder, count, clock):
    """Lay down plain backup folders without the cost of writing each durably."""
    for sequence in range(1, count + 1):
        at = clock()
        path = folder.backups / f"{sequence:08}-{at:%Y%m%dT%H%M%SZ}"
        path.mkdir(parents=True)
        (path / "journal.db").write_bytes(b"x")
    return backups.listing(folder)


def test_a_backup_holds_all_that_is_needed_to_open_it(folder):
    backup = back_up(folder)
    assert backup.path == folder.backups / "00000001-20260104T093000Z"
    held = files(backup.path)
    note = json.loads(held.pop("backup.json"))
    assert held == {
        name: data
        for name, data in files(folder.path).items()
        if name in ("journal.db", "vault.json", "keys/passphrase.age", "keys/recovery.age")
    }
    assert (note["sequence"], note["size"], note["made"]) == (1, 5, "2026-01-04T09:30:00Z")
    assert vaults.unlock(Folder(backup.path), vaults.Passphrase(SECRET))


def test_a_backup_is_private(folder):
    backup = back_up(folder)
    for path in backup.path.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    assert stat.S_IMODE(folder.backups.stat().st_mode) == 0o700
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o700


def test_the_list_is_newest_first_and_what_was_returned(folder):
    assert backups.listing(folder) == []
    clock = Clock()
    made = [back_up(folder, clock) for _ in range(3)]
    assert backups.listing(folder) == made[::-1]
    assert [backup.sequence for backup in made] == [1, 2, 3]
    assert {backup.size for backup in made} == {5}
    assert all(backup.verified_at == backup.made_at for backup in made)


def test_numbers_decide_the_order_when_the_clock_goes_back(folder):
    back_up(folder, Clock())
    back_up(folder, Clock(START - timedelta(days=365)))
    assert [backup.sequence for backup in backups.listing(folder)] == [2, 1]


def test_damaged_names_and_empty_folders_are_passed_over(folder):
    backup = back_up(folder)
    for name in (
        "00000009-20269904T093000Z",
        "x",
        "00000009",
        "00000009-20260104T093000Z",
        ".tmp-a",
    ):
        (folder.backups / name).mkdir()
        if name != "00000009-20260104T093000Z":
            (folder.backups / name / "journal.db").touch()
    (folder.backups / "00000008-20260104T093000Z").touch()
    # What a restore set aside lies beside the database, a backup in the backups' folder.
    stray = folder.path / "00000007-20260104T093000Z"
    stray.mkdir()
    (stray / "journal.db").touch()
    assert backups.listing(folder) == [backup]


@pytest.mark.parametrize("note", [None, b"", b"[]", b"{}", b'{"verified":"soon"}', b"[" * 4000])
def test_a_lost_note_leaves_a_backup_that_nobody_verified(folder, note):
    backup = back_up(folder)
    if note is None:
        (backup.path / "backup.json").unlink()
    else:
        (backup.path / "backup.json").write_bytes(note)
    (listed,) = backups.listing(folder)
    assert listed.verified_at is None
    assert (listed.sequence, listed.made_at) == (1, START)
    with pytest.raises(BackupDamaged):
        backups.check(listed)


def test_a_copy_that_fails_its_verification_is_not_published(folder):
    def bad(path):
        path.write_bytes(b"half")
        raise JournalDamaged

    with pytest.raises(JournalDamaged):
        backups.publish(folder, bad)
    assert list(folder.backups.iterdir()) == []


@pytest.mark.parametrize("writes", range(10))
def test_a_disk_that_fills_up_publishes_nothing_by_half(folder, monkeypatch, writes):
    before = back_up(folder)
    left, fsync = [writes], os.fsync

    def filling(handle):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", filling)
    with pytest.raises(DiskFull):
        back_up(folder)
    monkeypatch.undo()
    for backup in backups.listing(folder):
        backups.check(backup)
    assert backups.listing(folder)[-1] == before
    assert not list(folder.backups.glob(".tmp*"))


def test_damage_is_found_without_a_key(folder):
    backup = back_up(folder)
    backups.check(backup)
    (backup.path / "journal.db").write_bytes(b"fjrst")
    with pytest.raises(BackupDamaged, match="00000001"):
        backups.check(backup)
    (backup.path / "journal.db").unlink()
    with pytest.raises(BackupDamaged):
        backups.check(backup)


def test_a_backup_is_found_by_number_or_folder(folder, tmp_path):
    made = [back_up(folder), back_up(folder)]
    assert backups.find(folder, "1") == made[0]
    assert backups.find(folder, "00000002") == made[1]
    assert backups.find(folder, str(made[1].path)) == made[1]
    elsewhere = tmp_path / "stick" / "my journal"
    elsewhere.mkdir(parents=True)
    (elsewhere / "journal.db").write_bytes(b"1234")
    found = backups.find(folder, str(elsewhere))
    assert (found.sequence, found.size, found.verified_at) == (0, 4, None)


def test_what_is_no_backup_is_said(folder, tmp_path):
    for which in ("3", "nowhere", str(tmp_path), str(folder.path), "²"):
        with pytest.raises(NotFound):
            backups.find(folder, which)


def kept_of(folder):
    return [backup.sequence for backup in backups.listing(folder)]


def test_rotation_keeps_the_newest_then_days_then_weeks(folder):
    made = many(folder, 300, Clock(step=timedelta(hours=8)))
    backups.rotate(folder)
    kept = backups.listing(folder)
    assert kept[:5] == made[:5]
    days = [backup.made_at.date() for backup in kept[5:12]]
    assert days == sorted(set(days), reverse=True)
    assert (days[0] - days[-1]).days == 6
    weeks = [backup.made_at.isocalendar()[:2] for backup in kept[12:]]
    assert len(weeks) == 8
    assert weeks == sorted(set(weeks), reverse=True)
    for backup in kept[5:12]:  # of each day the last that is older than what is kept already
        same = [one for one in made[5:] if one.made_at.date() == backup.made_at.date()]
        assert backup.sequence == max(one.sequence for one in same)
    assert not list(folder.backups.glob(".tmp*"))


def test_rotation_keeps_as_much_whatever_the_clock_says(folder):
    many(folder, 200, Clock(step=timedelta(days=-1)))
    backups.rotate(folder)
    kept = kept_of(folder)
    assert kept[:12] == list(range(200, 188, -1))
    assert len(kept) == 20
    assert kept == sorted(kept, reverse=True)


def test_a_clock_that_jumps_ahead_and_back_takes_no_backup_away(folder):
    for days, count in ((0, 5), (3_650, 3), (6, 5)):
        clock = Clock(START + timedelta(days=days), timedelta(days=0 if days else 1, minutes=1))
        for _ in range(count):
            back_up(folder, clock)
    backups.rotate(folder)
    kept = kept_of(folder)
    assert kept[:5] == [13, 12, 11, 10, 9]
    assert {8, 5, 4, 3, 2, 1} <= set(kept)


def test_rotation_never_removes_the_last_verified_one(folder):
    verified = back_up(folder)
    clock = Clock(START + timedelta(days=1), timedelta(days=1))
    for sequence in range(2, 200):
        at = clock()
        path = folder.backups / f"{sequence:08}-{at:%Y%m%dT%H%M%SZ}"
        path.mkdir()
        (path / "journal.db").touch()
    backups.rotate(folder)
    assert backups.listing(folder)[-1] == verified
    assert len(backups.listing(folder)) == 21


def test_rotation_leaves_few_backups_and_what_was_set_aside_alone(folder):
    aside = folder.path / "before-restore-00000001-20260104T093000Z"
    aside.mkdir()
    (aside / "journal.db").touch()
    many(folder, 70, Clock(step=timedelta(minutes=1)))
    backups.rotate(folder)
    assert len(backups.listing(folder)) == 5 + 1 + 1 + 1
    backups.rotate(folder)
    assert len(backups.listing(folder)) == 5 + 1 + 1 + 1
    assert aside.exists()


def test_the_next_number_follows_the_highest(folder):
    assert backups.next_sequence(folder) == 1
    back_up(folder)
    aside = folder.path / "before-restore-00000041-20260104T093000Z"
    aside.mkdir()
    (aside / "journal.db").touch()
    assert backups.next_sequence(folder) == 42
    assert back_up(folder).sequence == 42


def test_after_a_change_old_backups_can_be_given_the_new_slots(folder):
    made = vaults.unlock(folder, vaults.Passphrase(SECRET))
    back_up(folder)
    back_up(folder)
    foreign = back_up(folder).path / "vault.json"
    foreign.write_bytes(b"garbage")
    vaults.change_passphrase(folder, made.key, "another lake entirely", 2)
    recovery = vaults.renew_recovery_key(folder, made.key)
    assert backups.rewrap(folder, made.key) == 2
    damaged, *mended = backups.listing(folder)
    for backup in mended:
        backups.check(backup)
        copy = Folder(backup.path)
        assert vaults.unlock(copy, vaults.Passphrase("another lake entirely")).key == made.key
        assert vaults.unlock(copy, vaults.RecoveryKey(recovery)).key == made.key
        with pytest.raises(WrongPassphrase):
            vaults.unlock(copy, vaults.Passphrase(SECRET))
    assert (damaged.path / "vault.json").read_bytes() == b"garbage"


def test_a_backup_of_which_half_is_removed_is_never_listed(folder, monkeypatch):
    count = backups.NEWEST_KEPT + 3  # of one day, of which and of whose week one is kept too
    many(folder, count, Clock(START))

    def killed(_path):
        raise KeyboardInterrupt

    monkeypatch.setattr(backups.shutil, "rmtree", killed)
    with pytest.raises(KeyboardInterrupt):
        backups.rotate(folder)
    assert len(list(folder.backups.iterdir())) == count
    assert kept_of(folder) == list(range(count, 1, -1))
