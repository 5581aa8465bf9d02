"""The passphrase asked for now and then: only if wanted, only where it was not typed, never in the way."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from doors import WORKING, click, new_window, said, unlock
from journals import PASSPHRASE, new_journal
from metanoia.ui import rehearsal, settings
from metanoia.ui.destination import Destination
from metanoia.ui.settings import Settings
from metanoia.ui.widgets.overlay import Overlay
from metanoia.vault import vault
from metanoia.vault.folder import Folder
from metanoia.vault.vault import Passphrase

ASKED = "Do you still know your passphrase?"
TODAY = dt.datetime.now().astimezone().date()


@pytest.fixture
def folder(tmp_path):
    new_journal(tmp_path / "Diary").close()
    return tmp_path / "Diary"


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(rehearsal, "_QUIET", 30)


def opened_by_keyring(qtbot, folder, **chosen):
    window = new_window(qtbot, Settings(**chosen))
    window.door.start(folder)
    with qtbot.waitSignal(window.session.opened, timeout=WORKING):
        window.session.open(folder, vault.RawKey(key_of(folder)))
    return window


def key_of(folder):
    return vault.unlock(Folder(folder), Passphrase(PASSPHRASE)).key


def in_days(days):
    return (TODAY + dt.timedelta(days=days)).isoformat()


def asked(qtbot, window):
    qtbot.waitUntil(lambda: ASKED in said(window))
    return next(
        one for one in window.findChildren(QAbstractButton)
        if one.text() == "Try it" and one.isVisible()
    )  # fmt: skip


def sheet_of(qtbot, window):
    click(qtbot, asked(qtbot, window))
    return next(one for one in window.findChildren(Overlay) if one.is_open())


def test_nobody_is_asked_who_did_not_want_it(qtbot, folder, writing_page):
    window = opened_by_keyring(qtbot, folder)
    qtbot.wait(100)
    assert ASKED not in said(window)
    window.session.lock()


def test_who_typed_it_just_now_is_not_asked_for_some_weeks(qtbot, folder, writing_page):
    window = new_window(qtbot, Settings(rehearse=True, rehearse_on=in_days(-1)))
    window.door.start(folder)
    unlock(qtbot, window, PASSPHRASE)
    qtbot.wait(100)
    assert ASKED not in said(window)
    assert window.session.settings.rehearse_on == in_days(rehearsal.DAYS)
    window.session.lock()


def test_it_is_asked_when_due_and_the_page_goes_on(qtbot, folder, writing_page):
    window = opened_by_keyring(qtbot, folder, rehearse=True, rehearse_on=in_days(0))
    asked(qtbot, window)
    text = window.shell.current.text
    text.setFocus()
    qtbot.keyClicks(text, "I write on")
    assert text.toPlainText() == "I write on"
    window.session.lock()


def test_not_before_a_quiet_moment(qtbot, folder, writing_page, monkeypatch):
    monkeypatch.setattr(rehearsal, "_QUIET", 400)
    window = opened_by_keyring(qtbot, folder, rehearse=True, rehearse_on=in_days(0))
    for _ in range(10):
        qtbot.keyClicks(window.shell.current.text, "a")
        qtbot.wait(80)
    assert ASKED not in said(window)
    asked(qtbot, window)
    window.session.lock()


def test_the_right_one_is_praised_and_asked_again_in_weeks(qtbot, folder, writing_page):
    window = opened_by_keyring(qtbot, folder, rehearse=True, rehearse_on=in_days(0))
    sheet = sheet_of(qtbot, window)
    qtbot.keyClicks(sheet.passphrase, PASSPHRASE)
    with qtbot.waitSignal(sheet.known, timeout=WORKING):
        qtbot.keyClick(sheet.passphrase, Qt.Key.Key_Return)
    assert "You know it." in said(sheet)
    assert settings.load().rehearse_on == in_days(rehearsal.DAYS)
    qtbot.keyClick(sheet.later, Qt.Key.Key_Space)
    assert not sheet.is_open()
    assert ASKED not in said(window)
    window.session.lock()


def test_a_wrong_one_encourages_and_leads_to_another(qtbot, folder, writing_page):
    window = opened_by_keyring(qtbot, folder, rehearse=True, rehearse_on=in_days(0))
    sheet = sheet_of(qtbot, window)
    qtbot.keyClicks(sheet.passphrase, "something like it")
    qtbot.keyClick(sheet.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Good that you try it today." in said(sheet), timeout=WORKING)
    assert window.session.journal.is_open
    assert settings.load().rehearse_on == in_days(rehearsal.LATER)
    click(qtbot, sheet.another)
    assert "Open with the recovery key" in said(window)
    assert window.door.room.key.isVisible()
    assert window.session.journal is None


def test_it_can_be_put_off(qtbot, folder, writing_page):
    window = opened_by_keyring(qtbot, folder, rehearse=True, rehearse_on=in_days(0))
    sheet = sheet_of(qtbot, window)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.is_open()
    assert settings.load().rehearse_on == in_days(rehearsal.LATER)
    window.session.lock()


def test_it_is_switched_on_in_the_settings(qtbot, folder):
    window = new_window(qtbot)
    window.door.start(folder)
    unlock(qtbot, window, PASSPHRASE)
    window.shell.go(Destination(page="settings", section="backups"))
    keys = window.shell.pages["settings"].sections["backups"].keys
    qtbot.keyClick(keys.rehearse_switch, Qt.Key.Key_Space)
    assert settings.load().rehearse
    window.session.lock()
