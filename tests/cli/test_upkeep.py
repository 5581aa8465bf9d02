"""metanoia check, backup, restore, stats."""

from __future__ import annotations

from pathlib import Path

from command_line import bare, run


def test_stats_count(folder, tmp_path):
    stats = run(folder, "stats", "--json").json
    assert stats == {
        "entries": 3, "words": stats["words"], "days": 3, "tags": 3, "attachments": 0,
        "first_day": "2026-01-02", "last_day": "2026-03-04",
    }  # fmt: skip
    assert stats["words"] > 10
    assert ["first", "day", "2026-01-02"] in [
        text.split() for text in run(folder, "stats").out.splitlines()
    ]


def test_a_sound_journal_with_its_backups_is_whole(folder):
    made = run(folder, "backup", "--json").json
    assert (made["number"], Path(made["path"]).is_dir()) == (1, True)
    found = run(folder, "check", "--json").json
    assert (found["sound"], found["problems"]) == (True, [])
    assert [(one["number"], one["whole"]) for one in found["backups"]] == [(1, True)]
    assert run(folder, "check").out == "The journal is whole.\n1 backup is whole.\n"


def test_a_damaged_backup_is_named_and_never_brought_back(folder):
    made = Path(run(folder, "backup", "--json").json["path"])
    data = bytearray((made / "journal.db").read_bytes())
    data[5000] ^= 1
    (made / "journal.db").write_bytes(data)
    ran = run(folder, "check")
    assert ran.code == 1
    assert "Backup 1 is damaged." in ran.out
    found = run(folder, "check", "--json")
    assert found.code == 1
    assert '"sound": false' in found.out
    assert "is damaged and was left alone" in run(folder, "restore", "1").sentence
    assert run(folder, "stats", "--json").json["entries"] == 3


def test_restore_needs_no_passphrase_and_says_where_the_former_journal_is(folder):
    run(folder, "backup")
    run(folder, "write", "Written after the backup.")
    back = bare("--journal", folder, "restore", "1", "--json").json
    assert back["journal"] == str(folder)
    assert run(folder, "stats", "--json").json["entries"] == 3
    listed = bare("--journal", folder, "backup", "--list", "--json").json
    assert [(one["number"], one["set_aside"]) for one in listed] == [(2, True), (1, False)]
    undone = bare("--journal", folder, "restore", back["former"])
    assert "is now the journal" in undone.out
    assert run(folder, "stats", "--json").json["entries"] == 4


def test_the_list_of_backups_for_people(folder):
    assert bare("--journal", folder, "backup", "--list").err == "There is no backup yet.\n"
    run(folder, "backup")
    assert bare("--journal", folder, "backup", "--list").out.split()[::2] == ["1", "verified"]


def test_a_second_folder_is_copied_to_checked_and_let_go(folder, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    assert run(folder, "backup", "--second", stick, "--no-second").code == 2
    made = run(folder, "backup", "--second", stick, "--json").json
    (copied,) = stick.glob("metanoia-*/backups/*")
    assert (made["second"], copied.name) == (str(stick), Path(made["path"]).name)
    assert f"Copied to {stick}" in run(folder, "backup").out
    checked = run(folder, "check")
    assert f"2 copies are whole in the second folder {stick}." in checked.out
    found = run(folder, "check", "--json").json
    assert (found["second"]["path"], found["second"]["there"]) == (str(stick), True)
    assert len(found["second"]["backups"]) == 2
    data = bytearray((copied / "journal.db").read_bytes())
    data[5000] ^= 1
    (copied / "journal.db").write_bytes(data)
    ran = run(folder, "check")
    assert ran.code == 1
    assert "Copy 1 there is damaged." in ran.out
    stopped = run(folder, "backup", "--no-second", "--json").json
    assert stopped["second"] is None
    assert len(list(stick.glob("metanoia-*/backups/*"))) == 2
    assert run(folder, "check", "--json").json["second"] is None


def test_a_second_folder_that_is_not_there_is_told_and_the_backup_good(folder, tmp_path):
    stick = tmp_path / "stick"
    assert "no folder" in run(folder, "backup", "--second", stick).sentence
    stick.mkdir()
    run(folder, "backup", "--second", stick)
    stick.rename(tmp_path / "drawer")
    ran = run(folder, "backup", "--json")
    assert (ran.json["second"], ran.code) == (None, 0)
    assert "Plug the drive in" in ran.err
    ran = run(folder, "check")
    assert (ran.code, "is not there now" in ran.err) == (0, True)
    back = next((tmp_path / "drawer").glob("metanoia-*/backups/*"))
    assert "is now the journal" in bare("--journal", tmp_path / "new", "restore", back).out
    assert run(tmp_path / "new", "stats", "--json").json["entries"] == 3


def test_a_damaged_key_file_is_told_by_the_check(folder):
    (folder / "keys" / "recovery.age").write_bytes(b"rotten")
    ran = run(folder, "check")
    assert ran.code == 1
    assert "Make a new recovery key" in ran.out
    assert "restore NUMBER" not in ran.err


def test_a_backup_that_is_not_there_is_told(folder):
    assert "no backup number 9" in run(folder, "restore", "9").sentence
    assert "is no backup" in run(folder, "restore", folder / "keys").sentence
    assert run(folder, "restore").code == 2


def test_changes_that_were_lost_are_told_at_every_command(folder):
    older = (folder / "journal.db").read_bytes()
    run(folder, "write", "One more.")
    (folder / "journal.db").write_bytes(older)
    ran = run(folder, "list", "--json")
    assert len(ran.json) == 3
    assert "missing from this journal" in ran.err
    checked = run(folder, "check", "--json")
    assert checked.code == 1
    assert "older copy" in checked.out
