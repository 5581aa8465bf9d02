"""A year of days, a column for each week: the square of a day grows and darkens with its number."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui import dates
from metanoia.ui.amounts import counted, number
from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets.chart import Chart, Spot, Table
from metanoia.ui.widgets.chart_ink import label_font, text_at
from metanoia.ui.widgets.paint import painter_of

LEVELS: Final = 5
_LEFT: Final = 36  # px at scale 1, as all below
_TOP: Final = 22
_ROW: Final = 16
_WIDEST: Final = 22  # of a column


class YearMap(Chart):
    """Days from Monday at the top to Sunday; a day without a number is a small dot, today is framed.

    Up and Down walk by day, Left and Right by week, Page Up and Page Down by month; ``chosen`` carries
    the day that is clicked or entered.
    """

    chosen = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._values: Mapping[dt.date, float] = {}
        self._first = self._today = dt.date(2000, 1, 3)
        self._days = [self._first]
        self._scale = (0.0, 10.0)
        self._of = ""
        self._said: Callable[[float], str] = number
        self.setAccessibleDescription(
            self.tr("Arrow keys walk the days. Enter opens one. Shift+F10: as a table, as a file.")
        )
        self.spot_chosen.connect(self._choose)
        self.refresh()

    def show_days(
        self,
        values: Mapping[dt.date, float],
        first: dt.date,
        today: dt.date,
        *,
        scale: tuple[float, float] | None = None,
        of: str = "",
        said: Callable[[float], str] | None = None,
    ) -> None:
        """Show ``values`` of the days from ``first`` (moved to its Monday) to ``today``.

        ``scale`` is what the smallest and the largest square stand for (None: 0 to the largest value),
        ``of`` names the number, ``said`` writes it, unit and all.
        """
        self._first = first - dt.timedelta(days=first.weekday())
        self._today = max(today, self._first)
        count = (self._today - self._first).days + 1
        self._days = [self._first + dt.timedelta(days=step) for step in range(count)]
        self._values = {day: one for day, one in values.items() if self._first <= day <= today}
        self._scale = scale or (0.0, max(self._values.values(), default=1.0) or 1.0)
        self._of, self._said = of, said or number
        self.paper = QSize(940, _TOP + 7 * _ROW + 4)
        self.refresh()

    def sizeHint(self) -> QSize:
        """Return seven rows, as wide as there is room."""
        return QSize(theme().px(640), theme().px(_TOP + 7 * _ROW + 4))

    def minimumSizeHint(self) -> QSize:
        """Return a width at which a year's squares still stand apart."""
        return QSize(theme().px(_LEFT) + 53 * 7, self.sizeHint().height())

    def sentence(self) -> str:
        """Return "Energy by day from 10 March 2025 to today: 180 days noted, lowest 2, highest 9."."""
        first = dates.medium(self._first, self._today)
        if not self._values:
            return self.tr("{} by day: nothing noted since {}.").format(self._named(), first)
        many = counted(len(self._values), self.tr("1 day noted"), self.tr("{} days noted"))
        low, high = min(self._values.values()), max(self._values.values())
        said = self.tr("{} by day from {} to today: {}, lowest {}, highest {}.")
        return said.format(self._named(), first, many, self._said(low), self._said(high))

    def table(self) -> Table:
        """Return every day that has a number."""
        days = sorted(self._values)
        rows = tuple((dates.short_with_year(day), self._said(self._values[day])) for day in days)
        plain = tuple((day.isoformat(), f"{self._values[day]:.12g}") for day in days)
        return Table((self.tr("Day"), self._named()), rows, plain)

    def draw(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        """Draw the months, the weekdays and a square or a dot for each day."""
        self._draw_names(painter, room, ink)
        pitch, size = self._pitch(room, ink), ink.scale
        levels: dict[int, list[QPointF]] = {}
        for step, day in enumerate(self._days):
            value = self._values.get(day)
            level = 0 if value is None else self._level(value)
            levels.setdefault(level, []).append(self._place(room, ink, pitch, step))
        dot = QPen(ink.colour("pressed"), 3 * size)
        dot.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(dot)
        painter.drawPoints(levels.pop(0, []))
        painter.setPen(Qt.PenStyle.NoPen)
        shrunk = min(1.0, pitch / (_ROW * size))
        for level, places in levels.items():
            paint_squares(painter, places, level, ink, shrunk)
        self._draw_today(painter, room, pitch, ink)

    def spots(self, room: QRectF, ink: Theme) -> list[Spot]:
        """Return every day, oldest first."""
        pitch = self._pitch(room, ink)
        none = self.tr("nothing noted")
        found = []
        for place, day in enumerate(self._days):
            value = self._values.get(day)
            words = none if value is None else f"{self._named()}: {self._said(value)}"
            title = dates.long(day, self._today)
            found.append(Spot(self._place(room, ink, pitch, place), title, words))
        return found

    def enter(self, spot: int) -> None:
        """Choose the day under the keys; without one, open the menu."""
        if spot >= 0:
            self._choose(spot)
        else:
            self.open_menu()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by day, week and month; begin at today."""
        key = Qt.Key(event.key())
        days = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -7, Qt.Key.Key_Right: 7}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        last = (self._today - self._first).days
        if not plain or (key not in days and key not in months):
            super().keyPressEvent(event)
        elif self._spot < 0:
            self.walk_to(last)
        elif key in days:
            there = self._spot + days[key]
            if 0 <= there <= last:
                self.walk_to(there)
        else:
            self.walk_to(self._month_on(months[key]))

    # -- inside

    def _level(self, value: float) -> int:
        low, high = self._scale
        share = (value - low) / (high - low) if high > low else 1.0
        return min(LEVELS, max(1, math.ceil(share * LEVELS)))

    def _pitch(self, room: QRectF, ink: Theme) -> float:
        weeks = math.ceil(len(self._days) / 7)
        return min(ink.px(_WIDEST), (room.width() - ink.px(_LEFT) - 3) / weeks)

    def _place(self, room: QRectF, ink: Theme, pitch: float, day: int) -> QPointF:
        week, row = divmod(day, 7)
        x = room.left() + ink.px(_LEFT) + pitch * (week + 0.5)
        return QPointF(x, room.top() + ink.px(_TOP) + ink.px(_ROW) * (row + 0.5))

    def _draw_names(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        for row in (0, 2, 4, 6):
            name = dates.weekday(self._first + dt.timedelta(days=row))
            y = room.top() + ink.px(_TOP) + ink.px(_ROW) * (row + 0.5)
            text_at(painter, QPointF(room.left(), y), name, ink, align=left)
        pitch, taken = self._pitch(room, ink), -1.0
        metrics = QFontMetricsF(label_font(ink))
        for week, monday in enumerate(self._days[::7]):
            if monday.day > 7:
                continue
            month, year = dates.month_and_year(monday)
            words = f"{month} {year}" if monday.month == 1 else month
            x = room.left() + ink.px(_LEFT) + pitch * week + 1
            wide = metrics.horizontalAdvance(words)
            if x > taken and x + wide <= room.right():
                place = QPointF(x, room.top() + ink.px(8))
                text_at(painter, place, words, ink, align=left)
                taken = x + wide + ink.px(10)

    def _draw_today(self, painter: QPainter, room: QRectF, pitch: float, ink: Theme) -> None:
        place = self._place(room, ink, pitch, (self._today - self._first).days)
        half = min(8 * ink.scale, pitch / 2 + 1)
        painter.setPen(QPen(ink.colour("ochre_fill"), 1.6 * ink.scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half)
        painter.drawRoundedRect(box, half * 0.56, half * 0.56)

    def _month_on(self, months: int) -> int:
        """Return the place of the same day a month on, of the nearest one there is."""
        day = self._first + dt.timedelta(days=self._spot)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        there = dt.date(year, month + 1, min(day.day, last))
        return min((self._today - self._first).days, max(0, (there - self._first).days))

    def _named(self) -> str:
        return self._of or self.title

    @Slot(int)
    def _choose(self, spot: int) -> None:
        self.chosen.emit(self._first + dt.timedelta(days=spot))


class YearLegend(QWidget):
    """Shows which squares are low and which are high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            self.tr("Small and pale squares are low, large and dark ones are high")
        )
        theme().changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        """Return room for both words and the squares between them."""
        metrics = QFontMetricsF(theme().font("caption"))
        words = sum(metrics.horizontalAdvance(word) for word in self._words())
        return QSize(math.ceil(words) + theme().px(LEVELS * 18 + 12), theme().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the squares from low to high."""
        painter, ink = painter_of(self), theme()
        low, high = self._words()
        painter.setFont(ink.font("caption"))
        painter.setPen(ink.colour("text3"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, low)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(self.rect(), right, high)
        x = QFontMetricsF(ink.font("caption")).horizontalAdvance(low) + ink.px(6)
        painter.setPen(Qt.PenStyle.NoPen)
        for level in range(1, LEVELS + 1):
            place = QPointF(x + ink.px(18) * (level - 0.5), self.height() / 2)
            paint_squares(painter, [place], level, ink)
        painter.end()

    def _words(self) -> tuple[str, str]:
        return self.tr("low"), self.tr("high")

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def paint_squares(
    painter: QPainter, places: list[QPointF], level: int, ink: Theme, shrunk: float = 1.0
) -> None:
    """Paint the squares of one ``level`` (1 to 5) around ``places``."""
    side = (4 + 2 * level) * ink.scale * shrunk
    radius = min(3.2 * ink.scale, side / 3)
    painter.setBrush(ink.colour("accent", 0.22 + 0.156 * level))
    for place in places:
        box = QRectF(place.x() - side / 2, place.y() - side / 2, side, side)
        painter.drawRoundedRect(box, radius, radius)
