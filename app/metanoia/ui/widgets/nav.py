"""One place to go to: a row of the sidebar, or a square of the icon rail."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui.icons import LINE_WIDTH, paint_icon
from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import OneStop, paint_ring
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import Pressable

_RADIUS = 8
_INSET = 11


class NavButton(OneStop, Pressable):
    """A checkable row with icon and words; one of its siblings is checked at a time."""

    def __init__(
        self,
        text: str,
        icon: str,
        *,
        badge: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._icon = icon
        self._badge = badge
        self._badge_said = badge
        self._key = key
        self._compact = False
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()
        self.toggled.connect(self.take_stop)

    def set_badge(self, badge: str, said: str = "") -> None:
        """Show a short count at the end of the row, a dot on the rail; none if empty.

        A screen reader says ``said`` for it if given, as "4 open".
        """
        self._badge = badge
        self._badge_said = said or badge
        self._describe()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone, as on the rail, with the words in the tooltip."""
        self._compact = compact
        self._describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the row, or of the square on the rail."""
        px = theme().px
        if self._compact:
            return QSize(px(40), px(36))
        words = QFontMetricsF(self._font(chosen=True)).horizontalAdvance(self.text())
        return QSize(int(words) + px(2 * _INSET + 18 + 11 + 24), px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, icon, words, badge and ring."""
        painter = painter_of(self)
        chosen = self.isChecked()
        colour = theme().colour
        ground = colour("selected") if chosen else colour("hover", self.hover)
        rounded(painter, self.rect(), _RADIUS, ground)
        side = theme().px(18)
        x = (self.width() - side) / 2 if self._compact else theme().px(_INSET)
        box = QRectF(x, (self.height() - side) / 2, side, side)
        token, width = ("accent", 1.9) if chosen else ("text2", LINE_WIDTH)
        paint_icon(painter, self._icon, box, token, width)
        if self._compact:
            self._paint_dot(painter, box)
        else:
            self._paint_words(painter, box.right() + theme().px(11), chosen)
        if self.ring_shown():
            paint_ring(painter, self.rect(), _RADIUS)
        painter.end()

    def _paint_dot(self, painter: QPainter, icon: QRectF) -> None:
        if self._badge:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("ochre_fill"))
            painter.drawEllipse(QPointF(icon.right() + 1, icon.top()), 3.5, 3.5)

    def _paint_words(self, painter: QPainter, x: float, chosen: bool) -> None:
        painter.setFont(self._font(chosen))
        painter.setPen(theme().colour("accent_text" if chosen else "text"))
        room = QRectF(x, 0, self.width() - x - theme().px(_INSET), self.height())
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self._badge:
            painter.setFont(theme().font("caption", weight=500, tabular=True))
            painter.setPen(theme().colour("accent_text" if chosen else "text3"))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(room, flags, self._badge)

    def _font(self, chosen: bool) -> QFont:
        return theme().font("body", weight=600 if chosen else 500)

    def _describe(self) -> None:
        name = f"{self.text()}, {self._badge_said}" if self._badge else self.text()
        self.setAccessibleName(name)
        tip = f"{self.text()}  {self._key}" if self._key else self.text()
        self.setToolTip(tip if self._compact or self._key else "")
