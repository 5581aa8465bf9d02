"""One line that says what has just happened, with a way to undo it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QEnterEvent,
    QKeySequence,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, hbox
from metanoia.ui.widgets.paint import painter_of, rounded, shadow
from metanoia.ui.widgets.tile import Icon

SECONDS: Final = 8
_ABOVE: Final = 28  # px between the toast and the window's lower edge
_SHADE: Final = 14  # px around the toast in which its shadow lies


class _ToastButton(Button):
    """A button on the toast's dark ground."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "ghost", size="s")

    def _colours(self) -> tuple[QColor | None, QColor | None, str]:
        return theme().colour("canvas", 0.14 + 0.1 * self.hover), None, "canvas"


class Toast(QFrame):
    """Lies at the foot of ``over``'s window for eight seconds, longer while pointed at or focused.

    With ``undo`` it has a button, and Ctrl+Z does the same while it is shown, unless a text that is
    being written takes the key. It announces itself to screen readers, and is deleted once closed.
    """

    undone = Signal()
    closed = Signal()

    def __init__(
        self,
        over: QWidget,
        text: str,
        undo: Callable[[], object] | None = None,
        *,
        action: str = "",
        icon: str = "check",
        milliseconds: int = SECONDS * 1000,
    ) -> None:
        self._window = over.window()
        super().__init__(self._window)
        self._undo = undo
        self._milliseconds = milliseconds
        self._gone = False
        self.setAccessibleName(text)
        self._label = Label(text, "label", "canvas", elide=True)
        parts: list[Child] = [Icon(icon, 16, "canvas"), 10, (self._label, 1)]
        self.button = _ToastButton(action or self.tr("Undo"))
        if undo is None:
            self.button.hide()
        self._shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self._window)
        self._shortcut.setEnabled(undo is not None)
        if undo is not None:
            parts += [18, self.button]
            self.button.setToolTip(self.tr("Ctrl+Z"))
        else:
            self.button.setParent(self)
        shade = _SHADE
        side = 16 + shade
        end = 8 + shade if undo is not None else side
        self._row = hbox(*parts, margins=(side, 8 + shade, end, 8 + shade))
        self.setLayout(self._row)
        self.button.clicked.connect(self.undo)
        self._shortcut.activated.connect(self.undo)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.close_toast)
        self._window.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        theme().changed.connect(self._place)
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._timer.start(milliseconds)

    def text(self) -> str:
        """Return what it says."""
        return self._label.text()

    @Slot()
    def undo(self) -> None:
        """Undo what it speaks of and go away; only the first call does it."""
        if self._gone or self._undo is None:
            return
        undo = self._undo
        self.close_toast()
        undo()
        self.undone.emit()

    @Slot()
    def close_toast(self) -> None:
        """Go away; nothing can be undone from here any more."""
        if self._gone:
            return
        self._gone = True
        self._timer.stop()
        self._shortcut.setEnabled(False)
        self._shortcut.deleteLater()
        self._window.removeEventFilter(self)
        self._undo = None
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def forget(self) -> None:
        """Go away, and keep no word until it is deleted."""
        self._label.setText("")
        self.setAccessibleName("")
        self.close_toast()

    def close(self) -> bool:
        """Go away, as ``close_toast`` does."""
        self.close_toast()
        return True

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is over it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Count the seconds anew once the pointer has gone."""
        self._count_again()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint shadow and ground."""
        painter = painter_of(self)
        box = self.rect().adjusted(_SHADE, _SHADE, -_SHADE, -_SHADE)
        shadow(painter, box, 10, depth=_SHADE - 4, strength=0.12, drop=3)
        rounded(painter, box, 10, theme().colour("text"))
        painter.end()

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is self.button:
            self._timer.stop()
        else:
            self._count_again()

    def _count_again(self) -> None:
        held = self.underMouse() or self.button.hasFocus()
        if not self._gone and not held and not self._timer.isActive():
            self._timer.start(self._milliseconds)

    @Slot()
    def _place(self) -> None:
        self._row.activate()
        wish = self._row.totalSizeHint()
        natural = wish.width() + self._label.sizeHint().width()
        width = min(natural, self._window.width() - theme().px(16))
        self.resize(width, wish.height())
        x = (self._window.width() - width) // 2
        y = self._window.height() - self.height() - theme().px(_ABOVE) + _SHADE
        self.move(x, y)
