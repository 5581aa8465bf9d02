"""A room of values over a real journal."""

from __future__ import annotations

import datetime as dt

import pytest

from journals import new_journal
from metanoia import places
from metanoia.domain import days
from metanoia.domain.entries import NewEntry
from metanoia.ui.background import finish
from metanoia.ui.destination import Destination
from metanoia.ui.pages.goals.page import GoalsPage
from metanoia.ui.settings import Settings


@pytest.fixture
def journal(tmp_path):
    journal = new_journal(tmp_path / "j")
    yield journal
    finish(5000)
    journal.close()


@pytest.fixture
def moment(journal):
    """The moment that it is now; its date is the day that is being lived, also after midnight."""
    return days.now(places.time_zone(), journal.meta.day_start)


@pytest.fixture
def today(moment):
    return moment.date


@pytest.fixture
def valued(journal, today):
    """Keep values in an order, with a rating of each a hundred days ago and one now."""
    values = journal.values
    values.keep_sort(["Candour", "Rest", "Care"], date=today - dt.timedelta(days=100))
    values.keep_sort(["Rest", "Candour", "Care"], {"Rest": "Home by six."}, today=today)
    for name, then, now in (("Candour", (9, 5), (9, 8)), ("Rest", (6, 5), (8, 3)), ("Care", (8, 8), (7, 7))):  # fmt: skip
        one = values.by_name(name).id
        values.rate(one, *then, date=today - dt.timedelta(days=100))
        values.rate(one, *now, "Late again." if name == "Rest" else "", today=today)
    return {value.name: value for value in values.all()}


@pytest.fixture
def strained(journal, valued, moment):
    """An entry of today that strains Rest."""
    entry = journal.entries.add(NewEntry(when=moment, body="# Late\n\nAgain at nine."))
    journal.ties.set_relation(("entry", entry.id), ("value", valued["Rest"].id), "strains")
    return entry


@pytest.fixture
def open_room(journal, qtbot):
    """Show the page and return its room of values, with what it said and asked for."""

    def show(section="values", item="", width=1056, height=784):
        page = GoalsPage(journal, Settings())
        journal.changes.subscribe(page.journal_changed)  # as the shell does
        qtbot.addWidget(page)
        page.resize(width, height)
        page.go(Destination(page="goals", section=section, item=item))
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        room = page.room
        room.notices, room.destinations = [], []
        page.said.connect(room.notices.append)
        page.asked.connect(room.destinations.append)
        return room

    return show
