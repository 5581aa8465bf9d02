"""A page of the team over a real journal."""

from __future__ import annotations

import datetime as dt

import pytest

from journals import new_journal
from metanoia import places
from metanoia.domain import days
from metanoia.domain.visions import NewVision
from metanoia.ui.background import finish
from metanoia.ui.destination import Destination
from metanoia.ui.pages.team.page import TeamPage
from metanoia.ui.settings import Settings

TEXT = "A place where every voice shapes the plan, and mistakes teach us."
THEMES = ("every voice shapes the plan", "mistakes teach us")


@pytest.fixture
def journal(tmp_path):
    journal = new_journal(tmp_path / "j")
    yield journal
    finish(5000)
    journal.close()


@pytest.fixture
def today(journal):
    return days.now(places.time_zone(), journal.meta.day_start).date


@pytest.fixture
def ward(journal, today):
    """A vision with two themes, and three values of which two are rated."""
    for name, matters in (("Candour", 9), ("Rest", 7), ("Craft", None)):
        value = journal.values.add(name)
        if matters:
            journal.values.rate(value.id, matters, 5)
    new = NewVision(name="Ward 4", text=TEXT, as_of=today - dt.timedelta(days=60))
    return journal.visions.add(new, THEMES)


@pytest.fixture
def open_room(journal, qtbot):
    """Show the page at a section and return the room, with what it said and asked for in lists."""

    def show(section="vision", width=1056, height=784, **more):
        page = TeamPage(journal, Settings())
        journal.changes.subscribe(page.journal_changed)  # as the shell does
        qtbot.addWidget(page)
        page.resize(width, height)
        page.go(Destination(page="team", section=section, **more))
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        room = page.room
        room.notices, room.destinations = [], []
        page.said.connect(room.notices.append)
        page.asked.connect(room.destinations.append)
        return room

    return show
