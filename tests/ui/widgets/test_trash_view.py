"""Recently deleted: what is there is told, restored and deleted for good by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.trash_view import Gone, TrashView

ROTA = Gone("1", "The rota", "Why holes?")
PLAIN = Gone("2", "Evenings", "")


@pytest.fixture
def trash(qtbot):
    view = TrashView("Maps recently deleted", "Back to the maps")
    qtbot.addWidget(view)
    view.resize(700, 500)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.show_gone([ROTA, PLAIN])
    QApplication.processEvents()
    return view


def read(view):
    return [one.text() for one in view.findChildren(Label) if one.isVisible()]


def button(view, name):
    found = [one for one in view.findChildren(QPushButton) if one.isVisible()]
    return next(one for one in found if one.accessibleName() == name)


def test_each_is_told_with_what_it_asks(trash):
    assert read(trash) == ["Maps recently deleted", "The rota", "Why holes?", "Evenings"]


def test_keys_name_restore_and_delete_the_one_they_are_on(trash, qtbot):
    for name, signal, gone in (
        ("Restore Evenings", trash.restored, PLAIN),
        ("Delete The rota for good", trash.purged, ROTA),
    ):
        one = button(trash, name)
        one.setFocus(Qt.FocusReason.TabFocusReason)
        with qtbot.waitSignal(signal) as said:
            qtbot.keyClick(one, Qt.Key.Key_Space)
        assert said.args == [gone]


def test_esc_and_its_button_lead_back(trash, qtbot):
    trash.take_focus()
    with qtbot.waitSignal(trash.left):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    with qtbot.waitSignal(trash.left):
        qtbot.keyClick(trash.back, Qt.Key.Key_Space)


def test_when_all_is_gone_it_says_how_long_things_stay(trash, qapp):
    trash.show_gone([])
    qapp.processEvents()
    assert any("30 days" in text for text in read(trash))
    assert not any("rota" in text for text in read(trash))
    windows = [one for one in qapp.topLevelWidgets() if one.isVisible()]
    assert windows == [trash]


def test_the_keyboard_stays_in_the_list_when_the_row_under_it_goes(trash, qtbot):
    button(trash, "Restore The rota").setFocus(Qt.FocusReason.TabFocusReason)
    trash.restored.connect(lambda gone: trash.show_gone([PLAIN]))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert QApplication.focusWidget() is button(trash, "Restore Evenings")
    trash.restored.disconnect()
    trash.restored.connect(lambda gone: trash.show_gone([]))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert QApplication.focusWidget() is trash.back
