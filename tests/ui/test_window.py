import shutil

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from doors import click, new_window, said, unlock, window_at
from journals import PASSPHRASE, entry, new_journal
from metanoia.domain.errors import DiskFull, JournalDamaged
from metanoia.store import health
from metanoia.ui.background import finish
from metanoia.ui.destination import Notice
from metanoia.ui.upkeep import Upkeep
from metanoia.ui.widgets.banner import Banner


@pytest.fixture
def folder(tmp_path):
    new_journal(tmp_path / "Diary").close()
    return tmp_path / "Diary"


def test_the_title_says_nothing_of_the_journal(window):
    assert window.windowTitle() == "Metanoia"
    window.session.lock()
    assert window.windowTitle() == "Metanoia"


def test_ctrl_l_locks(qtbot, window):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.session.journal is None
    assert window.door.isVisible()


@pytest.mark.parametrize("locked", [False, True])
def test_ctrl_q_closes_the_window_open_or_locked(qtbot, window, locked):
    if locked:
        window.session.lock()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()
    assert window.session.journal is None


def test_nothing_stays_over_the_door(qtbot, window):
    window.shell.say(Notice(text="Entry “The divorce” moved to Recently deleted"))
    window.shell.open_palette()
    assert "divorce" in said(window)
    window.session.lock()
    assert "divorce" not in said(window)
    qtbot.wait(20)
    assert len([child for child in window.children() if child.isWidgetType()]) == 1


def test_a_closed_window_keeps_its_size(window):
    window.resize(1100, 720)
    window.close()
    assert window.session.settings.window == (1100, 720)
    assert window.session.journal is None
    assert not window.isVisible()


def test_a_window_with_unsaved_text_stays_until_one_says_otherwise(qtbot, window, writing_page):
    writing_page.disk_is_full = True
    assert not window.close()
    assert window.isVisible()
    assert window.session.journal.is_open
    assert "could not be saved, so the window stays open" in said(window)
    assert "The disk is full" in said(window)
    bar = window.shell.alerts.findChild(Banner)
    click(qtbot, bar.action)
    assert not window.isVisible()
    assert window.session.journal is None


def test_saved_after_all_it_closes(window, writing_page):
    writing_page.disk_is_full = True
    window.close()
    writing_page.disk_is_full = False
    assert window.close()


# -- warnings


def test_a_journal_that_was_moved_is_told_and_settled(qtbot, window, folder, tmp_path):
    upkeep = window.findChild(Upkeep)
    upkeep.look()
    assert window.shell.alerts.texts() == []
    folder.rename(tmp_path / "Elsewhere")
    upkeep.look()
    upkeep.look()
    (told,) = window.shell.alerts.texts()
    assert "moved, deleted or unplugged" in told
    (tmp_path / "Elsewhere").rename(folder)
    upkeep.look()
    assert window.shell.alerts.texts() == []


def test_how_far_the_journal_has_come_is_noted_each_minute(window, folder):
    upkeep = window.findChild(Upkeep)
    before = (folder / "anchor.json").read_text()
    upkeep.look()
    assert (folder / "anchor.json").read_text() == before
    window.session.journal.entries.add(entry("New"))
    upkeep.look()
    assert (folder / "anchor.json").read_text() != before


def test_what_is_written_is_backed_up_every_twenty_minutes(qtbot, window):
    upkeep, journal = window.findChild(Upkeep), window.session.journal
    (often,) = [timer for timer in upkeep.findChildren(QTimer) if timer.interval() == 20 * 60_000]
    assert often.isActive()
    journal.entries.add(entry("New"))
    before = len(journal.backups())
    often.timeout.emit()
    qtbot.waitUntil(lambda: len(journal.backups()) == before + 1)
    assert finish(10_000)
    qtbot.waitUntil(lambda: not journal.backup_needed)
    often.timeout.emit()
    assert finish(10_000)
    assert len(journal.backups()) == before + 1


def test_a_backup_that_cannot_be_made_is_told_until_one_is(qtbot, window, monkeypatch):
    upkeep, journal = window.findChild(Upkeep), window.session.journal
    journal.entries.add(entry("New"))
    with monkeypatch.context() as broken:
        broken.setattr(health, "back_up", raising(DiskFull()))
        upkeep.back_up()
        qtbot.waitUntil(lambda: window.shell.alerts.texts() != [])
    (told,) = window.shell.alerts.texts()
    assert told.startswith("There is no new backup: The disk is full")
    assert told.endswith("It is tried again in twenty minutes.")
    upkeep.back_up()
    qtbot.waitUntil(lambda: window.shell.alerts.texts() == [])


def raising(error):
    def fail(*_, **__):
        raise error

    return fail


