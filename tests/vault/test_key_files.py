"""Key files that are damaged, missing or another journal's, found without their secrets."""

from __future__ import annotations

import pytest

from metanoia.vault import backups, key_files
from metanoia.vault.folder import Folder
from vault.journal_folders import back_up, new_journal


@pytest.fixture
def made(tmp_path):
    """A journal's folder and its key."""
    folder = Folder(tmp_path / "Journal")
    return folder, new_journal(folder).key


@pytest.fixture
def folder(made):
    return made[0]


@pytest.fixture
def key(made):
    return made[1]


@pytest.mark.parametrize("harm", [b"", b"age-encryption.org/v1\n", b"x" * 70_000, None])
def test_a_damaged_or_missing_key_file_is_found_without_its_secret(folder, key, harm):
    assert key_files.problems(folder, key) == ()
    for slot, words in (
        (folder.recovery_slot, "Make a new recovery key"),
        (folder.passphrase_slot, "Unlock it with the recovery key"),
    ):
        whole = slot.read_bytes()
        slot.unlink() if harm is None else slot.write_bytes(harm)
        (said,) = key_files.problems(folder, key)
        assert words in said
        slot.write_bytes(whole[: len(whole) // 2])
        assert key_files.problems(folder, key) == (said,)
        slot.write_bytes(whole)


def test_a_key_file_that_is_not_that_of_the_backups_is_found(folder, key, tmp_path):
    other = Folder(tmp_path / "other")
    new_journal(other)
    back_up(folder)
    whole = folder.recovery_slot.read_bytes()
    folder.recovery_slot.write_bytes(other.recovery_slot.read_bytes())
    (said,) = key_files.problems(folder, key)
    assert "Try your recovery key" in said
    folder.recovery_slot.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert key_files.problems(folder, key) == (said,)
    folder.recovery_slot.write_bytes(whole)
    assert key_files.problems(folder, key) == ()


def test_a_key_file_that_is_damaged_in_a_backup_alone_is_no_problem_of_the_journal(folder, key):
    back_up(folder)
    (backup,) = backups.listing(folder)
    Folder(backup.path).recovery_slot.write_bytes(b"rotten")
    assert key_files.problems(folder, key) == ()
