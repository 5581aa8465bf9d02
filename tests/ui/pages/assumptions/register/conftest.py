"""A register of assumptions over a real journal."""

from __future__ import annotations

import pytest

from journals import entry, new_journal
from metanoia.domain.anchors import Origin
from metanoia.domain.assumptions import NewAssumption, NewEvidence
from metanoia.text.anchors import select
from metanoia.ui.background import finish
from metanoia.ui.pages.assumptions import AssumptionsPage
from metanoia.ui.settings import Settings
from metanoia.ui.widgets.overlay import Overlay
from registers import FIRST, ago


@pytest.fixture
def journal(tmp_path):
    journal = new_journal(tmp_path / "j")
    yield journal
    finish(5000)
    journal.close()


@pytest.fixture
def assume(journal):
    """Make an assumption; ``points`` are (days ago, per cent), oldest first."""

    def make(statement=FIRST, *, points=(), days=100, **more):
        new = NewAssumption(statement=statement, at=ago(days), **more)
        one = journal.assumptions.add(new)
        for when, sure in points:
            journal.assumptions.rate(one.id, sure, at=ago(when))
        return one.id

    return make


@pytest.fixture
def seen(journal):
    """Add evidence to an assumption."""

    def add(one, text="Jonas had the answer.", stance=-1, **more):
        return journal.assumptions.add_evidence(one, NewEvidence(stance=stance, text=text, **more))

    return add


@pytest.fixture
def written(journal):
    """Write an entry and let an assumption come from some of its words."""

    def write(one, words, body, title="The silence I filled"):
        kept = journal.entries.add(entry(title, body, day="2026-03-12"))
        start = body.index(words)
        origin = Origin(entry=kept.id, selector=select(body, start, start + len(words)))
        journal.anchors.mark("assumption", one, origin)
        return kept

    return write


@pytest.fixture
def open_room(journal, qtbot):
    """Show the page and return its register, with what it said and asked for in lists."""

    def show(width=1056, height=784):
        page = AssumptionsPage(journal, Settings())
        journal.changes.subscribe(page.journal_changed)  # as the shell does
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        room = page.register
        room.notices, room.destinations = [], []
        page.said.connect(room.notices.append)
        page.asked.connect(room.destinations.append)
        return room

    return show


@pytest.fixture
def sheet_of():
    """Return the sheet that lies over a room."""

    def find(room):
        shown = [one for one in room.window().findChildren(Overlay) if one.isVisible()]
        return shown[-1] if shown else None

    return find
