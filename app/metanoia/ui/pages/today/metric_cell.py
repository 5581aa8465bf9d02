"""One metric of a day: what it is called, and what was said of it, typed or pressed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPaintEvent

from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import Pressable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from metanoia.domain.metrics import Metric

_TOGETHER: Final = 700  # ms in which digits make one number
_NUMBER: Final = frozenset("0123456789.,-−")
_NOT_SAID: Final = "–"
_MOST_SIGNS: Final = 14


class MetricCell(Pressable):
    """``given`` carries a number, or None to take back what was said; ``refused`` a text that is no number.

    A scale takes digits (1 and 0 together are 10), yes or no takes Y, N or Space, a number is typed and
    kept by Enter or by going on. Delete takes it back; a click asks for more room (``clicked``).
    """

    given = Signal(object)
    refused = Signal(str)

    def __init__(self, metric: Metric, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.of = metric
        self.value: float | None = None
        self._typed = ""
        self._rest = QTimer(self, singleShot=True, interval=_TOGETHER)
        self._rest.timeout.connect(self.take_typed)
        self.setAccessibleDescription(
            {
                "scale": self.tr("Type a number from 0 to 10. Delete takes it back."),
                "yes_no": self.tr("Y for yes, N for no. Delete takes it back."),
                "number": self.tr("Type a number and press Enter. Delete takes it back."),
            }[metric.kind]
        )
        self.show_value(None)

    def show_value(self, value: float | None) -> None:
        """Show what is kept; None for nothing."""
        self.value = value
        self._name()

    def shown(self) -> str:
        """Return what stands behind the name."""
        if self._typed:
            return self._typed
        return said(self.of, self.value) or _NOT_SAID

    def take_typed(self) -> None:
        """Give what was typed, if anything was."""
        self._rest.stop()
        typed, self._typed = self._typed, ""
        if typed:
            number = number_of(typed)
            if number is None:
                self.refused.emit(typed)
            else:
                self.given.emit(number)
        self._name()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type a number, or say yes or no."""
        key, text = event.key(), event.text()
        if event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Backspace and self._typed:
            self._type(self._typed[:-1])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._type("")
            if self.value is not None:
                self.given.emit(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._typed:
            self.take_typed()
        elif key == Qt.Key.Key_Escape and self._typed:
            self._type("")
        elif self.of.kind == "yes_no":
            self._yes_or_no(event)
        elif self.of.kind == "scale" and text and text in "0123456789":
            self._digit(text)
        elif self.of.kind == "number" and text and text in _NUMBER:
            self._type((self._typed + text)[:_MOST_SIGNS])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was still being typed."""
        super().focusOutEvent(event)
        self.take_typed()

    def sizeHint(self) -> QSize:
        """Return the size of name and number."""
        name, value = self._fonts()
        width = QFontMetricsF(name).horizontalAdvance(self.of.name)
        width += QFontMetricsF(value).horizontalAdvance(self.shown()) + theme().px(6 + 8)
        return QSize(math.ceil(width), theme().px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, number and ring; quiet until pointed at."""
        painter = painter_of(self)
        colour, px = theme().colour, theme().px
        ground = colour("accent_soft") if self._typed else colour("hover", self.hover)
        rounded(painter, self.rect(), 7, ground)
        name, value = self._fonts()
        painter.setFont(name)
        painter.setPen(colour("text3"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(px(1), 0, self.width(), self.height()), middle, self.of.name)
        x = px(7) + QFontMetricsF(name).horizontalAdvance(self.of.name)
        painter.setFont(value)
        unsaid = self.value is None and not self._typed
        painter.setPen(colour("text3" if unsaid else "accent_text" if self._typed else "text"))
        painter.drawText(QRectF(x, 0, self.width(), self.height()), middle, self.shown())
        if self.ring_shown():
            paint_ring(painter, self.rect(), 7)
        painter.end()

    def _fonts(self) -> tuple[QFont, QFont]:
        return theme().font("label", weight=400), theme().font("label", weight=600, tabular=True)

    def _digit(self, digit: str) -> None:
        both = self._typed + digit
        self._type(both if int(both) <= 10 and len(both) <= 2 else digit)
        if self._typed == "1":
            self._rest.start()
        else:
            self.take_typed()

    def _yes_or_no(self, event: QKeyEvent) -> None:
        text = event.text().casefold()
        if text and text in self.tr("y", "yes") + "1":
            self.given.emit(1.0)
        elif text and text in self.tr("n", "no") + "0":
            self.given.emit(0.0)
        else:
            super().keyPressEvent(event)

    def _type(self, typed: str) -> None:
        self._rest.stop()
        self._typed = typed
        self._name()

    def _name(self) -> None:
        shown = self.shown() if self._typed or self.value is not None else self.tr("not said")
        self.setAccessibleName(f"{self.of.name}: {shown}")
        self.setToolTip(self.accessibleDescription())
        self.updateGeometry()
        self.update()


def said(metric: Metric, value: float | None) -> str:
    """Return a number as it is read, with its unit; "" for none."""
    from PySide6.QtCore import QCoreApplication, QLocale

    if value is None:
        return ""
    if metric.kind == "yes_no":
        words = "Yes" if value else "No"
        return QCoreApplication.translate("Metrics", words)
    number = QLocale().toString(int(value)) if value == int(value) else f"{value:g}"
    return f"{number} {metric.unit}".rstrip()


def number_of(typed: str) -> float | None:
    """Return the number that was typed, with a point or a comma; None if it is none."""
    try:
        found = float(typed.replace("−", "-").replace(",", "."))
    except ValueError:
        return None
    return found if math.isfinite(found) else None
