import sys

import pytest
from PySide6.QtCore import Qt

from doors import click, new_window, refused, said, type_into, unlock, window_at
from journals import PASSPHRASE, entry, new_journal
from metanoia.domain.errors import KeyringUnavailable
from metanoia.ui import background, sample
from metanoia.ui.door.unlock import Unlock
from metanoia.vault import vault
from metanoia.vault.vault import RawKey


@pytest.fixture
def folder(tmp_path):
    journal = new_journal(tmp_path / "Diary", name="Mara's secret name")
    journal.entries.add(entry("The divorce", "Nobody knows yet."))
    journal.back_up()
    journal.close()
    return tmp_path / "Diary"


def test_before_unlock_only_the_folder_is_shown(qtbot, folder):
    window = window_at(qtbot, folder)
    words = said(window)
    assert "Diary" in words
    assert str(folder) in words
    for secret in ("Mara", "divorce", "Nobody", "1 entry", "entries"):
        assert secret not in words
    assert window.windowTitle() == "Metanoia"
    assert window.focusWidget() is window.door.room.passphrase


def test_the_passphrase_opens_the_journal(qtbot, folder, writing_page):
    window = window_at(qtbot, folder)
    unlock(qtbot, window, PASSPHRASE)
    assert window.shell.isVisible()
    assert not window.door.isVisible()
    assert window.windowTitle() == "Metanoia"
    assert window.session.settings.journals == [str(folder)]
    assert window.door.room.passphrase.text() == ""


def test_while_it_opens_one_sees_it_and_cannot_begin_twice(qtbot, folder, writing_page):
    window = window_at(qtbot, folder)
    room = window.door.room
    with qtbot.waitSignal(window.session.opened):
        type_into(qtbot, room.passphrase, PASSPHRASE, enter=True)
        assert room.doing.is_working
        assert "Opening…" in said(room)
        assert not room.passphrase.isEnabled()
        room.open.clicked.emit()
        click(qtbot, room.others)
        assert window.door.room is room
    assert window.session.journal.is_open


def test_a_wrong_passphrase_is_said_calmly_and_ways_out_come_forward(qtbot, folder):
    window = window_at(qtbot, folder)
    room = window.door.room
    refused(qtbot, window, "not this one at all")
    words = said(window)
    assert "This passphrase does not open the journal." in words
    assert "Try as often as you like" in words
    assert "Nobody can reset your passphrase" in words
    assert room.recovery.isVisible()
    assert window.focusWidget() is room.passphrase
    assert room.passphrase.selectedText()
    click(qtbot, room.what_else)
    assert "Another keyboard layout" in said(window)
    qtbot.keyClicks(room.passphrase, "c")
    assert "This passphrase does not open" not in said(window)


def test_an_empty_passphrase_is_not_tried(qtbot, folder):
    window = window_at(qtbot, folder)
    click(qtbot, window.door.room.open)
    assert "Type your passphrase." in said(window)
    assert not window.session.is_opening


def test_caps_lock_is_told_before_the_wrong_passphrase(qtbot, folder):
    window = window_at(qtbot, folder)
    qtbot.keyClick(window.door.room.passphrase, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert "Caps Lock is on" not in said(window)
    window.door.room.passphrase.caps_lock.emit(True)
    assert "Caps Lock is on." in said(window)


def test_the_eye_shows_the_letters(qtbot, folder):
    window = window_at(qtbot, folder)
    field = window.door.room.passphrase
    type_into(qtbot, field, "abc")
    assert field.displayText() == "•••"
    click(qtbot, field.eye)
    assert field.displayText() == "abc"


def test_what_was_typed_is_forgotten_on_leaving_the_room(qtbot, folder):
    window = window_at(qtbot, folder)
    room = window.door.room
    type_into(qtbot, room.passphrase, "half a passphr")
    click(qtbot, room.others)
    assert room.passphrase.text() == ""


def test_backups_are_listed_before_unlock(qtbot, folder):
    window = window_at(qtbot, folder)
    click(qtbot, window.door.room.backups_link)
    words = said(window)
    assert "Backups of this journal" in words
    assert "Verified today" in words
    assert "entries" not in words
    assert "divorce" not in words


def test_staying_open_is_this_time_only(qtbot, folder, writing_page):
    window = window_at(qtbot, folder)
    click(qtbot, window.door.room.stay)
    unlock(qtbot, window, PASSPHRASE)
    assert window.session.stay_open
    assert window.session.settings.lock_minutes == 10


# -- the keyring


def test_a_key_that_the_computer_remembers_opens_the_journal(
    qtbot, folder, monkeypatch, writing_page
):
    from journals import open_journal

    with open_journal(folder) as journal:
        key = journal._key
    monkeypatch.setattr(vault, "recall", lambda _folder: RawKey(key))
    window = window_at(qtbot, folder)
    with qtbot.waitSignal(window.session.opened):
        window.door.recall()
    assert window.shell is not None


def test_without_a_keyring_one_quiet_line_says_so(qtbot, folder, monkeypatch):
    def mute(_folder):
        raise KeyringUnavailable("it does not answer")

    monkeypatch.setattr(vault, "recall", mute)
    window = window_at(qtbot, folder)
    window.door.recall()
    qtbot.waitUntil(lambda: "keyring cannot be used" in said(window))
    assert "Your passphrase still works." in said(window)
    assert window.door.room.passphrase.isEnabled()


def test_nothing_is_said_where_the_keyring_was_never_asked_to_remember(qtbot, folder):
    window = window_at(qtbot, folder)
    before = said(window)
    window.door.recall()
    background.finish()
    qtbot.wait(10)
    assert said(window) == before


def test_a_key_that_comes_too_late_does_not_disturb_the_typing(qtbot, folder, monkeypatch):
    monkeypatch.setattr(vault, "recall", lambda _folder: RawKey(bytes(32)))
    window = window_at(qtbot, folder)
    window.door.recall()
    qtbot.keyClicks(window.door.room.passphrase, "cor")
    background.finish()
    qtbot.wait(10)
    assert not window.session.is_opening
    assert window.door.room.passphrase.text() == "cor"


def test_locking_does_not_ask_the_keyring(qtbot, folder, monkeypatch, writing_page):
    window = window_at(qtbot, folder)
    unlock(qtbot, window, PASSPHRASE)
    asked = []
    monkeypatch.setattr(Unlock, "recall", lambda self: asked.append(1))
    window.session.lock()
    assert window.door.room.passphrase.isVisible()
    assert not asked


def test_the_sample_tells_its_passphrase(qtbot):
    journal = new_journal(sample.folder())
    journal.close()
    window = new_window(qtbot)
    window.door.start(sample.folder())
    assert sample.PASSPHRASE in said(window)


@pytest.mark.skipif(sys.platform == "win32", reason="a locked file may not be opened there")
def test_a_journal_open_elsewhere_is_told_and_can_be_tried_again(qtbot, folder, writing_page):
    from journals import open_journal

    other = open_journal(folder)
    window = window_at(qtbot, folder)
    refused(qtbot, window, PASSPHRASE)
    assert "This journal is open already" in said(window)
    assert "Close it there first" in said(window)
    other.close()
    click(qtbot, window.door.room.again)
    unlock(qtbot, window, PASSPHRASE)
    assert window.shell.isVisible()
