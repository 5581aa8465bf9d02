"""The window is kept out of screen captures at the door, below sheets with keys, and where wished."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QWidget

from doors import click, unlock, window_at
from journals import PASSPHRASE
from metanoia.ui import capture
from metanoia.ui.capture import Capture
from metanoia.ui.destination import Destination
from metanoia.ui.dialogs.new_key_sheet import NewKeySheet
from metanoia.ui.dialogs.passphrase_sheet import PassphraseSheet
from metanoia.ui.dialogs.try_key_sheet import TryKeySheet
from metanoia.ui.pages.settings import privacy


class System:
    """Notes whether a window is hidden, as the system would."""

    def __init__(self):
        self.hidden = {}

    def hide(self, window, hidden):
        self.hidden[window] = hidden
        return True

    def hides(self, window):
        return self.hidden.get(int(window.winId()), False)


@pytest.fixture
def system(monkeypatch):
    played = System()
    monkeypatch.setattr(capture, "of_the_system", lambda: played.hide)
    monkeypatch.setattr(privacy, "of_the_system", lambda: played.hide)
    return played


@pytest.fixture
def window(qtbot, folder, system):
    window = window_at(qtbot, folder)
    assert system.hides(window)
    unlock(qtbot, window, PASSPHRASE)
    return window


def test_the_door_is_hidden_and_an_open_journal_is_not(window, system):
    assert not system.hides(window)
    window.session.lock()
    assert system.hides(window)


def test_the_setting_hides_the_open_journal_too(qtbot, window, system):
    window.shell.go(Destination(page="settings", section="privacy"))
    section = window.shell.current.sections["privacy"]
    click(qtbot, section.capture)
    assert system.hides(window)
    assert window.session.settings.capture_hidden
    click(qtbot, section.capture)
    assert not system.hides(window)


@pytest.mark.parametrize("kind", [NewKeySheet, TryKeySheet, PassphraseSheet])
def test_a_sheet_with_a_key_hides_the_window_while_it_is_open(window, system, kind):
    sheet = kind(window.shell, window.session.journal)
    sheet.open()
    assert system.hides(window)
    sheet.dismiss()
    assert not system.hides(window)


def test_a_window_that_could_not_be_hidden_is_tried_again(qtbot):
    answers, asked = [False, True], []
    window = QWidget()
    qtbot.addWidget(window)
    guard = Capture(
        window, lambda _window, hidden: (asked.append(hidden), answers[len(asked) - 1])[1]
    )
    window.show()
    assert asked == [True]
    guard.look()
    guard.look()
    assert asked == [True, True]


def test_where_the_system_has_no_way_the_setting_says_so(qtbot, folder, monkeypatch):
    for module in (capture, privacy):
        monkeypatch.setattr(module, "of_the_system", lambda: None)
    window = window_at(qtbot, folder)
    unlock(qtbot, window, PASSPHRASE)
    window.shell.go(Destination(page="settings", section="privacy"))
    section = window.shell.current.sections["privacy"]
    assert not section.capture.isEnabled()
    assert "no way" in section.capture_row.subtitle.text()


def played(*answers):
    """Return a function of a library, and the list of what it was given."""
    given = []

    class Function:
        def __call__(self, *words):
            given.append(words)
            return answers[min(len(given), len(answers)) - 1]

    return Function(), given


@pytest.mark.parametrize(("answers", "asked"), [((1,), [0x11]), ((0, 1), [0x11, 0x01])])
def test_windows(answers, asked):
    affinity, given = played(*answers)
    hide = capture.of_windows(SimpleNamespace(SetWindowDisplayAffinity=affinity))
    assert hide(42, True)
    assert given == [(42, how) for how in asked]
    assert hide(42, False)
    assert given[-1] == (42, 0)


def test_macos():
    ask, asked = played(77)
    tell, told = played(None)
    hide = capture.sharing(lambda name: name, ask, tell)
    assert hide(5, True)
    assert hide(5, False)
    assert asked == [(5, b"window")] * 2
    assert told == [(77, b"setSharingType:", 0), (77, b"setSharingType:", 1)]


def test_macos_without_a_window():
    ask, _ = played(None)
    tell, told = played(None)
    assert not capture.sharing(lambda name: name, ask, tell)(5, True)
    assert told == []
