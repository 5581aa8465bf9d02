from __future__ import annotations

import errno
import json
import os
import stat
from datetime import UTC, datetime

import pytest

import age_program
from metanoia.domain.errors import (
    DescriptorDamaged,
    DiskFull,
    JournalExists,
    JournalMissing,
    JournalNewer,
    KeyFileDamaged,
    KeyFileForeign,
    KeyFileMissing,
    KeyringUnavailable,
    Refused,
    StorageFailed,
    WrongPassphrase,
    WrongRecoveryKey,
)
from metanoia.vault import descriptor, keys, remembered, slots, vault
from metanoia.vault.folder import Folder, write_atomically
from metanoia.vault.vault import Passphrase, RawKey, RecoveryKey

SECRET = "the lake was quiet before seven"
NEW = "another lake entirely"
LATER = datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "Journal")


@pytest.fixture
def made(folder):
    return vault.create(folder, SECRET, log_n=2)


def files(folder):
    return {
        str(path.relative_to(folder.path)): path.read_bytes()
        for path in folder.path.rglob("*")
        if path.is_file()
    }


def test_a_new_journal_opens_by_passphrase_recovery_key_and_raw_key(folder, made):
    for secret in (Passphrase(SECRET), RecoveryKey(made.recovery_key), RawKey(made.key)):
        opened = vault.unlock(folder, secret)
        assert opened.keys == (made.key,)
        assert opened.key == made.key
        assert opened.vault_id == made.vault_id


def test_everything_is_private_and_says_nothing(folder, made):
    assert set(files(folder)) == {
        "README.txt",
        "keys/passphrase.age",
        "keys/recovery.age",
        "vault.json",
    }
    for path in (folder.path, folder.keys):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    for name in files(folder):
        assert stat.S_IMODE((folder.path / name).stat().st_mode) == 0o600
    held = b"".join(files(folder).values())
    for secret in (SECRET.encode(), made.key, made.key.hex().encode(), made.recovery_key.encode()):
        assert secret not in held


def test_another_key_in_the_keyring_is_deleted_there_and_told(folder, made, monkeypatch):
    kept = {made.vault_id: made.key}
    monkeypatch.setattr(remembered, "remember", kept.__setitem__)
    monkeypatch.setattr(remembered, "recall", kept.get)
    monkeypatch.setattr(remembered, "forget", kept.pop)
    vault.remember(folder, made.key)
    assert vault.recall(folder) == RawKey(made.key)
    kept[made.vault_id] = bytes(32)
    with pytest.raises(KeyringUnavailable, match="another key"):
        vault.recall(folder)
    assert kept == {}
    assert vault.recall(folder) is None
    vault.remember(folder, made.key)  # it can be asked to keep the right one again
    assert vault.recall(folder) == RawKey(made.key)


def test_secrets_do_not_show_when_printed(made, folder):
    shown = repr(
        [made, vault.unlock(folder, Passphrase(SECRET)), Passphrase(SECRET), RawKey(made.key)]
    )
    shown += repr(RecoveryKey(made.recovery_key))
    for secret in (SECRET, made.key.hex(), repr(made.key), made.recovery_key):
        assert secret not in shown


def test_the_recovery_key_shown_beforehand_is_the_one_used(folder):
    shown = keys.new_recovery_key()
    made = vault.create(folder, SECRET, recovery_key=shown.lower(), log_n=2)
    assert made.recovery_key == shown
    assert vault.unlock(folder, RecoveryKey(shown)).key == made.key


@age_program.needs_age
def test_the_readme_tells_the_truth_about_opening_by_hand(folder, made, tmp_path):
    readme = folder.readme.read_text()
    assert "age -d keys/passphrase.age" in readme
    for slot, secret in (
        (folder.passphrase_slot, SECRET),
        (folder.recovery_slot, made.recovery_key),
    ):
        plain = tmp_path / slot.name
        assert age_program.decrypt(slot, secret, plain) == 0
        assert json.loads(plain.read_text())["keys"] == [made.key.hex()]


@pytest.mark.parametrize(
    "text", ["", "           ", "short", "elevenchars", "four words are few"[:11]]
)
def test_a_short_passphrase_is_refused_and_nothing_made(folder, text):
    with pytest.raises(Refused, match="twelve characters"):
        vault.create(folder, text, log_n=2)
    assert not folder.path.exists()


@pytest.mark.parametrize("text", ["twelve chars", "我 在 湖 边 走", "é" * 12])
def test_twelve_characters_or_five_words_will_do(text):
    vault.check_passphrase(text)


def test_a_folder_that_is_not_empty_is_left_alone(folder):
    folder.path.mkdir()
    (folder.path / "diary.txt").write_text("mine")
    with pytest.raises(JournalExists):
        vault.create(folder, SECRET, log_n=2)
    assert files(folder) == {"diary.txt": b"mine"}


