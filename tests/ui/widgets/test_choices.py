"""Tick boxes, radio buttons, switches, segments and lists to choose from."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from metanoia.ui.widgets.check import CheckBox, RadioButton, Switch
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.row import ChoiceRow, RowButton
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.select import ComboBox


def test_a_click_on_some_means_all_and_never_some(qtbot):
    box = CheckBox("Entries", tristate=True)
    qtbot.addWidget(box)
    box.setCheckState(Qt.CheckState.PartiallyChecked)
    states = []
    for _ in range(3):
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
        states.append(box.checkState())
    assert states == [Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.Checked]


def test_the_words_count_as_the_box(qtbot):
    box = CheckBox("Stay open until I lock or sleep this computer")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 3, 5))
    assert box.isChecked()
    assert box.accessibleName() == box.text()


def test_each_state_looks_different(qtbot):
    seen = []
    box = CheckBox("Part", tristate=True)
    qtbot.addWidget(box)
    for state in Qt.CheckState:
        box.setCheckState(state)
        seen.append(box.grab().toImage())
    switch = Switch("Photos")
    qtbot.addWidget(switch)
    off = switch.grab().toImage()
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert switch.isChecked()
    assert switch.grab().toImage() != off
    assert seen[0] != seen[1] != seen[2] != seen[0]


def test_one_of_several_is_chosen(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    read, comment = RadioButton("Read", checked=True), RadioButton("Read and comment")
    first, second = ChoiceRow("Ingrid", checked=True), ChoiceRow("Tuesday circle")
    around.setLayout(vbox(boxed(vbox(read, comment)), boxed(vbox(first, second))))
    around.show()
    qtbot.mouseClick(comment, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert (read.isChecked(), first.isChecked()) == (False, False)


def test_arrows_choose_a_segment_and_tab_stops_once(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    minutes = Segmented(["2", "5", "10", "30"], 2, name="Lock after minutes")
    after = RadioButton("After")
    around.setLayout(vbox(minutes, after))
    with qtbot.waitActive(around):
        around.show()
        around.activateWindow()
    minutes._segments[2].setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(minutes.chosen) as chosen:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert chosen.args == [3]
    assert QApplication.focusWidget().ring_shown()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    assert minutes.current() == 3


def test_setting_a_segment_is_not_a_choice(qtbot):
    minutes = Segmented(["2", "5"], 0, name="Minutes")
    qtbot.addWidget(minutes)
    with qtbot.assertNotEmitted(minutes.chosen):
        minutes.set_current(1)
    assert minutes.current() == 1


def test_letters_choose_and_the_wheel_does_not(qtbot):
    box = ComboBox(["90 days", "A year", "Until I say so"], name="Kept for")
    qtbot.addWidget(box)
    box.show()
    qtbot.keyClicks(box, "u")
    assert box.currentText() == "Until I say so"
    up = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(box, up)
    assert box.currentText() == "Until I say so"


def test_a_row_is_a_button_with_the_name_of_its_words(qtbot):
    row = RowButton("users", "Open the coach desk", "Read what was shared with you")
    qtbot.addWidget(row)
    row.resize(400, 60)
    row.show()
    assert row.accessibleName() == "Open the coach desk. Read what was shared with you"
    with qtbot.waitSignal(row.clicked):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    assert row.heightForWidth(140) > row.heightForWidth(600)
