import pytest

from doors import click, refused, said, unlock, window_at
from journals import PASSPHRASE, entry, new_journal, new_journal_and_recovery_key
from metanoia.domain import errors
from metanoia.ui.door.faults import fault_of


@pytest.fixture
def folder(tmp_path):
    journal = new_journal(tmp_path / "Diary")
    journal.entries.add(entry("Before the fault"))
    journal.back_up()
    journal.close()
    return tmp_path / "Diary"


def damage_database(folder):
    (folder / "journal.db").write_bytes(b"no database at all" * 300)


def test_a_damaged_database_is_told_with_its_backups_and_one_is_brought_back(
    qtbot, folder, writing_page
):
    damage_database(folder)
    window = window_at(qtbot, folder)
    refused(qtbot, window, PASSPHRASE)
    words = said(window)
    assert "Your journal is damaged" in words
    assert "Your key is right" in words
    assert "Verified today" in words
    trouble = window.door.room
    assert window.focusWidget() is trouble.bring_back
    with qtbot.waitSignal(trouble.restored):
        click(qtbot, trouble.bring_back)
    words = said(window)
    assert "is in place" in words
    former = next(folder.glob("before-restore-*"))
    assert former.name in words
    assert (former / "journal.db").read_bytes().startswith(b"no database")
    unlock(qtbot, window, PASSPHRASE)
    assert window.session.journal.entries.newest(1)[0].title == "Before the fault"


def test_bringing_back_is_undone_from_the_same_list(qtbot, folder, writing_page):
    damage_database(folder)
    damaged = (folder / "journal.db").read_bytes()
    window = window_at(qtbot, folder)
    window.door.show_backups()
    trouble = window.door.room
    with qtbot.waitSignal(trouble.restored):
        click(qtbot, trouble.bring_back)
    window.door.show_backups()
    row = next(row for row in trouble.list.rows() if row.backup.set_aside)
    assert "What was there before" in row.accessibleName()
    click(qtbot, row)
    with qtbot.waitSignal(trouble.restored):
        click(qtbot, trouble.bring_back)
    assert (folder / "journal.db").read_bytes() == damaged


def test_a_damaged_key_leads_to_the_recovery_key(qtbot, folder):
    (folder / "keys" / "passphrase.age").write_bytes(b"age-encryption.org/v1\nbroken")
    window = window_at(qtbot, folder)
    refused(qtbot, window, PASSPHRASE)
    words = said(window)
    assert "A key of your journal is damaged" in words
    assert "passphrase.age is damaged" in words
    click(qtbot, window.door.room.recovery)
    assert "Open with the recovery key" in said(window)


def test_without_any_backup_that_is_said(qtbot, tmp_path):
    journal, _ = new_journal_and_recovery_key(tmp_path / "Diary")
    journal.close()
    damage_database(tmp_path / "Diary")
    window = window_at(qtbot, tmp_path / "Diary")
    refused(qtbot, window, PASSPHRASE)
    assert "There is no backup in this journal’s folder." in said(window)
    assert not window.door.room.bring_back.isVisible()


def test_a_damaged_descriptor_is_told(qtbot, folder):
    (folder / "vault.json").write_text("{}")
    window = window_at(qtbot, folder)
    refused(qtbot, window, PASSPHRASE)
    words = said(window)
    assert "vault.json" in words
    assert window.door.room.bring_back.isVisible()
    assert window.door.room.recovery.isVisible()


def test_a_journal_of_a_newer_version_is_told(qtbot, folder):
    text = (folder / "vault.json").read_text()
    (folder / "vault.json").write_text(text.replace('"min_reader": 1', '"min_reader": 99').replace('"min_reader":1', '"min_reader":99'))  # fmt: skip
    window = window_at(qtbot, folder)
    refused(qtbot, window, PASSPHRASE)
    words = said(window)
    assert "This journal is newer than this Metanoia" in words
    assert "Install that version" in words
    assert not window.door.room.bring_back.isVisible()


def test_a_missing_folder_is_told_and_tried_again(qtbot, folder, tmp_path):
    folder.rename(tmp_path / "away")
    window = window_at(qtbot, folder)
    assert "The journal is not there" in said(window)
    (tmp_path / "away").rename(folder)
    click(qtbot, window.door.room.again)
    assert window.door.room.passphrase.isVisible()


def test_a_backup_that_is_damaged_itself_is_refused_in_the_room(qtbot, folder):
    damage_database(folder)
    copy = next((folder / "backups").glob("*/journal.db"))
    copy.write_bytes(b"damaged too")
    window = window_at(qtbot, folder)
    refused(qtbot, window, PASSPHRASE)
    trouble = window.door.room
    click(qtbot, trouble.bring_back)
    qtbot.waitUntil(trouble.problem.isVisible)
    assert "is damaged and was left alone" in said(window)
    assert trouble.bring_back.isVisible()


ALL_ERRORS = [
    errors.JournalDamaged(),
    errors.KeyFileDamaged("passphrase.age"),
    errors.KeyFileMissing("passphrase.age"),
    errors.DescriptorDamaged("is missing"),
    errors.JournalNewer(),
    errors.JournalInUse(),
    errors.JournalMissing("/home/mara/Diary"),
    errors.FolderReadOnly("/home/mara/Diary"),
    errors.DiskFull(),
    errors.StorageFailed("Input/output error"),
    errors.Refused("There is not enough free memory."),
]


def test_every_fault_tells_itself_apart():
    titles = [(fault_of(error).title, fault_of(error).text) for error in ALL_ERRORS]
    assert len(set(titles)) == len(ALL_ERRORS)


def test_a_mistake_of_ours_is_told_by_its_kind_alone():
    fault = fault_of(ValueError("no such column: mydivorce"))
    assert "ValueError" in fault.text
    assert "divorce" not in fault.text


def test_a_full_disk_does_not_speak_of_text_in_the_window():
    assert "still in the window" not in fault_of(errors.DiskFull()).text
