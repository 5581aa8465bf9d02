"""The Today page inside the window, over a real journal, at five to nine on 12 March 2026."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from journals import ZONE, entry, new_journal
from metanoia import places
from metanoia.domain import days
from metanoia.ui.background import finish
from metanoia.ui.settings import Settings
from metanoia.ui.shell import Shell

MORNING = days.at(dt.date(2026, 3, 12), dt.time(8, 55), ZONE)


@pytest.fixture
def clock(monkeypatch):
    """What ``days.now`` answers; a test may set another moment."""
    shown = {"now": MORNING}
    monkeypatch.setattr(places, "time_zone", lambda: ZONE)
    monkeypatch.setattr(days, "now", lambda *_, **__: shown["now"])
    return shown


@pytest.fixture
def journal(tmp_path, clock):
    journal = new_journal(tmp_path / "j")
    journal.entries.add_many(
        [
            entry("Walking", "Ingrid let the silence stand.", day="2026-03-07", tags=("ingrid",)),
            entry("Budget round", "My answer came first.", day="2026-02-19", tags=("work",)),
            entry("Snow", "Twelve beds.", day="2023-03-12"),
        ],
        None,
    )
    yield journal
    finish(5000)
    journal.close()


@pytest.fixture
def settings():
    return Settings()


@pytest.fixture
def shell(journal, settings, qtbot):
    shell = Shell(journal, settings)
    qtbot.addWidget(shell)
    shell.resize(1280, 800)
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.pages["today"].column.editor.hasFocus)
    yield shell
    if journal.is_open:
        shell.blank()


@pytest.fixture
def page(shell):
    return shell.pages["today"]


@pytest.fixture
def write(qtbot, page):
    """Type into the text and have it kept; return the entry's id."""

    def type_and_keep(text):
        qtbot.keyClicks(page.column.editor, text)
        page.save()
        return page.draft.id

    return type_and_keep


@pytest.fixture
def press(qtbot, page):
    """Press a key where the keyboard is."""

    def at_focus(key, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(page.window().focusWidget(), key, modifier)

    return at_focus
