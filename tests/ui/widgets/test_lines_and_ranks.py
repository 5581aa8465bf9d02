"""Small lines on their own scales, and orders from sort to sort."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from metanoia.ui.theme import theme
from metanoia.ui.widgets.line_chart import LineChart
from metanoia.ui.widgets.rank_chart import RankChart

TODAY = dt.date(2026, 3, 12)
FIRST = dt.date(2025, 3, 12)
POINTS = [(dt.date(2025, 9, 1), 52.0), (dt.date(2025, 12, 1), 40.0), (dt.date(2026, 3, 9), 61.0)]
SORTS = [
    (dt.date(2024, 12, 20), ("Trust", "Candour", "Craft", "Rest")),
    (dt.date(2025, 12, 14), ("Candour", "Rest", "Trust", "Curiosity")),
]


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.resize(480, widget.sizeHint().height())
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return widget


@pytest.fixture
def line(qtbot):
    chart = LineChart("Values lived", "ochre_fill")
    chart.show_line(
        POINTS, FIRST, TODAY, scale=(0, 100), unit="%", level=[(FIRST, 70), (TODAY, 75)]
    )
    return shown(qtbot, chart)


def test_a_line_says_where_it_went(line):
    assert line.accessibleName() == (
        "Values lived: from 52% on 1 September 2025 to 61% on 9 March; lowest 40%, highest 61%."
    )


def test_a_line_is_walked_and_shown_as_a_table(line, qtbot):
    qtbot.keyClick(line, Qt.Key.Key_Home)
    assert line.shown_spot().said() == "1 September 2025. 52%"
    table = line.table()
    assert table.heads == ("Day", "Values lived", "Dashed line")
    assert table.rows[-1] == ("9 Mar 2026", "61%", "70%")
    assert table.plain[-1] == ("2026-03-09", "61", "70")


def test_unknown_is_not_zero(line, qtbot):
    line.show_line([], FIRST, TODAY)
    assert line.accessibleName() == "Values lived: nothing noted in this time."
    line.grab()
    line.show_line([(TODAY, 4)], FIRST, TODAY, unit="h")
    assert line.accessibleName() == "Values lived: 4 h on 12 March."
    qtbot.keyClick(line, Qt.Key.Key_Home)
    assert line.shown_spot() is not None


def test_what_lies_outside_of_the_time_is_left_out_of_the_picture_not_of_the_table(line, qtbot):
    old = (dt.date(2020, 1, 1), 5.0)
    line.show_line([old, *POINTS], FIRST, TODAY, scale=(0, 100), unit="%")
    qtbot.keyClick(line, Qt.Key.Key_Home)
    assert line.shown_spot().said() == "1 September 2025. 52%"
    assert line.table().rows[0] == ("1 Jan 2020", "5%")


@pytest.mark.parametrize("shape", ["smooth", "steps"])
def test_lines_are_drawn_dense_and_on_one_day(line, shape):
    daily = [(TODAY - dt.timedelta(days=n), n % 11) for n in range(2000, -1, -1)]
    theme().apply("dark", 1.4)
    line.show_line(daily, daily[0][0], TODAY, shape=shape)
    assert not line.grab().isNull()
    line.show_line([(TODAY, 3)], TODAY, TODAY, shape=shape, level=[(TODAY, 4)])
    assert not line.grab().isNull()


@pytest.fixture
def ranks(qtbot):
    chart = RankChart()
    chart.show_sorts(SORTS, "Rest")
    return shown(qtbot, chart)


def test_ranks_say_what_moved(ranks):
    assert ranks.accessibleName() == (
        "2 sorts from 20 Dec 2024 to 14 Dec 2025: Trust came first, now Candour. "
        "Rest rose by 2 places."
    )
    ranks.show_sorts([SORTS[0], (TODAY, ("Trust", "Candour", "Craft", "Rest"))])
    assert ranks.accessibleName() == (
        "2 sorts from 20 Dec 2024 to 12 Mar 2026: Trust came first at both ends."
    )
    ranks.show_sorts(SORTS[:1])
    assert ranks.accessibleName() == "Trust came first on 20 Dec 2024."
    ranks.show_sorts([])
    assert ranks.accessibleName() == "Nothing is sorted yet."
    ranks.grab()


def test_ranks_as_a_table(ranks):
    table = ranks.table()
    assert table.heads == ("Value", "20 Dec 2024", "14 Dec 2025")
    assert table.rows == (
        ("Candour", "2", "1"),
        ("Rest", "4", "2"),
        ("Trust", "1", "3"),
        ("Curiosity", "", "4"),
        ("Craft", "3", ""),
    )


def test_keys_follow_a_name_and_go_down_the_order(ranks, qtbot):
    said = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up):
        qtbot.keyClick(ranks, key)
        said.append(ranks.shown_spot().said())
    assert said == [
        "Candour: 2 of 4. 20 Dec 2024",
        "Candour: 1 of 4. 14 Dec 2025",
        "Rest: 2 of 4. 14 Dec 2025",
        "Rest: 4 of 4. 20 Dec 2024",
        "Craft: 3 of 4. 20 Dec 2024",
    ]
