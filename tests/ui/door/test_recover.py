import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from doors import WORKING, click, refused, said, type_into, unlock, window_at
from journals import PASSPHRASE, new_journal_and_recovery_key

NEW = "a new passphrase of six words"


@pytest.fixture
def opened(tmp_path):
    journal, key = new_journal_and_recovery_key(tmp_path / "Diary")
    journal.close()
    return tmp_path / "Diary", key


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "has 0 signs instead of 32"),
        ("K7QF-2M9D", "has 8 signs instead of 32"),
        ("U" * 32, "The sign “U” never stands in a recovery key."),
        ("A" * 32, "mistyped"),
    ],
)
def test_a_mistyped_key_is_told_before_anything_is_tried(qtbot, opened, typed, told):
    window = window_at(qtbot, opened[0])
    click(qtbot, window.door.room.recovery_link)
    recover = window.door.room
    type_into(qtbot, recover.key, typed)
    click(qtbot, recover.open)
    assert told in said(window)
    assert not window.session.is_opening


def test_another_journals_key_is_told(qtbot, opened, tmp_path):
    other, key = new_journal_and_recovery_key(tmp_path / "Other")
    other.close()
    window = window_at(qtbot, opened[0])
    click(qtbot, window.door.room.recovery_link)
    recover = window.door.room
    type_into(qtbot, recover.key, key)
    type_into(qtbot, recover.passphrase.first, NEW)
    type_into(qtbot, recover.passphrase.again, NEW)
    with qtbot.waitSignal(window.session.refused, timeout=WORKING):
        click(qtbot, recover.open)
    assert "does not open this journal" in said(window)
    assert recover.open.isVisible()


def test_it_opens_what_a_damaged_descriptor_and_slot_keep_shut(qtbot, opened, writing_page):
    folder, key = opened
    (folder / "keys" / "passphrase.age").unlink()
    (folder / "vault.json").write_text("{")
    window = window_at(qtbot, folder)
    click(qtbot, window.door.room.recovery_link)
    recover = window.door.room
    type_into(qtbot, recover.key, key)
    type_into(qtbot, recover.passphrase.first, NEW)
    type_into(qtbot, recover.passphrase.again, NEW)
    with qtbot.waitSignal(window.session.opened, timeout=WORKING):
        qtbot.keyClick(recover.passphrase.again, Qt.Key.Key_Return)
    assert window.shell.isVisible()


def test_by_keys_alone_it_sets_a_passphrase_that_opens_from_then_on(qtbot, opened, writing_page):
    folder, key = opened
    window = window_at(qtbot, folder)
    qtbot.keyClick(window.door.room.recovery_link, Qt.Key.Key_Space)
    recover = window.door.room
    assert window.focusWidget() is recover.key
    qtbot.keyClicks(recover.key, key.lower().replace("-", " ").replace("0", "o"))
    for text in (NEW, NEW):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClicks(window.focusWidget(), text)
    with qtbot.waitSignal(window.session.opened, timeout=WORKING):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.shell.isVisible()
    assert recover.key.text() == recover.passphrase.first.text() == ""
    window.session.lock()
    refused(qtbot, window, PASSPHRASE)
    assert "does not open the journal" in said(window)
    unlock(qtbot, window, NEW)
    assert window.shell.isVisible()


def test_back_forgets_what_was_typed(qtbot, opened):
    window = window_at(qtbot, opened[0])
    click(qtbot, window.door.room.recovery_link)
    recover = window.door.room
    type_into(qtbot, recover.key, opened[1])
    click(qtbot, recover.back)
    assert window.door.room.passphrase.isVisible()
    assert recover.key.text() == ""
