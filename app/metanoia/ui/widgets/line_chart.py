"""One line over time on its own scale, small enough to stand among others."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.amounts import number
from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets.chart import Chart, Spot, Table
from metanoia.ui.widgets.chart_ink import Plot, label_font, level_lines, stroke, text_at
from metanoia.ui.widgets.curve import monotone
from metanoia.ui.widgets.thinning import thinned

LineShape = Literal["smooth", "steps"]

_TONES: Final = ("accent", "ochre", "plum", "blue")


class _Drawn(NamedTuple):
    plot: Plot
    line: QPainterPath
    level: QPainterPath
    end: QPointF | None


class LineChart(Chart):
    """A line in the colour ``token`` from one day to another; its latest value stands at its end.

    Nothing is drawn before the first value: unknown is not 0.
    """

    paper = QSize(420, 200)

    def __init__(self, title: str, token: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._tone = next((tone for tone in _TONES if token.startswith(tone)), "accent")
        self._points: tuple[tuple[dt.date, float], ...] = ()
        self._level: tuple[tuple[dt.date, float], ...] = ()
        self._first = self._last = dt.date(2000, 1, 1)
        self._scale: tuple[float, float] = (0.0, 10.0)
        self._shape: LineShape = "smooth"
        self._unit = ""
        self._digits = 1
        self._drawn: tuple[object, _Drawn] | None = None
        self.refresh()

    def show_line(
        self,
        points: Sequence[tuple[dt.date, float]],
        first: dt.date,
        last: dt.date,
        *,
        scale: tuple[float, float] = (0, 10),
        shape: LineShape = "smooth",
        unit: str = "",
        level: Sequence[tuple[dt.date, float]] = (),
        digits: int = 1,
        about: str = "",
    ) -> None:
        """Show ``points`` (oldest first) between ``first`` and ``last``, on a scale of two numbers.

        ``steps`` hold until the next point. ``level`` is drawn in dashes and holds likewise: a vision,
        an importance. ``unit`` is said behind numbers, which have at most ``digits`` decimals.
        """
        self.about = about
        self._points, self._level = tuple(points), tuple(level)
        self._first, self._last = first, max(first, last)
        self._scale, self._shape, self._unit, self._digits = scale, shape, unit, digits
        self.refresh()

    def refresh(self) -> None:
        """Show and say what it holds now."""
        self._drawn = None
        super().refresh()

    def sizeHint(self) -> QSize:
        """Return a picture for one of three columns."""
        return QSize(theme().px(240), theme().px(126))

    def sentence(self) -> str:
        """Return "Energy: from 6 on 12 March 2025 to 4 on 9 March; lowest 2, highest 8."."""
        shown = self._in_view()
        if not shown:
            return self.tr("{}: nothing noted in this time.").format(self.title)
        (begin, before), (end, now) = shown[0], shown[-1]
        if len(shown) == 1:
            said = self.tr("{}: {} on {}.")
            return said.format(self.title, self._said(now), dates.medium(end, self._last))
        values = [value for _, value in shown]
        said = self.tr("{}: from {} on {} to {} on {}; lowest {}, highest {}.")
        return said.format(
            self.title,
            self._said(before),
            dates.medium(begin, self._last),
            self._said(now),
            dates.medium(end, self._last),
            self._said(min(values)),
            self._said(max(values)),
        )

    def table(self) -> Table:
        """Return each day with its value, and what the dashes stood at."""
        heads = (self.tr("Day"), self.title or self.tr("Value"))
        rows = [(dates.short_with_year(day), self._said(value)) for day, value in self._points]
        plain = [(day.isoformat(), f"{value:.12g}") for day, value in self._points]
        if not self._level:
            return Table(heads, tuple(rows), tuple(plain))
        levels = [self._level_on(day) for day, _ in self._points]
        said = ["" if one is None else self._said(one) for one in levels]
        exact = ["" if one is None else f"{one:.12g}" for one in levels]
        return Table(
            (*heads, self.tr("Dashed line")),
            tuple((*row, words) for row, words in zip(rows, said, strict=True)),
            tuple((*row, words) for row, words in zip(plain, exact, strict=True)),
        )

    def draw(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        """Draw both lines of the scale, three days, the dashes, the line and its latest value."""
        drawn = self._worked_out(room, ink)
        plot, size = drawn.plot, ink.scale
        level_lines(painter, plot, self._scale, ink)
        self._draw_days(painter, plot, room, ink)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(stroke(ink.colour("accent"), 1.6 * size, (4, 3)))
        painter.drawPath(drawn.level)
        if drawn.end is None:
            words = self.tr("Nothing noted yet")
            text_at(painter, plot.box.center(), words, ink, token="text2")
            return
        painter.setPen(stroke(ink.colour(self._fill()), 2 * size))
        painter.drawPath(drawn.line)
        painter.setPen(QPen(ink.colour("card"), 2 * size))
        painter.setBrush(ink.colour(self._tone if self._tone != "ochre" else "ochre_fill"))
        painter.drawEllipse(drawn.end, 4.8 * size, 4.8 * size)
        painter.setFont(ink.font("caption", size=12.5, weight=600, tabular=True))
        painter.setPen(ink.colour(f"{self._tone}_text"))
        beside = QRectF(drawn.end.x() + ink.px(9), drawn.end.y() - 12, 10, 24)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(beside, flags, self._said(self._in_view()[-1][1]))

    def spots(self, room: QRectF, ink: Theme) -> list[Spot]:
        """Return the days in view."""
        plot = self._worked_out(room, ink).plot
        return [
            Spot(plot.at(day.toordinal(), value), dates.medium(day, self._last), self._said(value))
            for day, value in self._in_view()
        ]

    # -- inside

    def _worked_out(self, room: QRectF, ink: Theme) -> _Drawn:
        known = (room, ink.scale)
        if self._drawn is None or self._drawn[0] != known:
            plot = self._plot(room, ink)
            dots, dense = self._dots(plot)
            line = self._line(dots, plot, dense)
            places = [QPointF(plot.x(day.toordinal()), plot.y(at)) for day, at in self._level]
            level = _steps(_from_left(places, plot), plot.box.right(), uprights=False)
            end = dots[-1] if dots else None
            if end is not None and self._shape == "steps":
                end = QPointF(plot.box.right(), end.y())
            self._drawn = (known, _Drawn(plot, line, level, end))
        return self._drawn[1]

    def _plot(self, room: QRectF, ink: Theme) -> Plot:
        px, small = ink.px, QFontMetricsF(label_font(ink))
        left = max(small.horizontalAdvance(number(one, 2)) for one in self._scale) + px(11)
        strong = QFontMetricsF(ink.font("caption", size=12.5, weight=600, tabular=True))
        shown = self._in_view()
        words = self._said(shown[-1][1]) if shown else ""
        right = max(px(16), strong.horizontalAdvance(words) + px(12))
        box = room.adjusted(left, px(9), -right, -px(20))
        low, high = self._scale
        return Plot(box, self._first.toordinal(), self._last.toordinal(), low, high)

    def _dots(self, plot: Plot) -> tuple[list[QPointF], bool]:
        """Return the places of the line, and whether they stand too close for a bend to be seen."""
        low, high = self._scale
        pairs = [(plot.x(day.toordinal()), value) for day, value in self._in_view()]
        dense = len(pairs) > plot.box.width() / 2
        if dense:
            pairs = thinned(pairs, [int(x) for x, _ in pairs])
        return [QPointF(x, plot.y(min(high, max(low, value)))) for x, value in pairs], dense

    def _line(self, dots: list[QPointF], plot: Plot, dense: bool) -> QPainterPath:
        if self._shape == "steps":
            return _steps(dots, plot.box.right())
        if not dense:
            return monotone(dots)
        line = QPainterPath()
        line.addPolygon(QPolygonF(dots))
        return line

    def _in_view(self) -> list[tuple[dt.date, float]]:
        return [point for point in self._points if self._first <= point[0] <= self._last]

    def _level_on(self, day: dt.date) -> float | None:
        place = bisect_right([since for since, _ in self._level], day)
        return self._level[place - 1][1] if place else None

    def _draw_days(self, painter: QPainter, plot: Plot, room: QRectF, ink: Theme) -> None:
        span = (self._last - self._first).days
        y = plot.box.bottom() + ink.px(12)
        days = [self._first, self._last]
        if span > 1 and plot.box.width() > ink.px(150):
            days.insert(1, self._first + dt.timedelta(days=span // 2))
        for day in days if span else days[:1]:
            month, year = dates.month_and_year(day)
            words = month if span > 75 else dates.short(day, day)
            if span > 730:
                words = year
            place = QPointF(plot.x(day.toordinal()), y)
            text_at(painter, place, words, ink, within=room)

    def _fill(self) -> str:
        return "accent" if self._tone == "accent" else f"{self._tone}_fill"

    def _said(self, value: float) -> str:
        said = number(value, self._digits)
        return (
            f"{said}{self._unit}"
            if self._unit in ("", "%", "°")
            else f"{said} {self._unit.strip()}"
        )


def _from_left(places: list[QPointF], plot: Plot) -> list[QPointF]:
    """Return ``places`` from the left edge on, with what held there before."""
    left = plot.box.left()
    before = [place for place in places if place.x() <= left]
    after = [place for place in places if left < place.x() <= plot.box.right()]
    return [QPointF(left, before[-1].y()), *after] if before else after


def _steps(places: list[QPointF], right: float, *, uprights: bool = True) -> QPainterPath:
    """Return levels from each place to the next, the last one up to ``right``."""
    path = QPainterPath()
    for here, then in pairwise([*places, QPointF(right, 0)]):
        if path.isEmpty() or not uprights:
            path.moveTo(here)
        else:
            path.lineTo(here)
        path.lineTo(then.x(), here.y())
    return path
