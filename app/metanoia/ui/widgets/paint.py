"""Strokes that several widgets share: shadows, rounded outlines, blends of two colours."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPaintDevice, QPainter, QPen

from metanoia.ui.theme import theme


def painter_of(device: QPaintDevice) -> QPainter:
    """Return a smooth painter on ``device``; end it before the paint event returns."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def blend(first: QColor, second: QColor, share: float) -> QColor:
    """Return the colour ``share`` (0 to 1) of the way from ``first`` to ``second``."""

    def between(a: float, b: float) -> float:
        return a + (b - a) * share

    return QColor.fromRgbF(
        between(first.redF(), second.redF()),
        between(first.greenF(), second.greenF()),
        between(first.blueF(), second.blueF()),
        between(first.alphaF(), second.alphaF()),
    )


def rounded(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor | None,
    outline: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Paint a rounded rectangle whose outline lies inside ``rect``."""
    inset = width / 2
    painter.setPen(QPen(outline, width) if outline else Qt.PenStyle.NoPen)
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    box = QRectF(rect).adjusted(inset, inset, -inset, -inset) if outline else QRectF(rect)
    painter.drawRoundedRect(box, radius, radius)


def shadow(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    *,
    depth: int = 18,
    strength: float = 0.1,
    drop: float = 8,
) -> None:
    """Paint a soft shadow around ``rect`` from translucent layers reaching ``depth`` px out."""
    painter.setPen(Qt.PenStyle.NoPen)
    for reach in range(depth, 0, -2):
        painter.setBrush(theme().colour("shadow", strength * (1 - reach / depth) * 0.32))
        box = QRectF(rect).adjusted(-reach, -reach + drop, reach, reach + drop)
        painter.drawRoundedRect(box, radius + reach, radius + reach)
