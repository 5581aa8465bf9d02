"""A small card that opens beside what was pressed, as the day picker does."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from metanoia.ui.theme import CARD_RADIUS, theme
from metanoia.ui.widgets.layout import Margins, vbox
from metanoia.ui.widgets.overlay import Overlay
from metanoia.ui.widgets.paint import painter_of, rounded, shadow

_AWAY = 8  # px between the anchor and the card, and between the card and the window's edge


class Popover(Overlay):
    """Shows ``content`` below ``anchor``, or above it where there is no room.

    A click beside it and Esc close it; the focus goes back to where it was.
    """

    def __init__(
        self,
        anchor: QWidget,
        content: QWidget,
        *,
        width: float = 328,
        margins: Margins = (16, 14, 16, 16),
    ) -> None:
        super().__init__(anchor)
        self._anchor = anchor
        self._width = width
        self.content = content
        self.card = _Card(self)
        self._column = vbox(content, margins=margins)
        self.card.setLayout(self._column)
        self.follow(self.card)
        self.setAccessibleName(content.accessibleName())

    def place(self) -> None:
        """Put the card below the anchor, its right edges aligned, within the window."""
        width = min(theme().px(self._width), self.width() - 2 * _AWAY)
        layout = self._column
        layout.activate()
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        height = max(height, layout.totalMinimumSize().height(), layout.totalSizeHint().height())
        height = min(height, self.height() - 2 * _AWAY)
        self.card.resize(width, height)
        corner = self._anchor.mapTo(self.window(), QPoint(self._anchor.width(), 0))
        below = corner.y() + self._anchor.height() + _AWAY
        if below + height > self.height() - _AWAY:
            below = max(_AWAY, min(corner.y() - height - _AWAY, self.height() - height - _AWAY))
        if below < _AWAY or below + height > self.height() - _AWAY:
            below = max(_AWAY, self.height() - height - _AWAY)
        left = min(max(_AWAY, corner.x() - width), self.width() - width - _AWAY)
        self.card.move(left, below)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card's shadow; the window behind stays as it is."""
        painter = painter_of(self)
        shadow(painter, self.card.geometry(), CARD_RADIUS, depth=22, strength=0.09, drop=8)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a press beside the card."""
        if not self.card.geometry().contains(event.position().toPoint()) and self.may_close():
            self.dismiss()


class _Card(QFrame):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        colour = theme().colour
        rounded(painter, self.rect(), CARD_RADIUS, colour("overlay"), colour("hairline"))
        painter.end()
