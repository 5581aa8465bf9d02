"""A sheet that is written in: what keeps, what closes, and that no word goes unasked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from metanoia.ui.dialogs.writing_sheet import WritingSheet
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.text_field import TextField

CTRL = Qt.KeyboardModifier.ControlModifier


class Asked(WritingSheet):
    def __init__(self, over):
        super().__init__(over, "Say it", keep="Keep")
        self.kept = []
        self.line, self.text = LineField(name="A line"), TextField(name="A text")
        self.add(self.line, self.text)

    def written(self):
        return self.line.text(), self.text.toPlainText()

    def keep(self):
        self.kept.append(self.written())


@pytest.fixture
def asked(qtbot):
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    sheet = Asked(window)
    sheet.open()
    return sheet


@pytest.mark.parametrize("where", ["line", "text", "cancel"])
def test_ctrl_enter_keeps_from_anywhere(asked, qtbot, where):
    qtbot.keyClicks(asked.line, "Yes")
    qtbot.keyClick(getattr(asked, where), Qt.Key.Key_Return, CTRL)
    assert asked.kept == [("Yes", "")]
    assert asked.is_open()  # until what was written is kept


def test_esc_closes_what_was_not_touched(asked, qtbot):
    qtbot.keyClick(asked.line, Qt.Key.Key_Escape)
    assert not asked.is_open()


def test_esc_warns_once_before_words_go(asked, qtbot):
    qtbot.keyClicks(asked.text, "My words")
    qtbot.keyClick(asked.text, Qt.Key.Key_Escape)
    assert asked.is_open()
    assert "not kept yet" in asked.notice.text()
    qtbot.keyClick(asked.text, Qt.Key.Key_Escape)
    assert not asked.is_open()


def test_who_writes_on_is_warned_again(asked, qtbot):
    qtbot.keyClicks(asked.text, "My words")
    qtbot.mouseClick(asked.cross, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(asked.text, " and more")
    qtbot.keyClick(asked.text, Qt.Key.Key_Escape)
    assert asked.is_open()


def test_what_is_refused_stays(asked, qtbot):
    qtbot.keyClicks(asked.line, "Yes")
    asked.refuse("The disk is full.")
    assert asked.notice.text() == "The disk is full."
    assert asked.is_open()
    assert asked.line.text() == "Yes"
