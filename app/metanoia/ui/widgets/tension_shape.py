"""Where the lines, the ground between them and the marks of a tension chart lie, for one size of it."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainterPath

from metanoia.ui.amounts import number
from metanoia.ui.theme import Theme
from metanoia.ui.widgets.chart_ink import Plot, label_font
from metanoia.ui.widgets.curve import monotone
from metanoia.ui.widgets.tension_course import Course, Range, levels
from metanoia.ui.widgets.tension_words import vision_words
from metanoia.ui.widgets.thinning import thinned

_AHEAD: Final = 134  # px at scale 1 at the right of today, for the number and its words
_NARROW: Final = 0.42  # of the width, which that takes at most
_DOTS_APART: Final = 9  # px at scale 1 below which single dots cannot be told apart


class Shape(NamedTuple):
    """Everything that is drawn, worked out once for a size."""

    plot: Plot
    first: dt.date
    last: dt.date
    today: float  # px along
    levels: list[float]
    dots: list[QPointF]
    reach: float  # px of a dot, 0 where there are too many
    line: QPainterPath
    vision: QPainterPath
    ground: QPainterPath  # between the two
    end: QPointF | None  # the last point


def shape_of(
    course: Course, span: Range, scale: tuple[float, float], room: QRectF, ink: Theme
) -> Shape:
    """Return where everything lies in ``room``."""
    low, high = scale
    first = course.first_shown(span)
    last = course.last_shown(first)
    lines = levels(low, high)
    plot = _plot(course, (first, last), scale, lines, room, ink)
    dots = _dots(course, plot, first)
    line = monotone(dots)
    vision = _vision(course, plot, plot.box.right())
    apart = (dots[-1].x() - dots[0].x()) / max(1, len(dots) - 1) if len(dots) > 1 else 99.0
    reach = 0.0 if apart < _DOTS_APART * ink.scale else min(4.5 * ink.scale, apart * 0.3)
    return Shape(
        plot, first, last, plot.x(course.today.toordinal()), lines, dots, reach, line, vision,
        _ground(course, plot, line, dots), dots[-1] if dots else None,
    )  # fmt: skip


def _plot(
    course: Course,
    days: tuple[dt.date, dt.date],
    scale: tuple[float, float],
    lines: list[float],
    room: QRectF,
    ink: Theme,
) -> Plot:
    px = ink.px
    small = QFontMetricsF(label_font(ink))
    strong = QFontMetricsF(ink.font("caption", size=12.5, weight=600, tabular=True))
    left = max([small.horizontalAdvance(number(value, 2)) for value in lines], default=0) + px(12)
    right = max(px(18), strong.horizontalAdvance(vision_words(course)) + px(12))
    box = room.adjusted(left, px(14), -right, -px(26))
    first, today, last = days[0].toordinal(), course.today.toordinal(), float(days[1].toordinal())
    needed = min(px(_AHEAD), box.width() * _NARROW)
    past = max(today - first, 1)
    if (last - today) * (box.width() - needed) < past * needed:
        last = today + past * needed / max(box.width() - needed, 1.0)
    return Plot(box, first, last, *scale)


def _dots(course: Course, plot: Plot, first: dt.date) -> list[QPointF]:
    shown = course.shown(first)
    pairs = [(plot.x(day.toordinal()), value) for day, value in shown]
    if len(pairs) > plot.box.width() / 2:
        pairs = thinned(pairs, [int(x) for x, _ in pairs])
    return [QPointF(x, plot.y(value)) for x, value in pairs]


def _corners(course: Course, plot: Plot, right: float) -> list[QPointF]:
    """Return the corners of the vision's steps from the left edge to ``right``."""
    if not course.steps:
        return []
    places = [(plot.x(day.toordinal()), plot.y(target)) for day, target in course.steps]
    corners = [QPointF(plot.box.left(), places[0][1])]
    for x, y in places[1:]:
        if x <= plot.box.left():
            corners = [QPointF(plot.box.left(), y)]
        elif x < right:
            corners += [QPointF(x, corners[-1].y()), QPointF(x, y)]
    return [*corners, QPointF(right, corners[-1].y())]


def _vision(course: Course, plot: Plot, right: float) -> QPainterPath:
    """Return the levels of the vision (both edges of a band), without the uprights between them."""
    path = QPainterPath()
    if course.band is not None:
        for edge in course.band:
            path.moveTo(plot.box.left(), plot.y(edge))
            path.lineTo(right, plot.y(edge))
        return path
    corners = _corners(course, plot, right)
    for start, stop in zip(corners[::2], corners[1::2], strict=True):
        path.moveTo(start)
        path.lineTo(stop)
    return path


def _ground(course: Course, plot: Plot, line: QPainterPath, dots: list[QPointF]) -> QPainterPath:
    """Return the area between reality and vision, from the first point until today."""
    if not dots or (course.band is None and not course.steps):
        return QPainterPath()
    today = plot.x(course.today.toordinal())
    below = QPainterPath(line)
    below.lineTo(today, dots[-1].y())
    if course.band is not None:
        return _outside(course.band, plot, below, today)
    corners = [
        QPointF(max(place.x(), dots[0].x()), place.y()) for place in _corners(course, plot, today)
    ]
    for corner in reversed(corners):
        below.lineTo(corner)
    below.closeSubpath()
    return below


def _outside(
    band: tuple[float, float], plot: Plot, line: QPainterPath, today: float
) -> QPainterPath:
    """Return what lies between ``line`` and the nearer edge of ``band``, nothing within the band."""
    start = line.elementAt(0)
    found = QPainterPath()
    for edge, side in zip(band, (1, -1), strict=True):
        y = plot.y(edge)
        area = QPainterPath(line)
        area.lineTo(today, y)
        area.lineTo(start.x, y)
        area.closeSubpath()
        beyond = QPainterPath()
        far = plot.box.bottom() if side == 1 else plot.box.top()
        beyond.addRect(QRectF(QPointF(plot.box.left(), y), QPointF(today, far)).normalized())
        found.addPath(area.intersected(beyond))
    return found
