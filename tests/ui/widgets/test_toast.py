import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.toast import SECONDS, Toast


@pytest.fixture
def window(qtbot):
    made = QWidget()
    layout = QVBoxLayout(made)
    made.field = QLineEdit()
    made.button = Button("New entry")
    layout.addWidget(made.field)
    layout.addWidget(made.button)
    made.resize(800, 600)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.button.setFocus()
    return made


def test_undo_by_the_button_happens_once(window, qtbot):
    undone = []
    toast = Toast(window, "Entry moved to Recently deleted", lambda: undone.append(1))
    with qtbot.waitSignal(toast.closed):
        qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    toast.undo()
    assert undone == [1]


def test_undo_by_key_works_while_it_is_shown_and_no_longer(window, qtbot):
    undone = []
    toast = Toast(window, "Entry moved to Recently deleted", lambda: undone.append(1))
    qtbot.keyClick(window.button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]
    assert not toast.isVisible()
    qtbot.keyClick(window.button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]


def test_a_text_that_is_being_written_keeps_its_own_undo(window, qtbot):
    undone = []
    toast = Toast(window, "Entry moved to Recently deleted", lambda: undone.append(1))
    window.field.setFocus()
    qtbot.keyClicks(window.field, "word")
    qtbot.keyClick(window.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.field.text() == ""
    assert undone == []
    toast.close()


def test_it_goes_away_by_itself(window, qtbot):
    toast = Toast(window, "Saved", milliseconds=10)
    with qtbot.waitSignal(toast.closed):
        pass
    assert SECONDS == 8


def test_it_waits_while_pointed_at_and_while_focused(window, qtbot):
    toast = Toast(window, "Saved", lambda: None, milliseconds=60_000)
    assert toast._timer.isActive()
    middle = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(middle, middle, middle))
    assert not toast._timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast._timer.isActive()
    toast.button.setFocus(Qt.FocusReason.TabFocusReason)
    assert not toast._timer.isActive()
    window.button.setFocus()
    assert toast._timer.isActive()
    toast.close()


def test_without_undo_there_is_no_button(window):
    toast = Toast(window, "Copied")
    assert not toast.button.isVisible()
    assert toast.accessibleName() == "Copied"
    toast.close()


def test_it_stays_inside_the_window(window, qtbot):
    toast = Toast(window, "A very long notice " * 20, lambda: None)
    qtbot.wait(1)
    assert window.rect().contains(toast.geometry())
    window.resize(500, 400)
    qtbot.wait(1)
    assert window.rect().contains(toast.geometry())
    toast.close()


def test_a_closed_toast_and_what_it_would_undo_are_gone(window, qtbot):
    class Undo:
        def __call__(self):
            pass

    undo = Undo()
    kept = weakref.ref(undo)
    toast = Toast(window, "Entry moved", undo)
    gone = weakref.ref(toast)
    toast.close()
    del toast, undo
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert kept() is None
    assert gone() is None
