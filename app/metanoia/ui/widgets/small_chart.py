"""A small chart among the words of a page: lines over days, drawn where the page is shown.

The page names it by its own values ("chart:…"), so nothing has to be fetched; text of a person can never
hold such a name, since only ``attachment:`` addresses pass for pictures there.
"""

from __future__ import annotations

import base64
import datetime as dt
import html
import json
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPen, QPolygonF

from metanoia.domain.shared_things import Drawing
from metanoia.ui import dates, fonts
from metanoia.ui.theme import theme

SCHEME: Final = "chart"
WIDTH, HEIGHT = 520, 150  # px at scale 1
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 8, 10, 40
_SHARP: Final = 2  # px of the picture for one of the page
_COLOURS: Final = ("accent", "ochre", "plum")
_STYLES: Final = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)


def html_of(drawing: Drawing) -> str:
    """Return the picture of a chart as a page shows it."""
    curves = [[curve.label, [list(point) for point in curve.points]] for curve in drawing.curves]
    said = json.dumps([list(drawing.scale), curves]).encode()
    name = base64.urlsafe_b64encode(said).decode().rstrip("=")
    return f'<p><img src="{SCHEME}:{name}" alt="{html.escape(drawing.sentence)}"></p>'


def picture(name: str) -> QImage:
    """Draw the chart of an address in today's colours; one empty pixel if it is none."""
    empty = QImage(1, 1, QImage.Format.Format_ARGB32)
    try:
        said = name.removeprefix(f"{SCHEME}:")
        scale, curves = json.loads(base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)))
        low, high = map(float, scale)
        days = sorted({dt.date.fromisoformat(day) for _, points in curves for day, _ in points})
        return _drawn([low, high], days, curves) if low < high and days else empty
    except (ValueError, TypeError):
        return empty


def _drawn(scale: list[float], days: list[dt.date], curves: list[Any]) -> QImage:
    wide, high = theme().px(WIDTH), theme().px(HEIGHT)
    image = QImage(wide * _SHARP, high * _SHARP, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    image.setDevicePixelRatio(_SHARP)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(fonts.UI_FAMILY)
    font.setPixelSize(theme().px(11))
    painter.setFont(font)
    ends = (scale[0], sum(scale) / 2, scale[1])
    widest = max(painter.fontMetrics().horizontalAdvance(f"{level:g}") for level in ends)
    left = max(theme().px(_LEFT), widest + theme().px(10))
    room = QRectF(
        left,
        theme().px(_TOP),
        wide - left - theme().px(_RIGHT),
        high - theme().px(_TOP + _BOTTOM),
    )
    _axes(painter, room, scale, days)
    at = room.left()
    for place, (label, points) in enumerate(curves):
        at = _curve(painter, room, scale, days, points, label, place, at)
    painter.end()
    return image


def _axes(painter: QPainter, room: QRectF, scale: list[float], days: list[dt.date]) -> None:
    low, top = scale
    for level in (low, (low + top) / 2, top):
        y = _y(room, scale, level)
        painter.setPen(QPen(theme().colour("hairline"), 1))
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
        painter.setPen(theme().colour("text3"))
        painter.drawText(
            QRectF(0, y - 8, room.left() - theme().px(7), 16),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            f"{level:g}",
        )
    below = QRectF(room.left(), room.bottom() + 3, room.width(), theme().px(15))
    painter.drawText(below, Qt.AlignmentFlag.AlignLeft, dates.short_with_year(days[0]))
    if len(days) > 1:
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, dates.short_with_year(days[-1]))


def _curve(
    painter: QPainter, room: QRectF, scale: list[float], days: list[dt.date], points: list[Any],
    label: str, place: int, at: float,
) -> float:  # fmt: skip
    """Draw a line and its place in the key; return where the next one stands there."""
    colour = theme().colour(_COLOURS[place % len(_COLOURS)])
    pen = QPen(colour, 2)
    pen.setStyle(_STYLES[place % len(_STYLES)])
    span = max((days[-1] - days[0]).days, 1)
    line = [
        QPointF(
            room.left() + room.width() * (dt.date.fromisoformat(day) - days[0]).days / span
            if len(days) > 1
            else room.center().x(),
            _y(room, scale, value),
        )
        for day, value in points
    ]
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF(line))
    y = room.bottom() + theme().px(28)
    painter.drawLine(QPointF(at, y), QPointF(at + theme().px(18), y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for dot in line:
        painter.drawEllipse(dot, 2.5, 2.5)
    painter.setPen(theme().colour("text2"))
    start = at + theme().px(24)
    wide = painter.fontMetrics().horizontalAdvance(label)
    painter.drawText(QRectF(start, y - 9, wide + 4, 18), Qt.AlignmentFlag.AlignVCenter, label)
    return start + wide + theme().px(20)


def _y(room: QRectF, scale: list[float], value: float) -> float:
    low, top = scale
    return room.bottom() - room.height() * (value - low) / (top - low)
