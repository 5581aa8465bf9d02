"""The field in which a variable is named or a note is written, right where it lies on the map."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.theme import theme
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import vbox
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.text_field import TextField

Keep = Callable[[str], object]
"""Keeps what was written; raises MetanoiaError with the sentence that says why it cannot."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Naming(QWidget):
    """A field upon the map. Enter keeps and Esc abandons; what is refused stays, with the reason below.

    ``closed`` says that it is gone, and whether something was kept. A note (``many_lines``) breaks its
    lines with Shift+Enter, and Esc keeps it as well, since undo can take it back.
    """

    closed = Signal(bool)

    def __init__(
        self,
        over: QWidget,
        name: str,
        text: str,
        keep: Keep,
        *,
        placeholder: str = "",
        many_lines: bool = False,
    ) -> None:
        super().__init__(over)
        self._over = over
        self._rect = QRectF()
        self._before = text
        self._keep = keep
        self._many = many_lines
        self._open = True
        self.field: LineField | TextField
        if many_lines:
            self.field = TextField(placeholder, name=name, least=2, most=9)
            self.field.setPlainText(text)
            self.field.selectAll()
        else:
            self.field = LineField(placeholder, name=name, size="s", text=text)
            self.field.selectAll()
        self.problem = Label("", "caption", "danger_text", wrap=True)
        self.problem.hide()
        self._column = vbox(self.field, self.problem, gap=4, margins=(0, 0, 0, 0))
        self.setLayout(self._column)
        self.field.installEventFilter(self)

    def open_at(self, rect: QRectF) -> None:
        """Show the field over a rectangle of ``over``, at least as wide as a name takes, and focus it."""
        self._rect = rect
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """Return what is written."""
        return self.field.toPlainText() if isinstance(self.field, TextField) else self.field.text()

    @Slot()
    def keep(self) -> bool:
        """Keep what is written and go; an empty one keeps nothing. Return whether the field has gone."""
        if not self._open:
            return True
        text = self.text().strip()
        if not text or text == self._before:
            self._close(kept=False)
            return True
        try:
            self._keep(text)
        except MetanoiaError as error:
            self._refuse(str(error))
            return False
        self._close(kept=True)
        return True

    @Slot()
    def abandon(self) -> None:
        """Go, and keep nothing."""
        self._close(kept=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep on Enter, leave on Esc, and keep when the focus goes elsewhere in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()  # Esc is the field's before it is anybody's
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            staying = (
                Qt.FocusReason.ActiveWindowFocusReason,
                Qt.FocusReason.PopupFocusReason,
            )
            if self._open and event.reason() not in staying:
                QTimer.singleShot(0, self, self._left)
        return False

    def paintEvent(self, event: object) -> None:
        """Put a quiet ground behind the reason, so that it can be read over anything."""
        if self.problem.isHidden():
            return
        painter = painter_of(self)
        ground = QRectF(self.problem.geometry()).adjusted(-4, -2, 4, 2)
        rounded(painter, ground, 6, theme().colour("danger_soft"))
        painter.end()

    def _key(self, event: QKeyEvent) -> bool:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _ENTER and not (self._many and shifted):
            self.keep()
            return True
        if event.key() == Qt.Key.Key_Escape:
            if self._many:
                self.keep()
            else:
                self.abandon()
            return True
        return False

    @Slot()
    def _left(self) -> None:
        """Keep what is written if the focus really went to something else."""
        focus = QApplication.focusWidget()
        if self._open and focus is not None and focus is not self.field:
            self.keep()

    def _refuse(self, why: str) -> None:
        self.problem.setText(why)
        self.problem.show()
        self.field.set_wrong(True)
        self.field.setAccessibleDescription(why)
        self._place()

    def _place(self) -> None:
        px = theme().px
        width = max(px(212 if self._many else 190), round(self._rect.width()) + 8)
        self.setFixedWidth(width)
        self._column.activate()
        field = self.field.sizeHint().height()
        shown = self.problem.isVisibleTo(self)
        height = self._column.totalHeightForWidth(width) if shown else field
        self.resize(width, height)
        corner = QPoint(
            round(self._rect.left() if self._many else self._rect.center().x() - width / 2),
            round(self._rect.top() if self._many else self._rect.center().y() - field / 2),
        )
        self.move(
            max(4, min(corner.x(), self._over.width() - width - 4)),
            max(4, min(corner.y(), self._over.height() - height - 4)),
        )

    def _close(self, *, kept: bool) -> None:
        if not self._open:
            return
        self._open = False
        self.closed.emit(
            kept
        )  # before it hides: the focus of what is hidden would wander on by itself
        self.hide()
        self.deleteLater()
