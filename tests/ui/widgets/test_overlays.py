"""Popovers and dialog sheets: the focus they take, keep and give back, and that they go."""

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets import overlay
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.popover import Popover
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.toast import Toast


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.first, made.anchor = Button("First"), Button("Pick a day")
    made.setLayout(vbox(hbox(made.first, None, made.anchor), None))
    made.resize(900, 600)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.anchor.setFocus(Qt.FocusReason.TabFocusReason)
    return made


def popover(window):
    made = Popover(window.anchor, boxed(vbox(LineField("A date"), 8, Button("Today"))))
    made.open()
    return made


def sheet(window, kind=DialogSheet):
    made = kind(window, "Import a notebook", "Markdown, 214 files", icon="download")
    made.name = LineField("Mark them with")
    made.go = Button("Import", "primary")
    made.add(made.name)
    made.set_foot(None, Button("Cancel", "ghost"), made.go)
    made.open()
    return made


@pytest.mark.parametrize("kind", [popover, sheet])
def test_it_takes_the_focus_and_gives_it_back(window, qtbot, kind):
    over = kind(window)
    inside = QApplication.focusWidget()
    assert isinstance(inside, LineField)
    assert over.isAncestorOf(inside)
    with qtbot.waitSignal(over.closed):
        qtbot.keyClick(inside, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.anchor
    assert window.anchor.ring_shown()


@pytest.mark.parametrize("kind", [popover, sheet])
def test_where_the_focus_came_from_a_thing_that_hid_it_goes_to_what_is_close(window, qtbot, kind):
    over = kind(window)
    window.anchor.hide()
    over.dismiss()
    assert QApplication.focusWidget() is window.first


@pytest.mark.parametrize("kind", [popover, sheet])
def test_tab_stays_inside_and_goes_round(window, qtbot, kind):
    over = kind(window)
    seen = [QApplication.focusWidget()]
    for _ in range(12):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert all(over.isAncestorOf(one) for one in seen)
    assert set(seen) == set(over.stops())
    last = QApplication.focusWidget()
    qtbot.keyClick(last, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is last


@pytest.mark.parametrize("kind", [popover, sheet])
def test_the_keys_of_the_window_rest_but_for_locking(window, qtbot, kind):
    heard = []
    keys = [QShortcut(QKeySequence(text), window) for text in ("Ctrl+N", "Ctrl+L")]
    for key in keys:
        key.activated.connect(lambda key=key: heard.append(key.key().toString()))
    over = kind(window)
    for key in (Qt.Key.Key_N, Qt.Key.Key_L):
        qtbot.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
    assert heard == ["Ctrl+L"]
    over.dismiss()
    qtbot.keyClick(window.anchor, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert heard == ["Ctrl+L", "Ctrl+N"]


@pytest.mark.parametrize("kind", [popover, sheet])
def test_once_closed_it_is_gone(window, qtbot, kind):
    over = kind(window)
    gone = weakref.ref(over)
    over.dismiss()
    del over
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None
    assert window.findChildren(DialogSheet) + window.findChildren(Popover) == []


def test_a_click_beside_a_popover_closes_it_and_one_inside_does_not(window, qtbot):
    over = popover(window)
    qtbot.mouseClick(over.card, Qt.MouseButton.LeftButton)
    assert over.isVisible()
    with qtbot.waitSignal(over.closed):
        qtbot.mouseClick(over, Qt.MouseButton.LeftButton, pos=QPoint(10, 500))


def test_a_click_beside_a_sheet_does_not_lose_what_was_typed(window, qtbot):
    over = sheet(window)
    qtbot.mouseClick(over, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert over.isVisible()
    with qtbot.waitSignal(over.closed):
        qtbot.mouseClick(over.cross, Qt.MouseButton.LeftButton)


def test_a_sheet_that_may_not_close_stays(window, qtbot):
    class Busy(DialogSheet):
        def may_close(self):
            return False

    over = sheet(window, Busy)
    qtbot.keyClick(over.name, Qt.Key.Key_Escape)
    qtbot.mouseClick(over.cross, Qt.MouseButton.LeftButton)
    assert over.isVisible()
    over.dismiss()


def test_the_focus_survives_that_its_old_place_is_deleted(window, qtbot):
    over = popover(window)
    window.anchor.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    over.dismiss()
    assert not over.isVisible()


def test_locking_takes_everything_off_the_window_at_once(window, qtbot):
    class Busy(DialogSheet):
        def may_close(self):
            return False

    shown = [popover(window), sheet(window, Busy), Toast(window, "Entry moved", window.close)]
    overlay.clear(window)
    assert [one for one in shown if one.isVisible()] == []
    assert window.isVisible()


def test_both_stay_inside_the_window_as_it_shrinks(window, qtbot):
    for over in (popover(window), sheet(window)):
        for size in ((900, 600), (480, 360)):
            window.resize(*size)
            qtbot.wait(1)
            assert over.size() == window.size()
            assert over.rect().contains(over.card.geometry())
        over.dismiss()


@pytest.mark.parametrize("scale", [0.85, 1.0, 1.6])
def test_a_sheet_is_as_high_as_its_words_and_scrolls_when_there_are_too_many(window, qtbot, scale):
    theme().apply(scale=scale)
    over = DialogSheet(window, "About")
    words = Label("The recovery key opens this journal when the passphrase is forgotten. " * 4, wrap=True)  # fmt: skip
    over.add(words)
    over.open()
    qtbot.wait(1)
    assert words.height() >= words.heightForWidth(words.width())
    assert not over._scroll.verticalScrollBar().isVisible()
    words.setText(words.text() * 30)
    bar = over._scroll.verticalScrollBar()
    qtbot.waitUntil(bar.isVisible)
    for key, value in ((Qt.Key.Key_End, bar.maximum()), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(over.cross, key)
        assert bar.value() == value
    assert over.rect().contains(over.card.geometry())
    over.dismiss()


def test_nothing_in_the_window_holds_on_to_a_closed_sheet(window, qapp):
    window.layout().addWidget(QTableView())
    over = sheet(window)
    over.focusNextPrevChild(True)
    over.dismiss()
    gone = weakref.ref(over)
    del over
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    gc.collect()
    assert gone() is None
