"""Values as rows: said, walked, chosen and shown as a table."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt

from metanoia.ui.widgets.dumbbell import dumbbell_words
from metanoia.ui.widgets.evidence_weeks import evidence_words
from metanoia.ui.widgets.value_chart import ValueChart, ValueLine

TODAY = dt.date(2026, 3, 12)
QUIET = ((0, 0),) * 8
LINES = [
    ValueLine("c", 1, "Candour", "I say the hard thing early.", 9, 6, ((1, 0), (0, 2), *QUIET[2:])),
    ValueLine("f", 2, "Fairness", "", 8, 8, QUIET),
    ValueLine("r", None, "Rest", "Home on time.", 7, None, ((7, 5), *QUIET[1:])),
]


@pytest.fixture
def chart(qtbot):
    chart = ValueChart()
    qtbot.addWidget(chart)
    chart.show_values(LINES, dt.date(2026, 1, 19), TODAY)
    chart.resize(700, chart.sizeHint().height())
    with qtbot.waitActive(chart):
        chart.show()
        chart.activateWindow()
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    return chart


def test_it_says_what_matters_and_what_shows(chart):
    said = "Candour: matters 9, shows 6; Fairness: matters 8, shows 8; Rest: matters 7."
    assert chart.accessibleName() == said


def test_the_table_counts_what_served_and_strained(chart):
    assert chart.table().rows[0] == (
        "1", "Candour", "9", "6", "1", "2", "I say the hard thing early.",
    )  # fmt: skip
    assert chart.table().rows[2] == ("", "Rest", "7", "", "7", "5", "Home on time.")


def test_arrows_walk_the_rows_and_enter_chooses(chart, qtbot):
    chosen, rows = [], []
    chart.chosen.connect(chosen.append)
    chart.walked.connect(rows.append)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.shown_spot().said() == (
        "1, Candour: matters 9, shows 6. 1 served it, 2 strained it, in 8 weeks"
    )
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.shown_spot().said() == "2, Fairness: matters 8, shows 8. nothing noted in 8 weeks"
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    assert (chosen, chart.current) == (["f"], "c")
    assert rows[1].top() == rows[0].bottom() + 1
    assert rows[2] == rows[0]


def test_a_click_chooses_its_row(chart, qtbot):
    chosen = []
    chart.chosen.connect(chosen.append)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(120, 70))
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(600, chart.height() - 20))
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(120, 10))
    assert chosen == ["c", "r"]


def test_the_row_stays_when_the_values_come_anew(chart, qtbot):
    chart.choose("r")
    chart.show_values(LINES[::-1], dt.date(2026, 1, 19), TODAY)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current == "f"
    chart.choose("r")
    chart.show_values(LINES[:2], dt.date(2026, 1, 19), TODAY)
    assert chart.current == ""


def test_a_narrow_one_is_taller(chart):
    wide = chart.sizeHint().height()
    chart.resize(480, 400)
    assert chart.sizeHint().height() > wide
    assert not chart.grab().isNull()


def test_none_at_all_is_said(chart, qtbot):
    chart.show_values([], dt.date(2026, 1, 19), TODAY)
    assert chart.accessibleName() == "No values yet."
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert not chart.grab().isNull()


@pytest.mark.parametrize(
    ("matters", "shows", "said"),
    [
        (9, 6, "Candour: matters 9, shows 6"),
        (None, 6, "Candour: shows 6"),
        (None, None, "Candour: not rated yet"),
    ],
)
def test_both_numbers_in_words(matters, shows, said):
    assert dumbbell_words("Candour", matters, shows) == said


def test_weeks_in_words():
    assert evidence_words(((2, 1),)) == "2 served it, 1 strained it, in 1 week"
    assert evidence_words(()) == "nothing noted in 0 weeks"
