"""What somebody said would happen, beside how often it did."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from metanoia.domain.calibration import WORD_BINS, Bin, Record
from metanoia.ui.amounts import counted
from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets.chart import Chart, Spot, Table
from metanoia.ui.widgets.chart_ink import (
    KeyEntry,
    Plot,
    label_font,
    level_lines,
    paint_mark,
    stroke,
    text_at,
)

Which = Literal["first", "last"]

_SHADED: Final = (1, 3)  # every second band, so that all can be told apart
_EDGES: Final = (0, 10, 40, 60, 90, 100)


class CalibrationChart(Chart):
    """Five bands of words from "almost no" to "almost sure": said on the level axis, came true upright.

    Each dot has its 80% range and says of how many predictions it is; a band without any has none.
    """

    paper = QSize(760, 420)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("What I said, and what came true")
        self._bins: tuple[Bin, ...] = tuple(Bin(lo, hi, 0) for lo, hi in WORD_BINS)
        self._n = 0
        self._which: Which = "first"
        self._too_sure: float | None = None
        self.refresh()

    def show_record(self, record: Record, which: Which = "first") -> None:
        """Show the bins of ``record``, which counts the "first" or the "last" forecasts."""
        self._bins = record.bins
        self._n = record.n
        self._which = which
        self._too_sure = record.overconfidence
        self.refresh()

    def sizeHint(self) -> QSize:
        """Return a picture almost as high as wide, so that the diagonal is one."""
        return QSize(theme().px(560), theme().px(372))

    def names(self) -> tuple[str, ...]:
        """Return the words for the five bands."""
        return (
            self.tr("almost no"),
            self.tr("unlikely"),
            self.tr("even"),
            self.tr("likely"),
            self.tr("almost sure"),
        )

    def sentence(self) -> str:
        """Return how many predictions it shows, how far off they are, and each band in numbers."""
        if not self._n:
            return self.tr("No prediction counts yet.")
        said = [counted(self._n, self.tr("1 prediction"), self.tr("{} predictions"))]
        forecast = {"first": self.tr("first forecast"), "last": self.tr("last forecast")}
        said[0] = f"{said[0]}, {forecast[self._which]}"
        if self._too_sure is not None:
            said.append(sureness(self._too_sure))
        each = self.tr("{}: said {}%, came true {}%, n {}")
        said += [
            each.format(name, round(one.said), round(one.true), one.n)
            for name, one in zip(self.names(), self._bins, strict=True)
            if one.said is not None and one.true is not None
        ]
        return "; ".join(said) + "."

    def table(self) -> Table:
        """Return the five bands, the range of each, and how many predictions lie in it."""
        heads = (
            self.tr("Words"),
            self.tr("Said from"),
            self.tr("to"),
            self.tr("n"),
            self.tr("Mean said"),
            self.tr("Came true"),
            self.tr("80% range"),
        )
        rows = tuple(
            (
                name,
                f"{one.lo}%",
                f"{one.hi}%",
                str(one.n),
                _per_cent(one.said),
                _per_cent(one.true),
                self.tr("{} to {}").format(_per_cent(one.low), _per_cent(one.high))
                if one.n
                else "",
            )
            for name, one in zip(self.names(), self._bins, strict=True)
        )
        return Table(heads, rows)

    def key(self) -> Sequence[KeyEntry]:
        """Return what dot, bar and dashes mean."""
        return (
            KeyEntry("range", "blue", self.tr("came true, with its 80% range")),
            KeyEntry("dashes", "text3", self.tr("said and came true alike")),
        )

    def draw(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        """Draw the bands, the diagonal, and a dot with its range for each band that has predictions."""
        plot = self._plot(room, ink)
        for place in _SHADED:
            lo, hi = WORD_BINS[place]
            band = QRectF(plot.at(lo - 0.5, 100), plot.at(hi + 0.5, 0))
            painter.fillRect(band, ink.colour("sunken"))
        level_lines(painter, plot, (0, 25, 50, 75, 100), ink)
        painter.setPen(stroke(ink.colour("text3", 0.8), 1.2 * ink.scale, (4.5, 3.5)))
        painter.drawLine(plot.at(0, 0), plot.at(100, 100))
        self._draw_words(painter, plot, room, ink)
        dots = [
            plot.at(one.said, one.true)
            for one in self._bins
            if one.said is not None and one.true is not None
        ]
        painter.setPen(QPen(ink.colour("blue_fill", 0.6), 1.1 * ink.scale))
        for one_dot, other in pairwise(dots):
            painter.drawLine(one_dot, other)
        for one in self._bins:
            self._draw_bin(painter, plot, one, ink)

    def spots(self, room: QRectF, ink: Theme) -> list[Spot]:
        """Return the dots from the left to the right."""
        plot = self._plot(room, ink)
        found = []
        for name, one in zip(self.names(), self._bins, strict=True):
            if one.said is None or one.true is None or one.low is None or one.high is None:
                continue
            title = self.tr("{}: {} of {} came true").format(
                name[:1].upper() + name[1:], round(one.n * one.true / 100), one.n
            )
            words = self.tr("Said {}% on average, came true {}% (80% range {} to {}%).").format(
                round(one.said), round(one.true), round(one.low), round(one.high)
            )
            found.append(Spot(plot.at(one.said, one.true), title, words))
        return found

    # -- inside

    def _plot(self, room: QRectF, ink: Theme) -> Plot:
        px = ink.px
        words = px(60 + 16 * self._broken(room.width() - px(62), ink))
        box = room.adjusted(px(38), px(10), -px(24), -words)
        return Plot(box, 0, 100, 0, 100)

    def _broken(self, width: float, ink: Theme) -> int:
        """Return 1 where the words need a second line to stand beside one another, else 0."""
        metrics = QFontMetricsF(label_font(ink))
        narrow = max(metrics.horizontalAdvance(self.names()[place]) for place in (0, -1))
        return int(width * 0.135 < narrow)

    def _draw_words(self, painter: QPainter, plot: Plot, room: QRectF, ink: Theme) -> None:
        px = ink.px
        top = plot.box.bottom()
        for edge in _EDGES:
            text_at(painter, QPointF(plot.x(edge), top + px(13)), str(edge), ink)
        broken = self._broken(plot.box.width(), ink)
        for name, one in zip(self.names(), self._bins, strict=True):
            x = plot.x((one.lo + one.hi) / 2)
            lines = name.split(" ", 1) if broken else [name]
            for number, words in enumerate(lines):
                place = QPointF(x, top + px(31 + 16 * number))
                text_at(painter, place, words, ink, token="text2", within=room)
            place = QPointF(x, top + px(48 + 16 * broken))
            text_at(painter, place, self.tr("n {}").format(one.n), ink, within=room)

    def _draw_bin(self, painter: QPainter, plot: Plot, one: Bin, ink: Theme) -> None:
        if one.said is None or one.true is None or one.low is None or one.high is None:
            return
        size = ink.scale
        high, low = plot.at(one.said, one.high), plot.at(one.said, one.low)
        bar = QRectF(high.x() - 3 * size, high.y(), 6 * size, low.y() - high.y())
        painter.fillRect(bar, ink.colour("blue_fill", 0.3))
        pen = QPen(ink.colour("blue"), 1.6 * size)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        for end in (high, low):
            painter.drawLine(
                QPointF(end.x() - 5 * size, end.y()), QPointF(end.x() + 5 * size, end.y())
            )
        paint_mark(painter, "dot", plot.at(one.said, one.true), "blue", ink)


def sureness(overconfidence: float) -> str:
    """Return "on average 5 points too sure" for 0.05; below 0 it is too careful."""
    points = round(abs(overconfidence) * 100)
    tr = QCoreApplication.translate
    if not points:
        return tr("Calibration", "on average as sure as came true")
    words = (
        tr("Calibration", "on average {} too sure")
        if overconfidence > 0
        else tr("Calibration", "on average {} too careful")
    )
    amount = counted(points, tr("Calibration", "1 point"), tr("Calibration", "{} points"))
    return words.format(amount)


def _per_cent(value: float | None) -> str:
    return "" if value is None else f"{round(value)}%"
