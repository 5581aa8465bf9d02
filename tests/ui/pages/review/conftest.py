"""The Review page over a real journal, on Thursday 12 March 2026."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from journals import ZONE, entry, new_journal
from metanoia import places
from metanoia.domain import days
from metanoia.ui.background import finish
from metanoia.ui.destination import Destination
from metanoia.ui.pages.review import ReviewPage
from metanoia.ui.settings import Settings

TODAY = dt.date(2026, 3, 12)


@pytest.fixture
def clock(monkeypatch):
    """What ``days.now`` answers; a test may set another moment."""
    shown = {"now": days.at(TODAY, dt.time(17, 40), ZONE)}
    monkeypatch.setattr(places, "time_zone", lambda: ZONE)
    monkeypatch.setattr(days, "now", lambda *_, **__: shown["now"])
    return shown


@pytest.fixture
def journal(tmp_path, clock):
    journal = new_journal(tmp_path / "j")
    journal.entries.add_many(
        [
            entry("Rota eve", "Twelve beds and no sleep.", day="2026-03-11"),
            entry("Appraisal", "I asked Lena what she would change.", day="2025-03-12"),
        ],
        None,
    )
    yield journal
    finish(5000)
    journal.close()


@pytest.fixture
def open_page(journal, qtbot):
    """Show the page, with what it said in ``page.notices`` and where it led in ``page.led``."""

    def show(section="", width=1056, height=784):
        page = ReviewPage(journal, Settings())
        journal.changes.subscribe(page.journal_changed)  # as the shell does
        qtbot.addWidget(page)
        page.resize(width, height)
        page.go(Destination(page="review", section=section))
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.notices, page.led = [], []
        page.said.connect(page.notices.append)
        page.asked.connect(page.led.append)
        return page

    return show


@pytest.fixture
def press(qtbot):
    """Press a key where the keyboard is."""

    def at_focus(page, key, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(page.window().focusWidget(), key, modifier)

    return at_focus
