"""A journal given another key from the settings, in the window, by keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from doors import WORKING, click, said, unlock, window_at
from journals import PASSPHRASE, entry, new_journal, open_journal
from metanoia.domain.errors import DiskFull, WrongPassphrase
from metanoia.journal import Journal
from metanoia.store import rekeying
from metanoia.ui.destination import Destination
from metanoia.ui.widgets.overlay import Overlay
from metanoia.vault.vault import RecoveryKey

NEW = "six quiet otters cross the river"


@pytest.fixture
def folder(tmp_path):
    journal = new_journal(tmp_path / "Diary")
    journal.entries.add(entry("Kept", "zanzibar"))
    journal.back_up()
    journal.close()
    return tmp_path / "Diary"


def sheet_of(qtbot, folder):
    window = window_at(qtbot, folder)
    unlock(qtbot, window, PASSPHRASE)
    window.shell.go(Destination(page="settings", section="backups"))
    window.shell.pages["settings"].sections["backups"].keys.begin_anew.click()
    return window, next(one for one in window.findChildren(Overlay) if one.is_open())


def fill(qtbot, sheet, old=PASSPHRASE):
    qtbot.keyClicks(sheet.old, old)
    qtbot.keyClick(sheet.old, Qt.Key.Key_Return)
    qtbot.keyClicks(sheet.new.first, NEW)
    qtbot.keyClicks(sheet.new.again, NEW)
    qtbot.keyClick(sheet.safe, Qt.Key.Key_Space)
    return "-".join(row.text().replace(" ", "") for row in sheet.key_card.rows)


def test_it_closes_encrypts_and_opens_again(qtbot, folder):
    window, sheet = sheet_of(qtbot, folder)
    assert "does not help" in said(sheet)
    key = fill(qtbot, sheet)
    with qtbot.waitSignal(window.session.opened, timeout=60_000):
        sheet.start.click()
        assert "Encrypting everything anew" in said(window)
        assert "can still be stopped" in said(window)
        assert window.session.journal is None
    assert window.shell.isVisible()
    assert [one.title for one in window.session.journal.entries.newest(3)] == ["Kept"]
    assert len(window.session.journal.backups()) == 1
    window.session.lock()
    with pytest.raises(WrongPassphrase):
        open_journal(folder)
    Journal.open(folder, RecoveryKey(key)).close()


def test_it_waits_for_the_recovery_key_to_be_safe(qtbot, folder):
    window, sheet = sheet_of(qtbot, folder)
    fill(qtbot, sheet)
    sheet.safe.click()
    sheet.start.click()
    assert "shown only now" in sheet.problem.text()
    assert sheet.is_open()
    sheet.dismiss()
    window.session.lock()
    open_journal(folder).close()


def test_a_wrong_passphrase_changes_nothing_and_the_way_back_is_open(qtbot, folder):
    window, sheet = sheet_of(qtbot, folder)
    fill(qtbot, sheet, old="not the passphrase of now")
    with qtbot.waitSignal(window.session.refused, timeout=WORKING):
        sheet.start.click()
    assert "Nothing was changed" in said(window)
    assert window.focusWidget() is window.door.room.back
    qtbot.keyClick(window.door.room.back, Qt.Key.Key_Space)
    unlock(qtbot, window, PASSPHRASE)


def test_it_can_be_stopped_at_first(qtbot, folder):
    window, sheet = sheet_of(qtbot, folder)
    fill(qtbot, sheet)
    with qtbot.waitSignal(window.session.refused, timeout=WORKING):
        sheet.start.click()
        click(qtbot, window.door.room.stop)
    assert window.door.room.passphrase.isVisible()
    unlock(qtbot, window, PASSPHRASE)


def test_what_goes_wrong_later_says_how_it_goes_on(qtbot, folder, monkeypatch):
    def full(*_):
        raise DiskFull

    window, sheet = sheet_of(qtbot, folder)
    fill(qtbot, sheet)
    with monkeypatch.context() as patch:
        patch.setattr(rekeying, "_encrypt", full)
        with qtbot.waitSignal(window.session.refused, timeout=60_000):
            sheet.start.click()
    assert "disk is full" in said(window)
    assert "nothing was changed" not in said(window)
    assert "it goes on where it stopped" in said(window)
    click(qtbot, window.door.room.back)
    unlock(qtbot, window, NEW)
    assert not (folder / "rekeying").exists()
