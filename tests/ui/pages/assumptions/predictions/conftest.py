"""A room of predictions over a real journal."""

from __future__ import annotations

import datetime as dt

import pytest

from journals import new_journal
from metanoia.domain.predictions import NewPrediction
from metanoia.ui.background import finish
from metanoia.ui.destination import Destination
from metanoia.ui.pages.assumptions import AssumptionsPage
from metanoia.ui.settings import Settings


@pytest.fixture
def journal(tmp_path):
    journal = new_journal(tmp_path / "j")
    yield journal
    finish(5000)
    journal.close()


@pytest.fixture
def predict(journal):
    """Make a prediction that is due ``days`` from today; settle it if an outcome is given."""

    def make(statement="The board says yes.", percent=60, days=0, outcome=None, *, said=30, **more):
        now = dt.datetime.now(dt.UTC)
        due = dt.datetime.now().astimezone().date() + dt.timedelta(days=days)
        new = NewPrediction(
            statement=statement, settled_by="the minutes", due_on=due, percent=percent,
            at=now - dt.timedelta(days=said), **more,
        )  # fmt: skip
        one = journal.predictions.add(new)
        if outcome:
            at = now + dt.timedelta(days=min(days, 0))
            journal.predictions.settle(one.id, outcome, at=at)
        return one.id

    return make


@pytest.fixture
def counted(predict):
    """Make that many predictions that count."""

    def make(number):
        for n in range(number):
            predict(f"Number {n} happens.", 80, -3 - n, "no" if n % 4 == 0 else "yes", said=300)

    return make


@pytest.fixture
def open_room(journal, qtbot):
    """Show the page and return its room of predictions, with what it said in ``room.notices``."""

    def show(width=1056, height=784):
        page = AssumptionsPage(journal, Settings())
        journal.changes.subscribe(page.journal_changed)  # as the shell does
        qtbot.addWidget(page)
        page.resize(width, height)
        page.go(Destination(page="assumptions", section="predictions"))
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.room.notices = []
        page.said.connect(page.room.notices.append)
        return page.room

    return show