def lose_changes(folder, tmp_path):
    """Put an older copy in the journal's place."""
    from journals import open_journal

    shutil.copy(folder / "journal.db", tmp_path / "older.db")
    with open_journal(folder) as journal:
        journal.entries.add(entry("First"))
        journal.entries.add(entry("Second"))
    shutil.copy(tmp_path / "older.db", folder / "journal.db")


def test_missing_changes_are_told_and_accepted(qtbot, folder, tmp_path, writing_page):
    lose_changes(folder, tmp_path)
    window = window_at(qtbot, folder)
    unlock(qtbot, window, PASSPHRASE)
    (told,) = window.shell.alerts.texts()
    assert "changes of this journal are missing" in told
    click(qtbot, window.shell.alerts.findChild(Banner).cross)
    assert window.session.journal.missing_changes == 0
    assert window.shell.alerts.texts() == []
    window.session.lock()
    unlock(qtbot, window, PASSPHRASE)
    assert window.shell.alerts.texts() == []


def test_what_is_locked_away_is_taken_apart_by_qt_alone(window):
    shell = window.shell
    window.session.lock()
    assert window.shell is None
    assert not shell.isVisible()
    assert shell.parent() is not None  # the collector brought the process down over one without


def test_missing_changes_lead_to_the_backups(qtbot, folder, tmp_path, writing_page):
    lose_changes(folder, tmp_path)
    window = window_at(qtbot, folder)
    unlock(qtbot, window, PASSPHRASE)
    click(qtbot, window.shell.alerts.findChild(Banner).action)
    assert window.session.journal is None
    assert "Backups" in said(window)


# -- files


def drop(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(10, 10), action, data, button, none)
    entered.ignore()
    window.dragEnterEvent(entered)
    if entered.isAccepted():
        window.dropEvent(QDropEvent(QPoint(10, 10), action, data, button, none))
    return entered.isAccepted()


@pytest.mark.parametrize(("suffix", "page"), [(".metanoia", "desk"), (".metanoia-reply", "share")])
def test_a_share_or_a_reply_is_dropped_on_the_window(window, tmp_path, monkeypatch, suffix, page):
    gone = []
    monkeypatch.setattr(window.shell, "go", gone.append)
    file = tmp_path / f"metanoia-2026-01-15-4f2a{suffix}"
    file.touch()
    assert drop(window, file)
    assert (gone[0].page, gone[0].file) == (page, file)


def test_nothing_else_can_be_dropped(window, tmp_path):
    (tmp_path / "letter.txt").touch()
    share = tmp_path / "a.metanoia"
    share.touch()
    assert not drop(window, tmp_path / "letter.txt")
    assert not drop(window, share, share)
    assert not drop(window)


def test_another_journals_folder_locks_this_one_and_asks(qtbot, window, tmp_path):
    new_journal(tmp_path / "Other").close()
    assert drop(window, tmp_path / "Other")
    assert window.session.journal is None
    assert str(tmp_path / "Other") in said(window)


def test_the_same_journal_changes_nothing(window, folder):
    window.open_file(folder)
    assert window.session.journal.is_open


def test_a_second_start_brings_the_window_forward(qtbot):
    window = new_window(qtbot)
    window.showMinimized()
    window.bring_forward()
    assert not window.isMinimized()
    assert window.isVisible()


# -- what nobody caught


def test_a_journal_found_damaged_while_open_is_locked_and_told(window):
    window.session.journal.back_up()
    window.tell_fault(JournalDamaged())
    assert window.session.journal is None
    assert "Your journal is damaged" in said(window)
    assert "Verified today" in said(window)


def test_a_known_fault_is_told_in_its_own_words(window):
    window.tell_fault(DiskFull())
    assert "The disk is full" in said(window)


def test_a_mistake_of_ours_is_told_by_its_kind_alone(window):
    window.tell_fault(ValueError("no such column: mydivorce"))
    assert "ValueError" in said(window)
    assert "divorce" not in said(window)
    assert window.session.journal.is_open


def test_nothing_is_told_at_the_door(qtbot, folder):
    window = window_at(qtbot, folder)
    before = said(window)
    window.tell_fault(ValueError("x"))
    assert said(window) == before


def test_a_backup_that_is_asked_for_takes_the_journals_place(qtbot, window, folder):
    backup = window.session.journal.back_up()
    window.session.journal.entries.add(entry("Written afterwards"))
    window.shell.restore_asked.emit(backup)
    assert window.session.journal is None
    qtbot.waitUntil(lambda: "is in place" in said(window), timeout=10_000)
    unlock(qtbot, window, PASSPHRASE)
    assert window.session.journal.entries.count == 0
    assert [kept.set_aside for kept in window.session.journal.backups()] == [True, False]
