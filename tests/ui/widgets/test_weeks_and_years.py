"""The days of a week, a year day by day, and the weeks that were looked back on."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt

from metanoia.ui.theme import theme
from metanoia.ui.widgets.review_weeks import ReviewWeeks
from metanoia.ui.widgets.week_days import WeekDays, Written
from metanoia.ui.widgets.year_map import YearLegend, YearMap

TODAY = dt.date(2026, 3, 12)
MONDAY = dt.date(2026, 3, 9)
FIRST = dt.date(2025, 3, 13)


def shown(qtbot, widget, width):
    qtbot.addWidget(widget)
    widget.resize(width, widget.sizeHint().height())
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return widget


@pytest.fixture
def week(qtbot):
    week = WeekDays()
    days = {MONDAY: Written("Rota numbers arrive", 1), TODAY: Written("The silence", 240, "e")}
    week.show_week(MONDAY, days, TODAY)
    return shown(qtbot, week, 700)


def test_a_week_says_what_was_written(week):
    assert week.accessibleName() == (
        "Week of 9 March. Monday 9 March: Rota numbers arrive, 1 word; "
        "Thursday 12 March: The silence, 240 words."
    )
    assert week.spoken(dt.date(2026, 3, 10)) == "Tuesday 10 March: nothing written"
    week.show_week(MONDAY, {}, TODAY)
    assert week.accessibleName() == "Week of 9 March. nothing written."


def test_keys_and_clicks_choose_days_that_hold_something(week, qtbot):
    chosen = []
    week.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_Home, Qt.Key.Key_Space):  # fmt: skip
        qtbot.keyClick(week, key)
    assert chosen == [TODAY, MONDAY]
    qtbot.mouseClick(week, Qt.MouseButton.LeftButton, pos=QPoint(150, 60))
    qtbot.mouseClick(week, Qt.MouseButton.LeftButton, pos=QPoint(350, 60))
    assert chosen == [TODAY, MONDAY, TODAY]


def test_a_narrow_week_is_drawn(week):
    theme().apply("dark", 1.4)
    week.resize(360, week.sizeHint().height())
    assert not week.grab().isNull()


@pytest.fixture
def year(qtbot):
    year = YearMap("Day by day")
    values = {TODAY: 4.0, dt.date(2026, 3, 5): 9.0, dt.date(2026, 2, 12): 1.0}
    year.show_days(values, FIRST, TODAY, scale=(0, 10), of="Energy")
    return shown(qtbot, year, 900)


def test_a_year_says_how_much_is_noted(year):
    assert year.accessibleName() == (
        "Energy by day from 10 March 2025 to today: 3 days noted, lowest 1, highest 9."
    )
    assert year.table().rows == (("12 Feb 2026", "1"), ("5 Mar 2026", "9"), ("12 Mar 2026", "4"))
    assert year.table().plain[0] == ("2026-02-12", "1")
    year.show_days({}, FIRST, TODAY, of="Energy")
    assert year.accessibleName() == "Energy by day: nothing noted since 10 March 2025."
    year.grab()


def test_keys_walk_a_year_by_day_week_and_month(year, qtbot):
    chosen, said = [], []
    year.chosen.connect(chosen.append)
    keys = (
        Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Right,
        Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_Home,
    )  # fmt: skip
    for key in keys:
        qtbot.keyClick(year, key)
        said.append(year.shown_spot().said())
    assert said == [
        "Thursday 12 March. Energy: 4",
        "Thursday 5 March. Energy: 9",
        "Wednesday 4 March. nothing noted",
        "Wednesday 11 March. nothing noted",
        "Wednesday 11 March. nothing noted",  # nothing lies beyond today
        "Thursday 12 March. Energy: 4",
        "Thursday 12 February. Energy: 1",
        "Monday 10 March 2025. nothing noted",
    ]
    qtbot.keyClick(year, Qt.Key.Key_Return)
    assert chosen == [dt.date(2025, 3, 10)]


def test_a_month_back_from_its_last_day_stays_in_the_month(year, qtbot):
    year.show_days({}, FIRST, dt.date(2026, 3, 31))
    qtbot.keyClick(year, Qt.Key.Key_Down)
    qtbot.keyClick(year, Qt.Key.Key_PageUp)
    assert year.shown_spot().title == "Saturday 28 February"


def test_a_number_is_said_as_asked(year):
    values = {TODAY: 240.0}
    year.show_days(values, FIRST, TODAY, of="Words", said=lambda value: f"{value:.0f} words")
    assert year.table().rows == (("12 Mar 2026", "240 words"),)


def test_the_legend_says_what_squares_mean(qtbot):
    legend = YearLegend()
    qtbot.addWidget(legend)
    assert "large and dark ones are high" in legend.accessibleName()
    assert not legend.grab().isNull()


@pytest.fixture
def reviews(qtbot):
    strip = ReviewWeeks()
    states = ("done", "skipped", "")
    weeks = [(MONDAY - dt.timedelta(weeks=2 - n), state) for n, state in enumerate(states)]
    strip.show_weeks(weeks, TODAY)
    return shown(qtbot, strip, 600)


def test_reviews_are_said_without_counting(reviews):
    said = "Weeks since February 2026; last looked back on the week of 23 February."
    assert reviews.accessibleName() == said
    assert reviews.table().rows == (
        ("23 Feb 2026", "looked back on"),
        ("2 Mar 2026", "skipped"),
        ("9 Mar 2026", ""),
    )
    reviews.show_weeks([(MONDAY, "")], TODAY)
    assert reviews.accessibleName() == "No week is looked back on yet."


def test_only_a_week_with_a_review_is_chosen(reviews, qtbot):
    chosen = []
    reviews.chosen.connect(chosen.append)
    qtbot.keyClick(reviews, Qt.Key.Key_Home)
    assert reviews.shown_spot().said() == "Week of 23 February. looked back on"
    qtbot.keyClick(reviews, Qt.Key.Key_Return)
    place = reviews.shown_spot().place.toPoint()
    qtbot.mouseClick(reviews, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(reviews, Qt.MouseButton.LeftButton, pos=place + QPoint(40, 0))
    assert chosen == [dt.date(2026, 2, 23)] * 2
