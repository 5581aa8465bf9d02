"""How much too sure somebody was, half-year by half-year."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from metanoia.domain.calibration import HalfYear, Record
from metanoia.ui.amounts import counted
from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets.chart import Chart, Spot, Table
from metanoia.ui.widgets.paint import rounded

_ROW: Final = 23  # px at scale 1
_BAR: Final = 5
_GAP: Final = 12
_LEAST_SPAN: Final = 20  # points that a full bar stands for at least
_SHORTEST_BAR: Final = 36


class HalfYearBars(Chart):
    """A bar for each half-year: filled to the right where too sure, hollow to the left where too careful."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Too sure, by half-year")
        self._halves: tuple[HalfYear, ...] = ()
        self._today = dt.date.min
        self.refresh()

    def show_record(self, record: Record, today: dt.date) -> None:
        """Show the half-years of ``record``, oldest first."""
        self._halves = record.half_years
        self._today = today
        self.paper = QSize(560, max(1, len(self._halves)) * _ROW + 8)
        self.refresh()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return a line for each half-year, at least one, high enough to be hit."""
        rows = max(1, len(self._halves))
        return QSize(theme().px(300), max(rows * theme().px(_ROW) + 8, theme().px(28)))

    def sentence(self) -> str:
        """Return every half-year in words."""
        if not self._halves:
            return self.tr("No prediction counts yet.")
        said = self.tr("{}: {}, n {}")
        each = [said.format(self._called(one), self._words(one), one.n) for one in self._halves]
        return "; ".join(each) + "."

    def table(self) -> Table:
        """Return every half-year with its points and its n."""
        heads = (self.tr("Half-year"), self.tr("Too sure by"), self.tr("n"))
        rows = tuple((self._called(one), self._words(one), str(one.n)) for one in self._halves)
        return Table(heads, rows)

    def draw(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        """Draw a line for each half-year: its name, its bar, its points and its n."""
        if not self._halves:
            painter.setFont(ink.font("label", weight=400))
            painter.setPen(ink.colour("text3"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.tr("None yet"))
            return
        bars = self._bars(room, ink)
        for number, one in enumerate(self._halves):
            row = self._row(room, number, ink)
            self._draw_words(painter, row, one, ink)
            bar = QRectF(
                bars.left(), row.center().y() - ink.px(_BAR) / 2, bars.width(), ink.px(_BAR)
            )
            self._draw_bar(painter, bar, one, ink)

    def spots(self, room: QRectF, ink: Theme) -> list[Spot]:
        """Return the half-years."""
        bars = self._bars(room, ink)
        return [
            Spot(
                QPointF(
                    max(bars.left(), room.left() + 12), self._row(room, number, ink).center().y()
                ),
                self._called(one),
                self.tr("{}, of {}").format(
                    self._words(one),
                    counted(one.n, self.tr("1 prediction"), self.tr("{} predictions")),
                ),
            )
            for number, one in enumerate(self._halves)
        ]

    # -- inside

    def _row(self, room: QRectF, number: int, ink: Theme) -> QRectF:
        return QRectF(
            room.left() + 4, room.top() + 4 + number * ink.px(_ROW), room.width() - 8, ink.px(_ROW)
        )

    def _bars(self, room: QRectF, ink: Theme) -> QRectF:
        """Return the px between which the bars lie: what names and points leave of ``room``."""
        plain = QFontMetricsF(ink.font("label", weight=400))
        names = max(plain.horizontalAdvance(self._called(one)) for one in self._halves)
        right = room.right() - 4 - self._points_width(ink) - ink.px(_GAP)
        left = min(room.left() + 4 + names + ink.px(_GAP), right)
        return QRectF(left, room.top(), right - left, room.height())

    def _points_width(self, ink: Theme) -> float:
        strong = QFontMetricsF(ink.font("label", weight=600, tabular=True))
        small = QFontMetricsF(ink.font("caption", tabular=True))
        words = max(strong.horizontalAdvance(self._words(one)) for one in self._halves)
        return (
            words + ink.px(10) + max(small.horizontalAdvance(self._n(one)) for one in self._halves)
        )

    def _draw_words(self, painter: QPainter, row: QRectF, one: HalfYear, ink: Theme) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(ink.font("label", weight=400))
        painter.setPen(ink.colour("text2"))
        words = QRectF(row)
        words.setRight(row.right() - self._points_width(ink) - ink.px(_GAP))
        name = painter.fontMetrics().elidedText(
            self._called(one), Qt.TextElideMode.ElideRight, int(words.width()) + 1
        )
        painter.drawText(words, middle, name)
        painter.setFont(ink.font("caption", tabular=True))
        painter.setPen(ink.colour("text3"))
        painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, self._n(one))
        painter.setFont(ink.font("label", weight=600, tabular=True))
        painter.setPen(ink.colour("text"))
        words = QRectF(row)
        words.setLeft(row.right() - self._points_width(ink))
        painter.drawText(words, middle, self._words(one))

    def _draw_bar(self, painter: QPainter, bar: QRectF, one: HalfYear, ink: Theme) -> None:
        if bar.width() < ink.px(_SHORTEST_BAR):
            return  # in a narrow pane the numbers say it
        rounded(painter, bar, bar.height() / 2, ink.colour("pressed"))
        careful = any((half.overconfidence or 0) < 0 for half in self._halves)
        zero = bar.center().x() if careful else bar.left()
        if careful:
            painter.setPen(QPen(ink.colour("text3"), 1))
            reach = 3 * ink.scale
            painter.drawLine(QPointF(zero, bar.top() - reach), QPointF(zero, bar.bottom() + reach))
        if one.overconfidence is None:
            return
        points = one.overconfidence * 100
        length = abs(points) / self._span() * (bar.right() - zero)
        if points > 0:
            filled = QRectF(zero, bar.top(), max(length, bar.height()), bar.height())
            rounded(painter, filled, bar.height() / 2, ink.colour("blue_fill"))
        elif points < 0:
            hollow = QRectF(zero - length, bar.top(), max(length, 2.0), bar.height())
            rounded(painter, hollow, bar.height() / 2, ink.colour("card"), ink.colour("blue"), 1.4)

    def _span(self) -> float:
        most = max((abs(one.overconfidence or 0.0) for one in self._halves), default=0.0)
        return max(_LEAST_SPAN, most * 100)

    def _called(self, one: HalfYear) -> str:
        """Return "Since January" for the running one, else "July to December", with an older year."""
        second = one.first_day.month > 6
        this_half = dt.date(self._today.year, 7 if self._today.month > 6 else 1, 1)
        if one.first_day == this_half:
            return self.tr("Since July") if second else self.tr("Since January")
        months = (this_half.year - one.first_day.year) * 12 + this_half.month - one.first_day.month
        if months <= 6:
            return self.tr("July to December") if second else self.tr("January to June")
        words = self.tr("Jul to Dec {}") if second else self.tr("Jan to Jun {}")
        return words.format(one.first_day.year)

    def _words(self, one: HalfYear) -> str:
        if one.overconfidence is None:
            return self.tr("not to tell")
        points = round(one.overconfidence * 100)
        amount = counted(abs(points), self.tr("1 point"), self.tr("{} points"))
        return self.tr("{} too careful").format(abs(points)) if points < 0 else amount

    def _n(self, one: HalfYear) -> str:
        return self.tr("n {}").format(one.n)