@pytest.mark.parametrize("writes", range(8))
def test_a_disk_that_fills_up_while_making_leaves_nothing(folder, monkeypatch, writes):
    left, fsync = [writes], os.fsync

    def filling(handle):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", filling)
    with pytest.raises(DiskFull):
        vault.create(folder, SECRET, log_n=2)
    assert list(folder.path.iterdir()) == []
    monkeypatch.undo()
    vault.create(folder, SECRET, log_n=2)


def test_keys_with_a_database_are_never_discarded(folder, made):
    vault.discard(folder)
    assert list(folder.path.iterdir()) == []
    made = vault.create(folder, SECRET, log_n=2)
    folder.database.touch()
    with pytest.raises(Refused):
        vault.discard(folder)
    assert vault.unlock(folder, Passphrase(SECRET)).key == made.key


def test_wrong_secrets_are_told_apart(folder, made):
    with pytest.raises(WrongPassphrase):
        vault.unlock(folder, Passphrase(NEW))
    with pytest.raises(WrongRecoveryKey, match="does not open"):
        vault.unlock(folder, RecoveryKey(keys.new_recovery_key()))
    with pytest.raises(WrongRecoveryKey, match="signs instead of 32"):
        vault.unlock(folder, RecoveryKey("ABCD"))
    with pytest.raises(KeyringUnavailable):
        vault.unlock(folder, RawKey(keys.new_key()))


def test_no_journal_there(folder):
    for call in (
        lambda: vault.unlock(folder, Passphrase(SECRET)),
        lambda: vault.recover(folder, keys.new_recovery_key(), NEW, 2),
    ):
        with pytest.raises(JournalMissing):
            call()


def test_damaged_and_missing_slots_leave_the_other_door_open(folder, made):
    folder.passphrase_slot.write_bytes(b"garbage")
    with pytest.raises(KeyFileDamaged, match=r"passphrase\.age"):
        vault.unlock(folder, Passphrase(SECRET))
    assert vault.unlock(folder, RecoveryKey(made.recovery_key)).key == made.key
    folder.passphrase_slot.unlink()
    with pytest.raises(KeyFileMissing):
        vault.unlock(folder, Passphrase(SECRET))


def test_slots_of_another_journal(folder, made, tmp_path):
    other = Folder(tmp_path / "Other")
    theirs = vault.create(other, SECRET, log_n=2)
    folder.passphrase_slot.write_bytes(other.passphrase_slot.read_bytes())
    folder.recovery_slot.write_bytes(other.recovery_slot.read_bytes())
    for secret in (Passphrase(SECRET), RecoveryKey(theirs.recovery_key)):
        with pytest.raises(KeyFileForeign):
            vault.unlock(folder, secret)


def test_a_changed_descriptor_is_refused_after_unlock(folder, made):
    document = json.loads(folder.descriptor.read_text())
    document["slots"] = document["slots"][:1]
    folder.descriptor.write_text(json.dumps(document))
    for secret in (Passphrase(SECRET), RecoveryKey(made.recovery_key)):
        with pytest.raises(DescriptorDamaged):
            vault.unlock(folder, secret)


def test_a_newer_journal_is_refused_before_the_passphrase_is_tried(folder, made):
    document = json.loads(folder.descriptor.read_text()) | {"min_reader": 2}
    folder.descriptor.write_text(json.dumps(document))
    for call in (
        lambda: vault.unlock(folder, Passphrase("wrong")),
        lambda: vault.recover(folder, made.recovery_key, NEW, 2),
        lambda: vault.change_passphrase(folder, made.key, NEW, 2),
    ):
        with pytest.raises(JournalNewer):
            call()


def test_two_keys_of_an_interrupted_reencryption_both_come_back(folder, made):
    new = keys.new_key()
    slots.write_slot(folder.passphrase_slot, SECRET, [new, made.key], made.vault_id, 2)
    assert vault.unlock(folder, Passphrase(SECRET)).keys == (new, made.key)


def test_the_passphrase_changes_and_its_date_with_it(folder, made):
    vault.change_passphrase(folder, made.key, NEW, 2, lambda: LATER)
    assert vault.unlock(folder, Passphrase(NEW)).key == made.key
    assert vault.unlock(folder, RecoveryKey(made.recovery_key)).key == made.key
    with pytest.raises(WrongPassphrase):
        vault.unlock(folder, Passphrase(SECRET))
    found = descriptor.read(folder)
    assert found.made(descriptor.PASSPHRASE) == LATER
    assert found.made(descriptor.RECOVERY) != LATER


def test_the_recovery_key_is_renewed(folder, made):
    renewed = vault.renew_recovery_key(folder, made.key, lambda: LATER)
    assert renewed != made.recovery_key
    assert vault.unlock(folder, RecoveryKey(renewed)).key == made.key
    assert vault.unlock(folder, Passphrase(SECRET)).key == made.key
    with pytest.raises(WrongRecoveryKey):
        vault.unlock(folder, RecoveryKey(made.recovery_key))
    assert descriptor.read(folder).made(descriptor.RECOVERY) == LATER


