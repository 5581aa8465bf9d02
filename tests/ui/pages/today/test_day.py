"""The day of an entry: the calendar, words for a day, this day in other years."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from metanoia.ui.pages.today.day_picker import DayPicker, Memory
from metanoia.ui.widgets.field import LineField

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def calendar(page, press, qtbot):
    """Open the calendar as a person does and return it."""

    def opened():
        page.take_focus()
        press(Qt.Key.Key_D, CTRL)
        picker = page.window().findChild(DayPicker)
        assert picker.grid.hasFocus()
        return picker

    return opened


def test_an_entry_is_moved_by_keys_and_moved_back(shell, page, journal, write, press, calendar):
    entry_id = write("A late one.")
    calendar()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Return):
        press(key)
    assert journal.entries.get(entry_id).when.date == dt.date(2026, 3, 4)
    assert page.column.day.text() == "Wednesday 4 March"
    assert page.column.editor.hasFocus()
    assert "Wednesday 4 March" in shell.toast.text()
    shell.toast.undo()
    assert journal.entries.get(entry_id).when.date == dt.date(2026, 3, 12)
    assert page.column.day.text() == "Thursday 12 March"


def test_ctrl_d_then_y_is_yesterday(page, journal, write, press, calendar):
    entry_id = write("Slept on it.")
    calendar()
    press(Qt.Key.Key_Y)
    kept = journal.entries.get(entry_id)
    assert kept.when.date == dt.date(2026, 3, 11)
    assert kept.when.time == dt.time(8, 55)


def test_an_empty_page_takes_the_day_without_a_word(shell, page, journal, press, calendar, write):
    calendar()
    press(Qt.Key.Key_Y)
    assert page.column.day.text() == "Wednesday 11 March"
    assert shell.toast is None
    assert journal.entries.count == 3
    assert journal.entries.get(write("Then.")).when.date == dt.date(2026, 3, 11)


def test_a_day_ahead_is_refused_in_a_sentence(page, journal, write, press, calendar):
    entry_id = write("Now.")
    picker = calendar()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    assert picker.refusal.isVisible()
    assert "has not come yet" in picker.refusal.text()
    assert journal.entries.get(entry_id).when.date == dt.date(2026, 3, 12)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("last Friday", dt.date(2026, 3, 6)),
        ("3 days ago", dt.date(2026, 3, 9)),
        ("24.12.2025", dt.date(2025, 12, 24)),
    ],
)
def test_a_day_is_said_in_words(page, journal, write, press, calendar, qtbot, words, day):
    entry_id = write("Then.")
    picker = calendar()
    press(Qt.Key.Key_Tab)
    assert isinstance(picker.window().focusWidget(), LineField)
    qtbot.keyClicks(picker.field, words)
    press(Qt.Key.Key_Return)
    assert journal.entries.get(entry_id).when.date == day


def test_words_that_name_no_day_are_answered(page, press, calendar, qtbot):
    picker = calendar()
    qtbot.keyClicks(picker.field, "blue")
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert "names no day" in picker.refusal.text()
    qtbot.keyClicks(picker.field, "r")
    assert not picker.refusal.isVisible()


def test_days_written_on_and_this_day_in_other_years_are_shown(page, calendar):
    picker = calendar()
    assert picker.month.text() == "March 2026"
    assert "1 day with entries" in picker.grid.accessibleName()
    (memory,) = picker.findChildren(Memory)
    assert memory.accessibleName() == "2023, Snow"


def test_a_memory_opens_the_entry(shell, page, journal, calendar, qtbot):
    gone = []
    page.asked.connect(gone.append)
    picker = calendar()
    qtbot.mouseClick(picker.findChild(Memory), Qt.MouseButton.LeftButton)
    assert [journal.entries.get(one.entry).title for one in gone] == ["Snow"]


def test_escape_closes_it_and_gives_the_text_its_caret_back(page, press, calendar):
    calendar()
    press(Qt.Key.Key_Escape)
    assert page.column.editor.hasFocus()
    assert page.column.day.text() == "Thursday 12 March"


def test_the_day_line_opens_it_too(page, qtbot):
    qtbot.mouseClick(page.column.day, Qt.MouseButton.LeftButton)
    assert page.window().findChild(DayPicker) is not None
