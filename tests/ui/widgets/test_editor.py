"""The writing surface, as a person types into it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QHelpEvent, QImage, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip

from metanoia.text.common_words import CommonWords
from metanoia.ui.widgets.editor import STYLED_LIMIT, MarkdownEditor
from metanoia.ui.widgets.highlighter import MarkdownHighlighter
from metanoia.ui.widgets.text_marks import Mark


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


# -- marks


def underlined(editor, block=0):
    """[(start, length, dashed)] of the underlined runs of a block, neighbours joined."""
    runs = []
    line = QTextCharFormat.UnderlineStyle
    for start, length, style in formats(editor, block):
        if style.underlineStyle() == line.NoUnderline:
            continue
        dashed = style.underlineStyle() == line.DashUnderline
        if runs and runs[-1][0] + runs[-1][1] == start and runs[-1][2] == dashed:
            runs[-1] = (runs[-1][0], runs[-1][1] + length, dashed)
        else:
            runs.append((start, length, dashed))
    return runs


def put_caret(editor, place):
    cursor = editor.textCursor()
    cursor.setPosition(place)
    editor.setTextCursor(cursor)


def test_a_mark_is_underlined_and_is_no_edit(editor, qtbot):
    editor.set_text("He was angry. I knew.")
    with qtbot.assertNotEmitted(editor.edited, wait=50):
        editor.set_marks([Mark(0, 12, "a"), Mark(14, 20, "b", fuzzy=True)])
    assert underlined(editor) == [(0, 12, False), (14, 6, True)]
    assert not editor.document().isUndoAvailable()
    assert not editor.document().isModified()
    with qtbot.assertNotEmitted(editor.edited, wait=50):
        editor.set_marks([])
    assert underlined(editor) == []


def test_a_mark_keeps_the_styles_below_it(editor):
    editor.set_text("a *soft* word")
    editor.set_marks([Mark(0, 13, "a")])
    italic = [(start, length) for start, length, style in formats(editor, 0) if style.fontItalic()]
    assert italic == [(3, 4)]
    assert underlined(editor) == [(0, 13, False)]


def test_a_mark_moves_with_the_text_around_it(editor, qtbot):
    editor.set_text("One. He was angry. Two.")
    editor.set_marks([Mark(5, 17, "a")])
    put_caret(editor, 0)
    qtbot.keyClicks(editor, "Well: ")
    assert editor.marked_passage("a") == (11, 23)
    put_caret(editor, len(editor.text()))
    qtbot.keyClicks(editor, " Three.")
    assert editor.marked_passage("a") == (11, 23)
    put_caret(editor, 11)
    qtbot.keyClicks(editor, "x ")
    assert editor.marked_passage("a") == (13, 25)
    put_caret(editor, 25)
    qtbot.keyClicks(editor, "!")
    assert editor.marked_passage("a") == (13, 25)
    assert underlined(editor) == [(13, 12, False)]


def test_a_mark_grows_with_what_is_typed_inside_and_goes_with_its_words(editor, qtbot):
    editor.set_text("One. He was angry. Two.")
    editor.set_marks([Mark(5, 17, "a")])
    put_caret(editor, 12)
    qtbot.keyClicks(editor, "very ")
    assert editor.marked_passage("a") == (5, 22)
    assert underlined(editor) == [(5, 17, False)]
    select(editor, 3, 23)
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.marked_passage("a") is None
    assert editor.marks() == []
    assert underlined(editor) == []


def test_a_mark_over_two_paragraphs_survives_their_joining(editor, qtbot):
    editor.set_text("He was\nangry.")
    editor.set_marks([Mark(3, 12, "a")])
    assert underlined(editor, 0) == [(3, 3, False)]
    assert underlined(editor, 1) == [(0, 5, False)]
    put_caret(editor, 7)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert underlined(editor) == [(3, 8, False)]


def test_marks_may_overlap_and_the_shorter_is_the_one_at_the_caret(editor):
    editor.set_text("He was very angry with me.")
    editor.set_marks([Mark(0, 25, "long"), Mark(7, 17, "short")])
    put_caret(editor, 9)
    assert editor.mark_at_caret().id == "short"
    put_caret(editor, 20)
    assert editor.mark_at_caret().id == "long"
    assert underlined(editor) == [(0, 25, False)]


def test_a_click_on_a_mark_names_it_and_a_click_beside_it_none(editor, qtbot):
    editor.set_text("😀 Zoë was angry. So was I.")
    editor.set_marks([Mark(3, 16, "zoe")])
    viewport = editor.viewport()

    def middle_of(place):
        put_caret(editor, place)
        before = editor.cursorRect().center()
        put_caret(editor, place + 1)
        return (before + editor.cursorRect().center()) / 2

    with qtbot.waitSignal(editor.mark_pressed) as pressed:
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=middle_of(8))
    assert pressed.args == ["zoe"]
    with qtbot.assertNotEmitted(editor.mark_pressed, wait=50):
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=middle_of(22))
        far = viewport.rect().bottomRight() - QPoint(20, 20)
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=far)


def test_focus_mode_underlines_only_where_one_writes(editor):
    editor.set_text("He was angry.\nShe was not.")
    editor.set_marks([Mark(0, 12, "a"), Mark(14, 25, "b")])
    editor.set_focus_mode(True)
    assert underlined(editor, 0) == [(0, 12, False)]
    assert underlined(editor, 1) == []
    put_caret(editor, 20)
    assert underlined(editor, 0) == []
    assert underlined(editor, 1) == [(0, 11, False)]


def test_another_text_has_none_of_the_marks_and_one_too_long_to_style_shows_none(editor, qtbot):
    editor.set_text("He was angry.")
    editor.set_marks([Mark(0, 12, "a")])
    editor.set_text("She was not.")
    assert editor.marks() == []
    assert underlined(editor) == []
    editor.set_text("He was angry.\n" + "word " * (STYLED_LIMIT // 5))
    editor.set_marks([Mark(0, 12, "a")])
    assert underlined(editor) == []
    put_caret(editor, 0)
    qtbot.keyClicks(editor, "So ")
    assert editor.marked_passage("a") == (3, 15)


def test_a_passage_is_brought_into_view_and_nothing_typed_replaces_it(editor, qtbot):
    editor.set_text("\n".join(f"line {number}" for number in range(200)))
    place = editor.text().index("line 150")
    with qtbot.assertNotEmitted(editor.edited, wait=20):
        editor.show_passage(place, place + 8)
    assert editor.textCursor().position() == place
    assert not editor.textCursor().hasSelection()
    assert editor.viewport().rect().contains(editor.cursorRect())
    (shown,) = editor.extraSelections()
    assert QTextCursor(shown.cursor).selectedText() == "line 150"
    editor.set_text("other")
    assert editor.extraSelections() == []


# -- words held in common

DONE = CommonWords([("done", "done\nI mean: signed"), ("ready", "ready")])


def dotted(editor, block=0):
    dots = QTextCharFormat.UnderlineStyle.DotLine
    return [(start, length) for start, length, style in formats(editor, block) if style.underlineStyle() == dots]  # fmt: skip


def test_common_words_are_dotted_in_utf16_places_and_that_is_no_edit(editor, qtbot):
    editor.set_text("😀 Done, undone.\nAll ready")
    with qtbot.assertNotEmitted(editor.edited, wait=50):
        editor.set_common_words(DONE)
    assert (dotted(editor), dotted(editor, 1)) == ([(3, 4)], [(4, 5)])
    assert not editor.document().isUndoAvailable()
    qtbot.keyClicks(editor, "done ")
    assert dotted(editor) == [(0, 4), (8, 4)]
    editor.set_common_words(CommonWords())
    assert dotted(editor) == []


def test_a_dotted_word_keeps_the_styles_below_it_and_gives_way_to_a_mark(editor):
    editor.set_common_words(DONE)
    editor.set_text("It is **done**, done")
    assert dotted(editor) == [(8, 4), (16, 4)]
    assert next(run for run in formats(editor, 0) if run[0] == 8)[2].fontWeight() == 600
    editor.set_marks([Mark(0, 15, "a")])
    assert dotted(editor) == [(16, 4)]
    assert underlined(editor)[0] == (0, 15, False)
    editor.set_marks([])
    assert dotted(editor) == [(8, 4), (16, 4)]


def test_code_is_not_dotted_and_one_key_still_styles_one_paragraph(editor, qtbot, monkeypatch):
    editor.set_common_words(DONE)
    editor.set_text("```\ndone\n```\n" + "\n".join("done" for _ in range(500)))
    assert dotted(editor, 1) == []
    assert dotted(editor, 3) == [(0, 4)]
    count = []
    original = MarkdownHighlighter._show_words
    monkeypatch.setattr(
        MarkdownHighlighter,
        "_show_words",
        lambda self, line: (count.append(line.text), original(self, line)),
    )
    put_caret(editor, editor.document().characterCount() - 1)
    qtbot.keyClicks(editor, "x")
    assert 1 <= len(count) <= 2


@pytest.mark.parametrize(("place", "said"), [(0, None), (3, True), (5, True), (7, True), (8, None)])
def test_the_word_at_the_caret_is_told(editor, place, said):
    editor.set_common_words(DONE)
    editor.set_text("😀 done now")
    put_caret(editor, place)
    assert editor.common_word_at_caret() == ("done\nI mean: signed" if said else None)


def test_a_tooltip_says_it_as_plain_text(editor, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, *_: told.append(text))
    editor.set_common_words(CommonWords([("done", "<b>done</b>\nsigned")]))
    editor.set_text("done, and nothing else")
    cursor = editor.textCursor()
    for place, count in ((1, 1), (15, 1)):
        cursor.setPosition(place)
        point = editor.cursorRect(cursor).center()
        event = QHelpEvent(QEvent.Type.ToolTip, point, editor.viewport().mapToGlobal(point))
        QApplication.sendEvent(editor.viewport(), event)
        assert len(told) == count
    assert told == ["<p>&lt;b&gt;done&lt;/b&gt;<br>signed</p>"]
