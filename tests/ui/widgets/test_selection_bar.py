"""The bar beside selected words, by mouse and by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.editor import MarkdownEditor
from metanoia.ui.widgets.layout import vbox
from metanoia.ui.widgets.selection_bar import SelectionBar

LEFT = Qt.MouseButton.LeftButton
TEXT = "I told Sam the plan was late. Sam said nothing.\n\n" * 30


@pytest.fixture
def host(qtbot):
    host = QWidget()
    host.editor = MarkdownEditor()
    host.setLayout(vbox((host.editor, 1)))
    host.bar = SelectionBar(host.editor, host)
    host.resize(900, 500)
    qtbot.addWidget(host)
    host.editor.set_text(TEXT)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    host.editor.setFocus()
    return host


def point_at(editor, place):
    cursor = QTextCursor(editor.document())
    cursor.setPosition(place)
    return editor.cursorRect(cursor).center()


def drag(qtbot, editor, start, stop):
    """Select by mouse, as a person would."""
    viewport = editor.viewport()
    qtbot.mousePress(viewport, LEFT, pos=point_at(editor, start))
    qtbot.mouseMove(viewport, point_at(editor, stop))
    qtbot.mouseRelease(viewport, LEFT, pos=point_at(editor, stop))


def choose(editor, start, stop):
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def lines_of(editor, start, stop):
    """The rectangles of the selected lines, in coordinates of the window."""
    origin = editor.viewport().mapTo(editor.window(), QPoint(0, 0))
    for place in range(start, stop + 1):
        cursor = QTextCursor(editor.document())
        cursor.setPosition(place)
        yield editor.cursorRect(cursor).translated(origin)


def painted(bar):
    """The bar without the room for its shadow."""
    return bar.geometry().adjusted(12, 12, -12, -12)


def come(qtbot, host):
    qtbot.waitUntil(host.bar.isVisible)


def test_it_comes_as_the_mouse_lets_go_and_leaves_words_and_focus_alone(host, qtbot):
    start = TEXT.index("Sam said", 200)
    host.editor.show_passage(start, start + 16)
    drag(qtbot, host.editor, start, start + 16)
    come(qtbot, host)
    assert host.editor.hasFocus()
    assert host.editor.textCursor().selectedText() == "Sam said nothing"
    assert host.rect().contains(painted(host.bar))
    assert not any(
        painted(host.bar).intersects(line) for line in lines_of(host.editor, start, start + 16)
    )


def test_it_comes_below_words_at_the_very_top_and_for_many_lines_too(host, qtbot):
    for start, stop in ((7, 28), (0, 150)):
        choose(host.editor, 0, 0)
        drag(qtbot, host.editor, start, stop)
        come(qtbot, host)
        assert host.rect().contains(painted(host.bar))
        lines = [line for line in lines_of(host.editor, start, stop) if host.rect().contains(line)]
        assert not any(painted(host.bar).intersects(line) for line in lines)
        qtbot.keyClick(host.editor, Qt.Key.Key_Escape)
        assert not host.bar.isVisible()


def test_it_stays_in_the_window_at_either_edge_in_large_text(host, qtbot):
    theme().apply(scale=1.4)
    host.resize(620, 500)
    line, end = TEXT.index("I told", 100), TEXT.index("late.", 100)
    for start, stop in ((line, line + 6), (end, end + 4)):
        drag(qtbot, host.editor, start, stop)
        come(qtbot, host)
        assert host.rect().contains(painted(host.bar))
        host.bar.go()


def test_words_selected_by_keys_or_by_a_quiet_bars_mouse_bring_nothing(host, qtbot):
    qtbot.keyClick(host.editor, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    host.bar.quiet = True
    drag(qtbot, host.editor, 60, 70)
    qtbot.wait(20)
    assert host.editor.textCursor().hasSelection()
    assert not host.bar.isVisible()


@pytest.mark.parametrize("way", ["escape", "typing", "arrow", "scroll", "press", "focus"])
def test_it_goes(host, qtbot, way):
    drag(qtbot, host.editor, 60, 70)
    come(qtbot, host)
    if way == "scroll":
        host.editor.verticalScrollBar().setValue(40)
    elif way == "press":
        qtbot.mouseClick(host.editor.viewport(), LEFT, pos=point_at(host.editor, 160))
    elif way == "focus":
        host.editor.clearFocus()
    else:
        key = {"escape": Qt.Key.Key_Escape, "typing": Qt.Key.Key_X, "arrow": Qt.Key.Key_Left}[way]
        qtbot.keyClick(host.editor, key)
    qtbot.waitUntil(lambda: not host.bar.isVisible())
    if way == "escape":
        assert host.editor.textCursor().hasSelection()


def test_escape_takes_the_bar_away_and_nothing_else(host, qtbot):
    drag(qtbot, host.editor, 60, 70)
    come(qtbot, host)
    passed_on = []
    host.keyPressEvent = passed_on.append
    qtbot.keyClick(host.editor, Qt.Key.Key_Escape)
    assert passed_on == []
    qtbot.keyClick(host.editor, Qt.Key.Key_Escape)
    assert len(passed_on) == 1


def test_its_buttons_do_as_they_say(host, qtbot):
    drag(qtbot, host.editor, 7, 10)
    come(qtbot, host)
    qtbot.mouseClick(host.bar.bold, LEFT)
    assert host.editor.text().startswith("I told **Sam** the")
    assert not host.bar.isVisible()
    choose(host.editor, 0, 0)
    drag(qtbot, host.editor, 9, 12)
    come(qtbot, host)
    with qtbot.waitSignal(host.bar.assumption_asked):
        qtbot.mouseClick(host.bar.assumption, LEFT)
    assert host.editor.textCursor().selectedText() == "Sam"
    assert host.editor.hasFocus()


def test_asked_for_it_takes_the_keyboard_and_gives_it_back(host, qtbot):
    choose(host.editor, 7, 10)
    host.bar.ask()
    assert host.bar.assumption.hasFocus()
    qtbot.keyClick(host.bar.assumption, Qt.Key.Key_Right)
    assert host.bar.bold.hasFocus()
    qtbot.keyClick(host.bar.bold, Qt.Key.Key_Left)
    qtbot.keyClick(host.bar.assumption, Qt.Key.Key_Left)
    assert host.bar.quote.hasFocus()
    qtbot.keyClick(host.bar.quote, Qt.Key.Key_Escape)
    assert host.editor.hasFocus()
    assert not host.bar.isVisible()
    host.bar.ask()
    qtbot.keyClick(host.bar.assumption, Qt.Key.Key_Right)
    qtbot.keyClick(host.bar.bold, Qt.Key.Key_Return)
    assert host.editor.text().startswith("I told **Sam** the")
    assert host.editor.hasFocus()


def test_nothing_selected_brings_no_bar(host):
    choose(host.editor, 7, 7)
    host.bar.ask()
    assert not host.bar.isVisible()
    assert isinstance(host.bar.geometry(), QRect)
    assert host.editor.hasFocus()


def test_a_right_click_on_selected_words_brings_only_its_menu(host, qtbot):
    choose(host.editor, 60, 70)
    where = point_at(host.editor, 65)
    qtbot.mouseRelease(host.editor.viewport(), Qt.MouseButton.RightButton, pos=where)
    qtbot.wait(20)
    assert not host.bar.isVisible()
