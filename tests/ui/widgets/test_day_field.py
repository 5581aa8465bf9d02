"""A day in words: read as the field is left, or chosen from the month."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.layout import vbox
from metanoia.ui.widgets.month_grid import MonthGrid

TODAY = dt.date(2026, 3, 12)


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 560)
    return window


@pytest.fixture
def field(qtbot, window):
    field = DayField("Look again on", today=TODAY)
    window.setLayout(vbox(field, QLineEdit(), None))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.field.hasFocus)
    return field


@pytest.mark.parametrize(
    ("words", "day", "shown"),
    [
        ("in two weeks", dt.date(2026, 3, 26), "Thu 26 March"),
        ("12 January", dt.date(2027, 1, 12), "Tue 12 January 2027"),
        ("Friday", dt.date(2026, 3, 13), "Fri 13 March"),
    ],
)
def test_words_become_a_day_ahead_as_the_field_is_left(field, qtbot, words, day, shown):
    changed = []
    field.day_changed.connect(changed.append)
    qtbot.keyClicks(field.field, words)
    qtbot.keyClick(field.field, Qt.Key.Key_Tab)
    assert (changed, field.day(), field.field.text()) == ([day], day, shown)


def test_what_is_typed_on_the_button_does_not_go_into_the_day(field, qtbot):
    qtbot.keyClicks(field.field, "tomorrow")
    qtbot.keyClick(field.field, Qt.Key.Key_Tab)
    field.calendar.setFocus()
    qtbot.keyClicks(field.calendar, "65")
    assert (field.day(), field.field.text()) == (dt.date(2026, 3, 13), "Fri 13 March")


def test_the_day_is_known_while_the_words_are_still_being_typed(field, qtbot):
    qtbot.keyClicks(field.field, "tomorrow")
    assert field.day() == dt.date(2026, 3, 13)


def test_words_that_name_no_day_are_said_and_stay(field, qtbot):
    qtbot.keyClicks(field.field, "when it suits")
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    assert field.day() is None
    assert field.refusal.isVisible()
    assert field.field.text() == "when it suits"
    qtbot.keyClicks(field.field, "!")
    assert not field.refusal.isVisible()


def test_an_emptied_field_has_no_day(field, qtbot):
    field.set_day(TODAY)
    changed = []
    field.day_changed.connect(changed.append)
    field.field.selectAll()
    qtbot.keyClick(field.field, Qt.Key.Key_Delete)
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    assert (changed, field.day()) == ([None], None)


def test_a_day_is_chosen_from_the_month_by_keys(field, window, qtbot):
    qtbot.keyClick(field.field, Qt.Key.Key_Down)
    grid = window.findChild(MonthGrid)
    qtbot.waitUntil(grid.hasFocus)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(grid, key)
    assert field.day() == dt.date(2026, 4, 13)
    qtbot.waitUntil(field.field.hasFocus)


def test_a_day_that_has_not_come_is_refused_where_none_ahead_is_meant(qtbot):
    field = DayField("When", today=TODAY, ahead=False)
    qtbot.addWidget(field)
    qtbot.keyClicks(field.field, "20.3.2026")
    assert field.day() is None
    assert "has not come yet" in field.refusal.text()
