"""Strokes of the tension chart: ground, lines, the arrow between vision and reality, its words."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QLinearGradient, QPainter, QPen

from metanoia.ui import dates
from metanoia.ui.theme import Theme
from metanoia.ui.widgets.chart_ink import level_lines, stroke, text_at
from metanoia.ui.widgets.tension_course import Course
from metanoia.ui.widgets.tension_shape import Shape
from metanoia.ui.widgets.time_axis import ticks

_LABEL_ROOM: Final = 96  # px at scale 1 that a day along the axis takes
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def paint_ground(painter: QPainter, course: Course, shape: Shape, ink: Theme) -> None:
    """Paint the level lines, the band of a hold, and the area that is the tension."""
    level_lines(painter, shape.plot, shape.levels, ink)
    plot, colour = shape.plot, ink.colour
    if course.band is not None:
        low, high = (plot.y(edge) for edge in course.band)
        held = QRectF(QPointF(plot.box.left(), high), QPointF(plot.box.right(), low))
        painter.fillRect(held, colour("accent", 0.1))
    if shape.ground.isEmpty():
        return
    box = shape.ground.boundingRect()
    upwards = course.upwards()
    fill = QLinearGradient(0, box.top(), 0, box.bottom())
    fill.setColorAt(0 if upwards else 1, colour("accent", 0.17))
    fill.setColorAt(1 if upwards else 0, colour("ochre_fill", 0.17))
    painter.save()
    painter.setClipRect(plot.box.adjusted(0, -ink.px(6), 0, ink.px(6)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawPath(shape.ground)
    painter.restore()


def paint_lines(painter: QPainter, shape: Shape, ink: Theme) -> None:
    """Paint the vision in dashes, reality as a curve with its dots, and today."""
    colour, size, plot = ink.colour, ink.scale, shape.plot
    painter.setPen(stroke(colour("border", 0.75), 1, (2, 3)))
    painter.drawLine(QPointF(shape.today, plot.box.top()), QPointF(shape.today, plot.box.bottom()))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(stroke(colour("accent"), 2.2 * size, (5, 3.2)))
    painter.drawPath(shape.vision)
    if shape.end is None:
        return
    painter.save()
    painter.setClipRect(plot.box.adjusted(0, -ink.px(8), ink.px(8), ink.px(8)))
    painter.setPen(stroke(colour("ochre_fill"), 2.4 * size))
    painter.drawPath(shape.line)
    if shape.today - shape.end.x() > 9 * size:  # nothing was said since
        painter.setPen(stroke(colour("ochre_fill", 0.7), 1.8 * size, (1.2, 3)))
        painter.drawLine(shape.end, QPointF(shape.today, shape.end.y()))
    painter.restore()
    painter.setPen(QPen(colour("card"), (2 if shape.reach > 3.4 else 1.2) * size))
    painter.setBrush(colour("ochre_fill"))
    left = plot.box.left() - 1
    for dot in shape.dots if shape.reach else ():
        if dot.x() >= left:
            painter.drawEllipse(dot, shape.reach, shape.reach)
    painter.setPen(QPen(colour("card"), 2 * size))
    painter.drawEllipse(shape.end, 5 * size, 5 * size)


def paint_arrow(painter: QPainter, x: float, top: float, bottom: float, ink: Theme) -> None:
    """Paint the arrow with two heads between ``top`` and ``bottom``; nothing where it has no room."""
    size = ink.scale
    top, bottom = top + 6 * size, bottom - 6 * size
    if bottom - top < 14 * size:
        return
    painter.setPen(stroke(ink.colour("text2"), 1.4 * size))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    for y, way in ((top, 5 * size), (bottom, -5 * size)):
        for side in (-4 * size, 4 * size):
            painter.drawLine(QPointF(x, y), QPointF(x + side, y + way))


def paint_words(
    painter: QPainter,
    place: QPointF,
    words: str,
    font: QFont,
    token: str,
    ink: Theme,
    *,
    clear: bool = True,
) -> QRectF:
    """Paint ``words`` to the right of ``place``, centred upright, on a clear ground; return their box."""  # fmt: skip
    metrics = QFontMetricsF(font)
    box = QRectF(0, 0, metrics.horizontalAdvance(words) + 1, metrics.height())
    box.moveCenter(place)
    box.moveLeft(place.x())
    if clear:
        painter.fillRect(box.adjusted(-ink.px(3), 0, ink.px(9), 0), ink.colour("card"))
    painter.setFont(font)
    painter.setPen(ink.colour(token))
    painter.drawText(box, _LEFT | Qt.TextFlag.TextDontClip, words)
    return box


def paint_days(
    painter: QPainter, course: Course, shape: Shape, today: str, room: QRectF, ink: Theme
) -> None:
    """Paint the first day, months, ``today`` and the target day below the lines, none over another."""
    plot = shape.plot
    y, gap = plot.box.bottom() + ink.px(14), ink.px(12)
    taken = [text_at(painter, QPointF(shape.today, y), today, ink)]

    def put(x: float, words: str, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter) -> None:
        half = QFontMetricsF(painter.font()).horizontalAdvance(words) / 2
        centre = min(max(x, room.left() + half), room.right() - half)
        box = QRectF(centre - half - gap, y - 1, 2 * (half + gap), 2)
        if not any(box.intersects(other) for other in taken):
            taken.append(text_at(painter, QPointF(x, y), words, ink, align=align, within=room))

    months = (shape.last - shape.first).days > 75
    if course.until is not None and course.until != course.today:
        put(*_target(course, shape, months=months))
    put(plot.box.left(), _called(shape.first, course.today, months=months))
    first, close = shape.first, (shape.last - shape.first) / 8
    across = plot.box.width() / ink.px(_LABEL_ROOM)
    for day, words in ticks(shape.first, shape.last, across):
        if first + close < day < course.today:
            put(plot.x(day.toordinal()), words)


def _target(course: Course, shape: Shape, *, months: bool) -> tuple[float, str]:
    """Return where the target day stands, and its name; with an arrow where it lies further on."""
    until = course.until or course.today
    x = shape.plot.x(until.toordinal())
    right = shape.plot.box.right()
    if x > right + 1:
        return right, f"{_called(until, course.today, months=months)} →"
    return x, _called(until, course.today, months=months)


def _called(day: dt.date, today: dt.date, *, months: bool) -> str:
    name, year = dates.month_and_year(day)
    if not months:
        return dates.short(day, today)
    return name if abs((day - today).days) < 330 else f"{name} {year}"
