"""The month: moved through by keys, with a bar under each day that was written on."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from metanoia.ui.theme import theme
from metanoia.ui.widgets.month_grid import MonthGrid

TODAY = dt.date(2026, 3, 12)


@pytest.fixture
def grid(qtbot):
    grid = MonthGrid(TODAY, TODAY)
    qtbot.addWidget(grid)
    grid.resize(grid.sizeHint())
    with qtbot.waitExposed(grid):
        grid.show()
    grid.setFocus()
    return grid


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("Left", "2026-03-11"),
        ("Right", "2026-03-13"),
        ("Up Up", "2026-02-26"),
        ("Down", "2026-03-19"),
        ("Home", "2026-03-01"),
        ("End", "2026-03-31"),
        ("PageUp", "2026-02-12"),
        ("End PageUp", "2026-02-28"),
        ("PageDown", "2026-04-12"),
        ("Home Left", "2026-02-28"),
    ],
)
def test_keys_move_the_day(grid, qtbot, keys, day):
    for key in keys.split():
        qtbot.keyClick(grid, getattr(Qt.Key, f"Key_{key}"))
    assert grid.day == dt.date.fromisoformat(day)


def test_enter_chooses_and_a_day_ahead_is_refused(grid, qtbot):
    with qtbot.waitSignal(grid.chosen) as chosen:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert chosen.args == [TODAY]
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    with qtbot.assertNotEmitted(grid.chosen), qtbot.waitSignal(grid.refused) as refused:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert refused.args == [dt.date(2026, 3, 13)]


def test_every_day_is_where_it_is_clicked(grid, qtbot):
    for day, box in grid._boxes()[:12]:
        with qtbot.waitSignal(grid.chosen) as chosen:
            qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
        assert chosen.args == [day]


def test_turning_the_month_asks_for_its_words(grid, qtbot):
    with qtbot.waitSignal(grid.month_turned) as turned:
        qtbot.keyClick(grid, Qt.Key.Key_PageUp)
    assert turned.args == [dt.date(2026, 2, 1)]


def test_days_written_on_are_said_and_seen(grid):
    plain = grid.grab().toImage()
    grid.show_words({dt.date(2026, 3, 3): 400, dt.date(2026, 3, 10): 1})
    assert grid.accessibleName() == "March 2026, 2 days with entries. Thursday 12 March 2026"
    assert grid.spoken(dt.date(2026, 3, 3)) == "Tuesday 3 March 2026, 400 words"
    assert grid.spoken(dt.date(2026, 3, 10)).endswith("1 word")
    assert grid.grab().toImage() != plain


def test_all_days_have_room_at_the_largest_text(grid, qtbot):
    theme().apply(scale=1.6)
    grid.resize(grid.sizeHint())
    last = grid._boxes()[-1][1]
    assert grid.rect().contains(last.toRect())
    assert all(box.width() >= 24 for _, box in grid._boxes())


def test_the_first_and_the_last_day_there_are_hold(qtbot):
    grid = MonthGrid(dt.date.max, dt.date.max)
    qtbot.addWidget(grid)
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    assert grid.day == dt.date.max
