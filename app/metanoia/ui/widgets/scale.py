"""What every scale to choose a number on shares: nothing chosen at first, keys, digits, dragging."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import KeyboardFocus

REST: Final = 700  # milliseconds after the last key until a number counts as chosen
TYPED_TOGETHER: Final = 900  # milliseconds in which digits make one number

_KEYS_BACK: Final = (Qt.Key.Key_Left, Qt.Key.Key_Down)
_KEYS_ON: Final = (Qt.Key.Key_Right, Qt.Key.Key_Up)


class Scale(KeyboardFocus, QAbstractSlider):
    """A number from ``least`` to ``most``, or None until somebody chose one: there is no default.

    ``changed`` is emitted with each new number, ``settled`` once the mouse lets go or the keys have
    rested. The wheel scrolls the page and never moves it. Screen readers know it as a slider.
    """

    changed = Signal(int)
    settled = Signal(int)

    def __init__(
        self, name: str, least: int, most: int, *, page: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._chosen: int | None = None
        self._hovered = False
        self._typed = ""
        self.setRange(least, most)
        self.setPageStep(page)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._settle)
        self._typing = QTimer(self, singleShot=True, interval=TYPED_TOGETHER)
        self._typing.timeout.connect(self._forget_digits)
        self._say()
        theme().changed.connect(self._restyle)

    def value(self) -> int | None:  # type: ignore[override]
        """Return the number, None while nobody chose one."""
        return self._chosen

    def set_value(self, value: int | None) -> None:
        """Show ``value`` (clamped) without a signal; None shows that nothing is chosen."""
        self._rest.stop()
        self._typed = ""
        self._show(None if value is None else self._clamped(value))

    def set_name(self, name: str) -> None:
        """Be called ``name`` from now on."""
        self._name = name
        self._say()

    def number_at(self, place: QPointF) -> int:
        """Return the number at ``place``, the nearest one beside the scale."""
        raise NotImplementedError

    def number_typed(self, digits: str) -> int | None:
        """Return what ``digits`` mean, None where they mean nothing."""
        number = int(digits)
        return number if self.minimum() <= number <= self.maximum() else None

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by one, by a page, to an end, or to the number that is typed; Enter takes it at once."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in _KEYS_BACK + _KEYS_ON:
            self._step(1 if key in _KEYS_ON else -1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._step(self.pageStep() * (1 if key == Qt.Key.Key_PageUp else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(self.minimum() if key == Qt.Key.Key_Home else self.maximum())
        elif event.text() in tuple("0123456789"):
            self._type(event.text())
        else:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rest.isActive():
                self._settle()
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the number under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._choose(self.number_at(event.position()), rest=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while the button is held."""
        if self.isSliderDown():
            self._choose(self.number_at(event.position()), rest=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the number that was let go of."""
        if self.isSliderDown() and event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)
            self._settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling past must not change what somebody said."""
        event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be moved."""
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show it at rest."""
        self._hovered = False
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take a number that was still resting."""
        super().focusOutEvent(event)
        self._take_resting()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take a number that was still resting."""
        super().hideEvent(event)
        self._take_resting()

    # -- inside

    def _clamped(self, value: int) -> int:
        return min(self.maximum(), max(self.minimum(), value))

    def _step(self, by: int) -> None:
        if self._chosen is None:
            self._choose((self.minimum() + self.maximum()) // 2)
        else:
            self._choose(self._clamped(self._chosen + by))

    def _type(self, digit: str) -> None:
        number = self.number_typed(self._typed + digit)
        if number is None:
            self._typed = ""
            number = self.number_typed(digit)
        self._typed += digit
        self._typing.start()
        if number is not None:
            self._choose(number, typing=True)

    def _choose(self, number: int, *, rest: bool = True, typing: bool = False) -> None:
        if not typing:
            self._typed = ""
        new = number != self._chosen
        self._show(number)
        if new:
            self.changed.emit(number)
        if rest and (new or self._rest.isActive()):
            self._rest.start()

    def _show(self, number: int | None) -> None:
        self._chosen = number
        self.setValue(self.minimum() if number is None else number)
        self._say()
        self.update()

    def _take_resting(self) -> None:
        if self._rest.isActive():
            self._settle()

    @Slot()
    def _settle(self) -> None:
        self._rest.stop()
        if self._chosen is not None:
            self.settled.emit(self._chosen)

    @Slot()
    def _forget_digits(self) -> None:
        self._typed = ""

    def _say(self) -> None:
        unsaid = self.tr("{}, not said yet").format(self._name)
        self.setAccessibleName(unsaid if self._chosen is None else self._name)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
