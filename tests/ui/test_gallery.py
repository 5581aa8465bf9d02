"""What holds for every widget: a name, a ring, a size that can be hit, room for its words."""

import gc
import weakref

import pytest
from PySide6.QtCore import SIGNAL, QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.label import Label
from ui import gallery


@pytest.fixture
def window(qtbot):
    made = gallery.gallery()
    qtbot.addWidget(made)
    made.resize(1280, 1300)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def stops(window):
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
    ]


def test_every_stop_has_a_name(window):
    nameless = [one for one in stops(window) if not (one.accessibleName() or getattr(one, "text", str)())]  # fmt: skip
    assert nameless == []


def test_every_stop_is_large_enough_to_hit(window):
    small = [(type(one).__name__, one.size()) for one in stops(window) if min(one.width(), one.height()) < 24]  # fmt: skip
    assert small == []


def test_focus_by_keyboard_is_seen_on_every_stop(window, qtbot):
    unseen = []
    for one in stops(window):
        window.setFocus()
        one.clearFocus()
        qtbot.wait(0)
        before = one.grab().toImage()
        one.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.wait(0)
        if one.grab().toImage() == before and not hasattr(one, "ring_shown"):
            unseen.append(type(one).__name__)
        elif one.grab().toImage() == before and one.text() != "Focused":
            unseen.append((type(one).__name__, one.text()))
    assert unseen == []


def test_a_click_leaves_no_ring(window, qtbot):
    for one in window.findChildren(QAbstractButton):
        if one.isVisible() and one.text() in ("Primary", "Soft", "Leave out", "Read", "Filter"):
            qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
            assert one.hasFocus()
            assert not one.ring_shown()


def test_tab_reaches_every_stop(window, qtbot):
    wanted = set(stops(window))
    # of buttons that exclude one another, Tab goes to the one that is chosen
    wanted = {one for one in wanted if not _gives_way(one)}
    reached = set()
    stops(window)[0].setFocus()
    for _ in range(3 * len(wanted)):
        reached.add(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert {(type(one).__name__, one.accessibleName()) for one in wanted - reached} == set()


def _gives_way(one):
    group = isinstance(one, QAbstractButton) and one.autoExclusive() and one.isCheckable()
    return group and not one.isChecked()


@pytest.mark.parametrize("scale", [0.85, 1.0, 1.4, 1.6])
def test_no_words_are_cut_at_any_scale(window, qtbot, scale):
    theme().apply(scale=scale)
    window.resize(int(1400 * scale), int(1400 * scale))
    qtbot.wait(1)
    cut = []
    for one in window.findChildren(QWidget):
        if not one.isVisible() or isinstance(one, Panel | QLineEdit | QTextEdit):
            continue
        if isinstance(one, Label):
            needs = one.heightForWidth(one.width())
            if one.height() < needs:
                cut.append((one.text(), one.height(), needs))
        elif isinstance(one, QAbstractButton) and not isinstance(one.parent(), QLineEdit):
            least = one.minimumSizeHint()
            if one.width() < least.width() or one.height() < least.height():
                cut.append((type(one).__name__, one.text(), one.size(), least))
    assert cut == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_repaints_in_the_next_scheme(window, qtbot, scheme):
    theme().apply("dark" if scheme == "light" else "light")
    qtbot.wait(1)
    window.grab()
    theme().apply(scheme)
    qtbot.wait(1)
    turned = window.grab().toImage()
    fresh = gallery.gallery()
    qtbot.addWidget(fresh)
    fresh.resize(window.size())
    fresh.show()
    qtbot.wait(1)
    assert turned == fresh.grab().toImage()


def test_no_widget_above_a_leaf_wears_a_sheet(window):
    dressed = {type(one).__name__ for one in window.findChildren(QWidget) if one.styleSheet()}
    assert dressed <= {"QScrollBar", "PassphraseField", "QListView"}


def test_a_closed_window_leaves_nothing_behind(qapp):
    listening = theme().receivers(SIGNAL("changed()"))
    window = gallery.gallery()
    window.show()
    kept = [weakref.ref(one) for one in window.findChildren(QObject)]
    assert theme().receivers(SIGNAL("changed()")) > listening + 100
    window.close()
    window.deleteLater()
    del window
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [one() for one in kept if one() is not None] == []
    assert theme().receivers(SIGNAL("changed()")) <= listening
