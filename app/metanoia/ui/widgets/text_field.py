"""A field of several lines that grows with what is written in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPalette, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from metanoia.ui.theme import RADIUS, ROLES, theme
from metanoia.ui.widgets.field import paint_field
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.scroll import slim_bars

_PADDING = 9


class TextField(QTextEdit):
    """Plain text on several lines; grows from ``least`` to ``most`` lines, then scrolls. Tab leaves it."""

    def __init__(
        self,
        placeholder: str = "",
        *,
        name: str | None = None,
        least: int = 2,
        most: int = 8,
        role: str = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least = least
        self._most = most
        self._role = role
        self._wrong = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        slim_bars(self)
        self._restyle()
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        theme().changed.connect(self._restyle)

    def set_wrong(self, wrong: bool) -> None:
        """Outline the field as wrong, or as right again; say why in words beside it."""
        self._wrong = wrong
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable width and the height of what is written."""
        return QSize(theme().px(280), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the width of a few words and the height of what is written."""
        return QSize(theme().px(120), self._height())

    def event(self, event: QEvent) -> bool:
        """Paint ground and outline under the text; repaint them when focus or pointer comes or goes."""
        if event.type() == QEvent.Type.Paint:
            painter = painter_of(self)
            paint_field(painter, self, RADIUS, wrong=self._wrong)
            painter.end()
            return True
        if event.type() in (
            QEvent.Type.FocusIn,
            QEvent.Type.FocusOut,
            QEvent.Type.HoverEnter,
            QEvent.Type.HoverLeave,
        ):
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the page, which finishes with it."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def setPlainText(self, text: str) -> None:
        """Show ``text`` in place of what was written."""
        super().setPlainText(text)
        self._space_lines()
        self.document().clearUndoRedoStacks()
        self.document().setModified(False)

    def _height(self) -> int:
        pitch = theme().font(self._role).pixelSize() * ROLES[self._role].ratio
        least = round(pitch * self._least)
        most = round(pitch * self._most)
        wanted = round(self.document().size().height())
        return min(most, max(least, wanted)) + 2 * theme().px(_PADDING)

    @Slot()
    def _grow(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())
            self.updateGeometry()

    def _space_lines(self) -> None:
        percent = theme().line_height(self.font(), ROLES[self._role].ratio)
        lines = QTextBlockFormat()
        lines.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(lines)

    @Slot()
    def _restyle(self) -> None:
        self.setFont(theme().font(self._role))
        self.document().setDocumentMargin(0)
        px = theme().px
        self.setViewportMargins(px(11), px(_PADDING), px(6), px(_PADDING))
        palette = QPalette(theme().palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(palette)
        modified = self.document().isModified()
        self._space_lines()
        self.document().setModified(modified)
        self.setMinimumHeight(round(QFontMetricsF(self.font()).lineSpacing()))
        self._grow()
        self.update()
