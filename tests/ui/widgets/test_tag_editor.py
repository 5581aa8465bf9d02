"""Tags as chips, with a field that completes what is typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from metanoia.ui.widgets.layout import vbox
from metanoia.ui.widgets.tag_editor import TagEditor

KNOWN = ("work", "world", "walk", "rest")


@pytest.fixture
def editor(qtbot):
    """A tag editor between two fields, in a window."""
    window = QWidget()
    qtbot.window = window  # or it would go with this function
    editor = TagEditor(lambda typed: [tag for tag in KNOWN if tag.startswith(typed)])
    window.setLayout(vbox(QLineEdit(), editor, QLineEdit()))
    qtbot.addWidget(window)
    window.resize(500, 200)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    editor.field.setFocus()
    qtbot.waitUntil(editor.field.hasFocus)
    return editor


def test_typing_completes_and_the_rest_is_typed_over(editor, qtbot):
    qtbot.keyClicks(editor.field, "wo")
    assert (editor.field.text(), editor.field.selectedText()) == ("work", "rk")
    qtbot.keyClicks(editor.field, "nder")
    with qtbot.waitSignal(editor.changed) as changed:
        qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert changed.args == [("wonder",)]
    assert editor.field.text() == ""


def test_what_is_worn_is_not_added_again(editor, qtbot):
    editor.set_tags(("Work",))
    qtbot.keyClicks(editor.field, "#work")
    with qtbot.assertNotEmitted(editor.changed, wait=30):
        qtbot.keyClick(editor.field, Qt.Key.Key_Return)


def test_tab_goes_through_the_chips_before_the_field(editor, qtbot):
    editor.set_tags(("one", "two"))
    names = []
    for _ in range(3):
        qtbot.keyClick(editor.window().focusWidget(), Qt.Key.Key_Backtab)
        names.append(editor.window().focusWidget().accessibleName())
    assert names[:2] == ["two", "one"]
    assert isinstance(editor.window().focusWidget(), QLineEdit)


def test_delete_removes_the_chip_that_has_the_focus(editor, qtbot):
    editor.set_tags(("one", "two"))
    qtbot.keyClick(editor.field, Qt.Key.Key_Backtab)
    with qtbot.waitSignal(editor.changed) as changed:
        qtbot.keyClick(editor.window().focusWidget(), Qt.Key.Key_Delete)
    assert changed.args == [("one",)]
    assert editor.field.hasFocus()


def test_escape_and_down_leave_the_field(editor, qtbot):
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return):
        with qtbot.waitSignal(editor.left):
            qtbot.keyClick(editor.field, key)


def test_nothing_is_left_when_it_forgets(editor, qtbot):
    editor.set_tags(("one",))
    qtbot.keyClicks(editor.field, "secr")
    editor.forget()
    assert editor.tags() == ()
    assert editor.field.text() == ""
    assert editor._known.stringList() == []
