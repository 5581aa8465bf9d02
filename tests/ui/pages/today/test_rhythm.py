"""How the day was, and the line of a review that is due."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from journals import ZONE
from metanoia.domain import days
from metanoia.domain.metrics import NewMetric
from metanoia.ui.destination import Destination

KEY = Qt.Key
THURSDAY = dt.date(2026, 3, 12)
FRIDAY = dt.date(2026, 3, 13)


@pytest.fixture
def asked(journal, page, qtbot):
    """Mood, a yes or no and a number, asked for on Today."""
    kept = {
        "mood": journal.metrics.built_in("mood", shown=True),
        "home": journal.metrics.add(NewMetric(name="Home by five", kind="yes_no")),
        "slept": journal.metrics.add(NewMetric(name="Slept", kind="number", unit="h")),
    }
    qtbot.waitUntil(lambda: page.rhythm.metrics is not None and len(page.rhythm.metrics.cells) == 3)
    return kept


def cells(page):
    return [cell.accessibleName() for cell in page.rhythm.metrics.cells]


def of_day(journal, asked, day=THURSDAY):
    found = journal.metrics.of_day(day)
    return {name: found.get(metric.id) for name, metric in asked.items()}


def test_nothing_is_asked_unless_somebody_wants_it(page, qtbot):
    qtbot.waitUntil(lambda: page.rhythm.metrics is not None)
    assert page.rhythm.metrics.isHidden()


def test_a_day_is_noted_by_keys_and_taken_back(shell, page, journal, asked, qtbot):
    page.rhythm.note_the_day()
    mood, home, slept = page.rhythm.metrics.cells
    assert mood.hasFocus()
    qtbot.keyClick(mood, KEY.Key_1)
    qtbot.keyClick(mood, KEY.Key_0)
    qtbot.keyClick(mood, KEY.Key_Tab)
    assert home.hasFocus()
    qtbot.keyClick(home, KEY.Key_N)
    qtbot.keyClick(home, KEY.Key_Tab)
    qtbot.keyClicks(slept, "7,5")
    qtbot.keyClick(slept, KEY.Key_Return)
    assert of_day(journal, asked) == {"mood": 10, "home": 0, "slept": 7.5}
    assert cells(page) == ["Mood: 10", "Home by five: No", "Slept: 7.5 h"]
    qtbot.keyClick(mood, KEY.Key_4)
    assert of_day(journal, asked)["mood"] == 4
    shell.toast.undo()
    assert of_day(journal, asked)["mood"] == 10
    qtbot.keyClick(slept, KEY.Key_Delete)
    assert of_day(journal, asked)["slept"] is None
    assert cells(page)[2] == "Slept: not said"
    shell.toast.undo()
    assert cells(page)[2] == "Slept: 7.5 h"


def test_one_alone_is_one_once_the_keys_have_rested(page, journal, asked, qtbot):
    mood = page.rhythm.metrics.cells[0]
    mood.setFocus()
    qtbot.keyClick(mood, KEY.Key_1)
    assert of_day(journal, asked)["mood"] is None
    qtbot.waitUntil(lambda: of_day(journal, asked)["mood"] == 1, timeout=3000)


def test_what_is_no_number_is_said_and_changes_nothing(shell, page, journal, asked, qtbot):
    slept = page.rhythm.metrics.cells[2]
    slept.setFocus()
    qtbot.keyClicks(slept, "7--")
    qtbot.keyClick(slept, KEY.Key_Return)
    assert "no number" in shell.toast.text()
    assert of_day(journal, asked)["slept"] is None


def test_the_row_belongs_to_the_day_of_the_entry(shell, page, journal, asked, qtbot):
    walking = next(row for row in journal.entries.newest(9) if row.title == "Walking")
    journal.metrics.set(asked["mood"].id, walking.date, 3)
    shell.go(Destination(page="today", entry=walking.id))
    assert cells(page)[0] == "Mood: 3"
    mood = page.rhythm.metrics.cells[0]
    mood.setFocus()
    qtbot.keyClick(mood, KEY.Key_5)
    assert journal.metrics.of_day(walking.date)[asked["mood"].id] == 5
    assert of_day(journal, asked)["mood"] is None


def test_a_metric_that_is_hidden_leaves_the_row(page, journal, asked):
    journal.metrics.hide(asked["home"].id)
    assert cells(page) == ["Mood: not said", "Slept: not said"]


# -- the review


def review(page, qtbot):
    qtbot.waitUntil(lambda: page.rhythm.review is not None)
    return page.rhythm.review


def at(clock, day):
    clock["now"] = days.at(day, dt.time(8, 55), ZONE)


def test_before_its_weekday_no_review_is_spoken_of(page, qtbot):
    assert review(page, qtbot).isHidden()


def test_on_its_weekday_one_line_leads_to_it(shell, page, clock, qtbot):
    line = review(page, qtbot)
    at(clock, FRIDAY)
    shell.go(Destination(page="today", new=True))
    assert line.isVisible()
    assert page.column.editor.hasFocus()
    qtbot.mouseClick(line.open, Qt.MouseButton.LeftButton)
    assert shell.current.name == "review"


def test_not_this_week_is_fine_and_can_be_undone(shell, page, journal, clock, qtbot):
    line = review(page, qtbot)
    at(clock, FRIDAY)
    shell.go(Destination(page="today", new=True))
    line.skip.setFocus()
    qtbot.keyClick(line.skip, KEY.Key_Space)
    assert line.isHidden()
    assert "That is fine" in shell.toast.text()
    assert journal.reviews.session("weekly", FRIDAY).skipped_at
    shell.toast.undo()
    assert line.isVisible()
    assert journal.reviews.session("weekly", FRIDAY) is None


def test_a_review_that_was_begun_waits_and_one_that_is_done_is_silent(
    shell, page, journal, clock, qtbot
):
    line = review(page, qtbot)
    at(clock, FRIDAY)
    begun = journal.reviews.begin("weekly", FRIDAY)
    shell.go(Destination(page="today", new=True))
    assert line.open.text() == "Go on"
    journal.reviews.finish(begun.id)
    assert line.isHidden()


def test_whoever_wants_none_is_never_asked(shell, page, journal, clock, qtbot):
    journal.reviews.weekday = None
    line = review(page, qtbot)
    at(clock, dt.date(2026, 3, 15))
    shell.go(Destination(page="today", new=True))
    assert line.isHidden()


def test_no_line_above_an_entry_of_another_day(shell, page, journal, clock, qtbot):
    line = review(page, qtbot)
    at(clock, FRIDAY)
    walking = next(row for row in journal.entries.newest(9) if row.title == "Walking")
    shell.go(Destination(page="today", entry=walking.id))
    assert line.isHidden()