@pytest.mark.parametrize(
    "change",
    [
        lambda folder, key: vault.change_passphrase(folder, key, NEW, 2),
        vault.renew_recovery_key,
    ],
)
def test_another_journals_key_changes_nothing(folder, made, change):
    before = files(folder)
    with pytest.raises(DescriptorDamaged):
        change(folder, keys.new_key())
    assert files(folder) == before


def test_a_short_new_passphrase_changes_nothing(folder, made):
    before = files(folder)
    for call in (
        lambda: vault.change_passphrase(folder, made.key, "short", 2),
        lambda: vault.recover(folder, made.recovery_key, "short", 2),
    ):
        with pytest.raises(Refused):
            call()
    assert files(folder) == before


def test_a_change_cut_off_between_slot_and_descriptor_still_opens(folder, made, monkeypatch):
    def cut(*_args):
        raise StorageFailed("cut off")

    monkeypatch.setattr(descriptor, "write", cut)
    with pytest.raises(StorageFailed):
        vault.change_passphrase(folder, made.key, NEW, 2)
    assert vault.unlock(folder, Passphrase(NEW)).key == made.key


def test_the_recovery_key_gives_a_new_passphrase(folder, made):
    opened = vault.recover(folder, made.recovery_key.lower(), NEW, 2, lambda: LATER)
    assert opened == vault.unlock(folder, Passphrase(NEW))
    assert opened.key == made.key
    assert descriptor.read(folder).made(descriptor.PASSPHRASE) == LATER
    with pytest.raises(WrongPassphrase):
        vault.unlock(folder, Passphrase(SECRET))


@pytest.mark.parametrize("hurt", ["missing", "garbage", "forged"])
def test_recovery_mends_a_lost_descriptor_and_a_lost_passphrase_slot(folder, made, hurt):
    if hurt == "forged":
        document = json.loads(folder.descriptor.read_text()) | {"slots": []}
        folder.descriptor.write_text(json.dumps(document))
    else:
        folder.descriptor.write_bytes(b"garbage")
    folder.passphrase_slot.unlink()
    if hurt == "missing":
        folder.database.touch()
        folder.descriptor.unlink()
    vault.recover(folder, made.recovery_key, NEW, 2)
    for secret in (Passphrase(NEW), RecoveryKey(made.recovery_key)):
        assert vault.unlock(folder, secret).key == made.key


def test_a_wrong_recovery_key_recovers_nothing(folder, made):
    before = files(folder)
    with pytest.raises(WrongRecoveryKey):
        vault.recover(folder, keys.new_recovery_key(), NEW, 2)
    assert files(folder) == before


def test_settling_sweeps_what_was_left(folder, made):
    (folder.path / ".tmp-left").touch()
    before = files(folder)
    vault.settle(folder)
    assert set(before) - set(files(folder)) == {".tmp-left"}


class KeptKeys:
    """A keyring's answers without a keyring."""

    def __init__(self, monkeypatch):
        self.kept = {}
        monkeypatch.setattr(remembered, "remember", self.kept.__setitem__)
        monkeypatch.setattr(remembered, "recall", self.kept.get)
        monkeypatch.setattr(remembered, "forget", lambda vault_id: self.kept.pop(vault_id, None))


def test_a_remembered_key_opens_until_it_is_forgotten(folder, made, monkeypatch):
    keyring = KeptKeys(monkeypatch)
    assert vault.recall(folder) is None
    vault.remember(folder, made.key)
    assert descriptor.read(folder).has(descriptor.KEYRING)
    assert vault.unlock(folder, vault.recall(folder)).key == made.key
    keyring.kept.clear()
    assert vault.recall(folder) is None
    vault.forget(folder, made.key)
    assert not descriptor.read(folder).has(descriptor.KEYRING)
    assert vault.unlock(folder, Passphrase(SECRET)).key == made.key


def test_only_the_journals_own_key_is_remembered(folder, made, monkeypatch):
    keyring = KeptKeys(monkeypatch)
    with pytest.raises(DescriptorDamaged):
        vault.remember(folder, keys.new_key())
    assert keyring.kept == {}


def test_a_failing_keyring_leaves_the_journal_as_it_was(folder, made, monkeypatch):
    def refuse(*_args):
        raise KeyringUnavailable("it does not answer")

    monkeypatch.setattr(remembered, "remember", refuse)
    before = files(folder)
    with pytest.raises(KeyringUnavailable, match="does not answer"):
        vault.remember(folder, made.key)
    assert files(folder) == before


def test_a_tampered_slot_is_not_hidden_by_a_fresh_write(folder, made):
    write_atomically(folder.descriptor, b"{}")
    with pytest.raises(DescriptorDamaged):
        vault.change_passphrase(folder, made.key, NEW, 2)
    assert slots.read_slot(folder.passphrase_slot, SECRET, made.vault_id) == (made.key,)
