"""A PIN chosen in the settings, and what it opens after a lock; by keys, judged by what a person sees."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from doors import WORKING, click, new_window, said, type_into, unlock, window_at
from journals import PASSPHRASE, new_journal
from metanoia.ui import pins
from metanoia.ui.destination import Destination
from metanoia.ui.widgets.overlay import Overlay

PIN = "4711"


@pytest.fixture
def folder(tmp_path):
    new_journal(tmp_path / "Diary").close()
    yield tmp_path / "Diary"
    pins.forget_all()


def settings_of(window):
    window.shell.go(Destination(page="settings", section="backups"))
    return window.shell.pages["settings"].sections["backups"].keys


def choose_pin(qtbot, window, pin=PIN, again=None):
    keys = settings_of(window)
    keys.set_pin.click()
    sheet = next(one for one in window.findChildren(Overlay) if one.is_open())
    qtbot.keyClicks(sheet.first, pin)
    qtbot.keyClick(sheet.first, Qt.Key.Key_Return)
    qtbot.keyClicks(sheet.again, pin if again is None else again)
    qtbot.keyClick(sheet.again, Qt.Key.Key_Return)
    return keys, sheet


@pytest.fixture
def locked(qtbot, folder):
    """A window whose journal was opened, given a PIN, and locked."""
    window = window_at(qtbot, folder)
    unlock(qtbot, window, PASSPHRASE)
    keys, sheet = choose_pin(qtbot, window)
    qtbot.waitUntil(lambda: not sheet.is_open(), timeout=WORKING)
    assert "until Metanoia is closed" in keys.quick.subtitle.text()
    window.session.lock()
    return window


def type_pin(qtbot, window, pin):
    field = window.door.room.pin.pin
    with qtbot.waitSignal(window.session.refused, timeout=WORKING):
        type_into(qtbot, field, pin, enter=True)


def test_it_is_off_until_it_is_chosen(qtbot, folder):
    window = window_at(qtbot, folder)
    unlock(qtbot, window, PASSPHRASE)
    keys = settings_of(window)
    assert keys.quick.subtitle.text().startswith("Off.")
    assert not keys.forget_pin.isVisible()
    window.session.lock()
    assert window.door.room.passphrase.isVisible()
    assert not window.door.room.pin.isVisible()


def test_after_a_lock_the_pin_comes_first_and_opens(qtbot, locked):
    room = locked.door.room
    assert locked.focusWidget() is room.pin.pin
    assert not room.passphrase.isVisible()
    assert "5 tries" in said(locked)
    with qtbot.waitSignal(locked.session.opened, timeout=WORKING):
        type_into(qtbot, room.pin.pin, PIN, enter=True)
    assert locked.shell.isVisible()
    assert room.pin.pin.text() == ""


def test_the_passphrase_stays_beside_it(qtbot, locked):
    room = locked.door.room
    QTest.keyClick(room.pin.pin, Qt.Key.Key_Tab)
    qtbot.keyClick(room.pin.instead, Qt.Key.Key_Space)
    assert locked.focusWidget() is room.passphrase
    unlock(qtbot, locked, PASSPHRASE)
    assert locked.shell.isVisible()
    locked.session.lock()  # the PIN is still there
    assert locked.door.room.pin.isVisible()


def test_wrong_tries_are_counted_aloud_and_then_the_passphrase_is_needed(qtbot, locked):
    for left in ("4 tries are left", "3 tries are left", "2 tries are left", "One try is left"):
        type_pin(qtbot, locked, "9999")
        assert left in said(locked)
        assert locked.focusWidget() is locked.door.room.pin.pin
    type_pin(qtbot, locked, "9999")
    assert "Type your passphrase." in said(locked)
    assert not locked.door.room.pin.isVisible()
    assert locked.focusWidget() is locked.door.room.passphrase
    unlock(qtbot, locked, PASSPHRASE)
    locked.session.lock()
    assert not locked.door.room.pin.isVisible()


def test_an_empty_pin_costs_no_try(qtbot, locked):
    click(qtbot, locked.door.room.pin.open)
    assert "Type your PIN." in said(locked)
    assert pins.of(locked.session.folder).tries == 5


def test_it_becomes_too_old(qtbot, locked, monkeypatch):
    sealed = pins.of(locked.session.folder)
    sealed._until = 0
    type_into(qtbot, locked.door.room.pin.pin, PIN, enter=True)
    assert "opens the journal no more" in said(locked)
    assert locked.door.room.passphrase.isVisible()


def test_it_is_forgotten_when_asked_and_when_the_window_closes(qtbot, folder, locked):
    with qtbot.waitSignal(locked.session.opened, timeout=WORKING):
        type_into(qtbot, locked.door.room.pin.pin, PIN, enter=True)
    keys = settings_of(locked)
    keys.forget_pin.click()
    assert keys.quick.subtitle.text().startswith("Off.")
    _, sheet = choose_pin(qtbot, locked)
    qtbot.waitUntil(lambda: not sheet.is_open(), timeout=WORKING)
    locked.close()
    other = new_window(qtbot)
    other.door.start(folder)
    assert other.door.room.passphrase.isVisible()


def test_nothing_of_it_is_written(qtbot, folder, locked):
    from metanoia import places

    for place in (folder, places.config(), places.state()):
        for path in place.rglob("*"):
            assert not path.is_file() or PIN.encode() not in path.read_bytes()
    assert b"pin" not in (places.config() / "settings.json").read_bytes().lower()


@pytest.mark.parametrize(
    ("pin", "again", "told"),
    [("12", None, "four to eight digits"), ("1234", None, "first that somebody"), (PIN, "4712", "not the same")],
)  # fmt: skip
def test_what_is_wrong_with_a_pin_is_said_in_the_sheet(qtbot, folder, pin, again, told):
    window = window_at(qtbot, folder)
    unlock(qtbot, window, PASSPHRASE)
    _, sheet = choose_pin(qtbot, window, pin, again)
    assert told in said(sheet)
    assert sheet.is_open()
    sheet.dismiss()
    window.session.lock()
