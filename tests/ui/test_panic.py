"""One key locks from anywhere: over dialogs, menus and lists, and while long work goes on."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox

from doors import SECRET, import_half, said, type_into, unlock, window_at
from journals import PASSPHRASE, open_journal
from metanoia.domain.errors import Cancelled
from metanoia.ui import file_dialogs
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.popover import Popover
from metanoia.ui.widgets.select import ComboBox
from metanoia.ui.widgets.sheet import DialogSheet

KEYS = {
    "F12": (Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier),
    "Ctrl+L": (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
}


def sheet(window):
    over = DialogSheet(window, SECRET)
    over.may_close = lambda: False
    over.add(QLineEdit(SECRET))
    over.open()


def popover(window):
    Popover(window.shell.sidebar, Label(SECRET)).open()


def menu(window):
    shown = Menu(window)
    shown.add(SECRET, window.update)
    shown.open_below(window.shell.sidebar)


def box(window):
    shown = QMessageBox(window)
    shown.setText(SECRET)
    shown.open()


def other_window(window):
    class Stubborn(QDialog):
        def closeEvent(self, event):
            event.ignore()

    window.stubborn = Stubborn()
    window.stubborn.setWindowTitle(SECRET)
    window.stubborn.show()


def file_dialog(window):
    file_dialogs.ask_where_to_save(window, "Save", f"{SECRET}.md")


def palette(window):
    window.shell.open_palette()
    window.shell.palette_shown.field.setText(SECRET)


def choice(window):
    combo = ComboBox([SECRET], name="Choice", parent=window.shell)
    combo.show()
    combo.showPopup()


OVER = (sheet, popover, menu, box, other_window, file_dialog, palette, choice)


def press(qtbot, window, key="F12"):
    over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    target = QApplication.focusWidget()
    if over is not None and (target is None or not over.isAncestorOf(target)):
        target = over
    qtbot.keyClick(target or window, *KEYS[key])


def is_blank(window):
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert shown == [window]
    assert window.windowTitle() == "Metanoia"
    assert SECRET not in said(window)
    return window.door.isVisible() and window.session.journal is None


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("over", OVER)
def test_one_key_from_anywhere(qtbot, window, over, key):
    over(window)
    qtbot.wait(10)
    press(qtbot, window, key)
    assert is_blank(window)
    qtbot.wait(30)
    assert is_blank(window)


def test_from_a_dialog_that_is_waited_for(qtbot, window):
    seen = []

    def pressed():
        press(qtbot, window)
        seen.append(is_blank(window))

    shown = QMessageBox(window)
    shown.setText(SECRET)
    QTimer.singleShot(50, pressed)
    shown.exec()
    assert seen == [True]


def test_the_window_is_blank_before_anything_is_ended_or_saved(qtbot, window, monkeypatch):
    seen = []
    journal = window.session.journal
    end = journal.end_work
    monkeypatch.setattr(journal, "end_work", lambda: (seen.append(SECRET in said(window)), end()))
    press(qtbot, window)
    assert seen == [False]


def test_long_work_is_ended_safely(qtbot, folder, window):
    begun = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        importing = pool.submit(import_half, window.session.journal, begun)
        assert begun.wait(10)
        press(qtbot, window)
        assert is_blank(window)
    assert isinstance(importing.exception(), Cancelled)
    with open_journal(folder) as again:
        assert [row.title for row in again.entries.newest()] == [SECRET]


def test_a_journal_that_is_just_being_opened_stays_closed(qtbot, folder, writing_page):
    window = window_at(qtbot, folder)
    opened = []
    window.session.opened.connect(opened.append)
    with qtbot.waitSignal(window.session.locked, timeout=20_000):
        type_into(qtbot, window.door.room.passphrase, PASSPHRASE, enter=True)
        press(qtbot, window)
    assert opened == []
    assert is_blank(window)
    unlock(qtbot, window, PASSPHRASE)
    assert len(opened) == 1


def test_a_held_key_locks_once_and_types_nothing_at_the_door(qtbot, window):
    press(qtbot, window)
    window.door.room.passphrase.setFocus()
    press(qtbot, window)
    press(qtbot, window, "Ctrl+L")
    assert window.door.room.passphrase.text() == ""
    assert is_blank(window)
