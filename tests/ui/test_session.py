import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from doors import SECRET, import_half, new_window, said, unlock, window_at
from journals import PASSPHRASE, entry, open_journal
from metanoia.domain.errors import Cancelled
from metanoia.ui import secret_clipboard
from metanoia.vault import process
from share_clicks import ticks


def rest(qtbot):
    qtbot.wait(20)
    gc.collect()


def test_locking_closes_the_journal_and_forgets_its_key(qtbot, window):
    journal = window.session.journal
    assert SECRET in said(window)
    window.session.lock()
    assert journal._key == b""
    assert not journal.is_open
    assert window.session.journal is None
    with pytest.raises(Cancelled):
        journal.entries.newest(1)
    assert SECRET not in said(window)
    assert window.door.room.passphrase.isVisible()


def test_the_door_covers_the_journal_before_anything_is_saved(window, monkeypatch):
    seen = []
    save = type(window.shell).save

    def watch(shell):
        seen.append((window.door.isVisible(), window.shell.isVisible(), SECRET in said(window)))
        save(shell)

    monkeypatch.setattr(type(window.shell), "save", watch)
    window.session.lock()
    assert seen == [(True, False, False)]


def test_a_locked_shell_is_really_gone(qtbot, window):
    shell = weakref.ref(window.shell)
    page = weakref.ref(window.shell.current)
    widget = window.shell
    window.session.lock()
    rest(qtbot)
    assert not isValid(widget)
    del widget
    rest(qtbot)
    assert shell() is None
    assert page() is None


def test_locking_gives_memory_back_after_the_widgets_are_gone(qtbot, window, monkeypatch):
    shell = window.shell
    seen = []
    monkeypatch.setattr(process, "trim_memory", lambda: seen.append(isValid(shell)))
    window.session.lock()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [False]


def test_text_that_could_not_be_saved_comes_back_after_unlock(qtbot, window, writing_page):
    window.shell.current.text.setPlainText("Half a thought, and the disk is full")
    writing_page.disk_is_full = True
    window.session.lock()
    sealed = b"".join(window.session._sealed.values())
    assert sealed.startswith(b"age-encryption.org/v1")
    assert b"Half a thought" not in sealed
    assert "Half a thought" not in said(window)
    writing_page.disk_is_full = False
    unlock(qtbot, window, PASSPHRASE)
    assert window.shell.current.text.toPlainText() == "Half a thought, and the disk is full"
    assert window.session._sealed == {}


def test_a_share_that_is_only_chosen_outlives_a_lock(qtbot, folder):
    window = window_at(qtbot, folder)
    unlock(qtbot, window, PASSPHRASE)
    window.shell.show_page("share")
    page = window.shell.current
    page.ticking.toggle(page.ticking.lines[0].id)
    qtbot.keyClicks(page.sides.choose.purpose, "For Thursday")
    window.session.lock()
    assert "For Thursday" not in said(window)
    assert b"For Thursday" not in b"".join(window.session._sealed.values())
    unlock(qtbot, window, PASSPHRASE)
    window.shell.show_page("share")
    page = window.shell.current
    assert ticks(page.sides.choosing.tree)[-1] == SECRET
    assert page.sides.choose.purpose.text() == "For Thursday"
    assert window.session._sealed == {}


def test_locking_works_even_when_saving_fails_by_a_mistake_of_ours(window, monkeypatch):
    def broken(_shell):
        raise ValueError(SECRET)

    monkeypatch.setattr(type(window.shell), "save", broken)
    window.session.lock()
    assert window.session.journal is None
    assert window.door.isVisible()


def test_a_copied_secret_leaves_the_clipboard_with_the_lock(window):
    secret_clipboard.copy("A recovery key")
    window.session.lock()
    assert QGuiApplication.clipboard().text() == ""


def test_locking_twice_is_locking_once(window):
    window.session.lock()
    window.session.lock()
    assert window.session.journal is None


def test_a_journal_opened_while_the_window_closes_is_closed_again(qtbot, folder, writing_page):
    from metanoia.vault.vault import Passphrase

    window = new_window(qtbot)
    opened = []
    window.session.opened.connect(opened.append)
    window.session.open(folder, Passphrase(PASSPHRASE))
    window.session.close()
    qtbot.waitUntil(lambda: not window.session.is_opening)
    assert opened == []
    new_journal_can_be_locked(folder)


def new_journal_can_be_locked(folder):
    from journals import open_journal

    open_journal(folder).close()


def test_closing_makes_a_verified_backup_if_anything_changed(window):
    journal = window.session.journal
    journal.entries.add(entry("New"))
    before = len(journal.backups())
    window.session.close()
    from metanoia.journal import backups_in

    after = backups_in(journal.path)
    assert len(after) == before + 1
    assert after[0].verified_at is not None


@pytest.fixture
def saving_page(writing_page, monkeypatch):
    """Let the page keep its text as an entry each time it is told to save."""

    def save(page):
        page.journal.entries.add(entry(page.text.toPlainText()))

    monkeypatch.setattr(writing_page, "save", save)
    return writing_page


@pytest.mark.parametrize("ends", ["lock", "close"])
def test_an_import_under_way_does_not_keep_the_last_words_from_being_saved(
    qtbot, folder, saving_page, ends
):
    window = window_at(qtbot, folder)
    unlock(qtbot, window, PASSPHRASE)
    window.shell.current.text.setPlainText("The last words")
    journal, begun = window.session.journal, threading.Event()
    with ThreadPoolExecutor(1) as pool:
        importing = pool.submit(import_half, journal, begun)
        assert begun.wait(10)
        if ends == "lock":
            window.session.lock()
            assert window.session._sealed == {}
        else:
            assert window.close()
    assert isinstance(importing.exception(), Cancelled)
    with open_journal(folder) as again:
        titles = [row.title for row in again.entries.newest()]
        assert "The last words" in titles
        assert "Imported" not in titles
