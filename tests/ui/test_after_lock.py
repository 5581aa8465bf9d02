"""After a lock nothing in the process's reach of others says a word of the journal."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from doors import spoken, unlock, window_at
from journals import PASSPHRASE, entry, new_journal
from metanoia.domain.errors import DiskFull
from metanoia.ui import secret_clipboard
from metanoia.ui.destination import Destination, Notice
from metanoia.ui.places import PLACES
from metanoia.ui.widgets.editor import MarkdownEditor

SECRET = "Zanzibar"
OTHER = "Quagmire"


@pytest.fixture
def folder(tmp_path):
    journal = new_journal(tmp_path / "Diary")
    journal.entries.add(entry(f"A title of {SECRET}", f"A text of {SECRET} #tag{SECRET.lower()}"))
    journal.close()
    return tmp_path / "Diary"


@pytest.fixture
def window(qtbot, folder):
    """The real pages, each of them shown once, with a text being written and a notice in view."""
    window = window_at(qtbot, folder)
    unlock(qtbot, window, PASSPHRASE)
    for name in PLACES:
        window.shell.show_page(name)
        QApplication.processEvents()
    only = window.shell.journal.entries.newest(1)[0].id
    window.shell.go(Destination(page="today", entry=only))
    editor = window.shell.current.findChild(MarkdownEditor)
    qtbot.keyClicks(editor, OTHER)
    window.shell.say(Notice(text=f"{SECRET} moved"))
    assert SECRET in spoken(QAccessible.queryAccessibleInterface(window))
    return window


def everything():
    """Return all that a screen reader can walk to in this process."""
    shown = [QAccessible.queryAccessibleInterface(one) for one in QApplication.topLevelWidgets()]
    return "\n".join(spoken(one) for one in shown if one is not None)


def written():
    """Return what any field or editor that is still there holds, or could bring back by undo."""
    texts = []
    for one in QApplication.allWidgets():
        if isinstance(one, QLineEdit):
            texts.append(one.text())
            one.undo()
            texts.append(one.text())
        if isinstance(one, QTextEdit | QPlainTextEdit):
            texts.append(one.toPlainText())
            one.document().undo()
            texts.append(one.toPlainText())
    return "\n".join(texts)


def test_a_screen_reader_finds_no_word(qtbot, window):
    window.session.lock()
    assert SECRET not in everything()
    assert OTHER not in everything()
    qtbot.wait(50)
    assert SECRET not in everything()


def test_no_word_is_left_in_a_widget_nor_comes_back_by_undo(qtbot, window):
    editor = window.shell.current.findChild(MarkdownEditor)
    window.session.lock()
    editor.document().undo()
    for word in (SECRET, OTHER):
        assert word not in editor.toPlainText()
        assert word not in written()
    del editor
    qtbot.wait(50)
    gc.collect()
    assert not [one for one in QApplication.allWidgets() if isinstance(one, MarkdownEditor)]


def test_the_titles_of_all_windows_say_nothing(qtbot, window):
    window.session.lock()
    assert {one.windowTitle() for one in QApplication.topLevelWidgets() if one.isVisible()} == {"Metanoia"}  # fmt: skip
    assert SECRET not in window.toolTip() + window.accessibleName() + window.windowFilePath()


def test_words_that_could_not_be_saved_are_nowhere_to_be_found_and_come_back(
    qtbot, window, monkeypatch
):
    def full(*_args, **_more):
        raise DiskFull

    entries = type(window.session.journal.entries)
    with monkeypatch.context() as patch:
        for act in ("save_text", "add"):
            patch.setattr(entries, act, full)
        window.session.lock()
        assert window.session.journal is None
        assert window.door.isVisible()
        assert OTHER not in everything()
        assert OTHER not in written()
        sealed = b"".join(window.session._sealed.values())
        assert sealed.startswith(b"age-encryption.org/v1")
        assert OTHER.encode() not in sealed
    unlock(qtbot, window, PASSPHRASE)
    entries = window.session.journal.entries
    assert OTHER in entries.get(entries.newest(1)[0].id).body
    assert window.session._sealed == {}


def test_a_copied_key_is_kept_out_of_histories_and_gone_with_the_lock_if_it_is_still_ours(window):
    clipboard = QGuiApplication.clipboard()
    secret_clipboard.copy("AAAA-BBBB")
    assert clipboard.mimeData().data("x-kde-passwordManagerHint").data() == b"secret"
    window.session.lock()
    assert clipboard.text() == ""


def test_what_somebody_else_copied_meanwhile_stays(window):
    clipboard = QGuiApplication.clipboard()
    secret_clipboard.copy("AAAA-BBBB")
    clipboard.setText("of another program")
    window.session.lock()
    assert clipboard.text() == "of another program"
