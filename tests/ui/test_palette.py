"""The command palette under the fingers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from metanoia.ui.palette import Choice, CommandPalette

CHOICES = [
    Choice("Go to"), Choice("Today", "today", "sun"), Choice("Journal", "journal", "book-open"),
    Choice("Do"), Choice("Lock", "lock", "lock", keys="Ctrl+L"),
]  # fmt: skip


@pytest.fixture
def window(qtbot):
    window = QWidget()
    window.field = QLineEdit(window)
    QVBoxLayout(window).addWidget(window.field)
    qtbot.addWidget(window)
    window.resize(900, 600)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.field.setFocus()
    return window


@pytest.fixture
def palette(window):
    palette = CommandPalette(window)
    palette.show_choices(CHOICES)
    return palette


def current(palette):
    return CHOICES[palette.list.currentIndex().row()].text


def test_the_first_thing_that_can_be_done_is_current(palette):
    assert current(palette) == "Today"


def test_arrows_pass_over_the_heads_and_go_round(palette, qtbot):
    for expected in ("Journal", "Lock", "Today"):
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
        assert current(palette) == expected
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert current(palette) == "Lock"


def test_tab_stays_inside(palette, qtbot):
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
    assert palette.field.hasFocus()
    assert current(palette) == "Journal"


def test_enter_takes_what_is_current(palette, qtbot):
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen.args == ["journal"]


def test_a_click_takes_a_row(palette, qtbot):
    place = palette.list.visualRect(palette.list.model().index(4, 0)).center()
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["lock"]


def test_escape_closes_and_gives_the_focus_back(palette, window, qtbot):
    with qtbot.waitSignal(palette.destroyed):
        qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert window.field.hasFocus()


def test_a_click_beside_it_closes(palette, qtbot):
    with qtbot.waitSignal(palette.closed):
        qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_typing_asks_once_it_rests_and_enter_does_not_wait(palette, qtbot):
    asked = []
    palette.asked.connect(asked.append)
    with qtbot.waitSignal(palette.asked):
        qtbot.keyClicks(palette.field, "abc")
    assert asked == ["abc"]
    qtbot.keyClicks(palette.field, "d")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert asked == ["abc", "abcd"]


def test_nothing_found_is_said(palette):
    palette.show_choices([])
    assert palette._nothing.isVisible()
    assert not palette.list.isVisible()


def test_it_covers_the_window_at_any_size(palette, window, qtbot):
    window.resize(700, 420)
    assert palette.size() == window.size()
    assert palette._box.geometry().bottom() < window.height()


def test_it_is_as_high_as_its_rows_from_the_first_moment(palette):
    for choices in (CHOICES, CHOICES[:2], CHOICES):
        palette.show_choices(choices)
        QApplication.processEvents()
        rows = sum(palette.list.rowHeight(row) for row in range(len(choices)))
        assert palette.list.height() == rows
        box = palette._box
        assert palette.list.mapTo(box, QPoint(0, 0)).y() >= palette.field.height()
        assert 0 <= box.height() - palette.list.mapTo(box, QPoint(0, rows)).y() <= 16
