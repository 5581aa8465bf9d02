"""What the sheet for a new prediction asks, refuses in words, and gives."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from metanoia.ui.dialogs.prediction_sheet import PredictionSheet

TODAY = dt.date(2026, 3, 12)


@pytest.fixture
def asked(qtbot):
    window = QWidget()
    window.resize(1024, 700)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    sheet = PredictionSheet(window, TODAY)
    sheet.given_ones = []
    sheet.given.connect(sheet.given_ones.append)
    sheet.open()
    return sheet


def fill(sheet, qtbot, *, statement="The board says yes.", by="the minutes", due="20 March", likely="70"):  # fmt: skip
    sheet.statement.setPlainText(statement)
    sheet.settled_by.setText(by)
    sheet.due.field.clear()
    qtbot.keyClicks(sheet.due.field, due)
    if likely:
        qtbot.keyClicks(sheet.likely.field, likely)
    sheet.keep()


def test_nothing_is_filled_in_and_nothing_is_kept_without_it(asked, qtbot):
    assert asked.statement.hasFocus()
    assert asked.likely.value() is None
    asked.keep()
    assert asked.given_ones == []
    assert all(
        field.error()
        for field in (asked.statement_labelled, asked.settled_by_labelled, asked.due_labelled, asked.likely)
    )  # fmt: skip
    assert asked.statement.hasFocus()


def test_what_is_whole_is_given(asked, qtbot):
    fill(asked, qtbot)
    (new,) = asked.given_ones
    assert (new.statement, new.settled_by) == ("The board says yes.", "the minutes")
    assert (new.due_on, new.percent, new.assumption) == (dt.date(2026, 3, 20), 70, None)
    assert asked.is_open()  # until the journal has it


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"statement": "No"}, "statement_labelled", "at least 5"),
        ({"statement": "x" * 301}, "statement_labelled", "at most 300"),
        ({"by": "  "}, "settled_by_labelled", "still empty"),
        ({"due": ""}, "due_labelled", "which day"),
        ({"due": "2026-03-11"}, "due_labelled", "has passed"),
        ({"likely": ""}, "likely", "type a number"),
    ],
)
def test_what_is_wrong_is_said_where_it_is(asked, qtbot, wrong, field, words):
    fill(asked, qtbot, **wrong)
    assert asked.given_ones == []
    assert words in getattr(asked, field).error()


def test_a_day_that_is_none_is_told_by_its_field(asked, qtbot):
    fill(asked, qtbot, due="the day of the dragon")
    assert asked.given_ones == []
    assert "names no day" in asked.due.refusal.text()


def test_nothing_is_asked_about_assumptions_where_there_are_none(asked):
    assert not asked.about.isVisible()


def test_esc_keeps_typed_words_until_asked_twice(asked, qtbot):
    qtbot.keyClicks(asked.statement, "The board")
    qtbot.keyClick(asked.statement, Qt.Key.Key_Escape)
    assert asked.is_open()
    qtbot.keyClick(asked.statement, Qt.Key.Key_Escape)
    assert not asked.is_open()
