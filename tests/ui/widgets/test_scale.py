"""Scales: nothing is chosen until somebody chooses; keys, digits and the mouse choose."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication

from metanoia.ui.theme import theme
from metanoia.ui.widgets.rating import RatingRow
from metanoia.ui.widgets.slider import ConfidenceSlider
from metanoia.ui.widgets.strength import StrengthDots, StrengthPicker


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.clearFocus()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return widget


@pytest.fixture
def slider(qtbot):
    return shown(qtbot, ConfidenceSlider("How sure am I?"))


def heard(signal):
    values = []
    signal.connect(values.append)
    return values


def test_nothing_is_said_until_somebody_says_it(slider, qtbot):
    assert slider.value() is None
    assert slider.accessibleName() == "How sure am I?, not said yet"
    hollow = slider.grab().toImage()
    qtbot.keyClicks(slider, "7")
    assert slider.value() == 70
    assert slider.accessibleName() == "How sure am I?"
    assert slider.grab().toImage() != hollow


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("7", 70),
        ("75", 75),
        ("0", 0),
        ("05", 5),
        ("10", 10),
        ("100", 100),
        ("758", 80),
        ("999", 90),
    ],
)
def test_digits_are_tens_and_two_of_them_a_number(slider, qtbot, typed, value):
    qtbot.keyClicks(slider, typed)
    assert slider.value() == value


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ("Right", 41),
        ("Left Left", 38),
        ("Up", 41),
        ("Down", 39),
        ("PageUp", 50),
        ("PageDown PageDown", 20),
        ("Home Left", 0),
        ("End PageUp", 100),
    ],
)
def test_keys_move_by_one_by_ten_and_to_the_ends(slider, qtbot, keys, value):
    slider.set_value(40)
    for key in keys.split():
        qtbot.keyClick(slider, getattr(Qt.Key, f"Key_{key}"))
    assert slider.value() == value


def test_digits_after_a_pause_begin_a_new_number(slider, qtbot):
    qtbot.keyClicks(slider, "7")
    slider._typing.timeout.emit()
    qtbot.keyClicks(slider, "5")
    assert slider.value() == 50


def test_keys_settle_once_they_rest_and_at_once_on_enter(slider, qtbot):
    changed, settled = heard(slider.changed), heard(slider.settled)
    qtbot.keyClicks(slider, "75")
    assert (changed, settled) == ([70, 75], [])
    slider._rest.timeout.emit()
    assert settled == [75]
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    qtbot.keyClick(slider, Qt.Key.Key_Return)
    assert settled == [75, 76]
    slider._rest.timeout.emit()
    slider.clearFocus()
    assert settled[:2] == [75, 76]


def test_a_number_still_resting_is_taken_when_focus_or_page_goes(slider, qtbot):
    settled = heard(slider.settled)
    qtbot.keyClick(slider, Qt.Key.Key_End)
    slider.clearFocus()
    assert settled == [100]
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    slider.hide()
    assert settled == [100, 0]


def test_the_mouse_moves_it_and_settles_it_by_letting_go(slider, qtbot):
    changed, settled = heard(slider.changed), heard(slider.settled)
    middle = slider.rect().center()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert changed[-1] in (49, 50, 51)
    assert settled == []
    qtbot.mouseMove(slider, QPoint(slider.width() + 20, middle.y()))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert slider.value() == changed[-1] == settled[0] == 100
    assert len(settled) == 1


def test_the_wheel_is_left_to_the_page(slider):
    slider.set_value(30)
    wheel = QWheelEvent(
        QPointF(20, 8),
        QPointF(20, 8),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, wheel)
    assert slider.value() == 30
    assert not wheel.isAccepted()


def test_setting_it_is_silent_and_stays_within_the_scale(slider, qtbot):
    changed, settled = heard(slider.changed), heard(slider.settled)
    slider.set_value(140)
    assert slider.value() == 100
    slider.set_value(None)
    assert slider.value() is None
    slider.clearFocus()
    assert (changed, settled) == ([], [])


def test_screen_readers_know_it_as_a_slider_with_its_number(slider):
    slider.set_value(70)
    told = QAccessible.queryAccessibleInterface(slider)
    assert told.role() == QAccessible.Role.Slider
    assert told.text(QAccessible.Text.Name) == "How sure am I?"
    assert told.text(QAccessible.Text.Value) in ("70", "")


def test_other_keys_are_left_to_the_window(slider, qtbot):
    slider.set_value(40)
    qtbot.keyClick(slider, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(slider, Qt.Key.Key_A)
    assert slider.value() == 40


@pytest.mark.parametrize("scale", [1.0, 1.4])
@pytest.mark.parametrize(
    "made",
    [
        lambda: ConfidenceSlider("Sure"),
        lambda: RatingRow("Importance", 0, 10),
        lambda: StrengthPicker("Strength"),
    ],
)
def test_each_can_be_hit_and_shows_its_focus(qtbot, made, scale):
    theme().apply(scale=scale)
    widget = shown(qtbot, made())
    assert widget.minimumSizeHint().height() >= 24
    ringed = widget.grab().toImage()
    widget.clearFocus()
    QApplication.processEvents()
    assert widget.grab().toImage() != ringed


def test_a_rating_is_chosen_by_its_cell_and_by_its_digits(qtbot):
    rating = shown(qtbot, RatingRow("Importance", 0, 10))
    settled = heard(rating.settled)
    for number in (0, 7, 10):
        place = rating._cell(number).center().toPoint()
        qtbot.mouseClick(rating, Qt.MouseButton.LeftButton, pos=place)
        assert rating.value() == number
    assert settled == [0, 7, 10]
    qtbot.keyClicks(rating, "4")
    assert rating.value() == 4
    rating._typing.timeout.emit()
    qtbot.keyClicks(rating, "10")
    assert rating.value() == 10
    few = shown(qtbot, RatingRow("How well decided", 1, 5))
    qtbot.keyClicks(few, "9")
    assert few.value() is None
    qtbot.keyClicks(few, "5")
    assert few.value() == 5


def test_strength_is_picked_and_told_in_dots_and_words(qtbot):
    picker = shown(qtbot, StrengthPicker("Strength", "ochre"))
    assert "3 of 3, strong" in picker.accessibleDescription()
    before = picker.grab().toImage()
    qtbot.mouseClick(picker, Qt.MouseButton.LeftButton, pos=picker.rect().center())
    assert picker.value() == 2
    qtbot.keyClick(picker, Qt.Key.Key_Right)
    assert picker.value() == 3
    assert picker.grab().toImage() != before
    dots = StrengthDots(2, "ochre")
    qtbot.addWidget(dots)
    two = dots.grab().toImage()
    assert dots.accessibleName() == "Strength 2 of 3"
    dots.show_weight(3)
    assert dots.accessibleName() == "Strength 3 of 3"
    assert dots.grab().toImage() != two
