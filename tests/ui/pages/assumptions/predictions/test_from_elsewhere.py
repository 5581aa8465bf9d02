"""Coming to the predictions from the rest of the window, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from metanoia.ui.destination import Destination
from metanoia.ui.dialogs.assumption_sheet import AssumptionSheet
from metanoia.ui.dialogs.prediction_sheet import PredictionSheet
from metanoia.ui.settings import Settings
from metanoia.ui.shell import Shell

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shell(journal, qtbot):
    shell = Shell(journal, Settings())
    qtbot.addWidget(shell)
    shell.resize(1280, 800)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    shell.show_page("settings")
    yield shell
    shell.blank()


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_the_palette_makes_a_prediction_of_what_was_typed(shell, qtbot, sheet, journal):
    press(qtbot, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(shell.palette_shown.field, "The board says yes")
    qtbot.waitUntil(lambda: not shell.palette_shown._rest.isActive())
    press(qtbot, Qt.Key.Key_Up)  # the last row
    press(qtbot, Qt.Key.Key_Return)
    asked = sheet(shell, PredictionSheet)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is asked.statement)
    assert asked.statement.toPlainText() == "The board says yes"
    for text in ("\t", "the minutes\t", "tomorrow\t", "\t", "70"):
        qtbot.keyClicks(QApplication.focusWidget(), text)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert [row.last for row in journal.predictions.rows()] == [70]
    assert shell.current.where().section == "predictions"
    assert shell.toast.isVisible()


def test_the_window_asks_for_a_new_assumption(shell, qtbot, sheet):
    press(qtbot, Qt.Key.Key_A, CTRL | SHIFT)
    asked = sheet(shell, AssumptionSheet)
    assert asked.isAncestorOf(QApplication.focusWidget())
    assert shell.current.name == "assumptions"


def test_back_leads_to_the_prediction_that_was_left(shell, qtbot, predict):
    one = predict("Alpha is first.")
    predict("Beta is second.", days=3)
    shell.go(Destination(page="assumptions", section="predictions", item=one))
    shell.show_page("journal")
    shell.back()
    assert shell.current.room.detail.card.shown.id == one
