"""The room within the window: gone to, worked in and left by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from metanoia.ui.destination import Destination
from metanoia.ui.settings import Settings
from metanoia.ui.shell import Shell

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shell(journal, valued, qtbot):
    shell = Shell(journal, Settings())
    qtbot.addWidget(shell)
    shell.resize(1280, 800)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    yield shell
    shell.blank()


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)
    for _ in range(3):
        QApplication.processEvents()


def test_from_goals_to_values_and_back(shell, qtbot):
    shell.show_page("goals")
    press(qtbot, Qt.Key.Key_PageDown, CONTROL)
    room = shell.current.room
    assert QApplication.focusWidget() is room.overview.table
    press(qtbot, Qt.Key.Key_PageUp, CONTROL)
    assert shell.current.room is not room


def test_rating_sorting_and_a_value_by_their_keys(shell, qtbot):
    shell.go(Destination(page="goals", section="values"))
    room = shell.current.room
    press(qtbot, Qt.Key.Key_R, CONTROL)
    assert room.view is room.rating
    press(qtbot, Qt.Key.Key_8)
    press(qtbot, Qt.Key.Key_Escape)
    assert room.view is room.overview
    press(qtbot, Qt.Key.Key_Z, CONTROL)  # what the notice undoes
    assert room.journal.values.latest_ratings()[room.journal.values.all()[0].id].note
    press(qtbot, Qt.Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert room.view is room.sorting
    press(qtbot, Qt.Key.Key_Left)
    assert len(room.sorting.sorting.piles) == 1
    press(qtbot, Qt.Key.Key_Escape)
    press(qtbot, Qt.Key.Key_Home)
    press(qtbot, Qt.Key.Key_Return)
    assert room.view is room.detail
    press(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is room.overview.table


def test_the_way_back_leads_to_the_value_that_was_left(shell, valued, qtbot):
    shell.go(Destination(page="goals", section="values", item=valued["Rest"].id))
    shell.show_page("journal")
    press(qtbot, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.current.room.detail_of().name == "Rest"


def test_nothing_of_a_locked_journal_stays_in_the_room(shell, valued):
    shell.go(Destination(page="goals", section="values"))
    room = shell.current.room
    shell.blank()
    assert "Candour" not in room.overview.table.accessibleName()
    assert room.overview.table.table().rows == ()
