"""The writing surface, as a person types into it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QTextCharFormat, QTextCursor

from metanoia.ui.widgets.editor import STYLED_LIMIT, MarkdownEditor
from metanoia.ui.widgets.highlighter import MarkdownHighlighter


@pytest.fixture
def editor(qtbot):
    editor = MarkdownEditor()
    qtbot.addWidget(editor)
    editor.resize(900, 500)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.setFocus()
    return editor


def select(editor, start, end):
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def formats(editor, block):
    """(start, length, style) for each styled run of a block."""
    runs = editor.document().findBlockByNumber(block).layout().formats()
    return [(run.start, run.length, QTextCharFormat(run.format)) for run in runs]


@pytest.mark.parametrize(
    "text",
    ["", "one", "two\nlines", "no\u00a0break", "😀 Zoë\n\n", "line\u2028inside", " \t spaces  "],
)
def test_text_comes_back_exactly(editor, text):
    editor.set_text(text)
    assert editor.text() == text
    assert not editor.document().isModified()


def test_showing_a_text_is_not_an_edit(editor, qtbot):
    with qtbot.assertNotEmitted(editor.edited, wait=50):
        editor.set_text("# Heading\n\nbody **bold**")
        editor.set_focus_mode(True)
        editor.set_typewriter(True)
    assert not editor.document().isUndoAvailable()


def test_typing_is_one(editor, qtbot):
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClicks(editor, "a")
    assert editor.text() == "a"


def test_undo_does_not_reach_behind_the_text_shown(editor, qtbot):
    editor.set_text("first secret")
    editor.set_text("second")
    editor.undo()
    assert editor.text() == "second"


def test_forgetting_leaves_nothing_to_undo(editor, qtbot):
    qtbot.keyClicks(editor, "secret")
    editor.forget()
    editor.undo()
    assert editor.text() == ""


def test_bold_wraps_and_unwraps_the_selection(editor):
    editor.set_text("a 😀word b")
    select(editor, 2, 8)
    editor.bold()
    assert editor.text() == "a **😀word** b"
    editor.bold()
    assert editor.text() == "a 😀word b"
    editor.undo()
    assert editor.text() == "a **😀word** b"


def test_unwrapping_finds_the_marks_around_the_selection(editor):
    editor.set_text("a **word** b")
    select(editor, 4, 8)
    editor.bold()
    assert editor.text() == "a word b"
    assert editor.textCursor().selectedText() == "word"


def test_bold_without_a_selection_writes_between_the_marks(editor, qtbot):
    editor.bold()
    qtbot.keyClicks(editor, "x")
    assert editor.text() == "**x**"


def test_headings_replace_one_another_and_go(editor):
    editor.set_text("Title")
    editor.heading(2)
    assert editor.text() == "## Title"
    editor.heading(1)
    assert editor.text() == "# Title"
    editor.heading(1)
    assert editor.text() == "Title"


def test_quote_and_list_take_all_selected_lines(editor):
    editor.set_text("one\ntwo\nthree")
    select(editor, 0, 6)
    editor.quote()
    assert editor.text() == "> one\n> two\nthree"
    editor.quote()
    assert editor.text() == "one\ntwo\nthree"
    editor.bullets()
    assert editor.text() == "- one\n- two\nthree"


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- milk", "- milk\n- "),
        ("  * milk", "  * milk\n  * "),
        ("9. milk", "9. milk\n10. "),
        ("- [x] milk", "- [x] milk\n- [ ] "),
        ("- ", ""),
        ("plain", "plain\n"),
    ],
)
def test_enter_continues_a_list_and_ends_it(editor, qtbot, line, after):
    editor.set_text(line)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == after


def test_marks_are_styled_in_utf16_places(editor):
    editor.set_text("😀 **bold**")
    runs = formats(editor, 0)
    bold = [(start, length) for start, length, style in runs if style.fontWeight() == 600]
    assert bold == [(5, 4)]


def test_a_fence_reaches_to_its_end(editor):
    editor.set_text("```\n**not bold**\n```\n**bold**")
    assert not any(style.fontWeight() == 600 for _, _, style in formats(editor, 1))
    assert any(style.fontWeight() == 600 for _, _, style in formats(editor, 3))


def test_focus_mode_restyles_only_the_paragraphs_left_and_entered(editor, qtbot, monkeypatch):
    editor.set_text("one\n\ntwo\n\nthree")
    editor.set_focus_mode(True)
    styled = []
    highlighter = editor._highlighter
    original = highlighter.rehighlightBlock
    monkeypatch.setattr(
        highlighter,
        "rehighlightBlock",
        lambda block: (styled.append(block.text()), original(block)),
    )
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert styled == ["one", "", "", "two"]


def test_one_key_styles_one_paragraph(editor, qtbot, monkeypatch):
    editor.set_text("\n".join(f"paragraph {n}" for n in range(500)))
    count = []
    original = MarkdownHighlighter._line
    monkeypatch.setattr(
        MarkdownHighlighter,
        "_line",
        lambda self, line: (count.append(line.text), original(self, line)),
    )
    qtbot.keyClicks(editor, "x")
    assert 1 <= len(count) <= 2


def test_typewriter_keeps_the_line_at_its_height(editor, qtbot):
    editor.set_text("\n".join(f"line {n}" for n in range(200)))
    editor.set_typewriter(True)
    heights = set()
    for _ in range(60):
        qtbot.keyClick(editor, Qt.Key.Key_Down)
        heights.add(editor.cursorRect().center().y())
    assert max(sorted(heights)[-30:]) <= editor.viewport().height() * 0.6
    editor.moveCursor(QTextCursor.MoveOperation.End)
    assert editor.cursorRect().center().y() < editor.viewport().height() * 0.6


def test_hits_are_shown_and_cleared(editor):
    editor.set_text("the silence\nand silence")
    editor.mark_hits([(4, 7), (16, 7)])
    assert [(start, length) for start, length, style in formats(editor, 0)] == [(4, 7)]
    editor.mark_hits([])
    assert formats(editor, 0) == []


def test_a_very_long_text_is_written_plain(editor, qtbot):
    editor.set_text("**b** " * (STYLED_LIMIT // 6 + 1))
    assert formats(editor, 0) == []
    editor.set_text("**b**")
    assert formats(editor, 0)


def test_pasted_rich_text_is_plain(editor):
    source = QMimeData()
    source.setHtml("<b style='font-size:90px'>bold</b>")
    source.setText("bold")
    editor.insertFromMimeData(source)
    assert editor.text() == "bold"


def test_pictures_and_files_are_handed_on(editor, qtbot, tmp_path):
    picture, files = QMimeData(), QMimeData()
    picture.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    for given in (picture, files):
        assert editor.canInsertFromMimeData(given)
        with qtbot.waitSignal(editor.pictures_given):
            editor.insertFromMimeData(given)
    assert editor.text() == ""


def test_the_column_is_measured_and_in_the_middle(editor):
    editor.resize(1400, 500)
    width, left = editor.column_width(), editor.column_left()
    assert abs(left - (1400 - width) / 2) <= 1
    assert editor.document().textWidth() == editor.viewport().width()
