"""Paths that the map is drawn with."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath, QPolygonF

from metanoia.domain.map_geometry import Curve, Point, delay_at, head

_GAP = 6.0  # px of the curve on either side of the middle of a delay mark
_BAR = 8.0  # px from the curve to the end of a delay bar
_TIP = 5.0  # px before the tip of the arrow head at which the curve ends
BADGE = 19.0  # px, radius of the label of a loop
_ARC = 25.0  # px, radius of the arrow around it


def rounded(width: float, height: float, radius: float, out: float = 0.0) -> QPainterPath:
    """Return a rounded rectangle around (0, 0), ``out`` px larger on each side."""
    path = QPainterPath()
    box = QRectF(-width / 2 - out, -height / 2 - out, width + 2 * out, height + 2 * out)
    path.addRoundedRect(box, radius, radius)
    return path


def curve_path(curve: Curve, *, delayed: bool) -> QPainterPath:
    """Return a curve up to its arrow head, with a gap where its delay mark stands."""
    length = math.dist(curve.start, curve.control) + math.dist(curve.control, curve.end)
    last = max(0.5, 1 - _TIP / max(length, 1))
    path = QPainterPath()
    if delayed:
        middle, gap = 0.45, _GAP / max(length, 2 * _GAP)
        _add(path, curve, 0, middle - gap)
        _add(path, curve, middle + gap, last)
    else:
        _add(path, curve, 0, last)
    return path


def head_path(curve: Curve) -> QPainterPath:
    """Return the arrow head of a curve."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*corner) for corner in head(curve)]))
    path.closeSubpath()
    return path


def delay_path(curve: Curve) -> QPainterPath:
    """Return the two bars of a delay mark."""
    (x, y), (across, down) = delay_at(curve)
    path = QPainterPath()
    for along in (-3, 3):
        middle = QPointF(x + across * along, y + down * along)
        path.moveTo(middle + QPointF(-down, across) * _BAR)
        path.lineTo(middle - QPointF(-down, across) * _BAR)
    return path


def sign_path(polarity: int, font: QFont) -> QPainterPath:
    """Return +, − or ? around (0, 0)."""
    path = QPainterPath()
    if not polarity:
        return text_path("?", font)
    path.addRoundedRect(QRectF(-4.5, -1.1, 9, 2.2), 0.5, 0.5)
    if polarity > 0:
        upright = QPainterPath()
        upright.addRoundedRect(QRectF(-1.1, -4.5, 2.2, 9), 0.5, 0.5)
        path = path.united(upright)
    return path


def text_path(text: str, font: QFont) -> QPainterPath:
    """Return a short text around (0, 0)."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)  # the strokes of a letter overlap
    measured = QFontMetricsF(font)
    path.addText(-measured.horizontalAdvance(text) / 2, measured.capHeight() / 2, font, text)
    return path


def round_arrow(*, clockwise: bool) -> tuple[QPainterPath, QPainterPath]:
    """Return the arc around the label of a loop and its arrow head, in the direction of the loop."""
    box = QRectF(-_ARC, -_ARC, 2 * _ARC, 2 * _ARC)
    start, span, last = (130, -280, -150) if clockwise else (50, 280, -30)
    arc = QPainterPath()
    arc.arcMoveTo(box, start)
    arc.arcTo(box, start, span)
    angle = math.radians(last)
    end = QPointF(math.cos(angle) * _ARC, -math.sin(angle) * _ARC)
    onward = angle + (-math.pi / 2 if clockwise else math.pi / 2)
    along = QPointF(math.cos(onward), -math.sin(onward))
    beside = QPointF(-along.y(), along.x())
    tip = QPainterPath(end + along * 6)
    tip.lineTo(end - along * 3 + beside * 5)
    tip.lineTo(end - along * 3 - beside * 5)
    tip.closeSubpath()
    return arc, tip


def polyline(points: Sequence[Point]) -> QPainterPath:
    """Return straight lines from point to point."""
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    return path


def whole_curve(curve: Curve) -> QPainterPath:
    """Return a curve from end to end."""
    path = QPainterPath()
    _add(path, curve, 0, 1)
    return path


def _add(path: QPainterPath, curve: Curve, first: float, last: float) -> None:
    """Add the part of a curve between two shares of its way (by blossoming, de Casteljau)."""
    across, down = (
        (1 - first) * (1 - last) * a + (first + last - 2 * first * last) * b + first * last * c
        for a, b, c in zip(curve.start, curve.control, curve.end, strict=True)
    )
    path.moveTo(*curve.at(first))
    path.quadTo(across, down, *curve.at(last))
