"""The theme as it is at the start, for every test of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent

from metanoia.ui.theme import theme


@pytest.fixture(autouse=True)
def light(qapp):
    """Show light at scale 1, whatever the test before left."""
    shown = theme()
    shown.less_motion = True
    shown.set_system_scheme(None)
    shown.apply("light", 1.0)
    qapp.setCursorFlashTime(0)
    yield shown
    # Qt deletes later only within a loop of events; else Python would empty widgets still laid out.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def writing_page(monkeypatch):
    """Let every page of the shell be one text field."""
    from doors import WritingPage
    from metanoia.ui.places import Place

    monkeypatch.setattr(Place, "page", lambda _self: WritingPage)
    monkeypatch.setattr(WritingPage, "disk_is_full", False)
    return WritingPage


@pytest.fixture
def folder(tmp_path):
    """A closed journal whose one entry says SECRET."""
    from doors import SECRET
    from journals import entry, new_journal

    journal = new_journal(tmp_path / "Diary")
    journal.entries.add(entry(SECRET))
    journal.close()
    return tmp_path / "Diary"


@pytest.fixture
def window(qtbot, folder, writing_page):
    """A window that has the journal in ``folder`` open."""
    from doors import unlock, window_at
    from journals import PASSPHRASE

    shown = window_at(qtbot, folder)
    unlock(qtbot, shown, PASSPHRASE)
    return shown
