"""How sure somebody was over time, in the space of a word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from metanoia.ui.theme import theme
from metanoia.ui.widgets.thinning import thinned

WINDOW: Final = (
    30  # points of confidence at least, so that a small change does not look like a fall
)
_DOT: Final = 2.6  # radius in px at scale 1


def paint_sparkline(
    painter: QPainter, rect: QRect | QRectF, points: Sequence[tuple[dt.datetime, int]]
) -> None:
    """Paint ``points`` (when, 0 to 100; oldest first) into ``rect``, a dot at the latest.

    One point is a level line; none is nothing at all, for unknown is not 0.
    """
    if not points:
        return
    colour = theme().colour
    dot = _DOT * theme().scale
    box = QRectF(rect).adjusted(1, dot, -dot, -dot)
    low, high = _window(points)
    first, last = points[0][0], points[-1][0]
    span = (last - first).total_seconds()
    scale_x = box.width() / span if span else 0.0
    scale_y = box.height() / (high - low)
    bottom = box.bottom()
    if span:
        line = [
            QPointF(
                box.x() + (at - first).total_seconds() * scale_x, bottom - (sure - low) * scale_y
            )
            for at, sure in _thinned(points, first, scale_x)
        ]
    else:
        y = bottom - (points[-1][1] - low) * scale_y
        line = [QPointF(box.x(), y), QPointF(box.right(), y)]
    pen = QPen(colour("plum_fill"), 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(line)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("plum"))
    painter.drawEllipse(line[-1], dot, dot)


def _window(points: Sequence[tuple[dt.datetime, int]]) -> tuple[float, float]:
    """Return the lowest and highest per cent of the picture: at least WINDOW apart, within 0 to 100."""
    sure = [point[1] for point in points]
    low, high = float(min(sure)), float(max(sure))
    if high - low < WINDOW:
        low = min(max(0.0, (low + high - WINDOW) / 2), 100.0 - WINDOW)
        high = low + WINDOW
    return low, high


def _thinned(
    points: Sequence[tuple[dt.datetime, int]], first: dt.datetime, scale: float
) -> list[tuple[dt.datetime, int]]:
    """Return the points that can be told apart: first, lowest, highest and last of each px."""
    if len(points) <= 200:
        return list(points)
    return thinned(points, [int((at - first).total_seconds() * scale) for at, _ in points])
