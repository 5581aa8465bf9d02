"""metanoia new."""

from __future__ import annotations

import stat

from command_line import bare, fingerprints, run
from journals import PASSPHRASE


def test_a_new_journal_opens_with_its_passphrase_and_its_recovery_key_is_shown_once(tmp_path):
    folder = tmp_path / "diary"
    made = run(folder, "new", "--name", "Mara", "--json").json
    assert made["journal"] == str(folder)
    assert len(made["recovery_key"]) == 8 * 4 + 7
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert run(folder, "stats", "--json").json["entries"] == 0
    for path in folder.rglob("*"):
        assert not path.is_file() or made["recovery_key"].encode() not in path.read_bytes()
    new = "lantern otter gravel maple"
    by_key = bare(
        "--journal", folder, "key", "recover",
        "--recovery-key-file", "-", "--new-passphrase-file", "-",
        typed=f"{made['recovery_key'].lower()}\n{new}\n",
    )  # fmt: skip
    assert by_key.code == 0
    assert run(folder, "stats", passphrase=new).code == 0
    assert "does not open" in run(folder, "stats").sentence


def test_a_folder_that_holds_something_is_refused_and_left_alone(folder):
    before = fingerprints(folder)
    assert "already holds something" in run(folder, "new").sentence
    assert fingerprints(folder) == before


def test_a_short_passphrase_is_refused_and_nothing_is_made(tmp_path):
    assert "too short" in run(tmp_path / "diary", "new", passphrase="short").sentence
    assert not (tmp_path / "diary").exists()


def test_the_users_own_folder_and_the_environment_name_the_journal(tmp_path, monkeypatch, folder):
    monkeypatch.setenv("METANOIA_JOURNAL", str(folder))
    assert bare("stats", "--passphrase-file", "-", typed=PASSPHRASE).code == 0
    monkeypatch.delenv("METANOIA_JOURNAL")
    monkeypatch.setenv("METANOIA_HOME", str(tmp_path / "home"))
    assert str(tmp_path / "home") in bare("stats", "--passphrase-file", "-").sentence
