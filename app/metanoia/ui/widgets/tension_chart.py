"""Vision and current reality over time, and the tension between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets import tension_words
from metanoia.ui.widgets.chart import Chart, Spot, Table
from metanoia.ui.widgets.chart_ink import KeyEntry, paint_mark, stroke, text_at
from metanoia.ui.widgets.tension_course import Course, Move, Range
from metanoia.ui.widgets.tension_ink import (
    paint_arrow,
    paint_days,
    paint_ground,
    paint_lines,
    paint_words,
)
from metanoia.ui.widgets.tension_shape import Shape, shape_of
from metanoia.ui.widgets.tension_words import amount, vision_words
from metanoia.ui.widgets.tension_words import tension_words as tension_said

__all__ = ["Move", "Range", "TensionChart"]


class TensionChart(Chart):
    """A goal over time: the vision in dashes, reality as a curve, the tension as the ground between.

    Where the vision was moved it is marked by a hollow ◆ and keeps its old level before that day.
    """

    paper = QSize(760, 320)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Vision and current reality")
        self._course = Course()
        self._scale: tuple[float, float] = (0.0, 10.0)
        self._range: Range = "year"
        self._shape: tuple[object, Shape] | None = None
        self.refresh()

    def show_tension(
        self,
        points: Sequence[tuple[dt.date, float]],
        vision: Sequence[tuple[dt.date, float]],
        today: dt.date,
        *,
        until: dt.date | None = None,
        scale: tuple[float, float] | None = None,
        band: tuple[float, float] | None = None,
        start: float | None = None,
        unit: str = "",
        moves: Sequence[Move] = (),
        notes: Mapping[dt.date, str] | None = None,
        about: str = "",
    ) -> None:
        """Show reality in ``points`` against ``vision`` (steps: since when, which), oldest first.

        ``band`` (lowest, highest) stands instead of the steps for what is to be held. ``start`` is where
        a measure began, ``until`` the target day, ``scale`` what the lower and the upper edge stand for
        (worked out if None), ``about`` the goal's name.
        """
        self.about = about
        self._course = Course(
            tuple(points), tuple(vision), today, until, band, start, unit, tuple(moves), notes or {}
        )
        self._scale = scale or self._course.scale()
        self.refresh()

    def set_range(self, span: Range) -> None:
        """Show the last three months, the last year, or all of it."""
        self._range = span
        self.refresh()

    def refresh(self) -> None:
        """Show and say what it holds now."""
        self._shape = None
        super().refresh()

    def sizeHint(self) -> QSize:
        """Return a picture that a goal's page leads with."""
        return QSize(theme().px(560), theme().px(360))

    def sentence(self) -> str:
        """Return vision, reality and tension of today, and where the vision was moved."""
        return tension_words.sentence(self._course, self._course.first_shown(self._range))

    def table(self) -> Table:
        """Return each day with its reality, vision and tension, and each move of the vision."""
        return tension_words.table(self._course)

    def key(self) -> Sequence[KeyEntry]:
        """Return what a hollow ◆ means, where there is one."""
        if not self._course.moves:
            return ()
        return (KeyEntry("moved", "accent", self.tr("the vision was moved")),)

    def draw(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        """Draw the chart; where too little is noted, say what to do."""
        course, shape = self._course, self._shaped(room, ink)
        paint_ground(painter, course, shape, ink)
        paint_lines(painter, shape, ink)
        paint_days(painter, course, shape, self.tr("today"), room.adjusted(2, 0, -2, 0), ink)
        self._draw_moves(painter, shape, ink)
        self._draw_numbers(painter, shape, ink)
        if len(course.points) < 2:
            self._draw_invitation(painter, shape, ink)

    def spots(self, room: QRectF, ink: Theme) -> list[Spot]:
        """Return the days in view, the moves of the vision and the target day, in the order of time."""
        course, shape = self._course, self._shaped(room, ink)
        plot = shape.plot
        found: list[tuple[dt.date, int, Spot]] = []
        for day, value in course.points:
            if day >= shape.first:
                said = self.tr("{} · reality {}").format(
                    dates.medium(day, course.today), amount(value, course.unit)
                )
                place = plot.at(day.toordinal(), value)
                found.append((day, 1, Spot(place, said, course.notes.get(day, ""))))
        for move in course.moves:
            if move.date >= shape.first:
                said = self.tr("{} · vision moved from {} to {}").format(
                    dates.medium(move.date, course.today),
                    amount(move.old, course.unit),
                    amount(move.new, course.unit),
                )
                place = plot.at(move.date.toordinal(), move.new)
                found.append((move.date, 0, Spot(place, said, move.reason)))
        return [spot for _, _, spot in sorted(found, key=lambda one: one[:2])]

    # -- inside

    def _shaped(self, room: QRectF, ink: Theme) -> Shape:
        known = (room, ink.scale, self._range)
        if self._shape is None or self._shape[0] != known:
            shape = shape_of(self._course, self._range, self._scale, room, ink)
            self._shape = (known, shape)
        return self._shape[1]

    def _draw_moves(self, painter: QPainter, shape: Shape, ink: Theme) -> None:
        plot = shape.plot
        for move in self._course.moves:
            x = plot.x(move.date.toordinal())
            if x < plot.box.left():
                continue
            painter.setPen(stroke(ink.colour("accent", 0.8), 1.2 * ink.scale, (2, 2.4)))
            painter.drawLine(QPointF(x, plot.y(move.old)), QPointF(x, plot.y(move.new)))
            paint_mark(painter, "moved", QPointF(x, plot.y(move.new)), "accent", ink)

    def _draw_numbers(self, painter: QPainter, shape: Shape, ink: Theme) -> None:
        """Draw "Vision 8" at the right, and beside today the arrow, the tension and "Reality 4.2"."""
        course, plot, px = self._course, shape.plot, ink.px
        label = ink.font("caption", size=12.5, weight=600, tabular=True)
        vision = self._vision_level(shape)
        if vision is not None:
            place = QPointF(plot.box.right() + px(8), vision)
            paint_words(
                painter, place, vision_words(course), label, "accent_text", ink, clear=False
            )
        if shape.end is None:
            return
        x, reality = shape.today + px(14), shape.end.y()
        words = self.tr("Reality {}").format(amount(course.points[-1][1], course.unit))
        big, _ = tension_said(course)
        level = self._beside(shape, reality, px(15))
        open_ground = course.band is None
        place = QPointF(x + px(14), level)
        paint_words(painter, place, words, label, "ochre_text", ink, clear=open_ground)
        if vision is None or not big:
            return
        top, bottom = sorted((vision, reality))
        if course.tension(course.today, course.points[-1][1]):
            paint_arrow(painter, x, top, bottom, ink)
        else:
            top = bottom = level
        self._draw_tension(painter, shape, (top, bottom), level, ink)

    def _draw_tension(
        self,
        painter: QPainter,
        shape: Shape,
        between: tuple[float, float],
        level: float,
        ink: Theme,
    ) -> None:
        """Draw the number and its name between both levels, else where there is room beside them."""
        big, called = tension_said(self._course)
        px = ink.px
        top, bottom = between
        middle = (top + bottom) / 2
        if bottom - top < px(64):  # no room in between
            middle = self._aside(shape, (min(top, level), max(bottom, level)), px(38), px(25))
        x = shape.today + px(28)
        band = [shape.plot.y(edge) for edge in self._course.band or ()]
        clear = not band or not band[1] - px(25) < middle < band[0] + px(25)
        number, small = ink.font("h2", size=24, tabular=True), ink.font("caption")
        paint_words(painter, QPointF(x, middle - px(11)), big, number, "text", ink, clear=clear)
        place = QPointF(x, middle + px(12))
        paint_words(painter, place, called, small, "text2", ink, clear=clear)

    def _aside(self, shape: Shape, taken: tuple[float, float], away: float, half: float) -> float:
        """Return the middle of ``half`` px up and down, ``away`` from ``taken`` and off every line."""
        course, plot = self._course, shape.plot
        vision = course.vision_on(course.today)
        edges = [plot.y(edge) for edge in course.band or (() if vision is None else (vision,))]
        places = [taken[1] + away, taken[0] - away]
        places += [place for edge in edges for place in (edge + away, edge - away)]
        top, bottom = plot.box.top() + half, plot.box.bottom() - half
        free = [
            place
            for place in places
            if top <= place <= bottom
            and all(abs(place - edge) >= half for edge in edges)
            and not taken[0] - half < place < taken[1] + half
        ]
        return free[0] if free else min(max(places[0], top), bottom)

    def _beside(self, shape: Shape, reality: float, apart: float) -> float:
        """Return the px up and down for what is said of reality: off the vision's own lines."""
        course, plot = self._course, shape.plot
        vision = course.vision_on(course.today)
        level = reality
        for edge in course.band or (() if vision is None else (vision,)):
            y = plot.y(edge)
            if abs(y - reality) < apart:
                within = course.band is not None and edge == course.band[0]
                level = y + apart if reality > y or (reality == y and not within) else y - apart
        lowest = plot.box.bottom() - apart * 0.6
        return level if level <= lowest else reality - apart

    def _draw_invitation(self, painter: QPainter, shape: Shape, ink: Theme) -> None:
        if self._course.points:
            words = self.tr("Note it again in a week to see how it moves.")
        else:
            words = self.tr("Note today’s reality, and the tension shows here.")
        box = shape.plot.box
        wide = QFontMetricsF(ink.font("caption", size=11)).horizontalAdvance(words)
        left, right = box.left(), shape.today - ink.px(12)
        if shape.end is None:
            right = box.right()
        if wide > right - left:
            return  # the sentence says it
        place = QPointF((left + right) / 2, box.bottom() - box.height() / 12)
        ground = QRectF(0, 0, wide + ink.px(12), ink.px(18))
        ground.moveCenter(place)
        painter.fillRect(ground, ink.colour("card"))
        text_at(painter, place, words, ink, token="text2")

    def _vision_level(self, shape: Shape) -> float | None:
        """Return the px of today's vision; of a band, its nearer edge."""
        course = self._course
        if course.band is not None:
            low, high = course.band
            value = course.points[-1][1] if course.points else high
            middle = (low + high) / 2
            nearest = low if value < low else high if value > high else middle
            return shape.plot.y(nearest)
        vision = course.vision_on(course.today)
        return None if vision is None else shape.plot.y(vision)
