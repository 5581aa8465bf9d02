"""The title of an entry: one line of thought in large letters, wrapped where it must be."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from metanoia.domain.entries import TITLE_LIMIT
from metanoia.ui.theme import ROLES, theme
from metanoia.ui.widgets.page_keys import meant_for_page

_MOST_LINES: Final = 3


class TitleField(QTextEdit):
    """Plain text without line breaks, at most 200 characters; Enter and Down at its end leave it."""

    edited = Signal()
    left = Signal()
    rested = Signal()  # the focus has gone elsewhere

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(self.tr("Title"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursorWidth(2)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        theme().changed.connect(self._restyle)
        self._restyle()

    def text(self) -> str:
        """Return the title as it is kept."""
        return self.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Show another title; there is nothing to undo behind it."""
        self._quiet = True
        self.setPlainText(text)
        self._space_lines()
        self._quiet = False

    def sizeHint(self) -> QSize:
        """Return a comfortable width and the height of the lines."""
        return QSize(theme().px(320), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the width of a word and the height of the lines."""
        return QSize(theme().px(120), self._height())

    def event(self, event: QEvent) -> bool:
        """Leave the window's keys to the window."""
        if meant_for_page(event):
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the text on Enter, and on Down from the last line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.left.emit()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Down and not event.modifiers():
            cursor = self.textCursor()
            if not cursor.movePosition(QTextCursor.MoveOperation.Down):
                self.left.emit()
                return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the title is left alone."""
        super().focusOutEvent(event)
        self.rested.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert text on one line."""
        self.textCursor().insertText(" ".join(source.text().split()))

    def _changed(self) -> None:
        if self._quiet:
            return
        text = self.toPlainText()
        if len(text) > TITLE_LIMIT or "\n" in text:
            place = self.textCursor().position()
            self._quiet = True
            everything = QTextCursor(self.document())
            everything.select(QTextCursor.SelectionType.Document)
            everything.insertText(" ".join(text.split("\n"))[:TITLE_LIMIT])
            cursor = self.textCursor()
            cursor.setPosition(min(place, self.document().characterCount() - 1))
            self.setTextCursor(cursor)
            self._quiet = False
        self.edited.emit()

    def _pitch(self) -> float:
        role = ROLES["h1"]
        return max(theme().font("h1").pixelSize() * role.ratio, 1)

    def _height(self) -> int:
        wanted = self.document().size().height()
        lines = max(1, min(_MOST_LINES, round(wanted / self._pitch())))
        return round(lines * self._pitch()) + theme().px(6)

    @Slot()
    def _grow(self) -> None:
        self.setFixedHeight(self._height())
        if self.document().size().height() <= self.viewport().height() + 2:
            self.verticalScrollBar().setValue(0)

    def _space_lines(self) -> None:
        height = theme().line_height(self.font(), ROLES["h1"].ratio)
        block = QTextBlockFormat()
        block.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        everything = QTextCursor(self.document())
        everything.select(QTextCursor.SelectionType.Document)
        everything.mergeBlockFormat(block)
        self.document().clearUndoRedoStacks()

    @Slot()
    def _restyle(self) -> None:
        font = theme().font("h1")
        self._quiet = True
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(0)
        if self.document().isEmpty():
            self._space_lines()
        self._quiet = False
        palette = QPalette(theme().palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        palette.setColor(QPalette.ColorRole.PlaceholderText, theme().colour("disabled"))
        self.setPalette(palette)
        descent = QFontMetricsF(font).descent()
        self.setViewportMargins(0, 0, 0, max(0, round(descent / 4)))
        self._grow()
