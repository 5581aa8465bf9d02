"""Passphrases typed on a terminal, and the computer's keyring."""

from __future__ import annotations

import pytest

from command_line import bare, run_in_terminal
from journals import PASSPHRASE, open_journal
from metanoia.vault import vault
from metanoia.vault.vault import RawKey


def test_a_passphrase_is_typed_unseen(folder):
    code, screen = run_in_terminal(["list", "--journal", str(folder)], [PASSPHRASE])
    assert code == 0
    assert "Passphrase:" in screen
    assert "Heron" in screen
    assert PASSPHRASE not in screen


def test_a_new_passphrase_is_typed_twice_and_backups_are_asked_about(folder):
    with open_journal(folder) as journal:
        journal.back_up()
    new = "lantern otter gravel maple"
    change = ["key", "change", "--journal", str(folder)]
    code, screen = run_in_terminal(change, [PASSPHRASE, new, new + "s"])
    assert code == 1
    assert "differ" in screen
    code, screen = run_in_terminal(change, [PASSPHRASE, new, new, "n"])
    assert code == 0, screen
    assert "Strength: " in screen
    assert "still open with the old passphrase" in screen
    assert new not in screen


def test_ctrl_c_at_the_prompt_ends_quietly(folder):
    code, screen = run_in_terminal(["list", "--journal", str(folder)], [], press=b"\x03")
    assert code == 130
    assert "Traceback" not in screen


def test_a_key_in_the_keyring_opens_without_a_passphrase(folder, monkeypatch):
    with open_journal(folder) as journal:
        key = RawKey(journal._key)
    monkeypatch.setattr(vault, "recall", lambda _folder: key)
    assert len(bare("list", "--journal", folder, "--json").json) == 3


@pytest.mark.parametrize("typed", ["", "\n"])
def test_an_empty_standard_input_is_told(folder, typed):
    ran = bare("list", "--journal", folder, "--passphrase-file", "-", typed=typed)
    assert "is empty" in ran.sentence
