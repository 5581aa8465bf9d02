"""How many entries of one kind there are, as a card that filters the list below it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui.icons import paint_icon
from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import Pressable

_RADIUS = 10
_INK = {"accent": "accent_text", "blue": "blue_text", "neutral": "text2", "ochre": "ochre_text"}


class CountCard(Pressable):
    """A number over its name; pressed, it shows only these, pressed again, everything."""

    def __init__(self, text: str, tone: str, icon: str, parent: QWidget | None = None) -> None:
        self._tone = tone
        self._icon = icon
        self._number = 0
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_number(0)

    def show_number(self, number: int) -> None:
        """Show another number; where there are none, there is nothing to press."""
        self._number = number
        self.setEnabled(bool(number))
        self.setAccessibleName(f"{self.text()}: {QLocale().toString(number)}")
        self.update()

    def number(self) -> int:
        """Return the number that is shown."""
        return self._number

    def sizeHint(self) -> QSize:
        """Return a comfortable width and the height of two lines."""
        return QSize(theme().px(150), theme().px(70))

    def minimumSizeHint(self) -> QSize:
        """Return the width of a few letters and the height of two lines."""
        return QSize(theme().px(92), theme().px(70))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, outline, number, icon and name."""
        painter = painter_of(self)
        px, colour = theme().px, theme().colour
        on = self.isChecked()
        painter.setPen(QPen(colour("accent" if on else "pressed"), 1.6 if on else 1))
        painter.setBrush(colour("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        if self.hover and not on:
            rounded(painter, self.rect(), _RADIUS, colour("hover", 0.6 * self.hover))
        ink = _INK[self._tone] if self._number else "text3"
        painter.setFont(theme().font("h2", size=22, tabular=True))
        painter.setPen(colour(ink))
        room = QRectF(px(16), px(9), self.width() - px(24), px(30))
        number = QLocale().toString(self._number)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, number)
        side = px(14)
        below = QRectF(px(16), px(40), self.width() - px(24), px(18))
        icon = QRectF(below.left(), below.center().y() - side / 2, side, side)
        paint_icon(painter, self._icon, icon, ink, 2)
        painter.setFont(theme().font("label", weight=400, size=12.5))
        painter.setPen(colour("text2" if self._number else "text3"))
        room = below.adjusted(px(20), 0, 0, 0)
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self.ring_shown():
            paint_ring(painter, self.rect(), _RADIUS - 1)
        painter.end()
