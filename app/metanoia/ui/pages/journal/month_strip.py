"""A month at a glance: a bar a day, as high as much was written; days found are filled."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from metanoia.ui import dates
from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import KeyboardFocus, paint_ring
from metanoia.ui.widgets.paint import painter_of

_HEIGHT: Final = 50
_BARS: Final = 28
_FULL: Final = 400  # words at which a bar is as high as it gets


class MonthStrip(KeyboardFocus, QWidget):
    """Emits the day that is clicked, or chosen with the arrows and Enter."""

    day_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month = dt.datetime.now().astimezone().date().replace(day=1)
        self._words: dict[dt.date, int] = {}
        self._found: frozenset[dt.date] | None = None
        self._marked: dt.date | None = None
        self._cursor = 1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.updateGeometry)

    @property
    def month(self) -> dt.date:
        """The first day of the month that is shown."""
        return self._month

    def show_month(
        self,
        month: dt.date,
        words: dict[dt.date, int],
        *,
        found: frozenset[dt.date] | None = None,
        marked: dt.date | None = None,
    ) -> None:
        """Show words by day; ``found`` are the days to fill (None: all), ``marked`` has a dot."""
        self._month, self._words, self._found, self._marked = month, words, found, marked
        self._cursor = marked.day if marked and marked.replace(day=1) == month else self._cursor
        self._cursor = min(self._cursor, self._days)
        days = len(words)
        self.setAccessibleName(self.tr("{}: written on {} days").format(dates.month(month), days))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height; the width is the list's."""
        return QSize(theme().px(240), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bars, days without words as dots, and the numbers of some days."""
        painter, colour, px = painter_of(self), theme().colour, theme().px
        painter.setPen(Qt.PenStyle.NoPen)
        for day in range(1, self._days + 1):
            self._paint_day(painter, day)
        painter.setFont(theme().font("micro", weight=500, tabular=True))
        painter.setPen(colour("text3"))
        for day in (1, 8, 15, 22, 29):
            if day <= self._days and self._month.replace(day=day) != self._marked:
                box = QRectF(self._x(day) - px(16), px(_BARS) + px(4), px(32), px(16))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day))
        if self.ring_shown():
            paint_ring(painter, self.rect(), 6)
        painter.end()

    def _paint_day(self, painter: QPainter, day: int) -> None:
        colour, px = theme().colour, theme().px
        date = self._month.replace(day=day)
        x, foot = self._x(day), float(px(_BARS))
        words = self._words.get(date)
        if words is None:
            painter.setBrush(colour("hairline" if theme().scheme == "light" else "border"))
            painter.drawEllipse(QPointF(x, foot - px(1.5)), px(1.5), px(1.5))
        else:
            share = math.sqrt(min(words, _FULL) / _FULL)
            height = max(px(6), px(_BARS - 4) * share)
            found = self._found is None or date in self._found
            painter.setBrush(colour("accent", 1.0 if found else 0.38))
            bar = QRectF(x - px(2.5), foot - height, px(5), height)
            painter.drawRoundedRect(bar, px(2), px(2))
        if date == self._marked:
            painter.setBrush(colour("ochre_fill"))
            painter.drawEllipse(QPointF(x, foot + px(12)), px(2.5), px(2.5))
        if self.ring_shown() and day == self._cursor:
            paint_ring(painter, QRectF(x - px(6), 2, px(12), foot + 1), 4)
        painter.setPen(Qt.PenStyle.NoPen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the pointer, if something was written on it."""
        self._choose(self._day_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from day to day with the arrows; Enter chooses."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._cursor = min(max(self._cursor + step, 1), self._days)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._cursor)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say the day and its words where the pointer rests."""
        if isinstance(event, QHelpEvent):
            date = self._month.replace(day=self._day_at(event.pos().x()))
            words = self._words.get(date, 0)
            text = f"{dates.medium(date)}: {words:,} " + self.tr("words")
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    @property
    def _days(self) -> int:
        return calendar.monthrange(self._month.year, self._month.month)[1]

    def _x(self, day: int) -> float:
        side = theme().px(8)
        return side + (self.width() - 2 * side) * (day - 1) / 30

    def _day_at(self, x: float) -> int:
        side = theme().px(8)
        day = 1 + round((x - side) / max(1, self.width() - 2 * side) * 30)
        return min(max(day, 1), self._days)

    def _choose(self, day: int) -> None:
        date = self._month.replace(day=day)
        if date in self._words:
            self.day_chosen.emit(date)
