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
