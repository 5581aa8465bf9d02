"""What all our buttons share: literal text, a hover that fades in, a ring, sizes that follow the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QEnterEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import KeyboardFocus

HOVER_MILLISECONDS = 110


class Pressable(KeyboardFocus, QPushButton):
    """A push button that paints itself; ``hover`` runs from 0 to 1 while the pointer is over it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hover = 0.0
        self._fade: QVariantAnimation | None = None
        self._words = ""
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(True)  # Return presses it as Space does
        theme().changed.connect(self._restyle)

    def setText(self, text: str) -> None:
        """Show ``text`` literally: an ampersand in it is an ampersand, never a shortcut."""
        self._words = text
        super().setText(text.replace("&", "&&"))
        self.updateGeometry()

    def text(self) -> str:
        """Return the text as it was given."""
        return self._words

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the text would be cut."""
        return self.sizeHint()

    def stretch(self) -> None:
        """Let the button take the width it is given instead of the width of its text."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Fade the hover in."""
        self._fade_to(1.0)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Fade the hover out."""
        self._fade_to(0.0)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the page or the sheet, which keeps with it what is written."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the hover: no leave event comes to a button that was hidden by its own click."""
        if self._fade is not None:
            self._fade.stop()
        self.hover = 0.0
        super().hideEvent(event)

    def _fade_to(self, end: float) -> None:
        duration = theme().duration(HOVER_MILLISECONDS)
        if not duration:
            self._show_hover(end)
            return
        if self._fade is None:
            self._fade = QVariantAnimation(self)
            self._fade.valueChanged.connect(self._show_hover)
        self._fade.stop()
        self._fade.setDuration(duration)
        self._fade.setStartValue(self.hover)
        self._fade.setEndValue(end)
        self._fade.start()

    @Slot(object)
    def _show_hover(self, value: float) -> None:
        self.hover = value
        self.update()

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def describe(widget: QWidget, name: str, key: str = "") -> None:
    """Give ``widget`` its accessible name and a tooltip of that name and its key."""
    widget.setAccessibleName(name)
    widget.setToolTip(f"{name}  {key}" if key else name)


def pass_mouse_through(widget: QObject) -> None:
    """Let clicks on the children of a pressable row reach the row."""
    for child in widget.findChildren(QWidget):
        child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
