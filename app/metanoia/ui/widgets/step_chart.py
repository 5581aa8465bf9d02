"""How sure somebody was of one thing, step by step, and what spoke to it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QLinearGradient, QPainter
from PySide6.QtWidgets import QWidget

from metanoia.domain.assumptions import ConfidencePoint, Evidence
from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets.chart import Chart, Spot, Table
from metanoia.ui.widgets.chart_ink import (
    KeyEntry,
    Mark,
    Plot,
    level_lines,
    paint_mark,
    stroke,
    text_at,
)
from metanoia.ui.widgets.steps import Steps, steps
from metanoia.ui.widgets.thinning import thinned
from metanoia.ui.widgets.time_axis import ticks

_LABEL_ROOM: Final = 76  # px at scale 1 that a day along the axis takes
_STANCES: Final[dict[int, tuple[Mark, str]]] = {1: ("up", "accent"), -1: ("down", "ochre_fill")}


class _Seen(NamedTuple):
    """A piece of evidence where it is drawn: at a moment, on the line."""

    evidence: Evidence
    at: float  # seconds since the epoch
    sure: int
    nudge: int  # px at scale 1 to the side, where several fall on one day
    rise: int  # px at scale 1 off the line, where that day both supports and challenges
    told: bool  # by a point that it moved


class StepChart(Chart):
    """Confidence over time: it holds until something moved it. Evidence lies on the line as ▲ and ▼."""

    paper = QSize(760, 230)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("How sure am I?")
        self._points: tuple[ConfidencePoint, ...] = ()
        self._times: list[float] = []
        self._seen: list[_Seen] = []
        self._evidence: tuple[Evidence, ...] = ()
        self._today = dt.date.min
        self._stances: dict[tuple[dt.date, str], str] = {}
        self._steps: Steps | None = None
        self.refresh()

    def show_history(
        self,
        points: Sequence[ConfidencePoint],
        evidence: Sequence[Evidence],
        today: dt.date,
        *,
        about: str = "",
    ) -> None:
        """Show ``points`` (oldest first) and ``evidence`` up to ``today``; ``about`` is the statement."""
        self.about = about
        self._today = today
        self._points = tuple(points)
        self._times = [point.at.timestamp() for point in points]
        self._evidence = tuple(sorted(evidence, key=lambda one: one.observed_on))
        self._stances = {(one.observed_on, one.text): self._stance(one) for one in evidence}
        self._seen = self._placed()
        self._steps = None
        self.refresh()

    def sizeHint(self) -> QSize:
        """Return a wide, low picture."""
        return QSize(theme().px(420), theme().px(136))

    def sentence(self) -> str:
        """Return "From 92% on 14 January to 70% today; lowest 70%, 5 changes."."""
        if not self._points:
            return self.tr("How sure you are has not been said yet.")
        first, last = self._points[0], self._points[-1]
        day = dates.ago(_day(first), self._today)
        if len(self._points) == 1:
            return self.tr("{}% since {}.").format(first.confidence, day)
        sure = [point.confidence for point in self._points]
        moves = sum(one != other for one, other in pairwise(sure))
        if (self._today - _day(first)).days > 1:
            day = self.tr("on {}").format(day)
        said = self.tr("From {}% {} to {}% today; lowest {}%, {}.")
        changes = counted(moves, self.tr("1 change"), self.tr("{} changes"))
        return said.format(first.confidence, day, last.confidence, min(sure), changes)

    def table(self) -> Table:
        """Return each point and each piece of evidence, oldest first."""
        lines = [
            (_day(point), f"{point.confidence}%", self._cause(point), point.reason)
            for point in self._points
        ]
        own = self._told()
        lines += [
            (one.observed_on, "", self._stance(one), one.text)
            for one in self._evidence
            if (one.observed_on, one.text) not in own
        ]
        lines.sort(key=lambda line: line[0])
        heads = (self.tr("Day"), self.tr("How sure"), self.tr("What moved it"), self.tr("Reason"))
        rows = tuple((dates.short_with_year(day), *words) for day, *words in lines)
        return Table(heads, rows)

    def key(self) -> Sequence[KeyEntry]:
        """Return what the triangles mean."""
        return (
            KeyEntry("up", "accent", self.tr("supports")),
            KeyEntry("down", "ochre_fill", self.tr("challenges")),
        )

    def draw(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        """Draw the lines at 0, 50 and 100, the steps, the evidence, and where it stands today."""
        plot = self._plot(room, ink)
        level_lines(painter, plot, (0, 50, 100), ink)
        if not self._points:
            middle = QPointF(plot.box.center().x(), plot.y(25))  # between two lines
            text_at(painter, middle, self.tr("Not said yet"), ink, token="text2")
            return
        self._draw_days(painter, plot, room, ink)
        if self._steps is None or self._steps.plot != plot:
            self._steps = steps(plot, self._line(plot))
        self._draw_steps(painter, self._steps, ink)
        end = self._steps.end
        for one in self._seen:
            mark, token = _STANCES[one.evidence.stance]
            paint_mark(painter, mark, self._mark_place(plot, one, ink), token, ink)
        paint_mark(painter, "dot", end, "plum", ink)
        painter.setFont(ink.font("label", weight=600, tabular=True))
        painter.setPen(ink.colour("plum_text"))
        beside = QRectF(end.x() + ink.px(10), end.y() - ink.px(10), 90, 2 * ink.px(10))
        last = f"{self._points[-1].confidence}%"
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, last)

    def spots(self, room: QRectF, ink: Theme) -> list[Spot]:
        """Return the points and the evidence in the order of time."""
        if not self._points:
            return []
        plot = self._plot(room, ink)
        found = []
        for point, at in zip(self._points, self._times, strict=True):
            title = f"{dates.medium(_day(point), self._today)} · {point.confidence}%"
            words = ": ".join(filter(None, (self._cause(point), point.reason)))
            found.append((at, Spot(plot.at(at, point.confidence), title, words)))
        for one in self._seen:
            if not one.told:
                title = dates.medium(one.evidence.observed_on, self._today)
                words = f"{self._stance(one.evidence)}: {one.evidence.text}"
                found.append((one.at, Spot(self._mark_place(plot, one, ink), title, words)))
        return [spot for _, spot in sorted(found, key=lambda pair: pair[0])]

    # -- inside

    def _plot(self, room: QRectF, ink: Theme) -> Plot:
        px = ink.px
        value = QFontMetricsF(ink.font("label", weight=600, tabular=True)).horizontalAdvance("100%")
        box = room.adjusted(px(34), px(12), -value - px(13), -px(24))
        start = self._times[0] if self._times else 0.0
        return Plot(box, start, max(self._end(), start), 0, 100)

    def _end(self) -> float:
        """Return the moment at the right edge: today's noon, or the last point if that is later."""
        return max(self._times[-1], _noon(self._today)) if self._times else 1.0

    def _line(self, plot: Plot) -> list[QPointF]:
        """Return the corners of the steps, no more than can be seen, the last one at the right edge."""
        left = plot.box.left()
        sure = [point.confidence for point in self._points]
        across = [left if plot.right <= plot.left else plot.x(at) for at in self._times]
        if len(sure) > plot.box.width():
            columns = [int(x) for x in across]
            pairs = thinned(
                [(x + 0.5, value) for x, value in zip(columns, sure, strict=True)], columns
            )
        else:
            pairs = list(zip(across, sure, strict=True))
        line = [QPointF(left, plot.y(pairs[0][1]))]
        for x, value in pairs[1:]:
            line += [QPointF(x, line[-1].y()), QPointF(x, plot.y(value))]
        line.append(QPointF(plot.box.right(), line[-1].y()))
        return line

    def _draw_steps(self, painter: QPainter, steps: Steps, ink: Theme) -> None:
        box = steps.plot.box
        fill = QLinearGradient(0, box.top(), 0, box.bottom())
        fill.setColorAt(0, ink.colour("plum_fill", 0.20))
        fill.setColorAt(1, ink.colour("plum_fill", 0.02))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        # level by level and line by line: as one path a dense history takes Qt a hundred times as long
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawRects(steps.levels)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(stroke(ink.colour("plum_fill"), 2 * ink.scale))
        painter.drawLines(steps.lines)

    def _draw_days(self, painter: QPainter, plot: Plot, room: QRectF, ink: Theme) -> None:
        y = plot.box.bottom() + ink.px(13)
        inside = room.adjusted(3, 0, -3, 0)
        last = text_at(painter, QPointF(plot.box.right(), y), self.tr("today"), ink, within=inside)
        first = _day(self._points[0])
        if first >= self._today:
            return
        words = dates.short(first, self._today)
        if first.year != self._today.year:
            words = dates.short_with_year(first)
        begin = text_at(painter, QPointF(plot.box.left(), y), words, ink, within=inside)
        gap = ink.px(14)
        for day, name in ticks(first, self._today, plot.box.width() / ink.px(_LABEL_ROOM)):
            x = plot.x(_noon(day))
            half = len(name) * ink.px(3.2)
            if x - half > begin.right() + gap and x + half < last.left() - gap:
                text_at(painter, QPointF(x, y), name, ink)

    def _placed(self) -> list[_Seen]:
        """Return where each piece of evidence lies: at the point of its day, else at noon, on the line."""
        if not self._points:
            return []
        of_day = {_day(point): at for point, at in zip(self._points, self._times, strict=True)}
        told = self._told()
        stances: dict[dt.date, set[int]] = {}
        for one in self._evidence:
            stances.setdefault(one.observed_on, set()).add(one.stance)
        found: list[_Seen] = []
        beside: dict[tuple[dt.date, int], int] = {}
        for one in self._evidence:
            day = one.observed_on
            at = of_day.get(day, min(max(_noon(day), self._times[0]), self._end()))
            place = max(0, bisect_right(self._times, at) - 1)
            number = beside[day, one.stance] = beside.get((day, one.stance), -1) + 1
            nudge = 11 * ((number + 1) // 2) * (1 if number % 2 else -1)
            rise = 7 * one.stance if len(stances[day]) > 1 else 0
            sure = self._points[place].confidence
            found.append(_Seen(one, at, sure, nudge, rise, (day, one.text) in told))
        return found

    def _mark_place(self, plot: Plot, one: _Seen, ink: Theme) -> QPointF:
        place = plot.at(one.at, one.sure)
        x = min(max(place.x() + one.nudge * ink.scale, plot.box.left()), plot.box.right())
        return QPointF(x, place.y() - one.rise * ink.scale)

    def _told(self) -> set[tuple[dt.date, str]]:
        """Return day and words of the evidence that moved a point, and is told with it."""
        return {(_day(point), point.reason) for point in self._points if point.cause == "evidence"}

    def _cause(self, point: ConfidencePoint) -> str:
        stance = self._stances.get((_day(point), point.reason))
        if point.cause == "evidence" and stance is not None:
            return stance
        return {
            "first": self.tr("First said"),
            "evidence": self.tr("Evidence"),
            "test": self.tr("A test"),
            "review": self.tr("Looked at again"),
        }[point.cause]

    def _stance(self, one: Evidence) -> str:
        return self.tr("Supports it") if one.stance == 1 else self.tr("Challenges it")


def _day(point: ConfidencePoint) -> dt.date:
    return point.at.astimezone().date()


def _noon(day: dt.date) -> float:
    return dt.datetime.combine(day, dt.time(12)).astimezone().timestamp()
