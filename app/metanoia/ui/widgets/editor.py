"""The writing surface: plain Markdown in a measured column, styled as it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextFrameFormat,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from metanoia.text.common_words import CommonWords
from metanoia.ui.theme import ROLES, theme
from metanoia.ui.widgets.highlighter import MarkdownHighlighter
from metanoia.ui.widgets.markdown_marks import (
    continue_list,
    toggle_heading,
    toggle_prefix,
    toggle_wrap,
)
from metanoia.ui.widgets.page_keys import meant_for_page
from metanoia.ui.widgets.passage_flash import PassageFlash
from metanoia.ui.widgets.scroll import slim_bars
from metanoia.ui.widgets.text_marks import Mark, TextMarks

MEASURE: Final = 68  # digits' widths in a line, about 74 characters
FOCUS_MEASURE: Final = 62
STYLED_LIMIT: Final = 256 * 1024  # a longer text is written plain: styling it would slow each key
_TYPEWRITER_HEIGHT: Final = 0.45


class MarkdownEditor(QTextEdit):
    """Plain text in, plain text out; ``edited`` is emitted for the person's changes only.

    ``mark_pressed`` carries the id of a mark (``set_marks``) that was clicked.
    """

    edited = Signal()
    pictures_given = Signal(object)  # QMimeData with a picture or local files
    rested = Signal()  # the focus has gone elsewhere
    mark_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measure = MEASURE
        self._size = ROLES["writing"].size
        self._typewriter = False
        self._seen_revision = 0
        self.setAcceptRichText(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Entry text"))
        self.viewport().setAutoFillBackground(False)
        self.setCursorWidth(2)
        slim_bars(self)
        self._marks = TextMarks(self.document())
        self._words: CommonWords[str] = CommonWords()
        self._highlighter: MarkdownHighlighter | None = self._new_highlighter()
        self._flash = PassageFlash(self)
        self.textChanged.connect(self._note_edit)
        self.cursorPositionChanged.connect(self._caret_moved)
        theme().changed.connect(self._restyle)
        self._restyle()

    # -- text

    def text(self) -> str:
        """Return the text as written, with its no-break spaces, which toPlainText would lose."""
        return self.document().toRawText().replace("\u2029", "\n")

    def set_text(self, text: str) -> None:
        """Show another text, without marks; there is nothing to undo behind it."""
        self._flash.end()
        self._marks.set(())
        styled = len(text) <= STYLED_LIMIT
        if styled != (self._highlighter is not None):
            self._style(styled)
        with self._looks_only():
            self.setPlainText(text)
            self._set_line_height()
        self._bottom_space()

    def forget(self) -> None:
        """Clear the text and every step that could bring it back."""
        self.set_text("")
        self.document().clearUndoRedoStacks()

    # -- ways of writing

    def set_focus_mode(self, on: bool) -> None:
        """Dim every paragraph but the one that is being written, in a narrower, larger column."""
        self._measure = FOCUS_MEASURE if on else MEASURE
        self._size = ROLES["writing"].size + (2 if on else 0)
        if self._highlighter:
            self._highlighter.focus_block = self.textCursor().blockNumber() if on else None
        self._restyle()

    @property
    def typewriter(self) -> bool:
        """Whether the line being written stays at the same height."""
        return self._typewriter

    def set_typewriter(self, on: bool) -> None:
        """Keep the caret's line at 45% of the height, or let it wander."""
        self._typewriter = on
        self._bottom_space()
        self._caret_moved()

    def bold(self) -> None:
        """Make the selection bold, or plain again."""
        toggle_wrap(self, "**")

    def italic(self) -> None:
        """Make the selection italic, or plain again."""
        toggle_wrap(self, "*")

    def heading(self, level: int) -> None:
        """Make the paragraph a heading of ``level`` 1 to 3, or plain again."""
        toggle_heading(self, level)

    def quote(self) -> None:
        """Make the selected lines a quotation, or plain again."""
        toggle_prefix(self, "> ")

    def bullets(self) -> None:
        """Make the selected lines a list, or plain again."""
        toggle_prefix(self, "- ")

    def mark_hits(self, hits: list[tuple[int, int]]) -> None:
        """Show search hits: (start, length) in UTF-16 units of the document."""
        if not self._highlighter:
            return
        before = set(self._highlighter.hits)
        self._highlighter.hits = {}
        for start, length in hits:
            block = self.document().findBlock(start)
            of_block = self._highlighter.hits.setdefault(block.blockNumber(), [])
            of_block.append((start - block.position(), length))
        self._show_again(before | set(self._highlighter.hits))

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Mark other passages; that is no edit, and a text too long to be styled shows none."""
        self._show_again(self._marks.set(marks))

    def set_common_words(self, words: CommonWords[str]) -> None:
        """Dot these words; each stands for what a tooltip says of it. That is no edit."""
        if not words and not self._words:
            return
        self._words = words
        if self._highlighter:
            self._highlighter.words = words
            with self._looks_only():
                self._highlighter.rehighlight()

    def common_word_at_caret(self) -> str | None:
        """Return what the common word that the caret stands in stands for, if it stands in one."""
        return self._common_word(self.textCursor().position())

    def marks(self) -> list[Mark]:
        """Return the marks where they stand now."""
        return self._marks.now()

    def mark_at_caret(self) -> Mark | None:
        """Return the mark that the caret stands in, if any."""
        return self._marks.at(self.textCursor().position())

    def marked_passage(self, mark_id: str) -> tuple[int, int] | None:
        """Return where the mark of that id stands now, in UTF-16 units; None if it does not."""
        mark = self._marks.of(mark_id)
        return (mark.start, mark.stop) if mark else None

    def show_passage(self, start: int, stop: int) -> None:
        """Bring a passage (UTF-16 units) into view, the caret at its start, and point it out a while."""
        self._flash.show(start, stop)

    def column_width(self) -> int:
        """Return the width in px that a full line has."""
        return round(QFontMetricsF(self.font()).horizontalAdvance("0") * self._measure)

    def column_left(self) -> int:
        """Return where the column begins, in px from the widget's left edge."""
        return max(theme().px(24), (self.width() - self.column_width()) // 2)

    def begin_with(self, paragraph: str) -> None:
        """Put ``paragraph`` at the caret, apart from the text around it, as one step of undo."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        if cursor.block().text().strip():
            cursor.insertText("\n\n")
        cursor.insertText(paragraph + "\n\n")
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # -- Qt

    def event(self, event: QEvent) -> bool:
        """Leave the window's keys to the window."""
        return False if meant_for_page(event) else super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the text is left alone."""
        super().focusOutEvent(event)
        self.rested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Continue a list on Enter; everything else is Qt's."""
        plain_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if not (plain_enter and continue_list(self)):
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say which mark was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            mark = self._mark_under(event.position())
            if mark:
                self.mark_pressed.emit(mark.id)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in a tooltip what a common word means, as plain text."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._words:
            at = self._place_under(QPointF(event.pos()))
            said = self._common_word(at) if at >= 0 else None
            if said:
                words = escape(said).replace("\n", "<br>")
                QToolTip.showText(event.globalPos(), f"<p>{words}</p>", self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take pictures and local files too; they become attachments, not text."""
        return source.hasImage() or source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert text; hand pictures and files on by ``pictures_given``."""
        files = [url for url in source.urls() if url.isLocalFile()]
        if (source.hasImage() and not source.hasText()) or files:
            self.pictures_given.emit(source)
        else:
            super().insertFromMimeData(source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column measured and in the middle."""
        self._set_margins()  # before Qt lays the text out, or it is laid out for the old width
        super().resizeEvent(event)
        if abs(self.document().textWidth() - self.viewport().width()) > 1:
            self.document().setTextWidth(self.viewport().width())
        self._bottom_space()

    @contextmanager
    def _looks_only(self) -> Iterator[None]:
        blocked = self.blockSignals(True)
        try:
            yield
        finally:
            self.blockSignals(blocked)  # one such block may lie within another
            self._seen_revision = self.document().revision()

    def _note_edit(self) -> None:
        # Qt also says "changed" when only the styling did; the revision tells them apart.
        revision = self.document().revision()
        if revision != self._seen_revision:
            self._seen_revision = revision
            self.edited.emit()

    def _caret_moved(self) -> None:
        highlighter = self._highlighter
        if highlighter and highlighter.focus_block is not None:
            here = self.textCursor().blockNumber()
            if here != highlighter.focus_block:
                was, highlighter.focus_block = highlighter.focus_block, here
                self._show_again((was, here))
        if self._typewriter:
            bar = self.verticalScrollBar()
            middle = int(self.viewport().height() * _TYPEWRITER_HEIGHT)
            bar.setValue(bar.value() + self.cursorRect().center().y() - middle)

    def _common_word(self, position: int) -> str | None:
        block = self.document().findBlock(position)
        before = block.text().encode("utf-16-le")[: 2 * (position - block.position())]
        found = self._words.at(block.text(), len(before.decode("utf-16-le", "ignore")))
        return found.thing if found else None

    def _place_under(self, point: QPointF) -> int:
        """Return the place in the text at a point of the viewport, -1 for none."""
        laid_out = self.document().documentLayout()
        point += QPointF(0, self.verticalScrollBar().value())
        return laid_out.hitTest(point, Qt.HitTestAccuracy.ExactHit)

    def _mark_under(self, point: QPointF) -> Mark | None:
        at = self._place_under(point)
        return self._marks.at(at) if at >= 0 else None

    def _show_again(self, blocks: Iterable[int]) -> None:
        if self._highlighter is None:
            return
        with self._looks_only():
            for number in blocks:
                self._highlighter.rehighlightBlock(self.document().findBlockByNumber(number))

    def _new_highlighter(self) -> MarkdownHighlighter:
        made = MarkdownHighlighter(self.document(), self._marks)
        made.words = self._words
        return made

    def _style(self, styled: bool) -> None:
        if self._highlighter:
            self._highlighter.setDocument(None)
            self._highlighter.deleteLater()
        self._highlighter = self._new_highlighter() if styled else None
        if self._highlighter:
            self._highlighter.rehighlight()  # else Qt waits for the event loop, and skips edits till then

    def _restyle(self) -> None:
        font = theme().font("writing", size=self._size)
        with self._looks_only():
            self.setFont(font)
            self.document().setDefaultFont(font)
            self.document().setDocumentMargin(0)
            if self._highlighter:
                self._highlighter.rehighlight()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        palette.setColor(QPalette.ColorRole.Text, theme().colour("text"))
        palette.setColor(QPalette.ColorRole.PlaceholderText, theme().colour("text3"))
        palette.setColor(QPalette.ColorRole.Highlight, theme().colour("accent"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme().colour("on_accent"))
        self.setPalette(palette)
        self._set_margins()

    def _set_line_height(self) -> None:
        # Once, at load: block formats are undo steps, and new blocks inherit them.
        height = theme().line_height(self.font(), ROLES["writing"].ratio)
        block = QTextBlockFormat()
        block.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        everything = QTextCursor(self.document())
        everything.select(QTextCursor.SelectionType.Document)
        everything.mergeBlockFormat(block)
        self.document().clearUndoRedoStacks()
        self.document().setModified(False)

    def _set_margins(self) -> None:
        side = self.column_left()
        bar = self.verticalScrollBar().sizeHint().width()
        self.setViewportMargins(side, theme().px(4), max(theme().px(12), side - bar), 0)

    def _bottom_space(self) -> None:
        height = self.viewport().height()
        space = height * (1 - _TYPEWRITER_HEIGHT) if self._typewriter else theme().px(48)
        frame = self.document().rootFrame()
        style = QTextFrameFormat(frame.frameFormat())
        if abs(style.bottomMargin() - space) < 1:
            return
        style.setBottomMargin(space)
        modified = self.document().isModified()
        undo = self.document().isUndoRedoEnabled()
        if not self.document().isUndoAvailable():
            self.document().setUndoRedoEnabled(False)
        with self._looks_only():
            frame.setFrameFormat(style)
        self.document().setUndoRedoEnabled(undo)
        self.document().setModified(modified)
