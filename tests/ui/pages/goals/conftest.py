"""A page of goals over a real journal."""

from __future__ import annotations

import datetime as dt

import pytest

from journals import new_journal
from metanoia import places
from metanoia.domain import days
from metanoia.domain.goals import NewCheckIn, NewGoal
from metanoia.ui.background import finish
from metanoia.ui.pages.goals.page import GoalsPage
from metanoia.ui.settings import Settings
from metanoia.ui.widgets.overlay import Overlay


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
def aim(journal, today):
    """Keep a goal; ``looks`` are (days ago, closeness, pull), oldest first."""

    def make(title="Think aloud", *, vision="The room thinks.", reality="I speak.", looks=(), **more):  # fmt: skip
        one = journal.goals.add(NewGoal(title=title, vision=vision, reality=reality, **more))
        for ago, close, pull in looks:
            day = today - dt.timedelta(days=ago)
            new = NewCheckIn(closeness=close, pull=pull)
            journal.goals.check_in(one.id, new, date=day, today=today)
        return one

    return make


@pytest.fixture
def open_goals(journal, qtbot):
    """Show the page and return the room of goals, with what it said and asked for in lists."""

    def show(goal="", width=1056, height=784):
        page = GoalsPage(journal, Settings())
        journal.changes.subscribe(page.journal_changed)  # as the shell does
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        room = page.goals
        room.notices, room.destinations = [], []
        page.said.connect(room.notices.append)
        page.asked.connect(room.destinations.append)
        if goal:
            room.show_goal(goal)
        return room

    return show


@pytest.fixture
def sheet_of():
    """Return the sheet that lies over a room."""

    def find(room):
        shown = [one for one in room.window().findChildren(Overlay) if one.is_open()]
        return shown[-1] if shown else None

    return find
