"""A line drawn by hand: points are set, moved and taken away by mouse and by keys, and each can be undone."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt

from metanoia.domain.maps import DRAWN, Drawn
from metanoia.ui.widgets.drawn_line import DrawnLine

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 6, 30)
LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def line(qtbot):
    shown = DrawnLine("Holes", FIRST, LAST)
    qtbot.addWidget(shown)
    shown.resize(600, 260)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.setFocus(Qt.FocusReason.TabFocusReason)
    return shown


def many(count=6, step=7):
    return tuple(Drawn(FIRST + dt.timedelta(days=step * n), n % 11 / 1.0) for n in range(count))


def keys(qtbot, line, *pressed):
    for key in pressed:
        qtbot.keyClick(line, key)


def values(line):
    return [point.value for point in line.points]


# -- by mouse


def test_a_click_sets_a_point_where_it_was(line, qtbot):
    qtbot.mouseClick(line, LEFT, pos=QPoint(300, 40))
    qtbot.mouseClick(line, LEFT, pos=QPoint(150, 200))
    early, late = line.points
    assert FIRST < early.date < late.date < LAST
    assert early.value < 4
    assert late.value > 7
    assert {value * 2 % 1 for value in values(line)} == {0}
    assert line.sentence() == "2 points. 4 more make a shape."


def test_beyond_the_edges_of_the_chart_a_point_lies_on_them(line, qtbot):
    qtbot.mouseClick(line, LEFT, pos=QPoint(1, 1))
    qtbot.mouseClick(line, LEFT, pos=QPoint(598, 258))
    assert line.points == (Drawn(FIRST, 10.0), Drawn(LAST, 0.0))


def test_a_drag_moves_a_point_between_its_neighbours_and_is_one_step_back(line, qtbot):
    for x in (150, 300, 450):
        qtbot.mouseClick(line, LEFT, pos=QPoint(x, 130))
    before = line.points
    qtbot.mousePress(line, LEFT, pos=QPoint(300, 130))
    for x, y in ((320, 100), (380, 60), (590, 20)):
        qtbot.mouseMove(line, QPoint(x, y))
    qtbot.mouseRelease(line, LEFT, pos=QPoint(590, 20))
    assert len(line.points) == 3
    assert line.points[1].date == before[2].date - dt.timedelta(days=1)
    assert line.points[1].value > 9
    qtbot.keyClick(line, Key.Key_Z, CONTROL)
    assert line.points == before


def test_the_other_button_sets_nothing(line, qtbot):
    qtbot.mousePress(line, Qt.MouseButton.MiddleButton, pos=QPoint(300, 40))
    assert line.points == ()


def test_a_press_that_moves_nothing_is_no_step_back(line, qtbot):
    qtbot.mouseClick(line, LEFT, pos=QPoint(300, 130))
    for _ in range(3):
        qtbot.mouseClick(line, LEFT, pos=QPoint(300, 130))
    assert len(line.points) == 1
    qtbot.keyClick(line, Key.Key_Z, CONTROL)
    assert line.points == ()


# -- by keys


def test_a_whole_line_is_drawn_by_keys(line, qtbot):
    assert line.sentence() == "Nothing is drawn yet. 6 points are enough for a shape."
    keys(qtbot, line, Key.Key_Home, Key.Key_Space)
    for _ in range(5):
        keys(qtbot, line, *[Key.Key_Right] * 4, Key.Key_Up, Key.Key_Space)
    assert len({point.date for point in line.points}) == 6
    assert values(line) == sorted(set(values(line)))
    assert line.sentence() == "6 points: rising."
    keys(qtbot, line, Key.Key_Home, *[Key.Key_Down] * 30)
    assert line.points[0] == Drawn(FIRST, 0.0)
    keys(qtbot, line, Key.Key_End, Key.Key_Space, *[Key.Key_Up] * 30)
    assert line.points[-1] == Drawn(LAST, 10.0)


def test_arrows_stop_at_every_point_and_say_where_they_are(line, qtbot):
    line.show_points(many())
    keys(qtbot, line, Key.Key_Home)
    seen = []
    while line.cursor_at.date < line.points[-1].date:
        if line.shown_spot() is not None:
            seen.append(line.shown_spot().words)
        keys(qtbot, line, Key.Key_Right)
    assert seen == ["0", "1", "2", "3", "4"]
    assert (line.shown_spot().title, line.shown_spot().words) == ("5 February", "5")
    assert line.accessibleName() == "Holes: 6 points: rising."
    keys(qtbot, line, Key.Key_Escape)
    assert line.cursor_at is None
    assert line.shown_spot() is None


def test_between_points_the_keys_follow_the_line_and_change_nothing(line, qtbot):
    line.show_points((Drawn(FIRST, 0.0), Drawn(LAST, 10.0)))
    keys(qtbot, line, Key.Key_Home, *[Key.Key_Right] * 12)
    assert line.cursor_at.value == pytest.approx(5, abs=0.5)
    assert len(line.points) == 2
    keys(qtbot, line, Key.Key_Up, Key.Key_Space)
    assert len(line.points) == 3


def test_with_shift_a_point_moves_in_time_and_never_past_its_neighbour(line, qtbot):
    line.show_points(many(3))
    keys(qtbot, line, Key.Key_Home)
    while line.cursor_at.date < line.points[1].date:
        keys(qtbot, line, Key.Key_Right)
    for _ in range(20):
        qtbot.keyClick(line, Key.Key_Right, SHIFT)
    assert line.points[1].date == line.points[2].date - dt.timedelta(days=1)
    for _ in range(30):
        qtbot.keyClick(line, Key.Key_Left, SHIFT)
    assert line.points[1].date == FIRST + dt.timedelta(days=1)


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace], ids=["delete", "backspace"])
def test_a_point_is_taken_away_and_comes_back(line, qtbot, key):
    line.show_points(many())
    keys(qtbot, line, Key.Key_Home, key)
    assert values(line) == [1, 2, 3, 4, 5]
    qtbot.keyClick(line, Key.Key_Z, CONTROL)
    assert values(line) == [0, 1, 2, 3, 4, 5]


def test_without_a_point_under_the_keys_nothing_is_taken_away(line, qtbot):
    line.show_points(many())
    keys(qtbot, line, Key.Key_Delete, Key.Key_End, Key.Key_Delete)
    assert len(line.points) == 6


def test_a_rise_is_one_step_back_and_a_key_at_the_edge_none(line, qtbot):
    keys(qtbot, line, Key.Key_Space, *[Key.Key_Up] * 30)
    assert values(line) == [10]
    qtbot.keyClick(line, Key.Key_Z, CONTROL)
    assert values(line) == [5]
    qtbot.keyClick(line, Key.Key_Z, CONTROL)
    assert line.points == ()
    assert not line.can_undo()


def test_there_is_nothing_to_undo_behind_what_was_shown(line, qtbot):
    line.show_points(many())
    qtbot.keyClick(line, Key.Key_Z, CONTROL)
    assert len(line.points) == 6


def test_where_the_keys_are_is_painted_while_they_are_there(line, qtbot):
    line.show_points(many())
    still = line.grab().toImage()
    keys(qtbot, line, Key.Key_End)
    assert line.grab().toImage() != still
    line.clearFocus()
    line.setFocus(Qt.FocusReason.MouseFocusReason)
    keys(qtbot, line, Key.Key_Escape)
    assert line.cursor_at is None


# -- its bounds


def test_no_more_than_24_points_are_set_and_that_is_said(line, qtbot):
    line.show_points(many(DRAWN, step=3))
    keys(qtbot, line, Key.Key_End)
    with qtbot.waitSignal(line.full):
        keys(qtbot, line, Key.Key_Space)
    with qtbot.waitSignal(line.full):
        qtbot.mouseClick(line, LEFT, pos=QPoint(560, 40))
    assert len(line.points) == DRAWN


def test_a_point_of_the_same_day_takes_the_place_of_the_one_that_was(line, qtbot):
    early = Drawn(FIRST, 0.0)
    line.show_points((early, *many(DRAWN, step=3)[1:]))
    with qtbot.assertNotEmitted(line.full):
        qtbot.mouseClick(line, LEFT, pos=QPoint(2, 2))
    assert line.points[0] == Drawn(FIRST, 10.0)
    assert len(line.points) == DRAWN


def test_older_points_widen_the_chart(line, qtbot):
    old = Drawn(dt.date(2025, 1, 1), 3.0)
    line.show_points((old,))
    keys(qtbot, line, Key.Key_Home)
    assert line.cursor_at.date == old.date
    qtbot.mouseClick(line, LEFT, pos=QPoint(590, 130))
    assert line.points[0] == old


def test_the_table_says_days_and_values(line):
    line.show_points((Drawn(dt.date(2026, 3, 12), 2.5),))
    table = line.table()
    assert table.heads == ("Day", "Value")
    assert table.plain == (("2026-03-12", "2.5"),)
