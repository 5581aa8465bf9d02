"""The chart of a shared thing, painted from its values."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication

from metanoia.ui import dates
from metanoia.ui.amounts import number
from metanoia.ui.theme import theme

if TYPE_CHECKING:
    from metanoia.domain.shared_things import Curve, Drawing

_HEIGHT: Final = 190
_TONES: Final = ("accent", "ochre", "plum", "blue")
_DASHES: Final = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)  # fmt: skip


def draw(drawing: Drawing, width: int) -> QImage:
    """Return the curves over their days, at most ``width`` px wide, sharp on this screen."""
    px, ratio = theme().px, QApplication.primaryScreen().devicePixelRatio()
    wide, high = max(width, px(200)), px(_HEIGHT)
    image = QImage(round(wide * ratio), round(high * ratio), QImage.Format.Format_ARGB32_Premultiplied)  # fmt: skip
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = max(px(26), round(_widest(drawing)) + px(8))
    _Chart(drawing, QRectF(left, px(28), wide - left - px(14), high - px(54))).paint(painter)
    painter.end()
    return image


def _widest(drawing: Drawing) -> float:
    """Return how wide the largest number beside the scale is, in px."""
    metrics = QFontMetricsF(theme().font("micro", weight=500))
    low, high = drawing.scale
    return max(metrics.horizontalAdvance(_level(at)) for at in (low, (low + high) / 2, high))


def _level(value: float) -> str:
    return number(value, 1 if value % 1 else 0)


class _Chart:
    def __init__(self, drawing: Drawing, area: QRectF) -> None:
        self._drawing = drawing
        self._area = area
        self._low, self._high = drawing.scale
        days = [dt.date.fromisoformat(day) for one in drawing.curves for day, _ in one.points]
        self._first = min(days, default=dt.date(2000, 1, 1))
        self._last = max(days, default=self._first)

    def paint(self, painter: QPainter) -> None:
        """Paint the scale, the days at its ends, the curves and what they are called."""
        self._paint_scale(painter)
        left = self._area.left()
        for place, curve in enumerate(self._drawing.curves[: len(_TONES)]):
            self._paint_curve(painter, curve, place)
            left = self._paint_key(painter, curve.label, place, left)

    def _paint_scale(self, painter: QPainter) -> None:
        px, colour, area = theme().px, theme().colour, self._area
        painter.setFont(theme().font("micro", weight=500))
        for value in (self._low, (self._low + self._high) / 2, self._high):
            y = self._at(self._first, value).y()
            painter.setPen(QPen(colour("hairline"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(colour("text3"))
            words = QRectF(0, y - px(8), area.left() - px(6), px(16))
            painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _level(value))  # fmt: skip
        under = QRectF(area.left(), area.bottom() + px(6), area.width(), px(18))
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft, dates.medium(self._first))
        if self._last != self._first:
            painter.drawText(under, Qt.AlignmentFlag.AlignRight, dates.medium(self._last))

    def _paint_curve(self, painter: QPainter, curve: Curve, place: int) -> None:
        points = [self._at(dt.date.fromisoformat(day), value) for day, value in curve.points]
        if not points:
            return
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        tone = theme().colour(_TONES[place])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tone, 2, _DASHES[place]))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone)
        for point in points:
            painter.drawEllipse(point, theme().px(2.6), theme().px(2.6))

    def _paint_key(self, painter: QPainter, label: str, place: int, left: float) -> float:
        px = theme().px
        font = theme().font("caption", weight=500)
        painter.setPen(QPen(theme().colour(_TONES[place]), 2, _DASHES[place]))
        painter.drawLine(QPointF(left, px(10)), QPointF(left + px(16), px(10)))
        painter.setFont(font)
        painter.setPen(theme().colour("text2"))
        wide = QFontMetricsF(font).horizontalAdvance(label)
        words = QRectF(left + px(22), 0, wide + 2, px(20))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, label)
        return left + px(22 + 20) + wide

    def _at(self, day: dt.date, value: float) -> QPointF:
        span = (self._last - self._first).days or 1
        reach = (self._high - self._low) or 1.0
        share = (value - self._low) / reach
        x = self._area.left() + self._area.width() * (day - self._first).days / span
        return QPointF(x, self._area.bottom() - self._area.height() * min(max(share, 0), 1))
