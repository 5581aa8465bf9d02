"""Where an answer is written: plain text that shows all of itself, in the writer's serif."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from metanoia.text.anchors import from_utf16, to_utf16
from metanoia.ui.theme import RADIUS, theme
from metanoia.ui.widgets.field import paint_field
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.page_keys import meant_for_page
from metanoia.ui.widgets.paint import painter_of, rounded

_RATIO: Final = 1.5
_ALT: Final = Qt.KeyboardModifier.AltModifier
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_ENTERS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# what the page would take for its own, and means something within an answer
_OWN_ALT: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_A, Qt.Key.Key_I, Qt.Key.Key_O)


class AnswerField(QTextEdit):
    """Plain text that grows with its lines; ``edited`` is emitted for the person's changes only.

    ``key_asked`` offers each key first: whoever takes it calls ``accept`` on the event. A ``bare``
    field has no frame of its own, a ``single`` one no line breaks. ``mark_asked`` is Ctrl+Shift+A,
    ``make_asked`` Alt+Enter.
    """

    edited = Signal()
    rested = Signal()
    entered = Signal()
    key_asked = Signal(object)
    mark_asked = Signal()
    make_asked = Signal()

    def __init__(
        self,
        name: str,
        *,
        placeholder: str = "",
        bare: bool = False,
        single: bool = False,
        least: int = 1,
        size: float = 16,
        token: str = "text",
        italic: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bare, self._single, self._least = bare, single, least
        self._look = (size, token, italic)
        self._wrong = False
        self._quiet = False
        self._seen_revision = 0
        self._marks: list[tuple[int, int]] = []
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setAutoFillBackground(False)
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        theme().changed.connect(self._restyle)
        self._restyle()
        self.set_text("")

    # -- text

    def text(self) -> str:
        """Return the text as written, with its no-break spaces, which toPlainText would lose."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Show another text; there is nothing to undo behind it."""
        self._quiet = True
        self.setPlainText(text)
        self._space_lines()
        self.document().clearUndoRedoStacks()
        self._seen_revision = self.document().revision()
        self._quiet = False
        self._grow()
        self.update()

    def selected(self) -> tuple[int, int] | None:
        """Return start and stop of what is selected in code points of ``text``, None for nothing."""
        cursor, text = self.textCursor(), self.text()
        if not cursor.hasSelection():
            return None
        return (
            from_utf16(text, cursor.selectionStart()),
            from_utf16(text, cursor.selectionEnd()),
        )

    def sentence(self) -> tuple[int, int]:
        """Return start and stop of the sentence at the caret in code points; (0, 0) for none."""
        from metanoia.ui.pages.today.sentences import sentence_at

        text, found = self.text(), sentence_at(self.textCursor())
        return (from_utf16(text, found[0]), from_utf16(text, found[1])) if found else (0, 0)

    def select(self, start: int, stop: int) -> None:
        """Select a passage, in code points of ``text``."""
        text = self.text()
        cursor = self.textCursor()
        cursor.setPosition(to_utf16(text, start))
        cursor.setPosition(to_utf16(text, stop), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def mark(self, passages: list[tuple[int, int]]) -> None:
        """Underline passages in plum, in code points of ``text``."""
        self._marks = passages
        text, shown = self.text(), []
        for start, stop in passages:
            one = QTextEdit.ExtraSelection()
            style = QTextCharFormat()
            style.setBackground(theme().colour("mark"))
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            style.setUnderlineColor(theme().colour("plum"))
            one.format = style
            cursor = QTextCursor(self.document())
            last = self.document().characterCount() - 1
            cursor.setPosition(min(last, to_utf16(text, start)))
            cursor.setPosition(min(last, to_utf16(text, stop)), QTextCursor.MoveMode.KeepAnchor)
            one.cursor = cursor
            shown.append(one)
        self.setExtraSelections(shown)

    def caret_to_end(self) -> None:
        """Put the caret behind the last letter."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def on_first_line(self) -> bool:
        """Tell whether the line above the caret's would lie outside of the text."""
        return not QTextCursor(self.textCursor()).movePosition(QTextCursor.MoveOperation.Up)

    def on_last_line(self) -> bool:
        """Tell whether the line below the caret's would lie outside of the text."""
        return not QTextCursor(self.textCursor()).movePosition(QTextCursor.MoveOperation.Down)

    # -- looks

    def set_least(self, lines: int) -> None:
        """Be at least so many lines high."""
        self._least = lines
        self._grow()

    def set_wrong(self, wrong: bool) -> None:
        """Outline the field as wrong, or as right again; say why in words beside it."""
        self._wrong = wrong
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable width and the height of what is written."""
        return QSize(theme().px(240), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the width of a few words and the height of what is written."""
        return QSize(theme().px(80), self._height())

    def setReadOnly(self, fixed: bool) -> None:
        """Let the text be read only, then without a frame, or be written."""
        if fixed != self.isReadOnly():
            super().setReadOnly(fixed)
            self._restyle()

    # -- Qt

    def event(self, event: QEvent) -> bool:
        """Paint the frame under the text; leave the window's keys to the window, and keep its own."""
        kind = event.type()
        if kind == QEvent.Type.Paint:
            self._paint_frame()
            return True
        if kind in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        if meant_for_page(event):
            return False
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the key to whoever holds the field, then to the text."""
        event.ignore()
        self.key_asked.emit(event)
        if event.isAccepted():
            return
        enter = event.key() in _ENTERS
        control = bool(event.modifiers() & _CONTROL)
        if enter and control:  # the page finishes with it
            return
        if enter and event.modifiers() & _ALT:
            event.accept()
            self.make_asked.emit()
        elif _marks_passage(event):
            event.accept()
            self.mark_asked.emit()
        elif enter and self._single:
            event.accept()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame in focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the text is left alone."""
        super().focusOutEvent(event)
        self.update()
        self.rested.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert text; on one line where there is only one."""
        if self._single:
            self.textCursor().insertText(" ".join(source.text().split()))
        else:
            super().insertFromMimeData(source)

    # -- inside

    def _paint_frame(self) -> None:
        painter = painter_of(self)
        colour = theme().colour
        if self._bare or self.isReadOnly():
            if self.isReadOnly() and self.hasFocus():
                paint_ring(painter, self.rect(), RADIUS)
        elif self.hasFocus() or self._wrong or self.underMouse() or not self.text().strip():
            paint_field(painter, self, RADIUS, wrong=self._wrong)
        else:  # answered: the words stand for themselves
            rounded(painter, self.rect(), RADIUS, colour("card"), colour("hairline"))
        painter.end()

    def _changed(self) -> None:
        revision = self.document().revision()
        if self._quiet or revision == self._seen_revision:
            return
        self._seen_revision = revision
        self.edited.emit()

    def _font(self) -> QFont:
        size, _, italic = self._look
        return theme().font("reading", size=size, italic=italic)

    def _height(self) -> int:
        least = self._font().pixelSize() * _RATIO * self._least
        wanted = max(least, self.document().size().height())
        return round(wanted) + 2 * theme().px(self._padding())

    def _padding(self) -> int:
        return 0 if self._bare else 2 if self.isReadOnly() else 9

    @Slot()
    def _grow(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())
            self.updateGeometry()

    def _space_lines(self) -> None:
        percent = theme().line_height(self.font(), _RATIO)
        lines = QTextBlockFormat()
        lines.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(lines)

    @Slot()
    def _restyle(self) -> None:
        self._quiet = True
        font = self._font()
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(0)
        px = theme().px
        if self._bare:
            self.setViewportMargins(0, 0, 0, 0)
        else:
            side = 0 if self.isReadOnly() else px(12)
            above = px(self._padding())
            self.setViewportMargins(side, above, side, above)
        palette = QPalette(theme().palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        palette.setColor(QPalette.ColorRole.Text, theme().colour(self._look[1]))
        palette.setColor(QPalette.ColorRole.PlaceholderText, theme().colour("text3"))
        self.setPalette(palette)
        self._seen_revision = self.document().revision()
        self._quiet = False
        self.mark(self._marks)
        self._grow()
        self.update()


def _own(event: QKeyEvent) -> bool:
    if event.modifiers() == _ALT:
        return event.key() in (*_OWN_ALT, *_ENTERS)
    return _marks_passage(event)


def _marks_passage(event: QKeyEvent) -> bool:
    both = _CONTROL | Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_A and event.modifiers() == both
