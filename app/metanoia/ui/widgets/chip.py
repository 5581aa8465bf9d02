"""Chips: small pills that name a kind, a state, a tag or a filter."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.icons import paint_icon
from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import Pressable

_HEIGHT: Final = 24
_PADDING: Final = 10
_ICON: Final = 13
_LOOKS: Final[dict[str, tuple[str | None, str, str | None]]] = {
    "neutral": ("sunken", "text2", "hairline"),
    "plain": (None, "text2", "hairline"),
    "quiet": (None, "text2", None),
}


class Chip(Pressable):
    """A pill in one tone: neutral, plain, quiet, accent, ochre, plum, blue or danger.

    A chip is inert unless ``clickable``, ``checkable`` (a filter) or ``removable``.
    """

    removed = Signal()

    def __init__(
        self,
        text: str,
        tone: str = "neutral",
        icon: str | None = None,
        *,
        dot: bool = False,
        clickable: bool = False,
        checkable: bool = False,
        removable: bool = False,
        name: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._tone = tone
        self._icon = icon
        self._dot = dot
        self._removable = removable
        super().__init__(text, parent)
        self.setCheckable(checkable)
        self._inert = not (clickable or checkable or removable)
        if self._inert:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if name:
            self.setAccessibleName(name)
        if removable:
            self.setAccessibleDescription(self.tr("Delete removes it"))

    def set_look(self, tone: str, icon: str | None = None) -> None:
        """Show another tone and icon, as when a state changes."""
        self._tone = tone
        self._icon = icon
        self._restyle()

    def sizeHint(self) -> QSize:
        """Return the size that holds icon, words and cross."""
        px = theme().px
        width = QFontMetricsF(self._font()).horizontalAdvance(self.text()) + 2 * px(_PADDING)
        width += px(11) * self._dot + px(17) * bool(self._icon) + px(16) * self._removable
        return QSize(math.ceil(width), px(_HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remove the chip where its cross is pressed."""
        if self._removable and self._cross().contains(event.position()):
            event.accept()
            self.removed.emit()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the chip on Delete and Backspace."""
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint pill, dot, icon, words, cross and ring."""
        painter = painter_of(self)
        ground, ink, outline = self._look()
        colour = theme().colour
        rounded(
            painter,
            self.rect(),
            self.height() / 2,
            colour(ground) if ground else None,
            colour(outline) if outline else None,
        )
        if not self._inert and self.hover:
            rounded(painter, self.rect(), self.height() / 2, colour("text", 0.06 * self.hover))
        self._paint_content(painter, ink)
        if self.ring_shown():
            paint_ring(painter, self.rect(), self.height() / 2 - 1)
        painter.end()

    def _font(self) -> QFont:
        return theme().font("caption", weight=500)

    def _look(self) -> tuple[str | None, str, str | None]:
        if not self.isEnabled():
            return "sunken", "disabled", "hairline"
        tone = self._tone
        if self.isCheckable():
            tone = "accent" if self.isChecked() else "plain"
        return _LOOKS.get(tone) or (f"{tone}_soft", f"{tone}_text", None)

    def _cross(self) -> QRectF:
        side = theme().px(20)
        return QRectF(self.width() - side - 2, 0, side + 2, self.height())

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        px = theme().px
        x = px(_PADDING) if self._tone != "quiet" else px(2)
        middle = self.height() / 2
        if self._dot:
            painter.setPen(Qt.PenStyle.NoPen)
            fill = f"{self._tone}_fill" if self._tone in ("ochre", "plum", "blue") else "accent"
            painter.setBrush(theme().colour(fill))
            painter.drawEllipse(QPointF(x + px(3), middle), px(3.5), px(3.5))
            x += px(11)
        if self._icon:
            side = px(_ICON)
            paint_icon(painter, self._icon, QRectF(x - 1, middle - side / 2, side, side), ink, 2)
            x += px(17)
        painter.setFont(self._font())
        painter.setPen(theme().colour(ink))
        room = QRectF(x, 0, self.width() - x, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._removable:
            side = px(12)
            box = QRectF(self.width() - px(20), middle - side / 2, side, side)
            paint_icon(painter, "x", box, ink, 2)
