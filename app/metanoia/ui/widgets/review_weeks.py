"""The weeks of a year, and in which of them somebody looked back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets.chart import Chart, Spot, Table
from metanoia.ui.widgets.chart_ink import label_font, text_at

WeekState = Literal["done", "skipped", ""]

_HEIGHT: Final = 44  # px at scale 1, as all below
_WIDEST: Final = 20


class ReviewWeeks(Chart):
    """A mark for each week: filled where it was looked back on, hollow where that was skipped.

    Nothing is counted, and an empty week is a small dot. ``chosen`` carries the Monday of a week that
    is clicked or entered and that holds a review.
    """

    chosen = Signal(object)
    paper = QSize(760, _HEIGHT)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("Weeks looked back on")
        self._weeks: tuple[tuple[dt.date, WeekState], ...] = ()
        self._today = dt.date(2000, 1, 1)
        self.spot_chosen.connect(self._choose)
        self.refresh()

    def show_weeks(self, weeks: Sequence[tuple[dt.date, WeekState]], today: dt.date) -> None:
        """Show ``weeks`` (Monday, what became of it), oldest first, up to the one of ``today``."""
        self._weeks = tuple(weeks)
        self._today = today
        self.refresh()

    def sizeHint(self) -> QSize:
        """Return a strip."""
        return QSize(theme().px(480), theme().px(_HEIGHT))

    def sentence(self) -> str:
        """Return since when the weeks are shown, and when the last review was."""
        done = [monday for monday, state in self._weeks if state == "done"]
        if not done:
            return self.tr("No week is looked back on yet.")
        said = self.tr("Weeks since {}; last looked back on the week of {}.")
        return said.format(dates.month(self._weeks[0][0]), dates.medium(done[-1], self._today))

    def table(self) -> Table:
        """Return each week and whether it was looked back on."""
        words = {"done": self.tr("looked back on"), "skipped": self.tr("skipped"), "": ""}
        heads = (self.tr("Week of"), self.tr("Review"))
        rows = tuple((dates.short_with_year(day), words[state]) for day, state in self._weeks)
        plain = tuple((day.isoformat(), words[state]) for day, state in self._weeks)
        return Table(heads, rows, plain)

    def draw(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        """Draw a mark for each week, and the months below."""
        size, pitch = ink.scale, self._pitch(room, ink)
        for number, (_, state) in enumerate(self._weeks):
            place = self._place(room, ink, pitch, number)
            reach = min(5.2 * size, pitch * 0.4)
            if state == "done":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink.colour("accent"))
            elif state == "skipped":
                painter.setPen(QPen(ink.colour("border"), 1.3 * size))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                reach -= 0.6 * size
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink.colour("dim", 0.6))
                reach = 1.6 * size
            painter.drawEllipse(place, reach, reach)
        self._draw_months(painter, room, pitch, ink)

    def spots(self, room: QRectF, ink: Theme) -> list[Spot]:
        """Return the weeks, oldest first."""
        pitch = self._pitch(room, ink)
        words = {
            "done": self.tr("looked back on"),
            "skipped": self.tr("skipped"),
            "": self.tr("no review"),
        }
        said = self.tr("Week of {}")
        return [
            Spot(
                self._place(room, ink, pitch, number),
                said.format(dates.medium(monday, self._today)),
                words[state],
            )
            for number, (monday, state) in enumerate(self._weeks)
        ]

    def enter(self, spot: int) -> None:
        """Choose the week under the keys; without one, open the menu."""
        if spot >= 0 and self._weeks[spot][1] == "done":
            self._choose(spot)
        else:
            self.open_menu()

    # -- inside

    def _pitch(self, room: QRectF, ink: Theme) -> float:
        return min(ink.px(_WIDEST), (room.width() - ink.px(8)) / max(1, len(self._weeks)))

    def _place(self, room: QRectF, ink: Theme, pitch: float, number: int) -> QPointF:
        return QPointF(room.left() + ink.px(4) + pitch * (number + 0.5), room.top() + ink.px(13))

    def _draw_months(self, painter: QPainter, room: QRectF, pitch: float, ink: Theme) -> None:
        metrics, taken = QFontMetricsF(label_font(ink)), -1.0
        for number, (monday, _) in enumerate(self._weeks):
            if monday.day > 7:
                continue
            month, year = dates.month_and_year(monday)
            words = f"{month} {year}" if monday.month == 1 else month
            x = room.left() + ink.px(4) + pitch * number
            wide = metrics.horizontalAdvance(words)
            if x > taken and x + wide <= room.right():
                place = QPointF(x, room.top() + ink.px(33))
                text_at(painter, place, words, ink, align=Qt.AlignmentFlag.AlignLeft)
                taken = x + wide + ink.px(10)

    @Slot(int)
    def _choose(self, spot: int) -> None:
        if self._weeks[spot][1] == "done":
            self.chosen.emit(self._weeks[spot][0])
